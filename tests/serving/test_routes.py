"""Every route for every visitor: none, the owner, another, one with a forged cookie."""

from __future__ import annotations

import asyncio
import base64
import http.client
import http.cookiejar
import json
import os
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from tornado.httpclient import HTTPRequest
from tornado.routing import PathMatches, ReversibleRuleRouter
from tornado.web import create_signed_value, decode_signed_value
from tornado.websocket import websocket_connect

from ciwidgets.serving.app import make_server
from ciwidgets.serving.assets import BUILT
from ciwidgets.serving.headers import OtherNames
from ciwidgets.serving.identity import COOKIE
from ciwidgets.store import Store
from tests.support.room import Room
from tests.support.server import Served, served

KERNEL = "KERNEL"
DAY = 86_400.0
SECRET = "the tests know it, so that they can sign cookies of their own"
# `ciwidgets serve`, and the test knows its secret.
GUARDED = f"""
import sys
from ciwidgets import cli
from ciwidgets.serving import app

made = app.make_server

def make_server(*args, **kwargs):
    server = made(*args, **kwargs)
    server.cookie_secret = {SECRET.encode()!r}
    return server

app.make_server = make_server
sys.exit(cli.main(sys.argv[1:]))
"""
# The same, and nothing looks at what a page says to its kernel.
UNGUARDED = (
    """
from ciwidgets.serving import app

class Manager(app.RoomKernelManager):
    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "allowed_message_types": []})

app.RoomKernelManager = Manager
"""
    + GUARDED
)


@contextmanager
def running(tmp_path_factory: pytest.TempPathFactory, program: str) -> Iterator[Served]:
    """Serve the small program."""
    folder = tmp_path_factory.mktemp("routes")
    url = f"sqlite:///{folder / 'forum.db'}"
    with Store(url) as store:
        Room(store)
    with served(url, folder, program=("-c", program)) as server:
        yield server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server before the small program."""
    with running(tmp_path_factory, GUARDED) as server:
        yield server


@pytest.fixture(scope="module")
def unguarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server whose kernels run what a page sends."""
    with running(tmp_path_factory, UNGUARDED) as server:
        yield server


def ask_raw(server: Served, path: str, host: str = "") -> tuple[int, str]:
    """Ask for a path exactly as it is written; most clients tidy it up before they send it."""
    address = urllib.parse.urlsplit(server.url)
    line = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
    with closing(line):
        line.request("GET", path, headers={"Host": host} if host else {})
        with line.getresponse() as answer:
            return answer.status, answer.read().decode()


def headers_of(server: Served, path: str) -> dict[str, str]:
    """Return the headers of the answer to a path, whatever its status."""
    address = urllib.parse.urlsplit(server.url)
    line = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
    with closing(line):
        line.request("GET", path)
        with line.getresponse() as answer:
            answer.read()
            return dict(answer.getheaders())


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
        token = re.search(r"_xsrf=([^;]*)", self.cookie())
        return {"X-XSRFToken": token.group(1) if token else ""}

    def open_page(self) -> str:
        """Open a workbook and return its kernel's id."""
        status, text = self.ask("needs_assessment")
        assert status == 200
        config = re.search(r'id="ci-page">(.*?)</script>', text)
        assert config is not None
        return str(json.loads(config.group(1))["kernel_url"].rsplit("/", 1)[1])

    def socket(self, path: str) -> int:
        """Try to open a socket; return the status, 101 when it opened."""
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
        line.request("GET", f"/{path}", headers=headers)
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
    if kind in {"expired", "signed now"}:
        visitor.forged = signed_again(owner, age=3 * DAY if kind == "expired" else 0.0)
    return visitor


def signed_again(owner: Visitor, age: float) -> str:
    """Return the owner's cookie as the server would have signed it so many seconds ago."""
    value = next(one.value for one in owner.jar if one.name == COOKIE)
    name = decode_signed_value(SECRET, COOKIE, (value or "").strip('"'), max_age_days=2)
    assert name is not None
    value = create_signed_value(SECRET, COOKIE, name, clock=lambda: time.time() - age).decode()
    others = [f"{one.name}={one.value}" for one in owner.jar if one.name != COOKIE]
    return "; ".join([f'{COOKIE}="{value}"', *others])


