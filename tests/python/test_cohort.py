"""Cohorts: many courses as columns, judged as each alone; what comes out, for everybody's frames."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from typing import Any

import duckdb
import nanoarrow
import pandas
import polars
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kontaktforloeb as kf

from . import cohorts
from .cohorts import DAY, columns, examples, table
from .strategies import courses
from .test_properties import days


def duck(courses: list[kf.Course]) -> Any:
    cohort = table(courses)
    return duckdb.connect().from_arrow(cohort).order("id")


WAYS = {
    "courses": lambda many: many,
    "columns": columns,
    "pyarrow": table,
    "pyarrow batches": lambda many: table(many).to_reader(max_chunksize=3),
    "record batch": lambda many: table(many).combine_chunks().to_batches()[0],
    "struct array": lambda many: table(many).to_struct_array().combine_chunks(),
    "polars": lambda many: polars.DataFrame(table(many)),
    "polars lazy": lambda many: polars.DataFrame(table(many)).lazy(),
    "polars objects": lambda many: polars.DataFrame(columns(many), strict=False),
    "pandas": lambda many: table(many).to_pandas(),
    "pandas objects": lambda many: pandas.DataFrame(columns(many)),
    "pandas arrow": lambda many: table(many).to_pandas(types_mapper=pandas.ArrowDtype),
    "duckdb": duck,
    "nanoarrow": lambda many: nanoarrow.c_array_stream(table(many)),
}


@pytest.fixture(scope="module")
def many() -> list[kf.Course]:
    return sorted(examples(), key=lambda course: course.id)


@pytest.fixture(scope="module")
def result(many: list[kf.Course]) -> kf.CohortResult:
    return kf.assess_cohort(many, as_of=DAY)


@pytest.mark.parametrize("way", WAYS)
def test_all_examples_are_judged_as_each_alone_whatever_brings_them(many: list[kf.Course], way: str) -> None:
    for question in ({"as_of": DAY}, {"as_planned": True}):
        judged = kf.assess_cohort(WAYS[way](many), **question)
        cohorts.check_against_single(judged, many, **question)


@given(
    st.lists(courses(), max_size=5),
    days,
    st.integers(1, 4),
    st.booleans(),
    st.sampled_from(["courses", "pyarrow batches"]),
)
def test_random_courses_are_judged_as_each_alone(
    many: list[kf.Course], day: date, threads: int, as_planned: bool, way: str
) -> None:
    question: dict[str, Any] = {"as_planned": True} if as_planned else {"as_of": day}
    judged = kf.assess_cohort(WAYS[way](many), threads=threads, **question)
    cohorts.check_against_single(judged, many, **question)


@given(st.lists(courses(), max_size=4))
def test_courses_come_back_as_they_were(many: list[kf.Course]) -> None:
    cohort = kf.Cohort(table(many))
    assert len(cohort) == len(many)
    for number, course in enumerate(many):
        assert cohorts.same_facts(cohort.course(number)) == cohorts.same_facts(course)


@pytest.mark.parametrize("library", [lambda made: made, polars.from_arrow, lambda made: made.to_pandas()])
def test_synthetic_cohorts_are_judged_as_each_alone(library: Any) -> None:
    regimes = {
        "trial_2020": 3,
        "national_2015": 1,
        "national_2020": 1,
        "national_2024": 1,
        "national_2026": 1,
    }
    made = kf.synthesize(120, seed=3, regimes=regimes)
    cohort = kf.Cohort(library(made))
    day = date(2023, 12, 31)
    many = [cohort.course(number) for number in range(len(cohort))]
    cohorts.check_against_single(kf.assess_cohort(cohort, as_of=day), many, as_of=day)


def test_readings_lists_and_regimes_are_asked_about_too(many: list[kf.Course]) -> None:
    for question in (
        {"readings": {"handover_test": "immediate"}},
        {"regime": "trial_2020"},
        {"regime": "auto"},
        {"admitted": [kf.Admitted(a_kasse="HK", municipalities=["Vejle"])]},
    ):
        judged = kf.assess_cohort(many, as_of=DAY, **question)  # type: ignore[arg-type]
        cohorts.check_against_single(judged, many, as_of=DAY, **question)


def test_a_row_tells_why(many: list[kf.Course], result: kf.CohortResult) -> None:
    for number, course in enumerate(many):
        assessment = result.assessment(number)
        alone = kf.assess(course, as_of=DAY)
        assert [f.rule for f in assessment.findings] == [f.rule for f in alone.findings]
        assert [f.contested for f in assessment.findings] == [f.contested for f in alone.findings]
        assert result.course(number) == assessment.course == result.cohort.course(number)
    plans = kf.assess_cohort(many, as_planned=True)
    assert plans.as_of is None
    assert plans.assessment(0).as_planned
    assert result.as_of == DAY
    assert kf.assess_cohort(many).as_of == date.today()
    for number in (-1, len(many)):
        with pytest.raises(IndexError, match=rf"row {number}: the rows are 0 to {len(many) - 1}"):
            result.assessment(number)


def test_a_cohort_is_read_once_and_judged_often(many: list[kf.Course]) -> None:
    cohort = kf.Cohort(many)
    for day in (date(2021, 6, 1), DAY):
        cohorts.check_against_single(kf.assess_cohort(cohort, as_of=day), many, as_of=day)
    assert repr(cohort) == f"Cohort({len(many)} courses)"


def test_the_result_is_arrow_for_everybody(result: kf.CohortResult) -> None:
    arrow = pa.table(result)
    arrow.validate(full=True)
    assert arrow.schema.names == list(result.column_names)
    assert arrow.schema.field("last_day").type == pa.date32()
    assert arrow.schema.field("reasons").type == pa.uint64()
    assert arrow.schema == pa.schema(result)
    assert pa.record_batch(result).to_pylist() == arrow.to_pylist()
    plain = [
        {name: str(value) if isinstance(value, kf.Verdict) else value for name, value in row.items()}
        for row in arrow.to_pylist()
    ]
    assert polars.DataFrame(result).to_dicts() == plain
    assert nanoarrow.Array(result).to_pylist() == plain
    relation = duckdb.from_arrow(result)
    assert relation.columns == list(result.column_names)
    assert [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()] == plain
    by_name = duckdb.sql("select verdict, count(*) from result where verdict is not null group by 1")
    assert sum(count for _, count in by_name.fetchall()) == sum(row["verdict"] is not None for row in plain)
    findings = result.findings()
    assert duckdb.sql("select count(*) from findings").fetchall() == [(len(findings),)]
    pa.table(findings).validate(full=True)
    assert pa.table(findings).to_pylist() == polars.DataFrame(findings).to_dicts()


def test_pandas_frames_say_the_same(result: kf.CohortResult) -> None:
    for one in (result, result.findings(), kf.assess_cohort(cohorts.one(insurance="half"), as_of=DAY).faults()):
        frame, same = one.to_pandas(), one.to_polars()
        assert list(frame.columns) == list(one.column_names) == same.columns
        assert len(frame) == len(one) > 0
        for name in frame.columns:
            listed = [None if pandas.isna(value) else value for value in frame[name]]
            if str(frame[name].dtype).startswith("datetime64"):
                listed = [None if value is None else value.date() for value in listed]
            assert listed == same[name].to_list()
    assert str(result.to_pandas()["verdict"].dtype) == "category"
    assert str(result.findings().to_pandas()["counted"].dtype) == "Int32"
    assert list(kf.assess_cohort([], as_of=DAY).to_pandas().columns) == list(result.column_names)


def test_neither_pyarrow_nor_anything_else_is_needed() -> None:
    program = """
