"""The measures that need the result, its findings and the rows of the facts."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from .._extras import need
from .._law import Rule, rules
from .._terms import EndReason, ExemptReason, Party, Status
from .cells import Shape
from .facts import Facts

__all__ = [
    "Span",
    "conversations",
    "deadlines",
    "end_reasons",
    "handovers",
    "intensification_point",
    "long_term_80",
    "programme",
    "share_75",
    "stock",
    "survival",
]

Span = tuple[datetime.date, datetime.date]

_REASONS = [str(reason.value) for reason in EndReason]
_STATUSES = [str(status.value) for status in Status]
# The worst first: what is told of a course that offends against one rule several times.
_WORST = [
    "breached", "missed", "planned_late", "late", "undecided", "open", "planned", "met", "not_required"
]  # fmt: skip
_DECIDED = ("met", "late", "missed", "breached")


def _count(condition: Any, name: str) -> Any:
    pl = need("polars")
    return condition.fill_null(False).sum().cast(pl.Int64).alias(name)


def _group(frame: Any, keys: Sequence[str], counts: Sequence[Any]) -> Any:
    """Count by the keys, in their order; without any, one row."""
    return frame.group_by(keys).agg(counts).sort(keys, nulls_last=True) if keys else frame.select(counts)


def programme(facts: Facts, span: Span) -> tuple[Any, Shape]:
    """Count who was visited and who ended in a period, and who is covered at its end."""
    pl = need("polars")
    first, last = span
    start, end = pl.col("_start"), pl.col("_end")
    frame = _group(
        facts.people.filter(start.is_not_null()),
        facts.by,
        [
            _count((start < first) & (end.is_null() | (end >= first)), "covered_before"),
            _count(start.is_between(first, last), "visited"),
            _count(end.is_between(first, last), "ended"),
            _count((start <= last) & (end.is_null() | (end > last)), "covered"),
        ],
    )
    for row in frame.to_dicts():
        if row["covered"] != row["covered_before"] + row["visited"] - row["ended"]:
            place = ", ".join(f"{name} {row[name]}" for name in facts.by) or "the whole cohort"
            wrong = facts.people.filter(end < start)["_row"].head(3).to_list()
            raise RuntimeError(
                f"internal error: {place}, {first} to {last}: covered {row['covered']} is not {row['covered_before']} "
                f"covered before + {row['visited']} visited - {row['ended']} ended (rows such as {wrong})"
            )
    return frame, Shape(total=None, parts=[["covered_before", "visited", "ended", "covered"]])


def end_reasons(facts: Facts, span: Span) -> tuple[Any, Shape]:
    """Count who ended in a period, by reason."""
    pl = need("polars")
    ended = facts.people.filter(pl.col("_end").is_between(*span))
    frame = _group(
        ended,
        facts.by,
        [
            pl.len().cast(pl.Int64).alias("ended"),
            *[_count(pl.col("_ended_reason") == reason, reason) for reason in _REASONS],
        ],
    )
    percents = [(f"{reason}_percent", reason, "ended") for reason in _REASONS]
    return frame, Shape(total="ended", parts=[_REASONS], percents=percents)


def _grid(people: Any, by: Sequence[str], span: Span) -> Any:
    """Give every month of a period for every group that has anybody."""
    pl = need("polars")
    months = pl.date_range(span[0].replace(day=1), span[1], "1mo", eager=True).alias("month")
    groups = people.select(by).unique() if by else pl.DataFrame({"_all": [0] if len(people) else []})
    return groups.join(pl.DataFrame({"month": months}), how="cross")


def stock(facts: Facts, span: Span) -> tuple[Any, Shape]:
    """Count each month's visited and ended, and who is covered on its last day (on the day of judging in the last)."""
    pl = need("polars")
    in_trial = facts.people.filter(pl.col("_start").is_not_null())
    first = in_trial["_start"].min()
    begin = max(span[0], first.replace(day=1)) if first else span[0]
    span = (min(begin, span[1]), span[1])
    grid = _grid(in_trial, facts.by, span)
    keys = [*facts.by, "month"]
    for column, name in (("_start", "visited"), ("_end", "ended")):
        in_month = in_trial.filter(pl.col(column) <= span[1]).with_columns(
            pl.max_horizontal(pl.col(column).dt.truncate("1mo"), pl.lit(span[0].replace(day=1))).alias("month"),
            # Whoever came before the period is in the stock of its first month, but not among those who came in it.
            (pl.col(column) >= span[0]).alias("_in"),
        )
        counted = in_month.group_by(keys).agg(_count(pl.col("_in"), name), pl.len().cast(pl.Int64).alias(f"_{name}"))
        grid = grid.join(counted, on=keys, how="left", nulls_equal=True)
    grid = grid.with_columns(pl.col("visited", "ended", "_visited", "_ended").fill_null(0)).sort(keys, nulls_last=True)
    running = pl.col("_visited") - pl.col("_ended")
    covered = running.cum_sum().over(facts.by) if facts.by else running.cum_sum()
    frame = grid.with_columns(covered.alias("covered")).select(*keys, "visited", "ended", "covered")
    return frame, Shape(total=None, stock=("month", "visited", "ended", "covered"))


