"""Frames as tables of Markdown."""

from __future__ import annotations

from typing import Any

__all__ = ["table"]


def _cell(value: Any) -> str:
    if value is None:
        return "·"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value).replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")


def table(frame: Any) -> str:
    """Give a frame as a table; what is null is a dot."""
    if not len(frame):
        return "None.\n"
    numbers = [kind.is_numeric() for kind in frame.dtypes]
    lines = [frame.columns, ["--:" if number else "---" for number in numbers]]
    lines += [[_cell(value) for value in row] for row in frame.iter_rows()]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
