"""This library beside its peers, all in one run on one synthetic cohort; who does not agree with it gets no number.

Each peer makes its own form of the same Arrow table, and answers; both are timed. The first answers are compared with
the library's, course by course; then all run in turns, so that other work on the machine meets all alike. Building a
model, which is done once, is not timed.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

# Both or none: with one of them numpy's OpenBLAS picks kernels for another machine.
for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
    os.environ.pop(name, None)

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))

import numpy as np  # noqa: E402
import pyarrow as pa  # noqa: E402

import kontaktforloeb as kf  # noqa: E402
from peers import examples, library, workloads  # noqa: E402
from peers.library import Entry  # noqa: E402

PEERS = ("plain", "with_numpy", "with_polars", "with_openfisca", "with_zen")
PACKAGES = ("numpy", "polars", "pyarrow", "pandas", "OpenFisca-Core", "zen-engine")
# Courses of which one verdict is timed at a time.
_SINGLE = 20
QUESTIONS = {
    "programme": "the trial's programme with the hours given",
    "trial": "the whole trial with clocks",
    "single": "one single course",
}
BEGIN, END = "<!-- bench-peers: written by bench/peers/run.py -->", "<!-- /bench-peers -->"


def entries() -> list[Entry]:
    """Give everybody who answers about cohorts: the library first, then the peers."""
    found = [library.objects(), *library.cohorts()]
    for name in PEERS:
        peer = importlib.import_module(f"peers.{name}")
        found.append(Entry(peer.NAME, peer.MODE, preparer(peer), judge_of(peer), lambda question, done, rows: done))
    return found


def preparer(peer: Any) -> Callable[[pa.Table], Any]:
    # The programme's table alone gives the day on which the window ends.
    return lambda table: (peer.prepare_programme if "window_end" in table.column_names else peer.prepare_trial)(table)


def judge_of(peer: Any) -> Callable[[str, Any], Any]:
    return lambda question, prepared: getattr(peer, question)(prepared)


def table_for(entry: Entry, workload: workloads.Workload) -> pa.Table:
    """Give the library its cohort, in which a given window is a recorded end, and a peer the question's table."""
    return workload.cohort if entry.name.startswith("kontaktforloeb") else workload.table


def once(entry: Entry, workload: workloads.Workload) -> tuple[float, float, float, Any]:
    """Give the seconds of preparing and of judging, the processors' seconds of both, and what came out."""
    table = table_for(entry, workload)
    gc.collect()
    used, before = time.process_time(), time.perf_counter()
    prepared = entry.prepare(table)
    between = time.perf_counter()
    done = entry.judge(workload.name, prepared)
    after = time.perf_counter()
    return between - before, after - between, time.process_time() - used, done


def measure(workload: workloads.Workload, runs: int) -> list[dict[str, Any]]:
    """Ask everybody one question, compare, and time those who agree."""
    rows = workload.table.num_rows
    results: list[dict[str, Any]] = []
    agreeing: list[tuple[Entry, dict[str, Any], list[tuple[float, float, float]]]] = []
    for entry in entries():
        result: dict[str, Any] = {"name": entry.name, "mode": entry.mode, "rows": rows}
        results.append(result)
        try:
            *_, done = once(entry, workload)
            wrong = workloads.mismatches(workload.answers, entry.answers(workload.name, done, rows))
        except Exception as problem:
            result["problem"] = f"{type(problem).__name__}: {problem}".splitlines()[0]
        else:
            result["mismatches"] = wrong
            if wrong == 0:
                agreeing.append((entry, result, []))
        print(f"  {entry.name}, {entry.mode}: {result.get('problem') or result['mismatches']}", file=sys.stderr)
    for _ in range(runs):
        for entry, _, taken in agreeing:
            taken.append(once(entry, workload)[:3])
    for _, result, taken in agreeing:
        result["prepare"] = [run[0] for run in taken]
        result["judge"] = [run[1] for run in taken]
        result["processors"] = round(statistics.median(used / (made + judged) for made, judged, used in taken), 2)
    return results


def measure_kernel(workload: workloads.Workload, program: Path, runs: int) -> list[dict[str, Any]]:
    """Run the C++ program on the same cohort."""
    report, answers = library.kernel(workload, program, runs)
    wrong = workloads.mismatches(workload.answers, answers)
    return [
        {
            "name": "kontaktforloeb, the kernel through C++",
            "mode": f"`kf::assess_cohort`, {threads} thread{'s' if threads != '1' else ''}",
            "rows": workload.table.num_rows,
            "mismatches": wrong,
            **({"prepare": [0.0] * runs, "judge": seconds, "processors": None} if wrong == 0 else {}),
        }
        for threads, seconds in report.items()
    ]


