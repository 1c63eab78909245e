"""Arrow columns as numpy arrays: what the array peers need from a table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from . import law
from .workloads import flat


@dataclass
class Meetings:
    """Meetings in the order of their rows."""

    row: np.ndarray
    date: np.ndarray
    summoned: np.ndarray
    bits: np.ndarray
    several: np.ndarray
    held: np.ndarray
    of_a_kasse: np.ndarray
    alone: np.ndarray
    in_person: np.ndarray
    spoken: np.ndarray
    letter: np.ndarray


@dataclass
class Courses:
    """Courses with their meetings, and what the question is about: a window's end, or benefit and ends."""

    registered: np.ndarray
    meetings: Meetings
    window_end: np.ndarray | None = None
    part_time: np.ndarray | None = None
    benefit_row: np.ndarray | None = None
    benefit_to: np.ndarray | None = None
    hours: np.ndarray | None = None
    left: np.ndarray | None = None


def days(values: pa.Array | pa.ChunkedArray) -> np.ndarray:
    """Give days as numbers, null as never."""
    return pc.fill_null(values.cast(pa.int32()), law.NEVER).to_numpy(zero_copy_only=False)


def is_in(values: pa.Array, *words: str) -> np.ndarray:
    """Tell which texts are among some; null is not."""
    return pc.is_in(values, value_set=pa.array(words)).to_numpy(zero_copy_only=False)


def meetings_of(table: pa.Table) -> Meetings:
    row, values = flat(table["meetings"])
    field = {values.type[i].name: values.field(i) for i in range(values.type.num_fields)}
    lists = field["conversations"]
    offsets = lists.offsets.to_numpy()
    codes = pc.index_in(lists.flatten(), value_set=pa.array(law.KINDS)).to_numpy()
    bits = np.bitwise_or.reduceat(1 << codes, offsets[:-1]) if len(row) else codes
    missing = field["absent"]
    who = missing.flatten()
    no_show = is_in(who.field("party"), "jobcenter") & is_in(who.field("why"), "no_show")
    alone = np.zeros(len(row), bool)
    alone[pc.list_parent_indices(missing).to_numpy()[no_show]] = True
    return Meetings(
        row=row,
        date=days(field["date"]),
        summoned=days(field["summoned"]),
        bits=bits,
        several=np.diff(offsets),
        held=is_in(field["status"], "held"),
        of_a_kasse=is_in(field["holder"], "a_kasse") | is_in(field["on_behalf_of"], "a_kasse"),
        alone=alone,
        in_person=is_in(field["form"], "in_person"),
        spoken=is_in(field["form"], "telephone", "video"),
        letter=is_in(field["form"], "letter"),
    )


def for_programme(table: pa.Table) -> Courses:
    return Courses(days(table["registered"]), meetings_of(table), window_end=days(table["window_end"]))


def for_trial(table: pa.Table) -> Courses:
    courses = Courses(days(table["registered"]), meetings_of(table))
    courses.part_time = is_in(table["insurance"], "part_time")
    courses.benefit_row, benefit = flat(table["benefit"])
    courses.benefit_to = days(benefit.field("to"))
    courses.hours = np.rint(benefit.field("hours").to_numpy() * 100).astype(np.int64)
    row, events = flat(table["events"])
    ends = is_in(events.field("type"), *law.ENDS)
    courses.left = np.full(table.num_rows, law.NEVER, np.int32)
    np.minimum.at(courses.left, row[ends], days(events.field("date"))[ends])
    return courses
