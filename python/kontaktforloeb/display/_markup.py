"""Markup that is escaped by construction: text becomes markup in `tag` and nowhere else."""

from __future__ import annotations

import re
from html import escape

__all__ = ["Markup", "tag"]

_SPECIAL = re.compile("[&<>\"'\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


class Markup(str):
    """Markup that needs no more escaping; made by `tag`, and from constants."""

    __slots__ = ()


def _text(text: str) -> str:
    """Escape what is special; what neither HTML nor XML may contain comes out as U+FFFD."""
    if _SPECIAL.search(text) is None:
        return text
    return escape(_FORBIDDEN.sub("\ufffd", text))


def _attribute_name(keyword: str) -> str:
    return keyword if keyword == "viewBox" else keyword.rstrip("_").replace("_", "-")


_names: dict[str, str] = {}


def tag(name: str, *children: str | None, **attributes: str | float | None) -> Markup:
    """Give an element with its children.

    Parameters
    ----------
    name : str
        The element's name.
    *children : str or None
        Text, which is escaped, or markup; None is left out.
    **attributes : str, float or None
        ``aria_label`` becomes ``aria-label``, ``class_`` ``class``; None is left out.
    """
    start = f"<{name}"
    for keyword, value in attributes.items():
        if value is None:
            continue
        attribute = _names.get(keyword)
        if attribute is None:
            attribute = _names[keyword] = _attribute_name(keyword)
        start += f' {attribute}="{_text(value)}"' if isinstance(value, str) else f' {attribute}="{value:g}"'
    inside = "".join([child if child.__class__ is Markup else _text(child) for child in children if child is not None])
    return Markup(f"{start}>{inside}</{name}>")
