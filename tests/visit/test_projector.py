"""The projector shows what a facilitator revealed, and nothing before or besides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ciwidgets.enrolment import codes
from ciwidgets.model import (
    Draft,
    JoinCode,
    Need,
    Reveal,
    Role,
    RoomPlace,
    Timer,
    new_id,
    record_id_for,
)
from ciwidgets.results.room.revealed import REVEAL_ID
from ciwidgets.visit.room.projector import Projector
from ciwidgets.visit.room.reveal import RoomReveal
from tests.support.room import NEEDS, RATING, Page, Room

WELCOME = {"view": "welcome", "screen": 0}


class Wall:
    """A facilitator's two pages: the remote control, and the computer at the projector."""

    def __init__(self, room: Room) -> None:
        """Come in on both with the facilitator's code."""
        self.desk, self.screen = self._page(room), self._page(room)
        self.remote: RoomReveal = self.desk.visit.room_reveal()
        self.projector: Projector = self.screen.visit.projector()

    @staticmethod
    def _page(room: Room) -> Page:
        page = Page(room.store)
        page.join(room.code(role=Role.FACILITATOR))
        return page

    def reveal(self, view: str, step: str = "", to_show: str = "", **more: Any) -> dict[str, Any]:
        """Press, and let the projector's page look at the store as it does by itself."""
        reply = self.desk.send(self.remote, "reveal", view=view, step=step, to_show=to_show, **more)
        self.screen.visit.look_again()
        return reply

    @property
    def shown(self) -> dict[str, Any]:
        """What hangs on the wall now."""
        self.screen.visit.look_again()
        return dict(self.projector.widget.shown)


@pytest.fixture
def wall(room: Room) -> Iterator[Wall]:
    return Wall(room)


def closed(room: Room, team: str, answers: list[int]) -> None:
    """Let people of a team answer the survey, and close it."""
    for answer in answers:
        room.person(team).rate(talk=answer, trust=answer)
    manager = room.person(team, Role.PROJECT_MANAGER)
    assert manager.set_step(manager.rating, is_open=False)["type"] == "saved"


def test_before_anything_is_revealed_the_wall_says_welcome(room: Room, wall: Wall) -> None:
    closed(room, "ash", [4, 4, 4, 5, 5])
    assert wall.shown == WELCOME
    assert wall.projector.widget.program["name"] == "Made-up program"


def test_what_is_pressed_hangs_on_the_wall_and_one_press_takes_it_off(wall: Wall) -> None:
    assert wall.reveal("join")["type"] == "saved"
    assert wall.shown["view"] == "join"
    assert wall.shown["url"].endswith("/start")
    assert wall.reveal("welcome")["type"] == "saved"
    assert wall.shown == WELCOME


def test_what_was_revealed_last_survives_a_reload(room: Room, wall: Wall) -> None:
    wall.reveal("result", RATING, "ash")
    again = Wall(room)
    assert again.shown == wall.shown
    assert again.shown["team"] == "Ash County"
    assert again.remote.widget.now["to_show"] == "ash"


def test_what_was_revealed_yesterday_is_not_on_the_wall_today(room: Room) -> None:
    long_ago = datetime.now(UTC) - timedelta(hours=13)
    room.store.append([Draft(REVEAL_ID, Reveal(view="join"), new_id(), told_at=long_ago)])
    assert Wall(room).shown == WELCOME


def test_a_team_s_result_is_that_team_s_own_page_in_a_frame(wall: Wall) -> None:
    wall.reveal("result", RATING, "elm")
    shown = wall.shown
    assert (shown["workbook"], shown["step"]) == ("needs_assessment", "how-we-see-it")
    assert (shown["team_id"], shown["team"]) == ("elm", "Elm County")
    assert "statements" not in shown


def test_further_down_is_a_press_of_its_own_and_makes_nothing_anew(room: Room, wall: Wall) -> None:
    closed(room, "ash", [4, 4, 4, 5, 5])
    wall.reveal("result", RATING)
    before = wall.shown
    wall.reveal("result", RATING, screen=2)
    assert wall.shown == {**before, "screen": 2}
    assert wall.shown["statements"] is before["statements"]
    assert wall.reveal("result", RATING, screen=51)["type"] == "refused"