def measure_single_kernel(workload: workloads.Workload, program: Path, runs: int) -> dict[str, Any]:
    """Time the C++ program on cohorts of one course, the first ones of the cohort."""
    wrong, taken = 0, []
    for row in range(_SINGLE):
        # Written anew, for raw columns know nothing of slices.
        cohort = pa.Table.from_pylist(workload.cohort.slice(row, 1).to_pylist(), workload.cohort.schema)
        answers = {name: values[row : row + 1] for name, values in workload.answers.items()}
        one = workloads.Workload(workload.name, workload.table.slice(row, 1), cohort, answers)
        report, got = library.kernel(one, program, 200 * runs)
        wrong += workloads.mismatches(answers, got)
        taken.append([statistics.median(report["1"][run::runs]) for run in range(runs)])
    seconds = [statistics.mean(of_courses) for of_courses in zip(*taken, strict=True)]
    name = "kontaktforloeb, the kernel through C++, a cohort of one"
    return {"name": name, "mismatches": wrong, **({"seconds": seconds} if wrong == 0 else {})}


def measure_single(workload: workloads.Workload, runs: int) -> list[dict[str, Any]]:
    """Time one verdict of one course at a time, on the first courses of the cohort."""
    tables = [workload.table.slice(row, 1) for row in range(_SINGLE)]
    expected = workload.answers["verdict"][: len(tables)].tolist()
    calls: dict[str, list[Callable[[], Any]]] = {}
    for table in tables:
        for name, call in library.single(table).items():
            calls.setdefault(name, []).append(call)
    for name in PEERS:
        peer = importlib.import_module(f"peers.{name}")
        calls[peer.NAME] = [peer.single(table) for table in tables]
    results = []
    for name, of_courses in calls.items():
        wrong = sum(int(call()) != verdict for call, verdict in zip(of_courses, expected, strict=True))
        result: dict[str, Any] = {"name": name, "mismatches": wrong}
        if wrong == 0:
            taken = []
            for _ in range(runs):
                rounds, elapsed = 0, 0.0
                while elapsed < 0.2:
                    before = time.perf_counter()
                    for call in of_courses:
                        call()
                    elapsed += time.perf_counter() - before
                    rounds += 1
                taken.append(elapsed / rounds / len(of_courses))
            result["seconds"] = taken
        results.append(result)
    return results


