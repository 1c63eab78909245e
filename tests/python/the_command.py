"""The command, run in a folder with courses of its own."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCE = Path(os.environ.get("KONTAKTFORLOEB_SOURCE_DIR") or Path(__file__).resolve().parents[2])
FINE, FINDINGS, USAGE, NO_KNOWN_LAW = 0, 1, 2, 3

# A course of the trial, all five conversations held in time on days that no reading disputes. The regime is named: what
# the national law asks for after the trial is another matter, and partly not settled.
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
    "regime": "trial_2020",
    "as_of": "2022-06-30",
}
MERGED = {"conversations": ["cv_samtale", "raadighedssamtale"], "holder": "a_kasse", "status": "held"}
FAULTY = "schema: kontaktforloeb/course-1\nid: faulty\nperson: {insurance: none}\nregistered: 2022-02-30\n"


def course(name: str = "fulfilled", **changes: Any) -> dict[str, Any]:
    """Give the course above with other facts; a fact that is None is left out."""
    facts = copy.deepcopy(FULFILLED) | {"id": name} | changes
    return {key: value for key, value in facts.items() if value is not None}


def violated(name: str = "violated") -> dict[str, Any]:
    """Give a course in which the joint conversation was missed."""
    return course(name, meetings=FULFILLED["meetings"][:2])


def merged(*meetings: dict[str, Any], name: str = "merged") -> dict[str, Any]:
    """Give a course whose first meetings join what may not be joined."""
    return course(name, meetings=[*(MERGED | meeting for meeting in meetings), *FULFILLED["meetings"]])


def still_open(name: str = "open") -> dict[str, Any]:
    """Give a course in which something is still to be held."""
    return course(name, meetings=FULFILLED["meetings"][:2], as_of="2022-05-01")


def undecided(name: str = "undecided") -> dict[str, Any]:
    """Give a course in which something cannot be decided."""
    return course(name, events=None)


def unknown(name: str = "unknown") -> dict[str, Any]:
    """Give a course whose law is not known: its benefit period begins before the first of the regimes."""
    return course(name, registered="2015-06-01", benefit=None, meetings=None, events=None, regime=None)


def handed_over(name: str = "handed-over") -> dict[str, Any]:
    """Give the course above under the regimes that its facts choose: after the trial the national law follows."""
    return course(name, regime=None)


def as_yaml(facts: dict[str, Any]) -> str:
    """Give YAML with a key a line; what is below the keys is JSON, which is YAML too."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts.items())


@dataclass
class Done:
    """What a run gave."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


class Folder:
    """A folder with files in which the command runs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        named = os.environ.get("KONTAKTFORLOEB_CLI") or shutil.which(
            "kontaktforloeb", path=sysconfig.get_path("scripts")
        )
        assert named, "set KONTAKTFORLOEB_CLI to the command"
        self.program = Path(named).resolve()

    def write(self, name: str, content: dict[str, Any] | str | bytes) -> str:
        """Write a course or a text."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, dict):
            content = as_yaml(content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    def read(self, name: str) -> str:
        """Read a file that the command wrote."""
        return (self.path / name).read_bytes().decode()

    def names(self) -> set[str]:
        """Name all files."""
        return {path.relative_to(self.path).as_posix() for path in self.path.rglob("*") if path.is_file()}

    def check(self, *arguments: str, stdin: str | bytes = b"", cwd: str = ".", **environment: str) -> Done:
        """Run ``kontaktforloeb check``."""
        ours = ("GITHUB_STEP_SUMMARY",)
        clean = {k: v for k, v in os.environ.items() if not k.startswith("KONTAKTFORLOEB_") and k not in ours}
        done = subprocess.run(
            [self.program, "check", *arguments],
            cwd=self.path / cwd,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            env=clean | environment,
            check=False,
            timeout=120,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def usage(self, *arguments: str, **more: Any) -> str:
        """Run with something wrong: status 2, nothing on standard output, no file written; what is said."""
        before = self.names()
        done = self.check(*arguments, **more)
        assert (done.status, done.out) == (USAGE, ""), done
        assert self.names() == before
        assert done.err.startswith("kontaktforloeb: ")
        return done.err
