"""Levers: the words of the map that are worth a goal, chosen by the team and carried on by id."""

from __future__ import annotations

from typing import Any

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.model import DeckWord, Lever, Role
from tests.support.room import Page, Room

DECK = [DeckWord(id="help", label="Asking for help"), DeckWord(id="stigma", label="Stigma")]


@pytest.fixture
def deck(room: Room) -> Room:
    """The room, with a program that has words to begin a map with."""
    room.program = room.program.model_copy(update={"map_words": DECK})
    load_program(room.store, room.program)
    return room


class Here:
    """A person's page with their own map and the levers on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.map = page.visit.my_map("my-map", question="the-question")
        self.part = page.visit.levers("our-levers", on="my-map", words="our-words")
        self.widget = self.part.widget

    def say(self, base: int = 0, **changed: Any) -> dict[str, Any]:
        fields = {"record_id": "lever-of-ours-1", "word": "deck:help", "direction": "more"}
        return self.page.send(
            self.part, "save", base_revision=base, **{**fields, "reason": "", **changed}
        )

    def hand_in(self, *labels: str) -> None:
        words = [
            {"id": f"w{n}", "label": label, "stands_for": ""} for n, label in enumerate(labels)
        ]
        links = [{"source": "w0", "target": f"w{n}", "weight": 1.0} for n in range(1, len(words))]
        reply = self.page.send(
            self.map, "save", base_revision=0, words=words, links=links, is_handed_in=True
        )
        assert reply["type"] == "saved", reply

    def labels(self) -> list[str]:
        self.page.visit.look_again()
        return [one["label"] for one in self.widget.words_here]


def test_before_there_is_a_map_the_deck_and_what_people_handed_in_can_be_chosen(deck: Room) -> None:
    here, other = Here(deck.person()), Here(deck.person())
    assert here.labels() == ["Asking for help", "Stigma"]
    other.hand_in("Rent", "shame")
    assert here.labels() == ["Asking for help", "Rent", "shame", "Stigma"]
    assert here.widget.is_team_map is False


def test_once_the_maps_are_closed_the_words_of_the_team_map_can_be_chosen(deck: Room) -> None:
    people = [Here(page) for page in deck.people(6)]
    for here in people:
        here.hand_in("Shame", "Calling for help")
    manager = Here(deck.person(role=Role.PROJECT_MANAGER))
    manager.page.set_step(manager.map, is_open=False)
    assert people[0].labels() == ["Calling for help", "Shame"]
    assert people[0].widget.is_team_map is True
    assert (
        people[0].say(word="own:shame", direction="less", reason="It moves all.")["type"] == "saved"
    )
    manager.page.set_step(manager.map, is_open=True)
    (lever,) = people[0].widget.levers
    assert (lever["label"], lever["direction"], lever["reason"]) == (
        "Shame",
        "less",
        "It moves all.",
    )


def test_a_lever_is_there_for_the_whole_team_by_its_id_and_for_no_other(deck: Room) -> None:
    writer, reader, stranger = (Here(deck.person(team)) for team in ("ash", "ash", "elm"))
    assert writer.say()["type"] == "saved"
    for one in (reader, stranger):
        one.page.visit.look_again()
    (shown,) = reader.widget.levers
    assert (shown["id"], shown["word"], shown["label"]) == (
        "lever-of-ours-1", "deck:help", "Asking for help",
    )  # fmt: skip
    assert stranger.widget.levers == []
    assert stranger.say(base=1)["type"] == "refused"


def test_a_lever_keeps_its_word_when_the_map_lets_it_go(deck: Room) -> None:
    here = Here(deck.person())
    here.say()
    load_program(deck.store, deck.program.model_copy(update={"map_words": DECK[1:]}))
    assert here.labels() == ["Stigma"]
    assert here.say(base=1, direction="less")["type"] == "saved"
    assert here.widget.levers[0]["label"] == "Asking for help"
    reply = here.say(record_id="lever-of-ours-2")
    assert (reply["type"], "no longer on the map" in reply["text"]) == ("refused", True)


@pytest.mark.parametrize(
    "changed",
    [
        {"word": "own:nowhere"},
        {"word": "help"},
        {"direction": "up"},
        {"reason": "x" * 281},
        {"label": "Our own label"},
    ],
)
def test_what_fits_no_field_is_refused(deck: Room, changed: dict[str, Any]) -> None:
    here = Here(deck.person())
    assert here.say(**changed)["type"] == "refused"
    assert deck.store.current(Lever) == []


def test_a_second_editor_sees_a_conflict_and_a_dropped_lever_stays_in_the_past(deck: Room) -> None:
    one, other = Here(deck.person()), Here(deck.person())
    one.say()
    one.say(base=1, reason="We can.")
    reply = other.say(base=1, direction="less")
    assert (reply["type"], reply["theirs"]["reason"]) == ("conflict", "We can.")
    one.page.send(one.part, "drop", record_id="lever-of-ours-1", base_revision=2)
    assert one.widget.levers == []
    assert [e.retracted for e in deck.store.history("lever-of-ours-1")] == [False, False, True]
