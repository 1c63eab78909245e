"""The cases that C++ runs give the same in Python, whichever way the course is built."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest

import kontaktforloeb as kf

from .conftest import cases

CASES = cases()
DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def differences(expected: Any, actual: Any, path: str = "expect") -> list[str]:
    """Say where what is expected is not there; what is not mentioned may be anything."""
    if isinstance(expected, dict):
        found = []
        for key, value in expected.items():
            if key == "absent" and path == "expect":
                found += [f"there is a {f['rule']}" for f in actual["findings"] if f["rule"] in value]
            elif key not in actual:
                found.append(f"{path}.{key} is missing")
            elif key == "findings":
                found += finding_differences(value, list(actual[key]))
            else:
                found += differences(value, actual[key], f"{path}.{key}")
        return found
    if isinstance(expected, list):
        if not isinstance(actual, list) or len(actual) != len(expected):
            return [f"{path} is {actual}, not {expected}"]
        return [line for i, item in enumerate(expected) for line in differences(item, actual[i], f"{path}[{i}]")]
    return [] if expected == actual else [f"{path} is {actual}, not {expected}"]


def finding_differences(expected: list[Any], actual: list[Any]) -> list[str]:
    """Match each finding that is expected with the most similar one of its rule."""
    found = []
    for wanted in expected:
        candidates = [
            (differences(wanted, each, wanted["rule"]), i)
            for i, each in enumerate(actual)
            if each["rule"] == wanted["rule"]
        ]
        if not candidates:
            found.append(f"there is no {wanted['rule']}")
            continue
        best, at = min(candidates)
        del actual[at]
        found += best
    return found


def as_values(document: Any) -> Any:
    """Turn days of a document into `datetime.date`, as a caller would give them."""
    if isinstance(document, dict):
        return {key: as_values(value) for key, value in document.items() if value is not None}
    if isinstance(document, list):
        return [as_values(value) for value in document]
    if isinstance(document, str) and DAY.match(document):
        return datetime.date.fromisoformat(document)
    return document


def judge(course: kf.Course, case: dict[str, Any]) -> kf.Assessment:
    as_of = case.get("as_of")
    return kf.assess(
        course,
        as_of=as_of and datetime.date.fromisoformat(as_of),
        as_planned=case.get("as_planned", False),
        regime=case.get("regime"),
        readings=case.get("readings"),
    )


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_case(case: dict[str, Any]) -> None:
    expected = case["expect"]
    if "faults" in expected:
        with pytest.raises(kf.CourseError) as error:
            kf.Course.from_dict(case["course"])
        assert [fault.key for fault in error.value.faults] == expected["faults"]
        return
    course = kf.Course.from_dict(case["course"])
    keywords = {key: value for key, value in as_values(case["course"]).items() if key != "schema"}
    assert kf.Course(**keywords) == course
    assessment = judge(course, case)
    assert differences(expected, assessment.to_dict()["courses"][0]) == []


def test_there_are_many_and_a_wrong_expectation_is_noticed() -> None:
    assert len(CASES) > 500
    case = next(case for _, case in CASES if case["expect"].get("verdict") == "violated")
    document = judge(kf.Course.from_dict(case["course"]), case).to_dict()["courses"][0]
    assert differences({"verdict": "fulfilled"}, document) == ["expect.verdict is violated, not fulfilled"]
    assert differences({"findings": [{"rule": "no_such"}]}, document) == ["there is no no_such"]
    assert differences({"absent": [document["findings"][0]["rule"]]}, document) != []
