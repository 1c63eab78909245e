"""Courses of the trial 2020-2023."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache
from typing import Any

from .._extras import need
from .._law import dead_periods, rules
from . import parts
from .draws import Draws
from .figures import SyntheticFigures
from .parts import Lists, Part

__all__ = ["meeting_columns", "person_columns", "trial_part"]

# Months looked at: the two dead periods' six and what at least half benefit needs for the window, with some to spare.
_MONTHS = 16
_SLOTS = 5
_STARTS = (datetime.date(2020, 9, 1), datetime.date(2022, 1, 31), datetime.date(2023, 1, 31))
_END_EVENTS = dict(
    window_used="window_used",
    left_a_kasse="left_a_kasse",
    moved="moved",
    early_jobcenter_effort="early_jobcenter_effort",
    education_order="education_order",
    other="ended_other",
)
# Programmes by number of meetings: conversations by slot, those that cover the programme first.
_CV, _JOB, _JOINT, _RAADIGHED = (("cv_samtale",), ("jobsamtale",), ("faellessamtale",), ("raadighedssamtale",))
_CV_JOB, _CV_JOINT = _CV + _JOB, _CV + _JOINT
_R_JOB, _R_JOINT = _RAADIGHED + _JOB, _RAADIGHED + _JOINT
_Programmes = Mapping[int, tuple[tuple[tuple[str, ...], ...], ...]]
_COMPLETE: _Programmes = {
    3: ((_CV_JOB, _R_JOB, _JOINT), (_CV_JOB, _R_JOINT, _JOB), (_CV_JOINT, _R_JOB, _JOB)),
    4: ((_CV_JOB, _RAADIGHED, _JOINT, _JOB), (_CV, _R_JOB, _JOINT, _JOB), (_CV_JOINT, _JOB, _RAADIGHED, _JOB)),
    5: (
        (_CV, _JOB, _JOINT, _JOB, _RAADIGHED),
        (_CV, _JOB, _RAADIGHED, _JOINT, _JOB),
        (_CV, _JOINT, _JOB, _R_JOB, _JOB),
    ),
}
_PARTIAL: _Programmes = {
    1: ((_CV,), (_CV,), (_CV_JOB,)),
    2: ((_CV, _JOB), (_CV_JOB, _JOINT), (_CV, _R_JOB)),
    3: ((_CV, _JOB, _JOINT), (_CV, _JOB, _R_JOB), (_CV_JOB, _JOINT, _RAADIGHED)),
    4: ((_CV, _JOB, _JOINT, _JOB), (_CV, _JOB, _JOB, _RAADIGHED), (_CV, _R_JOB, _JOINT, _RAADIGHED)),
    5: ((_CV, _JOB, _JOB, _JOINT, _JOB), (_CV, _JOB, _JOB, _RAADIGHED, _JOB), (_JOB, _JOB, _JOB, _JOINT, _RAADIGHED)),
}
_UNLAWFUL: _Programmes = {
    3: (
        (_CV + _RAADIGHED, _JOB, _JOB + _JOINT),
        (_CV_JOB + _JOINT, _R_JOB, _JOINT),
        (_CV_JOB, _JOB + _JOINT, _RAADIGHED),
    ),
    4: (
        (_CV + _RAADIGHED, _JOB, _JOINT, _JOB),
        (_CV_JOB + _JOINT, _JOB, _RAADIGHED, _JOB),
        (_CV, _JOB + _JOINT, _JOB, _R_JOB),
    ),
    5: (
        (_CV + _RAADIGHED, _JOB, _JOB, _JOINT, _JOB),
        (_CV, _JOB, _JOB + _JOINT, _JOB, _RAADIGHED),
        (_CV_JOB + _JOINT, _JOB, _JOB, _JOB, _RAADIGHED),
    ),
}


@cache
def _programmes() -> Any:
    """Give the codes of conversations by whether complete, partial or unlawful, number of meetings, which, and slot."""
    np = need("numpy")
    table = np.full((3, _SLOTS + 1, 3, _SLOTS), parts.NO_CODE, dtype=np.uint8)
    for kind, programmes in enumerate((_COMPLETE, _PARTIAL, _UNLAWFUL)):
        for count, choices in programmes.items():
            for which, meetings in enumerate(choices):
                table[kind, count, which, :count] = [parts.CONVERSATIONS.index(words) for words in meetings]
    return table


@cache
def _dead_months() -> Any:
    np = need("numpy")
    months: list[Any] = []
    for period in dead_periods():
        first, last = parts.month_of(np.array([parts.day(period.from_), parts.day(period.to)]))
        months.extend(range(first, last + 1))
    return np.array(months)


def _limits() -> tuple[int, int]:
    bound = next(rule.window.to for rule in rules("trial_2020") if rule.rule == "trial_2020.handover")
    assert bound is not None
    return round(bound.full_time * 100), round(bound.part_time * 100)


def person_columns(draws: Draws, figures: SyntheticFigures, registered: Any) -> dict[str, Any]:
    """Draw what is known of persons."""
    np = need("numpy")
    a_kasse = draws.choice("a-kasse", [figures.a_kasser.get(name, 0) for name in parts.A_KASSER])
    # BUPL-A takes part in the first eight without Odense, MA-A in the first four.
    reach = np.full(len(parts.A_KASSER), 12)
    reach[parts.A_KASSER.index("BUPL-A")] = 8
    reach[parts.A_KASSER.index("MA-A")] = 4
    municipality = draws.below("municipality", reach[a_kasse])
    in_odense = municipality == parts.MUNICIPALITIES.index("Odense")
    municipality = np.where(in_odense & (a_kasse == parts.A_KASSER.index("BUPL-A")), 0, municipality)
    return {
        "insurance": draws.chance("part-time", figures.part_time).astype(np.uint8),
        "a_kasse": a_kasse.astype(np.uint8),
        "municipality": municipality.astype(np.uint8),
        "birth_year": 1959 + draws.below("birth", 41),
        "registered": registered,
    }


def hours_of(draws: Draws, figures: SyntheticFigures, part_time: Any, registered: Any, months: Any) -> Any:
    """Draw the hundredths of hours of months: the norm or half to nearly all of it; in the first month for its days."""
    np = need("numpy")
    norms = np.where(part_time, parts.norm("part_time"), parts.norm("full_time"))[:, None]
    share = 50 + draws.below("part of a month", 49, months.shape[1])
    hours = np.where(draws.chance("part months", figures.part_months, months.shape[1]), norms * share // 100, norms)
    first, end = parts.last_of(months[:, 0] - 1) + 1, parts.last_of(months[:, 0]) + 1
    left = parts.weekdays_until(end) - parts.weekdays_until(registered)
    all_days = parts.weekdays_until(end) - parts.weekdays_until(first)
    hours[:, 0] = norms[:, 0] * left // all_days
    return hours


def meeting_columns(
    draws: Draws, figures: SyntheticFigures, registered: Any, mask: Any, date: Any, codes: Any, holder: Any
) -> Lists:
    """Give meetings held, each after a cancelled one or one not attended where one is drawn, with their forms."""
    np = need("numpy")
    rows, slots = date.shape
    missed = mask & draws.chance("missed", figures.missed_before, slots)
    earlier = np.maximum(parts.on_weekday(date - 7), registered[:, None])

    def both(before: Any, held: Any) -> Any:
        """Put what was missed before what was held."""
        return np.stack(np.broadcast_arrays(before, held), axis=2).reshape(rows, 2 * slots)

    date, codes = both(earlier, date), both(codes, codes)
    status = both(1 + draws.below("how missed", 2, slots), 0)
    summoned = date - 7 - draws.below("summons", 43, 2 * slots)
    other_actor = both(False, draws.chance("other actor", 2, slots))
    return Lists(
        both(missed, mask),
        {
            "date": date,
            "conversations": codes,
            "holder": np.where(other_actor, parts.HOLDERS.index("other_actor"), both(holder, holder)),
            "on_behalf_of": np.where(other_actor, both(holder, holder), parts.NO_CODE),
            "status": status,
            "form": _forms(draws, figures, date, codes, both(holder, holder) == 0),
            "summoned": summoned,
        },
    )


def _forms(draws: Draws, figures: SyntheticFigures, date: Any, codes: Any, of_a_kasse: Any) -> Any:
    """Draw forms: remote by the year's share where it is allowed, seldom where it is not."""
    np = need("numpy")
    slots = date.shape[1]
    years = parts.month_of(date) // 12 + 1970
    known = sorted(figures.remote)
    share = np.array([figures.remote[year] for year in known])
    percent = share[np.maximum(np.searchsorted(known, years, side="right") - 1, 0)]
    # Where a CV conversation may not be remote, neither may be writing.
    allowed, spoken = np.zeros(date.shape, bool), np.zeros(date.shape, bool)
    with_cv = np.array(["cv_samtale" in words for words in parts.CONVERSATIONS] + [False] * 245)[codes]
    for first, last, not_with_cv, everybody in parts.form_rows():
        inside = (date >= first) & (date <= last)
        spoken |= inside & not_with_cv
        if not_with_cv:
            inside &= ~with_cv
        allowed |= inside if everybody else inside & of_a_kasse
    remote = draws.chance("remote", np.where(allowed, percent, figures.remote_against_rule), slots)
    how = draws.choice("how remote", (60, 35, 5), slots)
    how = np.where(spoken, np.minimum(how, 1), how)
    return np.where(remote, 1 + how, 0)


