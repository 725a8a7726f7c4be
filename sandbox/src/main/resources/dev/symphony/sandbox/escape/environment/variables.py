# proof: secret
# behind: jail
# Reads the environment of the process.
from routes import first


def by_os():
    import os

    return repr(dict(os.environ)) if os.environ else None


def by_posix():
    import posix

    return repr(posix.environ) if posix.environ else None


def by_java():
    import java

    return str(java.type("java.lang.System").getenv())


def attempt(input, caps):
    return first(by_java, by_os, by_posix)
