"""Every format of ``check`` says the same, and what reads it reads it as it was meant."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from junitparser import Error, Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt
from pydantic import ValidationError
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif
from sarif import loader

from .the_command import (
    FAULTY,
    FINDINGS,
    FINE,
    FULFILLED,
    NO_KNOWN_LAW,
    USAGE,
    Done,
    Folder,
    course,
    handed_over,
    merged,
    still_open,
    undecided,
    unknown,
    violated,
)

FORMATS = ["text", "json", "junit", "sarif", "github", "gitlab", "markdown"]
HOSTILE = [
    '"><script>alert(1)</script>',
    "%0A::error::x",
    "]]>",
    "a|b",
    "`code` **b**",
    "<b>&amp;",
    "$x$ # ~~y~~",
    "æøå",
]

# What GitLab's documentation asks of a code quality report.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Give a folder of its own."""
    return Folder(tmp_path)


@pytest.fixture
def everything(folder: Folder) -> Folder:
    """Give a folder with a course of every kind."""
    for facts in (FULFILLED, violated(), still_open(), undecided(), unknown(), merged({"date": "2022-03-09"})):
        folder.write(f"plans/{facts['id']}.yaml", facts)
    folder.write("plans/faulty.yaml", FAULTY)
    return folder


def sarif(done: Done | str) -> Any:
    """Read a SARIF document, by the model that was made from its schema."""
    document = json.loads(done if isinstance(done, str) else done.out)
    Sarif.model_validate(document)
    (run,) = document["runs"]
    return run


