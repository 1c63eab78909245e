"""The public codes of Det Fælles Datagrundlag (DFDG) and what they are in our facts, both ways.

What has no counterpart is a gap with a name and a reason. No verdict depends on these codes.

>>> import datetime
>>> import kontaktforloeb as kf
>>> kf.dfdg.conversation_of(15), kf.dfdg.meeting_code(["faellessamtale"])
(Conversation.raadighedssamtale, 17)
>>> kf.dfdg.event_of(75, datetime.date(2021, 9, 6))
EventType.visited
>>> kf.dfdg.conversation_gap("gruppesamtale").why.en
'No known type is a gruppesamtale.'
"""

import datetime
import operator
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from . import _core
from ._law import _basis
from ._terms import Conversation, EventType, _Word
from ._values import Basis, Text

__all__ = [
    "Code",
    "CodeList",
    "Gap",
    "absence",
    "codes",
    "conversation_code",
    "conversation_gap",
    "conversation_of",
    "conversation_type",
    "event_code",
    "event_gap",
    "event_of",
    "events_without_code",
    "fields_without_code",
    "find",
    "gaps",
    "meeting_code",
    "meeting_gap",
]


class CodeList(_Word):
    """The lists of codes, by their Danish names; the marker 75 stands in ``fravaer``."""

    samtaletype = "samtaletype"
    fravaer = "fravaer"
    kontaktform = "kontaktform"
    system = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Why something has no counterpart, or what its counterpart leaves out.

    Attributes
    ----------
    id : str
        Its name.
    why : Text
        The reason in one or two sentences.
    """

    id: str
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code, and what it is in our facts.

    Attributes
    ----------
    list : CodeList
        The list that it stands in.
    code : int
        The code.
    name : str
        Its Danish name, transliterated.
    conversation : Conversation or None
        The conversation that it is.
    event : EventType or None
        The event that it is.
    first_day, last_day : datetime.date or None
        Days on which it is that event, inclusive; None: no such end.
    written : bool
        Whether the counterpart is written as this code; otherwise it is only read.
    gap : Gap or None
        Why there is no counterpart, or what it leaves out.
    basis : tuple of Basis
        Sources of code and counterpart.
    """

    list: CodeList
    code: int
    name: str
    conversation: Conversation | None
    event: EventType | None
    first_day: datetime.date | None
    last_day: datetime.date | None
    written: bool
    gap: Gap | None
    basis: tuple[Basis, ...]


@cache
def codes() -> tuple[Code, ...]:
    """Give all known codes, list by list, ascending."""
    return tuple(
        Code(**(row | {"list": CodeList(row["list"]), "gap": _gap_or_none(row["gap"]), "basis": _basis(row["basis"])}))
        for row in _core._dfdg_tables()["codes"]
    )


@cache
def gaps() -> tuple[Gap, ...]:
    """Give all gaps, each once."""
    return tuple(_gap(item) for item in _core._dfdg_tables()["gaps"])


@cache
def events_without_code() -> Mapping[EventType, Gap]:
    """Give the types of events that have no code, and why."""
    return MappingProxyType({event: _gap(gap) for event, gap in _core._dfdg_tables()["events_without_code"].items()})


@cache
def fields_without_code() -> Mapping[str, Gap]:
    """Give the fields of a meeting that the code of its type does not carry, and why."""
    return MappingProxyType({field: _gap(gap) for field, gap in _core._dfdg_tables()["fields_without_code"].items()})


def find(list: CodeList | str, code: int) -> Code | None:
    """Give a code's row, or None for a code that is not known.

    Parameters
    ----------
    list : CodeList
        The list that the code stands in.
    code : int
        The code.

    Raises
    ------
    ValueError
        For a list that there is not.
    """
    if list not in CodeList.__members__:
        raise ValueError(f"list: {list!r} is not one of {', '.join(CodeList)}")
    number = operator.index(code)
    return next((row for row in codes() if row.list == list and row.code == number), None)


def conversation_type(code: int) -> Code | None:
    """Give the row of a type of conversation, or None for a code that is not known.

    Parameters
    ----------
    code : int
        A samtaletype.
    """
    return find(CodeList.samtaletype, code)


def absence(code: int) -> Code | None:
    """Give the row of an absence, the marker 75 among them, or None for a code that is not known.

    Parameters
    ----------
    code : int
        A code of fravær.
    """
    return find(CodeList.fravaer, code)


def conversation_of(code: int) -> Conversation | None:
    """Give the conversation that a type's code stands for, or None.

    Parameters
    ----------
    code : int
        A samtaletype.
    """
    return _core._dfdg_conversation_of(code)


def event_of(code: int, day: datetime.date) -> EventType | None:
    """Give the type of event that an absence's code stands for, or None.

    Parameters
    ----------
    code : int
        A code of fravær.
    day : datetime.date
        The first day of the absence.
    """
    return _core._dfdg_event_of(code, day)


def conversation_code(conversation: Conversation | str) -> int | None:
    """Give the type's code as which a conversation is written, or None.

    Parameters
    ----------
    conversation : Conversation
        The conversation.
    """
    return _core._dfdg_conversation_code(conversation)


def meeting_code(conversations: Iterable[Conversation | str]) -> int | None:
    """Give the type's code as which a meeting is written, or None.

    Parameters
    ----------
    conversations : iterable of Conversation
        The meeting's conversations, at least one.
    """
    return _core._dfdg_meeting_code(conversations)


def event_code(event: EventType | str, day: datetime.date) -> int | None:
    """Give the absence's code as which an event is written, or None.

    Parameters
    ----------
    event : EventType
        The type of the event.
    day : datetime.date
        The day on which it begins.
    """
    return _core._dfdg_event_code(event, day)


def conversation_gap(conversation: Conversation | str) -> Gap | None:
    """Give the reason for which a conversation is written as no code; None when it is written as one.

    Parameters
    ----------
    conversation : Conversation
        The conversation.
    """
    return _gap_or_none(_core._dfdg_conversation_gap(conversation))


def meeting_gap(conversations: Iterable[Conversation | str]) -> Gap | None:
    """Give the reason for which a meeting is written as no code; None when it is written as one.

    Parameters
    ----------
    conversations : iterable of Conversation
        The meeting's conversations, at least one.
    """
    return _gap_or_none(_core._dfdg_meeting_gap(conversations))


def event_gap(event: EventType | str, day: datetime.date) -> Gap | None:
    """Give the reason for which an event is written as no code; None when it is written as one.

    Parameters
    ----------
    event : EventType
        The type of the event.
    day : datetime.date
        The day on which it begins.
    """
    return _gap_or_none(_core._dfdg_event_gap(event, day))


def _gap(item: dict[str, Any]) -> Gap:
    return Gap(id=item["id"], why=Text(**item["why"]))


def _gap_or_none(item: dict[str, Any] | None) -> Gap | None:
    return None if item is None else _gap(item)
