"""The entry of every attempt in Python: says what the attempt found, or what stopped it."""

from payload import attempt


def run(input, caps):
    try:
        found = attempt(input, caps)
    except BaseException as error:
        return {"found": None, "stopped": name(error), "message": words(error)[:2000]}
    if found is None or found is False:
        return {"found": None}
    return {"found": True if found is True else str(found)[:20000]}


def name(error):
    return str(getattr(error, "code", None) or type(error).__name__)


def words(error):
    try:
        return str(error)
    except BaseException:
        return "speechless"
