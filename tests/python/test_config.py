"""Baselines, ignored rules, and the configuration file: what they change, and what they can never hide."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from junitparser import JUnitXml, Skipped

from .the_command import (
    FAULTY,
    FINDINGS,
    FINE,
    FULFILLED,
    NO_KNOWN_LAW,
    SOURCE,
    USAGE,
    Done,
    Folder,
    course,
    merged,
    still_open,
    undecided,
    unknown,
    violated,
)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Give a folder of its own."""
    return Folder(tmp_path)


def schema(name: str) -> Any:
    """Read one of the published schemas."""
    return json.loads((SOURCE / f"schemas/{name}-1.schema.json").read_text(encoding="utf-8"))


def results(done: Done) -> list[Any]:
    """Give the results of a SARIF document."""
    found: list[Any] = done.json["runs"][0]["results"]
    return found


class TestBaseline:
    """Only what is new fails."""

    def test_written_and_read(self, folder: Folder) -> None:
        """What was there before does not fail any more; what is new does."""
        folder.write("p/v.yaml", violated())
        folder.write("p/m.yaml", merged({"date": "2022-03-09"}, {"date": "2022-03-10", "id": "m2"}))
        done = folder.check("p", "--write-baseline", "b.json")
        assert (done.status, done.err) == (FINE, "")
        written = json.loads(folder.read("b.json"))
        jsonschema.validate(written, schema("baseline"))
        assert written["law"] == folder.check("p", "--format", "json").json["law"]
        assert [tuple(entry.values()) for entry in written["entries"]] == [
            ("merged", "trial_2020.merging", "2022-03-09", "breached"),
            ("merged", "trial_2020.merging", "m2", "breached"),
            ("violated", "trial_2020.faellessamtale", None, "missed"),
        ]
        done = folder.check("p", "--baseline", "b.json")
        assert (done.status, done.err) == (FINE, "")
        assert "0 errors, 0 warnings, 0 notes; not counted: 3 in the baseline" in done.out
        folder.write("p/w.yaml", violated("new"))
        done = folder.check("p", "--baseline", "b.json", "--format", "sarif")
        assert done.status == FINDINGS
        assert [(r["baselineState"], bool(r.get("suppressions"))) for r in results(done)] == [
            ("unchanged", True),
            ("unchanged", True),
            ("unchanged", True),
            ("new", False),
        ]

    def test_it_stays_known_when_lines_move(self, folder: Folder) -> None:
        """Nothing in it counts lines."""
        folder.write("m.yaml", merged({"date": "2022-03-09"}))
        folder.check("m.yaml", "--write-baseline", "b.json")
        folder.write("other.yaml", "# moved\n\n" + folder.read("m.yaml"))
        assert folder.check("other.yaml", "--baseline", "b.json").status == FINE
        assert not re.search(r'"(line|column|file)"', folder.read("b.json"))

    def test_equal_findings_are_counted(self, folder: Folder) -> None:
        """One entry stands for one finding."""
        folder.write("m.yaml", merged({"date": "2022-03-09"}))
        folder.check("m.yaml", "--write-baseline", "b.json")
        folder.write("m.yaml", merged({"date": "2022-03-09"}, {"date": "2022-03-09"}))
        assert folder.check("m.yaml", "--baseline", "b.json").status == FINDINGS

    def test_another_status_is_new_and_the_entry_stale(self, folder: Folder) -> None:
        """What got worse is told."""
        folder.write("a.yaml", still_open("a"))
        folder.check("a.yaml", "--write-baseline", "b.json")
        folder.write("a.yaml", violated("a"))
        done = folder.check("a.yaml", "--baseline", "b.json")
        assert done.status == FINDINGS
        assert "b.json: 1 entry is no longer found" in done.err
        assert "a: trial_2020.faellessamtale: open" in done.err

    def test_stale_entries_are_told_of_courses_that_were_checked(self, folder: Folder) -> None:
        """A part of the courses may be checked alone; at most ten entries are named."""
        for i in range(12):
            folder.write(f"p/{i:02}.yaml", violated(f"c{i:02}"))
        folder.check("p", "--write-baseline", "b.json")
        assert folder.check("p/00.yaml", "--baseline", "b.json").err == ""
        for i in range(12):
            folder.write(f"p/{i:02}.yaml", course(f"c{i:02}"))
        done = folder.check("p", "--baseline", "b.json")
        assert done.status == FINE
        assert "12 entries" in done.err and "and 2 more" in done.err

    def test_written_anew_it_keeps_courses_that_were_not_checked(self, folder: Folder) -> None:
        """And drops what is stale; the first time there need be no file."""
        folder.write("a.yaml", violated("a"))
        folder.write("b.yaml", violated("b"))
        assert folder.check(".", "--baseline", "k.json", "--write-baseline", "k.json").status == FINE
        folder.write("a.yaml", course("a"))
        folder.write("b.yaml", FAULTY)
        assert folder.check(".", "--baseline", "k.json", "--write-baseline", "k.json").status == USAGE
        assert [entry["course"] for entry in json.loads(folder.read("k.json"))["entries"]] == ["b"]

    @pytest.mark.parametrize("form", ["text", "json", "junit", "sarif", "github", "gitlab", "markdown"])
    def test_faults_and_unknown_law_are_never_hidden(self, folder: Folder, form: str) -> None:
        """Neither by a baseline nor by ignoring."""
        folder.write("u.yaml", unknown())
        folder.check("u.yaml", "--write-baseline", "b.json")
        assert folder.check("u.yaml", "--baseline", "b.json", "--format", form).status == NO_KNOWN_LAW
        folder.write("f.yaml", FAULTY)
        assert folder.check("f.yaml", "u.yaml", "--baseline", "b.json", "--format", form).status == USAGE
        for rule in ("facts.fault", "law.unknown"):
            assert "cannot be ignored" in folder.usage("u.yaml", "--ignore", rule, "--format", form)

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ('{"schema": "kontaktforloeb/baseline-2", "entries": []}', ["baseline-2", "baseline-1"]),
            ('{"schema": "kontaktforloeb/baseline-1"', ["JSON", "line 1"]),
            ('{"schema": "kontaktforloeb/baseline-1"}', ["entries"]),
            ("[]", ["object"]),
            ("{}", ["kontaktforloeb/baseline-1"]),
            ('{"schema": "kontaktforloeb/baseline-1", "entries": [{"course": 1}]}', ["entries[0].course"]),
            (
                '{"schema": "kontaktforloeb/baseline-1", "entries": [{"course": "a", "rule": "b", "status": "mised"}]}',
                ["entries[0].status", "did you mean 'missed'"],
            ),
            ('{"a": 1e999}', ["JSON", "1e999"]),
            (b"\xff", ["JSON"]),
            ("", ["JSON"]),
        ],
    )
    def test_what_is_no_baseline(self, folder: Folder, content: str | bytes, words: list[str]) -> None:
        """A sentence that names the file, and nothing is written."""
        folder.write("v.yaml", violated())
        folder.write("b.json", content)
        said = folder.usage("v.yaml", "--baseline", "b.json", "--format", "sarif", "--output", "out")
        for word in ["b.json", *words]:
            assert word in said
        assert "nowhere.json" in folder.usage("v.yaml", "--baseline", "nowhere.json")
        (folder.path / "d").mkdir()
        assert "directory" in folder.usage("v.yaml", "--baseline", "d")

    def test_one_that_cannot_be_written(self, folder: Folder) -> None:
        """Nothing else is written either."""
        folder.write("v.yaml", violated())
        said = folder.usage("v.yaml", "--write-baseline", "no/b.json", "--format", "json", "--output", "o")
        assert "--write-baseline" in said
        assert "too" in folder.usage("v.yaml", "--write-baseline", "o", "--output", "./o")

    def test_json_without_suppression_keeps_its_bytes(self, folder: Folder) -> None:
        """And with it only one member comes to it."""
        folder.write("v.yaml", violated())
        plain = folder.check("v.yaml", "--format", "json")
        done = folder.check("v.yaml", "--format", "json", "--ignore", "trial_2020.faellessamtale")
        assert "suppressed" not in plain.json
        document = done.json
        jsonschema.validate(document, schema("assessment"))
        (suppressed,) = document.pop("suppressed")
        finding = document["courses"][suppressed["course"]]["findings"][suppressed["finding"]]
        assert (finding["rule"], suppressed["by"]) == ("trial_2020.faellessamtale", "ignore")
        assert json.dumps(document, ensure_ascii=False, indent=2) + "\n" == plain.out


