# proof: endless
# Writes and reads a large document again and again.
import json


def attempt(input, caps):
    text = json.dumps([{"i": i, "s": "x" + str(i)} for i in range(50000)])
    while True:
        json.dumps(json.loads(text))
