# proof: endless
# Writes for ever to the stream for errors, without ending a line.
import sys


def attempt(input, caps):
    while True:
        sys.stderr.write("x" * 100000)
