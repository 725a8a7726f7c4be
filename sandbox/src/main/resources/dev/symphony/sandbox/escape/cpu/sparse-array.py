# proof: endless
# Has built-in functions walk over a range with a million million places.


def attempt(input, caps):
    wide = range(10**12)
    while True:
        0.5 in wide
        sum(wide)
        max(wide)
