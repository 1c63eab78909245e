"""The numbers of the trial that the peers' models share, so that none of them pays for looking them up.

For the benchmark alone: the law of the library stands in its regimes. A wrong number here shows as a mismatch.
"""

from __future__ import annotations

from datetime import date

EPOCH = date(1970, 1, 1).toordinal()


def day(year: int, month: int, of_month: int) -> int:
    """Days since 1970-01-01."""
    return date(year, month, of_month).toordinal() - EPOCH


TWO_WEEKS = 14
# Hundredths of benefit hours beyond which the window is used, by whether the person is insured part-time.
LIMITS = (41_000, 33_300)
# Months, counted from year 0, whose hours do not count.
DEAD_MONTHS = tuple(
    year * 12 + month - 1 for year, months in ((2020, range(3, 9)), (2021, range(1, 7))) for month in months
)
# Days on which telephone, video and chat count.
REMOTE = ((day(2020, 5, 27), day(2021, 7, 31)), (day(2021, 12, 19), day(2022, 1, 31)))
# Days on which they count if the person was summoned by the last day.
IF_SUMMONED, SUMMONED_BY = (day(2021, 8, 1), day(2021, 8, 31)), day(2021, 6, 22)
# Days on which telephone and video count, but not with a CV-samtale.
SPOKEN = (day(2023, 3, 22), day(2023, 12, 31))
KINDS = ("cv_samtale", "jobsamtale", "faellessamtale", "raadighedssamtale")
WANTED = (1, 2, 1, 1)
# What may be in one meeting, as bits by place in KINDS: one conversation, or one of the four pairs.
ALLOWED = (1, 2, 4, 8, 1 | 2, 1 | 4, 8 | 2, 8 | 4)
ENDS = ("left_a_kasse", "moved", "early_jobcenter_effort", "education_order", "ended_other")

MET, LATE, MISSED = 0, 1, 2
FULFILLED, OPEN, VIOLATED = 0, 1, 2
NEVER = 2**31 - 1
