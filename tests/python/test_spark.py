"""The door to Spark, in a real local Spark: whatever the partitioning, each row is judged as it is without Spark."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

import kontaktforloeb as kf
from kontaktforloeb import spark as door

from .cohorts import DAY, examples, one, table

pytestmark = [
    # One Spark for all of them, where several processes share the tests.
    pytest.mark.xdist_group("spark"),
    # pyspark 4.3 warns of pandas 3.
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "2",
    }
    builder = SparkSession.builder.master("local[2]")
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def many() -> pa.Table:
    """Give every example course and synthetic ones, two of them with faults, each with an id of its own."""
    made = kf.Cohort(kf.synthesize(400, seed=11, regimes={"trial_2020": 1, "national_2020": 1, "national_2024": 1}))
    whole = table([*examples(), *(made.course(row) for row in range(len(made)))])
    municipality = whole["municipality"].to_pylist()
    municipality[3], municipality[77] = "Vejlle", "999"
    ids = [f"{number:04}" for number in range(len(whole))]
    for name, values in (("municipality", municipality), ("id", ids)):
        whole = whole.set_column(whole.column_names.index(name), name, pa.array(values))
    return whole


def plain(rows: Any) -> list[dict[str, Any]]:
    """Give a table of the library as rows, as Spark would."""
    return [
        {name: (value - 2**64 if name == "reasons" and value >= 2**63 else value) for name, value in row.items()}
        for row in pa.table(rows).to_pylist()
    ]


def rows(frame: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = frame.toArrow().to_pylist()
    return found


@pytest.mark.parametrize(("partitions", "batch"), [(1, 10_000), (2, 7), (9, 10_000), (64, 3)])
def test_whatever_the_partitioning(spark: Any, partitions: int, batch: int) -> None:
    courses = many()
    whole = kf.assess_cohort(courses, as_of=DAY)
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(batch))
    frame = spark.createDataFrame(courses).repartition(partitions)
    assert frame.rdd.getNumPartitions() == partitions

    judged = rows(door.assess(frame, as_of=DAY).orderBy("id"))
    faults = [row.pop("faults") for row in judged]
    assert judged == plain(whole)
    expected: list[list[str]] = [[] for _ in range(len(courses))]
    for fault in pa.table(whole.faults()).to_pylist():
        expected[fault["row"]].append(f"{fault['key']}: {fault['message']}")
    assert faults == expected
    assert sum(bool(each) for each in faults) == 2

    # Those of one course stay together in their order; courses come in any.
    long = rows(door.findings(frame, as_of=DAY))
    long.sort(key=lambda row: row["id"])
    numbered = plain(whole.findings())
    assert long == [{"id": f"{row.pop('row'):04}", **row} for row in numbered]


def test_how_courses_are_judged_reaches_the_workers(spark: Any) -> None:
    courses = many()
    frame = spark.createDataFrame(courses).repartition(3)
    ways: list[dict[str, Any]] = [
        {},
        {"as_planned": True},
        {"as_of": date(2022, 6, 30), "readings": {"opt_out_effect": "falls_away"}},
        {"as_of": DAY, "regime": "trial_2020", "corrections": "net"},
        {"as_of": DAY, "admitted": [kf.Admitted(a_kasse="HK", municipalities=("Vejle",))]},
    ]
    for way in ways:
        expected = plain(kf.assess_cohort(courses, **way))
        once = {name: iter(value) if name == "admitted" else value for name, value in way.items()}
        judged = rows(door.assess(frame, **once).orderBy("id").drop("faults"))
        assert judged == expected, way


def test_an_empty_frame(spark: Any) -> None:
    frame = spark.createDataFrame(many()).limit(0)
    assert rows(door.assess(frame, as_of=DAY)) == []
    assert rows(door.findings(frame, as_of=DAY)) == []


def test_what_is_wrong_is_said_before_anything_is_judged(spark: Any) -> None:
    frame = spark.createDataFrame(many())
    for name in ("id", "registered"):
        with pytest.raises(kf.CohortError, match=f"has no column '{name}'"):
            door.assess(frame.drop(name), as_of=DAY)
    with pytest.raises(kf.CohortError, match="column registered: is text"):
        door.assess(frame.withColumn("registered", frame.registered.cast("string")), as_of=DAY)
    with pytest.raises(kf.CohortError, match="unknown column 'register'"):
        door.findings(frame.withColumnRenamed("registered", "register"), as_of=DAY)
    with pytest.raises(ValueError, match="trial_2021"):
        door.assess(frame, as_of=DAY, regime="trial_2021")


@pytest.mark.parametrize("partitions", [1, 4])
def test_an_id_that_is_missing_stays_so(spark: Any, partitions: int) -> None:
    facts = "insurance string, registered date"
    people = [("x", None), (None, "999"), ("1", None), (None, None)]
    data = [(name, "full_time", date(2021, 9, 6), place) for name, place in people]
    frame = spark.createDataFrame(data, f"id string, {facts}, municipality string").repartition(partitions)
    judged = {(row["id"], row["verdict"] is None, len(row["faults"])) for row in rows(door.assess(frame, as_of=DAY))}
    assert judged == {("x", False, 0), ("1", False, 0), (None, True, 1), (None, False, 0)}
    assert {row["id"] for row in rows(door.findings(frame, as_of=DAY))} == {"x", "1", None}

    numbers = spark.createDataFrame([(7, "full_time", date(2021, 9, 6))], f"id int, {facts}")
    assert [row["id"] for row in rows(door.assess(numbers, as_of=DAY))] == ["7"]


def test_timestamps_are_days_only_in_utc(spark: Any) -> None:
    frame = spark.createDataFrame(pa.table(one()))
    frame = frame.withColumn("registered", frame.registered.cast("timestamp"))
    expected = rows(door.assess(frame, as_of=DAY))
    assert expected[0]["faults"] == []
    spark.conf.set("spark.sql.session.timeZone", "Europe/Copenhagen")
    try:
        with pytest.raises(kf.CohortError, match=r"column registered: has timestamps.*Europe/Copenhagen"):
            door.assess(frame, as_of=DAY)
    finally:
        spark.conf.set("spark.sql.session.timeZone", "UTC")


def test_a_stream_is_judged_too(spark: Any) -> None:
    stream = spark.readStream.format("rate").load()
    courses = stream.selectExpr(
        "cast(value as string) as id", "'full_time' as insurance", "date '2021-09-06' as registered"
    )
    assert door.assess(courses, as_of=DAY).isStreaming


def test_what_is_no_frame(spark: Any) -> None:
    with pytest.raises(TypeError, match="DataFrame of pyspark 4 or newer, got dict"):
        door.assess(one())
    with pytest.raises(TypeError, match="unexpected 'threads'; allowed: as_of, "):
        door.assess(spark.createDataFrame(many()), threads=2)


def test_a_row_without_spark() -> None:
    """What a worker does is plain Arrow, and can be tried without Spark."""
    result = kf.assess_cohort(one(municipality="Vejlle"), as_of=DAY)
    verdicts = pa.RecordBatch.from_pydict(door._verdicts(result))
    assert verdicts.schema.names == [part.split()[0] for part in door.VERDICTS.split(", ")]
    assert verdicts["faults"].to_pylist()[0][0].startswith("person.municipality: unknown municipality 'Vejlle'")
    found = door._findings(result)
    assert list(found) == ["id", "row", *(part.split()[0] for part in door.FINDINGS.split(", ")[1:])]
    assert len(found["row"]) == 0
    assert pickle.loads(pickle.dumps(door._verdicts)) is door._verdicts
