# proof: endless
# Passes an argument that has no end: each of its members is itself again.


class Endless(dict):
    def __getitem__(self, key):
        return Endless(a=1, b=2, c=3)

    def items(self):
        while True:
            yield ("a", Endless(a=1, b=2))

    def get(self, key, default=None):
        return Endless(a=1, b=2, c=3)


def attempt(input, caps):
    deep = []
    for _ in range(200000):
        deep = [deep, deep]
    return caps.kv.put("own/endless", deep)
