"""Which language a file of a package is written in, told by its first line if that names an interpreter, else by its name."""

from pathlib import PurePosixPath

BY_SUFFIX = {
    "java": "java", "kt": "kotlin", "kts": "kotlin", "scala": "scala", "clj": "clojure", "cljs": "clojure",
    "cljc": "clojure", "js": "javascript", "mjs": "javascript", "cjs": "javascript", "jsx": "javascript",
    "ts": "typescript", "tsx": "typescript", "mts": "typescript", "cts": "typescript", "py": "python", "pyi": "python",
    "c": "c", "cpp": "cpp", "cc": "cpp", "cxx": "cpp", "hpp": "cpp", "hh": "cpp", "hxx": "cpp", "cs": "csharp",
    "go": "go", "rs": "rust", "rb": "ruby", "gemspec": "ruby", "pl": "perl", "pm": "perl", "php": "php", "lua": "lua",
    "hs": "haskell", "erl": "erlang", "hrl": "erlang", "sh": "shell", "bash": "shell", "css": "css", "html": "html",
    "htm": "html", "xml": "xml", "svg": "xml", "xsl": "xml", "xsd": "xml", "pom": "xml", "gir": "xml", "ui": "xml",
    "json": "json", "yml": "yaml", "yaml": "yaml", "toml": "toml", "md": "markdown", "markdown": "markdown", "sql": "sql",
    "mk": "makefile",
}  # fmt: skip
BY_NAME = {
    "Makefile": "makefile", "GNUmakefile": "makefile", "Makefile.in": "makefile", "Makefile.am": "makefile",
    "Rakefile": "ruby", "Gemfile": "ruby", "Cargo.lock": "toml", "LICENSE": "text", "LICENSE.txt": "text",
    "COPYING": "text", "NOTICE": "text", "copyright": "text", "ChangeLog": "text", "NEWS": "text", "AUTHORS": "text",
    "THANKS": "text", "README.txt": "text",
}  # fmt: skip
C_HEADERS = ("linux-headers", "libc6-dev", "erlang-src", "debian-source/")
CPP_HEADERS = (
    "catch2", "googletest", "libeigen3-dev", "libfmt-dev", "rapidjson-dev", "libspdlog-dev", "libabsl-dev",
    "libprotobuf-dev", "qtbase5-dev", "libwxgtk3.2-dev", "libtbb-dev", "debian-source/leveldb", "debian-source/re2",
    "debian-source/snappy", "debian-source/tinyxml2", "debian-source/yaml-cpp", "debian-source/fmtlib",
    "debian-source/ninja-build", "debian-source/cppcheck", "debian-source/clucene-core", "debian-source/protobuf",
    "debian-source/pugixml",
)  # fmt: skip
SHELLS = (b"sh", b"bash", b"dash", b"ash", b"zsh", b"ksh")


def label(package, path, head):
    """The language of one file, or an empty string when its name does not tell."""
    name = PurePosixPath(path).name
    suffix = name.rsplit(".", 1)[-1] if "." in name[1:] else ""
    if name in BY_NAME:
        return BY_NAME[name]
    if suffix == "h":
        return header_label(package)
    found = script_label(head) or BY_SUFFIX.get(suffix, "")
    return "" if found == "typescript" and head.lstrip()[:1] == b"<" else found


def header_label(package):
    if any(part in package for part in CPP_HEADERS):
        return "cpp"
    return "c" if any(part in package for part in C_HEADERS) else ""


def script_label(head):
    """The language a #! line names."""
    if not head.startswith(b"#!"):
        return ""
    words = head.split(b"\n", 1)[0][2:].split()
    program = words[0].rsplit(b"/", 1)[-1] if words else b""
    if program == b"env" and len(words) > 1:
        program = words[1]
    if b"node" in program:
        return "javascript"
    if program in SHELLS:
        return "shell"
    for known in ("perl", "python", "ruby", "lua", "php"):
        if program.startswith(known.encode()):
            return known
    return ""