def handovers(facts: Facts, span: Span) -> tuple[Any, Shape]:
    """Count hand-overs to the jobcenter by the month of its first day; a projected one is none yet."""
    pl = need("polars")
    first_day = pl.col("_last_day").dt.offset_by("1d")
    moved = facts.people.filter(
        pl.col("_ended_reason") == "window_used", ~pl.col("_projected"), first_day.is_between(*span)
    ).with_columns(first_day.dt.truncate("1mo").alias("month"))
    keys = [*facts.by, "month"]
    counted = moved.group_by(keys).agg(pl.len().cast(pl.Int64).alias("handed_over"))
    frame = _grid(moved, facts.by, (moved["month"].min() or span[1], span[1])).join(
        counted, on=keys, how="left", nulls_equal=True
    )
    frame = frame.with_columns(pl.col("handed_over").fill_null(0)).select(*keys, "handed_over")
    return frame.sort(keys, nulls_last=True), Shape(total="handed_over")


def conversations(facts: Facts, span: Span) -> tuple[Any, Shape]:
    """Share of those who ended in a period by what the a-kasse held: both populations, both ways of counting."""
    pl = need("polars")
    ended = facts.people.filter(pl.col("_end").is_between(*span))
    days = ended.select("_row", "_last_day", pl.min_horizontal("_start", "_registered").alias("_from"))
    held = (
        facts.meetings.filter(pl.col("holder") == "a_kasse", pl.col("conversations") > 0)
        .join(days, on="_row")
        .filter(pl.col("date").is_between(pl.col("_from"), pl.col("_last_day")))
        .group_by("_row")
        .agg(pl.col("conversations").sum(), pl.len().cast(pl.Int64).alias("meetings"))
    )
    ended = ended.join(held, on="_row", how="left").with_columns(pl.col("conversations", "meetings").fill_null(0))
    parts = ["held_0", "held_1", "held_2", "held_3_or_more"]
    frames = []
    for population in ("full_window", "ended"):
        of = ended.filter(pl.col("_ended_reason") == "window_used") if population == "full_window" else ended
        for counted in ("conversations", "meetings"):
            n = pl.col(counted)
            counts = [
                pl.len().cast(pl.Int64).alias("people"),
                *[_count(n == number, parts[number]) for number in (0, 1, 2)],
                _count(n >= 3, parts[3]),
            ]
            found = _group(of, facts.by, counts)
            frames.append(
                found.select(
                    *facts.by,
                    pl.lit(population).alias("population"),
                    pl.lit(counted).alias("counted"),
                    "people",
                    *parts,
                )
            )
    frame = pl.concat(frames).sort(facts.by, nulls_last=True, maintain_order=True) if facts.by else pl.concat(frames)
    return frame, Shape(total="people", parts=[parts], percents=[(f"{name}_percent", name, "people") for name in parts])


def deadlines(facts: Facts, span: Span | None, left_out: Span | None) -> tuple[Any, Shape, int]:
    """Count courses by rule and status; give also how many findings are left out."""
    pl = need("polars")
    findings = facts.findings
    if span:
        findings = findings.filter(pl.col("due").is_null() | pl.col("due").is_between(*span))
    before = len(findings)
    if left_out:
        findings = findings.filter(~pl.col("due").is_between(*left_out).fill_null(False))
    worst = pl.col("status").replace_strict({status: rank for rank, status in enumerate(_WORST)}, return_dtype=pl.Int8)
    keys = [*facts.by, "rule"]
    courses = findings.with_columns(worst.alias("_worst")).group_by(["_row", *keys]).agg(pl.col("_worst").min())
    frame = _group(
        courses,
        keys,
        [
            pl.len().cast(pl.Int64).alias("courses"),
            *[_count(pl.col("_worst") == _WORST.index(status), status) for status in _STATUSES],
        ],
    )
    shape = Shape(
        total="courses",
        parts=[_STATUSES],
        sums=[("decided", _DECIDED)],
        percents=[("kept_percent", "met", "decided")],
    )
    return frame, shape, before - len(findings)


def share_75(facts: Facts, population: str) -> tuple[Any, Shape]:
    """Check what a part of all persons is owed, for each a-kasse and each municipality: the 75 % rule of 2026."""
    pl = need("polars")
    frames = [_share(facts, population, rule) for rule in rules() if rule.share is not None]
    shape = Shape(
        total="population",
        parts=[["with_two_or_more", "with_fewer"], ["exempt", "not_exempt"], ["with_first", "without_first"]],
        percents=[("two_percent", "with_two_or_more", "population"), ("exempt_percent", "exempt", "population")],
        flags=[
            ("share_met", "with_two_or_more"), ("exemptions_met", "exempt"), ("first_met", "without_first")
        ],
    )  # fmt: skip
    return pl.concat(frames), shape


