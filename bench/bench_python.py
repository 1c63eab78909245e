#!/usr/bin/env python3
"""What the Python package takes, as ratios to plain Python in the same run, beside the goals.

Each figure is the least of several runs: the machine can only add to it. Calls are measured in processor time, so that
other work on the machine hardly matters; threads and the import by the clock.
"""

from __future__ import annotations

import subprocess
import sys
import time
import timeit
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import kontaktforloeb as kf

EXAMPLE = Path(__file__).resolve().parent.parent / "examples/courses/member-0042.yaml"
AS_OF = date(2021, 12, 31)


@dataclass(frozen=True, kw_only=True)
class PlainMeeting:
    """A frozen data class with a meeting's keywords: what building a value costs in plain Python."""

    date: date
    conversations: list[str]
    holder: str
    status: str


def build() -> kf.Course:
    return kf.Course(
        id="member-7",
        person=kf.Person(insurance="full_time", a_kasse="BUPL-A", municipality="Vejle"),
        registered=date(2021, 9, 6),
        benefit=[
            kf.Benefit(month="2021-09", hours=140.60),
            kf.Benefit(month="2021-10", hours=160.33),
            kf.Benefit(month="2021-11", hours=160.33),
        ],
        meetings=[
            kf.Meeting(date=date(2021, 9, 17), conversations=["cv_samtale"], holder="a_kasse", status="held"),
            kf.Meeting(date=date(2021, 10, 20), conversations=["jobsamtale"], holder="a_kasse", status="held"),
            kf.Meeting(date=date(2021, 11, 24), conversations=["faellessamtale"], holder="a_kasse", status="held"),
        ],
        events=[kf.Event(type="visited", date=date(2021, 9, 6))],
    )


def plain() -> PlainMeeting:
    return PlainMeeting(date=date(2021, 9, 17), conversations=["cv_samtale"], holder="a_kasse", status="held")


def least(call: Callable[[], object], number: int, repeat: int = 7) -> float:
    """Microseconds of the processor for one call, at best."""
    return min(timeit.repeat(call, timer=time.process_time, number=number, repeat=repeat)) / number * 1e6


def many_at_best(courses: list[kf.Course], threads: int) -> float:
    """Milliseconds by the clock until many courses are judged, at best; letting go of the results is left out."""
    taken = []
    for _ in range(9):
        before = time.perf_counter()
        results = kf.assess_many(courses, as_of=AS_OF, threads=threads)
        taken.append(time.perf_counter() - before)
        del results
    return min(taken) * 1e3


def import_time(module: str) -> float:
    """Milliseconds that a fresh interpreter takes to import a module, at best, its own start left out."""

    def start(code: str) -> float:
        before = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - before

    return (min(start(f"import {module}") for _ in range(7)) - min(start("pass") for _ in range(7))) * 1e3


def main() -> int:
    course = kf.read(EXAMPLE)
    assessment = kf.assess(course, as_of=AS_OF)
    many = [course.replace(id=f"member-{i}") for i in range(10_000)]
    threads = {n: many_at_best(many, n) for n in (1, 2)}
    value = least(plain, 20_000)
    verdict = least(lambda: kf.assess(course, as_of=AS_OF).verdict, 20_000)
    built = least(build, 5_000)
    html = least(assessment.to_html, 20)
    started = import_time("kontaktforloeb")
    rows = [
        ("a frozen data class of four fields, the baseline", f"{value:.2f} µs", "1", ""),
        ("a verdict on a built course", f"{verdict:.2f} µs", f"{verdict / value:.1f}", "2 µs"),
        (
            "its findings too, with what is contested",
            f"{least(lambda: kf.assess(course, as_of=AS_OF).findings, 500):.0f} µs",
            "",
            "",
        ),
        ("a course of 8 facts from keywords", f"{built:.1f} µs", f"{built / value:.1f}", "10 µs"),
        ("assess_many of 10,000 courses, one thread", f"{threads[1]:.0f} ms", "", ""),
        ("the same on two threads", f"{threads[2]:.0f} ms", f"{threads[1] / threads[2]:.2f} × faster", "1.8 ×"),
        ("HTML of one assessment", f"{html / 1e3:.2f} ms", "", "2 ms"),
        ("import", f"{started:.0f} ms", f"json and dataclasses: {import_time('json, dataclasses'):.0f} ms", "60 ms"),
    ]
    print(f"Python {sys.version.split()[0]}, kontaktforloeb {kf.__version__}")
    for what, figure, ratio, goal in rows:
        print(f"{what:52} {figure:>10}  {ratio:28} {goal and 'goal ' + goal}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
