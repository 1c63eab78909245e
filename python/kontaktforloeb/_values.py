"""What judging a course gives, as plain values that compare, hash, pickle and print so that it evaluates."""

import datetime
from dataclasses import dataclass
from typing import Literal

from ._terms import EndReason, Evidence, NotCountedReason, Party, Severity, Stage, Status

__all__ = [
    "Basis",
    "ClockDay",
    "Clocks",
    "CohortError",
    "ContestedBy",
    "CourseError",
    "Fault",
    "Finding",
    "Flip",
    "Handover",
    "Language",
    "LawChangedWarning",
    "Next",
    "NotCounted",
    "Phase",
    "Position",
    "State",
    "Text",
]

Language = Literal["en", "da"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text for people in both languages."""

    da: str
    en: str

    def in_language(self, lang: Language = "en") -> str:
        """Give the text in one language.

        Parameters
        ----------
        lang : {"en", "da"}
            English or Danish.
        """
        if lang == "en":
            return self.en
        if lang == "da":
            return self.da
        raise ValueError("lang: is not one of en, da")

    def __call__(self, lang: Language = "en") -> str:
        """Give the text in one language, as `in_language` does."""
        return self.in_language(lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where something stands in a file; line and column count from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """One source that a rule stands on.

    Attributes
    ----------
    source : str
        Name of the source and the place in it.
    url : str or None
        Address, when one is known.
    quote : str or None
        The source's own words, in Danish.
    evidence : Evidence
        How sure the source is.
    """

    source: str
    url: str | None
    quote: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCounted:
    """A meeting of the right kind that did not count: its place in ``course.meetings``, from 0, and why."""

    meeting: int
    why: NotCountedReason


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestedBy:
    """Another value of a reading under which a finding would differ.

    Attributes
    ----------
    reading, value : str
        The reading and its other value.
    status : Status or None
        The status under it; None when the finding is not there.
    """

    reading: str
    value: str
    status: Status | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The judgement of one rule, or of one meeting that offends against it.

    Attributes
    ----------
    rule : str
        The rule's id, ``<regime>.<rule>``.
    status : Status
        The judgement.
    severity : Severity
        How much it matters; follows from the status.
    required, counted : int or None
        Conversations asked for, and held in time (perhaps more); None for rules that ask for none.
    not_before, due : datetime.date or None
        First and last day in time, both inclusive; None where there is none.
    due_projected : bool
        Whether ``due`` rests on months that are not reported.
    completed_on : datetime.date or None
        Day of the conversation that filled the last slot.
    meetings : tuple of int
        Places in ``course.meetings``, from 0, of those that fill slots or that offend.
    not_counted : tuple of NotCounted
        Meetings of the right kind that did not count.
    contested : bool
        Whether another value of one reading changes the status.
    contested_by : ContestedBy or None
        The first such value.
    position : Position or None
        Where to look in the course's file; None for courses built in memory.
    basis : tuple of Basis
        The rule's sources, the governing one first.
    text : Text
        What ``message`` says, in both languages.
    """

    rule: str
    status: Status
    severity: Severity
    required: int | None
    counted: int | None
    not_before: datetime.date | None
    due: datetime.date | None
    due_projected: bool
    completed_on: datetime.date | None
    meetings: tuple[int, ...]
    not_counted: tuple[NotCounted, ...]
    contested: bool
    contested_by: ContestedBy | None
    position: Position | None
    basis: tuple[Basis, ...]
    text: Text

    def message(self, lang: Language = "en") -> str:
        """Say the finding in one sentence with the numbers and days that decide it.

        Parameters
        ----------
        lang : {"en", "da"}
            English or Danish.
        """
        return self.text.in_language(lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """When responsibility passes from the a-kasse to the jobcenter.

    Attributes
    ----------
    last_day, jobcenter_from : datetime.date or None
        Last day in the a-kasse and the day after it; None when it is never reached.
    projected : bool
        Whether they rest on months that are not reported.
    hours : float or None
        Benefit consumption at the end of the last day, in hours with two decimals.
    threshold : float
        The limit for the insurance status in that month, in hours.
    """

    last_day: datetime.date | None
    jobcenter_from: datetime.date | None
    projected: bool
    hours: float | None
    threshold: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """What the clocks show on the day of assessing: days (None for a plan) and reported hours with two decimals."""

    calendar: int | None
    aggregate_unemployment: float
    benefit_consumption: float


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where a course stands on the day of assessing.

    Attributes
    ----------
    stage : Stage or None
        Covered or ended, where the regime has stages.
    ended_reason : EndReason or None
        Why it ended.
    responsible : Party
        Who is responsible now.
    handover : Handover or None
        Where the regime has a hand-over.
    clocks : Clocks
        What the clocks show.
    """

    stage: Stage | None
    ended_reason: EndReason | None
    responsible: Party
    handover: Handover | None
    clocks: Clocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stretch of a course under one regime.

    Attributes
    ----------
    regime : str
        The regime.
    from_ : datetime.date
        First day.
    to : datetime.date or None
        Last day, inclusive; None: it goes on as far as is known.
    ended_reason : EndReason or None
        Why it ended.
    """

    regime: str
    from_: datetime.date
    to: datetime.date | None
    ended_reason: EndReason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """Another value of one reading under which a finding comes out otherwise.

    Attributes
    ----------
    finding : int
        Place of the finding among ``findings``, from 0.
    rule : str
        The finding's rule.
    meeting : int or None
        For prohibitions the place of the offending meeting.
    status : Status
        The finding's status under the readings in use.
    reading, value : str
        The reading and its other value.
    becomes : Status or None
        The status under it; None when the finding is not there.
    """

    finding: int
    rule: str
    meeting: int | None
    status: Status
    reading: str
    value: str
    becomes: Status | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """Something still to be held.

    Attributes
    ----------
    rule : str
        The rule.
    due : datetime.date or None
        Last day in time, inclusive; None: it has none.
    due_projected : bool
        Whether it rests on months that are not reported.
    slack_days : int or None
        Days from the day of assessing to ``due``; None for a plan, too.
    last_feasible_day : datetime.date or None
        The last day from which this and all that is due by then can still be held in time; see `Deadline`.
    """

    rule: str
    due: datetime.date | None
    due_projected: bool
    slack_days: int | None = None
    last_feasible_day: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockDay:
    """A day that a clock gives; None: it is never reached. `projected`: it rests on months that are not reported."""

    day: datetime.date | None
    projected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong with a course's facts.

    Attributes
    ----------
    message : str
        What is wrong and what would be right, one sentence.
    key : str or None
        Path of the fact, ``benefit[2].hours``; None for the whole.
    file : str or None
        The file, for courses that come from one.
    line, column : int or None
        Where in the file, from 1.
    """

    message: str
    key: str | None = None
    file: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        place = "".join(f"{part}:" for part in (self.file, self.line, self.column) if part is not None)
        return " ".join(part for part in (place, f"{self.key}:" if self.key else "", self.message) if part)


class CourseError(ValueError):
    """Facts that are no course; carries every fault.

    Attributes
    ----------
    faults : tuple of Fault
        All faults, in the order of the facts.
    """

    faults: tuple[Fault, ...]

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


class CohortError(ValueError):
    """A table that is no cohort: a column is missing, unknown, or of a type that cannot be; says which."""


class LawChangedWarning(UserWarning):
    """A stored assessment was made under other tables of the law and has been judged again under these."""
