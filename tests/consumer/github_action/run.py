"""Runs the steps of action.yml as GitHub does: by bash, with inputs in the environment and files for what they give."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pybind11
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from harness import SOURCE, fresh, need, run

COURSES = SOURCE / "tests/consumer/add_check"
EXPRESSION = re.compile(r"\$\{\{\s*inputs\.([\w-]+)\s*\}\}")
# How GitHub starts `shell: bash`.
BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail"]


class Runner:
    """What GitHub's runner does with a composite action, as far as this one asks for it."""

    def __init__(self, action: dict[str, Any], work: Path) -> None:
        self.action, self.temp = action, fresh(work / "temp")
        self.workspace = fresh(work / "work space")
        bin_folder = fresh(work / "bin")
        # Nothing is missing here, so that being root changes nothing.
        (bin_folder / "sudo").write_text('#!/bin/sh\nexec "$@"\n')
        (bin_folder / "sudo").chmod(0o755)
        self.environment = {
            "PATH": f"{bin_folder}:{os.environ['PATH']}",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(SOURCE),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temp),
        }

    def script(self, step: dict[str, Any]) -> Path:
        path = self.temp / f"{step['name'].replace(' ', '-')}.sh"
        path.write_text(step["run"], encoding="utf-8")
        return path

    def step(
        self, number: int, inputs: dict[str, str], expect: int = 0, contains: tuple[str, ...] = ()
    ) -> tuple[str, dict[str, str], str]:
        """Run one step; give what it printed, its outputs and its summary."""
        given = {name: str(about["default"]) for name, about in self.action["inputs"].items()} | inputs
        step = self.action["runs"]["steps"][number]
        files = {name: self.temp / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("")
        environment = {name: EXPRESSION.sub(lambda found: given[found[1]], text) for name, text in step["env"].items()}
        printed = run(
            [*BASH, self.script(step)],
            cwd=self.workspace,
            environment=self.environment | environment | {name: str(file) for name, file in files.items()},
            expect=expect,
            contains=contains,
        )
        outputs = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines())
        return printed, outputs, files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")


def look_at(action: dict[str, Any], runner: Runner) -> None:
    """What holds of the text: nothing of a workflow is pasted into code, every input is used, no stranger's action."""
    steps = action["runs"]["steps"]
    for step in steps:
        need("uses" not in step, "a step uses an action of somebody else")
        need(step["shell"] == "bash", "a step has no shell")
        need("${{" not in step["run"], f"'{step['name']}' pastes an expression into its code")
        run(["shellcheck", "--shell=bash", runner.script(step)], cwd=runner.workspace)
    used = {name for step in steps for text in step["env"].values() for name in EXPRESSION.findall(text)}
    need(used == set(action["inputs"]), f"inputs: {set(action['inputs']) ^ used} are declared or used, not both")
    for name, output in action["outputs"].items():
        need(output["value"] == f"${{{{ steps.check.outputs.{name} }}}}", f"the output {name} is not that of the step")
    need(steps[-1].get("id") == "check", "the last step is not called check")


