"""Gymnasium environments: scheduling a workflow on machines, decision by decision."""

import numpy as np

from .batch import FAMILIES_TO_LEARN_FROM, Batch
from .client import Client
from .spaces import NEXT_STEP, Box, Dict, Discrete, Env, VectorEnv, batch_space

OBSERVED = ("tasks", "machines", "pairs", "all", "votes", "errors")
ACTIONS = 129
_SHAPES = {
    "tasks": (16, 15), "machines": (8, 6), "pairs": (16, 8, 13), "all": (14,),
    "votes": (ACTIONS, 4), "errors": (16, 3),
}  # fmt: skip


def observation_space():
    """What one environment shows: padded arrays, and which actions are possible."""
    spaces = {name: Box(-np.inf, np.inf, shape, np.float32) for name, shape in _SHAPES.items()}
    spaces["action_mask"] = Box(0, 1, (ACTIONS,), np.uint8)
    return Dict(spaces)


def _require_no_options(options):
    if options:
        raise ValueError(f"there are no options, so not {sorted(options)} either")


class SymphonyEnv(Env):
    """One environment.

    An action is a number: ``slot * 8 + machine`` starts the ready task in a slot (0 to 11) on a
    machine, or has the machine load the program of a task that is ready soon (slots 12 to 15);
    128 waits. What is possible is in the observation as ``action_mask``. An impossible action is
    refused: the host's heuristic decides, and ``info["refused"]`` is true. The reward is minus
    the time that passed, in lower bounds of the makespan; ``info["terms"]`` has its terms.
    """

    metadata = {"render_modes": []}

    def __init__(self, directory, render_mode=None, **settings):
        if render_mode is not None:
            raise ValueError("there is nothing to render")
        self.render_mode = None
        self.observation_space = observation_space()
        self.action_space = Discrete(ACTIONS)
        self._client = Client(directory)
        self._batch = Batch(self._client, 1, **settings)
        self._over = True

    def reset(self, *, seed=None, options=None):
        """Begins an episode; equal seeds begin equal sequences of episodes."""
        _require_no_options(options)
        super().reset(seed=seed)
        self._batch.reset([self.np_random.integers(2**31)])
        self._over = False
        return self._observation(), self._info()

    def step(self, action):
        """Takes an action: observation, reward, terminated, truncated, info."""
        if self._over:
            raise RuntimeError("the episode is over: reset the environment")
        if not self.action_space.contains(action):
            raise ValueError(f"{action!r} is no action")
        self._batch.step([action])
        arrays = self._batch.arrays
        terminated, truncated = bool(arrays["terminated"][0]), bool(arrays["truncated"][0])
        self._over = terminated or truncated
        reward = float(arrays["reward"][0])
        return self._observation(), reward, terminated, truncated, self._info()

    def _observation(self):
        arrays = self._batch.arrays
        seen = {name: arrays[name][0].copy() for name in OBSERVED}
        seen["action_mask"] = arrays["mask"][0].copy()
        return seen

    def _info(self):
        arrays = self._batch.arrays
        return {
            "terms": self._batch.terms(0),
            "refused": bool(arrays["refused"][0]),
            "advice": int(arrays["advice"][0]),
        }

    def close(self):
        """Ends the connection."""
        self._client.close()


class SymphonyVectorEnv(VectorEnv):
    """Many environments, stepped together with one crossing.

    Autoreset is ``NEXT_STEP``: after an episode has ended, the next step ignores the action,
    begins another episode and has the reward 0. Observations are views of the buffer unless
    ``copy`` is true; the next step overwrites them.
    """

    metadata = {"render_modes": [], "autoreset_mode": NEXT_STEP}
    render_mode = None
    spec = None

    def __init__(self, directory, num_envs, copy=True, **settings):
        settings.setdefault("families", FAMILIES_TO_LEARN_FROM)
        self.num_envs = num_envs
        self.single_observation_space = observation_space()
        self.single_action_space = Discrete(ACTIONS)
        self.observation_space = batch_space(self.single_observation_space, num_envs)
        self.action_space = batch_space(self.single_action_space, num_envs)
        self._copy = copy
        self._client = Client(directory)
        self._batch = Batch(self._client, num_envs, **settings)

    def reset(self, *, seed=None, options=None):
        """Begins anew; ``seed`` is a number or one for each environment."""
        _require_no_options(options)
        if seed is None:
            seeds = self.np_random.integers(2**31, size=self.num_envs)
        elif np.ndim(seed) == 0:
            super().reset(seed=int(seed))
            seeds = np.arange(seed, seed + self.num_envs)
        else:
            seeds = seed
        self._batch.reset(seeds)
        return self._observation(), self._infos()

    def step(self, actions):
        """Takes an action in each environment: five arrays, the last a dictionary."""
        self._batch.step(actions)
        arrays = self._batch.arrays
        return (
            self._observation(),
            arrays["reward"].copy(),
            arrays["terminated"].astype(bool),
            arrays["truncated"].astype(bool),
            self._infos(),
        )

    def _observation(self):
        arrays = self._batch.arrays
        seen = {name: arrays[name] for name in OBSERVED}
        seen["action_mask"] = arrays["mask"]
        return {name: array.copy() for name, array in seen.items()} if self._copy else seen

    def _infos(self):
        arrays = self._batch.arrays
        return {
            "terms": arrays["terms"].copy(),
            "failures": arrays["failures"].copy(),
            "refused": arrays["refused"].astype(bool),
            "advice": arrays["advice"].copy(),
        }

    def close(self, **_):
        """Ends the connection."""
        self._client.close()
