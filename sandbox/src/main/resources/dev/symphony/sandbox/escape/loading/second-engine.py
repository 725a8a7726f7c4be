# proof: claim
# Evaluates code behind the back of the host's own evaluation.
from routes import first


def polyglot_eval():
    import polyglot

    return polyglot.eval(language="python", string="40 + 2") == 42


def attempt(input, caps):
    return first(polyglot_eval, lambda: __graalpython__.eval("40 + 2") == 42)
