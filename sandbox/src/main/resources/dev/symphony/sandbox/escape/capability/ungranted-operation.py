# proof: mark
# Calls an operation that nobody granted.


def attempt(input, caps):
    caps.kv.delete("own/victim")
    return True
