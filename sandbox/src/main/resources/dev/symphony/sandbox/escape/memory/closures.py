# proof: hoard
# Chains functions and objects so that none can be let go.


def attempt(input, caps):
    chain = None
    while True:
        chain = (lambda before: lambda: before)(chain), [chain] * 16
