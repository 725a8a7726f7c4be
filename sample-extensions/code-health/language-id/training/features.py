"""The hashed n-grams of a text, in NumPy; export.py draws the same arithmetic as an ONNX graph.

A byte becomes a symbol (digits alike, bytes above 127 alike, zero is padding). Every n-gram hashes to
(sum of symbol * multiplier + seed) mod BUCKETS. Short n-grams count at every position, longer ones only where a word
or a line begins. The feature vector is log(1 + count), scaled to length 1.
"""

import numpy as np

BUCKETS = 30011
EVERYWHERE = (1, 2, 3, 4)
WORD_START = (5, 6, 8)
LINE_START = (3, 6)
LONGEST = 8

_random = np.random.default_rng(20250101)
MULTIPLIERS = [int(m) | 1 for m in _random.integers(1 << 30, 1 << 40, LONGEST)]
SEEDS = {key: int(s) for key, s in zip(
    [("any", n) for n in EVERYWHERE] + [("word", n) for n in WORD_START] + [("line", n) for n in LINE_START],
    _random.integers(1, 1 << 40, 9),
)}  # fmt: skip


def symbol_table():
    table = np.arange(256)
    table[ord("0") : ord("9") + 1] = ord("0")
    table[[0x0B, 0x0C, 0x0D]] = ord(" ")
    table[128:] = 128
    return table.astype(np.int64)


def word_table():
    letters = [b for b in range(128) if chr(b).isalnum() or chr(b) == "_"]
    table = np.zeros(256, bool)
    table[letters] = True
    return table


SYMBOLS, WORDS = symbol_table(), word_table()


def buckets(texts):
    """Yields (bucket, counts) of each kind of n-gram: two [N, L] arrays, the second telling where it counts."""
    symbols = SYMBOLS[texts]
    previous = np.pad(texts, ((0, 0), (1, 0)), constant_values=10)[:, :-1]
    starts = {"any": True, "word": WORDS[texts] & ~WORDS[previous], "line": previous == 10}
    padded = np.pad(symbols, ((0, 0), (0, LONGEST)))
    length = texts.shape[1]
    total = np.zeros_like(symbols)
    for n in range(1, LONGEST + 1):
        last = padded[:, n - 1 : n - 1 + length]
        total = total + last * MULTIPLIERS[n - 1]
        for (where, size), seed in SEEDS.items():
            if size == n:
                yield (total + seed) % BUCKETS, starts[where] & (last != 0)


def features(texts):
    """The feature vectors of a batch: float32 [N, BUCKETS]."""
    rows = np.arange(len(texts))[:, None] * BUCKETS
    counts = np.zeros(len(texts) * BUCKETS)
    for bucket, here in buckets(texts):
        counts += np.bincount((bucket + rows)[here], minlength=len(counts))
    vectors = np.log1p(counts).astype(np.float32).reshape(len(texts), BUCKETS)
    return vectors / np.maximum(np.sqrt((vectors * vectors).sum(1, keepdims=True)), 1e-6)
