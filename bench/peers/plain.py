"""Hand-written Python: what somebody who knows the trial would write, over rows as dictionaries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from . import law
from .workloads import Answers

NAME = "hand-written Python"
MODE = "a loop over dictionaries (`Table.to_pylist`)"

_REMOTE = [tuple(date.fromordinal(law.EPOCH + end) for end in period) for period in law.REMOTE]
_SUMMONED_FROM, _SUMMONED_TO = (date.fromordinal(law.EPOCH + end) for end in law.IF_SUMMONED)
_SUMMONED_BY = date.fromordinal(law.EPOCH + law.SUMMONED_BY)
_SPOKEN_FROM, _SPOKEN_TO = (date.fromordinal(law.EPOCH + end) for end in law.SPOKEN)
_DEAD = {(month // 12, month % 12 + 1) for month in law.DEAD_MONTHS}
_PAIRS = {
    frozenset(("cv_samtale", "jobsamtale")),
    frozenset(("cv_samtale", "faellessamtale")),
    frozenset(("raadighedssamtale", "jobsamtale")),
    frozenset(("raadighedssamtale", "faellessamtale")),
}
_FOREVER = date.max


def prepare(table: pa.Table) -> list[dict[str, Any]]:
    return table.to_pylist()


prepare_programme = prepare_trial = prepare


def form_allowed(meeting: dict[str, Any]) -> bool:
    form = meeting["form"]
    if form == "in_person":
        return True
    day = meeting["date"]
    if any(first <= day <= last for first, last in _REMOTE):
        return form != "letter"
    if _SUMMONED_FROM <= day <= _SUMMONED_TO:
        return meeting["summoned"] is not None and meeting["summoned"] <= _SUMMONED_BY and form != "letter"
    if _SPOKEN_FROM <= day <= _SPOKEN_TO:
        return form in ("telephone", "video") and "cv_samtale" not in meeting["conversations"]
    return False


def merging_allowed(conversations: list[str]) -> bool:
    return len(conversations) == 1 or (len(conversations) == 2 and frozenset(conversations) in _PAIRS)


def days_of(row: dict[str, Any], until: date) -> tuple[dict[str, list[date]], bool, bool]:
    """Give the days of the conversations that count, by kind, and whether merging and form are kept to a last day."""
    days: dict[str, list[date]] = {kind: [] for kind in law.KINDS}
    merging = form = True
    for meeting in row["meetings"]:
        if meeting["status"] != "held":
            continue
        allowed = form_allowed(meeting)
        if meeting["date"] <= until:
            merging = merging and merging_allowed(meeting["conversations"])
            form = form and allowed
        if not allowed or (meeting["holder"] != "a_kasse" and meeting["on_behalf_of"] != "a_kasse"):
            continue
        alone = any(who["party"] == "jobcenter" and who["why"] == "no_show" for who in meeting["absent"] or ())
        for kind in set(meeting["conversations"]):
            if kind != "faellessamtale" or not alone:
                days[kind].append(meeting["date"])
    return days, merging, form


def status(days: list[date], due: date, wanted: int) -> int:
    if sum(day <= due for day in days) >= wanted:
        return law.MET
    return law.LATE if len(days) >= wanted else law.MISSED


def programme(rows: list[dict[str, Any]]) -> Answers:
    answers: dict[str, list[int]] = {name: [] for name in (*law.KINDS, "merging")}
    for row in rows:
        end = row["window_end"]
        days, merging, _ = days_of(row, end)
        for kind, wanted in zip(law.KINDS, law.WANTED, strict=True):
            due = row["registered"] + timedelta(law.TWO_WEEKS) if kind == "cv_samtale" else end
            answers[kind].append(status(days[kind], due, wanted))
        answers["merging"].append(not merging)
    return {name: np.array(values, np.int8) for name, values in answers.items()}


def judge(row: dict[str, Any]) -> tuple[int, date | None]:
    """Give the verdict and the last day of one course."""
    limit, used, window = law.LIMITS[row["insurance"] == "part_time"], 0, _FOREVER
    for paid in row["benefit"]:
        to = paid["to"]
        if (to.year, to.month) not in _DEAD:
            used += round(paid["hours"] * 100)
            if used > limit:
                window = date(to.year + to.month // 12, to.month % 12 + 1, 1) - timedelta(1)
                break
    left = min((event["date"] for event in row["events"] if event["type"] in law.ENDS), default=_FOREVER)
    last = min(left - timedelta(1), window) if left == _FOREVER else left - timedelta(1)
    days, merging, form = days_of(row, last)
    violated, open_ = not merging or not form, False
    for kind, wanted in zip(law.KINDS, law.WANTED, strict=True):
        due = row["registered"] + timedelta(law.TWO_WEEKS) if kind == "cv_samtale" else window
        if sum(day <= due and day < left for day in days[kind]) >= wanted or (left != _FOREVER and due >= left):
            continue
        violated, open_ = violated or due != _FOREVER, open_ or due == _FOREVER
    known = None if left == window == _FOREVER else last
    return law.VIOLATED if violated else law.OPEN if open_ else law.FULFILLED, known


def trial(rows: list[dict[str, Any]]) -> Answers:
    found = [judge(row) for row in rows]
    return {
        "verdict": np.array([verdict for verdict, _ in found], np.int8),
        "last_day": np.array(
            [law.NEVER if last is None else last.toordinal() - law.EPOCH for _, last in found], np.int32
        ),
    }


def single(table: pa.Table) -> Any:
    """Make a call that judges one course, a dictionary."""
    row = prepare(table)[0]
    return lambda: judge(row)[0]
