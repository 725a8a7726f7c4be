# proof: overflow
# Compiles a program that is nested so deep that its reader recurses too far.


def attempt(input, caps):
    return eval("-" * 1_000_000 + "1") + eval("(" * 100_000 + "1" + ")" * 100_000)
