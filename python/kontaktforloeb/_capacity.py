"""The resource calculator: conversations that citizens call for in a year, and the staff that hold them."""

import json
import operator
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import lru_cache
from typing import Any

from . import _core
from ._law import _basis
from ._values import Basis

__all__ = [
    "Capacity",
    "GeneralConversations",
    "IntensiveConversations",
    "IntensiveEffort",
    "Staff",
    "capacity",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralConversations:
    """Conversations in a year when all citizens have them equally often.

    Attributes
    ----------
    timely : int
        As often as the rules of 2013 asked for at least; not today's law.
    every_second_month : int
        Every second month.
    monthly : int
        Every month.
    """

    timely: int
    every_second_month: int
    monthly: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IntensiveEffort:
    """Conversations in a year when some citizens get an intensive effort and the others timely conversations.

    Attributes
    ----------
    intensive, timely : float
        With those who get the intensive effort, and with the others: exact, with at most two decimals; an int where it
        is whole.
    total : int
        Both together, rounded up to whole conversations once.
    """

    intensive: float
    timely: float
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IntensiveConversations:
    """Conversations in a year by how often the intensive ones are held.

    Attributes
    ----------
    twice_a_month, monthly, every_second_month : IntensiveEffort
        The intensive ones so often, the others timely.
    """

    twice_a_month: IntensiveEffort
    monthly: IntensiveEffort
    every_second_month: IntensiveEffort


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Full-time staff.

    Attributes
    ----------
    numerator, denominator : int
        Exactly, as a fraction in its lowest terms.
    decimal : float
        Rounded up at three decimals.
    whole : int
        Whole employees, rounded up.
    """

    numerator: int
    denominator: int
    decimal: float
    whole: int

    @property
    def exact(self) -> Fraction:
        """The fraction."""
        return Fraction(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """The resource calculator with its inputs; made by `capacity`.

    Attributes
    ----------
    citizens : int
        Citizens, the same number all year.
    days : int
        Days a week on which conversations are held.
    weeks : int
        Weeks that a full-time employee works in a year.
    intensive_share : int
        Per cent of the citizens who get an intensive effort.
    """

    citizens: int
    days: int
    weeks: int
    intensive_share: int

    def __post_init__(self) -> None:
        _core._capacity_json(*self._inputs())
        # NumPy's whole numbers become Python's own, which every document and pickle can hold.
        for field in fields(self):
            object.__setattr__(self, field.name, operator.index(getattr(self, field.name)))

    @property
    def general(self) -> GeneralConversations:
        """Conversations in a year when all citizens have them equally often."""
        return GeneralConversations(**_document(self)["general"])

    @property
    def intensive(self) -> IntensiveConversations:
        """Conversations in a year when the intensive share has them more often."""
        efforts = _document(self)["intensive"].items()
        return IntensiveConversations(**{frequency: IntensiveEffort(**effort) for frequency, effort in efforts})

    @property
    def grid(self) -> tuple[tuple[int, ...], ...]:
        """Conversations that staff hold in a year: a row for 1 to 8 a day, a column for 1 to 9 employees."""
        return tuple(tuple(row) for row in _document(self)["grid"])

    @property
    def basis(self) -> tuple[Basis, ...]:
        """Sources of the numbers, each once."""
        document = _document(self)
        items = [*document["frequencies"], *document["usual"], document["caveat"]]
        return tuple(dict.fromkeys(basis for item in items for basis in _basis(item["basis"])))

    def fte(self, conversations: int, per_day: int) -> Staff:
        """Give the full-time staff that hold so many conversations in a year.

        Parameters
        ----------
        conversations : int
            Conversations in a year.
        per_day : int
            Conversations that each holds on a conversation day.

        Raises
        ------
        ValueError
            For fewer than 0 conversations, fewer than 1 a day, and numbers far beyond sense.
        """
        numerator, denominator, decimal, whole = _core._capacity_fte(*self._inputs(), conversations, per_day)
        return Staff(numerator=numerator, denominator=denominator, decimal=decimal, whole=whole)

    def to_dict(self) -> dict[str, Any]:
        """Give the document that ``kontaktforloeb capacity --format json`` prints."""
        document: dict[str, Any] = json.loads(self.to_json())
        return document

    def to_json(self) -> str:
        """Give the same as text."""
        return _core._capacity_json(*self._inputs())

    def to_csv(self) -> str:
        """Give the numbers one a row, as ``kontaktforloeb capacity --format csv`` prints them."""
        return _core._capacity_csv(*self._inputs())

    def _inputs(self) -> tuple[int, int, int, int]:
        return self.citizens, self.days, self.weeks, self.intensive_share


def capacity(citizens: int = 330, days: int = 3, weeks: int = 44, intensive_share: int = 30) -> Capacity:
    """Reckon how many conversations citizens call for in a year, and how many staff hold them.

    Without inputs it is the example of the guide that it comes from.

    Parameters
    ----------
    citizens : int
        Citizens, the same number all year.
    days : int
        Days a week on which conversations are held, 1 to 7.
    weeks : int
        Weeks that a full-time employee works in a year, 1 to 53.
    intensive_share : int
        Per cent of the citizens who get an intensive effort, 0 to 100.

    Returns
    -------
    Capacity
        All numbers, in whole-number arithmetic.

    Raises
    ------
    ValueError
        For an input that may not be; says what it may be.

    Examples
    --------
    >>> import kontaktforloeb as kf
    >>> kf.capacity().intensive.twice_a_month.total
    3300
    >>> kf.capacity().fte(1518, per_day=4).exact
    Fraction(23, 8)
    """
    return Capacity(citizens=citizens, days=days, weeks=weeks, intensive_share=intensive_share)


@lru_cache(maxsize=64)
def _document(inputs: Capacity) -> dict[str, Any]:
    return inputs.to_dict()
