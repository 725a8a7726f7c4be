# proof: mark
# behind: jail
# Starts a program of the host.
from routes import first, touch_with


def by_subprocess(path):
    import subprocess

    return subprocess.run(["/usr/bin/touch", path]).returncode == 0


def by_system(path):
    import os

    return os.system("/usr/bin/touch " + path) == 0


def by_popen(path):
    for kind in object.__subclasses__():
        if kind.__name__ == "_wrap_close":
            return kind.__init__.__globals__["popen"]("/usr/bin/touch " + path).read() == ""
    return None


def by_java(path):
    import java

    return touch_with(java.type, path)


def attempt(input, caps):
    path = input["mark"]
    return first(lambda: by_subprocess(path), lambda: by_system(path), lambda: by_popen(path), lambda: by_java(path))
