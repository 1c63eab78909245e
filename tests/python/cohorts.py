"""Cohorts for tests: courses as rows, and tables of them in other people's libraries."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

import kontaktforloeb as kf

from .conftest import example_files

DAY = date(2021, 12, 31)

ABSENT = pa.list_(pa.struct({"party": pa.string(), "why": pa.string()}))
TYPES: dict[str, pa.DataType] = {
    "id": pa.string(),
    "insurance": pa.list_(pa.struct({"from": pa.date32(), "status": pa.string()})),
    "a_kasse": pa.string(),
    "municipality": pa.string(),
    "birth_year": pa.int32(),
    "qualifying_education": pa.bool_(),
    "vocational_education_outdated": pa.bool_(),
    "registered": pa.date32(),
    "placed": pa.date32(),
    "benefit": pa.list_(
        pa.struct(
            {
                "month": pa.string(),
                "from": pa.date32(),
                "to": pa.date32(),
                "hours": pa.decimal128(10, 2),
                "kind": pa.string(),
            }
        )
    ),
    "meetings": pa.list_(
        pa.struct(
            {
                "date": pa.date32(),
                "conversations": pa.list_(pa.string()),
                "holder": pa.string(),
                "on_behalf_of": pa.string(),
                "status": pa.string(),
                "form": pa.string(),
                "summoned": pa.date32(),
                "absent": ABSENT,
                "track": pa.string(),
                "themes": pa.list_(pa.string()),
            }
        )
    ),
    "events": pa.list_(
        pa.struct(
            {
                "type": pa.string(),
                "date": pa.date32(),
                "from": pa.date32(),
                "to": pa.date32(),
                "month": pa.string(),
                "municipality": pa.string(),
                "conversation": pa.string(),
                "ordinal": pa.int16(),
                "party": pa.string(),
                "by": pa.string(),
                "choice": pa.string(),
                "reason": pa.string(),
                "outcome": pa.string(),
                "duty_days": pa.int8(),
            }
        )
    ),
    "observed": pa.list_(pa.struct({"clock": pa.string(), "date": pa.date32(), "hours": pa.float64()})),
    "regime": pa.string(),
}


def examples() -> list[kf.Course]:
    """Give the example courses whose readings are the default ones."""
    return [course for course in map(kf.read, example_files()) if not course.readings]


def _hours(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row | {"hours": Decimal(f"{row['hours']:.2f}")} for row in rows]


def columns(courses: Sequence[kf.Course]) -> dict[str, list[Any]]:
    """Give courses as columns of Python objects."""
    from kontaktforloeb import _cohort

    found: dict[str, list[Any]] = _cohort._columns_of_courses(list(courses))
    return found


def table(courses: Sequence[kf.Course], **types: pa.DataType) -> pa.Table:
    """Give courses as a table of pyarrow; `types` replaces those of columns."""
    data = columns(courses)
    chosen = TYPES | types
    if pa.types.is_decimal(chosen["benefit"].value_type.field("hours").type):
        data["benefit"] = [_hours(rows) for rows in data["benefit"]]
    return pa.table({name: pa.array(data[name], type_) for name, type_ in chosen.items()})


def row(**changes: Any) -> dict[str, Any]:
    """Give one course as a row of Python objects."""
    course = {"id": "x", "insurance": "full_time", "registered": date(2021, 9, 6)}
    return course | changes


def one(**changes: Any) -> dict[str, list[Any]]:
    """Give a table of one course as columns."""
    return {name: [value] for name, value in row(**changes).items()}


def faults(table: Any, **options: Any) -> list[tuple[int | None, str, str]]:
    """Give the faults of a table as tuples."""
    rows = kf.Cohort(table, **options).faults().to_polars().rows()
    return [(number, key, message) for number, key, message in rows]


_CODES = {"Vejle": "630", "Aalborg": "851", "Rebild": "840", "Hjørring": "860", "København": "101"}


def same_facts(course: kf.Course) -> dict[str, Any]:
    """Give what a cohort keeps of a course, in one form."""
    document = course.to_dict()
    document.pop("as_of", None)
    for owner in (document["person"], *document.get("events", [])):
        if "municipality" in owner:
            owner["municipality"] = _CODES.get(owner["municipality"], owner["municipality"])
    document["person"]["a_kasse"] = {"3F": "3F-A"}.get(
        document["person"].get("a_kasse"), document["person"].get("a_kasse")
    )
    for meeting in document.get("meetings", []):
        meeting.pop("id", None)
        meeting["conversations"] = sorted(meeting["conversations"])
        if "absent" in meeting:
            meeting["absent"] = sorted(meeting["absent"], key=lambda absent: str(absent["party"]))
    return document


def check_against_single(result: kf.CohortResult, courses: Sequence[kf.Course], **question: Any) -> None:
    """Hold a cohort's judgement against that of each course alone, in every column."""
    frame = result.to_polars()
    found = result.findings().to_polars()
    assert len(result) == len(frame) == len(courses)
    assert result.faults().to_polars().rows() == []
    expected = []
    for number, (course, judged) in enumerate(zip(courses, frame.to_dicts(), strict=True)):
        alone = kf.assess(course, contested=False, **question)
        severities = [finding.severity for finding in alone.findings]
        handover = alone.state.handover if alone.state else None
        assert judged == {
            "id": course.id,
            "regime": alone.regime,
            "stage": alone.state and alone.state.stage,
            "ended_reason": alone.state and alone.state.ended_reason,
            "responsible": alone.state and alone.state.responsible,
            "last_day": handover and handover.last_day,
            "last_day_projected": handover and handover.projected,
            "verdict": alone.verdict,
            "errors": severities.count(kf.Severity.error),
            "warnings": severities.count(kf.Severity.warning),
            "notes": severities.count(kf.Severity.note),
            "reasons": judged["reasons"],
        }
        wrong = {finding.rule for finding in alone.findings if finding.severity == "error"}
        assert set(result.reasons_of(number)) == wrong & set(result.reasons_of(number))
        assert {rule for rule in wrong if rule.startswith(f"{alone.regime}.")} <= set(result.reasons_of(number))
        expected += [
            (
                number,
                finding.rule,
                finding.status,
                finding.due,
                finding.due_projected,
                finding.counted,
                finding.completed_on,
            )
            for finding in alone.findings
        ]
    assert found.rows() == expected


def without(monkeypatch: Any, *modules: str) -> None:
    """Make libraries unimportable."""
    for module in modules:
        monkeypatch.setitem(sys.modules, module, None)
