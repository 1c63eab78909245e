"""What a synthetic cohort is made of: words by their codes, days as numbers, lists as matrices with masks."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .._extras import need
from .._law import _document

__all__ = [
    "ABSENT",
    "A_KASSER",
    "CONVERSATIONS",
    "EVENTS",
    "FORMS",
    "HOLDERS",
    "INSURANCES",
    "KINDS",
    "MUNICIPALITIES",
    "NO_CODE",
    "NO_DAY",
    "PARTIES",
    "STATUSES",
    "Lists",
    "Part",
    "day",
    "form_rows",
    "last_of",
    "month_of",
    "norm",
    "on_weekday",
    "weekdays_until",
]

NO_CODE = 255
NO_DAY = -(2**31)

INSURANCES = ("full_time", "part_time")
A_KASSER = ("3F-A", "BUPL-A", "Dansk Metal-A", "FOA-A", "FTF-A", "HK-A", "MA-A", "Min-A", "SL-A")
# The first twelve take part for every a-kasse whose municipalities are all but the excluded ones; the last two are
# excluded from the trial. Where the list of an a-kasse is not known, the marker says that the person takes part.
MUNICIPALITIES = (
    *("København", "Frederiksberg", "Aarhus", "Odense", "Slagelse", "Vejle", "Fredericia", "Kolding"),
    *("Esbjerg", "Randers", "Roskilde", "Viborg", "Aalborg", "Rebild"),
)
KINDS = ("dagpenge",)
CONVERSATIONS = (
    ("cv_samtale",),
    ("jobsamtale",),
    ("faellessamtale",),
    ("raadighedssamtale",),
    ("cv_samtale", "jobsamtale"),
    ("cv_samtale", "faellessamtale"),
    ("raadighedssamtale", "jobsamtale"),
    ("raadighedssamtale", "faellessamtale"),
    ("cv_samtale", "raadighedssamtale"),
    ("jobsamtale", "faellessamtale"),
    ("cv_samtale", "jobsamtale", "faellessamtale"),
)
HOLDERS = ("a_kasse", "jobcenter", "other_actor")
PARTIES = ("a_kasse", "jobcenter")
STATUSES = ("held", "no_show", "cancelled")
FORMS = ("in_person", "telephone", "video", "chat")
ABSENT = (
    (("jobcenter", "no_show"),),
    (("jobcenter", "declined_by_person"),),
    (("a_kasse", "declined_by_person"),),
    (("a_kasse", "declined_by_party"),),
)
EVENTS = (
    *("visited", "window_used", "left_a_kasse", "moved", "early_jobcenter_effort", "education_order"),
    *("ended_other", "job"),
)


@dataclass
class Lists:
    """A column of lists: matrices with a row a course, and where they hold something."""

    mask: Any
    columns: Mapping[str, Any]


@dataclass
class Part:
    """Courses of one kind: one value a course, and lists."""

    columns: Mapping[str, Any]
    benefit: Lists
    meetings: Lists
    events: Lists


def day(date: datetime.date) -> int:
    """Give a day's number, from 1970-01-01."""
    return date.toordinal() - datetime.date(1970, 1, 1).toordinal()


@cache
def _calendar() -> tuple[Any, Any, Any]:
    """Give tables to look up: a day's month, a month's last day, and the weekdays before a day; to the end of 2099."""
    np = need("numpy")
    ends = np.arange(1, (2100 - 1970) * 12 + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    days = np.arange(ends[-1])
    weeks, rest = np.divmod(days + 3, 7)
    return np.searchsorted(ends, days, side="right"), ends - 1, weeks * 5 + np.minimum(rest, 5)


def month_of(days: Any) -> Any:
    """Give the numbers of the months that days lie in, from January 1970."""
    return _calendar()[0][days]


def last_of(months: Any) -> Any:
    """Give the last days of months."""
    return _calendar()[1][months]


def on_weekday(days: Any) -> Any:
    """Move days of a weekend to the Friday before."""
    weekday = (days + 3) % 7  # 1970-01-01 was a Thursday
    return days - need("numpy").maximum(weekday - 4, 0)


def weekdays_until(days: Any) -> Any:
    """Count the weekdays before days, from a Monday long before them."""
    return _calendar()[2][days]


@cache
def norm(status: str) -> int:
    """Give the newest norm of a month in hundredths of hours."""
    hours: float = _document(None)["time"]["month_norms"][-1][status]
    return round(hours * 100)


@cache
def form_rows() -> tuple[tuple[int, int, bool, bool], ...]:
    """Give the days on which conversations may be remote: first, last, whether not with a CV, whether all parties may.

    Days on which it hangs on an early summons are left out: such a summons is seldom.
    """
    rows = []
    for row in _document(None)["time"]["forms"]:
        if row["remote"] and not row["summoned_by"]:
            first, last = (day(datetime.date.fromisoformat(row[end])) for end in ("from", "to"))
            rows.append((first, last, row["not_with"] is not None, row["held_by"] is None or row["others_unknown"]))
    return tuple(rows)
