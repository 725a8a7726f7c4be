"""Against a host: SYMPHONY_ACCESS names the directory where it serves.

The hostile cases use a client of their own, which shares no code with the package but the
signature.
"""

import dataclasses
import hashlib
import os
import pathlib
import socket
import struct
import subprocess
import sys
import tempfile
import time
import unittest

import msgpack
import numpy as np

from symphony_conductor import Batch, Client, ConductorError, SymphonyEnv, SymphonyVectorEnv
from symphony_conductor import ed25519, features, network, onnx, ppo
from symphony_conductor.check import check_env

ACCESS = os.environ.get("SYMPHONY_ACCESS", "")


class Raw:
    """A minimal client: frames as bytes."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(30)
        try:
            self.socket.connect(os.path.join(ACCESS, "control.sock"))
            self.challenge = self.receive()[2]
        except BaseException:
            self.socket.close()
            raise

    def send(self, message):
        body = msgpack.packb(message, use_bin_type=True)
        self.socket.sendall(struct.pack(">I", len(body)) + body)

    def receive(self):
        head = self._read(4)
        return msgpack.unpackb(self._read(struct.unpack(">I", head)[0]), raw=False)

    def _read(self, count):
        data = b""
        while len(data) < count:
            piece = self.socket.recv(count - len(data))
            if not piece:
                raise EOFError
            data += piece
        return data

    def present(self, version=2, token=None, seed=None, challenge=None):
        place = pathlib.Path(ACCESS)
        token = (place / "token.bc").read_bytes() if token is None else token
        seed = seed or bytes.fromhex((place / "holder.key").read_text().strip())
        signed = b"symphony token holder proof, version 1\0" + hashlib.sha256(token).digest()
        signature = ed25519.sign(seed, signed + (challenge or self.challenge))
        key = "ed25519/" + ed25519.public_key(seed).hex()
        self.send(["present", version, token, key, signature])
        return self.receive()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()


class Hostile(unittest.TestCase):
    def assert_closed(self, raw):
        with self.assertRaises((EOFError, ConnectionError)):
            raw.receive()

    def assert_still_serves(self):
        with Client(ACCESS) as client:
            batch = Batch(client, 1)
            batch.reset([1])
            batch.close()

    def test_an_independent_client_comes_in(self):
        with Raw() as raw:
            self.assertEqual(["admitted", 2], raw.present()[:2])
            raw.send(["call", 9, "close", [12345]])
            self.assertEqual(["failed", 9, "conductor-unknown-batch"], raw.receive()[:3])

    def test_an_independent_client_sees_failures_when_it_asks_for_them(self):
        for failures in (None, 0.25):
            with Raw() as raw:
                raw.present()
                self.assertEqual(failures is not None, self.failures(raw, failures) > 0)

    @staticmethod
    def failures(raw, share):
        """The most failures of an episode within some steps, read as bytes at their offset."""
        wanted = {
            "environments": 1, "families": ["layered"], "recorded": False, "machines": 4,
            "cold": 1.0, "noise": 0.1, "advisor": "heft", "hindsight": False,
        }  # fmt: skip
        raw.send(["call", 1, "open", [wanted | ({} if share is None else {"failures": share})]])
        opened = raw.receive()[2]
        offsets = {section["name"]: section["offset"] for section in opened["layout"]}
        raw.send(["call", 2, "reset", [opened["batch"], [1]]])
        raw.receive()
        most = 0
        for call in range(3, 103):
            memory = pathlib.Path(opened["buffer"]).read_bytes()
            most = max(most, struct.unpack_from("<i", memory, offsets["failures"])[0])
            advice = memory[offsets["advice"] : offsets["advice"] + 4]
            raw.send(["call", call, "step", [opened["batch"], advice]])
            raw.receive()
        raw.send(["call", 103, "close", [opened["batch"]]])
        raw.receive()
        return most

    def test_other_versions_are_refused(self):
        with Raw() as raw:
            self.assertEqual(["refused", "conductor-version"], raw.present(version=1)[:2])
            self.assert_closed(raw)

    def test_a_token_without_its_key_is_refused(self):
        with Raw() as raw:
            self.assertEqual(["refused", "token-holder-proof"], raw.present(seed=b"x" * 32)[:2])
            self.assert_closed(raw)

    def test_the_challenge_of_another_connection_is_refused(self):
        with Raw() as first, Raw() as second:
            answer = second.present(challenge=first.challenge)
            self.assertEqual(["refused", "token-holder-proof"], answer[:2])

    def test_a_changed_token_is_refused(self):
        token = bytearray((pathlib.Path(ACCESS) / "token.bc").read_bytes())
        token[len(token) // 2] ^= 1
        with Raw() as raw:
            self.assertEqual("refused", raw.present(token=bytes(token))[0])

    def test_calls_before_a_token_are_refused(self):
        with Raw() as raw:
            raw.send(["call", 1, "open", []])
            self.assertEqual(["refused", "conductor-protocol"], raw.receive()[:2])
            self.assert_closed(raw)

    def test_nonsense_too_long_frames_and_half_frames_end_one_connection(self):
        for attack in (b"\xff\xff\xff\xff", struct.pack(">I", 20 << 10), b"\0\0\0\0"):
            with Raw() as raw:
                raw.socket.sendall(attack)
                self.assert_closed(raw)
        with Raw() as raw:
            raw.socket.sendall(struct.pack(">I", 3) + b"\xc1\xc1\xc1")
            self.assertEqual(["refused", "conductor-protocol"], raw.receive()[:2])
        with Raw() as raw:
            raw.present()
            raw.socket.sendall(struct.pack(">I", 1000) + b"only the beginning")
        self.assert_still_serves()

    def test_one_that_hangs_holds_nobody_up(self):
        with Raw(), Raw() as half:
            half.socket.sendall(b"\0")
            self.assert_still_serves()

    def test_a_conductor_that_is_killed_leaves_nothing_behind(self):
        program = (
            "import sys, symphony_conductor as s\n"
            "batches = [s.Batch(s.Client(sys.argv[1]), 4) for _ in range(4)]\n"
            "batches[0].reset(range(4))\n"
            "print('steps', flush=True)\n"
            "while True: batches[0].step([128] * 4)\n"
        )
        for _ in range(5):  # more batches than may be open at a time
            killed = subprocess.Popen(
                [sys.executable, "-c", program, ACCESS], stdout=subprocess.PIPE
            )
            try:
                self.assertEqual(b"steps\n", killed.stdout.readline())
            finally:
                killed.kill()
                killed.wait()
                killed.stdout.close()
            self.wait_until_it_serves()

    def wait_until_it_serves(self):
        for _ in range(200):
            try:
                self.assert_still_serves()
                return
            except (ConductorError, ConnectionError):
                time.sleep(0.05)
        self.fail("the host did not recover")

    def test_too_many_connections_are_refused(self):
        raws = []
        try:
            with self.assertRaises((EOFError, ConnectionError)):
                for _ in range(30):
                    raws.append(Raw())
        finally:
            for raw in raws:
                raw.socket.close()
        self.wait_until_it_serves()

    def test_values_out_of_range_are_refused(self):
        with Client(ACCESS) as client:
            for settings in ({"cold": float("nan")}, {"noise": float("inf")}, {"machines": 99},
                             {"machines": -(2**63)}, {"advisor": "nobody"}, {"families": ["x"]},
                             {"families": []}, {"failures": 0.3}, {"failures": -0.1}):  # fmt: skip
                with self.assertRaises(ConductorError) as caught:
                    Batch(client, 1, **settings)
                self.assertEqual("argument-range", caught.exception.code, settings)
            with self.assertRaises(ConductorError) as caught:
                client.call("step", 1, float("nan"))
            self.assertEqual("argument-type", caught.exception.code)


class Environments(unittest.TestCase):
    def test_the_rules_of_gymnasium(self):
        env = SymphonyEnv(ACCESS)
        try:
            check_env(env)
        finally:
            env.close()

    def test_masked_actions_are_refused_and_the_heuristic_decides(self):
        env = SymphonyEnv(ACCESS, advisor="heft")
        twin = SymphonyEnv(ACCESS, advisor="heft")
        try:
            seen, info = env.reset(seed=5)
            twin.reset(seed=5)
            masked = int(np.flatnonzero(seen["action_mask"] == 0)[0])
            after, *_, refused = env.step(masked)
            advised, *_, followed = twin.step(info["advice"])
            self.assertTrue(refused["refused"])
            self.assertFalse(followed["refused"])
            np.testing.assert_array_equal(advised["all"], after["all"])
        finally:
            env.close()
            twin.close()

    def test_vectors_are_the_environments_side_by_side(self):
        vector = SymphonyVectorEnv(ACCESS, 3)
        single = SymphonyVectorEnv(ACCESS, 1)
        try:
            seen, info = vector.reset(seed=11)
            alone, _ = single.reset(seed=[12])
            np.testing.assert_array_equal(seen["tasks"][1], alone["tasks"][0])
            self.assertTrue(vector.observation_space.contains(seen))
            ended = False
            for _ in range(600):
                before = ended
                seen, reward, terminated, truncated, info = vector.step(
                    np.maximum(info["advice"], 0)
                )
                ended = bool(terminated[0] or truncated[0])
                if before:
                    self.assertEqual(0, reward[0], "the step of the autoreset")
                    self.assertFalse(ended)
                    return
            self.fail("no episode ended")
        finally:
            vector.close()
            single.close()


class Failures(unittest.TestCase):
    def test_what_fails_is_a_term_of_its_own_and_programs_show_how_often(self):
        env = SymphonyEnv(ACCESS, advisor="heft", failures=0.25)
        sound = SymphonyEnv(ACCESS, advisor="heft")
        try:
            self.assertGreater(self.failures(env), 0)
            self.assertEqual(0, self.failures(sound))
        finally:
            env.close()
            sound.close()

    def failures(self, env):
        seen, info = env.reset(seed=3)
        over = False
        while not over:
            self.assertEqual(env.observation_space["errors"].shape, seen["errors"].shape)
            rates, over_budget = seen["errors"][:, 0], seen["errors"][:, 1]
            np.testing.assert_array_equal(rates > 0.02, over_budget == 1)
            seen, _, terminated, truncated, info = env.step(info["advice"])
            over = terminated or truncated
        return info["terms"]["failures"]


class Training(unittest.TestCase):
    SETTINGS = ppo.Settings(envs=4, steps=8, teaching=2, iterations=1, hidden=8)

    def test_trains_resumes_and_exports(self):
        out = os.environ.get("SYMPHONY_TRAINED") or tempfile.mkdtemp()
        with Client(ACCESS) as client:
            trainer = ppo.Trainer(client, self.SETTINGS, out, "numpy")
            trainer.stretch = lambda decide: 2.0
            trainer.run(report=lambda line: None)
            self.assertEqual(3, trainer.iteration)
            resumed = ppo.Trainer(client, self.SETTINGS, out, "numpy")
            resumed.resume()
            self.assertEqual(3, resumed.iteration)
            for one, other in zip(trainer.policy.weights, resumed.policy.weights):
                np.testing.assert_array_equal(one, other)
            rows, _, _ = features.candidate_rows(resumed.batch.arrays)
            scores, _ = resumed.policy.forward(rows)
        place = pathlib.Path(out)
        rows.astype("<f4").tofile(place / "rows.f4")
        scores.astype("<f4").tofile(place / "scores.f4")
        for name in ("checkpoint.npz", "policy.onnx", "curve.csv", "curve.png"):
            self.assertGreater((place / name).stat().st_size, 100 if name != "curve.csv" else 20)

    def test_a_training_that_runs_out_of_time_leaves_a_policy(self):
        with tempfile.TemporaryDirectory() as out, Client(ACCESS) as client:
            trainer = ppo.Trainer(client, self.SETTINGS, out, "numpy")
            trainer.stretch = lambda decide: 2.0
            trainer.run(minutes=1e-4, report=lambda line: None)
            self.assertLess(trainer.iteration, 3, "the time was over before")
            self.assertTrue((pathlib.Path(out) / "policy.onnx").exists())
            other = dataclasses.replace(self.SETTINGS, noise=0.1, cold=1.0)
            with self.assertRaisesRegex(ValueError, "other settings: cold, noise"):
                ppo.Trainer(client, other, out, "numpy").resume()

    def test_torch_goes_on_where_numpy_ended_and_back(self):
        if not network.has_torch():
            print("\ntorch is not installed: this test sees nothing (apt-get install python3-torch)")
            return
        with tempfile.TemporaryDirectory() as out, Client(ACCESS) as client:
            one = self.trained(client, out, "numpy", 1)
            other = self.trained(client, out, "torch", 2)
            last = self.trained(client, out, "numpy", 3)
            self.assertEqual((1, 2, 3), (one.iteration, other.iteration, last.iteration))
            model = (pathlib.Path(out) / "policy.onnx").read_bytes()
        self.assertEqual(onnx.model(last.policy.layers()), model)
        rows = np.random.default_rng(1).normal(size=(9, 55)).astype(np.float32)
        plain = network.Network.of(other.policy.weights).forward(rows)[0]
        np.testing.assert_allclose(plain, other.policy.forward(rows)[0], atol=1e-5)

    def trained(self, client, out, backend, iterations):
        """A training that goes on to so many iterations, and ends with a checkpoint."""
        trainer = ppo.Trainer(client, self.SETTINGS, out, backend)
        trainer.stretch = lambda decide: 9.0 - trainer.iteration
        if iterations > 1:
            trainer.resume()
        step = trainer.learn if trainer.iteration < 2 else trainer.improve
        batch = trainer.teacher if trainer.iteration < 2 else trainer.batch
        losses = step(trainer.collect(batch), 1.0)
        trainer.iteration += 1
        trainer.check(losses, 0.0, lambda line: None)
        return trainer


if __name__ == "__main__":
    unittest.main()
