import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import main  # noqa: E402  (the extension's folder has to be on the path first)
from blocks import DuplicateFinder  # noqa: E402
from distribution import distribution, outliers, percentile  # noqa: E402


class CapabilityError(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Files:
    """A scripted `files` service: texts by path; an exception in place of a text is raised."""

    def __init__(self, texts):
        self.texts = texts

    def read_text(self, path):
        text = self.texts[path]
        if isinstance(text, Exception):
            raise text
        return text


class Caps:
    def __init__(self, texts):
        self.files = Files(texts)


def block(name, count):
    return [f"call_{name}({number});" for number in range(count)]


def measured(path, text, language="java"):
    lines = text.count("\n")
    longest = [{"name": "f", "line": 1, "length": lines, "depth": 1, "complexity": 2}] if language == "java" else []
    return {"path": path, "language": language, "bytes": len(text), "lines": lines, "code": lines, "comment": 0, "blank": 0,
            "functions": len(longest), "complexity": 2, "depth": 1, "longest": longest, "notes": [], "noteCount": 0}  # fmt: skip


def duplicates_of(texts):
    finder = DuplicateFinder()
    for path in texts:
        finder.add_file(path, Files(texts))
    return finder.result(20)


class Distributions(unittest.TestCase):
    def test_percentiles_agree_with_the_definition(self):
        self.assertEqual([percentile([1, 2, 3, 4, 5], p) for p in (0, 50, 75, 100)], [1, 3, 4, 5])
        self.assertEqual(percentile([7], 99), 7)

    def test_nothing_has_no_distribution(self):
        self.assertEqual(distribution([]), {"count": 0})

    def test_the_histogram_counts_every_value_once(self):
        values = [0, 0, 1, 2, 3, 4, 7, 8, 100, 2.5, 7.9]
        bins = distribution(values)["histogram"]
        self.assertEqual(sum(one["count"] for one in bins), len(values))
        self.assertEqual(bins[2], {"from": 2, "to": 3, "count": 3})

    def test_a_value_far_outside_is_an_outlier_and_small_groups_have_none(self):
        group = [{"lines": 10 + number} for number in range(20)] + [{"lines": 900}]
        self.assertEqual([member["lines"] for member, _ in outliers(group, "lines")], [900])
        self.assertEqual(outliers(group[-3:], "lines"), [])


class Duplicates(unittest.TestCase):
    def test_a_block_in_two_files_is_found_with_its_lines(self):
        shared = block("shared", 8)
        texts = {"a": "\n".join(["start_a();", *shared, "end_a();"]), "b": "\n".join(["", "start_b();", *shared, "end_b();"])}
        result = duplicates_of(texts)
        self.assertEqual(result["linesDuplicated"], 8)
        self.assertEqual(result["groups"], [{"lines": 8, "count": 2, "places": [
            {"path": "a", "line": 2, "lastLine": 9}, {"path": "b", "line": 3, "lastLine": 10}]}])  # fmt: skip

    def test_blanks_do_not_hide_a_duplicate(self):
        shared = block("shared", 6)
        texts = {"a": "\n".join(shared), "b": "\n\n".join("\t  " + line.replace("(", "( ").replace("( ", "(") + "  " for line in shared)}
        self.assertEqual(duplicates_of(texts)["linesDuplicated"], 6)

    def test_five_lines_are_too_few(self):
        shared = block("shared", 5)
        self.assertEqual(duplicates_of({"a": "\n".join(shared), "b": "\n".join(shared)})["groupCount"], 0)

    def test_three_copies_are_one_group(self):
        text = "\n".join(block("shared", 7))
        (group,) = duplicates_of({"a": text, "b": text, "c": text})["groups"]
        self.assertEqual(group["count"], 3)

    def test_a_block_twice_in_one_file_is_found(self):
        shared = block("shared", 6)
        result = duplicates_of({"a": "\n".join([*shared, "between_them();", *shared])})
        self.assertEqual([place["line"] for place in result["groups"][0]["places"]], [1, 8])

    def test_the_same_line_over_and_over_does_not_overlap_with_itself(self):
        result = duplicates_of({"a": "same_line();\n" * 30})
        self.assertLessEqual(result["linesDuplicated"], 24)

    def test_different_lines_with_equal_keys_are_not_taken_for_duplicates(self):
        class Weak(DuplicateFinder):
            MODULUS = 1

        finder = Weak()
        texts = {"a": "\n".join(block("one", 9)), "b": "\n".join(block("two", 9))}
        for path in texts:
            finder.add_file(path, Files(texts))
        self.assertEqual(finder.result(9)["groupCount"], 0)

    def test_a_file_that_is_no_text_is_counted_and_passed_over(self):
        self.assertEqual(duplicates_of({"a": CapabilityError("file-not-text")})["filesNotCompared"], 1)

    def test_a_file_that_has_gone_is_counted_and_passed_over(self):
        self.assertEqual(duplicates_of({"a": CapabilityError("file-not-found")})["filesNotCompared"], 1)

    def test_a_refusal_is_not_swallowed(self):
        with self.assertRaises(CapabilityError):
            duplicates_of({"a": CapabilityError("denied-revoked")})


class Whole(unittest.TestCase):
    def test_totals_and_languages_add_up(self):
        texts = {"A.java": "\n".join(block("a", 9)) + "\n", "B.java": "\n".join(block("b", 3)) + "\n", "c.json": "{}\n"}
        files = [measured(path, text, "json" if path.endswith("json") else "java") for path, text in texts.items()]
        result = main.run({"files": files, "skipped": [{"path": "x", "reason": "large"}]}, Caps(texts))
        self.assertEqual((result["totals"]["files"], result["totals"]["lines"], result["totals"]["skipped"]), (3, 13, 1))
        self.assertEqual([(row["language"], row["lines"]) for row in result["languages"]], [("java", 12), ("json", 1)])
        self.assertEqual(result["functions"][0]["path"], "A.java")

    def test_data_files_are_not_compared(self):
        text = "\n".join(block("same", 9)) + "\n"
        texts = {"a.json": text, "b.json": text}
        result = main.run({"files": [measured(path, text, "json") for path in texts]}, Caps(texts))
        self.assertEqual(result["duplicates"]["linesCompared"], 0)

    def test_an_empty_tree_has_statistics_too(self):
        result = main.run({"files": [], "skipped": []}, Caps({}))
        self.assertEqual((result["totals"]["files"], result["distributions"]["lines"]), (0, {"count": 0}))


if __name__ == "__main__":
    unittest.main()
