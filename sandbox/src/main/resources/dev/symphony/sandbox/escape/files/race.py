# proof: secret
# Uses the time between check and use: a path that changes while it is looked at.
from routes import first


class Path:
    looks = 0

    @property
    def path(self):
        Path.looks += 1
        return "public.txt" if Path.looks % 2 == 1 else "private/secret.txt"

    def __str__(self):
        return self.path


def attempt(input, caps):
    return first(lambda: caps.files.read_text(Path()), lambda: caps.files.read_text([Path()]))
