"""Coaching notes: whoever one is not meant for learns nothing of it, whatever their page says."""

from __future__ import annotations

import json
import secrets
from typing import Any

import pytest

from ciwidgets.model import CoachingNote, Role
from ciwidgets.results.plans.months import coaching_notes
from tests.support.room import Page, Room

SECRET = "For the eyes of faculty."
MEANT_FOR = ("faculty", "project_manager", "team")
SEES = {
    Role.FACILITATOR: {"faculty", "project_manager", "team"},
    Role.PROJECT_MANAGER: {"project_manager", "team"},
    Role.PARTICIPANT: {"team"},
}


class Here:
    """A person's page of the monthly check-in, with the notes on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.visit.workbook = "monthly_checkin"
        self.part = page.visit.coaching_notes("coaching")
        self.widget = self.part.widget

    def say(
        self, meant_for: str, base: int = 0, record_id: str = "", text: str = ""
    ) -> dict[str, Any]:
        return self.page.send(
            self.part,
            "save",
            record_id=record_id or f"note-for-{meant_for}-0001",
            base_revision=base,
            on="2026-06-01",
            text=text or f"For the eyes of {meant_for}.",
            meant_for=meant_for,
            topic="",
        )

    def ask(self, type: str, **content: Any) -> dict[str, Any]:  # noqa: A002
        return self.page.send(self.part, type, **content)

    def seen(self) -> set[str]:
        return {one["meant_for"] for one in self.widget.notes}

    def all_it_holds(self) -> str:
        """Return everything this page was told in its widgets' state."""
        return json.dumps(
            [
                {
                    name: getattr(part.widget, name)
                    for name in part.widget.class_trait_names(sync=True)
                }
                for part in self.page.visit.parts
            ],
            default=str,
        )


def here(room: Room, role: Role, team: str = "ash") -> Here:
    return Here(room.person(team, role))


@pytest.fixture
def coach(room: Room) -> Here:
    """A facilitator who wrote one note for each."""
    coach = here(room, Role.FACILITATOR)
    for one in MEANT_FOR:
        assert coach.say(one)["type"] == "saved"
    return coach


@pytest.mark.parametrize("role", list(Role))
def test_each_sees_what_is_meant_for_them_and_counts_no_more(
    room: Room, coach: Here, role: Role
) -> None:
    del coach
    reader = here(room, role)
    assert reader.seen() == SEES[role]
    assert reader.widget.answered == len(SEES[role])
    assert {one.body.meant_for for one in coaching_notes(room.store, "ash", role)} == SEES[role]
    assert here(room, role, "elm").seen() == set()


def test_a_note_comes_and_goes_on_a_page_that_is_open(room: Room) -> None:
    coach, manager = here(room, Role.FACILITATOR), here(room, Role.PROJECT_MANAGER)
    coach.say("project_manager", record_id="note-of-ours-0001")
    manager.page.visit.look_again()
    assert manager.seen() == {"project_manager"}
    coach.say("faculty", 1, "note-of-ours-0001", "For us alone.")
    manager.page.visit.look_again()
    assert (manager.seen(), manager.widget.answered) == (set(), 0)
    assert "For us alone." not in manager.all_it_holds()


def test_a_page_that_changes_hands_keeps_nothing_of_who_was_here(room: Room, coach: Here) -> None:
    assert SECRET in coach.all_it_holds()
    coach.page.send(coach.page.strip, "leave")
    assert SECRET not in coach.all_it_holds()
    assert coach.widget.readers == []
    coach.page.join(room.code())
    assert coach.seen() == {"team"}


def test_who_may_write_for_whom(room: Room) -> None:
    coach, manager, member = (
        here(room, one) for one in (Role.FACILITATOR, Role.PROJECT_MANAGER, Role.PARTICIPANT)
    )
    assert coach.widget.readers == ["faculty", "project_manager", "team"]
    assert manager.widget.readers == ["project_manager", "team"]
    for one in ("project_manager", "team"):
        assert manager.say(one)["type"] == "saved"
    refused = manager.say("faculty")
    assert (refused["type"], "the faculty" in refused["text"]) == ("refused", True)
    for one in MEANT_FOR:
        assert member.say(one, record_id=f"member-{one}-00001")["type"] == "refused"
    assert "keep_records" not in member.widget.may
    assert {"keep_records"} <= set(coach.widget.may) & set(manager.widget.may)
    assert len(room.store.current(CoachingNote)) == 2


