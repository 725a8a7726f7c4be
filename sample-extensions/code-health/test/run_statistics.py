"""Runs the operator statistics as the host would: input as JSON on standard input, files below the folder in argv[1]."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "statistics"))

import main  # noqa: E402  (the extension's folder has to be on the path first)


class NotText(Exception):
    code = "file-not-text"


class Files:
    def read_text(self, path):
        try:
            return (Path(sys.argv[1]) / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise NotText(path) from None


class Caps:
    files = Files()


json.dump(main.run(json.load(sys.stdin), Caps()), sys.stdout)
