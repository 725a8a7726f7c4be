# proof: overflow
# Recurses through calls of the host, each from within the encoding of the one before.
import sys


def attempt(input, caps):
    sys.setrecursionlimit(10**9)

    def again(n):
        caps.kv.put("own/x", {"x": n})
        return again(n + 1) + 1

    return again(0)
