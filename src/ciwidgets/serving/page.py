"""One page of a workbook, streamed: the prose at once, the widgets when their kernel is ready."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from jupyter_server.auth import User
from jupyter_server.base.handlers import APIHandler
from tornado import web
from tornado.escape import xhtml_escape
from voila.tornado.handler import TornadoVoilaHandler

from ciwidgets.serving.identity import owns, page_owner

_FLUSH = "<!--flush-->"
_HEARTBEAT = "voila_heartbeat"
_GIVE_UP_SECONDS = 60.0
_FAILED = '<script type="application/json" class="ci-failed">{}</script></body></html>'


class PageHandler(TornadoVoilaHandler):
    """Serves ``/<workbook>`` and ``/<workbook>.ipynb``, and ``/`` as the start page."""

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
            f"connect-src 'self' ws://{host} wss://{host}; base-uri 'none'; form-action 'none'; "
            "frame-ancestors 'self'"
        )

    async def get(self, path: str | None = None) -> None:
        """Send the page; what it takes from the notebook it takes from the workbooks' folder."""
        name = (path or "start").removesuffix(".ipynb")
        if name not in self.settings["ciwidgets_workbooks"]:
            raise web.HTTPError(404)
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.xsrf_token  # noqa: B018  # reading it sets the cookie that the leaving page sends back
        owner = page_owner.set(self.current_user.username)
        try:
            await stream(self, f"{name}.ipynb")
        finally:
            page_owner.reset(owner)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say in one plain page what went wrong and where to go."""
        del kwargs
        words = self.settings["ciwidgets_page"].texts
        text = (
            words["not_found"]
            if status_code == web.HTTPError(404).status_code
            else words["could_not"]
        )
        self.set_header("Content-Type", "text/html; charset=utf-8")
        home = xhtml_escape(self.base_url)
        css = self.settings["ciwidgets_page"].manifest["css"]
        self.finish(
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{xhtml_escape(text)}</title>"
            f'<link rel="stylesheet" href="{home}ciwidgets/static/{css}"></head>'
            f'<body><main id="ci-main"><h1>{xhtml_escape(text)}</h1>'
            f'<p><a href="{home}">{xhtml_escape(words["to_start"])}</a></p>'
            "</main></body></html>"
        )


class LeaveHandler(APIHandler):
    """A page that closes says so, and its kernel goes at once."""

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        """End the visitor's own kernel; anybody else's is left alone."""
        manager = self.kernel_manager
        if not owns(self.current_user, manager, kernel_id):
            raise web.HTTPError(403)
        await manager.shutdown_kernel(kernel_id, now=True)
        self.set_status(204)
        await self.finish()


async def stream(handler: TornadoVoilaHandler, notebook_path: str) -> None:
    """Write a notebook's page piece by piece; one that takes too long ends with a plain word.

    Voila waits for ever when the kernel or the template fails, so the end is ours to set.
    """
    started = time.monotonic()
    waiting: list[str] = []
    async for piece in handler.get_generator(path=notebook_path):
        if _HEARTBEAT in piece:
            if time.monotonic() - started > _GIVE_UP_SECONDS:
                waiting.append(_FAILED)
                break
            continue
        waiting.append(piece)
        if _FLUSH in piece or "ci-mount" in piece:
            handler.write("".join(waiting))
            waiting.clear()
            await handler.flush()
    handler.write("".join(waiting))


def workbook_names(folder: Path) -> frozenset[str]:
    """Return the names of the notebooks that are served: those of the folder and its lessons."""
    return frozenset(
        path.relative_to(folder).with_suffix("").as_posix()
        for names in ("*.ipynb", "training/*.ipynb")
        for path in folder.glob(names)
    )
