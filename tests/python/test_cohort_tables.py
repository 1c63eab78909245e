"""Cohorts of tables that a key joins, corrections of hours, and tables that come in parts."""

from __future__ import annotations

import itertools
import random
import threading
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kontaktforloeb as kf

from . import cohorts
from .cohorts import DAY, TYPES, examples, faults, one, table
from .strategies import courses
from .test_properties import days

LISTS = ("benefit", "meetings", "events", "observed")


def tables(many: list[kf.Course], shuffle: int | None = None, key: str = "id") -> dict[str, pa.Table]:
    """Give courses as tables that a key joins, rows of different courses in any order."""
    whole = table(many)
    apart = {"courses": whole.drop_columns(list(LISTS)).rename_columns({"id": key})}
    for name in LISTS:
        rows = [
            ({key: course.id} | value)
            for course, values in zip(many, whole[name].to_pylist(), strict=True)
            for value in values
        ]
        if shuffle is not None:
            mixed = random.Random(shuffle)
            # Stable: rows of one course keep their order.
            places = {course.id: sorted(mixed.random() for row in rows if row[key] == course.id) for course in many}
            rows = [
                row for _, row in sorted(((places[row[key]].pop(0), row) for row in rows), key=lambda pair: pair[0])
            ]
        struct = TYPES[name].value_type
        apart[name] = pa.Table.from_pylist(
            rows, pa.schema([(key, pa.string()), *((each.name, each.type) for each in struct)])
        )
    return apart


def unique(many: list[kf.Course]) -> list[kf.Course]:
    return [course.replace(id=f"{course.id}-{number}") for number, course in enumerate(many)]


LIBRARIES: dict[str, Callable[[pa.Table], Any]] = {
    "pyarrow": lambda made: made,
    "polars": polars.DataFrame,
    "pandas": lambda made: made.to_pandas(),
    "duckdb": lambda made: duckdb.connect().from_arrow(made),
    "columns": lambda made: made.to_pydict(),
    "batches": lambda made: made.to_reader(max_chunksize=5),
}


@pytest.mark.parametrize("library", LIBRARIES)
def test_tables_give_the_same_cohort_as_lists(library: str) -> None:
    many = examples()
    apart = {name: LIBRARIES[library](made) for name, made in tables(many, shuffle=7).items()}
    cohort = kf.Cohort.from_tables(**apart)
    cohorts.check_against_single(kf.assess_cohort(cohort, as_of=DAY), many, as_of=DAY)
    nested = kf.Cohort(many)
    assert [cohort.course(i) for i in range(len(many))] == [nested.course(i) for i in range(len(many))]


@given(st.lists(courses(), max_size=6), days, st.integers(0, 1000))
@settings(max_examples=60)
def test_random_courses_survive_being_taken_apart(many: list[kf.Course], day: date, shuffle: int) -> None:
    many = unique(many)
    cohort = kf.Cohort.from_tables(**tables(many, shuffle))
    cohorts.check_against_single(kf.assess_cohort(cohort, as_of=day), many, as_of=day)


def test_keys_have_any_name_and_may_be_numbers() -> None:
    many = examples()[:4]
    by_name = kf.Cohort.from_tables(**tables(many, key="member"), key="member")
    assert by_name.course(2).id == many[2].id
    courses_table = {"nr": [7, 8], "registered": [date(2021, 9, 6)] * 2, "insurance": ["full_time"] * 2}
    benefit = {"nr": [8, 7, 8], "month": ["2021-09", "2021-09", "2021-10"], "hours": [1, 2, 3]}
    cohort = kf.Cohort.from_tables(courses_table, benefit=benefit, key="nr")
    assert [[each.hours for each in cohort.course(i).benefit] for i in range(2)] == [[2.0], [1.0, 3.0]]
    assert cohort.course(0).id == "7"
    both = kf.Cohort.from_tables(courses_table | {"id": ["a", "b"]}, benefit=benefit, key="nr")
    assert both.course(1).id == "b"


