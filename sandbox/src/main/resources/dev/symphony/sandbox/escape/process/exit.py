# proof: exit
# Ends the process that it runs in.
from routes import first


def by_java():
    import java

    java.type("java.lang.Runtime").getRuntime().halt(7)


def by_os():
    import os

    os._exit(7)


def by_sys():
    import sys

    sys.exit(7)


def attempt(input, caps):
    return first(by_java, by_os, by_sys)
