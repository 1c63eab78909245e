"""Tables of the law."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from .. import _core, _law
from .._law import Regime, Rule
from .._terms import Conversation, RuleKind
from .._values import Language
from ._markup import Markup, tag
from ._parts import MOST_ROWS, code, facts, fold, frame, rule_code, sources
from ._parts import table as table_of
from ._words import Words, words

__all__ = ["cohort_html", "regimes_html", "rules_html"]


def rules_html(rules: Iterable[Rule], lang: Language = "en") -> str:
    """Give rules as an HTML table.

    Parameters
    ----------
    rules : iterable of Rule
        What `rules` gave, or some of it.
    lang : {"en", "da"}
        English or Danish.

    Returns
    -------
    str
        One ``div`` with its own style sheet.
    """
    say = words(lang)
    chosen = list(rules)
    names = {regime.regime: regime.name for regime in _law.regimes()}
    parts = []
    for regime in dict.fromkeys(rule.regime for rule in chosen):
        rows = [_rule(rule, say) for rule in chosen if rule.regime == regime]
        name = names[regime].in_language(say.lang) if regime in names else regime
        parts.append(table_of(say, f"{name} ({regime})", (say("rule"), say("when"), say("what")), rows))
    return frame(say, say("rules"), _title(say("rules")), *parts)


def regimes_html(regimes: Iterable[Regime], lang: Language = "en") -> str:
    """Give regimes as an HTML table.

    Parameters
    ----------
    regimes : iterable of Regime
        What `regimes` gave, or some of it.
    lang : {"en", "da"}
        English or Danish.

    Returns
    -------
    str
        One ``div`` with its own style sheet.
    """
    say = words(lang)
    rows = [_regime(regime, say) for regime in regimes]
    heads = (say("regime"), say("valid"), say("obligations"), say("minimum_meetings"), say("merging"))
    return frame(say, say("regimes"), _title(say("regimes")), table_of(say, None, heads, rows))


def cohort_html(table: _core.CohortResult | _core.CohortTable, lang: Language = "en") -> str:
    """Give the first rows of a cohort's result as an HTML table.

    Parameters
    ----------
    table : CohortResult or CohortTable
        The result, its findings or its faults.
    lang : {"en", "da"}
        English or Danish.

    Returns
    -------
    str
        One ``div`` with its own style sheet.
    """
    say = words(lang)
    columns = [_cells(*column) for column in table._column_data(MOST_ROWS)]
    names = [code(name) for name in table.column_names]
    rows = zip(*columns, strict=True)
    title = repr(table)
    return frame(say, title, _title(title), table_of(say, None, names, rows, len(table)))


def _cells(name: str, kind: str, data: Any, missing: bytes | None, labels: list[str] | None, _: bool) -> list[str]:
    if kind == "text":
        return list(data)
    values = memoryview(data).cast(_CODES[kind]).tolist()
    gone = missing or bytes(len(values))
    if labels is not None:
        texts = [labels[value] for value in values]
    elif kind == "days":
        texts = [datetime.date.fromordinal(value + _EPOCH).isoformat() for value in values]
    elif name == "reasons":
        texts = [f"{value:#x}" for value in values]
    else:
        texts = [str(bool(value) if kind == "bool" else value) for value in values]
    return ["–" if none else text for text, none in zip(texts, gone, strict=True)]


_CODES: dict[str, Any] = {"words": "h", "days": "i", "bool": "B", "int32": "i", "int64": "q", "uint64": "Q"}
_EPOCH = datetime.date(1970, 1, 1).toordinal()


def _title(text: str) -> Markup:
    return tag("div", text, class_="kf-title", role="heading", aria_level=3)


def _rule(rule: Rule, say: Words) -> Sequence[str]:
    more = facts(
        (say("kind"), [say(f"kind.{rule.kind.value}")]),
        (say("conversations"), _conversations(rule, say)),
        (say("count"), [] if rule.count is None else [str(rule.count)]),
        (say("holder"), _who(rule, say)),
        (say("share"), [] if rule.share is None else [say("share_of", rule.share)]),
        (say("readings"), [code(reading) for reading in rule.readings]),
        (say("sources"), sources(rule.basis, say)),
    )
    text = tag("div", rule.text.in_language(say.lang), fold(say("sources_and_more"), more))
    return rule_code(rule.rule), say.window(rule), text


def _conversations(rule: Rule, say: Words) -> list[str]:
    if rule.conversation is None:
        return []
    among = [] if rule.among is None else [say("among", say(f"conversation.{rule.among.value}"))]
    return [say(f"conversation.{rule.conversation.value}"), *among]


def _who(rule: Rule, say: Words) -> list[str]:
    if not rule.holder:
        return []
    holder = say.list(*(say(f"party.{party.value}") for party in rule.holder))
    if rule.participant is not None and rule.kind is RuleKind.requirement:
        holder += " " + say("participant", say(f"party.{rule.participant.value}"))
    who = [holder]
    if rule.participation is not None:
        party, without_choice = rule.participation
        who.append(say(f"without_choice.{without_choice}", say(f"party.{party.value}")))
    return who


def _regime(regime: Regime, say: Words) -> Sequence[str]:
    def or_nothing(number: int | None) -> str:
        return "–" if number is None else str(number)

    name = tag("div", tag("div", regime.name.in_language(say.lang)), code(regime.regime),
               None if regime.whole else tag("div", say("not_whole"), class_="kf-soft"))  # fmt: skip
    pairs = [tag("div", " + ".join(say(f"conversation.{word.value}") for word in pair)) for pair in regime.merging]
    return (
        name,
        tag("div", tag("div", say.range(regime.valid_from, regime.valid_to)), _known(regime.known_until, say)),
        or_nothing(regime.obligations),
        or_nothing(regime.minimum_meetings),
        tag("div", *pairs) if pairs else say("none") if _has_merging(regime) else "–",
    )


def _has_merging(regime: Regime) -> bool:
    """Whether the regime has a rule about sharing a meeting; where it has none, nothing is said to be forbidden."""
    return regime.whole and _core.may_merge(regime.regime, Conversation.cv_samtale, Conversation.jobsamtale) is not None


def _known(until: datetime.date | None, say: Words) -> Markup | None:
    return None if until is None else tag("div", say("known_until", say.day(until)), class_="kf-soft")
