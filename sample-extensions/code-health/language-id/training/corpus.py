"""Turns the unpacked packages into DATA/corpus.npz: beginnings of files, labels, and the split.

    /usr/bin/python3 corpus.py DATA

The split is by package (by module, collection or folder inside the few giant ones), never by file. Exact duplicates are
dropped, and so is every held-out file most of whose lines also stand in the training files of its language.
"""

import hashlib
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from labels import label

LENGTH = 4096
TRAIN_FILES, HELD_OUT_FILES = 1800, 500
TRAIN_FILES_PER_UNIT, HELD_OUT_FILES_PER_UNIT = 300, 120
HELD_OUT_SHARE = 0.25
MIN_HELD_OUT_FILES, MAX_HELD_OUT_SHARE = 80, 0.35
KNOWN_LINES_SHARE = 0.6

FAMILIES = {
    "libpython3.11": "cpython", "zabbix-server": "zabbix", "postgis": "postgis", "postgresql-15-postgis": "postgis",
    "libboost": "boost", "php-symfony": "symfony", "scala-": "scala-lang", "flowable": "flowable", "ktor": "ktor",
    "ruby-active": "rails", "ruby-action": "rails", "@angular": "angular", "angular": "angular", "font-awesome": "fontawesome",
    "fortawesome": "fontawesome", "kotlinx": "kotlinx", "circe": "typelevel", "python3-doc": "cpython", "libfmt": "fmt",
    "fmtlib": "fmt", "libprotobuf": "protobuf", "spring": "spring",
}  # fmt: skip
GIANTS = {"jdk/src": 1, "debian/golang-1.19-src": 5, "debian/ansible": 6, "debian/rust-src": 5, "debian/erlang-src": 5, "cpython": 5}


def unit_of(package, path):
    """The piece that goes to one side of the split as a whole: a package, or a folder of a giant one."""
    name = package.split("/", 1)[1]
    family = next((f for start, f in FAMILIES.items() if name.startswith(start)), package)
    depth = GIANTS.get(family, 0)
    folders = path.split("/")[:-1][:depth]
    return "/".join([family, *folders]) if depth else family


def rank(unit):
    """A number in [0, 1) that depends on nothing but the unit's name."""
    return int.from_bytes(hashlib.sha256(unit.encode()).digest()[:6], "big") / 2**48


def files_of(data):
    """Yields (language, unit, sha256, size, beginning) of every labelled text file, in a fixed order."""
    for package in sorted(data.glob("packages/*/*")):
        name = f"{package.parent.name}/{package.name}"
        for folder, folders, names in os.walk(package):
            folders.sort()
            for file in sorted(names):
                path = Path(folder) / file
                if path.is_file() and not path.is_symlink() and 0 < path.stat().st_size < 1_000_000:
                    yield from labelled(name, package, path)


def labelled(name, package, path):
    with open(path, "rb") as file:
        head = file.read(LENGTH)
    relative = str(path.relative_to(package))
    language = label(name, relative, head)
    if language and b"\0" not in head and len(head.strip()) >= 32:
        yield language, unit_of(name, relative), hashlib.sha256(head).digest(), path.stat().st_size, head


def gather(data):
    """Distinct files by language and unit, a limited number of each, chosen by content hash."""
    seen, groups = set(), defaultdict(list)
    for language, unit, digest, size, head in files_of(data):
        if digest not in seen:
            seen.add(digest)
            groups[language, unit].append((digest, size, head))
    return {key: sorted(group)[:TRAIN_FILES_PER_UNIT] for key, group in groups.items()}


def split(groups):
    """The held-out units: those ranked below HELD_OUT_SHARE, and more where a language has too few files."""
    held = {unit for _, unit in groups if rank(unit) < HELD_OUT_SHARE}
    for language in sorted({language for language, _ in groups}):
        units = sorted((unit for lang, unit in groups if lang == language), key=rank)
        large = lambda unit: sum(size >= 1024 for _, size, _ in groups[language, unit])  # noqa: E731
        for unit in units:
            held_files = sum(large(u) for u in units if u in held)
            share = sum(u in held for u in units) / len(units)
            if held_files >= MIN_HELD_OUT_FILES or share >= MAX_HELD_OUT_SHARE:
                break
            held.add(unit)
    return held


def pick(groups, language, units, limit, per_unit):
    """Up to `limit` files of a language, taken from its units in turn."""
    queues = [list(groups[language, unit][:per_unit]) for unit in units]
    chosen = []
    while len(chosen) < limit and any(queues):
        for unit, queue in zip(units, queues):
            if queue and len(chosen) < limit:
                chosen.append((unit, *queue.pop(0)))
    return chosen


def long_lines(head):
    return {line.strip() for line in head.split(b"\n")[:-1] if len(line.strip()) >= 12}


def without_known(held, train):
    """Drops held-out files whose lines are mostly known from training: vendored and generated near-copies."""
    known = set().union(*(long_lines(row[3]) for row in train)) if train else set()
    fresh = []
    for row in held:
        lines = long_lines(row[3])
        if not lines or len(lines & known) <= KNOWN_LINES_SHARE * len(lines):
            fresh.append(row)
    return fresh


def main():
    data = Path(sys.argv[1])
    groups = gather(data)
    held_units = split(groups)
    languages = sorted({language for language, _ in groups})
    rows, counts = [], []
    for index, language in enumerate(languages):
        units = sorted((unit for lang, unit in groups if lang == language), key=rank)
        train = pick(groups, language, [u for u in units if u not in held_units], TRAIN_FILES, TRAIN_FILES_PER_UNIT)
        unknown = pick(groups, language, [u for u in units if u in held_units], HELD_OUT_FILES, HELD_OUT_FILES_PER_UNIT)
        held = without_known(unknown, train)
        rows += [(index, False, row) for row in train] + [(index, True, row) for row in held]
        counts.append((language, len(train), len(held), len({r[0] for r in train}), len({r[0] for r in held})))
        print(*counts[-1], flush=True)
    save(data, languages, rows)


def save(data, languages, rows):
    texts = np.zeros((len(rows), LENGTH), np.uint8)
    for i, (_, _, row) in enumerate(rows):
        texts[i, : len(row[3])] = np.frombuffer(row[3], np.uint8)
    np.savez(
        data / "corpus.npz", texts=texts, languages=np.array(languages), label=np.array([r[0] for r in rows], np.int16),
        held=np.array([r[1] for r in rows]), size=np.array([r[2][2] for r in rows], np.int32),
        unit=np.array([r[2][0] for r in rows]),
    )  # fmt: skip
    print("files:", len(rows), dict(Counter(bool(r[1]) for r in rows)))


if __name__ == "__main__":
    main()
