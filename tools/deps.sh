#!/bin/sh
# Sees to the Debian packages of tools/packages.txt: silent when all are there; as root installs what is missing, else
# prints the one line to run. With arguments, only to those under these headings: tools/deps.sh Build. PACKAGES names
# another list.
set -eu

only=$(IFS='|'; echo "|$*|")
packages=$(awk -v only="$only" '/^#/ { heading = substr($0, 3); next }
                                only == "||" || index(only, "|" heading "|") { sub(/#.*/, ""); print }' \
               "${PACKAGES:-$(dirname "$0")/packages.txt}")
if [ -z "$packages" ]; then
  echo "deps: no package stands under the heading $*" >&2
  exit 2
fi
if ! command -v dpkg-query >/dev/null; then
  # shellcheck disable=SC2086 # one line of them
  echo "deps: not a Debian system; needed are the likes of:" $packages >&2
  exit 0
fi

missing=
for package in $packages; do
  status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  # A multi-arch package answers once per architecture.
  case $status in
    *not-installed* | *config-files* | '') missing="$missing $package" ;;
    *installed*) ;;
    *) missing="$missing $package" ;;
  esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
  echo "sudo apt-get update && sudo apt-get install --yes --no-install-recommends$missing"
  exit 1
fi
echo "Installing$missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086 # the list is meant to split
if ! { apt-get update && apt-get install --yes --no-install-recommends $missing; } >"$log" 2>&1 </dev/null; then
  cat "$log" >&2
  exit 1
fi
