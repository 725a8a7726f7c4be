import ast
import hashlib
import json
import re
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from symphony_sdk._services import SERVICES  # noqa: E402  (the package has to be on the path first)
from symphony_sdk.fakes import matches  # noqa: E402
from symphony_sdk.testing import CapabilityError, as_, scripted  # noqa: E402


def snake(name):
    return re.sub("([A-Z])", r"_\1", name).lower()


class Refusing(unittest.TestCase):
    def assert_refused(self, code, call, *arguments):
        with self.assertRaises(CapabilityError) as refused:
            call(*arguments)
        self.assertEqual(refused.exception.code, code)


class ScriptedTest(Refusing):
    def test_every_declared_operation_is_there_and_refuses_when_nothing_is_scripted(self):
        script = scripted()
        for service, operations in SERVICES.items():
            for operation in operations:
                call = getattr(getattr(script.caps, service), snake(operation))
                self.assert_refused("denied-not-granted", call)
        self.assertEqual(len(script.calls), sum(len(operations) for operations in SERVICES.values()))
        with self.assertRaises(AttributeError):
            script.caps.files = None

    def test_files_are_listed_read_and_missed(self):
        caps = scripted(files={"b/c.txt": "grün €", "a.bin": b"\xff\0"}).caps
        self.assertEqual(caps.files.list("**"), [{"path": "a.bin", "size": 2}, {"path": "b/c.txt", "size": 9}])
        self.assertEqual(caps.files.list("*.bin"), [{"path": "a.bin", "size": 2}])
        self.assertEqual(caps.files.read_text("b/c.txt"), "grün €")
        self.assertEqual(caps.files.read("a.bin"), b"\xff\0")
        self.assert_refused("file-not-text", caps.files.read_text, "a.bin")
        self.assert_refused("file-not-found", caps.files.stat, "c")

    def test_arguments_are_checked_as_the_host_checks_them(self):
        caps = scripted(files={}, random=1, http={}).caps
        self.assert_refused("argument-type", caps.files.read, 7)
        self.assert_refused("argument-type", caps.files.read)
        self.assert_refused("argument-count", caps.files.read, "a", "b")
        self.assert_refused("argument-type", caps.random.bytes, 1.5)
        self.assert_refused("argument-type", caps.random.bytes, True)
        self.assert_refused("argument-range", caps.random.bytes, 65537)
        with self.assertRaisesRegex(CapabilityError, "the field 'url' is missing"):
            caps.http.request({"method": "GET"})

    def test_artifacts_are_kept_under_their_digest(self):
        script = scripted(artifacts={})
        stored = script.caps.artifacts.put("report.html", "text/html", "<p>ü")
        self.assertEqual(stored, {"digest": "sha256:" + hashlib.sha256("<p>ü".encode()).hexdigest(), "size": 5})
        self.assertEqual(script.caps.artifacts.get(stored["digest"]), "<p>ü".encode())
        self.assertEqual([(a.name, a.media_type) for a in script.artifacts], [("report.html", "text/html")])
        self.assert_refused("artifact-unknown", script.caps.artifacts.get, "sha256:0")

    def test_the_clock_stands_still_until_the_test_moves_it(self):
        script = scripted(clock="2026-02-03T04:05:06Z")
        self.assertEqual(script.caps.clock.now(), "2026-02-03T04:05:06.000Z")
        script.clock.advance(1500)
        self.assertEqual(script.caps.clock.now(), "2026-02-03T04:05:07.500Z")
        script.clock.set(0)
        self.assertEqual(script.caps.clock.millis(), 0)

    def test_the_same_seed_gives_the_same_randomness(self):
        def draw(seed):
            caps = scripted(random=seed).caps
            return [caps.random.uniform(), caps.random.bytes(4)]

        self.assertEqual(draw(7), draw(7))
        self.assertNotEqual(draw(7), draw(8))
        self.assertTrue(0 <= draw(7)[0] < 1)

    def test_values_in_kv_are_copies(self):
        script = scripted(kv={"a/b": {"list": [1]}})
        script.caps.kv.get("a/b")["list"].append(2)
        self.assertEqual(script.caps.kv.get("a/b"), {"list": [1]})
        script.caps.kv.put("a/c", 3)
        self.assertEqual(script.caps.kv.list("a/"), ["a/b", "a/c"])
        script.caps.kv.delete("a/b")
        self.assertIsNone(script.caps.kv.get("a/b"))
        self.assertEqual(script.kv, {"a/c": 3})

    def test_log_lines_are_there_to_look_at(self):
        script = scripted(log={})
        script.caps.log.warn("careful")
        self.assertEqual(script.log, [("warn", "careful")])

    def test_http_models_and_extensions_answer_from_tables_or_functions(self):
        caps = scripted(
            http={"GET https://example.com/": {"body": "hello", "headers": {"a": "b"}}},
            models={"sha256:1": lambda inputs: {"out": inputs["in"]}},
            extensions={"me/double": lambda value: value * 2, "me/fixed": {"a": 1}},
        ).caps
        answer = caps.http.request({"url": "https://example.com/"})
        self.assertEqual(answer, {"status": 200, "headers": {"a": "b"}, "body": b"hello"})
        self.assert_refused("http-failed", caps.http.request, {"url": "https://example.org/"})
        tensor = {"type": "uint8", "shape": [1], "data": b"\1"}
        self.assertEqual(caps.models.infer("sha256:1", {"in": tensor}), {"out": tensor})
        self.assert_refused("model-unknown", caps.models.infer, "sha256:2", {})
        self.assertEqual(caps.extensions.invoke("me/double", 21), 42)
        self.assertEqual(caps.extensions.invoke("me/fixed", None), {"a": 1})
        self.assert_refused("extension-unknown", caps.extensions.invoke, "me/none", None)

    def test_a_script_may_bring_its_own_operations_and_its_own_names(self):
        def full(key):
            raise CapabilityError("full", "kv-full")

        script = scripted(source=as_("files", {"a.txt": "a"}), kv={"get": full})
        self.assertEqual(script.caps.source.read_text("a.txt"), "a")
        self.assert_refused("kv-full", script.caps.kv.get, "x")
        self.assertEqual(script.calls, [("source.read_text", ("a.txt",)), ("kv.get", ("x",))])
        with self.assertRaisesRegex(TypeError, "no service 'fils'"):
            scripted(fils={})


