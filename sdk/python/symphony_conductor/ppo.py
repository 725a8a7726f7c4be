"""Proximal policy optimisation for scheduling.

The policy scores every possible decision by its features (task, machine, task on machine, the
whole run, kind of decision: `features.py`): two hidden layers, one number. The features are what
the policy knows of the graph: upward ranks, followers, what a task unlocks. A softmax over the
scores of the possible decisions is the distribution over actions, so that masks hold exactly. A
second network estimates the return from the means and maxima of what is seen. Both are those of
`network.py`, or of `torch_network.py` where torch is installed; checkpoints are the same.

Training has two phases. First the policy is taught by hindsight (`teacher.py`). Then PPO improves
on that by what really followed. All randomness comes from one seed.
"""

import csv
import dataclasses
import json
import pathlib
import time

import numpy as np

from . import onnx, picture, teacher
from .batch import FAMILIES_TO_LEARN_FROM, Batch
from .features import WAIT, candidate_rows, state_rows
from .network import Choices, learner

FORMAT = 2


@dataclasses.dataclass
class Settings:
    """Everything that a training depends on, besides the workflows that the host has."""

    seed: int = 1
    envs: int = 64
    steps: int = 64
    teaching: int = 80
    regret_unit: float = 0.02
    iterations: int = 200
    epochs: int = 4
    minibatches: int = 4
    rate: float = 2e-3
    ppo_rate: float = 4e-4
    clip: float = 0.15
    gamma: float = 1.0
    trace: float = 0.95
    entropy: float = 0.0
    hidden: int = 64
    families: tuple = FAMILIES_TO_LEARN_FROM
    recorded: bool = False
    advisor: str = "heft-prewarm"
    machines: int = 8
    cold: float = 2.0
    noise: float = 0.2
    failures: float = 0.0


