# proof: claim
# Calls a function of the C library.
from routes import first


def by_ctypes():
    import ctypes

    return ctypes.CDLL(None).getpid() > 0


def by_linker():
    import java

    layout = java.type("java.lang.foreign.ValueLayout")
    linker = java.type("java.lang.foreign.Linker").nativeLinker()
    address = linker.defaultLookup().find("getpid").get()
    descriptor = java.type("java.lang.foreign.FunctionDescriptor").of(layout.JAVA_INT)
    return linker.downcallHandle(address, descriptor).invokeWithArguments([]) > 0


def attempt(input, caps):
    return first(by_ctypes, by_linker)
