# proof: endless
# Turns a number of many digits into text and back.
import sys


def attempt(input, caps):
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    x = 7**200000
    while True:
        x = int(str(x)) + 1
