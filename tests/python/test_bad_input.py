"""What is wrong is said: which field, what was found, what would be right."""

from __future__ import annotations

import datetime
import math
import pickle
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy
import pandas
import pytest

import kontaktforloeb as kf

DAY = date(2021, 9, 6)


def course(**changes: Any) -> kf.Course:
    return kf.Course(**({"id": "x", "person": {"insurance": "full_time"}, "registered": DAY} | changes))


def meeting(**changes: Any) -> kf.Meeting:
    return kf.Meeting(**({"date": DAY, "conversations": ["jobsamtale"], "holder": "a_kasse"} | changes))


def benefit(**changes: Any) -> kf.Benefit:
    return kf.Benefit(**({"month": "2021-09", "hours": 10} | changes))


WRONG_TYPES: list[tuple[Callable[[], Any], str]] = [
    (lambda: meeting(date="2021-09-06"), r"Meeting\.date: expected datetime\.date, got str"),
    (
        lambda: meeting(date=datetime.datetime(2021, 9, 6)),
        r"expected datetime\.date \(a moment.*\.date\(\)\), got datetime\.datetime",
    ),
    (lambda: meeting(date=pandas.Timestamp("2021-09-06")), r"Meeting\.date: expected datetime\.date .*Timestamp"),
    (lambda: meeting(date=pandas.NaT), r"Meeting\.date: expected datetime\.date .*NaT"),
    (lambda: meeting(date=numpy.datetime64("2021-09-06")), r"Meeting\.date: .*got numpy\.datetime64"),
    (lambda: meeting(date=20210906), r"Meeting\.date: .*got int"),
    (lambda: meeting(conversations="jobsamtale"), r"Meeting\.conversations: expected a list, got str"),
    (lambda: meeting(conversations=None), r"Meeting\.conversations: expected a list, got NoneType"),
    (lambda: meeting(conversations=3), r"Meeting\.conversations: expected a list, got int"),
    (lambda: meeting(conversations=[3]), r"Meeting\.conversations\[0\]: expected a word.*Conversation.*got int"),
    (lambda: meeting(holder=None), r"Meeting\.holder: expected a word.*a_kasse, jobcenter, other_actor.*got NoneType"),
    (lambda: meeting(dat=DAY), r"Meeting: unknown field 'dat'; did you mean 'date'"),
    (lambda: kf.Meeting(conversations=["jobsamtale"], holder="a_kasse"), r"Meeting: date is required"),
    (lambda: meeting(themes="education"), r"Meeting\.themes: expected a list, got str"),
    (lambda: meeting(id=7), r"Meeting\.id: expected text, got int"),
    (lambda: benefit(hours="10"), r"Benefit\.hours: expected hours \(int, float or Decimal\), got str"),
    (lambda: benefit(hours=True), r"Benefit\.hours: expected hours .*got bool"),
    (lambda: benefit(hours=None), r"Benefit\.hours: expected hours .*got NoneType"),
    (lambda: benefit(hours=pandas.NA), r"Benefit\.hours: expected hours .*NAType"),
    (lambda: course(person="full_time"), r"Course\.person: expected Person or a dict of its fields, got str"),
    (lambda: course(person={}), r"Course\.person: insurance is required"),
    (lambda: course(person={"insurance": "full_time", 3: 4}), r"Course\.person: expected keys that are text, got int"),
    (lambda: course(meetings=[{"date": DAY}]), r"Course\.meetings\[0\]: conversations is required"),
    (
        lambda: course(meetings=[meeting(), {"date": "6/9"}]),
        r"Course\.meetings\[1\]\.date: expected datetime\.date, got str",
    ),
    (lambda: course(meetings=meeting()), r"Course\.meetings: expected a list, got kontaktforloeb\.Meeting"),
    (lambda: course(events=[meeting()]), r"Course\.events\[0\]: expected Event or a dict"),
    (
        lambda: course(person=kf.Person(insurance="full_time", birth_year="1977")),
        r"Person\.birth_year: expected a whole",
    ),
    (lambda: course(person=kf.Person(insurance="full_time", birth_year=19.77)), r"Person\.birth_year: .*got float"),
    (
        lambda: course(person=kf.Person(insurance="full_time", qualifying_education=1)),
        r"expected True or False, got int",
    ),
    (lambda: course(readings=["handover_test"]), r"Course\.readings: expected a mapping .*got list"),
    (lambda: course(allow_digit_ids=1), r"Course\.allow_digit_ids: expected True or False, got int"),
    (lambda: kf.assess("course.yaml"), r"course: expected Course, got str"),  # type: ignore[arg-type]
    (lambda: kf.assess(course(), as_of="2021-12-31"), r"as_of: expected datetime\.date, got str"),  # type: ignore[arg-type]
    (lambda: kf.assess(course(), as_of=datetime.datetime.now()), r"as_of: expected datetime\.date \(a moment"),
    (lambda: kf.assess(course(), regime=3), r"regime: expected text, got int"),  # type: ignore[arg-type]
    (lambda: kf.assess(course(), as_planned=1), r"as_planned: expected True or False, got int"),  # type: ignore[arg-type]
    (lambda: kf.assess_many(course()), r"courses: expected a list of courses, got kontaktforloeb\.Course"),  # type: ignore[arg-type]
    (lambda: kf.assess_many([course(), "x"]), r"courses\[1\]: expected Course, got str"),  # type: ignore[list-item]
    (lambda: kf.assess_many(None), r"courses: expected a list, got NoneType"),  # type: ignore[arg-type]
    (lambda: kf.assess_many([course()], threads=1.5), r"threads: expected a whole number, got float"),  # type: ignore[arg-type]
    (lambda: kf.clock(course(), "calendar").on(None), r"day: expected datetime\.date, got NoneType"),  # type: ignore[arg-type]
    (lambda: kf.clock("x", "calendar"), r"course: expected Course, got str"),  # type: ignore[arg-type]
    (lambda: kf.to_json([course()]), r"assessments\[0\]: expected Assessment, got kontaktforloeb\.Course"),  # type: ignore[list-item]
    (lambda: kf.to_frame([1]), r"assessments\[0\]: expected Assessment, got int"),  # type: ignore[list-item]
    (lambda: kf.read_text(3), r"text: expected text, got int"),  # type: ignore[arg-type]
    (lambda: kf.Course.from_dict([]), r"document: expected a dict, got list"),  # type: ignore[arg-type]
    (lambda: kf.Course.from_dict({"id": datetime.datetime(2021, 1, 1)}), r"a datetime\.datetime cannot stand"),
]

