# proof: endless
# Sorts without an order.
import functools


def attempt(input, caps):
    values = [(i * 7919) % 1000003 for i in range(200000)]
    turn = [0]

    def order(a, b):
        turn[0] = (turn[0] * 1103515245 + 12345) % 2147483648
        return turn[0] % 3 - 1

    while True:
        values.sort(key=functools.cmp_to_key(order))
