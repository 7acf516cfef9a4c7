"""One file on its way from a page, in parts that are counted, and the time its reading may take."""

from __future__ import annotations

import base64
import binascii
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from ciwidgets.errors import NotAllowed
from ciwidgets.visit.messages.bring_file import MOST_CHARACTERS
from ciwidgets.words.refusals import refusal

# More than any export of a community's survey; staff bring bigger ones by the command.
MOST_FILE_BYTES = 8_000_000
MOST_SECOND_BYTES = 2_000_000  # a dictionary, or the comments
PART_BYTES = MOST_CHARACTERS // 4 * 3
READING_SECONDS = 45.0


class TookTooLong(BaseException):
    """Reading has gone on too long; no ``except Exception`` on the way may swallow it."""


class Upload:
    """A file as far as it has arrived; its size was told before its first part."""

    def __init__(self, upload_id: str, role: str, name: str, size: int) -> None:
        """Make room for a file.

        Raises:
            NotAllowed: it is empty, or bigger than a page may bring.
        """
        most = MOST_FILE_BYTES if role == "file" else MOST_SECOND_BYTES
        if size > most:
            raise NotAllowed(
                refusal("file_too_big", name=name, size=f"{size / 1e6:,.1f}", most=most // 10**6)
            )
        if size == 0:
            raise NotAllowed(refusal("file_empty", name=name))
        self.upload_id = upload_id
        self.role = role
        self.name = name
        self.size = size
        self._data = bytearray()

    @property
    def parts(self) -> int:
        """How many parts it comes in."""
        return -(-self.size // PART_BYTES)

    @property
    def arrived(self) -> int:
        """How many parts are here; also the number of the next one."""
        return -(-len(self._data) // PART_BYTES)

    @property
    def is_whole(self) -> bool:
        """Whether all of it is here."""
        return len(self._data) == self.size

    def data(self) -> bytes:
        """Return the whole file.

        Raises:
            NotAllowed: part of it is missing.
        """
        if not self.is_whole:
            raise NotAllowed(
                refusal("file_in_parts", arrived=self.arrived, parts=self.parts, name=self.name)
            )
        return bytes(self._data)

    def take(self, number: int, text: str) -> None:
        """Take a part; one that is here already, or comes too early, changes nothing.

        Raises:
            NotAllowed: it is no base64, or not as long as this part must be.
        """
        if number != self.arrived or self.is_whole:
            return
        try:
            part = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            part = b""
        if len(part) != min(PART_BYTES, self.size - len(self._data)):
            raise NotAllowed(refusal("file_not_as_sent", name=self.name))
        self._data += part


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Stop what goes on longer; only the main thread of a system with timers can be stopped.

    Sizes are bounded everywhere; this is for what is slow within its size.

    Raises:
        TookTooLong: when the time is over.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, stop)
    # Again each second, should it come where Python lets nothing through.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
