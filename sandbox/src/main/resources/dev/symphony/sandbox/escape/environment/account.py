# proof: leak
# Learns for whom and on which machine it runs.
import sys


def asked(question):
    try:
        return str(question())
    except BaseException as error:
        return str(error)


def attempt(input, caps):
    import os
    import platform

    def by_java():
        import java

        system = java.type("java.lang.System")
        return "\n".join(str(system.getProperty(name)) for name in ("user.name", "java.home", "user.dir", "java.class.path"))

    questions = (lambda: os.getlogin(), lambda: os.getcwd(), lambda: os.uname(), platform.node, platform.platform, lambda: sys.version, lambda: sys.prefix, by_java)
    return "\n".join(asked(question) for question in questions)
