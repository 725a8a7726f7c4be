"""Writes how the model does on held-out files into the extension's README, between its two marks.

    /usr/bin/python3 evaluate.py DATA
"""

import sys
from pathlib import Path

import numpy as np

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def confusion(truth, answer, count):
    matrix = np.zeros((count, count), int)
    np.add.at(matrix, (truth, answer), 1)
    return matrix


def rows(matrix, names, units):
    yield "| language | files | packages | recall | precision | taken for (files) |"
    yield "| --- | ---: | ---: | ---: | ---: | --- |"
    for k, name in enumerate(names):
        wrong = sorted((int(n), names[i]) for i, n in enumerate(matrix[k]) if n and i != k)[::-1]
        precision = matrix[k, k] / max(1, matrix[:, k].sum())
        taken = ", ".join(f"{other} {n}" for n, other in wrong)
        yield f"| {name} | {matrix[k].sum()} | {units[k]} | {matrix[k, k] / matrix[k].sum():.1%} | {precision:.1%} | {taken} |"


def drawn(matrix, names):
    """The whole matrix: rows are the truth, columns the answer, dots are zeros."""
    short = [name[:4] for name in names]
    yield "              " + " ".join(f"{s:>4}" for s in short)
    for name, row in zip(names, matrix):
        yield f"{name:<13} " + " ".join(f"{n or '.':>4}" for n in row)


def main():
    data = Path(sys.argv[1])
    corpus, measured = np.load(data / "corpus.npz"), np.load(data / "measured.npz")
    names = [str(name) for name in corpus["languages"]]
    truth, answer = corpus["label"][measured["rows"]], measured["answers"].argmax(1)
    units = [len(set(corpus["unit"][measured["rows"]][truth == k])) for k in range(len(names))]
    matrix = confusion(truth, answer, len(names))
    recalls = matrix.diagonal() / matrix.sum(1)
    text = [
        f"{len(truth)} held-out files of at least 1 KB: **{(truth == answer).mean():.2%}** right; "
        f"mean of the {len(names)} languages' recalls {recalls.mean():.2%}. "
        f"Trained on {int((~corpus['held']).sum())} files.", "",
        *rows(matrix, names, units), "", "The confusion matrix (rows: truth, columns: answer):", "", "```", *drawn(matrix, names), "```",
    ]  # fmt: skip
    before, rest = README.read_text().split(BEGIN)
    README.write_text(before + BEGIN + "\n" + "\n".join(text) + "\n" + END + rest.split(END)[1])
    print(text[0])


if __name__ == "__main__":
    main()
