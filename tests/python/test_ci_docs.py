"""What docs/ci.md shows for GitHub and GitLab is what their schemas take."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from .the_command import SOURCE

BLOCK = re.compile(r"^```yaml\n(# file: (\S+)\n.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        (".github/workflows/courses.yaml", "vendor.github-workflows"),
        (".github/workflows/action.yaml", "vendor.github-workflows"),
        (".gitlab-ci.yml", "vendor.gitlab-ci"),
    ],
)
def test_the_blocks_are_what_the_providers_take(tmp_path: Path, name: str, schema: str) -> None:
    """Read by check-jsonschema, which brings the schemas."""
    blocks = {found[2]: found[1] for found in BLOCK.finditer((SOURCE / "docs/ci.md").read_text(encoding="utf-8"))}
    file = tmp_path / "block.yaml"
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    file.write_text(blocks[name], encoding="utf-8")
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    file.write_text(blocks[name].replace("script:", "skript:").replace("steps:", "stepz:"), encoding="utf-8")
    assert subprocess.run(check, capture_output=True, check=False).returncode == 1
