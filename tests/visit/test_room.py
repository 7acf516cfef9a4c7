"""Leading a room: its place, timer and messages, every team's steps; for facilitators only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from ciwidgets.model import (
    Announcement,
    Body,
    Draft,
    Entry,
    Need,
    Person,
    Role,
    RoomPlace,
    StepState,
    Timer,
    new_id,
)
from ciwidgets.results.room.going import PLACE_ID, TIMER_ID
from ciwidgets.shipped import workbooks_folder
from ciwidgets.visit.live import HALL_SECONDS, POLL_SECONDS
from ciwidgets.visit.room.steps_asked import closing
from ciwidgets.words import section
from ciwidgets.workbook import read_workbooks
from tests.support.desk import Desk
from tests.support.room import BOARD, NEEDS, RATING, VOTE, Page, Room, room

__all__ = ["room"]


def entries(room: Room) -> list[Entry[Any]]:
    return room.store.since(0, limit=100_000)


def line_of(page: Page) -> dict[str, Any]:
    page.visit.look_again()
    return dict(page.strip.widget.room)


def say(room: Room, record_id: str, body: Body, ago: timedelta, team: str = "") -> None:
    """Keep something as if it had been said some time ago."""
    before = room.store.get(record_id)
    base = before.revision if before else 0
    told_at = datetime.now(UTC) - ago
    room.store.append([Draft(record_id, body, new_id(), team, base_revision=base, told_at=told_at)])


# --- what every page is told ----------------------------------------------------------------


def test_a_moved_room_is_shown_on_the_pages_of_every_team(room: Room) -> None:
    ash, elm, desk = room.person("ash"), room.person("elm"), Desk(room)
    assert line_of(ash) == {}
    assert desk.place(VOTE)["type"] == "saved"
    for page in (ash, elm):
        assert line_of(page)["place"] == {
            "workbook": "needs_assessment",
            "step": "what-first",
            "title": "6. What comes first",
            "is_here": True,
        }
    assert desk.strip.widget.room["place"]["is_here"] is False
    desk.place("")
    assert line_of(ash) == {}


def test_a_message_reaches_every_page_or_one_teams_and_is_taken_down(room: Room) -> None:
    ash, elm, desk = room.person("ash"), room.person("elm"), Desk(room)
    desk.send(desk.message, "send", text="Lunch <b>now</b>", to_team="")
    desk.send(desk.message, "send", text="Elm: table five", to_team="elm")
    assert [one["text"] for one in line_of(elm)["messages"]] == [
        "Elm: table five",
        "Lunch <b>now</b>",
    ]
    assert [one["text"] for one in line_of(ash)["messages"]] == ["Lunch <b>now</b>"]
    assert [one["to"] for one in desk.message.widget.messages] == ["Elm County", ""]
    for one in list(desk.message.widget.messages):
        assert desk.send(desk.message, "take_down", record_id=one["id"])["type"] == "saved"
    assert line_of(elm) == {}
    assert desk.message.widget.messages == []


def test_a_message_names_whom_it_names(room: Room) -> None:
    room.person("ash", name="Rosalind")
    desk = Desk(room)
    desk.send(desk.message, "send", text="Rosalind has the microphone", to_team="")
    guest = room.person("ash", role=Role.FACILITATOR)
    assert line_of(guest)["messages"][0]["text"] == "Rosalind has the microphone"


def test_a_timer_is_told_in_seconds_that_are_left_when_it_is_shown(room: Room) -> None:
    page, desk = room.person(), Desk(room)
    desk.send(desk.timer, "start", seconds=300, label="Write in silence")
    timer = line_of(page)["timer"]
    assert timer["label"] == "Write in silence"
    assert timer["is_running"] is True
    assert 298 <= timer["seconds"] <= 300
    ends_at = datetime.now(UTC) + timedelta(seconds=90)
    say(room, TIMER_ID, Timer(label="Talk", ends_at=ends_at), timedelta(minutes=5))
    late = room.person("elm")
    assert 88 <= line_of(late)["timer"]["seconds"] <= 90
    # A phone that wakes up asks anew, and nothing else makes its page count again.
    before = page.strip.widget.room
    room.person("ash").rate(talk=3)
    page.visit.look_again()
    assert page.strip.widget.room is not before  # the timer that was set meanwhile
    before = page.strip.widget.room
    room.person("ash").rate(talk=3)
    page.visit.look_again()
    assert page.strip.widget.room is before
    assert page.send(page.strip, "room")["type"] == "room"
    assert page.strip.widget.room is not before


def test_a_timer_stops_goes_on_gets_more_time_and_goes(room: Room) -> None:
    desk = Desk(room)

    def shown() -> tuple[int, bool]:
        timer = desk.timer.widget.timer
        return round(timer["seconds"], -1), timer["is_running"]

    assert desk.send(desk.timer, "add", seconds=60)["type"] == "refused"
    desk.send(desk.timer, "start", seconds=300, label="Write")
    desk.send(desk.timer, "stop")
    assert shown() == (300, False)
    desk.send(desk.timer, "add", seconds=60)
    assert shown() == (360, False)
    desk.send(desk.timer, "go_on")
    desk.send(desk.timer, "add", seconds=-120)
    assert shown() == (240, True)
    assert desk.timer.widget.timer["label"] == "Write"
    assert desk.send(desk.timer, "clear")["type"] == "saved"
    assert desk.timer.widget.timer == {}
    assert desk.send(desk.timer, "clear")["type"] == "refused"
    desk.send(desk.timer, "start", seconds=60, label="")
    assert shown() == (60, True)


def test_what_was_said_yesterday_is_shown_no_more(room: Room) -> None:
    page = room.person()
    day = timedelta(hours=13)
    say(room, PLACE_ID, RoomPlace(step=VOTE), day)
    say(room, "m", Announcement(text="Lunch"), day)
    say(room, TIMER_ID, Timer(seconds_left=60), day)
    assert line_of(page) == {}
    over = datetime.now(UTC) - timedelta(minutes=9)
    say(room, TIMER_ID, Timer(ends_at=over), timedelta(minutes=20))
    assert line_of(page)["timer"]["seconds"] < 0
    say(room, TIMER_ID, Timer(ends_at=over - timedelta(minutes=2)), timedelta(minutes=20))
    assert line_of(page) == {}


def test_a_message_that_is_sent_twice_stands_once(room: Room) -> None:
    desk = Desk(room)
    message = {"type": "send", "request_id": "r" * 22, "text": "Lunch", "to_team": ""}
    assert desk.visit.receive(desk.message, message) == desk.visit.receive(desk.message, message)
    assert len(room.store.current(Announcement)) == 1


# --- the occasion ---------------------------------------------------------------------------


def test_who_comes_back_is_at_the_occasion_the_facilitator_chose(room: Room) -> None:
    joined = Page(room.store)
    token = joined.join(room.code())["token"]
    desk = Desk(room)
    assert (desk.steps.widget.occasion, desk.steps.widget.chosen) == ("forum-2", "")
    desk.place("", occasion="forum-1")
    assert (desk.steps.widget.occasion, desk.steps.widget.chosen) == ("forum-1", "forum-1")

    def occasion() -> str:
        again = Page(room.store)
        again.send(again.strip, "restore", token=token, code="")
        return again.visit.occasion

    assert occasion() == "forum-1"
    say(room, PLACE_ID, RoomPlace(occasion="forum-1"), timedelta(hours=49))
    assert occasion() == "forum-2"


# --- every team's steps ---------------------------------------------------------------------


def test_a_step_is_closed_for_all_teams_at_once_and_opened_for_one(room: Room) -> None:
    pages, desk = [room.person("ash"), room.person("elm")], Desk(room)
    desk.place(VOTE)
    assert desk.set_steps(VOTE, is_open=False)["type"] == "saved"
    kept = [one for one in entries(room) if isinstance(one.body, StepState)]
    assert [(one.team_id, one.body.is_open) for one in kept] == [("ash", False), ("elm", False)]
    assert len({one.request_id for one in kept}) == 1
    for page in pages:
        page.visit.look_again()
        assert page.vote.widget.phase == "closed"
        assert page.rating.widget.phase == "open"
    before = entries(room)
    assert desk.set_steps(VOTE, is_open=False)["type"] == "saved"
    assert entries(room) == before
    desk.set_steps(VOTE, is_open=True, teams=("elm",))
    for page in pages:
        page.visit.look_again()
    assert [page.vote.widget.phase for page in pages] == ["closed", "open"]
    assert desk.of_team("ash")["is_open"] is False
    assert desk.of_team("elm")["is_open"] is True


def test_a_manager_who_opens_at_the_same_moment_stops_nobody(room: Room) -> None:
    desk, manager = Desk(room), room.person("ash", Role.PROJECT_MANAGER)
    desk.place(VOTE)
    manager.set_step(manager.vote, is_open=False)
    manager.set_step(manager.vote, is_open=True)  # two revisions the desk has not looked at
    assert desk.set_steps(VOTE, is_open=False)["type"] == "saved"
    manager.visit.look_again()
    assert manager.vote.widget.phase == "closed"


def let_be_quicker(
    monkeypatch: pytest.MonkeyPatch, room: Room, write: Callable[[], object]
) -> None:
    """Let somebody else write at the very moment the next save comes to the store."""
    append = room.store.append
    done: list[bool] = []

    def after_the_other(drafts: Sequence[Draft]) -> list[Entry[Body]]:
        if not done:
            done.append(True)
            write()
        return append(drafts)

    monkeypatch.setattr(room.store, "append", after_the_other)


def test_two_who_save_at_the_very_same_moment_both_get_through(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = Desk(room), Desk(room)
    let_be_quicker(monkeypatch, room, lambda: other.place(RATING))
    assert one.place(VOTE)["type"] == "saved"
    assert room.store.current(RoomPlace)[0].body.step == VOTE
    manager = room.person("elm", Role.PROJECT_MANAGER)
    let_be_quicker(monkeypatch, room, lambda: manager.set_step(manager.vote, is_open=False))
    assert one.set_steps(VOTE, is_open=False)["type"] == "saved"
    assert not any(one.body.is_open for one in room.store.current(StepState))
    assert len(room.store.current(StepState)) == 2


def test_only_a_step_the_room_is_at_is_opened_and_closed(room: Room) -> None:
    desk = Desk(room)
    before = len(entries(room))
    assert desk.set_steps(VOTE, is_open=False)["type"] == "refused"
    desk.place(VOTE)
    assert "moved on" in desk.set_steps(RATING, is_open=False)["text"]
    assert len(entries(room)) == before + 1


# --- how far the teams are ------------------------------------------------------------------


def test_the_desk_counts_what_each_teams_own_pages_count(room: Room) -> None:
    desk = Desk(room)
    ash, elm = room.people(6), room.people(3, "elm")
    for page in (*ash[:4], elm[0]):
        page.rate(talk=4)
    ash[0].rate(base_revision=1)  # takes all answers back
    ideas = [page.add_idea("No rides") for page in (ash[0], ash[0], ash[1], elm[2])]
    ash[1].send(ash[1].board, "withdraw", record_id=ideas[2], base_revision=1)
    ash[3].send(ash[3].vote, "save", base_revision=0, dots={ideas[0]: 2})
    ash[2].send(ash[2].needs, "save", record_id="n1", base_revision=0, text="Rides", rank=1)
    guest = room.person("ash", Role.FACILITATOR)
    guest.visit.look_again()
    for step, part in (
        (RATING, guest.rating),
        (BOARD, guest.board),
        (VOTE, guest.vote),
        (NEEDS, guest.needs),
    ):
        desk.place(step)
        found = desk.of_team("ash")
        counted = found["answered"] or found["written"]
        assert (found["here"], counted) == (part.widget.people, part.widget.answered), step
    desk.place(BOARD)
    assert (desk.of_team("elm")["here"], desk.of_team("elm")["answered"]) == (3, 1)
    hall = {one["id"]: one["standings"] for one in desk.progress.widget.overview}
    assert [one["answered"] for one in hall["how-we-see-it"]] == [3, 1]


def test_a_save_is_on_the_desk_at_its_next_look_and_restarts_the_quiet(room: Room) -> None:
    page, desk = room.person(), Desk(room)
    desk.place(RATING)
    say(room, PLACE_ID, RoomPlace(step=RATING), timedelta(minutes=4))
    found = desk.of_team("ash")
    assert (found["answered"], found["last"]) == (0, -1)
    assert 239 <= found["quiet"] <= 242
    page.rate(talk=3)
    found = desk.of_team("ash")
    assert (found["answered"], found["last"], found["quiet"]) == (1, 0, 0)


def test_people_of_another_day_are_not_here_until_they_come_again(room: Room) -> None:
    first, second = Page(room.store), Page(room.store)
    token = first.join(room.code())["token"]
    second.join(room.code())
    for page in (first, second):
        page.rate(talk=3)
    yesterday = (datetime.now(UTC) - timedelta(hours=13)).isoformat(timespec="microseconds")
    with room.store._backend.writing() as connection:
        connection.execute(text("UPDATE entries SET created_at = :at"), {"at": yesterday})
    desk = Desk(room)
    desk.place(RATING)
    found = desk.of_team("ash")
    assert (found["here"], found["answered"], found["last"]) == (0, 0, -1)
    # The same phone on the second day of a forum, which asks for nothing to be typed.
    again = Page(room.store)
    assert again.send(again.strip, "restore", token=token, code="")["type"] == "restored"
    found = desk.of_team("ash")
    assert (found["here"], found["answered"], found["last"]) == (1, 1, -1)
    revisions = len(room.store.history(again.visit.person_id))
    Page(room.store).send(again.strip, "restore", token=token, code="")
    assert len(room.store.history(again.visit.person_id)) == revisions  # once a day is enough


def test_only_a_page_that_leads_the_room_looks_four_times_a_second(room: Room) -> None:
    desk, other = Desk(room), Desk(room, Role.PARTICIPANT)
    assert (desk.visit._pace(), other.visit._pace()) == (HALL_SECONDS, POLL_SECONDS)
    desk.send(desk.strip, "leave")
    assert desk.visit._pace() == POLL_SECONDS


def test_neither_names_nor_answers_are_sent_to_the_desk(room: Room) -> None:
    desk = Desk(room)
    page = room.person("ash", name="Rosalind")
    page.rate(talk=5)
    page.add_idea("A secret idea")
    desk.place(BOARD)
    desk.of_team("ash")
    sent = repr([part.widget.get_state() for part in (desk.progress, desk.steps, desk.strip)])
    for word in ("Rosalind", "secret", page.visit.person_id):
        assert word not in sent


def test_a_damaged_entry_takes_no_other_off_the_desk(room: Room) -> None:
    pages, desk = room.people(2), Desk(room)
    desk.place(RATING)
    pages[0].rate(talk=3)
    with room.store._backend.writing() as connection:
        connection.execute(text("UPDATE entries SET body = '{' WHERE kind = 'rating'"))
    pages[1].rate(talk=3)
    assert desk.of_team("ash")["answered"] == 1


# --- two who lead at once -------------------------------------------------------------------


def test_of_two_facilitators_the_latest_wins_and_both_see_it(room: Room) -> None:
    one, other = Desk(room), Desk(room)
    one.place(VOTE)
    assert other.place(RATING)["type"] == "saved"  # it had not looked again
    assert other.steps.widget.place["by"] == "you"
    one.visit.look_again()
    assert one.steps.widget.place["title"] == "2. How we see it"
    assert one.steps.widget.place["by"] == "other"
    one.send(one.timer, "start", seconds=60, label="")
    other.send(other.timer, "start", seconds=600, label="")
    one.visit.look_again()
    assert one.timer.widget.timer["seconds"] > 500
    assert one.timer.widget.timer["by"] == "other"
    assert len(room.store.current(RoomPlace)) == len(room.store.current(Timer)) == 1


def test_a_facilitator_looks_at_no_team_here_and_at_one_elsewhere(room: Room) -> None:
    desk, page = Desk(room), room.person("ash", Role.FACILITATOR)
    assert desk.strip.widget.teams == []
    assert [one["id"] for one in page.strip.widget.teams] == ["ash", "elm"]


# --- who may not ----------------------------------------------------------------------------

ALL: list[tuple[str, dict[str, Any]]] = [
    ("steps", {"type": "place", "occasion": "", "step": VOTE}),
    ("progress", {"type": "steps", "steps": [VOTE], "teams": [], "is_open": False}),
    ("timer", {"type": "start", "seconds": 60, "label": ""}),
    ("timer", {"type": "add", "seconds": 60}),
    ("timer", {"type": "stop"}),
    ("timer", {"type": "go_on"}),
    ("timer", {"type": "clear"}),
    ("message", {"type": "send", "text": "x", "to_team": ""}),
    ("message", {"type": "take_down", "record_id": "x"}),
    ("shared", {"type": "ask", "team_id": "ash"}),
    ("shared", {"type": "ask", "team_id": ""}),
    ("shared", {"type": "reveal", "part": "needs", "screens": 1}),
]


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.PROJECT_MANAGER])
def test_nobody_but_a_facilitator_leads_the_room_or_sees_the_others(room: Room, role: Role) -> None:
    leader = Desk(room)
    leader.place(VOTE)
    leader.send(leader.timer, "start", seconds=300, label="")
    leader.send(leader.message, "send", text="Lunch", to_team="")
    room.person("elm").rate(talk=3)
    standing = room.store.current(Announcement)[0].record_id
    desk = Desk(room, role)
    before = entries(room)
    for part, content in ALL:
        asked = {**content, **({"record_id": standing} if "record_id" in content else {})}
        reply = desk.send(getattr(desk, part), **asked)
        assert reply["type"] == "refused", content
        assert "Only a facilitator" in reply["text"]
    assert entries(room) == before
    assert desk.visit.hall is None
    parts: list[Any] = [desk.steps, desk.progress, desk.timer, desk.message, desk.shared]
    for part in parts:
        own = set(type(part.widget).class_own_traits(sync=True)) - {"_anywidget_id"}
        assert part.widget.leads == "no"
        assert not any(getattr(part.widget, name) for name in own), type(part)


def test_nobody_yet_is_refused_and_told_to_come_in(room: Room) -> None:
    desk = Desk(room)
    assert desk.send(desk.strip, "leave")["type"] == "left"
    before = entries(room)
    for part, content in ALL:
        assert "join" in desk.send(getattr(desk, part), **content)["text"]
    assert entries(room) == before
    assert desk.steps.widget.leads == "waiting"
    assert (desk.progress.widget.teams, desk.visit.hall) == ([], None)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("steps", {"type": "place", "occasion": "forum-9", "step": ""}),
        ("steps", {"type": "place", "occasion": "", "step": "needs_assessment/nowhere"}),
        ("steps", {"type": "place", "occasion": "", "step": "../../etc/passwd"}),
        ("steps", {"type": "place", "occasion": "", "step": "reports/team-summary"}),
        ("steps", {"type": "place", "occasion": "", "step": VOTE, "author_id": "x"}),
        ("progress", {"type": "steps", "steps": [VOTE], "teams": ["oak"], "is_open": False}),
        ("progress", {"type": "steps", "steps": [VOTE], "teams": [""], "is_open": False}),
        ("progress", {"type": "steps", "steps": [], "teams": [], "is_open": False}),
        ("progress", {"type": "steps", "steps": [VOTE] * 11, "teams": [], "is_open": False}),
        ("progress", {"type": "steps", "steps": [VOTE], "teams": [], "is_open": "no"}),
        ("timer", {"type": "start", "seconds": 1, "label": ""}),
        ("timer", {"type": "start", "seconds": 10**9, "label": ""}),
        ("timer", {"type": "start", "seconds": 60, "label": "x" * 61}),
        ("timer", {"type": "add", "seconds": 10**9}),
        ("message", {"type": "send", "text": "  ", "to_team": ""}),
        ("message", {"type": "send", "text": "x" * 281, "to_team": ""}),
        ("message", {"type": "send", "text": "x", "to_team": "oak"}),
        ("message", {"type": "take_down", "record_id": PLACE_ID}),
        ("shared", {"type": "ask", "team_id": "oak"}),
        ("shared", {"type": "save"}),
        ("shared", {"type": "reveal", "part": "codes", "screens": 1}),
        ("shared", {"type": "reveal", "part": "needs", "screens": 0}),
    ],
)
def test_a_message_that_is_not_right_changes_nothing(
    room: Room, part: str, content: dict[str, Any]
) -> None:
    desk = Desk(room)
    desk.place(VOTE)
    before = entries(room)
    reply = desk.send(getattr(desk, part), **content)
    assert reply["type"] == "refused"
    assert "our side" not in reply["text"]
    assert entries(room) == before


# --- what it leaves alone -------------------------------------------------------------------


def test_where_the_room_is_is_no_work_of_a_team(room: Room) -> None:
    from ciwidgets.results.cohort.steps import filled_steps
    from ciwidgets.results.naming.team_record import TeamRecord

    page, desk = room.person(), Desk(room)
    page.add_idea("No rides")
    books = read_workbooks(workbooks_folder())
    elsewhere = next(one for one in books if one.name == "goals")
    assert desk.place(elsewhere.step_key(elsewhere.steps[0]))["type"] == "saved"
    page.visit.look_again()
    home = page.visit.team_home().widget
    assert home.next_step["workbook"] == "needs_assessment"
    filled = filled_steps(TeamRecord(room.store, "ash", for_a_report=True), books)
    assert {step for step, word in filled.items() if word != "empty"} == {BOARD}


def test_whoever_leads_finds_the_page_on_the_start_page_and_nobody_else(room: Room) -> None:
    desk = Desk(room)
    found = desk.visit.team_home().widget
    assert "facilitator" in [one["name"] for one in found.room]
    assert found.workbooks == []
    manager = room.person("ash", Role.PROJECT_MANAGER)
    listed = manager.visit.team_home().widget
    assert listed.room == []
    assert "facilitator" not in [one["name"] for one in listed.workbooks]


def test_what_several_teams_say_alike_is_told_with_their_names(room: Room) -> None:
    for team, needs in (("ash", "Rides to treatment"), ("elm", "Rides to treatment at night")):
        room.keep(f"need-{team}", Need(step=NEEDS, text=needs), team)
    desk = Desk(room)
    for team in ("ash", "elm"):
        assert desk.send(desk.shared, "ask", team_id=team)["type"] == "read"
    reply = desk.send(desk.shared, "ask", team_id="")
    needs = next(one for one in reply["found"] if one["subject"] == "needs")
    assert needs["items"][0]["teams"] == ["Ash County", "Elm County"]
    assert reply["unread"] == []


def test_every_exercise_that_stands_beside_another_has_a_name_for_people() -> None:
    words = section("room_progress")
    for book in read_workbooks(workbooks_folder()):
        for step in book.steps:
            for one in closing(step):
                assert f"exercise_{one.name}" in words, one.name


def test_persons_taken_for_one_are_counted_once(room: Room) -> None:
    pages, desk = room.people(3), Desk(room)
    desk.place(RATING)
    for page in pages:
        page.rate(talk=3)
    first, second = (page.visit.person_id for page in pages[:2])
    entry = room.store.get(second)
    assert entry is not None
    assert isinstance(entry.body, Person)
    room.keep(second, entry.body.model_copy(update={"same_as": first}))
    guest = room.person("ash", Role.FACILITATOR)
    found = desk.of_team("ash")
    assert (found["here"], found["answered"]) == (2, 2)
    assert (guest.rating.widget.people, guest.rating.widget.answered) == (2, 2)
