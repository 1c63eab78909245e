#!/bin/sh
# The virtual environment of the Python package: makes it, installs what tools/requirements.txt lists, and builds the
# package into it with our warnings as errors. What is up to date is left alone.
set -eu
cd "$(dirname "$0")/.."

venv=${KONTAKTFORLOEB_VENV:-build/venv}
# Debian's own Python first: its headers are what tools/packages.txt installs.
python=/usr/bin/python3
[ -x "$python" ] || python=python3

if [ ! -x "$venv/bin/pip" ]; then
  "$python" -m venv "$venv"
fi
pip() { "$venv/bin/pip" --quiet --disable-pip-version-check "$@"; }
if ! cmp -s tools/requirements.txt "$venv/requirements.txt"; then
  pip install --requirement tools/requirements.txt
  cp tools/requirements.txt "$venv/requirements.txt"
fi
stamp=$venv/package.stamp
if [ ! -e "$stamp" ] || [ -n "$(find CMakeLists.txt cmake include src python pyproject.toml README.md schemas \
  "$venv/requirements.txt" ! -path '*/__pycache__*' -newer "$stamp" -print -quit)" ]; then
  touch "$stamp.new"
  pip install --no-build-isolation --no-deps --force-reinstall \
    --config-settings=cmake.define.KONTAKTFORLOEB_STRICT=ON .
  mv "$stamp.new" "$stamp"
fi
