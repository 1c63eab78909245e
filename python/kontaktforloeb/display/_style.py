"""Colours, signs and the style sheet; one look for the pictures and the tables.

The hues are apart for the common kinds of colour blindness, and each status has a sign of its own besides its word:
a disc for what is in order, a square for an error, a triangle for what is to be done, a diamond for what is not known.
"""

from __future__ import annotations

import re
from importlib import resources

from .._terms import Severity, Status, Verdict
from ._markup import Markup, tag

__all__ = ["DARK", "LIGHT", "SIGNS", "STYLE", "TONES", "VERDICT_SIGNS", "sign"]

LIGHT = {
    "paper": "#ffffff",
    "ink": "#1c2127",
    "soft": "#59636e",
    "rule": "#d5dae0",
    "bar": "#7b91a8",
    "bar-2": "#c3ced9",
    "dead": "#9aa4af",
    "good": "#0a6b52",
    "plan": "#0b5cab",
    "bad": "#b3320b",
    "warn": "#845400",
    "note": "#6a3da0",
    "calm": "#59636e",
}
DARK = {
    "paper": "#15191e",
    "ink": "#e4e8ec",
    "soft": "#9ea9b5",
    "rule": "#39424c",
    "bar": "#6f8499",
    "bar-2": "#435261",
    "dead": "#7b8794",
    "good": "#52c8a3",
    "plan": "#77b7f5",
    "bad": "#ff946b",
    "warn": "#e5b54f",
    "note": "#c7a6f2",
    "calm": "#9ea9b5",
}

TONES: dict[Status, str] = {
    Status.met: "good",
    Status.late: "bad",
    Status.missed: "bad",
    Status.planned: "plan",
    Status.planned_late: "bad",
    Status.open: "warn",
    Status.breached: "bad",
    Status.not_required: "calm",
    Status.undecided: "note",
}
VERDICT_SIGNS: dict[Verdict | None, Status] = {
    Verdict.fulfilled: Status.met,
    Verdict.open: Status.open,
    Verdict.undecided: Status.undecided,
    Verdict.violated: Status.breached,
    None: Status.undecided,
}
MARKERS: dict[Severity, str] = {Severity.none: "o", Severity.note: "D", Severity.warning: "^", Severity.error: "s"}

_DISC = "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1z"
_SQUARE = "M3.5 1.5h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2z"
_TRIANGLE = "M8 1.2 15.3 14.4H.7z"
_DIAMOND = "M8 .6 15.4 8 8 15.4.6 8z"
_CLOCK = "M8 4.4V8l2.6 1.8"
_BANG = "M8 4v4.6M8 11.2v.9"
# Outline, whether it is filled, and what stands in it.
SIGNS: dict[Status, tuple[str, bool, str]] = {
    Status.met: (_DISC, True, "M4.6 8.3 7 10.7l4.5-5.2"),
    Status.late: (_SQUARE, True, _CLOCK),
    Status.missed: (_SQUARE, True, "M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6"),
    Status.planned: (_DISC, False, _CLOCK),
    Status.planned_late: (_SQUARE, False, _CLOCK),
    Status.open: (_TRIANGLE, False, "M8 6v3.7M8 11.7v.8"),
    Status.breached: (_SQUARE, True, _BANG),
    Status.not_required: (_DISC, False, "M5 8h6"),
    Status.undecided: (_DIAMOND, False, "M6.2 6.6c.1-2.4 3.6-2.3 3.5-.2C9.6 7.8 8 7.8 8 9.2M8 11.2v.7"),
}


def _sign(status: Status, **place: str | float) -> Markup:
    outline, filled, inside = SIGNS[status]
    return tag(
        "svg",
        tag("path", d=outline, class_="kf-full" if filled else "kf-hollow"),
        tag("path", d=inside, class_="kf-cut" if filled else "kf-line"),
        class_=f"kf-sign kf-{TONES[status]}",
        viewBox="0 0 16 16",
        width=14,
        height=14,
        aria_hidden="true",
        focusable="false",
        **place,
    )


_IN_TEXT = {status: _sign(status) for status in Status}


def sign(status: Status, **place: str | float) -> Markup:
    """Give the sign of a status; with a place, as part of a picture."""
    return _sign(status, **place) if place else _IN_TEXT[status]


def _variables(colours: dict[str, str], scheme: str) -> str:
    return f"color-scheme:{scheme};" + "".join(f"--kf-{name}:{value};" for name, value in colours.items())


_CSS = resources.files(__package__).joinpath("style.css").read_text(encoding="utf-8")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LOOSE = re.compile(r"\s*([{};,>])\s*|(?<=:)\s+|^\s+|\s+$", re.MULTILINE)
_TONE_RULES = "".join(f".kontaktforloeb .kf-{tone}{{--kf-tone:var(--kf-{tone})}}" for tone in sorted({*TONES.values()}))


def _style() -> str:
    light, dark = _variables(LIGHT, "light"), _variables(DARK, "dark")
    # Notebooks say their own theme on the page; that wins over the system's.
    themes = (
        f".kontaktforloeb{{{light}}}"
        f"@media (prefers-color-scheme:dark){{.kontaktforloeb{{{dark}}}}}"
        f':is([data-jp-theme-light="true"],[data-theme="light"],.vscode-light) .kontaktforloeb{{{light}}}'
        f':is([data-jp-theme-light="false"],[data-theme="dark"],.vscode-dark) .kontaktforloeb{{{dark}}}'
    )
    return themes + _TONE_RULES + _LOOSE.sub(lambda found: found[1] or "", _COMMENT.sub("", _CSS))


STYLE = tag("style", Markup(_style()))
