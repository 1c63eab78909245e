"""Facts and results are values: what they print evaluates, they compare, hash and pickle."""

from __future__ import annotations

import datetime  # noqa: F401 - representations speak of it
import decimal
import enum
import pickle
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import kontaktforloeb as kf
from kontaktforloeb import *  # noqa: F403 - representations are written so


def values_of(course: kf.Course) -> Iterator[Any]:
    assessment = kf.assess(course, as_of=course.as_of or date(2022, 3, 1))
    yield course
    yield course.person
    yield from (*course.person.insurance, *course.benefit, *course.meetings, *course.events, *course.observed)
    yield from (absent for meeting in course.meetings for absent in meeting.absent)
    yield assessment
    yield assessment.state
    yield from (*assessment.findings, *assessment.next)
    yield kf.clock(course, "benefit_consumption").reached(410)
    plan, repair = kf.plan(course, date(2021, 9, 15)), kf.repair(course, date(2021, 9, 15))
    yield plan
    yield repair
    yield from (*plan.proposed, *plan.conflicts, *repair.edits, *kf.deadlines(course, date(2021, 9, 15)))


def test_representations_evaluate(example: Path) -> None:
    for value in values_of(kf.read(example)):
        assert eval(repr(value)) == value


def test_equal_values_are_equal_and_hash_alike(example: Path) -> None:
    for one, other in zip(values_of(kf.read(example)), values_of(kf.read(example)), strict=True):
        assert one == other
        assert hash(one) == hash(other)
        assert not one != other  # noqa: SIM202
        assert one != "something else"


def test_values_pickle(example: Path) -> None:
    for value in values_of(kf.read(example)):
        again = pickle.loads(pickle.dumps(value))
        assert again == value
        assert repr(again) == repr(value)


def test_a_pickled_assessment_says_the_same_to_the_byte(example: Path) -> None:
    assessment = kf.assess(kf.read(example), as_of=date(2022, 3, 1))
    assert pickle.loads(pickle.dumps(assessment)).to_json() == assessment.to_json()


DATA = Path(__file__).parent / "data"


def everything() -> kf.Course:
    """Give a course that has every kind of fact."""
    return kf.Course(
        id="pickled",
        person=kf.Person(
            insurance=[
                kf.InsuranceChange(from_=date(2021, 1, 1), status="full_time"),
                kf.InsuranceChange(from_=date(2021, 11, 1), status="part_time"),
            ],
            a_kasse="BUPL-A",
            municipality="Vejle",
            birth_year=1977,
            qualifying_education=True,
            vocational_education_outdated=False,
        ),
        registered=date(2021, 9, 6),
        placed=date(2021, 9, 1),
        benefit=[
            kf.Benefit(month="2021-09", hours=140.6),
            kf.Benefit(from_=date(2021, 10, 4), to=date(2021, 10, 8), hours=37, kind="sygedagpenge"),
        ],
        meetings=[
            kf.Meeting(
                id="m1",
                date=date(2021, 9, 17),
                conversations=["cv_samtale", "jobsamtale"],
                holder="other_actor",
                on_behalf_of="a_kasse",
                status="held",
                form="telephone",
                summoned=date(2021, 9, 7),
            ),
            kf.Meeting(
                date=date(2021, 10, 20),
                conversations=["faellessamtale"],
                holder="a_kasse",
                absent=[kf.Absent(party="jobcenter", why="declined_by_person")],
            ),
            kf.Meeting(
                date=date(2021, 10, 27),
                conversations=["gruppesamtale"],
                holder="jobcenter",
                track="education",
                themes=["education"],
            ),
        ],
        events=[
            kf.Event(type="visited", date=date(2021, 9, 6)),
            kf.Event(type="joblog_empty", month="2021-10", duty_days=21),
            kf.Event(type="exempt", from_=date(2021, 12, 1), to=date(2021, 12, 24), reason="less_intensive"),
            kf.Event(
                type="choice",
                date=date(2021, 10, 1),
                conversation="faellessamtale",
                party="a_kasse",
                by="person",
                choice="wants",
            ),
        ],
        observed=[kf.Observed(clock="benefit_consumption", date=date(2021, 10, 1), hours=decimal.Decimal("140.60"))],
        readings={"handover_test": "immediate"},
        as_of=date(2021, 12, 31),
    )


