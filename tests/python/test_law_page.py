"""The page of the law, read back with somebody else's reader."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

import kontaktforloeb as kf

Run = Callable[..., subprocess.CompletedProcess[str]]
WORDS: dict[str, dict[str, str]] = {
    "en": {"holder": "Holder", "count": "Count", "window": "Window", "condition": "Condition", "readings": "Readings"},
    "da": {
        "holder": "Holdes af",
        "count": "Antal",
        "window": "Vindue",
        "condition": "Betingelse",
        "readings": "Læsninger",
    },
}
PARTIES = {
    "en": {"a_kasse": "the a-kasse", "jobcenter": "the jobcenter"},
    "da": {"a_kasse": "a-kassen", "jobcenter": "jobcenteret"},
}


class Page:
    """Anchors, targets of links, and under each anchor of a heading its table and its text."""

    def __init__(self, text: str) -> None:
        self.anchors: list[str] = []
        self.targets: list[str] = []
        self.tables: dict[str, list[list[str]]] = {}
        self.texts: dict[str, list[str]] = {"": []}
        heading, rows = "", None
        for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
            assert token.type not in ("html_block", "fence", "code_block", "ordered_list_open", "hr"), token.content
            if token.type == "tr_open":
                rows = self.tables.setdefault(heading, [])
                rows.append([])
            elif token.type == "table_close":
                rows = None
            elif token.type == "inline":
                anchors = self.read(token)
                shown = "".join(child.content for child in token.children or [] if child.type != "html_inline")
                if anchors and rows is None:
                    heading = anchors[0]
                    self.texts[heading] = []
                elif rows is not None:
                    rows[-1].append(shown)
                else:
                    self.texts[heading].append(shown)

    def read(self, token: Token) -> list[str]:
        """Note the anchors and links of a line; nothing else in it may have become markup."""
        anchors = []
        for child in token.children or []:
            if child.type == "html_inline":
                found = re.fullmatch(r'<a id="([\w.-]+)">|</a>', child.content)
                assert found, child.content
                anchors += [found[1]] if found[1] else []
            elif child.type == "link_open":
                self.targets.append(str(child.attrGet("href")))
            else:
                assert child.type in ("text", "code_inline", "link_close", "text_special"), child.type
        self.anchors += anchors
        return anchors


@pytest.fixture(params=["da", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Each language."""
    return str(request.param)


@pytest.fixture(params=["", *(regime.regime for regime in kf.regimes())], ids=lambda regime: regime or "all")
def regime(request: pytest.FixtureRequest) -> str:
    """No regime, then each."""
    return str(request.param)


def law(run: Run, regime: str, *options: str) -> str:
    """Give what `rules` prints of one regime, or of all."""
    done = run("rules", *(["--regime", regime] if regime else []), *options)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_every_link_leads_somewhere(run: Run, language: str, regime: str) -> None:
    page = Page(law(run, regime, "--format", "markdown", "--lang", language))
    assert len(page.anchors) == len(set(page.anchors))
    assert {target[1:] for target in page.targets if target.startswith("#")} <= set(page.anchors)
    assert all(target.startswith(("#", "https://", "http://")) for target in page.targets)


def test_every_field_of_every_rule_is_there(run: Run, language: str, regime: str) -> None:
    page = Page(law(run, regime, "--format", "markdown", "--lang", language))
    document = json.loads(law(run, regime, "--format", "json"))
    words = WORDS[language]
    for rule in document["rules"]:
        name = rule["rule"]
        assert page.texts[name][0] == rule["text"][language]
        assert_sources(page.texts[name], page.targets, rule["basis"])
        table: dict[str, list[str]] = {}
        for row in page.tables.get(name, []):
            table.setdefault(row[0], []).append(row[1])
        assert table.get(words["readings"], [""]) == [", ".join(rule["readings"])]
        if rule["kind"] == "requirement":
            assert table[words["holder"]] == [PARTIES[language][holder] for holder in rule["holder"]]
            assert table[words["count"]] == [str(rule["count"])]
            assert all(table[words["window"]])
            assert rule["condition"] is None or table[words["condition"]]


def test_every_reading_is_explained(run: Run, language: str, regime: str) -> None:
    page = Page(law(run, regime, "--format", "markdown", "--lang", language))
    document = json.loads(law(run, regime, "--format", "json"))
    for reading in document["readings"]:
        name = f"reading-{reading['id']}"
        assert page.texts[name][0] == reading["question"][language]
        assert [row[1] for row in page.tables[name][1:]] == [value["text"][language] for value in reading["values"]]
        assert any(reading["support"]["text"][language] in text for text in page.texts[name])
        assert_sources(page.texts[name], page.targets, reading["basis"] + reading["support"]["basis"])
        users = [rule["rule"] for rule in document["rules"] if reading["id"] in rule["readings"]]
        assert all(user in page.texts[name][-1] for user in users)


def test_time_forms_and_grades_are_there(run: Run, language: str) -> None:
    page = Page(law(run, "", "--format", "markdown", "--lang", language))
    time = json.loads(law(run, "", "--format", "json"))["time"]
    assert [row[0] for row in page.tables["time"][1:]] == [clock.value for clock in kf.Clock]
    for anchor, rows in (
        ("dead-periods", time["dead_periods"]),
        ("month-norms", time["month_norms"]),
        ("suspensions", time["suspensions"]),
    ):
        assert len(page.tables[anchor]) > len(rows) > 0
        for shown, row in zip(page.tables[anchor][1:], rows, strict=False):
            assert_sources(shown[-1:], page.targets, row["basis"])
    # Regimes that end earlier have a table without the last rows.
    tables = in_tables(page.tables["forms"])
    assert max(map(len, tables)) == len(time["forms"]) > 0
    for table in tables:
        for shown, row in zip(table, time["forms"], strict=False):
            assert_sources(shown[-1:], page.targets, row["basis"])
    assert [row[0] for row in page.tables["evidence"][1:]] == [grade.value for grade in kf.Evidence]


def test_both_languages_have_the_same_anchors(run: Run, regime: str) -> None:
    da, en = (Page(law(run, regime, "--format", "markdown", "--lang", language)) for language in ("da", "en"))
    assert da.anchors == en.anchors
    assert {name: len(rows) for name, rows in da.tables.items()} == {
        name: len(rows) for name, rows in en.tables.items()
    }


def test_the_stored_pages_are_the_command_s(run: Run, source: Path, language: str) -> None:
    page = (source / f"docs/law.{language}.md").read_text(encoding="utf-8")
    assert page == law(run, "", "--format", "markdown", "--lang", language)


def in_tables(rows: list[list[str]]) -> list[list[list[str]]]:
    """Part the rows under one heading into its tables, which begin with the same heads."""
    tables: list[list[list[str]]] = []
    for row in rows:
        if row == rows[0]:
            tables.append([])
        else:
            tables[-1].append(row)
    return tables


def assert_sources(texts: list[str], targets: list[str], basis: list[dict[str, Any]]) -> None:
    """Each source stands in one of the texts, letter for letter, with its grade; its address is linked."""
    for one in basis:
        quote = f"»{one['quote']}« — " if one["quote"] else ""
        assert f"{quote}{one['source']}, {one['evidence']}" in texts
        assert one["url"] is None or one["url"] in targets
