#!/bin/sh
# The source archive, and the wheel built from it as pip would, into build/dist; then the wheel in an empty environment:
# the package imports, the command runs and needs no library beyond the system's, a missing extra is named.
set -eu
cd "$(dirname "$0")/.."

rm -rf build/dist build/dist-venv
# Not isolated and with the flags of tools/venv.sh, for a compiler's cache; pre-commit's test builds in isolation.
build/venv/bin/python -m build --no-isolation --config-setting=cmake.define.KONTAKTFORLOEB_STRICT=ON --outdir build/dist . \
  >build/dist.log 2>&1 || { cat build/dist.log >&2; exit 1; }
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
ls ../dist
