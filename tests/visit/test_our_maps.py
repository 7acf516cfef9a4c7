"""Words put together, and what a team's maps say once they are closed."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.model import DeckWord, Draft, ImportedMap, MapLink, MapWord, Role, new_id
from ciwidgets.store import Store
from ciwidgets.visit.maps.our_map import OurMapExercise
from ciwidgets.visit.maps.our_words import OurWordsExercise
from tests.support.room import Page, Room


class Drawer:
    """A person's page with the maps, the words and the team's map."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.map: Any = page.visit.my_map("my-map", question="the-question")
        self.words: OurWordsExercise = page.visit.our_words("our-words", on="my-map")
        self.ours: OurMapExercise = page.visit.our_map("our-map", on="my-map", words="our-words")

    def draw(self, *links: tuple[str, str, float], base: int = 0, hands_in: bool = True) -> None:
        """Draw a map of one's own words."""
        labels = list(dict.fromkeys(end for link in links for end in link[:2]))
        ids = {label: f"w{number}" for number, label in enumerate(labels)}
        words = [
            {"id": ids[one], "label": one, "stands_for": "", "x": None, "y": None} for one in labels
        ]
        drawn = [{"source": ids[a], "target": ids[b], "weight": w} for a, b, w in links]
        reply = self.page.send(
            self.map, "save", base_revision=base, words=words, links=drawn, is_handed_in=hands_in
        )
        assert reply["type"] == "saved", reply

    def together(
        self, label: str, *keys: str, record: str = "", base: int = 0, **more: Any
    ) -> dict[str, Any]:
        record = record or f"shared-{secrets.token_hex(6)}"
        return self.page.send(
            self.words, "save", record_id=record, base_revision=base, label=label,
            words=list(keys), **more,
        )  # fmt: skip

    def here(self) -> list[str]:
        self.page.visit.look_again()
        return [one["label"] for one in self.words.widget.words_here]

    def shared(self) -> dict[str, list[str]]:
        self.page.visit.look_again()
        told = self.words.widget.shared
        return {one["label"]: [word["key"] for word in one["words"]] for one in told}

    def result(self) -> dict[str, Any]:
        self.page.visit.look_again()
        return dict(self.ours.widget.result)


@pytest.fixture
def hall(room: Room) -> Room:
    """A room whose program has a word to begin with."""
    words = [DeckWord(id="stigma", label="Stigma")]
    room.program = room.program.model_copy(update={"map_words": words})
    load_program(room.store, room.program)
    return room


def drawers(hall: Room, count: int) -> list[Drawer]:
    return [Drawer(page) for page in hall.people(count)]


def close(hall: Room, is_open: bool = False) -> Drawer:
    """Close the maps; return the page of who did."""
    manager = Drawer(hall.person(role=Role.PROJECT_MANAGER))
    reply = manager.page.set_step(manager.map, is_open=is_open)
    assert reply["type"] == "saved", reply
    return manager


def bring(page: Page, title: str, words: list[MapWord], links: list[MapLink]) -> str:
    """Bring a group's own map."""
    who = page.visit.require_identity()
    body = ImportedMap(title=title, format="matrix", counts_as="group", words=words, links=links)
    record = new_id()
    page.visit.append([Draft(record, body, new_id(), team_id=who.team_id, author_id=who.person_id)])
    return record


LESS = ("Stigma", "Asking for help", -0.62)


# --- words ----------------------------------------------------------------------------------


def test_the_words_of_handed_in_maps_are_here_and_nobodys_name_or_link(hall: Room) -> None:
    one, other = drawers(hall, 2)
    one.draw(LESS)
    other.draw(("Zebra", "hope", 1.0), hands_in=False)
    assert one.here() == ["Asking for help", "Stigma"]
    told = str(other.words.widget.get_state())
    assert "Zebra" not in told
    assert "0.62" not in told
    assert one.page.visit.require_identity().person_id not in told


def test_words_are_put_together_under_a_label_and_taken_apart_again(hall: Room) -> None:
    one, other = drawers(hall, 2)
    one.draw(("Shame", "hope", -1.0))
    other.draw(LESS)
    reply = one.together("Shame and stigma", "own:shame", "deck:stigma")
    assert reply["type"] == "saved"
    assert other.shared() == {"Shame and stigma": ["own:shame", "deck:stigma"]}
    assert other.here() == ["Asking for help", "hope"]
    dropped = other.page.send(
        other.words, "drop", record_id=reply["record_id"], base_revision=reply["revision"]
    )
    assert dropped["type"] == "saved"
    assert one.shared() == {}
    assert one.here() == ["Asking for help", "hope", "Shame", "Stigma"]


