"""The control channel: frames of msgpack over a Unix socket (docs/conductor-protocol.md)."""

import hashlib
import os
import pathlib
import socket
import struct

import msgpack

from . import ed25519

VERSION = 2
MAX_FRAME = 1 << 20
_PURPOSE = b"symphony token holder proof, version 1\0"


class ConductorError(Exception):
    """The host refused something. ``code`` has a page in docs/errors."""

    def __init__(self, code, message):
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class Client:
    """A connection to a host that was let in with a token.

    ``directory`` holds ``control.sock``, ``token.bc`` and ``holder.key``, as ``symphony conductor
    serve`` makes them. For one thread at a time.
    """

    def __init__(self, directory, timeout=60.0):
        place = pathlib.Path(directory)
        token = (place / "token.bc").read_bytes()
        seed = bytes.fromhex((place / "holder.key").read_text("ascii").strip())
        self._calls = 0
        self.batches = []
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(timeout)
        try:
            self._socket.connect(os.fspath(place / "control.sock"))
            self._present(token, seed)
        except BaseException:
            self._socket.close()
            raise

    def _present(self, token, seed):
        welcome, versions, challenge = self._receive()
        if welcome != "welcome" or VERSION not in versions:
            raise ConductorError("conductor-version", f"the host speaks versions {versions}")
        message = _PURPOSE + hashlib.sha256(token).digest() + challenge
        key = "ed25519/" + ed25519.public_key(seed).hex()
        self._send(["present", VERSION, token, key, ed25519.sign(seed, message)])
        answer = self._receive()
        if answer[0] != "admitted":
            raise ConductorError(answer[1], answer[2])
        self.right = answer[2]

    def call(self, operation, *arguments):
        """Calls an operation of the service ``simulation``; every call goes through the gate."""
        self._calls += 1
        self._send(["call", self._calls, operation, list(arguments)])
        answer = self._receive()
        if answer[0] == "returned" and answer[1] == self._calls:
            return answer[2]
        if answer[0] == "failed" and answer[1] == self._calls:
            raise ConductorError(answer[2], answer[3])
        if answer[0] == "refused":
            self._socket.close()
            raise ConductorError(answer[1], answer[2])
        raise ConductorError("conductor-protocol", f"unexpected answer {answer[0]!r}")

    def _send(self, message):
        frame = msgpack.packb(message, use_bin_type=True)
        if len(frame) > MAX_FRAME:
            raise ConductorError("conductor-protocol", "the frame is too long")
        self._socket.sendall(struct.pack(">I", len(frame)) + frame)

    def _receive(self):
        (length,) = struct.unpack(">I", self._read(4))
        if not 1 <= length <= MAX_FRAME:
            raise ConductorError("conductor-protocol", f"a frame of {length} bytes")
        return msgpack.unpackb(self._read(length), raw=False)

    def _read(self, count):
        chunks = bytearray()
        while len(chunks) < count:
            chunk = self._socket.recv(count - len(chunks))
            if not chunk:
                raise ConductorError("conductor-closed", "the host closed the connection")
            chunks += chunk
        return bytes(chunks)

    def close(self):
        """Closes the batches that are open, and ends the connection."""
        try:
            for batch in list(self.batches):
                batch.close()
        except (OSError, ConductorError):
            pass  # the connection is gone: the host has closed them
        self._socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