class TestIgnore:
    """Rules that shall not count."""

    def test_everywhere_or_in_one_course(self, folder: Folder) -> None:
        """They stay visible and do not count."""
        folder.write("a.yaml", violated("a"))
        folder.write("b.yaml", violated("b:c"))
        rule = "trial_2020.faellessamtale"
        assert folder.check(".", "--ignore", rule).status == FINE
        assert folder.check(".", "--ignore", rule + ":a").status == FINDINGS
        done = folder.check(".", "--ignore", rule + ":a", "--ignore", rule + ":b:c")
        assert done.status == FINE
        assert "not counted: 2 ignored" in done.out
        assert folder.check(".", "--ignore", "trial_2020.form").status == FINDINGS
        done = folder.check(".", "--ignore", rule, "--format", "sarif")
        assert [r["suppressions"][0]["justification"] for r in results(done)] == ["ignored", "ignored"]
        done = folder.check(".", "--ignore", rule, "--format", "junit", "--lang", "da")
        skipped = [r for s in JUnitXml.fromstring(done.out.encode()) for c in s for r in c.result]
        assert [type(result) for result in skipped] == [Skipped, Skipped]
        assert skipped[0].message.startswith("ignoreret: ")
        assert folder.check(".", "--ignore", rule, "--format", "gitlab").json == []
        assert "::error" not in folder.check(".", "--ignore", rule, "--format", "github").out
        assert folder.check(".", "--ignore", rule, "--format", "markdown").out.count("error (ignored)") == 2

    def test_what_is_no_rule(self, folder: Folder) -> None:
        """The nearest is named."""
        folder.write("v.yaml", violated())
        said = folder.usage("v.yaml", "--ignore", "trial_2020.faelessamtale")
        assert "--ignore" in said and "did you mean 'trial_2020.faellessamtale'?" in said
        assert "RULE:COURSE" in folder.usage("v.yaml", "--ignore", "trial_2020.form:")
        assert "--ignore" in folder.usage("v.yaml", "--ignore", "")


