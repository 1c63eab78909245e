"""A synthetic cohort as a table of somebody else's library, in the columns of a cohort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .._extras import need
from . import parts
from .parts import Lists, Part

__all__ = ["Flat", "to_polars", "to_pyarrow"]

_WORDS: Mapping[str, Sequence[Any]] = {
    "insurance": parts.INSURANCES,
    "a_kasse": parts.A_KASSER,
    "municipality": parts.MUNICIPALITIES,
    "kind": parts.KINDS,
    "conversations": [list(words) for words in parts.CONVERSATIONS],
    "holder": parts.HOLDERS,
    "on_behalf_of": parts.PARTIES,
    "status": parts.STATUSES,
    "form": parts.FORMS,
    "absent": [[{"party": party, "why": why} for party, why in words] for words in parts.ABSENT],
    "type": parts.EVENTS,
}
_NUMBERS = ("birth_year",)
_LISTS = ("benefit", "meetings", "events")


class Flat:
    """Courses in the order of their rows: values one after another, and how many of each list belong to a course."""

    def __init__(self) -> None:
        self._columns: dict[str, list[Any]] = {}
        self._lists: dict[str, tuple[list[Any], dict[str, list[Any]]]] = {name: ([], {}) for name in _LISTS}

    def add(self, found: Sequence[tuple[Any, Part]], rows: int) -> None:
        """Add courses: parts with the places of their rows among so many."""
        np = need("numpy")
        order = np.argsort(np.concatenate([places for places, _ in found]), kind="stable")
        for name in found[0][1].columns:
            values = np.concatenate([part.columns[name] for _, part in found])[order]
            self._columns.setdefault(name, []).append(_narrow(name, values))
        for name, (counts, columns) in self._lists.items():
            lists: list[tuple[Any, Lists]] = [(places, getattr(part, name)) for places, part in found]
            count = np.zeros(rows, np.int64)
            for places, each in lists:
                count[places] = each.mask.sum(axis=1)
            counts.append(count)
            single = len(lists) == 1
            owners = None if single else np.concatenate([places[np.nonzero(each.mask)[0]] for places, each in lists])
            by_row = None if single else np.argsort(owners, kind="stable")
            for column in lists[0][1].columns:
                values = np.concatenate([each.columns[column][each.mask] for _, each in lists])
                columns.setdefault(column, []).append(_narrow(column, values if single else values[by_row]))

    def columns(self) -> dict[str, Any]:
        """Give the columns with one value a course."""
        return {name: need("numpy").concatenate(pieces) for name, pieces in self._columns.items()}

    def lists(self) -> dict[str, tuple[Any, dict[str, Any]]]:
        """Give for each column of lists how long they are and their values."""
        join = need("numpy").concatenate
        return {
            name: (join(counts), {column: join(pieces) for column, pieces in columns.items()})
            for name, (counts, columns) in self._lists.items()
        }


def _narrow(name: str, values: Any) -> Any:
    np = need("numpy")
    return values.astype(np.uint8 if name in _WORDS else np.int32)


def to_pyarrow(flat: Flat, ids: int) -> Any:
    """Make a ``pyarrow.Table``."""
    pa, np = need("pyarrow"), need("numpy")
    text = pa.string()
    types = {
        "conversations": pa.list_(text),
        "absent": pa.list_(pa.struct([("party", text), ("why", text)])),
    }

    def array(name: str, values: Any) -> Any:
        if name in _WORDS:
            words = pa.array(_WORDS[name], types.get(name, text))
            return words.take(pa.array(values.astype(np.int32), mask=values == parts.NO_CODE))
        if name == "hours":
            return pa.array(values / 100)
        if name in _NUMBERS:
            return pa.array(values)
        return pa.array(values, mask=values == parts.NO_DAY).cast(pa.date32())

    columns = {"id": pa.array(np.char.add("synthetic-", np.arange(ids).astype(str)) if ids else [], text)}
    columns |= {name: array(name, values) for name, values in flat.columns().items()}
    for name, (counts, values) in flat.lists().items():
        offsets = pa.array(np.concatenate([[0], np.cumsum(counts)]).astype(np.int32))
        struct = pa.StructArray.from_arrays([array(key, value) for key, value in values.items()], names=list(values))
        columns[name] = pa.ListArray.from_arrays(offsets, struct)
    return pa.table(columns)


def to_polars(flat: Flat, ids: int) -> Any:
    """Make a ``polars.DataFrame``."""
    pl, np = need("polars"), need("numpy")
    text = pl.String
    types = {
        "conversations": pl.List(text),
        "absent": pl.List(pl.Struct({"party": text, "why": text})),
    }

    def series(name: str, values: Any) -> Any:
        if name in _WORDS:
            codes = pl.Series(values.astype(np.int64)).replace(parts.NO_CODE, None)
            return pl.Series(name, _WORDS[name], dtype=types.get(name, text)).gather(codes).alias(name)
        if name == "hours":
            return pl.Series(name, values / 100)
        if name in _NUMBERS:
            return pl.Series(name, values)
        return pl.Series(name, values).replace(parts.NO_DAY, None).cast(pl.Date)

    frame = pl.DataFrame({"row": pl.Series(np.arange(ids))})
    frame = frame.with_columns(id=pl.format("synthetic-{}", "row"))
    frame = frame.with_columns(series(name, values) for name, values in flat.columns().items())
    for name, (counts, values) in flat.lists().items():
        rows = pl.DataFrame([series(key, value) for key, value in values.items()])
        rows = rows.select(row=pl.Series(np.repeat(np.arange(ids), counts)).set_sorted(), **{name: pl.struct(pl.all())})
        # Rows without any have no group; an empty list stands there, as in the other form.
        frame = frame.join(
            rows.group_by("row", maintain_order=True).agg(name), on="row", how="left", maintain_order="left"
        )
        frame = frame.with_columns(pl.col(name).fill_null(pl.lit([], dtype=frame.schema[name])))
    return frame.drop("row")
