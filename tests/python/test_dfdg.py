"""The codes of DFDG: the package says what C++ says, both ways, and the page about them shows the same."""

from __future__ import annotations

import doctest
import inspect
import pickle
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from numpydoc.docscrape import NumpyDocString

import kontaktforloeb as kf
from kontaktforloeb import dfdg

INSIDE = date(2021, 9, 6)
DAYS = [date(2019, 12, 31), date(2020, 1, 1), INSIDE, date(2023, 12, 31), date(2024, 1, 1)]


def test_rows_are_what_the_functions_say() -> None:
    assert len(dfdg.codes()) == 26
    for row in dfdg.codes():
        assert dfdg.find(row.list, row.code) is row
        if row.list == "samtaletype":
            assert dfdg.conversation_type(row.code) is row
            assert dfdg.conversation_of(row.code) is row.conversation
        if row.list == "fravaer":
            assert dfdg.absence(row.code) is row
            for day in DAYS:
                inside = (row.first_day or day) <= day <= (row.last_day or day)
                assert dfdg.event_of(row.code, day) is (row.event if inside else None)
        if row.conversation:
            assert (dfdg.conversation_code(row.conversation) == row.code) is row.written
        if row.event:
            assert (dfdg.event_code(row.event, INSIDE) == row.code) is row.written


def test_every_code_is_mapped_or_has_a_gap() -> None:
    for row in dfdg.codes():
        assert row.conversation or row.event or row.gap
        assert row.gap is None or row.gap in dfdg.gaps()
        assert row.basis
    assert {row.list for row in dfdg.codes()} == set(dfdg.CodeList)


def test_what_is_written_is_read_again() -> None:
    for conversation in kf.Conversation:
        code = dfdg.conversation_code(conversation)
        assert (code is None) is (dfdg.conversation_gap(conversation) is not None)
        assert dfdg.meeting_code([conversation]) == code
        assert dfdg.meeting_gap((conversation,)) == dfdg.conversation_gap(conversation)
        assert code is None or dfdg.conversation_of(code) is conversation
    for event in kf.EventType:
        for day in DAYS:
            code = dfdg.event_code(event, day)
            gap = dfdg.event_gap(event, day)
            assert (code is None) is (gap is not None)
            assert code is None or dfdg.event_of(code, day) is event
        assert (event in dfdg.events_without_code()) is (dfdg.event_code(event, INSIDE) is None)


def test_marker_75_is_the_trials_on_its_days_alone() -> None:
    assert [dfdg.event_of(75, day) for day in DAYS] == [None, *[kf.EventType.visited] * 3, None]
    gap = dfdg.event_gap("visited", date(2024, 1, 1))
    assert gap is not None
    assert gap.id == "marker_outside_trial"


def test_words_and_other_names_are_understood() -> None:
    assert dfdg.conversation_code("faelles_jobsamtale") == 17
    assert dfdg.meeting_code(["rådgivningssamtale"]) == 15
    assert dfdg.event_code("job", INSIDE) == 2
    assert dfdg.meeting_code(["cv_samtale", "jobsamtale"]) is None
    gap = dfdg.meeting_gap(["cv_samtale", "jobsamtale"])
    assert gap is not None
    assert gap.id == "merged_meeting"
    assert gap.why.in_language("da").startswith("Et møde med flere samtaler")


@pytest.mark.parametrize(
    ("call", "arguments", "error", "sentence"),
    [
        (dfdg.conversation_of, ["7"], TypeError, "code: expected a whole number, got str"),
        (dfdg.conversation_of, [True], TypeError, "code: expected a whole number, got bool"),
        (dfdg.event_of, [75, None], TypeError, "day: expected datetime.date, got NoneType"),
        (dfdg.event_of, [75, "2021-09-06"], TypeError, "day: expected datetime.date, got str"),
        (dfdg.conversation_code, ["jobsamtaler"], ValueError, "conversation: .*jobsamtale"),
        (dfdg.event_code, ["jobs", INSIDE], ValueError, "event: .*job"),
        (dfdg.meeting_code, [[]], ValueError, "conversations: a meeting has at least one conversation"),
        (dfdg.meeting_gap, ["jobsamtale"], TypeError, "conversations"),
        (dfdg.find, ["typer", 7], ValueError, "list: 'typer' is not one of samtaletype, fravaer"),
        (dfdg.conversation_type, ["7"], TypeError, "str"),
    ],
)
def test_what_is_wrong_is_said(call: Any, arguments: list[Any], error: type[Exception], sentence: str) -> None:
    with pytest.raises(error, match=sentence):
        call(*arguments)


def test_codes_that_are_not_known_are_nothing() -> None:
    assert dfdg.conversation_of(5) is None
    assert dfdg.event_of(76, INSIDE) is None
    assert dfdg.conversation_type(75) is None
    assert dfdg.absence(17) is None


def test_rows_are_values() -> None:
    for row in dfdg.codes():
        assert pickle.loads(pickle.dumps(row)) == row
        names: dict[str, Any] = {**vars(kf), **vars(dfdg), "datetime": __import__("datetime")}
        assert eval(repr(row), names) == row
    with pytest.raises(AttributeError):
        dfdg.codes()[0].code = 5  # type: ignore[misc]


def test_docstrings_name_the_parameters() -> None:
    for name in dfdg.__all__:
        called = getattr(dfdg, name)
        assert called.__doc__, name
        if not isinstance(called, type):
            doc = NumpyDocString(inspect.cleandoc(called.__doc__))
            assert [parameter.name for parameter in doc["Parameters"]] == list(inspect.signature(called).parameters), (
                name
            )
            assert all(parameter.desc for parameter in doc["Parameters"]), name


def test_the_examples_in_the_docstring_hold() -> None:
    assert doctest.testmod(dfdg).attempted >= 5
    assert doctest.testmod(dfdg).failed == 0


def cell(gap: dfdg.Gap | None) -> str:
    return f"`{gap.id}`" if gap else ""


def fact(row: dfdg.Code) -> str:
    if row.conversation:
        return f"`{row.conversation}`" + ("" if row.written else ", only read")
    if row.event:
        return f"event `{row.event}`" + (f", {row.first_day} to {row.last_day}" if row.first_day else "")
    return ""


def tables() -> list[list[str]]:
    """Give the lines of the page's three tables."""
    codes = [f"| {row.list} | {row.code} | {row.name} | {fact(row)} | {cell(row.gap)} |" for row in dfdg.codes()]
    facts = [
        f"| `{word}` | {cell(dfdg.conversation_gap(word))} |"
        for word in kf.Conversation
        if not dfdg.conversation_code(word)
    ]
    facts.append(f"| several `conversations` in a meeting | {cell(dfdg.meeting_gap(list(kf.Conversation)))} |")
    for gap in dict.fromkeys(dfdg.events_without_code().values()):
        events = [f"`{event}`" for event, why in dfdg.events_without_code().items() if why == gap]
        facts.append(f"| events {', '.join(events)} | {cell(gap)} |")
    facts += [f"| `{field}` | {cell(gap)} |" for field, gap in dfdg.fields_without_code().items()]
    return [codes, facts, [f"| `{gap.id}` | {gap.why.en} |" for gap in dfdg.gaps()]]


def test_the_page_shows_the_tables(source: Path) -> None:
    page = (source / "docs/dfdg.md").read_text(encoding="utf-8")
    for lines in tables():
        assert "|---|\n" + "\n".join(lines) + "\n\n" in page
