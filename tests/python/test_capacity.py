"""The resource calculator: printed numbers, staff, documents, and what it refuses."""

from __future__ import annotations

import copy
import csv
import io
import json
import pickle
import subprocess
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import numpy
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kontaktforloeb as kf

Run = Callable[..., "subprocess.CompletedProcess[str]"]
TIMELY = 4

inputs = st.builds(
    kf.capacity,
    citizens=st.integers(0, 10_000_000) | st.integers(0, 400),
    days=st.integers(1, 7),
    weeks=st.integers(1, 53),
    intensive_share=st.integers(0, 100),
)


@pytest.fixture(scope="module")
def schema(source: Path) -> Any:
    return json.loads((source / "schemas/capacity-1.schema.json").read_text(encoding="utf-8"))


def test_the_printed_numbers() -> None:
    guide = kf.capacity()
    assert guide.general == kf.GeneralConversations(timely=1320, every_second_month=1980, monthly=3960)
    assert guide.intensive == kf.IntensiveConversations(
        twice_a_month=kf.IntensiveEffort(intensive=2376, timely=924, total=3300),
        monthly=kf.IntensiveEffort(intensive=1188, timely=924, total=2112),
        every_second_month=kf.IntensiveEffort(intensive=594, timely=924, total=1518),
    )
    assert guide.grid == tuple(tuple(132 * k * n for n in range(1, 10)) for k in range(1, 9))


@pytest.mark.parametrize(
    ("conversations", "per_day", "exact", "whole"),
    [
        (1320, 4, Fraction(5, 2), 3),
        (1518, 4, Fraction(23, 8), 3),
        (2112, 4, Fraction(4), 4),
        (3300, 4, Fraction(25, 4), 7),
        (3960, 4, Fraction(15, 2), 8),
        (3960, 3, Fraction(10), 10),
        (2111, 4, Fraction(2111, 528), 4),
        (2113, 4, Fraction(2113, 528), 5),
        (0, 1, Fraction(0), 0),
    ],
)
def test_staff(conversations: int, per_day: int, exact: Fraction, whole: int) -> None:
    staff = kf.capacity().fte(conversations, per_day)
    assert staff.exact == exact
    assert (staff.numerator, staff.denominator) == exact.as_integer_ratio()
    assert staff.whole == whole
    assert exact <= Fraction(str(staff.decimal)) < exact + Fraction(1, 1000)


def test_the_inputs_of_the_signature_are_the_sources() -> None:
    usual = {row["input"]: row["usual"] for row in kf.capacity().to_dict()["usual"]}
    assert kf.capacity(**usual) == kf.capacity()
    assert kf.capacity().to_dict()["inputs"] == usual


