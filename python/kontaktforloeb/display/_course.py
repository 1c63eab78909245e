"""Courses and their assessments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from .. import _law
from .._terms import Severity, Verdict
from .._values import Finding, Language, Text
from ._markup import Markup, tag
from ._parts import code, facts, fold, frame, limited, section, sources, table
from ._style import TONES, VERDICT_SIGNS, sign
from ._svg import legend, picture
from ._timeline import Timeline
from ._words import Words, words

if TYPE_CHECKING:
    from .._core import Assessment, Course, Event, Meeting

__all__ = ["assessment_html", "course_html"]

MOST_FINDINGS = 20  # of one rule with one status


def assessment_html(assessment: Assessment, lang: Language = "en") -> str:
    """Give an assessment as a piece of HTML.

    Parameters
    ----------
    assessment : Assessment
        What `assess` gave.
    lang : {"en", "da"}
        English or Danish.

    Returns
    -------
    str
        One ``div`` with its own style sheet, the same for the same assessment: the verdict, the timeline, each finding
        with its sources, the course's facts.
    """
    say = words(lang)
    course = assessment.course
    return frame(
        say,
        say("assessment_of", course.id),
        _head(assessment, say),
        _picture(Timeline.of(course, assessment), say),
        *_findings(assessment, say),
        _next(assessment, say),
        fold(say("facts"), *_facts(course, say), _readings(assessment.readings, say)),
    )


def course_html(course: Course, lang: Language = "en") -> str:
    """Give a course's facts as a piece of HTML.

    Parameters
    ----------
    course : Course
        The course.
    lang : {"en", "da"}
        English or Danish.

    Returns
    -------
    str
        One ``div`` with its own style sheet, the same for the same course: the timeline and tables of the facts.
    """
    say = words(lang)
    return frame(
        say,
        say("course_of", course.id),
        tag("div", _title(course.id), class_="kf-head"),
        _picture(Timeline.of(course), say),
        *_facts(course, say),
        _readings(course.readings, say),
    )


def _title(text: str) -> Markup:
    return tag("div", tag("bdi", text), class_="kf-title", role="heading", aria_level=3)


def _picture(timeline: Timeline, say: Words) -> Markup:
    return tag("figure", picture(timeline, say), legend(timeline, say), class_="kf-picture")


@cache
def _regime_names() -> dict[str, Text]:
    return {regime.regime: regime.name for regime in _law.regimes()}


@cache
def _rule_texts() -> dict[str, Text]:
    return {rule.rule: rule.text for rule in _law.rules()}


def _head(assessment: Assessment, say: Words) -> Markup:
    verdict = assessment.verdict
    mark = VERDICT_SIGNS[verdict]
    badge = tag(
        "span",
        sign(mark),
        say(f"verdict.{'unknown' if verdict is None else verdict.value}"),
        class_=f"kf-badge kf-{TONES[mark]}",
    )
    when = say("as_planned") if assessment.as_of is None else say("as_of", say.day(assessment.as_of))
    law: list[str] = []
    if assessment.regime is not None:
        name = _regime_names().get(assessment.regime)
        law = [*([name.in_language(say.lang), " "] if name else []), code(assessment.regime)]
        if assessment.base is not None:
            law += [" (", say("over", assessment.base), ")"]
        law.append(" · ")
    sentence = assessment.reason(say.lang) if verdict is None else _state(assessment, say)
    return tag(
        "div",
        tag("div", _title(assessment.course.id), badge, class_="kf-head"),
        tag("p", *law, when, class_="kf-sub"),
        tag("p", sentence, class_="kf-say") if sentence else None,
        _clocks(assessment, say),
        _phases(assessment, say),
    )


def _phases(assessment: Assessment, say: Words) -> Markup | None:
    """Say which regime held when."""
    rows = []
    for phase in assessment.phases:
        ended = "" if phase.ended_reason is None else f" ({say(f'ended.{phase.ended_reason.value}')})"
        rows.append(tag("span", code(phase.regime), f": {say.range(phase.from_, phase.to)}{ended}"))
    return facts((say("phases"), rows)) if rows else None


def _state(assessment: Assessment, say: Words) -> str:
    """Say who is responsible, as the command's report does."""
    state = assessment.state
    if state is None or state.handover is None:
        return ""
    text = say("responsible", say(f"party.{state.responsible.value}"))
    last = state.handover.last_day
    if state.stage is not None and state.ended_reason is not None:
        when = "" if last is None else f" {say.day(last)}"
        text += f" ({say(f'stage.{state.stage.value}')}{when}: {say(f'ended.{state.ended_reason.value}')})"
    elif state.stage is not None and last is not None:
        text += f" {say('until', say.day(last))}"
        if state.handover.projected:
            text += f" ({say('expected')})"
    return f"{text[0].upper()}{text[1:]}."


