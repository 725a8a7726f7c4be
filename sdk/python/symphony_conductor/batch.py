"""A batch of environments: one control call a step, observations in mapped memory."""

import mmap

import numpy as np

MAGIC = 0x0002_444E_434D_5953
FAMILIES_TO_LEARN_FROM = ("layered", "fork-join", "chains", "map-reduce")
FAMILIES_HELD_OUT = ("tree", "wavefront")
TERMS = ("seconds", "cost", "cold_starts", "prewarms", "lower_bound", "decisions")


class Batch:
    """Environments that are stepped together.

    ``arrays`` holds a read-only view of every section of the buffer by name; the next step
    overwrites what they show.
    """

    def __init__(
        self,
        client,
        environments,
        families=FAMILIES_TO_LEARN_FROM,
        recorded=False,
        machines=8,
        cold=2.0,
        noise=0.2,
        advisor="heft-prewarm",
        hindsight=False,
        failures=0.0,
    ):
        self._client = client
        self.count = environments
        wanted = {
            "environments": environments,
            "families": list(families),
            "recorded": bool(recorded),
            "machines": machines,
            "cold": float(cold),
            "noise": float(noise),
            "advisor": advisor,
            "hindsight": bool(hindsight),
        }
        if failures:
            wanted["failures"] = float(failures)
        opened = client.call("open", wanted)
        self._id = opened["batch"]
        client.batches.append(self)
        with open(opened["buffer"], "rb") as file:
            self._memory = mmap.mmap(file.fileno(), opened["bytes"], access=mmap.ACCESS_READ)
        self._header = np.frombuffer(self._memory, dtype="<u8", count=2)
        if int(self._header[0]) != MAGIC:
            raise ValueError("the buffer has another layout than this package knows")
        self.arrays = {s["name"]: self._section(s) for s in opened["layout"]}

    def _section(self, section):
        count = int(np.prod(section["shape"]))
        flat = np.frombuffer(
            self._memory, dtype=section["type"], count=count, offset=section["offset"]
        )
        return flat.reshape(section["shape"])

    def reset(self, seeds):
        """Begins anew, each environment with its seed."""
        self._expect(self._client.call("reset", self._id, [int(seed) for seed in seeds]))

    def step(self, actions):
        """Takes an action in each environment."""
        numbers = np.ascontiguousarray(actions, dtype="<i4")
        self._expect(self._client.call("step", self._id, numbers.tobytes()))

    def _expect(self, step):
        if int(self._header[1]) != step:
            raise ValueError("the buffer shows another step than the host says")

    def terms(self, place):
        """The reward terms of one environment, by name."""
        terms = dict(zip(TERMS, (float(term) for term in self.arrays["terms"][place])))
        return terms | {"failures": int(self.arrays["failures"][place])}

    def close(self):
        """Closes the environments at the host."""
        self._client.batches.remove(self)
        self._client.call("close", self._id)
        self.arrays = {}
