# proof: overflow
# Reads and writes a document that is nested deep.
import json
import sys


def attempt(input, caps):
    sys.setrecursionlimit(10**9)
    deep = []
    for _ in range(1_000_000):
        deep = [deep]
    return len(repr(deep)) + len(json.dumps(deep))
