"""``python3 -m symphony_conductor train|attend|check|measure``; `symphony conductor train` starts the first."""

import argparse
import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import time  # noqa: E402

import numpy as np  # noqa: E402

from . import ppo  # noqa: E402
from .batch import Batch  # noqa: E402
from .check import check_env  # noqa: E402
from .client import Client, ConductorError  # noqa: E402
from .env import SymphonyEnv  # noqa: E402
from .live import Replaceable, attend  # noqa: E402
from .network import BACKENDS  # noqa: E402


def _train(options):
    settings = ppo.Settings(
        seed=options.seed,
        envs=options.envs,
        steps=options.steps,
        teaching=options.teaching,
        iterations=options.iterations,
        recorded=options.recorded,
        failures=options.failures,
    )
    with Client(options.access, timeout=300) as client:
        trainer = ppo.Trainer(client, settings, options.out, options.backend)
        print(f"learning with {type(trainer.policy).__name__}", flush=True)
        if options.resume:
            trainer.resume()
        best = trainer.run(options.minutes, lambda line: print(line, flush=True))
    print(f"best mean stretch in the checks: {best:.4f}; curve.csv, curve.png, checkpoint.npz and")
    print(f"policy.onnx are in {options.out}")


def _check(options):
    env = SymphonyEnv(options.access)
    try:
        check_env(env)
    finally:
        env.close()
    print("the environment keeps the rules")


def _attend(options):
    policy = Replaceable(options.policy)
    while True:
        try:
            print(f"{attend(options.access, policy)} questions answered", flush=True)
        except (FileNotFoundError, ConnectionError):
            if not options.wait:
                raise
        if not options.wait:
            return
        time.sleep(0.05)


def _failed_call(client):
    before = time.perf_counter()
    try:
        client.call("close", 0)
    except ConductorError:
        return (time.perf_counter() - before) * 1e6
    raise ValueError("there is a batch 0")


def _measure(options):
    with Client(options.access) as client:
        for environments, steps in ((1, 2_000), (64, 300)):
            batch = Batch(client, environments)
            batch.reset(range(environments))
            times = []
            for _ in range(steps):
                actions = np.maximum(batch.arrays["advice"], 0)
                before = time.perf_counter()
                batch.step(actions)
                times.append((time.perf_counter() - before) * 1e6)
            batch.close()
            p50, p99 = np.percentile(times[steps // 4 :], [50, 99])
            print(
                f"{environments} environments: a step p50 {p50:.0f} us, p99 {p99:.0f} us;"
                f" {p50 / environments:.1f} us for each environment"
            )
    times = []
    for _ in range(20):  # a hundred failed calls in a row would end a connection
        with Client(options.access) as client:
            times += [_failed_call(client) for _ in range(100)]
    p50, p99 = np.percentile(times, [50, 99])
    print(f"a call that does nothing: p50 {p50:.0f} us, p99 {p99:.0f} us")


def main(arguments=None):
    """Runs the command line."""
    parser = argparse.ArgumentParser(prog="python3 -m symphony_conductor")
    commands = parser.add_subparsers(required=True)
    train = commands.add_parser("train", help="train the reference policy")
    train.add_argument("--access", required=True, help="where `symphony conductor serve` listens")
    train.add_argument("--out", required=True, help="where the results are put")
    train.add_argument("--minutes", type=float, default=12)
    train.add_argument("--seed", type=int, default=1)
    defaults = ppo.Settings()
    for name in ("envs", "steps", "teaching", "iterations"):
        train.add_argument("--" + name, type=int, default=getattr(defaults, name))
    train.add_argument("--failures", type=float, default=0.0, help="share of attempts that fail")
    train.add_argument("--backend", choices=BACKENDS, default="auto", help="torch or NumPy")
    train.add_argument("--recorded", action="store_true", help="also the host's recorded workflows")
    train.add_argument("--resume", action="store_true", help="go on from the checkpoint in --out")
    train.set_defaults(run=_train)
    check = commands.add_parser("check", help="check the environment against Gymnasium's rules")
    check.add_argument("--access", required=True, help="where `symphony conductor serve` listens")
    check.set_defaults(run=_check)
    live = commands.add_parser("attend", help="answer questions about real runs")
    live.add_argument("--access", required=True, help="where `symphony run` listens")
    live.add_argument("--policy", required=True, help="the directory of a training")
    live.add_argument("--wait", action="store_true", help="wait for a host, again and again")
    live.set_defaults(run=_attend)
    measure = commands.add_parser("measure", help="measure how long steps take")
    measure.add_argument("--access", required=True, help="where `symphony conductor serve` listens")
    measure.set_defaults(run=_measure)
    options = parser.parse_args(arguments)
    try:
        options.run(options)
    except (ConductorError, OSError, ValueError) as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main()