def commands_in(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands as the runner does."""
    found = []
    for line in text.splitlines():
        if match := re.fullmatch(r"::(\w+) (.*?)::(.*)", line):
            properties = dict(part.split("=", 1) for part in match[2].split(","))
            found.append((match[1], {k: unquote(v) for k, v in properties.items()}, unquote(match[3])))
    return found


def table(text: str) -> list[list[str]]:
    """Read the rows of a Markdown table as plain text, and see that nothing became HTML."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
    rows: list[list[str]] = []
    for token in parser.parse(text):
        if token.type == "tr_open":
            rows.append([])
        assert token.type not in ("html_block", "fence", "code_block")
        if token.type == "inline" and rows:
            children = token.children or []
            assert {child.type for child in children} <= {
                "text",
                "code_inline",
                "link_open",
                "link_close",
                "text_special",
            }
            rows[-1].append("".join(child.content for child in children))
    return rows[1:]


class TestAllFormats:
    """What holds for each of them."""

    @pytest.mark.parametrize("form", FORMATS)
    @pytest.mark.parametrize("language", ["en", "da"])
    def test_the_same_exit_status_and_nothing_on_standard_error(self, folder: Folder, form: str, language: str) -> None:
        """Status and streams do not depend on the format."""
        kinds: list[tuple[dict[str, Any] | str, list[str], int]] = [
            (FULFILLED, [], FINE),
            (violated(), [], FINDINGS),
            (violated(), ["--fail-on", "never"], FINE),
            (still_open(), [], FINE),
            (still_open(), ["--fail-on", "warning"], FINDINGS),
            (undecided(), ["--fail-on", "note"], FINDINGS),
            (handed_over(), [], FINE),
            (handed_over(), ["--fail-on", "warning"], FINDINGS),
            (unknown(), [], NO_KNOWN_LAW),
            (FAULTY, [], USAGE),
        ]
        for facts, more, status in kinds:
            name = folder.write("a.yaml", facts)
            done = folder.check(name, "--format", form, "--lang", language, *more)
            assert (done.status, done.err) == (status, ""), done.out
            assert done.out.endswith("\n")

    @pytest.mark.parametrize("form", FORMATS)
    def test_the_language_is_heeded(self, everything: Folder, form: str) -> None:
        """Danish says something else than English, with its letters."""
        english = everything.check("plans", "--format", form)
        danish = everything.check("plans", "--format", form, "--lang", "da")
        assert english.out != danish.out
        assert re.search("fællessamtale|fejl", danish.out)

    @pytest.mark.parametrize("form", FORMATS)
    def test_the_same_bytes_with_any_number_of_threads(self, folder: Folder, form: str) -> None:
        """Threads change nothing."""
        for i in range(120):
            kind = (violated, still_open, undecided, unknown, course)[i % 5]
            folder.write(f"d/{i:03}.yaml", kind(f"course-{i % 50}") if i % 7 else FAULTY)
        first = folder.check("d", "--format", form, "--jobs", "1")
        for jobs in ("2", "3", "8"):
            assert folder.check("d", "--format", form, "--jobs", jobs) == first

    def test_every_format_tells_of_everything(self, everything: Folder) -> None:
        """Each course with something to say, and the file with faults, is in every format."""
        for form in FORMATS:
            out = everything.check("plans", "--format", form).out
            for name in ("violated", "open", "undecided", "unknown", "merged", "faulty"):
                assert name in out, (form, name)

    def test_every_format_tells_of_what_follows_the_trial(self, folder: Folder) -> None:
        """The rules of both regimes of one course, and that part of it is not settled."""
        name = folder.write("h.yaml", handed_over())
        for form in FORMATS:
            out = folder.check(name, "--format", form).out
            for rule in ("national_2020.jobsamtale", "national_2020.faellessamtale_2", "trial_2020.transition"):
                assert rule in out, (form, rule)

    @pytest.mark.parametrize("form", FORMATS)
    @pytest.mark.parametrize("name", HOSTILE)
    def test_hostile_ids_come_out_as_they_are(self, folder: Folder, form: str, name: str) -> None:
        """An id can neither end what it stands in nor become anything but text."""
        done = folder.check("-", "--format", form, stdin=json.dumps(violated(name)))
        assert done.status == FINDINGS, done
        if form == "json":
            assert done.json["courses"][0]["id"] == name
        elif form == "junit":
            (suite,) = JUnitXml.fromstring(done.out.encode())
            assert suite.name == name
            assert any(name in (result.text or "") for case in suite for result in case.result)
        elif form == "sarif":
            (result,) = sarif(done)["results"]
            assert result["locations"][0]["logicalLocations"][0]["name"] == name
            assert result["message"]["text"].startswith(name + ": ")
        elif form == "github":
            ((_, _, message),) = commands_in(done.out)
            assert message.startswith(name + ": ")
            assert done.out.count("\n") == 2
        elif form == "gitlab":
            assert done.json[0]["description"].startswith(name + ": ")
        elif form == "markdown":
            ((_, cell, *rest),) = table(done.out)
            assert cell == name
            assert len(rest) == 4
        else:
            assert name in done.out

    def test_hostile_names_of_files(self, folder: Folder) -> None:
        """Nor can the name of a file."""
        names = ["a,b:c%d.yaml", "a|b`c.yaml", 'q"<&>.yaml', "two\nlines.yaml", "æ ø#å?.yaml"]
        for name in names:
            folder.write(name, violated("v"))
        run = sarif(folder.check(*names, "--format", "sarif"))
        uris = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]]
        assert [unquote(uri) for uri in uris] == names
        assert all(re.fullmatch(r"[A-Za-z0-9._~%/-]+", uri) for uri in uris)
        shown = [name.replace("\n", "?") for name in names]
        files = [p["file"] for _, p, _ in commands_in(folder.check(*names, "--format", "github").out)]
        assert files == shown
        places = [row[5].rsplit(":", 2)[0] for row in table(folder.check(*names, "--format", "markdown").out)]
        assert places == shown
        assert [i["location"]["path"] for i in folder.check(*names, "--format", "gitlab").json] == names
        xml = JUnitXml.fromstring(folder.check(*names, "--format", "junit").out.encode())
        assert [next(iter(suite))._elem.get("file") for suite in xml] == shown

    def test_a_file_name_that_is_not_utf_8(self, folder: Folder) -> None:
        """Bytes that are no text do not stop a format."""
        try:
            (folder.path / b"\xff.yaml".decode("utf-8", "surrogateescape")).write_text("x")
        except OSError:
            pytest.skip("the file system takes no such names")
        for form in FORMATS:
            done = folder.check(".", "--strict", "--format", form)
            assert done.status == USAGE
            assert "\ufffd" in done.out or "%FF" in done.out


