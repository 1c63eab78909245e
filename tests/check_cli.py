#!/usr/bin/env python3
"""The contract of the command: options, exit statuses, what goes where, and what it refuses."""

from __future__ import annotations

import copy
import html
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import unittest
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
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
except ImportError as missing:
    sys.exit(f"{missing}; install python3-jsonschema")

POSIX = os.name == "posix"
ROOT = POSIX and os.geteuid() == 0
if POSIX:
    import pty
    import resource

FINE, FINDINGS, USAGE, NO_KNOWN_LAW, INTERNAL = 0, 1, 2, 3, 70
REGIMES = [
    "trial_2020",
    "normalindsats",
    "national_2015",
    "national_2020",
    "national_2024",
    "national_2026",
    "aalborg",
    "rebild",
    "hjoerring",
]

# A course of the trial, all five conversations held in time on days that no reading disputes.
FULFILLED: dict[str, Any] = {
    "schema": "kontaktforloeb/course-1",
    "id": "fulfilled",
    "person": {"insurance": "full_time", "a_kasse": "FOA-A", "municipality": "Odense"},
    "registered": "2022-03-01",
    "benefit": [{"month": month, "hours": 160.33} for month in ("2022-03", "2022-04", "2022-05")],
    "meetings": [
        {"date": "2022-03-11", "conversations": ["cv_samtale", "jobsamtale"], "holder": "a_kasse", "status": "held"},
        {
            "date": "2022-04-07",
            "conversations": ["raadighedssamtale", "jobsamtale"],
            "holder": "a_kasse",
            "status": "held",
        },
        {"date": "2022-05-10", "conversations": ["faellessamtale"], "holder": "a_kasse", "status": "held"},
    ],
    "events": [{"type": "visited", "date": "2022-03-01"}],
    "as_of": "2022-06-30",
    "regime": "trial_2020",
}


def course(name: str = "fulfilled", **changes: Any) -> dict[str, Any]:
    """The course above with other facts; a fact that is None is left out."""
    facts = copy.deepcopy(FULFILLED) | {"id": name} | changes
    return {key: value for key, value in facts.items() if value is not None}


VIOLATED = course("violated", meetings=FULFILLED["meetings"][:2])
OPEN = course("open", meetings=FULFILLED["meetings"][:2], as_of="2022-05-01")
NOTED = course("noted", events=None, regime="trial_2020")
UNKNOWN = course(
    "unknown", events=None, benefit=None, meetings=None, registered="2027-01-04", as_of="2027-02-01", regime="auto"
)
PLANNED = course(
    "planned",
    benefit=None,
    as_of="2022-03-01",
    meetings=[
        {key: value for key, value in meeting.items() if key != "status"} for meeting in FULFILLED["meetings"][:2]
    ],
)


def as_yaml(facts: dict[str, Any]) -> str:
    """YAML with a key a line; what is below the keys is JSON, which is YAML too."""
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in facts.items())


@dataclass
class Done:
    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


