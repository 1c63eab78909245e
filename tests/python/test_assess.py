"""Assessing from Python is assessing by the command: the same bytes, one course or many, one thread or several."""

from __future__ import annotations

import datetime
import json
import pickle
import subprocess
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import kontaktforloeb as kf

from .conftest import example_files

Run = Callable[..., "subprocess.CompletedProcess[str]"]
DAY = date(2021, 12, 31)


@pytest.mark.parametrize("lang", ["en", "da"])
def test_the_document_is_the_commands_to_the_byte(
    example: Path, lang: kf._values.Language, run: Run, source: Path
) -> None:
    name = example.relative_to(source).as_posix()
    for options, keywords in (
        (["--as-of", "2022-03-01"], {"as_of": date(2022, 3, 1)}),
        (["--as-planned"], {"as_planned": True}),
        (
            ["--as-of", "2022-03-01", "--regime", "trial_2020", "--reading", "handover_test=immediate"],
            {"as_of": date(2022, 3, 1), "regime": "trial_2020", "readings": {"handover_test": "immediate"}},
        ),
    ):
        done = run("check", "--format", "json", "--lang", lang, *options, name)
        course = kf.read_text(example.read_bytes(), file=name)
        assert kf.assess(course, **keywords).to_json(lang) == done.stdout  # type: ignore[arg-type]


