"""Small cells: figures about fewer people than may be told are hidden, and with them what would give them away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .._extras import need

__all__ = ["Shape", "finish"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the columns of a frame are.

    Attributes
    ----------
    total : str or None
        The number of people of whom all else counts a part.
    parts : sequence of sequences of str
        Columns that sum to the total, or are bound by another printed sum: each group is hidden so that no one of them
        can be worked out from the rest.
    sums : sequence of (str, sequence of str)
        Name of a sum of some parts; not told unless they all are, so that it gives nothing away.
    percents : sequence of (str, str, str)
        Name of a percentage, its numerator's column, its denominator's.
    flags : sequence of (str, str)
        Name of a yes or no, and the column with which it is hidden.
    stock : (str, str, str, str) or None
        Columns of the month, of what comes, what goes and what is there at its end, where rows follow each other.
    """

    total: str | None
    parts: Sequence[Sequence[str]] = ()
    sums: Sequence[tuple[str, Sequence[str]]] = ()
    percents: Sequence[tuple[str, str, str]] = ()
    flags: Sequence[tuple[str, str]] = ()
    stock: tuple[str, str, str, str] | None = None


def _hide(row: dict[str, Any], group: Sequence[str], least: int) -> set[str]:
    """Give the columns of a group to hide: the small ones, and the next smallest until they tell no more than a sum."""
    hidden = [name for name in group if 0 < row[name] < least]
    others = sorted((name for name in group if row[name] >= least), key=lambda name: row[name])
    while hidden and others and (len(hidden) == 1 or sum(row[name] for name in hidden) < least):
        hidden.append(others.pop(0))
    return set(hidden)


def _hide_stock(rows: Sequence[dict[str, Any]], columns: tuple[str, str, str, str], least: int) -> list[set[str]]:
    """Give the columns to hide row by row: a stock is the one before and what came and went, so those hide together."""
    month, come, go, there = columns
    hidden: list[set[str]] = [set() for _ in rows]
    for place, row in enumerate(rows):
        if 0 < row[come] < least or 0 < row[go] < least:
            hidden[place] |= {come, go}
        if 0 < row[there] < least:
            hidden[place] |= {come, go, there}
            if place + 1 < len(rows) and rows[place + 1][month] > row[month]:  # else another group begins
                hidden[place + 1] |= {come, go}
    return hidden


def finish(frame: Any, shape: Shape, least: int) -> tuple[Any, int]:
    """Hide small cells, then work out the percentages; give the frame and how many cells are hidden."""
    pl = need("polars")
    counts = list(dict.fromkeys([*([shape.total] if shape.total else []), *(n for part in shape.parts for n in part)]))
    counts += shape.stock[1:] if shape.stock else ()
    rows = frame.to_dicts()
    in_stock = _hide_stock(rows, shape.stock, least) if shape.stock else [set()] * len(rows)
    hidden = 0
    kept: dict[str, list[int | None]] = {name: [] for name in counts}
    for row, gone in zip(rows, in_stock, strict=True):
        if shape.total and 0 < row[shape.total] < least:
            gone = set(counts)
        else:
            gone = gone.union(*(_hide(row, group, least) for group in shape.parts))
        hidden += len(gone)
        for name in counts:
            kept[name].append(None if name in gone else row[name])
    frame = frame.with_columns([pl.Series(name, values, dtype=pl.Int64) for name, values in kept.items()])
    frame = frame.with_columns(
        [pl.sum_horizontal(parts, ignore_nulls=False).cast(pl.Int64).alias(name) for name, parts in shape.sums]
    )
    frame = frame.with_columns(
        [
            pl.when(pl.col(below) > 0).then(100 * pl.col(above) / pl.col(below)).round(1).alias(name)
            for name, above, below in shape.percents
        ]
    )
    flags = [pl.when(pl.col(column).is_not_null()).then(pl.col(name)).alias(name) for name, column in shape.flags]
    return frame.with_columns(flags), hidden
