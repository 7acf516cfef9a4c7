"""Who may read a person's name: each decides alone, and can take it back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ciwidgets.model import (
    Activity,
    Goal,
    Meeting,
    NameConsent,
    Named,
    NextStep,
    Role,
    Win,
    record_id_for,
)
from ciwidgets.results.naming.names import Names
from tests.support.drafts import draft
from tests.support.room import Page, Room


class Here:
    """A person's page that asks after their name."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.part = page.visit.my_name("my-name")
        self.widget = self.part.widget
        self.id = page.visit.require_identity().person_id

    def say(self, about: str, *audiences: str, base: int = 0, **more: Any) -> dict[str, Any]:
        fields = {"about": about, "audiences": list(audiences), "base_revision": base, **more}
        return self.page.send(self.part, "consent", **fields)

    def place(self, about: str) -> dict[str, Any]:
        self.page.visit.look_again()
        return next(one for one in self.widget.places if one["about"] == about)

    def abouts(self) -> list[str]:
        self.page.visit.look_again()
        return [one["about"] for one in self.widget.places]


def keep(room: Room, body: Any, record_id: str, **more: Any) -> None:
    room.store.append([draft(body, record_id=record_id, team_id="ash", **more)])


def member(room: Room, name: str = "", role: Role = Role.PARTICIPANT) -> Here:
    page = Page(room.store)
    page.join(room.code("ash", role), name=name)
    if role is Role.FACILITATOR:
        page.send(page.strip, "look", team_id="ash")
    return Here(page)


def win(room: Room, record_id: str, *thanks_to: Named, base: int = 0) -> None:
    body = Win(step="wins/our-wins", title=f"Done: {record_id}", thanks_to=list(thanks_to))
    keep(room, body, record_id, base_revision=base)


def test_nothing_is_ticked_before_its_person_ticks_it(room: Room) -> None:
    maria = member(room, "Maria Lopez")
    win(room, "van", Named(person_id=maria.id))
    win(room, "another", Named(name="Tom"))
    assert maria.abouts() == ["", "van"]
    assert [one["audiences"] for one in maria.widget.places] == [[], []]
    assert maria.place("van")["title"] == "Done: van"
    assert maria.widget.my_name == "Maria Lopez"


def test_a_yes_is_kept_under_the_one_id_it_can_have_and_read_by_the_reports(room: Room) -> None:
    maria = member(room, "Maria Lopez")
    win(room, "van", Named(person_id=maria.id))
    reply = maria.say("van", "public", "team")
    assert reply["record_id"] == record_id_for("name_consent", maria.id, "van")
    assert maria.place("van")["audiences"] == ["team", "cohort", "public"]
    names, who = Names(room.store, "ash"), Named(person_id=maria.id)
    assert names.may(who, "van", "public")
    assert not names.may(who, "", "public")


def test_it_can_be_taken_back_any_time(room: Room) -> None:
    maria = member(room, "Maria Lopez")
    win(room, "van", Named(person_id=maria.id))
    maria.say("van", "team", "cohort", "public")
    assert maria.say("van", base=1)["type"] == "saved"
    assert maria.place("van")["audiences"] == []
    assert not Names(room.store, "ash").may(Named(person_id=maria.id), "van", "team")


def test_a_yes_can_be_taken_back_also_once_a_win_names_them_no_more(room: Room) -> None:
    maria = member(room, "Maria Lopez")
    win(room, "van", Named(person_id=maria.id))
    maria.say("van", "public")
    win(room, "van", base=1)
    assert not maria.place("van")["is_named"]
    assert maria.say("van", base=1)["type"] == "saved"
    assert maria.abouts() == [""]
    assert maria.say("van", "public", base=2)["type"] == "refused"


def test_one_answer_is_for_all_they_carry(room: Room) -> None:
    maria = member(room, "Maria Lopez")
    assert maria.place("")["is_named"] is False
    me = Named(person_id=maria.id)
    keep(room, Goal(step="goals/our-goals", aim="Fewer deaths", owner=me), "g")
    keep(room, Activity(step="goals/our-activities", name="Drive", owner=me), "a")
    keep(room, NextStep(step="monthly_checkin/steps", text="Call", owner=me), "n")
    keep(room, Meeting(step="monthly_checkin/m", on=date(2026, 3, 2), people=[me]), "m")
    keep(room, NextStep(step="monthly_checkin/steps", text="Not mine"), "n2")
    assert maria.place("")["carried"] == [
        {"kind": "goal", "label": "Fewer deaths"},
        {"kind": "activity", "label": "Drive"},
        {"kind": "next_step", "label": "Call"},
        {"kind": "meeting", "label": "2026-03-02"},
    ]
    assert maria.say("", "team")["record_id"] == record_id_for("name_consent", maria.id, "")
    assert Names(room.store, "ash").say(me, "", "team") == "Maria Lopez"


def test_who_was_written_down_by_name_is_asked_too(room: Room) -> None:
    maria = member(room, "Maria Lopez")
    win(room, "van", Named(name="maria  lopez", said_yes=["public"]))
    assert maria.abouts() == ["", "van"]
    # What somebody else wrote that she said counts for nothing beside her own word.
    assert not Names(room.store, "ash").may(
        Named(name="Maria Lopez", said_yes=["public"]), "van", "public"
    )
    maria.page.send(maria.page.strip, "rename", name="Mia", sector="law")
    assert maria.abouts() == ["", "van"]
    assert maria.widget.my_name == "Mia"


