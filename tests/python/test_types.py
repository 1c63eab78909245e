"""Types: the stub says what the module has, and the package and its examples are sound under mypy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def call(*arguments: str, cwd: Path) -> None:
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_stub_is_the_module(tmp_path: Path, source: Path) -> None:
    call("mypy.stubtest", "kontaktforloeb._core", "--mypy-config-file", str(source / "pyproject.toml"), cwd=tmp_path)


def test_the_package_and_its_examples_are_sound(tmp_path: Path, source: Path) -> None:
    call(
        "mypy",
        "--cache-dir",
        str(tmp_path),
        "--config-file",
        "pyproject.toml",
        "python/kontaktforloeb",
        "examples",
        cwd=source,
    )


def test_users_see_the_types(tmp_path: Path, source: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import datetime\n"
        "import kontaktforloeb as kf\n"
        "course = kf.read('x.yaml')\n"
        "day: datetime.date | None = kf.assess(course).findings[0].due\n"
        "verdict: kf.Verdict | None = kf.assess(course).verdict\n"
        "columns = kf.to_frame([kf.assess(course)]).columns\n"
    )
    call("mypy", "--strict", str(program), cwd=tmp_path)
    program.write_text("import kontaktforloeb as kf\nkf.assess('x.yaml')\n")
    with pytest.raises(AssertionError, match="arg-type"):
        call("mypy", "--strict", str(program), cwd=tmp_path)
