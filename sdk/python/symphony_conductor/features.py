"""What the networks see: rows of features, one for each possible decision or each environment."""

import numpy as np

WAIT, MACHINES, READY = 128, 8, 12


def candidate_rows(arrays):
    """The features of all possible decisions of all environments.

    Returns (rows, environment of each row, action of each row), ordered by environment. The same
    numbers in the same order as the host's own (Observation.rows).
    """
    env, action = np.nonzero(arrays["mask"])
    waits = action == WAIT
    slot = np.where(waits, 0, action // MACHINES)
    machine = np.where(waits, 0, action % MACHINES)
    acts = ~waits[:, None]
    kinds = np.stack([~waits & (slot < READY), ~waits & (slot >= READY), waits], axis=1)
    parts = (
        arrays["tasks"][env, slot] * acts,
        arrays["machines"][env, machine] * acts,
        arrays["pairs"][env, slot, machine] * acts,
        arrays["all"][env],
        arrays["votes"][env, action],
        kinds.astype(np.float32),
    )
    return np.concatenate(parts, axis=1), env, action


def state_rows(arrays):
    """What the value network sees of each environment."""
    tasks, machines = arrays["tasks"], arrays["machines"]
    parts = (tasks.mean(axis=1), tasks.max(axis=1), machines.mean(axis=1), arrays["all"])
    return np.concatenate(parts, axis=1)
