"""Networks in NumPy, and distributions over the possible decisions.

`torch_network.py` has the same network with torch; `learner` gives the one or the other.
"""

import importlib.util

import numpy as np

BACKENDS = ("auto", "numpy", "torch")


class Network:
    """Layers with tanh between them, and Adam, in NumPy."""

    def __init__(self, sizes, random):
        self.weights = []
        for rows, columns in zip(sizes, sizes[1:]):
            scale = np.sqrt(1.0 / rows)
            self.weights.append(random.normal(0, scale, (rows, columns)).astype(np.float32))
            self.weights.append(np.zeros(columns, np.float32))
        self.weights[-2] *= 0.1
        self._start()

    @classmethod
    def of(cls, weights):
        """A network of given weights and biases, layer by layer."""
        network = cls.__new__(cls)
        network.weights = list(weights)
        network._start()
        return network

    def _start(self):
        self.first = [np.zeros_like(w) for w in self.weights]
        self.second = [np.zeros_like(w) for w in self.weights]
        self.updates = 0

    def forward(self, rows):
        """The outputs, and what ``backward`` needs."""
        kept = [rows]
        for layer in range(0, len(self.weights), 2):
            rows = rows @ self.weights[layer] + self.weights[layer + 1]
            if layer + 2 < len(self.weights):
                rows = np.tanh(rows)
            kept.append(rows)
        return rows[:, 0], kept

    def backward(self, kept, gradient):
        """The gradients of the weights, from the gradient of the outputs."""
        gradients = [None] * len(self.weights)
        flow = gradient[:, None].astype(np.float32)
        for layer in range(len(self.weights) - 2, -1, -2):
            inputs = kept[layer // 2]
            gradients[layer] = inputs.T @ flow
            gradients[layer + 1] = flow.sum(axis=0)
            if layer:
                flow = (flow @ self.weights[layer].T) * (1 - inputs**2)
        return gradients

    def update(self, gradients, rate):
        """A step of Adam; the norm of the gradient is at most 0.5."""
        norm = np.sqrt(sum(float((g * g).sum()) for g in gradients))
        scale = min(1.0, 0.5 / (norm + 1e-8))
        self.updates += 1
        correction = np.sqrt(1 - 0.999**self.updates) / (1 - 0.9**self.updates)
        for w, g, m, v in zip(self.weights, gradients, self.first, self.second):
            g = g * scale
            m += 0.1 * (g - m)
            v += 0.001 * (g * g - v)
            w -= rate * correction * m / (np.sqrt(v) + 1e-8)

    def layers(self):
        """The weights and biases, layer by layer."""
        return list(zip(self.weights[0::2], self.weights[1::2]))


class Choices:
    """Softmax distributions: one for each environment that has a possible decision."""

    def __init__(self, scores, env):
        self.scores = scores
        self.owners, self.starts, self.counts = np.unique(
            env, return_index=True, return_counts=True
        )
        self.group = np.repeat(np.arange(len(self.starts)), self.counts)
        highest = np.maximum.reduceat(scores, self.starts)[self.group]
        exponents = np.exp(scores - highest)
        sums = np.add.reduceat(exponents, self.starts)[self.group]
        self.probabilities = exponents / sums
        self.logs = scores - highest - np.log(sums)

    def sample(self, random):
        """A row of each group, at random."""
        noise = random.gumbel(size=len(self.scores)).astype(np.float32)
        return self._highest(self.scores + noise)

    def best(self):
        """The most probable row of each group."""
        return self._highest(self.scores)

    def _highest(self, values):
        top = np.maximum.reduceat(values, self.starts)[self.group]
        rows = np.flatnonzero(values >= top)
        _, first = np.unique(self.group[rows], return_index=True)
        return rows[first]

    def sums(self, values):
        """The sum of some values of the rows, for each group."""
        return np.add.reduceat(values, self.starts)

    def entropies(self):
        """The entropy of each group."""
        return -self.sums(self.probabilities * self.logs)


def has_torch():
    """Whether torch is installed."""
    return importlib.util.find_spec("torch") is not None


def learner(backend):
    """The class of networks that learn: with torch where it is installed, unless told otherwise."""
    if backend not in BACKENDS:
        raise ValueError(f"there is no backend {backend!r}; there are {', '.join(BACKENDS)}")
    if backend == "numpy" or (backend == "auto" and not has_torch()):
        return Network
    if not has_torch():
        raise ValueError("torch is not installed; install: apt-get install python3-torch")
    from .torch_network import TorchNetwork

    return TorchNetwork
