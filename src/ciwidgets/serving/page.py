"""One page of a workbook, streamed: the prose at once, the widgets when their kernel is ready."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_server.auth import User
from jupyter_server.base.handlers import APIHandler
from tornado import web
from tornado.iostream import StreamClosedError
from voila.tornado.handler import TornadoVoilaHandler

from ciwidgets.serving.admission import MOST_ATTENDED, Admission, Turn
from ciwidgets.serving.assets import Page
from ciwidgets.serving.identity import owns
from ciwidgets.serving.language import choose_language, page_for
from ciwidgets.serving.plain_page import (
    place_words,
    too_many_page,
    trouble_page,
    waiting_page,
)

_FLUSH = "<!--flush-->"
_HEARTBEAT = "voila_heartbeat"
# A browser is not told of a line that breaks in mid-page: it is the silence that a page notices.
_STILL_HERE = "<!--still here-->\n"
_GIVE_UP_SECONDS = 60.0
_ONE_QUESTION_SECONDS = 3.0
_FAILED = '<script type="application/json" class="ci-failed">{}</script></body></html>'


class PageHandler(TornadoVoilaHandler):
    """Serves ``/<workbook>`` and ``/<workbook>.ipynb``, and ``/`` as the start page."""

    _has_left = False

    async def prepare(self) -> None:
        """Give a first-time visitor a cookie before anything else asks who they are."""
        self.request.arguments.clear()  # no query may choose a template or reach a kernel
        self.visitor: User | None = None
        if self.identity_provider.get_user(self) is None:
            self.visitor = self.identity_provider.new_visitor(self)
        await super().prepare()

    def get_login_url(self) -> str:
        """Have no login page to send anybody to."""
        raise web.HTTPError(403)

    @property
    def content_security_policy(self) -> str:
        """Let the page run our own files, talk to this server, and nothing else."""
        host = self.request.host
        return (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            f"connect-src 'self' ws://{host} wss://{host}; frame-src 'self'; base-uri 'none'; "
            "form-action 'none'; frame-ancestors 'self'"
        )

    async def get(self, path: str | None = None) -> None:
        """Send the page, or the waiting page where it is somebody else's turn."""
        name = (path or "start").removesuffix(".ipynb")
        if name not in self.settings["ciwidgets_workbooks"]:
            raise web.HTTPError(404)
        self.notebook_name = name
        choose_language(self, self.settings["ciwidgets_page"])
        self.xsrf_token  # noqa: B018  # reading it sets the cookie that the leaving page sends back
        visitor = self.current_user.username
        manager = self.kernel_manager
        if manager.has_too_many(visitor):
            self._answer(too_many_page(self._page, self.base_url, MOST_ATTENDED), 429)
            return
        await manager.end_left_behind(visitor)
        admission: Admission = self.settings["ciwidgets_admission"]
        turn = admission.ask(visitor, is_known=self.visitor is None)
        if turn is None:
            place = admission.place(visitor)
            is_told = self.visitor is None
            self._answer(
                waiting_page(
                    self._page,
                    self.base_url,
                    number=place.number if is_told else 0,
                    is_full=place.is_full,
                )
            )
            return
        async with admission.begin(turn):
            if not self._has_left:
                await self._send(f"{name}.ipynb", turn)

    def on_connection_close(self) -> None:
        """Note that nobody waits for this page any more."""
        self._has_left = True
        super().on_connection_close()

    async def _send(self, notebook_path: str, turn: Turn) -> None:
        """Stream the page; a kernel nobody will see goes at once."""

        async def is_alive() -> bool:
            return bool(await self.kernel_manager.is_alive(turn.kernel_id))

        is_whole = False
        try:
            is_whole = await stream(self, notebook_path, is_alive)
        except StreamClosedError:
            self._has_left = True
        finally:
            if is_whole and not self._has_left:
                self.kernel_manager.page_is_sent(turn.kernel_id)
            elif turn.kernel_id:
                await self.kernel_manager.end(turn.kernel_id)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say in one plain page what went wrong and where to go."""
        del kwargs
        is_missing = status_code == web.HTTPError(404).status_code
        self._answer(trouble_page(self._page, self.base_url, is_missing=is_missing))

    @property
    def _page(self) -> Page:
        return page_for(self)

    def _answer(self, html: str, status: int | None = None) -> None:
        if status:
            self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(html)


class LeaveHandler(APIHandler):
    """A page that closes says so, and its kernel goes at once."""

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        """End the visitor's own kernel; anybody else's is left alone."""
        manager: Any = self.kernel_manager
        if not owns(self.current_user, manager, kernel_id):
            raise web.HTTPError(403)
        await manager.end(kernel_id)
        self.set_status(204)
        with suppress(StreamClosedError):  # who leaves may be gone before the answer
            await self.finish()


class LineHandler(APIHandler):
    """Tells a visitor where in line they stand, and keeps the place for them."""

    @web.authenticated
    async def get(self) -> None:
        """Answer after a few seconds, or as soon as it is the visitor's turn."""
        admission: Admission = self.settings["ciwidgets_admission"]
        # The longer the line, the less often each is asked for.
        seconds = min(10.0, _ONE_QUESTION_SECONDS + admission.waiting / 50)
        place = await admission.wait(self.current_user.username, seconds)
        text = place_words(place.number, page_for(self).language, is_full=place.is_full)
        self.set_header("Cache-Control", "no-store")
        self.finish({"place": place.number, "text": text})


async def stream(
    handler: TornadoVoilaHandler,
    notebook_path: str,
    is_alive: Callable[[], Awaitable[bool]] | None = None,
) -> bool:
    """Write a notebook's page piece by piece; one that fails ends with a plain word.

    Voila waits for ever when the kernel or the template fails, so the end is ours to set. Returns
    whether the page came to its own end.
    """
    started = time.monotonic()
    waiting: list[str] = []
    is_whole, is_begun = True, False
    async for piece in handler.get_generator(path=notebook_path):
        if _HEARTBEAT in piece:
            is_late = time.monotonic() - started > _GIVE_UP_SECONDS
            if is_late or (is_alive and not await is_alive()):
                waiting.append(_FAILED)
                is_whole = False
                break
            if not is_begun:
                continue
            piece = _STILL_HERE  # noqa: PLW2901  # in its place
        waiting.append(piece)
        if _FLUSH in piece or "ci-mount" in piece or piece is _STILL_HERE:
            is_begun = True
            handler.write("".join(waiting))
            waiting.clear()
            await handler.flush()
    handler.write("".join(waiting))
    return is_whole


def workbook_names(folder: Path) -> frozenset[str]:
    """Return the names of the notebooks that are served: those of the folder and its lessons."""
    return frozenset(
        path.relative_to(folder).with_suffix("").as_posix()
        for names in ("*.ipynb", "training/*.ipynb")
        for path in folder.glob(names)
    )
