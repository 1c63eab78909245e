"""Findings as a data frame."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, overload

from . import _core
from ._extras import need

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from ._core import Admitted, Assessment, Course
    from ._values import Language

__all__ = ["contested", "deadlines_frame", "to_frame"]

_DAYS = ("as_of", "not_before", "due", "completed_on")
_COUNTS = ("required", "counted")
_FLAGS = ("due_projected", "contested")
_TEXTS = ("id", "file", "regime", "verdict", "rule", "status", "severity", "message")


@overload
def to_frame(
    assessments: Assessment | Iterable[Assessment], *, backend: Literal["pandas"] = "pandas", lang: Language = "en"
) -> pd.DataFrame: ...


@overload
def to_frame(
    assessments: Assessment | Iterable[Assessment], *, backend: Literal["polars"], lang: Language = "en"
) -> pl.DataFrame: ...


def to_frame(
    assessments: Assessment | Iterable[Assessment],
    *,
    backend: Literal["pandas", "polars"] = "pandas",
    lang: Language = "en",
) -> Any:
    """Put the findings of assessments into a data frame, one row a finding.

    A course without known law has no findings and so no rows.

    Parameters
    ----------
    assessments : Assessment or iterable of Assessment
        What `assess` or `assess_many` gave.
    backend : {"pandas", "polars"}
        Which library's frame.
    lang : {"en", "da"}
        Language of the messages.

    Returns
    -------
    pandas.DataFrame or polars.DataFrame
        Columns ``course`` (place among the assessments, from 0), ``id``, ``file``, ``as_of``, ``regime``, ``verdict``,
        ``rule``, ``status``, ``severity``, ``required``, ``counted``, ``not_before``, ``due``, ``due_projected``,
        ``completed_on``, ``meetings``, ``contested``, ``message``. Days are ``datetime64`` or ``Date``.

    Raises
    ------
    ImportError
        If the library is not installed; names the extra that brings it.
    """
    if isinstance(assessments, _core.Assessment):
        assessments = (assessments,)
    if backend == "pandas":
        pandas = need("pandas")
        frame = pandas.DataFrame(_core._columns(assessments, lang))
        for name in _DAYS:
            frame[name] = pandas.to_datetime(frame[name])
        for name in _COUNTS:
            frame[name] = frame[name].astype("Int64")
        if frame.empty:  # pandas sees no values to tell kinds from
            kinds = dict.fromkeys(_FLAGS, "bool") | dict.fromkeys(_TEXTS, "str") | {"course": "int64"}
            frame = frame.astype(kinds | {"meetings": "object"})
        return frame
    if backend == "polars":
        polars = need("polars")
        schema = dict.fromkeys(_DAYS, polars.Date) | dict.fromkeys(_COUNTS, polars.Int64)
        schema |= {"course": polars.Int64, "meetings": polars.List(polars.Int64)}
        schema |= dict.fromkeys(_FLAGS, polars.Boolean) | dict.fromkeys(_TEXTS, polars.String)
        return polars.DataFrame(_core._columns(assessments, lang), schema_overrides=schema)
    raise ValueError(f"backend: '{backend}' is not one of pandas, polars")


@overload
def contested(
    assessments: Assessment | Iterable[Assessment], *, backend: Literal["pandas"] = "pandas"
) -> pd.DataFrame: ...


@overload
def contested(assessments: Assessment | Iterable[Assessment], *, backend: Literal["polars"]) -> pl.DataFrame: ...


def contested(
    assessments: Assessment | Iterable[Assessment], *, backend: Literal["pandas", "polars"] = "pandas"
) -> Any:
    """Put what other readings change into a data frame, one row a finding and another value of one reading.

    Parameters
    ----------
    assessments : Assessment or iterable of Assessment
        What `assess` or `assess_many` gave.
    backend : {"pandas", "polars"}
        Which library's frame.

    Returns
    -------
    pandas.DataFrame or polars.DataFrame
        Columns ``course`` (place among the assessments, from 0), ``id``, ``rule``, ``meeting``, ``status``,
        ``reading``, ``value`` and ``becomes`` (null: the finding is not there).

    Raises
    ------
    ImportError
        If the library is not installed; names the extra that brings it.
    """
    if isinstance(assessments, _core.Assessment):
        assessments = (assessments,)
    texts = ("id", "rule", "status", "reading", "value", "becomes")
    if backend == "pandas":
        pandas = need("pandas")
        frame = pandas.DataFrame(_core._flip_columns(assessments))
        frame["meeting"] = frame["meeting"].astype("Int64")
        if frame.empty:  # pandas sees no values to tell kinds from
            frame = frame.astype(dict.fromkeys(texts, "str") | {"course": "int64"})
        return frame
    if backend == "polars":
        polars = need("polars")
        schema = dict.fromkeys(texts, polars.String) | {"course": polars.Int64, "meeting": polars.Int64}
        return polars.DataFrame(_core._flip_columns(assessments), schema_overrides=schema)
    raise ValueError(f"backend: '{backend}' is not one of pandas, polars")


@overload
def deadlines_frame(
    courses: Course | Iterable[Course],
    *,
    as_of: datetime.date | None = None,
    closed: Iterable[datetime.date] = (),
    office_closing_days: bool = False,
    regime: str | None = None,
    readings: Mapping[str, str] | None = None,
    admitted: Iterable[Admitted | dict[Any, Any]] | None = None,
    threads: int | None = None,
    backend: Literal["pandas"] = "pandas",
) -> pd.DataFrame: ...


@overload
def deadlines_frame(
    courses: Course | Iterable[Course],
    *,
    as_of: datetime.date | None = None,
    closed: Iterable[datetime.date] = (),
    office_closing_days: bool = False,
    regime: str | None = None,
    readings: Mapping[str, str] | None = None,
    admitted: Iterable[Admitted | dict[Any, Any]] | None = None,
    threads: int | None = None,
    backend: Literal["polars"],
) -> pl.DataFrame: ...


def deadlines_frame(
    courses: Course | Iterable[Course],
    *,
    as_of: datetime.date | None = None,
    closed: Iterable[datetime.date] = (),
    office_closing_days: bool = False,
    regime: str | None = None,
    readings: Mapping[str, str] | None = None,
    admitted: Iterable[Admitted | dict[Any, Any]] | None = None,
    threads: int | None = None,
    backend: Literal["pandas", "polars"] = "pandas",
) -> Any:
    """Put the deadlines of courses into a data frame, one row a rule that is still to be kept.

    A course without known law, or of which nothing is left to hold, has no rows.

    Parameters
    ----------
    courses : Course or iterable of Course
        The courses.
    as_of : datetime.date, optional
        Day of assessing; by default each course's own, else today.
    closed : iterable of datetime.date
        Your own closed days, in any order; weekends and public holidays are closed anyway.
    office_closing_days : bool
        Whether the days on which many offices close are closed, too.
    regime : str, optional
        A regime's id or ``auto``; by default what each course says.
    readings : dict of str to str, optional
        Readings on top of the courses' own.
    admitted : list of Admitted, optional
        Where a-kasser take part in the trial, for those whose list is not known.
    threads : int, optional
        How many threads; by default as many as the machine runs at once. The frame does not depend on it.
    backend : {"pandas", "polars"}
        Which library's frame.

    Returns
    -------
    pandas.DataFrame or polars.DataFrame
        Columns ``course`` (place among the courses, from 0), ``id``, ``file``, ``as_of`` and those of `Deadline`:
        ``rule``, ``status``, ``to_hold``, ``due``, ``due_projected``, ``slack_days``, ``clock``, ``slack_hours``,
        ``last_feasible_day``. Days are ``datetime64`` or ``Date``.

    Raises
    ------
    ImportError
        If the library is not installed; names the extra that brings it.
    """
    if backend not in ("pandas", "polars"):
        raise ValueError(f"backend: '{backend}' is not one of pandas, polars")
    library = need(backend)
    if isinstance(courses, _core.Course):
        courses = (courses,)
    columns = _core._deadline_columns(courses, as_of, closed, office_closing_days, regime, readings, admitted, threads)
    days, texts = ("as_of", "due", "last_feasible_day"), ("id", "file", "rule", "status", "clock")
    if backend == "pandas":
        frame = library.DataFrame(columns)
        for name in days:
            frame[name] = library.to_datetime(frame[name])
        kinds = {"slack_days": "Int64", "slack_hours": "float64"}
        if frame.empty:  # pandas sees no values to tell kinds from
            kinds |= dict.fromkeys(texts, "str") | {"course": "int64", "to_hold": "int64", "due_projected": "bool"}
        return frame.astype(kinds)
    schema = dict.fromkeys(days, library.Date) | dict.fromkeys(texts, library.String)
    schema |= dict.fromkeys(("course", "to_hold", "slack_days"), library.Int64)
    schema |= {"due_projected": library.Boolean, "slack_hours": library.Float64}
    return library.DataFrame(columns, schema_overrides=schema)
