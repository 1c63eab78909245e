"""Working days: public holidays by rule, offices' closing days, and the caller's own closed days."""

import datetime
from dataclasses import dataclass

from . import _core
from ._law import _basis
from ._values import Basis, Text

__all__ = ["ClosedDay", "closed_days"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDay:
    """A day on which no conversation is held.

    Attributes
    ----------
    date : datetime.date
        The day.
    name : Text
        What it is called.
    office : bool
        Whether only offices that choose so are closed; otherwise it is a public holiday.
    basis : tuple of Basis
        Its source.
    """

    date: datetime.date
    name: Text
    office: bool
    basis: tuple[Basis, ...]


def closed_days(year: int, office: bool = False) -> list[ClosedDay]:
    """Give the days of a year on which no conversation is held, ascending; ordinary weekends are not among them.

    Parameters
    ----------
    year : int
        The year, 1990 to 2099.
    office : bool, optional
        Whether to give the days on which many offices close, too.

    Returns
    -------
    list of ClosedDay
        Two where two fall on one day.

    Raises
    ------
    ValueError
        For another year.
    """
    return [
        ClosedDay(date=date, name=Text(da=da, en=en), office=of_offices, basis=_basis(basis))
        for date, da, en, of_offices, basis in _core._closed_days(year, office)
    ]