def test_keys_that_fit_nothing_are_faults() -> None:
    apart: dict[str, Any] = {
        "courses": {"id": ["a", "b", "a", None], "registered": [date(2021, 9, 6)] * 4, "insurance": ["full_time"] * 4},
        "benefit": {"id": ["b", "c", None], "month": ["2021-09", "x", "2021-09"], "hours": [1.0, 1.234, 1.0]},
        "events": {"id": ["0109771234"], "type": ["visited"], "date": [DAY]},
    }
    cohort = kf.Cohort.from_tables(**apart)
    assert cohort.faults().to_polars().rows() == [
        (None, "benefit[1]", "belongs to 'c', which no course has as its 'id'"),
        (None, "benefit[2]", "has no 'id'; it belongs to no course"),
        (None, "events[0]", "belongs to '**********', which no course has as its 'id'"),
        (2, "id", "is also that of row 0; keys are unique"),
        (3, "id", "is required: the key of the course"),
    ]
    result = kf.assess_cohort(cohort, as_of=DAY)
    assert result.to_polars()["verdict"].is_null().to_list() == [False, False, True, True]
    assert result.faults().to_pandas()["row"].isna().sum() == 3
    assert [each.hours for each in result.course(1).benefit] == [1.0]


def test_faults_of_joined_rows_name_the_course_and_the_place_in_its_list() -> None:
    cohort = kf.Cohort.from_tables(
        {"id": ["a", "b"], "registered": [date(2021, 9, 6)] * 2, "insurance": ["full_time"] * 2},
        meetings={
            "id": ["b", "a", "b"],
            "date": [DAY] * 3,
            "conversations": [["jobsamtale"], ["snak"], ["jobsamtale"]],
            "holder": ["a_kasse", "a_kasse", "nobody"],
        },
    )
    found = [(number, key) for number, key, _ in cohort.faults().to_polars().rows()]
    assert found == [(0, "meetings[0].conversations[0]"), (1, "meetings[1].holder")]


def test_tables_that_do_not_fit_are_refused() -> None:
    apart = tables(examples())
    with pytest.raises(kf.CohortError, match=r"the table of courses has no column 'idd', the key; did you mean 'id'\?"):
        kf.Cohort.from_tables(**apart, key="idd")
    with pytest.raises(kf.CohortError, match=r"the table of meetings has no column 'id', the key"):
        kf.Cohort.from_tables(apart["courses"], meetings=apart["meetings"].drop_columns(["id"]))
    with pytest.raises(kf.CohortError, match=r"column benefit: unknown field 'hour'; did you mean 'hours'"):
        kf.Cohort.from_tables(apart["courses"], benefit=apart["benefit"].rename_columns({"hours": "hour"}))
    with pytest.raises(kf.CohortError, match=r"column meetings\.date: is text; right would be days"):
        kf.Cohort.from_tables(
            apart["courses"], meetings=apart["meetings"].set_column(1, "date", [["2021"] * len(apart["meetings"])])
        )
    with pytest.raises(kf.CohortError, match=r"column benefit: the courses have it as a column of lists already"):
        kf.Cohort.from_tables(table(examples()), benefit=apart["benefit"])
    with pytest.raises(TypeError, match=r"meetings: expected a table"):
        kf.Cohort.from_tables(apart["courses"], meetings=3)
    with pytest.raises(ValueError, match="key: is empty"):
        kf.Cohort.from_tables(apart["courses"], key="")


# Corrections of hours


def corrected(*rows: tuple[str, float] | tuple[str, float, str]) -> dict[str, Any]:
    return one(
        benefit=[{"month": month, "hours": hours, "kind": kind[0] if kind else None} for month, hours, *kind in rows]
    )


def test_corrections_are_faults_unless_they_are_asked_for() -> None:
    rows = corrected(
        ("2021-09", 140.6), ("2021-10", 100.0), ("2021-09", -40.6), ("2021-10", 20.5), ("2021-09", 7.4, "sygedagpenge")
    )
    assert [(key, message.partition(";")[0]) for _, key, message in faults(rows)] == [
        ("benefit[2].hours", "-40.60 is negative"),
        ("benefit[3]", "2021-10 overlaps benefit[1] (2021-10) of the same kind, dagpenge"),
    ]
    netted = kf.Cohort(rows, corrections="net")
    assert [(each.month, each.hours, each.kind) for each in netted.course(0).benefit] == [
        ("2021-09", 100.0, "dagpenge"),
        ("2021-10", 120.5, "dagpenge"),
        ("2021-09", 7.4, "sygedagpenge"),
    ]
    assert kf.assess_cohort(rows, as_of=DAY, corrections="net").course(0) == netted.course(0)
    (part,) = kf.assess_batches(rows, as_of=DAY, corrections="net")
    assert part.course(0) == netted.course(0)