class Trainer:
    """A training: networks, environments, and the record of how it goes."""

    def __init__(self, client, settings, directory, backend="auto"):
        self.settings = settings
        self.directory = pathlib.Path(directory)
        self.directory.mkdir(parents=True, exist_ok=True)
        self.random = np.random.default_rng(settings.seed)
        self.batch = self._open(client, settings.envs)
        self.teacher = self._open(client, settings.envs, hindsight=True)
        self.check_batch = self._open(client, settings.envs)
        arrays = self.batch.arrays
        hidden = settings.hidden
        width = candidate_rows(arrays)[0].shape[1]
        network = learner(backend)
        self.policy = network([width, hidden, hidden, 1], self.random)
        self.value = network([state_rows(arrays).shape[1], hidden, hidden, 1], self.random)
        self.iteration = 0
        self.decisions = 0
        self.best = np.inf
        self.records = []
        self._begin()

    def _open(self, client, count, hindsight=False):
        s = self.settings
        return Batch(
            client, count, s.families, s.recorded, s.machines, s.cold, s.noise, s.advisor,
            hindsight, s.failures,
        )  # fmt: skip

    def _begin(self):
        seeds = self.settings.seed * 1_000 + 1_000_000 * self.iteration
        self.batch.reset(seeds + np.arange(self.settings.envs))
        self.teacher.reset(seeds + 500 + np.arange(self.settings.envs))

    def run(self, minutes=None, report=print):
        """Trains until all iterations are done, or the time is over."""
        s, began, losses = self.settings, time.monotonic(), {}
        total = s.teaching + s.iterations
        checked = self.iteration
        while self.iteration < total:
            if minutes is not None and time.monotonic() - began > minutes * 60:
                report(f"the time is over after {self.iteration} of {total} iterations")
                break
            if self.iteration < s.teaching:
                share = 1 - self.iteration / s.teaching
                losses = self.learn(self.collect(self.teacher), max(0.1, share))
            else:
                share = 1 - (self.iteration - s.teaching) / s.iterations
                losses = self.improve(self.collect(self.batch), share)
            self.iteration += 1
            if self.iteration % 10 == 0:
                self.check(losses, time.monotonic() - began, report)
                checked = self.iteration
        if checked < self.iteration:
            self.check(losses, time.monotonic() - began, report)
        return self.best

    def collect(self, batch):
        """Steps of all environments of a batch, by the policy."""
        steps, arrays = [], batch.arrays
        for _ in range(self.settings.steps):
            rows, env, action = candidate_rows(arrays)
            states = state_rows(arrays)
            choices = Choices(self.policy.forward(rows)[0], env)
            taken = choices.sample(self.random)
            actions = np.full(batch.count, WAIT)
            actions[choices.owners] = action[taken]
            step = {
                "rows": rows, "env": env, "states": states, "owners": choices.owners,
                "taken": taken, "logs": choices.logs[taken],
                "hindsight": arrays["hindsight"][env, action],
                "values": self.value.forward(states)[0],
            }  # fmt: skip
            batch.step(actions)
            step["reward"] = arrays["reward"].copy()
            step["ended"] = (arrays["terminated"] | arrays["truncated"]).astype(bool)
            step["terminated"] = arrays["terminated"].astype(bool)
            steps.append(step)
            self.decisions += len(choices.owners)
        last = self.value.forward(state_rows(arrays))[0]
        self._returns(steps, last)
        return steps

    def _returns(self, steps, last):
        """Generalised advantage estimation. A step of an environment whose episode was over
        before it is the autoreset: it counts for nothing."""
        s = self.settings
        advantage = np.zeros(self.settings.envs, np.float32)
        following = last
        for step in reversed(steps):
            goes_on = ~step["terminated"]
            delta = step["reward"] + s.gamma * following * goes_on - step["values"]
            advantage = delta + s.gamma * s.trace * advantage * ~step["ended"]
            step["advantages"] = advantage
            step["returns"] = advantage + step["values"]
            over = np.ones(self.settings.envs, bool)
            over[step["owners"]] = False
            advantage = np.where(over, 0, advantage)
            following = step["values"]

    def learn(self, steps, share):
        """What the teacher tells, and the value network alongside. ``share`` of the rates is left."""
        regrets, entropies, s = [], [], self.settings
        for part in self._minibatches(steps):
            regret, entropy = teacher.teach(
                self.policy, _stack(part, "rows"), _envs(part), _stack(part, "hindsight"),
                s.regret_unit, s.rate * share,
            )  # fmt: skip
            self._fit_values(part, s.rate * share)
            regrets.append(regret)
            entropies.append(entropy)
        return {"regret": np.mean(regrets), "entropy": np.mean(entropies)}

    def improve(self, steps, share):
        """The clipped objective of PPO; ``share`` of the rates is left."""
        s, losses, entropies, moved = self.settings, [], [], []
        for part in self._minibatches(steps):
            rows, env = _stack(part, "rows"), _envs(part)
            scores, kept = self.policy.forward(rows)
            choices = Choices(scores, env)
            offsets = np.cumsum([0] + [len(step["rows"]) for step in part[:-1]])
            taken = np.concatenate([step["taken"] + o for step, o in zip(part, offsets)])
            before = np.concatenate([step["logs"] for step in part])
            advantages = np.concatenate([step["advantages"][step["owners"]] for step in part])
            advantages = (advantages - advantages.mean()) / (advantages.std() + 1e-8)
            ratio = np.exp(choices.logs[taken] - before)
            clipped = np.where(advantages > 0, ratio > 1 + s.clip, ratio < 1 - s.clip)
            push = np.where(clipped, 0, -advantages * ratio) / len(taken)
            gradient = -choices.probabilities * push[choices.group]
            gradient[taken] += push
            entropy = choices.entropies()
            slope = choices.probabilities * (choices.logs + entropy[choices.group])
            gradient += s.entropy * slope / len(taken)
            self.policy.update(self.policy.backward(kept, gradient), s.ppo_rate * share)
            losses.append(self._fit_values(part, s.rate * share))
            entropies.append(entropy.mean())
            moved.append(np.abs(ratio - 1).mean())
        return {
            "value": np.mean(losses), "entropy": np.mean(entropies), "moved": np.mean(moved),
        }  # fmt: skip

    def _fit_values(self, part, rate):
        states = np.concatenate([step["states"][step["owners"]] for step in part])
        returns = np.concatenate([step["returns"][step["owners"]] for step in part])
        guesses, kept = self.value.forward(states)
        error = guesses - returns
        self.value.update(self.value.backward(kept, error / len(error)), rate)
        return float((error**2).mean())

    def _minibatches(self, steps):
        for _ in range(self.settings.epochs):
            order = self.random.permutation(len(steps))
            for part in np.array_split(order, self.settings.minibatches):
                yield [steps[i] for i in part]

    # ---- how well it goes --------------------------------------------------------------------

    def check(self, losses, seconds, report):
        """Mean stretch on check scenarios of the families that are learned from."""
        learned = self.stretch(lambda arrays: self.decide(arrays))
        if not self.records:
            self.heuristic = self.stretch(lambda arrays: arrays["advice"])
        record = {
            "iteration": self.iteration, "decisions": self.decisions,
            "seconds": round(seconds, 1), "stretch": learned, "heuristic": self.heuristic,
        } | {name: float(value) for name, value in losses.items()}  # fmt: skip
        self.records.append(record)
        if learned < self.best:
            self.best = learned
            self.export()
        self.save()
        self.draw()
        report(" ".join(f"{k}={v:.4g}" for k, v in record.items()))

    def decide(self, arrays):
        """The most probable action of each environment; waiting where none is possible."""
        rows, env, action = candidate_rows(arrays)
        actions = np.full(len(arrays["mask"]), WAIT)
        if len(rows):
            choices = Choices(self.policy.forward(rows)[0], env)
            actions[choices.owners] = action[choices.best()]
        return actions

    def stretch(self, decide, episodes=8):
        """The mean makespan in lower bounds, over the first episodes of each environment."""
        batch = self.check_batch
        batch.reset(10_000_000 + np.arange(batch.count))
        arrays, found = batch.arrays, [[] for _ in range(batch.count)]
        while min(len(f) for f in found) < episodes:
            batch.step(decide(arrays))
            for place in np.flatnonzero(arrays["terminated"] | arrays["truncated"]):
                seconds, bound = arrays["terms"][place, 0], arrays["terms"][place, 4]
                found[place].append(seconds / bound)
        return float(np.mean([f[:episodes] for f in found]))

    # ---- what is kept ------------------------------------------------------------------------

    def save(self):
        """Writes the checkpoint, whole or not at all."""
        kept = {"format": np.array(FORMAT), "settings": np.array(_text(self.settings))}
        for name, network in (("policy", self.policy), ("value", self.value)):
            for kind in ("weights", "first", "second"):
                for place, array in enumerate(getattr(network, kind)):
                    kept[f"{name}/{kind}/{place}"] = array
        progress = {
            "iteration": self.iteration, "decisions": self.decisions, "best": self.best,
            "heuristic": self.heuristic, "records": self.records,
            "updates": [self.policy.updates, self.value.updates],
            "random": self.random.bit_generator.state,
        }  # fmt: skip
        kept["progress"] = np.array(json.dumps(progress))
        draft = self.directory / "checkpoint.draft.npz"
        np.savez(draft, **kept)
        draft.replace(self.directory / "checkpoint.npz")

    def resume(self):
        """Goes on where the checkpoint ended, with new episodes."""
        with np.load(self.directory / "checkpoint.npz", allow_pickle=False) as kept:
            if int(kept["format"]) != FORMAT:
                raise ValueError("the checkpoint is of another format")
            if str(kept["settings"]) != _text(self.settings):
                changed = _changed(str(kept["settings"]), _text(self.settings))
                raise ValueError(f"the checkpoint was begun with other settings: {changed}")
            for name, network in (("policy", self.policy), ("value", self.value)):
                for kind in ("weights", "first", "second"):
                    arrays = getattr(network, kind)
                    for place in range(len(arrays)):
                        arrays[place][...] = kept[f"{name}/{kind}/{place}"]
            progress = json.loads(str(kept["progress"]))
        self.iteration, self.decisions = progress["iteration"], progress["decisions"]
        self.best, self.heuristic = progress["best"], progress["heuristic"]
        self.records = progress["records"]
        self.policy.updates, self.value.updates = progress["updates"]
        self.random.bit_generator.state = progress["random"]
        self._begin()

    def export(self):
        """Writes the policy as ONNX."""
        (self.directory / "policy.onnx").write_bytes(onnx.model(self.policy.layers()))

    def draw(self):
        """Writes the learning curve: the policy in blue, the heuristic in red."""
        names = list(dict.fromkeys(name for record in self.records for name in record))
        with open(self.directory / "curve.csv", "w", newline="", encoding="ascii") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerows(self.records)
        x = [record["decisions"] for record in self.records]
        lines = [(x, [r["stretch"] for r in self.records])]
        lines += [(x, [r["heuristic"] for r in self.records])]
        (self.directory / "curve.png").write_bytes(picture.png(picture.chart(lines)))


def _text(settings):
    values = dataclasses.asdict(settings)
    values.pop("iterations")
    if not values["failures"]:
        values.pop("failures")
    return json.dumps(values, default=list, sort_keys=True)


def _changed(before, now):
    """The names of the settings that differ."""
    before, now = json.loads(before), json.loads(now)
    return ", ".join(n for n in sorted(before | now) if before.get(n) != now.get(n))


def _stack(part, name):
    return np.concatenate([step[name] for step in part])


def _envs(part):
    """The environment of each row, numbered apart for each step."""
    count = len(part[0]["values"])
    return np.concatenate([step["env"] + count * place for place, step in enumerate(part)])
