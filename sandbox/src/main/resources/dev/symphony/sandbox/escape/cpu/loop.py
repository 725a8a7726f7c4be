# proof: endless
# Loops.


def attempt(input, caps):
    while True:
        pass
