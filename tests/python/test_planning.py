"""Plans, deadlines and repairs: what they promise holds when the course is judged, and calendars read back."""

from __future__ import annotations

import datetime
import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import jsonschema
import pandas
import polars
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kontaktforloeb as kf

from .conftest import example_files
from .strategies import courses

Run = Callable[..., "subprocess.CompletedProcess[str]"]
DAY = date(2021, 9, 8)
NAMES = vars(kf) | {"datetime": datetime}

quiet = settings(
    deadline=None, derandomize=True, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def trial(**changes: Any) -> kf.Course:
    """Give a course of the trial without meetings."""
    return kf.Course(
        id="member-7",
        person=kf.Person(insurance="full_time", a_kasse="BUPL-A", municipality="Vejle"),
        registered=date(2021, 9, 6),
        benefit=[kf.Benefit(month="2021-09", hours=140.60)],
        events=[kf.Event(type="visited", date=date(2021, 9, 6))],
    ).replace(**changes)


def meeting(day: date, *conversations: str, **more: Any) -> kf.Meeting:
    return kf.Meeting(**({"date": day, "conversations": conversations, "holder": "a_kasse"} | more))


def faulty() -> kf.Course:
    """Give a course whose booked meetings do not keep the law: two conversations that may not share a meeting."""
    return trial(
        meetings=[
            meeting(date(2021, 9, 17), "cv_samtale", "jobsamtale"),
            meeting(date(2021, 10, 19), "jobsamtale", "faellessamtale"),
            meeting(date(2021, 11, 23), "raadighedssamtale"),
        ]
    )


def far(course: kf.Course) -> kf.Course:
    """Give a course whose id sorts and reads badly in calendars."""
    return course.replace(id="en,lang;række\\af ord, så lange som Rødgrød med fløde på 75 oktetter – æøåÆØÅ")


# The example of the trial


def test_a_plan_of_three_meetings() -> None:
    plan = kf.plan(trial(), DAY)
    assert (plan.feasible, plan.proven, plan.prefer, plan.regime) == (True, True, kf.Prefer.spread, "trial_2020")
    assert len(plan.proposed) == kf.minimum_meetings("trial_2020") == 3
    assert (plan.conflicts, plan.kept, plan.given_up, plan.waiting, plan.later, plan.undecided) == ((),) * 6
    first = plan.proposed[0]
    assert first.conversations == (kf.Conversation.cv_samtale, kf.Conversation.jobsamtale)
    assert (first.holder, first.form) == (kf.Party.a_kasse, kf.Form.in_person)
    assert first.discharges == ("trial_2020.cv_samtale", "trial_2020.jobsamtale")
    assert first.window == kf.DayRange(from_=date(2021, 9, 9), to=date(2021, 9, 20))
    assert first.why("da") == first.why.da != first.why() == first.why.en
    assert plan.course().meetings == tuple(
        kf.Meeting(date=one.date, conversations=one.conversations, holder=one.holder) for one in plan.proposed
    )
    assert plan.original == trial() and plan.as_of == DAY and plan.reason() is None
    assert plan.completed == kf.assess(plan.course(), as_of=DAY)
    assert plan.completed.verdict == kf.Verdict.fulfilled


def test_the_day_is_the_courses_own_as_for_assess() -> None:
    assert kf.plan(trial(as_of=DAY)).as_of == kf.repair(trial(as_of=DAY)).as_of == DAY
    assert kf.plan(trial()).as_of == date.today()
    assert kf.plan(trial(as_of=DAY)) == kf.plan(trial(as_of=DAY), as_of=DAY)
    assert kf.deadlines(trial(as_of=DAY)) == kf.deadlines(trial(), DAY)


def test_what_is_held_and_booked_stays_unless_it_may_move() -> None:
    course = trial(
        meetings=[
            meeting(date(2021, 9, 7), "cv_samtale", "jobsamtale", status="held"),
            meeting(date(2021, 11, 29), "jobsamtale", "faellessamtale"),
        ]
    )
    plan = kf.plan(course, DAY)
    assert (plan.kept, plan.given_up) == ((0, 1), ())
    assert [conflict.why for conflict in plan.conflicts] == [kf.ConflictReason.booked]
    assert plan.conflicts[0].rule == "trial_2020.merging"
    assert plan.conflicts[0].message("da").startswith("Et aftalt møde bryder reglen")
    moved = kf.plan(course, DAY, move_booked=True)
    assert (moved.feasible, moved.kept, moved.given_up) == (True, (0,), (1,))
    assert moved.course().meetings[0] == course.meetings[0]
    assert len(moved.course().meetings) == 1 + len(moved.proposed)
    assert moved.completed.verdict == kf.Verdict.fulfilled


def test_what_is_past_is_a_conflict() -> None:
    plan = kf.plan(trial(), date(2021, 10, 1))
    conflict = plan.conflicts[0]
    assert not plan.feasible and plan.proposed
    assert (conflict.rule, conflict.why, conflict.status, conflict.due) == (
        "trial_2020.cv_samtale",
        kf.ConflictReason.passed,
        kf.Status.missed,
        date(2021, 9, 20),
    )


def test_a_horizon_leaves_the_rest_for_later() -> None:
    plan = kf.plan(trial(), DAY, horizon=date(2021, 9, 30))
    assert [one.discharges for one in plan.proposed] == [("trial_2020.cv_samtale",)]
    assert set(plan.later) == {f"trial_2020.{name}" for name in ("jobsamtale", "faellessamtale", "raadighedssamtale")}


def test_without_known_law_nothing_is_planned_and_the_reason_told() -> None:
    course = trial(registered=date(2015, 1, 5), benefit=[], events=[])
    plan, repair = kf.plan(course, date(2015, 1, 20)), kf.repair(course, date(2015, 1, 20))
    assert (plan.feasible, plan.proposed, plan.regime, plan.course()) == (False, (), None, course)
    assert plan.reason() == repair.reason() == kf.assess(course, as_of=date(2015, 1, 20)).reason()
    assert plan.reason("da") == repair.reason("da") != plan.reason()
    assert (repair.possible, repair.size, repair.course()) == (False, 0, course)
    assert kf.deadlines(course, date(2015, 1, 20)) == ()
    assert plan.to_dict()["courses"][0]["reason"] == plan.reason()


def test_deadlines() -> None:
    cv, jobs, *_ = found = kf.deadlines(trial(), DAY)
    assert (cv.rule, cv.status, cv.to_hold, cv.due, cv.due_projected) == (
        "trial_2020.cv_samtale",
        kf.Status.open,
        1,
        date(2021, 9, 20),
        False,
    )
    assert (cv.slack_days, cv.clock, cv.slack_hours, cv.last_feasible_day) == (12, "calendar", None, cv.due)
    assert (jobs.to_hold, jobs.clock, jobs.due_projected) == (2, "benefit_consumption", True)
    # Three meetings for four conversations, one a day: the last three open days of November are too late for more.
    assert jobs.last_feasible_day == date(2021, 11, 26)
    assert jobs.slack_hours == kf.clock(trial(), "benefit_consumption").expected(date(2021, 11, 30)) - kf.clock(
        trial(), "benefit_consumption"
    ).expected(DAY)
    assert [one.due for one in found] == sorted(one.due for one in found if one.due)
    closed = kf.deadlines(trial(), DAY, closed=[date(2021, 9, 20), date(2021, 11, 30)])
    assert closed[0].last_feasible_day == date(2021, 9, 17)
    assert closed[1].last_feasible_day == date(2021, 11, 25)


def test_what_comes_next_says_how_long_there_is() -> None:
    assessment = kf.assess(trial(), as_of=DAY)
    by_rule = {one.rule: one for one in kf.deadlines(trial(), DAY)}
    for one, written in zip(assessment.next, assessment.to_dict()["courses"][0]["next"], strict=True):
        deadline = by_rule[one.rule]
        assert (one.slack_days, one.last_feasible_day) == (deadline.slack_days, deadline.last_feasible_day)
        assert written["slack_days"] == one.slack_days
        assert date.fromisoformat(written["last_feasible_day"]) == one.last_feasible_day
    planned = kf.assess(faulty(), as_planned=True)
    assert all((one.slack_days, one.last_feasible_day) == (None, None) for one in planned.next)
    assert all(one["slack_days"] is None for one in planned.to_dict()["courses"][0]["next"])


def test_a_repair_and_its_alternatives() -> None:
    repair = kf.repair(faulty(), DAY)
    assert (repair.possible, repair.proven, repair.beyond_repair, repair.late_still) == (True, True, (), ())
    assert repair.size == len(repair.edits) > 0
    assert repair.alternatives
    for which, edits in enumerate((repair.edits, *repair.alternatives)):
        assert len(edits) == repair.size
        repaired = repair.course(which)
        assert kf.assess(repaired, as_of=DAY).verdict == kf.Verdict.fulfilled
        assert kf.repair(repaired, DAY).size == 0
    for wrong in (-1, len(repair.alternatives) + 1):
        with pytest.raises(ValueError, match=f"alternative: {wrong} is not a whole number from 0 to "):
            repair.course(wrong)
    with pytest.raises(ValueError, match="alternative: 1 is not 0; there are no alternatives"):
        kf.repair(repair.course(), DAY).course(1)


def test_a_plan_is_repaired_as_planned() -> None:
    repair = kf.repair(faulty(), as_planned=True)
    assert repair.as_planned and repair.possible
    assert kf.assess(faulty(), as_planned=True).verdict == kf.Verdict.violated
    assert kf.assess(repair.course(), as_planned=True).verdict == kf.Verdict.fulfilled
    with pytest.raises(ValueError, match="as_of"):
        kf.repair(faulty(), DAY, as_planned=True)


@pytest.mark.parametrize(
    ("meetings", "op", "expected"),
    [
        pytest.param(
            [meeting(date(2021, 9, 24), "cv_samtale", "jobsamtale", id="m", summoned=date(2021, 9, 23))],
            "move",
            {"id": "m", "conversations": ("cv_samtale", "jobsamtale"), "summoned": None},
            id="a summons for a later day was for the old one",
        ),
        pytest.param(
            [meeting(date(2021, 9, 17), "cv_samtale", "jobsamtale", id="m", holder="other_actor",
                     on_behalf_of="jobcenter", summoned=date(2021, 9, 9))],
            "change",
            {"id": "m", "holder": "a_kasse", "on_behalf_of": None, "summoned": date(2021, 9, 9)},
            id="holder",
        ),
        pytest.param(
            [meeting(date(2021, 9, 17), "cv_samtale", "jobsamtale", form="letter", id="m")],
            "change",
            {"id": "m", "form": "in_person", "date": date(2021, 9, 17)},
            id="form",
        ),
    ],
)  # fmt: skip
def test_edits_keep_what_they_do_not_change(meetings: list[kf.Meeting], op: str, expected: dict[str, Any]) -> None:
    rest = [
        meeting(date(2021, 10, 19), "jobsamtale"),
        meeting(date(2021, 11, 23), "faellessamtale", "raadighedssamtale"),
    ]
    course = trial(meetings=[*meetings, *rest])
    repair = kf.repair(course, DAY)
    (edit,) = repair.edits
    assert (edit.op, edit.meeting, edit.from_) == (op, 0, meetings[0].date)
    changed = repair.course().meetings
    assert changed[1:] == tuple(rest)
    for name, value in expected.items():
        assert getattr(changed[0], name) == value, name
    assert kf.assess(repair.course(), as_of=DAY).verdict == kf.Verdict.fulfilled


def test_a_split_meeting_keeps_the_rest() -> None:
    repair = kf.repair(faulty(), DAY)
    for which, (edit,) in enumerate((repair.edits, *repair.alternatives)):
        assert edit.op == kf.EditOp.split
        meetings = repair.course(which).meetings
        assert len(meetings) == len(faulty().meetings) + 1
        kinds = set(meetings[1].conversations) | set(meetings[-1].conversations)
        assert kinds == set(faulty().meetings[1].conversations)
        assert (meetings[-1].conversations, meetings[-1].date) == (edit.conversations, edit.date)
        assert meetings[1].date == edit.from_


# Values


def test_results_are_values() -> None:
    plan, repair = kf.plan(trial(), DAY), kf.repair(faulty(), DAY)
    conflict = kf.plan(trial(), date(2021, 10, 1)).conflicts
    assert plan == kf.plan(trial(), DAY) and hash(plan) == hash(kf.plan(trial(), DAY))
    assert plan not in (kf.plan(trial(), DAY, prefer="latest"), repair)
    assert kf.plan(trial(), DAY, closed=[DAY, date(2021, 9, 7), DAY]) == kf.plan(
        trial(), DAY, closed={date(2021, 9, 7), DAY}
    )
    edits = [edit for edits in (repair.edits, *repair.alternatives) for edit in edits]
    for value in (
        plan,
        repair,
        kf.plan(
            trial(),
            DAY,
            prefer="latest",
            closed=[date(2021, 9, 20)],
            office_closing_days=True,
            horizon=date(2021, 12, 1),
            move_booked=True,
            regime="trial_2020",
            readings={"handover_test": "immediate"},
            admitted=[kf.Admitted(a_kasse="HK", municipalities=["Vejle"])],
        ),
        kf.repair(faulty(), as_planned=True, closed=[date(2021, 9, 20)], office_closing_days=True),
        *plan.proposed,
        *conflict,
        *kf.deadlines(trial(), DAY),
        *edits,
    ):
        again = eval(repr(value), NAMES)
        assert again == value and hash(again) == hash(value) and repr(again) == repr(value)
        assert pickle.loads(pickle.dumps(value)) == value
        assert value != "something else"
        with pytest.raises(AttributeError):
            setattr(value, next(name for name in ("proven", "status", "date") if hasattr(value, name)), "changed")
    with pytest.raises(TypeError):
        kf.Plan()
    with pytest.raises(TypeError):
        kf.Repair()


def test_what_was_stored_under_other_tables_warns() -> None:
    for value in (kf.plan(trial(), DAY), kf.repair(faulty(), DAY)):
        restore, (function, course, keywords, _) = value.__reduce__()
        with pytest.warns(kf.LawChangedWarning, match="made again"):
            assert restore(function, course, keywords, "sha256:of another day") == value


# What is refused


@pytest.mark.parametrize(
    ("keywords", "kind", "words"),
    [
        ({"prefer": "lastest"}, ValueError, "prefer: unknown word 'lastest'; did you mean 'latest'"),
        ({"prefer": None}, TypeError, "prefer: expected a word or a member of Prefer"),
        ({"closed": date(2021, 9, 20)}, TypeError, "closed: expected a list, got date"),
        ({"closed": [None]}, TypeError, r"closed\[0\]: expected datetime.date, got NoneType"),
        ({"closed": ["2021-09-20"]}, TypeError, r"closed\[0\]: expected datetime.date, got str"),
        ({"office_closing_days": 1}, TypeError, "office_closing_days: expected True or False"),
        ({"move_booked": "yes"}, TypeError, "move_booked: expected True or False"),
        ({"horizon": "2021-10-01"}, TypeError, "horizon: expected datetime.date, got str"),
        ({"horizon": datetime.datetime(2021, 10, 1)}, TypeError, "horizon: expected datetime.date"),
        ({"as_of": datetime.datetime(2021, 10, 1)}, TypeError, "as_of: expected datetime.date"),
        ({"course": "course"}, TypeError, "course: expected Course, got str"),
        ({"regime": "trial"}, ValueError, "regime"),
        ({"readings": {"handover_test": "never"}}, ValueError, "readings.handover_test"),
        ({"horizon": DAY}, ValueError, "horizon: no open day lies between .*2021-09-08, and 2021-09-08; give a later day"),
        ({"horizon": date(2021, 9, 1)}, ValueError, "horizon: no open day lies between"),
        (
            {"closed": [DAY + timedelta(days=i) for i in range(1000)]},
            ValueError,
            "closed: the closed days leave no open day for any conversation after 2021-09-08; leave some of them open",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_planned(keywords: dict[str, Any], kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words):
        kf.plan(**({"course": trial(), "as_of": DAY} | keywords))
    if not set(keywords) & {"prefer", "horizon", "move_booked"} and "leave no" not in words:
        for function in (kf.deadlines, kf.repair):
            with pytest.raises(kind, match=words):
                function(**({"course": trial(), "as_of": DAY} | keywords))


def test_what_is_no_calendar() -> None:
    for wrong in (None, "plan", trial(), [trial()], [kf.plan(trial(), DAY), None]):
        with pytest.raises(TypeError, match="plans"):
            kf.to_ics(wrong)  # type: ignore[arg-type]
    for tell in (kf.plan(trial(), DAY).to_ics, kf.plan(trial(), DAY).to_json, kf.repair(faulty(), DAY).to_json):
        with pytest.raises(ValueError, match="lang: 'sv' is not one of en, da"):
            tell("sv")  # type: ignore[arg-type]


# Documents


def test_documents_are_the_commands(run: Run, example: Path, tmp_path: Path) -> None:
    text = example.read_bytes()
    (tmp_path / example.name).write_bytes(text)
    course = kf.read_text(text, file=example.name)
    for day in (date(2021, 9, 15), date(2022, 3, 1)):
        for prefer in kf.Prefer:
            plan = kf.plan(course, day, prefer=prefer, closed=[day + timedelta(days=2)], office_closing_days=True)
            options = ["--as-of", str(day), "--prefer", prefer, "--closed", str(day + timedelta(days=2))]
            ask = ("plan", example.name, *options, "--office-closing-days")
            for lang in ("en", "da"):
                assert run(*ask, "--format", "json", "--lang", lang, cwd=tmp_path).stdout == plan.to_json(lang)
            done = run(*ask, "--format", "ics", cwd=tmp_path)
            assert done.stdout.splitlines() == plan.to_ics().splitlines()
        (suggested,) = json.loads(
            run("check", example.name, "--as-of", str(day), "--suggest", "--format", "json", cwd=tmp_path).stdout
        )["courses"]
        if suggested["verdict"] is not None:
            assert kf.repair(course, day).to_dict() == suggested["repair"]


def test_documents_keep_to_their_schema(source: Path) -> None:
    schema = json.loads((source / "schemas/plan-1.schema.json").read_text(encoding="utf-8"))
    for path in example_files():
        for day in (date(2021, 9, 15), date(2022, 3, 1)):
            jsonschema.validate(kf.plan(kf.read(path), day).to_dict("da"), schema)


# Calendars


def events(text: str) -> list[Any]:
    """Read a calendar with somebody else's reader; lines are as long as they may be, and end as they must."""
    raw = text.encode()
    assert raw.endswith(b"END:VCALENDAR\r\n") and b"\n" not in raw.replace(b"\r\n", b"")
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is cut in two
    calendar = icalendar.Calendar.from_ical(text)
    assert not getattr(calendar, "errors", [])
    found = list(calendar.walk("VEVENT"))
    assert not any(event.errors for event in found)
    return found


def test_a_calendar_reads_back() -> None:
    plan = kf.plan(trial(), DAY)
    for lang in ("en", "da"):
        found = events(plan.to_ics(lang))
        assert [event["DTSTART"].dt for event in found] == [one.date for one in plan.proposed]
        for event, one in zip(found, plan.proposed, strict=True):
            assert type(event["DTSTART"].dt) is date
            assert event["DTEND"].dt == one.date + timedelta(days=1)
            assert str(event["DESCRIPTION"]).startswith(one.why(lang))
            assert event["DTSTAMP"].dt == datetime.datetime(2021, 9, 8, tzinfo=datetime.UTC)
            for rule in one.discharges:
                text = next(rule_.text for rule_ in kf.rules() if rule_.rule == rule)
                assert text.in_language(lang) in str(event["DESCRIPTION"]).split("\n")
    assert "fællessamtale og rådighedssamtale med a-kassen" in str(events(plan.to_ics("da"))[2]["SUMMARY"])


def test_names_do_not_hang_on_the_days() -> None:
    earliest, latest = (kf.plan(trial(), DAY, prefer=prefer) for prefer in ("earliest", "latest"))
    assert [one.date for one in earliest.proposed] != [one.date for one in latest.proposed]
    by_name = [
        {str(event["UID"]): str(event["SUMMARY"]) for event in events(plan.to_ics())} for plan in (earliest, latest)
    ]
    assert by_name[0] == by_name[1] and len(by_name[0]) == len(earliest.proposed)
    assert by_name[0].keys() == {str(event["UID"]) for event in events(latest.to_ics("da"))}


def test_several_plans_make_one_calendar_with_names_of_their_own() -> None:
    plans = [kf.plan(trial(id=name), DAY) for name in ("a", "b", "a")]
    found = events(kf.to_ics(plans))
    assert len(found) == 9 == len({str(event["UID"]) for event in found})
    assert [str(event["UID"]) for event in found[:3]] == [str(e["UID"]) for e in events(plans[0].to_ics())]
    assert kf.to_ics(iter(plans)) == kf.to_ics(plans)
    assert kf.to_ics(plans[1], lang="da") == kf.to_ics([plans[1]], lang="da") == plans[1].to_ics("da")
    assert events(kf.to_ics([])) == []


def test_a_calendar_says_no_more_of_the_person_than_the_id() -> None:
    for course in (far(trial()), trial(id="x\\n,;:\"'")):
        plan = kf.plan(course, DAY)
        for lang in ("en", "da"):
            for event in events(plan.to_ics(lang)):
                assert str(event["SUMMARY"]).startswith(course.id + ": ")
                assert set(event) == {
                    "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS", "TRANSP"
                }  # fmt: skip
                assert course.id not in str(event["UID"]) + str(event["DESCRIPTION"])
            for said in ("BUPL", "Vejle", "full_time", "140"):
                assert said not in plan.to_ics(lang)


# Frames


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_a_frame_of_deadlines(backend: Any) -> None:
    many = [kf.read(path) for path in example_files()] + [trial(), trial(registered=date(2015, 1, 5), events=[])]
    frame = kf.deadlines_frame(many, as_of=DAY, backend=backend, threads=2)
    expected = [(i, one) for i, course in enumerate(many) for one in kf.deadlines(course, DAY)]
    rows = frame.to_dict("records") if isinstance(frame, pandas.DataFrame) else frame.to_dicts()
    assert len(rows) == len(expected) > 20

    def plain(value: Any) -> Any:
        if pandas.isna(value):
            return None
        return value.date() if isinstance(value, pandas.Timestamp) else value

    for row, (i, one) in zip(rows, expected, strict=True):
        assert (row["course"], row["id"], plain(row["as_of"])) == (i, many[i].id, DAY)
        for name in kf.Deadline.__dataclass_fields__:
            assert plain(row[name]) == getattr(one, name), name
    empty = kf.deadlines_frame([], as_of=DAY, backend=backend)
    assert list(empty.columns) == list(frame.columns) and not len(empty)
    if isinstance(frame, polars.DataFrame):
        assert empty.schema == frame.schema
    else:
        assert {n: str(t) for n, t in empty.dtypes.items()} | {"file": ""} == {
            n: str(t) for n, t in frame.dtypes.items()
        } | {"file": ""}
    for threads in (1, 3):
        again = kf.deadlines_frame(many, as_of=DAY, backend=backend, threads=threads)
        assert again.equals(frame)


def test_a_frame_takes_one_course_and_refuses_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(kf.deadlines_frame(trial(), as_of=DAY)) == len(kf.deadlines(trial(), DAY))
    closed = kf.deadlines_frame(trial(), as_of=DAY, closed=[date(2021, 9, 20)])
    assert closed["last_feasible_day"][0] == pandas.Timestamp(2021, 9, 17)
    with pytest.raises(ValueError, match="backend: 'arrow' is not one of pandas, polars"):
        kf.deadlines_frame([], backend="arrow")  # type: ignore[call-overload]
    with pytest.raises(TypeError, match=r"courses\[1\]: expected Course, got str"):
        kf.deadlines_frame([trial(), "x"])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="threads"):
        kf.deadlines_frame([], threads=0)
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ImportError, match=r"kontaktforloeb\[polars\]"):
        kf.deadlines_frame([], backend="polars")


# What holds for all courses

asked = st.integers(-5, 200)
offsets = st.lists(st.integers(0, 100), max_size=8)


def planned(course: kf.Course, day: date, **keywords: Any) -> kf.Plan | None:
    """Give the plan; None where closed days leave no open day."""
    try:
        return kf.plan(course, day, **keywords)
    except ValueError as error:
        assert str(error).startswith("closed: "), error
        return None


@quiet
@given(courses(), asked, st.sampled_from(kf.Prefer), st.booleans(), offsets)
def test_a_plan_keeps_what_it_says(
    course: kf.Course, later: int, prefer: kf.Prefer, move_booked: bool, offsets: list[int]
) -> None:
    day = course.registered + timedelta(days=later)
    closed = [day + timedelta(days=offset) for offset in offsets]
    plan = planned(course, day, prefer=prefer, closed=closed, move_booked=move_booked)
    if plan is None or plan.reason():
        return
    findings = plan.completed.findings
    for one in plan.proposed:
        assert one.date > day and kf.is_working_day(one.date, closed=closed)
        if one.window.from_ is not None and one.window.to is not None:
            assert one.window.from_ <= one.date <= one.window.to
        # A booked meeting whose form counts only after another one may fill what a proposed one was meant for.
        assert one.discharges or any(booked.form != kf.Form.in_person for booked in course.meetings)
    # What nobody has recorded counts as not held for a plan; an assessment leaves it undecided.
    for conflict in plan.conflicts:
        assert {finding.status for finding in findings if finding.rule == conflict.rule} & {
            conflict.status,
            kf.Status.undecided,
        }
    assert plan.to_json() == kf.plan(course, day, prefer=prefer, closed=closed[::-1], move_booked=move_booked).to_json()
    assert eval(repr(plan), NAMES) == pickle.loads(pickle.dumps(plan)) == plan
    again = planned(plan.course(), day, prefer=prefer, closed=closed)
    assert again is None or again.proposed == ()
    if not plan.feasible:
        assert plan.conflicts
        return
    for finding in findings:
        assert finding.severity != kf.Severity.error, finding
        assert finding.status != kf.Status.open or finding.rule in plan.waiting + plan.later, finding
    assert again is not None and again.feasible
    repair = kf.repair(plan.course(), day, closed=closed)
    assert (repair.size, repair.possible) == (0, True)


@quiet
@given(courses(), asked)
def test_earliest_comes_before_latest(course: kf.Course, later: int) -> None:
    day = course.registered + timedelta(days=later)
    earliest, spread, latest = (kf.plan(course, day, prefer=prefer) for prefer in ("earliest", "spread", "latest"))
    assert len(earliest.proposed) == len(spread.proposed) == len(latest.proposed)
    for one, other in zip(earliest.proposed, latest.proposed, strict=True):
        assert one.date <= other.date


@quiet
@given(courses(), asked, offsets)
def test_a_repair_keeps_what_it_says(course: kf.Course, later: int, offsets: list[int]) -> None:
    day = course.registered + timedelta(days=later)
    closed = [day + timedelta(days=offset) for offset in offsets]
    repair = kf.repair(course, day, closed=closed)
    assert repair.to_json() == kf.repair(course, day, closed=closed[::-1]).to_json()
    assert eval(repr(repair), NAMES) == pickle.loads(pickle.dumps(repair)) == repair
    if repair.reason():
        return
    for which, edits in enumerate((repair.edits, *repair.alternatives)):
        assert len(edits) == repair.size
        for edit in edits:
            assert edit.text() and edit.text("da") and edit.text() != edit.text("da")
            if edit.op in (kf.EditOp.add, kf.EditOp.move, kf.EditOp.split):
                assert edit.date > day and kf.is_working_day(edit.date, closed=closed)
        repaired = repair.course(which)
        if repair.size == 0:
            assert repaired == course
            continue
        for finding in kf.assess(repaired, as_of=day).findings:
            assert finding.severity != kf.Severity.error or finding.rule in repair.beyond_repair, finding
        rest = kf.repair(repaired, day, closed=closed)
        assert rest.size == 0 and rest.possible >= repair.possible


@quiet
@given(courses(), asked)
def test_deadlines_agree_with_what_comes_next(course: kf.Course, later: int) -> None:
    day = course.registered + timedelta(days=later)
    found = kf.deadlines(course, day)
    by_rule = {one.rule: one for one in found}
    assert len(by_rule) == len(found)
    for one in found:
        assert one.to_hold >= 1 or one.due is None
        assert one.slack_days == (None if one.due is None else (one.due - day).days)
        if one.last_feasible_day is not None:
            assert one.due is not None and one.last_feasible_day <= one.due
            assert kf.is_working_day(one.last_feasible_day)
    for following in kf.assess(course, as_of=day).next:
        deadline = by_rule.get(following.rule)
        expected = (None, None) if deadline is None else (deadline.slack_days, deadline.last_feasible_day)
        assert (following.slack_days, following.last_feasible_day) == expected