WRONG_VALUES: list[tuple[Callable[[], Any], str]] = [
    (lambda: benefit(hours=math.nan), r"Benefit\.hours: is not a number of hours \(it is NaN"),
    (lambda: benefit(hours=math.inf), r"Benefit\.hours: is not a number of hours"),
    (lambda: benefit(hours=Decimal("NaN")), r"Benefit\.hours: NaN is not a number of hours"),
    (lambda: benefit(hours=-1), r"Benefit\.hours: -1 is not a number of hours; hours have no sign"),
    (lambda: benefit(hours=-0.5), r"Benefit\.hours: .*sign"),
    (lambda: benefit(hours=1.234), r"Benefit\.hours: 1\.234 has more than two decimals"),
    (lambda: benefit(hours=Decimal("1.234")), r"Benefit\.hours: 1\.234 .*at most two decimals"),
    (lambda: benefit(hours=1e300), r"Benefit\.hours: is more than any month has"),
    (lambda: benefit(month="2021-13"), r"Benefit\.month: '2021-13' is not a month, written YYYY-MM"),
    (lambda: benefit(month=DAY), r"Benefit\.month: 2021-09-06 is not the first of a month"),
    (lambda: meeting(date=date(1989, 12, 31)), r"Meeting\.date: 1989-12-31 lies outside 1990-01-01 to 2099-12-31"),
    (lambda: meeting(date=date(2100, 1, 1)), r"Meeting\.date: 2100-01-01 lies outside"),
    (
        lambda: meeting(conversations=["jobsamtal"]),
        r"Meeting\.conversations\[0\]: unknown word 'jobsamtal'; did you mean 'jobsamtale'",
    ),
    (lambda: meeting(id="\ud800"), r"Meeting\.id: has a half character"),
    (lambda: kf.Person(insurance="full_time", birth_year=10**30), r"Person\.birth_year: the number is far outside"),
    (lambda: course(readings={"handover": "x"}), r"Course\.readings: unknown reading 'handover'"),
    (
        lambda: course(readings={"handover_test": "immediat"}),
        r"Course\.readings\.handover_test: unknown value 'immediat'; did you mean 'immediate'",
    ),
    (lambda: kf.assess(course(), regime="trial2020"), r"regime: unknown regime 'trial2020'; did you mean 'trial_2020'"),
    (lambda: kf.assess(course(), as_of=DAY, as_planned=True), r"as_of: a plan is judged after every last day"),
    (lambda: kf.assess_many([course()], threads=0), r"threads: at least one thread is needed"),
    (lambda: kf.rules("trial"), r"unknown regime 'trial'"),
    (lambda: kf.minimum_meetings("x"), r"unknown regime 'x'; allowed: trial_2020"),
    (lambda: kf.may_merge("trial_2020", "cv", "jobsamtale"), r"a: unknown word 'cv'"),
    (lambda: kf.clock(course(), "benefit"), r"clock: unknown word 'benefit'"),
    (lambda: kf.assess(course(), as_of=DAY).to_json("sv"), r"lang: 'sv' is not one of en, da"),  # type: ignore[arg-type]
    (lambda: kf.rules()[0].text.in_language("sv"), r"lang: is not one of en, da"),  # type: ignore[arg-type]
    (lambda: kf.to_frame([], backend="dask"), r"backend: 'dask' is not one of pandas, polars"),  # type: ignore[call-overload]
    (lambda: kf.read_text("x", format="toml"), r"format: 'toml' is not one of yaml, json"),
]


