"""The notebooks run from top to bottom and show what they say; so does the example program."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

pytestmark = pytest.mark.filterwarnings("default")


def outputs(name: str, source: Path) -> tuple[str, str]:
    """Give what an executed notebook shows, as text and as HTML."""
    folder = source / "examples/notebooks"
    notebook: Any = nbformat.read(folder / name, as_version=4)  # type: ignore[no-untyped-call]
    assert all(not cell.get("outputs") for cell in notebook.cells), "notebooks are kept without outputs"
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    text, html = [], []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            assert output.get("name") != "stderr", output.get("text")
            text.append(output.get("text") or output.get("data", {}).get("text/plain", ""))
            html.append(output.get("data", {}).get("text/html", ""))
    return "\n".join(text), "\n".join(html)


def test_validate_a_plan(source: Path) -> None:
    text, html = outputs("validate_a_plan.ipynb", source)
    assert "2 jobsamtaler required by 30 November 2021, 1 held." in text
    assert "the a-kasse has the course until 2021-11-30" in text
    assert "fewest meetings: 3\nfulfilled" in text
    assert "trial_2020.merging breached" in text
    assert "member-7" in html
    assert "<svg" in html


def test_repair_a_plan(source: Path) -> None:
    text, html = outputs("repair_a_plan.ipynb", source)
    assert "trial_2020.cv_samtale planned_late" in text
    assert "trial_2020.merging breached" in text
    assert "2 changes; proven: True" in text
    assert "Move meeting 1 (CV-samtale and jobsamtale, 24 September 2021)" in text
    assert "violated -> fulfilled" in text
    assert "feasible: True - given up: (0, 1, 2)" in text
    assert "BEGIN:VCALENDAR" in text
    assert "beyond repair: ('trial_2020.cv_samtale',)" in text
    pictures = [part for part in html.split("\n") if "<svg" in part]
    assert pictures and html.count("planned") > 2


def test_the_law(source: Path) -> None:
    text, html = outputs("the_law.ipynb", source)
    assert "{'trial_2020': 3, 'normalindsats': 5}" in text
    assert "handover_test" in text
    assert "trial_2020.raadighedssamtale met - ContestedBy(reading='handover_test'" in text
    assert "the a-kasse takes part in the municipality" in text
    assert re.search(r"handover_test +immediate +[1-9]", text)
    assert "trial_2020.jobsamtale" in html


def test_a_cohort(source: Path) -> None:
    text, html = outputs("a_cohort.ipynb", source)
    changed = re.search(r"([0-9]+) of 5000 courses change verdict", text)
    assert changed
    assert int(changed[1]) > 0
    assert "covered_before" in html
    assert "trial_2020.jobsamtale" in html
    first, second = re.findall(r"(?:end_of_month|immediate) (\w+) (20[0-9-]+)", text)
    assert first[0] != second[0]
    assert first[1] > second[1]


def test_deadlines(source: Path, tmp_path: Path) -> None:
    program = [sys.executable, str(source / "examples/deadlines.py")]
    done = subprocess.run(
        [*program, str(source / "examples/courses"), "2021-09-15"], capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["2021-09-20", "member-0042", "trial_2020.cv_samtale"]
    assert "2022-11-30 (expected)    plan-in-ci               trial_2020.jobsamtale" in lines
    (tmp_path / "wrong.yaml").write_text("schema: kontaktforloeb/course-1\n")
    (tmp_path / "right.yaml").write_bytes((source / "examples/courses/member-0042.yaml").read_bytes())
    done = subprocess.run([*program, str(tmp_path), "2021-09-15"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "wrong.yaml:1:1: id: is required" in done.stderr
    assert done.stdout.splitlines() == [line for line in lines if "member-0042" in line]
