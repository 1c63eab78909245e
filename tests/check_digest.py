#!/usr/bin/env python3
"""The digest that assessments carry is that of the law that `rules` prints."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

source = Path(os.environ["KONTAKTFORLOEB_SOURCE_DIR"])
sys.exit(subprocess.call([sys.executable, source / "tools" / "law_digest.py", os.environ["KONTAKTFORLOEB_CLI"]]))
