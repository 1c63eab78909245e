#!/bin/sh
# Builds the fuzzers and runs each for FUZZ_SECONDS (60), starting from the examples and the tests' cases. What they
# learn stays in build/fuzz/corpus; an input that breaks something is left in build/fuzz/found.
set -eu
cd "$(dirname "$0")/.."

cmake --preset fuzz >/dev/null
cmake --build --preset fuzz ${JOBS:+--parallel "$JOBS"} -- --quiet
mkdir -p build/fuzz/found
seeds=
for folder in examples/courses tests/cases; do
  [ ! -d "$folder" ] || seeds="$seeds $folder"
done

ran=0
for source in fuzz/fuzz_*.cpp; do
  [ -f "$source" ] || continue
  name=$(basename "$source" .cpp)
  corpus=build/fuzz/corpus/$name
  mkdir -p "$corpus"
  set -- -max_total_time="${FUZZ_SECONDS:-60}" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix=build/fuzz/found/
  # libFuzzer takes one dictionary.
  cat fuzz/course.dict "fuzz/$name.dict" >"build/fuzz/$name.dict"
  set -- "$@" "-dict=build/fuzz/$name.dict"
  echo "$name: ${FUZZ_SECONDS:-60} s"
  log=build/fuzz/$name.log
  # libFuzzer tells of every new path; only its closing figures matter when all is well.
  # shellcheck disable=SC2086 # the folders are meant to split
  if ! "build/fuzz/fuzz/$name" "$@" "$corpus" $seeds >"$log" 2>&1; then
    tail -n 100 "$log" >&2
    exit 1
  fi
  sed -n 's/^stat::number_of_executed_units: */  inputs tried: /p' "$log"
  ran=$((ran + 1))
done
if [ "$ran" -eq 0 ]; then
  echo "fuzz: there are no fuzzers (fuzz/fuzz_*.cpp)" >&2
  exit 1
fi
