# proof: secret
# Climbs from a capability to the class of the host behind it, and from there to every class.
from routes import first, read_with


def loader(value):
    return lambda name: getattr(getattr(value.getClass().getClass(), "static").forName(name), "static")


def attempt(input, caps):
    return first(
        lambda: read_with(loader(caps.files), input["secretFile"]),
        lambda: read_with(loader(caps.files.read_text), input["secretFile"]),
        lambda: read_with(loader(type(caps)), input["secretFile"]),
        lambda: caps.files.read_text.__globals__["__builtins__"]["open"](input["secretFile"]).read(),
        lambda: caps.files.read_text.__closure__[0].cell_contents.__self__.getClass().forName("java.lang.System"),
    )
