# proof: overflow
# Recurses through built-in functions that call back.
import sys


def again(*values):
    return max([2, 1], key=again) or sorted([2, 1], key=again)


def attempt(input, caps):
    sys.setrecursionlimit(10**9)
    return again()
