"""Every route for every visitor: none, the owner, another, one with a forged cookie."""

from __future__ import annotations

import asyncio
import base64
import http.client
import http.cookiejar
import json
import os
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import pytest
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from ciwidgets.serving.app import make_server
from ciwidgets.store import Store
from tests.support.room import Room
from tests.support.server import Served, served

KERNEL = "KERNEL"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server before the small program."""
    folder = tmp_path_factory.mktemp("routes")
    url = f"sqlite:///{folder / 'forum.db'}"
    with Store(url) as store:
        Room(store)
    with served(url, folder) as running:
        yield running


@dataclass
class Visitor:
    """A visitor with cookies of their own."""

    server: Served
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)
    forged: str = ""

    def ask(
        self, path: str, method: str = "GET", headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """Ask for a path; return the status and the text."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        request = urllib.request.Request(  # loopback
            urllib.parse.urljoin(self.server.url, path),
            method=method,
            headers={**(headers or {}), **({"Cookie": self.forged} if self.forged else {})},
            data=b"" if method == "POST" else None,
        )
        try:
            with opener.open(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def cookie(self) -> str:
        """Return the cookies as a header's value."""
        return self.forged or "; ".join(f"{one.name}={one.value}" for one in self.jar)

    def xsrf(self) -> dict[str, str]:
        """Return the header that proves a request comes from our own page."""
        token = next((one.value for one in self.jar if one.name == "_xsrf"), "") or ""
        return {"X-XSRFToken": token}

    def open_page(self) -> str:
        """Open a workbook and return its kernel's id."""
        status, text = self.ask("needs_assessment")
        assert status == 200
        config = re.search(r'id="ci-page">(.*?)</script>', text)
        assert config is not None
        return str(json.loads(config.group(1))["kernel_url"].rsplit("/", 1)[1])

    def socket(self, kernel_id: str) -> int:
        """Try to open a kernel's socket; return the status, 101 when it opened."""
        address = urllib.parse.urlsplit(self.server.url)
        line = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
        headers = {
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(b"0123456789abcdef").decode(),
            "Origin": self.server.url[:-1],
            "Cookie": self.cookie(),
        }
        line.request("GET", f"/api/kernels/{kernel_id}/channels", headers=headers)
        with closing(line), line.getresponse() as answer:
            return answer.status


def visitor_of_kind(kind: str, server: Served, owner: Visitor) -> Visitor:
    """Return a visitor: the kernel's owner, another one, nobody, or one with a forged cookie."""
    if kind == "own":
        return owner
    visitor = Visitor(server)
    if kind == "another":
        visitor.open_page()
    if kind == "forged":
        visitor.forged = re.sub(r'[0-9a-f]{4}"', 'beef"', owner.cookie())
    return visitor


# What each visitor gets: route and method, then none, own, another's, forged.
TABLE = {
    ("ciwidgets/static/manifest.json", "GET"): (200, 200, 200, 200),
    ("nothing_here", "GET"): (404, 404, 404, 404),
    ("start", "GET"): (200, 200, 200, 200),
    (f"api/kernels/{KERNEL}", "GET"): (403, 200, 403, 403),
    (f"api/kernels/{KERNEL}", "DELETE"): (405, 405, 405, 405),
    (f"api/kernels/{KERNEL}/channels", "SOCKET"): (403, 101, 403, 403),
    (f"voila/api/shutdown/{KERNEL}", "POST"): (403, 204, 403, 403),
}
KINDS = ("none", "own", "another", "forged")


@pytest.mark.parametrize("kind", KINDS)
def test_a_kernel_answers_only_to_the_cookie_that_started_it(server: Served, kind: str) -> None:
    owner = Visitor(server)
    kernel_id = owner.open_page()
    for (route, method), expected in TABLE.items():
        visitor = visitor_of_kind(kind, server, owner)
        path = route.replace(KERNEL, kernel_id)
        if method == "SOCKET":
            status = visitor.socket(kernel_id)
        else:
            status, _ = visitor.ask(path, method, visitor.xsrf())
        assert status == expected[KINDS.index(kind)], (route, method, kind)


def test_every_route_of_the_server_stands_in_the_table() -> None:
    with mock.patch.dict(os.environ):  # what the server tells its kernels is not for other tests
        server = make_server("sqlite:///never-opened.db")
    server.connection_dir = ""
    server.init_settings()
    patterns = [str(handler[0]) for handler in server.init_handlers()]
    tried = [
        f"/{route.replace(KERNEL, '0' * 8 + '-0000-0000-0000-' + '0' * 12)}" for route, _ in TABLE
    ]
    for pattern in patterns:
        assert any(re.fullmatch(pattern, path) for path in tried), f"{pattern} is not in the table"


@pytest.mark.parametrize(
    "path",
    [
        "voila/files/start.ipynb",
        "voila/tree",
        "voila/render/start.ipynb",
        "api/contents",
        "api/sessions",
        "api/terminals",
        "lab",
        "tree",
        "reports/team_summary",
        "..%2f..%2fetc%2fpasswd",
        "ciwidgets/static/../../store/facade.py",
        "ciwidgets/static/..%2f..%2ferrors.py",
        "start?template=../..",
        "start.py",
    ],
)
def test_nothing_else_is_served(server: Served, path: str) -> None:
    status, text = Visitor(server).ask(path)
    if path.startswith("start?"):
        assert status == 200
        assert 'id="ci-page"' in text
    else:
        assert status in {403, 404}
        assert "Traceback" not in text


def test_a_leaving_page_of_another_site_ends_no_kernel(server: Served) -> None:
    owner = Visitor(server)
    kernel_id = owner.open_page()
    status, _ = owner.ask(f"voila/api/shutdown/{kernel_id}", "POST")
    assert status == 403
    assert owner.ask(f"api/kernels/{kernel_id}")[0] == 200


def test_code_sent_to_the_kernel_is_not_run(server: Served, tmp_path: Path) -> None:
    owner = Visitor(server)
    kernel_id = owner.open_page()
    target = tmp_path / "was_run"
    url = server.url.replace("http", "ws") + f"api/kernels/{kernel_id}/channels"
    request = HTTPRequest(url, headers={"Cookie": owner.cookie(), "Origin": server.url[:-1]})

    async def attack() -> None:
        line = await websocket_connect(request)
        code = f"open({str(target)!r}, 'w').close()"
        for channel in ("shell", "control", "stdin"):
            for kind, content in (
                ("execute_request", {"code": code, "silent": False}),
                ("inspect_request", {"code": code, "cursor_pos": 1}),
                ("complete_request", {"code": code, "cursor_pos": 1}),
                ("history_request", {}),
                ("debug_request", {"command": "evaluate", "arguments": {"expression": code}}),
                ("input_reply", {"value": code}),
            ):
                header = {
                    "msg_id": f"{channel}-{kind}",
                    "msg_type": kind,
                    "session": "s",
                    "username": "",
                    "version": "5.3",
                    "date": "2026-01-01T00:00:00Z",
                }
                await line.write_message(
                    json.dumps(
                        {
                            "channel": channel,
                            "header": header,
                            "parent_header": {},
                            "metadata": {},
                            "content": content,
                            "buffers": [],
                        }
                    )
                )
        await asyncio.sleep(2)
        line.close()

    asyncio.run(attack())
    assert not target.exists()


def test_the_log_holds_no_codes_and_no_kernel_ids(server: Served) -> None:
    owner = Visitor(server)
    kernel_id = owner.open_page()
    owner.socket(kernel_id)
    owner.ask(f"start?team=K7M2Q9XD&kernel={kernel_id}")
    written = server.log.read_text().split("Stop with Ctrl-C", 1)[1]
    assert kernel_id not in written
    assert "K7M2" not in written


def test_a_page_comes_with_strict_headers_and_asks_nothing_of_other_machines(
    server: Served,
) -> None:
    with urllib.request.urlopen(f"{server.url}start", timeout=60) as answer:
        headers, text = answer.headers, answer.read().decode()
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["Referrer-Policy"] == "no-referrer"
    cookie = next(one for one in headers.get_all("Set-Cookie") if one.startswith("ciwidgets_page"))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert re.findall(r'(?:src|href)="(?:https?:)?//', text) == []
