import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import main  # noqa: E402  (the extension's folder has to be on the path first)


class Hello(unittest.TestCase):
    def test_greets_the_one_who_is_named(self):
        self.assertEqual(main.run({"name": "Ada"}, None), {"greeting": "Hello, Ada!"})

    def test_greets_the_world_when_nobody_is_named(self):
        self.assertEqual(main.run({}, None), {"greeting": "Hello, world!"})

    def test_a_name_that_is_no_string_is_refused(self):
        with self.assertRaises(TypeError):
            main.run({"name": 7}, None)


if __name__ == "__main__":
    unittest.main()
