"""One cohort judged twice: what comes out otherwise."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import _core
from ._extras import need
from ._monitoring.facts import check_day, read_table
from ._monitoring.markdown import table

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Comparison", "compare"]

_QUESTIONS = ("regime", "readings", "admitted")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Comparison:
    """One cohort judged in two ways, named a and b here; the columns carry their names.

    Attributes
    ----------
    as_of : datetime.date
        The day of judging.
    names : (str, str)
        The names of the two ways.
    verdicts : polars.DataFrame
        How many courses have which pair of verdicts, unchanged ones too: ``verdict_a``, ``verdict_b``, ``courses``.
        A verdict is null where no law is known, or for a row with faults.
    courses : polars.DataFrame
        The courses whose verdict changes: ``row``, ``id``, ``verdict_a``, ``verdict_b``.
    rules : polars.DataFrame
        How many courses have which change of a rule's status: ``rule``, ``status_a``, ``status_b``, ``courses``, and
        the ids of the first few as ``examples``.
    findings : polars.DataFrame
        Each such change: ``row``, ``id``, ``rule``, ``status_a``, ``status_b``. A status is null where the rule has no
        finding; of a rule with a finding for each meeting it lists them all.
    """

    as_of: datetime.date
    names: tuple[str, str]
    verdicts: pl.DataFrame
    courses: pl.DataFrame
    rules: pl.DataFrame
    findings: pl.DataFrame

    def __repr__(self) -> str:
        return (
            f"<Comparison of {self.names[0]} and {self.names[1]} as of {self.as_of}: "
            f"{len(self.courses)} courses change verdict, {len(self.findings)} rules their status>"
        )

    def to_markdown(self) -> str:
        """Give the counts and examples as one page of Markdown."""
        a, b = self.names
        return (
            f"# {a} and {b} as of {self.as_of}\n\n{len(self.courses)} courses change verdict.\n\n"
            f"## Verdicts\n\n{table(self.verdicts)}\n## Rules that change status\n\n{table(self.rules)}"
        )

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


def compare(
    cohort: Any,
    as_of: datetime.date,
    ways: Mapping[str, Mapping[str, Any]],
    *,
    examples: int = 3,
    threads: int | None = None,
) -> Comparison:
    """Judge one cohort in two ways and tell what comes out otherwise.

    Parameters
    ----------
    cohort : table or Cohort
        One row a course, as `assess_cohort` takes it.
    as_of : datetime.date
        The day of judging.
    ways : mapping of str to mapping
        Two names, each with what `assess_cohort` is asked: ``regime``, ``readings``, ``admitted``; an
        empty mapping is the law as it is.
    examples : int
        How many ids stand with each change of a rule.
    threads : int, optional
        As in `assess_cohort`.

    Returns
    -------
    Comparison
        The counts and the changes as polars frames.

    Raises
    ------
    CohortError
        If the table is no cohort.
    ImportError
        If polars is not installed; names the extra that brings it.
    ValueError
        For other than two ways, or something that `assess_cohort` cannot be asked.

    Examples
    --------
    >>> import datetime
    >>> import kontaktforloeb as kf
    >>> cohort = kf.synthesize(200, seed=1)
    >>> ways = {"month's end": {}, "at once": {"readings": {"handover_test": "immediate"}}}
    >>> found = kf.compare(cohort, datetime.date(2023, 12, 31), ways)
    >>> found.courses.columns
    ['row', 'id', "verdict_month's end", 'verdict_at once']
    """
    pl = need("polars")
    check_day(as_of)
    names = _names(ways)
    if isinstance(examples, bool) or not isinstance(examples, int) or examples < 0:
        raise ValueError(f"examples: expected a whole number from 0, got {examples!r}")
    read = cohort if isinstance(cohort, _core.Cohort) else _core.Cohort(read_table(cohort))
    verdicts, statuses = [], []
    for name in names:
        result = _core.assess_cohort(read, as_of=as_of, threads=threads, **ways[name])
        judged = result.to_polars()
        verdicts.append(judged.select("id", pl.col("verdict").cast(pl.String).alias(f"verdict_{name}")))
        statuses.append(
            result.findings()
            .to_polars()
            .group_by("row", pl.col("rule").cast(pl.String), maintain_order=True)
            .agg(pl.col("status").cast(pl.String).str.join(", ").alias(f"status_{name}"))
        )
    columns = [f"verdict_{name}" for name in names]
    both = (
        verdicts[0]
        .with_columns(verdicts[1][columns[1]])
        .with_row_index("row")
        .with_columns(pl.col("row").cast(pl.Int64))
    )
    changed = pl.col(columns[0]).ne_missing(pl.col(columns[1]))

    status = [f"status_{name}" for name in names]
    findings = (
        statuses[0]
        .join(statuses[1], on=["row", "rule"], how="full", coalesce=True)
        .filter(pl.col(status[0]).ne_missing(pl.col(status[1])))
        .join(both.select("row", "id"), on="row")
        .select("row", "id", "rule", *status)
        .sort("row", "rule")
    )
    return Comparison(
        as_of=as_of,
        names=names,
        verdicts=both.group_by(columns).agg(pl.len().cast(pl.Int64).alias("courses")).sort(columns, nulls_last=True),
        courses=both.filter(changed),
        rules=findings.group_by("rule", *status)
        .agg(pl.len().cast(pl.Int64).alias("courses"), pl.col("id").head(examples).alias("examples"))
        .sort("rule", *status, nulls_last=True),
        findings=findings,
    )


def _names(ways: Mapping[str, Mapping[str, Any]]) -> tuple[str, str]:
    if len(ways) != 2:
        raise ValueError(f"ways: expected two ways to judge, got {len(ways)}")
    for name, way in ways.items():
        for key in way:
            if key not in _QUESTIONS:
                raise ValueError(f"ways: '{name}': '{key}' is not one of {', '.join(_QUESTIONS)}")
    first, second = ways
    return str(first), str(second)