def test_a_word_stands_under_one_label_and_the_page_is_told_which(hall: Room) -> None:
    one, other = drawers(hall, 2)
    one.draw(("Shame", "hope", -1.0), ("Blame", "hope", -1.0))
    first = one.together("Stigma", "own:shame", "own:blame")
    other.page.visit.look_again()
    reply = other.together("Feelings", "own:shame", "own:hope")
    assert reply["type"] == "refused"
    assert "“Shame” already stands under “Stigma”" in reply["text"]
    again = one.together(
        "Stigma", "own:blame", "own:hope", record=first["record_id"], base=first["revision"]
    )
    assert again["type"] == "saved"
    assert other.together("Feelings", "own:shame", "own:hope")["type"] == "refused"


def test_two_ways_of_naming_one_word_are_not_two_words(hall: Room) -> None:
    one = Drawer(hall.person())
    one.draw(LESS)
    reply = one.together("Stigma", "own:stigma", "deck:stigma")
    assert reply["type"] == "refused"
    assert "one word already" in reply["text"]


def test_a_word_nobody_handed_in_cannot_be_put_anywhere(hall: Room) -> None:
    one = Drawer(hall.person())
    one.draw(LESS)
    reply = one.together("Stigma", "deck:stigma", "own:nobody wrote this")
    assert reply["type"] == "refused"
    assert "no longer on any map" in reply["text"]


def test_a_word_stays_under_its_label_although_its_map_was_taken_back(hall: Room) -> None:
    one, other = drawers(hall, 2)
    one.draw(("Shame", "hope", -1.0))
    other.draw(LESS)
    kept = one.together("Stigma", "own:shame", "deck:stigma")
    one.draw(("Shame", "hope", -1.0), base=1, hands_in=False)
    changed = other.together(
        "Stigma and shame", "own:shame", "deck:stigma", record=kept["record_id"], base=1
    )
    assert changed["type"] == "saved"
    assert other.shared() == {"Stigma and shame": ["own:shame", "deck:stigma"]}


def test_a_second_editor_sees_a_conflict_and_loses_nothing(hall: Room) -> None:
    one, other = drawers(hall, 2)
    one.draw(("Shame", "hope", -1.0), LESS)
    kept = one.together("Stigma", "own:shame", "deck:stigma")
    one.together("Stigma here", "own:shame", "deck:stigma", record=kept["record_id"], base=1)
    reply = other.together("Mine", "own:shame", "deck:stigma", record=kept["record_id"], base=1)
    assert reply["type"] == "conflict"
    assert reply["theirs"]["label"] == "Stigma here"
    assert reply["theirs"]["words"] == ["own:shame", "deck:stigma"]


def test_the_same_message_sent_again_gets_the_same_answer(hall: Room) -> None:
    one = Drawer(hall.person())
    one.draw(("Shame", "hope", -1.0), LESS)
    message = {
        "type": "save", "request_id": secrets.token_urlsafe(18), "record_id": "shared-1",
        "base_revision": 0, "label": "Stigma", "words": ["own:shame", "deck:stigma"],
    }  # fmt: skip
    first = one.page.visit.receive(one.words, message)
    assert first["type"] == "saved"
    assert one.page.visit.receive(one.words, message) == first


def test_a_message_sent_as_another_before_it_is_no_label_and_tells_nothing(hall: Room) -> None:
    one = Drawer(hall.person())
    message = {
        "type": "save", "request_id": secrets.token_urlsafe(18), "base_revision": 0,
        "words": [{"id": "a", "label": "Shame"}, {"id": "b", "label": "hope"}],
        "links": [{"source": "a", "target": "b", "weight": 1}], "is_handed_in": True,
    }  # fmt: skip
    assert one.page.visit.receive(one.map, message)["type"] == "saved"
    label = {
        "type": "save", "request_id": message["request_id"], "base_revision": 0,
        "record_id": "shared-1", "label": "Stigma", "words": ["own:shame", "own:hope"],
    }  # fmt: skip
    reply = one.page.visit.receive(one.words, label)
    assert reply["type"] == "refused"
    assert "our record do not agree" in reply["text"]


def test_alike_words_are_offered_and_never_put_together_by_themselves(hall: Room) -> None:
    one = Drawer(hall.person())
    one.draw(("Stigma", "hope", -1.0), ("the stigma", "hope", -1.0))
    one.page.visit.look_again()
    assert one.words.widget.alike == [{"words": ["deck:stigma", "own:the stigma"]}]
    assert one.shared() == {}
    assert "the stigma" in one.here()


def test_another_team_sees_none_of_it(hall: Room) -> None:
    one = Drawer(hall.person())
    one.draw(LESS)
    stranger = Drawer(hall.person("elm"))
    assert stranger.here() == []
    assert stranger.together("Stigma", "deck:stigma", "own:asking for help")["type"] == "refused"


def test_who_leaves_sees_no_words_any_more(hall: Room) -> None:
    one = Drawer(hall.person())
    one.draw(LESS)
    one.page.visit.become(None)
    assert one.words.widget.words_here == []
    assert one.ours.widget.result == {}


