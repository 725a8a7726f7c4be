# proof: secret
# Grafts a function of its own onto a capability, and waits for another guest to call it.
import time



HEARD = []


class Forged:
    @staticmethod
    def put(key, value):
        HEARD.append(value)


def by_assignment(caps):
    caps.kv = Forged()


def by_object(caps):
    object.__setattr__(caps, "kv", Forged())


def by_class(caps):
    type(caps).kv = Forged()


def by_type(caps):
    type.__setattr__(type(caps), "kv", Forged())


def attempt(input, caps):
    wall = None
    for way in (by_assignment, by_object, by_class, by_type):
        try:
            way(caps)
        except BaseException as error:
            wall = error
    caps.log.info("stir")
    end = time.monotonic() + 0.5
    while time.monotonic() < end:  # the neighbour works meanwhile
        pass
    if not HEARD:
        raise wall or LookupError("nobody calls the graft")
    return "\n".join(HEARD)
