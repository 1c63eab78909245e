"""What the law's dates bring: phases, which regimes hold on a day, where a-kasser take part, and what other readings say."""

from __future__ import annotations

import datetime
import itertools
import json
import pickle
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pandas
import polars
import pytest

import kontaktforloeb as kf

from .conftest import example_files

Run = Callable[..., "subprocess.CompletedProcess[str]"]
DAY = date(2022, 3, 1)
VEJLE = kf.Admitted(a_kasse="HK", municipalities=["Vejle"])


@pytest.fixture(scope="module")
def assessments() -> list[kf.Assessment]:
    return kf.assess_many([kf.read(path) for path in example_files()], as_of=DAY)


def moved(to: str) -> kf.Course:
    """Give a course of an a-kasse whose list is not known; the person moves while the a-kasse has the course."""
    return kf.Course(
        id="moved",
        person=kf.Person(insurance="full_time", a_kasse="HK", municipality="Vejle"),
        registered=date(2021, 9, 6),
        events=[
            kf.Event(type="visited", date=date(2021, 9, 6)),
            kf.Event(type="moved", date=date(2021, 10, 1), municipality=to),
        ],
        as_of=date(2021, 10, 15),
    )


def schema(source: Path, name: str) -> Any:
    return json.loads((source / f"schemas/{name}-1.schema.json").read_text(encoding="utf-8"))


# Phases


def test_the_national_law_follows_the_trial(source: Path) -> None:
    course = kf.read(source / "examples/courses/member-0042.yaml")
    assessment = kf.assess(course)
    assert assessment.phases == (
        kf.Phase(
            regime="trial_2020", from_=date(2021, 9, 6), to=date(2021, 11, 30), ended_reason=kf.EndReason.window_used
        ),
        kf.Phase(regime="national_2020", from_=date(2021, 12, 1), to=None, ended_reason=None),
    )
    assert {finding.rule.partition(".")[0] for finding in assessment.findings} == {"trial_2020", "national_2020"}
    # While the a-kasse has the course, the trial is all there is.
    (phase,) = kf.assess(course, as_of=date(2021, 11, 30)).phases
    assert (phase.regime, phase.to, phase.ended_reason) == ("trial_2020", None, None)
    # Asked for by name it is all there is too.
    (phase,) = kf.assess(course, regime="trial_2020").phases
    assert (phase.regime, phase.to, phase.ended_reason) == ("trial_2020", date(2021, 11, 30), "window_used")


def test_phases_of_all_examples_are_in_order_and_touch(assessments: list[kf.Assessment]) -> None:
    known = {regime.regime for regime in kf.regimes()}
    several = 0
    for assessment in assessments:
        phases = assessment.phases
        assert bool(phases) == (assessment.verdict is not None)
        assert {phase.regime for phase in phases} <= known
        assert not phases or phases[0].regime == assessment.regime
        for before, after in itertools.pairwise(phases):
            several += 1
            assert before.to is not None and before.ended_reason is not None
            assert after.from_ == before.to + datetime.timedelta(days=1)
    assert several >= 3


def test_what_is_open_lacks_something(assessments: list[kf.Assessment]) -> None:
    """What the trial has counted is not counted again for what follows it."""
    found = [f for a in assessments for f in a.findings if f.status in (kf.Status.open, kf.Status.missed)]
    assert sum(finding.rule.startswith("national_2020.") for finding in found) > 5
    for finding in found:
        assert finding.counted is not None and finding.required is not None
        assert finding.counted < finding.required, finding


