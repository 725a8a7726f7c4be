"""Duplicated blocks across files, found by hashing windows of normalised lines."""


class DuplicateFinder:
    """Takes files one by one; a block counts as duplicated when at least WINDOW of its lines in a row were seen before.

    Lines are compared without their surrounding and repeated blanks. Empty lines, lone punctuation and imports are
    left out, so that a block is real text. Reading stops at LINE_LIMIT lines in all; the result says so.
    """

    WINDOW = 6
    BASE = 1_000_003
    MODULUS = 2_147_483_629
    PLACE = 1 << 24
    NUMBER_MASK = (1 << 30) - 1
    LINE_LIMIT = 600_000
    IMPORTS = ("import ", "from ", "#include", "use ", "using ", "package ", "require", "export * from", "//", "#", "*", "/*")

    def __init__(self):
        self.files = []
        self.first_seen = {}
        self.groups = {}
        self.lines = 0
        self.duplicated = 0
        self.not_compared = 0

    def add_file(self, path, reader):
        """Reads one file and compares it with everything added before."""
        if self.lines >= self.LINE_LIMIT:
            self.not_compared += 1
            return
        try:
            text = reader.read_text(path)
        except Exception as problem:
            if not str(getattr(problem, "code", "")).startswith("file-"):
                raise
            self.not_compared += 1
            return
        self._compare(path, *self._normalised(text))

    def _normalised(self, text):
        """The numbers of a file's lines that count, and where each of them stands."""
        numbers, places = [], []
        imports, mask = self.IMPORTS, self.NUMBER_MASK
        for place, raw in enumerate(text.split("\n"), 1):
            line = " ".join(raw.split())
            if len(line) > 3 and not line.startswith(imports):
                numbers.append(hash(line) & mask)
                places.append(place)
        return numbers, places

    def _compare(self, path, numbers, places):
        mine = len(self.files)
        self.files.append((path, numbers, places))
        self.lines += len(numbers)
        keys = self._window_keys(numbers)
        seen = self.first_seen
        at = 0
        while at < len(keys):
            key = keys[at]
            if key in seen:
                at += self._matched(divmod(seen[key], self.PLACE), (mine, at))
            else:
                seen[key] = mine * self.PLACE + at
                at += 1

    def _window_keys(self, numbers):
        """A rolling hash of every window; equal windows have equal keys, and a match is compared line by line."""
        base, modulus, window = self.BASE, self.MODULUS, self.WINDOW
        leaving = pow(base, window, modulus)
        keys, key = [], 0
        for at, number in enumerate(numbers):
            key = (key * base + number) % modulus
            if at >= window:
                key = (key - numbers[at - window] * leaving) % modulus
            if at >= window - 1:
                keys.append(key)
        return keys

    def _matched(self, earlier, place):
        """Notes a block whose first window was seen before; returns by how many lines to go on."""
        length = self._common(earlier, *place)
        if length < self.WINDOW:
            return 1
        self.duplicated += length
        self.groups.setdefault((earlier, length), []).append(place)
        return length

    def _common(self, earlier, mine, at):
        """How many lines two places have in common; inside one file only up to where the second begins."""
        other, start = earlier
        theirs, ours = self.files[other][1], self.files[mine][1]
        limit = min(len(theirs) - start, len(ours) - at)
        if other == mine:
            limit = min(limit, at - start)
        length = 0
        while length < limit and theirs[start + length] == ours[at + length]:
            length += 1
        return length

    def _place(self, where, length):
        file, at = where
        path, _, places = self.files[file]
        return {"path": path, "line": places[at], "lastLine": places[at + length - 1]}

    def result(self, keep):
        """The groups that cost most lines, and how much of everything compared is duplicated."""
        worst = sorted(self.groups.items(), key=lambda one: (-one[0][1] * len(one[1]), one[0]))[:keep]
        return {
            "linesCompared": self.lines,
            "linesDuplicated": self.duplicated,
            "filesNotCompared": self.not_compared,
            "groupCount": len(self.groups),
            "groups": [
                {"lines": length, "places": [self._place(where, length) for where in [first, *others][:8]], "count": len(others) + 1}
                for (first, length), others in worst
            ],
        }
