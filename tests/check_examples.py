#!/usr/bin/env python3
"""Runs every example and compares what comes out, byte for byte, with examples/expected; checks both schemas.

After a change that is meant, tools/update_expected.py writes the expected files anew.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unittest
from pathlib import Path
from typing import Any

try:
    SOURCE = Path(os.environ["KONTAKTFORLOEB_SOURCE_DIR"]).resolve()
    CLI = Path(os.environ["KONTAKTFORLOEB_CLI"]).resolve()
except KeyError as missing:
    sys.exit(
        f"{missing} is not set; set KONTAKTFORLOEB_SOURCE_DIR (the project's folder) and KONTAKTFORLOEB_CLI (the "
        "command to run)"
    )
try:
    import jsonschema
    import yaml
except ImportError as missing:
    sys.exit(f"{missing}; install python3-yaml and python3-jsonschema")

sys.dont_write_bytecode = True
sys.path.insert(0, str(SOURCE / "tools"))
import update_expected as examples  # noqa: E402

# What each run's exit status is; 0 where nothing stands here.
STATUS = {
    "aalborg.txt": 1,
    "beyond-2026.txt": 3,
    "hjoerring.txt": 1,
    "merged-not-allowed.txt": 1,
    "repair-cv-missed.txt": 1,
    "repair-cv-missed.suggest.txt": 1,
    "repair-cv-missed.plan.txt": 1,
    "repair-late-joint.as-planned.txt": 1,
    "repair-three-in-one.txt": 1,
    "repair-three-in-one.suggest.txt": 1,
    "repair-three-in-one.suggest.json": 1,
    "rebild-group.txt": 1,
    "rebild-too-late.txt": 1,
    "rebild.txt": 1,
    "plan-in-ci.as-planned.txt": 1,
    "all.json": 3,
    "all.plan.da.txt": 3,
    "all.da.txt": 3,
}


class FactLoader(yaml.SafeLoader):
    """Reads YAML as course files do: days and months stay text, only true and false are booleans."""


FactLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
FactLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def read_facts(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return json.loads(text) if path.suffix == ".json" else yaml.load(text, Loader=FactLoader)


def validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((SOURCE / "schemas" / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([CLI, *arguments], cwd=examples.COURSES, input=stdin, capture_output=True, check=False)


class Expected(unittest.TestCase):
    """What the command prints is what stands in examples/expected."""

    def test_every_run_prints_what_is_expected(self) -> None:
        for name, arguments in examples.outputs().items():
            with self.subTest(name):
                done = run(*arguments)
                expected = (examples.EXPECTED / name).read_bytes()
                self.assertEqual(done.stdout.decode(), expected.decode())
                self.assertEqual(done.stdout, expected)
                self.assertEqual(done.returncode, STATUS.get(name, 0))
                self.assertEqual(done.stderr, b"")

    def test_no_expected_file_is_left_over(self) -> None:
        known = {*examples.outputs(), "embed.txt"}
        self.assertEqual({path.name for path in examples.EXPECTED.iterdir()}, known)

    def test_the_program_that_embeds_the_core(self) -> None:
        self.assertEqual(examples.run_embed().decode(), (examples.EXPECTED / "embed.txt").read_text(encoding="utf-8"))


class Courses(unittest.TestCase):
    """The example courses themselves."""

    def test_there_are_enough_and_one_is_json(self) -> None:
        files = examples.course_files()
        self.assertGreaterEqual(len(files), 16)
        self.assertTrue(any(path.suffix == ".json" for path in files))

    def test_each_says_what_it_shows_and_when_it_is_judged(self) -> None:
        for path in examples.course_files():
            with self.subTest(path.name):
                facts = read_facts(path)
                self.assertEqual(facts["id"], path.stem)
                self.assertIn("as_of", facts)
                if path.suffix != ".json":
                    self.assertIn("# Shows: ", path.read_text(encoding="utf-8"))

    def test_each_fits_the_schema(self) -> None:
        schema = validator("course-1.schema.json")
        for path in examples.course_files():
            with self.subTest(path.name):
                self.assertEqual([error.message for error in schema.iter_errors(read_facts(path))], [])

    def test_the_schema_refuses_what_the_reader_refuses(self) -> None:
        schema = validator("course-1.schema.json")
        facts = read_facts(examples.COURSES / "member-0042.yaml")
        for key, value in [
            ("placed", "2021-9-1"),
            ("unknown", 1),
            ("registered", None),
            ("meetings", [{}]),
            ("events", [{"type": "visited"}]),
            ("benefit", [{"month": "2021-09", "hours": -1}]),
        ]:
            with self.subTest(key):
                broken = facts | {key: value}
                self.assertFalse(schema.is_valid(broken))
                done = run("check", "-", stdin=json.dumps(broken).encode())
                self.assertEqual(done.returncode, 2)


class Assessments(unittest.TestCase):
    """Every JSON document that is printed fits its schema."""

    def check(self, *arguments: str, stdin: bytes = b"") -> Any:
        done = run("check", "--format", "json", *arguments, stdin=stdin)
        document = json.loads(done.stdout)
        self.assertEqual([error.message for error in SCHEMA.iter_errors(document)], [])
        return document

    def test_of_all_courses(self) -> None:
        document = self.check(".")
        self.assertEqual(document["summary"]["courses"], len(examples.course_files()))
        self.assertEqual(document["faults"], [])

    def test_of_each_course_in_both_languages_and_as_planned(self) -> None:
        for path in examples.course_files():
            for more in ([], ["--lang", "da"], ["--as-planned"], ["--as-of", "2020-01-01"], ["--regime", "trial_2020"]):
                with self.subTest(path.name, more=more):
                    self.check(path.name, *more)

    def test_of_unreadable_courses(self) -> None:
        document = self.check(
            "-", "not-there.yaml", "member-0042.yaml", stdin=b"schema: kontaktforloeb/course-1\nid: []\n"
        )
        self.assertEqual(document["summary"]["courses"], 1)
        self.assertEqual(document["summary"]["unreadable"], 2)
        self.assertTrue({"<stdin>", "not-there.yaml"} <= {fault["file"] for fault in document["faults"]})

    def test_keys_come_in_the_documented_order(self) -> None:
        document = self.check("member-0042.yaml")
        self.assertEqual(list(document), ["schema", "engine", "law", "courses", "faults", "summary"])
        course = document["courses"][0]
        self.assertEqual(
            list(course),
            [
                "file",
                "id",
                "as_of",
                "as_planned",
                "regime",
                "base",
                "readings",
                "verdict",
                "reason",
                "state",
                "phases",
                "findings",
                "next",
            ],
        )
        self.assertEqual(list(course["state"]), ["stage", "ended_reason", "responsible", "handover", "clocks"])
        self.assertEqual(
            list(course["findings"][1]),
            [
                "rule",
                "status",
                "severity",
                "required",
                "counted",
                "not_before",
                "due",
                "due_projected",
                "completed_on",
                "meetings",
                "not_counted",
                "contested",
                "position",
                "message",
                "basis",
            ],
        )
        self.assertEqual(list(course["readings"]), sorted(course["readings"]))

    def test_the_documented_course(self) -> None:
        course = self.check("member-0042.yaml")["courses"][0]
        # The trial's own part is fulfilled; the national duties after it are not settled.
        self.assertEqual((course["verdict"], course["regime"], course["base"]), ("undecided", "trial_2020", None))
        own = {f["status"] for f in course["findings"] if f["rule"].startswith("trial_2020.")}
        self.assertEqual(own, {"met", "undecided"})
        self.assertEqual(
            course["phases"],
            [
                {"regime": "trial_2020", "from": "2021-09-06", "to": "2021-11-30", "ended_reason": "window_used"},
                {"regime": "national_2020", "from": "2021-12-01", "to": None, "ended_reason": None},
            ],
        )
        self.assertEqual(
            course["state"],
            {
                "stage": "ended",
                "ended_reason": "window_used",
                "responsible": "jobcenter",
                "handover": {
                    "last_day": "2021-11-30",
                    "jobcenter_from": "2021-12-01",
                    "projected": False,
                    "hours": 461.26,
                    "threshold": 410.0,
                },
                "clocks": {"calendar": 116, "aggregate_unemployment": 461.26, "benefit_consumption": 461.26},
            },
        )
        finding = next(f for f in course["findings"] if f["rule"] == "trial_2020.jobsamtale")
        self.assertEqual(
            {
                key: finding[key]
                for key in (
                    "status",
                    "severity",
                    "required",
                    "counted",
                    "not_before",
                    "due",
                    "due_projected",
                    "completed_on",
                    "meetings",
                    "not_counted",
                    "contested",
                    "position",
                )
            },
            {
                "status": "met",
                "severity": "none",
                "required": 2,
                "counted": 2,
                "not_before": None,
                "due": "2021-11-30",
                "due_projected": False,
                "completed_on": "2021-10-20",
                "meetings": [0, 1],
                "not_counted": [],
                "contested": False,
                "position": {"line": 17, "column": 5},
            },
        )


class Plans(unittest.TestCase):
    """Plans of the example courses, and changes of those that need one."""

    def test_each_plan_fits_the_schema(self) -> None:
        schema = validator("plan-1.schema.json")
        for more in ([], ["--lang", "da"], ["--prefer", "earliest"], ["--prefer", "latest", "--move-booked"]):
            with self.subTest(more=more):
                document = json.loads(run("plan", "--format", "json", *more, ".").stdout)
                self.assertEqual([error.message for error in schema.iter_errors(document)], [])
                self.assertEqual(len(document["courses"]), len(examples.course_files()))

    def test_each_assessment_with_a_repair_fits_the_schema(self) -> None:
        for more in ([], ["--as-planned"]):
            with self.subTest(more=more):
                document = json.loads(run("check", "--suggest", "--format", "json", *more, ".").stdout)
                self.assertEqual([error.message for error in SCHEMA.iter_errors(document)], [])

    def test_the_fresh_course_needs_as_few_meetings_as_the_trial(self) -> None:
        course = json.loads(run("plan", "--format", "json", "fresh-trial.yaml").stdout)["courses"][0]
        regime = json.loads(run("rules", "--format", "json", "--regime", "trial_2020").stdout)["regimes"][0]
        self.assertEqual(course["meetings_added"], regime["minimum_meetings"])

    def test_each_change_is_as_small_as_its_course_says(self) -> None:
        for name, arguments, size, beyond in [
            ("repair-late-joint.yaml", ["--as-planned"], 1, []),
            ("repair-three-in-one.yaml", [], 2, []),
            ("repair-cv-missed.yaml", [], 1, ["trial_2020.cv_samtale"]),
        ]:
            with self.subTest(name):
                done = run("check", "--suggest", "--format", "json", *arguments, name)
                repair = json.loads(done.stdout)["courses"][0]["repair"]
                self.assertEqual((repair["size"], len(repair["edits"]), repair["beyond_repair"]), (size, size, beyond))
                self.assertEqual(repair["possible"], not beyond)


class Printed(unittest.TestCase):
    """What the sources print about their examples, said of the example courses."""

    def state(self, name: str, day: str) -> Any:
        course = json.loads(run("check", "--format", "json", "--as-of", day, name).stdout)["courses"][0]
        return course["state"]

    def test_three_meetings_are_enough_in_each_of_the_three_ways(self) -> None:
        ways = set()
        for letter in "abc":
            facts = read_facts(examples.COURSES / f"three-meetings-{letter}.yaml")
            self.assertEqual(len(facts["meetings"]), 3)
            ways.add(frozenset(frozenset(meeting["conversations"]) for meeting in facts["meetings"]))
        self.assertEqual(len(ways), 3)

    def test_in_the_job_the_person_stays_in_the_trial(self) -> None:
        state = self.state("job-and-return.yaml", "2022-05-02")
        self.assertEqual((state["stage"], state["responsible"]), ("covered", "a_kasse"))
        self.assertEqual(state["clocks"]["benefit_consumption"], 200.0)

    def test_hours_stand_still_in_the_dead_period_of_2021(self) -> None:
        for day in ("2020-12-31", "2021-05-01", "2021-06-30"):
            self.assertEqual(self.state("dead-period-2021.yaml", day)["clocks"]["benefit_consumption"], 315.73)

    def test_no_hand_over_before_the_dead_period_of_2020_is_over(self) -> None:
        self.assertEqual(self.state("dead-period-2020.yaml", "2020-08-31")["stage"], "covered")
        self.assertGreater(self.state("dead-period-2020.yaml", "2020-10-31")["handover"]["last_day"], "2020-08-31")

    def test_a_new_period_starts_at_nothing(self) -> None:
        self.assertEqual(self.state("new-period.yaml", "2022-05-01")["clocks"]["benefit_consumption"], 0.0)

    def test_the_first_222_hours_of_sickness_count(self) -> None:
        self.assertEqual(self.state("sickness.yaml", "2022-11-11")["clocks"]["benefit_consumption"], 74.0 + 222.0)

    def test_full_time_to_part_time(self) -> None:
        august, september = (self.state("full-to-part-time.yaml", day) for day in ("2022-08-31", "2022-09-30"))
        self.assertEqual(august["clocks"]["benefit_consumption"], 320.66)
        self.assertEqual(september["clocks"]["benefit_consumption"], 450.66)
        self.assertEqual((august["stage"], september["handover"]["last_day"]), ("covered", "2022-09-30"))


SCHEMA = validator("assessment-1.schema.json")

if __name__ == "__main__":
    unittest.main()