def test_documents_keep_to_their_schema(assessments: list[kf.Assessment], source: Path) -> None:
    published = schema(source, "assessment")
    planned = [kf.assess(assessment.course, as_planned=True) for assessment in assessments]
    unknown = kf.assess(kf.Course(id="x", person={"insurance": "full_time"}, registered=date(2015, 6, 1)), as_of=DAY)
    for assessment in (*assessments, *planned, unknown):
        jsonschema.validate(assessment.to_dict(), published)
    document = next(a for a in assessments if len(a.phases) > 1).to_dict()
    for change in ({"phases": None}, {"phases": [{"regime": "x"}]}, {"phases": [{"regime": "x", "from": "2021-1-1"}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(document | {"courses": [document["courses"][0] | change]}, published)
    del document["courses"][0]["phases"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, published)


def test_phases_are_values(assessments: list[kf.Assessment]) -> None:
    for phase in (phase for assessment in assessments for phase in assessment.phases):
        assert pickle.loads(pickle.dumps(phase)) == phase
        assert eval(repr(phase), vars(kf) | {"datetime": datetime}) == phase
        with pytest.raises(AttributeError):
            phase.regime = "x"  # type: ignore[misc]


# What other readings change


def test_contested_is_what_judging_anew_with_each_value_gives(assessments: list[kf.Assessment]) -> None:
    found = 0
    for assessment in assessments:
        findings = assessment.findings
        for i, finding in enumerate(findings):
            flips = [flip for flip in assessment.contested() if flip.finding == i]
            assert finding.contested == bool(flips)
            assert all((flip.rule, flip.status) == (finding.rule, finding.status) for flip in flips)
            if finding.contested_by is not None:
                first = flips[0]
                assert (first.reading, first.value, first.becomes) == (
                    finding.contested_by.reading,
                    finding.contested_by.value,
                    finding.contested_by.status,
                )
        expected = set()
        for reading, values in kf.readings().items():
            for value in values:
                if value == assessment.readings.get(reading, value):
                    continue
                other = kf.assess(assessment.course, as_of=DAY, readings={reading: value}, contested=False)
                # Prohibitions have a finding for each offending meeting, requirements one for each rule.
                then = {(f.rule, f.meetings if f.required is None else ()): f.status for f in other.findings}
                for i, finding in enumerate(findings):
                    key = (finding.rule, finding.meetings if finding.required is None else ())
                    if then.get(key) != finding.status:
                        expected.add((i, reading, value, then.get(key)))
        assert {(flip.finding, flip.reading, flip.value, flip.becomes) for flip in assessment.contested()} == expected
        found += len(expected)
    assert found > 20


def test_contested_is_the_commands(run: Run, source: Path, assessments: list[kf.Assessment]) -> None:
    names = [path.relative_to(source).as_posix() for path in example_files()]
    done = run("check", "--readings", "all", "--format", "json", "--as-of", DAY.isoformat(), *names)
    document = json.loads(done.stdout)
    jsonschema.validate(document, schema(source, "assessment"))
    written = [
        (course, finding["rule"], i, flip["reading"], flip["value"], flip["status"])
        for course, assessed in enumerate(document["courses"])
        for i, finding in enumerate(assessed["findings"])
        for flip in finding["flips"]
    ]
    assert written == [
        (course, flip.rule, flip.finding, flip.reading, flip.value, flip.becomes)
        for course, assessment in enumerate(assessments)
        for flip in assessment.contested()
    ]
    # Unasked the document stays without them.
    plain = json.loads(run("check", "--format", "json", "--as-of", DAY.isoformat(), *names).stdout)
    assert all("flips" not in finding for assessed in plain["courses"] for finding in assessed["findings"])


def test_contested_not_asked_for_is_empty(assessments: list[kf.Assessment]) -> None:
    assert any(assessment.contested() for assessment in assessments)
    for assessment in assessments:
        assert kf.assess(assessment.course, as_of=DAY, contested=False).contested() == ()


def test_a_prohibition_names_the_meeting() -> None:
    course = moved("Vejle").replace(
        events=[kf.Event(type="visited", date=date(2021, 9, 6))],
        meetings=[
            kf.Meeting(date=date(2021, 9, 8), conversations=["cv_samtale"], holder="a_kasse", status="held"),
            kf.Meeting(
                date=date(2021, 10, 4), conversations=["jobsamtale"], holder="a_kasse", status="held", form="telephone"
            ),
        ],
    )
    flips = [flip for flip in kf.assess(course).contested() if flip.rule == "trial_2020.form"]
    assert [(flip.meeting, flip.status, flip.reading, flip.value) for flip in flips] == [
        (1, kf.Status.breached, "ordinary_remote", "allowed")
    ]


def test_flips_are_values(assessments: list[kf.Assessment]) -> None:
    for flip in (flip for assessment in assessments for flip in assessment.contested()):
        assert pickle.loads(pickle.dumps(flip)) == flip
        assert hash(pickle.loads(pickle.dumps(flip))) == hash(flip)
        assert eval(repr(flip), vars(kf)) == flip


def test_contested_as_a_frame(assessments: list[kf.Assessment]) -> None:
    flips = [(i, a.course.id, flip) for i, a in enumerate(assessments) for flip in a.contested()]
    frame = kf.contested(assessments)
    assert list(frame.columns) == ["course", "id", "rule", "meeting", "status", "reading", "value", "becomes"]
    assert len(frame) == len(flips) > 20
    for (course, name, flip), row in zip(flips, frame.to_dict("records"), strict=True):
        assert (row["course"], row["id"], row["rule"]) == (course, name, flip.rule)
        assert (row["status"], row["reading"], row["value"]) == (flip.status, flip.reading, flip.value)
        for key in ("meeting", "becomes"):
            assert (None if pandas.isna(row[key]) else row[key]) == getattr(flip, key)
    # Over many courses: how often each value of a reading decides.
    counts = frame.groupby(["reading", "value"])["course"].nunique()
    assert counts["handover_test", "immediate"] == len(
        {course for course, _, flip in flips if (flip.reading, flip.value) == ("handover_test", "immediate")}
    )


def test_contested_as_a_polars_frame(assessments: list[kf.Assessment]) -> None:
    frame, same = kf.contested(assessments, backend="polars"), kf.contested(assessments)
    assert frame.columns == list(same.columns)
    assert frame["becomes"].to_list() == [None if pandas.isna(word) else word for word in same["becomes"]]
    assert frame["meeting"].to_list() == [None if pandas.isna(place) else place for place in same["meeting"]]
    assert frame.schema["meeting"] == polars.Int64


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_no_flips_give_an_empty_frame_of_the_same_columns(assessments: list[kf.Assessment], backend: str) -> None:
    empty = kf.contested([], backend=backend)  # type: ignore[call-overload]
    full = kf.contested(assessments, backend=backend)  # type: ignore[call-overload]
    assert len(empty) == 0
    assert list(empty.columns) == list(full.columns)
    assert list(empty.dtypes) == list(full.dtypes)


def test_one_assessment_and_an_unknown_library(assessments: list[kf.Assessment]) -> None:
    contested = next(assessment for assessment in assessments if assessment.contested())
    assert len(kf.contested(contested)) == len(contested.contested())
    with pytest.raises(ValueError, match="'dask' is not one of pandas, polars"):
        kf.contested([], backend="dask")  # type: ignore[call-overload]


# Where a-kasser take part


def applicability(assessment: kf.Assessment) -> list[kf.Status]:
    return [finding.status for finding in assessment.findings if finding.rule == "trial_2020.applicability"]


def test_a_list_of_ones_own_settles_what_is_not_known() -> None:
    kolding, vejle = moved("Kolding"), moved("Vejle")
    assert applicability(kf.assess(kolding)) == [kf.Status.undecided]
    stays = kf.assess(kolding, admitted=[kf.Admitted(a_kasse="HK", municipalities=["Vejle", "Kolding"])])
    assert stays.state is not None
    assert (applicability(stays), stays.state.stage, stays.state.responsible) == ([], "covered", "a_kasse")
    ends = kf.assess(kolding, admitted=[VEJLE])
    assert ends.state is not None
    assert (applicability(ends), ends.state.stage, ends.state.ended_reason) == ([], "ended", "moved")
    assert [(phase.regime, phase.to, phase.ended_reason) for phase in ends.phases] == [
        ("trial_2020", date(2021, 9, 30), "moved"),
        ("national_2020", None, None),
    ]
    assert applicability(kf.assess(vejle, admitted=[VEJLE])) == []
    # A list of another a-kasse says nothing of this one, nor does one of another time.
    other = kf.Admitted(a_kasse="3F", municipalities=["Kolding"])
    assert applicability(kf.assess(kolding, admitted=[other])) == [kf.Status.undecided]
    past = kf.Admitted(a_kasse="HK", municipalities=["Kolding"], to=date(2021, 9, 30))
    assert applicability(kf.assess(kolding, admitted=[past])) == [kf.Status.undecided]


def test_lists_may_be_dicts_in_any_iterable_and_for_many() -> None:
    courses = [moved("Kolding"), moved("Vejle")]
    lists = [{"a_kasse": "HK", "municipalities": ("Vejle",), "from_": date(2020, 1, 1), "to": None}]
    alone = [kf.assess(course, admitted=lists) for course in courses]
    assert alone == [kf.assess(course, admitted=(kf.Admitted(**item) for item in lists)) for course in courses]  # type: ignore[arg-type]
    assert kf.assess_many(courses, admitted=lists) == alone
    assert kf.assess_many(courses, admitted=lists, threads=3) == alone
    assert kf.assess(courses[0], admitted=[]) == kf.assess(courses[0]) == kf.assess(courses[0], admitted=None)


def test_lists_belong_to_the_question() -> None:
    course = moved("Kolding")
    plain, told = kf.assess(course), kf.assess(course, admitted=[VEJLE])
    assert plain != told
    assert told == kf.assess(course, admitted=[VEJLE])
    assert hash(told) == hash(kf.assess(course, admitted=[VEJLE]))
    assert eval(repr(told), vars(kf) | {"datetime": datetime}) == told
    again = pickle.loads(pickle.dumps(told))
    assert (again, again.to_json(), again.state) == (told, told.to_json(), told.state)


def test_lists_are_values() -> None:
    whole = kf.Admitted(a_kasse="HK", municipalities=["Vejle", "607"], from_=date(2021, 1, 1), to=date(2021, 12, 31))
    assert (whole.a_kasse, whole.municipalities) == ("HK", ("Vejle", "607"))
    assert (whole.from_, whole.to, VEJLE.from_, VEJLE.to) == (date(2021, 1, 1), date(2021, 12, 31), None, None)
    for value in (whole, VEJLE):
        assert eval(repr(value), vars(kf) | {"datetime": datetime}) == value
        assert pickle.loads(pickle.dumps(value)) == value
        assert hash(pickle.loads(pickle.dumps(value))) == hash(value)
        with pytest.raises(AttributeError):
            value.a_kasse = "3F"  # type: ignore[misc]
    assert whole != VEJLE
    assert VEJLE != "HK"


def test_municipalities_are_names_or_codes() -> None:
    told = kf.Admitted(a_kasse="HK", municipalities=[630, "607", "Kolding"])
    assert told == kf.Admitted(a_kasse="HK", municipalities=("630", "607", "Kolding"))
    assert told.municipalities == ("630", "607", "Kolding")
    for lists in ([told], [{"a_kasse": "HK", "municipalities": [630, 621]}]):
        assert kf.assess(moved("Kolding"), admitted=lists) is not None
    by_code, by_name = ([kf.Admitted(a_kasse="HK", municipalities=[place])] for place in (630, "Vejle"))
    for day in (date(2021, 9, 6), date(2021, 12, 31)):
        assert kf.applicable(day, a_kasse="HK", municipality="Vejle", admitted=by_code) == kf.applicable(
            day, a_kasse="HK", municipality="Vejle", admitted=by_name
        )
    with pytest.raises(kf.CourseError) as error:
        kf.assess(moved("Kolding"), admitted=[{"a_kasse": "HK", "municipalities": ["Vejle", 63]}])
    assert [fault.key for fault in error.value.faults] == ["admitted[0].municipalities[1]"]


LIST: dict[str, Any] = {"a_kasse": "HK", "municipalities": ["Vejle"]}


@pytest.mark.parametrize(
    ("item", "key", "words"),
    [
        ({"a_kasse": "HKK"}, "a_kasse", "did you mean 'HK-A'"),
        ({"a_kasse": "BUPL"}, "a_kasse", "where BUPL-A takes part is known; leave it out"),
        ({"a_kasse": "other:Krifa"}, "a_kasse", "takes part in no trial"),
        ({"municipalities": []}, "municipalities", "at least one"),
        ({"municipalities": ["Vejlle"]}, "municipalities[0]", "did you mean 'Vejle'"),
        ({"municipalities": ["Vejle", "Aalborg"]}, "municipalities[1]", "is left out of the trial for every a-kasse"),
        ({"from_": date(2022, 1, 1), "to": date(2021, 12, 31)}, "to", "before it starts"),
    ],
)
def test_what_is_wrong_with_lists_is_said(item: dict[str, Any], key: str, words: str) -> None:
    for ask in (
        lambda lists: kf.assess(moved("Kolding"), admitted=lists),
        lambda lists: kf.assess_many([], admitted=lists),
        lambda lists: kf.applicable(date(2021, 9, 6), admitted=lists),
    ):
        with pytest.raises(kf.CourseError) as error:
            ask([{"a_kasse": "3F", "municipalities": ["Vejle"]}, LIST | item])
        (fault,) = error.value.faults
        assert fault.key == f"admitted[1].{key}"
        assert words in fault.message


@pytest.mark.parametrize(
    ("lists", "words"),
    [
        ([3], r"admitted\[0\]: expected Admitted or a dict of its fields, got int"),
        (LIST, "admitted: expected a list, got dict"),
        ([LIST | {"municipality": "Vejle"}], r"admitted\[0\]: unknown field 'municipality'"),
        ([LIST | {"municipalities": "Vejle"}], r"admitted\[0\]\.municipalities: expected a list, got str"),
        ([LIST | {"municipalities": 630}], r"admitted\[0\]\.municipalities: expected a list, got int"),
        (
            [LIST | {"municipalities": ["Vejle", 630.0]}],
            r"admitted\[0\]\.municipalities\[1\]: expected text, got float",
        ),
        ([LIST | {"municipalities": [True]}], r"admitted\[0\]\.municipalities\[0\]: expected text, got bool"),
        ([LIST | {"from_": "2021-01-01"}], r"admitted\[0\]\.from_: expected datetime\.date"),
        ([LIST | {"to": datetime.datetime(2021, 1, 1)}], r"admitted\[0\]\.to: expected datetime\.date .*\.date\(\)"),
    ],
)
def test_wrong_types_of_lists_are_refused(lists: Any, words: str) -> None:
    with pytest.raises(TypeError, match=words):
        kf.assess(moved("Kolding"), admitted=lists)


def test_a_day_outside_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match=r"admitted\[0\]\.from_: 1989-12-31 lies outside 1990-01-01 to 2099-12-31"):
        kf.assess(moved("Kolding"), admitted=[LIST | {"from_": date(1989, 12, 31)}])


FILE = """\
schema: kontaktforloeb/admitted-1
admitted:
  - a_kasse: HK
    municipalities: [Vejle, 607]
    from: 2020-01-01
  - {a_kasse: 3F-A, municipalities: [Kolding], to: 2021-12-31}
"""


def test_lists_in_a_file(tmp_path: Path, run: Run, source: Path) -> None:
    path = tmp_path / "lists.yaml"
    path.write_text(FILE, encoding="utf-8")
    lists = kf.read_admitted(path)
    assert lists == (
        kf.Admitted(a_kasse="HK", municipalities=["Vejle", "607"], from_=date(2020, 1, 1)),
        kf.Admitted(a_kasse="3F-A", municipalities=["Kolding"], to=date(2021, 12, 31)),
    )
    assert kf.read_admitted(str(path)) == lists
    (tmp_path / "moved.json").write_text(json.dumps(moved("Kolding").to_dict()), encoding="utf-8")
    done = run("check", "moved.json", "--admitted", "lists.yaml", "--format", "json", cwd=tmp_path)
    course = kf.read_text((tmp_path / "moved.json").read_bytes(), file="moved.json")
    assert kf.assess(course, admitted=lists).to_json() == done.stdout
    document = {
        "schema": "kontaktforloeb/admitted-1",
        "admitted": [
            {"a_kasse": "HK", "municipalities": ["Vejle", 607], "from": "2020-01-01"},
            {"a_kasse": "3F-A", "municipalities": ["Kolding"], "to": "2021-12-31"},
        ],
    }
    jsonschema.validate(document, schema(source, "admitted"))
    path = tmp_path / "lists.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert kf.read_admitted(path) == lists
    path.write_text('{"schema": "kontaktforloeb/admitted-1", "admitted": []}')
    assert kf.read_admitted(path) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "kontaktforloeb/admitted-2"},
        {"admitted": None},
        {"admitted": LIST},
        {"lists": []},
        {"admitted": [{"a_kasse": "HK"}]},
        {"admitted": [{"municipalities": ["Vejle"]}]},
        {"admitted": [LIST | {"municipalities": []}]},
        {"admitted": [LIST | {"municipalities": "Vejle"}]},
        {"admitted": [LIST | {"municipalities": [None]}]},
        {"admitted": [LIST | {"municipalities": [True]}]},
        {"admitted": [LIST | {"a_kasse": ""}]},
        {"admitted": [LIST | {"from": "2021-1-1"}]},
        {"admitted": [LIST | {"until": "2021-01-01"}]},
        {"admitted": [LIST | {"to": 2021}]},
    ],
)
def test_the_schema_of_lists_refuses_what_the_reader_refuses(
    change: dict[str, Any], source: Path, tmp_path: Path
) -> None:
    document = {"schema": "kontaktforloeb/admitted-1", "admitted": [LIST]}
    jsonschema.validate(document, schema(source, "admitted"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document | change, schema(source, "admitted"))
    path = tmp_path / "lists.json"
    path.write_text(json.dumps(document | change), encoding="utf-8")
    with pytest.raises(kf.CourseError):
        kf.read_admitted(path)


def test_the_command_prints_the_schema_of_lists(run: Run, source: Path) -> None:
    done = run("schema", "admitted")
    assert done.returncode == 0
    assert json.loads(done.stdout) == schema(source, "admitted")


def test_faults_of_a_file_of_lists_have_their_places(tmp_path: Path) -> None:
    path = tmp_path / "lists.yaml"
    path.write_text(FILE.replace("HK", "HKK").replace("2020-01-01", "2021-02-29") + "x: 1\n", encoding="utf-8")
    with pytest.raises(kf.CourseError) as error:
        kf.read_admitted(path)
    assert [(fault.key, fault.line, fault.column) for fault in error.value.faults] == [
        ("admitted[0].a_kasse", 3, 14),
        ("admitted[0].from", 5, 11),
        ("x", 7, 1),
    ]
    assert all(fault.file == str(path) for fault in error.value.faults)
    with pytest.raises(FileNotFoundError):
        kf.read_admitted(tmp_path / "nowhere.yaml")


# Which regimes hold


def answers(day: date, **keywords: Any) -> dict[str, str]:
    return {one.regime: one.applies for one in kf.applicable(day, **keywords) if one.applies != "no"}


def test_each_answer() -> None:
    day = date(2021, 9, 6)
    trial, national = "trial_2020", "national_2020"
    everywhere = {"aalborg": "perhaps", "rebild": "perhaps", "hjoerring": "perhaps"}
    assert answers(day) == {trial: "perhaps", national: "yes"} | everywhere
    assert answers(day, a_kasse="BUPL") == {trial: "perhaps", national: "yes"} | everywhere
    assert answers(day, municipality="Vejle") == {trial: "perhaps", national: "yes"}
    assert answers(day, a_kasse="BUPL", municipality="Vejle") == {trial: "if_visited", national: "yes"}
    assert answers(day, a_kasse="HK", municipality="Vejle") == {trial: "perhaps", national: "yes"}
    assert answers(day, a_kasse="other:Krifa", municipality="Vejle") == {national: "yes"}
    assert answers(day, a_kasse="BUPL", municipality="Aalborg") == {national: "as_base", "aalborg": "yes"}
    assert answers(date(2018, 9, 6), municipality=851) == {"national_2015": "as_base", "aalborg": "yes"}
    assert answers(date(2024, 9, 6), municipality="Aalborg") == {"national_2024": "yes"}
    assert answers(date(2026, 9, 6)) == {"national_2026": "yes"}
    assert answers(date(2015, 6, 30)) == answers(date(2027, 1, 1)) == {}
    assert [one.regime for one in kf.applicable(day)] == [regime.regime for regime in kf.regimes()]


def test_lists_of_ones_own_answer_too() -> None:
    day = date(2021, 9, 6)
    assert answers(day, a_kasse="HK", municipality="Vejle", admitted=[VEJLE])["trial_2020"] == "if_visited"
    assert "trial_2020" not in answers(day, a_kasse="HK", municipality="Kolding", admitted=[VEJLE])
    late = [LIST | {"from_": date(2022, 1, 1)}]
    assert answers(day, a_kasse="HK", municipality="Vejle", admitted=late)["trial_2020"] == "perhaps"


def test_what_applies_is_what_a_course_is_judged_by() -> None:
    for day in (date(2018, 9, 6), date(2019, 12, 31), date(2020, 1, 1), date(2021, 9, 6), date(2024, 1, 1)):
        for place in ("Vejle", "Aalborg", "Rebild"):
            held = [regime for regime, applies in answers(day, a_kasse="FOA", municipality=place).items()
                    if applies in ("yes", "if_visited")]  # fmt: skip
            person = kf.Person(insurance="full_time", a_kasse="FOA", municipality=place)
            course = kf.Course(id="x", person=person, registered=day, placed=day)
            visited = course.replace(events=[kf.Event(type="visited", date=day)])
            chosen = kf.assess(visited if "trial_2020" in held else course, as_of=day).regime
            assert chosen == held[0]


def test_why_is_the_commands(run: Run, tmp_path: Path) -> None:
    (tmp_path / "lists.yaml").write_text(FILE, encoding="utf-8")
    lists = kf.read_admitted(tmp_path / "lists.yaml")
    for day in (date(2014, 1, 1), date(2018, 9, 6), date(2021, 9, 6), date(2026, 7, 1)):
        for place in (None, "Vejle", "Aalborg"):
            options = ["--a-kasse", "HK", *(["--municipality", place] if place else []), "--admitted", "lists.yaml"]
            done = run("rules", "--on", day.isoformat(), "--format", "json", *options, cwd=tmp_path)
            assert json.loads(done.stdout)["regimes"] == [
                {"regime": one.regime, "applies": one.applies, "why": {"da": one.why.da, "en": one.why.en}}
                for one in kf.applicable(day, a_kasse="HK", municipality=place, admitted=lists)
            ]


def test_answers_are_values() -> None:
    one = kf.applicable(date(2021, 9, 6))[0]
    assert pickle.loads(pickle.dumps(one)) == one
    assert eval(repr(one), vars(kf)) == one
    with pytest.raises(AttributeError):
        one.applies = "no"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("keywords", "kind", "words"),
    [
        ({"a_kasse": "HKK"}, ValueError, "a_kasse: unknown a-kasse 'HKK'; did you mean 'HK-A'"),
        ({"municipality": "Vejlle"}, ValueError, "municipality: unknown municipality 'Vejlle'; did you mean 'Vejle'"),
        ({"municipality": 3}, ValueError, "municipality: unknown municipality '3'"),
        ({"a_kasse": 3}, TypeError, "a_kasse: expected text, got int"),
        ({"admitted": "HK"}, TypeError, "admitted: expected a list, got str"),
        ({"day": date(1980, 1, 1)}, ValueError, "day: 1980-01-01 lies outside 1990-01-01 to 2099-12-31"),
        ({"day": "2021-09-06"}, TypeError, "day: expected datetime.date, got str"),
        ({"day": None}, TypeError, "day: expected datetime.date, got NoneType"),
        ({"day": datetime.datetime(2021, 9, 6)}, TypeError, r"day: expected datetime.date .*\.date\(\)"),
    ],
)
def test_what_cannot_be_asked(keywords: dict[str, Any], kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words):
        kf.applicable(**({"day": date(2021, 9, 6)} | keywords))


# The law of each regime


def test_what_rules_say_of_windows_choices_and_series() -> None:
    rules = {rule.rule: rule for rule in kf.rules()}
    assert rules["national_2024.jobcenter_jobsamtale"].window.from_ == kf.After(rule="national_2024.handover")
    assert rules["national_2024.jobcenter_jobsamtale"].participation == (kf.Party.a_kasse, "stays_out")
    assert rules["national_2020.faellessamtale_2"].participation == (kf.Party.a_kasse, "takes_part")
    assert rules["national_2015.jobsamtale_quarterly"].every == (480.99, 390.0)
    assert rules["national_2015.jobsamtale_1"].among == kf.Conversation.faellessamtale
    assert rules["national_2020.raadighedssamtale_2"].until == date(2023, 12, 31)
    assert rules["national_2020.raadighedssamtale_2"].ordinal == 2
    assert rules["national_2026.share_75"].share == 75
    for rule in rules.values():
        after = rule.window.from_
        if isinstance(after, kf.After):
            assert rules[after.rule].kind == kf.RuleKind.state
        assert pickle.loads(pickle.dumps(rule)) == rule
