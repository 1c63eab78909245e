"""Cohorts: what can be read as a table, and results as data frames."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from . import _core, _objects
from ._extras import need
from ._values import CohortError

__all__ = ["column_names", "source", "to_pandas", "to_polars"]


class _Capsule:
    """A stream that another library has opened already."""

    def __init__(self, stream: object) -> None:
        self._stream = stream

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._stream


def source(table: Any, name: str) -> Any:
    """Give a table as something with the Arrow PyCapsule interface; what is no table comes back as it is."""
    pandas = sys.modules.get("pandas")
    if pandas is not None and isinstance(table, pandas.DataFrame):
        return _from_pandas(table)
    if hasattr(table, "__arrow_c_stream__") or hasattr(table, "__arrow_c_array__"):
        return table
    if hasattr(table, "collect_schema") and hasattr(table, "collect"):  # a lazy frame of polars
        return source(table.collect(), name)
    if isinstance(table, Mapping):
        return _core._arrow_table(_objects.describe(_objects.columns_of(table)))
    if isinstance(table, Iterable) and not isinstance(table, (str, bytes)):
        rows = iter(table)
        first = next(rows, None)
        if first is None:
            return _core._arrow_table(_objects.describe(_columns_of_courses([])))
        if isinstance(first, _core.Course):
            return _core._arrow_table(_objects.describe(_columns_of_courses([first, *rows])))
    return table


def _from_pandas(frame: Any) -> Any:
    names = list(frame.columns)
    for place, name in enumerate(names):
        if not isinstance(name, str):
            raise CohortError(f"the table: a column's name is {type(name).__name__}; right would be text")
        if name in names[:place]:
            raise CohortError(f"the table: '{name}' stands there twice")
    # A column of nothing at all is one of floating numbers in pandas.
    nothing = [name for name in names if frame[name].dtype.kind == "f" and frame[name].isna().all()]
    frame = frame.assign(**{name: None for name in nothing})
    try:
        # The index is no column of ours. pyarrow makes the data, if there is one.
        return _Capsule(frame.reset_index(drop=True).__arrow_c_stream__())
    except (AttributeError, ImportError, NotImplementedError, TypeError, ValueError):
        # There is none, or it cannot read objects of mixed kinds; what is wrong with them is said here, by column.
        return _core._arrow_table(_objects.describe({name: _objects.listed(name, frame[name]) for name in names}))


def _columns_of_courses(courses: list[Any]) -> dict[str, list[Any]]:
    """Give courses as columns."""
    for place, course in enumerate(courses):
        if not isinstance(course, _core.Course):
            raise TypeError(f"table[{place}]: expected Course, got {type(course).__name__}")
        if course.readings:
            raise ValueError(
                f"table[{place}]: chooses readings of its own; a cohort is judged under those given to assess_cohort"
            )
    people = [course.person for course in courses]
    return {
        "id": [course.id for course in courses],
        "insurance": [_structs(person.insurance, ("from_", "status")) for person in people],
        "a_kasse": [person.a_kasse or None for person in people],
        "municipality": [person.municipality or None for person in people],
        "birth_year": [person.birth_year for person in people],
        "qualifying_education": [person.qualifying_education for person in people],
        "vocational_education_outdated": [person.vocational_education_outdated for person in people],
        "registered": [course.registered for course in courses],
        "placed": [course.placed for course in courses],
        "benefit": [_structs(course.benefit, ("month", "from_", "to", "hours", "kind")) for course in courses],
        "meetings": [_structs(course.meetings, _MEETING) for course in courses],
        "events": [_structs(course.events, _EVENT) for course in courses],
        "observed": [_structs(course.observed, ("clock", "date", "hours")) for course in courses],
        "regime": [course.regime for course in courses],
    }


def column_names() -> tuple[str, ...]:
    """Give the names of the columns that a table of courses may have."""
    return tuple(_columns_of_courses([]))


_MEETING = (
    "date", "conversations", "holder", "on_behalf_of", "status", "form", "summoned", "absent", "track", "themes"
)  # fmt: skip
_EVENT = (
    "type", "date", "from_", "to", "month", "municipality", "conversation", "ordinal", "party", "by", "choice",
    "reason", "outcome", "duty_days",
)  # fmt: skip


def _structs(values: Iterable[Any], fields: tuple[str, ...]) -> list[dict[str, Any]]:
    structs = []
    for value in values:
        struct = {field.rstrip("_"): getattr(value, field) for field in fields}
        if "absent" in struct:
            struct["absent"] = _structs(struct["absent"], ("party", "why"))
        if struct.get("municipality") == "":
            struct["municipality"] = None
        structs.append(struct)
    return structs


def to_polars(table: Any) -> Any:
    """Give a table of ours as a polars frame."""
    return need("polars").DataFrame(table)


def to_pandas(table: Any) -> Any:
    """Give a table of ours as a pandas frame, without pyarrow."""
    pandas = need("pandas")
    numpy = importlib.import_module("numpy")  # pandas brings it
    columns = {}
    for name, kind, data, missing, words, nullable in table._column_data():
        if kind == "text":
            columns[name] = pandas.Series(data, dtype="str")
            continue
        gone = None if missing is None else numpy.frombuffer(missing, dtype=bool)
        if kind == "words":
            codes = numpy.frombuffer(data, dtype="int16").copy()
            if gone is not None:
                codes[gone] = -1
            columns[name] = pandas.Series(pandas.Categorical.from_codes(codes, categories=words))
        elif kind == "days":
            days = numpy.frombuffer(data, dtype="int32").astype("datetime64[D]")
            if gone is not None:
                days[gone] = numpy.datetime64("NaT")
            columns[name] = pandas.Series(days.astype("datetime64[s]"))
        else:
            values = numpy.frombuffer(data, dtype=kind).copy()
            if nullable:
                masked = pandas.arrays.BooleanArray if kind == "bool" else pandas.arrays.IntegerArray
                none = numpy.zeros(len(values), dtype=bool) if gone is None else gone.copy()
                columns[name] = pandas.Series(masked(values, none))
            else:
                columns[name] = pandas.Series(values)
    return pandas.DataFrame(columns)
