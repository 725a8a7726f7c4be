# proof: endless
# Has a regular expression try every way to split a text.
import re


def attempt(input, caps):
    while True:
        re.match(r"^(a+)+$", "a" * 40 + "b")
        re.match(r"^(\w+\s?)*$", "x " * 5000 + "!")
        re.match(r"(x+x+)+y", "x" * 60)
