"""What holds for all courses."""

from __future__ import annotations

import datetime
import itertools
import json
import pickle
import subprocess
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kontaktforloeb as kf

from .strategies import courses

settings.register_profile("kontaktforloeb", deadline=None, derandomize=True, max_examples=150)
settings.load_profile("kontaktforloeb")

days = st.dates(date(2015, 5, 1), date(2027, 3, 31))


@given(courses(), days)
def test_values_survive_every_way_of_writing_them(course: kf.Course, day: date) -> None:
    assert eval(repr(course), vars(kf) | {"datetime": datetime}) == course
    assert pickle.loads(pickle.dumps(course)) == course
    assert kf.Course.from_dict(json.loads(json.dumps(course.to_dict()))) == course
    assessment = kf.assess(course, as_of=day)
    assert eval(repr(assessment), vars(kf) | {"datetime": datetime}) == assessment
    assert pickle.loads(pickle.dumps(assessment)).to_json() == assessment.to_json()
    for finding in assessment.findings:
        assert eval(repr(finding), vars(kf) | {"datetime": datetime}) == finding


@given(st.lists(courses(), max_size=5), days, st.integers(1, 4), st.booleans())
def test_many_are_judged_as_each_alone(many: list[kf.Course], day: date, threads: int, as_planned: bool) -> None:
    as_of = None if as_planned else day
    together = kf.assess_many(many, as_of=as_of, as_planned=as_planned, threads=threads)
    alone = [kf.assess(course, as_of=as_of, as_planned=as_planned) for course in many]
    assert [a.to_json() for a in together] == [a.to_json() for a in alone]
    frame = kf.to_frame(together, backend="polars")
    assert frame["status"].to_list() == [finding.status for a in alone for finding in a.findings]


@given(courses(), days)
def test_the_same_question_has_the_same_answer(course: kf.Course, day: date) -> None:
    one, other = kf.assess(course, as_of=day), kf.assess(course, as_of=day)
    assert (one, hash(one), one.to_json()) == (other, hash(other), other.to_json())
    assert one.findings == other.findings


@given(courses(), days)
def test_the_verdict_follows_from_the_findings(course: kf.Course, day: date) -> None:
    assessment = kf.assess(course, as_of=day)
    if assessment.verdict is None:
        assert (assessment.findings, assessment.state) == ((), None)
        assert assessment.reason()
        return
    found = {finding.severity for finding in assessment.findings}
    if kf.Severity.error in found:
        expected = kf.Verdict.violated
    elif kf.Severity.note in found:
        expected = kf.Verdict.undecided
    else:
        expected = kf.Verdict.open if kf.Severity.warning in found else kf.Verdict.fulfilled
    assert assessment.verdict == expected
    assert assessment.reason() is None


@given(courses(), st.integers(0, 500))
def test_phases_touch_and_begin_with_the_regime(course: kf.Course, later: int) -> None:
    day = course.registered + datetime.timedelta(days=later)
    assessment = kf.assess(course, as_of=day)
    phases = assessment.phases
    assert [phase.regime for phase in phases[:1]] == [assessment.regime for _ in phases[:1]]
    assert len({phase.regime for phase in phases}) == len(phases)
    for before, after in itertools.pairwise(phases):
        assert before.to is not None and before.to + datetime.timedelta(days=1) == after.from_


@given(courses(), st.integers(0, 500))
def test_what_is_open_lacks_something_and_what_is_met_does_not(course: kf.Course, later: int) -> None:
    day = course.registered + datetime.timedelta(days=later)
    for finding in kf.assess(course, as_of=day).findings:
        if finding.required is not None and finding.counted is not None:
            if finding.status in (kf.Status.open, kf.Status.missed):
                assert finding.counted < finding.required, finding
            if finding.status is kf.Status.met:
                assert finding.counted >= finding.required, finding


@given(courses(), st.integers(0, 500))
def test_flips_are_those_of_contested_findings(course: kf.Course, later: int) -> None:
    day = course.registered + datetime.timedelta(days=later)
    assessment = kf.assess(course, as_of=day)
    flips = assessment.contested()
    assert {flip.finding for flip in flips} == {i for i, f in enumerate(assessment.findings) if f.contested}
    assert all(flip.becomes != flip.status for flip in flips)
    assert kf.contested(assessment, backend="polars")["becomes"].to_list() == [flip.becomes for flip in flips]


@given(courses(), st.integers(0, 500))
def test_a_clock_reaches_an_amount_on_the_first_day_that_shows_it(course: kf.Course, amount: int) -> None:
    for which in (kf.Clock.benefit_consumption, kf.Clock.aggregate_unemployment):
        clock = kf.clock(course, which)
        found = clock.reached(amount + 1)
        if found.day is not None and not found.projected:
            assert clock.on(found.day) >= amount + 1
            assert clock.on(found.day - datetime.timedelta(days=1)) < amount + 1


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(courses(), min_size=20, max_size=20), days)
def test_python_gives_what_the_command_gives(
    run: Callable[..., subprocess.CompletedProcess[str]], many: list[kf.Course], day: date
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for i, course in enumerate(many):
            names.append(f"{i:02}.json")
            Path(folder, names[-1]).write_text(json.dumps(course.to_dict()), encoding="utf-8")
        done = run("check", "--format", "json", "--as-of", day.isoformat(), ".", cwd=Path(folder))
        read = [kf.read_text(Path(folder, name).read_bytes(), file=f"./{name}") for name in names]
    assert read == many
    assert kf.to_json([kf.assess(course, as_of=day) for course in read]) == done.stdout
