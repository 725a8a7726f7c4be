"""Tells how much a text shouts: {text} becomes {score}, from 0 to 1."""

import struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from symphony_sdk import Capabilities

# The digest of model.onnx, as in the manifest.
MODEL = "{{digest}}"


def run(input: dict, caps: "Capabilities") -> dict:
    if not isinstance(input.get("text"), str):
        raise TypeError("input.text must be a string")
    features = measure(input["text"])
    data = struct.pack(f"<{len(features)}f", *features)
    outputs = caps.models.infer(MODEL, {"features": {"type": "float32", "shape": [1, len(features)], "data": data}})
    return {"score": struct.unpack("<f", outputs["score"]["data"])[0]}


def measure(text: str) -> list:
    """What the model looks at: the shares of capital letters and of exclamation marks."""
    letters = [c for c in text if c.isalpha()]
    capitals = [c for c in letters if c.isupper()]
    return [len(capitals) / max(1, len(letters)), text.count("!") / max(1, len(text))]
