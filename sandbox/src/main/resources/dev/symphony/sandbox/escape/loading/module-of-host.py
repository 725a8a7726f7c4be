# proof: secret
# behind: jail
# Imports a file of the host as a module.
import sys

from routes import first


def by_path(input):
    sys.path.insert(0, input["directory"])
    import secret_module

    return secret_module.SECRET


def by_loader(input):
    from importlib.machinery import SourceFileLoader

    return SourceFileLoader("x", input["secretFile"]).get_data(input["secretFile"]).decode()


def by_finder(input):
    from importlib.machinery import PathFinder

    return PathFinder.find_spec("secret_module", [input["directory"]]).loader.load_module().SECRET


def attempt(input, caps):
    return first(lambda: by_path(input), lambda: by_loader(input), lambda: by_finder(input))