def _clocks(assessment: Assessment, say: Words) -> Markup | None:
    if assessment.state is None:
        return None
    clocks, unit = assessment.state.clocks, say("hours_unit")
    parts = [] if clocks.calendar is None else [f"{clocks.calendar} {say('clock.calendar')}"]
    for name, hours in (
        ("aggregate_unemployment", clocks.aggregate_unemployment),
        ("benefit_consumption", clocks.benefit_consumption),
    ):
        parts.append(f"{say.hours(hours)} {unit} {say(f'clock.{name}')}")
    return tag("p", " · ".join(parts), class_="kf-sub")


def _findings(assessment: Assessment, say: Words) -> Iterator[Markup]:
    if assessment.verdict is None:
        return
    course = assessment.course
    meetings, texts = course.meetings, _rule_texts()
    seen: dict[tuple[str, str], int] = {}
    items = []
    for finding in assessment.findings:
        kind = (finding.rule, finding.status.value)
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= MOST_FINDINGS:
            items.append(_finding(finding, meetings, course.file, texts.get(finding.rule), say))
    more = [
        tag("p", say("more_findings", count - MOST_FINDINGS, rule, say(f"status.{status}")), class_="kf-soft")
        for (rule, status), count in seen.items()
        if count > MOST_FINDINGS
    ]
    yield section(say("findings"))
    yield tag("div", *items, class_="kf-list", role="list", aria_label=say("findings"))
    yield from more


def _finding(finding: Finding, meetings: Sequence[Meeting], file: str | None, rule: Text | None, say: Words) -> Markup:
    status = say(f"status.{finding.status.value}")
    due = None
    if finding.required is not None and finding.due is not None:
        due = tag("span", say.due(finding.due, finding.due_projected), class_="kf-due")
    contested = []
    if finding.contested_by is not None:
        by = finding.contested_by
        then = say("not_there") if by.status is None else say(f"status.{by.status.value}")
        contested = [say("contested_with", f"{by.reading}={by.value}", then)]
    fills = finding.severity is Severity.none or finding.required is not None
    place = []
    if finding.position is not None:
        place = [code(f"{file or ''}:{finding.position.line}:{finding.position.column}")]
    summary = tag(
        "summary",
        sign(finding.status),
        tag(
            "span",
            tag(
                "span",
                tag("span", status, class_="kf-word"),
                " ",
                code(finding.rule),
                " ",
                tag("span", say("contested"), class_="kf-tag") if finding.contested else None,
                due,
                class_="kf-line-1",
            ),
            " ",
            tag("span", finding.message(say.lang), class_="kf-message"),
        ),
        class_="kf-finding",
    )
    more = facts(
        (say("rule"), [rule.in_language(say.lang)] if rule is not None else []),
        (
            say("counting" if fills else "offending"),
            limited([_meeting(i, meetings[i], say) for i in finding.meetings], say),
        ),
        (
            say("not_counted"),
            limited(
                [f"{_meeting(no.meeting, meetings[no.meeting], say)}: {say(f'why.{no.why.value}')}"
                 for no in finding.not_counted], say
            ),
        ),
        (say("contested_title"), contested),
        (say("place"), place),
        (say("sources"), sources(finding.basis, say)),
    )  # fmt: skip
    return tag(
        "div",
        tag("details", summary, tag("div", more, class_="kf-more")),
        role="listitem",
        class_=f"kf-{TONES[finding.status]}",
        aria_label=f"{finding.rule}: {status}",
    )


def _meeting(place: int, meeting: Meeting, say: Words) -> str:
    conversations = say.list(*(say(f"conversation.{word.value}") for word in meeting.conversations))
    return f"{say('meeting', place + 1)}, {say.day(meeting.date)}, {conversations}"


def _next(assessment: Assessment, say: Words) -> Markup | None:
    if not assessment.next or assessment.verdict is Verdict.fulfilled:
        return None
    rows = [(say.due(item.due, item.due_projected), code(item.rule)) for item in assessment.next]
    return tag("div", section(say("next")), facts(*((due, [rule]) for due, rule in rows)))


def _readings(readings: dict[str, str], say: Words) -> Markup | None:
    return _readings_in_use(tuple(readings.items()), say) if readings else None


