"""This library, from whatever the courses are kept in; and its kernel through C++, on columns that are ready."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

import kontaktforloeb as kf

from . import law
from .workloads import AS_OF, REGIME, Answers, Workload, course, document, flat, programme_answers, trial_answers

_VERDICTS = {"fulfilled": law.FULFILLED, "open": law.OPEN, "violated": law.VIOLATED}
_NO_DAY = _NO_NUMBER = -(2**31)


@dataclass(frozen=True)
class Entry:
    """One way in: what makes its own form of a cohort, and what judges it, up to the answers as Arrow or arrays."""

    name: str
    mode: str
    prepare: Callable[[pa.Table], Any]
    judge: Callable[[str, Any], Any]
    answers: Callable[[str, Any, int], Answers]


def objects() -> Entry:
    """One course at a time, from course objects."""
    give = {"programme": programme_answers, "trial": trial_answers}
    return Entry(
        "kontaktforloeb, course objects",
        "`assess_many`, all findings read, 1 thread",
        lambda cohort: [course(row) for row in cohort.to_pylist()],
        lambda question, courses: give[question](kf.assess_many(courses, as_of=AS_OF, regime=REGIME, threads=1)),
        lambda question, done, rows: done,
    )


def cohorts() -> list[Entry]:
    """Whole cohorts, where this version has them."""
    if not hasattr(kf, "assess_cohort"):
        return []
    entries = []
    for what, prepare in (
        ("Arrow", lambda cohort: cohort),
        ("polars", pl.from_arrow),
        ("pandas", lambda cohort: cohort.to_pandas()),
        ("numpy", numpy_tables),
        ("its own columns", kf.Cohort),
    ):
        for threads in (1, 2):
            mode = f"`assess_cohort`, {threads} thread{'s' if threads > 1 else ''}"
            entries.append(Entry(f"kontaktforloeb, {what}", mode, prepare, judge_with(threads), cohort_answers))
    return entries


def judge_with(threads: int) -> Callable[[str, Any], Any]:
    def judge(question: str, cohort: Any) -> Any:
        if isinstance(cohort, dict):
            cohort = kf.Cohort.from_tables(
                cohort["courses"], **{name: cohort[name] for name in cohort if name != "courses"}
            )
        result = kf.assess_cohort(cohort, as_of=AS_OF, regime=REGIME, threads=threads)
        # The programme's statuses are findings; the trial's verdict and last day are columns of the result.
        return pa.table(result.findings() if question == "programme" else result)

    return judge


def numpy_tables(cohort: pa.Table) -> dict[str, dict[str, np.ndarray]]:
    """Give a cohort as tables of numpy arrays that the row's number joins."""
    columns = [name for name in cohort.column_names if not pa.types.is_list(cohort.schema.field(name).type)]
    tables = {"courses": {name: array_of(cohort[name]) for name in columns}}
    ids = tables["courses"]["id"]
    for name in set(cohort.column_names) - set(columns):
        row, values = flat(cohort[name])
        fields = {values.type[i].name: array_of(values.field(i)) for i in range(values.type.num_fields)}
        tables[name] = {"id": ids[row], **fields}
    return tables


def array_of(values: pa.Array | pa.ChunkedArray) -> np.ndarray:
    return values.to_numpy(zero_copy_only=False) if isinstance(values, pa.Array) else values.to_numpy()


def words(values: pa.ChunkedArray, codes: dict[str, int]) -> np.ndarray:
    """Give the codes of words."""
    places = pc.index_in(values.cast(pa.string()), value_set=pa.array(list(codes)))
    return np.array(list(codes.values()), np.int8)[places.to_numpy()]


def cohort_answers(question: str, done: pa.Table, rows: int) -> Answers:
    if question == "trial":
        last_day = pc.fill_null(done["last_day"].cast(pa.int32()), law.NEVER).to_numpy()
        # A day that is only projected is none for the peers, who are given no open-ended course but those in a job.
        projected = pc.fill_null(done["last_day_projected"].cast(pa.bool_()), False).to_numpy()
        return {"verdict": words(done["verdict"], _VERDICTS), "last_day": np.where(projected, law.NEVER, last_day)}
    answers = {}
    for name in (*law.KINDS, "merging"):
        mine = done.filter(pc.equal(done["rule"].cast(pa.string()), f"{REGIME}.{name}"))
        answers[name] = np.zeros(rows, np.int8)
        codes = {"met": law.MET, "late": law.LATE, "missed": law.MISSED, "breached": 1}
        answers[name][mine["row"].to_numpy()] = words(mine["status"], codes)
    return answers


