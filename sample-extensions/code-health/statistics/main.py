"""Statistics over measured files: input {files, skipped} as `metrics` returns it."""

from blocks import DuplicateFinder
from distribution import distribution, outliers

OUTLIERS_KEPT = 10
FUNCTIONS_KEPT = 15
NOTES_KEPT = 10
DUPLICATES_KEPT = 20

SUMMED = ("bytes", "lines", "code", "comment", "blank", "functions", "noteCount")
NOT_COMPARED = frozenset(["binary", "empty", "json", "markdown", "text", "xml", "html", "yaml", "toml", "css"])


def run(input, caps):
    """Returns totals, languages, distributions, outliers, the longest functions, notes and duplicates."""
    files = input["files"]
    return {
        "totals": totals(files, input.get("skipped", [])),
        "languages": languages(files),
        "distributions": distributions(files),
        "outliers": outliers_of(files),
        "functions": longest_functions(files),
        "notes": notes(files),
        "duplicates": duplicates(files, caps.files),
    }


def totals(files, skipped):
    sums = {key: sum(file[key] for file in files) for key in SUMMED}
    return {"files": len(files), "skipped": len(skipped), **sums}


def languages(files):
    """One row per language, the one with the most lines first."""
    rows = {}
    for file in files:
        row = rows.setdefault(file["language"], {"language": file["language"], "files": 0, "lines": 0, "code": 0, "functions": 0})
        row["files"] += 1
        for key in ("lines", "code", "functions"):
            row[key] += file[key]
    return sorted(rows.values(), key=lambda row: (-row["lines"], row["language"]))


def texts(files):
    return [file for file in files if file["language"] not in ("binary", "empty")]


def distributions(files):
    """How lines per file, function lengths and complexity per function are spread."""
    text = texts(files)
    with_functions = [file for file in text if file["functions"] > 0]
    return {
        "lines": distribution([file["lines"] for file in text]),
        "longestFunction": distribution([file["longest"][0]["length"] for file in with_functions]),
        "complexity": distribution([file["complexity"] / file["functions"] for file in with_functions]),
        "depth": distribution([file["depth"] for file in with_functions]),
    }


def outliers_of(files):
    """Files far longer than the rest of their own language."""
    by_language = {}
    for file in texts(files):
        by_language.setdefault(file["language"], []).append(file)
    found = []
    for language, members in by_language.items():
        found += [
            {"path": file["path"], "language": language, "lines": file["lines"], "limit": limit}
            for file, limit in outliers(members, "lines")
        ]
    return sorted(found, key=lambda one: (-one["lines"] / one["limit"], one["path"]))[:OUTLIERS_KEPT]


def longest_functions(files):
    found = [{"path": file["path"], **function} for file in files for function in file["longest"]]
    return sorted(found, key=lambda one: (-one["length"], one["path"], one["line"]))[:FUNCTIONS_KEPT]


def notes(files):
    return [{"path": file["path"], **note} for file in files for note in file["notes"]][:NOTES_KEPT]


def duplicates(files, reader):
    """Blocks of six and more equal lines that stand in several places."""
    finder = DuplicateFinder()
    for file in files:
        if file["language"] not in NOT_COMPARED and file["code"] >= DuplicateFinder.WINDOW:
            finder.add_file(file["path"], reader)
    return finder.result(DUPLICATES_KEPT)
