"""Decisions in real runs: a Conductor that waits for questions, and answers them by a policy."""

import pathlib
import threading
import time

import numpy as np

from .client import Client, ConductorError
from .network import Network

NOTHING = {"id": 0}


class LearnedPolicy:
    """The policy of a training, read from its checkpoint."""

    def __init__(self, directory):
        self.file = pathlib.Path(directory) / "checkpoint.npz"
        with np.load(self.file, allow_pickle=False) as kept:
            names = [name for name in kept.files if name.startswith("policy/weights/")]
            names.sort(key=lambda name: int(name.rsplit("/", 1)[1]))
            weights = [kept[name] for name in names]
        self.network = Network.of(weights)
        self.version = f"ppo-{int(self.file.stat().st_mtime)}"

    def choose(self, actions, rows):
        """An action, and the probability that it has: 1, for the best is taken."""
        return actions[int(np.argmax(self.network.forward(rows)[0]))], 1.0


def attend(directory, policy, questions=None, timeout=60.0):
    """Answers questions until the host is gone; gives how many were answered in time.

    ``policy`` has ``choose(actions, rows)`` and ``version``.
    """
    answered = 0
    with Client(directory, timeout) as client:
        asked = NOTHING
        try:
            while questions is None or answered < questions:
                if asked["id"] == 0:
                    asked = client.call("await")
                    continue
                asked, counted = _answer(client, policy, asked)
                answered += counted
        except (ConnectionError, ConductorError) as error:
            if getattr(error, "code", "conductor-closed") != "conductor-closed":
                raise
    return answered


def _answer(client, policy, asked):
    """Answers a question; gives the next one, and whether the answer came in time."""
    rows = np.frombuffer(asked["rows"], "<f4").reshape(len(asked["actions"]), -1)
    action, probability = policy.choose(asked["actions"], rows)
    answer = {
        "id": asked["id"], "action": int(action), "probability": float(probability),
        "policy": policy.version,
    }  # fmt: skip
    try:
        return client.call("answer", answer), 1
    except ConductorError as error:
        if error.code != "conductor-no-question":
            raise
        return NOTHING, 0


class Replaceable:
    """The policy of a directory, read again when another training has been put there."""

    def __init__(self, directory, report=print):
        self._directory = directory
        self._report = report
        self._policy = LearnedPolicy(directory)
        self._look = threading.Thread(target=self._follow, daemon=True)
        self._look.start()

    @property
    def version(self):
        """The version of the policy that answers now."""
        return self._policy.version

    def choose(self, actions, rows):
        """As the policy that answers now."""
        return self._policy.choose(actions, rows)

    def _follow(self):
        while True:
            time.sleep(1)
            try:
                found = f"ppo-{int(self._policy.file.stat().st_mtime)}"
                if found != self._policy.version:
                    self._policy = LearnedPolicy(self._directory)
                    self._report(f"policy {self._policy.version} answers from now on")
            except (OSError, ValueError, KeyError):
                continue  # it is just being written; the old one goes on
