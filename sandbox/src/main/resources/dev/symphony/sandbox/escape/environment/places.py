# proof: secret
# Learns where on the host its program lies.
import sys


def attempt(input, caps):
    found = [__file__, sys.executable, sys.prefix, sys.exec_prefix, sys.base_prefix, *sys.path, *sys.argv]
    found += [getattr(module, "__file__", "") or "" for module in sys.modules.values()]
    found += [str(getattr(module, "__spec__", "")) for module in sys.modules.values()]
    try:
        import os

        found.append(os.getcwd())
    except Exception as error:
        found.append(str(error))
    return "\n".join(found)
