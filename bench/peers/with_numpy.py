"""numpy: whole columns at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from . import law
from .arrays import Courses, Meetings, for_programme, for_trial
from .workloads import Answers

NAME = "numpy"
MODE = "whole columns; lists by offsets"

prepare_programme, prepare_trial = for_programme, for_trial
_ALLOWED = np.isin(np.arange(16), law.ALLOWED)


def forms(of: Meetings) -> np.ndarray:
    """Tell which meetings had a form that was allowed on their day."""

    def within(period: tuple[int, int]) -> np.ndarray:
        return (of.date >= period[0]) & (of.date <= period[1])

    remote = within(law.REMOTE[0]) | within(law.REMOTE[1])
    remote |= within(law.IF_SUMMONED) & (of.summoned <= law.SUMMONED_BY)
    remote &= ~of.letter
    remote |= within(law.SPOKEN) & of.spoken & ((of.bits & 1) == 0)
    return of.in_person | remote


def programme(courses: Courses) -> Answers:
    of, n = courses.meetings, len(courses.registered)
    counts = of.held & of.of_a_kasse & forms(of)
    due = {kind: courses.window_end for kind in law.KINDS} | {"cv_samtale": courses.registered + law.TWO_WEEKS}
    answers: Answers = {}
    for bit, (kind, wanted) in enumerate(zip(law.KINDS, law.WANTED, strict=True)):
        mine = counts & (of.bits >> bit & 1).astype(bool)
        if kind == "faellessamtale":
            mine &= ~of.alone
        rows = of.row[mine]
        in_time = np.bincount(rows[of.date[mine] <= due[kind][rows]], minlength=n)
        held = np.bincount(rows, minlength=n)
        answers[kind] = np.where(in_time >= wanted, law.MET, np.where(held >= wanted, law.LATE, law.MISSED))
    answers["merging"] = np.zeros(n, np.int8)
    answers["merging"][of.row[broken(of, courses.window_end)]] = 1
    return answers


def broken(of: Meetings, until: np.ndarray) -> np.ndarray:
    """Tell which meetings to a last day merge what may not be merged."""
    lawful = _ALLOWED[of.bits] & (of.several <= 2) & (of.several == np.bitwise_count(of.bits))
    return of.held & ~lawful & (of.date <= until[of.row])


def trial(courses: Courses) -> Answers:
    of, n = courses.meetings, len(courses.registered)
    months = courses.benefit_to.astype("datetime64[D]").astype("datetime64[M]")
    dead = np.isin(months.astype(np.int64) + 1970 * 12, law.DEAD_MONTHS)
    used = np.cumsum(np.where(dead, 0, courses.hours))
    # What the courses before had used is taken off.
    counts = np.bincount(courses.benefit_row, minlength=n)
    before = np.concatenate([[0], used])[np.cumsum(counts) - counts]
    over = (
        used - before[courses.benefit_row]
        > np.where(courses.part_time, law.LIMITS[1], law.LIMITS[0])[courses.benefit_row]
    )
    first = np.flatnonzero(over)
    rows, place = np.unique(courses.benefit_row[first], return_index=True)
    window = np.full(n, law.NEVER, np.int32)
    window[rows] = (months[first[place]] + 1).astype("datetime64[D]").astype(np.int32) - 1

    left = courses.left
    ended = left != law.NEVER
    last = np.where(ended, left - 1, window)
    allowed = forms(of)
    inside = of.held & (of.date <= last[of.row])
    counts = of.held & of.of_a_kasse & allowed & (of.date < left[of.row])
    violated, is_open = np.zeros(n, bool), np.zeros(n, bool)
    violated[of.row[(inside & ~allowed) | broken(of, last)]] = True
    for bit, (kind, wanted) in enumerate(zip(law.KINDS, law.WANTED, strict=True)):
        due = courses.registered + law.TWO_WEEKS if kind == "cv_samtale" else window
        mine = counts & (of.bits >> bit & 1).astype(bool) & (of.date <= due[of.row])
        if kind == "faellessamtale":
            mine &= ~of.alone
        asked = (np.bincount(of.row[mine], minlength=n) < wanted) & ~(ended & (due >= left))
        violated |= asked & (due != law.NEVER)
        is_open |= asked & (due == law.NEVER)
    verdict = np.where(violated, law.VIOLATED, np.where(is_open, law.OPEN, law.FULFILLED))
    return {"verdict": verdict, "last_day": last}


def single(table: pa.Table) -> Any:
    """Make a call that judges a table of one course."""
    return lambda: trial(for_trial(table))["verdict"][0]
