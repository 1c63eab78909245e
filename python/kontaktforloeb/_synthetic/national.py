"""Courses under the national law."""

from __future__ import annotations

import datetime
from typing import Any

from .._extras import need
from .._law import Regime, _document, regimes, rules
from . import parts
from .draws import Draws
from .figures import SyntheticFigures
from .parts import Lists, Part
from .trial import hours_of, meeting_columns, person_columns

__all__ = ["national_part", "national_regimes"]

_MONTHS = 20
# Months of a course, from 0, in which the three joint conversations and the a-kasse's two rådighedssamtaler lie.
_JOINT, _RAADIGHED = (2, 7, 13), (2, 5)
# Where the first joint conversation is due in less than two months.
_JOINT_EARLY = (1, 7, 13)
# Where the a-kasse has the first months, it also holds a jobsamtale in person in the first two weeks.
_A_KASSE_MONTHS = 3


def national_regimes() -> tuple[str, ...]:
    """Give the ids of the national regimes, by date."""
    return tuple(item.regime for item in regimes() if item.entry == "national")


def _begins(regime: Regime) -> datetime.date:
    """Give the first day on which courses may begin whose aggregate unemployment is counted in hours."""
    counted_from = datetime.date.fromisoformat(_document(None)["time"]["aggregate_in_hours_from"])
    return max(regime.valid_from or counted_from, counted_from)


def _joint_months(regime: str) -> tuple[int, ...]:
    """Give the months, from 0, in which the joint conversations lie."""
    joint = next(rule for rule in rules(regime) if rule.group == "joint")
    due, month = joint.window.to, _document(None)["time"]["month"]["full_time"]
    return _JOINT_EARLY if due is not None and due.full_time < 2 * month else _JOINT


def _has_a_kasse_first(regime: str) -> bool:
    return any(rule.group == "a_kasse_first" for rule in rules(regime))


def national_part(draws: Draws, figures: SyntheticFigures, regime: str) -> Part:
    """Draw courses that begin under one national regime."""
    np = need("numpy")
    n = len(draws)
    law = next(item for item in regimes() if item.regime == regime)
    begin, last = _begins(law), law.valid_to or law.known_until
    assert last is not None
    registered = parts.day(begin) + draws.below("start", parts.day(last) - parts.day(begin) + 1)
    # A weekend's days move back, but not before the regime's first day.
    registered = np.maximum(parts.on_weekday(registered), parts.day(begin))
    columns = person_columns(draws, figures, registered)
    # Everywhere, where the trial does not take part too.
    columns["municipality"] = draws.below("anywhere", len(parts.MUNICIPALITIES)).astype(np.uint8)

    # Benefit until a job, with the same chance to find one in each month.
    stays = round(1000 * (figures.benefit_after_26_weeks / 100) ** (1 / 6))
    months = parts.month_of(registered)[:, None] + np.arange(_MONTHS)
    lasting = np.cumprod(draws.below("stays", 1000, _MONTHS - 1) < stays, axis=1)
    alive = np.concatenate([np.ones((n, 1), bool), lasting.astype(bool)], axis=1)
    hours = hours_of(draws, figures, columns["insurance"] == 1, registered, months)
    paid_from = np.maximum(parts.last_of(months - 1) + 1, registered[:, None])
    paid_to = parts.last_of(months)
    paid = alive & (hours > 0)
    length = alive.sum(axis=1)
    end = paid_to[np.arange(n), length - 1]

    job = parts.EVENTS.index("job")
    nothing = np.full((n, 1), parts.NO_DAY)
    return Part(
        columns,
        Lists(paid, {"from": paid_from, "to": paid_to, "hours": hours, "kind": np.zeros((n, _MONTHS), np.uint8)}),
        _meetings(draws, figures, registered, alive, paid_from, paid_to, regime),
        Lists(
            (length < _MONTHS)[:, None],
            {
                "type": np.full((n, 1), job),
                "date": nothing,
                "from": end[:, None] + 1,
                "to": nothing,
                "municipality": np.full((n, 1), parts.NO_CODE),
            },
        ),
    )


def _meetings(
    draws: Draws, figures: SyntheticFigures, registered: Any, alive: Any, first: Any, last: Any, regime: str
) -> Lists:
    np = need("numpy")
    n = len(draws)
    code = {words: number for number, words in enumerate(parts.CONVERSATIONS)}
    month = np.arange(_MONTHS)

    # One slot for the CV conversation, one a month for the course's own, and one for each rådighedssamtale.
    in_time = draws.chance("on time", figures.on_time)
    cv = registered + np.where(in_time, draws.below("first", 15), 15 + draws.below("late", 14))
    rate = np.where(month < 6, figures.conversations_a_year, figures.conversations_a_year_later)
    joints = _joint_months(regime)
    a_kasse_first = _has_a_kasse_first(regime)
    held = alive & ((draws.below("rate", 12, _MONTHS) < rate) | np.isin(month, joints) | (a_kasse_first & (month == 0)))
    date = first + draws.below("when", last - first + 1, _MONTHS)
    codes = np.where(np.isin(month, joints), code["faellessamtale",], code["jobsamtale",])
    holder = np.where(a_kasse_first & (month < _A_KASSE_MONTHS), 0, 1)
    if a_kasse_first:
        date[:, 0] = registered + np.where(draws.chance("job on time", figures.on_time), cv - registered, 20)
    raadighed = first[:, _RAADIGHED] + draws.below("rådighed", 21, len(_RAADIGHED))

    def beside(a: Any, b: Any, c: Any) -> Any:
        return np.concatenate(
            [np.broadcast_to(x, (n, slots)) for x, slots in ((a, 1), (b, _MONTHS), (c, len(_RAADIGHED)))], axis=1
        )

    date = beside(cv[:, None], date, raadighed)
    date = np.maximum(parts.on_weekday(date), registered[:, None])
    mask = beside(True, held, alive[:, _RAADIGHED])
    codes = beside(code["cv_samtale",], codes, code["raadighedssamtale",])
    lists = meeting_columns(draws, figures, registered, mask, date, codes, beside(0, holder, 0))

    if a_kasse_first:
        lists.columns["form"][:, 2:4] = 0  # of the first jobsamtale, which has the slots after the CV conversation's
    # The a-kasse takes part in some of the joint conversations of the jobcenter, or the person or it declines.
    slots = lists.mask.shape[1]
    second, third = figures.joint_with_a_kasse
    percent = np.repeat(beside(100, np.where(month == joints[2], third, second), 100), 2, axis=1)
    joint = lists.columns["conversations"] == code["faellessamtale",]
    of_jobcenter = np.repeat(beside(False, holder == 1, False), 2, axis=1)
    declined = joint & of_jobcenter & ~draws.chance("takes part", percent, slots)
    why = parts.ABSENT.index((("a_kasse", "declined_by_person"),)) + draws.below("why absent", 2, slots)
    return Lists(lists.mask, {**lists.columns, "absent": np.where(declined, why, parts.NO_CODE)})
