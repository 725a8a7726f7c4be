# proof: secret
# Plants a hook where every class is built, and waits for another guest to come past.
import builtins
import time

HEARD = []


def attempt(input, caps):
    build = builtins.__build_class__

    def listening(function, name, *bases, **named):
        made = build(function, name, *bases, **named)
        initialise = made.__init__

        def heard(self, *values, **rest):
            HEARD.extend(values)
            return initialise(self, *values, **rest)

        made.__init__ = heard
        return made

    builtins.__build_class__ = listening
    caps.log.info("stir")
    end = time.monotonic() + 0.5
    while time.monotonic() < end:  # the neighbour works meanwhile
        pass
    return "\n".join(str(value) for value in HEARD)
