"""What another site, and somebody who sends too much, can do on the lines to the server."""

from __future__ import annotations

import asyncio
import base64
import http.client
import json
import re
import time
from contextlib import closing
from urllib.parse import urljoin, urlsplit

import pytest
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from ciwidgets.serving.admission import MOST_ATTENDED
from ciwidgets.serving.app import make_server
from tests.serving.test_routes import Visitor
from tests.support.server import Served

OURS = "ours"
TOO_MUCH = 1009  # a socket's own word for it


async def line_to(visitor: Visitor, path: str) -> WebSocketClientConnection:
    """Open a socket as a visitor's own page does."""
    server = visitor.server
    headers = {"Cookie": visitor.cookie(), "Origin": server.url[:-1]}
    address = urljoin(server.url, path).replace("http", "ws", 1)
    return await websocket_connect(HTTPRequest(address, headers=headers, request_timeout=30))


def opens(visitor: Visitor, path: str, origin: str) -> int:
    """Return the status of opening a socket as a page of this origin: 101 where it opened."""
    server = visitor.server
    address = urlsplit(server.url)
    line = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
    headers = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(b"0123456789abcdef").decode(),
        "Origin": server.url[:-1] if origin == OURS else origin,
        "Cookie": visitor.cookie(),
    }
    with closing(line):
        line.request("GET", f"/{path.lstrip('/')}", headers=headers)
        with line.getresponse() as answer:
            return answer.status


def test_a_page_of_another_site_gets_no_line_even_with_the_visitors_cookie(
    server: Served,
) -> None:
    owner = Visitor(server)
    path = f"api/kernels/{owner.open_page()}/channels"
    others = ("http://evil.example", "null", "http://127.0.0.1:1", "file://",
              "https://127.0.0.1.evil.example")  # fmt: skip
    for origin in others:
        assert opens(owner, path, origin) == 403, origin
        assert opens(owner, "network-check/line", origin) == 403, origin
    assert opens(owner, path, OURS) == 101


def test_what_stands_behind_the_question_mark_changes_nothing(server: Served) -> None:
    query = (
        "token=x&template=../..&theme=evil&voila-theme=dark&kernel_id=x&_xsrf=x&path=../../x.ipynb"
    )
    plain, asked = Visitor(server), Visitor(server)
    first = plain.ask("start")
    second = asked.ask(f"start?{query}")
    assert second[0] == first[0] == 200
    for one in (first, second):
        assert 'id="ci-page"' in one[1]
    bare = [re.sub(r"[0-9a-f]{32}|[0-9a-f-]{36}", "", text) for _, text in (first, second)]
    assert bare[0] == bare[1]
    assert asked.ask(f"api/kernels?{query}")[0] == 404


def custom(page: str, content: dict[str, object]) -> tuple[str, str]:
    """Return where a page's line is, and a message of its strip."""
    config = json.loads(re.findall(r'id="ci-page">(.*?)</script>', page)[0])
    mounts = [json.loads(one) for one in re.findall(r'class="ci-mount">(.*?)</script>', page)]
    strip = next(one["model_id"] for one in mounts if one["module"] == "join_strip")
    header = {
        "msg_id": "m", "msg_type": "comm_msg", "session": "s", "username": "", "version": "5.3",
        "date": "2026-01-01T00:00:00Z",
    }  # fmt: skip
    message = {
        "channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "buffers": [],
        "content": {"comm_id": strip, "data": {"method": "custom", "content": content}},
    }  # fmt: skip
    return f"{config['kernel_url']}/channels", json.dumps(message)


def test_a_message_that_is_too_long_is_answered_or_ends_its_own_line_only(server: Served) -> None:
    visitor = Visitor(server)
    _, page = visitor.ask("start")
    said = {"type": "join", "request_id": "r" * 22, "sector": "", "name": "x"}
    path, long = custom(page, {**said, "code": "x" * 100_000})
    _, endless = custom(page, {**said, "code": "x" * 1_100_000})

    async def send() -> tuple[str, int]:
        line = await line_to(visitor, path)
        await line.write_message(long)
        text = ""
        while not text:
            heard = json.loads(await asyncio.wait_for(line.read_message(), 30) or "{}")
            text = heard["content"].get("data", {}).get("content", {}).get("text", "")
        await line.write_message(endless)
        while await asyncio.wait_for(line.read_message(), 30) is not None:
            pass
        code = int(line.close_code or 0)
        line.close()
        return text, code

    text, code = asyncio.run(send())
    assert "too much text" in text
    assert code == TOO_MUCH
    # The kernel is there, and so is the line for whoever opens it again.
    assert opens(visitor, path, OURS) == 101


def test_a_visitor_with_a_dozen_pages_open_gets_no_other_until_one_is_closed(
    server: Served,
) -> None:
    visitor, other = Visitor(server), Visitor(server)

    async def open_page() -> WebSocketClientConnection:
        kernel = await asyncio.to_thread(visitor.open_page)
        return await line_to(visitor, f"api/kernels/{kernel}/channels")

    async def open_many() -> None:
        lines = [await open_page() for _ in range(MOST_ATTENDED)]
        status, page = await asyncio.to_thread(visitor.ask, "start")
        assert status == 429
        assert f"You have {MOST_ATTENDED} pages open on this device" in page
        assert (await asyncio.to_thread(other.ask, "start"))[0] == 200
        lines.pop().close()
        until = time.monotonic() + 20
        while (await asyncio.to_thread(visitor.ask, "start"))[0] != 200:
            assert time.monotonic() < until
            await asyncio.sleep(0.1)
        for one in lines:
            one.close()

    asyncio.run(open_many())


def test_no_kernel_waits_for_whoever_comes_next() -> None:
    """A kernel made beforehand would be handed out by a route that asks for no cookie."""
    with pytest.MonkeyPatch.context() as patched:
        for name in ("CIWIDGETS_STORE", "CIWIDGETS_PAGE_LOADS_CODE", "CIWIDGETS_PUBLIC_URL"):
            patched.setenv(name, "")
        server = make_server("sqlite:///never-opened.db")
    assert server.voila_configuration.preheat_kernel is False
    assert server.voila_configuration.allow_template_override == "NO"
    assert server.voila_configuration.allow_theme_override == "NO"
