"""Working days: other people's lists of Danish holidays, and Easter by somebody else's reckoning."""

from __future__ import annotations

import datetime
import pickle
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import dateutil.easter
import pandas
import pytest

import kontaktforloeb as kf

YEARS = range(1990, 2100)


def listed(source: Path) -> dict[int, list[date]]:
    """Give the days of the list by year."""
    days = defaultdict(list)
    for line in (source / "tests/data/danish_holidays.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            day = date.fromisoformat(line[:10])
            days[day.year].append(day)
    return days


def test_easter_is_that_of_dateutil() -> None:
    for year in YEARS:
        assert kf.easter_sunday(year) == dateutil.easter.easter(year)


def test_public_holidays_are_those_of_the_list(source: Path) -> None:
    years = listed(source)
    assert set(years) == set(range(2015, 2031))
    for year, days in years.items():
        assert [closed.date for closed in kf.closed_days(year)] == days


def test_store_bededag_ends_with_2023() -> None:
    for year in YEARS:
        names = [closed.name.en for closed in kf.closed_days(year, office=True)]
        assert ("Store Bededag" in names) == (year <= 2023)
    assert not kf.is_working_day(date(2023, 5, 5))
    assert kf.is_working_day(date(2024, 4, 26))


def test_what_offices_close_beside() -> None:
    beside = [closed for closed in kf.closed_days(2024, office=True) if closed.office]
    assert [closed.date for closed in beside] == [
        date(2024, 5, 10),
        date(2024, 6, 5),
        date(2024, 12, 24),
        date(2024, 12, 31),
    ]
    for closed in beside:
        assert kf.is_working_day(closed.date)
        assert not kf.is_working_day(closed.date, office_closing_days=True)
        assert [basis.evidence for basis in closed.basis] == ["inferred"]
    assert [closed for closed in kf.closed_days(2024, office=True) if not closed.office] == kf.closed_days(2024)
    # 5 June 2022 was Whit Sunday: two days of the list.
    assert [closed.office for closed in kf.closed_days(2022, office=True) if closed.date == date(2022, 6, 5)] == [
        False,
        True,
    ]


def test_a_working_day_is_what_is_left_of_the_week() -> None:
    for year in (1990, 2021, 2023, 2024, 2099):
        for office in (False, True):
            closed = {one.date for one in kf.closed_days(year, office=office)}
            day = date(year, 1, 1)
            while day.year == year and day < date(2099, 12, 31):
                expected = day.weekday() < 5 and day not in closed
                assert kf.is_working_day(day, office_closing_days=office) == expected, day
                day += timedelta(days=1)


def test_own_closed_days_come_in_any_order_and_any_iterable() -> None:
    own = [date(2021, 10, 20), date(2021, 10, 18), date(2021, 10, 20)]
    for closed in (own, tuple(own), set(own), iter(own), dict.fromkeys(own).keys()):
        assert not kf.is_working_day(date(2021, 10, 18), closed=closed)
    assert not kf.is_working_day(date(2021, 10, 20), closed=own)
    assert kf.is_working_day(date(2021, 10, 19), closed=own)
    assert kf.is_working_day(date(2021, 10, 18), closed=[])


def test_closed_days_are_values() -> None:
    for year in (1990, 2021, 2099):
        days = kf.closed_days(year, office=True)
        assert days == kf.closed_days(year, office=True)
        assert [closed.date for closed in days] == sorted(closed.date for closed in days)
        assert len({hash(closed) for closed in days}) == len(days)
        for closed in days:
            assert pickle.loads(pickle.dumps(closed)) == closed
            assert eval(repr(closed), vars(kf) | {"datetime": datetime}) == closed
            assert closed.name.da and closed.name.en and all(basis.source for basis in closed.basis)
            with pytest.raises(AttributeError):
                closed.date = date(2021, 1, 1)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("year", "kind", "words"),
    [
        (1989, ValueError, "year: 1989 lies outside 1990 to 2099"),
        (2100, ValueError, "year: 2100 lies outside 1990 to 2099"),
        (10**30, ValueError, "year: "),
        ("2021", TypeError, "year: expected a whole number, got str"),
        (2021.0, TypeError, "year: expected a whole number, got float"),
        (True, TypeError, "year: expected a whole number, got bool"),
        (None, TypeError, "year: expected a whole number, got NoneType"),
    ],
)
def test_years_that_are_refused(year: Any, kind: type[Exception], words: str) -> None:
    for function in (kf.easter_sunday, kf.closed_days):
        with pytest.raises(kind, match=words):
            function(year)


@pytest.mark.parametrize(
    ("keywords", "kind", "words"),
    [
        ({"day": None}, TypeError, "day: expected datetime.date, got NoneType"),
        ({"day": "2021-09-06"}, TypeError, "day: expected datetime.date, got str"),
        ({"day": datetime.datetime(2021, 9, 6)}, TypeError, r"day: expected datetime.date .*\.date\(\)"),
        ({"day": pandas.Timestamp(2021, 9, 6)}, TypeError, r"day: expected datetime.date .*\.date\(\)"),
        ({"day": date(1989, 12, 31)}, ValueError, "day: 1989-12-31 lies outside"),
        ({"closed": date(2021, 9, 6)}, TypeError, "closed: expected a list, got date"),
        ({"closed": "2021-09-06"}, TypeError, "closed: expected a list, got str"),
        ({"closed": None}, TypeError, "closed: expected a list, got NoneType"),
        ({"closed": [date(2021, 9, 6), None]}, TypeError, r"closed\[1\]: expected datetime.date, got NoneType"),
        ({"closed": [datetime.datetime(2021, 9, 6)]}, TypeError, r"closed\[0\]: expected datetime.date"),
        ({"closed": [date(2100, 1, 1)]}, ValueError, r"closed\[0\]: 2100-01-01 lies outside"),
        ({"office_closing_days": 1}, TypeError, "office_closing_days: "),
    ],
)
def test_what_cannot_be_asked(keywords: dict[str, Any], kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words):
        kf.is_working_day(**({"day": date(2021, 9, 6)} | keywords))
    with pytest.raises(TypeError, match="office: "):
        kf.closed_days(2021, office=1)  # type: ignore[arg-type]
