"""The facts of a cohort as frames: one row a course, one a benefit row, one a meeting."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .. import _cohort, _core
from .._extras import need
from .._law import regimes
from .._values import CohortError

__all__ = ["Facts", "check_day", "gather", "read_table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A judged cohort as frames; `people` has a row for each course that could be judged."""

    as_of: datetime.date
    by: tuple[str, ...]
    result: Any
    people: Any
    findings: Any
    meetings: Any
    benefit: Any
    faults: int
    not_begun: int
    without_law: int


def check_day(as_of: object) -> None:
    """Refuse what is no day."""
    if not isinstance(as_of, datetime.date) or isinstance(as_of, datetime.datetime):
        raise TypeError(f"as_of: expected datetime.date, got {type(as_of).__name__}")


def read_table(table: Any) -> Any:
    """Give a table of anybody's as a frame of polars."""
    pl = need("polars")
    if isinstance(table, pl.DataFrame):
        return table
    if isinstance(table, _core.Cohort):
        raise TypeError(
            "cohort: expected the table that the Cohort was made of; a Cohort does not give its columns back"
        )
    source = _cohort.source(table, "cohort")
    if not hasattr(source, "__arrow_c_stream__") and not hasattr(source, "__arrow_c_array__"):
        raise TypeError(f"cohort: expected a table with one row a course, got {type(table).__name__}")
    return pl.DataFrame(source)


def gather(
    table: Any, as_of: datetime.date, by: Sequence[str], question: Mapping[str, Any], taken: frozenset[str]
) -> Facts:
    """Judge a cohort and lay out what the measures need."""
    pl = need("polars")
    table = read_table(table)
    _check_by(by, table, taken)
    # A column that is only there to tell courses apart is none of a course's.
    own = _cohort.column_names()
    result = _core.assess_cohort(
        table.drop([name for name in by if name in table.columns and name not in own]), as_of=as_of, **question
    )
    judged = result.to_polars()
    faults = set(result.faults().to_polars()["row"].drop_nulls().to_list())

    people = pl.DataFrame({"_row": pl.Series(range(len(table)), dtype=pl.Int64)}).with_columns(
        table["registered"].alias("_registered").cast(pl.Date),
        *[judged[name].cast(pl.String).alias(f"_{name}") for name in ("regime", "stage", "ended_reason", "verdict")],
        judged["last_day"].alias("_last_day"),
        judged["last_day_projected"].alias("_projected"),
        _text(table, "a_kasse").alias("_a_kasse"),
        _text(table, "municipality").alias("_municipality"),
        *[_by_column(name, table, judged) for name in by],
    )
    people = people.filter(~pl.col("_row").is_in(list(faults)))
    begun = people.filter(pl.col("_registered") <= as_of)
    not_begun = len(people) - len(begun)
    people = begun
    without_law = people["_regime"].null_count()
    events = _exploded(table, "events", {"type": pl.String, "date": pl.Date, "from": pl.Date, "reason": pl.String})
    people = _with_trial_days(people, events, result)
    exempt = events.filter(pl.col("type") == "exempt", pl.col("reason") == "share_75")["_row"].unique().to_list()
    people = people.with_columns(pl.col("_row").is_in(exempt).alias("_exempt"))

    findings = result.findings().to_polars().rename({"row": "_row"})
    findings = findings.with_columns(pl.col("rule").cast(pl.String), pl.col("status").cast(pl.String))
    return Facts(
        as_of=as_of,
        by=tuple(by),
        result=result,
        people=people,
        findings=findings.join(people.select("_row", "_regime", *by), on="_row", how="inner"),
        meetings=_meetings(table).filter(~pl.col("_row").is_in(list(faults))),
        benefit=_benefit(table).filter(~pl.col("_row").is_in(list(faults))),
        faults=len(faults),
        not_begun=not_begun,
        without_law=without_law,
    )


def _check_by(by: Sequence[str], table: Any, taken: frozenset[str]) -> None:
    pl = need("polars")
    for place, name in enumerate(by):
        if name in by[:place]:
            raise ValueError(f"by: '{name}' stands there twice")
        if name in taken or name.startswith("_"):
            raise ValueError(f"by: '{name}' is a column of the figures; give the table's column another name")
        if name in ("regime", "year"):
            continue
        if name not in table.columns:
            raise CohortError(
                f"by: the table has no column '{name}'; it has {', '.join(table.columns)}; "
                "year and regime are known too"
            )
        if name != "insurance" and isinstance(table.schema[name], (pl.List, pl.Struct, pl.Array, pl.Object)):
            raise CohortError(f"by: column '{name}' holds lists or objects; courses are told apart by plain values")


def _by_column(name: str, table: Any, judged: Any) -> Any:
    pl = need("polars")
    if name == "regime":
        return judged["regime"].cast(pl.String)
    if name == "year" and "year" not in table.columns:
        return table["registered"].cast(pl.Date).dt.year().alias("year")
    column = table[name]
    if name == "insurance" and isinstance(column.dtype, pl.List):
        return column.list.last().struct.field("status").alias("insurance")
    return column.cast(pl.String) if isinstance(column.dtype, (pl.Categorical, pl.Enum)) else column


