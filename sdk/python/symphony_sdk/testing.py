"""The test harness: `scripted` makes a `caps` whose services answer what the test says.

Under CPython nothing stands behind it. In `symphony test` the same calls pass the gate of a real kernel first, under the
rights that the manifest asks for.
"""

import builtins

from symphony_sdk._services import SERVICES
from symphony_sdk.fakes import FAKES

if not hasattr(builtins, "CapabilityError"):

    class CapabilityError(Exception):
        """A call that was refused or that failed; `code` says why."""

        def __init__(self, message="", code=""):
            super().__init__(message)
            self.code = code

    builtins.CapabilityError = CapabilityError

CapabilityError = builtins.CapabilityError
_gate = []


def attach(caps):
    """Puts the gate before every scripted call; `symphony test` does this."""
    _gate[:] = [caps]


class as_:
    """Scripts a capability that the manifest gives another name with `as`: scripted(source=as_("files", {...}))."""

    def __init__(self, service, script=None):
        if service not in SERVICES:
            raise TypeError(f"there is no service '{service}'")
        self.service = service
        self.script = script


class Scripted:
    """What `scripted` makes: `caps`, `calls`, and by the name of each scripted capability what a test can look at."""

    def __init__(self, script):
        self.calls = []
        bindings = {}
        for name, given in script.items():
            part = given if isinstance(given, as_) else as_(name, given)
            control, operations = FAKES[part.service](part.script)
            setattr(self, name, control)
            operations.update(_own(part.script))
            bindings[name] = self._members(name, part.service, operations)
        for service in SERVICES:
            if service not in bindings:
                bindings[service] = self._members(service, service, {})
        self.caps = _frozen("caps", bindings)

    def _members(self, binding, service, operations):
        members = {}
        for declared, shape in SERVICES[service].items():
            name = _snake(declared)
            members[name] = staticmethod(self._operation(binding, name, shape["parameters"], operations.get(name)))
        return _frozen(binding, members)

    def _operation(self, binding, name, parameters, perform):
        def call(*values):
            self.calls.append((f"{binding}.{name}", values))
            if perform is None:
                raise CapabilityError(f"{binding}.{name}: the test scripts nothing for it", "denied-not-granted")
            for caps in _gate:
                getattr(getattr(caps, binding), name)(*values)
            return perform(*_checked(f"{binding}.{name}", parameters, values))

        call.__name__ = call.__qualname__ = name
        return call


def scripted(**script):
    """Makes capabilities that answer what the script says; a service that is left out refuses every call."""
    return Scripted(script)


def _own(script):
    # A script may bring operations of its own, in place of those of the fake.
    return {name: value for name, value in script.items() if callable(value)} if isinstance(script, dict) else {}


def _snake(name):
    return "".join("_" + c.lower() if c.isupper() else c for c in name)


def _frozen(name, members):
    def refuse(self, attribute, value=None):
        raise AttributeError("caps cannot be changed")

    return type(name, (), {"__slots__": (), "__setattr__": refuse, "__delattr__": refuse, **members})()


def _checked(operation, parameters, values):
    if len(values) > len(parameters):
        raise CapabilityError(f"{operation}: expected {len(parameters)} arguments, got {len(values)}", "argument-count")
    values = tuple(values) + (None,) * (len(parameters) - len(values))
    for (name, of), value in zip(parameters, values):
        wrong = _mismatch(of, value)
        if wrong:
            raise CapabilityError(f"{operation}: argument '{name}': {wrong}", "argument-type")
    return values


def _mismatch(of, value):
    """What is wrong with a value, in the words of the host; nothing when it fits."""
    if isinstance(of, str):
        return _simple(of, value)
    if "optional" in of:
        return None if value is None else _mismatch(of["optional"], value)
    if "list" in of:
        if not isinstance(value, (list, tuple)):
            return f"expected a list, got {_kind(value)}"
        return _first(_mismatch(of["list"], element) for element in value)
    if not isinstance(value, dict):
        return f"expected an object, got {_kind(value)}"
    if "map" in of:
        return _first(_mismatch(of["map"], element) for element in value.values())
    return _first(_field(name, field, value) for name, field in of["record"].items())


def _field(name, of, value):
    if name not in value and not (isinstance(of, dict) and "optional" in of):
        return f"the field '{name}' is missing"
    return _mismatch(of, value.get(name))


def _first(problems):
    return next((problem for problem in problems if problem), None)


def _simple(of, value):
    is_bool = isinstance(value, bool)
    fits = {
        "any": True,
        "nothing": True,
        "boolean": is_bool,
        "integer": not is_bool and (isinstance(value, int) or (isinstance(value, float) and value.is_integer())),
        "number": not is_bool and isinstance(value, (int, float)),
        "string": isinstance(value, str),
        "bytes": isinstance(value, (bytes, bytearray)),
    }
    wanted = {"boolean": "true or false", "integer": "a whole number", "number": "a number", "string": "text"}
    return None if fits[of] else f"expected {wanted.get(of, of)}, got {_kind(value)}"


def _kind(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, (int, float)):
        return "a number"
    if isinstance(value, str):
        return "text"
    if isinstance(value, (bytes, bytearray)):
        return "bytes"
    if isinstance(value, (list, tuple)):
        return "a list"
    return "an object" if isinstance(value, dict) else "something else"
