"""Cohorts in Spark: courses judged where their rows lie, by `DataFrame.mapInArrow`.

Needs pyspark 4 (``pip install 'kontaktforloeb[spark]'``) with its Java, and this package on every worker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack

from . import _core
from ._extras import need
from ._values import CohortError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["FINDINGS", "VERDICTS", "How", "assess", "findings"]

VERDICTS = (
    "id string, regime string, stage string, ended_reason string, responsible string, last_day date, "
    "last_day_projected boolean, verdict string, errors int, warnings int, notes int, reasons bigint, "
    "faults array<string>"
)
FINDINGS = "id string, rule string, status string, due date, due_projected boolean, counted int, completed_on date"
_UTC = ("UTC", "Etc/UTC")


class How(TypedDict, total=False):
    """How courses are judged: what `kontaktforloeb.assess_cohort` takes, but for `threads`."""

    as_of: date | None
    regime: str | None
    readings: Mapping[str, str] | None
    as_planned: bool
    admitted: Iterable[_core.Admitted | dict[Any, Any]] | None
    corrections: Literal["net"] | None


def assess(courses: DataFrame, **how: Unpack[How]) -> DataFrame:
    """Judge a Spark frame of courses: one row each, whatever the partitioning.

    Parameters
    ----------
    courses : pyspark.sql.DataFrame
        One row a course, columns as for `kontaktforloeb.assess_cohort`. It must have an `id`, by which a course is
        found again: rows of Spark have no order.
    **how : How
        `as_of` and the others, as for `kontaktforloeb.assess_cohort`.

    Returns
    -------
    pyspark.sql.DataFrame
        The columns of `VERDICTS`: those of `kontaktforloeb.CohortResult`, and `faults`, all that is wrong with a row,
        each as ``key: message``; empty where the course was judged. `reasons` are the same 64 bits in a signed number.
        An `id` that is missing stays so, numbers come back as text.

    Raises
    ------
    CohortError
        When a column is missing, unknown or of another type; before anything is judged.
    TypeError
        When `courses` is no frame of pyspark 4, or something else is given than `How` has.
    """
    return _map(courses, _verdicts, VERDICTS, how)


def findings(courses: DataFrame, **how: Unpack[How]) -> DataFrame:
    """Judge a Spark frame of courses: one row a finding.

    Courses with faults have none; `assess` says what is wrong with them.

    Parameters
    ----------
    courses : pyspark.sql.DataFrame
        See `assess`.
    **how : How
        See `assess`.

    Returns
    -------
    pyspark.sql.DataFrame
        The columns of `FINDINGS`; those of one course stand in the regime's order.

    Raises
    ------
    CohortError, TypeError
        See `assess`.
    """
    return _map(courses, _findings, FINDINGS, how)


def _map(
    courses: DataFrame, columns_of: Callable[[_core.CohortResult], dict[str, Any]], schema: str, how: How
) -> DataFrame:
    pyarrow = need("pyarrow")
    if unknown := sorted(how.keys() - How.__annotations__.keys()):
        raise TypeError(f"unexpected '{unknown[0]}'; allowed: {', '.join(How.__annotations__)}")
    if not hasattr(courses, "mapInArrow") or not hasattr(courses, "toArrow"):
        raise TypeError(f"expected a DataFrame of pyspark 4 or newer, got {type(courses).__name__}")
    if "id" not in courses.columns:
        raise CohortError("the frame: has no column 'id', which it needs: rows of Spark have no order to find them by")
    session = courses.sparkSession
    zone = session.conf.get("spark.sql.session.timeZone")
    for field in courses.schema.fields:
        if '"timestamp"' in field.dataType.json() and zone not in _UTC:
            raise CohortError(
                f"column {field.name}: has timestamps, days only in UTC; right would be dates, or UTC instead "
                f"of {zone} as spark.sql.session.timeZone"
            )
    if (lists := how.get("admitted")) is not None:
        how["admitted"] = list(lists)

    def judge(table: Any) -> _core.CohortResult:
        # Spark gives each task a processor of its own.
        return _core.assess_cohort(table, threads=1, **how)

    def door(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            result = judge(batch)
            # Without a row's number for one that is missing: it would be that of a batch.
            columns = columns_of(result) | {"id": batch.column("id").cast(pyarrow.string())}
            if "row" in columns:
                columns["id"] = columns["id"].take(columns.pop("row"))
            yield pyarrow.RecordBatch.from_pydict(columns)

    # What is wrong with the columns is said here, not by a worker; and today is the same day for all of them.
    how["as_of"] = judge(session.createDataFrame([], courses.schema).toArrow()).as_of
    return courses.mapInArrow(door, schema)


def _verdicts(result: _core.CohortResult) -> dict[str, Any]:
    pyarrow = need("pyarrow")
    columns = _plain(result)
    columns["reasons"] = columns["reasons"].view(pyarrow.int64())
    faults: list[list[str]] = [[] for _ in range(len(result))]
    for fault in pyarrow.table(result.faults()).to_pylist():
        faults[fault["row"]].append(f"{fault['key']}: {fault['message']}")
    columns["faults"] = pyarrow.array(faults, pyarrow.list_(pyarrow.string()))
    return columns


def _findings(result: _core.CohortResult) -> dict[str, Any]:
    return {"id": None, **_plain(result.findings())}


def _plain(table: Any) -> dict[str, Any]:
    """Give columns of ours in types that Spark has."""
    pyarrow = need("pyarrow")
    columns = {}
    for name, column in zip(table.column_names, pyarrow.table(table).columns, strict=True):
        words = pyarrow.types.is_dictionary(column.type) or pyarrow.types.is_large_string(column.type)
        columns[name] = (column.cast(pyarrow.string()) if words else column).combine_chunks()
    return columns