@lru_cache(maxsize=64)
def _readings_in_use(readings: tuple[tuple[str, str], ...], say: Words) -> Markup:
    defaults = _law.readings()
    rows = []
    for name, value in readings:
        usual = defaults.get(name, ("",))[0] == value
        shown = tag("span", code(value), f" ({say('default')})") if usual else tag("b", code(value))
        rows.append((code(name), [shown]))
    return fold(say("readings"), facts(*rows))


def _known(value: bool | None, say: Words) -> list[str]:
    return [] if value is None else [say("yes" if value else "no_word")]


def _facts(course: Course, say: Words) -> Iterator[Markup]:
    person = course.person
    insurance = [
        " ".join(part for part in (say(f"insurance.{change.status.value}"), say.range(change.from_, None)) if part)
        for change in person.insurance
    ]
    yield facts(
        (say("insurance"), insurance),
        (say("a_kasse"), [person.a_kasse or say("not_known")]),
        (say("municipality"), [person.municipality or say("not_known")]),
        (say("birth_year"), [] if person.birth_year is None else [str(person.birth_year)]),
        (say("qualifying_education"), _known(person.qualifying_education, say)),
        (say("vocational_education_outdated"), _known(person.vocational_education_outdated, say)),
        (say("registered"), [say.day(course.registered)]),
        (say("placed"), [] if course.placed is None else [say.day(course.placed)]),
    )
    meetings = course.meetings
    if meetings:
        yield table(
            say,
            say("meetings"),
            (say("no"), say("date"), say("conversations"), say("holder"), say("status"), say("form")),
            (_meeting_row(i, meeting, say) for i, meeting in enumerate(meetings)),
            len(meetings),
            named=True,
        )
    benefit = course.benefit
    if benefit:
        yield table(
            say,
            say("benefit"),
            (say("period"), say("hours"), say("kind")),
            (
                (
                    _month(row.month, say) if row.month is not None else say.range(row.from_, row.to),
                    say.hours(row.hours),
                    say(f"benefit.{row.kind.value}"),
                )
                for row in benefit
            ),
            len(benefit),
        )
    events = course.events
    if events:
        yield table(
            say,
            say("events"),
            (say("period"), say("event"), ""),
            (
                (
                    say.range(event.from_, event.to)
                    or (say.day(event.date) if event.date is not None else _month(event.month or "", say)),
                    say(f"event.{event.type.value}"),
                    _event_more(event, say),
                )
                for event in events
            ),
            len(events),
        )
    observed = course.observed
    if observed:
        yield table(
            say,
            say("observed"),
            (say("date"), say("clock"), say("hours")),
            ((say.day(row.date), say(f"clock.{row.clock.value}"), say.hours(row.hours)) for row in observed),
            len(observed),
        )


def _month(month: str, say: Words) -> str:
    year, _, number = month.partition("-")
    return say.month_of(int(year), int(number)) if number else month


def _meeting_row(place: int, meeting: Meeting, say: Words) -> tuple[str, ...]:
    holder = say(f"party.{meeting.holder.value}")
    if meeting.on_behalf_of is not None:
        holder = say("on_behalf_of", holder, say(f"party.{meeting.on_behalf_of.value}"))
    status = [say(f"meeting.{meeting.status.value}")]
    status += [say("absent", say(f"party.{a.party.value}"), say(f"absence.{a.why.value}")) for a in meeting.absent]
    more = [] if meeting.track is None else [say(f"track.{meeting.track.value}")]
    form = [say(f"form.{meeting.form.value}")]
    if meeting.summoned is not None:
        form.append(say("summoned", say.day(meeting.summoned)))
    named = f"{place + 1} ({meeting.id})" if meeting.id else str(place + 1)
    conversations = say.list(*(say(f"conversation.{word.value}") for word in meeting.conversations))
    return (
        named,
        say.day(meeting.date),
        "; ".join([conversations, *more, *meeting.themes]),
        holder,
        "; ".join(status),
        "; ".join(form),
    )


def _event_more(event: Event, say: Words) -> str:
    parts = [event.municipality] if event.municipality else []
    if event.conversation is not None:
        number = "" if event.ordinal is None else f" {event.ordinal}"
        parts.append(say(f"conversation.{event.conversation.value}") + number)
    parts += [say(f"party.{who.value}") for who in (event.party, event.by) if who is not None]
    if event.choice is not None:
        parts.append(say(f"choice.{event.choice.value}"))
    if event.reason is not None:
        parts.append(say(f"exempt.{event.reason.value}"))
    if event.outcome is not None:
        parts.append(say(f"outcome.{event.outcome.value}"))
    if event.duty_days is not None:
        parts.append(say("duty_days", event.duty_days))
    return ", ".join(parts)
