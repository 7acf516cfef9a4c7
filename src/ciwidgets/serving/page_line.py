"""What passes between a page and its kernel, and what does not."""

from __future__ import annotations

import json
import math
import uuid
from datetime import UTC, datetime
from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

from ciwidgets.serving.language import page_for
from ciwidgets.serving.limits import JoinLimits
from ciwidgets.words import filled, section

_FOR_THE_PAGE = frozenset({"comm_msg", "comm_close", "status", "kernel_info_reply"})
# Said before and after everything a kernel does; a page waits for answers, not for these.
_HUM = frozenset({"busy", "idle"})
_MOST_PENDING = 32


class PageLine(ZMQChannelsWebsocketConnection):
    """Passes on what a page needs of its kernel: what widgets say, and whether it lives.

    Output, errors and what a cell displays stay here: the page has its widgets' first state
    already, and a traceback is nothing to show a participant. A code that is tried is counted by
    the visitor's cookie, whichever of their pages tries it. A device that is known comes in all the
    same: once it has tried too often, the code it brings along is not heard.
    """

    def handle_incoming_message(self, incoming_msg: str) -> None:
        """Pass on what a page says, unless it tries codes too often."""
        if not isinstance(incoming_msg, str):
            return  # no page of ours sends bytes, and a code in them would not be seen
        if (half := half_a_sign(incoming_msg)) is not None:
            self._refuse(half, section("waiting", self._language)["half_a_sign"])
            return
        said = tried_code(incoming_msg)
        if said is not None:
            seconds = math.ceil(self._limits.try_now(self._visitor))
            if seconds > 0 and said["type"] == "restore":
                super().handle_incoming_message(without_code(incoming_msg))
                return
            if seconds > 0:
                words = section("waiting", self._language)
                text = words["tries_one" if seconds == 1 else "tries_other"]
                self._refuse(said, filled(text, n=seconds))
                return
            pending = self._tried()
            if len(pending) < _MOST_PENDING:
                pending[said["request_id"]] = said["type"]
        super().handle_incoming_message(incoming_msg)

    def _on_zmq_reply(self, stream: Any, msg_list: Any) -> None:
        kind = msg_list["header"]["msg_type"]
        if kind == "status" and msg_list["content"].get("execution_state") in _HUM:
            return
        if kind in _FOR_THE_PAGE:
            if kind == "comm_msg":
                self._look_at_answer(msg_list["content"].get("data", {}))
            super()._on_zmq_reply(stream, msg_list)

    @property
    def _limits(self) -> JoinLimits:
        limits: JoinLimits = self.websocket_handler.settings["ciwidgets_join_limits"]
        return limits

    @property
    def _visitor(self) -> str:
        return str(self.websocket_handler.current_user.username)

    def _tried(self) -> dict[str, str]:
        """Return the type of each request of this socket whose code has not been answered."""
        tried: dict[str, str] = self.__dict__.setdefault("tried_codes", {})
        return tried

    def _look_at_answer(self, data: dict[str, Any]) -> None:
        answer = data.get("content") if data.get("method") == "custom" else None
        if not isinstance(answer, dict) or answer.get("request_id") not in self._tried():
            return
        is_known = self._tried().pop(answer["request_id"]) == "restore"
        if answer.get("type") == "refused" or answer.get("wrong_code"):
            return
        if is_known:
            # A right code that a device brings along each time must not forgive guesses.
            self._limits.was_no_guess(self._visitor)
        else:
            self._limits.was_right(self._visitor)

    @property
    def _language(self) -> str:
        return page_for(self.websocket_handler).language

    def _refuse(self, said: dict[str, str], text: str) -> None:
        """Answer in the kernel's place, in the same form."""
        reply = {"type": "refused", "request_id": said["request_id"], "text": text}
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": "comm_msg",
            "session": "",
            "username": "",
            "date": datetime.now(UTC).isoformat(),
            "version": "5.3",
        }
        message = {
            "channel": "iopub",
            "header": header,
            "parent_header": {},
            "metadata": {},
            "content": {
                "comm_id": said["comm_id"],
                "data": {"method": "custom", "content": reply},
            },
            "buffers": [],
        }
        self.websocket_handler.write_message(json.dumps(message))


def tried_code(message: str) -> dict[str, str] | None:
    """Return whose message tries a code: its ``type``, ``request_id``, ``comm_id``; else None."""
    try:
        said = json.loads(message)
        data = said["content"]["data"]
        content = data["content"]
        is_try = bool(content.get("code") or content.get("return_code"))
        if data["method"] != "custom" or not is_try:
            return None
        return {
            "type": str(content.get("type", "")),
            "request_id": str(content.get("request_id", "")),
            "comm_id": str(said["content"]["comm_id"]),
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def without_code(message: str) -> str:
    """Return a message that brings a code along as one that brings none."""
    said = json.loads(message)
    said["content"]["data"]["content"]["code"] = ""
    return json.dumps(said)


def half_a_sign(message: str) -> dict[str, str] | None:
    """Return whose message holds half of a surrogate pair; None for others.

    Half an emoji, as a program may leave it on the clipboard, cannot be written as UTF-8: on its
    way to the kernel it would break the line, and again each time the page sends it.
    """
    if "\\ud" not in message.lower():
        return None
    try:
        said = json.loads(message)
    except (ValueError, RecursionError):
        return None
    try:
        json.dumps(said, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return _sender_of(said)
    except RecursionError:
        return None
    return None


def _sender_of(said: Any) -> dict[str, str]:
    """Return what an answer to a message is addressed to; blanks where it says nothing of it."""
    content = said.get("content") if isinstance(said, dict) else None
    data = content.get("data") if isinstance(content, dict) else None
    sent = data.get("content") if isinstance(data, dict) else None
    return {
        "request_id": str(sent.get("request_id", "")) if isinstance(sent, dict) else "",
        "comm_id": str(content.get("comm_id", "")) if isinstance(content, dict) else "",
    }
