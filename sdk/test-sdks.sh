#!/bin/sh
# Runs the tests of the SDKs: JavaScript under Node (20 or newer), Python under CPython (3.10 or newer).
set -eu
cd "$(dirname "$0")"

need() {
  command -v "$1" >/dev/null || { echo "FAILED: the tests of the SDKs need $1; install it: $2" >&2; exit 1; }
}

need node "apt-get install nodejs (20 or newer)"
need python3 "apt-get install python3 (3.10 or newer)"

(cd js && node --test --test-reporter=dot test)
(cd python && python3 -W error -m unittest discover -q -s test)
