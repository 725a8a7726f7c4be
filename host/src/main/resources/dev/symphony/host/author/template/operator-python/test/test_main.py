import sys
import unittest

sys.path[:0] = [".", ".symphony"]  # the extension and the SDK, from the extension's directory

import main  # noqa: E402
from symphony_sdk.testing import CapabilityError, scripted  # noqa: E402


class CountingLines(unittest.TestCase):
    def test_counts_the_lines_of_text_files(self):
        script = scripted(files={"a.txt": "one\ntwo\n", "b/c.txt": "three", "empty.txt": ""})
        self.assertEqual(main.run({"pattern": "**"}, script.caps), {"files": 3, "lines": 3, "skipped": 0})

    def test_skips_what_is_not_text_and_says_so(self):
        script = scripted(files={"a.bin": b"\xff", "a.txt": "one\n"}, log={})
        self.assertEqual(main.run({}, script.caps), {"files": 2, "lines": 1, "skipped": 1})
        self.assertEqual(script.log, [("warn", "a.bin is not text")])

    def test_passes_every_other_refusal_on(self):
        with self.assertRaises(CapabilityError) as refused:
            main.run({}, scripted().caps)
        self.assertEqual(refused.exception.code, "denied-not-granted")


if __name__ == "__main__":
    unittest.main()
