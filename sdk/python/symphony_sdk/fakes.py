"""The services as the harness plays them: each takes its part of the script, and gives what the test can look at or
steer, and the operations. They use little but the language itself, since they run within a sandbox too."""

import builtins
import copy
import datetime
import re

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def _error(message, code):
    return builtins.CapabilityError(message, code)


def _data(script):
    return {key: value for key, value in (script or {}).items() if not callable(value)}


def _octets(content):
    return content.encode() if isinstance(content, str) else bytes(content)


def _files(script):
    contents = {path: _octets(content) for path, content in _data(script).items()}

    def read(path):
        if path not in contents:
            raise _error(f"there is no file '{path}'", "file-not-found")
        return contents[path]

    def read_text(path):
        try:
            return read(path).decode()
        except UnicodeDecodeError:
            raise _error(f"'{path}' is not UTF-8 text", "file-not-text") from None

    def stat(path):
        return {"path": path, "size": len(read(path))}

    def listed(pattern):
        return [stat(path) for path in sorted(contents) if matches(pattern, path)]

    return contents, {"list": listed, "read": read, "read_text": read_text, "stat": stat}


class Artifact:
    """An artifact that was put: name, media_type, content, digest, size."""

    def __init__(self, name, media_type, content, digest):
        self.name = name
        self.media_type = media_type
        self.content = content
        self.digest = digest
        self.size = len(_octets(content))


def _artifacts(script):
    import hashlib

    kept = []

    def put(name, media_type, content):
        if not isinstance(content, (str, bytes, bytearray)):
            raise _error("the content has to be text or bytes", "argument-type")
        digest = "sha256:" + hashlib.sha256(_octets(content)).hexdigest()
        kept.append(Artifact(name, media_type, content, digest))
        return {"digest": digest, "size": kept[-1].size}

    def get(digest):
        for artifact in kept:
            if artifact.digest == digest:
                return _octets(artifact.content)
        raise _error("there is no artifact with this digest", "artifact-unknown")

    return kept, {"put": put, "get": get}


def _log(script):
    lines = []

    def level(name):
        return lambda message: lines.append((name, message))

    return lines, {name: level(name) for name in ("debug", "info", "warn", "error")}


class Clock:
    """A clock that stands still until the test moves it."""

    def __init__(self, time):
        self.set(time)

    def set(self, time):
        """To a number of milliseconds since 1970, or ISO 8601 text."""
        if isinstance(time, str):
            parsed = datetime.datetime.fromisoformat(time.replace("Z", "+00:00"))
            time = (parsed - _EPOCH) // datetime.timedelta(milliseconds=1)
        self.millis = time

    def advance(self, millis):
        """Moves it on."""
        self.millis += millis

    def now(self):
        """The time as the service tells it."""
        moment = _EPOCH + datetime.timedelta(milliseconds=self.millis)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _clock(script):
    clock = Clock(script if isinstance(script, (int, str)) else "2026-01-01T00:00:00Z")
    return clock, {"now": clock.now, "millis": lambda: clock.millis}


def _random(script):
    state = [(script if isinstance(script, int) else 1) & 0xFFFFFFFF]

    def uniform():
        # The same numbers as in the JavaScript harness.
        state[0] = (state[0] + 0x6D2B79F5) & 0xFFFFFFFF
        mixed = ((state[0] ^ (state[0] >> 15)) * (state[0] | 1)) & 0xFFFFFFFF
        mixed ^= (mixed + (((mixed ^ (mixed >> 7)) * (mixed | 61)) & 0xFFFFFFFF)) & 0xFFFFFFFF
        return (mixed ^ (mixed >> 14)) / 4294967296

    def some_bytes(count):
        if count < 0 or count > 65536:
            raise _error("count is from 0 to 65536", "argument-range")
        return bytes(int(uniform() * 256) for _ in range(int(count)))

    return None, {"bytes": some_bytes, "uniform": uniform}


def _kv(script):
    values = _data(script)

    def put(key, value):
        values[key] = copy.deepcopy(value)

    def delete(key):
        values.pop(key, None)

    return values, {
        "get": lambda key: copy.deepcopy(values.get(key)),
        "put": put,
        "delete": delete,
        "list": lambda prefix: sorted(key for key in values if key.startswith(prefix)),
    }


def _models(script):
    def infer(model, inputs):
        if callable(script):
            return script(model, inputs)
        if model not in (script or {}):
            raise _error("there is no such model", "model-unknown")
        return script[model](inputs)

    return None, {"infer": infer}


def _extensions(script):
    def invoke(name, value):
        if name not in (script or {}):
            raise _error(f"there is no extension '{name}' here", "extension-unknown")
        return script[name](value) if callable(script[name]) else copy.deepcopy(script[name])

    return None, {"invoke": invoke}


def _conductor(script):
    given, rewards = [], {}

    def advise(choice, options, features):
        option = script(choice, options, features) if callable(script) else script or options[0]
        if option not in options:
            raise _error(f"'{option}' is no option here", "argument-range")
        given.append(option)
        return {"decision": len(given), "option": option, "policy": "fake-1"}

    def feedback(choice, decision, reward):
        if not 0 <= reward <= 1:
            raise _error("a reward is 0 to 1", "argument-range")
        if not 1 <= decision <= len(given) or decision in rewards:
            raise _error("there is no such advice", "conductor-unknown-decision")
        rewards[decision] = reward

    def score(choice):
        heard = {option: [] for option in given}
        for decision, reward in rewards.items():
            heard[given[decision - 1]].append(reward)
        return [
            {"option": o, "calls": len(r), "reward": sum(r) / max(1, len(r)), "player": True}
            for o, r in heard.items()
        ]

    return rewards, {"advise": advise, "feedback": feedback, "score": score}


def _permissions(script):
    def request(right, span, reason):
        granted = script(right, span, reason) if callable(script) else right if right in (script or ()) else None
        if not granted:
            raise _error("nobody agreed to it", "permission-refused")
        return granted

    return None, {"request": request}


def _http(script):
    def request(asked):
        target = f"{asked.get('method') or 'GET'} {asked['url']}"
        if callable(script):
            answer = script(asked)
        elif target in (script or {}):
            answer = script[target]
        else:
            raise _error(f"no answer for {target}", "http-failed")
        return {"status": 200, "headers": {}, **answer, "body": _octets(answer.get("body", ""))}

    return None, {"request": request}


# By service: script -> (what the test can look at or steer, operations).
FAKES = {
    "files": _files,
    "artifacts": _artifacts,
    "log": _log,
    "clock": _clock,
    "random": _random,
    "kv": _kv,
    "models": _models,
    "extensions": _extensions,
    "http": _http,
    "conductor": _conductor,
    "permissions": _permissions,
}


def matches(pattern, path):
    """Whether a glob matches: * and ? stay within a segment, ** as a whole segment stands for any number of them."""
    return _match(pattern.split("/"), path.split("/"))


def _match(parts, names):
    if not parts:
        return not names
    if parts[0] == "**":
        return _match(parts[1:], names) or (bool(names) and _match(parts, names[1:]))
    if not names:
        return False
    segment = re.escape(parts[0]).replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
    return re.fullmatch(segment, names[0], re.DOTALL) is not None and _match(parts[1:], names[1:])
