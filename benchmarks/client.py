"""A participant without a browser: the page's own protocol over a real socket."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from dataclasses import dataclass, field
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect


@dataclass
class Participant:
    """One page of a workbook: its models, its socket, and the replies that are awaited."""

    address: str
    line: WebSocketClientConnection | None = None
    models: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, asyncio.Future[dict[str, Any]]] = field(default_factory=dict)
    session: str = field(default_factory=lambda: secrets.token_hex(16))

    async def open(self, workbook: str) -> None:
        """Load the page and open its socket."""
        answer = await AsyncHTTPClient().fetch(f"{self.address}{workbook}", request_timeout=120)
        text = answer.body.decode()
        config = json.loads(re.findall(r'id="ci-page">(.*?)</script>', text)[0])
        for mount in re.findall(r'class="ci-mount">(.*?)</script>', text):
            found = json.loads(mount)
            self.models[found["module"]] = found["model_id"]
        cookies = "; ".join(one.split(";")[0] for one in answer.headers.get_list("Set-Cookie"))
        socket = f"{self.address[:-1]}{config['kernel_url']}/channels".replace("http", "ws", 1)
        self.line = await websocket_connect(
            HTTPRequest(
                f"{socket}?session_id={self.session}",
                headers={"Cookie": cookies, "Origin": self.address[:-1]},
            )
        )
        self._listening = asyncio.create_task(self._listen())

    async def ask(self, module: str, content: dict[str, Any]) -> dict[str, Any]:
        """Send a widget's message and return the reply to it."""
        request_id = secrets.token_urlsafe(18)
        reply: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self.waiting[request_id] = reply
        message = {
            "channel": "shell",
            "header": {
                "msg_id": secrets.token_hex(16),
                "msg_type": "comm_msg",
                "session": self.session,
                "username": "",
                "date": "2026-01-01T00:00:00Z",
                "version": "5.3",
            },
            "parent_header": {},
            "metadata": {},
            "content": {
                "comm_id": self.models[module],
                "data": {"method": "custom", "content": {"request_id": request_id, **content}},
            },
            "buffers": [],
        }
        if self.line is None:
            raise RuntimeError("open the page first")
        await self.line.write_message(json.dumps(message))
        return await asyncio.wait_for(reply, 30)

    async def close(self) -> None:
        """Leave."""
        if self.line is not None:
            self.line.close()
            await self._listening

    async def _listen(self) -> None:
        if self.line is None:
            return
        while (text := await self.line.read_message()) is not None:
            message = json.loads(text)
            data = message.get("content", {}).get("data", {})
            if message["header"]["msg_type"] == "comm_msg" and data.get("method") == "custom":
                content = data["content"]
                reply = self.waiting.pop(content.get("request_id", ""), None)
                if reply is not None and not reply.done():
                    reply.set_result(content)