def test_spells_are_netted_with_those_of_the_same_days() -> None:
    def spell(first: int, last: int, hours: float) -> dict[str, Any]:
        return {"from": date(2021, 9, first), "to": date(2021, 9, last), "hours": hours}

    rows = one(benefit=[spell(1, 10, 50.0), spell(13, 17, 20.0), spell(1, 10, -12.5)])
    assert [each.hours for each in kf.Cohort(rows, corrections="net").course(0).benefit] == [37.5, 20.0]
    overlapping = one(benefit=[spell(1, 10, 50.0), spell(1, 10, -10.0), spell(6, 10, 7.0), spell(1, 10, 1.0)])
    ((_, key, message),) = faults(overlapping, corrections="net")
    assert key == "benefit[2]", "places are those of the table, not those that netting leaves"
    assert "overlaps benefit[0] (2021-09-01..2021-09-10)" in message


def test_more_cannot_be_taken_away_than_was_paid() -> None:
    rows = corrected(("2021-09", 10.0), ("2021-10", 10.0), ("2021-10", -10.5))
    assert faults(rows, corrections="net") == [
        (
            0,
            "benefit[1].hours",
            "the rows of the same days and kind add up to -0.50 hours; corrections cannot take away more than was paid",
        )
    ]
    assert faults(corrected(("2021-10", 10.0), ("2021-10", -10.0)), corrections="net") == []
    unread = one(
        benefit=[
            {"month": "2021-09", "hours": 1.234},
            {"month": "2021-10", "hours": None},
            {"month": "2021-11", "hours": 1.0},
        ]
    )
    assert [key for _, key, _ in faults(unread, corrections="net")] == ["benefit[0].hours", "benefit[1].hours"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2021-08", "2021-09", "2021-10"]),
            st.integers(-4000, 6000),
            st.sampled_from(["dagpenge", "loentilskud", "efterloen"]),
        ),
        max_size=12,
    ),
    st.lists(st.integers(0, 11), max_size=3),
)
def test_netting_is_adding_up(rows: list[tuple[str, int, str]], corrections: list[int]) -> None:
    sums: dict[tuple[str, str], int] = {}
    for month, hundredths, kind in rows:
        sums[month, kind] = sums.get((month, kind), 0) + hundredths
    if not rows:
        return
    columns = one(benefit=[{"month": m, "hours_hundredths": h, "kind": k} for m, h, k in rows])
    found = faults(columns, corrections="net")
    negative = [key for key, total in sums.items() if total < 0]
    assert len([message for _, _, message in found if "add up to" in message]) == len(negative)
    if not found:
        netted = kf.Cohort(columns, corrections="net").course(0).benefit
        assert {(each.month, each.kind): round(each.hours * 100) for each in netted} == sums
        assert len(netted) == len(sums)


# Tables in parts


def joined(parts: Iterator[kf.CohortResult]) -> tuple[polars.DataFrame, polars.DataFrame, polars.DataFrame]:
    found = [(part.to_polars(), part.findings().to_polars(), part.faults().to_polars()) for part in parts]
    first, second, third = (polars.concat(list(frames)) for frames in zip(*found, strict=True))
    return first, second, third


@pytest.mark.parametrize(("chunk", "rows"), [*itertools.product([1, 4, 100], [1, 3, 100])])
def test_parts_are_the_whole(chunk: int, rows: int) -> None:
    many = examples()
    wrong = table(many).to_pylist()
    wrong[5]["municipality"] = "Vejlle"
    made = pa.Table.from_pylist(wrong, table(many).schema)
    whole = kf.assess_cohort(made, as_of=DAY)
    frames = joined(kf.assess_batches(made.to_reader(max_chunksize=chunk), rows=rows, as_of=DAY))
    for frame, same in zip(frames, (whole, whole.findings(), whole.faults()), strict=True):
        assert frame.equals(same.to_polars())
    parts = list(kf.assess_batches(made.drop_columns(["id"]).to_reader(max_chunksize=chunk), rows=rows, as_of=DAY))
    assert [part.first_row for part in parts] == list(itertools.accumulate((len(part) for part in parts), initial=0))[
        :-1
    ]
    last = parts[-1]
    assert last.course(len(many) - 1).id == str(len(many) - 1)
    assert last.reasons_of(len(many) - 1) == whole.reasons_of(len(many) - 1)
    with pytest.raises(IndexError, match=f"the rows are {last.first_row} to {len(many) - 1}"):
        last.course(len(many))


