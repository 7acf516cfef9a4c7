"""The template's end of a line: what is said on it is read with care, and nothing ever blocks."""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from ciwidgets.serving.kernel_child import Request

_AT_ONCE = 65536
_STREAMS = 2
# A request holds an environment, and Linux starts no program with more than 6 MB of that.
_LONGEST_MESSAGE = 8 * 1024 * 1024


class Misunderstood(ValueError):
    """Something said on a line that is neither a request nor a signal, in words."""


@dataclass(eq=False, slots=True)
class Line:
    """The connection of one kernel, from its request to its end."""

    connection: socket.socket
    heard: bytearray = field(default_factory=bytearray)
    files: list[int] = field(default_factory=list)
    pid: int = 0

    def hear(self) -> bool:
        """Take in what has been said; False when the other end has gone, or says too much."""
        try:
            # A kernel shares the socket until it is ready, and may have changed how it waits.
            data, files, *_ = socket.recv_fds(
                self.connection, _AT_ONCE, _STREAMS, socket.MSG_DONTWAIT
            )
        except BlockingIOError:
            return True
        except OSError:
            return False
        self.files += files
        self.heard += data
        return (
            bool(data)
            and len(self.files) <= _STREAMS
            and (len(self.heard) <= _LONGEST_MESSAGE or b"\n" in self.heard)
        )

    def message(self) -> Request | int | None:
        """Return the next request or signal; None while there is no whole one.

        Raises:
            Misunderstood: when the next message is neither; it is not read again.
        """
        end = self.heard.find(b"\n")
        if end < 0:
            return None
        text = bytes(self.heard[:end])
        del self.heard[: end + 1]
        try:
            return _read(json.loads(text))
        except (ValueError, TypeError, RecursionError) as error:
            raise Misunderstood(
                f"its template process could not read what it was asked ({error})"
            ) from error

    def say(self, **what: object) -> None:
        """Tell the other end, if it is still there and reads what it is told."""
        # What is left of a message that does not fit would spoil the next: they are tiny, and
        # Linux takes a whole one or nothing.
        with suppress(OSError):
            self.connection.send(json.dumps(what).encode() + b"\n", socket.MSG_DONTWAIT)

    def has_streams(self) -> bool:
        """Say whether what a kernel is to print to has come."""
        return len(self.files) == _STREAMS

    def let_go_of_files(self) -> None:
        """Close what a kernel prints to."""
        while self.files:
            with suppress(OSError):  # a full disk is told to whoever closes a file on it
                os.close(self.files.pop())

    def close(self) -> None:
        """Let go of the connection and of what came with it."""
        with suppress(OSError):
            self.connection.close()
        self.let_go_of_files()


def _read(said: Any) -> Request | int:
    if not isinstance(said, dict):
        raise TypeError("it is no object")
    if "signal" in said:
        number = said["signal"]
        if type(number) is not int or not 0 <= number < 65:  # Linux has no other
            raise ValueError("it names no signal")
        return number
    request = Request(**said)
    words = [request.cwd, *request.interpreter, *request.arguments]
    words += [*request.env.keys(), *request.env.values()] if isinstance(request.env, dict) else [0]
    if not all(isinstance(word, str) and "\0" not in word for word in words):
        raise ValueError("it holds something else than words")
    return request
