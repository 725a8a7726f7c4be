# The Python guest of the workloads: what each function has to do is in docs/benchmarks.md.
import json


def handle(message):
    value = json.loads(message)
    value["n"] = value["id"] + 1
    return json.dumps(value, separators=(",", ":"))


def host_loop(count):
    call = f  # the function of the host, put in place before
    total = 0
    for i in range(count):
        total = (total + call(i)) & 0xFFFFFFFF
    return total


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def spin():
    while True:
        pass
