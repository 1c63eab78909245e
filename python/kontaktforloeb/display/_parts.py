"""Pieces that several outputs share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from .. import _core
from .._values import Basis
from ._markup import Markup, tag
from ._style import STYLE
from ._words import Words

__all__ = ["code", "facts", "fold", "frame", "limited", "section", "sources", "table"]

MOST_ROWS = 60

_BREAK = Markup("<wbr>")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def frame(words: Words, name: str, *parts: Markup | None) -> Markup:
    """Give a whole output with its style sheet; `name` is its accessible name."""
    law = words("law", _core.law_revision)
    digest = _core.law_digest.removeprefix("sha256:")[:12]
    foot = tag(
        "p", "kontaktforloeb ", _core.__version__, " · ", law, " · sha256:", tag("span", digest, class_="kf-code"),
        class_="kf-foot",
    )  # fmt: skip
    return tag("div", STYLE, *parts, foot, class_="kontaktforloeb", lang=words.lang, role="region", aria_label=name)


def section(text: str, level: int = 4) -> Markup:
    """Give a heading that a notebook's own table of contents does not take up."""
    return tag("div", text, class_="kf-section", role="heading", aria_level=level)


def code(text: str) -> Markup:
    """Give an identifier, which no line of text around it can turn."""
    return tag("bdi", text, class_="kf-code")


def rule_code(rule: str) -> Markup:
    """Give a rule's id, which may break after its regime."""
    regime, dot, name = rule.partition(".")
    return tag("bdi", regime + dot, _BREAK, name, class_="kf-code")


def fold(title: str, *parts: str | None) -> Markup:
    """Give something that is shown when asked for."""
    return tag("details", tag("summary", title), *parts, class_="kf-fold")


def facts(*pairs: tuple[str, Sequence[str]]) -> Markup:
    """Give names with their values; pairs without a value are left out."""
    parts = []
    for name, values in pairs:
        if values:
            parts += [tag("dt", name), tag("dd", *(tag("div", value) for value in values))]
    return tag("dl", *parts, class_="kf-facts")


def limited(values: Sequence[str], words: Words, most: int = 20) -> Sequence[str]:
    """Give the first of a list of meetings, and how many there are besides."""
    return values if len(values) <= most else [*values[:most], words("more_meetings", len(values) - most)]


def table(
    words: Words,
    caption: str | None,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    count: int = 0,
    named: bool = False,
) -> Markup:
    """Give a table whose rows stand below each other on a narrow page.

    Of more than `MOST_ROWS` rows, `count` says how many there are; `named`: the first column needs its name.
    """
    body = [tag("tr", *_cells(heads, row, named), role="row") for row in islice(rows, MOST_ROWS if count else None)]
    more = None
    if count > MOST_ROWS:
        more = tag("p", words("more_rows", count - MOST_ROWS), class_="kf-soft")
    head = tag("thead", tag("tr", *(tag("th", text, scope="col", role="columnheader") for text in heads), role="row"),
               role="rowgroup")  # fmt: skip
    return tag(
        "div",
        tag(
            "table",
            tag("caption", caption) if caption else None,
            head,
            tag("tbody", *body, role="rowgroup"),
            class_="kf-table kf-stack",
            role="table",
        ),
        more,
    )


def _cells(heads: Sequence[str], row: Sequence[str], named: bool) -> Iterator[Markup]:
    first, *others = row
    yield tag("th", first, scope="row", data_name=heads[0] if named else None, role="rowheader")
    for head, text in zip(heads[1:], others, strict=True):
        yield tag("td", text, data_name=head if text else None, role="cell")


def sources(basis: Iterable[Basis], words: Words) -> list[Markup]:
    """Give the sources: an address as a link, the source's own words in Danish, and how sure it is."""
    return [_source(item.source, item.url, item.quote, words(f"evidence.{item.evidence.value}")) for item in basis]


@lru_cache(maxsize=512)  # the law has a few dozen
def _source(source: str, url: str | None, quote: str | None, evidence: str) -> Markup:
    # Only what is plainly an address of the web becomes a link.
    named = tag("a", source, href=url, rel="noopener") if url and _ADDRESS.fullmatch(url) else source
    return tag(
        "span",
        named,
        f" ({evidence})",
        tag("q", quote, class_="kf-quote", lang="da") if quote else None,
    )
