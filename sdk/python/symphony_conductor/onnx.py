"""A policy as an ONNX file, written without the onnx package.

The model has one input, ``rows`` of float32 [decisions, features], and one output, ``scores`` of
float32 [decisions, 1]: what `symphony conductor evaluate --policy` takes.
"""

import numpy as np

_FLOAT = 1
_OPSET = 13


def _varint(number):
    out = bytearray()
    while True:
        out.append(number & 0x7F | (0x80 if number > 0x7F else 0))
        number >>= 7
        if not number:
            return bytes(out)


def _field(number, content):
    if isinstance(content, int):
        return _varint(number << 3) + _varint(content)
    if isinstance(content, str):
        content = content.encode()
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _tensor(name, array):
    array = np.ascontiguousarray(array, dtype="<f4")
    dims = b"".join(_field(1, int(size)) for size in array.shape)
    return dims + _field(2, _FLOAT) + _field(8, name) + _field(9, array.tobytes())


def _node(kind, inputs, output):
    names = b"".join(_field(1, name) for name in inputs)
    return names + _field(2, output) + _field(3, output) + _field(4, kind)


def _value(name, *dims):
    shape = b"".join(
        _field(1, _field(1, dim) if isinstance(dim, int) else _field(2, dim)) for dim in dims
    )
    tensor = _field(1, _FLOAT) + _field(2, shape)
    return _field(1, name) + _field(2, _field(1, tensor))


def model(layers):
    """The bytes of a model of layers (weights, biases), with tanh between them."""
    nodes, tensors, last = [], [], "rows"
    for place, (weights, biases) in enumerate(layers):
        end = "scores" if place == len(layers) - 1 else f"sum{place}"
        tensors += [_tensor(f"w{place}", weights), _tensor(f"b{place}", biases)]
        nodes += [_node("MatMul", [last, f"w{place}"], f"product{place}")]
        nodes += [_node("Add", [f"product{place}", f"b{place}"], end)]
        if end != "scores":
            nodes += [_node("Tanh", [end], f"tanh{place}")]
        last = f"tanh{place}"
    graph = (
        b"".join(_field(1, node) for node in nodes)
        + _field(2, "policy")
        + b"".join(_field(5, tensor) for tensor in tensors)
        + _field(11, _value("rows", "decisions", int(layers[0][0].shape[0])))
        + _field(12, _value("scores", "decisions", 1))
    )
    opset = _field(1, "") + _field(2, _OPSET)
    return _field(1, 8) + _field(2, "symphony_conductor") + _field(7, graph) + _field(8, opset)