class OneHarnessInTwoLanguages(unittest.TestCase):
    def test_globs_match_as_in_javascript(self):
        for pattern, path, expected in [
            ("**", "a/b/c", True),
            ("src/**", "srcs/a", False),
            ("**/*.js", "b.js", True),
            ("*.js", "a/b.js", False),
            ("a?c", "a/c", False),
            ("a.c", "abc", False),
        ]:
            self.assertEqual(matches(pattern, path), expected, (pattern, path))

    def test_the_declarations_are_the_same_as_for_javascript(self):
        table = (Path(__file__).parents[2] / "js" / "services.mjs").read_text()
        self.assertEqual(json.loads(table[table.index("{") : table.rindex("}") + 1]), SERVICES)


class Stubs(unittest.TestCase):
    def test_stubs_are_python_and_name_every_service(self):
        package = Path(__file__).parent.parent / "symphony_sdk"
        for stub in package.glob("*.pyi"):
            ast.parse(stub.read_text(), str(stub))
        tree = ast.parse((package / "__init__.pyi").read_text())
        protocols = {node.name.lower(): node for node in tree.body if isinstance(node, ast.ClassDef)}
        for service, operations in SERVICES.items():
            declared = [node.name for node in protocols[service].body if isinstance(node, ast.FunctionDef)]
            self.assertEqual(declared, [snake(operation) for operation in operations])


if __name__ == "__main__":
    unittest.main()
