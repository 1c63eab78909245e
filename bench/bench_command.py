#!/usr/bin/env python3
"""How long the command and the compiler take, beside the goals and as ratios to baselines of the same run.

The command: from its start to the document for one file, for a thousand, and for ten thousand, as the median by the
clock. The compiler: a translation unit that includes the umbrella header, against one with the headers that it
includes of Boost and the standard library, as the least of its own time on the processor, which other work on the
machine lengthens least.
"""

import argparse
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def seconds(runs, *commands):
    """The median time of each command, after one run that fills the caches; in turns, so all meet the same load."""
    times = [[] for _ in commands]
    for _ in range(runs + 1):
        for command, taken in zip(commands, times, strict=True):
            start = time.perf_counter()
            done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
            taken.append(time.perf_counter() - start)
            if done.returncode != 0:
                words = " ".join(map(str, command))
                sys.exit(f"{words}: status {done.returncode}\n{done.stderr.decode(errors='replace')}")
    return [statistics.median(taken[1:]) for taken in times]


def processor_seconds(runs, *commands):
    """The least time that each command spends on the processor for itself; in turns."""
    times = [[] for _ in commands]
    for _ in range(runs):
        for command, taken in zip(commands, times, strict=True):
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            subprocess.run(command, check=True)
            taken.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
    return [min(taken) for taken in times]


def processor():
    """What the processor is called."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or "processor not known"


def output(command):
    """The first line that a command prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]


def tell(what, took, goal, baseline, of_what):
    """One line: a figure, its goal, and its ratio to the baseline."""
    print(f"{what:<34} {took * 1000:>9.1f} ms   {goal:>10}   {took / baseline:>6.1f} x {of_what}", flush=True)


def measure_command(command, example, offending):
    """One file, and many copies of it under other names; for SARIF every other one has something to tell."""
    check = [command, "check", "--no-config", "--fail-on", "never", "--format"]
    start, json, sarif = seconds(21, [command, "--version"], [*check, "json", example], [*check, "sarif", offending])
    tell("start (--version)", start, "-", start, "start")
    tell("check, one file to JSON", json, "15 ms", start, "start")
    tell("check, one file to SARIF", sarif, "15 ms", start, "start")
    texts = [path.read_text(encoding="utf-8") for path in (example, offending)]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(10_000):
            course = re.sub(r"(?m)^id: .*$", f"id: course-{number:04}", texts[number % 2])
            part = "first" if number < 1000 else "rest"
            (Path(folder) / part).mkdir(exist_ok=True)
            (Path(folder) / part / f"{number:04}.yaml").write_text(course, encoding="utf-8")
        tell("check, 1000 files to JSON", *seconds(5, [*check, "json", Path(folder) / "first"]), "-", start, "start")
        every, alone = seconds(3, [*check, "sarif", folder], [*check, "sarif", "--jobs", "1", folder])
        tell("check, 10000 files to SARIF", every, "3000 ms", start, "start")
        tell("the same on one thread", alone, "-", every, "all threads")


def outer_headers():
    """What the umbrella header and the headers that it leads to include from outside."""
    found, waiting = set(), ["kontaktforloeb/kontaktforloeb.hpp"]
    while waiting:
        text = (PROJECT / "include" / waiting.pop()).read_text(encoding="utf-8")
        new = set(re.findall(r"(?m)^#include <([^>]+)>", text)) - found
        found |= new
        waiting += [name for name in new if name.startswith("kontaktforloeb/")]
    return sorted(name for name in found if not name.startswith("kontaktforloeb/"))


def measure_compiler(compiler):
    """The umbrella header, at both levels of optimisation."""
    with tempfile.TemporaryDirectory() as folder:
        library, outside = Path(folder) / "library.cpp", Path(folder) / "outside.cpp"
        library.write_text("#include <kontaktforloeb/kontaktforloeb.hpp>\n", encoding="utf-8")
        outside.write_text("".join(f"#include <{name}>\n" for name in outer_headers()), encoding="utf-8")
        for level in ("-O0", "-O2"):
            compile_it = [compiler, "-std=c++20", level, "-I", PROJECT / "include", "-o", os.devnull, "-c"]
            baseline, whole = processor_seconds(5, [*compile_it, outside], [*compile_it, library])
            tell(f"compile Boost and std, {level}", baseline, "-", baseline, "Boost and std")
            tell(f"compile kontaktforloeb.hpp, {level}", whole, "1500 ms", baseline, "Boost and std")


def main():
    """Measures and prints; nothing fails for being slow."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--command", type=Path, default=PROJECT / "build" / "release" / "kontaktforloeb")
    parser.add_argument("--example", type=Path, default=PROJECT / "examples" / "courses" / "member-0042.yaml")
    parser.add_argument("--offending", type=Path, default=PROJECT / "examples" / "courses" / "merged-not-allowed.yaml")
    parser.add_argument("--compiler", default=os.environ.get("CXX", "g++"))
    options = parser.parse_args()
    print(f"{processor()}, {os.cpu_count()} core(s)")
    print(f"{output([options.compiler, '--version'])}, kontaktforloeb {output([options.command, '--version'])}")
    print(f"{'':<34} {'taken':>12}   {'goal':>10}   ratio")
    measure_command(options.command, options.example, options.offending)
    measure_compiler(options.compiler)


if __name__ == "__main__":
    main()
