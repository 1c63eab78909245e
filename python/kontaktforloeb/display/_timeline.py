"""What a picture of a course shows, made once for every way of drawing it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import _core, _law
from .._terms import BenefitKind, Conversation, EventType, Insurance, MeetingStatus, Status
from .._values import Finding

if TYPE_CHECKING:
    from .._core import Assessment, Course
    from ._words import Words

__all__ = ["Bar", "Dead", "Flag", "Hit", "Mark", "Span", "Stretch", "Tick", "Timeline", "Window", "fit", "lanes"]

DAY = datetime.timedelta(days=1)
MOST_MARKS = 150  # meetings drawn
MOST_SPANS = 12  # spells drawn
_FAR = 100  # days beyond all else after which the day of assessing is named, not drawn


@dataclass(frozen=True, slots=True)
class Bar:
    """Benefit of one month, by kind; `projected`: expected, not reported."""

    month: datetime.date
    hours: float
    parts: tuple[tuple[BenefitKind, float], ...]
    projected: bool = False

    @property
    def end(self) -> datetime.date:
        """First day of the next month."""
        return next_month(self.month)


@dataclass(frozen=True, slots=True)
class Dead:
    """Days, both inclusive, whose hours count on no hour clock."""

    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasts: a job, an exemption, a deregistration. `last` None: open."""

    kind: EventType
    first: datetime.date
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the course under one regime. `last` None: open."""

    regime: str
    first: datetime.date
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A meeting; `number` counts from 1 as in the findings' sentences."""

    number: int
    day: datetime.date
    status: MeetingStatus
    conversations: tuple[Conversation, ...]
    breached: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A meeting that fills a slot of a window, inside it or after it."""

    number: int
    day: datetime.date
    inside: bool


@dataclass(frozen=True, slots=True)
class Window:
    """A requirement: its first and last day in time (None: no end on that side) and the meetings that fill it."""

    finding: Finding
    first: datetime.date | None
    last: datetime.date | None
    projected: bool
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """A day to be marked throughout: ``registered``, ``handover`` (the jobcenter's first day) or ``today``.

    `beyond`: -1 or 1 when the day lies before or after what is drawn.
    """

    kind: str
    day: datetime.date
    projected: bool = False
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Tick:
    """The start of a month or of a year on the axis; `fits`: the first of the widths for which it has room."""

    day: datetime.date
    year: bool
    fits: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that is drawn, in days; whole months from `first` to `last`, both inclusive."""

    first: datetime.date
    last: datetime.date
    begin: datetime.date  # from which on meetings count, where a window has no first day
    norm: float
    bars: tuple[Bar, ...]
    dead: tuple[Dead, ...]
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...]
    meetings: int
    windows: tuple[Window, ...]
    flags: tuple[Flag, ...]
    phases: tuple[Stretch, ...] = ()  # where there are several

    @classmethod
    def of(cls, course: Course, assessment: Assessment | None = None) -> Timeline:
        """Make the timeline of a course, and of its assessment where there is one."""
        findings = () if assessment is None else assessment.findings
        meetings = course.meetings
        marks = _marks(meetings, findings)
        windows = tuple(_window(finding, meetings) for finding in findings if finding.required is not None)
        bars = _bars(course)
        spans = _spans(course)
        flags = [Flag("registered", course.registered)]
        state = None if assessment is None else assessment.state
        if state is not None and state.handover is not None and state.handover.jobcenter_from is not None:
            bars += _expected(course, assessment, bars, state.handover.jobcenter_from)
            flags.append(Flag("handover", state.handover.jobcenter_from, state.handover.projected))

        days = [flag.day for flag in flags]
        days += [mark.day for mark in marks]
        days += [span.first for span in spans]
        days += [span.last for span in spans if span.last is not None]
        days += [day for window in windows for day in (window.first, window.last) if day is not None]
        if bars:
            days += [bars[0].month, max(bar.end for bar in bars) - DAY]
        first, last = min(days), max(days)
        as_of = course.as_of if assessment is None else assessment.as_of
        if as_of is not None:
            beyond = 1 if as_of > last + DAY * _FAR else -1 if as_of < first - DAY * _FAR else 0
            if beyond == 0:
                first, last = min(first, as_of), max(last, as_of)
            flags.append(Flag("today", as_of, beyond=beyond))
        first = first.replace(day=1)
        end = next_month(last)
        if next_month(first) == end and end.year < datetime.MAXYEAR:
            end = next_month(end)
        last = end - DAY

        # The height of the picture: a month at full benefit, or the tallest one.
        full = [norm for norm in _law.month_norms() if norm.from_ <= last][-1:]
        status = course.person.insurance[-1].status
        most = [norm.part_time if status == Insurance.part_time else norm.full_time for norm in full]
        dead = _joined((p.from_, p.to) for p in _law.dead_periods() if p.from_ <= last and p.to >= first)
        return cls(
            first=first,
            last=last,
            begin=_begin(course, as_of),
            norm=max([*most, *(bar.hours for bar in bars)], default=1.0),
            bars=bars,
            dead=dead,
            spans=spans,
            marks=marks,
            meetings=len(meetings),
            windows=windows,
            flags=tuple(flags),
            phases=() if assessment is None else _phases(assessment),
        )

    def name(self, rule: str, words: Words) -> str:
        """Name a rule; those of a later phase with their regime, for both may ask for the same conversation."""
        later = next((phase.regime for phase in self.phases[1:] if rule.startswith(f"{phase.regime}.")), None)
        return words.rule(rule) if later is None else f"{words.rule(rule)} ({later})"

    def place(self, day: datetime.date) -> float:
        """Give the start of a day as a part of the width, 0 to 1; what lies outside is drawn at the edge."""
        return min(1.0, max(0.0, (day - self.first) / (self.last + DAY - self.first)))

    def end_of(self, day: datetime.date) -> float:
        """Give the end of a day as a part of the width."""
        return min(1.0, max(0.0, ((day - self.first).days + 1) / ((self.last - self.first).days + 1)))

    def middle_of(self, day: datetime.date) -> float:
        """Give the middle of a day as a part of the width."""
        return (self.place(day) + self.end_of(day)) / 2

    def ticks(self, widths: Sequence[float]) -> tuple[Tick, ...]:
        """Give the axis: a tick for every month or year that has room for its name at one of the widths."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        steps = []  # months between names, and years between years, for each width
        for width in widths:
            month = width / months
            names = next((step for step in (1, 3, 6) if step * month >= 32), 0)
            years = next((step for step in (1, 5, 10, 50) if step * 12 * month >= 38), 100)
            steps.append((names, years))
        ticks = []
        day = self.first
        while day <= self.last:
            january = day.month == 1
            for fits, (names, _) in enumerate(steps):
                if names and (day.month - 1) % names == 0:
                    ticks.append(Tick(day, False, fits))
                    break
            if january or day == self.first:
                # A first year that is not whole is named where the next one leaves it room.
                until = 12 - (day.month - 1) if day.month > 1 else 12
                for fits, (_, years) in enumerate(steps):
                    on = january and day.year % years == 0
                    room = day == self.first and years == 1 and until * widths[fits] / months >= 38
                    if on or room or (day == self.first and until >= months):
                        ticks.append(Tick(day, True, fits))
                        break
            day = next_month(day)
        return tuple(ticks)


def next_month(day: datetime.date) -> datetime.date:
    """Give the first day of the next month."""
    return datetime.date(day.year + 1, 1, 1) if day.month == 12 else datetime.date(day.year, day.month + 1, 1)


def fit(items: Iterable[tuple[float, float, float]], widths: Sequence[float]) -> list[int | None]:
    """Give for each text the first of the widths at which it overlaps no other, or None.

    Each item is its place (a part of the width) and how far it reaches left and right of it, in pixels. What is shown
    at one width is shown at every greater one.
    """
    texts = list(items)
    fits: list[int | None] = [None] * len(texts)
    for level, width in enumerate(widths):
        taken = sorted((texts[i][0] * width - texts[i][1], texts[i][0] * width + texts[i][2])
                       for i, shown in enumerate(fits) if shown is not None)  # fmt: skip
        edge, after = float("-inf"), 0
        for i, (place, left, right) in enumerate(texts):
            if fits[i] is not None:
                continue
            start, end = place * width - left, place * width + right
            while after < len(taken) and taken[after][1] <= start:
                edge = max(edge, taken[after][1])
                after += 1
            if start >= edge and (after == len(taken) or end <= taken[after][0]):
                fits[i] = level
                edge = end
    return fits


def lanes(spans: Iterable[tuple[float, float]], gap: float = 6.0) -> list[int]:
    """Give each text the first line in which it keeps its distance from those before it."""
    taken: list[list[tuple[float, float]]] = []
    chosen = []
    for start, end in spans:
        lane = next(
            (
                i
                for i, others in enumerate(taken)
                if all(end + gap < other[0] or start > other[1] + gap for other in others)
            ),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((start, end))
        chosen.append(lane)
    return chosen


def _begin(course: Course, as_of: datetime.date | None) -> datetime.date:
    """Give the later of the course's start and the last placing in a new period."""
    placed, begin = datetime.date.min, course.registered
    for event in course.events:
        if event.date is None:
            continue
        if event.type is EventType.visited:
            begin = min(begin, event.date)
        elif event.type is EventType.placed and (as_of is None or event.date <= as_of):
            placed = max(placed, event.date)
    return max(begin, placed)


