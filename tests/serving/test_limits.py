"""How often codes may be tried, whatever page tries them."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from ciwidgets.serving.limits import JoinLimits
from ciwidgets.serving.page_line import tried_code


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
    ],
)
def test_a_message_that_tries_a_code_is_known_whatever_its_type(content: object) -> None:
    assert tried_code(said(content)) == {"request_id": "r", "comm_id": "c"}
    hidden = said(content).replace('"code"', '"c\\u006fde"')
    assert tried_code(hidden) == {"request_id": "r", "comm_id": "c"}


@pytest.mark.parametrize(
    "message",
    [
        said({"type": "restore", "request_id": "r", "token": "t", "code": "K7M2Q9XD"}),
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
