"""Commits courses to a scratch repository whose hook comes from this project, installed by pre-commit itself."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pybind11

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from harness import SOURCE, fresh, need, run

COURSES = SOURCE / "tests/consumer/add_check"
GIT = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    **{
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in {
            "NAME": "stranger",
            "EMAIL": "stranger@example.invalid",
            "DATE": "2026-01-01T00:00Z",
        }.items()
    },
}


def repository(folder: Path) -> Path:
    """Make a repository of all that is in a folder."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message=first")
    return folder


def git(folder: Path, *arguments: str) -> str:
    return run(["git", *arguments], cwd=folder, environment=GIT)


def main() -> None:
    work = fresh(Path(sys.argv[1]))
    # What is about to be committed here is what a stranger would get.
    project = work / "project"
    shutil.copytree(SOURCE, project, ignore=shutil.ignore_patterns("build", ".git", "__pycache__", ".*_cache"))
    revision = git(repository(project), "rev-parse", "HEAD").strip()

    stranger = repository(fresh(work / "stranger"))
    home = {
        **GIT,
        "PRE_COMMIT_HOME": str(work / "home"),
        "PRE_COMMIT_COLOR": "never",
        # Unoptimised, and with a pybind11 whose path stays the same, for a compiler's cache: it is to be built, not fast.
        "SKBUILD_CMAKE_BUILD_TYPE": "None",
        "SKBUILD_CMAKE_DEFINE": f"pybind11_DIR={pybind11.get_cmake_dir()}",
    }

    def configure(*arguments: str) -> None:
        lines = ["repos:", f"- repo: {project}", f"  rev: {revision}", "  hooks:", "  - id: kontaktforloeb-check"]
        lines += [f"    args: [{', '.join(arguments)}]"] if arguments else []
        (stranger / ".pre-commit-config.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def commit(expect: int, *contains: str) -> None:
        git(stranger, "add", "--all")
        run(["git", "commit", "--message=courses"], cwd=stranger, expect=expect, contains=contains, environment=home)

    configure()
    run([sys.executable, "-m", "pre_commit", "install", "--install-hooks"], cwd=stranger, environment=home)

    # A good course, and files of somebody else, one of which no reader of YAML could read.
    shutil.copytree(COURSES / "plans", stranger / "plans")
    (stranger / "other.yaml").write_text("a: 1\n", encoding="utf-8")
    (stranger / "latin.yml").write_bytes(b"a: \xe6\n")
    commit(0, "check contact courses", "Passed")
    (stranger / "other.yaml").write_text("a: 2\n", encoding="utf-8")
    commit(0, "Passed")
    (stranger / "notes.txt").write_text("no course", encoding="utf-8")
    commit(0, "no files to check")

    # A bad one is not committed.
    shutil.copytree(COURSES / "broken", stranger / "broken")
    commit(1, "Failed", "exit code: 1", "error           trial_2020.jobsamtale late  [broken/for sent.yaml:10:5]")
    need("broken" not in git(stranger, "ls-tree", "-r", "--name-only", "HEAD"), "the bad course was committed")
    # Arguments are the command's.
    configure("--lang=da", "--baseline=baseline.json")
    shutil.copy(COURSES / "baseline.json", stranger)
    commit(0, "Passed")

    # Courses with faults.
    (stranger / "plans/kept.yaml").write_bytes(b"schema: kontaktforloeb/course-1\nid: \xe6\n")
    commit(1, "Failed", "exit code: 2", "ul\u00e6selig", "plans/kept.yaml:2:5:", "UTF-8")
    (stranger / "plans/kept.yaml").unlink()
    (stranger / "plans/kept.yaml").symlink_to("kept.yaml")
    commit(0, "no files to check")


if __name__ == "__main__":
    main()
