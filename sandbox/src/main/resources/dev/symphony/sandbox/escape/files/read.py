# proof: secret
# behind: jail
# Reads a file of the host by its absolute path.
from routes import first


def by_open(path):
    with open(path) as file:
        return file.read()


def by_posix(path):
    import posix

    return posix.read(posix.open(path, 0), 4096).decode()


def by_path(path):
    import pathlib

    return pathlib.Path(path).read_text()


def attempt(input, caps):
    path = input["secretFile"]
    return first(lambda: by_open(path), lambda: by_posix(path), lambda: by_path(path), lambda: caps.files.read_text(path))
