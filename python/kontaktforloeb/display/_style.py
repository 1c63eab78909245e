"""Colours, signs and the style sheet; one look for the pictures and the tables.

The hues are apart for the common kinds of colour blindness, and each status has a sign of its own besides its word:
a disc for what is in order, a square for an error, a triangle for what is to be done, a diamond for what is not known.
"""

from __future__ import annotations

from .._terms import Severity, Status, Verdict
from ._markup import Markup, tag

__all__ = ["DARK", "LIGHT", "SIGNS", "STYLE", "TONES", "VERDICT_SIGNS", "sign"]

LIGHT = {
    "paper": "#ffffff",
    "raised": "#f6f7f9",
    "ink": "#1c2127",
    "soft": "#59636e",
    "rule": "#d5dae0",
    "bar": "#8fa3b8",
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
    "raised": "#1e242b",
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


_TONE_RULES = "".join(f".kontaktforloeb .kf-{tone}{{--kf-tone:var(--kf-{tone})}}" for tone in sorted({*TONES.values()}))

# Notebooks say their own theme on the page; that wins over the system's.
_STYLE = f"""
.kontaktforloeb{{{_variables(LIGHT, "light")}}}
@media (prefers-color-scheme:dark){{.kontaktforloeb{{{_variables(DARK, "dark")}}}}}
:is([data-jp-theme-light="true"],[data-theme="light"],.vscode-light) .kontaktforloeb{{{_variables(LIGHT, "light")}}}
:is([data-jp-theme-light="false"],[data-theme="dark"],.vscode-dark) .kontaktforloeb{{{_variables(DARK, "dark")}}}
{_TONE_RULES}
.kontaktforloeb{{container-type:inline-size;box-sizing:border-box;max-width:70rem;margin:.25rem 0;color:var(--kf-ink);
background:var(--kf-paper);border:1px solid var(--kf-rule);border-radius:8px;padding:16px;
font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
font-variant-numeric:tabular-nums;text-align:left;overflow-wrap:anywhere;color-adjust:exact;print-color-adjust:exact}}
.kontaktforloeb *{{box-sizing:border-box}}
.kontaktforloeb p,.kontaktforloeb figure,.kontaktforloeb dl,.kontaktforloeb dd{{margin:0;padding:0}}
.kontaktforloeb .kf-title{{font-size:18px;line-height:1.3;font-weight:650;margin:0;padding:0;color:inherit}}
.kontaktforloeb .kf-head{{display:flex;flex-wrap:wrap;gap:4px 12px;align-items:baseline}}
.kontaktforloeb .kf-sub{{color:var(--kf-soft);margin-top:2px}}
.kontaktforloeb .kf-say{{margin-top:6px}}
.kontaktforloeb .kf-word{{color:var(--kf-tone);font-weight:650}}
.kontaktforloeb .kf-badge{{display:inline-flex;gap:6px;align-items:center;border:1px solid var(--kf-tone);
border-radius:999px;padding:1px 11px 1px 7px;color:var(--kf-tone);font-weight:650}}
.kontaktforloeb .kf-section{{font-size:13px;line-height:1.4;font-weight:650;margin:20px 0 6px;padding:0;color:var(--kf-ink)}}
.kontaktforloeb .kf-code{{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;
font-size:12px;color:inherit;background:none;padding:0;border:0}}
.kontaktforloeb .kf-soft{{color:var(--kf-soft);font-weight:400}}
.kontaktforloeb .kf-tag{{border:1px solid currentColor;border-radius:4px;padding:0 5px;font-size:12px;color:var(--kf-soft)}}
.kontaktforloeb svg.kf-sign{{flex:none;overflow:visible;vertical-align:-2px}}
.kontaktforloeb .kf-full{{fill:var(--kf-tone)}}
.kontaktforloeb .kf-line,.kontaktforloeb .kf-hollow{{fill:none;stroke:var(--kf-tone);stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}}
.kontaktforloeb .kf-hollow{{fill:var(--kf-paper)}}
.kontaktforloeb .kf-cut{{fill:none;stroke:var(--kf-paper);stroke-width:1.9;stroke-linecap:round;stroke-linejoin:round}}
.kontaktforloeb .kf-list{{border-top:1px solid var(--kf-rule)}}
.kontaktforloeb .kf-list details{{border-bottom:1px solid var(--kf-rule);padding:0;margin:0}}
.kontaktforloeb summary{{cursor:pointer;list-style:none}}
.kontaktforloeb summary::-webkit-details-marker{{display:none}}
.kontaktforloeb summary:focus-visible,.kontaktforloeb a:focus-visible,.kontaktforloeb [tabindex]:focus-visible{{
outline:2px solid var(--kf-plan);outline-offset:1px;border-radius:4px}}
.kontaktforloeb summary::after{{content:"";width:6px;height:6px;border:solid var(--kf-soft);border-width:0 1.5px 1.5px 0;
transform:rotate(-45deg);justify-self:center;align-self:start;margin-top:7px}}
.kontaktforloeb details[open]>summary::after{{transform:rotate(45deg)}}
.kontaktforloeb .kf-finding{{display:grid;grid-template-columns:14px minmax(0,1fr) 12px;gap:0 10px;padding:8px 0}}
.kontaktforloeb .kf-finding>svg{{margin-top:3px}}
.kontaktforloeb .kf-line-1{{display:flex;flex-wrap:wrap;gap:0 10px;align-items:baseline}}
.kontaktforloeb .kf-due{{color:var(--kf-soft);margin-left:auto}}
.kontaktforloeb .kf-message{{display:block}}
.kontaktforloeb .kf-more{{padding:2px 22px 12px 24px}}
.kontaktforloeb .kf-facts{{display:grid;grid-template-columns:minmax(0,1fr);gap:0}}
.kontaktforloeb .kf-facts dt{{color:var(--kf-soft);font-weight:400;margin:6px 0 0;padding:0}}
.kontaktforloeb .kf-facts dd>div+div{{margin-top:4px}}
.kontaktforloeb .kf-quote{{display:block;border-left:2px solid var(--kf-rule);padding-left:8px;margin:2px 0;color:var(--kf-soft);
background:none;font-style:normal;font-size:inherit;quotes:"»" "«" "›" "‹"}}
.kontaktforloeb a{{color:var(--kf-plan);text-decoration:underline;text-underline-offset:2px}}
.kontaktforloeb .kf-fold{{margin-top:16px}}
.kontaktforloeb .kf-fold>summary{{display:inline-grid;grid-template-columns:auto 12px;gap:8px;font-weight:650;font-size:13px}}
.kontaktforloeb .kf-fold>summary::after{{margin-top:5px}}
.kontaktforloeb .kf-fold[open]>summary{{margin-bottom:6px}}
.kontaktforloeb .kf-foot{{margin-top:16px;color:var(--kf-soft);font-size:12px}}
.kontaktforloeb .kf-scroll{{overflow-x:auto;margin:0}}
.kontaktforloeb table.kf-table{{border-collapse:collapse;width:100%;margin:0;font-size:13px;border:0;table-layout:auto;
color:inherit;background:none}}
.kontaktforloeb table.kf-table tr{{background:none;border:0}}
.kontaktforloeb table.kf-table th,.kontaktforloeb table.kf-table td{{text-align:left;vertical-align:top;padding:5px 14px 5px 0;
border:0;border-bottom:1px solid var(--kf-rule);font-weight:400;white-space:normal;max-width:none;background:none;
line-height:1.45}}
.kontaktforloeb table.kf-table thead th{{color:var(--kf-soft);font-size:12px}}
.kontaktforloeb table.kf-table tbody th{{font-weight:650}}
.kontaktforloeb table.kf-table .kf-fold{{margin-top:2px}}
.kontaktforloeb table.kf-table .kf-fold>summary{{font-weight:400;font-size:12px;color:var(--kf-soft)}}
.kontaktforloeb table.kf-table caption{{caption-side:top;text-align:left;font-weight:650;color:var(--kf-ink);padding:14px 0 2px;
font-size:13px}}
.kontaktforloeb .kf-picture{{margin-top:14px}}
.kontaktforloeb .kf-picture>svg{{display:block;width:100%;overflow:visible;max-width:none}}
.kontaktforloeb .kf-legend{{display:flex;flex-wrap:wrap;gap:2px 16px;margin-top:6px;color:var(--kf-soft);font-size:12px}}
.kontaktforloeb .kf-legend span{{display:inline-flex;gap:6px;align-items:center}}
.kontaktforloeb .kf-legend svg{{flex:none;overflow:visible}}
.kontaktforloeb svg text{{font-size:11px;fill:var(--kf-soft);paint-order:stroke;stroke:var(--kf-paper);stroke-width:5px;
stroke-linejoin:round}}
.kontaktforloeb svg .kf-strong{{fill:var(--kf-ink);font-weight:650}}
.kontaktforloeb svg .kf-said{{fill:var(--kf-tone);font-weight:650}}
.kontaktforloeb svg .kf-grid{{stroke:var(--kf-rule);stroke-width:1}}
.kontaktforloeb svg .kf-base{{stroke:var(--kf-soft);stroke-width:1}}
.kontaktforloeb svg .kf-bar{{fill:var(--kf-bar)}}
.kontaktforloeb svg .kf-bar-2{{fill:var(--kf-bar-2)}}
.kontaktforloeb svg .kf-ghost{{fill:none;stroke:var(--kf-bar);stroke-width:1.2;stroke-dasharray:3 2.5}}
.kontaktforloeb svg .kf-shade{{fill:var(--kf-dead);fill-opacity:.16}}
.kontaktforloeb svg .kf-hatch{{stroke:var(--kf-paper);stroke-opacity:.75;stroke-dasharray:1.5 4.5}}
.kontaktforloeb svg .kf-flag{{stroke:var(--kf-ink);stroke-width:1.2}}
.kontaktforloeb svg .kf-dashed{{stroke-dasharray:4 3}}
.kontaktforloeb svg .kf-flag-registered{{stroke:var(--kf-soft);stroke-width:1}}
.kontaktforloeb svg .kf-flag-today{{stroke:var(--kf-plan);stroke-width:1.6}}
.kontaktforloeb svg .kf-flag-text{{fill:var(--kf-ink)}}
.kontaktforloeb svg .kf-window{{fill:var(--kf-tone);fill-opacity:.2;stroke:none}}
.kontaktforloeb svg .kf-edge{{stroke:var(--kf-tone);stroke-width:2;stroke-linecap:round;fill:none}}
.kontaktforloeb svg .kf-open{{fill:none;stroke:var(--kf-tone);stroke-width:1.2;stroke-dasharray:4 3}}
.kontaktforloeb svg .kf-hit{{fill:var(--kf-tone);stroke:var(--kf-paper);stroke-width:1.5}}
.kontaktforloeb svg .kf-tail{{stroke:var(--kf-tone);stroke-width:1.4;stroke-dasharray:2 3}}
.kontaktforloeb svg .kf-held{{fill:var(--kf-ink);stroke:var(--kf-paper);stroke-width:1.5}}
.kontaktforloeb svg .kf-ring{{fill:var(--kf-paper);stroke:var(--kf-ink);stroke-width:1.6}}
.kontaktforloeb svg .kf-cross{{fill:none;stroke:var(--kf-soft);stroke-width:1.8;stroke-linecap:round}}
.kontaktforloeb svg .kf-alarm{{fill:none;stroke:var(--kf-bad);stroke-width:2}}
.kontaktforloeb svg .kf-span{{fill:var(--kf-soft);fill-opacity:.35}}
.kontaktforloeb svg .kf-k1,.kontaktforloeb svg .kf-k2{{display:none}}
@container (min-width:592px){{.kontaktforloeb svg .kf-k1{{display:inline}}
.kontaktforloeb .kf-facts{{grid-template-columns:minmax(7.5rem,max-content) minmax(0,1fr);gap:0 18px}}
.kontaktforloeb .kf-facts dt,.kontaktforloeb .kf-facts dd{{margin-top:4px}}}}
@container (min-width:872px){{.kontaktforloeb svg .kf-k2{{display:inline}}}}
@container (max-width:591px){{.kontaktforloeb .kf-due{{margin-left:0;width:100%}}
.kontaktforloeb .kf-stack thead{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}}
.kontaktforloeb table.kf-stack,.kontaktforloeb .kf-stack tbody,.kontaktforloeb .kf-stack caption{{display:block}}
.kontaktforloeb .kf-more{{padding-right:0}}
.kontaktforloeb table.kf-table.kf-stack tr{{display:block;padding:8px 0;border-bottom:1px solid var(--kf-rule)}}
.kontaktforloeb table.kf-table.kf-stack th,.kontaktforloeb table.kf-table.kf-stack td{{display:block;border:0;padding:1px 0}}
.kontaktforloeb table.kf-table.kf-stack th[data-name]::before{{content:attr(data-name) " "}}
.kontaktforloeb table.kf-table.kf-stack td[data-name]::before{{content:attr(data-name) ": ";color:var(--kf-soft)}}}}
@media print{{.kontaktforloeb{{border:0;padding:0;max-width:none}}}}
"""
STYLE = tag("style", Markup(_STYLE.replace(",\n", ",").replace(";\n", ";").replace("{\n", "{")))
