# proof: hoard
# Unfolds a few bytes into a thousand million, as compressed documents do.
import zlib


def attempt(input, caps):
    packed = zlib.compress(bytes(1 << 24))
    hoard = []
    while True:
        hoard.append(zlib.decompress(packed))
