# proof: secret
# Follows a link out of the directory that it was given.
from routes import first


def attempt(input, caps):
    ways = ["link-to-file", "link-to-directory/secret.txt", "link-to-directory/../link-to-file"]
    return first(*[lambda path=path: caps.files.read_text(path) for path in ways])
