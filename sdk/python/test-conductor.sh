#!/bin/sh
# Runs the tests of the Python package of the Conductor. $1 is the directory where a host serves simulations.
# Installs NumPy and msgpack for /usr/bin/python3 when root runs it on Debian; says what is missing otherwise.
# The tests of learning with torch run where Python has it (Debian: python3-torch), and say so where not.
set -eu
cd "$(dirname "$0")"
python=${SYMPHONY_TEST_PYTHON:-/usr/bin/python3}

has() {
  "$python" -c 'import sys, numpy, msgpack; assert sys.version_info >= (3, 10)' 2>/dev/null
}

if ! has && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get install -y -q python3 python3-numpy python3-msgpack >&2 ||
    { apt-get update -q >&2 && apt-get install -y -q python3 python3-numpy python3-msgpack >&2; } || true
fi
has || {
  echo "FAILED: the Conductor's tests need packages; install them: apt-get install python3-numpy python3-msgpack" >&2
  exit 1
}
export SYMPHONY_ACCESS="$1" OPENBLAS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1
exec "$python" -W error::ResourceWarning -m unittest discover -q -s test_conductor -t .
