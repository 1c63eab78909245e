"""Synthetic cohorts: courses of nobody, shaped like the published figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, overload

from .._extras import need
from .draws import Draws
from .figures import SyntheticFigures
from .frames import Flat, to_polars, to_pyarrow
from .national import national_part, national_regimes
from .trial import trial_part

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

__all__ = ["SyntheticFigures", "synthesize"]

_MOST = 100_000_000
_CHUNK = 1 << 16
_TRIAL = "trial_2020"


@overload
def synthesize(
    n: int,
    seed: int = 0,
    *,
    regimes: str | Iterable[str] | Mapping[str, int] = _TRIAL,
    figures: SyntheticFigures | None = None,
    backend: Literal["pyarrow"] = "pyarrow",
) -> pa.Table: ...


@overload
def synthesize(
    n: int,
    seed: int = 0,
    *,
    regimes: str | Iterable[str] | Mapping[str, int] = _TRIAL,
    figures: SyntheticFigures | None = None,
    backend: Literal["polars"],
) -> pl.DataFrame: ...


def synthesize(
    n: int,
    seed: int = 0,
    *,
    regimes: str | Iterable[str] | Mapping[str, int] = _TRIAL,
    figures: SyntheticFigures | None = None,
    backend: Literal["pyarrow", "polars"] = "pyarrow",
) -> Any:
    """Make a synthetic cohort: courses of nobody, for tests, benchmarks and teaching.

    No row is or resembles a person. The shares of the whole follow published figures where there are any
    (`SyntheticFigures`); how facts hang together within a course is assumed, so nothing about the real cohorts can be
    concluded from one. The same seed gives the same courses on every machine and with every version of numpy, and row i
    is the same in a cohort of any size.

    Parameters
    ----------
    n : int
        How many courses, at most 100 million.
    seed : int
        Chooses the courses.
    regimes : str, iterable of str, or mapping of str to int
        Under which law courses begin: ``trial_2020`` (from September 2020 to January 2023), ``national_2015`` (from
        July 2017), ``national_2020``, ``national_2024``, ``national_2026``; several with equal weights or those given.
    figures : SyntheticFigures, optional
        Other shares.
    backend : {"pyarrow", "polars"}
        Whose table.

    Returns
    -------
    pyarrow.Table or polars.DataFrame
        One row a course, with the columns ``id``, ``insurance``, ``a_kasse``, ``municipality``, ``birth_year``,
        ``registered``, and the lists ``benefit``, ``meetings`` and ``events``.

    Raises
    ------
    ImportError
        If numpy or the library of the backend is not installed; names the extra that brings it.
    ValueError
        For an unknown regime or backend, no weight at all, or a number of courses that cannot be.

    Examples
    --------
    >>> import kontaktforloeb as kf
    >>> cohort = kf.synthesize(3, seed=1)
    >>> cohort.num_rows
    3
    """
    if isinstance(n, bool) or not isinstance(n, int):
        raise TypeError(f"n: expected a whole number, got {type(n).__name__}")
    if isinstance(seed, bool) or not isinstance(seed, int):
        raise TypeError(f"seed: expected a whole number, got {type(seed).__name__}")
    if not 0 <= n <= _MOST:
        raise ValueError(f"n: expected 0 to {_MOST:,} courses, got {n}")
    if backend not in ("pyarrow", "polars"):
        raise ValueError(f"backend: '{backend}' is not one of pyarrow, polars")
    weights = _weights(regimes)
    figures = figures or SyntheticFigures()
    need(backend)
    np = need("numpy")

    flat = Flat()
    # An empty cohort is one empty chunk, which knows its columns.
    for begin in range(0, n, _CHUNK) if n else [0]:
        rows = np.arange(begin, min(begin + _CHUNK, n))
        draws = Draws(seed, rows)
        regime = draws.choice("regime", list(weights.values()))
        found = []
        for number, name in enumerate(weights):
            places = np.flatnonzero(regime == number)
            if len(places) or number == 0:
                of = draws.of(places)
                part = trial_part(of, figures) if name == _TRIAL else national_part(of, figures, name)
                found.append((places, part))
        flat.add(found, len(rows))
    return to_pyarrow(flat, n) if backend == "pyarrow" else to_polars(flat, n)


def _weights(regimes: str | Iterable[str] | Mapping[str, int]) -> dict[str, int]:
    if isinstance(regimes, str):
        regimes = (regimes,)
    weights = dict(regimes) if isinstance(regimes, Mapping) else dict.fromkeys(regimes, 1)
    for name, weight in weights.items():
        if name not in (known := (_TRIAL, *national_regimes())):
            raise ValueError(f"regimes: '{name}' is not one of {', '.join(known)}")
        if isinstance(weight, bool) or not isinstance(weight, int) or not 0 <= weight <= _MOST:
            raise ValueError(
                f"regimes: weight of '{name}': expected a whole number from 0 to {_MOST:,}, got {weight!r}"
            )
    if not sum(weights.values()):
        raise ValueError("regimes: expected at least one with a weight above 0")
    return weights