def _text(table: Any, name: str) -> Any:
    pl = need("polars")
    if name not in table.columns:
        return pl.Series(name, [None] * len(table), dtype=pl.String)
    return table[name].cast(pl.String)


def _exploded(table: Any, name: str, fields: Mapping[str, Any]) -> Any:
    """Give a column of lists as one row an entry, with these fields."""
    pl = need("polars")
    rows = pl.Series("_row", range(len(table)), dtype=pl.Int64)
    kind = table.schema.get(name)
    if not isinstance(kind, (pl.List, pl.Array)):
        return pl.DataFrame(schema={"_row": pl.Int64, **fields})
    entries = pl.DataFrame([rows, table[name].cast(pl.List(kind.inner))]).explode(name).drop_nulls(name)
    inner = kind.inner
    known = {field.name for field in inner.fields} if isinstance(inner, pl.Struct) else set()
    return entries.select(
        "_row",
        *[
            (pl.col(name).struct.field(field) if field in known else pl.lit(None)).cast(kind, strict=False).alias(field)
            for field, kind in fields.items()
        ],
    )


def _with_trial_days(people: Any, events: Any, result: Any) -> Any:
    """Add the first day in the trial and the first day outside, for those who are or were in it."""
    pl = need("polars")
    visits = (
        events.filter(pl.col("type") == "visited")
        .group_by("_row")
        .agg(pl.col("date").max().alias("_visit"), pl.len().alias("_visits"))
    )
    people = people.join(visits, on="_row", how="left", maintain_order="left")
    trials = [item.regime for item in regimes() if item.entry == "visited"]
    in_trial = pl.col("_regime").is_in(trials) & pl.col("_stage").is_not_null()
    # Which of several visitations the course runs from is the engine's to say.
    several = people.filter(in_trial & (pl.col("_visits") > 1))["_row"].to_list()
    told = {
        row: phase.from_ for row in several for phase in result.assessment(row).phases[::-1] if phase.regime in trials
    }
    told_days = pl.DataFrame(
        {"_row": list(told), "_told": list(told.values())}, schema={"_row": pl.Int64, "_told": pl.Date}
    )
    return people.join(told_days, on="_row", how="left", maintain_order="left").with_columns(
        pl.when(in_trial)
        .then(pl.coalesce(pl.col("_told"), pl.max_horizontal("_visit", "_registered")))
        .alias("_start"),
        pl.when(in_trial & (pl.col("_stage") == "ended")).then(pl.col("_last_day").dt.offset_by("1d")).alias("_end"),
    )


def _meetings(table: Any) -> Any:
    """Give the meetings that were held, one row each, with how many conversations of the course were in it."""
    pl = need("polars")
    fields = {"date": pl.Date, "holder": pl.String, "on_behalf_of": pl.String, "status": pl.String, "form": pl.String}
    held = _exploded(table, "meetings", {**fields, "conversations": pl.List(pl.String)})
    # Synonyms and their spelling: formats.md § 1.
    joint = pl.element().is_in(["faellessamtale", "faelles_jobsamtale"])
    return held.filter(pl.col("status") == "held", pl.col("form").fill_null("in_person") != "letter").select(
        "_row",
        "date",
        pl.when(pl.col("holder") == "other_actor").then("on_behalf_of").otherwise("holder").alias("holder"),
        pl.col("conversations").list.eval(joint.any()).list.first().fill_null(False).alias("joint"),
        pl.col("conversations")
        .list.eval(pl.element().filter(pl.element() != "gruppesamtale").n_unique())
        .list.first()
        .cast(pl.Int64)
        .fill_null(0)
        .alias("conversations"),
    )


def _benefit(table: Any) -> Any:
    """Give the stretches with benefit, one row each, first and last day inclusive."""
    pl = need("polars")
    fields = {"month": pl.String, "from": pl.Date, "to": pl.Date, "hours": pl.Float64, "hours_hundredths": pl.Int64}
    rows = _exploded(table, "benefit", {**fields, "kind": pl.String})
    first = (pl.col("month").str.slice(0, 7) + "-01").str.to_date("%Y-%m-%d", strict=False)
    stretches = rows.select(
        "_row",
        pl.coalesce(pl.col("from"), first).alias("from"),
        pl.coalesce(pl.col("to"), first.dt.month_end()).alias("to"),
        pl.col("kind").fill_null("dagpenge"),
        pl.coalesce(pl.col("hours"), pl.col("hours_hundredths") / 100).alias("hours"),
    )
    # A correction stands beside what it corrects.
    netted = stretches.group_by("_row", "from", "to", "kind").agg(pl.col("hours").sum())
    return netted.filter(pl.col("hours") > 0).drop("hours")
