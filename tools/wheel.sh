#!/bin/sh
# The source archive and the wheel, into build/dist: the archive has every file that the wheel is built from, the wheel
# stands in an empty environment (the package imports, the command runs and needs no library beyond the system's, a
# missing extra is named). tools/venv.sh has compiled it already; pre-commit's test builds from nothing.
set -eu
cd "$(dirname "$0")/.."

rm -rf build/dist build/dist-venv
build/venv/bin/python -m build --no-isolation --config-setting=cmake.define.KONTAKTFORLOEB_STRICT=ON --sdist --wheel \
  --outdir build/dist . >build/dist.log 2>&1 || { cat build/dist.log >&2; exit 1; }
mkdir build/dist/source
tar --extract --gzip --directory build/dist/source --strip-components 1 --file build/dist/*.tar.gz
for part in CMakeLists.txt LICENSE README.md pyproject.toml cmake include python schemas src; do
  diff --recursive --brief --exclude=__pycache__ "$part" "build/dist/source/$part"
done
build/venv/bin/python -m venv build/dist-venv
build/dist-venv/bin/pip --quiet --disable-pip-version-check install build/dist/*.whl

cd build/dist-venv
version=$(sed -n 's/^#define KONTAKTFORLOEB_VERSION "\(.*\)"$/\1/p' ../../include/kontaktforloeb/version.hpp)
bin/python -I - "$version" <<'EOF'
import sys
import kontaktforloeb as kf
assert kf.__version__ == sys.argv[1], kf.__version__
try:
    kf.to_frame([])
except ImportError as error:
    assert "kontaktforloeb[pandas]" in str(error), error
else:
    raise AssertionError("pandas is not here, and nobody says so")
EOF
[ "$(bin/kontaktforloeb --version)" = "$version" ]
others=$(ldd bin/kontaktforloeb | sed 's/^[[:space:]]*//; s/[. ].*//' | grep -vxE 'linux-vdso|libstdc\+\+|libgcc_s|libc|libm|/lib.*' || true)
if [ -n "$others" ]; then
  echo "wheel: the command needs $others" >&2
  exit 1
fi
ls ../dist/*.*
