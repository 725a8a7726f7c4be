# What guests typically do, so that a cache of the worker's start holds it.
import collections
import dataclasses
import json
import math
import re
import statistics


@dataclasses.dataclass
class Shape:
    sides: int
    name: str = "triangle"


def run(input, caps):
    words = re.findall(r"[a-z]+", "The quick brown fox jumps over the lazy dog, and the dog sleeps".lower())
    counts = collections.Counter(words)
    answer = caps.demo.ask("a", {"list": [1, 2.5], "bytes": b"1234"})
    told = caps.demo.tell("x")
    print("asked", json.dumps(told["numbers"]))
    try:
        json.loads("{")
    except ValueError as error:
        print(type(error).__name__)
    mean = statistics.mean(counts.values())
    text = f"{mean:.2f} {math.sqrt(2):.3f}"
    return {
        "input": input,
        "top": counts.most_common(3),
        "first": answer["text"],
        "shape": dataclasses.asdict(Shape(3)),
        "bytes": told["bytes"],
        "text": text,
    }
