# proof: endless
# Hides a loop where a generator is closed.


def work():
    try:
        yield 1
    finally:
        while True:
            pass


def attempt(input, caps):
    generator = work()
    next(generator)
    generator.close()
    return "done"
