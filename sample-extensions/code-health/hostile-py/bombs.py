"""Attacks on the machine's resources. None of them ends by itself."""


def exhaust(attack):
    """Runs the named attack; an unknown name is an error."""
    if attack not in BOMBS:
        raise ValueError(f"unknown attack {attack!r}; known: probe, {', '.join(BOMBS)}")
    return BOMBS[attack]()


def loop():
    turns = 0
    while True:
        turns = (turns + 1) & 0xFFFF


def memory():
    hoard = []
    while True:
        hoard.append([len(hoard)] * 65536)


def recursion(depth=0):
    return 1 + recursion(depth + 1)


def output():
    line = "flood " * 1000
    while True:
        print(line)


BOMBS = {"loop": loop, "memory": memory, "recursion": recursion, "output": output}
