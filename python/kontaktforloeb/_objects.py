"""Columns of Python objects as Arrow data, where no other library makes them: dicts of columns, pandas without pyarrow.

Each column becomes a description that the compiled part turns into an array: format, name, length, how many are
missing, buffers, children.
"""

from __future__ import annotations

import datetime
import decimal
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ._values import CohortError

__all__ = ["columns_of", "describe", "listed"]

Description = tuple[str, str, int, int, list[bytes], list[Any]]

_EPOCH = datetime.date(1970, 1, 1).toordinal()
_START = datetime.datetime(1970, 1, 1)
_MICROSECOND = datetime.timedelta(microseconds=1)
_MISSING = {"NAType", "NaTType"}
_KINDS = {
    "bool": "true or false",
    "int": "a whole number",
    "float": "a number",
    "decimal": "a decimal number",
    "text": "text",
    "day": "a day",
    "moment": "a moment",
    "list": "a list",
    "struct": "a struct",
}


def describe(columns: Mapping[str, Sequence[Any]]) -> Description:
    """Describe a table: its columns' values as Python objects, None for what is missing."""
    children = []
    size = -1
    for name, values in columns.items():
        if not isinstance(name, str):
            raise CohortError(f"the table: a column's name is {type(name).__name__}; right would be text")
        if size not in (-1, len(values)):
            raise CohortError(f"column {name}: has {len(values)} rows where the others have {size}")
        size = len(values)
        children.append(_native(name, values) or _column(name, values, name))
    return "+s", "", max(size, 0), 0, [b""], children


def columns_of(columns: Mapping[Any, Any]) -> dict[Any, Sequence[Any]]:
    """Give the columns of a mapping as sequences: lists, arrays of NumPy, other libraries' columns."""
    return {name: listed(name, values) for name, values in columns.items()}


def listed(name: object, values: Any) -> Sequence[Any]:
    """Give a column as a list, or as an array of NumPy whose values need not be looked at one by one."""
    if isinstance(values, (str, bytes, Mapping)):
        raise _no_column(name, values)
    kind = getattr(getattr(values, "dtype", None), "kind", "")
    if isinstance(kind, str) and kind in "iufM" and hasattr(values, "to_numpy"):  # a column of pandas
        values = values.to_numpy()
        kind = values.dtype.kind  # of objects, where something is missing or there is a time zone
    if type(values).__module__ == "numpy" and kind in tuple("iufM"):
        if kind != "M" or _whole_days(values):
            made: Sequence[Any] = values
            return made
        values = values.astype("datetime64[us]")
    for method in ("tolist", "to_pylist", "to_list"):
        if hasattr(values, method):
            made = getattr(values, method)()
            if isinstance(made, list):
                return made
    if isinstance(values, Iterable):
        return list(values)
    raise _no_column(name, values)


def _no_column(name: object, values: Any) -> CohortError:
    found = type(values).__name__
    return CohortError(f"column {name}: is {found}; right would be a list or an array with one value a row")


def _whole_days(values: Any) -> bool:
    return bool(((values.astype("datetime64[D]") == values) | (values != values)).all())


_FORMATS = {
    "i1": "c", "i2": "s", "i4": "i", "i8": "l", "u1": "C", "u2": "S", "u4": "I", "u8": "L", "f4": "f", "f8": "g"
}  # fmt: skip


def _native(name: str, values: Any) -> Description | None:
    """Describe an array of NumPy whose values lie in memory as Arrow has them."""
    if type(values).__module__ != "numpy" or values.ndim != 1 or not values.dtype.isnative:
        return None
    if values.dtype.kind != "M":
        format = _FORMATS.get(values.dtype.str[1:])
        return None if format is None else (format, name, len(values), 0, [b"", values.tobytes()], [])
    missing = values != values
    days = values.astype("datetime64[D]").astype("int64").clip(-(2**31), 2**31 - 1).astype("int32")
    there = _bits((~missing).tolist()) if missing.any() else b""
    return "tdD", name, len(values), int(missing.sum()), [there, days.tobytes()], []


def _plain(value: Any) -> Any:
    """Give a scalar of NumPy as Python's own, and None for what is missing."""
    kind = type(value)
    if kind.__name__ in _MISSING or (isinstance(value, float) and value != value):
        return None
    if kind.__module__ == "numpy" and hasattr(value, "tolist"):
        if kind.__name__ == "datetime64":
            return _plain(value.astype("datetime64[D]" if _whole_days(value.reshape(1)) else "datetime64[us]").tolist())
        return _plain(value.tolist()) if kind.__name__ != "ndarray" else value.tolist()
    return value


def _kind(value: Any) -> str | None:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, str):
        return "text"
    if isinstance(value, int):
        return "int"
    if isinstance(value, float):
        return "float"
    if isinstance(value, datetime.datetime):
        return "moment"
    if isinstance(value, datetime.date):
        return "day"
    if isinstance(value, Mapping):
        return "struct"
    if isinstance(value, (list, tuple)):
        return "list"
    if isinstance(value, decimal.Decimal):
        return "decimal"
    return None


