# proof: visit
# behind: jail
# Loads code from an address.
from routes import first


def by_urllib(port):
    import urllib.request

    return urllib.request.urlopen("http://127.0.0.1:" + str(port) + "/", timeout=3).read()


def by_java(port):
    import java

    return java.type("java.net.URL")("http://127.0.0.1:" + str(port) + "/").openStream()


def attempt(input, caps):
    return first(lambda: by_urllib(input["port"]), lambda: by_java(input["port"]))
