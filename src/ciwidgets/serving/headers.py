"""What every answer carries, and the names this server answers to."""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import Any
from urllib.parse import urlsplit

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.routing import Matcher
from tornado.web import HTTPError, OutputTransform, RequestHandler

from ciwidgets.serving.language import page_for
from ciwidgets.serving.plain_page import trouble_page, wrong_host_page

MISDIRECTED = 421
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), "
        "midi=(), display-capture=(), accelerometer=(), gyroscope=(), magnetometer=()"
    ),
}
_CLOSED = "default-src 'none'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"


class SafeHeaders(OutputTransform):
    """Adds to every answer, errors too, what browsers should keep to."""

    def __init__(self, request: HTTPServerRequest, names: Names) -> None:
        """Note whether the answer goes out over an encrypted line."""
        self._is_https = names.is_encrypted(request)

    def transform_first_chunk(
        self,
        status_code: int,
        headers: HTTPHeaders,
        chunk: bytes,
        finishing: bool,  # noqa: FBT001  # Tornado's own
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Set the headers before the first bytes go out."""
        del finishing
        for name, value in _ALWAYS.items():
            headers.setdefault(name, value)
        headers.setdefault("Content-Security-Policy", _CLOSED)
        if self._is_https:  # over plain HTTP browsers only complain about it
            headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.pop("Server", None)
        return status_code, headers, chunk


class Names:
    """The names a request may call this server by.

    A page elsewhere can let its own name point at our address and would then count as ours in a
    browser. Such a name is not among these; an address in figures cannot be pointed elsewhere.
    """

    def __init__(self, host: str, public_url: str) -> None:
        """Collect them: this machine's, the one it listens on, the one the QR codes show."""
        here = socket.gethostname().lower()
        public = urlsplit(public_url)
        self._names = {"localhost", here, here.partition(".")[0], host.lower()}
        self._names.add(f"{here.partition('.')[0]}.local")
        self._public = (public.hostname or "").lower()
        self._names.add(self._public)
        self._names.discard("")
        self._is_public_https = public.scheme == "https"

    def has(self, asked: str) -> bool:
        """Say whether a Host header names this server."""
        name = _name_in(asked)
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return name.rstrip(".") in self._names
        return True

    def is_encrypted(self, request: HTTPServerRequest) -> bool:
        """Say whether a browser got here by https, which may end at a proxy before us."""
        is_behind_one = self._is_public_https and _name_in(request.host) == self._public
        return is_behind_one or request.protocol == "https"


class OtherNames(Matcher):
    """Matches the requests that call this server by a name it does not have."""

    def __init__(self, names: Names) -> None:
        """Match all names but these."""
        self._names = names

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Return something for such a request, None for one that is ours to answer."""
        return None if self._names.has(request.host) else {}


class NowhereHandler(RequestHandler):
    """Answers at an address that leads nowhere, such as a code somebody typed there."""

    async def prepare(self) -> None:
        """Show the way to the start, in a page that says the same of every address."""
        self.set_status(HTTPError(404).status_code)
        self.set_header("Content-Security-Policy", f"{_CLOSED}; style-src 'self'")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        await self.finish(trouble_page(page_for(self), self.settings["base_url"], is_missing=True))


class WrongNameHandler(RequestHandler):
    """Answers whoever was led here under another name, and lets them do nothing."""

    async def prepare(self) -> None:
        """Answer before anything else looks at the request."""
        name = re.sub(r"[^\w.:-]", "", _name_in(self.request.host))[:80]
        self.set_status(MISDIRECTED)
        self.set_header("Content-Security-Policy", f"{_CLOSED}; style-src 'self'")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        await self.finish(
            wrong_host_page(self.settings["ciwidgets_page"], self.settings["base_url"], name)
        )


def _name_in(asked: str) -> str:
    """Return a Host header's name: in lower case, without port and brackets."""
    try:
        return (urlsplit(f"//{asked}").hostname or "").lower()
    except ValueError:
        return asked.lower()
