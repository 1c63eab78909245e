#!/usr/bin/env python3
"""Runs the examples of README.md and docs/: files are written, C++ is compiled and run, commands are executed.

A fenced yaml, toml or json block that starts with `# file: NAME` is read once, to see that it is what it says, and
written to a file, folders included. A cpp block that starts with
`// file: NAME` is compiled against the core and run; the next text block is its output. A python block is run after the
document's earlier ones; the next text block is what it prints itself, without the log of one that starts Spark. In a
console block each line after `$ ` is run, and the lines that follow are its output. `--update` writes what came out
into the documents.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import yaml

# Each throws when a text is not what it should be.
PARSERS = {"yaml": yaml.safe_load, "toml": tomllib.loads, "json": json.loads}
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Runner:
    def __init__(self, source: Path, command: Path, folder: Path) -> None:
        self.source, self.command, self.folder = source, command, folder
        # With sanitizers only the command is another one: the rest has been run without them.
        self.commands_only = os.environ.get("KONTAKTFORLOEB_DOCS") == "commands"
        self.output = ""
        self.program = ""

    def run(self, arguments: list[str] | str, logged: bool = False) -> str:
        """What a program writes; of one that logs, its errors only when it fails."""
        clean = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith("KONTAKTFORLOEB_") and key != "GITHUB_STEP_SUMMARY"
        }
        environment = clean | {"PATH": f"{self.command.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            arguments,
            shell=isinstance(arguments, str),
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if logged else subprocess.STDOUT,
            text=True,
            check=False,
            timeout=300,
        )
        return done.stdout + (done.stderr if logged and done.returncode != 0 else "")

    def run_python(self, body: str) -> str:
        """What a block prints after the document's earlier ones have run."""
        script = self.folder / "program.py"
        script.write_text(f"{self.program}print('\\0', end='')\n{body}", encoding="utf-8")
        output = self.run(
            [os.path.abspath(os.environ["KONTAKTFORLOEB_PYTHON"]), "-B", script.name], logged="pyspark" in body
        )
        script.unlink()
        self.program += body
        return output.partition("\0")[2] or output

    def block(self, kind: str, body: str) -> str:
        """What the block should say."""
        if self.commands_only and kind in ("cpp", "python", "text"):
            return body
        first = body.split("\n", 1)[0]
        name = re.fullmatch(r"(?:#|//) file: (\S+)", first)
        if kind in PARSERS and name:
            PARSERS[kind](body)
            path = self.folder / name[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
        elif kind == "cpp" and name:
            (self.folder / name[1]).write_text(body, encoding="utf-8")
            compiler = os.environ.get("CXX", "g++")
            self.output = self.run(
                [
                    compiler,
                    "-std=c++20",
                    "-Wall",
                    "-Wextra",
                    "-Werror",
                    f"-I{self.source}/include",
                    name[1],
                    "-o",
                    "program",
                ]
            )
            self.output = self.output or self.run(["./program"])
        elif kind == "python":
            self.output = self.run_python(body)
        elif kind == "text":
            return self.output
        elif kind == "console":
            commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
            return "".join(f"$ {command}\n{self.run(command)}" for command in commands)
        return body


def main() -> int:
    try:
        source = Path(os.environ["KONTAKTFORLOEB_SOURCE_DIR"]).resolve()
        command = Path(os.environ["KONTAKTFORLOEB_CLI"]).resolve()
    except KeyError as missing:
        print(f"set {missing} (the project's folder, the command to run)", file=sys.stderr)
        return 2
    if "KONTAKTFORLOEB_PYTHON" not in os.environ:
        print("set KONTAKTFORLOEB_PYTHON (a Python that has the package: build/venv/bin/python)", file=sys.stderr)
        return 2
    update = "--update" in sys.argv[1:]
    stale = blocks = 0
    for document in [source / "README.md", source / "CONTRIBUTING.md", *sorted((source / "docs").glob("**/*.md"))]:
        text = document.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            runner = Runner(source, command, Path(folder))

            def say(match: re.Match[str], runner: Runner = runner, document: Path = document) -> str:
                nonlocal stale, blocks
                body = runner.block(match[1], match[2])
                blocks += 1
                if body != match[2]:
                    stale += 1
                    print(f"{document.name}: a {match[1]} block says\n{match[2]}\nbut it gives\n{body}")
                return f"```{match[1]}\n{body}```"

            renewed = FENCE.sub(say, text)
        if update and renewed != text:
            document.write_text(renewed, encoding="utf-8")
    print(f"{blocks} blocks, {stale} stale")
    return 1 if stale and not update else 0


if __name__ == "__main__":
    sys.exit(main())
