# proof: secret
# behind: jail
# Asks for a class of the host by its name.
from routes import first, read_with


def by_import(path):
    from java.nio.file import Files, Path

    return str(Files.readString(Path.of(path)))


def by_type(path):
    import java

    return read_with(java.type, path)


def attempt(input, caps):
    return first(lambda: by_type(input["secretFile"]), lambda: by_import(input["secretFile"]))
