# proof: secret
# Puts a module of its own in the place of one that another guest imports.
import sys
import time
import types

HEARD = []


def attempt(input, caps):
    fake = types.ModuleType("json")

    def dumps(value, **named):
        HEARD.append(repr(value))
        return repr(value)

    fake.dumps = dumps
    sys.modules["json"] = fake
    caps.log.info("stir")
    end = time.monotonic() + 0.5
    while time.monotonic() < end:  # the neighbour works meanwhile
        pass
    return "\n".join(HEARD)