def test_many_documents_are_the_commands_too(run: Run, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(source)
    names = [path.relative_to(source).as_posix() for path in example_files()]
    done = run("check", "--format", "json", "--as-of", "2022-03-01", *names)
    assessments = kf.assess_many([kf.read(name) for name in names], as_of=date(2022, 3, 1))
    assert kf.to_json(assessments) == done.stdout
    assert kf.to_json([]).count("\n") > 5


def test_the_day_is_the_callers_else_the_courses_else_today(monkeypatch: pytest.MonkeyPatch) -> None:
    course = kf.Course(id="x", person={"insurance": "full_time"}, registered=date(2021, 9, 6))
    before = datetime.date.today()
    found = kf.assess(course).as_of
    assert found in (before, datetime.date.today())
    dated = course.replace(as_of=DAY)
    assert kf.assess(dated).as_of == DAY
    assert kf.assess(dated, as_of=date(2022, 1, 1)).as_of == date(2022, 1, 1)
    assert kf.assess(dated, as_planned=True).as_of is None
    assert [a.as_of for a in kf.assess_many([dated, course.replace(as_of=date(2021, 10, 1))])] == [
        DAY,
        date(2021, 10, 1),
    ]


def test_values_say_what_the_document_says(example: Path) -> None:
    assessment = kf.assess(kf.read(example), as_of=date(2022, 3, 1))
    document = assessment.to_dict()["courses"][0]
    assert document["verdict"] == assessment.verdict
    assert document["regime"] == assessment.regime
    assert document["base"] == assessment.base
    assert document["readings"] == assessment.readings
    assert list(document["readings"]) == list(assessment.readings)
    assert document["reason"] == assessment.reason()
    assert [finding["rule"] for finding in document["next"]] == [item.rule for item in assessment.next]
    assert document["phases"] == [
        {
            "regime": phase.regime,
            "from": phase.from_.isoformat(),
            "to": phase.to.isoformat() if phase.to else None,
            "ended_reason": phase.ended_reason,
        }
        for phase in assessment.phases
    ]

    def text(day: date | None) -> str | None:
        return day.isoformat() if day else None

    for written, finding in zip(document["findings"], assessment.findings, strict=True):
        for key in ("rule", "status", "severity", "required", "counted", "due_projected", "contested"):
            assert written[key] == getattr(finding, key), key
        for key in ("not_before", "due", "completed_on"):
            assert written[key] == text(getattr(finding, key)), key
        assert written["message"] == finding.message()
        assert written["meetings"] == list(finding.meetings)
        assert written["not_counted"] == [{"meeting": n.meeting, "why": n.why} for n in finding.not_counted]
        assert (
            written["position"] == {"line": finding.position.line, "column": finding.position.column}
            if finding.position
            else None
        )
        assert written["basis"] == [
            {"source": b.source, "url": b.url, "quote": b.quote, "evidence": b.evidence} for b in finding.basis
        ]
    if assessment.state is None:
        assert document["state"] is None
        return
    state, written = assessment.state, document["state"]
    assert (written["stage"], written["ended_reason"], written["responsible"]) == (
        state.stage,
        state.ended_reason,
        state.responsible,
    )
    assert written["clocks"] == {
        "calendar": state.clocks.calendar,
        "aggregate_unemployment": state.clocks.aggregate_unemployment,
        "benefit_consumption": state.clocks.benefit_consumption,
    }
    if state.handover is None:
        assert written["handover"] is None
    else:
        handover = state.handover
        assert written["handover"] == {
            "last_day": text(handover.last_day),
            "jobcenter_from": text(handover.jobcenter_from),
            "projected": handover.projected,
            "hours": handover.hours,
            "threshold": handover.threshold,
        }


def test_looking_for_what_is_contested_changes_nothing_else(example: Path) -> None:
    course = kf.read(example)
    with_it, without = (kf.assess(course, as_of=date(2022, 3, 1), contested=flag) for flag in (True, False))
    assert with_it.verdict == without.verdict
    assert with_it != without
    for one, other in zip(with_it.findings, without.findings, strict=True):
        assert (one.rule, one.status, one.due) == (other.rule, other.status, other.due)
        assert not other.contested
        assert (one.contested_by is not None) == one.contested


@pytest.mark.parametrize(
    ("day", "en", "da"),
    [
        (date(2015, 6, 1), "1 June 2015", "1. juni 2015"),
        (date(2027, 1, 1), "1 January 2027", "1. januar 2027"),
    ],
)
def test_law_that_is_not_known_is_a_value(day: date, en: str, da: str) -> None:
    course = kf.Course(id="x", person={"insurance": "full_time"}, registered=day)
    assessment = kf.assess(course, as_of=day)
    assert assessment.verdict is None
    assert assessment.regime is None
    assert assessment.state is None
    assert assessment.findings == ()
    assert assessment.phases == ()
    assert assessment.contested() == ()
    assert assessment.reason() == f"No known law holds for a benefit period from {en}."
    assert assessment.reason("da") == f"Ingen kendte regler gælder for en dagpengeperiode fra {da}."


def test_the_law_is_known_from_july_2015_to_the_end_of_2026() -> None:
    for day, regime in (
        (date(2015, 7, 1), "national_2015"),
        (date(2019, 12, 31), "national_2015"),
        (date(2020, 1, 1), "national_2020"),
        (date(2023, 12, 31), "national_2020"),
        (date(2024, 1, 1), "national_2024"),
        (date(2026, 6, 30), "national_2024"),
        (date(2026, 7, 1), "national_2026"),
        (date(2026, 12, 31), "national_2026"),
    ):
        person = kf.Person(insurance="full_time", municipality="København")
        assessment = kf.assess(kf.Course(id="x", person=person, registered=day, placed=day), as_of=day)
        assert (assessment.regime, assessment.reason()) == (regime, None)
        assert [(phase.regime, phase.from_, phase.to) for phase in assessment.phases] == [(regime, day, None)]


def test_the_number_of_threads_changes_nothing() -> None:
    courses = [kf.read(path) for path in example_files()] * 40
    one = kf.assess_many(courses, as_of=DAY, threads=1)
    for threads in (2, 3, 8, 1000):
        assert kf.assess_many(courses, as_of=DAY, threads=threads) == one
    assert kf.to_json(kf.assess_many(courses, as_of=DAY, threads=2)) == kf.to_json(one)
    assert one == [kf.assess(course, as_of=DAY) for course in courses]
    assert kf.assess_many([]) == []
    assert kf.assess_many(iter(courses[:3]), as_of=DAY) == one[:3]


def test_many_threads_may_ask_the_same_objects() -> None:
    courses = [kf.read(path) for path in example_files()]
    shared = [kf.assess(course, as_of=DAY) for course in courses]
    expected = [kf.assess(course, as_of=DAY).to_json() for course in courses]
    wrong: list[int] = []
    start = threading.Barrier(8)

    def work(first: int) -> None:
        start.wait()
        for turn in range(20):
            for i in range(len(courses)):
                at = (first * 5 + i) % len(courses)
                fresh = kf.assess(courses[at], as_of=DAY)
                if shared[at].to_json() != expected[at] or fresh.findings != shared[at].findings:
                    wrong.append(turn)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_other_threads_run_while_courses_are_judged() -> None:
    courses = [kf.read(path) for path in example_files()] * 400
    ticks = 0
    done = threading.Event()

    def count() -> None:
        nonlocal ticks
        while not done.is_set():
            ticks += 1

    counter = threading.Thread(target=count)
    counter.start()
    before = ticks
    kf.assess_many(courses, as_of=DAY, threads=1)
    during = ticks - before
    done.set()
    counter.join()
    # With the lock held the counter would stand still but for the moments around the call.
    assert during > 1000


def test_clocks() -> None:
    course = kf.read_text(json.dumps(kf.read(example_files()[0]).to_dict()))
    member = kf.Course(
        id="x",
        person={"insurance": "full_time"},
        registered=date(2021, 9, 6),
        benefit=[
            {"month": "2021-09", "hours": 140.6},
            {"month": "2021-10", "hours": 160.33},
            {"month": "2021-11", "hours": 160.33},
        ],
    )
    consumed = kf.clock(member, "benefit_consumption")
    assert consumed.on(date(2021, 11, 30)) == 461.26
    assert consumed.reached(410) == kf.ClockDay(day=date(2021, 11, 19), projected=False)
    assert consumed.exceeded(461.26).projected
    assert consumed.expected(date(2021, 12, 31)) == 621.59
    days = kf.clock(member, kf.Clock.calendar)
    assert days.on(date(2021, 9, 20)) == 14
    assert isinstance(days.on(date(2021, 9, 20)), int)
    assert days.reached(14).day == date(2021, 9, 20)
    assert kf.clock(course, "aggregate_unemployment", readings={"hours_within_month": "end_of_month"}) is not None


def test_the_law() -> None:
    assert kf.minimum_meetings("trial_2020") == 3
    assert kf.minimum_meetings("normalindsats") == 5
    assert kf.minimum_meetings("national_2015") is None
    assert kf.may_merge("trial_2020", "cv_samtale", "jobsamtale") is True
    assert kf.may_merge("trial_2020", "cv_samtale", "raadighedssamtale") is False
    assert kf.may_merge("aalborg", "cv_samtale", "jobsamtale") is None
    assert kf.rules("trial_2020")[0].rule == "trial_2020.cv_samtale"
    assert {rule.regime for rule in kf.rules()} == {regime.regime for regime in kf.regimes()}
    for rule in kf.rules():
        assert rule.basis
        assert set(rule.readings) <= set(kf.readings())
        assert eval(repr(rule), vars(kf) | {"datetime": datetime}) == rule
    assert kf.readings()["handover_test"] == ("end_of_month", "immediate")
    assert [period.from_ for period in kf.dead_periods()] == sorted(period.from_ for period in kf.dead_periods())
    assert [(norm.full_time, norm.part_time) for norm in kf.month_norms()][-1] == (160.33, 130.0)
    assert kf.law_digest.startswith("sha256:")


def test_readings_are_the_commands(run: Run) -> None:
    written = json.loads(run("rules", "--format", "json").stdout)["readings"]
    assert [item["id"] for item in written] == list(kf.readings())
    for item in written:
        reading = kf.readings()[item["id"]]
        assert reading == tuple(value["value"] for value in item["values"])
        assert (reading.id, reading.default) == (item["id"], item["default"])
        assert vars_of(reading.question) == item["question"]
        assert {value: vars_of(text) for value, text in reading.meanings.items()} == {
            value["value"]: value["text"] for value in item["values"]
        }
        assert [basis.source for basis in reading.basis] == [basis["source"] for basis in item["basis"]]
        assert vars_of(reading.support.text) == item["support"]["text"]
        assert reading.support.evidence == item["support"]["evidence"]
        assert [basis.quote for basis in reading.support.basis] == [b["quote"] for b in item["support"]["basis"]]


def test_readings_are_values() -> None:
    reading = kf.readings()["week_10_boundary"]
    assert pickle.loads(pickle.dumps(reading)) is reading
    assert eval(repr(reading)) == reading
    with pytest.raises(AttributeError, match="question: a reading cannot be changed"):
        reading.question = kf.Text(da="", en="")
    with pytest.raises(TypeError):
        reading.meanings["two_months"] = kf.Text(da="", en="")  # type: ignore[index]


def test_what_the_tables_say_of_a_rule() -> None:
    rules = {rule.rule: rule for rule in kf.rules()}
    first = rules["national_2015.jobsamtale_1"]
    assert first.postponement == kf.Postponement(days=14, full_time=74.0, part_time=60.0)
    assert (first.after_trial, first.group, first.after_cv) == ("nothing", "jobsamtale", False)
    assert rules["national_2020.faellessamtale_2"].after_trial == "in_full"
    assert rules["national_2024.a_kasse_jobsamtale"].repaired_by is kf.Party.jobcenter
    assert rules["national_2026.a_kasse_jobsamtale"].exemptions == (kf.ExemptReason.share_75,)
    assert rules["trial_2020.faellessamtale"].participant_absent == "jobcenter_absent"
    assert rules["trial_2020.raadighedssamtale_extra"].window.kinds == ("next_month", "next_month")
    assert rules["trial_2020.raadighedssamtale_extra"].empty_joblog is not None
    assert rules["trial_2020.cv_samtale"].postponement is None
    for variant in ("aalborg", "rebild", "hjoerring"):
        rule = rules[f"{variant}.faellessamtale_1"]
        assert (rule.replaces, rule.beside) == ("national_2015.faellessamtale_1", "national_2020.faellessamtale_1")
        assert rule.after_cv is True
    themes = dict(rules["rebild.gruppesamtale_theme"].themes)
    assert set(themes) == set(kf.Track)
    assert "motivation" in themes[kf.Track.education]
    assert rules["rebild.faellessamtale_1"].themes == ()


def test_points_under_other_readings_are_told() -> None:
    rules = {rule.rule: rule for rule in kf.rules()}
    (other,) = rules["trial_2020.cv_samtale"].window.under
    assert (other.end, other.reading, other.value, other.bound.full_time) == ("to", "two_week_day", "plus_13", 13)
    for rule in rules.values():
        for other in rule.window.under:
            assert other.value in kf.readings()[other.reading][1:]
            assert other.reading in rule.readings
            assert other.bound != (rule.window.to if other.end == "to" else rule.window.from_)
    edges = {rule.window.to.edge for rule in rules.values() if rule.window.to is not None}
    assert edges == {"reached", "exceeded"}
    for rule in rules.values():
        if rule.window.to is not None:
            assert rule.window.to.strict == (rule.window.to.edge != "reached")


def test_what_the_tables_say_of_a_regime() -> None:
    regimes = {regime.regime: regime for regime in kf.regimes()}
    assert {name: regime.entry for name, regime in regimes.items() if not name.startswith("national")} == {
        "trial_2020": "visited",
        "normalindsats": "by_name",
        **dict.fromkeys(("aalborg", "rebild", "hjoerring"), "municipality"),
    }
    rebild = regimes["rebild"]
    assert (rebild.municipality, rebild.national_decides_from) == (840, date(2020, 1, 1))
    assert (rebild.obligations, rebild.minimum_meetings) == (None, None)
    assert (regimes["national_2020"].obligations, regimes["national_2020"].keeps_duties) == (9, True)
    assert (regimes["trial_2020"].most_merged, regimes["national_2020"].most_merged) == (2, None)
    assert kf.ExemptReason.sent_home in {exemption.reason for exemption in regimes["trial_2020"].exemptions}
    assert all(exemption.basis for regime in regimes.values() for exemption in regime.exemptions)
    for regime in regimes.values():
        assert eval(repr(regime), vars(kf) | {"datetime": datetime}) == regime
        assert hash(regime) == hash(eval(repr(regime), vars(kf) | {"datetime": datetime}))


def vars_of(text: kf.Text) -> dict[str, str]:
    return {"da": text.da, "en": text.en}


def test_conditions_are_those_of_the_tables() -> None:
    conditions = {rule.rule.partition(".")[2]: rule.condition for rule in kf.rules("trial_2020")}
    assert conditions["raadighedssamtale_extra"] == "empty_joblog"
    assert conditions["cv_samtale"] is None


def test_rules_are_the_commands(run: Run) -> None:
    document = json.loads(run("rules", "--format", "json").stdout)
    assert [rule["rule"] for rule in document["rules"]] == [rule.rule for rule in kf.rules()]
    for written, rule in zip(document["rules"], kf.rules(), strict=True):
        assert written["kind"] == rule.kind
        assert written["text"] == {"da": rule.text.da, "en": rule.text.en}
        assert (written["window"]["to"] is None) == (rule.window.to is None)
        assert len(written["window_under"]) == len(rule.window.under)
        plain = [
            "condition",
            "after_cv",
            "group",
            "ordinal",
            "after_trial",
            "repaired_by",
            "replaces",
            "beside",
            "share",
        ]
        assert {key: written[key] for key in plain} == {key: getattr(rule, key) for key in plain}
        assert written["exemptions"] == list(rule.exemptions)
        assert (written["themes"] or {}) == {track: list(themes) for track, themes in rule.themes}
        assert (written["postponement"] is None) == (rule.postponement is None)
