# proof: endless
# Spends its time in one call of one built-in function.


def attempt(input, caps):
    x = 3
    for _ in range(40):
        x = x * x
    return x > 0
