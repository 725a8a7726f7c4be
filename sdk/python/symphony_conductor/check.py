"""A check of an environment against the rules of Gymnasium's ``check_env``.

Where gymnasium is installed, its own ``check_env`` runs as well.
"""

import numpy as np

from .spaces import HAS_GYMNASIUM


class RuleBroken(AssertionError):
    """The environment breaks a rule of the Gymnasium API."""


def _require(condition, rule):
    if not condition:
        raise RuleBroken(rule)


def _same(first, second):
    if isinstance(first, dict):
        return first.keys() == second.keys() and all(_same(first[k], second[k]) for k in first)
    return bool(np.array_equal(first, second))


def _reset(env, **arguments):
    result = env.reset(**arguments)
    _require(isinstance(result, tuple) and len(result) == 2, "reset gives (observation, info)")
    observation, info = result
    _require(isinstance(info, dict), "the info of reset is a dictionary")
    _require(env.observation_space.contains(observation), "reset's observation is in its space")
    return observation


def _step(env, action):
    result = env.step(action)
    _require(isinstance(result, tuple) and len(result) == 5, "step gives five values")
    observation, reward, terminated, truncated, info = result
    _require(env.observation_space.contains(observation), "step's observation is in its space")
    _require(
        isinstance(reward, (int, float, np.integer, np.floating)) and np.isfinite(reward),
        "the reward is a finite number",
    )
    _require(isinstance(terminated, (bool, np.bool_)), "terminated is a bool")
    _require(isinstance(truncated, (bool, np.bool_)), "truncated is a bool")
    _require(isinstance(info, dict), "the info of step is a dictionary")
    return result


def _episode(env, seed, limit):
    """An episode of possible actions; what was seen, and whether it ended."""
    observation = _reset(env, seed=seed)
    random, seen = np.random.default_rng(seed), [observation]
    for _ in range(limit):
        possible = np.flatnonzero(observation["action_mask"])
        _require(len(possible) > 0, "something is possible until the episode ends")
        observation, reward, terminated, truncated, _ = _step(env, int(random.choice(possible)))
        seen += [observation, reward]
        if terminated or truncated:
            return seen, True
    return seen, False


def check_env(env, limit=20_000):
    """Raises ``RuleBroken`` when the environment breaks a rule."""
    _require(env.unwrapped is env, "the environment is not wrapped")
    _require("render_modes" in env.metadata, "the metadata name render modes")
    _require(hasattr(env, "observation_space"), "there is an observation space")
    _require(hasattr(env, "action_space"), "there is an action space")
    _require(env.action_space.contains(env.action_space.sample()), "actions can be drawn")
    sample = env.observation_space.sample()
    _require(env.observation_space.contains(sample), "observations can be drawn")

    first, second = _reset(env, seed=123), _reset(env, seed=123)
    _require(_same(first, second), "equal seeds give equal first observations")
    _require(not _same(first, _reset(env, seed=456)), "another seed gives another episode")
    third = _reset(env, seed=123)
    _require(_same(first, third), "the seed alone decides, not what was before")
    following = _reset(env)
    _require(not _same(third, following), "without a seed the sequence of episodes goes on")
    _reset(env, options={})

    played, ended = _episode(env, 7, limit)
    _require(ended, "an episode comes to an end")
    _require(not _steps_on(env), "after the end, step refuses until reset")
    again, _ = _episode(env, 7, limit)
    _require(len(played) == len(again), "equal seeds and actions give equal episodes")
    _require(all(_same(a, b) for a, b in zip(played, again)), "equal episodes look equal")
    if HAS_GYMNASIUM:
        from gymnasium.utils.env_checker import check_env as gymnasium_check

        gymnasium_check(env, skip_render_check=True)


def _steps_on(env):
    """Whether a step is taken though the episode is over."""
    try:
        env.step(0)
    except RuntimeError:
        return False
    return True