def _marks(meetings: Sequence[_core.Meeting], findings: Iterable[Finding]) -> tuple[Mark, ...]:
    breached = {i for finding in findings if finding.status is Status.breached for i in finding.meetings}
    marks = [
        Mark(i + 1, meeting.date, meeting.status, meeting.conversations, i in breached)
        for i, meeting in enumerate(meetings)
    ]
    marks.sort(key=lambda mark: (mark.day, mark.number))
    return tuple(marks[:MOST_MARKS])


def _window(finding: Finding, meetings: Sequence[_core.Meeting]) -> Window:
    hits = tuple(
        Hit(i + 1, meetings[i].date, finding.due is None or meetings[i].date <= finding.due)
        for i in finding.meetings[:MOST_MARKS]
    )
    return Window(finding, finding.not_before, finding.due, finding.due_projected, hits)


def _bars(course: Course) -> tuple[Bar, ...]:
    months: dict[tuple[int, int], dict[BenefitKind, float]] = {}
    for row in course.benefit:
        if row.month is not None:
            month = (int(row.month[:4]), int(row.month[5:7]))
        elif row.from_ is not None:
            month = (row.from_.year, row.from_.month)
        else:
            continue
        kinds = months.setdefault(month, {})
        kinds[row.kind] = round(kinds.get(row.kind, 0.0) + row.hours, 2)
    order = list(BenefitKind)
    return tuple(
        Bar(
            datetime.date(year, month, 1),
            round(sum(kinds.values()), 2),
            tuple(sorted(kinds.items(), key=lambda part: order.index(part[0]))),
        )
        for (year, month), kinds in sorted(months.items())
    )