class CommandTest(unittest.TestCase):
    """Runs the command in an empty folder of its own."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.program, self.user = str(CLI), None

    def write(self, name: str, content: dict[str, Any] | str | bytes) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, dict):
            content = json.dumps(content) if path.suffix == ".json" else as_yaml(content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    def run_bytes(
        self,
        *arguments: str,
        stdin: bytes = b"",
        stdout: Any = subprocess.PIPE,
        before: Callable[[], None] | None = None,
        **environment: str,
    ) -> subprocess.CompletedProcess[bytes]:
        clean = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        return subprocess.run(
            [self.program, *arguments],
            cwd=self.folder,
            input=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=clean | environment,
            preexec_fn=before,
            user=self.user,
            check=False,
            timeout=120,
        )

    def command(self, *arguments: str, stdin: bytes = b"", **more: Any) -> Done:
        done = self.run_bytes(*arguments, stdin=stdin, **more)
        return Done(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())

    def become_nobody(self) -> None:
        """As root, runs the command from here on as a user whom permissions stop."""
        if not ROOT:
            return
        program = shutil.copy(CLI, self.folder / "command")
        self.folder.chmod(0o755)
        self.program, self.user = str(program), 65534

    def check(self, *arguments: str, **more: Any) -> Done:
        return self.command("check", *arguments, **more)

    def assert_usage(self, done: Done, *words: str) -> None:
        """Status 2, nothing on standard output, and words on standard error."""
        self.assertEqual(done.status, USAGE, done.err)
        self.assertEqual(done.out, "")
        for word in words:
            self.assertIn(word, done.err)

    def on_terminal(self, *arguments: str, stream: str = "stdout", **environment: str) -> tuple[int, str, str]:
        """Runs with one stream on a terminal: status, what the terminal got, what the other stream got."""
        main_end, other_end = pty.openpty()
        clean = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | {stream: other_end}
        process = subprocess.Popen(
            [CLI, *arguments],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            env=clean | {"TERM": "xterm"} | environment,
            **streams,
        )
        os.close(other_end)
        seen = bytearray()

        def read() -> None:
            try:
                while chunk := os.read(main_end, 65536):
                    seen.extend(chunk)
            except OSError:
                pass  # the terminal's other end was closed

        reader = threading.Thread(target=read)
        reader.start()
        out, err = process.communicate(timeout=120)
        reader.join()
        os.close(main_end)
        return process.returncode, seen.decode().replace("\r\n", "\n"), ((out or b"") + (err or b"")).decode()


class ExitStatus(CommandTest):
    def setUp(self) -> None:
        super().setUp()
        self.fulfilled, self.violated = self.write("fulfilled.yaml", FULFILLED), self.write("violated.yaml", VIOLATED)
        self.open, self.unknown = self.write("open.yaml", OPEN), self.write("unknown.yaml", UNKNOWN)
        self.noted, self.broken = (
            self.write("noted.yaml", NOTED),
            self.write("broken.yaml", course(registered="2022-02-30")),
        )

    def test_each_status(self) -> None:
        for name, status in [
            (self.fulfilled, FINE),
            (self.open, FINE),
            (self.noted, FINE),
            (self.violated, FINDINGS),
            (self.broken, USAGE),
            ("missing.yaml", USAGE),
            (self.unknown, NO_KNOWN_LAW),
        ]:
            for form in ("text", "json"):
                with self.subTest(name, form=form):
                    done = self.check(name, "--format", form)
                    self.assertEqual(done.status, status, done.out)
                    self.assertEqual(done.err, "")

    def test_the_gravest_wins(self) -> None:
        for names, status in [
            ([self.violated, self.fulfilled], FINDINGS),
            ([self.fulfilled, self.violated, self.unknown, self.fulfilled], NO_KNOWN_LAW),
            ([self.unknown, self.violated, self.broken, self.fulfilled], USAGE),
        ]:
            with self.subTest(names):
                self.assertEqual(self.check(*names).status, status)
                self.assertEqual(self.check(*reversed(names)).status, status)

    def test_fail_on(self) -> None:
        severities = ["error", "warning", "note"]
        for name, severity in [
            (self.violated, "error"),
            (self.open, "warning"),
            (self.noted, "note"),
            (self.fulfilled, None),
        ]:
            for threshold in [*severities, "never"]:
                with self.subTest(name, fail_on=threshold):
                    fails = (
                        severity is not None
                        and threshold != "never"
                        and severities.index(severity) <= severities.index(threshold)
                    )
                    self.assertEqual(self.check(name, "--fail-on", threshold).status, FINDINGS if fails else FINE)

    def test_fail_on_never_hides_neither_faults_nor_unknown_law(self) -> None:
        self.assertEqual(self.check("--fail-on", "never", self.unknown).status, NO_KNOWN_LAW)
        self.assertEqual(self.check("--fail-on", "never", self.broken).status, USAGE)

    def test_a_missing_file_does_not_hide_the_others(self) -> None:
        done = self.check("missing.yaml", self.fulfilled, "--format", "json")
        self.assertEqual(done.status, USAGE)
        self.assertEqual([c["id"] for c in done.document["courses"]], ["fulfilled"])
        self.assertEqual([f["file"] for f in done.document["faults"]], ["missing.yaml"])
        self.assertIn("missing.yaml", self.check("missing.yaml", self.fulfilled).out)

    def test_all_faults_of_a_file_are_listed(self) -> None:
        name = self.write(
            "many.yaml",
            "schema: kontaktforloeb/course-1\nid: a\nid: b\nperson: {insurance: none}\n"
            "registered: 2021-02-29\nextra: 1\n",
        )
        faults = self.check(name, "--format", "json").document["faults"]
        self.assertGreaterEqual(len(faults), 4)
        self.assertTrue({"person.insurance", "registered", "extra"} <= {fault["key"] for fault in faults})
        self.assertTrue({3, 4, 5, 6} <= {fault["line"] for fault in faults})
        self.assertEqual(sum(line.startswith("unreadable") for line in self.check(name).out.splitlines()), len(faults))

    @unittest.skipUnless(Path("/dev/full").exists(), "no full device here")
    def test_a_full_device_is_an_internal_error(self) -> None:
        for arguments in (
            ["check", self.fulfilled],
            ["check", self.broken],
            ["rules"],
            ["rules", "--format", "json"],
            ["explain", "trial_2020.form"],
            ["schema", "course"],
            ["capacity"],
            ["capacity", "--format", "csv"],
        ):
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                done = self.command(*arguments, stdout=full)
                self.assertEqual(done.status, INTERNAL)
                self.assertIn("standard output", done.err)

    @unittest.skipUnless(POSIX, "needs signals")
    def test_a_broken_pipe_ends_the_command(self) -> None:
        for ignored, expected in [(True, {INTERNAL}), (False, {INTERNAL, -signal.SIGPIPE})]:
            with self.subTest(sigpipe_ignored=ignored):
                reading, writing = os.pipe()
                os.close(reading)
                process = subprocess.run(
                    [CLI, "check", self.fulfilled],
                    cwd=self.folder,
                    stdout=writing,
                    stderr=subprocess.PIPE,
                    restore_signals=not ignored,
                    check=False,
                )
                os.close(writing)
                self.assertIn(process.returncode, expected)


class Usage(CommandTest):
    def setUp(self) -> None:
        super().setUp()
        self.fulfilled = self.write("fulfilled.yaml", FULFILLED)

    def test_no_path_and_no_subcommand(self) -> None:
        self.assert_usage(self.check(), "PATH")
        self.assert_usage(self.command())
        self.assert_usage(self.command("chek", self.fulfilled))
        self.assert_usage(self.command("explain"), "RULE")
        self.assert_usage(self.command("schema"))
        self.assert_usage(self.check(self.fulfilled, "--unknown-option"), "--unknown-option")

    def test_wrong_values_name_what_is_allowed(self) -> None:
        for option, value, *words in [
            ("--format", "xml", "text", "json"),
            ("--lang", "dk", "en", "da"),
            ("--fail-on", "fatal", "error", "warning", "note", "never"),
            ("--regime", "trial_2021", "trial_2020", "normalindsats"),
            ("--reading", "handover_tst=immediate", "handover_test"),
            ("--reading", "handover_test=imediate", "immediate", "end_of_month"),
            ("--reading", "handover_test", "KEY=VALUE"),
            ("--reading", "=immediate", "handover_test"),
            ("--as-of", "2021-02-29", "YYYY-MM-DD"),
            ("--as-of", "2021-9-6", "YYYY-MM-DD"),
            ("--as-of", "31/12/2021", "YYYY-MM-DD"),
            ("--as-of", "1989-12-31", "1990"),
            ("--as-of", "2100-01-01", "2099"),
        ]:
            with self.subTest(option, value=value):
                self.assert_usage(self.check(option, value, self.fulfilled), option, *words)
        self.assert_usage(self.command("rules", "--format", "yaml"), "text", "json", "markdown")
        self.assert_usage(self.command("rules", "--regime", "rebil"), "rebild")
        self.assert_usage(self.command("schema", "cours"), "course", "assessment")
        self.assert_usage(self.command("explain", "trial_2020.jobsamtal"), "trial_2020.jobsamtale")

    def test_values_are_words_not_numbers(self) -> None:
        for option in ("--format", "--lang", "--fail-on"):
            with self.subTest(option):
                self.assert_usage(self.check(option, "1", self.fulfilled), option)
        self.assert_usage(self.command("rules", "--format", "1"), "--format")

    def test_an_empty_value_is_not_the_default(self) -> None:
        for option in ("--as-of", "--regime", "--output", "--reading", "--format"):
            with self.subTest(option):
                self.assert_usage(self.check(option, "", self.fulfilled), option)

    def test_as_of_excludes_as_planned(self) -> None:
        self.assert_usage(
            self.check("--as-of", "2022-06-30", "--as-planned", self.fulfilled), "--as-of", "--as-planned"
        )

    def test_an_unknown_rule_far_from_all_others_names_where_they_stand(self) -> None:
        self.assert_usage(self.command("explain", "x"), "kontaktforloeb rules")


class Directories(CommandTest):
    def files(self, done: Done) -> list[str]:
        return [c["file"] for c in done.document["courses"]]

    def test_courses_come_in_byte_order_of_their_paths(self) -> None:
        names = [
            "d/a/z.yaml",
            "d/a.yaml",
            "d/a-b.yaml",
            "d/B.yml",
            "d/æ.json",
            "d/zz/1/2/3.json",
            "d/10.yaml",
            "d/9.yaml",
        ]
        for name in names:
            self.write(name, FULFILLED)
        done = self.check("d", "--format", "json")
        self.assertEqual(done.status, FINE)
        self.assertEqual(self.files(done), sorted(names, key=os.fsencode))
        self.assertEqual(done.err, "")

    def test_paths_come_in_the_order_given(self) -> None:
        for name in ("b/2.yaml", "b/1.yaml", "a.yaml"):
            self.write(name, FULFILLED)
        self.assertEqual(self.files(self.check("b", "a.yaml", "--format", "json")), ["b/1.yaml", "b/2.yaml", "a.yaml"])

    def test_what_is_no_course_is_passed_over_and_counted(self) -> None:
        self.write("d/course.yaml", FULFILLED)
        self.write("d/other.yaml", "key: value\n")
        self.write("d/other.json", "[]\n")
        self.write("d/empty.yml", "")
        self.write("d/notes.txt", FULFILLED)
        for form in ("text", "json"):
            done = self.check("d", "--format", form)
            self.assertEqual(done.status, FINE)
            self.assertRegex(done.err, r"\b3\b.*passed over")
            self.assertNotIn("passed over", done.out)
            self.assertNotIn("notes.txt", done.out + done.err)

    def test_strict_makes_it_a_fault(self) -> None:
        self.write("d/course.yaml", FULFILLED)
        self.write("d/other.yaml", "key: value\n")
        done = self.check("d", "--strict", "--format", "json")
        self.assertEqual(done.status, USAGE)
        self.assertEqual([f["file"] for f in done.document["faults"]], ["d/other.yaml"])
        self.assertEqual(self.files(done), ["d/course.yaml"])

    def test_a_course_with_faults_is_not_passed_over(self) -> None:
        self.write("d/broken.yaml", "schema: kontaktforloeb/course-1\nid: a\nperson: {insurance: full_time}\n")
        self.write("d/latin.yaml", "schema: kontaktforloeb/course-1\nid: æ\n".encode("latin-1"))
        done = self.check("d", "--format", "json")
        self.assertEqual(done.status, USAGE)
        self.assertEqual({f["file"] for f in done.document["faults"]}, {"d/broken.yaml", "d/latin.yaml"})

    def test_no_course_found(self) -> None:
        (self.folder / "empty").mkdir()
        self.assert_usage(self.check("empty"), "no course found")
        self.write("other/a.yaml", "key: value\n")
        self.assert_usage(self.check("other"), "no course found", "passed over")

    def test_a_named_file_need_not_carry_the_schema_key_to_be_told_of(self) -> None:
        done = self.check(self.write("other.yaml", "key: value\n"), "--format", "json")
        self.assertEqual(done.status, USAGE)
        self.assertIn("schema", {fault["key"] for fault in done.document["faults"]})

    def test_only_courses_passes_over_what_is_named_too(self) -> None:
        self.write("other.yaml", "a: 1\n")
        self.write("good.yaml", FULFILLED)
        self.write("bad.yaml", VIOLATED)
        self.write("faulty.yaml", "schema: kontaktforloeb/course-1\n")
        for names, status in [
            (["other.yaml"], FINE),
            (["other.yaml", "good.yaml"], FINE),
            (["other.yaml", "bad.yaml"], FINDINGS),
            (["faulty.yaml", "other.yaml"], USAGE),
            (["gone.yaml"], USAGE),
            (["other.yaml", "--strict"], FINE),
        ]:
            with self.subTest(names=names):
                done = self.check("--only-courses", *names)
                self.assertEqual(done.status, status, done.out + done.err)
                self.assertEqual("1 file(s) without the schema key" in done.err, "other.yaml" in names)
                self.assertNotIn("other.yaml", done.out)

    def test_a_directory_named_like_a_course(self) -> None:
        self.write("d/x.yaml/inside.yaml", FULFILLED)
        (self.folder / "d/y.yaml").mkdir()
        self.assertEqual(self.files(self.check("d", "--format", "json")), ["d/x.yaml/inside.yaml"])
        self.assertEqual(self.files(self.check("d/x.yaml", "--format", "json")), ["d/x.yaml/inside.yaml"])
        self.assert_usage(self.check("d/y.yaml"), "no course found")

    @unittest.skipUnless(POSIX, "needs symbolic links")
    def test_a_loop_of_links_ends(self) -> None:
        self.write("d/sub/course.yaml", FULFILLED)
        (self.folder / "d/sub/up").symlink_to("..")
        (self.folder / "d/self").symlink_to("self")
        done = self.check("d", "--format", "json")
        self.assertEqual(done.status, FINE)
        self.assertEqual(self.files(done), ["d/sub/course.yaml"])

    @unittest.skipUnless(POSIX, "needs symbolic links")
    def test_a_link_to_a_course_is_followed_and_a_dangling_one_is_told_of(self) -> None:
        self.write("there.txt", FULFILLED)
        (self.folder / "d").mkdir()
        (self.folder / "d/link.yaml").symlink_to("../there.txt")
        self.assertEqual(self.files(self.check("d", "--format", "json")), ["d/link.yaml"])
        (self.folder / "d/dangling.yaml").symlink_to("nowhere")
        done = self.check("d")
        self.assertTrue("dangling.yaml" in done.out or "passed over" in done.err, done.out + done.err)

    @unittest.skipUnless(POSIX, "needs permissions")
    def test_what_may_not_be_read_is_told_of(self) -> None:
        self.write("d/course.yaml", FULFILLED)
        self.write("d/locked/course.yaml", FULFILLED)
        self.write("closed.yaml", FULFILLED)
        (self.folder / "closed.yaml").chmod(0)
        (self.folder / "d/locked").chmod(0)
        self.addCleanup((self.folder / "d/locked").chmod, 0o700)
        self.become_nobody()
        self.assertEqual(self.check("closed.yaml").status, USAGE)
        done = self.check("d")
        self.assertEqual(done.status, USAGE)
        self.assertIn("locked", done.out + done.err)


class Input(CommandTest):
    def test_standard_input_may_be_yaml_or_json(self) -> None:
        for text in (as_yaml(FULFILLED), json.dumps(FULFILLED), json.dumps(FULFILLED, indent=2)):
            done = self.check("-", "--format", "json", stdin=text.encode())
            self.assertEqual(done.status, FINE, done.out)
            self.assertEqual(done.document["courses"][0]["verdict"], "fulfilled")
            self.assertEqual(done.document["courses"][0]["file"], "<stdin>")

    def test_standard_input_beside_files(self) -> None:
        name = self.write("violated.yaml", VIOLATED)
        done = self.check(name, "-", "--format", "json", stdin=as_yaml(FULFILLED).encode())
        self.assertEqual([c["id"] for c in done.document["courses"]], ["violated", "fulfilled"])
        self.assertEqual(done.status, FINDINGS)

    def test_text_that_is_not_utf_8(self) -> None:
        name = self.write("latin.yaml", as_yaml(FULFILLED).encode() + "# æ\n".encode("latin-1"))
        for path, stdin in [(name, b""), ("-", (self.folder / name).read_bytes())]:
            done = self.check(path, "--format", "json", stdin=stdin)
            self.assertEqual(done.status, USAGE)
            (fault,) = done.document["faults"]
            self.assertIn("UTF-8", fault["message"])
            self.assertEqual((fault["line"], fault["column"]), (len(FULFILLED) + 1, 3))

    def test_an_empty_file(self) -> None:
        for content in ("", "\n", "# nothing\n", "---\n"):
            for name in (self.write("empty.yaml", content), self.write("empty.json", content)):
                with self.subTest(name, content=content):
                    done = self.check(name, "--format", "json")
                    self.assertEqual(done.status, USAGE)
                    self.assertTrue(done.document["faults"])
                    self.assertEqual(done.document["summary"]["unreadable"], 1)
        self.assertEqual(self.check("-").status, USAGE)

    def test_positions_count_lines_and_characters(self) -> None:
        name = self.write(
            "a.yaml",
            "schema: kontaktforloeb/course-1\nid: a\n"
            "person: {a_kasse: 'other:Ærø', insurance: none}\nregistered: 2022-03-01\n",
        )
        (fault,) = self.check(name, "--format", "json").document["faults"]
        self.assertEqual(
            (fault["file"], fault["line"], fault["column"], fault["key"]), ("a.yaml", 3, 43, "person.insurance")
        )


class Privacy(CommandTest):
    SHAPES = ["0101701234", "010170-1234", "010170 1234"]

    def assert_hidden(self, done: Done) -> None:
        self.assertEqual(done.status, USAGE)
        said = [line for line in (done.out + done.err).splitlines() if any(shape in line for shape in self.SHAPES)]
        self.assertEqual(said, [])

    def test_an_id_shaped_like_a_cpr_number_is_refused_and_not_repeated(self) -> None:
        for shape in self.SHAPES:
            for facts in (
                course(shape),
                course(person=FULFILLED["person"] | {"a_kasse": f"other:{shape}"}),
                course(person=FULFILLED["person"] | {"municipality": shape}),
                course(registered=shape),
                course(regime=shape),
                course(readings={"handover_test": shape}),
                course(as_of=shape),
                course(meetings=[FULFILLED["meetings"][0] | {"id": shape}]),
                course(events=[{"type": shape, "date": shape}]),
                course(benefit=[{"month": shape, "hours": shape}]),
            ):
                for form in ("text", "json"):
                    with self.subTest(shape, form=form):
                        self.assert_hidden(self.check("-", "--format", form, stdin=json.dumps(facts).encode()))

    def test_nor_is_a_key(self) -> None:
        for shape in self.SHAPES:
            for facts in (
                course(**{shape: 1}),
                course(readings={shape: 1}),
                course(person=FULFILLED["person"] | {shape: 1}),
            ):
                for form in ("text", "json"):
                    with self.subTest(shape, form=form):
                        self.assert_hidden(self.check("-", "--format", form, stdin=json.dumps(facts).encode()))

    def test_digit_ids_may_be_allowed(self) -> None:
        done = self.check("-", "--allow-digit-ids", "--format", "json", stdin=json.dumps(course("0101701234")).encode())
        self.assertEqual(done.status, FINE)
        self.assertEqual(done.document["courses"][0]["id"], "0101701234")
        for shape in self.SHAPES[1:]:
            self.assert_hidden(self.check("-", "--allow-digit-ids", stdin=json.dumps(course(shape)).encode()))

    def test_other_runs_of_digits_are_ids(self) -> None:
        for name in ("123456789", "12345678901", "9901701234", "0113701234", "3002701234"):
            with self.subTest(name):
                self.assertEqual(self.check("-", stdin=json.dumps(course(name)).encode()).status, FINE)


class Judging(CommandTest):
    def setUp(self) -> None:
        super().setUp()
        self.fulfilled = self.write("fulfilled.yaml", FULFILLED)
        self.planned = self.write("planned.yaml", PLANNED)

    def judged(self, *arguments: str) -> Any:
        (assessed,) = self.check(*arguments, "--format", "json").document["courses"]
        return assessed

    def test_as_of_outranks_the_file_and_the_file_today(self) -> None:
        self.assertEqual(self.judged(self.fulfilled)["as_of"], "2022-06-30")
        earlier = self.judged(self.fulfilled, "--as-of", "2022-03-05")
        self.assertEqual((earlier["as_of"], earlier["state"]["clocks"]["calendar"]), ("2022-03-05", 4))
        days = [date.today().isoformat()]
        today = self.judged(self.write("today.yaml", course(as_of=None)))["as_of"]
        self.assertIn(today, [*days, date.today().isoformat()])

    def test_as_planned(self) -> None:
        self.assertEqual(self.check(self.planned).status, FINE)
        self.assertEqual(self.check(self.planned, "--as-planned").status, FINDINGS)
        plan = self.judged(self.planned, "--as-planned")
        self.assertEqual((plan["as_planned"], plan["as_of"], plan["state"]["clocks"]["calendar"]), (True, None, None))
        self.assertEqual({f["status"] for f in plan["findings"]}, {"met", "missed"})
        self.assertEqual(plan["next"], [])

    def test_regime_by_name_outranks_the_file(self) -> None:
        self.assertEqual(self.judged(self.fulfilled, "--regime", "auto")["regime"], "trial_2020")
        self.assertEqual(self.judged(self.fulfilled, "--regime", "normalindsats")["regime"], "normalindsats")
        named = self.write("named.yaml", course(regime="normalindsats"))
        self.assertEqual(self.judged(named)["regime"], "normalindsats")
        self.assertEqual(self.judged(named, "--regime", "auto")["regime"], "trial_2020")

    def test_readings_are_repeatable_and_outrank_the_file(self) -> None:
        name = self.write("reading.yaml", course(readings={"two_week_day": "plus_13", "merging_limit": "per_person"}))
        readings = self.judged(name, "--reading", "handover_test=immediate", "--reading", "two_week_day=plus_14")[
            "readings"
        ]
        self.assertEqual(
            (readings["handover_test"], readings["two_week_day"], readings["merging_limit"]),
            ("immediate", "plus_14", "per_person"),
        )

    def test_a_path_may_follow_a_reading(self) -> None:
        self.assertEqual(self.check("--reading", "handover_test=immediate", self.fulfilled).status, FINE)

    def test_contested_findings_can_be_left_out(self) -> None:
        late = self.write(
            "late.yaml",
            course(meetings=[*FULFILLED["meetings"][:2], FULFILLED["meetings"][2] | {"date": "2022-05-31"}]),
        )
        self.assertTrue(any(f["contested"] for f in self.judged(late)["findings"]))
        self.assertFalse(any(f["contested"] for f in self.judged(late, "--no-contested")["findings"]))

    def test_language(self) -> None:
        english, danish = self.judged(self.fulfilled), self.judged(self.fulfilled, "--lang", "da")
        self.assertEqual(english, self.judged(self.fulfilled, "--lang", "en"))
        for here, there in zip(english["findings"], danish["findings"], strict=True):
            self.assertNotEqual(here.pop("message"), there.pop("message"))
        self.assertEqual(english, danish)
        self.assertIn("opfyldt", self.check(self.fulfilled, "--lang", "da").out)
        self.assertIn("fulfilled", self.check(self.fulfilled, "--lang", "en").out)
        unknown = self.write("unknown.yaml", UNKNOWN)
        self.assertNotEqual(self.judged(unknown)["reason"], self.judged(unknown, "--lang", "da")["reason"])

    def test_no_known_law(self) -> None:
        assessed = self.judged(self.write("unknown.yaml", UNKNOWN))
        self.assertEqual(
            (assessed["regime"], assessed["verdict"], assessed["state"], assessed["findings"], assessed["next"]),
            (None, None, None, [], []),
        )
        self.assertTrue(assessed["reason"])


class Output(CommandTest):
    def setUp(self) -> None:
        super().setUp()
        self.fulfilled, self.violated = self.write("fulfilled.yaml", FULFILLED), self.write("violated.yaml", VIOLATED)

    def left(self) -> set[str]:
        return {path.name for path in self.folder.iterdir()}

    def test_the_same_input_gives_the_same_bytes(self) -> None:
        for arguments in (
            ["check", "."],
            ["check", ".", "--format", "json"],
            ["check", "--lang", "da", "."],
            ["rules"],
            ["rules", "--format", "json"],
            ["rules", "--format", "markdown"],
        ):
            with self.subTest(arguments):
                self.assertEqual(self.run_bytes(*arguments).stdout, self.run_bytes(*arguments).stdout)

    def test_standard_output_holds_the_document_alone(self) -> None:
        self.write("other.yaml", "key: value\n")
        done = self.check(".", "missing.yaml", "--format", "json")
        self.assertEqual(done.document["summary"]["courses"], 2)
        self.assertTrue(done.out.endswith("}\n") and not done.out.endswith("\n\n"))
        self.assertNotIn("\r", done.out)
        self.assertIn("passed over", done.err)

    def test_json_is_utf_8_unescaped(self) -> None:
        self.assertIn("fællessamtale", self.run_bytes("check", self.fulfilled, "--format", "json").stdout.decode())

    def test_output_holds_what_standard_output_would(self) -> None:
        for form in ("text", "json"):
            for name, status in [(self.fulfilled, FINE), (self.violated, FINDINGS), ("missing.yaml", USAGE)]:
                with self.subTest(name, form=form):
                    done = self.check(name, "--format", form, "--output", "report")
                    self.assertEqual((done.status, done.out, done.err), (status, "", ""))
                    self.assertEqual(
                        (self.folder / "report").read_text(encoding="utf-8"), self.check(name, "--format", form).out
                    )
        self.assertEqual(self.left(), {"fulfilled.yaml", "violated.yaml", "report"})

    def test_output_into_a_missing_directory(self) -> None:
        self.assert_usage(self.check(self.fulfilled, "--output", "missing/report"), "--output", "missing/report")
        self.assertEqual(self.left(), {"fulfilled.yaml", "violated.yaml"})

    def test_output_that_is_a_directory(self) -> None:
        self.write("report/old", "old")
        self.assert_usage(self.check(self.fulfilled, "--output", "report"), "--output", "directory")
        self.assertEqual(self.left(), {"fulfilled.yaml", "violated.yaml", "report"})
        self.assertEqual((self.folder / "report/old").read_text(encoding="utf-8"), "old")

    def test_nothing_is_written_on_wrong_usage(self) -> None:
        self.write("report", "old")
        self.assert_usage(self.check(self.fulfilled, "--output", "report", "--as-of", "tomorrow"))
        self.assertEqual((self.folder / "report").read_text(encoding="utf-8"), "old")

    @unittest.skipUnless(POSIX, "needs limits")
    def test_the_old_file_stays_when_the_new_one_cannot_be_written_whole(self) -> None:
        self.write("report", "old")

        def small_files() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))

        self.assert_usage(self.check(self.fulfilled, "--output", "report", before=small_files), "--output")
        self.assertEqual((self.folder / "report").read_text(encoding="utf-8"), "old")
        self.assertEqual(self.left(), {"fulfilled.yaml", "violated.yaml", "report"})

    @unittest.skipUnless(POSIX, "needs permissions")
    def test_the_old_file_stays_when_its_directory_may_not_be_written(self) -> None:
        self.write("d/report", "old")
        (self.folder / "d").chmod(0o500)
        self.addCleanup((self.folder / "d").chmod, 0o700)
        self.become_nobody()
        self.assert_usage(self.check(self.fulfilled, "--output", "d/report"), "--output")
        self.assertEqual((self.folder / "d/report").read_text(encoding="utf-8"), "old")
        self.assertEqual([path.name for path in (self.folder / "d").iterdir()], ["report"])


class Terminal(CommandTest):
    COLOUR = "\x1b["

    def setUp(self) -> None:
        super().setUp()
        self.violated = self.write("violated.yaml", VIOLATED)

    def test_no_colour_in_pipes_and_files(self) -> None:
        for environment in ({}, {"NO_COLOR": "1"}, {"TERM": "xterm-256color"}):
            self.assertNotIn(self.COLOUR, self.check(self.violated, **environment).out)
        self.check(self.violated, "--output", "report")
        self.assertNotIn(self.COLOUR, (self.folder / "report").read_text(encoding="utf-8"))

    @unittest.skipUnless(POSIX, "needs a terminal")
    def test_colour_on_a_terminal(self) -> None:
        status, seen, _ = self.on_terminal("check", self.violated)
        self.assertEqual(status, FINDINGS)
        self.assertIn(self.COLOUR, seen)
        self.assertEqual(re.sub(r"\x1b\[[0-9;]*m", "", seen), self.check(self.violated).out)

    @unittest.skipUnless(POSIX, "needs a terminal")
    def test_no_colour_on_a_terminal(self) -> None:
        for arguments, environment in [
            (["check", self.violated], {"NO_COLOR": "1"}),
            (["check", self.violated, "--format", "json"], {}),
        ]:
            _, seen, _ = self.on_terminal(*arguments, **environment)
            self.assertNotIn(self.COLOUR, seen)
            self.assertEqual(seen, self.command(*arguments).out)

    @unittest.skipUnless(POSIX, "needs a terminal")
    def test_many_files_are_counted_on_a_terminal(self) -> None:
        for i in range(201):
            self.write(f"many/{i:03}.json", FULFILLED)
        arguments = ["check", "many", "--format", "json", "--no-contested"]
        status, seen, document = self.on_terminal(*arguments, stream="stderr")
        self.assertEqual(status, FINE)
        self.assertIn("201 of 201", seen)
        self.assertEqual(json.loads(document)["summary"]["courses"], 201)
        self.assertEqual(self.command(*arguments).err, "")
        (self.folder / "many/000.json").unlink()
        self.assertEqual(self.on_terminal(*arguments, stream="stderr")[1], "")


class Law(CommandTest):
    """rules, explain and schema."""

    def setUp(self) -> None:
        super().setUp()
        self.law = self.command("rules", "--format", "json").document

    def test_the_document(self) -> None:
        self.assertEqual(self.law["schema"], "kontaktforloeb/rules-1")
        self.assertEqual([regime["regime"] for regime in self.law["regimes"]], REGIMES)
        for regime in self.law["regimes"]:
            self.assertTrue(
                {"regime", "valid", "known_until", "obligations", "minimum_meetings", "merging"} <= set(regime)
            )
            self.assertLess(regime["valid"]["from"], regime["valid"]["to"])

    def test_obligations_and_meetings(self) -> None:
        numbers = {
            regime["regime"]: (regime["obligations"], regime["minimum_meetings"]) for regime in self.law["regimes"]
        }
        self.assertEqual(
            numbers,
            {
                "trial_2020": (5, 3),
                "normalindsats": (5, 5),
                "national_2015": (None, None),  # its series has no end
                "national_2020": (9, None),  # nothing is known about merging
                "national_2024": (7, None),
                "national_2026": (5, None),
                "aalborg": (None, None),  # what the national regime of the day asks for
                "rebild": (None, None),
                "hjoerring": (None, None),
            },
        )

    def test_merging(self) -> None:
        merging = {regime["regime"]: {frozenset(pair) for pair in regime["merging"]} for regime in self.law["regimes"]}
        self.assertEqual(
            merging,
            {name: set() for name in REGIMES}
            | {
                "trial_2020": {
                    frozenset({first, second})
                    for first in ("cv_samtale", "raadighedssamtale")
                    for second in ("jobsamtale", "faellessamtale")
                }
            },
        )

    def test_every_rule_has_text_and_basis(self) -> None:
        ids = [rule["rule"] for rule in self.law["rules"]]
        self.assertEqual(len(ids), len(set(ids)))
        for rule in self.law["rules"]:
            with self.subTest(rule["rule"]):
                self.assertTrue(
                    {
                        "rule",
                        "regime",
                        "kind",
                        "conversation",
                        "holder",
                        "count",
                        "window",
                        "condition",
                        "readings",
                        "basis",
                        "text",
                    }
                    <= set(rule)
                )
                self.assertTrue(rule["rule"].startswith(rule["regime"] + "."))
                self.assertIn(rule["kind"], ("requirement", "prohibition", "state"))
                self.assertTrue(rule["basis"])
                for basis in rule["basis"]:
                    self.assertTrue(basis["source"])
                    self.assertIn(basis["evidence"], ("primary", "guidance", "report", "secondary", "inferred"))
                self.assertTrue(rule["text"]["da"] and rule["text"]["en"])
                self.assertNotEqual(rule["text"]["da"], rule["text"]["en"])
                self.assertEqual(rule["kind"] == "requirement", rule["count"] is not None)
                for end in (rule["window"]["from"], rule["window"]["to"]):
                    if end is not None and "after" not in end:
                        self.assertEqual(set(end), {"clock", "full_time", "part_time", "strict", "test"})

    def test_every_rule_that_a_verdict_names_is_listed(self) -> None:
        ids = {rule["rule"] for rule in self.law["rules"]}
        for facts in (FULFILLED, NOTED, course(regime="normalindsats")):
            done = self.check("-", "--format", "json", stdin=json.dumps(facts).encode())
            self.assertLessEqual({finding["rule"] for finding in done.document["courses"][0]["findings"]}, ids)

    def test_text_and_markdown_list_every_rule_in_both_languages(self) -> None:
        for form in ("text", "markdown"):
            for language in ("en", "da"):
                done = self.command("rules", "--format", form, "--lang", language)
                self.assertEqual((done.status, done.err), (FINE, ""))
                text = html.unescape(done.out)
                for rule in self.law["rules"]:
                    self.assertIn(rule["rule"], text)
                    self.assertIn(rule["text"][language], text)
                for reading in self.law["readings"]:
                    self.assertIn(reading["id"], text)
                    self.assertIn(reading["question"][language], text)
        self.assertEqual(self.command("rules").out, self.command("rules", "--format", "text", "--lang", "en").out)

    def test_the_readings(self) -> None:
        ids = [reading["id"] for reading in self.law["readings"]]
        self.assertEqual((len(ids), len(set(ids))), (23, 23))
        self.assertLessEqual({reading for rule in self.law["rules"] for reading in rule["readings"]}, set(ids))
        for reading in self.law["readings"]:
            with self.subTest(reading["id"]):
                self.assertEqual(list(reading), ["id", "values", "default", "question", "basis", "support"])
                self.assertEqual(list(reading["support"]), ["text", "evidence", "basis"])
                self.assertEqual(reading["default"], reading["values"][0]["value"])
                self.assertGreaterEqual(len(reading["values"]), 2)
                self.assertTrue(reading["basis"])
                texts = [reading["question"], reading["support"]["text"], *(v["text"] for v in reading["values"])]
                self.assertTrue(all(text["da"] and text["en"] for text in texts))
                sources = reading["support"]["basis"]
                self.assertEqual(reading["support"]["evidence"], sources[0]["evidence"] if sources else "inferred")

    def test_the_readings_of_a_regime_are_those_of_its_rules(self) -> None:
        for regime in REGIMES:
            document = self.command("rules", "--regime", regime, "--format", "json").document
            used = {reading for rule in document["rules"] for reading in rule["readings"]}
            self.assertEqual({reading["id"] for reading in document["readings"]}, used)

    def test_explain_every_reading(self) -> None:
        for reading in self.law["readings"]:
            for language in ("en", "da"):
                with self.subTest(reading["id"], language=language):
                    done = self.command("explain", reading["id"], "--lang", language)
                    self.assertEqual((done.status, done.err), (FINE, ""))
                    self.assertTrue(done.out.startswith(f"{reading['id']}\n  {reading['question'][language]}\n"))
                    self.assertIn(reading["support"]["text"][language], done.out)
                    for value in reading["values"]:
                        default = (" (standard)" if language == "da" else " (default)") * (
                            value["value"] == reading["default"]
                        )
                        self.assertIn(f"  {value['value']}{default}: {value['text'][language]}\n", done.out)
                    for basis in reading["basis"] + reading["support"]["basis"]:
                        self.assertIn(basis["source"], done.out)
                        self.assertIn(basis["url"] or "", done.out)
                        self.assertIn(basis["quote"] or "", done.out)
                    for rule in self.law["rules"]:
                        self.assertEqual(f" {rule['rule']}\n" in done.out, reading["id"] in rule["readings"])

    def test_one_regime(self) -> None:
        for regime in REGIMES:
            document = self.command("rules", "--regime", regime, "--format", "json").document
            self.assertEqual([r["regime"] for r in document["regimes"]], [regime])
            self.assertEqual(document["rules"], [rule for rule in self.law["rules"] if rule["regime"] == regime])
            for form in ("text", "markdown"):
                text = self.command("rules", "--regime", regime, "--format", form).out
                for rule in self.law["rules"]:
                    self.assertEqual(rule["rule"] in text, rule["regime"] == regime)

    def test_explain_every_rule(self) -> None:
        for rule in self.law["rules"]:
            for language in ("en", "da"):
                with self.subTest(rule["rule"], language=language):
                    done = self.command("explain", rule["rule"], "--lang", language)
                    self.assertEqual((done.status, done.err), (FINE, ""))
                    self.assertTrue(done.out.startswith(rule["rule"] + "\n"))
                    self.assertIn(rule["text"][language], done.out)
                    for basis in rule["basis"]:
                        self.assertIn(basis["source"], done.out)
                        self.assertIn(basis["url"] or "", done.out)
                        self.assertIn(basis["quote"] or "", done.out)
                    for reading in rule["readings"]:
                        self.assertIn(reading, done.out)

    def test_schemas_are_the_files(self) -> None:
        for name in ("course", "assessment", "baseline", "config", "capacity"):
            done = self.run_bytes("schema", name)
            self.assertEqual(done.returncode, FINE)
            self.assertEqual(done.stdout, (SOURCE / "schemas" / f"{name}-1.schema.json").read_bytes())

    def test_version(self) -> None:
        header = (SOURCE / "include/kontaktforloeb/version.hpp").read_text(encoding="utf-8")
        version = re.search(r'VERSION "([^"]+)"', header)
        assert version is not None
        done = self.command("--version")
        self.assertEqual((done.status, done.err), (FINE, ""))
        self.assertIn(version[1], done.out)
        engine = self.check("-", "--format", "json", stdin=json.dumps(FULFILLED).encode()).document["engine"]
        self.assertEqual(engine, {"name": "kontaktforloeb", "version": version[1]})

    def test_help(self) -> None:
        for subcommand, words in [
            ("", ["check", "rules", "explain", "capacity", "schema", "--version", "Exit status"]),
            (
                "check",
                [
                    "PATH",
                    "--as-of",
                    "--as-planned",
                    "--regime",
                    "--reading",
                    "--format",
                    "text|json|junit|sarif|github|gitlab|markdown",
                    "--output",
                    "--baseline",
                    "--write-baseline",
                    "--ignore",
                    "RULE[:COURSE]",
                    "--config",
                    "--no-config",
                    "--stdin-filename",
                    "--jobs",
                    "--fail-on",
                    "error|warning|note|never",
                    "--lang",
                    "en|da",
                    "--strict",
                    "--allow-digit-ids",
                ],
            ),
            ("rules", ["--regime", "--format", "text|json|markdown"]),
            ("explain", ["RULE"]),
            (
                "capacity",
                ["--citizens", "--days", "--weeks", "--intensive-share", "text|json|csv", "--output", "--lang", "330"],
            ),
            ("schema", ["course", "assessment", "admitted", "baseline", "config", "capacity"]),
        ]:
            with self.subTest(subcommand):
                done = self.command(*subcommand.split(), "--help")
                self.assertEqual((done.status, done.err), (FINE, ""))
                for word in words:
                    self.assertIn(word, done.out)


class Planning(CommandTest):
    """`plan` and `check --suggest`."""

    def setUp(self) -> None:
        super().setUp()
        # Nothing held yet; the last days are 15 March and 31 May.
        self.fresh = self.write("fresh.yaml", course("fresh", meetings=None, benefit=None, as_of="2022-03-01"))
        # Booked after the hand-over.
        self.late = self.write(
            "late.yaml",
            course(
                "late",
                meetings=[
                    *FULFILLED["meetings"][:2],
                    {"date": "2022-06-08", "conversations": ["faellessamtale"], "holder": "a_kasse"},
                ],
                as_of="2022-05-02",
            ),
        )
        self.full = self.write("full.yaml", FULFILLED)
        self.violated = self.write("violated.yaml", VIOLATED)
        self.unknown = self.write("unknown.yaml", UNKNOWN)
        self.faulty = self.write("faulty.yaml", course("faulty", registered="2022-3-1"))

    def plan(self, *arguments: str, **more: Any) -> Done:
        return self.command("plan", *arguments, **more)

    def planned(self, *arguments: str) -> Any:
        """The plan of the one course named."""
        return self.plan("--format", "json", *arguments).document["courses"][0]

    def assert_fits(self, name: str, document: Any) -> None:
        schema = json.loads((SOURCE / "schemas" / f"{name}-1.schema.json").read_text(encoding="utf-8"))
        checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        self.assertEqual([error.message for error in checker.iter_errors(document)], [])

    def test_each_status(self) -> None:
        for arguments, status in [
            ([self.fresh], FINE),
            ([self.full], FINE),
            ([self.fresh, "--as-of", "2022-05-30"], FINDINGS),
            ([self.violated], FINDINGS),
            ([self.faulty], USAGE),
            (["missing.yaml"], USAGE),
            ([self.unknown], NO_KNOWN_LAW),
            # The gravest wins.
            ([self.fresh, self.violated], FINDINGS),
            ([self.violated, self.unknown], NO_KNOWN_LAW),
            ([self.violated, self.unknown, self.faulty, self.fresh], USAGE),
        ]:
            for form in ("text", "json", "ics"):
                with self.subTest(arguments, form=form):
                    self.assertEqual(self.plan("--format", form, *arguments).status, status)

    def test_a_faulty_course_gets_no_plan(self) -> None:
        done = self.plan("--format", "json", self.faulty, self.fresh, "missing.yaml")
        self.assertEqual((done.status, done.err), (USAGE, ""))
        self.assertEqual([planned["id"] for planned in done.document["courses"]], ["fresh"])
        self.assertEqual([fault["file"] for fault in done.document["faults"]], [self.faulty, "missing.yaml"])
        self.assert_fits("plan", done.document)
        text = self.plan(self.faulty, self.fresh).out
        self.assertIn("faulty.yaml:4:13", text)
        self.assertIn("1 course: 1 can keep the rules", text)
        # A calendar has no place for faults.
        done = self.plan("--format", "ics", self.faulty, self.fresh)
        self.assertIn("faulty.yaml:4:13", done.err)
        self.assertNotIn("faulty", done.out)

    def test_wrong_usage(self) -> None:
        for words, *arguments in [
            (("PATH",),),
            (("no course",), "."),
            (("--prefer", "Most 1"), self.fresh, "--prefer", "earliest", "--prefer", "latest"),
            (("--prefer", "'soonest'", "spread|earliest|latest"), self.fresh, "--prefer", "soonest"),
            (("--prefer", "spread|earliest|latest"), self.fresh, "--prefer", ""),
            (("--prefer", "spread|earliest|latest"), self.fresh, "--prefer", "1"),
            (("--format", "text|json|ics"), self.fresh, "--format", "sarif"),
            (("--closed", "'2022-2-1'", "YYYY-MM-DD"), self.fresh, "--closed", "2022-2-1"),
            (("--closed", "'2022-02-29'"), self.fresh, "--closed", "2022-02-29"),
            (("--closed", "''"), self.fresh, "--closed", ""),
            (("--horizon", "'2022-13-01'"), self.fresh, "--horizon", "2022-13-01"),
            (("--horizon", "fresh", "2022-03-01"), self.fresh, "--horizon", "2022-02-01"),
            (("--horizon", "fresh"), self.fresh, "--horizon", "2022-03-01"),
            # From Friday to Sunday no day is open.
            (("--horizon",), self.fresh, "--as-of", "2022-03-04", "--horizon", "2022-03-06"),
            (("--as-of", "YYYY-MM-DD"), self.fresh, "--as-of", "tomorrow"),
            (("twice",), "-", "-"),
            (("--as-planned",), self.fresh, "--as-planned"),
        ]:
            with self.subTest(arguments):
                if arguments == ["."]:
                    for path in self.folder.iterdir():
                        path.rename(self.folder / f"{path.name}.away")
                self.assert_usage(self.plan(*arguments), *words)
                if arguments == ["."]:
                    for path in self.folder.iterdir():
                        path.rename(self.folder / path.name.removesuffix(".away"))

    def test_a_horizon_on_a_weekend_with_open_days_before_it(self) -> None:
        planned = self.planned(self.fresh, "--horizon", "2022-03-20")
        self.assertTrue(planned["feasible"])
        self.assertEqual([meeting["discharges"] for meeting in planned["proposed"]], [["trial_2020.cv_samtale"]])
        self.assertEqual(len(planned["later"]), 3)

    def test_every_day_closed(self) -> None:
        first = date(2022, 3, 1).toordinal()
        closed = [f"--closed={date.fromordinal(first + i)}" for i in range(100)]
        self.assert_usage(self.plan(self.fresh, *closed), "--closed", "fresh")
        # One open day is enough for a plan, though not for a lawful one.
        done = self.plan(self.fresh, "--format", "json", *(day for day in closed if day != "--closed=2022-03-09"))
        self.assertEqual(done.status, FINDINGS)
        self.assertEqual([meeting["date"] for meeting in done.document["courses"][0]["proposed"]], ["2022-03-09"])

    def test_closed_days_in_any_order_and_twice(self) -> None:
        days = ["2022-03-04", "2022-03-02", "2022-03-03", "2022-03-02"]
        planned = self.planned(self.fresh, "--prefer", "earliest", *(f"--closed={day}" for day in days))
        self.assertEqual(planned["proposed"][0]["date"], "2022-03-07")

    def test_offices_closing_days_are_open_unless_asked(self) -> None:
        # 27 May 2022 is the day after Ascension.
        options = (self.fresh, "--as-of", "2022-05-26", "--prefer", "earliest")
        self.assertEqual(self.planned(*options)["proposed"][0]["date"], "2022-05-27")
        self.assertEqual(self.planned(*options, "--office-closing-days")["proposed"][0]["date"], "2022-05-30")

    def test_the_number_of_meetings_does_not_depend_on_the_days_preferred(self) -> None:
        days = {}
        for prefer in ("spread", "earliest", "latest"):
            planned = self.planned(self.fresh, "--prefer", prefer)
            self.assertEqual((planned["meetings_added"], planned["feasible"], planned["proven"]), (3, True, True))
            self.assertEqual(planned["prefer"], prefer)
            days[prefer] = [meeting["date"] for meeting in planned["proposed"]]
            self.assertEqual(days[prefer], sorted(days[prefer]))
        self.assertEqual(days["earliest"], ["2022-03-02", "2022-03-03", "2022-03-04"])
        self.assertEqual(days["latest"], ["2022-03-15", "2022-05-30", "2022-05-31"])
        self.assertEqual(self.plan(self.fresh).out, self.plan(self.fresh, "--prefer", "spread").out)

    def test_a_completed_plan_is_lawful(self) -> None:
        for prefer in ("spread", "earliest", "latest"):
            keys = ("date", "conversations", "holder", "form")
            proposed = self.planned(self.fresh, "--prefer", prefer)["proposed"]
            self.write(
                "completed.yaml",
                course(
                    "completed",
                    meetings=[{key: meeting[key] for key in keys} for meeting in proposed],
                    benefit=None,
                    as_of="2022-03-01",
                ),
            )
            self.assertEqual(self.check("completed.yaml", "--as-planned").status, FINE)
            self.assertEqual(self.planned("completed.yaml")["meetings_added"], 0)

    def test_booked_meetings_stay_unless_given_up(self) -> None:
        planned = self.planned(self.late)
        self.assertEqual((planned["kept"], planned["given_up"], planned["meetings_added"]), ([0, 1, 2], [], 1))
        planned = self.planned(self.late, "--move-booked")
        self.assertEqual((planned["kept"], planned["given_up"], planned["meetings_added"]), ([0, 1], [2], 1))

    def test_what_is_unrecorded_counts_as_not_held(self) -> None:
        planned = self.planned(self.write("planned.yaml", PLANNED), "--as-of", "2022-04-08")
        self.assertIn("trial_2020.cv_samtale", [conflict["rule"] for conflict in planned["conflicts"]])
        self.assertEqual({conflict["why"] for conflict in planned["conflicts"]}, {"passed"})

    def test_the_document(self) -> None:
        for arguments in (
            [self.fresh],
            [self.late, "--move-booked"],
            [self.unknown],
            ["."],
            [self.fresh, "--lang", "da"],
        ):
            with self.subTest(arguments):
                done = self.plan("--format", "json", *arguments)
                self.assert_fits("plan", done.document)
                self.assertEqual(done.out, json.dumps(done.document, indent=2, ensure_ascii=False) + "\n")
        self.assertEqual(self.planned(self.unknown)["regime"], None)
        self.assertTrue(self.planned(self.unknown)["reason"])

    def test_the_same_input_gives_the_same_bytes(self) -> None:
        for form in ("text", "json", "ics"):
            for prefer in ("spread", "earliest", "latest"):
                arguments = ["plan", ".", "--format", form, "--prefer", prefer]
                self.assertEqual(self.run_bytes(*arguments).stdout, self.run_bytes(*arguments).stdout)
        arguments = ["check", ".", "--suggest", "--format", "json"]
        self.assertEqual(
            self.run_bytes(*arguments, "--jobs", "1").stdout, self.run_bytes(*arguments, "--jobs", "4").stdout
        )

    def test_text_in_both_languages(self) -> None:
        english, danish = self.plan(".").out, self.plan(".", "--lang", "da").out
        for words in ("feasible", "not feasible", "  add ", "  conflict ", "held by the a-kasse"):
            self.assertIn(words, english)
        for words in ("muligt", "ikke muligt", "  tilføj ", "  konflikt ", "holdt af a-kassen"):
            self.assertIn(words, danish)
        for text in (english, danish):
            self.assertFalse(any(line != line.rstrip() for line in text.splitlines()), "blanks at the end of a line")

    def calendar(self, *arguments: str) -> list[str]:
        """The calendar's lines, unfolded; how they are written is looked at on the way."""
        done = self.run_bytes("plan", "--format", "ics", *arguments)
        self.assertTrue(done.stdout.endswith(b"END:VCALENDAR\r\n"))
        lines = done.stdout.split(b"\r\n")
        for line in lines:
            self.assertNotIn(b"\n", line)
            self.assertNotIn(b"\r", line)
            self.assertLessEqual(len(line), 75)
            line.decode()  # no character is cut in two
        return done.stdout.replace(b"\r\n ", b"").decode().split("\r\n")

    def test_the_calendar(self) -> None:
        for language in ("en", "da"):
            lines = self.calendar(self.fresh, "--lang", language)
            proposed = self.planned(self.fresh)["proposed"]
            for name, values in [
                ("DTSTART;VALUE=DATE:", [meeting["date"].replace("-", "") for meeting in proposed]),
                ("DTSTAMP:", ["20220301T000000Z"] * 3),
            ]:
                self.assertEqual([line[len(name) :] for line in lines if line.startswith(name)], values)
            summaries = [line for line in lines if line.startswith("SUMMARY:")]
            self.assertTrue(all(line.startswith("SUMMARY:fresh: ") for line in summaries))
            self.assertEqual(lines.count("BEGIN:VEVENT"), 3)
            self.assertEqual(lines.count("END:VEVENT"), 3)

    def test_nothing_is_said_of_the_person_but_the_id(self) -> None:
        text = "\n".join(self.calendar(self.fresh))
        for fact in ("FOA", "Odense", "full_time", "fresh.yaml"):
            self.assertNotIn(fact, text)

    def test_names_of_events_do_not_hang_on_days(self) -> None:
        def names(*arguments: str) -> list[str]:
            return [line for line in self.calendar(*arguments) if line.startswith("UID:")]

        earliest = names(self.fresh, "--prefer", "earliest")
        self.assertEqual(len(set(earliest)), 3)
        self.assertEqual(earliest, names(self.fresh, "--prefer", "latest"))
        self.assertEqual(earliest, names(self.fresh, "--prefer", "latest", "--lang", "da", "--as-of", "2022-03-03"))
        # Each of the four jobsamtaler of the national law has a name of its own.
        national = names(self.fresh, "--regime", "national_2020")
        self.assertEqual(len(national), len(set(national)))
        other = course("other", meetings=None, benefit=None, as_of="2022-03-01")
        self.assertFalse(set(earliest) & set(names(self.write("other.yaml", other))))

    def test_output(self) -> None:
        for form in ("text", "json", "ics"):
            with self.subTest(form):
                done = self.plan(self.fresh, "--format", form, "--output", "report")
                self.assertEqual((done.status, done.out, done.err), (FINE, "", ""))
                self.assertEqual(
                    (self.folder / "report").read_bytes(), self.run_bytes("plan", self.fresh, "--format", form).stdout
                )

    def test_nothing_is_written_on_wrong_usage(self) -> None:
        before = {path.name: path.read_bytes() for path in self.folder.iterdir()}
        self.assert_usage(self.plan(self.fresh, "--output", "missing/report"), "--output", "missing/report")
        self.assert_usage(self.plan(self.fresh, "--output", ""), "--output")
        for wrong in (
            ["--horizon", "2022-03-01"],
            ["--closed", "2022-2-1"],
            ["--prefer", "soonest"],
            ["--as-of", "x"],
        ):
            self.assert_usage(self.plan(self.fresh, "--output", "report", *wrong), wrong[0])
        # A course is never written over, be it planned or not.
        for name in (self.fresh, self.full):
            self.assert_usage(self.plan(self.fresh, "--output", name), "--output", "course file")
        self.assertEqual({path.name: path.read_bytes() for path in self.folder.iterdir()}, before)

    def suggested(self, *arguments: str) -> Any:
        document = self.check("--suggest", "--format", "json", *arguments).document
        self.assert_fits("assessment", document)
        return document["courses"][0].get("repair")

    def test_suggest_changes_no_verdict_and_no_status(self) -> None:
        for name in (self.fresh, self.late, self.full, self.violated, self.unknown, self.faulty):
            with self.subTest(name):
                plain, more = (self.check(*options, name, "--format", "json") for options in ([], ["--suggest"]))
                self.assertEqual(plain.status, more.status)
                document = more.document
                for assessed in document["courses"]:
                    assessed.pop("repair", None)
                self.assertEqual(plain.document, document)

    def test_the_smallest_change(self) -> None:
        repair = self.suggested(self.late)
        self.assertEqual((repair["possible"], repair["size"], len(repair["edits"])), (True, 1, 1))
        edit = repair["edits"][0]
        self.assertEqual((edit["op"], edit["meeting"], edit["to"]), ("move", 2, {"date": "2022-05-31"}))
        self.assertEqual([[other["op"] for other in edits] for edits in repair["alternatives"]], [["add"]])
        self.assertEqual((repair["proof"]["proven"], repair["proof"]["at_least"]), (True, 1))
        text = self.check(self.late, "--suggest").out
        self.assertIn("  repair          Move meeting 3 (fællessamtale, 8 June 2022) to 31 May 2022.", text)
        self.assertIn("  or              Add a meeting", text)

    def test_beyond_repair(self) -> None:
        repair = self.suggested(self.violated)
        self.assertEqual((repair["possible"], repair["size"], repair["edits"]), (False, 0, []))
        self.assertEqual(repair["beyond_repair"], ["trial_2020.faellessamtale"])

    def test_nothing_to_repair(self) -> None:
        repair = self.suggested(self.full)
        self.assertEqual((repair["possible"], repair["size"], repair["edits"]), (True, 0, []))
        self.assertIsNone(self.suggested(self.unknown))

    def test_next_says_until_when(self) -> None:
        following = self.check(self.fresh, "--format", "json").document["courses"][0]["next"]
        self.assertEqual(
            [(entry["rule"], entry["due"], entry["slack_days"], entry["last_feasible_day"]) for entry in following],
            [
                ("trial_2020.cv_samtale", "2022-03-15", 14, "2022-03-15"),
                ("trial_2020.jobsamtale", "2022-05-31", 91, "2022-05-27"),
                ("trial_2020.faellessamtale", "2022-05-31", 91, "2022-05-27"),
                ("trial_2020.raadighedssamtale", "2022-05-31", 91, "2022-05-27"),
            ],
        )
        self.assertIn("by 31 May 2022 (expected); to be begun by 27 May 2022", self.check(self.fresh).out)


