#!/bin/sh
# Form and habits: clang-format on all C++, shellcheck on scripts, ruff on Python, clang-tidy over the library.
# With --fix: puts C++ and Python into form instead.
set -eu
cd "$(dirname "$0")/.."

# Files under version control and those about to be; in an unpacked archive, all.
files() {
  if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files --cached --others --exclude-standard -- "$@" | sort -u
  else
    for pattern in "$@"; do
      find . -path ./build -prune -o -name "$pattern" -print
    done
  fi | while IFS= read -r file; do
    # A file that was deleted but not yet committed is listed all the same.
    if [ -f "$file" ]; then printf '%s\n' "$file"; fi
  done
}

if [ "${1-}" = --fix ]; then
  files '*.cpp' '*.hpp' | xargs -r clang-format-14 -i
  files '*.py' '*.pyi' '*.ipynb' | xargs -r build/venv/bin/ruff check --quiet --fix
  files '*.py' '*.pyi' '*.ipynb' | xargs -r build/venv/bin/ruff format --quiet
  exit 0
fi

# Each check has its say before the script fails.
failed=0
echo "clang-format"
files '*.cpp' '*.hpp' | xargs -r clang-format-14 --dry-run -Werror || failed=1
echo "shellcheck"
{ files '*.sh' && echo .ci/run; } | xargs shellcheck || failed=1
echo "ruff"
files '*.py' '*.pyi' '*.ipynb' | xargs -r build/venv/bin/ruff check --quiet || failed=1
files '*.py' '*.pyi' '*.ipynb' | xargs -r build/venv/bin/ruff format --quiet --check || failed=1
echo "clang-tidy"
cmake --preset tidy >/dev/null
cmake --build --preset tidy ${JOBS:+--parallel "$JOBS"} -- --quiet -k 0 || failed=1
exit "$failed"