def main() -> None:
    work = fresh(Path(sys.argv[1]))
    action = yaml.safe_load((SOURCE / "action.yml").read_text(encoding="utf-8"))
    runner = Runner(action, work)
    look_at(action, runner)
    check = len(action["runs"]["steps"]) - 1

    # The package is built from the action's checkout, here on top of what `make venv` left of building the same.
    site = sysconfig.get_path("purelib")
    build = {
        "PIP_NO_BUILD_ISOLATION": "0",
        "PYTHONPATH": site,
        "PATH": f"{Path(sys.executable).parent}:{runner.environment['PATH']}",
        "SKBUILD_CMAKE_DEFINE": f"pybind11_DIR={pybind11.get_cmake_dir()};KONTAKTFORLOEB_STRICT=ON",
    }
    runner.environment |= build
    runner.step(0, {})
    for name in build.keys() - {"PATH"}:
        del runner.environment[name]
    command = runner.temp / "kontaktforloeb/bin/kontaktforloeb"
    need(command.is_file(), "the command is not installed")
    # A version that is not published: asked for by number, not built.
    runner.environment["PIP_NO_INDEX"] = "1"
    runner.step(0, {"version": "0.0.0"}, expect=1, contains=("kontaktforloeb==0.0.0",))

    workspace = runner.workspace
    shutil.copytree(COURSES / "plans", workspace / "plans")
    shutil.copytree(COURSES / "broken", workspace / "på vej")
    shutil.copy(COURSES / "baseline.json", workspace)

    # Nothing to complain of.
    printed, outputs, summary = runner.step(check, {"paths": "plans"})
    need(outputs == {"status": "0", "sarif": "kontaktforloeb.sarif"}, f"outputs: {outputs}")
    need("::error" not in printed and "2 courses" in summary, "the good courses are complained of")
    sarif = json.loads((workspace / "kontaktforloeb.sarif").read_text(encoding="utf-8"))
    need(sarif["version"] == "2.1.0", "the SARIF file is none")

    # A finding: annotated, in the SARIF file, in the summary.
    printed, outputs, summary = runner.step(check, {"paths": "plans\n\npå vej", "sarif": "out put.sarif"}, expect=1)
    need(outputs == {"status": "1", "sarif": "out put.sarif"}, f"outputs: {outputs}")
    annotation = "::error file=på vej/for sent.yaml,line=10,col=5,title=trial_2020.jobsamtale::late: 2 jobsamtaler"
    need(printed.startswith(annotation), "no annotation")
    need("trial_2020.jobsamtale" in summary, "the summary does not name the rule")
    results = json.loads((workspace / "out put.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    need([each["ruleId"] for each in results if each["level"] == "error"] == ["trial_2020.jobsamtale"], "no result")

    # Each input reaches the command.
    late = {"paths": "på vej", "sarif": ""}
    _, outputs, _ = runner.step(check, late | {"fail-on": "never"})
    need(outputs == {"status": "0"}, f"outputs: {outputs}")
    runner.step(check, late | {"baseline": "baseline.json"}, contains=("1 in the baseline",))
    runner.step(check, late | {"lang": "da"}, expect=1, contains=("2 jobsamtaler kræves senest",))
    runner.step(check, late | {"as-of": "2021-09-18"}, expect=1, contains=("planned only after that day",))
    runner.step(check, late | {"as-planned": "true"}, expect=1)
    (workspace / "other.toml").write_text('paths = ["på vej"]\nlang = "da"\n', encoding="utf-8")
    runner.step(check, {"config": "other.toml"}, expect=1, contains=("1 forløb",))

    # What goes wrong is told, and no older file passes for its result.
    old = (workspace / "out put.sarif").stat()
    _, outputs, _ = runner.step(check, {"paths": "gone", "sarif": "out put.sarif", "as-of": "2021-9-6"}, expect=2)
    need(outputs == {"status": "2"}, f"outputs: {outputs}")
    need((workspace / "out put.sarif").stat() == old, "the older file was touched")
    runner.step(check, {}, expect=2, contains=("PATH is required",))
    runner.step(check, {"paths": "gone"}, expect=2)
    runner.step(check, {"paths": "plans", "as-planned": "yes"}, expect=2, contains=("as-planned: is true or false",))
    runner.step(check, {"paths": "plans", "sarif": "plans/kept.yaml"}, expect=2, contains=("would be lost",))
    need("course-1" in (workspace / "plans/kept.yaml").read_text(encoding="utf-8"), "a course was written over")

    # Nothing in an input is code, an option or an output of its own.
    for evil in ("$(touch evil)", "`touch evil`", '"; touch evil; "', "--help", "${{ secrets.X }}"):
        for name in ("paths", "as-of", "as-planned", "fail-on", "lang", "baseline", "config"):
            runner.step(check, {"paths": "plans", "sarif": "", name: evil}, expect=2)
        runner.step(check, {"paths": "plans", "sarif": evil})
    runner.step(check, {"paths": "plans", "sarif": "a\nstatus=0"}, expect=2, contains=("sarif: is one file",))
    need(not list(workspace.rglob("evil")) and not list(runner.temp.rglob("evil")), "an input was executed")


if __name__ == "__main__":
    main()