# --- our map --------------------------------------------------------------------------------


def test_the_map_is_made_when_the_maps_are_closed_and_gone_when_they_open(hall: Room) -> None:
    people = drawers(hall, 5)
    for one in people:
        one.draw(LESS)
    assert people[0].result() == {}
    assert people[0].ours.widget.answered == 5
    close(hall)
    found = people[0].result()
    assert (found["people"], found["too_few"], found["left_out"]) == (5, False, 0)
    (link,) = found["links"]
    assert link["sentence"] == "More “Stigma” leads to a drop in “Asking for help”, clearly."
    assert (link["mark"], link["weight"], link["people"]) == ("shared", -0.62, 5)
    assert {one["label"] for one in found["words"]} == {"Stigma", "Asking for help"}
    assert len({(one["x"], one["y"]) for one in found["words"]}) == 2
    close(hall, is_open=True)
    assert people[0].result() == {}


def test_of_four_maps_the_page_is_told_nothing_but_that(hall: Room) -> None:
    people = drawers(hall, 4)
    for one in people:
        one.draw(LESS)
    close(hall)
    found = people[0].result()
    assert found["too_few"]
    assert (found["words"], found["links"], found["sums"]) == ([], [], [])


def test_no_page_is_told_what_fewer_than_three_drew(hall: Room) -> None:
    people = drawers(hall, 6)
    for one in people[2:]:
        one.draw(LESS)
    for one in people[:2]:
        one.draw(LESS, ("Zebra", "Stigma", 1.0))
    manager = close(hall)
    for one in (*people, manager):
        assert one.result()["left_out"] == 1
        assert "Zebra" not in str(one.ours.widget.get_state())


def test_nobodys_map_can_be_told_from_what_a_page_is_told() -> None:
    """Somebody's page is the same, whoever of the others drew which map."""
    maps = [
        [("Stigma", "Asking for help", weight), (f"Secret {number}", "Stigma", weight)]
        for number, weight in enumerate((-0.91, -0.87, -0.53, 0.43, 0.37))
    ]
    seen = []
    for drawn in (maps, [maps[0], *reversed(maps[1:])]):
        hall = Room(Store("sqlite://"))
        people = drawers(hall, 5)
        for one, links in zip(people, drawn, strict=True):
            one.draw(*links)
        close(hall)
        assert len(people[0].result()["links"]) == 1
        # The page knows who it is of, and nobody else.
        mine = people[0].page.visit.person_id
        state = {**people[0].ours.widget.get_state(), "layout": None}
        told = str(state).replace(mine, "me")
        for number, ((_, _, weight), _) in enumerate(maps[1:], start=1):
            assert str(abs(weight)) not in told
            assert f"ecret {number}" not in told
        assert not [one for one in people if one.page.visit.person_id in told]
        seen.append(told)
    assert seen[0] == seen[1]


def test_the_map_takes_no_message_and_cannot_be_opened_or_closed(hall: Room) -> None:
    manager = Drawer(hall.person(role=Role.PROJECT_MANAGER))
    for kind in ("save", "step", "drop"):
        assert manager.page.send(manager.ours, kind, is_open=False)["type"] == "refused"


def test_groups_maps_from_files_are_shown_beside_and_count_in_nothing(hall: Room) -> None:
    one = Drawer(hall.person())
    words = [MapWord(id=name, label=name, x=x, y=0) for name, x in (("a", 0), ("b", None))]
    links = [
        MapLink(source="a", target="b", weight=-0.5),
        MapLink(source="b", target="a", weight=0.0),
    ]
    record = bring(one.page, "The harbor group", words, links)
    (shown,) = one.ours.widget.files
    assert (shown["id"], shown["title"]) == (record, "The harbor group")
    assert shown["links"] == [{"source": "a", "target": "b", "weight": -0.5}]
    assert [(word["key"], word["label"]) for word in shown["words"]] == [("a", "a"), ("b", "b")]
    assert (shown["words"][0]["x"], shown["words"][0]["y"]) == (0, 0)
    assert one.result() == {}
    assert one.ours.widget.answered == 0


def test_a_file_of_thousands_of_links_is_shown_with_its_strongest(hall: Room) -> None:
    one = Drawer(hall.person())
    words = [MapWord(id=f"w{number}", label=f"Word {number}") for number in range(60)]
    links = [
        MapLink(source=f"w{a}", target=f"w{b}", weight=1.0 if a < 5 else 0.1)
        for a in range(60)
        for b in range(60)
        if a != b
    ]
    bring(one.page, "Large", words, links)
    (shown,) = one.ours.widget.files
    assert len(shown["links"]) == 400
    assert sum(link["weight"] == 1.0 for link in shown["links"]) == 295
