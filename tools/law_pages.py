#!/usr/bin/env python3
"""Compares docs/law.da.md and docs/law.en.md with the law that a command prints; `--write` puts it there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> int:
    arguments = [argument for argument in sys.argv[1:] if argument != "--write"]
    stale = False
    for language in ("da", "en"):
        command = [arguments[0], "rules", "--format", "markdown", "--lang", language]
        page = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
        path = DOCS / f"law.{language}.md"
        if path.is_file() and path.read_bytes() == page:
            continue
        if "--write" in sys.argv[1:]:
            path.write_bytes(page)
        else:
            stale = True
            print(f"docs/{path.name} is not the law that `rules` prints; run `make law-pages`", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
