# proof: overflow
# Calls itself without end.
import sys


def deeper(n):
    return deeper(n + 1) + 1


def attempt(input, caps):
    sys.setrecursionlimit(10**9)
    return deeper(0)
