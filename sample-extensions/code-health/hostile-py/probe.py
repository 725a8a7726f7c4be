"""Runs attempts and judges them: one counts as stopped only when none of its routes brought what it wanted."""

DETAIL_LENGTH = 160


def try_all(attempts, caps):
    """Each attempt is (name, routes); a route returns the evidence that it worked, or None, or raises."""
    return [{"attempt": name, **try_routes(routes, caps)} for name, routes in attempts]


def try_routes(routes, caps):
    walls = []
    for route in routes:
        try:
            evidence = route(caps)
        except BaseException as wall:  # an attacker swallows everything, SystemExit and host errors too
            walls.append((str(getattr(wall, "code", None) or type(wall).__name__), str(wall)))
            continue
        if evidence is not None:
            return {"stopped": False, "by": "", "detail": short(f"got {evidence}")}
        walls.append(("nothing there", "nothing came back"))
    names = list(dict.fromkeys(name for name, _ in walls))
    return {"stopped": True, "by": ", ".join(names), "detail": short(f"{len(walls)} ways tried; last: {walls[-1][1]}")}


def short(text):
    return text if len(text) <= DETAIL_LENGTH else text[: DETAIL_LENGTH - 1] + "…"


def passwd(content):
    """The evidence when a text or bytes are the account file of a Unix machine."""
    text = bytes(content).decode("latin-1") if not isinstance(content, str) else content
    accounts = any(line.startswith("root:") and ":0:" in line for line in text.split("\n"))
    return "the accounts of the machine" if accounts else None
