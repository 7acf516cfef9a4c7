"""The projector shows what a facilitator revealed, and nothing before or besides."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.enrolment import codes, load_program
from ciwidgets.model import (
    Announcement,
    Breakout,
    Draft,
    JoinCode,
    Need,
    Reveal,
    Role,
    RoomPlace,
    StepState,
    Team,
    Timer,
    new_id,
    record_id_for,
)
from ciwidgets.results.cohort.sharing import InCommon
from ciwidgets.results.room.revealed import REVEAL_ID
from ciwidgets.visit.room.projector import Projector
from ciwidgets.visit.room.reveal import RoomReveal
from ciwidgets.visit.room.shared import RoomShared
from ciwidgets.visit.room.shared_wall import LINES, lines_of, on_the_wall
from tests.support.room import NEEDS, RATING, VOTE, Page, Room

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
def wall(room: Room) -> Wall:
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


@pytest.mark.parametrize(
    ("step", "word"), [(RATING, "answering"), (VOTE, "voting"), (NEEDS, "work")]
)
def test_a_step_that_is_open_is_not_told_as_something_a_team_found(
    room: Room, wall: Wall, step: str, word: str
) -> None:
    wall.reveal("result", step, "ash")
    assert wall.shown["going_on"] == word
    room.keep("state", StepState(step=step, is_open=False))
    assert wall.shown["going_on"] == ""
    wall.reveal("result", step, "elm")
    assert wall.shown["going_on"] == word


def test_a_group_s_result_is_that_group_s_own_page_in_a_frame(room: Room, wall: Wall) -> None:
    step, group = "breakout/what-we-tried", "breakout:0123456789ab"
    assert wall.remote.widget.groups_steps == []
    wall.desk.visit.watch_hall()  # as the facilitator's page does
    room.keep("group", Breakout(title="Table 3: rides"), team=group)
    wall.desk.visit.look_again()
    assert wall.remote.widget.groups == [{"id": group, "name": "Table 3: rides"}]
    offered = [one["key"] for one in wall.remote.widget.groups_steps]
    # What each person carries home is their own team's.
    assert offered == [step, "breakout/what-we-could-borrow"]
    assert wall.reveal("result", step, group)["type"] == "saved"
    shown = wall.shown
    assert (shown["workbook"], shown["step"]) == ("breakout", "what-we-tried")
    assert (shown["team_id"], shown["team"]) == (group, "Table 3: rides")
    for asked, whose in (
        (step, "ash"),
        (RATING, group),
        ("breakout/take-home", group),
        (step, "breakout:ba9876543210"),
    ):
        assert wall.reveal("result", asked, whose)["type"] == "refused", (asked, whose)
    assert wall.shown == shown


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


@pytest.mark.parametrize("view", ["welcome", "join", "exercise", "progress", "result"])
def test_the_timer_and_the_messages_to_all_are_on_the_wall_whatever_hangs_there(
    room: Room, wall: Wall, view: str
) -> None:
    room.keep(record_id_for("room_place"), RoomPlace(step=RATING), team="")
    wall.reveal(view, RATING if view == "result" else "")
    assert (wall.projector.widget.messages, wall.projector.widget.timer) == ([], {})
    room.keep("to-all", Announcement(text="Lunch is at noon"), team="")
    room.keep("to-ash", Announcement(text="Ash: table five", to_team="ash"), team="")
    ends_at = datetime.now(UTC) + timedelta(minutes=5)
    room.keep(record_id_for("timer", ""), Timer(label="Write", ends_at=ends_at), team="")
    assert wall.shown["view"] == view
    # What one team is told is not for the hall.
    assert wall.projector.widget.messages == [{"id": "to-all", "text": "Lunch is at noon"}]
    assert wall.projector.widget.timer["label"] == "Write"
    wall.screen.send(wall.screen.strip, "leave")
    assert (wall.projector.widget.messages, wall.projector.widget.timer) == ([], {})


def test_the_wall_says_whether_all_of_it_is_made_up(room: Room, wall: Wall) -> None:
    assert wall.shown == WELCOME
    assert wall.projector.widget.program["made_up"] is True
    load_program(room.store, room.program.model_copy(update={"made_up": False}))
    assert wall.shown == WELCOME
    assert wall.projector.widget.program["made_up"] is False


# --- how far the teams are -------------------------------------------------------------------


def test_progress_counts_the_room_live_and_tells_of_no_team_how_far_it_is(
    room: Room, wall: Wall
) -> None:
    people = room.people(3)
    elm = room.person("elm")
    people[0].rate(talk=5)
    wall.reveal("progress", RATING)
    assert (wall.shown["answered"], wall.shown["here"]) == (1, 4)
    # In the program's order, with nothing by which one is told from another.
    assert wall.shown["teams"] == ["Ash County", "Elm County"]
    elm.rate(talk=1)
    assert wall.shown["answered"] == 2
    assert wall.shown["teams"] == ["Ash County", "Elm County"]
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


def share(room: Room, *texts: str) -> None:
    """Let two teams write down the same needs."""
    for team in ("ash", "elm"):
        for rank, text in enumerate(texts, 1):
            room.keep(f"need-{team}-{rank}", Need(step=NEEDS, text=text, rank=rank), team=team)


def looked(wall: Wall) -> tuple[RoomShared, dict[str, Any]]:
    """Read every team as the facilitator's page does; return what each part holds."""
    part = wall.desk.visit.room_shared()
    for team in ("ash", "elm"):
        assert wall.desk.send(part, "ask", team_id=team)["type"] == "read"
    found = wall.desk.send(part, "ask", team_id="")["found"]
    return part, {one["subject"]: one for one in found}


