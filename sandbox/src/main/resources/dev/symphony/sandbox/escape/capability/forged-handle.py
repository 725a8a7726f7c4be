# proof: mark
# Rewrites the numbers behind a capability, so that it stands for another operation.


def cells(function):
    return [(cell, cell.cell_contents) for cell in getattr(function, "__closure__", None) or ()]


def attempt(input, caps):
    wall = None
    try:
        caps.kv.delete("own/victim")
        return True
    except BaseException as error:
        wall = error
    get = caps.kv.get
    for cell, value in cells(get):
        if type(value) is int:
            for slot in range(-2, 80):
                cell.cell_contents = slot
                try:
                    get("own/victim")
                except BaseException as error:
                    wall = error
            cell.cell_contents = value
    for cell, value in cells(get):
        if callable(value):
            for slot in range(-2, 80):
                try:
                    value(slot, ("own/victim",))
                except BaseException as error:
                    wall = error
    raise wall
