"""A facilitator's page whose answer was lost sends the same again, and it is done once."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from ciwidgets.model import Announcement, Timer
from tests.support.desk import Desk
from tests.support.room import RATING, VOTE, Room


def twice(desk: Desk, part: Any, type: str, **content: Any) -> None:  # noqa: A002
    """Send one message two times, and make sure that the second answer is the first."""
    message = {"type": type, "request_id": secrets.token_urlsafe(18), **content}
    before = desk.visit.store.last_seq()
    first = desk.visit.receive(part, dict(message))
    assert first["type"] == "saved", first
    assert desk.visit.store.last_seq() == before + 1
    assert desk.visit.receive(part, dict(message)) == first
    assert desk.visit.store.last_seq() == before + 1


def test_the_timer_is_set_once_however_often_a_message_comes(room: Room) -> None:
    desk = Desk(room)
    twice(desk, desk.timer, "start", seconds=300, label="Ideas")
    twice(desk, desk.timer, "add", seconds=60)
    twice(desk, desk.timer, "stop")
    assert desk.timer.widget.timer["seconds"] in range(355, 361)
    twice(desk, desk.timer, "go_on")
    twice(desk, desk.timer, "clear")
    assert room.store.current(Timer) == []


def test_a_message_is_taken_down_once_however_often_that_comes(room: Room) -> None:
    desk = Desk(room)
    twice(desk, desk.message, "send", text="Lunch is at noon.", to_team="")
    [sent] = desk.message.widget.messages
    twice(desk, desk.message, "take_down", record_id=sent["id"])
    assert room.store.current(Announcement) == []


@pytest.mark.parametrize("step", [VOTE, ""])
def test_the_room_moves_once_however_often_that_comes(room: Room, step: str) -> None:
    desk = Desk(room)
    desk.place(RATING)
    twice(desk, desk.steps, "place", occasion="", step=step)


def test_what_is_sent_a_second_time_does_not_undo_what_came_after_it(room: Room) -> None:
    desk, other = Desk(room), Desk(room)
    message = {"type": "stop", "request_id": secrets.token_urlsafe(18)}
    desk.send(desk.timer, "start", seconds=300, label="")
    first = desk.visit.receive(desk.timer, dict(message))
    other.send(other.timer, "go_on")
    assert desk.visit.receive(desk.timer, dict(message)) == first
    [timer] = room.store.current(Timer)
    assert timer.body.ends_at is not None


def test_steps_that_were_opened_again_stay_open_when_the_closing_comes_a_second_time(
    room: Room,
) -> None:
    desk, other = Desk(room), Desk(room)
    desk.place(VOTE)
    close = {"steps": [VOTE], "teams": [], "is_open": False}
    message = {"type": "steps", "request_id": secrets.token_urlsafe(18), **close}
    first = desk.visit.receive(desk.progress, dict(message))
    other.set_steps(VOTE, is_open=True, teams=("elm",))
    assert desk.visit.receive(desk.progress, dict(message)) == first
    assert [desk.of_team(team)["is_open"] for team in ("ash", "elm")] == [False, True]