WHOLE = """\
#:schema ./config.schema.json
paths = ["plans"]
as_of = "2022-06-30"
regime = "auto"
fail_on = "warning"
lang = "da"
strict = true
allow_digit_ids = false
contested = false
jobs = 2
baseline = "known.json"
ignore = ["trial_2020.form", "trial_2020.merging:member-0042"]
formats = ["text", {format = "sarif", output = "out.sarif"}]

[readings]
handover_test = "immediate"
"""


class TestConfig:
    """``kontaktforloeb.toml``."""

    def test_the_schema_takes_what_the_command_takes(self, folder: Folder) -> None:
        """And knows the same keys, readings, regimes and formats."""
        config = schema("config")
        jsonschema.validate(tomllib.loads(WHOLE), config)
        folder.write("plans/v.yaml", violated())
        folder.write("known.json", '{"schema": "kontaktforloeb/baseline-1", "entries": []}')
        folder.write("kontaktforloeb.toml", WHOLE)
        done = folder.check()
        assert (done.status, done.err) == (FINDINGS, ""), done
        assert "1 forløb" in done.out and "out.sarif" in folder.names()
        said = folder.usage("-", "--config", folder.write("c.toml", "zz = 1\n[readings]\nzz = 'x'\n"))
        keys = re.search(r"allowed: ([a-z_, ]+)", said)
        assert keys
        assert set(keys[1].split(", ")) == set(config["properties"])
        course_schema = schema("course")
        readings = course_schema["properties"]["readings"]["properties"]
        assert {k: set(v["enum"]) for k, v in config["properties"]["readings"]["properties"].items()} == {
            k: set(v["enum"]) - {None} for k, v in readings.items()
        }
        named = re.search(r"allowed: ([a-z0-9_, ]+)", folder.usage("-", "--regime", "q"))
        assert named
        assert config["properties"]["regime"]["enum"] == named[1].split(", ")
        shown = re.search(r"allowed: ([a-z, ]+)", folder.usage("-", "--format", "q"))
        assert shown
        assert shown[1].split(", ") == config["$defs"]["format"]["enum"]

    def test_found_up_to_the_root_of_the_repository(self, folder: Folder) -> None:
        """The nearest one; outside a repository only the folder's own."""
        folder.write("r/kontaktforloeb.toml", "fail_on = 'never'\n")
        folder.write("r/a/b/v.yaml", violated())
        assert folder.check("v.yaml", cwd="r/a/b").status == FINDINGS
        (folder.path / "r/.git").mkdir()
        assert folder.check("v.yaml", cwd="r/a/b").status == FINE
        assert folder.check("v.yaml", "--no-config", cwd="r/a/b").status == FINDINGS
        folder.write("r/a/kontaktforloeb.toml", "fail_on = 'error'\n")
        assert folder.check("v.yaml", cwd="r/a/b").status == FINDINGS
        (folder.path / "r/a/b/.git").mkdir()
        (folder.path / "r/a/kontaktforloeb.toml").unlink()
        assert folder.check("v.yaml", cwd="r/a/b").status == FINDINGS
        assert folder.check("v.yaml", "--config", "../../kontaktforloeb.toml", cwd="r/a/b").status == FINE
        assert folder.check("v.yaml", cwd="r/a/b", KONTAKTFORLOEB_CONFIG="../../kontaktforloeb.toml").status == FINE

    def test_paths_are_relative_to_the_file(self, folder: Folder) -> None:
        """Whatever the working folder."""
        (folder.path / "r/.git").mkdir(parents=True)
        folder.write("r/plans/v.yaml", violated())
        folder.write(
            "r/kontaktforloeb.toml",
            "paths = ['plans']\nbaseline = 'k.json'\nformats = [{format='json', output='o.json'}]",
        )
        (folder.path / "r/sub").mkdir()
        assert folder.check("--write-baseline", "../k.json", cwd="r/sub").status == FINE
        assert folder.check(cwd="r/sub").status == FINE
        assert json.loads(folder.read("r/o.json"))["courses"][0]["file"] == "../plans/v.yaml"
        assert folder.check(cwd="r").status == FINE
        assert json.loads(folder.read("r/o.json"))["courses"][0]["file"] == "plans/v.yaml"

    def test_the_command_line_outranks_the_environment_and_that_the_file(self, folder: Folder) -> None:
        """For every kind of setting."""
        folder.write("v.yaml", violated())
        folder.write("w.yaml", violated("w"))
        folder.write(
            "kontaktforloeb.toml",
            "paths = ['w.yaml']\nlang = 'da'\nfail_on = 'never'\nformats = ['json']\nas_of = 2022-03-05\nstrict = true\n"
            "[readings]\ntwo_week_day = 'plus_13'\nmerging_limit = 'per_person'\n",
        )
        document = folder.check().json
        (assessed,) = document["courses"]
        assert (assessed["id"], assessed["as_of"]) == ("w", "2022-03-05")
        assert (assessed["readings"]["two_week_day"], assessed["readings"]["merging_limit"]) == (
            "plus_13",
            "per_person",
        )
        (assessed,) = folder.check("v.yaml", "--as-planned", "--reading", "two_week_day=plus_14").json["courses"]
        assert (assessed["id"], assessed["as_planned"], assessed["as_of"]) == ("violated", True, None)
        assert (assessed["readings"]["two_week_day"], assessed["readings"]["merging_limit"]) == (
            "plus_14",
            "per_person",
        )
        (assessed,) = folder.check(
            KONTAKTFORLOEB_AS_OF="2022-07-01", KONTAKTFORLOEB_READINGS="handover_test=immediate"
        ).json["courses"]
        assert (assessed["as_of"], assessed["readings"]["handover_test"]) == ("2022-07-01", "immediate")
        (assessed,) = folder.check("--as-of", "2022-07-02", KONTAKTFORLOEB_AS_OF="2022-07-01").json["courses"]
        assert assessed["as_of"] == "2022-07-02"
        day = {"KONTAKTFORLOEB_AS_OF": "2022-06-30"}
        assert folder.check(**day).status == FINE
        assert folder.check(**day, KONTAKTFORLOEB_FAIL_ON="error").status == FINDINGS
        assert folder.check("--fail-on", "never", **day, KONTAKTFORLOEB_FAIL_ON="error").status == FINE
        assert "ikke overholdt" in folder.check("--format", "text", **day).out
        english = folder.check(**day, KONTAKTFORLOEB_LANG="en", KONTAKTFORLOEB_FORMAT="text").out
        assert "violated" in english
        assert (
            "kendt i forvejen"
            in folder.check("--lang", "da", "--write-baseline", "k.json", "--format", "text", **day).out
        )
        done = folder.check(
            "--fail-on", "error", **day, KONTAKTFORLOEB_IGNORE="trial_2020.form,trial_2020.faellessamtale"
        )
        assert done.status == FINE
        folder.write("d/v.yaml", violated())
        folder.write("d/x.yaml", "key: value\n")
        assert folder.check("d").status == USAGE
        assert folder.check("d", "--no-strict").status == FINE
        assert folder.check("d", KONTAKTFORLOEB_STRICT="false").status == FINE

    def test_a_nearer_origin_may_ask_for_no_plan(self, folder: Folder) -> None:
        """By the environment, and by the command line."""
        folder.write("v.yaml", violated())
        folder.write("kontaktforloeb.toml", "as_planned = true\nformats = ['json']\n")
        for done, planned in (
            (folder.check("v.yaml"), True),
            (folder.check("v.yaml", KONTAKTFORLOEB_AS_PLANNED="false"), False),
            (folder.check("v.yaml", "--no-as-planned"), False),
            (folder.check("v.yaml", "--as-planned", KONTAKTFORLOEB_AS_PLANNED="false"), True),
        ):
            assert done.json["courses"][0]["as_planned"] is planned

    def test_an_output_alone_belongs_to_the_format_that_others_chose(self, folder: Folder) -> None:
        """If there is one; of several it is asked which."""
        folder.write("v.yaml", violated())
        folder.check("v.yaml", "--output", "a", KONTAKTFORLOEB_FORMAT="json")
        assert json.loads(folder.read("a"))["schema"] == "kontaktforloeb/assessment-1"
        folder.write("kontaktforloeb.toml", "formats = ['json', {format = 'sarif', output = 'b'}]\n")
        assert "b" not in folder.names()
        assert "2 formats" in folder.usage("v.yaml", "--output", "a")

    def test_ignored_rules_of_all_origins_hold(self, folder: Folder) -> None:
        """One more on the command line does not switch the file's off."""
        folder.write("v.yaml", violated())
        folder.write("kontaktforloeb.toml", "ignore = ['trial_2020.faellessamtale']\n")
        assert folder.check("v.yaml", "--ignore", "trial_2020.form").status == FINE

    def test_wrong_values_in_the_environment(self, folder: Folder) -> None:
        """A sentence that names the variable; an empty one is not set."""
        folder.write("v.yaml", violated())
        for name, value, word in [
            ("FAIL_ON", "eror", "did you mean 'error'"),
            ("LANG", "dk", "language"),
            ("STRICT", "perhaps", "true or false"),
            ("JOBS", "many", "1 to 1024"),
            ("FORMAT", "xml", "format"),
            ("READINGS", "x", "KEY=VALUE"),
            ("IGNORE", "trial_2020.frm", "did you mean 'trial_2020.form'"),
            ("AS_OF", "today", "YYYY-MM-DD"),
            ("CONFIG", "none.toml", "none.toml"),
        ]:
            said = folder.usage("v.yaml", **{f"KONTAKTFORLOEB_{name}": value})
            assert word in said
            if name != "CONFIG":
                assert f"KONTAKTFORLOEB_{name}" in said
                assert folder.check("v.yaml", **{f"KONTAKTFORLOEB_{name}": ""}).status == FINDINGS
        said = folder.usage("v.yaml", KONTAKTFORLOEB_AS_OF="2022-01-01", KONTAKTFORLOEB_AS_PLANNED="1")
        assert "exclude" in said

    def test_all_faults_of_the_file_with_their_places(self, folder: Folder) -> None:
        """In the file's order, each a line, with the nearest of what is known."""
        folder.write("v.yaml", violated())
        folder.write(
            "kontaktforloeb.toml",
            'fail_onn = "error"\nfail_on = "eror"\nlang = 1\nstrict = "yes"\npaths = "plans"\n'
            'as_planned = true\nas_of = "2022-02-30"\njobs = 0\nignore = ["trial_2020.frm", 2]\nbaseline = 3\n'
            'formats = ["text", "sarf", {output = "x"}, {format = "json", outptu = "x"}, "text"]\n'
            '[readings]\nhandover_tst = "immediate"\nhandover_test = "imediate"\n',
        )
        said = folder.usage("v.yaml", "--format", "sarif", "--output", "o").splitlines()
        assert all(line.startswith("kontaktforloeb: kontaktforloeb.toml:") for line in said), said
        places = [re.match(r".*?toml:(\d+):(\d+): (.*)", line) for line in said]
        lines = [(int(place[1]), place[3]) for place in places if place]
        assert [number for number, _ in lines] == sorted(number for number, _ in lines)
        for number, word in [
            (1, "did you mean 'fail_on'"),
            (2, "did you mean 'error'"),
            (3, "lang: must be a text, not a number"),
            (4, "strict: must be true or false, not a text"),
            (5, "paths: must be a list"),
            (6, "as_planned: excludes as_of"),
            (7, "as_of: '2022-02-30' is not a day"),
            (8, "jobs: '0' is not a number from 1 to 1024"),
            (9, "did you mean 'trial_2020.form'"),
            (9, "ignore: must be a text, not a number"),
            (10, "baseline: must be a text, not a number"),
            (11, "did you mean 'sarif'"),
            (11, "format = "),
            (11, "did you mean 'output'"),
            (11, "text and json would both go to standard output"),
            (13, "did you mean 'handover_test'"),
            (14, "did you mean 'immediate'"),
        ]:
            assert any(number == n and word in text for n, text in lines), (number, word, lines)

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ("fail_on = \n", ["kontaktforloeb.toml:1:"]),
            ("a = 1\na = 2\n", ["kontaktforloeb.toml:2:"]),
            (b"lang = '\xff'\n", ["kontaktforloeb.toml:1:"]),
            ("readings = 1\n", ["readings: must be a table"]),
            ("formats = ['text', 'json']\n", ["standard output"]),
            ("paths = ['-']\n", ["command line"]),
        ],
    )
    def test_what_is_no_configuration(self, folder: Folder, content: str | bytes, words: list[str]) -> None:
        """A sentence with the place."""
        folder.write("v.yaml", violated())
        folder.write("kontaktforloeb.toml", content)
        said = folder.usage("v.yaml")
        for word in words:
            assert word in said
        assert folder.check("v.yaml", "--no-config").status == FINDINGS

    def test_no_path_anywhere(self, folder: Folder) -> None:
        """PATH is still required when the file names none."""
        folder.write("kontaktforloeb.toml", "lang = 'da'\n")
        assert "PATH" in folder.usage()
        assert "--no-config" in folder.usage("--no-config", "--config", "x")

    def test_undecided_is_counted_too(self, folder: Folder) -> None:
        """Baselines hold notes as well, for those who fail on them."""
        folder.write("u.yaml", undecided())
        folder.check("u.yaml", "--write-baseline", "b.json")
        assert folder.check("u.yaml", "--fail-on", "note", "--baseline", "b.json").status == FINE
        assert folder.check("u.yaml", "--fail-on", "note").status == FINDINGS
        folder.write("f.yaml", FULFILLED)
        assert folder.check("f.yaml", "--baseline", "b.json").err == ""
