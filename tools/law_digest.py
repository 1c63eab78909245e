#!/usr/bin/env python3
"""Compares the digest in src/io/law_digest.hpp with the law that a command prints; `--write` puts it there."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

HEADER = Path(__file__).resolve().parent.parent / "src" / "io" / "law_digest.hpp"


def main() -> int:
    arguments = [argument for argument in sys.argv[1:] if argument != "--write"]
    law = subprocess.run([arguments[0], "rules", "--format", "json"], check=True, stdout=subprocess.PIPE).stdout
    digest = "sha256:" + hashlib.sha256(law).hexdigest()
    text = HEADER.read_text(encoding="utf-8")
    renewed = re.sub(r'"sha256:[^"]*"', f'"{digest}"', text)
    if "--write" in sys.argv[1:]:
        if renewed != text:
            HEADER.write_text(renewed, encoding="utf-8")
        return 0
    if renewed != text:
        print(f"src/io/law_digest.hpp is stale: the law's digest is {digest}; run `make law-digest`", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
