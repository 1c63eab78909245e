"""What planning gives, as plain values: proposed meetings, conflicts, deadlines, changes."""

import datetime
from dataclasses import dataclass

from ._terms import Clock, ConflictReason, Conversation, EditField, EditOp, Form, Party, Status
from ._values import Text

__all__ = ["Conflict", "DayRange", "Deadline", "Edit", "ProposedMeeting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRange:
    """Days from one to another, both inclusive; None where there is none."""

    from_: datetime.date | None
    to: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedMeeting:
    """A meeting that a plan proposes.

    Attributes
    ----------
    date : datetime.date
        Its day.
    conversations : tuple of Conversation
        What it is about.
    holder : Party
        Who holds it.
    form : Form
        How people meet.
    discharges : tuple of str
        The rules that it helps to keep.
    window : DayRange
        The days on which it would keep the same rules.
    why : Text
        Why it is proposed for its day: ``meeting.why()``, ``meeting.why("da")``.
    """

    date: datetime.date
    conversations: tuple[Conversation, ...]
    holder: Party
    form: Form
    discharges: tuple[str, ...]
    window: DayRange
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A rule that the best plan possible does not keep.

    Attributes
    ----------
    rule : str
        The rule.
    why : ConflictReason
        Why.
    status : Status
        Its status in the completed course.
    due : datetime.date or None
        Its last day in time.
    missing : int
        How many of its conversations have no day.
    message : Text
        The same as a sentence: ``conflict.message()``, ``conflict.message("da")``.
    """

    rule: str
    why: ConflictReason
    status: Status
    due: datetime.date | None
    missing: int
    message: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When a rule falls due, and until when it can still be kept.

    Attributes
    ----------
    rule : str
        The rule.
    status : Status
        Its status; what is booked counts for it.
    to_hold : int
        How many of its conversations are still to be held, booked ones too.
    due : datetime.date or None
        Last day in time, inclusive; None: it cannot be reached yet, or there is none.
    due_projected : bool
        Whether ``due`` rests on months that are not reported.
    slack_days : int or None
        Days from the day of assessing to ``due``.
    clock : Clock
        The clock that ``due`` lies on.
    slack_hours : float or None
        On a clock of hours: hours expected to be counted from now to ``due``.
    last_feasible_day : datetime.date or None
        The last day from which all that is due up to ``due``, and not past by then, can still be held in time: one
        meeting a day on open days, merged where the law allows it; what is held counts, what is booked does not. Where
        it lies before the day of assessing, it is too late. None: no day does, or there is no ``due``.
    """

    rule: str
    status: Status
    to_hold: int
    due: datetime.date | None
    due_projected: bool
    slack_days: int | None
    clock: Clock
    slack_hours: float | None
    last_feasible_day: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change of what is booked.

    Attributes
    ----------
    op : EditOp
        What is done.
    field : EditField or None
        For a change: of what.
    meeting : int or None
        Place of the booked meeting in ``course.meetings``, from 0; None for an added one.
    into : int or None
        For a merge: the place of the meeting that it is held in.
    from_ : datetime.date or None
        The booked meeting's day; None for an added one.
    date : datetime.date
        The day on which the conversations are held after the change.
    conversations : tuple of Conversation
        The conversations concerned.
    holder : Party
        Who holds them after the change.
    form : Form
        How people meet after the change.
    text : Text
        The change as a sentence: ``edit.text()``, ``edit.text("da")``.
    """

    op: EditOp
    field: EditField | None
    meeting: int | None
    into: int | None
    from_: datetime.date | None
    date: datetime.date
    conversations: tuple[Conversation, ...]
    holder: Party
    form: Form
    text: Text
