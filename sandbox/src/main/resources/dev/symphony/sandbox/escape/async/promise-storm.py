# proof: endless
# Drives coroutines that make coroutines.


async def again():
    return 1


async def storm():
    while True:
        await again()


def attempt(input, caps):
    running = storm()
    while True:
        running.send(None)