class TestPairs:
    """``--format`` and ``--output``, several times."""

    def test_each_output_belongs_to_the_format_before_it(self, everything: Folder) -> None:
        """One run writes what several runs would."""
        alone = {form: everything.check("plans", "--format", form).out for form in FORMATS}
        arguments = [a for form in FORMATS[1:] for a in ("--format", form, "--output", f"out/{form}")]
        (everything.path / "out").mkdir()
        done = everything.check("plans", "--format", "text", *arguments)
        assert (done.status, done.out, done.err) == (USAGE, alone["text"], "")
        assert {form: everything.read(f"out/{form}") for form in FORMATS[1:]} == {f: alone[f] for f in FORMATS[1:]}

    def test_a_lone_output_keeps_its_meaning(self, everything: Folder) -> None:
        """Before the only format, after it, or without any."""
        for arguments in (["--output", "o", "--format", "json"], ["--format", "json", "--output", "o"]):
            assert everything.check("plans", *arguments).out == ""
            assert everything.read("o") == everything.check("plans", "--format", "json").out
        assert everything.check("--output", "o", "plans").out == ""
        assert everything.read("o") == everything.check("plans").out

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["--format", "text", "--format", "json"], ["text", "json", "standard output"]),
            (["--format", "json", "--output", "a", "--format", "json", "--output", "b"], ["json", "twice"]),
            (["--format", "json", "--output", "a", "--format", "text", "--output", "./a"], ["json", "text", "a"]),
            (["--format", "json", "--output", "a", "--output", "b"], ["a", "b", "one --format"]),
            (["--output", "a", "--format", "json", "--format", "text"], ["before the first"]),
            (["--format", "json", "--output", "x/y"], ["--output", "x/y"]),
            (["--format", "sarif", "--output", "a", "--format", "json", "--output", "x/y"], ["x/y"]),
            (["--format", "sarf"], ["--format", "did you mean 'sarif'"]),
            (["--jobs", "0"], ["--jobs", "1 to 1024"]),
            (["--stdin-filename", "a.yaml"], ["--stdin-filename"]),
        ],
    )
    def test_what_cannot_be_meant(self, folder: Folder, arguments: list[str], words: list[str]) -> None:
        """A clear sentence, and no file is left, not even of the formats that could be written."""
        folder.write("v.yaml", violated())
        said = folder.usage("v.yaml", *arguments)
        for word in words:
            assert word in said

    def test_a_course_is_not_written_over(self, folder: Folder) -> None:
        """Not even when it is named by accident."""
        folder.write("v.yaml", violated())
        before = folder.read("v.yaml")
        assert "would be lost" in folder.usage(".", "--output", "v.yaml")
        assert "would be lost" in folder.usage(".", "--write-baseline", "v.yaml")
        assert folder.read("v.yaml") == before

    def test_outputs_inside_the_searched_folder_are_not_read(self, folder: Folder) -> None:
        """The second run gives the same as the first, strict or not."""
        folder.write("v.yaml", violated())
        arguments = [
            ".",
            "--strict",
            "--format",
            "json",
            "--output",
            "r.json",
            "--format",
            "gitlab",
            "--output",
            "g.json",
        ]
        first = folder.check(*arguments)
        assert (first.status, first.err) == (FINDINGS, "")
        before = folder.read("r.json")
        assert folder.check(*arguments) == first
        assert folder.read("r.json") == before

    def test_standard_input_has_a_name(self, folder: Folder) -> None:
        """Reports use it, and its ending names the format."""
        done = folder.check("-", "--stdin-filename", "plans/a.json", "--format", "json", stdin=json.dumps(violated()))
        assert done.json["courses"][0]["file"] == "plans/a.json"
        done = folder.check("-", "--stdin-filename", "a.json", "--format", "json", stdin="schema: x\n")
        assert done.json["faults"][0]["file"] == "a.json"
        assert "twice" in folder.usage("-", "-")


