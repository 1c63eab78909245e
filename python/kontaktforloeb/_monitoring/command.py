"""The command line of the measures."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .._extras import need
from . import monitor

__all__ = ["main"]

_WRONG = 2


def _day(text: str) -> datetime.date:
    try:
        if len(text) != 10:
            raise ValueError
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no day; expected YYYY-MM-DD") from None


def _reading(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key or not value:
        raise argparse.ArgumentTypeError(f"'{text}': expected KEY=VALUE")
    return key, value


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m kontaktforloeb.monitor",
        description="Works out the measures of a cohort: a Parquet file with one row a course.",
        allow_abbrev=False,
    )
    parser.add_argument("file", type=Path, help="a Parquet file with the columns of assess_cohort")
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="the day of judging; default: today")
    parser.add_argument(
        "--by", action="append", default=[], metavar="COLUMN", help="tell courses apart by this column; may be repeated"
    )
    parser.add_argument("--months", nargs=2, metavar=("FIRST", "LAST"), help="the period, YYYY-MM YYYY-MM")
    parser.add_argument("--small-cells", type=int, default=5, metavar="N", help="hide 1 to N-1 people; default: 5")
    parser.add_argument("--regime", metavar="ID", help="judge under this regime; default: what each course says")
    parser.add_argument("--reading", type=_reading, action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("--format", choices=("markdown", "json"), default="markdown")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write here, whole or not at all; default: print")
    return parser


def _read(path: Path) -> Any:
    pl = need("polars")
    if not path.is_file():
        raise ValueError("is not a file" if path.exists() else "there is no such file")
    try:
        return pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = str(error).split("\n", 1)[0]
        raise ValueError(f"cannot be read as Parquet; is it whole? ({reason})") from None


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "w", encoding="utf-8") as file:
            file.write(text)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program.

    Parameters
    ----------
    arguments : sequence of str, optional
        Its arguments; by default those of the process.

    Returns
    -------
    int
        The exit status: 0, or 2 for wrong usage or a file that is no cohort.
    """
    options = _arguments().parse_args(arguments)
    try:
        found = monitor(
            _read(options.file),
            as_of=options.as_of or datetime.date.today(),
            by=options.by,
            months=tuple(options.months) if options.months else None,
            small_cells=options.small_cells,
            regime=options.regime,
            readings=dict(options.reading) or None,
        )
    except (ValueError, TypeError, ImportError) as error:
        print(f"{options.file}: {error}", file=sys.stderr)
        return _WRONG
    if options.format == "json":
        text = json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n"
    else:
        text = found.to_markdown()
    if options.output is None:
        sys.stdout.write(text)
        return 0
    try:
        _write(options.output, text)
    except OSError as error:
        print(f"{options.output}: cannot be written: {error.strerror}", file=sys.stderr)
        return _WRONG
    return 0
