#!/bin/sh
# Runs the tests of all guests, JavaScript under Node (20 or newer) and Python under CPython (3.10 or newer).
set -eu
cd "$(dirname "$0")"

need() {
  command -v "$1" >/dev/null || { echo "FAILED: the guests' tests need $1; install it: $2" >&2; exit 1; }
}

need node "apt-get install nodejs (20 or newer)"
need python3 "apt-get install python3 (3.10 or newer)"

node --test --test-reporter=dot $(find . -name '*.test.mjs' -not -path './target/*' | sort)
find . -name 'test_*.py' -not -path './target/*' | sort | while read -r file; do
  python3 -W error -m unittest discover -q -s "$(dirname "$file")" -p "$(basename "$file")"
done