@pytest.mark.parametrize(("call", "sentence"), WRONG_TYPES, ids=[sentence for _, sentence in WRONG_TYPES])
def test_a_wrong_type_is_a_type_error(call: Callable[[], Any], sentence: str) -> None:
    with pytest.raises(TypeError, match=sentence) as error:
        call()
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(("call", "sentence"), WRONG_VALUES, ids=[sentence for _, sentence in WRONG_VALUES])
def test_a_wrong_value_is_a_value_error(call: Callable[[], Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as error:
        call()
    assert "\n" not in str(error.value)


def test_no_message_repeats_what_looks_like_a_cpr_number() -> None:
    calls: list[Callable[[], Any]] = [
        lambda: benefit(hours=1212901234),
        lambda: benefit(hours=Decimal(1212901234)),
        lambda: kf.assess(course(), as_of=DAY).to_json("121290-1234"),  # type: ignore[arg-type]
        lambda: kf.read_text("x", format="121290-1234"),
        lambda: kf.assess(course(), regime="121290-1234"),
        lambda: course(readings={"121290-1234": "x"}),
    ]
    for call in calls:
        with pytest.raises(ValueError) as error:
            call()
        assert "1212901234" not in str(error.value).replace("-", "")


def test_a_number_with_a_large_exponent_is_not_written_out() -> None:
    with pytest.raises(ValueError, match="more than any month has"):
        benefit(hours=Decimal("1E999999"))


def test_what_new_alone_has_made_is_refused() -> None:
    for kind in (kf.Course, kf.Meeting, kf.Person, kf.Event):
        empty: Any = kind.__new__(kind)  # type: ignore[call-overload]
        for look in (repr, hash, lambda value: value.id, lambda value: value == value, kf.assess):
            with pytest.raises((TypeError, AttributeError)):
                look(empty)
    for kind in (kf.Assessment, kf.CourseClock):
        with pytest.raises(TypeError):
            kind.__new__(kind)


def test_fields_are_keywords_and_each_is_given_once() -> None:
    with pytest.raises(TypeError, match="Course: every field is a keyword"):
        kf.Course("x")  # type: ignore[misc, call-arg]
    with pytest.raises(TypeError, match="Event: from_ is there twice"):
        kf.Event(**{"type": "job", "from": DAY, "from_": DAY})  # type: ignore[arg-type]


def test_faults_of_a_document_have_keys_and_no_places() -> None:
    with pytest.raises(kf.CourseError) as error:
        kf.Course.from_dict(course().to_dict() | {"registered": "2021-02-30"})
    (fault,) = error.value.faults
    assert (fault.key, fault.file, fault.line, fault.column) == ("registered", None, None, None)
    with pytest.raises(kf.CourseError, match=r"benefit\[0\]\.hours"):
        kf.Course.from_dict(course().to_dict() | {"benefit": [{"month": "2021-09", "hours": Decimal("1.001")}]})


def test_names_that_are_no_text(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="null byte"):
        kf.read("a.yaml\0x")
    name = bytes(tmp_path) + b"/bad\xff.yaml"
    with open(name, "w", encoding="utf-8") as file:
        file.write("schema: kontaktforloeb/course-1\nid: x\nperson: {insurance: full_time}\nregistered: 2021-09-06\n")
    found = kf.read(name)  # type: ignore[arg-type]
    assert (found.file or "").endswith("/bad\ufffd.yaml")
    assert pickle.loads(pickle.dumps(found)).file == found.file


def test_a_clock_that_never_gets_there_says_so() -> None:
    assert kf.clock(course(), "calendar").reached(2_950_000) == kf.ClockDay(day=None, projected=False)


def test_numbers_of_other_libraries_are_numbers() -> None:
    assert benefit(hours=numpy.float64(140.6)).hours == 140.6
    assert benefit(hours=numpy.int64(140)).hours == 140.0
    assert kf.Person(insurance="full_time", birth_year=numpy.int32(1977)).birth_year == 1977  # type: ignore[arg-type]
    assert [benefit(hours=cents / 100).hours for cents in range(16034)] == [cents / 100 for cents in range(16034)]


def test_none_means_not_given() -> None:
    assert meeting(summoned=None, status=None, themes=None) == meeting()
    assert course(placed=None, benefit=None) == course()


def test_all_faults_come_at_once() -> None:
    with pytest.raises(kf.CourseError) as error:
        course(
            person={"insurance": "full_time", "a_kasse": "BUPPL-A", "municipality": "Vejlle"},
            benefit=[benefit(), benefit(hours=500)],
            meetings=[meeting(conversations=[])],
        )
    keys = [fault.key for fault in error.value.faults]
    assert keys == [
        "person.a_kasse",
        "person.municipality",
        "benefit[1]",
        "benefit[1].hours",
        "meetings[0].conversations",
    ]
    assert "did you mean 'Vejle'" in str(error.value)
    assert isinstance(error.value, ValueError)
    assert str(error.value).count("\n") == len(keys) - 1


def test_a_cpr_number_is_refused_and_not_repeated() -> None:
    for text in ("010177-1234", "0101771234", "010177 1234"):
        with pytest.raises(kf.CourseError) as error:
            course(id=text)
        assert text not in str(error.value)
    assert course(id="0101771234", allow_digit_ids=True).id == "0101771234"


def test_files_that_are_no_courses(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        kf.read(tmp_path / "missing.yaml")
    with pytest.raises(IsADirectoryError):
        kf.read(tmp_path)
    with pytest.raises(TypeError):
        kf.read(3)  # type: ignore[arg-type]
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("schema: kontaktforloeb/course-1\nid: bl\xe5b\xe6r\n".encode("latin-1"))
    with pytest.raises(kf.CourseError, match="UTF-8") as error:
        kf.read(latin)
    assert error.value.faults[0].file == latin.as_posix()
    broken = tmp_path / "broken.yaml"
    broken.write_text("schema: kontaktforloeb/course-1\nid: x\nperson: {insurance: full}\nregistered: 2021-02-29\n")
    with pytest.raises(kf.CourseError) as error:
        kf.read(str(broken))
    assert [(fault.line, fault.key) for fault in error.value.faults] == [(3, "person.insurance"), (4, "registered")]
    assert str(error.value).splitlines()[1].startswith(f"{broken.as_posix()}:4:13: registered: ")


def test_text_that_is_no_course_is_told_by_its_bytes() -> None:
    assert kf.looks_like_course("schema: kontaktforloeb/course-1\n")
    assert not kf.looks_like_course("schema: something-else\n")
    assert not kf.looks_like_course(b"\xff\xfe")
    with pytest.raises(kf.CourseError, match="UTF-8"):
        kf.read_text(b"\xff\xfe")
