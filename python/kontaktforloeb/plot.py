"""The timeline of an assessment through matplotlib; shows what the HTML picture shows."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from ._extras import need
from ._terms import BenefitKind, MeetingStatus, Status
from ._values import Language
from .display._style import DARK, LIGHT, MARKERS, TONES
from .display._timeline import Timeline, Window, lanes
from .display._words import Words, words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ._core import Assessment

__all__ = ["plot"]

_BARS = 1.7  # height of the tallest bar; a row is 1
_LANE = 0.5
_CHARACTER = 5.2  # generous width of a character of the small text, points
_SMALL = 8.0
_REGULAR = (BenefitKind.dagpenge, BenefitKind.loentilskud)


def plot(assessment: Assessment, ax: Axes | None = None, *, lang: Language = "en") -> Axes:
    """Draw the timeline of an assessment.

    Benefit by month, dead periods, the window of each requirement with the meetings that fill it, all meetings, which
    regime held when if there are several, the hand-over and the day of assessing; what rests on months that are not
    reported is dashed.

    Parameters
    ----------
    assessment : Assessment
        What `assess` gave.
    ax : matplotlib.axes.Axes, optional
        Where to draw; without it a new figure of pyplot's.
    lang : {"en", "da"}
        English or Danish.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on.

    Raises
    ------
    ImportError
        If matplotlib is not installed; names the extra that brings it.
    """
    say = words(lang)
    timeline = Timeline.of(assessment.course, assessment)
    if ax is None:
        rows = 5.5 + len(timeline.windows) + len({span.kind for span in timeline.spans}) + 1.5 * bool(timeline.phases)
        axes: Axes = need("matplotlib.pyplot").subplots(figsize=(9, 0.42 * rows + 0.5), layout="constrained")[1]
    else:
        need("matplotlib")
        axes = ax
    _Drawing(axes, timeline, say).draw(assessment)
    return axes


class _Drawing:
    """Puts the rows of one picture below each other; the bars stand on 0."""

    def __init__(self, axes: Axes, timeline: Timeline, say: Words) -> None:
        self.axes = axes
        self.timeline = timeline
        self.say = say
        red, green, blue = need("matplotlib.colors").to_rgb(axes.get_facecolor())
        self.colours = LIGHT if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else DARK
        self.ground = (red, green, blue)
        self.figure = cast(Any, axes.get_figure())
        self.width = axes.get_window_extent().width * 72 / self.figure.dpi  # points
        self.x: Callable[[datetime.date], float] = need("matplotlib.dates").date2num
        self.day = self.width / ((timeline.last - timeline.first).days + 1)  # points
        self.left, self.right = self.x(timeline.first), self.x(timeline.last) + 1
        self.y = 0.0

    def draw(self, assessment: Assessment) -> None:
        """Draw everything."""
        timeline, say, axes = self.timeline, self.say, self.axes
        top = self._benefit()
        self._meetings()
        self._spans()
        self._phases()
        for window in timeline.windows:
            self._window(window)
        bottom = self.y - 0.3
        for i, dead in enumerate(timeline.dead):
            axes.axvspan(
                self.x(dead.first), self.x(dead.last) + 1, facecolor=self.colours["dead"], alpha=0.18, hatch="///",
                edgecolor=self.colours["soft"], linewidth=0, zorder=0, gid="dead",
                label=None if i else say("dead_meaning"),
            )  # fmt: skip
        top = self._flags(top, bottom)
        axes.xaxis_date()
        axes.set_xlim(self.left, self.right)
        axes.set_ylim(bottom, top)
        self._axis()
        verdict = "unknown" if assessment.verdict is None else assessment.verdict.value
        name = assessment.course.id
        name = name if len(name) <= 60 else f"{name[:59]}…"
        handles, labels = axes.get_legend_handles_labels()
        if handles:
            legend = axes.legend(
                handles, labels, loc="upper left", bbox_to_anchor=(0, 0), ncols=3,
                bbox_transform=need("matplotlib.transforms").offset_copy(axes.transAxes, self.figure, 0, -29, "points"),
                frameon=False, fontsize=_SMALL, labelcolor=self.colours["soft"], borderaxespad=0, handlelength=1.6,
                borderpad=0, alignment="left",
            )  # fmt: skip
            if timeline.meetings > len(timeline.marks):
                legend.set_title(say("more_drawn", len(timeline.marks), timeline.meetings))
                legend.get_title().set(fontsize=_SMALL, color=self.colours["soft"])
        axes.set_title(
            f"{name}: {say(f'verdict.{verdict}')}", loc="left", fontsize=10, color=self.colours["ink"], parse_math=False
        )

    def _text(self, x: float, y: float, text: str, colour: str = "soft", **options: Any) -> None:
        written = self.axes.text(
            x, y, text, color=self.colours[colour], fontsize=_SMALL, parse_math=False, clip_on=False, **options
        )
        # Lines end before the letters.
        written.set_path_effects([need("matplotlib.patheffects").withStroke(linewidth=3, foreground=self.ground)])

    def _benefit(self) -> float:
        timeline, say = self.timeline, self.say
        # Each look is named once.
        kinds = dict.fromkeys(kind for bar in timeline.bars if not bar.projected for kind, _ in bar.parts)
        names = {"expected": say("expected_meaning")}
        for look, chosen in (("bar", True), ("bar-2", False)):
            named = [say(f"benefit.{kind.value}") for kind in kinds if (kind in _REGULAR) is chosen]
            names[look] = say("hours_a_month", say.list(*named))
        for bar in timeline.bars:
            days = (bar.end - bar.month).days
            left = self.x(bar.month)
            base = 0.0
            for kind, hours in bar.parts:
                height = _BARS * hours / timeline.norm
                look = "expected" if bar.projected else "bar" if kind in _REGULAR else "bar-2"
                self.axes.bar(
                    left + 0.07 * days,
                    height,
                    width=0.86 * days,
                    bottom=base,
                    align="edge",
                    facecolor="none" if bar.projected else self.colours[look],
                    edgecolor="none" if look == "bar" else self.colours["bar"],
                    linestyle="--" if bar.projected else "-",
                    label=names.pop(look, None),
                    gid=f"benefit {bar.month:%Y-%m} {'expected' if bar.projected else kind.value}",
                )
                base += height
            text = say.hours(bar.hours)
            if len(text) * _CHARACTER <= days * self.day:
                self._text(left + days / 2, base + 0.08, text, ha="center", va="bottom")
        self.axes.axhline(0, color=self.colours["soft"], linewidth=0.8, gid="baseline")
        if not timeline.bars:
            self._text(self.left, 0.12, say("no_benefit"), va="bottom")
        return _BARS + 0.65

    def _axis(self) -> None:
        timeline, axes = self.timeline, self.axes
        names: dict[datetime.date, list[str]] = {}
        for tick in timeline.ticks((self.width * 1.15,)):
            lines = names.setdefault(tick.day, ["", ""])
            lines[tick.year] = str(tick.day.year) if tick.year else self.say.short_month(tick.day)
        axes.set_xticks(
            [self.x(day) for day in names], ["\n".join(lines) for lines in names.values()], fontsize=_SMALL, ha="left",
            color=self.colours["soft"],
        )  # fmt: skip
        axes.set_yticks([])
        axes.tick_params(axis="x", length=4, color=self.colours["rule"])
        for side in ("left", "right", "top"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(self.colours["rule"])

    def _meetings(self) -> None:
        timeline, say = self.timeline, self.say
        self._text(self.left, -0.5, say("meetings"), va="center")
        y = -1.4
        looks: dict[MeetingStatus, dict[str, Any]] = {
            MeetingStatus.held: {"marker": "o", "facecolor": self.colours["ink"]},
            MeetingStatus.planned: {"marker": "o", "facecolor": "none", "edgecolor": self.colours["ink"]},
            MeetingStatus.cancelled: {"marker": "x", "facecolor": self.colours["soft"]},
            MeetingStatus.no_show: {"marker": "D", "facecolor": "none", "edgecolor": self.colours["soft"]},
        }
        for status, look in looks.items():
            marks = [mark for mark in timeline.marks if mark.status is status]
            if marks:
                days = [self.x(mark.day) + 0.5 for mark in marks]
                label = say("one_meeting", say(f"meeting.{status.value}"))
                self.axes.scatter(days, [y] * len(marks), s=32, zorder=3, label=label, gid=f"meetings {status}", **look)
        alarms = [self.x(mark.day) + 0.5 for mark in timeline.marks if mark.breached]
        if alarms:
            self.axes.scatter(
                alarms, [y] * len(alarms), s=120, marker="s", facecolor="none", edgecolor=self.colours["bad"], zorder=2,
                label=say("meetings_marked"), gid="meetings breached",
            )  # fmt: skip
        edge = float("-inf")
        for mark in timeline.marks:
            x = timeline.middle_of(mark.day) * self.width
            half = len(str(mark.number)) * _CHARACTER / 2 + 1
            if x - half >= edge:
                self._text(
                    self.x(mark.day) + 0.5, y + 0.25, str(mark.number), "ink", ha="center", va="bottom", weight="bold"
                )
                edge = x + half
        self.y = -2.05

    def _spans(self) -> None:
        timeline = self.timeline
        for kind in dict.fromkeys(span.kind for span in timeline.spans):
            self._text(self.left, self.y, self.say(f"event.{kind.value}"), va="center")
            for span in timeline.spans:
                if span.kind is kind:
                    last = self.right if span.last is None else self.x(span.last) + 1
                    self.axes.hlines(
                        self.y - 0.35, self.x(span.first), last, colors=self.colours["soft"], linewidth=5, alpha=0.5,
                        gid=f"span {kind}",
                    )  # fmt: skip
            self.y -= 1

    def _phases(self) -> None:
        if not self.timeline.phases:
            return
        self._text(self.left, self.y, self.say("phases"), va="center")
        for phase in self.timeline.phases:
            first = self.x(phase.first)
            last = self.right if phase.last is None else self.x(phase.last) + 1
            self.axes.hlines(
                self.y - 0.9, first, last, colors=self.colours["soft"], linewidth=5, alpha=0.5,
                gid=f"phase {phase.regime}",
            )  # fmt: skip
            self.axes.vlines(
                first,
                self.y - 1.1,
                self.y - 0.7,
                colors=self.colours["ink"],
                linewidth=1.0,
                gid=f"phase {phase.regime}",
            )
            if len(phase.regime) * _CHARACTER + 4 <= (last - first) * self.day:
                self._text((first + last) / 2, self.y - 0.5, phase.regime, ha="center", va="center")
        self.y -= 1.5

    def _window(self, window: Window) -> None:
        timeline, say, finding = self.timeline, self.say, window.finding
        tone = self.colours[TONES[finding.status]]
        first = self.x(timeline.begin if window.first is None else window.first)
        last = self.right if window.last is None else self.x(window.last) + 1
        dashed = window.projected or window.last is None
        y = self.y - 0.45
        self.axes.barh(
            y, max(last - first, 0.0), left=first, height=0.26,
            facecolor=(tone, 0.25), edgecolor=tone if dashed else "none", linestyle="--" if dashed else "-",
            gid=f"window {finding.rule}",
        )  # fmt: skip
        edges = [first] if window.first is not None else []
        edges += [last] if window.last is not None else []
        if edges:
            self.axes.vlines(edges, y - 0.24, y + 0.24, colors=tone, linewidth=1.8, gid=f"edges {finding.rule}")
        if window.hits:
            self.axes.scatter(
                [self.x(hit.day) + 0.5 for hit in window.hits], [y] * len(window.hits), s=30, color=tone, zorder=3,
                gid=f"hits {finding.rule}",
            )  # fmt: skip
        late = [self.x(hit.day) + 0.5 for hit in window.hits if not hit.inside]
        if late:
            self.axes.hlines(y, last, max(late), colors=tone, linewidth=1.2, linestyle=":", gid=f"late {finding.rule}")
        text = f"{timeline.name(finding.rule, say)}: {say(f'status.{finding.status.value}')}"
        more = [say("of", finding.counted, finding.required)]
        if window.last is not None or finding.status is not Status.not_required:
            more.append(say.due(window.last, window.projected, short=True))
        if finding.contested:
            more.append(say("contested"))
        whole = " · ".join([text, *more])
        sign = 9 / self.day  # days
        self.axes.scatter(
            [self.left + sign / 2], [self.y], s=28, marker=MARKERS[finding.severity], color=tone, zorder=3,
            gid=f"sign {finding.rule}",
        )  # fmt: skip
        fits = len(whole) * _CHARACTER <= self.width
        self._text(self.left + sign * 1.4, self.y, whole if fits else text, TONES[finding.status], va="center")
        self.y -= 1

    def _flags(self, top: float, bottom: float) -> float:
        timeline, say = self.timeline, self.say
        texts, spans = [], []
        for flag in timeline.flags:
            part = timeline.place(flag.day) if flag.beyond == 0 else float(flag.beyond > 0)
            text = f"{say(flag.kind)} {say.short_day(flag.day)}"
            if flag.projected:
                text += f" ({say('expected')})"
            if flag.beyond != 0:
                text = f"{text} →" if flag.beyond > 0 else f"← {text}"
            reach, x = len(text) * _CHARACTER + 4, part * self.width
            right = part <= 0.5
            texts.append((text, right, part))
            spans.append((x, x + reach) if right else (x - reach, x))
        chosen = lanes(spans)
        ceiling = top + _LANE * (max(chosen) + 1)
        styles = {"registered": ("soft", 0.8), "handover": ("ink", 1.0), "today": ("plan", 1.4)}
        for flag, (text, right, _), lane in zip(timeline.flags, texts, chosen, strict=True):
            colour, width = styles[flag.kind]
            y = ceiling - _LANE * (lane + 0.5)
            edge = self.left if flag.beyond < 0 else self.right if flag.beyond > 0 else self.x(flag.day)
            if flag.beyond == 0:
                self.axes.vlines(
                    edge, 0 if flag.kind == "registered" else bottom, y, colors=self.colours[colour],
                    linewidth=width, linestyle="--" if flag.projected else "-", zorder=1, gid=f"flag {flag.kind}",
                )  # fmt: skip
            padded = f" {text}" if right else f"{text} "
            self._text(edge, y, padded, "ink", ha="left" if right else "right", va="center")
        return ceiling