def trial_part(draws: Draws, figures: SyntheticFigures) -> Part:
    """Draw courses of the trial."""
    np = need("numpy")
    n = len(draws)
    first, turn, last = (parts.day(date) for date in _STARTS)
    early = draws.below("early", figures.visited) < figures.visited_early
    begin = np.where(early, first, turn + 1)
    registered = parts.on_weekday(begin + draws.below("start", np.where(early, turn + 1, last + 1) - begin))
    columns = person_columns(draws, figures, registered)
    part_time = columns["insurance"] == 1

    # The hours until the window is used, which happens at the end of a month.
    months = parts.month_of(registered)[:, None] + np.arange(_MONTHS)
    hours = hours_of(draws, figures, part_time, registered, months)
    reason = draws.choice("reason", [figures.end_reasons.get(name, 0) for name in _END_EVENTS])
    working = draws.below("ended", figures.visited) >= figures.ended
    full = ~working & (reason == 0)
    returns = full & draws.chance("job and return", figures.job_and_return)
    hours[returns, 2] = 0
    counting = np.where(np.isin(months, _dead_months()), 0, hours)
    full_limit, part_limit = _limits()
    used = np.cumsum(counting, axis=1) > np.where(part_time, part_limit, full_limit)[:, None]
    window = parts.last_of(months[:, 0] + np.argmax(used, axis=1))

    # The first day outside: after the window, at an event inside it, or in a job at the latest a month before its end.
    left = registered + 1 + draws.below("left", window - registered)
    work_from = registered + 15
    job_until = parts.last_of(parts.month_of(window) - 1)
    job = work_from + draws.below("job", np.maximum(job_until - work_from, 1))
    outside = np.where(full, window + 1, np.where(working, job, left))
    end = outside - 1
    paid_to = np.minimum(parts.last_of(months), np.where(working, end, window)[:, None])
    paid_from = np.maximum(parts.last_of(months - 1) + 1, registered[:, None])
    job_month = (parts.month_of(job)[:, None] == months) & working[:, None]
    days = parts.weekdays_until(paid_to + 1) - parts.weekdays_until(paid_from)
    month_days = parts.weekdays_until(parts.last_of(months) + 1) - parts.weekdays_until(paid_from)
    hours = np.where(job_month, hours * days // np.maximum(month_days, 1), hours)
    paid = (months <= parts.month_of(end)[:, None]) & (days > 0) & ~(returns[:, None] & (np.arange(_MONTHS) == 2))

    return Part(
        columns,
        Lists(paid, {"from": paid_from, "to": paid_to, "hours": hours, "kind": np.zeros((n, _MONTHS), np.uint8)}),
        _meetings(draws, figures, registered, end, full),
        _events(draws, registered, reason, working, full, returns, outside),
    )


def _meetings(draws: Draws, figures: SyntheticFigures, registered: Any, end: Any, full: Any) -> Lists:
    np = need("numpy")
    # In a full window as many as published, three or more mostly three; else by the yearly rate after the first.
    count = draws.choice("meetings", figures.meetings)
    count += np.where(count == 3, draws.choice("more meetings", (60, 28, 12)), 0)
    by_rate = 1 + ((end - registered) * figures.conversations_a_year + draws.below("rate", 365)) // 365
    count = np.where(full, count, np.minimum(by_rate, _SLOTS))
    kind = np.where(draws.chance("complete", figures.complete) & (count >= 3), 0, 1)
    kind = np.where(draws.chance("unlawful", figures.merged_against_rule) & (count >= 3), 2, kind)
    codes = _programmes()[kind, count, draws.below("programme", 3)]

    # The first within two weeks, the others one after another over the rest of the window.
    in_time = draws.chance("on time", figures.on_time)
    opening = registered + np.where(in_time, draws.below("first", 15), 15 + draws.below("late", 14))
    rest = np.maximum(end - registered - 14, 0)[:, None]
    step = np.arange(_SLOTS) - 1
    along = (step * 1000 + draws.below("along", 1000, _SLOTS)) * rest // (np.maximum(count - 1, 1)[:, None] * 1000)
    date = registered[:, None] + 14 + along
    date[:, 0] = opening
    date = np.minimum(date, end[:, None])
    late = full & (count > 1) & draws.chance("after", figures.after_window)
    after = end + 3 + draws.below("how late", 25)
    date = np.where(late[:, None] & (step + 2 == count[:, None]), after[:, None], date)
    # Registration may be followed by an end on a weekend's day; no meeting lies before registration.
    date = np.maximum(parts.on_weekday(date), registered[:, None])

    mask = np.arange(_SLOTS) < count[:, None]
    lists = meeting_columns(draws, figures, registered, mask, date, codes, np.zeros_like(date))
    joint = np.array(["faellessamtale" in words for words in parts.CONVERSATIONS] + [False] * 245)
    absent = joint[lists.columns["conversations"]] & draws.chance("absent", figures.jobcenter_absent, 2 * _SLOTS)
    why = draws.below("why absent", 2, 2 * _SLOTS)
    return Lists(lists.mask, {**lists.columns, "absent": np.where(absent, why, parts.NO_CODE)})


def _events(draws: Draws, registered: Any, reason: Any, working: Any, full: Any, returns: Any, outside: Any) -> Lists:
    np = need("numpy")
    n = len(draws)
    codes = np.array([parts.EVENTS.index(word) for word in _END_EVENTS.values()])
    ended = ~working & ~full
    job = parts.EVENTS.index("job")
    types = np.stack([np.zeros(n, np.int64), np.where(ended, codes[reason], job)], axis=1)
    # A month in a job is the third month of the course.
    month = parts.month_of(registered) + 2
    job_from = np.where(working, outside, parts.last_of(month - 1) + 1)
    nothing = np.full(n, parts.NO_DAY)
    jobs = ~ended
    moved = ended & (codes[reason] == parts.EVENTS.index("moved"))
    return Lists(
        np.stack([np.ones(n, bool), ended | working | returns], axis=1),
        {
            "type": types,
            "date": np.stack([registered, np.where(jobs, nothing, outside)], axis=1),
            "from": np.stack([nothing, np.where(jobs, job_from, nothing)], axis=1),
            "to": np.stack([nothing, np.where(returns, parts.last_of(month), nothing)], axis=1),
            "municipality": np.stack(
                [
                    np.full(n, parts.NO_CODE),
                    np.where(moved, parts.MUNICIPALITIES.index("Aalborg"), parts.NO_CODE),
                ],
                axis=1,
            ),
        },
    )