@given(inputs)
def test_fractions_say_the_same(capacity: kf.Capacity) -> None:
    """Compare with fractions, which Python reckons by itself."""
    share, rest = Fraction(capacity.intensive_share, 100), Fraction(100 - capacity.intensive_share, 100)
    for frequency, per_year in (("twice_a_month", 24), ("monthly", 12), ("every_second_month", 6)):
        effort: kf.IntensiveEffort = getattr(capacity.intensive, frequency)
        intensive, timely = capacity.citizens * share * per_year, capacity.citizens * rest * TIMELY
        assert Fraction(str(effort.intensive)) == intensive
        assert Fraction(str(effort.timely)) == timely
        assert effort.total == -((-intensive - timely) // 1)
        staff = capacity.fte(effort.total, 4)
        assert staff.exact == Fraction(effort.total, 4 * capacity.days * capacity.weeks)
        assert staff.whole == -(-staff.exact // 1)
    assert capacity.grid[7][8] == 8 * 9 * capacity.days * capacity.weeks


@given(inputs)
def test_values(capacity: kf.Capacity) -> None:
    again = kf.capacity(capacity.citizens, capacity.days, capacity.weeks, capacity.intensive_share)
    assert again == capacity and hash(again) == hash(capacity)
    assert pickle.loads(pickle.dumps(capacity)) == copy.deepcopy(capacity) == capacity
    for value in (capacity, capacity.general, capacity.intensive, capacity.fte(1320, 4)):
        assert eval(repr(value), vars(kf)) == value
        assert pickle.loads(pickle.dumps(value)) == value
        hash(value)
    assert capacity != kf.capacity(capacity.citizens + 1 if capacity.citizens < 10**7 else 0)


def test_values_cannot_be_changed() -> None:
    guide = kf.capacity()
    with pytest.raises(AttributeError):
        guide.days = 4  # type: ignore[misc]
    with pytest.raises(AttributeError):
        guide.general.timely = 4  # type: ignore[misc]
    guide.to_dict()["general"]["timely"] = 4
    assert guide.general.timely == 1320


def test_numpy_numbers_are_numbers() -> None:
    capacity = kf.capacity(numpy.int64(331), days=numpy.int8(2))
    assert capacity == kf.capacity(331, days=2)
    assert type(capacity.citizens) is int and type(capacity.days) is int
    assert capacity.fte(numpy.int64(88), per_day=numpy.int16(1)).whole == 1


@given(inputs)
def test_documents_keep_to_their_schema(schema: Any, capacity: kf.Capacity) -> None:
    jsonschema.validate(capacity.to_dict(), schema)


def test_the_schema_refuses_other_documents(schema: Any) -> None:
    document = kf.capacity().to_dict()
    for key in document:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({k: v for k, v in document.items() if k != key}, schema)
    for change in (
        {"more": 1},
        {"grid": document["grid"][:7]},
        {"grid": [[1.5] * 9] * 8},
        {"inputs": document["inputs"] | {"days": 0}},
        {"inputs": document["inputs"] | {"intensive_share": 101}},
        {"general": {"timely": -1, "every_second_month": 1, "monthly": 1}},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(document | change, schema)


def test_the_tables_of_both_documents_agree() -> None:
    capacity = kf.capacity(331, 2, 43, 37)
    document = capacity.to_dict()
    table = pandas.read_csv(io.StringIO(capacity.to_csv(), newline=""))
    for name, value in document["inputs"].items():
        assert set(table[name]) == {value}

    def value(measure: str, **where: Any) -> Any:
        rows = table[table["measure"] == measure]
        for column, wanted in where.items():
            rows = rows[rows[column] == wanted]
        (found,) = rows["value"]
        return found

    for frequency, total in document["general"].items():
        assert value("conversations", effort="general", frequency=frequency) == total
    for frequency, effort in document["intensive"].items():
        for part, number in effort.items():
            assert value("conversations", effort="intensive", frequency=frequency, part=part) == number
    for k, row in enumerate(document["grid"], 1):
        for n, number in enumerate(row, 1):
            assert value("held", per_day=k, staff=n) == number
    for effort, frequencies in document["fte"].items():
        for frequency, rows in frequencies.items():
            for row in rows:
                where = {"effort": effort, "frequency": frequency, "per_day": row["per_day"]}
                assert value("fte", **where) == row["decimal"]
                assert value("staff", **where) == row["whole"]
                total = value("conversations", effort=effort, frequency=frequency, part="total")
                staff = capacity.fte(int(total), row["per_day"])
                assert row == {
                    "per_day": row["per_day"],
                    "numerator": staff.numerator,
                    "denominator": staff.denominator,
                    "decimal": staff.decimal,
                    "whole": staff.whole,
                }


def test_csv_is_rfc_4180() -> None:
    text = kf.capacity().to_csv()
    lines = text.split("\r\n")
    assert lines.pop() == "" and not any("\n" in line or "\r" in line for line in lines)
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len(rows) == len(lines) and {len(row) for row in rows} == {11}
    assert len({tuple(row[:-1]) for row in rows}) == len(rows)


def test_sources_stand_beside_the_numbers() -> None:
    guide = kf.capacity()
    assert {basis.evidence for basis in guide.basis} == {kf.Evidence.report, kf.Evidence.inferred}
    assert "typisk 43-44" in {basis.quote for basis in guide.basis}
    assert len(set(guide.basis)) == len(guide.basis) == 4
    assert {row["frequency"]: row["per_year"] for row in guide.to_dict()["frequencies"]} == {
        "timely": 4,
        "every_second_month": 6,
        "monthly": 12,
        "twice_a_month": 24,
    }


def test_the_documents_are_the_commands(run: Run, command: Path) -> None:
    options = ["--citizens", "331", "--days", "2", "--weeks", "43", "--intensive-share", "37"]
    capacity = kf.capacity(331, 2, 43, 37)
    assert run("capacity", *options, "--format", "json").stdout == capacity.to_json()
    done = subprocess.run([command, "capacity", *options, "--format", "csv"], capture_output=True, check=True)
    assert done.stdout.decode() == capacity.to_csv()


@pytest.mark.parametrize(
    ("keywords", "kind", "words"),
    [
        ({"citizens": -1}, ValueError, "citizens: -1 is not a whole number from 0 to 10000000"),
        ({"citizens": 10_000_001}, ValueError, "citizens: 10000001 is not a whole number from 0 to 10000000"),
        ({"citizens": 10**30}, ValueError, "citizens: "),
        ({"days": 0}, ValueError, "days: 0 is not a whole number from 1 to 7"),
        ({"days": 8}, ValueError, "days: 8 is not"),
        ({"weeks": 0}, ValueError, "weeks: 0 is not a whole number from 1 to 53"),
        ({"weeks": 54}, ValueError, "weeks: 54 is not"),
        ({"intensive_share": -1}, ValueError, "intensive_share: -1 is not a whole number from 0 to 100"),
        ({"intensive_share": 101}, ValueError, "intensive_share: 101 is not"),
        ({"intensive_share": 0.3}, TypeError, "intensive_share: expected a whole number, got float"),
        ({"weeks": "44"}, TypeError, "weeks: expected a whole number, got str"),
        ({"days": True}, TypeError, "days: expected a whole number, got bool"),
        ({"days": None}, TypeError, "days: expected a whole number, got NoneType"),
        ({"day": 3}, TypeError, "day"),
    ],
)
def test_inputs_that_are_refused(keywords: dict[str, Any], kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words):
        kf.capacity(**keywords)
    if "day" not in keywords:
        with pytest.raises(kind, match=words):
            kf.Capacity(**({"citizens": 330, "days": 3, "weeks": 44, "intensive_share": 30} | keywords))


@pytest.mark.parametrize(
    ("conversations", "per_day", "kind", "words"),
    [
        (-1, 4, ValueError, "conversations: -1 is not a whole number from 0 to 1000000000"),
        (1, 0, ValueError, "per_day: 0 is not a whole number from 1 to 1000"),
        (1, 1001, ValueError, "per_day: 1001 is not"),
        (10**9 + 1, 4, ValueError, "conversations: "),
        (1.5, 4, TypeError, "conversations: expected a whole number, got float"),
        (1, "4", TypeError, "per_day: expected a whole number, got str"),
    ],
)
def test_staff_that_cannot_be_asked_for(conversations: Any, per_day: Any, kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words):
        kf.capacity().fte(conversations, per_day)
