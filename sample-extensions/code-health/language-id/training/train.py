"""Trains the language model on DATA/corpus.npz and writes DATA/model.npz; NumPy only, the same data gives the same model.

    /usr/bin/python3 train.py DATA

A softmax regression over hashed n-grams (features.py), trained with Adam on balanced batches in which a random part of the
features is left out, so that no single n-gram decides. Every text comes twice: the excerpt that the guest would pass and a
shorter piece from anywhere. The weights are then rounded to 8 bits; everything reported is measured after rounding.
"""

import sys
import time
from pathlib import Path

import numpy as np

from features import BUCKETS, LENGTH, excerpts, features
from sparse import SparseRows

BATCH, EPOCHS, RATE, DECAY, SMOOTHING, LEFT_OUT = 256, 3, 0.01, 0.02, 0.02, 0.4
SCALE = 20.0
MIN_PIECE = 200


class Adam:
    """The optimiser's state for one array of weights, with decay that does not depend on the gradient."""

    def __init__(self, weights):
        self.weights, self.mean, self.square, self.step = weights, np.zeros_like(weights), np.zeros_like(weights), 0

    def update(self, gradient, rate):
        self.step += 1
        self.mean += 0.1 * (gradient - self.mean)
        self.square += 0.005 * (gradient * gradient - self.square)
        correction = np.sqrt(1 - 0.995**self.step) / (1 - 0.9**self.step)
        self.weights -= rate * (correction * self.mean / (np.sqrt(self.square) + 1e-5) + DECAY * self.weights)


def softmax(logits):
    shifted = np.exp(logits - logits.max(1, keepdims=True))
    return shifted / shifted.sum(1, keepdims=True)


def pieces(texts, random):
    """One shorter piece of each text: from its start or from the start of one of its lines."""
    cut = np.zeros((len(texts), LENGTH), np.uint8)
    for i, text in enumerate(texts):
        used = int(np.count_nonzero(text))
        starts = np.concatenate([[0], np.flatnonzero(text[: max(0, used - MIN_PIECE)] == 10) + 1])
        start = int(random.choice(starts)) if random.random() < 0.7 else 0
        end = min(used, start + int(random.integers(MIN_PIECE, LENGTH // 2)))
        cut[i, : end - start] = text[start:end]
    return cut


def balanced_order(labels, random):
    """A shuffled epoch in which every language comes equally often."""
    per_language = int(np.ceil(len(labels) / (labels.max() + 1)))
    chosen = [random.choice(np.flatnonzero(labels == k), per_language) for k in range(labels.max() + 1)]
    return random.permutation(np.concatenate(chosen))


def train(rows, labels, languages, epochs):
    """`rows` holds every text twice, in the order of the labels: whole ones first, pieces after them."""
    random = np.random.default_rng(7)
    weights, bias = np.zeros((BUCKETS, languages), np.float32), np.zeros(languages, np.float32)
    of_weights, of_bias = Adam(weights), Adam(bias)
    steps, step, began = epochs * int(np.ceil(len(labels) / BATCH)), 0, time.time()
    for epoch in range(epochs):
        order, losses = balanced_order(labels, random), []
        for start in range(0, len(order) - BATCH + 1, BATCH):
            chosen = order[start : start + BATCH]
            whole = random.random(len(chosen)) < 0.6
            vectors = rows.dense(np.where(whole, chosen, chosen + len(labels)), random, LEFT_OUT) * np.float32(SCALE)
            wanted = np.full((len(chosen), languages), SMOOTHING / languages, np.float32)
            wanted[np.arange(len(chosen)), labels[chosen]] += 1 - SMOOTHING
            answer = softmax(vectors @ weights + bias)
            losses.append(float(-(wanted * np.log(answer + 1e-9)).sum(1).mean()))
            error = (answer - wanted) / np.float32(len(chosen))
            rate = RATE * (0.5 + 0.5 * np.cos(np.pi * step / steps))
            of_weights.update(vectors.T @ error, rate)
            of_bias.update(error.sum(0), rate)
            step += 1
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}, {time.time() - began:.0f} s", flush=True)
    return weights, bias


def quantise(weights):
    """Signed bytes and one scale per language."""
    scale = np.abs(weights).max(0) / 127
    return np.rint(weights / scale).astype(np.int8), scale.astype(np.float32)


def predict(texts, rounded, scale, bias):
    weights = rounded.astype(np.float32) * scale
    parts = [softmax(features(texts[i : i + 256]) @ weights + bias) for i in range(0, len(texts), 256)]
    return np.concatenate(parts)


def report(names, labels, answers):
    right = answers.argmax(1) == labels
    recalls = [right[labels == k].mean() for k in range(len(names))]
    print(f"held out, >= 1 KB: {right.mean():.4f} of {len(right)} files; mean over languages {np.mean(recalls):.4f}")
    print("  ".join(f"{name} {recall:.3f}" for name, recall in zip(names, recalls)))


def main():
    data = Path(sys.argv[1])
    corpus = np.load(data / "corpus.npz")
    texts, labels, held, size = corpus["texts"], corpus["label"].astype(np.int64), corpus["held"], corpus["size"]
    names = corpus["languages"]
    known = texts[~held]
    rows = SparseRows.of(np.concatenate([excerpts(known), pieces(known, np.random.default_rng(11))]))
    weights, bias = train(rows, labels[~held], len(names), EPOCHS)
    rounded, scale = quantise(weights * np.float32(SCALE))
    measured = held & (size >= 1024)
    answers = predict(excerpts(texts[measured]), rounded, scale, bias)
    report(names, labels[measured], answers)
    np.savez(data / "model.npz", rounded=rounded, scale=scale, bias=bias, languages=names)
    np.savez(data / "measured.npz", answers=answers, rows=np.flatnonzero(measured))


if __name__ == "__main__":
    main()
