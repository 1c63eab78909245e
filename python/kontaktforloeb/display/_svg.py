"""The timeline as a picture that is as wide as its place: days lie at parts of the width, text keeps its size.

What has no room on a narrow page carries ``kf-k1`` or ``kf-k2`` and is shown from the second or third of `WIDTHS` on.
"""

from __future__ import annotations

from .._terms import BenefitKind, MeetingStatus, Status
from ._markup import Markup, tag
from ._style import TONES, sign
from ._timeline import Bar, Mark, Timeline, Window, fit, lanes
from ._words import Words

__all__ = ["legend", "picture"]

WIDTHS = (290.0, 540.0, 820.0)
_LEVELS = (None, "kf-k1", "kf-k2")
_CHARACTER = 6.3  # generous width of a character, pixels
_BARS = 52.0  # height of the tallest bar
_ROW = 31.0
_REGULAR = (BenefitKind.dagpenge, BenefitKind.loentilskud)


def _percent(part: float) -> str:
    return f"{round(part * 100, 2):g}%"


def _wide(text: str) -> float:
    return len(text) * _CHARACTER


def _classes(*names: str | None) -> str:
    return " ".join(name for name in names if name)


class _Canvas:
    """Puts the rows of one picture below each other."""

    def __init__(self, timeline: Timeline, words: Words) -> None:
        self.timeline = timeline
        self.words = words
        self.y = 0.0
        self.behind: list[Markup] = []
        self.front: list[Markup] = []
        self.flags: list[tuple[float, str, float, bool]] = []

    def heading(self, text: str) -> None:
        self.y += 12
        self.front.append(tag("text", text, x=0, y=self.y, aria_hidden="true"))
        self.y += 4

    def at(self, part: float, y: float, *children: Markup) -> Markup:
        """Put shapes drawn around the origin at a day."""
        return tag("svg", *children, x=_percent(part), y=y, overflow="visible")


def picture(timeline: Timeline, words: Words) -> Markup:
    """Draw a timeline.

    Parameters
    ----------
    timeline : Timeline
        What is to be drawn.
    words : Words
        The language.
    """
    canvas = _Canvas(timeline, words)
    _flag_texts(canvas)
    top = canvas.y
    _benefit(canvas)
    axis = canvas.y + 15
    _axis(canvas)
    _meetings(canvas)
    _spans(canvas)
    _phases(canvas)
    if timeline.windows:
        canvas.y += 8
        canvas.heading(words("windows"))
        for window in timeline.windows:
            _window(canvas, window)
    height = canvas.y + 4
    shades = []
    for dead in timeline.dead:
        start, end = timeline.place(dead.first), timeline.end_of(dead.last)
        shades.append(
            tag("rect", tag("title", f"{words('dead_period')}: {words.range(dead.first, dead.last)}"),
                x=_percent(start), y=top, width=_percent(end - start), height=height - top, class_="kf-shade")
        )  # fmt: skip
    lines = [
        tag(
            "line", x1=_percent(part), x2=_percent(part), y1=y, y2=height if through else axis, class_=f"kf-flag {kind}"
        )
        for part, kind, y, through in canvas.flags
    ]
    return tag(
        "svg",
        *shades,
        *canvas.behind,
        *lines,
        *canvas.front,
        role="group",
        aria_label=words(
            "timeline_of",
            words.day(timeline.first),
            words.day(timeline.last),
            sum(not bar.projected for bar in timeline.bars),
            timeline.meetings,
            len(timeline.windows),
        ),
        width="100%",
        height=height,
    )  # fmt: skip


