"""Answers the panel: {action: "add", text} and {action: "list"} both become {notes: [{text, at}]}."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from symphony_sdk import Capabilities


def run(input: dict, caps: "Capabilities") -> dict:
    action = (input or {}).get("action")
    if action == "add":
        add(input.get("text"), caps)
    elif action != "list":
        raise TypeError("input.action must be 'add' or 'list'")
    return {"notes": [caps.kv.get(key) for key in caps.kv.list("notes/")]}


def add(text, caps: "Capabilities") -> None:
    if not isinstance(text, str) or not text.strip():
        raise TypeError("input.text must be a text")
    at = caps.clock.now()
    caps.kv.put(f"notes/{at}", {"text": text.strip(), "at": at})
