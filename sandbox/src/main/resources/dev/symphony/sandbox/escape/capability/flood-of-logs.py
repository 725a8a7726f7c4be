# proof: endless
# Floods the log of the host.


def attempt(input, caps):
    while True:
        caps.log.info("x" * 1000)