@pytest.mark.parametrize("role", [Role.PROJECT_MANAGER, Role.PARTICIPANT])
def test_guessing_an_id_says_no_more_than_an_id_that_is_not_there(
    room: Room, coach: Here, role: Role
) -> None:
    del coach
    page = here(room, role)
    before = room.store.since(0, limit=1000)
    for hidden in sorted(set(MEANT_FOR) - SEES[role]):
        guessed, missing = f"note-for-{hidden}-0001", f"note-for-{hidden}-9999"
        for kind in ("drop", "history"):
            base = {} if kind == "history" else {"base_revision": 1}
            replies = [page.ask(kind, record_id=one, **base) for one in (guessed, missing)]
            assert replies[0].keys() == replies[1].keys()
            assert SECRET not in json.dumps(replies)
            assert [one.get("text") for one in replies] == [replies[1].get("text")] * 2
            assert replies[0]["type"] == "refused"
        for base_revision in (0, 1, 7):
            reply = page.say("team", base_revision, guessed, "Mine now")
            assert (reply["type"], "theirs" in reply) == ("refused", False), reply
    assert room.store.since(0, limit=1000) == before


def test_no_other_list_on_the_page_tells_a_note_by_its_id(room: Room, coach: Here) -> None:
    del coach
    manager = here(room, Role.PROJECT_MANAGER)
    page, hidden = manager.page, "note-for-faculty-0001"
    visit = page.visit
    lists: list[tuple[Any, dict[str, Any]]] = [
        (visit.lessons("our-lessons"), {"text": "x"}),
        (visit.next_steps("our-next-steps"), {"text": "x"}),
        (visit.meetings("our-meetings"), {"on": "2026-06-01"}),
        (visit.carry_on("carrying-on"), {"what": "x"}),
        (visit.governance("how-we-work"), {}),
        (visit.data_sources("our-data"), {"name": "x"}),
        (visit.coaching_notes("another-step"), {"on": "2026-06-01", "text": "x"}),
        (page.needs, {"text": "x", "rank": 1}),
    ]
    for part, fields in lists:
        for base in (0, 1):
            reply = page.send(part, "save", record_id=hidden, base_revision=base, **fields)
            assert reply["type"] == "refused", (type(part).__name__, reply)
        for kind, more in (("drop", {"base_revision": 1}), ("history", {})):
            reply = page.send(part, kind, record_id=hidden, **more)
            assert reply["type"] == "refused", (type(part).__name__, kind)
        assert SECRET not in json.dumps(page.send(part, "dropped"))
    assert page.send(page.board, "add", record_id=hidden, text="x")["type"] == "refused"
    assert SECRET not in manager.all_it_holds()
    assert "For the eyes of team." in manager.all_it_holds()


def test_only_whoever_wrote_a_note_changes_it_or_takes_it_off(room: Room) -> None:
    coach, manager = here(room, Role.FACILITATOR), here(room, Role.PROJECT_MANAGER)
    note = "note-of-ours-0001"
    coach.say("project_manager", record_id=note, text="For us both.")
    manager.page.visit.look_again()
    assert [one["is_mine"] for one in manager.widget.notes] == [False]
    assert [one["is_mine"] for one in coach.widget.notes] == [True]
    for reply in (
        manager.say("project_manager", 1, note, "Mine"),
        manager.ask("drop", record_id=note, base_revision=1),
        here(room, Role.FACILITATOR).say("faculty", 1, note, "Another coach’s"),
    ):
        assert (reply["type"], "Somebody else wrote this note" in reply["text"]) == (
            "refused",
            True,
        )
    assert room.store.current(CoachingNote)[0].body.text == "For us both."
    assert coach.say("team", 1, note, "For all")["type"] == "saved"
    assert manager.say("team", record_id="note-of-mine-0001")["type"] == "saved"
    assert manager.ask("drop", record_id="note-of-mine-0001", base_revision=1)["type"] == "saved"


