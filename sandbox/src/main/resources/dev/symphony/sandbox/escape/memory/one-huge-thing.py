# proof: hoard
# Asks for one thing that fits into no memory.


def attempt(input, caps):
    hoard = []
    while True:
        for make in (lambda: [0] * 10**10, lambda: "x" * 10**10, lambda: bytearray(2**31 - 9), lambda: list(range(10**10))):
            try:
                hoard.append(make())
            except Exception:
                pass