def _flag_texts(canvas: _Canvas) -> None:
    """Write what happens on the marked days, each in the first line in which it has room."""
    timeline, words = canvas.timeline, canvas.words
    spans, texts = [], []
    for flag in timeline.flags:
        part = timeline.place(flag.day) if flag.beyond == 0 else float(flag.beyond > 0)
        date = words.short_day(flag.day)
        text, year = f"{words(flag.kind)} {date[:-5]}", date[-5:]
        if flag.beyond != 0:
            text, year = f"{text}{year}", ""
        later = f" ({words('expected')})" if flag.projected else ""
        if flag.beyond != 0:
            text = f"{text} →" if flag.beyond > 0 else f"← {text}"
        right = part <= 0.5
        x = part * WIDTHS[0]
        room = (WIDTHS[0] - x if right else x) - 5
        whole = next((i for i, width in enumerate(WIDTHS) if room * width / WIDTHS[0] >= _wide(text + year + later)), 2)
        reach = _wide(text if whole else text + year + later) + 5
        start, end = (x, x + reach) if right else (x - reach, x)
        spans.append((start, end))
        texts.append((part, right, text, f"{year}{later}", _LEVELS[whole]))
    chosen = lanes(spans)
    for flag, (part, right, text, rest, level), lane in zip(timeline.flags, texts, chosen, strict=True):
        y = 11.0 + 15 * lane
        canvas.front.append(
            tag("text", text, tag("tspan", rest, class_=level) if rest else None, x=_percent(part), y=y,
                dx=5 if right else -5, text_anchor=None if right else "end", class_="kf-flag-text")
        )  # fmt: skip
        if flag.beyond == 0:
            kind = _classes(f"kf-flag-{flag.kind}", "kf-dashed" if flag.projected else None)
            canvas.flags.append((part, kind, y - 9, flag.kind != "registered"))
    canvas.y = 15.0 * (max(chosen) + 1) + 4


def _bar_says(bar: Bar, words: Words) -> str:
    unit = words("hours_unit")
    kinds = [words(f"benefit.{kind.value}") for kind, _ in bar.parts]
    if len(bar.parts) > 1:
        kinds = [f"{kind} {words.hours(hours)}" for kind, (_, hours) in zip(kinds, bar.parts, strict=True)]
    more = words("expected") if bar.projected else ", ".join(kinds)
    return f"{words.month(bar.month)}: {words.hours(bar.hours)} {unit} ({more})"


def _benefit(canvas: _Canvas) -> None:
    timeline, words = canvas.timeline, canvas.words
    if timeline.dead:
        canvas.y += 12
    top = canvas.y + 13
    base = top + _BARS
    hatches = []
    for dead in timeline.dead:
        start, end = timeline.place(dead.first), timeline.end_of(dead.last)
        text = words("dead_period")
        level = next((i for i, w in enumerate(WIDTHS) if (end - start) * w >= _wide(text) + 4), None)
        hatches.append(
            tag("line", x1=_percent(start), x2=_percent(end), y1=(top + base) / 2, y2=(top + base) / 2,
                stroke_width=base - top, class_="kf-hatch")
        )  # fmt: skip
        if level is not None:
            canvas.front.append(
                tag("text", text, x=_percent((start + end) / 2), y=canvas.y - 3, text_anchor="middle",
                    class_=_LEVELS[level], aria_hidden="true")
            )  # fmt: skip
    drawn = []
    labels = [
        ((timeline.place(bar.month) + timeline.place(bar.end)) / 2, half + 1.5, half + 1.5)
        for bar in timeline.bars
        for half in (_wide(words.hours(bar.hours)) / 2,)
    ]
    levels = fit(labels, WIDTHS)
    for bar in timeline.bars:
        start, end = timeline.place(bar.month), timeline.place(bar.end)
        x, width = _percent(start + (end - start) * 0.07), _percent((end - start) * 0.86)
        shapes = [tag("title", _bar_says(bar, words))]
        y = base
        for kind, hours in bar.parts:
            tall = round(_BARS * hours / timeline.norm, 1)
            y -= tall
            look = "kf-ghost" if bar.projected else "kf-bar" if kind in _REGULAR else "kf-bar-2"
            shapes.append(tag("rect", x=x, y=round(y, 1), width=width, height=tall, class_=look))
        drawn.append(tag("g", *shapes))
    # The hatch lies upon the bars, the amounts upon the hatch.
    amounts = [
        tag("text", words.hours(bar.hours), x=_percent(centre),
            y=round(base - _BARS * bar.hours / timeline.norm - 4, 1), text_anchor="middle", class_=_LEVELS[level],
            aria_hidden="true")
        for bar, (centre, _, _), level in zip(timeline.bars, labels, levels, strict=True)
        if level is not None
    ]  # fmt: skip
    reported = [bar for bar in timeline.bars if not bar.projected]
    says = f"{words('benefit_hours')}: " + (
        f"{words.month(reported[0].month)} – {words.month(reported[-1].month)}, "
        f"{words.hours(sum(bar.hours for bar in reported))} {words('hours_unit')}"
        if reported
        else words("no_benefit")
    )
    canvas.front.append(tag("g", *drawn, role="img", aria_label=says))
    canvas.front += hatches
    canvas.front += amounts
    canvas.front.append(tag("line", x1=0, x2="100%", y1=base, y2=base, class_="kf-base"))
    if not timeline.bars:
        canvas.front.append(tag("text", words("no_benefit"), x=0, y=base - 5))
    canvas.y = base


