"""Comparison: one cohort judged in two ways."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

import kontaktforloeb as kf

from .cohorts import examples, table

DAY = date(2023, 12, 31)
IMMEDIATE = {"readings": {"handover_test": "immediate"}}


@pytest.fixture(scope="module")
def cohort() -> Any:
    return kf.synthesize(400, seed=5)


def test_the_same_way_twice_changes_nothing(cohort: Any) -> None:
    found = kf.compare(cohort, DAY, {"a": {}, "b": {}})
    assert len(found.courses) == len(found.findings) == len(found.rules) == 0
    assert found.verdicts["courses"].sum() == 400
    assert (found.verdicts["verdict_a"] == found.verdicts["verdict_b"]).all()


def test_changes_are_those_of_each_course_alone(cohort: Any) -> None:
    found = kf.compare(cohort, DAY, {"end": {}, "at once": IMMEDIATE})
    read = kf.Cohort(cohort)
    changed, rules = [], []
    for row in range(len(read)):
        one = read.course(row)
        first = kf.assess(one, as_of=DAY, contested=False)
        second = kf.assess(one, as_of=DAY, contested=False, **IMMEDIATE)  # type: ignore[arg-type]
        if first.verdict != second.verdict:
            changed.append((row, one.id, str(first.verdict.value), str(second.verdict.value)))  # type: ignore[union-attr]
        told: list[dict[str, str]] = []
        for assessment in (first, second):
            statuses: dict[str, list[str]] = {}
            for finding in assessment.findings:
                statuses.setdefault(finding.rule, []).append(finding.status.value)
            told.append({rule: ", ".join(values) for rule, values in statuses.items()})
        for rule in sorted(told[0].keys() | told[1].keys()):
            if told[0].get(rule) != told[1].get(rule):
                rules.append((row, one.id, rule, told[0].get(rule), told[1].get(rule)))
    assert changed
    assert found.courses.rows() == changed
    assert found.findings.rows() == rules
    assert found.rules["courses"].sum() == len(rules)
    assert found.verdicts.filter(pl.col("verdict_end") != pl.col("verdict_at once"))["courses"].sum() == len(changed)
    for rule, end, at_once, _, ids in found.rules.rows():
        assert 0 < len(ids) <= 3
        assert all((rule, end, at_once) == row[2:] for row in rules if row[1] in ids and row[2] == rule)


def test_a_read_cohort_and_two_regimes(cohort: Any) -> None:
    ways: dict[str, dict[str, Any]] = {"trial": {}, "ordinary": {"regime": "normalindsats"}}
    found = kf.compare(kf.Cohort(cohort), DAY, ways, examples=1)
    assert found.findings.filter(rule="normalindsats.cv_samtale")["status_trial"].null_count() == 400
    assert found.rules["examples"].list.len().max() == 1
    assert found.findings.equals(kf.compare(pl.DataFrame(cohort), DAY, ways).findings)


def test_every_example_goes_through() -> None:
    many = examples()
    found = kf.compare(table(many), date(2021, 12, 31), {"now": {}, "trial": {"regime": "trial_2020"}})
    assert found.verdicts["courses"].sum() == len(many)


def test_markdown(cohort: Any) -> None:
    found = kf.compare(cohort, DAY, {"end": {}, "at once": IMMEDIATE})
    page = found.to_markdown()
    assert page.startswith(f"# end and at once as of 2023-12-31\n\n{len(found.courses)} courses change verdict.\n\n")
    assert "| verdict_end | verdict_at once | courses |\n| --- | --- | --: |\n" in page
    assert found._repr_markdown_() == page
    assert repr(found).startswith("<Comparison of end and at once as of 2023-12-31: ")


@pytest.mark.parametrize(
    ("ways", "message"),
    [
        ({"a": {}}, r"ways: expected two ways to judge, got 1"),
        ({"a": {}, "b": {"reading": {}}}, r"ways: 'b': 'reading' is not one of regime, readings, admitted"),
        ({"a": {}, "b": {"regime": "nix"}}, r"nix"),
    ],
)
def test_wrong_ways_are_named(cohort: Any, ways: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        kf.compare(cohort, DAY, ways)
    with pytest.raises(ValueError, match="examples: expected a whole number"):
        kf.compare(cohort, DAY, {"a": {}, "b": {}}, examples=-1)
    with pytest.raises(kf.CohortError, match="has no column 'registered'"):
        kf.compare(cohort.drop_columns(["registered"]), DAY, {"a": {}, "b": {}})
