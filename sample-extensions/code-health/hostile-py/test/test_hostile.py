"""Proves that every attempt works where nothing stops it, and that a denying gate is reported as such."""

import resource
import subprocess
import sys
import types
import unittest
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

import main  # noqa: E402  (the extension's folder has to be on the path first)
from capability_attempts import CAPABILITY_ATTEMPTS  # noqa: E402
from fakes import CapabilityError, Open, careless  # noqa: E402
from platform_attempts import PLATFORM_ATTEMPTS  # noqa: E402
from probe import passwd, try_all  # noqa: E402


def with_java(test):
    """Puts a stand-in for GraalPy's `java` module where the attempts look for it."""

    def wrapped(self):
        sys.modules["java"] = types.SimpleNamespace(type=lambda name: name)
        try:
            test(self)
        finally:
            del sys.modules["java"]

    return wrapped


class OutsideTheSandbox(unittest.TestCase):
    """Bare CPython with careless services: here every attempt must succeed, or it proves nothing inside."""

    @with_java
    def test_every_platform_attempt_works(self):
        for row in try_all(PLATFORM_ATTEMPTS, careless()):
            with self.subTest(row["attempt"]):
                self.assertFalse(row["stopped"], row)

    def test_every_capability_attempt_works(self):
        for attempt in CAPABILITY_ATTEMPTS:
            with self.subTest(attempt[0]):
                (row,) = try_all([attempt], careless())
                self.assertFalse(row["stopped"], row)

    def bomb(self, attack, **options):
        code = f"import sys; sys.path.insert(0, {str(HERE.parent)!r}); import main; main.run({{'attack': {attack!r}}}, None)"
        return subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)

    def test_loop_does_not_end(self):
        with self.assertRaises(subprocess.TimeoutExpired):
            self.bomb("loop", timeout=0.7)

    def test_memory_is_exhausted(self):
        limit = 256 * 1024 * 1024
        ended = self.bomb("memory", timeout=20, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
        self.assertIn(b"MemoryError", ended.stderr)

    def test_recursion_overflows(self):
        self.assertIn(b"RecursionError", self.bomb("recursion", timeout=20).stderr)

    def test_output_does_not_end(self):
        with self.assertRaises(subprocess.TimeoutExpired):
            self.bomb("output", timeout=0.7)


class Judgement(unittest.TestCase):
    def gate(self, code):
        def refuse(*_):
            raise CapabilityError(code, "refused")

        return Open(**{name: Open(**dict.fromkeys(OPERATIONS, refuse)) for name in SERVICES})

    def row(self, name, caps):
        return next(r for r in try_all([a for a in CAPABILITY_ATTEMPTS if a[0] == name], caps))

    def test_a_denial_counts_as_stopped_by_its_code(self):
        row = self.row("use kv without a grant", self.gate("denied-not-granted"))
        self.assertEqual((row["stopped"], row["by"]), (True, "denied-not-granted"))

    def test_an_error_of_the_service_itself_counts_as_reached(self):
        row = self.row("use http without a grant", self.gate("http-connect-failed"))
        self.assertFalse(row["stopped"])

    def test_a_path_that_reads_as_nothing_counts_as_stopped(self):
        row = self.row("read by an absolute path", Open(files=Open(read=lambda path: None)))
        self.assertEqual((row["stopped"], row["by"]), (True, "nothing there"))

    def test_only_an_account_file_is_an_account_file(self):
        self.assertIsNone(passwd(b"# a readme about root: and others\n"))
        self.assertIsNotNone(passwd(b"root:x:0:0:root:/root:/bin/sh\n"))

    def test_an_unknown_attack_is_refused(self):
        with self.assertRaises(ValueError):
            main.run({"attack": "charm"}, None)


SERVICES = ("files", "kv", "http", "artifacts", "models", "extensions")
OPERATIONS = ("read", "list", "put", "request", "infer", "invoke")

if __name__ == "__main__":
    unittest.main()
