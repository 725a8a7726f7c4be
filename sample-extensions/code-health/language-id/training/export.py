"""Draws the model as an ONNX graph, hashing included, and writes model.onnx with its digest.

    /usr/bin/python3 export.py DATA

In:  bytes uint8 [files, length], zero-padded. Out: language int64 [files], confidence float32 [files] and names
uint8 [languages, 16]. The weights stay 8-bit in the file. Afterwards digest.mjs and extension.toml name the digest.
"""

import hashlib
import re
import sys
from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

from features import AT_STARTS, BUCKETS, LINE_SEED, LONGEST, MULTIPLIERS, SEEDS, SYMBOLS, WORDS

EXTENSION = Path(__file__).parent.parent
NAME_WIDTH = 16


class Graph:
    """A graph under construction: nodes and constants, each named by its output."""

    def __init__(self):
        self.nodes, self.constants = [], {}

    def constant(self, name, values, kind=np.int64):
        self.constants[name] = numpy_helper.from_array(np.asarray(values, kind), name)
        return name

    def node(self, operator, inputs, output, **attributes):
        self.nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output


def draw(rounded, scale, bias, languages):
    graph = Graph()
    constants(graph, rounded, scale, bias, languages)
    reading(graph)
    counts(graph, ngrams(graph))
    answer(graph)
    made = helper.make_graph(
        graph.nodes, "language-id",
        [helper.make_tensor_value_info("bytes", TensorProto.UINT8, ["files", "length"])],
        [helper.make_tensor_value_info("language", TensorProto.INT64, ["files"]),
         helper.make_tensor_value_info("confidence", TensorProto.FLOAT, ["files"]),
         helper.make_tensor_value_info("names", TensorProto.UINT8, [len(languages), NAME_WIDTH])],
        list(graph.constants.values()),
    )  # fmt: skip
    return helper.make_model(made, producer_name="symphony-samples", ir_version=8, opset_imports=[helper.make_opsetid("", 16)])


def constants(graph, rounded, scale, bias, languages):
    names = np.zeros((len(languages), NAME_WIDTH), np.uint8)
    for row, language in zip(names, languages):
        row[: len(language)] = list(str(language).encode())
    graph.constant("name_bytes", names, np.uint8)
    graph.constant("weights", rounded, np.int8)
    graph.constant("scale", scale, np.float32)
    graph.constant("bias", bias, np.float32)
    graph.constant("symbol_table", SYMBOLS)
    graph.constant("word_table", WORDS)
    graph.constant("newline", 10)
    graph.constant("zero", 0)
    graph.constant("line_seed", LINE_SEED)
    graph.constant("buckets", BUCKETS)
    graph.constant("first", [0])
    graph.constant("second", [1])
    graph.constant("width", [BUCKETS])
    graph.constant("one_real", 1, np.float32)
    graph.constant("least", 1e-6, np.float32)


def reading(graph):
    """Symbols, and where words and lines begin."""
    graph.node("Cast", ["bytes"], "codes", to=TensorProto.INT64)
    graph.node("Gather", ["symbol_table", "codes"], "symbols")
    graph.constant("pads_previous", [0, 1, 0, -1])
    graph.node("Pad", ["codes", "pads_previous", "newline"], "previous")
    graph.node("Gather", ["word_table", "codes"], "in_word")
    graph.node("Gather", ["word_table", "previous"], "after_word")
    graph.node("Greater", ["in_word", "after_word"], "at_word")
    graph.node("Equal", ["previous", "newline"], "at_line")
    graph.node("Or", ["at_word", "at_line"], "at_start")
    graph.node("Cast", ["at_line"], "at_line_number", to=TensorProto.INT64)
    graph.node("Mul", ["at_line_number", "line_seed"], "total_0")


def ngrams(graph):
    """Names of the (bucket, counted) pairs, one for each length of n-gram."""
    pairs = []
    for n in range(1, LONGEST + 1):
        graph.constant(f"pads_{n}", [0, 1 - n, 0, n - 1])
        graph.constant(f"multiplier_{n}", MULTIPLIERS[n - 1])
        graph.node("Pad", ["symbols", f"pads_{n}", "zero"], f"symbol_{n}")
        graph.node("Mul", [f"symbol_{n}", f"multiplier_{n}"], f"product_{n}")
        graph.node("Add", [f"total_{n - 1}", f"product_{n}"], f"total_{n}")
        if n in SEEDS:
            pairs.append(ngram(graph, n))
    return pairs


def ngram(graph, n):
    graph.constant(f"seed_{n}", SEEDS[n])
    graph.node("Add", [f"total_{n}", f"seed_{n}"], f"seeded_{n}")
    graph.node("Mod", [f"seeded_{n}", "buckets"], f"bucket_{n}")
    here = graph.node("Greater", [f"symbol_{n}", "zero"], f"complete_{n}")
    if n in AT_STARTS:
        here = graph.node("And", [here, "at_start"], f"here_{n}")
    graph.node("Cast", [here], f"counted_{n}", to=TensorProto.FLOAT)
    return f"bucket_{n}", f"counted_{n}"


def counts(graph, pairs):
    """The feature vectors: log(1 + count), scaled to length 1."""
    graph.node("Concat", [bucket for bucket, _ in pairs], "all_buckets", axis=1)
    graph.node("Concat", [counted for _, counted in pairs], "all_counted", axis=1)
    graph.node("Shape", ["bytes"], "shape")
    graph.node("Slice", ["shape", "first", "second"], "file_count")
    graph.node("Concat", ["file_count", "width"], "vector_shape", axis=0)
    graph.node("ConstantOfShape", ["vector_shape"], "empty", value=helper.make_tensor("value", TensorProto.FLOAT, [1], [0.0]))
    graph.node("ScatterElements", ["empty", "all_buckets", "all_counted"], "counts", axis=1, reduction="add")
    graph.node("Add", ["counts", "one_real"], "counts_and_one")
    graph.node("Log", ["counts_and_one"], "logs")
    graph.node("ReduceL2", ["logs"], "length_found", axes=[1], keepdims=1)
    graph.node("Max", ["length_found", "least"], "length_used")
    graph.node("Div", ["logs", "length_used"], "vectors")


def answer(graph):
    graph.node("Cast", ["weights"], "weights_real", to=TensorProto.FLOAT)
    graph.node("MatMul", ["vectors", "weights_real"], "products")
    graph.node("Mul", ["products", "scale"], "scaled")
    graph.node("Add", ["scaled", "bias"], "logits")
    graph.node("Softmax", ["logits"], "probabilities", axis=1)
    graph.node("ArgMax", ["probabilities"], "language", axis=1, keepdims=0)
    graph.node("ReduceMax", ["probabilities"], "confidence", axes=[1], keepdims=0)
    graph.node("Identity", ["name_bytes"], "names")


def name_digest(digest):
    """Writes the digest where the guest and the manifest name it."""
    for file in (EXTENSION / "digest.mjs", EXTENSION / "extension.toml"):
        file.write_text(re.sub(r"sha256:[0-9a-f]{64}", f"sha256:{digest}", file.read_text()))


def main():
    found = np.load(Path(sys.argv[1]) / "model.npz")
    model = draw(found["rounded"], found["scale"], found["bias"], found["languages"])
    checker.check_model(model, full_check=True)
    content = model.SerializeToString(deterministic=True)
    (EXTENSION / "model.onnx").write_bytes(content)
    name_digest(hashlib.sha256(content).hexdigest())
    print(len(content), "bytes", hashlib.sha256(content).hexdigest())


if __name__ == "__main__":
    main()
