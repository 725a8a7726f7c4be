"""Greets: input {name} becomes {greeting}. It asks for no capability and can reach nothing."""


def run(input, caps):
    name = input.get("name", "world")
    if not isinstance(name, str):
        raise TypeError("input.name must be a string")
    return {"greeting": f"Hello, {name}!"}
