# proof: endless
# Consumes a sequence that has no end.
import itertools


def attempt(input, caps):
    return sum(1 for _ in itertools.count()) + sum(itertools.repeat(0))