def single(table: pa.Table) -> dict[str, Callable[[], Any]]:
    """Make the calls that judge one course."""
    told = document(table.to_pylist()[0])
    built = kf.Course.from_dict(told)

    def verdict(of: kf.Course) -> int:
        return _VERDICTS[kf.assess(of, as_of=AS_OF, regime=REGIME).verdict]

    calls = {
        "kontaktforloeb, a course object": lambda: verdict(built),
        "kontaktforloeb, from a document": lambda: verdict(kf.Course.from_dict(told)),
    }
    if hasattr(kf, "assess_cohort"):
        judge = judge_with(1)
        calls["kontaktforloeb, Arrow"] = lambda: words(judge("trial", table)["verdict"], _VERDICTS)[0]
    return calls


# --- the kernel through C++

_CODES = {
    "insurance": kf.Insurance,
    "holder": kf.Holder,
    "on_behalf_of": kf.Party,
    "status": kf.MeetingStatus,
    "form": kf.Form,
    "type": kf.EventType,
}


def write_columns(cohort: pa.Table, folder: Path) -> None:
    """Write a cohort as raw columns, the codes those of C++'s enumerations, for the kernel's program to read."""

    def write(name: str, values: np.ndarray, kind: str) -> None:
        values.astype(kind).tofile(folder / name)

    def coded(values: pa.Array, terms: Any) -> np.ndarray:
        places = pc.index_in(values, value_set=pa.array([str(term) for term in terms]))
        return pc.fill_null(places, 255).to_numpy(zero_copy_only=False)

    def days(values: Any) -> np.ndarray:
        return pc.fill_null(values.cast(pa.int32()), _NO_DAY).to_numpy(zero_copy_only=False)

    def named(name: str, values: Any) -> None:
        encoded = pc.dictionary_encode(values)
        encoded = encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded
        (folder / f"{name}_names").write_text("".join(f"{word}\n" for word in encoded.dictionary.to_pylist()), "utf-8")
        write(name, pc.fill_null(pc.add(encoded.indices, 1), 0).to_numpy(zero_copy_only=False), "<u2")

    write("registered", days(cohort["registered"].combine_chunks()), "<i4")
    write("insurance", coded(cohort["insurance"].combine_chunks(), kf.Insurance), "u1")
    write("birth_year", pc.fill_null(cohort["birth_year"], _NO_NUMBER).to_numpy(), "<i4")
    named("a_kasse", cohort["a_kasse"])
    named("municipality", cohort["municipality"])
    for name in ("benefit", "meetings", "events"):
        if name not in cohort.column_names:
            continue
        row, values = flat(cohort[name])
        counts = np.bincount(row, minlength=cohort.num_rows)
        write(f"{name}_offsets", np.concatenate([[0], np.cumsum(counts)]), "<i8")
        for field in values.type:
            column, path = values.field(field.name), f"{name}_{field.name}"
            if field.name == "conversations":
                offsets = column.offsets.to_numpy()
                codes = coded(column.flatten(), kf.Conversation)
                bits = np.bitwise_or.reduceat(1 << codes, offsets[:-1]) if len(row) else codes
                write(path, bits, "u1")
                write(f"{name}_conversation_count", np.diff(offsets), "u1")
            elif field.name == "absent":
                who = column.flatten()
                packed = np.zeros(len(row), np.uint8)
                shift = 4 * coded(who.field("party"), kf.Party)
                np.bitwise_or.at(
                    packed,
                    pc.list_parent_indices(column).to_numpy(),
                    (1 + coded(who.field("why"), kf.Absence)) << shift,
                )
                write(path, packed, "u1")
            elif field.name == "municipality":
                named(path, column)
            elif field.name == "hours":
                write(path, np.rint(column.to_numpy() * 100), "<i4")
            elif field.name == "kind":
                write(path, coded(column, kf.BenefitKind), "u1")
            elif pa.types.is_date32(field.type):
                write(path, days(column), "<i4")
            else:
                write(path, coded(column, _CODES[field.name]), "u1")


def kernel(workload: Workload, program: Path, runs: int) -> tuple[dict[str, Any], Answers]:
    """Run the kernel's program: the seconds of each run by threads, and its answers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_columns(workload.cohort, folder)
        rows = workload.table.num_rows
        wanted = ["findings"] if workload.name == "programme" else []
        done = subprocess.run(
            [os.fspath(program), name, str(rows), str(runs), *wanted], check=True, capture_output=True
        )
        report: dict[str, Any] = json.loads(done.stdout)
        if wanted:
            rules = (folder / "rules").read_text(encoding="utf-8").split()
            found = {
                "row": np.fromfile(folder / "findings_row", "<i8"),
                "rule": np.array(rules)[np.fromfile(folder / "findings_rule", "<u2")],
                "status": np.array([str(word) for word in kf.Status])[np.fromfile(folder / "findings_status", "u1")],
            }
            return report, cohort_answers(workload.name, pa.table(found), rows)
        verdict = np.fromfile(folder / "verdict", np.uint8)
        last_day = np.fromfile(folder / "last_day", "<i4")
    codes = np.array([_VERDICTS.get(str(word), -1) for word in kf.Verdict], np.int8)
    return report, {"verdict": codes[verdict], "last_day": last_day}
