"""The law as encoded: regimes, rules with their windows and sources, readings."""

import datetime
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from . import _core
from ._terms import Clock, Conversation, Evidence, ExemptReason, Party, RuleKind, Track
from ._values import Basis, Language, Text

__all__ = [
    "After",
    "Applicability",
    "Bound",
    "BoundUnder",
    "DeadPeriod",
    "EmptyJoblog",
    "Exemption",
    "MonthNorm",
    "Postponement",
    "Reading",
    "Regime",
    "Regimes",
    "Rule",
    "Rules",
    "Support",
    "Window",
    "applicable",
    "dead_periods",
    "month_norms",
    "readings",
    "regimes",
    "rules",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A point on a clock.

    Attributes
    ----------
    clock : Clock
        The clock.
    full_time, part_time : float
        How much it must show, by insurance status: hours, or days on the calendar.
    strict : bool
        Whether the amount must pass the limit rather than reach it.
    edge : str
        Which day that is: ``reached`` or ``exceeded``, the first day on which the amount is at least or more than the
        limit, or ``before``, the last day on which it is less.
    test : str
        ``on_the_day`` or ``end_of_month``: when it is tested.
    """

    clock: Clock
    full_time: float
    part_time: float
    strict: bool
    edge: str
    test: str


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """The first day after what a rule of the law tells: the day after the hand-over."""

    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundUnder:
    """A point on a clock that holds instead under a reading.

    Attributes
    ----------
    end : str
        ``from`` or ``to``: which end of the window it is.
    reading, value : str
        The reading and the value under which it holds.
    bound : Bound
        The point.
    """

    end: str
    reading: str
    value: str
    bound: Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From the first to the last day in time, both inside.

    Attributes
    ----------
    from_ : Bound, After or None
        The first day; None: no end on that side, or one that is no clock's.
    to : Bound or None
        The last day, likewise.
    kinds : tuple of str and str
        How the first and the last day are given: ``open``, ``bound``, ``handover`` (the last day before the hand-over),
        ``next_month`` (of the event that calls for the conversation) or ``after_handover``.
    under : tuple of BoundUnder
        Other points under other readings.
    """

    from_: Bound | After | None
    to: Bound | None
    kinds: tuple[str, str]
    under: tuple[BoundUnder, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyJoblog:
    """Which months without a logged search call for an extra conversation.

    Attributes
    ----------
    from_, to : datetime.date
        Days, both inclusive, that the month lies within.
    least_duty_days : int
        Days of the month with a duty to search, at least.
    """

    from_: datetime.date
    to: datetime.date
    least_duty_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponement:
    """How far a conversation may be postponed.

    Attributes
    ----------
    days : int
        Calendar days beyond the last day that are allowed in any case.
    full_time, part_time : float
        Hours of unemployment beyond the limit that may be meant instead, by insurance status; between the two nothing
        is settled.
    """

    days: int
    full_time: float
    part_time: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """An exemption from every conversation of a regime, with its source."""

    reason: ExemptReason
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicability:
    """Whether a regime holds for a benefit period that begins on a day.

    Attributes
    ----------
    regime : str
        The regime.
    applies : str
        ``yes``, ``as_base`` (below a variant), ``if_visited``, ``perhaps`` (what decides is not known) or ``no``.
    why : Text
        Why.
    """

    regime: str
    applies: str
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the law as encoded.

    Attributes
    ----------
    rule : str
        Its id, ``<regime>.<rule>``.
    regime : str
        The regime that it belongs to.
    kind : RuleKind
        What it does.
    conversation : Conversation or None
        What is to be held, for requirements.
    holder : tuple of Party
        Who holds it.
    participant : Party or None
        Who else takes part.
    participant_absent : str or None
        Reading that decides whether the conversation counts when the participant is plainly absent; None: it counts.
    count : int or None
        How many.
    window : Window
        When.
    ordinals : tuple of int or None
        Lowest and highest number that the conversation may have.
    condition : str or None
        What makes it apply; None: it always does.
    after_cv : bool or None
        Whether it may not be held before the CV conversation, for requirements.
    empty_joblog : EmptyJoblog or None
        For the condition ``empty_joblog``: which months it means.
    group : str or None
        Within a group a conversation is counted once; in groups of different names it may count in each.
    among : Conversation or None
        Kind of conversation that counts too.
    participation : tuple of Party and str, or None
        Party whose part the person may choose, and what holds without a choice: ``takes_part`` or ``stays_out``.
    ordinal : int or None
        Which of several it is, for choices, requests and postponements.
    every : tuple of float or None
        Of a series: hours (full-time, part-time insured) after which one more is asked for.
    postponement : Postponement or None
        How far it may be postponed; None: not at all.
    exemptions : tuple of ExemptReason
        What frees from it besides the exemptions of its regime.
    until : datetime.date or None
        Last day on which it can fall due.
    after_trial : str or None
        Of a national rule: what becomes of it for a person who comes from a trial. ``nothing`` (the trial's own rules
        stood for it), ``in_full`` or ``unsettled``.
    repaired_by : Party or None
        Holder whose conversations count too under the reading ``handover_repair``.
    replaces : str or None
        Of a variant: the national rule in whose place it stands.
    beside : str or None
        Of a variant: the national rule beside which it stands where the national law decides.
    share : int or None
        Of all persons at least so many per cent are owed it; judged over cohorts only.
    themes : tuple of pairs of Track and tuple of str
        Of the themes of group conversations: those of each track.
    readings : tuple of str
        The open questions that can change its outcome.
    basis : tuple of Basis
        Its sources, the governing one first.
    text : Text
        The rule in one sentence.
    """

    rule: str
    regime: str
    kind: RuleKind
    conversation: Conversation | None
    holder: tuple[Party, ...]
    participant: Party | None
    participant_absent: str | None
    count: int | None
    window: Window
    ordinals: tuple[int, ...] | None
    condition: str | None
    after_cv: bool | None
    empty_joblog: EmptyJoblog | None
    group: str | None
    among: Conversation | None
    participation: tuple[Party, str] | None
    ordinal: int | None
    every: tuple[float, float] | None
    postponement: Postponement | None
    exemptions: tuple[ExemptReason, ...]
    until: datetime.date | None
    after_trial: str | None
    repaired_by: Party | None
    replaces: str | None
    beside: str | None
    share: int | None
    themes: tuple[tuple[Track, tuple[str, ...]], ...]
    readings: tuple[str, ...]
    basis: tuple[Basis, ...]
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """One set of rules with its dates.

    Attributes
    ----------
    regime : str
        Its id.
    name : Text
        What it is.
    entry : str
        How a course comes under it: ``national`` (by the day of the placing), ``municipality`` (a variant, laid over
        the national regime of that day), ``visited`` or ``by_name`` only.
    municipality : int or None
        Of a variant: the municipality's code.
    valid_from, valid_to : datetime.date or None
        First and last day on which courses begin under it, inclusive.
    known_until : datetime.date or None
        Last day for which what follows is known.
    national_decides_from : datetime.date or None
        Of a variant: from here the national rule decides.
    whole : bool
        Whether all of its rules are in this version.
    obligations, minimum_meetings : int or None
        Conversations that it asks of every course, and the fewest meetings that can hold them. None while it is not
        whole, where they go on without an end, and for a variant, whose courses have to hold what the national regime
        below it asks for; the latter also where no rule says what may share a meeting.
    merging : tuple of pairs of Conversation
        Which conversations may share a meeting.
    most_merged : int or None
        Most conversations in one meeting; None where no rule says what may share one.
    keeps_duties : bool
        Whether a course begun under it keeps its duties after its last day.
    exemptions : tuple of Exemption
        What frees from every conversation of it.
    """

    regime: str
    name: Text
    entry: str
    municipality: int | None
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    known_until: datetime.date | None
    national_decides_from: datetime.date | None
    whole: bool
    obligations: int | None
    minimum_meetings: int | None
    merging: tuple[tuple[Conversation, Conversation], ...]
    most_merged: int | None
    keeps_duties: bool
    exemptions: tuple[Exemption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadPeriod:
    """Days, both inclusive, whose hours count on no hour clock."""

    from_: datetime.date
    to: datetime.date
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthNorm:
    """The most hours that a month may carry from a day on, by insurance status."""

    from_: datetime.date
    full_time: float
    part_time: float
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What speaks for the default value of a reading.

    Attributes
    ----------
    text : Text
        In one sentence.
    evidence : Evidence
        Grade of the first source named for it; inferred where none is.
    basis : tuple of Basis
        Its sources.
    """

    text: Text
    evidence: Evidence
    basis: tuple[Basis, ...]


class Reading(tuple[str, ...]):
    """A question that the sources leave open: the names of its values, the default first, and what is said of it.

    Attributes
    ----------
    id : str
        Its key in course files and on the command line.
    question : Text
        What is open, in one sentence.
    meanings : mapping of str to Text
        What each value means.
    basis : tuple of Basis
        The sentences that leave it open.
    support : Support
        What speaks for the default.
    """

    id: str
    question: Text
    meanings: Mapping[str, Text]
    basis: tuple[Basis, ...]
    support: Support

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name}: a reading cannot be changed")

    @property
    def default(self) -> str:
        """The value that holds unless another is chosen."""
        return self[0]

    def __reduce__(self) -> tuple[Any, ...]:
        return _reading_named, (self.id,)


class Rules(tuple[Rule, ...]):
    """Rules in the order in which they are reported; a notebook shows them as a table."""

    __slots__ = ()

    def to_html(self, lang: Language = "en") -> str:
        """Give the rules as an HTML table.

        Parameters
        ----------
        lang : {"en", "da"}
            English or Danish.
        """
        from . import display

        return display.rules_html(self, lang)

    def _repr_html_(self) -> str:
        return self.to_html()


class Regimes(tuple[Regime, ...]):
    """Regimes in the order of their table; a notebook shows them as a table."""

    __slots__ = ()

    def to_html(self, lang: Language = "en") -> str:
        """Give the regimes as an HTML table.

        Parameters
        ----------
        lang : {"en", "da"}
            English or Danish.
        """
        from . import display

        return display.regimes_html(self, lang)

    def _repr_html_(self) -> str:
        return self.to_html()


def rules(regime: str | None = None) -> Rules:
    """Give the rules of one regime, or of all.

    Parameters
    ----------
    regime : str, optional
        A regime's id.

    Raises
    ------
    ValueError
        For an unknown regime; names the nearest.
    """
    if regime is not None and not isinstance(regime, str):
        raise TypeError(f"regime: expected text, got {type(regime).__name__}")
    return Rules(_rule(item) for item in _document(regime)["rules"])


def regimes() -> Regimes:
    """Give the regimes of this version."""
    return Regimes(_regime(item) for item in _document(None)["regimes"])


@cache
def readings() -> Mapping[str, Reading]:
    """Give the questions that the sources leave open, by id: each is the tuple of its values, the default first."""
    return MappingProxyType({item["id"]: _reading(item) for item in _document(None)["readings"]})


@cache
def dead_periods() -> tuple[DeadPeriod, ...]:
    """Give the days whose hours count on no hour clock."""
    return tuple(
        DeadPeriod(from_=_date(item["from"]), to=_date(item["to"]), basis=_basis(item["basis"]))
        for item in _document(None)["time"]["dead_periods"]
    )


@cache
def month_norms() -> tuple[MonthNorm, ...]:
    """Give the most hours that a month may carry, ascending by the day from which on."""
    return tuple(
        MonthNorm(
            from_=_date(item["from"]),
            full_time=item["full_time"],
            part_time=item["part_time"],
            basis=_basis(item["basis"]),
        )
        for item in _document(None)["time"]["month_norms"]
    )


@cache
def _document(regime: str | None) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(_core._law_json(regime))
    return document


def _date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _optional(make: Callable[[Any], T], item: Any) -> T | None:
    return None if item is None else make(item)


def _text(item: dict[str, str]) -> Text:
    return Text(da=item["da"], en=item["en"])


def _basis(items: list[dict[str, Any]]) -> tuple[Basis, ...]:
    return tuple(
        Basis(source=item["source"], url=item["url"], quote=item["quote"], evidence=Evidence(item["evidence"]))
        for item in items
    )


def applicable(
    day: datetime.date,
    *,
    a_kasse: str | None = None,
    municipality: str | int | None = None,
    admitted: Iterable[_core.Admitted | dict[Any, Any]] | None = None,
) -> tuple[Applicability, ...]:
    """Tell which regimes hold for a benefit period that begins on a day, and why.

    Parameters
    ----------
    day : datetime.date
        First day of the benefit period.
    a_kasse : str, optional
        Code or alias.
    municipality : str or int, optional
        Name or code.
    admitted : list of Admitted, optional
        Where a-kasser take part in the trial, for those whose list is not known.

    Returns
    -------
    tuple of Applicability
        One for each regime; no national one that holds: no law is known for that day.

    Raises
    ------
    ValueError
        For an unknown a-kasse or municipality; names the nearest.
    """
    return tuple(
        Applicability(regime=regime, applies=applies, why=Text(da=da, en=en))
        for regime, applies, da, en in _core._applicable(day, a_kasse, municipality, admitted)
    )


def _bound(item: dict[str, Any], edge: str) -> Bound:
    return Bound(
        clock=Clock(item["clock"]),
        full_time=item["full_time"],
        part_time=item["part_time"],
        strict=item["strict"],
        edge=edge,
        test=item["test"],
    )


def _window(item: dict[str, Any]) -> Window:
    first, last = item["window"]["from"], item["window"]["to"]
    ends = item["window_ends"]
    from_: Bound | After | None = None
    if first is not None:
        from_ = After(rule=first["after"]) if "after" in first else _bound(first, ends["from"]["edge"])
    return Window(
        from_=from_,
        to=None if last is None else _bound(last, ends["to"]["edge"]),
        kinds=(ends["from"]["kind"], ends["to"]["kind"]),
        under=tuple(
            BoundUnder(
                end=other["end"],
                reading=other["reading"],
                value=other["value"],
                bound=_bound(other["bound"], other["edge"]),
            )
            for other in item["window_under"]
        ),
    )


def _rule(item: dict[str, Any]) -> Rule:
    return Rule(
        rule=item["rule"],
        regime=item["regime"],
        kind=RuleKind(item["kind"]),
        conversation=_optional(Conversation, item["conversation"]),
        holder=tuple(Party(holder) for holder in item["holder"]),
        participant=_optional(Party, item["participant"]),
        participant_absent=item["participant_absent"],
        count=item["count"],
        window=_window(item),
        ordinals=_optional(tuple, item["ordinals"]),
        condition=item["condition"],
        after_cv=item["after_cv"],
        empty_joblog=_optional(_empty_joblog, item["empty_joblog"]),
        group=item["group"],
        among=_optional(Conversation, item["among"]),
        participation=_optional(_participation, item["participation"]),
        ordinal=item["ordinal"],
        every=_optional(_limit, item["every"]),
        postponement=_optional(_postponement, item["postponement"]),
        exemptions=tuple(ExemptReason(reason) for reason in item["exemptions"]),
        until=_optional(_date, item["until"]),
        after_trial=item["after_trial"],
        repaired_by=_optional(Party, item["repaired_by"]),
        replaces=item["replaces"],
        beside=item["beside"],
        share=item["share"],
        themes=tuple((Track(track), tuple(themes)) for track, themes in (item["themes"] or {}).items()),
        readings=tuple(item["readings"]),
        basis=_basis(item["basis"]),
        text=_text(item["text"]),
    )


def _reading(item: dict[str, Any]) -> Reading:
    reading = Reading(value["value"] for value in item["values"])
    support = item["support"]
    vars(reading).update(
        id=item["id"],
        question=_text(item["question"]),
        meanings=MappingProxyType({value["value"]: _text(value["text"]) for value in item["values"]}),
        basis=_basis(item["basis"]),
        support=Support(
            text=_text(support["text"]), evidence=Evidence(support["evidence"]), basis=_basis(support["basis"])
        ),
    )
    return reading


def _reading_named(name: str) -> Reading:
    return readings()[name]


def _participation(item: dict[str, Any]) -> tuple[Party, str]:
    return Party(item["party"]), item["without_choice"]


def _limit(item: dict[str, float]) -> tuple[float, float]:
    return item["full_time"], item["part_time"]


def _postponement(item: dict[str, Any]) -> Postponement:
    full_time, part_time = _limit(item["hours"])
    return Postponement(days=item["days"], full_time=full_time, part_time=part_time)


def _empty_joblog(item: dict[str, Any]) -> EmptyJoblog:
    return EmptyJoblog(from_=_date(item["from"]), to=_date(item["to"]), least_duty_days=item["least_duty_days"])


def _regime(item: dict[str, Any]) -> Regime:
    return Regime(
        regime=item["regime"],
        name=_text(item["name"]),
        entry=item["entry"],
        municipality=item["municipality"],
        valid_from=_optional(_date, item["valid"]["from"]),
        valid_to=_optional(_date, item["valid"]["to"]),
        known_until=_optional(_date, item["known_until"]),
        national_decides_from=_optional(_date, item["national_decides_from"]),
        whole=item["whole"],
        obligations=item["obligations"],
        minimum_meetings=item["minimum_meetings"],
        merging=tuple((Conversation(a), Conversation(b)) for a, b in item["merging"]),
        most_merged=item["most_merged"],
        keeps_duties=item["keeps_duties"],
        exemptions=tuple(
            Exemption(reason=ExemptReason(one["reason"]), basis=_basis(one["basis"])) for one in item["exemptions"]
        ),
    )
