"""Does what the documents say about the ready-made ways: their blocks are configured, collected and validated."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from harness import SOURCE, fresh, need, run

COURSES = SOURCE / "tests/consumer/add_check"
HOOKS = ".pre-commit-config.yaml"
BLOCK = re.compile(r"^```(?:cmake|toml|yaml)\n# file: (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def main() -> None:
    work, prefix = fresh(Path(sys.argv[1])), sys.argv[2]
    shutil.copytree(COURSES / "plans", work / "plans")
    shutil.copytree(COURSES / "broken", work / "archive")
    shutil.copy(COURSES / "baseline.json", work)
    blocks = [
        block
        for document in sorted((SOURCE / "docs").glob("ci*.md"))
        for block in BLOCK.findall(document.read_text(encoding="utf-8"))
    ]
    ready = {name: body for name, body in blocks if Path(name).name in ("CMakeLists.txt", "pyproject.toml", HOOKS)}
    for name, body in ready.items():
        (work / name).parent.mkdir(exist_ok=True)
        (work / name).write_text(body, encoding="utf-8")

    run(["cmake", "-S", ".", "-B", "build", f"-DCMAKE_PREFIX_PATH={prefix}"], cwd=work)
    run(
        ["ctest", "--output-on-failure", "-R", "plans"],
        cwd=work / "build",
        contains=("0 tests failed out of 1",),
    )

    pytest: list[str | Path] = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
    run(
        [*pytest, "--collect-only", "-q", "plans"],
        cwd=work,
        contains=("plans/kept.yaml::trial_2020.jobsamtale", "6 tests"),
    )

    pre_commit: list[str | Path] = [sys.executable, "-m", "pre_commit"]
    run([*pre_commit, "validate-config", *(name for name in ready if name.endswith(HOOKS))], cwd=work)
    run([*pre_commit, "validate-manifest", SOURCE / ".pre-commit-hooks.yaml"], cwd=work)
    hooks = {hook["id"] for hook in yaml.safe_load((SOURCE / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    for repository in yaml.safe_load(ready[HOOKS])["repos"]:
        need({hook["id"] for hook in repository["hooks"]} <= hooks, "a hook of the document is not offered")

    action = yaml.safe_load((SOURCE / "action.yml").read_text(encoding="utf-8"))
    workflows = [yaml.safe_load(body) for name, body in blocks if name.startswith(".github/")]
    steps = [step for workflow in workflows for job in workflow["jobs"].values() for step in job["steps"]]
    ours = [step for step in steps if step.get("uses", "").partition("@")[0].endswith("/kontaktforloeb")]
    need(bool(ours), "no document uses the action")
    for step in ours:
        need(step["with"].keys() <= action["inputs"].keys(), f"unknown inputs: {step['with'].keys()}")
    for output in re.findall(r"steps\.courses\.outputs\.(\w+)", str(steps)):
        need(output in action["outputs"], f"unknown output {output}")


if __name__ == "__main__":
    main()