def machine() -> dict[str, Any]:
    """Tell what the figures were taken on."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "not known")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "memory_gib": round(memory, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "load": [round(value, 2) for value in os.getloadavg()],
    }


def versions() -> dict[str, str]:
    found = {package: metadata.version(package) for package in PACKAGES}
    return {"Python": platform.python_version(), "kontaktforloeb": kf.__version__, **found}


def markdown(report: dict[str, Any]) -> str:
    """Give the tables that stand in docs/performance.md."""
    about = report["machine"]
    lines = [
        f"{about['processor']}, {about['cores']} cores, {about['memory_gib']} GiB; "
        + ", ".join(f"{name} {version}" for name, version in report["versions"].items())
        + f". Medians of {report['runs']} runs, in turns.",
    ]
    for question in ("programme", "trial"):
        results = report["results"][question]
        lines += [
            "",
            f"**{QUESTIONS[question].capitalize()}**, {results[0]['rows']:,} courses:",
            "",
            "| who | how | own form, s | judging, s | courses a second | judging alone | processors |",
            "|---|---|---|---|---|---|---|",
        ]
        for result in results:
            if "judge" not in result:
                wrong = result.get("problem") or f"{result['mismatches']:,} courses differ"
                lines.append(f"| {result['name']} | {result['mode']} | no number: {wrong} | | | | |")
                continue
            made, judged = statistics.median(result["prepare"]), statistics.median(result["judge"])
            together = statistics.median(map(sum, zip(result["prepare"], result["judge"], strict=True)))
            rates = [significant(result["rows"] / seconds) for seconds in (together, judged)]
            used = "" if result["processors"] is None else f"{result['processors']:.1f}"
            cells = (
                result["name"],
                result["mode"],
                f"{made:.3f}",
                f"{judged:.3f}",
                *(f"{rate:,}" for rate in rates),
                used,
            )
            lines.append("| " + " | ".join(cells) + " |")
    lines += ["", f"**{QUESTIONS['single'].capitalize()}**, one verdict:", "", "| who | µs |", "|---|---|"]
    for result in report["results"]["single"]:
        figure = "seconds" in result and f"{statistics.median(result['seconds']) * 1e6:,.1f}"
        lines.append(
            f"| {result['name']} | {figure or 'no number: ' + str(result['mismatches']) + ' verdicts differ'} |"
        )
    return "\n".join(lines)


def significant(value: float) -> int:
    """Give a number with three digits that count."""
    digits = len(str(int(value)))
    return round(value, 3 - digits) if digits <= 3 else int(round(value, 3 - digits))


def write_into(document: Path, text: str) -> None:
    """Put the tables between their marks."""
    content = document.read_text(encoding="utf-8")
    before, begin, rest = content.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"{document}: expected the lines '{BEGIN}' and '{END}'")
    document.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def check(kernel: Path | None) -> int:
    """Compare everybody with the library on the example courses and on small cohorts, without taking times."""
    failed = False
    of_examples, left_out = examples.example_cohort(kf.synthesize(0).schema)
    for name, reason in left_out.items():
        print(f"{name}: {reason}")
    print(f"{of_examples.num_rows} example courses are asked about")
    failed |= of_examples.num_rows < 10
    for label, cohort in {
        "examples": of_examples,
        "seed 1": kf.synthesize(2_000, 1),
        "seed 2": kf.synthesize(2_000, 2),
    }.items():
        trial = workloads.trial(cohort)
        for workload in (trial, workloads.programme(cohort, trial.answers["last_day"])):
            rows = workload.table.num_rows
            for entry in entries():
                *_, done = once(entry, workload)
                wrong = workloads.mismatches(workload.answers, entry.answers(workload.name, done, rows))
                failed |= wrong > 0
                print(f"{label:9} {workload.name:10} {entry.name:34} {entry.mode:52} {wrong} of {rows} differ")
            if kernel:
                wrong = workloads.mismatches(workload.answers, library.kernel(workload, kernel, 1)[1])
                failed |= wrong > 0
                print(f"{label:9} {workload.name:10} the kernel through C++: {wrong} of {rows} differ")
    return int(failed)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="courses of the cohort")
    parser.add_argument("--runs", type=int, default=5, help="runs whose median is told; at least five")
    parser.add_argument("--seed", type=int, default=0, help="seed of the cohort")
    parser.add_argument("--kernel", type=Path, help="the C++ program of the kernel")
    parser.add_argument("--output", type=Path, help="where the JSON goes")
    parser.add_argument("--write", type=Path, help="document whose tables are written anew")
    parser.add_argument("--check", action="store_true", help="only compare answers, on examples and small cohorts")
    arguments = parser.parse_args()
    if arguments.check:
        return check(arguments.kernel)
    if arguments.runs < 5 or arguments.rows < _SINGLE:
        parser.error("at least five runs and twenty courses")
    cohort = kf.synthesize(arguments.rows, arguments.seed)
    trial = workloads.trial(cohort)
    results = {}
    for workload in (workloads.programme(cohort, trial.answers["last_day"]), trial):
        print(f"{QUESTIONS[workload.name]}: courses that differ", file=sys.stderr)
        results[workload.name] = measure(workload, arguments.runs)
        if arguments.kernel:
            results[workload.name][:0] = measure_kernel(workload, arguments.kernel, arguments.runs)
    results["single"] = measure_single(trial, arguments.runs)
    if arguments.kernel:
        results["single"].insert(0, measure_single_kernel(trial, arguments.kernel, arguments.runs))
    report = {
        "machine": machine(),
        "versions": versions(),
        "cohort": {"rows": arguments.rows, "seed": arguments.seed},
        "runs": arguments.runs,
        "results": results,
    }
    text = markdown(report)
    print(text)
    if arguments.output:
        arguments.output.parent.mkdir(parents=True, exist_ok=True)
        arguments.output.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if arguments.write:
        write_into(arguments.write, text)
    agreed = all(result.get("mismatches") == 0 for found in results.values() for result in found)
    return 0 if agreed else 1


if __name__ == "__main__":
    np.seterr(all="raise")
    sys.exit(main())
