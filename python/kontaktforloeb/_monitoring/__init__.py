"""Monitoring: the measures of a cohort, as frames."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal

from .. import _core
from .._extras import need
from .._terms import BenefitKind, EndReason, Status
from . import clocks, measures
from .cells import Shape, finish
from .facts import check_day, gather
from .figure import LINES, lines
from .markdown import table

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes

__all__ = ["Monitoring", "monitor"]

_TITLES = {
    "programme": "Visited, ended, covered",
    "end_reasons": "Ended, by reason",
    "stock": "Month by month",
    "conversations": "Conversations held by the a-kasse",
    "deadlines": "Deadlines kept",
    "handovers": "Hand-overs to the jobcenter",
    "joint_conversations": "Joint conversations: STAR's proxies beside the rules",
    "share_75": "The 75 % rule",
    "survival": "Still on benefit",
    "long_term": "Long-term unemployment",
}

# What no column to group by may be called.
_TAKEN = frozenset(
    {"month", "rule", "population", "counted", "measure", "holder", "unit", "week", "definition", "people", "courses"}
    | {"covered_before", "visited", "ended", "covered", "handed_over", "decided", "held", "on_benefit", "off_benefit"}
    | {"long_term", "others", "held_0", "held_1", "held_2", "held_3_or_more"}
    | {word.value for kind in (Status, EndReason) for word in kind}
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Monitoring:
    """The measures of a cohort; every frame but `share_75` begins with the columns of `by`.

    docs/monitoring.md defines each column.

    Attributes
    ----------
    as_of : datetime.date
        The day of judging.
    months : tuple of datetime.date
        First and last day of the period.
    by : tuple of str
        The columns by which courses are told apart.
    small_cells : int
        Numbers of people from 1 to below this are null, and so is what would give them away within the row.
    notes : tuple of str
        What a reader of the figures must know: rows with faults, courses without known law, what is left out or hidden.
    programme, end_reasons, stock, conversations : polars.DataFrame
        The a-kasse trial: visited, ended and covered in the period; why people ended; month by month; what was held.
    deadlines : polars.DataFrame
        Courses by rule and status.
    handovers : polars.DataFrame
        Hand-overs to the jobcenter a month.
    joint_conversations : polars.DataFrame
        STAR's proxies of 2018 on the day of judging, and what the rules say of those whom they miss.
    share_75 : polars.DataFrame
        The 75 % rule of ``national_2026`` by a-kasse and by municipality.
    survival : polars.DataFrame
        Share on benefit by weeks since registration.
    long_term : polars.DataFrame
        Long-term unemployment, by definition.
    """

    as_of: datetime.date
    months: tuple[datetime.date, datetime.date]
    by: tuple[str, ...]
    small_cells: int
    notes: tuple[str, ...]
    programme: pl.DataFrame
    end_reasons: pl.DataFrame
    stock: pl.DataFrame
    conversations: pl.DataFrame
    deadlines: pl.DataFrame
    handovers: pl.DataFrame
    joint_conversations: pl.DataFrame
    share_75: pl.DataFrame
    survival: pl.DataFrame
    long_term: pl.DataFrame

    def __repr__(self) -> str:
        frames = ", ".join(f"{name}: {len(getattr(self, name))}" for name in _TITLES)
        return f"<Monitoring as of {self.as_of}, {self.months[0]} to {self.months[1]}; rows of {frames}>"

    def to_dict(self) -> dict[str, Any]:
        """Give everything as plain values: days as text, each frame as a list of rows."""
        found: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            found[field.name] = _plain(value.to_dicts() if field.name in _TITLES else value)
        return found

    def to_markdown(self) -> str:
        """Give everything as one page of Markdown; measures without any row are left out."""
        parts = [f"# Monitoring as of {self.as_of}\n\nPeriod: {self.months[0]} to {self.months[1]}.\n"]
        parts.append("".join(f"* {note}\n" for note in self.notes))
        parts += [
            f"## {title}\n\n{table(getattr(self, name))}" for name, title in _TITLES.items() if len(getattr(self, name))
        ]
        return "\n".join(part for part in parts if part)

    def plot(self, frame: Literal["stock", "handovers", "survival"] = "stock", ax: Axes | None = None) -> Axes:
        """Draw a frame that runs over time: one line a group, a gap where a number is hidden.

        Parameters
        ----------
        frame : {"stock", "handovers", "survival"}
            Covered at each month's end, hand-overs a month, or the share on benefit by weeks.
        ax : matplotlib.axes.Axes, optional
            Where to draw; without it a new figure of pyplot's.

        Returns
        -------
        matplotlib.axes.Axes
            The axes that were drawn on.

        Raises
        ------
        ImportError
            If matplotlib is not installed; names the extra that brings it.
        """
        if frame not in LINES:
            raise ValueError(f"frame: '{frame}' is not one of {', '.join(LINES)}")
        return lines(getattr(self, frame), frame, self.by, ax)

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)


def monitor(
    cohort: Any,
    *,
    as_of: datetime.date,
    by: Sequence[str] = (),
    months: tuple[str, str] | None = None,
    small_cells: int = 5,
    left_out: tuple[str, str] | None = ("2020-03", "2020-06"),
    share_75_population: Literal["completed", "all"] = "completed",
    benefit_kinds: Sequence[str] = ("dagpenge",),
    weeks: int = 52,
    regime: str | None = None,
    readings: Mapping[str, str] | None = None,
    threads: int | None = None,
    admitted: Iterable[_core.Admitted | dict[Any, Any]] | None = None,
    corrections: Literal["net"] | None = None,
) -> Monitoring:
    """Work out the measures of a cohort.

    Parameters
    ----------
    cohort : table
        One row a course, as `assess_cohort` takes it: polars, pyarrow, pandas, DuckDB, columns, or courses.
    as_of : datetime.date
        The day of judging.
    by : sequence of str
        Columns by which courses are told apart: any plain column of the table, ``year`` (of registration) or
        ``regime``.
    months : (str, str), optional
        First and last month of the period, ``("2021-01", "2021-12")``; by default from the first registration on. It
        ends with `as_of` at the latest.
    small_cells : int
        Numbers of people from 1 to below this are hidden (null); 0 or 1 hides nothing.
    left_out : (str, str) or None
        First and last month whose deadlines are left out, as STAR does in its supervision figures.
    share_75_population : {"completed", "all"}
        Whom the 75 % is taken of, which the sources do not say: those whose window has ended, or everybody in it.
    benefit_kinds : sequence of str
        Which kinds of benefit count for the survival curve and for 80 % of the last year.
    weeks : int
        How many weeks the survival curve goes on; with fewer than 39 ``intensiveringspunkt_39_uger`` is not there.
    regime, readings, threads, admitted, corrections
        As in `assess_cohort`.

    Returns
    -------
    Monitoring
        The measures as polars frames.

    Raises
    ------
    CohortError
        If a column of `by` is not there, or the table is no cohort.
    ImportError
        If polars is not installed; names the extra that brings it.
    ValueError
        For a period or another argument that cannot be.
    """
    pl = need("polars")
    check_day(as_of)
    if isinstance(by, str):
        by = (by,)
    kinds = (benefit_kinds,) if isinstance(benefit_kinds, str) else tuple(benefit_kinds)
    for kind in kinds:
        if kind not in list(BenefitKind):
            raise ValueError(f"benefit_kinds: '{kind}' is not one of {', '.join(BenefitKind)}")
    if share_75_population not in ("completed", "all"):
        raise ValueError(f"share_75_population: '{share_75_population}' is not one of completed, all")
    if isinstance(small_cells, bool) or not isinstance(small_cells, int) or small_cells < 0:
        raise ValueError(f"small_cells: expected a whole number from 0, got {small_cells!r}")
    if isinstance(weeks, bool) or not isinstance(weeks, int) or not 0 <= weeks <= 520:
        raise ValueError(f"weeks: expected a whole number from 0 to 520, got {weeks!r}")
    period = _period(months, "months", as_of) if months else None
    omitted = _period(left_out, "left_out", None) if left_out else None
    question = {
        "regime": regime,
        "readings": readings,
        "threads": threads,
        "admitted": admitted,
        "corrections": corrections,
    }
    facts = gather(cohort, as_of, by, question, _TAKEN)
    first = facts.people.select(pl.min_horizontal("_registered", "_start").min()).item() or as_of
    span = period or (min(first, as_of), as_of)

    found: dict[str, Any] = {}
    cells = 0

    def tell(name: str, frame: Any, shape: Shape) -> None:
        nonlocal cells
        found[name], hidden = finish(frame, shape, small_cells)
        cells += hidden

    tell("programme", *measures.programme(facts, span))
    tell("end_reasons", *measures.end_reasons(facts, span))
    tell("stock", *measures.stock(facts, span))
    tell("conversations", *measures.conversations(facts, span))
    deadlines, shape, omitted_findings = measures.deadlines(facts, period, omitted)
    tell("deadlines", deadlines, shape)
    tell("handovers", *measures.handovers(facts, span))
    unemployed = clocks.unemployment(facts)
    tell("joint_conversations", *clocks.joint_conversations(facts, unemployed))
    tell("share_75", *measures.share_75(facts, share_75_population))
    curve, shape = measures.survival(facts, weeks, kinds)
    tell("survival", curve, shape)
    tell("long_term", *_long_term(facts, curve, unemployed, kinds))

    notes = [f"{len(facts.people)} courses."]
    if facts.faults:
        notes.append(f"{facts.faults} rows with faults are not in the figures; assess_cohort(...).faults() tells them.")
    if facts.not_begun:
        notes.append(f"{facts.not_begun} courses begin after {as_of} and are not in the figures.")
    if facts.without_law:
        notes.append(f"{facts.without_law} courses have no known law and no findings.")
    if left_out and omitted_findings:
        notes.append(f"{omitted_findings} findings due {left_out[0]} to {left_out[1]} are left out of the deadlines.")
    if small_cells > 1:
        notes.append(
            f"{cells} cells are hidden (null, or a dot): fewer than {small_cells} people, or what would give such a "
            "number away within its row. Across rows and tables nothing more is hidden."
        )
    return Monitoring(as_of=as_of, months=span, by=facts.by, small_cells=small_cells, notes=tuple(notes), **found)


def _long_term(facts: Any, curve: Any, unemployed: Any, kinds: Sequence[str]) -> tuple[Any, Shape]:
    pl = need("polars")
    frames = []
    for definition, rows in (
        ("langtidsledig_80_ydelse", measures.long_term_80(facts, kinds)),
        ("langtidsledig_26_uger", clocks.long_term_26(facts, unemployed)),
    ):
        counts = [
            pl.len().cast(pl.Int64).alias("people"),
            pl.col("_long").sum().cast(pl.Int64).alias("long_term"),
            (~pl.col("_long")).sum().cast(pl.Int64).alias("others"),
        ]
        told = rows.group_by(facts.by).agg(counts) if facts.by else rows.select(counts)
        frames.append(told.select(*facts.by, pl.lit(definition).alias("definition"), "people", "long_term", "others"))
    frames.append(measures.intensification_point(curve))
    frame = pl.concat(frames)
    frame = frame.sort(facts.by, nulls_last=True, maintain_order=True) if facts.by else frame
    shape = Shape(
        total="people", parts=[["long_term", "others"]], percents=[("long_term_percent", "long_term", "people")]
    )
    return frame, shape


def _period(months: tuple[str, str], name: str, as_of: datetime.date | None) -> tuple[datetime.date, datetime.date]:
    """Give the first and the last day of months."""
    days = []
    if isinstance(months, str) or len(months) != 2:
        raise ValueError(f"{name}: expected two months, such as ('2021-01', '2021-12'), got {months!r}")
    for month in months:
        match = re.fullmatch(r"((?:199|20[0-9])[0-9])-(0[1-9]|1[0-2])", str(month))
        if not match:
            raise ValueError(f"{name}: '{month}' is no month; expected YYYY-MM from 1990-01 to 2099-12")
        days.append(datetime.date(int(match[1]), int(match[2]), 1))
    first, last = days[0], days[1].replace(day=calendar.monthrange(days[1].year, days[1].month)[1])
    if last < first:
        raise ValueError(f"{name}: {months[1]} lies before {months[0]}")
    if as_of is not None:
        if first > as_of:
            raise ValueError(f"{name}: {months[0]} begins after as_of, {as_of}")
        last = min(last, as_of)
    return first, last
