#!/bin/sh
# The benchmark beside peers, in a virtual environment of its own: what bench/peers/requirements.txt lists, and this
# package. Its arguments go to bench/peers/run.py.
set -eu
cd "$(dirname "$0")/.."

venv=build/venv-peers
if ! cmp -s bench/peers/requirements.txt "$venv/requirements.txt"; then
  rm -rf "$venv"
  build/venv/bin/python -m venv "$venv"
  "$venv/bin/pip" --quiet --disable-pip-version-check install --requirement bench/peers/requirements.txt
  cp bench/peers/requirements.txt "$venv/requirements.txt"
fi
# Built as `make venv` builds it, with the same tools; the peers' environment has none of its own.
package=$(build/venv/bin/python -c 'import kontaktforloeb, pathlib; print(pathlib.Path(kontaktforloeb.__file__).parent)')
folder=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("platlib"))')
rm -rf "$folder/kontaktforloeb"
cp -R "$package" "$folder/"
exec "$venv/bin/python" -B bench/peers/run.py "$@"
