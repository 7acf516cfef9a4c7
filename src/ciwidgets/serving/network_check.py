"""``/network-check``: what the room's network can do, looked at from a device in it."""

from __future__ import annotations

import json
import time
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jupyter_server.utils import url_path_join
from markupsafe import Markup
from tornado.ioloop import IOLoop
from tornado.web import RequestHandler
from tornado.websocket import WebSocketHandler

from ciwidgets.serving.assets import BUILT
from ciwidgets.serving.language import page_for
from ciwidgets.serving.plain_page import plain_page
from ciwidgets.serving.reach import is_loopback
from ciwidgets.words import catalogue

PATH = "network-check"
SOCKET_PATH = "network-check/line"
_CHECKS = ("line", "speed", "reach", "clock")
_MOST_ANSWERS = 64
_LONGEST_QUESTION = 64
_OPEN_SECONDS = 60.0
# What a phone fetches to begin a workbook, and how many people may do so at once.
_FIRST_PAGE_BYTES = 75_000
_PEOPLE = 100


class NetworkCheckHandler(RequestHandler):
    """Sends the page; everything else is done in the browser."""

    SUPPORTED_METHODS = ("GET",)

    def _policy(self) -> str:
        """Let the page run our own file, and ask this server and the QR codes' address."""
        host = self.request.host
        public = urlsplit(self.settings["ciwidgets_public_url"])
        qr_codes = f" {public.scheme}://{public.netloc}" if public.netloc else ""
        return (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
            f"connect-src 'self' ws://{host} wss://{host}{qr_codes}; base-uri 'none'; "
            "form-action 'none'; frame-ancestors 'self'"
        )

    async def get(self) -> None:
        """Answer with the page."""
        page = page_for(self)
        base_url = self.settings["base_url"]
        words = catalogue(page.language)["network_check"]
        file, size = _file_to_fetch()
        public_url = self.settings["ciwidgets_public_url"]
        told = {
            "line": url_path_join(base_url, SOCKET_PATH),
            "file": url_path_join(base_url, page.static_path, file),
            "bytes": size,
            "first_page": _FIRST_PAGE_BYTES,
            "people": _PEOPLE,
            "public_url": public_url,
            "only_here": bool(public_url) and is_loopback(urlsplit(public_url).hostname or ""),
        }
        html = plain_page(
            page,
            base_url,
            template="network_check",
            words=words,
            checks=_CHECKS,
            words_json=_safe_json(words),
            check_json=_safe_json(told),
        )
        self.set_header("Content-Security-Policy", self._policy())
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        await self.finish(html)


class NetworkCheckLine(WebSocketHandler):
    """Answers a few short questions with the time, and closes."""

    _answers = 0

    def open(self, *_args: str, **_kwargs: str) -> None:
        """Stay open no longer than a check takes."""
        self.set_nodelay(True)
        IOLoop.current().call_later(_OPEN_SECONDS, self.close)

    def on_message(self, message: str | bytes) -> None:
        """Say what was asked and what time it is here."""
        self._answers += 1
        if self._answers > _MOST_ANSWERS or len(message) > _LONGEST_QUESTION:
            self.close()
            return
        asked = message if isinstance(message, str) else ""
        self.write_message(json.dumps({"asked": asked, "now": round(1000 * time.time())}))


@cache
def _file_to_fetch() -> tuple[str, int]:
    """Return the built file that tells most about the speed, with its bytes on the line."""
    packed = max(BUILT.glob("*.js.gz"), key=lambda path: path.stat().st_size)
    return packed.name.removesuffix(".gz"), packed.stat().st_size


def _safe_json(value: Any) -> Markup:
    return Markup(json.dumps(value).replace("<", "\\u003c"))  # noqa: S704  # no markup is left
