#!/usr/bin/env python3
"""Proves plans: courses made by chance are planned and written as facts, clingo finds the fewest meetings by itself.

`kontaktforloeb_prove` (tests/plans) makes the courses, tests/plans/fewest.lp says what a plan has to be. The two agree
when the plan breaks nothing, and leaves out as few conversations, of as few rules, with as few meetings as clingo's
best. Each difference is told with its seed, its course and what the engine says of clingo's meetings; exit status 1.
"""

from __future__ import annotations

import argparse
import collections
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).resolve().parent.parent
ENCODING = SOURCE / "tests/plans/fewest.lp"
ATOM = re.compile(r"(\w+)\((\w+),(\w+)(?:,(\w+))?\)")
RULE = re.compile(r"^slot\((\d+),(\d+)\)\.$", re.MULTILINE)


class Cost(NamedTuple):
    """What is lost and what is added; the smaller the better."""

    conversations: int
    rules: int
    meetings: int


class Answer(NamedTuple):
    file: Path
    best: Cost | None
    plan: Cost | None
    broken: list[str]
    meetings: list[str]
    seconds: float
    text: str


def costs(file: Path, atoms: list[str]) -> tuple[dict[str, Cost], list[str], list[str]]:
    """The costs of both plans, what the given one breaks, and the meetings of the other one."""
    rule = dict(RULE.findall(file.read_text(encoding="utf-8")))
    unfilled = collections.defaultdict(list)
    meetings = collections.defaultdict(set)
    broken = []
    for atom in atoms:
        found = ATOM.fullmatch(atom)
        if found is None:
            raise ValueError(f"{file}: {atom}")
        name, world, one, two = found.groups()
        if name == "unfilled":
            unfilled[world].append(one)
        elif name == "meet":
            meetings[world].add((int(one), two))
        else:
            broken.append(one)
    cost = {
        world: Cost(len(unfilled[world]), len({rule[slot] for slot in unfilled[world]}), len(meetings[world]))
        for world in ("best", "plan")
    }
    return cost, broken, [f"{point}:{kind}" for point, kind in sorted(meetings["best"])]


def solve(file: Path) -> Answer:
    start = time.monotonic()
    done = subprocess.run(
        ["clingo", "--outf=2", "-q1", "--opt-strategy=usc", str(ENCODING), str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - start
    text = done.stdout + done.stderr
    try:
        told = json.loads(done.stdout)
    except json.JSONDecodeError:
        return Answer(file, None, None, [], [], seconds, text)
    if told["Result"] != "OPTIMUM FOUND":
        return Answer(file, None, None, [], [], seconds, told["Result"] + "\n" + done.stderr)
    witness = told["Call"][-1]["Witnesses"][-1]
    cost, broken, meetings = costs(file, witness["Value"])
    return Answer(file, cost["best"], cost["plan"], broken, meetings, seconds, "")


def shown(file: Path) -> str:
    """The course as the file tells it."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return "\n".join(line.removeprefix("% ") for line in lines if line.startswith("% "))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=Path, default=SOURCE / "build/default/tests/kontaktforloeb_prove")
    parser.add_argument("--from", dest="start", type=int, default=1, help="the first seed")
    parser.add_argument("--count", type=int, default=10_000, help="how many instances")
    parser.add_argument("--only", choices=["any", "partial"], help="one kind of courses")
    parser.add_argument("--jobs", type=int, default=int(os.environ.get("JOBS") or os.cpu_count() or 1))
    parser.add_argument("--keep", type=Path, help="keep the instances in this folder")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        command = [str(options.program), "write", "--from", str(options.start), "--count", str(options.count)]
        command += ["--out", str(folder)] + (["--only", options.only] if options.only else [])
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        files = sorted(folder.glob("*.lp"))
        start = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            answers = list(pool.map(solve, files))
        seconds = time.monotonic() - start

        differences = [a for a in answers if a.best is None or a.best != a.plan or a.broken]
        for answer in differences:
            print(f"--- {answer.file.stem}")
            print(shown(answer.file))
            if answer.best is None:
                print(f"clingo: {answer.text}")
            else:
                print(f"clingo: {answer.best}, at {' '.join(answer.meetings) or '-'}; the plan: {answer.plan}")
                if answer.broken:
                    print(f"the plan breaks {' '.join(answer.broken)}")
                judge = [str(options.program), "judge", *answer.file.stem.split("-"), *answer.meetings]
                print("the engine says of clingo's meetings, and what is not kept then:")
                print(subprocess.run(judge, check=False, capture_output=True, text=True).stdout, end="")
        print(
            f"{told['courses']} courses, seeds {options.start} to {told['last_seed']}: "
            f"{len(answers)} plans held against clingo in {seconds:.0f} s"
        )
        by_size = collections.Counter(answer.plan.meetings for answer in answers if answer.plan)
        print("meetings added: " + ", ".join(f"{size}: {count}" for size, count in sorted(by_size.items())))
        left = sum(1 for answer in answers if answer.plan and answer.plan.conversations)
        print(f"not all conversations can be held: {left}; not proven by the search itself: {told['not_proven']}")
        slowest = max(answers, key=lambda answer: answer.seconds)
        print(f"longest: {slowest.seconds:.2f} s ({slowest.file.stem})")
        print("passed over: " + ", ".join(f"{why}: {count}" for why, count in sorted(told["skipped"].items())))
        print(f"differences: {len(differences)}")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