# What each visitor gets: route and method, then in the order of KINDS. "signed now" shows that
# nothing but its age is wrong with the cookie that has expired.
KINDS = ("none", "own", "another", "forged", "expired", "signed now")
TABLE = {
    ("healthz", "GET"): (200, 200, 200, 200, 200, 200),
    ("network-check", "GET"): (200, 200, 200, 200, 200, 200),
    ("network-check/line", "SOCKET"): (101, 101, 101, 101, 101, 101),
    ("ciwidgets/line", "GET"): (403, 200, 200, 403, 403, 200),
    ("ciwidgets/static/manifest.json", "GET"): (200, 200, 200, 200, 200, 200),
    ("nothing_here", "GET"): (404, 404, 404, 404, 404, 404),
    ("start", "GET"): (200, 200, 200, 200, 200, 200),
    (f"api/kernels/{KERNEL}", "GET"): (403, 200, 403, 403, 403, 200),
    (f"api/kernels/{KERNEL}", "DELETE"): (405, 405, 405, 405, 405, 405),
    (f"api/kernels/{KERNEL}/channels", "SOCKET"): (403, 101, 403, 403, 403, 101),
    (f"voila/api/shutdown/{KERNEL}", "POST"): (403, 204, 403, 403, 403, 204),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kernel_answers_only_to_the_cookie_that_started_it(server: Served, kind: str) -> None:
    owner = Visitor(server)
    kernel_id = owner.open_page()
    visitor = visitor_of_kind(kind, server, owner)
    for (route, method), expected in TABLE.items():
        path = route.replace(KERNEL, kernel_id)
        if method == "SOCKET":
            status = visitor.socket(path)
        else:
            status, _ = visitor.ask(path, method, visitor.xsrf())
        assert status == expected[KINDS.index(kind)], (route, method, kind)


def patterns_of(router: ReversibleRuleRouter) -> Iterator[str]:
    """Return the patterns a server's rules look for, those of the routers inside it too."""
    for rule in router.rules:
        if isinstance(rule.target, ReversibleRuleRouter):
            yield from patterns_of(rule.target)
        elif isinstance(rule.matcher, OtherNames):
            continue  # leads nowhere, whatever the path
        else:
            assert isinstance(rule.matcher, PathMatches), rule
            yield rule.matcher.regex.pattern


def test_every_route_of_the_server_stands_in_the_table() -> None:
    with mock.patch.dict(os.environ):  # what the server tells its kernels is not for other tests
        server = make_server("sqlite:///never-opened.db")
    with mock.patch.object(type(server), "listen"):
        server.start()
    try:
        inside = patterns_of(server.app.wildcard_router)
        patterns = {*patterns_of(server.app.default_router), *inside}
    finally:
        server.stop()
    tried = [
        f"/{route.replace(KERNEL, '0' * 8 + '-0000-0000-0000-' + '0' * 12)}" for route, _ in TABLE
    ]
    assert len(patterns) == 9
    for pattern in patterns:
        assert any(re.fullmatch(pattern, path) for path in tried), f"{pattern} is not in the table"


@pytest.mark.parametrize(
    "path",
    [
        "voila/files/start.ipynb",
        "voila/tree",
        "voila/render/start.ipynb",
        "voila/static/voila.js",
        "static/favicon.ico",
        "favicon.ico",
        "robots.txt",
        "api/contents",
        "api/kernels",
        "api/kernelspecs",
        "api/sessions",
        "api/status",
        "api/terminals",
        "lab",
        "login",
        "tree",
        "reports/team_summary",
        "start.py",
    ],
)
def test_nothing_else_is_served(server: Served, path: str) -> None:
    status, text = ask_raw(server, f"/{path}")
    assert status in {403, 404}
    assert "Traceback" not in text


def test_a_code_typed_as_an_address_leads_to_the_start_page(server: Served) -> None:
    status, text = ask_raw(server, "/K7M2-Q9XD")
    assert status == 404
    assert "There is no such page here." in text
    assert "K7M2" not in text


@pytest.mark.parametrize("up", ["..", "%2e%2e", ".%2e"])
@pytest.mark.parametrize("slash", ["/", "%2f", "//", "%5c", "\\"])
@pytest.mark.parametrize("start", ["ciwidgets/static", "voila", "start", ""])
def test_no_way_up_leads_out_of_what_is_served(
    server: Served, start: str, slash: str, up: str
) -> None:
    inside = (BUILT / "../../errors.py").resolve()
    assert inside.read_text().startswith('"""')  # this is what the first of them would find
    for steps, file in ((2, "errors.py"), (3, "ciwidgets/errors.py"), (12, "etc/passwd")):
        path = "/" + "/".join(filter(None, [start, slash.join([*[up] * steps, file])]))
        status, text = ask_raw(server, path)
        assert status in {403, 404}, path
        assert "class " not in text.replace("class=", ""), path
        assert "root:" not in text, path
        assert "Traceback" not in text, path


def test_a_template_cannot_be_chosen_by_the_address(server: Served) -> None:
    status, text = ask_raw(server, "/start?template=../..")
    assert status == 200
    assert 'id="ci-page"' in text


def test_a_leaving_page_of_another_site_ends_no_kernel(server: Served) -> None:
    owner = Visitor(server)
    kernel_id = owner.open_page()
    status, _ = owner.ask(f"voila/api/shutdown/{kernel_id}", "POST")
    assert status == 403
    assert owner.ask(f"api/kernels/{kernel_id}")[0] == 200


def run_attack(server: Served, folder: Path) -> set[str]:
    """Send code to a kernel in every way there is; return the names of those that ran."""
    owner = Visitor(server)
    kernel_id = owner.open_page()
    url = server.url.replace("http", "ws") + f"api/kernels/{kernel_id}/channels"
    request = HTTPRequest(url, headers={"Cookie": owner.cookie(), "Origin": server.url[:-1]})

    def message(channel: str, kind: str, content: dict[str, Any]) -> str:
        header = {
            "msg_id": f"{channel}-{kind}",
            "msg_type": kind,
            "session": "s",
            "username": "",
            "version": "5.3",
            "date": "2026-01-01T00:00:00Z",
        }
        empty = {"parent_header": {}, "metadata": {}, "buffers": []}
        return json.dumps({"channel": channel, "header": header, "content": content, **empty})

    async def attack() -> None:
        line = await websocket_connect(request)
        for channel in ("shell", "control", "stdin"):
            for kind in (
                "execute_request",
                "inspect_request",
                "complete_request",
                "history_request",
                "debug_request",
                "input_reply",
            ):
                code = f"open({str(folder / f'{channel}-{kind}')!r}, 'w').close()"
                content = {
                    "execute_request": {"code": code, "silent": False},
                    "inspect_request": {"code": code, "cursor_pos": 1},
                    "complete_request": {"code": code, "cursor_pos": 1},
                    "debug_request": {"command": "evaluate", "arguments": {"expression": code}},
                    "input_reply": {"value": code},
                }.get(kind, {})
                await line.write_message(message(channel, kind, content))
        # A kernel answers in order: once it has answered these, it is through with all of it.
        asked = {"shell", "control"}
        for channel in asked:
            await line.write_message(message(channel, "kernel_info_request", {}))
        while asked:
            reply = json.loads(await asyncio.wait_for(line.read_message(), 60) or "{}")
            if reply["header"]["msg_type"] == "kernel_info_reply":
                asked.discard(reply["channel"])
        line.close()
        # The loop must not end before the socket is closed.
        while await asyncio.wait_for(line.read_message(), 60) is not None:
            pass

    asyncio.run(attack())
    return {path.name for path in folder.iterdir()}


def test_code_sent_to_the_kernel_is_not_run(server: Served, tmp_path: Path) -> None:
    assert run_attack(server, tmp_path) == set()


def test_the_same_code_would_run_where_nothing_guards_the_kernel(
    unguarded: Served, tmp_path: Path
) -> None:
    assert "shell-execute_request" in run_attack(unguarded, tmp_path)


def test_the_log_holds_no_codes_and_no_kernel_ids(server: Served) -> None:
    owner = Visitor(server)
    kernel_id = owner.open_page()
    owner.socket(f"api/kernels/{kernel_id}/channels")
    owner.ask("K7M2Q9XD")
    Visitor(server).ask(f"api/kernels/{kernel_id}?code=K7M2Q9XD")
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


@pytest.mark.parametrize(
    "path",
    [
        "start", "nothing_here", "healthz", "network-check", "ciwidgets/line",
        "ciwidgets/static/manifest.json", "ciwidgets/static/none", "api/kernels/x",
        f"api/kernels/{'0' * 8}-0000-0000-0000-{'0' * 12}",
    ],
)  # fmt: skip
def test_every_answer_carries_the_safe_headers(server: Served, path: str) -> None:
    headers = headers_of(server, f"/{path}")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "Server" not in headers
    assert not [name for name in headers if name.startswith("Access-Control")]


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8866", "localhost.evil.example", "127.0.0.1.evil.example"],
)
@pytest.mark.parametrize(
    "path", ["", "start", "healthz", "network-check", "ciwidgets/static/manifest.json", "none"]
)
def test_a_name_led_here_from_elsewhere_gets_nowhere(server: Served, host: str, path: str) -> None:
    status, text = ask_raw(server, f"/{path}", host)
    assert status == 421
    assert "--public-url" in text
    assert "ci-page" not in text