import sys
for name in ("pyarrow", "polars", "duckdb", "nanoarrow"):
    sys.modules[name] = None
import datetime, numpy, pandas
import kontaktforloeb as kf
day = datetime.date(2021, 9, 6)
frame = pandas.DataFrame({
    "id": ["a", "b", None],
    "insurance": pandas.Categorical(["full_time", "part_time", "full_time"]),
    "municipality": ["Vejle", None, "Aarhus"],
    "birth_year": [1977, numpy.nan, 1980],
    "qualifying_education": [True, None, False],
    "registered": pandas.to_datetime(["2021-09-06", "2021-09-07", None]),
    "benefit": [[{"month": "2021-09", "hours": 140.60}], None, numpy.array([])],
    "meetings": [
        [{"date": day, "conversations": ["cv_samtale"], "holder": "a_kasse", "status": "held"}],
        [{"date": pandas.Timestamp("2021-09-08"), "conversations": numpy.array(["cv_samtale"]), "holder": "a_kasse"}],
        [],
    ],
})
result = kf.assess_cohort(frame, as_of=datetime.date(2021, 12, 31))
print(result.to_pandas()["regime"].tolist())
print(result.faults().to_pandas().to_dict("list"))
print(result.course(0).meetings[0].date, result.course(1).person.birth_year)
flat = kf.Cohort.from_tables(
    frame.drop(columns=["benefit", "meetings"]).loc[[0, 1]],
    benefit=pandas.DataFrame({"id": ["b", "a"], "month": ["2021-09"] * 2, "hours": [10.0, 20.5]}),
)
print([flat.course(i).benefit[0].hours for i in (0, 1)])
days = numpy.array(["2021-09-06", "NaT"], dtype="datetime64[D]")
columns = {"registered": days[:1], "placed": days[1:], "insurance": numpy.array(["full_time"])}
print(kf.Cohort(columns).course(0))
"""
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == [
        "['national_2020', 'national_2020', nan]",
        "{'row': [2], 'key': ['registered'], 'message': ['is required: the day of registration, YYYY-MM-DD']}",
        "2021-09-06 None",
        "[20.5, 10.0]",
        "Course(id='0', person=Person(insurance=(InsuranceChange(status=Insurance.full_time),)), "
        "registered=datetime.date(2021, 9, 6))",
    ], done.stdout + done.stderr


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_library_is_named_with_its_extra(
    monkeypatch: pytest.MonkeyPatch, result: kf.CohortResult, library: str
) -> None:
    cohorts.without(monkeypatch, library)
    with pytest.raises(ImportError, match=rf"pip install 'kontaktforloeb\[{library}\]'"):
        getattr(result, f"to_{library}")()


def test_what_is_shown(many: list[kf.Course], result: kf.CohortResult) -> None:
    assert re.fullmatch(r"CohortResult\(\d+ courses: \d+ fulfilled, \d+ open, .*1 without a verdict\)", repr(result))
    assert repr(result.faults()) == "CohortTable(0 rows: row, key, message)"
    assert repr(kf.Cohort(many[:1])) == "Cohort(1 course)"
    assert repr(kf.assess_cohort([], as_of=DAY)) == "CohortResult(0 courses)"
    for one in (result, result.findings(), result.faults()):
        html = one._repr_html_()
        assert html.startswith('<div class="kontaktforloeb"')
        assert all(name in html for name in one.column_names)
    assert many[0].id in result._repr_html_()


def test_courses_with_readings_of_their_own_are_refused() -> None:
    course = kf.Course(
        id="x",
        person=kf.Person(insurance="full_time"),
        registered=date(2021, 9, 6),
        readings={"handover_test": "immediate"},
    )
    with pytest.raises(ValueError, match=r"table\[0\]: chooses readings of its own"):
        kf.Cohort([course])
    with pytest.raises(TypeError, match=r"table\[1\]: expected Course, got int"):
        kf.Cohort([course.replace(readings={}), 3])  # type: ignore[list-item]


@pytest.mark.parametrize("wrong", [None, 3, "cohort.parquet", [1, 2], object()])
def test_what_is_no_table_is_refused(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"table: expected a table: something with the Arrow PyCapsule interface"):
        kf.assess_cohort(wrong, as_of=DAY)


def test_wrong_questions_are_refused(many: list[kf.Course]) -> None:
    with pytest.raises(ValueError, match=r"regime: unknown regime 'trial_2021'; did you mean 'trial_2020'"):
        kf.assess_cohort(many, as_of=DAY, regime="trial_2021")
    with pytest.raises(ValueError, match="at least one thread"):
        kf.assess_cohort(many, as_of=DAY, threads=0)
    with pytest.raises(ValueError, match="either as_of or as_planned"):
        kf.assess_cohort(many, as_of=DAY, as_planned=True)
    with pytest.raises(ValueError, match="corrections: 'gross' is not 'net'"):
        kf.assess_cohort(many, as_of=DAY, corrections="gross")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="was made with its corrections already"):
        kf.assess_cohort(kf.Cohort(many), as_of=DAY, corrections="net")
    with pytest.raises(TypeError):
        kf.CohortResult()