class TestSarif:
    """SARIF 2.1.0."""

    def test_the_model_refuses_what_is_wrong(self, everything: Folder) -> None:
        """So that its yes means something."""
        done = everything.check("plans", "--format", "sarif")
        for change in ({"level": "fatal"}, {"rule": "x"}, {"ruleIndex": "x"}):
            document = done.json
            document["runs"][0]["results"][0] |= change
            with pytest.raises(ValidationError):
                Sarif.model_validate(document)

    def test_another_reader_counts_the_same(self, everything: Folder) -> None:
        """sarif-tools reads the file."""
        everything.check("plans", "--format", "sarif", "--output", "out.sarif")
        read = loader.load_sarif_file(str(everything.path / "out.sarif"))
        counts = {
            level: read.get_report().get_issue_count_for_severity(level) for level in ("error", "warning", "note")
        }
        summary = everything.check("plans", "--format", "json").json
        expected = dict(summary["summary"]["findings"])
        expected["error"] += len(summary["faults"]) + 1
        assert counts == expected

    def test_rules_are_those_used_with_help_and_links(self, everything: Folder) -> None:
        """Each once, pointed at by its place."""
        run = sarif(everything.check("plans", "--format", "sarif"))
        rules = run["tool"]["driver"]["rules"]
        ids = [rule["id"] for rule in rules]
        assert len(ids) == len(set(ids)) == len({result["ruleId"] for result in run["results"]})
        assert {"facts.fault", "law.unknown", "trial_2020.faellessamtale", "trial_2020.merging"} <= set(ids)
        for result in run["results"]:
            assert ids[result["ruleIndex"]] == result["ruleId"]
        for rule in rules:
            assert rule["shortDescription"]["text"] and rule["fullDescription"]["text"]
            assert rule["help"]["text"] and rule["help"]["markdown"]
            assert len(rule["properties"].get("tags", [])) <= 10
        assert any("helpUri" in rule and rule["helpUri"] in rule["help"]["markdown"] for rule in rules)

    def test_places_and_levels(self, everything: Folder) -> None:
        """The places are those of the JSON report, the levels follow its severities."""
        document = everything.check("plans", "--format", "json").json
        run = sarif(everything.check("plans", "--format", "sarif"))
        expected = [(f["file"], f["line"] or 1, f["column"] or 1, "error") for f in document["faults"]]
        for assessed in document["courses"]:
            if assessed["verdict"] is None:
                expected.append((assessed["file"], 1, 1, "error"))
            for finding in assessed["findings"]:
                if finding["severity"] != "none":
                    place = finding["position"]
                    expected.append((assessed["file"], place["line"], place["column"], finding["severity"]))
        actual = []
        for result in run["results"]:
            physical = result["locations"][0]["physicalLocation"]
            assert physical["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
            region = physical["region"]
            actual.append(
                (physical["artifactLocation"]["uri"], region["startLine"], region["startColumn"], result["level"])
            )
        assert actual == expected
        assert run["originalUriBaseIds"]["%SRCROOT%"]["uri"] == everything.path.resolve().as_uri() + "/"
        assert run["columnKind"] == "unicodeCodePoints"

    def test_a_file_outside_the_working_folder(self, folder: Folder) -> None:
        """Comes as an absolute address."""
        folder.write("out side/v.yaml", violated())
        (folder.path / "here").mkdir()
        (result,) = sarif(folder.check("../out side/v.yaml", "--format", "sarif", cwd="here"))["results"]
        artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert artifact == {"uri": (folder.path / "out side/v.yaml").resolve().as_uri()}

    def test_the_derivation(self, folder: Folder) -> None:
        """From the law by the meetings to the verdict, and the meetings as related places."""
        meetings = [*FULFILLED["meetings"][:2], FULFILLED["meetings"][2] | {"id": "m3", "status": "cancelled"}]
        folder.write("c.yaml", course("c", meetings=meetings))
        (result,) = sarif(folder.check("c.yaml", "--format", "sarif"))["results"]
        (flow,) = result["codeFlows"]
        steps = [step["location"]["message"]["text"] for step in flow["threadFlows"][0]["locations"]]
        assert "source: " in steps[0]
        assert steps[1].startswith("The window:")
        assert steps[2] == "meeting m3 on 10 May 2022: cancelled"
        assert steps[-1].startswith("missed: ")
        (related,) = result["relatedLocations"]
        assert (related["id"], related["message"]["text"]) == (1, steps[2])

    def test_fingerprints_stay_when_lines_move(self, folder: Folder) -> None:
        """And tell meetings apart, with or without ids."""
        facts = merged({"date": "2022-03-09"}, {"date": "2022-03-10", "id": "m"}, {"date": "2022-03-09"})
        folder.write("a.yaml", facts)

        def fingerprints() -> list[str]:
            results = sarif(folder.check("a.yaml", "--format", "sarif"))["results"]
            return [
                next(iter(r["partialFingerprints"].values())) for r in results if r["ruleId"] == "trial_2020.merging"
            ]

        before = fingerprints()
        assert len(set(before)) == 3
        folder.write("a.yaml", "# moved\n\n\n" + folder.read("a.yaml"))
        assert fingerprints() == before
        facts["meetings"] = [*facts["meetings"][3:], *facts["meetings"][:3]]
        folder.write("a.yaml", facts)
        assert sorted(fingerprints()) == sorted(before)

    @pytest.mark.parametrize("name", ["three.yaml", "three.json"])
    def test_the_fix_makes_the_plan_lawful(self, folder: Folder, name: str) -> None:
        """Made as SARIF says it is meant, from the last replacement to the first."""
        joined = {"date": "2022-04-20", "conversations": ["jobsamtale", "raadighedssamtale", "faellessamtale"]}
        other = {"date": "2022-05-05", "conversations": ["jobsamtale"]}
        held = FULFILLED["meetings"][0]
        facts = course("blåbær", meetings=[held, joined | {"holder": "a_kasse"}, other | {"holder": "jobcenter"}])
        facts |= {"as_of": "2022-04-04", "benefit": facts["benefit"][:1]}
        folder.write(name, json.dumps(facts, ensure_ascii=False, indent=1) if name.endswith(".json") else facts)
        before = folder.check(name, "--as-planned", "--suggest", "--format", "sarif")
        assert before.status == FINDINGS
        (fixed,) = (result for result in sarif(before)["results"] if "fixes" in result)
        ((change,),) = (fix["artifactChanges"] for fix in fixed["fixes"])
        assert change["artifactLocation"]["uri"] == name
        repair = folder.check(name, "--as-planned", "--suggest", "--format", "json").json["courses"][0]["repair"]
        words = " ".join(edit["text"] for edit in repair["edits"])
        assert fixed["fixes"][0]["description"]["text"] == words
        lines = folder.read(name).split("\n")
        for replacement in reversed(change["replacements"]):
            region = replacement["deletedRegion"]
            first, last = region["startLine"] - 1, region["endLine"] - 1
            head, tail = lines[first][: region["startColumn"] - 1], lines[last][region["endColumn"] - 1 :]
            lines[first : last + 1] = (head + replacement["insertedContent"]["text"] + tail).split("\n")
        folder.write(name, "\n".join(lines))
        after = folder.check(name, "--as-planned", "--suggest", "--format", "sarif")
        assert after.status == FINE
        assert all("fixes" not in result for result in sarif(after)["results"])

    def test_nothing_found(self, folder: Folder) -> None:
        """An empty list of results, not none."""
        folder.write("f.yaml", FULFILLED)
        run = sarif(folder.check("f.yaml", "--format", "sarif"))
        assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])

    def test_more_than_github_takes_is_cut_worst_first(self, folder: Folder) -> None:
        """25,000 results, under 10 MB packed; the least grave are left out, and it is said."""
        meetings = [{"date": "2022-03-09"}] * 990
        for i in range(26):
            folder.write(f"many/{i}.yaml", merged(*meetings, name=f"m{i}"))
        folder.write("many/a.yaml", undecided())
        done = folder.check("many", "--format", "sarif", "--no-contested")
        run = json.loads(done.out)["runs"][0]
        assert len(run["results"]) == 25_000
        assert {result["level"] for result in run["results"]} == {"error"}
        (notification,) = run["invocations"][0]["toolExecutionNotifications"]
        assert "25000" in notification["message"]["text"]
        assert len(gzip.compress(done.out.encode())) < 10_000_000
        for result in run["results"][::1000]:
            assert len(result.get("relatedLocations", [])) <= 100
            assert len(result["codeFlows"][0]["threadFlows"][0]["locations"]) <= 1000