class Capacity(CommandTest):
    """capacity: every printed number, other inputs, and what it refuses."""

    def capacity(self, *arguments: str, **more: Any) -> Done:
        return self.command("capacity", *arguments, **more)

    def test_the_document(self) -> None:
        done = self.capacity("--format", "json")
        self.assertEqual((done.status, done.err), (FINE, ""))
        document = done.document
        self.assertEqual(list(document)[:5], ["schema", "inputs", "general", "intensive", "grid"])
        self.assertEqual(document["schema"], "kontaktforloeb/capacity-1")
        self.assertEqual(document["inputs"], {"citizens": 330, "days": 3, "weeks": 44, "intensive_share": 30})
        self.assertEqual(document["general"], {"timely": 1320, "every_second_month": 1980, "monthly": 3960})
        self.assertEqual(
            document["intensive"],
            {
                "twice_a_month": {"intensive": 2376, "timely": 924, "total": 3300},
                "monthly": {"intensive": 1188, "timely": 924, "total": 2112},
                "every_second_month": {"intensive": 594, "timely": 924, "total": 1518},
            },
        )
        self.assertEqual(document["grid"], [[132 * k * n for n in range(1, 10)] for k in range(1, 9)])
        self.assertEqual(done.out, json.dumps(document, indent=2, ensure_ascii=False) + "\n")

    def test_every_number_has_its_source(self) -> None:
        document = self.capacity("--format", "json").document
        for row in [*document["frequencies"], *document["usual"], document["caveat"]]:
            for basis in row["basis"]:
                self.assertTrue(basis["source"])
                self.assertIn(basis["evidence"], ("report", "inferred"))

    def test_staff(self) -> None:
        needs = self.capacity("--format", "json").document["fte"]
        for effort, frequency, per_day, decimal, whole in [
            ("general", "timely", 4, 2.5, 3),
            ("intensive", "every_second_month", 4, 2.875, 3),
            ("intensive", "monthly", 4, 4, 4),
            ("intensive", "twice_a_month", 4, 6.25, 7),
            ("general", "monthly", 4, 7.5, 8),
            ("general", "monthly", 3, 10, 10),
        ]:
            with self.subTest(effort=effort, frequency=frequency, per_day=per_day):
                row = needs[effort][frequency][per_day - 1]
                self.assertEqual((row["per_day"], row["decimal"], row["whole"]), (per_day, decimal, whole))

    def test_every_option_counts(self) -> None:
        options = ("--citizens", "331", "--days", "2", "--weeks", "43", "--intensive-share", "37")
        document = self.capacity(*options, "--format", "json").document
        self.assertEqual(document["inputs"], {"citizens": 331, "days": 2, "weeks": 43, "intensive_share": 37})
        self.assertEqual(document["general"]["timely"], 331 * 4)
        # 331 * 37 * 12 and 331 * 63 * 4 hundredths.
        self.assertEqual(document["intensive"]["monthly"], {"intensive": 1469.64, "timely": 834.12, "total": 2304})
        self.assertEqual(document["grid"][7][8], 8 * 9 * 2 * 43)

    def test_csv(self) -> None:
        done = self.run_bytes("capacity", "--format", "csv")
        self.assertEqual((done.returncode, done.stderr), (FINE, b""))
        lines = done.stdout.decode().split("\r\n")
        self.assertEqual(lines.pop(), "")
        self.assertFalse(any("\n" in line for line in lines))
        self.assertEqual({line.count(",") for line in lines}, {10})
        self.assertIn("330,3,44,30,held,,,,8,9,9504", lines)
        self.assertIn("330,3,44,30,fte,intensive,every_second_month,total,4,,2.875", lines)
        self.assertIn("330,3,44,30,staff,intensive,every_second_month,total,4,,3", lines)

    def test_text_in_both_languages(self) -> None:
        english, danish = self.capacity().out, self.capacity("--lang", "da").out
        for number in (1320, 1980, 3960, 2376, 1188, 594, 924, 3300, 2112, 1518, 9504):
            self.assertRegex(english, rf"\b{number}\b")
            self.assertRegex(danish, rf"\b{number}\b")
        self.assertIn("2.875", english)
        self.assertIn("2,875", danish)
        self.assertIn("not today's law", english)
        self.assertIn("ikke nutidens lov", danish)
        for text in (english, danish):
            self.assertIn("(report)", text)
            self.assertFalse(any(line != line.rstrip() for line in text.splitlines()), "blanks at the end of a line")

    def test_columns_stay_apart_at_the_limits(self) -> None:
        # 10,000,000 citizens and one conversation day a year: numbers as long as they get, thirds among them.
        options = ("--citizens", "10000000", "--days", "1", "--weeks", "1", "--intensive-share", "99")
        text = self.capacity(*options).out
        needs = text[text.index("Full-time staff that") :]
        for name in ("timely", "every second month", "monthly", "twice a month"):
            rows = re.findall(rf"^  {name} (.*)$", needs, re.MULTILINE)
            self.assertGreaterEqual(len(rows), 1, name)
            for row in rows:
                self.assertEqual(len(row.split()), 9, row)
        self.assertRegex(needs, r" [0-9]{8}\.[0-9]{3} ")
        self.assertIn("240000000", self.capacity(*options[:-1], "100").out)

    def test_what_an_input_may_not_be(self) -> None:
        for option, allowed in [
            ("--citizens", "from 0 to 10000000"),
            ("--days", "from 1 to 7"),
            ("--weeks", "from 1 to 53"),
            ("--intensive-share", "from 0 to 100"),
        ]:
            high = str(int(allowed.split()[-1]) + 1)
            for value in ("-1", high, "99999999999999999999", "3.5", "1e3", "+3", " 3", "3 ", "abc", "30%", ""):
                with self.subTest(option, value=value):
                    self.assert_usage(
                        self.capacity(option, value), option, f"'{value}' is not a whole number {allowed}"
                    )
        for option in ("--days", "--weeks"):
            self.assert_usage(self.capacity(option, "0"), option, "'0' is not a whole number from 1")
        self.assertEqual(self.capacity("--citizens", "0", "--intensive-share", "0").status, FINE)
        self.assert_usage(self.capacity("--format", "xml"), "text|json|csv")
        self.assert_usage(self.capacity("--lang", "dk"), "en|da")
        self.assert_usage(self.capacity("330"))

    def test_what_was_mistyped_is_no_cpr_number_again(self) -> None:
        self.assertNotIn("0101801234", self.capacity("--citizens", "010180-1234").err)
        self.assertNotIn("010180-1234", self.capacity("--citizens", "010180-1234").err)

    def test_output(self) -> None:
        for form in ("text", "json", "csv"):
            done = self.capacity("--format", form, "--output", "report")
            self.assertEqual((done.status, done.out, done.err), (FINE, "", ""))
            self.assertEqual((self.folder / "report").read_bytes(), self.run_bytes("capacity", "--format", form).stdout)
        self.assert_usage(self.capacity("--output", "missing/report"), "--output", "missing/report")
        self.assert_usage(self.capacity("--output", ""), "--output")
        self.assert_usage(self.capacity("--output", "report", "--days", "0"), "--days")
        self.assertEqual({path.name for path in self.folder.iterdir()}, {"report"})


if __name__ == "__main__":
    unittest.main()
