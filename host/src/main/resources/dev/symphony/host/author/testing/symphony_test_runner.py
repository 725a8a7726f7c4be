# The entry of a test run: takes a file with tests in, and runs one test after the other when the host asks.
import sys
import unittest

from symphony_sdk.testing import attach

_tests = []


class _BesideTheTests:
    """Finds modules in the directory of the tests, as the runners of unittest and pytest do."""

    def __init__(self, finder, directory):
        self.finder = finder
        self.directory = directory

    def find_spec(self, name, path=None, target=None):
        if path is not None or "." in name:
            return None
        spec = self.finder.find_spec(self.directory + "." + name)
        if spec is not None:
            spec.name = name
        return spec


class _Function(unittest.TestCase):
    """A test that is a plain function, as pytest finds them."""

    def __init__(self, function):
        super().__init__("call")
        self.function = function

    def call(self):
        self.function()


class _Kept(unittest.TestResult):
    """Keeps what a test raised, as it was raised."""

    raised = None
    reason = None

    def addError(self, test, err):
        self.raised = self.raised or err[1]

    addFailure = addError

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.raised = self.raised or err[1]

    def addSkip(self, test, reason):
        self.reason = reason

    def addUnexpectedSuccess(self, test):
        self.raised = self.raised or AssertionError("it was expected to fail")


def _flat(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from _flat(test)
        else:
            yield test


def load(file, caps):
    attach(caps)
    directory, _, name = file[: -len(".py")].rpartition("/")
    sys.meta_path.append(_BesideTheTests(sys.meta_path[0], directory.replace("/", ".")))
    module = __import__(name)
    names = []
    for test in _flat(unittest.defaultTestLoader.loadTestsFromModule(module)):
        _tests.append(test)
        names.append(type(test).__name__ + "." + test._testMethodName)
    for name, value in list(vars(module).items()):
        if name.startswith("test") and callable(value) and not isinstance(value, type):
            _tests.append(_Function(value))
            names.append(name)
    return names


def one(index, caps):
    result = _Kept()
    unittest.TestSuite([_tests[index]]).run(result)
    if result.raised is not None:
        raise result.raised
    return {} if result.reason is None else {"skipped": result.reason}