class TestJunit:
    """JUnit XML, read by junitparser."""

    def cases(self, done: Done) -> dict[tuple[str, str], Any]:
        """Give the result of each case; counts are checked against it."""
        xml = JUnitXml.fromstring(done.out.encode())
        stated = (xml.tests, xml.failures, xml.errors, xml.skipped)
        found = {}
        for suite in xml:
            for case in suite:
                assert len(case.result) <= 1
                found[case.classname, case.name] = case.result[0] if case.result else None
        xml.update_statistics()
        assert stated == (xml.tests, xml.failures, xml.errors, xml.skipped)
        return found

    def test_outcomes(self, everything: Folder) -> None:
        """What is broken fails, what is undecided is skipped, what cannot be judged is an error."""
        cases = self.cases(everything.check("plans", "--format", "junit"))
        assert isinstance(cases["violated", "trial_2020.faellessamtale"], Failure)
        assert cases["violated", "trial_2020.faellessamtale"].type == "missed"
        assert cases["fulfilled", "trial_2020.faellessamtale"] is None
        assert isinstance(cases["undecided", "trial_2020.applicability"], Skipped)
        assert cases["open", "trial_2020.faellessamtale"] is None
        assert isinstance(cases["unknown", "law.unknown"], Error)
        assert isinstance(cases["plans/faulty.yaml", "facts.fault"], Error)
        assert cases["plans/faulty.yaml", "facts.fault"].text.count("plans/faulty.yaml:") == 2

    def test_fail_on_moves_the_line(self, everything: Folder) -> None:
        """Warnings and what is undecided fail when they shall; what is broken always does."""
        cases = self.cases(everything.check("plans", "--format", "junit", "--fail-on", "note"))
        assert isinstance(cases["open", "trial_2020.faellessamtale"], Failure)
        assert isinstance(cases["undecided", "trial_2020.applicability"], Failure)
        cases = self.cases(everything.check("plans", "--format", "junit", "--fail-on", "never"))
        assert isinstance(cases["violated", "trial_2020.faellessamtale"], Failure)

    def test_characters_that_xml_does_not_admit(self, folder: Folder) -> None:
        """They come out as U+FFFD, and the document can be read."""
        for character in ("\ufffe", "\uffff"):
            name = folder.write("c.json", json.dumps(violated(f"a{character}æ")))
            (suite,) = JUnitXml.fromstring(folder.check(name, "--format", "junit").out.encode())
            assert suite.name == "a\ufffdæ"

    def test_a_failure_stands_alone(self, folder: Folder) -> None:
        """File, line, course, rule, reason and source; all offending meetings in one case."""
        folder.write("m.yaml", merged({"date": "2022-03-09"}, {"date": "2022-03-10"}))
        text = self.cases(folder.check("m.yaml", "--format", "junit"))["merged", "trial_2020.merging"].text
        for word in ("m.yaml:6:", "merged", "trial_2020.merging", "9 March 2022", "10 March 2022", "source: "):
            assert word in text


