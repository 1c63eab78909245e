#!/usr/bin/env python3
"""The pages of the law under docs/ are what `rules --format markdown` prints."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

source = Path(os.environ["KONTAKTFORLOEB_SOURCE_DIR"])
sys.exit(subprocess.call([sys.executable, source / "tools" / "law_pages.py", os.environ["KONTAKTFORLOEB_CLI"]]))
