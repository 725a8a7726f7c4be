# proof: endless
# Catches whatever is raised in it, and never leaves.


def attempt(input, caps):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
        finally:
            continue