def _axis(canvas: _Canvas) -> None:
    timeline, words = canvas.timeline, canvas.words
    base = canvas.y
    texts = []
    for tick in timeline.ticks(WIDTHS):
        part = _percent(timeline.place(tick.day))
        level = _LEVELS[tick.fits]
        canvas.behind.append(
            tag(
                "line",
                x1=part,
                x2=part,
                y1=base,
                y2=base + (28 if tick.year else 15),
                class_=_classes("kf-grid", level),
            )
        )
        texts.append(
            tag("text", str(tick.day.year) if tick.year else words.short_month(tick.day), x=part, dx=4,
                y=base + (26 if tick.year else 13), class_=_classes("kf-strong" if tick.year else None, level) or None)
        )  # fmt: skip
    canvas.front.append(tag("g", *texts, aria_hidden="true"))
    canvas.y = base + 36


def _shape(status: MeetingStatus) -> tuple[Markup, ...]:
    if status is MeetingStatus.held:
        return (tag("circle", r=5.5, class_="kf-held"),)
    if status is MeetingStatus.planned:
        return (tag("circle", r=4.6, class_="kf-ring"),)
    cross = tag("path", d="M-3.6-3.6 3.6 3.6M3.6-3.6-3.6 3.6", class_="kf-cross")
    if status is MeetingStatus.cancelled:
        return (cross,)
    return (tag("circle", r=4.6, class_="kf-ring"), tag("path", d="M-3.2 3.2 3.2-3.2", class_="kf-cross"))


_ALARM = tag("path", d="M-8.5-8.5h17v17h-17z", class_="kf-alarm")


def meeting_says(mark: Mark, words: Words) -> str:
    """Say a meeting in one line."""
    conversations = words.list(*(words(f"conversation.{word.value}") for word in mark.conversations))
    more = f"; {words('meetings_marked')}" if mark.breached else ""
    return (
        f"{words('meeting', mark.number)}: {words.day(mark.day)}, {conversations}, "
        f"{words(f'meeting.{mark.status.value}')}{more}"
    )


def _meetings(canvas: _Canvas) -> None:
    timeline, words = canvas.timeline, canvas.words
    canvas.heading(words("meetings"))
    if not timeline.marks:
        canvas.y += 11
        canvas.front.append(tag("text", words("no_meetings"), x=0, y=canvas.y, class_="kf-strong"))
        canvas.y += 4
        return
    y = canvas.y + 20
    labels = [
        (timeline.middle_of(mark.day), half, half)
        for mark in timeline.marks
        for half in (max(7.0, _wide(str(mark.number)) / 2 + 3),)
    ]
    canvas.behind.append(tag("line", x1=0, x2="100%", y1=y, y2=y, class_="kf-grid"))
    drawn = []
    for mark, (part, _, _), level in zip(timeline.marks, labels, fit(labels, WIDTHS), strict=True):
        shapes = _shape(mark.status)
        if mark.breached:
            shapes = (_ALARM, *shapes)
        drawn.append(tag("g", tag("title", meeting_says(mark, words)), canvas.at(part, y, *shapes)))
        if level is not None:
            drawn.append(
                tag("text", str(mark.number), x=_percent(part), y=y - 11, text_anchor="middle",
                    class_=_classes("kf-strong", _LEVELS[level]))
            )  # fmt: skip
    says = f"{words('meetings')}: " + "; ".join(meeting_says(mark, words) for mark in timeline.marks[:10])
    canvas.front.append(tag("g", *drawn, role="img", aria_label=says))
    canvas.y = y + 12


