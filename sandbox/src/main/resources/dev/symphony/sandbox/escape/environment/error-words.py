# proof: leak
# Provokes errors of the engine and the host, and reads class names and places from their words.
import traceback


def provoked(call):
    try:
        return str(call())
    except BaseException as error:
        return str(error) + "\n" + "".join(traceback.format_exception(error))


def java():
    import java

    return java.type("no.such.Thing")


def attempt(input, caps):
    import os

    calls = (
        lambda: caps.files.read_text(object()),
        lambda: caps.files.read_text("\ud800"),
        lambda: caps.files.read_text("x" * 100000),
        lambda: caps.files.getClass(),
        lambda: [repr(thing) for thing in (caps, caps.files, type(caps.files), caps.files.read_text)],
        lambda: [str(frame) for frame in __import__("java").type("java.lang.Throwable")().getStackTrace()],
        os.getcwd,
        lambda: os.listdir("/nowhere"),
        lambda: os.access("/", 0),
        lambda: os.stat("/"),
        lambda: __import__("socket").socket(),
        lambda: __import__("_thread").start_new_thread(print, ()),
        lambda: __import__("ctypes").CDLL("no-such-library"),
        lambda: __import__("ssl").create_default_context(),
        java,
    )
    words = " ".join(provoked(call) for call in calls)
    return words.replace("\n", " ").replace("x" * 1000, "")
