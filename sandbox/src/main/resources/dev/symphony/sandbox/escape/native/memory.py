# proof: claim
# Writes to memory that belongs to nobody.
from routes import first


def by_unsafe():
    import java

    field = java.type("java.lang.Class").forName("sun.misc.Unsafe").getDeclaredField("theUnsafe")
    field.setAccessible(True)
    unsafe = field.get(None)
    address = unsafe.allocateMemory(8)
    unsafe.putByte(address, 42)
    return unsafe.getByte(address) == 42


def by_ctypes():
    import ctypes

    cell = ctypes.c_long(42)
    return ctypes.cast(ctypes.addressof(cell), ctypes.POINTER(ctypes.c_long))[0] == 42


def attempt(input, caps):
    return first(by_unsafe, by_ctypes)
