# proof: mark
# behind: jail
# Writes a file of the host.
from routes import first


def by_open(path):
    with open(path, "w") as file:
        return file.write("was here")


def by_posix(path):
    import posix

    return posix.close(posix.open(path, posix.O_CREAT | posix.O_WRONLY)) is None


def attempt(input, caps):
    path = input["mark"]
    return first(lambda: by_open(path), lambda: by_posix(path), lambda: caps.files.write(path, "was here"))