def test_a_note_that_becomes_the_facultys_while_the_manager_writes_tells_nothing(
    room: Room,
) -> None:
    coach, manager = here(room, Role.FACILITATOR), here(room, Role.PROJECT_MANAGER)
    coach.say("project_manager", record_id="note-of-ours-0001", text="For us both.")
    manager.page.visit.look_again()
    coach.say("faculty", 1, "note-of-ours-0001")
    reply = manager.say("team", 1, "note-of-ours-0001", "Mine")
    assert reply["type"] == "refused"
    assert reply == {**manager.say("team", 1, "note-not-there-0001"), **reply}
    assert SECRET not in json.dumps(reply) + manager.all_it_holds()
    assert room.store.current(CoachingNote)[0].body.text == SECRET


def test_a_coach_who_writes_over_their_own_newer_note_sees_both(room: Room) -> None:
    coach = here(room, Role.FACILITATOR)
    coach.say("project_manager", record_id="note-of-ours-0001", text="Mine")
    coach.say("project_manager", 1, "note-of-ours-0001", "Mine, longer")
    reply = coach.say("team", 1, "note-of-ours-0001", "Mine, better")
    assert (reply["type"], reply["theirs"]["text"]) == ("conflict", "Mine, longer")
    assert len(room.store.history("note-of-ours-0001")) == 2


def test_earlier_versions_are_read_only_by_those_each_was_meant_for(room: Room) -> None:
    coach, manager = here(room, Role.FACILITATOR), here(room, Role.PROJECT_MANAGER)
    ours = "note-of-ours-0001"
    for base, (meant_for, text) in enumerate(
        [("project_manager", "First"), ("faculty", SECRET), ("project_manager", "Third")]
    ):
        assert coach.say(meant_for, base, ours, text)["type"] == "saved"
    manager.page.visit.look_again()
    theirs = manager.ask("history", record_id=ours)
    assert [one["fields"]["text"] for one in theirs["versions"]] == ["Third", "First"]
    all_of_it = coach.ask("history", record_id=ours)
    assert [one["fields"]["text"] for one in all_of_it["versions"]] == ["Third", SECRET, "First"]
    coach.say("faculty", 3, ours, "Now ours alone")
    manager.page.visit.look_again()
    gone = manager.ask("history", record_id=ours)
    assert gone["type"] == "refused"
    assert "First" not in json.dumps(gone)


@pytest.mark.parametrize("role", list(Role))
def test_what_was_taken_off_the_list_is_shown_only_to_those_it_was_meant_for(
    room: Room, coach: Here, role: Role
) -> None:
    for one in MEANT_FOR:
        coach.ask("drop", record_id=f"note-for-{one}-0001", base_revision=1)
    page = here(room, role)
    reply = page.ask("dropped")
    assert {one["record"]["meant_for"] for one in reply["records"]} == SEES[role]
    if role is Role.PROJECT_MANAGER:
        # Whoever wrote it puts it back, and nobody else.
        assert page.say("project_manager", 2)["type"] == "refused"
        assert coach.say("project_manager", 2)["type"] == "saved"
        assert page.say("team", 2, "note-for-faculty-0001")["type"] == "refused"


def test_a_request_of_the_coachs_is_no_answer_for_the_manager(room: Room) -> None:
    coach, manager = here(room, Role.FACILITATOR), here(room, Role.PROJECT_MANAGER)
    message = {
        "type": "save",
        "request_id": secrets.token_urlsafe(18),
        "record_id": "note-of-ours-0001",
        "base_revision": 0,
        "on": "2026-06-01",
        "text": SECRET,
        "meant_for": "faculty",
        "topic": "",
    }
    first = coach.page.visit.receive(coach.part, message)
    assert coach.page.visit.receive(coach.part, message) == first
    assert manager.page.visit.receive(manager.part, message)["type"] == "refused"
