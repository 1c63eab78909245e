#!/bin/sh
# Draws examples in Chromium and looks at them (tools/pictures.py); the pictures go to build/pictures.
set -eu
cd "$(dirname "$0")/.."

PACKAGES=tools/packages-pictures.txt tools/deps.sh

venv=${KONTAKTFORLOEB_VENV:-build/venv}
# Drives the Chromium that is there; downloads none.
"$venv/bin/python" -c 'import playwright' 2>/dev/null ||
  "$venv/bin/pip" --quiet --disable-pip-version-check install playwright==1.65.2
exec "$venv/bin/python" tools/pictures.py build/pictures "$@"
