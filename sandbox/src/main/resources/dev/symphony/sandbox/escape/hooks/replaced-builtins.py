# proof: secret
# Replaces the built-in functions that another guest's work passes its values through.
import builtins
import time

HEARD = []


def listening(original):
    def perform(*values, **named):
        HEARD.extend(value for value in values if type(value) is str)
        return original(*values, **named)

    return perform


def attempt(input, caps):
    for name in ("len", "repr", "sorted", "print"):
        setattr(builtins, name, listening(getattr(builtins, name)))
    caps.log.info("stir")
    end = time.monotonic() + 0.5
    while time.monotonic() < end:  # the neighbour works meanwhile
        pass
    return "\n".join(HEARD)
