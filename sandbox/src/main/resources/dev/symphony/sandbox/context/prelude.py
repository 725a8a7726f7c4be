# The first module of every Python context. It hands its functions to the host; when there is a guest, it is given the
# bridge and builds `caps` from it. Everything it needs later is bound here, before guest code runs.


def _symphony_prelude():
    import _codecs
    import _frozen_importlib
    import _json
    import builtins
    import posix
    import sys
    import time

    BaseException_, Exception_ = BaseException, Exception
    isinstance_, len_, type_, list_, str_, repr_ = isinstance, len, type, list, str, repr
    bool_, int_, float_, bytes_, bytearray_, memoryview_ = bool, int, float, bytes, bytearray, memoryview
    tuple_, dict_, compile_, exec_, getattr_, callable_ = tuple, dict, compile, exec, getattr, callable
    latin1 = _codecs.latin_1_encode
    recursion_error = RecursionError
    module_type = type(sys)
    stdout, stderr = sys.stdout, sys.stderr
    stdout.reconfigure(line_buffering=True)

    class Scanning:
        strict = True
        object_hook = None
        object_pairs_hook = None
        parse_float = float
        parse_int = int
        parse_constant = None
        memo = {}

    scan = _json.make_scanner(Scanning())

    class CapabilityError(Exception_):
        """A call that the host refused or that failed; `code` says why."""

        def __init__(self, message="", code=""):
            super().__init__(message)
            self.code = code
            self._serial = -1

    CapabilityError.__module__ = "builtins"
    CapabilityError.__qualname__ = "CapabilityError"
    builtins.CapabilityError = CapabilityError

    def impossible(*arguments, **named):
        raise PermissionError(1, "not possible in a sandbox")

    # The engine ends the whole guest at these; here they are an error that the guest can handle.
    for module_name in ("_socket", "_posixsubprocess"):
        sys.modules[module_name] = None
    for owner in (posix, sys.modules.get("os", posix)):
        for name in ("system", "fork", "forkpty", "posix_spawn", "posix_spawnp", "execv", "execve", "kill", "killpg"):
            if hasattr(owner, name):
                setattr(owner, name, impossible)
    # The engine puts a variable of its own there; a guest has no environment.
    posix.environ.clear()
    if "os" in sys.modules:
        sys.modules["os"].environ._data.clear()

    sys.meta_path[:] = [
        f for f in sys.meta_path if type_(f).__name__ != "JavaImportFinder" and getattr_(f, "__name__", "") != "PipImportHook"
    ]
    bridge = caps = None
    usual = []

    def import_usual(module):
        # What most guests import and takes long, in a context that is made before its guest is there.
        before = set(sys.modules)
        import_module(module)
        usual.extend(name for name in sys.modules if name not in before)

    def belong_to(given):
        nonlocal bridge, caps
        bridge = given
        if any(bridge.hasFile(name + ".py") or bridge.hasFile(name + "/__init__.py") for name in usual):
            # The guest has a module of that name, which is the one that it imports.
            for name in usual:
                sys.modules.pop(name, None)
        sys.meta_path.insert(0, GuestFiles())
        set_clocks()
        caps = Prelude.caps = build_caps()

    # Every clock is as coarse as that of JavaScript guests: what is finer tells of others on the same processor.
    def set_clocks():
        for kind, clocks in enumerate((("time",), ("monotonic", "perf_counter"), ("process_time", "thread_time"))):
            for name in clocks:
                for suffix, read in zip(("", "_ns"), clock(kind)):
                    read.__name__ = read.__qualname__ = name + suffix
                    setattr(time, name + suffix, read)

    def clock(kind):
        millis = bridge.millis
        return (lambda: millis(kind) / 1000), (lambda: millis(kind) * 1000000)

    def octets(text):
        return latin1(text)[0]

    def tree(reply):
        value = scan(reply.text(), 0)[0]
        for i in range(reply.buffers()):
            path = scan(reply.path(i), 0)[0]
            holder = value
            for step in path[:-1]:
                holder = holder[step]
            holder[path[-1]] = octets(reply.latin1(i))
        return value

    def plain(answer):
        if answer is None or isinstance_(answer, (bool_, int_, float_, str_)):
            return answer
        kind = answer.kind()
        if kind == 1:
            return tree(answer)
        if kind == 2:
            return octets(answer.latin1(0))
        error = CapabilityError(answer.text(), answer.code())
        error._serial = answer.serial()
        raise error

    class Frozen(type):
        def __setattr__(cls, name, value):
            raise AttributeError("caps cannot be changed")

        def __delattr__(cls, name):
            raise AttributeError("caps cannot be changed")

    def refuse_change(self, name, value=None):
        raise AttributeError("caps cannot be changed")

    def snake(name):
        return "".join("_" + c.lower() if c.isupper() else c for c in name)

    def brief(value):
        # What enters the host as it is. Numbers with a point are left to those who look closer.
        kind = type_(value)
        if kind is str_:
            return len_(value) <= 65536
        return kind is bool_ or (kind is int_ and -9007199254740992 < value < 9007199254740992)

    def operation(name, slot):
        call, call0, call1 = bridge.call, bridge.call0, bridge.call1

        def perform(*values):
            count = len_(values)
            if count == 1 and brief(values[0]):
                return plain(call1(slot, values[0]))
            if count == 0:
                return plain(call0(slot))
            return plain(call(slot, values))

        perform.__name__ = perform.__qualname__ = name
        return perform

    def frozen(name, members):
        members["__slots__"] = ()
        members["__setattr__"] = refuse_change
        members["__delattr__"] = refuse_change
        members["__module__"] = "builtins"
        return Frozen(name, (), members)()

    def build_caps():
        services = {}
        for service, operations in scan(bridge.services(), 0)[0]:
            members = {}
            for name, slot, _ in operations:
                members[snake(name)] = staticmethod(operation(snake(name), slot))
            services[service] = frozen(service, members)
        return frozen("caps", services)

    class GuestFiles:
        """Finds and loads the modules that belong to the program; there is no other place they could come from."""

        def find_spec(self, name, path=None, target=None):
            place = name.replace(".", "/")
            for file, package in ((place + ".py", False), (place + "/__init__.py", True)):
                if bridge.hasFile(file):
                    spec = _frozen_importlib.ModuleSpec(name, self, origin=file, is_package=package)
                    spec.has_location = False
                    if package:
                        spec.submodule_search_locations = [place]
                    return spec
            return None

        def create_module(self, spec):
            return None

        def exec_module(self, module):
            file = module.__spec__.origin
            module.__file__ = file
            exec_(compile_(octets(bridge.file(file)), file, "exec", 0, True), module.__dict__)

    import_module = _frozen_importlib._gcd_import

    class Prelude:
        pass

    def load(file):
        return import_module(file[: -len_(".py")].replace("/", "."))

    def exported(module, name):
        found = getattr_(module, name, None)
        return found if callable_(found) else None

    def run(entry, reply):
        try:
            return entry(*tree(reply), caps)
        finally:
            flush()

    def run1(entry, value):
        # The usual case, with few steps for the engine to warm up: a plain argument, and perhaps a plain result.
        try:
            result = entry(value, caps)
        finally:
            flush()
        if brief(result):
            bridge.done(result)
        else:
            bridge.succeed(result)

    def flush():
        for stream in (stdout, stderr):
            try:
                stream.flush()
            except Exception_:
                pass

    def last(value):
        # A script that does not end in an expression, or in one that is None, gives its module.
        return None if type_(value) is module_type else value

    def classify(value):
        # See GuestKind for the numbers.
        if value is None:
            return 0
        kind = type_(value)
        if kind is str_:
            return 1000 + len_(value)
        if kind is bool_:
            return 1
        if kind is int_ or kind is float_:
            return 2
        if kind is dict_ or isinstance_(value, dict_):
            return 6
        if isinstance_(value, (list_, tuple_)):
            return 5
        if isinstance_(value, (bytes_, bytearray_)):
            return 4
        return 8 if callable_(value) else 10

    def text_key(key):
        return type_(key) is str_

    def serial_of(error):
        return error._serial if type_(error) is CapabilityError and type_(error._serial) is int_ else -1

    def overflowed(error):
        return type_(error) is recursion_error

    def describe(error):
        try:
            name = type_(error).__name__
            words = str_(error)
            return name + ": " + words if words else name
        except BaseException_:
            return "an error that does not describe itself"

    def frames(error):
        # The innermost frame first: "file:line" and, inside a function, its name.
        found = []
        trace = error.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code
            found.insert(0, code.co_filename + ":" + str_(trace.tb_lineno) + " " + code.co_name)
            trace = trace.tb_next
        return "\n".join(found[:100])

    Prelude.importUsual = staticmethod(import_usual)
    Prelude.belongTo = staticmethod(belong_to)
    Prelude.frames = staticmethod(frames)
    Prelude.load = staticmethod(load)
    Prelude.exported = staticmethod(exported)
    Prelude.run = staticmethod(run)
    Prelude.run1 = staticmethod(run1)
    Prelude.flush = staticmethod(flush)
    Prelude.last = staticmethod(last)
    Prelude.classify = staticmethod(classify)
    Prelude.keys = staticmethod(list_)
    Prelude.textKey = staticmethod(text_key)
    Prelude.serialOf = staticmethod(serial_of)
    Prelude.overflowed = staticmethod(overflowed)
    Prelude.describe = staticmethod(describe)
    return Prelude