def test_parts_are_judged_as_they_come() -> None:
    made = table(examples())
    given: list[int] = []

    def batches() -> Iterator[pa.RecordBatch]:
        for number in range(1000):
            given.append(number)
            yield made.to_batches()[0]

    parts = kf.assess_batches(pa.RecordBatchReader.from_batches(made.schema, batches()), as_of=DAY)
    assert iter(parts) is parts
    next(parts)
    assert len(given) <= 2
    before = pa.total_allocated_bytes()
    for part in itertools.islice(parts, 200):
        assert len(part) == len(made)
    assert pa.total_allocated_bytes() - before < 1_000_000
    assert 200 <= len(given) <= 205
    assert list(kf.assess_batches(made.schema.empty_table(), as_of=DAY)) == []
    with pytest.raises(ValueError, match="rows: a part has at least one row"):
        kf.assess_batches(made, rows=0, as_of=DAY)
    with pytest.raises(kf.CohortError, match="unknown column 'x'"):
        kf.assess_batches({"x": [1]}, as_of=DAY)


def test_threads_may_share_the_parts() -> None:
    made = table(examples())
    parts = kf.assess_batches(made.to_reader(max_chunksize=1), as_of=DAY)
    found: list[int] = []

    def take() -> None:
        found.extend(part.first_row for part in parts)

    takers = [threading.Thread(target=take) for _ in range(4)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()
    assert sorted(found) == list(range(len(made)))


def test_duckdb_in_and_out(tmp_path: Path) -> None:
    many = examples()
    pyarrow.parquet.write_table(table(many), tmp_path / "courses.parquet")
    database = duckdb.connect()
    relation = database.sql(f"select * from '{tmp_path}/courses.parquet'")
    cohorts.check_against_single(kf.assess_cohort(relation, as_of=DAY), many, as_of=DAY)
    reading = database.cursor()  # a connection can be asked nothing else while its answer is still being read
    parts = kf.assess_batches(
        reading.sql(f"select * from '{tmp_path}/courses.parquet' order by id desc"), rows=10, as_of=DAY
    )
    database.execute("create table verdicts (id text, verdict text)")
    for part in parts:
        assert 0 < len(part) <= 10
        database.execute("insert into verdicts select id, verdict from part")
    expected = {course.id: kf.assess(course, as_of=DAY).verdict for course in many}
    assert dict(database.execute("select * from verdicts").fetchall()) == expected
    grouped = database.sql(
        """
        select member as id, any_value(registered) as registered, any_value(insurance) as insurance,
               list({'from': first, 'to': last, 'hours': hours} order by first) as benefit
        from (values ('a', date '2021-09-06', 'full_time', date '2021-09-06', date '2021-09-30', 140.60::decimal(10, 2)),
                     ('a', date '2021-09-06', 'full_time', date '2021-10-01', date '2021-10-31', 160.33))
             rows(member, registered, insurance, first, last, hours)
        group by member
        """
    )
    assert [each.hours for each in kf.Cohort(grouped).course(0).benefit] == [140.6, 160.33]


def test_enumerations_of_duckdb_and_polars() -> None:
    database = duckdb.connect()
    database.execute("create type status as enum ('part_time', 'full_time')")
    relation = database.sql(
        "select 'full_time'::status as insurance, date '2021-09-06' as registered, 'Vejle' as municipality"
    )
    assert kf.Cohort(relation).course(0).person == kf.Person(insurance="full_time", municipality="630")
    frame = polars.DataFrame(
        {"insurance": ["full_time", None], "registered": [DAY, DAY], "municipality": ["Vejle", "Vejle"]},
        schema_overrides={"insurance": polars.Enum(["part_time", "full_time"]), "municipality": polars.Categorical},
    )
    cohort = kf.Cohort(frame)
    assert cohort.course(0).person == kf.Person(insurance="full_time", municipality="630")
    assert [key for _, key, _ in cohort.faults().to_polars().rows()] == ["person.insurance"]


def test_the_lock_is_released_while_a_cohort_is_judged() -> None:
    many = examples() * 200
    cohort = kf.Cohort(many)
    ticks = 0
    stop = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not stop.wait(0.0001):
            ticks += 1

    other = threading.Thread(target=tick)
    other.start()
    while ticks == 0:
        pass
    before = ticks
    for _ in range(50):
        kf.assess_cohort(cohort, as_of=DAY, threads=1)
    stop.set()
    other.join()
    assert ticks > before


def test_decimals_of_pandas() -> None:
    frame = pandas.DataFrame(one(benefit=[{"month": "2021-09", "hours": Decimal("140.60")}]))
    assert kf.Cohort(frame).course(0).benefit[0].hours == 140.6
