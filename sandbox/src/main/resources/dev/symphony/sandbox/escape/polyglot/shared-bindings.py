# proof: secret
# Looks for what other languages and guests of the process have exported.
import sys

from routes import first


def imported():
    import polyglot

    return polyglot.import_value("neighbour")


def collected():
    import gc

    return "\n".join(repr(o)[:200] for o in gc.get_objects() if isinstance(o, dict) and "secret" in o)


def attempt(input, caps):
    return first(lambda: sys.modules["neighbour"].secret, imported, collected)