@pytest.mark.parametrize("host", ["localhost:1", "192.168.7.9:8866", "[::1]:8866", "LOCALHOST"])
def test_the_servers_own_names_and_any_address_in_figures_are_answered(
    server: Served, host: str
) -> None:
    assert ask_raw(server, "/healthz", host)[0] == 200


def test_health_says_figures_and_no_secrets(server: Served) -> None:
    owner = Visitor(server)
    kernel_id = owner.open_page()
    said = json.loads(owner.ask("healthz")[1])
    assert said.keys() == {"ok", "kernels", "most", "waiting", "store_ms"}
    assert said["ok"] is True
    assert 1 <= said["kernels"] <= said["most"]
    assert 0 < said["store_ms"] < 3000
    assert kernel_id not in json.dumps(said)


def test_codes_tried_on_ever_new_pages_are_counted_by_the_device(server: Served) -> None:
    guesser, honest = Visitor(server), Visitor(server)
    told = [asyncio.run(try_codes(guesser, 4)) for _ in range(3)]
    refusals = [text for texts in told for text in texts]
    assert all("not one of our team codes" in text for text in refusals[:10])
    assert all("Please wait" in text for text in refusals[10:])
    assert asyncio.run(try_codes(honest, 1)) == refusals[:1]


async def try_codes(visitor: Visitor, count: int) -> list[str]:
    """Open a page, try wrong codes on it, and return what is answered."""
    status, text = visitor.ask("start")
    assert status == 200
    address = json.loads(re.findall(r'id="ci-page">(.*?)</script>', text)[0])["kernel_url"]
    mounts = [json.loads(one) for one in re.findall(r'class="ci-mount">(.*?)</script>', text)]
    strip = next(one["model_id"] for one in mounts if one["module"] == "join_strip")
    url = f"{visitor.server.url[:-1]}{address}/channels".replace("http", "ws", 1)
    headers = {"Cookie": visitor.cookie(), "Origin": visitor.server.url[:-1]}
    line = await websocket_connect(HTTPRequest(url, headers=headers))
    answers = []
    for number in range(count):
        content = {"type": "join", "request_id": f"{'r' * 22}{number}", "code": "ABCDEFGH"}
        data = {"method": "custom", "content": {**content, "name": "", "sector": ""}}
        header = {"msg_id": f"m{number}", "msg_type": "comm_msg", "session": "s", "username": ""}
        message = {
            "channel": "shell",
            "header": {**header, "version": "5.3", "date": "2026-01-01T00:00:00Z"},
            "content": {"comm_id": strip, "data": data},
            "parent_header": {},
            "metadata": {},
            "buffers": [],
        }
        await line.write_message(json.dumps(message))
        while True:
            heard = json.loads(await asyncio.wait_for(line.read_message(), 30) or "{}")
            answer = heard["content"].get("data", {}).get("content", {})
            if answer.get("request_id") == content["request_id"]:
                answers.append(answer["text"])
                break
    line.close()
    while await asyncio.wait_for(line.read_message(), 30) is not None:
        pass
    return answers