def _column(name: str, given: Iterable[Any], path: str) -> Description:
    values = [None if value is None else _plain(value) for value in given]
    kinds: dict[str, int] = {}
    for row, value in enumerate(values):
        if value is None:
            continue
        kind = _kind(value)
        if kind is None:
            found = type(value)
            where = "" if found.__module__ == "builtins" else f"{found.__module__}."
            raise CohortError(f"column {path}: holds {where}{found.__qualname__}, which no column of a cohort can hold")
        kinds.setdefault(kind, row)
    kind = _common(kinds, path)
    missing = sum(value is None for value in values)
    there = _bits([value is not None for value in values]) if missing else b""

    def column(format: str, buffers: list[bytes], children: list[Description] | None = None) -> Description:
        return format, name, len(values), missing, [there, *buffers], children or []

    match kind:
        case None:
            return "n", name, len(values), missing, [], []
        case "bool":
            return column("b", [_bits(values)])
        case "int":
            return column("l", [_numbers(values, path)])
        case "float":
            return column("g", [array("d", (0.0 if value is None else value for value in values)).tobytes()])
        case "decimal":
            return column(*_decimals(values, path))
        case "day":
            days = (0 if value is None else value.toordinal() - _EPOCH for value in values)
            return column("tdD", [array("i", days).tobytes()])
        case "moment":
            return column("tsu:", [array("q", (_microseconds(value, path) for value in values)).tobytes()])
        case "text":
            texts = [b"" if value is None else _utf8(value, path) for value in values]
            return column("U", [_offsets(texts), b"".join(texts)])
        case "list":
            lists = [() if value is None else value for value in values]
            inside = [item for value in lists for item in value]
            return column("+L", [_offsets(lists)], [_column("item", inside, path)])
        case _:
            names = dict.fromkeys(key for value in values if value is not None for key in value)
            fields = []
            for key in names:
                if not isinstance(key, str):
                    raise CohortError(f"column {path}: a field's name is {type(key).__name__}; right would be text")
                inside = [None if value is None else value.get(key) for value in values]
                fields.append(_column(key, inside, f"{path}.{key}"))
            return column("+s", [], fields)


def _common(kinds: dict[str, int], path: str) -> str | None:
    """Give the kind that takes all of them."""
    found = set(kinds)
    if len(found) <= 1:
        return next(iter(found), None)
    if found <= {"int", "float"}:
        return "float"
    if found <= {"int", "float", "decimal"}:
        return "decimal"
    if found <= {"day", "moment"}:
        return "moment"
    (one, row), (other, second), *_ = kinds.items()
    raise CohortError(
        f"column {path}: holds {_KINDS[one]} (first at {row}) and {_KINDS[other]} (first at {second}); "
        "right would be values of one kind"
    )


def _bits(values: Sequence[Any]) -> bytes:
    bits = bytearray((len(values) + 7) // 8)
    for place, value in enumerate(values):
        if value:
            bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


def _numbers(values: Sequence[int | None], path: str) -> bytes:
    try:
        return array("q", (0 if value is None else value for value in values)).tobytes()
    except OverflowError:
        raise CohortError(f"column {path}: holds a number of more than 64 bits") from None


def _decimals(values: Sequence[Any], path: str) -> tuple[str, list[bytes]]:
    exact = [None if value is None else decimal.Decimal(str(value)) for value in values]
    exponents = [value.as_tuple().exponent for value in exact if value is not None]
    if any(not isinstance(exponent, int) or abs(exponent) > 30 for exponent in exponents):
        raise CohortError(f"column {path}: holds a decimal number that is no number of hours")
    scale = max(0, *(-exponent for exponent in exponents if isinstance(exponent, int)))
    context = decimal.Context(prec=80)
    data = bytearray()
    for value in exact:
        whole = 0 if value is None else int(value.scaleb(scale, context))
        try:
            data += whole.to_bytes(32, sys.byteorder, signed=True)
        except OverflowError:
            raise CohortError(f"column {path}: holds a decimal number that is no number of hours") from None
    return f"d:76,{scale},256", [bytes(data)]


def _microseconds(value: datetime.date | None, path: str) -> int:
    if value is None:
        return 0
    if not isinstance(value, datetime.datetime):
        return (value.toordinal() - _EPOCH) * 86_400_000_000
    offset = value.utcoffset()
    if offset:
        raise CohortError(
            f"column {path}: holds moments of a time zone other than UTC; a moment is a day only in its own zone, "
            "so make days of them first"
        )
    return (value.replace(tzinfo=None) - _START) // _MICROSECOND


def _utf8(text: str, path: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise CohortError(f"column {path}: holds a half character (a surrogate); right would be plain text") from None


def _offsets(values: Sequence[Sequence[Any]]) -> bytes:
    offsets = array("q", [0])
    end = 0
    for value in values:
        end += len(value)
        offsets.append(end)
    return offsets.tobytes()
