"""Symphony's bridge for reinforcement learning: environments, a checker, and a reference PPO.

    from symphony_conductor import SymphonyVectorEnv
    env = SymphonyVectorEnv("run", num_envs=16)     # where `symphony conductor serve` listens

See docs/conductor.md, and docs/conductor-protocol.md for the protocol below.
"""

try:
    import msgpack  # noqa: F401
    import numpy  # noqa: F401
except ImportError as missing:
    raise ImportError(
        f"{missing}; install: apt-get install python3-numpy python3-msgpack"
    ) from None

from .batch import FAMILIES_HELD_OUT, FAMILIES_TO_LEARN_FROM, TERMS, Batch
from .client import Client, ConductorError
from .env import SymphonyEnv, SymphonyVectorEnv

__all__ = [
    "FAMILIES_HELD_OUT",
    "FAMILIES_TO_LEARN_FROM",
    "TERMS",
    "Batch",
    "Client",
    "ConductorError",
    "SymphonyEnv",
    "SymphonyVectorEnv",
]