def _expected(
    course: Course, assessment: Assessment | None, bars: tuple[Bar, ...], until: datetime.date
) -> tuple[Bar, ...]:
    """Give the months after the last reported one whose hours a projected hand-over rests on."""
    if assessment is None:
        return ()
    month = next_month(bars[-1].month) if bars else course.registered.replace(day=1)
    if month >= until:
        return ()
    clock = _core.clock(course, "benefit_consumption", as_of=assessment.as_of or until, readings=assessment.readings)
    expected = []
    before = clock.expected(month - DAY)
    while month < until:
        after = clock.expected(next_month(month) - DAY)
        hours = round(after - before, 2)
        if hours > 0:
            expected.append(Bar(month, hours, ((BenefitKind.dagpenge, hours),), projected=True))
        before, month = after, next_month(month)
    return tuple(expected)


def _spans(course: Course) -> tuple[Span, ...]:
    spans = []
    away: datetime.date | None = None
    for event in course.events:
        if event.type in (EventType.job, EventType.exempt) and event.from_ is not None:
            spans.append(Span(event.type, event.from_, event.to))
        elif event.type is EventType.deregistered and event.date is not None and away is None:
            away = event.date
        elif event.type is EventType.registered_again and event.date is not None and away is not None:
            spans.append(Span(EventType.deregistered, away, event.date - DAY))
            away = None
    if away is not None:
        spans.append(Span(EventType.deregistered, away, None))
    spans.sort(key=lambda span: (span.first, span.kind.value))
    return tuple(spans[:MOST_SPANS])


def _phases(assessment: Assessment) -> tuple[Stretch, ...]:
    """Give the phases of a course that has gone from one regime to another."""
    phases = assessment.phases
    return () if len(phases) < 2 else tuple(Stretch(phase.regime, phase.from_, phase.to) for phase in phases)


def _joined(periods: Iterable[tuple[datetime.date, datetime.date]]) -> tuple[Dead, ...]:
    """Join periods that touch."""
    joined: list[Dead] = []
    for first, last in sorted(periods):
        if joined and first <= joined[-1].last + DAY:
            joined[-1] = Dead(joined[-1].first, max(joined[-1].last, last))
        else:
            joined.append(Dead(first, last))
    return tuple(joined)


Place = Callable[[datetime.date], float]
