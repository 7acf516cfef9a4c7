"""Guessing codes: what an answer tells, and who waits after how many tries."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from ciwidgets.model import JoinCode, Role, normalise_code
from ciwidgets.model.codes import ALPHABET, CODE_LENGTH, new_code
from tests.support.room import Page, Room

WRONG = "WRNGCQDE"


@dataclass
class Clock:
    """A clock that a test moves."""

    now: float = 1000.0

    def __call__(self) -> float:
        """Say what time it is."""
        return self.now


def close(room: Room, code: str) -> None:
    """Close a code."""
    entry = room.store.look_up(JoinCode, normalise_code(code))[0]
    body = entry.body.model_copy(update={"is_open": False})
    room.keep(entry.record_id, body, team=entry.team_id)


def known(room: Room) -> str:
    """Return the token of somebody's device in Ash County."""
    return str(Page(room.store).join(room.code())["token"])


def test_a_code_that_was_closed_is_answered_as_one_that_never_was(room: Room) -> None:
    closed = room.code("elm")
    close(room, closed)
    told = []
    for code in (closed, WRONG):
        page = Page(room.store)
        reply = page.send(page.strip, "join", code=code, sector="law", name="")
        told.append({**reply, "request_id": ""})
        assert page.visit.door._wrong == 1
    assert told[0] == told[1]


def test_who_is_known_cannot_try_codes_for_nothing(room: Room) -> None:
    """A device with a token may bring a code along, and hears if it is another team's."""
    token, theirs = known(room), room.code("elm", Role.PROJECT_MANAGER)
    page, clock = Page(room.store), Clock()
    page.visit.door.clock = clock

    def bring(code: str) -> str:
        reply = page.send(page.strip, "restore", token=token, code=code)
        assert reply["type"] == "restored", "they are who they are, whatever code they bring"
        return str(reply.get("text", ""))

    assert "Elm County" in bring(theirs)
    assert [bring(WRONG) for _ in range(5)] == [""] * 5
    assert bring(theirs) == "", "whoever has guessed so often is told nothing"
    refused = page.send(page.strip, "join", code=room.code(), sector="law", name="")
    assert "wait" in refused["text"]
    clock.now += 3600
    assert "Elm County" in bring(theirs)


def test_a_whole_days_guessing_finds_no_code() -> None:
    """A hundred guesses a second for eight hours, with sixty codes open: under 3 in 10,000."""
    guesses, open_codes = 100 * 3600 * 8, 60
    assert len(set(ALPHABET)) == 30
    assert guesses * open_codes / len(ALPHABET) ** CODE_LENGTH < 3 / 10_000
    assert len({new_code() for _ in range(2000)}) == 2000


def test_no_answer_to_a_guess_holds_the_guess_or_a_code(room: Room) -> None:
    page = Page(room.store)
    for code in (
        "<img src=x onerror=hit()>",
        "x" * 100,
        "' OR 1=1 --",
        "\N{RIGHT-TO-LEFT OVERRIDE}x",
    ):
        reply = Page(room.store)
        told = reply.send(reply.strip, "join", code=code, sector="law", name="")
        assert told["type"] == "refused"
        assert code not in told["text"]
    ours = {normalise_code(room.code(team)) for team in ("ash", "elm")}
    shown = page.send(page.strip, "return", return_code=secrets.choice(sorted(ours)))
    assert shown["type"] == "refused", "a team's code is nobody's return code"
