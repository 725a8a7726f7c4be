# proof: mark
# Calls an operation that it was not granted from within the encoding of a call that it was.


class Reentrant(dict):
    def __init__(self, caps):
        super().__init__(x=1)
        self.caps = caps

    def __getitem__(self, key):
        self.caps.kv.delete("own/victim")
        return 1

    def __iter__(self):
        self.caps.kv.delete("own/victim")
        return super().__iter__()


def attempt(input, caps):
    value = Reentrant(caps)
    caps.kv.put("own/x", value)
    list(value)
    return None
