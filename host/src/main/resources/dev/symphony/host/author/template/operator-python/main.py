"""Counts the lines of the text files that a pattern matches: {pattern} becomes {files, lines, skipped}."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from symphony_sdk import Capabilities, CapabilityError


def run(input: dict, caps: "Capabilities") -> dict:
    found = caps.files.list((input or {}).get("pattern", "**"))
    lines = 0
    skipped = 0
    for file in found:
        try:
            lines += len(caps.files.read_text(file["path"]).splitlines())
        except CapabilityError as error:
            if error.code != "file-not-text":
                raise
            caps.log.warn(f"{file['path']} is not text")
            skipped += 1
    return {"files": len(found), "lines": lines, "skipped": skipped}
