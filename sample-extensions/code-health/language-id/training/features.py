"""The hashed n-grams of a text, in NumPy; export.py draws the same arithmetic as an ONNX graph.

A byte becomes a symbol (digits alike, bytes above 127 alike, zero is padding). Every n-gram hashes to
(sum of symbol * multiplier + seed) mod BUCKETS. Short n-grams count at every position, longer ones only where a word
or a line begins, and with another seed where a line begins. The feature vector is log(1 + count), scaled to length 1.
"""

import numpy as np

BUCKETS = 30011
LENGTH, BEGINNING, LOOKED_AT = 2048, 512, 4096
EVERYWHERE = (2, 3, 4)
AT_STARTS = (5, 7)
LONGEST = 7

_random = np.random.default_rng(20250101)
MULTIPLIERS = [int(m) | 1 for m in _random.integers(1 << 30, 1 << 40, LONGEST)]
SEEDS = {n: int(s) for n, s in zip(EVERYWHERE + AT_STARTS, _random.integers(1, 1 << 40, 5))}
LINE_SEED = int(_random.integers(1, 1 << 40))


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


def excerpts(texts):
    """What the guest passes of each text: all of a short one; of a longer one its first 512 bytes, which name the tools,
    and the last 1,536 of its first 4,096, which are past the licence that many files begin with."""
    lengths = np.count_nonzero(texts, axis=1)
    cut = texts[:, :LENGTH].copy()
    for i in np.flatnonzero(lengths > LENGTH):
        cut[i, BEGINNING:] = texts[i, lengths[i] - (LENGTH - BEGINNING) : lengths[i]]
    return cut


def buckets(texts):
    """Yields (bucket, counts) of each kind of n-gram: two [N, L] arrays, the second telling where it counts."""
    symbols = SYMBOLS[texts]
    previous = np.pad(texts, ((0, 0), (1, 0)), constant_values=10)[:, :-1]
    at_line = previous == 10
    at_start = at_line | (WORDS[texts] & ~WORDS[previous])
    padded = np.pad(symbols, ((0, 0), (0, LONGEST)))
    length = texts.shape[1]
    total = at_line * np.int64(LINE_SEED)
    for n in range(1, LONGEST + 1):
        last = padded[:, n - 1 : n - 1 + length]
        total = total + last * MULTIPLIERS[n - 1]
        if n in SEEDS:
            here = last != 0
            yield (total + SEEDS[n]) % BUCKETS, here & at_start if n in AT_STARTS else here


def bucket_counts(texts):
    """How often each bucket is hit by each text: int64 [N, BUCKETS]."""
    rows = np.arange(len(texts))[:, None] * BUCKETS
    found = np.concatenate([(bucket + rows)[here] for bucket, here in buckets(texts)])
    return np.bincount(found, minlength=len(texts) * BUCKETS).reshape(len(texts), BUCKETS)


def features(texts):
    """The feature vectors of a batch: float32 [N, BUCKETS]."""
    counts = bucket_counts(texts)
    vectors = np.log1p(np.arange(counts.max() + 1)).astype(np.float32)[counts]
    return vectors / np.maximum(np.sqrt((vectors * vectors).sum(1, keepdims=True)), np.float32(1e-6))