def test_a_course_of_everything_goes_through_a_file_and_back() -> None:
    course = everything()
    assert kf.Course.from_dict(course.to_dict()) == course
    assert eval(repr(course)) == course
    assert pickle.loads(pickle.dumps(course)) == course


@pytest.mark.filterwarnings("ignore::kontaktforloeb.LawChangedWarning")
@pytest.mark.parametrize("stored", sorted(DATA.glob("*.pickle")), ids=lambda path: path.name)
def test_what_earlier_versions_pickled_is_still_read(stored: Path) -> None:
    course, assessment, findings = pickle.loads(stored.read_bytes())
    assert course == everything()
    assert assessment.course == course
    assert assessment.as_of == date(2021, 12, 31)
    assert all(isinstance(finding, kf.Finding) for finding in findings)


def test_there_are_stored_pickles() -> None:
    assert list(DATA.glob("*.pickle"))


def test_an_assessment_under_other_tables_warns() -> None:
    restore, (course, keywords, digest) = kf.assess(everything()).__reduce__()
    assert restore(course, keywords, digest) == kf.assess(everything())
    with pytest.warns(kf.LawChangedWarning, match="judged again"):
        restore(course, keywords, "sha256:of another day")


def test_a_course_pickled_by_a_later_version_is_refused() -> None:
    restore, (version, *rest) = everything().__reduce__()
    with pytest.raises(ValueError, match="later version"):
        restore(version + 1, *rest)


def test_values_cannot_be_changed() -> None:
    course = everything()
    for value in (course, course.person, course.meetings[0], kf.assess(course), kf.assess(course).findings[0]):
        name = "id" if hasattr(value, "id") else "status" if hasattr(value, "status") else "verdict"
        name = "a_kasse" if isinstance(value, kf.Person) else name
        with pytest.raises(AttributeError):
            setattr(value, name, "changed")


def test_a_large_course_pickles() -> None:
    group = kf.Meeting(
        date=date(2021, 9, 9),
        conversations=["gruppesamtale"],
        holder="jobcenter",
        track="general",
        themes=["å" * 90] * 20,
    )
    course = everything().replace(meetings=[group] * 1000)
    assert pickle.loads(pickle.dumps(course)) == course
    assert kf.Course.from_dict(course.to_dict()) == course


def test_the_order_of_readings_does_not_matter() -> None:
    one = everything().replace(readings={"handover_test": "immediate", "over_30": "from_30"})
    other = everything().replace(readings={"over_30": "from_30", "handover_test": "immediate"})
    assert one == other
    assert list(one.readings) == list(other.readings)
    assert kf.assess(one, readings=one.readings) == kf.assess(other, readings=other.readings)


def test_replace_gives_another_course() -> None:
    course = everything()
    other = course.replace(id="other", meetings=[])
    assert (other.id, other.meetings, course.id, len(course.meetings)) == ("other", (), "pickled", 3)
    assert other.replace(id=course.id, meetings=course.meetings) == course
    assert other != course
    with pytest.raises(TypeError, match="unknown field 'meeting'; did you mean 'meetings'"):
        course.replace(meeting=[])


def test_enumerations_have_our_words_and_are_text() -> None:
    for name in kf.__all__:
        kind = getattr(kf, name)
        if isinstance(kind, type) and issubclass(kind, enum.StrEnum):
            assert [member.value for member in kind] == list(kind.__members__)
            assert all(member == member.value and repr(member) == f"{name}.{member}" for member in kind)
    assert kf.Verdict.violated == "violated"
    assert pickle.loads(pickle.dumps(kf.Status.met)) is kf.Status.met


def test_public_names_are_the_packages_own() -> None:
    for name in kf.__all__:
        assert getattr(getattr(kf, name), "__module__", "kontaktforloeb") == "kontaktforloeb", name
        assert name.startswith("__") or getattr(kf, name).__doc__, name