def _share(facts: Facts, population: str, share: Rule) -> Any:
    pl = need("polars")
    of_regime = rules(share.regime)
    first_rules = [rule.rule for rule in of_regime if rule.group == "a_kasse_first"]
    first = (
        facts.findings.filter(pl.col("rule").is_in(first_rules), pl.col("completed_on") <= facts.as_of)
        .select("_row", pl.lit(True).alias("_first"))
        .unique()
    )
    frames = []
    for rule in of_regime:
        # The rules that may be lifted for some are those that the others are owed.
        if ExemptReason.share_75 not in rule.exemptions or rule.holder[0] not in share.holder:
            continue
        holder = "a_kasse" if rule.holder[0] == Party.a_kasse else "municipality"
        found = facts.findings.filter(pl.col("rule") == rule.rule)
        if population == "completed":
            found = found.filter(pl.col("due") <= facts.as_of, ~pl.col("due_projected"))
        people = found.select("_row", "counted").join(
            facts.people.select("_row", "_exempt", pl.col(f"_{holder}").alias("unit")), on="_row"
        )
        people = people.join(first, on="_row", how="left")
        enough = pl.col("counted").fill_null(0) >= (rule.count or 0)
        counts = [
            pl.len().cast(pl.Int64).alias("population"),
            _count(enough, "with_two_or_more"),
            _count(~enough, "with_fewer"),
            _count(pl.col("_exempt"), "exempt"),
            _count(~pl.col("_exempt"), "not_exempt"),
            _count(pl.col("_first"), "with_first"),
            _count(pl.col("_first").is_null(), "without_first"),
        ]
        frames.append(_group(people, ["unit"], counts).select(pl.lit(holder).alias("holder"), pl.all()))
    return pl.concat(frames).with_columns(
        (100 * pl.col("with_two_or_more") >= share.share * pl.col("population")).alias("share_met"),
        (100 * pl.col("exempt") <= (100 - (share.share or 0)) * pl.col("population")).alias("exemptions_met"),
        (pl.col("without_first") == 0).alias("first_met"),
    )


def survival(facts: Facts, weeks: int, kinds: Sequence[str]) -> tuple[Any, Shape]:
    """Count who has benefit on the day that is so many weeks after registration, of those for whom it has come."""
    pl = need("polars")
    people = facts.people.select("_row", *facts.by, "_registered")
    rows = facts.benefit.filter(pl.col("kind").is_in(list(kinds))).join(people, on="_row")
    frames = []
    for week in range(weeks + 1):
        day = pl.col("_registered").dt.offset_by(f"{7 * week}d")
        on = rows.filter(pl.col("from") <= day, pl.col("to") >= day)["_row"].unique().to_list()
        at_risk = people.filter(day <= facts.as_of).with_columns(pl.col("_row").is_in(on).alias("_on"))
        counts = [
            pl.len().cast(pl.Int64).alias("people"),
            _count(pl.col("_on"), "on_benefit"),
            _count(~pl.col("_on"), "off_benefit"),
        ]
        found = _group(at_risk, facts.by, counts)
        frames.append(found.select(*facts.by, pl.lit(week, dtype=pl.Int32).alias("week"), pl.all().exclude(facts.by)))
    frame = pl.concat(frames)
    frame = frame.filter(pl.col("people") > 0).sort([*facts.by, "week"], nulls_last=True)
    shape = Shape(
        total="people",
        parts=[["on_benefit", "off_benefit"]],
        percents=[("on_benefit_percent", "on_benefit", "people")],
    )
    return frame, shape


def long_term_80(facts: Facts, kinds: Sequence[str]) -> Any:
    """Tell for each course whether it had benefit on 292 or more of the last 365 days: the rows, and yes or no."""
    pl = need("polars")
    first = facts.as_of - datetime.timedelta(days=364)
    rows = (
        facts.benefit.filter(pl.col("kind").is_in(list(kinds)), pl.col("to") >= first, pl.col("from") <= facts.as_of)
        .with_columns(
            pl.max_horizontal("from", pl.lit(first)).alias("from"),
            pl.min_horizontal("to", pl.lit(facts.as_of)).alias("to"),
        )
        .sort("_row", "from")
        # Rows of several kinds may lie over each other; a day is one day.
        .with_columns(pl.col("to").cum_max().shift(1).over("_row").alias("_before"))
        .with_columns(pl.max_horizontal("from", pl.col("_before").dt.offset_by("1d")).alias("from"))
    )
    days = rows.group_by("_row").agg(
        ((pl.col("to") - pl.col("from")).dt.total_days() + 1).clip(lower_bound=0).sum().alias("_days")
    )
    return facts.people.join(days, on="_row", how="left").select(
        *facts.by, (pl.col("_days").fill_null(0) >= 292).alias("_long")
    )


def intensification_point(frame: Any) -> Any:
    """Give the survival curve's point at 39 weeks under the id that the notes give it."""
    pl = need("polars")
    return frame.filter(pl.col("week") == 39).select(
        pl.all().exclude("week", "people", "on_benefit", "off_benefit", "on_benefit_percent"),
        pl.lit("intensiveringspunkt_39_uger").alias("definition"),
        "people",
        pl.col("on_benefit").alias("long_term"),
        pl.col("off_benefit").alias("others"),
    )
