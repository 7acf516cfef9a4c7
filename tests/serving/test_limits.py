"""How often codes may be tried, whatever page tries them."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

from ciwidgets.serving.limits import JoinLimits
from ciwidgets.serving.page_line import PageLine, tried_code


class Clock:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_device_that_guesses_waits_longer_and_longer_however_often_it_reloads() -> None:
    clock = Clock()
    limits = JoinLimits(clock)
    assert [limits.try_now("a phone") for _ in range(10)] == [0.0] * 10
    waits = []
    for _ in range(4):
        waits.append(limits.try_now("a phone"))
        clock.now += waits[-1]
        assert limits.try_now("a phone") == 0
    assert waits[0] == 15
    assert all(later > 1.7 * before for before, later in pairwise(waits)), waits


def test_asking_while_one_waits_does_not_make_the_wait_longer() -> None:
    clock = Clock()
    limits = JoinLimits(clock)
    for _ in range(10):
        limits.try_now("a phone")
    clock.now = 5
    assert [limits.try_now("a phone") for _ in range(3)] == [10, 10, 10]


def test_a_right_code_is_no_guess_and_forgives_a_table_its_typing() -> None:
    limits = JoinLimits(Clock())
    for _ in range(30):  # a laptop that thirty people share, who all mistype once
        assert limits.try_now("laptop") == 0
        assert limits.try_now("laptop") == 0
        limits.was_right("laptop")


def test_a_thousand_guessing_devices_shut_nobody_out() -> None:
    limits = JoinLimits(Clock())
    tried = sum(limits.try_now(f"device {n % 1000}") == 0 for n in range(100_000))
    assert tried < 2_200, "each has two tries once many are tried"
    assert limits.try_now("somebody honest") == 0
    limits.was_right("somebody honest")


def test_time_forgives() -> None:
    clock = Clock()
    limits = JoinLimits(clock)
    for _ in range(10):
        limits.try_now("a phone")
    clock.now = 3600
    assert [limits.try_now("a phone") for _ in range(10)] == [0.0] * 10


def test_what_is_remembered_of_devices_is_bounded() -> None:
    limits = JoinLimits(Clock())
    for number in range(12_000):
        limits.try_now(f"device {number}")
    assert len(limits.__dict__["_devices"]) <= 10_001


def said(content: object) -> str:
    """Return a page's message with this content."""
    data = {"method": "custom", "content": content}
    return json.dumps({"content": {"comm_id": "c", "data": data}})


@pytest.mark.parametrize(
    "content",
    [
        {"type": "join", "request_id": "r", "code": "K7M2Q9XD"},
        {"type": "return", "request_id": "r", "return_code": "K7M2-Q9XD"},
        {"type": "anything later", "request_id": "r", "code": "x"},
        {"type": "restore", "request_id": "r", "token": "t", "code": "K7M2Q9XD"},
    ],
)
def test_a_message_that_tries_a_code_is_known_whatever_its_type(content: dict[str, str]) -> None:
    known = {"type": content["type"], "request_id": "r", "comm_id": "c"}
    assert tried_code(said(content)) == known
    hidden = said(content).replace('"code"', '"c\\u006fde"')
    assert tried_code(hidden) == known


def test_what_all_may_try_together_is_divided_among_workers() -> None:
    def tried(workers: int) -> int:
        """Return how many tries a thousand devices have, as each goes to one of the workers."""
        halls = [JoinLimits(Clock(), workers=workers) for _ in range(workers)]
        return sum(halls[n % workers].try_now(f"device {n % 1000}") == 0 for n in range(5_000))

    assert abs(tried(4) - tried(1)) < 50


class Line(PageLine):
    """A page's line without a socket or a kernel: it keeps what the kernel would hear."""

    _visitor = "a phone"
    _language = "en"

    def __init__(self) -> None:
        self.limits = JoinLimits(Clock())
        self.heard: list[dict[str, str]] = []
        self.refused: list[dict[str, str]] = []

    @property
    def _limits(self) -> JoinLimits:
        return self.limits

    def _refuse(self, said: dict[str, str], text: str) -> None:
        self.refused.append({**said, "text": text})


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    """A line of a phone's page, on a server of its own."""

    def hear(self: Line, message: str) -> None:
        self.heard.append(json.loads(message)["content"]["data"]["content"])

    monkeypatch.setattr(ZMQChannelsWebsocketConnection, "handle_incoming_message", hear)
    return Line()


def restore(line: Line, number: int, *, is_wrong: bool) -> str:
    """Come back with a code, as a page does when it is loaded; return the code the kernel heard."""
    content = {"type": "restore", "request_id": f"r{number}", "token": "t", "code": "K7M2Q9XD"}
    line.handle_incoming_message(said(content))
    answer: dict[str, object] = {"type": "restored", "request_id": f"r{number}"}
    answer |= {"wrong_code": True} if is_wrong else {}
    line._look_at_answer({"method": "custom", "content": answer})
    return line.heard[-1]["code"]


def test_a_known_device_guesses_no_more_than_others_and_is_let_in_all_the_same(
    line: Line,
) -> None:
    heard = [restore(line, n, is_wrong=True) for n in range(12)]
    assert heard == ["K7M2Q9XD"] * 10 + [""] * 2
    assert line.refused == []  # nobody who is known is sent away


def test_a_page_that_is_loaded_often_with_its_right_code_has_tried_nothing(line: Line) -> None:
    assert {restore(line, n, is_wrong=False) for n in range(50)} == {"K7M2Q9XD"}
    # And it has earned no guesses by that.
    assert [restore(line, n, is_wrong=True) for n in range(50, 62)].count("K7M2Q9XD") == 10
    assert restore(line, 62, is_wrong=False) == ""


@pytest.mark.parametrize(
    "message",
    [
        said({"type": "restore", "request_id": "r", "token": "t", "code": ""}),
        said({"type": "save", "request_id": "r", "answers": {"code": 3}}),
        said(["code"]),
        said("code"),
        "[]",
        "not JSON",
        "[" * 100_000,
    ],
)
def test_other_messages_are_not(message: str) -> None:
    assert tried_code(message) is None
