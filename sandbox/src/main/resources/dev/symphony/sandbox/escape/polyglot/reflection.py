# proof: secret
# behind: jail
# Uses reflection to get at what is private in the host.
from routes import read_with


def attempt(input, caps):
    import java

    loader = java.type("java.lang.ClassLoader").getSystemClassLoader()
    return read_with(lambda name: getattr(loader.loadClass(name), "static"), input["secretFile"])
