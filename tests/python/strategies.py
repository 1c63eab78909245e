"""Random courses: facts of all kinds, near the days and hours that decide."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

import kontaktforloeb as kf

PLACES = ["Vejle", "Aalborg", "Rebild", "Hjørring", "København", ""]
A_KASSER = ["BUPL-A", "3F", "HK-A", "other:Test", ""]
CONVERSATIONS = [c for c in kf.Conversation if c != kf.Conversation.gruppesamtale]


@st.composite
def benefit_rows(draw: st.DrawFn, registered: date, insurance: str) -> list[kf.Benefit]:
    """Draw months in a row from the registration on."""
    norm = 16033 if insurance == "full_time" else 13000
    rows = []
    year, month = registered.year, registered.month
    for _ in range(draw(st.integers(0, 6))):
        hours = draw(st.one_of(st.just(norm), st.integers(0, norm))) / 100
        kind = draw(st.sampled_from([kf.BenefitKind.dagpenge] * 5 + list(kf.BenefitKind)))
        rows.append(kf.Benefit(month=f"{year}-{month:02}", hours=hours, kind=kind))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return rows


@st.composite
def meetings(draw: st.DrawFn, registered: date) -> kf.Meeting:
    """Draw one meeting within half a year of the registration."""
    holder = draw(st.sampled_from(kf.Holder))
    return kf.Meeting(
        date=registered + timedelta(days=draw(st.integers(-10, 200))),
        conversations=draw(st.lists(st.sampled_from(CONVERSATIONS), min_size=1, max_size=2, unique=True)),
        holder=holder,
        on_behalf_of=draw(st.sampled_from(kf.Party)) if holder == "other_actor" else None,
        status=draw(st.sampled_from([kf.MeetingStatus.held] * 3 + list(kf.MeetingStatus))),
        form=draw(st.sampled_from([kf.Form.in_person] * 3 + list(kf.Form))),
        absent=draw(
            st.lists(
                st.builds(kf.Absent, party=st.sampled_from(kf.Party), why=st.sampled_from(kf.Absence)),
                max_size=1,
            )
        ),
    )


@st.composite
def events(draw: st.DrawFn, registered: date) -> list[kf.Event]:
    """Draw being visited, and perhaps an end, a move or an exemption."""
    found = []
    if draw(st.booleans()):
        found.append(kf.Event(type="visited", date=registered + timedelta(days=draw(st.integers(0, 5)))))
    later = registered + timedelta(days=draw(st.integers(10, 150)))
    extra: list[dict[str, Any]] = [
        {"type": "left_a_kasse", "date": later},
        {"type": "moved", "date": later, "municipality": "Aalborg"},
        {"type": "education_order", "date": later},
        {"type": "exempt", "from_": later, "to": later + timedelta(days=14), "reason": "less_intensive"},
        {"type": "joblog_empty", "month": later.strftime("%Y-%m"), "duty_days": 20},
        {"type": "request", "date": later, "conversation": "faellessamtale", "by": "person"},
        {"type": "choice", "date": later, "conversation": "faellessamtale", "party": "a_kasse", "by": "person",
         "choice": "declines"},
        {"type": "jobcenter_track", "date": registered},
    ]  # fmt: skip
    for keywords in draw(st.lists(st.sampled_from(extra), max_size=2, unique_by=lambda event: str(event["type"]))):
        found.append(kf.Event(**keywords))
    return found


@st.composite
def courses(draw: st.DrawFn) -> kf.Course:
    """Draw a course."""
    registered = draw(st.dates(date(2015, 5, 1), date(2026, 12, 31)))
    insurance = draw(st.sampled_from(["full_time", "part_time"]))
    return kf.Course(
        id=draw(st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=8)),
        person=kf.Person(
            insurance=insurance,
            a_kasse=draw(st.sampled_from(A_KASSER)),
            municipality=draw(st.sampled_from(PLACES)),
        ),
        registered=registered,
        benefit=draw(benefit_rows(registered, insurance)),
        meetings=draw(st.lists(meetings(registered), max_size=6)),
        events=draw(events(registered)),
        regime=draw(st.sampled_from(["auto"] * 6 + [regime.regime for regime in kf.regimes()])),
    )
