# proof: endless
# Prints for ever.


def attempt(input, caps):
    while True:
        print("x" * 1000)