def test_two_facilitators_who_press_at_once_both_get_through_and_the_last_one_shows(
    room: Room, wall: Wall
) -> None:
    other = Wall(room)
    wall.reveal("join")
    assert other.reveal("progress")["type"] == "saved"
    assert wall.shown["view"] == other.shown["view"] == "progress"


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.PROJECT_MANAGER])
def test_nobody_but_a_facilitator_reveals_anything_or_sees_the_wall(
    room: Room, wall: Wall, role: Role
) -> None:
    wall.reveal("join")
    page = room.person("ash", role)
    remote, projector = page.visit.room_reveal(), page.visit.projector()
    cards = page.visit.room_cards()
    reply = page.send(remote, "reveal", view="progress", step="", to_show="")
    assert reply["type"] == "refused"
    assert projector.widget.shown == {}
    assert (remote.widget.now, remote.widget.workbooks, remote.widget.teams) == ({}, [], [])
    assert (cards.widget.cards, cards.widget.occasions) == ([], [])
    assert page.send(cards, "ask", occasion="forum-2")["type"] == "refused"
    assert wall.shown["view"] == "join"


def test_whoever_leaves_takes_what_is_on_their_screen_with_them(wall: Wall) -> None:
    wall.reveal("join")
    assert wall.shown["view"] == "join"
    wall.screen.send(wall.screen.strip, "leave")
    assert wall.projector.widget.shown == {}


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"view": "result", "step": "monthly_checkin/coaching", "to_show": "ash"}, "cannot be"),
        ({"view": "result", "step": "wins/my-name", "to_show": "ash"}, "cannot be shown"),
        ({"view": "exercise", "step": "nowhere/at-all"}, "cannot be shown"),
        ({"view": "result", "step": RATING, "to_show": "oak"}, "no such team"),
        ({"view": "result", "step": "", "to_show": "ash"}, "which step"),
        ({"view": "result", "step": NEEDS, "to_show": ""}, "Only a survey"),
        ({"view": "everything"}, "unexpected"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_a_sentence_and_nothing_changes(
    wall: Wall, asked: dict[str, str], why: str
) -> None:
    wall.reveal("join")
    reply = wall.reveal(**{"to_show": "", "step": "", **asked})
    assert (reply["type"], why in reply["text"]) == ("refused", True), reply
    assert wall.shown["view"] == "join"


def test_no_step_with_coaching_notes_or_what_one_keeps_for_oneself_is_offered(wall: Wall) -> None:
    offered = {step["key"] for book in wall.remote.widget.workbooks for step in book["steps"]}
    assert RATING in offered
    assert not offered & {"wins/my-name", "goals/is-it-good"}
    assert not [one for one in offered if "coach" in one or one.startswith("breakout/")]


# --- an exercise, with its timer -------------------------------------------------------------


def test_the_exercise_is_the_room_s_own_with_what_it_asks_and_its_address(
    room: Room, wall: Wall
) -> None:
    room.keep(record_id_for("room_place"), RoomPlace(step=RATING), team="")
    wall.reveal("exercise")
    shown = wall.shown
    assert shown["title"] == "2. How we see it"
    assert shown["prompt"].startswith("How do things stand in our community")
    assert "*" not in shown["prompt"]
    assert shown["url"].endswith("/needs_assessment#step=how-we-see-it")
    room.keep(
        record_id_for("timer", ""),
        Timer(label="Write", ends_at=datetime.now(UTC) + timedelta(minutes=5)),
        team="",
    )
    wall.screen.visit.look_again()
    timer = wall.projector.widget.timer
    assert (timer["label"], timer["is_running"]) == ("Write", True)
    assert 295 <= timer["seconds"] <= 300


def test_an_exercise_nobody_chose_is_the_welcome(wall: Wall) -> None:
    wall.reveal("exercise")
    assert wall.shown == WELCOME


# --- how far the teams are -------------------------------------------------------------------


def test_progress_counts_live_and_names_nobody_and_no_answer(room: Room, wall: Wall) -> None:
    people = room.people(3)
    people[0].rate(talk=5)
    wall.reveal("progress", RATING)
    assert wall.shown["teams"] == [
        {"name": "Ash County", "here": 3, "answered": 1},
        {"name": "Elm County", "here": 0, "answered": 0},
    ]
    people[1].rate(talk=1)
    assert wall.shown["teams"][0]["answered"] == 2
    assert "talk" not in str(wall.shown)


# --- the room's results ----------------------------------------------------------------------


def test_the_room_s_survey_waits_until_a_team_has_closed_it(room: Room, wall: Wall) -> None:
    for answer in (4, 4, 4, 5, 5):
        room.person("ash").rate(talk=answer)
    wall.reveal("result", RATING)
    assert (wall.shown["teams"], wall.shown["statements"]) == (0, [])
    manager = room.person("ash", Role.PROJECT_MANAGER)
    manager.set_step(manager.rating, is_open=False)
    assert wall.shown["teams"] == 1
    assert wall.shown["statements"][0]["counts"] == [0, 0, 0, 3, 2]
    manager.set_step(manager.rating, is_open=True)
    assert wall.shown["statements"] == []


def test_a_team_of_few_is_in_no_figure_and_not_named(room: Room, wall: Wall) -> None:
    closed(room, "ash", [4, 4, 4, 5, 5])
    closed(room, "elm", [1, 1, 1, 1])
    wall.reveal("result", RATING, is_side_by_side=True)
    shown = wall.shown
    assert (shown["teams"], shown["too_few"], shown["is_side_by_side"]) == (1, 1, True)
    for statement in shown["statements"]:
        assert (statement["people"], statement["counts"]) == (5, [0, 0, 0, 3, 2])
        assert [one["team"] for one in statement["beside"]] == ["Ash County"]
    assert "Elm" not in str(shown)


def test_together_is_the_sum_of_what_each_team_shows_beside_it(room: Room, wall: Wall) -> None:
    closed(room, "ash", [4, 4, 4, 5, 5])
    closed(room, "elm", [1, 1, 2, 2, 2, 5])
    wall.reveal("result", RATING)
    for one in wall.shown["statements"]:
        sums = [sum(pair) for pair in zip(*(each["counts"] for each in one["beside"]), strict=True)]
        assert one["counts"] == sums == [2, 3, 0, 3, 3]
        assert one["people"] == 11


def test_what_teams_share_is_shown_once_it_is_asked_for(room: Room, wall: Wall) -> None:
    for team in ("ash", "elm"):
        need = Need(step=NEEDS, text="Rides to treatment", rank=1)
        room.keep(f"need-{team}", need, team=team)
    assert "Rides" not in str(wall.shown)
    wall.reveal("shared")
    items = [item for group in wall.shown["groups"] for item in group["items"]]
    assert {"text": "Rides to treatment", "teams": ["Ash County", "Elm County"]} in items


# --- cards for the tables --------------------------------------------------------------------


def test_the_cards_are_of_the_occasion_going_on_or_of_the_one_chosen(
    room: Room, wall: Wall
) -> None:
    cards = wall.desk.visit.room_cards()
    assert [one["team"] for one in cards.widget.cards] == ["Ash County", "Elm County"]
    assert cards.widget.occasion == "forum-2"
    assert cards.widget.cards[0]["code"] == room.code("ash")
    before = cards.widget.cards
    assert wall.desk.send(cards, "ask", occasion="forum-1")["type"] == "cards"
    assert cards.widget.occasion == "forum-1"
    assert cards.widget.cards[0]["code"] != before[0]["code"]
    assert wall.desk.send(cards, "ask", occasion="forum-9")["type"] == "refused"
    assert cards.widget.occasion == "forum-1"


def test_no_card_holds_a_code_that_leads_or_manages_and_a_closed_one_is_marked(
    room: Room, wall: Wall
) -> None:
    told = [one for one in codes(room.store) if one.role is not Role.PARTICIPANT]
    now = next(one for one in room.store.current(JoinCode) if one.team_id == "elm"
               and one.occasion == "forum-2")  # fmt: skip
    room.keep(now.record_id, now.body.model_copy(update={"is_open": False}), team="elm")
    widget = wall.desk.visit.room_cards().widget
    assert told
    assert not [one.code for one in told if one.code in str(widget.cards)]
    assert [one["is_open"] for one in widget.cards] == [True, False]
