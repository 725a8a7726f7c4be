import struct
import sys
import unittest

sys.path[:0] = [".", ".symphony"]  # the extension and the SDK, from the extension's directory

import main  # noqa: E402
from symphony_sdk.testing import scripted  # noqa: E402


def scores(value):
    return {"score": {"type": "float32", "shape": [1, 1], "data": struct.pack("<f", value)}}


class Shouting(unittest.TestCase):
    def test_measures_capital_letters_and_exclamation_marks(self):
        self.assertEqual(main.measure("AB cd"), [0.5, 0])
        self.assertEqual(main.measure("a!!!"), [0, 0.75])
        self.assertEqual(main.measure(""), [0, 0])

    def test_gives_the_score_of_its_own_model(self):
        script = scripted(models={main.MODEL: lambda inputs: scores(0.75)})
        self.assertEqual(main.run({"text": "HELLO!"}, script.caps), {"score": 0.75})
        self.assertEqual(script.calls[0][1][1]["features"]["shape"], [1, 2])

    def test_refuses_what_is_no_text(self):
        with self.assertRaises(TypeError):
            main.run({"text": 7}, scripted().caps)


if __name__ == "__main__":
    unittest.main()
