"""What is known of the real cohorts, and what is assumed where nothing is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType

__all__ = ["SyntheticFigures"]

# Rambøll: Evaluering af forsøg med mere ansvar til arbejdsløshedskasser, slutevaluering, maj 2023.
_RAMBOELL_VISITED, _RAMBOELL_ENDED = 72_899, 39_003
# STAR's news of June 2022 (NEWS22 in the notes of the law): visited September 2020 to January 2022.
_NEWS22_VISITED = 44_589


def _frozen(**values: int) -> Mapping[str, int]:
    return MappingProxyType(values)


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntheticFigures:
    """The figures behind a synthetic cohort: published ones by default, and assumptions where none are published.

    Shares are whole per cent, weights any whole numbers. ``dataclasses.replace`` changes some of them.

    Attributes
    ----------
    visited, visited_early : int
        Visited into the trial from September 2020 to January 2023, and of these to January 2022: how beginnings lie in
        time. Rambøll 2023; STAR, June 2022.
    ended : int
        Of the visited: those whose course in the a-kasse has ended. The rest took a job, which is no end. Rambøll 2023.
    end_reasons : mapping of str to int
        Weights of the reasons. Rambøll 2023 prints 46 to 84 per cent ``window_used`` and 6 to 35 ``left_a_kasse`` by
        a-kasse, of which these are the middles, and up to 5 per cent for ``early_jobcenter_effort`` and
        ``education_order`` together; how the rest is shared is assumed.
    meetings : tuple of int
        Per cent of the full windows with 0, 1, 2 and 3 or more meetings held. Rambøll 2023 prints 73 for the last; the
        others are assumed. A meeting that holds two conversations is counted once.
    complete : int
        Per cent of full windows with three or more meetings whose meetings cover the programme. Assumed.
    on_time : int
        Per cent of CV conversations held within two weeks. Assumed.
    conversations_a_year, conversations_a_year_later : int
        In weeks 4 to 26, and after week 26. KL, 2019, prints "about 10" and "about 6".
    benefit_after_26_weeks : int
        Per cent still on benefit after 26 weeks. Rambøll 2023: 29 with and without the trial.
    joint_with_a_kasse : tuple of int
        Per cent of the second and the third joint conversation that the a-kasse took part in, nationally; the first is
        taken like the second. STAR, May 2018: 55 and 60.
    remote : mapping of int to int
        Per cent of conversations by telephone, video or chat on days on which that is allowed, from a year on. STAR,
        June 2024: 22 in 2019, 69 in 2021, 44 in 2023, of all conversations in jobcenters.
    remote_against_rule, missed_before, jobcenter_absent, merged_against_rule, after_window : int
        Per cent of meetings that are remote where that is not allowed, that follow a meeting cancelled or not attended,
        of joint conversations without the jobcenter, of programmes with a merging that is not allowed, and of full
        windows whose last meeting comes after the window. Assumed.
    part_time, part_months, job_and_return : int
        Per cent insured part-time, of benefit months below the norm, and of full windows with a month in a job.
        Assumed.
    a_kasser : mapping of str to int
        Weights of the trial's nine a-kasser: the number of municipalities in which each takes part (Rambøll 2023), for
        shares of members are not published.
    """

    visited: int = _RAMBOELL_VISITED
    visited_early: int = _NEWS22_VISITED
    ended: int = _RAMBOELL_ENDED
    end_reasons: Mapping[str, int] = field(
        default_factory=lambda: _frozen(
            window_used=650, left_a_kasse=205, moved=48, early_jobcenter_effort=40, education_order=10, other=47
        )
    )
    meetings: tuple[int, int, int, int] = (4, 8, 15, 73)
    complete: int = 85
    on_time: int = 92
    conversations_a_year: int = 10
    conversations_a_year_later: int = 6
    benefit_after_26_weeks: int = 29
    joint_with_a_kasse: tuple[int, int] = (55, 60)
    remote: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({2019: 22, 2021: 69, 2023: 44}))
    remote_against_rule: int = 2
    missed_before: int = 7
    jobcenter_absent: int = 6
    merged_against_rule: int = 2
    after_window: int = 4
    part_time: int = 6
    part_months: int = 25
    job_and_return: int = 10
    a_kasser: Mapping[str, int] = field(
        default_factory=lambda: MappingProxyType(
            {
                "3F-A": 55,
                "BUPL-A": 7,
                "Dansk Metal-A": 83,
                "FOA-A": 83,
                "FTF-A": 36,
                "HK-A": 45,
                "MA-A": 4,
                "Min-A": 10,
                "SL-A": 83,
            }
        )
    )

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            numbers = (
                tuple(value.values()) if isinstance(value, Mapping) else value if isinstance(value, tuple) else (value,)
            )
            if not all(isinstance(number, int) and number >= 0 for number in numbers):
                raise ValueError(f"{item.name}: expected whole numbers from 0 on, got {value!r}")
            most = _MOST.get(item.name, 100)
            if most and not all(number <= most for number in numbers):
                raise ValueError(f"{item.name}: expected at most {most}, got {value!r}")
        if not self.visited or self.visited_early > self.visited or self.ended > self.visited:
            raise ValueError("visited: expected at least 1, visited_early and ended, for those are parts of it")
        if len(self.meetings) != 4 or sum(self.meetings) != 100:
            raise ValueError(f"meetings: expected four shares that sum to 100, got {self.meetings}")
        if len(self.joint_with_a_kasse) != 2:
            raise ValueError(f"joint_with_a_kasse: expected two shares, got {self.joint_with_a_kasse}")
        if unknown := set(self.end_reasons) - set(_END_REASONS):
            raise ValueError(f"end_reasons: '{min(unknown)}' is not one of {', '.join(_END_REASONS)}")
        if unknown := set(self.a_kasser) - set(_A_KASSER):
            raise ValueError(f"a_kasser: '{min(unknown)}' is not one of {', '.join(_A_KASSER)}")
        for name in ("end_reasons", "a_kasser"):
            if not sum(getattr(self, name).values()):
                raise ValueError(f"{name}: expected a weight above 0")
        if not self.remote:
            raise ValueError("remote: expected the share of at least one year")


_END_REASONS = ("window_used", "left_a_kasse", "moved", "early_jobcenter_effort", "education_order", "other")
_A_KASSER = ("3F-A", "BUPL-A", "Dansk Metal-A", "FOA-A", "FTF-A", "HK-A", "MA-A", "Min-A", "SL-A")
# Weights and counts are no shares; twelve meetings a year is one a month, which is what the process can draw.
_MOST = {
    **dict.fromkeys(("visited", "visited_early", "ended", "end_reasons", "a_kasser"), 1_000_000),
    **dict.fromkeys(("conversations_a_year", "conversations_a_year_later"), 12),
}
