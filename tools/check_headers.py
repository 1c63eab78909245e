#!/usr/bin/env python3
"""Checks that each public header includes only headers that stand above it in docs/design.md.

The list is the fenced block of docs/design.md whose first line is `include/kontaktforloeb/`; its lines start with two
spaces and one or more header names. `regimes/` is one room: its files, and regimes.hpp if it has no line of its own,
may include one another. Also checked: headers include nothing but one another, the standard library and Boost, and
only date.hpp includes Boost.Date_Time.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOM = "regimes/"
NAMES = re.compile(r"  ((?:\w+\.hpp|regimes/)(?:, (?:\w+\.hpp|regimes/))*)(?=\s|$)")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
STANDARD = re.compile(r"[a-z0-9_]+")
PREFIX = "kontaktforloeb/"
DATE_TIME = "boost/date_time/"


def listed_headers(design: str) -> tuple[list[str], set[str]]:
    """The names in the order of the list, and those of them that are said to come later."""
    for block in re.findall(r"^```[^\n]*\n(.*?)^```", design, re.MULTILINE | re.DOTALL):
        lines = block.splitlines()
        if not lines or lines[0].strip() != "include/kontaktforloeb/":
            continue
        order: list[str] = []
        later: set[str] = set()
        for line in lines[1:]:
            if not line.startswith("  "):
                break
            if match := NAMES.match(line):
                names = match.group(1).split(", ")
                order += names
                if "(later" in line:
                    later.update(names)
        return order, later
    raise SystemExit("docs/design.md: no fenced block that starts with include/kontaktforloeb/")


def check(root: Path) -> list[str]:
    """All that is wrong, one sentence each."""
    design = root / "docs" / "design.md"
    if not design.is_file():
        return ["docs/design.md is missing: the order of the headers is written there"]
    order, later = listed_headers(design.read_text(encoding="utf-8"))
    wrong = [f"docs/design.md: {name} is listed twice" for name in sorted(set(order)) if order.count(name) > 1]

    def room(header: str) -> str:
        in_regimes = header.startswith(ROOM) or (header == "regimes.hpp" and header not in order)
        return ROOM if in_regimes else header

    folder = root / "include" / "kontaktforloeb"
    headers = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.hpp"))}
    rooms = {room(header) for header in headers}
    wrong += [
        f"docs/design.md lists {name}, which does not exist"
        for name in order
        if name not in rooms and name not in later
    ]

    for header, path in headers.items():
        if room(header) not in order:
            wrong.append(f"{header} is not listed in docs/design.md")
            continue
        for quote, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            if quote == '"':
                wrong.append(f'{header} includes "{name}": write <kontaktforloeb/...>')
            elif name.startswith(PREFIX):
                other = name.removeprefix(PREFIX)
                if other not in headers:
                    wrong.append(f"{header} includes {name}, which does not exist")
                elif room(other) not in order:
                    pass  # said above, of the header itself
                elif order.index(room(other)) > order.index(room(header)) or other == header:
                    wrong.append(f"{header} includes {other}, which does not stand above it in docs/design.md")
            elif name.startswith("boost/"):
                if name.startswith(DATE_TIME) and header != "date.hpp":
                    wrong.append(f"{header} includes {name}: date.hpp is the only door to Boost.Date_Time")
            elif not STANDARD.fullmatch(name):
                wrong.append(f"{header} includes {name}: only the standard library and Boost may be used")
    return wrong


def main() -> int:
    """Runs the check on the source tree given, or on this one."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    wrong = check(root)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
