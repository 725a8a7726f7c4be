# The guest that a worker's cache is trained with: everyday built-ins and modules, each touched once.
import collections
import dataclasses
import functools
import itertools
import json
import math
import re
import statistics
import string


@dataclasses.dataclass(frozen=True)
class Point:
    x: int
    y: float = 1.5

    @property
    def norm(self):
        return math.hypot(self.x, self.y)


class Stack(list):
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def naturals(limit):
    yield from range(limit)


def run(input, caps):
    text = "The quick brown fox jumps over 13 lazy dogs.\nTODO: again\n"
    words = [w.lower() for w in re.split(r"\s+", text) if len(w) > 2]
    counts = collections.Counter(words)
    groups = collections.defaultdict(list)
    for word in words:
        groups[word[0]].append(word)
    copy = json.loads(json.dumps({"a": [1, 2.5, None], "b": {"c": True, "d": "x\u00e9"}}, indent=2))
    matches = [m.group(0) for m in re.finditer(r"(?P<num>\d+)|([A-Z]{2,})", text)]
    try:
        None.missing
    except AttributeError as e:
        caught = f"{type(e).__name__}: {e}"
    finally:
        matches.reverse()
    with Stack() as stack:
        stack.extend(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))
    data = bytearray(text.encode("utf-8"))
    data[0:2] = b"ab"
    head, *tail = itertools.islice(naturals(10), 5)
    answer = caps.clock.now(), caps.clock.millis()
    match head:
        case 0:
            label = "zero"
        case _:
            label = "other"
    return json.dumps(
        {
            "stack": stack[:5],
            "groups": {k: len(v) for k, v in groups.items()},
            "copy": copy,
            "matches": matches,
            "caught": caught,
            "point": [Point(3).norm, str(Point(3)), Point(3) == Point(3)],
            "fib": fib(20),
            "mean": statistics.fmean([1, 2, 3.5]),
            "stdev": statistics.pstdev([1, 2, 3.5]),
            "big": str(2**100 % 97),
            "fmt": f"{math.pi:.3f} {255:#x} {'x':>5}",
            "tail": tail,
            "hex": bytes(data[:4]).hex(),
            "label": label,
            "answer": str(answer),
            "set": sorted({1, 2, 3} | {3, 4}),
            "zip": list(zip("ab", [1, 2])),
            "upper": text.title().translate(str.maketrans("", "", string.punctuation)).strip(),
        }
    )
