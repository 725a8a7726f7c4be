"""Ways to the same aim."""


def first(*routes):
    """The first that brings something counts; when none does, the last thing in the way is raised."""
    wall = None
    for route in routes:
        try:
            found = route()
        except BaseException as error:
            wall = error
            continue
        if found is not None and found is not False:
            return found
    if wall is not None:
        raise wall
    return None


def read_with(type_, path):
    """Reads a file with the class library of the host, given a way to its classes."""
    return str(type_("java.nio.file.Files").readString(type_("java.nio.file.Path").of(path)))


def touch_with(type_, path):
    """Starts a program that makes the file."""
    return type_("java.lang.ProcessBuilder")(["/usr/bin/touch", path]).start().waitFor() == 0
