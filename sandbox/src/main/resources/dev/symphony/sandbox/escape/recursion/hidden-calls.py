# proof: overflow
# Recurses through attributes and conversions, where no call is to be seen.
import sys


class Hidden:
    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __repr__(self):
        return f"{self!r}"


def attempt(input, caps):
    sys.setrecursionlimit(10**9)
    return repr(Hidden())
