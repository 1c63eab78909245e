"""Findings as data frames."""

from __future__ import annotations

import sys
from datetime import date

import pandas
import polars
import pytest

import kontaktforloeb as kf

from .conftest import example_files

DAY = date(2022, 3, 1)


@pytest.fixture(scope="module")
def assessments() -> list[kf.Assessment]:
    return kf.assess_many([kf.read(path) for path in example_files()], as_of=DAY)


def test_pandas(assessments: list[kf.Assessment]) -> None:
    frame = kf.to_frame(assessments)
    findings = [(i, a, f) for i, a in enumerate(assessments) for f in a.findings]
    assert len(frame) == len(findings) > 50
    for (place, assessment, finding), row in zip(findings, frame.to_dict("records"), strict=True):
        assert (row["course"], row["id"], row["verdict"]) == (place, assessment.course.id, assessment.verdict)
        assert (row["rule"], row["status"], row["severity"]) == (finding.rule, finding.status, finding.severity)
        assert row["message"] == finding.message()
        assert tuple(row["meetings"]) == finding.meetings
        for name in ("due", "not_before", "completed_on"):
            day = None if pandas.isna(row[name]) else row[name].date()
            assert day == getattr(finding, name)
        for name in ("required", "counted"):
            assert (None if pandas.isna(row[name]) else row[name]) == getattr(finding, name)
    assert frame["due"].dtype.kind == "M"
    assert str(frame["required"].dtype) == "Int64"


def test_polars(assessments: list[kf.Assessment]) -> None:
    frame = kf.to_frame(assessments, backend="polars")
    same = kf.to_frame(assessments)
    assert frame.columns == list(same.columns)
    assert frame["rule"].to_list() == same["rule"].to_list()
    assert frame["due"].to_list() == [None if pandas.isna(day) else day.date() for day in same["due"]]
    assert frame.schema["due"] == polars.Date
    assert frame.schema["meetings"] == polars.List(polars.Int64)


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_nothing_gives_an_empty_frame_of_the_same_columns(assessments: list[kf.Assessment], backend: str) -> None:
    empty = kf.to_frame([], backend=backend)  # type: ignore[call-overload]
    full = kf.to_frame(assessments, backend=backend)  # type: ignore[call-overload]
    assert len(empty) == 0
    assert list(empty.columns) == list(full.columns)
    if backend == "polars":
        assert empty.schema == full.schema


def test_one_assessment_and_danish(assessments: list[kf.Assessment]) -> None:
    frame = kf.to_frame(assessments[0], lang="da")
    assert list(frame["message"]) == [finding.message("da") for finding in assessments[0].findings]


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_a_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch, backend: str) -> None:
    monkeypatch.setitem(sys.modules, backend, None)
    with pytest.raises(ImportError, match=rf"{backend} is not installed; pip install 'kontaktforloeb\[{backend}\]'"):
        kf.to_frame([], backend=backend)  # type: ignore[call-overload]