class TestGithub:
    """Workflow commands."""

    def test_the_ten_worst_and_a_count(self, folder: Folder) -> None:
        """Errors before warnings, at most ten, and how many there are."""
        for i in range(8):
            folder.write(f"{i}.yaml", still_open(f"o{i}"))
            folder.write(f"x{i}.yaml", violated(f"v{i}"))
        done = folder.check(".", "--format", "github")
        told = commands_in(done.out)
        assert [kind for kind, _, _ in told] == ["error"] * 8 + ["warning"] * 2
        assert "10 worst of 16" in done.out.splitlines()[-1]
        _, properties, message = told[0]
        assert (properties["file"], properties["title"]) == ("x0.yaml", "trial_2020.faellessamtale")
        assert int(properties["line"]) > 0 and int(properties["col"]) > 0
        assert message.startswith("v0: ") and "\nsource: " in message

    def test_the_table_is_appended_to_the_summary(self, everything: Folder) -> None:
        """The whole table, after what was there."""
        everything.write("summary.md", "before\n")
        done = everything.check("plans", "--format", "github", GITHUB_STEP_SUMMARY="summary.md")
        assert done.out == everything.check("plans", "--format", "github").out
        assert (
            everything.read("summary.md") == "before\n" + everything.check("plans", "--format", "markdown").out + "\n"
        )

    def test_a_summary_that_cannot_be_written(self, everything: Folder) -> None:
        """A sentence, status 2, and no other file."""
        said = everything.usage("plans", "--format", "github", "--format", "json", "--output", "j",
                                GITHUB_STEP_SUMMARY="no/where.md")  # fmt: skip
        assert "GITHUB_STEP_SUMMARY" in said and "no/where.md" in said

    def test_other_formats_leave_the_summary_alone(self, everything: Folder) -> None:
        """Only the format that speaks to GitHub writes it."""
        everything.check("plans", "--format", "markdown", GITHUB_STEP_SUMMARY="summary.md")
        assert "summary.md" not in everything.names()


