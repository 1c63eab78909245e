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

_MANY = 50_000

# What STAR counts, https://star.dk/da/indsatser-og-ordninger/kontaktforloeb/data-paa-faelles-jobsamtaler/ (2018): the
# measure, the population from and to (exclusive) in half months of aggregate unemployment, from which month on a
# conversation counts, and the rule that it is about.
_PROXIES = (
    ("star_2018.faellessamtale_1", 3, 6, 0, "faellessamtale_1"),
    ("star_2018.faellessamtale_2", 12, 18, 3, "faellessamtale_2"),
    ("star_2018.faellessamtale_3", 32, 40, 9, "faellessamtale_3"),
)
# Marselisborg, Indsatsguide langtidsledighed (2013): »borgere med mere end 26 ugers ledighed«.
_LONG_TERM_WEEKS = 26
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
    """Give each course's reported aggregate unemployment, a month and a week of it, and the days of 3 and 9 months.

    Hours are whole hundredths: a month of 160.33 h is no binary number.
    """
    pl = need("polars")
    rows = facts.people["_row"].to_list()
    found: dict[str, list[Any]] = {"_row": rows, "_hours": [], "_month": [], "_week": [], "_third": [], "_ninth": []}
    for row in _watched(rows):
        course = facts.result.course(row)
        clock = _core.clock(course, "aggregate_unemployment", as_of=facts.as_of)
        hours = round(clock.on(facts.as_of) * 100)
        month, week = _core._unemployment_units(course, facts.as_of)
        found["_hours"].append(hours)
        found["_month"].append(month)
        found["_week"].append(week)
        for name, months in (("_third", 3), ("_ninth", 9)):
            found[name].append(clock.reached(months * month / 100).day if hours >= months * month else None)
    numbers = dict.fromkeys(("_row", "_hours", "_month", "_week"), pl.Int64)
    return pl.DataFrame(found, schema={**numbers, "_third": pl.Date, "_ninth": pl.Date})


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
            .filter((2 * pl.col("_hours")).is_between(low * pl.col("_month"), high * pl.col("_month"), closed="left"))
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
    is_long = pl.col("_hours") > _LONG_TERM_WEEKS * pl.col("_week")
    return facts.people.join(unemployed, on="_row").select(*facts.by, is_long.alias("_long"))