def _spans(canvas: _Canvas) -> None:
    timeline, words = canvas.timeline, canvas.words
    for kind in dict.fromkeys(span.kind for span in timeline.spans):
        canvas.y += 3
        canvas.heading(words(f"event.{kind.value}"))
        drawn = []
        for span in timeline.spans:
            if span.kind is not kind:
                continue
            start = timeline.place(span.first)
            end = 1.0 if span.last is None else timeline.end_of(span.last)
            says = f"{words(f'event.{kind.value}')}: {words.range(span.first, span.last)}"
            drawn.append(
                tag("g", tag("title", says),
                    tag("rect", x=_percent(start), y=canvas.y + 3, width=_percent(end - start), height=7, rx=2,
                        class_="kf-span"), role="img")
            )  # fmt: skip
        canvas.front += drawn
        canvas.y += 12


def _phases(canvas: _Canvas) -> None:
    """Draw which regime held when, where there are several; each is named where it has room."""
    timeline, words = canvas.timeline, canvas.words
    if not timeline.phases:
        return
    canvas.y += 3
    canvas.heading(words("phases"))
    y = canvas.y + 12
    for phase in timeline.phases:
        start = timeline.place(phase.first)
        end = 1.0 if phase.last is None else timeline.end_of(phase.last)
        level = next((i for i, width in enumerate(WIDTHS) if (end - start) * width >= _wide(phase.regime) + 4), None)
        canvas.front.append(
            tag("g", tag("title", f"{phase.regime}: {words.range(phase.first, phase.last)}"),
                tag("line", x1=_percent(start), x2=_percent(start), y1=y - 11, y2=y + 12, class_="kf-grid"),
                tag("rect", x=_percent(start), y=y + 5, width=_percent(end - start), height=7, rx=2, class_="kf-span"),
                None if level is None else
                tag("text", phase.regime, x=_percent((start + end) / 2), y=y, text_anchor="middle",
                    class_=_LEVELS[level]),
                role="img")
        )  # fmt: skip
    canvas.y = y + 14


def window_says(window: Window, words: Words) -> str:
    """Say a requirement in one line: its rule, status and window."""
    finding = window.finding
    counted = words("of", finding.counted, finding.required)
    first = f"{words('from', words.day(window.first))} " if window.first is not None else ""
    return (
        f"{finding.rule}: {words(f'status.{finding.status.value}')}, {counted}, "
        f"{first}{words.due(window.last, window.projected)}"
    )


