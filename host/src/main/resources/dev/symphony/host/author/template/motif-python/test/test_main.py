import sys
import unittest

sys.path[:0] = [".", ".symphony"]  # the extension and the SDK, from the extension's directory

import main  # noqa: E402
from symphony_sdk.testing import scripted  # noqa: E402

TIME = "2026-02-03T04:05:06.000Z"


class Notes(unittest.TestCase):
    def test_adds_a_note_with_its_time(self):
        script = scripted(kv={}, clock=TIME)
        answer = main.run({"action": "add", "text": " buy milk "}, script.caps)
        self.assertEqual(answer, {"notes": [{"text": "buy milk", "at": TIME}]})
        self.assertEqual(list(script.kv), [f"notes/{TIME}"])

    def test_lists_the_notes_in_their_order(self):
        script = scripted(kv={}, clock=TIME)
        main.run({"action": "add", "text": "one"}, script.caps)
        script.clock.advance(1000)
        main.run({"action": "add", "text": "two"}, script.caps)
        notes = main.run({"action": "list"}, script.caps)["notes"]
        self.assertEqual([note["text"] for note in notes], ["one", "two"])

    def test_refuses_what_the_panel_never_sends(self):
        script = scripted(kv={}, clock=TIME)
        for message in ({"action": "delete"}, {"action": "add", "text": " "}):
            with self.assertRaises(TypeError):
                main.run(message, script.caps)


if __name__ == "__main__":
    unittest.main()
