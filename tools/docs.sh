#!/bin/sh
# Doxygen into build/docs; a public name without a sentence fails.
set -eu
cd "$(dirname "$0")/.."

version=$(sed -n 's/^#define KONTAKTFORLOEB_VERSION "\(.*\)"$/\1/p' include/kontaktforloeb/version.hpp)
mkdir -p build/docs
sed "s/@VERSION@/$version/" docs/Doxyfile.in >build/docs/Doxyfile
doxygen build/docs/Doxyfile
echo "build/docs/html/index.html"