def test_nobody_answers_for_somebody_else(room: Room) -> None:
    maria, joe = member(room, "Maria Lopez"), member(room, "Joe")
    manager = member(room, "Pat", Role.PROJECT_MANAGER)
    win(room, "van", Named(person_id=maria.id))
    for other in (joe, manager):
        reply = other.say("van", "public")
        assert reply["type"] == "refused"
        assert "You are not named there any more" in reply["text"]
    for field in ("person_id", "author_id", "record_id"):
        more: dict[str, Any] = {field: maria.id}
        assert joe.say("", "public", **more)["type"] == "refused"
    # Joe's yes to what he carries is his alone, and names nobody else.
    joe.say("", "public")
    assert room.store.current(NameConsent)[0].author_id == joe.id
    assert not Names(room.store, "ash").may(Named(person_id=maria.id), "", "public")
    assert maria.abouts() == ["", "van"]
    assert maria.place("")["audiences"] == []


def test_another_list_cannot_overwrite_a_consent(room: Room) -> None:
    maria, joe = member(room, "Maria Lopez"), member(room, "Joe")
    record_id = maria.say("", "team")["record_id"]
    unsaid = record_id_for("name_consent", maria.id, "van")
    wins = joe.page.visit.wins("our-wins")
    for taken in (record_id, unsaid):
        reply = joe.page.send(
            wins, "save", record_id=taken, base_revision=int(taken == record_id), title="Mine now"
        )
        assert reply["type"] == "refused"
    assert maria.place("")["audiences"] == ["team"]


def test_a_facilitator_is_asked_nothing_and_can_answer_for_nobody(room: Room) -> None:
    maria = member(room, "Maria Lopez")
    win(room, "van", Named(person_id=maria.id))
    guest = member(room, "Maria Lopez", Role.FACILITATOR)
    guest.page.visit.look_again()
    assert guest.widget.places == []
    for about in ("", "van"):
        reply = guest.say(about, "public")
        assert reply["type"] == "refused"
        assert "A facilitator looks on" in reply["text"]
    assert room.store.current(NameConsent) == []


def test_no_other_page_hears_what_somebody_said(room: Room) -> None:
    maria, joe = member(room, "Maria Lopez"), member(room, "Joe")
    win(room, "van", Named(person_id=maria.id))
    maria.say("van", "public")
    joe.page.visit.look_again()
    state = joe.widget.get_state()
    assert "public" not in str(state["places"])
    assert "van" not in str(state["places"])
    assert state["answered"] == 0


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"about": "van", "audiences": ["the press"]}, "unexpected (audiences)"),
        ({"about": "nowhere", "audiences": []}, "not named there"),
        ({"about": "", "audiences": ["team"] * 4}, "unexpected (audiences)"),
        ({"about": "", "audiences": "team"}, "unexpected (audiences)"),
    ],
)
def test_what_fits_no_field_is_refused_in_a_sentence(
    room: Room, sent: dict[str, Any], said: str
) -> None:
    maria = member(room, "Maria Lopez")
    reply = maria.page.send(maria.part, "consent", base_revision=0, **sent)
    assert reply["type"] == "refused"
    assert said in reply["text"]


def test_a_tick_sent_twice_is_kept_once_in_whatever_order_it_was_made(room: Room) -> None:
    maria = member(room, "Maria Lopez")
    message = {
        "type": "consent",
        "request_id": "q" * 22,
        "base_revision": 0,
        "about": "",
        "audiences": ["public", "team"],
    }
    first = maria.page.visit.receive(maria.part, message)
    assert first["type"] == "saved"
    assert maria.page.visit.receive(maria.part, message) == first


def test_who_leaves_takes_their_answers_off_the_page(room: Room) -> None:
    maria = member(room, "Maria Lopez")
    maria.say("", "team")
    maria.page.send(maria.page.strip, "leave")
    assert (maria.widget.places, maria.widget.my_name) == ([], "")
    assert maria.say("", "public", base=1)["type"] == "refused"


def test_a_new_name_is_asked_about_anew(room: Room) -> None:
    maria = member(room, "Maria Lopez")
    win(room, "van", Named(person_id=maria.id))
    maria.say("van", "team")
    maria.page.send(maria.page.strip, "rename", name="Mia", sector="law")
    assert maria.place("van")["audiences"] == []
    assert not Names(room.store, "ash").may(Named(person_id=maria.id), "van", "team")
    maria.say("van", "team", base=1)
    assert maria.place("van")["audiences"] == ["team"]
    assert Names(room.store, "ash").say(Named(person_id=maria.id), "van", "team") == "Mia"


def test_who_came_in_twice_is_asked_and_answers_as_one(room: Room) -> None:
    old, now = member(room, "Maria Lopez"), member(room, "Maria Lopez")
    win(room, "van", Named(person_id=old.id))
    old.say("van", "public")
    before = room.store.get(old.id)
    body = before.body.model_copy(update={"same_as": now.id})
    keep(room, body, old.id, base_revision=before.revision, author_id=old.id)
    assert now.place("van")["audiences"] == ["team", "cohort", "public"]
    assert now.say("van")["type"] == "saved"
    assert not Names(room.store, "ash").may(Named(person_id=old.id), "van", "team")
    assert now.page.visit.record.names.said_yes(old.id, "van") == frozenset()


def test_whoever_shares_a_part_of_a_name_that_was_typed_is_asked(room: Room) -> None:
    maria, joe = member(room, "Maria Lopez"), member(room, "Joe")
    win(room, "van", Named(name="Maria", said_yes=["public"]))
    assert (maria.abouts(), joe.abouts()) == (["", "van"], [""])
