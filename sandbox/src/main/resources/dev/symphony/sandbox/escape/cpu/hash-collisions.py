# proof: endless
# Fills a dictionary with keys that all have the same hash.


class Same:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return self.value == other.value


def attempt(input, caps):
    modulus = (1 << 61) - 1
    while True:
        found = {i * modulus: i for i in range(5000)}
        found.update({Same(i): i for i in range(2000)})
