# proof: secret
# Uses a granted operation on what the grant does not reach.
from routes import first


def attempt(input, caps):
    ways = ["private/key", "own/../private/key", "own/x\0/../../private/key", "OWN/../private/key"]
    return first(*[lambda key=key: caps.kv.get(key) for key in ways])
