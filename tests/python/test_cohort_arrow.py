"""Arrow tables in: every physical type, what is wrong with columns and with rows, and data made to be wrong."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import numpy
import pandas
import polars
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kontaktforloeb as kf

from . import cohorts
from .cohorts import DAY, TYPES, examples, faults, one, row, table

UTC = datetime.UTC


def rebuilt(type_: pa.DataType, change: Callable[[pa.DataType], pa.DataType]) -> pa.DataType:
    """Give a type with all types in it changed."""
    if pa.types.is_struct(type_):
        return pa.struct([pa.field(field.name, rebuilt(field.type, change)) for field in type_])
    if pa.types.is_list(type_):
        return change(pa.list_(rebuilt(type_.value_type, change)))
    return change(type_)


def replacing(old: pa.DataType, new: pa.DataType) -> Callable[[pa.DataType], pa.DataType]:
    return lambda type_: new if type_ == old else type_


def lists_as(make: Callable[[pa.DataType], pa.DataType]) -> Callable[[pa.DataType], pa.DataType]:
    return lambda type_: make(type_.value_type) if pa.types.is_list(type_) else type_


PHYSICAL: dict[str, Callable[[pa.DataType], pa.DataType]] = {
    "large_string": replacing(pa.string(), pa.large_string()),
    "string_view": replacing(pa.string(), pa.string_view()),
    "date64": replacing(pa.date32(), pa.date64()),
    "timestamp[s]": replacing(pa.date32(), pa.timestamp("s")),
    "timestamp[ms]": replacing(pa.date32(), pa.timestamp("ms")),
    "timestamp[us, UTC]": replacing(pa.date32(), pa.timestamp("us", "UTC")),
    "timestamp[ns]": replacing(pa.date32(), pa.timestamp("ns")),
    "large_list": lists_as(pa.large_list),
    "decimal32": replacing(pa.decimal128(10, 2), pa.decimal32(9, 2)),
    "decimal64": replacing(pa.decimal128(10, 2), pa.decimal64(18, 4)),
    "decimal128 of scale 9": replacing(pa.decimal128(10, 2), pa.decimal128(30, 9)),
    "decimal256": replacing(pa.decimal128(10, 2), pa.decimal256(70, 40)),
    "float64": replacing(pa.decimal128(10, 2), pa.float64()),
    "float32": replacing(pa.decimal128(10, 2), pa.float32()),
    "int64": lambda type_: pa.int64() if pa.types.is_integer(type_) else type_,
    "uint16": lambda type_: pa.uint16() if pa.types.is_integer(type_) else type_,
    "float for whole numbers": lambda type_: pa.float64() if pa.types.is_integer(type_) else type_,
}


@pytest.mark.parametrize("name", PHYSICAL)
def test_every_physical_type_says_the_same(name: str) -> None:
    many = examples()
    types = {column: rebuilt(type_, PHYSICAL[name]) for column, type_ in TYPES.items()}
    assert types != TYPES
    # A cast to float32 would divide, and not give the nearest number.
    divides = name == "float32"
    made = table(many, benefit=types["benefit"]) if divides else table(many).cast(pa.schema(types.items()))
    cohorts.check_against_single(kf.assess_cohort(made, as_of=DAY), many, as_of=DAY)


@pytest.mark.parametrize(
    "index", [pa.int8(), pa.uint8(), pa.int16(), pa.uint16(), pa.int32(), pa.uint32(), pa.int64(), pa.uint64()]
)
def test_dictionaries(index: pa.DataType) -> None:
    many = examples()
    made = table(many)
    for column in ("id", "a_kasse", "municipality", "regime"):
        place = made.schema.get_field_index(column)
        encoded = pa.DictionaryArray.from_arrays
        array = made[column].combine_chunks().dictionary_encode()
        made = made.set_column(place, column, encoded(array.indices.cast(index), array.dictionary))
    cohorts.check_against_single(kf.assess_cohort(made, as_of=DAY), many, as_of=DAY)


def test_dictionaries_inside_lists_and_nulls_in_dictionaries() -> None:
    words = pa.DictionaryArray.from_arrays(
        pa.array([0, 1, 2, 1, None], pa.int8()), pa.array(["cv_samtale", "jobsamtale", None])
    )
    meetings = pa.StructArray.from_arrays(
        [
            pa.array([DAY] * 4),
            pa.ListArray.from_arrays([0, 1, 2, 3, 5], words),
            pa.DictionaryArray.from_arrays(pa.array([0, 0, 1, 0], pa.int8()), pa.array(["a_kasse", "nobody"])),
        ],
        ["date", "conversations", "holder"],
    )
    made = pa.table(one() | {"meetings": pa.ListArray.from_arrays([0, 4], meetings)})
    assert [(key, message.partition(";")[0]) for _, key, message in faults(made)] == [
        ("meetings[2].conversations[0]", "is null"),
        ("meetings[3].conversations[1]", "is null"),
        ("meetings[2].holder", "unknown holder 'nobody'"),
    ]


@pytest.mark.parametrize("kind", ["list_view", "large_list_view", "fixed_size_list"])
def test_other_lists(kind: str) -> None:
    struct = pa.StructArray.from_arrays(
        [pa.array(["2021-09", "2021-10", "2021-11", "2021-12"]), pa.array([1.0, 2.0, 3.0, 4.0])], ["month", "hours"]
    )
    if kind == "fixed_size_list":
        lists = pa.FixedSizeListArray.from_arrays(struct, 2)
        expected = [[1.0, 2.0], [3.0, 4.0]]
    else:
        # Views may stand in any order, share elements and leave some out.
        maker, width = (pa.ListViewArray, pa.int32()) if kind == "list_view" else (pa.LargeListViewArray, pa.int64())
        lists = maker.from_arrays(pa.array([2, 0, 1, 0], width), pa.array([2, 1, 2, 0], width), struct)
        expected = [[3.0, 4.0], [1.0], [2.0, 3.0], []]
    size = len(lists)
    made = pa.table({"registered": [date(2021, 9, 6)] * size, "insurance": ["full_time"] * size, "benefit": lists})
    cohort = kf.Cohort(made)
    assert [[each.hours for each in cohort.course(i).benefit] for i in range(size)] == expected
    tail = kf.Cohort(made.slice(1))
    assert [[each.hours for each in tail.course(i).benefit] for i in range(size - 1)] == expected[1:]


def test_null_lists_may_have_elements_behind_them() -> None:
    struct = pa.StructArray.from_arrays(
        [pa.array(["2021-09", "2021-10", "2021-11"]), pa.array([1.0, 2.0, 3.0])], ["month", "hours"]
    )
    lists = pa.ListArray.from_arrays(pa.array([0, 1, 2, 3], pa.int32()), struct, mask=pa.array([False, True, False]))
    made = pa.table({"registered": [date(2021, 9, 6)] * 3, "insurance": ["full_time"] * 3, "benefit": lists})
    cohort = kf.Cohort(made)
    assert [[each.hours for each in cohort.course(i).benefit] for i in range(3)] == [[1.0], [], [3.0]]


@given(st.integers(0, 28), st.integers(0, 28), st.integers(1, 7))
@settings(max_examples=40)
def test_slices_chunks_and_order_change_nothing(start: int, length: int, chunk: int) -> None:
    many = examples()
    made = table(many)
    part, expected = made.slice(start, length), many[start : start + length]
    whole = kf.assess_cohort(part, as_of=DAY)
    cohorts.check_against_single(whole, expected, as_of=DAY)
    chunks = pa.Table.from_batches(part.to_batches(max_chunksize=chunk), made.schema)
    assert kf.assess_cohort(chunks, as_of=DAY).to_polars().equals(whole.to_polars())
    backwards = kf.assess_cohort(list(reversed(expected)), as_of=DAY)
    assert backwards.to_polars().reverse().drop("reasons").equals(whole.to_polars().drop("reasons"))


def test_nulls_are_absent_on_every_level() -> None:
    made = pa.table(
        {
            "id": pa.array([None, "b"]),
            "insurance": ["full_time", "full_time"],
            "a_kasse": pa.nulls(2),
            "municipality": pa.array([None, None], pa.string()),
            "birth_year": pa.nulls(2),
            "registered": [date(2021, 9, 6)] * 2,
            "placed": pa.array([None, None], pa.date32()),
            "benefit": pa.array(
                [None, [{"month": None, "from": date(2021, 9, 6), "to": date(2021, 9, 8), "hours": 7.0, "kind": None}]]
            ),
            "meetings": pa.array([[], None], pa.list_(pa.null())),
            "events": pa.nulls(2),
            "regime": pa.array([None, "auto"]),
        }
    )
    cohort = kf.Cohort(made)
    assert len(cohort.faults()) == 0
    first, second = cohort.course(0), cohort.course(1)
    assert first == kf.Course(id="0", person=kf.Person(insurance="full_time"), registered=date(2021, 9, 6))
    assert second.benefit == (kf.Benefit(from_=date(2021, 9, 6), to=date(2021, 9, 8), hours=7),)


@pytest.mark.parametrize("missing", [None, pandas.NaT, numpy.datetime64("NaT"), float("nan"), pandas.NA])
def test_nothing_has_many_names(missing: Any) -> None:
    assert kf.Cohort(one(placed=missing)).course(0).placed is None
    assert kf.Cohort(pandas.DataFrame(one(placed=missing))).course(0).placed is None
    assert kf.Cohort(pa.table(one() | {"placed": numpy.array(["NaT"], "datetime64[ns]")})).course(0).placed is None


# What is wrong with a column


def entry(column: str, **fields: Any) -> dict[str, Any]:
    return one(**{column: [fields]})


MEETING = {"date": DAY, "conversations": ["jobsamtale"], "holder": "a_kasse"}
WRONG_COLUMNS: list[tuple[dict[str, Any], str]] = [
    ({"insurance": ["full_time"]}, r"the table: has no column 'registered', which every course needs"),
    ({"registered": [DAY]}, r"the table: has no column 'insurance', which every course needs"),
    (one(register=DAY), r"the table: unknown column 'register'; did you mean 'registered'\? Allowed: id, insurance, "),
    (one(person={"insurance": "full_time"}), r"column person: has its fields as columns of the table"),
    (one(registered="2021-09-06"), r"column registered: is text; right would be days: date32, date64 or timestamp"),
    (one(registered=20210906), r"column registered: is int64; right would be days"),
    (one(registered=datetime.timedelta(1)), r"column registered: .*duration|column registered: holds datetime\.timedelta"),
    (one(placed=datetime.time(1)), r"column placed: .*time"),
    (one(insurance=1), r"column insurance: is int64; right would be text, full_time or part_time, or a list of struct\(from, status\)"),
    (one(insurance=["full_time"]), r"column insurance: is list of text; right would be a list of struct\(from, status\)"),
    (one(insurance=[{"from": DAY}]), r"column insurance: has no field 'status', which every entry needs"),
    (one(a_kasse=3), r"column a_kasse: is int64; right would be text"),
    (one(municipality=1.5), r"column municipality: is float64; right would be text \(or whole numbers\)"),
    (one(birth_year="1977"), r"column birth_year: is text; right would be whole numbers"),
    (one(qualifying_education="yes"), r"column qualifying_education: is text; right would be true or false"),
    (one(regime=3), r"column regime: is int64; right would be text, a regime's id"),
    (one(benefit="160.33"), r"column benefit: is text; right would be a list of struct\(month, from, to, hours, "),
    (one(benefit=[160.33]), r"column benefit: is list of float64; right would be a list of struct\("),
    (one(benefit={"month": "2021-09", "hours": 1}), r"column benefit: is struct\(month, hours\); right would be a list of struct\("),
    (entry("benefit", month="2021-09", hour=1), r"column benefit: unknown field 'hour'; did you mean 'hours'"),
    (entry("benefit", month="2021-09"), r"column benefit: has no field 'hours' \(or 'hours_hundredths'\)"),
    (entry("benefit", month="2021-09", hours=1, hours_hundredths=100), r"column benefit: has both 'hours' and 'hours_hundredths'"),
    (entry("benefit", hours=1), r"column benefit: has no field 'month', nor 'from' and 'to'"),
    (entry("benefit", month="2021-09", hours="1"), r"column benefit\.hours: is text; right would be hours: decimal"),
    (entry("benefit", month="2021-09", hours_hundredths=1.0), r"column benefit\.hours_hundredths: is float64; right would be whole"),
    (entry("benefit", month=202109, hours=1), r"column benefit\.month: is int64; right would be months: text YYYY-MM"),
    (entry("benefit", month="2021-09", hours=1, kind=1), r"column benefit\.kind: is int64; right would be text, one of dagpenge, "),
    (one(meetings=[{"month": "2021-09", "hours": 1}]), r"column meetings: unknown field 'month'"),
    (one(meetings=[{"date": DAY, "holder": "a_kasse"}]), r"column meetings: has no field 'conversations', which every entry needs"),
    (entry("meetings", **MEETING | {"conversations": "jobsamtale"}), r"column meetings\.conversations: is text; right would be a list of text"),
    (entry("meetings", **MEETING | {"conversations": [1]}), r"column meetings\.conversations: is list of int64"),
    (entry("meetings", **MEETING | {"absent": ["a_kasse"]}), r"column meetings\.absent: is list of text; right would be a list of struct\(party, why\)"),
    (entry("meetings", **MEETING | {"absent": [{"party": "a_kasse"}]}), r"column meetings\.absent: has no field 'why'"),
    (entry("meetings", **MEETING | {"absent": [{"party": 1, "why": "no_show"}]}), r"column meetings\.absent\.party: is int64"),
    (entry("meetings", **MEETING | {"themes": "education"}), r"column meetings\.themes: is text; right would be a list of text"),
    (entry("meetings", **MEETING | {"themes": [1]}), r"column meetings\.themes: is list of int64"),
    (entry("meetings", **MEETING | {"date": "2021-09-06"}), r"column meetings\.date: is text; right would be days"),
    (entry("events", date=DAY), r"column events: has no field 'type', which every entry needs"),
    (entry("events", type="visited", dat=DAY), r"column events: unknown field 'dat'; did you mean 'date'"),
    (entry("events", type="visited", ordinal="1"), r"column events\.ordinal: is text; right would be whole numbers"),
    (entry("observed", clock="benefit_consumption", hours=1), r"column observed: has no field 'date'"),
]  # fmt: skip


@pytest.mark.parametrize(("columns", "message"), WRONG_COLUMNS, ids=[message[:60] for _, message in WRONG_COLUMNS])
@pytest.mark.parametrize(
    "library", [pa.table, lambda columns: columns, pandas.DataFrame], ids=["pyarrow", "dict", "pandas"]
)
def test_a_wrong_column_is_named(columns: dict[str, Any], message: str, library: Callable[[Any], Any]) -> None:
    made = library(columns)
    with pytest.raises(kf.CohortError, match=message):
        kf.Cohort(made)
    if library is pa.table:  # without a single batch too
        with pytest.raises(kf.CohortError, match=message):
            kf.Cohort(made.schema.empty_table())


OTHER_TYPES = {
    "map": pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64())),
    "binary": pa.array([b"full_time"]),
    "dictionary of int64": pa.array([1]).dictionary_encode(),
    "run-end encoded": pa.RunEndEncodedArray.from_arrays([1], ["full_time"]),
    "union": pa.UnionArray.from_dense(pa.array([0], pa.int8()), pa.array([0], pa.int32()), [pa.array(["x"])]),
    "time of day": pa.array([datetime.time(1)]),
    "duration": pa.array([datetime.timedelta(1)]),
    "float16": pa.array([numpy.float16(1)]),
    "binary view": pa.array([b"x"], pa.binary_view()),
    "timestamp[us, Europe/Copenhagen]": pa.array([datetime.datetime(2021, 9, 6)], pa.timestamp("us", "Europe/Copenhagen")),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHER_TYPES)
def test_types_that_cannot_be_are_named(name: str) -> None:
    for column in TYPES:
        made = pa.table(
            {key: pa.array(value) for key, value in one().items() if key != column} | {column: OTHER_TYPES[name]}
        )
        if column == "id" and name.startswith("dict"):
            assert pa.types.is_dictionary(made["id"].type)
        found = "binary" if name == "binary view" else name
        with pytest.raises(kf.CohortError) as raised:
            kf.Cohort(made)
        assert str(raised.value).startswith(f"column {column}: is {found}; right would be ")


def test_a_table_with_a_column_twice_is_refused() -> None:
    twice = pa.Table.from_arrays(
        [pa.array([DAY]), pa.array([DAY]), pa.array(["full_time"])], ["registered", "registered", "insurance"]
    )
    with pytest.raises(kf.CohortError, match="'registered' stands there twice"):
        kf.Cohort(twice)
    frame = pandas.DataFrame([[DAY, DAY, "full_time"]], columns=["registered", "registered", "insurance"])
    with pytest.raises(kf.CohortError, match="'registered' stands there twice"):
        kf.Cohort(frame)
    for numbered in (pandas.DataFrame({3: [1.0]}), {3: [1.0]}):
        with pytest.raises(kf.CohortError, match="a column's name is int; right would be text"):
            kf.Cohort(numbered)  # type: ignore[arg-type]


def test_columns_of_objects_are_of_one_kind_and_length() -> None:
    for values, message in (
        ([DAY, "2021-09-06"], r"column registered: holds a day \(first at 0\) and text \(first at 1\)"),
        ([object(), None], r"column registered: holds object, which no column"),
        ([DAY], r"column insurance: has 2 rows where the others have 1"),
        ("2021-09-06", r"column registered: is str; right would be a list"),
        (3, r"column registered: is int; right would be a list"),
        (
            [datetime.datetime(2021, 9, 6, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))] * 2,
            "moments of a time zone",
        ),
    ):
        with pytest.raises(kf.CohortError, match=message):
            kf.Cohort({"registered": values, "insurance": ["full_time"] * 2})
    with pytest.raises(
        kf.CohortError, match=r"column benefit\.hours: holds a number \(first at 0\) and text \(first at 1\)"
    ):
        kf.Cohort(one(benefit=[{"month": "2021-09", "hours": 1.0}, {"month": "2021-10", "hours": "2"}]))
    with pytest.raises(kf.CohortError, match=r"column benefit: a field's name is int"):
        kf.Cohort(one(benefit=[{3: 1}]))
    assert kf.Cohort(one(registered=datetime.datetime(2021, 9, 6, tzinfo=UTC))).course(0).registered == date(2021, 9, 6)


@pytest.mark.parametrize("kind", ["D", "s", "ms", "us", "ns"])
@pytest.mark.parametrize("library", [dict, pandas.DataFrame])
def test_arrays_of_numpy(monkeypatch: pytest.MonkeyPatch, kind: str, library: Callable[[Any], Any]) -> None:
    cohorts.without(monkeypatch, "pyarrow")
    registered = numpy.array(["2021-09-06", "NaT", "2021-09-08"], f"datetime64[{kind}]")
    for whole in ("int8", "uint8", "int64", "float32", "float64", "O"):
        columns = {
            "registered": registered,
            "insurance": numpy.array(["full_time"] * 3),
            "qualifying_education": numpy.array([True, False, True]),
            "birth_year": numpy.array([19, 20, 21]).astype(whole) + (1950 if whole not in ("int8", "uint8") else 0),
        }
        cohort = kf.Cohort(library(columns))
        keys = [(number, key) for number, key, _ in cohort.faults().to_polars().rows()]
        years = [(number, "person.birth_year") for number in range(3)] if whole in ("int8", "uint8") else []
        assert sorted(keys) == sorted([*years, (1, "registered")])
        if not years:
            assert cohort.course(2).registered == date(2021, 9, 8)
            assert cohort.course(2).person.birth_year == 1971
            assert cohort.course(2).person.qualifying_education is True
    if kind != "D":
        registered = registered + numpy.timedelta64(1, "s")
        said = faults(library({"registered": registered, "insurance": ["full_time"] * 3}))
        first = said[0][2]
        assert first == "'2021-09-06T00:00:01' is not a whole day; make it a date first"
    zone = pandas.DataFrame(
        {"registered": pandas.to_datetime(["2021-09-06"]).tz_localize("Europe/Copenhagen"), "insurance": "full_time"}
    )
    with pytest.raises(kf.CohortError, match="column registered: holds moments of a time zone other than UTC"):
        kf.Cohort(zone)


# What is wrong with a row


HOURS = "a number of hours with at most two decimals, without sign or exponent (140.60)"
WRONG_ROWS: list[tuple[dict[str, Any], str, str]] = [
    (row(id=""), "id", "is empty; write a text, or nothing (null)"),
    (row(id="0109771234"), "id", "looks like a CPR number; use an opaque name that says nothing of the person"),
    (row(id="x" * 201), "id", "has more than 200 bytes; write a shorter text"),
    (row(insurance=None), "person.insurance", "is required: full_time or part_time"),
    (row(insurance="half"), "person.insurance", "unknown insurance status 'half'; allowed: full_time, part_time"),
    (row(insurance=[{"from": None, "status": None}]), "person.insurance[0].status", "is required: one of full_time, part_time"),
    (row(a_kasse="BUPLL"), "person.a_kasse", "unknown a-kasse 'BUPLL'; did you mean 'BUPL-A'? Allowed: "),
    (row(municipality="Vejlle"), "person.municipality", "unknown municipality 'Vejlle'; did you mean 'Vejle'? Write one of"),
    (row(municipality=999), "person.municipality", "unknown municipality '999'; write one of the 98 names or a three-digit code"),
    (row(birth_year=1800), "person.birth_year", "must be a year from 1900 to 2099"),
    (row(birth_year=1977.5), "person.birth_year", "'1977.5' is not a whole number"),
    (row(birth_year=2**40), "person.birth_year", "is far outside what it may be"),
    (row(registered=None), "registered", "is required: the day of registration, YYYY-MM-DD"),
    (row(registered=date(1815, 6, 18)), "registered", "1815-06-18 lies outside 1990-01-01 to 2099-12-31"),
    (row(registered=date(2100, 1, 1)), "registered", "2100-01-01 lies outside 1990-01-01 to 2099-12-31"),
    (row(registered=datetime.datetime(2021, 9, 6, 12, 30)), "registered", "'2021-09-06T12:30:00' is not a whole day; make it a date first"),
    (row(regime="trial_2021"), "regime", "unknown regime 'trial_2021'; did you mean 'trial_2020'? Allowed: auto, "),
    (row(benefit=[{"month": "2021-9", "hours": 1}]), "benefit[0].month", "'2021-9' is not a month, written YYYY-MM"),
    (row(benefit=[{"month": date(2021, 9, 2), "hours": 1}]), "benefit[0].month", "2021-09-02 is not the first of a month; write the 1st"),
    (row(benefit=[{"month": "2021-09", "hours": 140.333}]), "benefit[0].hours", f"'140.333' is not {HOURS}"),
    (row(benefit=[{"month": "2021-09", "hours": Decimal("140.333")}]), "benefit[0].hours", f"'140.333' is not {HOURS}"),
    (row(benefit=[{"month": "2021-09", "hours": math.inf}]), "benefit[0].hours", f"'inf' is not {HOURS}"),
    (row(benefit=[{"month": "2021-09", "hours": 1e300}]), "benefit[0].hours", f"'1e+300' is not {HOURS}"),
    (row(benefit=[{"month": "2021-09", "hours": -1.5}]), "benefit[0].hours", "-1.50 is negative; hours are 0 or more"),
    (row(benefit=[{"month": "2021-09", "hours_hundredths": 2**33}]), "benefit[0].hours", "is more than any month has"),
    (row(benefit=[{"month": "2021-09", "hours": 500}]), "benefit[0].hours", "brings 2021-09 to 500.00 hours; a month has at most 160.33"),
    (row(benefit=[{"month": "2021-09", "hours": None}]), "benefit[0].hours", "is required: a number with at most two decimals"),
    (row(benefit=[{"month": "2021-09", "hours": 1, "kind": "løn"}]), "benefit[0].kind", "unknown kind of benefit 'løn'; allowed: dagpenge, "),
    (row(benefit=[{"month": "2021-09", "hours": 1}] * 2), "benefit[1]", "2021-09 overlaps benefit[0] (2021-09) of the same kind, dagpenge;"),
    (row(meetings=[MEETING, None]), "meetings[1]", "is null; it must be a struct with its fields"),
    (row(meetings=[MEETING | {"conversations": []}]), "meetings[0].conversations", "is required: at least one kind of conversation"),
    (row(meetings=[MEETING | {"conversations": ["jobsamtale", "snak"]}]), "meetings[0].conversations[1]", "unknown conversation 'snak'; allowed: "),
    (row(meetings=[MEETING | {"holder": "a-kasse"}]), "meetings[0].holder", "unknown holder 'a-kasse'; did you mean 'a_kasse'? Allowed: "),
    (row(meetings=[MEETING | {"holder": None}]), "meetings[0].holder", "is required: one of a_kasse, jobcenter, other_actor"),
    (row(meetings=[MEETING | {"absent": [{"party": "jobcenter", "why": "late"}]}]), "meetings[0].absent[0].why", "unknown reason of absence 'late'"),
    (row(meetings=[MEETING | {"absent": [{"party": None, "why": "no_show"}]}]), "meetings[0].absent[0].party", "is required: one of a_kasse, jobcenter"),
    (row(meetings=[MEETING | {"absent": [None]}]), "meetings[0].absent[0]", "is null; it must be a struct with its fields"),
    (row(meetings=[MEETING | {"absent": [{"party": "jobcenter", "why": "no_show"}] * 2}]), "meetings[0].absent[1]", "names a party that stands there already"),
    (row(meetings=[MEETING | {"conversations": ["gruppesamtale"], "themes": ["a", None]}]), "meetings[0].themes[1]", "is null; it must be text"),
    (row(meetings=[MEETING | {"themes": ["a"]}]), "meetings[0].themes", "are only for a gruppesamtale; leave them out"),
    (row(meetings=[MEETING | {"summoned": date(2022, 1, 1)}]), "meetings[0].summoned", "2022-01-01 is after the meeting on 2021-12-31"),
    (row(meetings=[MEETING] * 1001), "meetings", "has 1001 entries; a course has at most 1000"),
    (row(events=[{"type": None, "date": DAY}]), "events[0].type", "is required: one of visited, moved, "),
    (row(events=[{"type": "moved", "date": DAY}]), "events[0].municipality", "is required: an event of type moved has 'municipality'"),
    (row(events=[{"type": "moved", "date": DAY, "municipality": "Vejlle"}]), "events[0].municipality", "unknown municipality 'Vejlle'; did you mean"),
    (row(observed=[{"clock": "calendar", "date": DAY, "hours": 1}]), "observed[0].clock", "the calendar needs no official count; allowed: "),
]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "key", "message"), WRONG_ROWS, ids=[f"{key} {message[:30]}" for _, key, message in WRONG_ROWS]
)
def test_a_wrong_row_is_a_fault_and_the_others_go_on(wrong: dict[str, Any], key: str, message: str) -> None:
    ((number, found, said),) = faults([wrong][0] and {name: [value] for name, value in wrong.items()})
    assert (number, found) == (0, key)
    assert said.startswith(message)
    good = {name: None for name in wrong} | row(registered=date(2021, 9, 6), id="good")
    if isinstance(wrong["insurance"], list):
        good["insurance"] = [{"from": None, "status": "full_time"}]
    if isinstance(wrong["registered"], datetime.datetime):
        good["registered"] = datetime.datetime(2021, 9, 6)
    result = kf.assess_cohort({name: [good[name], wrong[name], good[name]] for name in wrong}, as_of=DAY)
    frame = result.to_polars()
    assert frame["verdict"].is_null().to_list() == [False, True, False]
    assert frame["regime"].is_null().to_list() == [False, True, False]
    assert frame["errors"][1] == frame["reasons"][1] == 0
    assert set(result.findings().to_polars()["row"].to_list()) == {0, 2}
    assert result.faults().to_polars().rows() == [(1, key, said)]
    with pytest.raises(kf.CourseError) as raised:
        result.assessment(1)
    assert [(fault.key, fault.message) for fault in raised.value.faults] == [(key, said)]
    assert result.reasons_of(1) == ()


def test_faults_are_worded_as_those_of_course_files() -> None:
    document = {
        "schema": "kontaktforloeb/course-1",
        "id": "x",
        "person": {"insurance": "halv", "a_kasse": "Metall", "municipality": "Koge"},
        "registered": "2021-09-06",
        "benefit": [{"month": "2021-9", "hours": 140.333}, {"from": "2021-10-01", "hours": 1, "kind": "x"}],
        "meetings": [{"date": "2021-09-17", "conversations": ["x"], "holder": "x", "form": "x", "track": "general"}],
        "events": [{"type": "x"}, {"type": "choice", "date": "2021-09-17", "by": "x"}],
        "observed": [{"clock": "x", "date": "2021-09-17", "hours": 1}],
    }
    with pytest.raises(kf.CourseError) as raised:
        kf.Course.from_dict(document)
    of_file = {(fault.key, fault.message) for fault in raised.value.faults}
    columns = {name: [value] for name, value in document.items() if name not in ("schema", "person")}
    columns |= {name: [value] for name, value in document["person"].items()}  # type: ignore[attr-defined]
    columns["registered"] = [date(2021, 9, 6)]
    columns["benefit"] = [
        [{"month": "2021-9", "hours": 140.333}, {"from": date(2021, 10, 1), "to": None, "hours": 1, "kind": "x"}]
    ]
    for name in ("meetings", "events", "observed"):
        columns[name] = [[each | ({"date": date(2021, 9, 17)} if "date" in each else {}) for each in columns[name][0]]]
    assert {(key, message) for _, key, message in faults(columns)} == of_file


def test_a_null_row_is_a_fault() -> None:
    rows = pa.array([row(), None], pa.struct({"id": pa.string(), "insurance": pa.string(), "registered": pa.date32()}))
    assert faults(rows) == [(1, "", "the row is null; it must be a course")]


def bad_text(*values: bytes) -> pa.Array:
    """Give texts that are not checked to be UTF-8."""
    binary = pa.array(values, pa.binary())
    return pa.Array.from_buffers(pa.string(), len(values), binary.buffers())


def test_text_that_is_not_utf8_comes_out_nowhere() -> None:
    made = pa.table(
        {
            "id": bad_text(b"\xff\xfe", b"fine", b"fine"),
            "insurance": bad_text(b"full_time", b"full\xff", b"full_time"),
            "registered": [date(2021, 9, 6)] * 3,
            "a_kasse": bad_text(b"other:x", b"other:x", b"other:\xff"),
            "municipality": bad_text(b"Vejle", b"\xc3", b"Vejle"),
        }
    )
    result = kf.assess_cohort(made, as_of=DAY)
    assert pa.table(result)["id"].to_pylist() == ["", "fine", "fine"]
    assert result.faults().to_polars().rows() == [
        (0, "id", "is not UTF-8 text; write it in UTF-8"),
        (1, "person.insurance", "unknown insurance status 'full?'; allowed: full_time, part_time"),
        (1, "person.municipality", "unknown municipality '?'; write one of the 98 names or a three-digit code"),
        (2, "person.a_kasse", "is not UTF-8 text; write it in UTF-8"),
    ]
    for table_ in (result, result.findings(), result.faults()):
        pa.table(table_).validate(full=True)
        table_.to_pandas()
        table_._repr_html_()


# Data made to be wrong


LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(["full_time", "jobsamtale", "a_kasse", "visited", "held", "2021-09", "Vejle", "calendar"]),
    st.dates(),
    st.datetimes(),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.binary(max_size=4),
)
FIELDS = [
    "date",
    "from",
    "to",
    "month",
    "hours",
    "kind",
    "conversations",
    "holder",
    "status",
    "type",
    "absent",
    "themes",
    "party",
]


def values() -> st.SearchStrategy[Any]:
    return st.recursive(
        LEAVES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4),
        max_leaves=8,
    )


@given(st.dictionaries(st.sampled_from([*TYPES, "unknown"]), values(), max_size=6))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_random_objects_in_random_columns_never_crash(columns: dict[str, Any]) -> None:
    made = one(**columns)
    made.pop("unknown", None)
    for library in (dict, pa.table, pandas.DataFrame):
        try:
            frame = library(made)
        except (pa.ArrowException, OverflowError, ValueError, TypeError):
            continue
        try:
            result = kf.assess_cohort(frame, as_of=DAY)
        except kf.CohortError as error:
            assert str(error).startswith(("column ", "the table"))
        else:
            assert len(result) == 1
            assert (len(result.faults()) > 0) == ([*result.findings().to_polars()["row"]] == []) or len(
                result.faults()
            ) == 0


PRIMITIVES = [
    pa.null(), pa.bool_(), pa.int8(), pa.uint8(), pa.int32(), pa.uint64(), pa.int64(), pa.float32(), pa.float64(), pa.string(),
    pa.large_string(), pa.string_view(), pa.date32(), pa.date64(), pa.timestamp("ns"), pa.timestamp("s", "UTC"),
    pa.decimal128(20, 4), pa.decimal256(60, 2), pa.dictionary(pa.int8(), pa.string()), pa.binary(), pa.time32("s"),
]  # fmt: skip


@st.composite
def types(draw: st.DrawFn, like: pa.DataType) -> pa.DataType:
    """Draw a type near one that fits."""
    if draw(st.integers(0, 3)) == 0:
        return draw(st.sampled_from(PRIMITIVES))
    if pa.types.is_list(like):
        inner = draw(types(like.value_type))
        return draw(st.sampled_from([pa.list_, pa.large_list, lambda of: pa.list_(of, 2), pa.list_view]))(inner)
    if pa.types.is_struct(like):
        kept = [field for field in like if draw(st.integers(0, 4))]
        return pa.struct([pa.field(field.name, draw(types(field.type))) for field in kept])
    return like


def random_array(random: numpy.random.Generator, type_: pa.DataType, size: int, offset: int) -> pa.Array:
    """Give an array of a type with random bits for values."""
    whole = size + offset
    mask = pa.array(random.random(whole) < 0.3)
    if pa.types.is_null(type_):
        return pa.nulls(size)
    if pa.types.is_struct(type_):
        children = [random_array(random, field.type, whole, 0) for field in type_]
        made = (
            pa.StructArray.from_arrays(children, fields=list(type_), mask=mask if children else None)
            if children
            else pa.array([{}] * whole, type_)
        )
    elif pa.types.is_fixed_size_list(type_):
        made = pa.FixedSizeListArray.from_arrays(random_array(random, type_.value_type, 2 * whole, 1), 2)
    elif pa.types.is_list(type_) or pa.types.is_large_list(type_) or pa.types.is_list_view(type_):
        sizes = random.integers(0, 4, whole)
        offsets = numpy.concatenate([[0], numpy.cumsum(sizes)])
        inner = random_array(random, type_.value_type, int(offsets[-1]), 2)
        if pa.types.is_list_view(type_):
            order = random.permutation(whole)
            made = pa.ListViewArray.from_arrays(
                pa.array(offsets[:-1][order], pa.int32()), pa.array(sizes[order], pa.int32()), inner
            )
        else:
            maker = pa.LargeListArray if pa.types.is_large_list(type_) else pa.ListArray
            made = maker.from_arrays(
                pa.array(offsets, pa.int64() if maker is pa.LargeListArray else pa.int32()), inner, mask=mask
            )
    elif pa.types.is_boolean(type_) or pa.types.is_primitive(type_) or pa.types.is_decimal(type_):
        width = 1 if pa.types.is_boolean(type_) else type_.bit_width // 8
        if random.random() < 0.5:  # small values
            data = numpy.zeros(whole * width, "uint8")
            data[::width] = random.integers(0, 256, whole)
        else:
            data = random.integers(0, 256, whole * width, dtype="uint8")
        made = pa.Array.from_buffers(type_, whole, [mask.buffers()[1], pa.py_buffer(data.tobytes())])
    else:
        words = ["full_time", "jobsamtale", "a_kasse", "held", "visited", "2021-09", "Vejle", "x" * 30, "", "å"]
        made = (
            pa.array(
                [words[i] for i in random.integers(0, len(words), whole)], mask=mask.to_numpy(zero_copy_only=False)
            )
            .cast(pa.string())
            .cast(type_)
        )
    return made.slice(offset)


@given(st.data(), st.integers(0, 2**32), st.integers(0, 6), st.integers(0, 3))
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_random_types_in_random_columns_never_crash(data: st.DataObject, seed: int, size: int, offset: int) -> None:
    random = numpy.random.default_rng(seed)
    chosen = {name: data.draw(types(type_)) for name, type_ in TYPES.items() if data.draw(st.booleans())}
    chosen |= {"registered": pa.date32(), "insurance": chosen.get("insurance", pa.string())}
    made = pa.table({name: random_array(random, type_, size, offset) for name, type_ in chosen.items()})
    made.validate(full=False)
    try:
        result = kf.assess_cohort(made, as_of=DAY)
    except kf.CohortError as error:
        assert str(error).startswith("column ")
        assert any(f"column {name}" in str(error) for name in chosen)
    else:
        assert len(result) == size
        wrong = set(result.faults().to_polars()["row"].to_list())
        for number in range(size):
            if number in wrong:
                assert result.to_polars()["verdict"][number] is None
            else:
                assert result.assessment(number).verdict == result.to_polars()["verdict"][number]
        pa.table(result).validate(full=True)
        pa.table(result.faults()).validate(full=True)


def test_what_is_read_is_let_go() -> None:
    made = table(examples())
    before = pa.total_allocated_bytes()
    for _ in range(3):
        cohort = kf.Cohort(made)
        kf.assess_cohort(made.to_reader(), as_of=DAY).findings()
        with pytest.raises(kf.CohortError):
            kf.Cohort(made.append_column("wrong", made["id"]))
    del cohort
    assert pa.total_allocated_bytes() == before


def test_capsules_that_are_none_are_refused() -> None:
    class Wrong:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return 3

    with pytest.raises(TypeError, match="table: gave no capsule 'arrow_array_stream'"):
        kf.Cohort(Wrong())

    class Taken:
        stream = table(examples()).__arrow_c_stream__()

        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return self.stream

    kf.Cohort(Taken())
    with pytest.raises(ValueError, match="table: its Arrow data have been taken already"):
        kf.Cohort(Taken())
    with pytest.raises(kf.CohortError, match=r"the table is a column of text; right would be a table"):
        kf.Cohort(polars.Series(["a"]))


def test_a_source_that_fails_says_why() -> None:
    def batches() -> Any:
        yield table(examples()).to_batches()[0]
        raise OSError("the file is cut off")

    reader = pa.RecordBatchReader.from_batches(table(examples()).schema, batches())
    with pytest.raises(kf.CohortError, match=r"table: cannot be read: .*the file is cut off"):
        kf.assess_cohort(reader, as_of=DAY)
