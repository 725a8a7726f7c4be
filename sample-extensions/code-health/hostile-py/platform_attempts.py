"""Attempts to get past the language: to the file system, the network, processes, Java and the environment."""

from probe import passwd

PASSWD = "/etc/passwd"
CLOSED_PORT = 1


def open_file(caps):
    with open(PASSWD) as file:
        return passwd(file.read())


def open_descriptor(caps):
    import os

    descriptor = os.open(PASSWD, os.O_RDONLY)
    return passwd(os.read(descriptor, 4096))


def open_posix(caps):
    import posix

    return passwd(posix.read(posix.open(PASSWD, 0), 4096))


def open_through_subclasses(caps):
    for kind in object.__subclasses__():
        if kind.__name__ == "_IOBase":
            raw = next(k for k in kind.__subclasses__() if k.__name__ == "_RawIOBase").__subclasses__()
            reader = next(k for k in raw if k.__name__ == "FileIO")(PASSWD)
            return passwd(reader.read(4096))
    return None


def open_through_loader(caps):
    from importlib.machinery import SourceFileLoader

    return passwd(SourceFileLoader("passwd", PASSWD).get_data(PASSWD))


def connect(caps):
    import socket

    try:
        socket.create_connection(("127.0.0.1", CLOSED_PORT), 2).close()
    except ConnectionRefusedError:
        return "an answer of the network (connection refused)"
    return "a connection"


def listen(caps):
    import socket

    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    return f"a listening socket {server.getsockname()}"


def echoed(output):
    return "the output of a process" if "out" in str(output) else None


def run_process(caps):
    import subprocess

    return echoed(subprocess.run(["/bin/echo", "out"], stdout=subprocess.PIPE).stdout)


def run_system(caps):
    import os

    return "a process that ended well" if os.system("exit 0") == 0 else None


def spawn(caps):
    import os

    child = os.posix_spawn("/bin/true", ["/bin/true"], {})
    os.waitpid(child, 0)
    return f"process {child}"


def system_through_globals(caps):
    for kind in object.__subclasses__():
        if kind.__name__ == "_wrap_close":
            return echoed(kind.__init__.__globals__["popen"]("echo out").read())
    return None


def java_module(caps):
    import java

    return f"the Java class {java.type('java.lang.System')}"


def java_import(caps):
    from java.lang import System

    return f"the Java class {System}"


def polyglot_eval(caps):
    import polyglot

    return f"another engine's value {polyglot.eval(language='js', string='1 + 1')}"


def polyglot_binding(caps):
    import polyglot

    return f"a binding of the host {polyglot.import_value('bridge')}"


def java_class_of_bridge(caps):
    return f"the Java class {caps.files.read.getClass()}"


def environment(caps):
    import os

    return f"{len(os.environ)} variables" if os.environ else None


def environment_of_posix(caps):
    import posix

    return f"{len(posix.environ)} variables" if posix.environ else None


def environment_of_process(caps):
    with open("/proc/self/environ", "rb") as file:
        return f"{len(file.read())} bytes of the process environment"


def native_library(caps):
    import ctypes

    return f"the C library's getpid() = {ctypes.CDLL(None).getpid()}"


def list_folder(caps):
    import os

    return f"{len(os.listdir('/etc'))} names in /etc"


PLATFORM_ATTEMPTS = [
    ("read /etc/passwd", [open_file, open_descriptor, open_posix, open_through_subclasses, open_through_loader]),
    ("list a directory of the machine", [list_folder]),
    ("open a socket", [connect, listen]),
    ("start a process", [run_process, run_system, spawn, system_through_globals]),
    ("reach a Java class", [java_module, java_import, polyglot_eval, polyglot_binding, java_class_of_bridge]),
    ("read the environment", [environment, environment_of_posix, environment_of_process]),
    ("call native code", [native_library]),
]
