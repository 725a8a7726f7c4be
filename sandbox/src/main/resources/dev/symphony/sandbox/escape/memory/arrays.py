# proof: hoard
# Hoards lists.


def attempt(input, caps):
    hoard = []
    while True:
        hoard.append([0.5] * 131072)