def test_what_teams_share_is_seen_on_the_desk_before_the_wall_shows_the_part_chosen(
    room: Room, wall: Wall
) -> None:
    share(room, "Rides to treatment")
    part, found = looked(wall)
    assert wall.shown == WELCOME
    before = found["needs"]["wall"]
    assert before["screens"] == [
        [{"text": "Rides to treatment", "teams": ["Ash County", "Elm County"], "n": 2}]
    ]
    assert wall.desk.send(part, "reveal", part="needs", screens=1)["type"] == "saved"
    assert wall.shown == {"view": "shared", "part": "needs", "screen": 0, **before}


def lacking(monkeypatch: pytest.MonkeyPatch, *teams: str) -> None:
    """Let nobody from the health sector be at the table of these teams."""
    gap = [InCommon("health", teams)]
    monkeypatch.setattr("ciwidgets.results.cohort.sharing.sectors_missing", lambda _: gap)


def test_what_teams_lack_is_a_number_on_the_wall_and_names_no_team(
    room: Room, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    share(room, "Rides to treatment")
    lacking(monkeypatch, "ash", "elm")
    part, found = looked(wall)
    assert found["sectors"]["items"][0]["teams"] == ["Ash County", "Elm County"]  # on the desk
    assert found["sectors"]["wall"]["is_gap"]
    wall.desk.send(part, "reveal", part="sectors", screens=1)
    assert wall.shown["screens"] == [[{"text": "health", "teams": [], "n": 2}]]
    assert "County" not in str(wall.shown)
    # Another part of what they share shows nothing of it.
    wall.desk.send(part, "reveal", part="needs", screens=1)
    assert "health" not in str(wall.shown)


def test_no_part_of_what_teams_share_is_on_the_wall_before_one_is_chosen(
    room: Room, wall: Wall
) -> None:
    share(room, "Rides to treatment")
    reply = wall.reveal("shared")
    assert (reply["type"], "part" in reply["text"]) == ("refused", True)
    # As an older version kept it.
    room.keep(REVEAL_ID, Reveal(view="shared"), team="")
    assert wall.shown == WELCOME
    part = wall.desk.visit.room_shared()
    assert wall.desk.send(part, "reveal", part="everything", screens=1)["type"] == "refused"


@given(st.lists(st.text(min_size=1, max_size=280), max_size=12))
def test_what_teams_share_is_cut_into_screens_that_fit_and_nothing_is_lost(
    texts: list[str],
) -> None:
    items = [{"text": one, "teams": ["A", "B"]} for one in texts]
    screens = on_the_wall("needs", items)["screens"]
    assert [one["text"] for screen in screens for one in screen] == texts
    for screen in screens:
        assert sum(lines_of(one["text"]) for one in screen) <= LINES
        assert screen or not texts


def test_pages_are_turned_from_the_desk_and_the_wall_makes_nothing_anew(
    room: Room, wall: Wall
) -> None:
    words = ("Rides", "Beds", "Work", "Housing", "Childcare", "Teachers", "Nurses", "Phones")
    share(room, *(f"{one} ".ljust(100, one[0]) for one in words))
    part, found = looked(wall)
    screens = len(found["needs"]["wall"]["screens"])
    assert screens > 1
    wall.desk.send(part, "reveal", part="needs", screens=screens)
    wall.desk.visit.look_again()
    assert wall.remote.widget.now["screens"] == screens
    before = wall.shown
    reply = wall.reveal("shared", part="needs", screens=screens, screen=1)
    assert reply["type"] == "saved"
    assert wall.shown == {**before, "screen": 1}
    assert wall.shown["screens"] is before["screens"]


def test_pressed_again_what_teams_share_is_read_anew(room: Room, wall: Wall) -> None:
    share(room, "Rides to treatment")
    part, _ = looked(wall)
    wall.desk.send(part, "reveal", part="needs", screens=1)
    assert "Beds" not in str(wall.shown)
    share(room, "Rides to treatment", "Beds for the night")
    assert "Beds" not in str(wall.shown)  # nothing changes by itself while a room reads it
    wall.desk.send(part, "reveal", part="needs", screens=1)
    assert "Beds" in str(wall.shown)


def test_a_program_that_was_changed_changes_the_wall(room: Room, wall: Wall) -> None:
    wall.reveal("result", RATING, "ash")
    assert wall.shown["team"] == "Ash County"
    program = room.program.model_copy(
        update={"teams": [Team(id="ash", name="Ashes"), *room.program.teams[1:]]}
    )
    load_program(room.store, program)
    assert wall.shown["team"] == "Ashes"


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
