"""Findings as a data frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, overload

from . import _core
from ._extras import need

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from ._core import Assessment
    from ._values import Language

__all__ = ["contested", "to_frame"]

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
