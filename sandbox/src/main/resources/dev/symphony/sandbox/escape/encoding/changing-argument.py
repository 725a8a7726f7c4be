# proof: secret
# Passes a path that is harmless when it is checked and another when it is used.
from routes import first


class Changing(str):
    looks = 0

    def __str__(self):
        self.looks += 1
        return "public.txt" if self.looks == 1 else "private/secret.txt"

    __repr__ = __fspath__ = __str__

    def __format__(self, how):
        return str(self)

    def encode(self, *rest):
        return str(self).encode(*rest)


class Record:
    looks = 0

    @property
    def path(self):
        self.looks += 1
        return "public.txt" if self.looks == 1 else "private/secret.txt"


def attempt(input, caps):
    return first(lambda: caps.files.read_text(Record()), lambda: caps.files.read_text(Changing("public.txt")))
