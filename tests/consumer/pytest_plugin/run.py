"""Runs a stranger's tests, whose courses the installed package collects; and again without it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree

import kontaktforloeb

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from harness import fresh, need, run


def main() -> None:
    need(Path(kontaktforloeb.__file__).is_relative_to(sys.prefix), "the package is not the installed one")
    here, folder = Path(__file__).resolve().parent, fresh(Path(sys.argv[1])) / "project"
    shutil.copytree(here, folder, ignore=shutil.ignore_patterns("run.py"))

    pytest: list[str | Path] = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
    run(
        [*pytest, "-rf", "--junit-xml=report.xml"],
        cwd=folder,
        expect=1,
        contains=(
            "kontaktforloeb: files matching kontaktforloeb_courses: 3, as of 2021-12-31, fails on error",
            "1 file(s) without the schema key of a course passed over",
            "plans/for sent på vej.yaml:10:5: error: late: trial_2020.jobsamtale late",
            "2 jobsamtaler required by 30 November 2021, 1 held in time; completed on 2 December 2021, 2 days late.",
            "1 failed, 12 passed",
        ),
    )
    cases = list(ElementTree.parse(folder / "report.xml").iter("testcase"))
    failed = [case.get("name") for case in cases if case.find("failure") is not None]
    need((len(cases), failed) == (13, ["trial_2020.jobsamtale"]), f"{len(cases)} cases, failed: {failed}")

    run([*pytest, "-k", "faellessamtale"], cwd=folder, contains=("2 passed, 11 deselected",))
    run([*pytest, "plans/kept.yaml"], cwd=folder, contains=("6 passed",))
    run([*pytest, "plans/kept.yaml::trial_2020.form"], cwd=folder, contains=("1 passed",))
    # A project that does not ask is left alone.
    (folder / "pyproject.toml").unlink()
    run([*pytest], cwd=folder, contains=("1 passed",))


if __name__ == "__main__":
    main()
