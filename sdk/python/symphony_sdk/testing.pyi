import builtins
import typing

from symphony_sdk import Capabilities
from symphony_sdk import CapabilityError as CapabilityError

class as_:
    def __init__(self, service: str, script: typing.Any = ...) -> None: ...

class Scripted:
    caps: Capabilities
    calls: builtins.list[builtins.tuple[str, builtins.tuple[typing.Any, ...]]]
    def __getattr__(self, binding: str) -> typing.Any: ...

def scripted(**script: typing.Any) -> Scripted: ...
