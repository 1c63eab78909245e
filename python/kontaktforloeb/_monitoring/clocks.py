"""The measures that need a clock of each course: slower, and with a progress bar when there are many."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from .. import _core
from .._extras import need
from .cells import Shape
from .facts import Facts

__all__ = ["joint_conversations", "long_term_26"]

_MONTH = {"full_time": 160.33, "part_time": 130.0}
_WEEK = {"full_time": 37, "part_time": 30}
_MANY = 50_000

# Measure, the population's months from and to (to exclusive), from which month a conversation counts, the rule.
_PROXIES = (
    ("star_2018.faellessamtale_1", 1.5, 3, 0, "faellessamtale_1"),
    ("star_2018.faellessamtale_2", 6, 9, 3, "faellessamtale_2"),
    ("star_2018.faellessamtale_3", 16, 20, 9, "faellessamtale_3"),
)
_WRONG = ("late", "missed", "planned_late", "breached")


def _watched(rows: Sequence[int]) -> Iterable[int]:
    """Show on the terminal how far it is, if there is one and tqdm is installed."""
    if len(rows) < _MANY or not sys.stderr.isatty():
        return rows
    try:
        tqdm = importlib.import_module("tqdm")
    except ImportError:
        return rows
    bar: Iterable[int] = tqdm.tqdm(rows, desc="clocks", unit=" courses", leave=False)
    return bar


def unemployment(facts: Facts) -> Any:
    """Give each course's reported aggregate unemployment in months and weeks, and the days of 3 and 9 months."""
    pl = need("polars")
    rows = facts.people["_row"].to_list()
    months: list[float] = []
    weeks: list[float] = []
    third: list[Any] = []
    ninth: list[Any] = []
    for row in _watched(rows):
        course = facts.result.course(row)
        clock = _core.clock(course, "aggregate_unemployment", as_of=facts.as_of)
        hours = clock.on(facts.as_of)
        status = _insurance(course.person.insurance, facts.as_of)
        months.append(hours / _MONTH[status])
        weeks.append(hours / _WEEK[status])
        third.append(clock.reached(round(3 * _MONTH[status], 2)).day if months[-1] >= 3 else None)
        ninth.append(clock.reached(round(9 * _MONTH[status], 2)).day if months[-1] >= 9 else None)
    return pl.DataFrame(
        {"_row": rows, "_months": months, "_weeks": weeks, "_third": third, "_ninth": ninth},
        schema={"_row": pl.Int64, "_months": pl.Float64, "_weeks": pl.Float64, "_third": pl.Date, "_ninth": pl.Date},
    )


def _insurance(changes: Sequence[Any], day: Any) -> str:
    """Give the status on the first of the day's month, which governs it."""
    status = str(changes[0].status.value)
    for change in changes:
        if change.from_ is None or change.from_ <= day.replace(day=1):
            status = str(change.status.value)
    return status


def joint_conversations(facts: Facts, unemployed: Any) -> tuple[Any, Shape]:
    """Count what STAR's proxies of 2018 count, and beside it what the rules say of those that they miss."""
    pl = need("polars")
    joint = facts.meetings.filter(pl.col("joint"), pl.col("date") <= facts.as_of).select("_row", "date")
    frames = []
    for measure, low, high, since, rule in _PROXIES:
        findings = (
            facts.findings.filter(pl.col("rule").str.ends_with(f".{rule}"))
            .group_by("_row")
            .agg(
                pl.col("status").is_in(_WRONG).any().alias("_wrong"),
                (pl.col("status") == "undecided").any().alias("_undecided"),
            )
        )
        people = (
            facts.people.select("_row", "_registered", *facts.by)
            .join(unemployed, on="_row")
            .filter(pl.col("_months") >= low, pl.col("_months") < high)
            .join(findings, on="_row")
        )
        opens = {0: pl.col("_registered"), 3: pl.col("_third"), 9: pl.col("_ninth")}[since]
        held = joint.join(people.select("_row", opens.alias("_opens")), on="_row").filter(
            pl.col("date") >= pl.col("_opens")
        )
        missing = ~pl.col("_row").is_in(held["_row"].unique().to_list())
        counts = [
            pl.len().cast(pl.Int64).alias("people"),
            (~missing).sum().cast(pl.Int64).alias("held"),
            (missing & ~pl.col("_wrong") & ~pl.col("_undecided")).sum().cast(pl.Int64).alias("missing_but_lawful"),
            (missing & pl.col("_wrong")).sum().cast(pl.Int64).alias("missing_and_unlawful"),
            (missing & ~pl.col("_wrong") & pl.col("_undecided")).sum().cast(pl.Int64).alias("missing_and_undecided"),
        ]
        found = (
            people.group_by(facts.by).agg(counts).sort(facts.by, nulls_last=True) if facts.by else people.select(counts)
        )
        frames.append(found.select(*facts.by, pl.lit(measure).alias("measure"), pl.all().exclude(facts.by)))
    frame = pl.concat(frames)
    frame = frame.sort(facts.by, nulls_last=True, maintain_order=True) if facts.by else frame
    shape = Shape(
        total="people",
        parts=[["held", "missing_but_lawful", "missing_and_unlawful", "missing_and_undecided"]],
        percents=[("held_percent", "held", "people")],
    )
    return frame, shape


def long_term_26(facts: Facts, unemployed: Any) -> Any:
    """Tell for each course whether its aggregate unemployment is more than 26 full weeks."""
    pl = need("polars")
    return facts.people.join(unemployed, on="_row").select(*facts.by, (pl.col("_weeks") > 26).alias("_long"))
