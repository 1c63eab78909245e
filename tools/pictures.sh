#!/bin/sh
# Draws examples in Chromium and looks at them (tools/pictures.py); the pictures go to build/pictures. Chromium is
# Debian's: as root it is installed when missing, else the one line to run is printed.
set -eu
cd "$(dirname "$0")/.."

if ! command -v chromium >/dev/null; then
  if [ "$(id -u)" -ne 0 ]; then
    echo "sudo apt-get update && sudo apt-get install --yes --no-install-recommends chromium fonts-dejavu-core"
    exit 1
  fi
  echo "Installing chromium"
  export DEBIAN_FRONTEND=noninteractive
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  if ! { apt-get update && apt-get install --yes --no-install-recommends chromium fonts-dejavu-core; } \
    >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    exit 1
  fi
fi

venv=${KONTAKTFORLOEB_VENV:-build/venv}
# Drives the Chromium that is there; downloads none.
"$venv/bin/python" -c 'import playwright' 2>/dev/null ||
  "$venv/bin/pip" --quiet --disable-pip-version-check install playwright==1.65.2
exec "$venv/bin/python" tools/pictures.py build/pictures "$@"
