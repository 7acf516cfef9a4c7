"""People of a room without browsers: they wait in line, load pages, and see what is live."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

from benchmarks.client import Participant

_PATIENCE = 180.0


@dataclass
class Guest(Participant):
    """A participant who keeps cookies, waits in line where told to, and tries once more."""

    cookies: dict[str, str] = field(default_factory=dict)
    states: dict[str, dict[str, Any]] = field(default_factory=dict)
    has_waited: bool = False
    kernel_url: str = ""
    on_update: Callable[[str], None] | None = None

    async def fetch(self, path: str, **options: Any) -> tuple[int, str]:
        """Ask with the cookies so far; return the status and the text."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        answer = await AsyncHTTPClient().fetch(
            f"{self.address}{path}",
            headers=headers | options.pop("headers", {}),
            request_timeout=_PATIENCE,
            raise_error=False,
            **options,
        )
        for line in answer.headers.get_list("Set-Cookie"):
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.code, answer.body.decode()

    async def open(self, workbook: str) -> None:
        """Come in: wait for one's turn, load the page, open its socket, and be answered there."""
        text = await self._page(workbook)
        config = json.loads(re.findall(r'id="ci-page">(.*?)</script>', text)[0])
        for mount in re.findall(r'class="ci-mount">(.*?)</script>', text):
            found = json.loads(mount)
            self.models[found["module"]] = found["model_id"]
            self.states[found["module"]] = found["state"]
        self.kernel_url = config["kernel_url"]
        socket = f"{self.address[:-1]}{self.kernel_url}/channels".replace("http", "ws", 1)
        headers = {
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
            "Origin": self.address[:-1],
        }
        self.line = await websocket_connect(
            HTTPRequest(f"{socket}?session_id={self.session}", headers=headers), ping_interval=30
        )
        self._answered = asyncio.Event()
        self._listening = asyncio.create_task(self._listen())
        await self.line.write_message(json.dumps(_info_request(self.session)))
        await asyncio.wait_for(self._answered.wait(), _PATIENCE)

    async def _page(self, workbook: str) -> str:
        """Return a whole page; one that failed is asked for once more, as the page itself does."""
        for _ in range(2):
            _, text = await self.fetch(workbook)
            while line := re.search(r'data-line="/([^"]*)"', text):
                self.has_waited = True
                while json.loads((await self.fetch(line.group(1)))[1])["place"]:
                    pass
                _, text = await self.fetch(workbook)
            if 'id="ci-page"' in text and "ci-failed" not in text:
                return text
            await asyncio.sleep(3)
        raise RuntimeError(f"no page came: {text[-200:]!r}")

    async def leave(self) -> None:
        """Say goodbye as a page does, and close the socket."""
        kernel = self.kernel_url.rsplit("/", 1)[1]
        headers = {"X-XSRFToken": self.cookies.get("_xsrf", "")}
        await self.fetch(f"voila/api/shutdown/{kernel}", method="POST", body="", headers=headers)
        await self.close()

    async def _listen(self) -> None:
        while self.line is not None and (text := await self.line.read_message()) is not None:
            if self.on_update is not None:
                self.on_update(str(text))
            message = json.loads(text)
            data = message.get("content", {}).get("data", {})
            kind = message["header"]["msg_type"]
            if kind == "kernel_info_reply":
                self._answered.set()
            elif kind == "comm_msg" and data.get("method") == "custom":
                reply = self.waiting.pop(data["content"].get("request_id", ""), None)
                if reply is not None and not reply.done():
                    reply.set_result(data["content"])


async def open_stock(address: str, workbook: str, models: int) -> None:
    """Load a page of stock Voila and ask its kernel for all widgets' state, as its page does.

    What a browser fetches besides, some hundred files, is not fetched here.
    """
    answer = await AsyncHTTPClient().fetch(f"{address}{workbook}.ipynb", request_timeout=_PATIENCE)
    text = answer.body.decode()
    kernel = re.findall(r'"kernelId": ?"([0-9a-f-]{36})"', text)[0]
    root = address.split("/voila/", maxsplit=1)[0]
    session = secrets.token_hex(16)
    line = await websocket_connect(
        HTTPRequest(
            f"{root}/api/kernels/{kernel}/channels?session_id={session}".replace("http", "ws", 1),
            headers={"Origin": root},
        )
    )
    comm = secrets.token_hex(16)
    opening = _message(session, "comm_open", {"comm_id": comm, "data": {}})
    opening["content"]["target_name"] = "jupyter.widget.control"
    opening["metadata"] = {"version": "1.0.0"}
    await line.write_message(json.dumps(opening))
    asked = {"comm_id": comm, "data": {"method": "request_states"}}
    await line.write_message(json.dumps(_message(session, "comm_msg", asked)))
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        said = await asyncio.wait_for(line.read_message(), until - time.monotonic())
        if said is None:
            raise RuntimeError("the socket was closed")
        text = said if isinstance(said, str) else said.decode("utf-8", "replace")
        if '"update_states"' in text and text.count('"model_name"') >= models:
            line.close()
            return
    raise TimeoutError


def _info_request(session: str) -> dict[str, Any]:
    return _message(session, "kernel_info_request", {})


def _message(session: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    header = {
        "msg_id": secrets.token_hex(16),
        "msg_type": kind,
        "session": session,
        "username": "",
        "date": "2026-01-01T00:00:00Z",
        "version": "5.3",
    }
    return {
        "channel": "shell",
        "header": header,
        "parent_header": {},
        "metadata": {},
        "content": content,
        "buffers": [],
    }
