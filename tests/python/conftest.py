"""What the tests of the package share: where things are, and the cases."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(os.environ.get("KONTAKTFORLOEB_SOURCE_DIR") or Path(__file__).resolve().parents[2])


@pytest.fixture(scope="session")
def source() -> Path:
    """The project's folder."""
    return SOURCE


@pytest.fixture(scope="session")
def command() -> Path:
    """The command that came with the wheel."""
    found = shutil.which("kontaktforloeb", path=sysconfig.get_path("scripts"))
    assert found, "the wheel brought no command"
    return Path(found)


@pytest.fixture(scope="session")
def run(command: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command."""

    def call(*arguments: str, cwd: Path = SOURCE, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [command, *arguments], cwd=cwd, input=stdin, capture_output=True, encoding="utf-8", check=False
        )

    return call


def example_files() -> list[Path]:
    """Give the example courses."""
    folder = SOURCE / "examples/courses"
    return sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml", ".json"))


@pytest.fixture(params=example_files(), ids=lambda path: path.name)
def example(request: pytest.FixtureRequest) -> Path:
    """Each example course."""
    path: Path = request.param
    return path


def load_yaml(text: str) -> Any:
    """Read YAML as course files do: days and months stay text, only true and false are booleans."""
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    wanted = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:float")
    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in wanted]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
    Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[0-9]+\.[0-9]+$"), list("0123456789"))
    return yaml.load(text, Loader=Loader)


def cases() -> list[tuple[str, dict[str, Any]]]:
    """Give all cases of tests/cases, the suite's facts and the case's own put together."""
    found = []
    for path in sorted((SOURCE / "tests/cases").rglob("*.yaml")):
        suite = load_yaml(path.read_text(encoding="utf-8"))
        for case in suite["cases"]:
            facts = {"schema": "kontaktforloeb/course-1", "id": "case"}
            facts |= suite.get("course", {}) | case.get("course", {})
            found.append((f"{path.stem}: {case['name']}", case | {"course": facts}))
    return found


def read_document(text: str) -> Any:
    """Read JSON."""
    return json.loads(text)