def _window(canvas: _Canvas, window: Window) -> None:
    timeline, words, finding = canvas.timeline, canvas.words, window.finding
    tone = f"kf-{TONES[finding.status]}"
    name, status = timeline.name(finding.rule, words), words(f"status.{finding.status.value}")
    more = f" · {words('of', finding.counted, finding.required)}"
    if window.last is not None or finding.status is not Status.not_required:
        more += f" · {words.due(window.last, window.projected, short=True)}"
    if finding.contested:
        more += f" · {words('contested')}"
    reach = 20 + _wide(f"{name} {status}{more}")
    level = next((i for i, width in enumerate(WIDTHS) if width >= reach), 2)
    y = canvas.y
    label = tag(
        "text",
        tag("tspan", name, class_="kf-strong"),
        " ",
        tag("tspan", status, class_="kf-said"),
        tag("tspan", more, class_=_LEVELS[level]),
        x=20,
        y=y + 14,
    )
    start = timeline.place(timeline.begin if window.first is None else window.first)
    end = 1.0 if window.last is None else timeline.end_of(window.last)
    end = max(start, end)
    bar = y + 20
    shapes = [
        tag("rect", x=_percent(start), y=bar, width=_percent(end - start), height=7, rx=2, class_="kf-window"),
    ]
    if window.projected or window.last is None:
        shapes.append(
            tag("rect", x=_percent(start), y=bar, width=_percent(end - start), height=7, rx=2, class_="kf-open")
        )
    if window.first is not None:
        shapes.append(canvas.at(start, bar, tag("path", d="M0-2V9", class_="kf-edge")))
    if window.last is not None:
        shapes.append(canvas.at(end, bar, tag("path", d="M0-2V9", class_="kf-edge")))
    else:
        shapes.append(canvas.at(end, bar, tag("path", d="M-5 0 0 3.5-5 7", class_="kf-edge")))
    late = [hit for hit in window.hits if not hit.inside]
    if late:
        part = _percent(timeline.middle_of(max(hit.day for hit in late)))
        shapes.append(tag("line", x1=_percent(end), x2=part, y1=bar + 3.5, y2=bar + 3.5, class_="kf-tail"))
    for hit in window.hits:
        shapes.append(tag("circle", cx=_percent(timeline.middle_of(hit.day)), cy=bar + 3.5, r=4.5, class_="kf-hit"))
    canvas.front.append(
        tag("g", tag("title", window_says(window, words)), sign(finding.status, x=0, y=y + 3), label, *shapes,
            role="img", class_=tone)
    )  # fmt: skip
    canvas.y = y + _ROW


def legend(timeline: Timeline, words: Words) -> Markup:
    """Say what the picture's signs mean, those that it shows."""

    def entry(text: str, *shapes: Markup, width: float = 12) -> Markup:
        return tag(
            "span",
            tag(
                "svg",
                *shapes,
                width=width,
                height=12,
                viewBox=f"0 -6 {width:g} 12",
                aria_hidden="true",
                focusable="false",
            ),
            text,
        )

    entries: list[Markup] = []
    swatches: list[Markup] = []
    present = {mark.status for mark in timeline.marks}
    for status in MeetingStatus:
        if status in present:
            text = words("one_meeting", words(f"meeting.{status.value}"))
            entries.append(entry(text, tag("g", *_shape(status), transform="translate(6 0)")))
    if any(mark.breached for mark in timeline.marks):
        entries.append(entry(words("meetings_marked"), tag("path", d="M1-5h10v10h-10z", class_="kf-alarm")))
    kinds = dict.fromkeys(kind for bar in timeline.bars if not bar.projected for kind, _ in bar.parts)
    for look, chosen in (("kf-bar", True), ("kf-bar-2", False)):
        named = [words(f"benefit.{kind.value}") for kind in kinds if (kind in _REGULAR) is chosen]
        if named:
            text = words("hours_a_month", words.list(*named))
            swatches.append(entry(text, tag("rect", x=0, y=-5, width=12, height=10, class_=look)))
    if timeline.dead:
        entries.append(
            entry(
                words("dead_meaning"),
                tag("rect", x=0, y=-5, width=20, height=10, class_="kf-bar"),
                tag("line", x1=0, x2=20, y1=0, y2=0, stroke_width=10, class_="kf-hatch"),
                width=20,
            )
        )
    if any(flag.projected for flag in timeline.flags) or any(window.projected for window in timeline.windows):
        entries.append(
            entry(words("expected_meaning"), tag("line", x1=0, x2=20, y1=0, y2=0, class_="kf-flag kf-dashed"), width=20)
        )
    if timeline.meetings > len(timeline.marks):
        entries.append(tag("span", words("more_drawn", len(timeline.marks), timeline.meetings)))
    return tag("figcaption", *swatches, *entries, class_="kf-legend")
