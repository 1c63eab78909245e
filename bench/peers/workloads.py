"""The two questions about many courses, their input as Arrow tables, and the library's answers one course at a time.

`programme`: the day on which the window ends is given; which of the conversations are met, late or missed, and whether
a meeting breaks the rule of merging. `trial`: benefit, meetings and events are given; the last day in the a-kasse and
the verdict over the programme, merging and form.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

import kontaktforloeb as kf

from . import law

AS_OF = datetime.date(2023, 12, 31)
REGIME = "trial_2020"
RULES = (*(f"{REGIME}.{kind}" for kind in law.KINDS), f"{REGIME}.merging")
Answers = dict[str, np.ndarray]


@dataclass(frozen=True)
class Workload:
    """A question with its courses: what the peers are given, and the same courses as a cohort of the library."""

    name: str
    table: pa.Table
    cohort: pa.Table
    answers: Answers


def document(row: dict[str, Any]) -> dict[str, Any]:
    """Give a row of a cohort as the document of a course file."""

    def told(item: dict[str, Any]) -> dict[str, Any]:
        # Null means absent, which a document says by leaving out.
        return {
            key: value.isoformat() if isinstance(value, datetime.date) else value
            for key, value in item.items()
            if value is not None
        }

    return {
        "schema": "kontaktforloeb/course-1",
        "id": row["id"],
        "person": told({key: row[key] for key in ("insurance", "a_kasse", "municipality", "birth_year")}),
        "registered": row["registered"].isoformat(),
        **{name: [told(item) for item in row.get(name, ())] for name in ("benefit", "meetings", "events")},
    }


def course(row: dict[str, Any]) -> kf.Course:
    """Read a row of a cohort as a course file would be read."""
    return kf.Course.from_dict(document(row))


def assess(cohort: pa.Table) -> list[kf.Assessment]:
    """Judge a cohort one course at a time: the reference."""
    return kf.assess_many([course(row) for row in cohort.to_pylist()], as_of=AS_OF, regime=REGIME)


def trial(cohort: pa.Table) -> Workload:
    """The whole trial with clocks."""
    return Workload("trial", cohort, cohort, trial_answers(assess(cohort)))


def trial_answers(assessments: list[kf.Assessment]) -> Answers:
    """Give verdicts and last days as the peers give them."""
    verdicts = {"fulfilled": law.FULFILLED, "open": law.OPEN, "violated": law.VIOLATED}
    last = [item.state.handover.last_day for item in assessments]
    return {
        "verdict": np.array([verdicts[item.verdict] for item in assessments], np.int8),
        "last_day": np.array([law.NEVER if day is None else day.toordinal() - law.EPOCH for day in last], np.int32),
    }


def programme(cohort: pa.Table, last_day: np.ndarray) -> Workload:
    """The programme with the hours given: the courses whose last day is known, with that day as the window's end."""
    known = last_day != law.NEVER
    cohort, end = cohort.filter(pa.array(known)), last_day[known]
    registered = cohort["registered"].combine_chunks()
    # What the library takes for a given window: a recorded end on the day after it.
    dates = np.stack([registered.cast(pa.int32()).to_numpy(), end + 1], axis=1).ravel()
    words = pa.array(["visited", "window_used"] * len(end))
    events = pa.StructArray.from_arrays([words, pa.array(dates, pa.int32()).cast(pa.date32())], ["type", "date"])
    offsets = pa.array(np.arange(0, 2 * len(end) + 1, 2, dtype=np.int32))
    of_library = cohort.drop_columns(["benefit", "events"]).append_column(
        "events", pa.ListArray.from_arrays(offsets, events)
    )
    table = cohort.select(["id", "registered", "meetings"]).append_column(
        "window_end", pa.array(end, pa.int32()).cast(pa.date32())
    )
    return Workload("programme", table, of_library, programme_answers(assess(of_library)))


def programme_answers(assessments: list[kf.Assessment]) -> Answers:
    """Give statuses of the rules as the peers give them; merging is met or breached."""
    statuses = {"met": law.MET, "late": law.LATE, "missed": law.MISSED, "breached": 1}
    answers = {rule.partition(".")[2]: np.empty(len(assessments), np.int8) for rule in RULES}
    for place, item in enumerate(assessments):
        for finding in item.findings:
            if (name := finding.rule.partition(".")[2]) in answers:
                # A prohibition has a finding for each meeting that breaks it.
                answers[name][place] = statuses[finding.status]
    return answers


def mismatches(expected: Answers, got: Answers) -> int:
    """Count the courses of which something differs."""
    wrong = np.zeros(len(next(iter(expected.values()))), bool)
    for name, values in expected.items():
        wrong |= values != np.asarray(got[name])
    return int(wrong.sum())


def flat(column: pa.ChunkedArray) -> tuple[np.ndarray, pa.StructArray]:
    """Give for each value of a column of lists its row, and the values."""
    lists = column.combine_chunks()
    return pc.list_parent_indices(lists).to_numpy(), lists.flatten()
