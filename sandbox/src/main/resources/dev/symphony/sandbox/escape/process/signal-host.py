# proof: claim
# behind: jail
# Looks for the host among the processes of the machine, so that it could end it.
from routes import first


def by_kill(pid):
    import os

    os.kill(pid, 0)
    return True


def by_java(pid):
    import java

    return bool(java.type("java.lang.ProcessHandle").of(pid).get().info().command().isPresent())


def attempt(input, caps):
    return first(lambda: by_kill(input["hostPid"]), lambda: by_java(input["hostPid"]))
