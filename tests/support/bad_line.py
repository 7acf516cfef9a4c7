"""A network between a browser and a server, which a test cuts, fills up and mends."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

_AT_ONCE = 65536


class BadLine:
    """Listens on a port of its own and passes everything on to another, while it may.

    Swallowed bytes are not lost but late, as TCP would have them once the network is back.
    """

    def __init__(self, port: int) -> None:
        """Listen, and pass on to a port of this machine."""
        self._to = port
        self._pass = threading.Event()
        self._pass.set()
        self._is_cut = False
        self._sign = b""
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/"

    def __enter__(self) -> Self:
        """Begin to listen."""
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close everything."""
        self._listener.close()
        self.cut()

    def cut(self) -> None:
        """Break every connection, and refuse each new one until it is mended."""
        self._is_cut = True
        self._pass.set()
        for one in list(self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def cut_at(self, sign: bytes) -> None:
        """Break every connection as soon as these bytes are to pass, and go on being cut."""
        self._sign = sign

    def swallow(self) -> None:
        """Say nothing more to either end, and close nothing."""
        self._pass.clear()

    def mend(self) -> None:
        """Pass on what waits, and whatever comes."""
        self._is_cut = False
        self._sign = b""
        self._pass.set()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self._is_cut:
                near.close()
                continue
            threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near: socket.socket) -> None:
        self._pass.wait()
        try:
            far = socket.create_connection(("127.0.0.1", self._to))
        except OSError:
            near.close()
            return
        self._open |= {near, far}
        back = threading.Thread(target=self._carry, args=(far, near), daemon=True)
        back.start()
        self._carry(near, far)
        back.join()
        self._open -= {near, far}
        near.close()
        far.close()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(_AT_ONCE):
                self._pass.wait()
                if self._sign and self._sign in data:
                    other.sendall(data.partition(self._sign)[0])
                    self.cut()
                    return
                other.sendall(data)
        self._pass.wait()  # a goodbye is swallowed like anything else
        for each in (one, other):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
