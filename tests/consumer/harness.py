"""What the consumers written in Python share: a folder of their own, and commands that must end as expected."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]

# What a stranger's environment would not have: settings of this project, of a pytest around, of git hooks.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("KONTAKTFORLOEB_", "PYTEST_", "GIT_", "GITHUB_", "INPUT_", "PRE_COMMIT", "SKBUILD_"))
}


def fresh(folder: Path) -> Path:
    """Give an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def run(
    command: list[str | Path],
    *,
    cwd: Path,
    expect: int = 0,
    contains: tuple[str, ...] = (),
    environment: Mapping[str, str] | None = None,
) -> str:
    """Run a command, which must end with a status and say some words; give all that it said."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**ENVIRONMENT, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    print(f"$ {' '.join(map(str, command))}\n{done.stdout}-> {done.returncode}\n", flush=True)
    need(done.returncode == expect, f"ended with {done.returncode}, where {expect} was expected")
    for words in contains:
        need(words in done.stdout, f"did not say '{words}'")
    return done.stdout


def need(condition: bool, problem: str) -> None:
    """Stop the test unless a condition holds."""
    if not condition:
        sys.exit(f"FAILED: {problem}")
