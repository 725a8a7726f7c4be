"""Attempts to get more out of the capabilities than was granted: files of the input directory, to list and to read."""

from probe import passwd

UP = "../" * 12
FORGED_HANDLES = 64
NOBODY = "sha256:" + "0" * 64


def reading(path):
    def route(caps):
        content = caps.files.read(path)
        return None if content is None else f"{len(content)} bytes of {path}"

    return route


def listing(pattern):
    def route(caps):
        found = [file["path"] for file in caps.files.list(pattern)]
        outside = [path for path in found if path.startswith("/") or ".." in path.split("/")]
        return f"{len(outside)} paths outside" if outside else None

    return route


def reaching(call):
    """A call that must be refused; any other answer, an error of the service included, shows the service was reached."""

    def route(caps):
        try:
            return f"an answer of the service: {call(caps)!r}"
        except Exception as problem:
            if type(problem).__name__ == "CapabilityError" and not refused(str(problem.code)):
                return f"an error of the service itself: {problem.code}"
            raise

    return route


def refused(code):
    """Whether a code is the gate's: denied, or an argument or a name that it did not let pass."""
    return code.startswith(("denied-", "argument-")) or code.endswith("-unknown")


class ChangingPath(str):
    """A path that is harmless when first looked at and hostile from then on."""

    looks = 0

    def __str__(self):
        self.looks += 1
        return "README.md" if self.looks == 1 else UP + "etc/passwd"

    def __fspath__(self):
        return str(self)

    def encode(self, *rest):
        return str(self).encode(*rest)


def changing_path(caps):
    return passwd(caps.files.read(ChangingPath("README.md")))


def every_handle(attempt):
    """Tries many handles; raises the last wall when none opened anything."""

    def route(caps):
        wall = None
        for handle in range(FORGED_HANDLES):
            try:
                return f"{attempt(caps, handle)} with handle {handle}"
            except Exception as problem:
                wall = problem
        raise wall

    return route


def forged_argument(caps, handle):
    return reaching(lambda c: c.kv.list({"handle": handle, "operation": "kv.list"}))(caps)


def forged_twin(caps, handle):
    twin = object.__new__(type(caps.kv))
    twin.__dict__.update(getattr(caps.kv, "__dict__", {}), handle=handle, _handle=handle)
    return reaching(lambda c: twin.list(""))(caps)


def forged_field(caps, handle):
    for name in ("handle", "_handle", "__handle"):
        object.__setattr__(caps.kv, name, handle)
    return reaching(lambda c: c.kv.list(""))(caps)


def forged_closure(caps, handle):
    """Overwrites whole numbers that the bridge's functions keep in closures."""
    cells = [cell for cell in caps.kv.list.__closure__ or () if type(cell.cell_contents) is int]
    if not cells:
        raise LookupError("no number in the closures of the bridge")
    for cell in cells:
        cell.cell_contents = handle
    return reaching(lambda c: c.kv.list(""))(caps)


def add_field(caps):
    caps.smuggled = True
    return "a changed capability object" if caps.smuggled is True else None


def add_field_below(caps):
    object.__setattr__(caps.files, "smuggled", True)
    return "a changed capability object" if caps.files.smuggled is True else None


def replace_operation(caps):
    type(caps.files).read = lambda *rest: "forged"
    return "a changed capability class" if caps.files.read("x") == "forged" else None


def behind(caps):
    """Every callable that can be found behind an operation: its globals, closure and owner, and the frames below."""
    import builtins
    import sys

    operation = caps.kv.list
    values = list(getattr(operation, "__globals__", {}).values())
    values += [cell.cell_contents for cell in getattr(operation, "__closure__", None) or ()]
    values += list(getattr(getattr(operation, "__self__", None), "__dict__", {}).values())
    frame = sys._getframe()
    while frame is not None:
        values += list(frame.f_globals.values()) if frame.f_globals.get("__name__") not in OWN_MODULES else []
        frame = frame.f_back
    return [v for v in values if callable(v) and not isinstance(v, type) and getattr(builtins, getattr(v, "__name__", ""), v) is v]


def call_behind(caps, handle):
    """Calls whatever lies behind the capabilities directly; only a list, as kv.list gives it, counts."""
    wall = LookupError("nothing callable behind the capabilities")
    for candidate in behind(caps):
        for arguments in ((handle, "list", [""]), (handle, "kv.list", [""]), ("kv", "list", [""]), ("kv.list", [""])):
            try:
                answer = candidate(*arguments)
            except Exception as problem:
                wall = problem
                continue
            if isinstance(answer, list):
                return f"a list from {getattr(candidate, '__name__', 'something')}"
    raise wall


OWN_MODULES = frozenset(["main", "probe", "platform_attempts", "capability_attempts", "__main__"])

CAPABILITY_ATTEMPTS = [
    ("read above the granted directory", [reading(p) for p in (
        UP + "etc/passwd", "./" + UP + "etc/passwd", "x/../" + UP + "etc/passwd", "..\\..\\etc\\passwd",
        "%2e%2e/%2e%2e/etc/passwd", "README.md\0" + UP + "etc/passwd")]),
    ("read by an absolute path", [reading(p) for p in (
        "/etc/passwd", "//etc/passwd", "file:///etc/passwd", "/proc/self/environ", "/proc/self/root/etc/passwd")]),
    ("list above the granted directory", [listing(p) for p in ("../**", "/**", "/etc/*", UP + "etc/*", "{../**,**}")]),
    ("pass a path that changes after the check", [changing_path]),
    ("use http without a grant", [reaching(lambda c: c.http.request({"method": "GET", "url": "http://127.0.0.1:1/"}))]),
    ("use kv without a grant", [reaching(lambda c: c.kv.put("hostile", "was here")), reaching(lambda c: c.kv.list(""))]),
    ("use artifacts without a grant", [reaching(lambda c: c.artifacts.put("hostile.txt", "text/plain", "was here"))]),
    ("use models without a grant", [reaching(lambda c: c.models.infer(NOBODY, {}))]),
    ("invoke another extension without a grant", [reaching(lambda c: c.extensions.invoke("language-id", {}))]),
    ("forge a handle", [every_handle(f) for f in (forged_argument, forged_twin, forged_field, forged_closure)]),
    ("change the capability object", [add_field, add_field_below, replace_operation]),
    ("reach the bridge behind the capabilities", [every_handle(call_behind)]),
]  # fmt: skip
