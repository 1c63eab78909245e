"""The example courses as a cohort: those that ask what the peers' models answer."""

from __future__ import annotations

import calendar
import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

import kontaktforloeb as kf

from . import law
from .workloads import AS_OF, REGIME, assess

# The first beginnings of a synthetic cohort.
FIRST = datetime.date(2020, 9, 1)
FOLDER = Path(__file__).resolve().parents[2] / "examples/courses"


def why_not(course: kf.Course) -> str | None:
    """Tell why a course is beyond the peers' models, which know the trial's ordinary courses only; None: it is not."""
    types = {str(event.type) for event in course.events}
    if "visited" not in types:
        return "not in the trial"
    if course.registered < FIRST:
        return "began before September 2020, when the whole effort was suspended for a time"
    if unknown := types - {"visited", "job", *law.ENDS}:
        return f"has events {', '.join(sorted(unknown))}"
    if kinds := {str(row.kind) for row in course.benefit} - {"dagpenge"}:
        return f"has {', '.join(sorted(kinds))}"
    if not isinstance(course.to_dict()["person"]["insurance"], str):
        return "changes insurance"
    if course.placed or course.observed:
        return "has a placing or official counts"
    assessment = kf.assess(course, as_of=AS_OF, regime=REGIME)
    if assessment.verdict == kf.Verdict.undecided:
        return "is undecided"
    ended = types & set(law.ENDS) and assessment.state.stage == kf.Stage.ended
    if bool(types & set(law.ENDS)) != bool(ended):
        return "moves inside the trial"
    if assessment.state.handover.projected and assessment.state.handover.last_day:
        return "is projected"
    return None


def row_of(course: kf.Course) -> dict[str, Any]:
    """Give a course as a row of a cohort."""
    document = course.to_dict()
    person = document["person"]
    row: dict[str, Any] = {"id": document["id"], **person, "registered": day(document["registered"])}
    row["benefit"] = []
    for paid in document.get("benefit", ()):
        first, last = (paid.get("from"), paid.get("to")) if "from" in paid else month(paid["month"])
        row["benefit"].append({"from": day(first), "to": day(last), "hours": paid["hours"], "kind": "dagpenge"})
    row["meetings"] = [dict(item, **days(item)) for item in document.get("meetings", ())]
    for item in row["meetings"]:
        item.setdefault("form", "in_person")
        item.setdefault("status", "planned")
    row["events"] = [dict(item, **days(item)) for item in document.get("events", ())]
    return row


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def days(item: dict[str, Any]) -> dict[str, datetime.date]:
    return {key: day(item[key]) for key in ("date", "from", "to", "summoned") if item.get(key)}


def month(text: str) -> tuple[str, str]:
    year, number = map(int, text.split("-"))
    return f"{text}-01", f"{text}-{calendar.monthrange(year, number)[1]}"


def example_cohort(schema: pa.Schema) -> tuple[pa.Table, dict[str, str]]:
    """Give the example courses that can be asked about, and why the others cannot."""
    rows, verdicts, left_out = [], [], {}
    for path in sorted(FOLDER.iterdir()):
        course = kf.read(path)
        if reason := why_not(course):
            left_out[path.name] = reason
        else:
            rows.append(row_of(course))
            verdicts.append(kf.assess(course, as_of=AS_OF, regime=REGIME).verdict)
    # The way over a row must lose nothing that matters.
    again = [item.verdict for item in assess(pa.Table.from_pylist(rows, schema))]
    if again != verdicts:
        raise AssertionError(f"the example courses are judged {verdicts}, as rows {again}")
    return pa.Table.from_pylist(rows, schema), left_out
