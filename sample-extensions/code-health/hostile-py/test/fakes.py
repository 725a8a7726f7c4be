"""Scripted capabilities: the error of a gate, and services that check nothing."""

import os


class CapabilityError(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Open:
    """A namespace of operations that anybody can change."""

    def __init__(self, **operations):
        self.__dict__.update(operations)


def careless_read(path):
    """Reads whatever it is asked for, as a service without a check would, and looks twice at the path."""
    str(path)
    name = str(path).split("\0")[-1].removeprefix("file://").replace("%2e", ".").replace("\\", "/")
    with open(os.path.join("/", name.lstrip("./") if name.startswith(".") else name), "rb") as file:
        return file.read()


def careless():
    """Capabilities that give everything: each attempt must get what it wants from them."""
    return Open(
        files=Open(read=careless_read, list=lambda pattern: [{"path": "../outside", "size": 1}]),
        kv=Open(put=lambda key, value: None, list=lambda *_: ["secret"]),
        http=Open(request=lambda request: {"status": 200}),
        artifacts=Open(put=lambda *_: {"digest": "x"}),
        models=Open(infer=lambda *_: {}),
        extensions=Open(invoke=lambda *_: {}),
    )
