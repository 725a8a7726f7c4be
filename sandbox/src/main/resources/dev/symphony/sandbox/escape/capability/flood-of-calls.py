# proof: endless
# Calls without end.


def attempt(input, caps):
    while True:
        caps.kv.get("own/x")
