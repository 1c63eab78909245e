#!/usr/bin/env python3
"""Writes examples/expected anew: what the command says of the example courses, and what examples/embed.cpp prints.

    tools/update_expected.py COMMAND

Read the difference before you keep it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
COURSES = EXAMPLES / "courses"
EXPECTED = EXAMPLES / "expected"


def course_files() -> list[Path]:
    return sorted(path for path in COURSES.iterdir() if path.suffix in (".yaml", ".yml", ".json"))


def outputs() -> dict[str, list[str]]:
    """The files that the command writes, each with the command's arguments; it runs in the folder of the courses."""
    runs = {f"{path.stem}.txt": ["check", path.name] for path in course_files()}
    runs["plan-in-ci.as-planned.txt"] = ["check", "--as-planned", "plan-in-ci.yaml"]
    runs["job-and-return.in-the-job.txt"] = ["check", "--as-of", "2022-05-02", "job-and-return.yaml"]
    runs["repair-late-joint.as-planned.txt"] = ["check", "--as-planned", "--suggest", "repair-late-joint.yaml"]
    runs["repair-three-in-one.suggest.txt"] = ["check", "--suggest", "repair-three-in-one.yaml"]
    runs["repair-three-in-one.suggest.json"] = ["check", "--suggest", "--format", "json", "repair-three-in-one.yaml"]
    runs["repair-cv-missed.suggest.txt"] = ["check", "--suggest", "repair-cv-missed.yaml"]
    runs["repair-cv-missed.plan.txt"] = ["plan", "repair-cv-missed.yaml"]
    for form, ending in [("text", "txt"), ("json", "json"), ("ics", "ics")]:
        runs[f"fresh-trial.plan.{ending}"] = ["plan", "--format", form, "fresh-trial.yaml"]
    runs["all.plan.da.txt"] = ["plan", "--lang", "da", "."]
    runs["all.da.txt"] = ["check", "--lang", "da", "."]
    runs["all.json"] = ["check", "--format", "json", "."]
    return runs


def run(command: str | Path, arguments: list[str]) -> bytes:
    """What the command prints; a status that speaks of its use or of itself is an error."""
    done = subprocess.run([command, *arguments], cwd=COURSES, capture_output=True, check=False)
    if done.returncode not in (0, 1, 3):
        raise RuntimeError(f"{arguments}: status {done.returncode}: {done.stderr.decode()}{done.stdout.decode()}")
    return done.stdout


def run_embed() -> bytes:
    """Compiles examples/embed.cpp with the core's headers alone and runs it."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "embed"
        compiler = os.environ.get("CXX", "g++")
        subprocess.run(
            [
                compiler,
                "-std=c++20",
                "-Wall",
                "-Wextra",
                "-Werror",
                f"-I{EXAMPLES.parent / 'include'}",
                EXAMPLES / "embed.cpp",
                "-o",
                program,
            ],
            check=True,
        )
        return subprocess.run([program], check=True, stdout=subprocess.PIPE).stdout


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: tools/update_expected.py COMMAND", file=sys.stderr)
        return 2
    command = Path(sys.argv[1]).resolve()
    files = {name: run(command, arguments) for name, arguments in outputs().items()}
    files["embed.txt"] = run_embed()
    EXPECTED.mkdir(exist_ok=True)
    for old in EXPECTED.iterdir():
        if old.name not in files:
            old.unlink()
    for name, text in files.items():
        (EXPECTED / name).write_bytes(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
