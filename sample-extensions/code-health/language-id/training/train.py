"""Trains the language model on DATA/corpus.npz and writes DATA/model.npz; NumPy only, the same data gives the same model.

    /usr/bin/python3 train.py DATA [EPOCHS]

A softmax regression over hashed n-grams (features.py), trained with Adam on balanced batches of text beginnings cut
to varying lengths. The weights are then rounded to 8 bits a piece; everything reported is measured after rounding.
"""

import sys
import time
from pathlib import Path

import numpy as np

from features import BUCKETS, LENGTH, features

BATCH, EPOCHS, RATE, DECAY, SMOOTHING = 256, 5, 0.02, 1e-5, 0.05
SCALE = 20.0
LENGTHS, SHARES = (256, 512, 1024, LENGTH), (0.1, 0.15, 0.25, 0.5)


class Adam:
    """The optimiser's state for one array of weights."""

    def __init__(self, weights):
        self.weights, self.mean, self.square, self.step = weights, np.zeros_like(weights), np.zeros_like(weights), 0

    def update(self, gradient, rate):
        self.step += 1
        self.mean += 0.1 * (gradient - self.mean)
        self.square += 0.01 * (gradient * gradient - self.square)
        correction = np.sqrt(1 - 0.99**self.step) / (1 - 0.9**self.step)
        self.weights -= (rate * correction) * self.mean / (np.sqrt(self.square) + 1e-8)


def softmax(logits):
    shifted = np.exp(logits - logits.max(1, keepdims=True))
    return shifted / shifted.sum(1, keepdims=True)


def balanced_order(labels, random):
    """A shuffled epoch in which every language comes equally often."""
    per_language = int(np.ceil(len(labels) / (labels.max() + 1)))
    chosen = [random.choice(np.flatnonzero(labels == k), per_language) for k in range(labels.max() + 1)]
    return random.permutation(np.concatenate(chosen))


def train(texts, labels, languages, epochs):
    random = np.random.default_rng(7)
    weights, bias = np.zeros((BUCKETS, languages), np.float32), np.zeros(languages, np.float32)
    of_weights, of_bias = Adam(weights), Adam(bias)
    steps = epochs * int(np.ceil(len(labels) / BATCH))
    step, began = 0, time.time()
    for epoch in range(epochs):
        order, losses = balanced_order(labels, random), []
        for start in range(0, len(order) - BATCH + 1, BATCH):
            rows = order[start : start + BATCH]
            length = random.choice(LENGTHS, p=SHARES)
            vectors = features(texts[rows, :length]) * np.float32(SCALE)
            wanted = np.full((len(rows), languages), SMOOTHING / languages, np.float32)
            wanted[np.arange(len(rows)), labels[rows]] += 1 - SMOOTHING
            answer = softmax(vectors @ weights + bias)
            losses.append(float(-(wanted * np.log(answer + 1e-9)).sum(1).mean()))
            error = (answer - wanted) / len(rows)
            rate = RATE * max(0.02, 1 - step / steps)
            of_weights.update(vectors.T @ error + DECAY * weights, rate)
            of_bias.update(error.sum(0), rate)
            step += 1
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}, {time.time() - began:.0f} s", flush=True)
    return weights, bias


def quantise(weights):
    """Signed bytes and one scale per language."""
    scale = np.abs(weights).max(0) / 127
    return np.rint(weights / scale).astype(np.int8), scale.astype(np.float32)


def predict(texts, rounded, scale, bias):
    weights = rounded.astype(np.float32) * scale * np.float32(SCALE)
    parts = [softmax(features(texts[i : i + 256]) @ weights + bias) for i in range(0, len(texts), 256)]
    return np.concatenate(parts)


def main():
    data, epochs = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else EPOCHS
    corpus = np.load(data / "corpus.npz")
    texts, labels, held, size = corpus["texts"][:, :LENGTH], corpus["label"].astype(np.int64), corpus["held"], corpus["size"]
    weights, bias = train(texts[~held], labels[~held], len(corpus["languages"]), epochs)
    rounded, scale = quantise(weights)
    measured = held & (size >= 1024)
    answers = predict(texts[measured], rounded, scale, bias)
    right = answers.argmax(1) == labels[measured]
    recalls = [right[labels[measured] == k].mean() for k in range(len(corpus["languages"]))]
    print(f"held out, >= 1 KB: {right.mean():.4f} of {len(right)} files; mean over languages {np.mean(recalls):.4f}")
    for name, recall in zip(corpus["languages"], recalls):
        print(f"  {name:12} {recall:.3f}")
    np.savez(data / "model.npz", rounded=rounded, scale=scale * np.float32(SCALE), bias=bias, languages=corpus["languages"])
    np.savez(data / "measured.npz", answers=answers, rows=np.flatnonzero(measured))


if __name__ == "__main__":
    main()
