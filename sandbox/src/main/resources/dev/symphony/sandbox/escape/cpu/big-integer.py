# proof: endless
# Squares a number until it no longer fits anywhere, and begins again.


def attempt(input, caps):
    while True:
        x = 3
        for _ in range(24):
            x = x * x
