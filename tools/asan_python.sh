#!/bin/sh
# The compiled part of the Python package under AddressSanitizer and UndefinedBehaviorSanitizer, and with it the tests
# that hand it other people's memory and bad input. Arguments replace the tests.
set -eu
cd "$(dirname "$0")/.."

site=$(build/venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("platlib"))')
cmake -S . -B build/asan-python -G Ninja -DCMAKE_BUILD_TYPE=Debug \
  -DCMAKE_CXX_FLAGS="-O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer" \
  -DKONTAKTFORLOEB_BUILD_PYTHON=ON -DKONTAKTFORLOEB_BUILD_TESTS=OFF -DKONTAKTFORLOEB_BUILD_CLI=OFF \
  -DKONTAKTFORLOEB_INSTALL=OFF -Dpybind11_DIR="$site/pybind11/share/cmake/pybind11" \
  -DPython_EXECUTABLE="$PWD/build/venv/bin/python" >/dev/null
cmake --build build/asan-python --target _core ${JOBS:+--parallel "$JOBS"} -- --quiet

# The package as it is installed, with this module in the place of its own.
folder=build/asan-python/package
rm -rf "$folder"
mkdir "$folder"
cp -R "$site/kontaktforloeb" "$folder/"
cp build/asan-python/src/bindings/_core*.so "$folder/kontaktforloeb/"

if [ "$#" -eq 0 ]; then
  set -- tests/python/test_cohort.py tests/python/test_cohort_arrow.py tests/python/test_cohort_tables.py \
    tests/python/test_bad_input.py tests/python/test_values.py tests/python/test_planning.py
fi
# Python itself keeps memory until it ends, which is no leak of ours.
LD_PRELOAD="$(g++ -print-file-name=libasan.so) $(g++ -print-file-name=libubsan.so)" ASAN_OPTIONS=detect_leaks=0 \
  KONTAKTFORLOEB_SOURCE_DIR="$PWD" PYTHONPATH="$PWD/$folder" \
  exec build/venv/bin/python -B -m pytest -q -p no:cacheprovider "$@"
