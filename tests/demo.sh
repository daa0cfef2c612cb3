#!/bin/sh
# SPDX-License-Identifier: MIT
# Binds the sample articles and says what came of it.
set -eu
cd "$(dirname "$0")/.."
book=demo.epub
./chapbook build --offline tests/samples --title 'The Harbour Paper, July 2023' \
	--language en -o "$book" --report build/demo.json
echo
echo "Made $PWD/$book from the articles in tests/samples:"
./chapbook list tests/samples -q
echo
echo "Left out, and why (also on the book's last page):"
sed -n 's/^ *"where": "\(.*\)",*$/\1/p; s/^ *"cause": "\(.*\)",*$/    \1/p' \
	build/demo.json | sed 's/\\\(.\)/\1/g; s/^/  /'
echo
echo "Open it with any e-book reader. Next: ./chapbook build --help"
