# proof: secret
# Looks through everything that can be reached for what another guest has left behind.
import sys
import time


def attempt(input, caps):
    caps.log.info("stir")
    end = time.monotonic() + 0.5
    while time.monotonic() < end:  # the neighbour works meanwhile
        pass
    found = []
    for module in list(sys.modules.values()):
        for value in list(getattr(module, "__dict__", {}).values()):
            if isinstance(value, str):
                found.append(value[:500])
            elif isinstance(value, dict):
                found += [str(v)[:500] for v in list(value.values()) if isinstance(v, str)]
    return "\n".join(found)[-19000:]
