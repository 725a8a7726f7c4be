# proof: visit
# behind: jail
# Opens a connection of its own.
from routes import first


def by_socket(port):
    import socket

    socket.create_connection(("127.0.0.1", port), 5).close()
    return True


def by_builtin(port):
    import _socket

    own = _socket.socket()
    own.connect(("127.0.0.1", port))
    return True


def attempt(input, caps):
    return first(lambda: by_socket(input["port"]), lambda: by_builtin(input["port"]))
