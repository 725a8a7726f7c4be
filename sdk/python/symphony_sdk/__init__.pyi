# Generated from the declarations of the services. A test of the host tells when it is out of date.
import builtins
import typing

from typing_extensions import NotRequired

# A value that can cross the gate, as an argument or as a result.
Value = typing.Union[
    None,
    builtins.bool,
    builtins.int,
    builtins.float,
    builtins.str,
    builtins.bytes,
    builtins.list[typing.Any],
    builtins.dict[builtins.str, typing.Any],
]

class CapabilityError(Exception):
    """What a call raises that was refused (denied-...) or that failed. Every code has a page in docs/errors."""

    code: builtins.str
    def __init__(self, message: builtins.str = ..., code: builtins.str = ...) -> None: ...

class Advice(typing.TypedDict):
    decision: builtins.int
    option: builtins.str
    policy: builtins.str

class FileEntry(typing.TypedDict):
    path: builtins.str
    size: builtins.int

class HttpAnswer(typing.TypedDict):
    status: builtins.int
    headers: builtins.dict[builtins.str, builtins.str]
    body: builtins.bytes
    location: NotRequired[builtins.str]

class HttpRequest(typing.TypedDict):
    method: NotRequired[builtins.str]
    url: builtins.str
    headers: NotRequired[builtins.dict[builtins.str, builtins.str]]
    body: NotRequired[Value]

class OptionScore(typing.TypedDict):
    option: builtins.str
    calls: builtins.int
    reward: builtins.float
    player: builtins.bool

class StoredArtifact(typing.TypedDict):
    digest: builtins.str
    size: builtins.int

class Tensor(typing.TypedDict):
    type: builtins.str
    shape: builtins.list[builtins.int]
    data: builtins.bytes

class Files(typing.Protocol):
    """Reads the files below one directory."""

    def list(self, pattern: builtins.str, /) -> builtins.list[FileEntry]:
        """Lists the files whose path a glob matches, sorted by path."""
    def read(self, path: builtins.str, /) -> builtins.bytes:
        """Reads a file as bytes."""
    def read_text(self, path: builtins.str, /) -> builtins.str:
        """Reads a file as text; it has to be well-formed UTF-8."""
    def stat(self, path: builtins.str, /) -> FileEntry:
        """Tells the size of a file."""

class Artifacts(typing.Protocol):
    """Keeps what extensions make, under its digest."""

    def put(self, name: builtins.str, media_type: builtins.str, content: Value, /) -> StoredArtifact:
        """Keeps text or bytes, and answers with their digest and size."""
    def get(self, digest: builtins.str, /) -> builtins.bytes:
        """Gets the bytes with a digest."""

class Log(typing.Protocol):
    """Writes lines to the log of the host."""

    def debug(self, message: builtins.str, /) -> None:
        """Logs what helps to find a fault."""
    def info(self, message: builtins.str, /) -> None:
        """Logs what happened as it should."""
    def warn(self, message: builtins.str, /) -> None:
        """Logs what somebody should look at."""
    def error(self, message: builtins.str, /) -> None:
        """Logs what went wrong."""

class Clock(typing.Protocol):
    """Tells the time."""

    def now(self) -> builtins.str:
        """Tells the time in UTC as ISO 8601 text with milliseconds."""
    def millis(self) -> builtins.int:
        """Tells the milliseconds since 1970 began in UTC."""

class Random(typing.Protocol):
    """Gives random bytes and numbers."""

    def bytes(self, count: builtins.int, /) -> builtins.bytes:
        """Gives up to 65,536 random bytes."""
    def uniform(self) -> builtins.float:
        """Gives a random number from 0, and less than 1."""

class Kv(typing.Protocol):
    """Keeps values from one run to the next."""

    def get(self, key: builtins.str, /) -> typing.Optional[Value]:
        """Gets the value at a key, or null when there is none."""
    def put(self, key: builtins.str, value: Value, /) -> None:
        """Keeps a value at a key, in place of the one before."""
    def delete(self, key: builtins.str, /) -> None:
        """Removes the value at a key, if there is one."""
    def list(self, prefix: builtins.str, /) -> builtins.list[builtins.str]:
        """Lists the keys that start with a prefix, sorted."""

class Models(typing.Protocol):
    """Runs machine-learning models in ONNX form."""

    def infer(self, model: builtins.str, inputs: builtins.dict[builtins.str, Tensor], /) -> builtins.dict[builtins.str, Tensor]:
        """Runs a model on named tensors, and answers with its outputs."""

class Extensions(typing.Protocol):
    """Calls other extensions."""

    def invoke(self, name: builtins.str, input: Value, /) -> Value:
        """Runs another extension on an input, and gives its result."""

class Http(typing.Protocol):
    """Sends requests to servers that the right names."""

    def request(self, request: HttpRequest, /) -> HttpAnswer:
        """Sends a request, and gives the answer of the server."""

class Conductor(typing.Protocol):
    """Advises which variant to use, and learns from what came of it."""

    def advise(self, choice: builtins.str, options: builtins.list[builtins.str], features: builtins.list[builtins.float], /) -> Advice:
        """Advises which of several options to use for a task."""
    def feedback(self, choice: builtins.str, decision: builtins.int, reward: builtins.float, /) -> None:
        """Tells what came of an advice: a reward from 0 to 1."""
    def score(self, choice: builtins.str, /) -> builtins.list[OptionScore]:
        """Gives what is known of the options of a choice."""

class Permissions(typing.Protocol):
    """Asks for rights, and lends them, while an extension runs."""

    def request(self, right: builtins.str, span: builtins.str, reason: builtins.str, /) -> builtins.str:
        """Asks for a right, and gives what was granted of it."""
    def lend(self, right: builtins.str, name: builtins.str, /) -> builtins.str:
        """Lends a right to an extension, whenever it is called."""

class Capabilities(typing.Protocol):
    """All that a guest can reach. What was not granted is there too, and is refused."""

    @property
    def files(self) -> Files: ...
    @property
    def artifacts(self) -> Artifacts: ...
    @property
    def log(self) -> Log: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def random(self) -> Random: ...
    @property
    def kv(self) -> Kv: ...
    @property
    def models(self) -> Models: ...
    @property
    def extensions(self) -> Extensions: ...
    @property
    def http(self) -> Http: ...
    @property
    def conductor(self) -> Conductor: ...
    @property
    def permissions(self) -> Permissions: ...