class TestGitlab:
    """The code quality report."""

    def test_the_documented_fields(self, everything: Folder) -> None:
        """Each is there, paths are relative, fingerprints unique."""
        issues = everything.check("./plans", "--format", "gitlab").json
        jsonschema.validate(issues, GITLAB)
        prints = [issue["fingerprint"] for issue in issues]
        assert len(prints) == len(set(prints)) > 5
        severities = {issue["check_name"]: issue["severity"] for issue in issues}
        assert severities["facts.fault"] == severities["law.unknown"] == "critical"
        assert severities["trial_2020.merging"] == "major"
        assert {issue["severity"] for issue in issues} == {"critical", "major", "minor", "info"}

    def test_courses_with_the_same_id_and_equal_faults_differ(self, folder: Folder) -> None:
        """Two files may carry one id."""
        for name in ("a", "b"):
            folder.write(f"{name}.yaml", violated("same"))
            folder.write(f"f{name}.yaml", FAULTY)
        prints = [issue["fingerprint"] for issue in folder.check(".", "--format", "gitlab").json]
        assert len(set(prints)) == len(prints) == 6

    def test_nothing_found(self, folder: Folder) -> None:
        """An empty list."""
        folder.write("f.yaml", FULFILLED)
        assert folder.check("f.yaml", "--format", "gitlab").json == []


class TestMarkdown:
    """The table, read by markdown-it."""

    def test_a_row_for_everything_to_tell(self, everything: Folder) -> None:
        """Worst first, with sources as links."""
        done = everything.check("plans", "--format", "markdown")
        rows = table(done.out)
        document = everything.check("plans", "--format", "json").json
        assert len(rows) == sum(document["summary"]["findings"].values()) + len(document["faults"]) + 1
        assert [row[0] for row in rows] == sorted((row[0] for row in rows), key=["error", "warning", "note"].index)
        assert "6 courses: 1 fulfilled" in done.out

    def test_nothing_found(self, folder: Folder) -> None:
        """No table."""
        folder.write("f.yaml", FULFILLED)
        done = folder.check("f.yaml", "--format", "markdown")
        assert "1 course: 1 fulfilled" in done.out and "|" not in done.out
