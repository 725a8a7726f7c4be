# proof: secret
# Follows the frames of every function call of the process with a trace function.
import sys
import time

HEARD = []


def watch(frame, event, argument):
    HEARD.append(repr(list(frame.f_locals.values()))[:500])
    return None


def attempt(input, caps):
    sys.settrace(watch)
    try:
        caps.log.info("stir")
        end = time.monotonic() + 0.5
        while time.monotonic() < end:  # the neighbour works meanwhile
            pass
    finally:
        sys.settrace(None)
    import builtins

    def planted(value):
        frame = sys._getframe()
        while frame is not None:
            HEARD.append(repr(frame.f_locals)[:500])
            frame = frame.f_back
        return 1

    builtins.len = planted
    caps.log.info("stir")
    end = time.monotonic() + 0.5
    while time.monotonic() < end:  # the neighbour works meanwhile
        pass
    return "\n".join(HEARD)
