"""Gymnasium's base classes and spaces: the real ones when gymnasium is installed, else stand-ins.

The stand-ins have what this package and its checker need: ``shape``, ``dtype``, ``seed``,
``sample`` and ``contains``.
"""

import numpy as np

try:
    import gymnasium
    from gymnasium import Env
    from gymnasium.spaces import Box, Dict, Discrete, MultiDiscrete
    from gymnasium.vector import VectorEnv
    from gymnasium.vector.utils import batch_space

    try:
        from gymnasium.vector import AutoresetMode

        NEXT_STEP = AutoresetMode.NEXT_STEP
    except ImportError:
        NEXT_STEP = "NextStep"
    HAS_GYMNASIUM = True
except ImportError:
    HAS_GYMNASIUM = False
    NEXT_STEP = "NextStep"

    class _Space:
        def __init__(self, shape, dtype):
            self.shape = shape
            self.dtype = None if dtype is None else np.dtype(dtype)
            self._random = np.random.default_rng()

        def seed(self, seed=None):
            """Seeds ``sample``."""
            self._random = np.random.default_rng(seed)

        def __contains__(self, value):
            return self.contains(value)

    class Box(_Space):
        """Arrays of numbers between two bounds."""

        def __init__(self, low, high, shape, dtype=np.float32):
            super().__init__(tuple(shape), dtype)
            self.low, self.high = low, high

        def sample(self):
            """Any array of the space."""
            low, high = max(self.low, -1e3), min(self.high, 1e3)
            if np.issubdtype(self.dtype, np.integer):
                return self._random.integers(low, high + 1, self.shape).astype(self.dtype)
            return self._random.uniform(low, high, self.shape).astype(self.dtype)

        def contains(self, value):
            """Whether an array is one of the space."""
            return (
                isinstance(value, np.ndarray)
                and value.shape == self.shape
                and value.dtype == self.dtype
                and bool(np.all(value >= self.low) and np.all(value <= self.high))
            )

    class Discrete(_Space):
        """The numbers from 0 to n - 1."""

        def __init__(self, n):
            super().__init__((), np.int64)
            self.n = n

        def sample(self, mask=None):
            """Any number of the space; with a mask, one that it allows."""
            allowed = np.arange(self.n) if mask is None else np.flatnonzero(mask)
            return np.int64(self._random.choice(allowed)) if len(allowed) else np.int64(0)

        def contains(self, value):
            """Whether a number is one of the space."""
            return isinstance(value, (int, np.integer)) and 0 <= value < self.n

    class MultiDiscrete(_Space):
        """An array of numbers, each from 0 to its n - 1."""

        def __init__(self, nvec):
            self.nvec = np.asarray(nvec)
            super().__init__(self.nvec.shape, np.int64)

        def sample(self):
            """Any array of the space."""
            return self._random.integers(0, self.nvec)

        def contains(self, value):
            """Whether an array is one of the space."""
            value = np.asarray(value)
            return value.shape == self.shape and bool(np.all((value >= 0) & (value < self.nvec)))

    class Dict(_Space):
        """A space for each of some names."""

        def __init__(self, spaces):
            super().__init__(None, None)
            self.spaces = dict(sorted(spaces.items()))

        def __getitem__(self, name):
            return self.spaces[name]

        def items(self):
            """The names and their spaces."""
            return self.spaces.items()

        def seed(self, seed=None):
            """Seeds ``sample``."""
            for place, space in enumerate(self.spaces.values()):
                space.seed(None if seed is None else seed + place)

        def sample(self):
            """Any value of the space."""
            return {name: space.sample() for name, space in self.spaces.items()}

        def contains(self, value):
            """Whether a dictionary is one of the space."""
            return (
                isinstance(value, dict)
                and value.keys() == self.spaces.keys()
                and all(space.contains(value[name]) for name, space in self.spaces.items())
            )

    def batch_space(space, n):
        """The space of n values of a space."""
        if isinstance(space, Dict):
            return Dict({name: batch_space(part, n) for name, part in space.items()})
        if isinstance(space, Box):
            return Box(space.low, space.high, (n, *space.shape), space.dtype)
        return MultiDiscrete([space.n] * n)

    class Env:
        """The base class of environments."""

        metadata = {"render_modes": []}
        render_mode = None
        spec = None
        _random = None

        @property
        def np_random(self):
            """The generator that ``reset`` seeds."""
            if self._random is None:
                self._random = np.random.default_rng()
            return self._random

        @property
        def unwrapped(self):
            """The environment itself."""
            return self

        def reset(self, *, seed=None, options=None):
            """Seeds ``np_random``."""
            if seed is not None:
                self._random = np.random.default_rng(seed)

        def close(self):
            """Ends the environment."""

    class VectorEnv(Env):
        """The base class of vector environments."""

        num_envs = 0
