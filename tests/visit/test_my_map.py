"""One's own map: seen by nobody else, saved as it is drawn, counted once it is handed in."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.model import DeckWord, Draft, MapQuestion, MapWord, OwnMap, Role, new_id
from ciwidgets.results.maps.question import question_id
from ciwidgets.visit.maps.my_map import MyMapExercise
from tests.support.room import Page, Room

STEP, ASKED = "needs_assessment/my-map", "needs_assessment/the-question"


@pytest.fixture
def hall(room: Room) -> Room:
    """A room whose program has words to begin a map with."""
    words = [DeckWord(id="stigma", label="Stigma"), DeckWord(id="help", label="Asking for help")]
    room.program = room.program.model_copy(update={"map_words": words})
    load_program(room.store, room.program)
    return room


def drawing(page: Page) -> Any:
    """Add the exercise to a page, once."""
    if not hasattr(page, "my_map"):
        page.my_map = page.visit.my_map(  # type: ignore[attr-defined]
            "my-map", question="the-question"
        )
    return page.my_map  # type: ignore[attr-defined]


def word(word_id: str, label: str, stands_for: str = "", **more: Any) -> dict[str, Any]:
    """Return a word as a page sends it."""
    return {"id": word_id, "label": label, "stands_for": stands_for, "x": None, "y": None, **more}


STIGMA, HELP = word("s", "Stigma", "deck:stigma"), word("h", "Asking for help", "deck:help")
LESS = {"source": "s", "target": "h", "weight": -0.62}


def draw(page: Page, base: int = 0, **changed: Any) -> dict[str, Any]:
    """Save a map of two words and one sentence, or another."""
    whole = {"words": [STIGMA, HELP], "links": [LESS], "is_handed_in": False, **changed}
    return page.send(drawing(page), "save", base_revision=base, **whole)


def need(page: Page, text: str, rank: int = 1) -> str:
    """Choose a need, and return its id."""
    reply = page.send(
        page.needs, "save", record_id=f"n-{rank}", base_revision=0,
        text=text, reason="", idea_ids=[], fact_ids=[], rank=rank,
    )  # fmt: skip
    assert reply["type"] == "saved", reply
    return str(reply["record_id"])


def test_a_map_is_kept_whole_and_shown_to_the_one_who_drew_it_alone(hall: Room) -> None:
    page, other = hall.people(2)
    placed = word("s", "Stigma", "deck:stigma", x=12.5, y=-3)
    assert draw(page, words=[placed, HELP])["type"] == "saved"
    other.visit.look_again()
    assert drawing(page).widget.mine == {
        "words": [placed, HELP],
        "links": [LESS],
        "is_handed_in": False,
        "revision": 1,
    }
    assert drawing(other).widget.mine == {
        "words": [], "links": [], "is_handed_in": False, "revision": 0,
    }  # fmt: skip


def test_no_page_of_the_team_is_told_a_word_of_it(hall: Room) -> None:
    page, other, manager = [*hall.people(2), hall.person(role=Role.PROJECT_MANAGER)]
    draw(page, words=[word("s", "Zebra crossing"), HELP])
    for one in (other, manager):
        one.visit.look_again()
        drawing(one).refresh()
        assert "Zebra" not in str(drawing(one).widget.get_state())


def test_the_deck_is_the_teams_needs_first_and_then_the_programs_words(hall: Room) -> None:
    page, stranger = hall.person(), hall.person("elm")
    second, first = need(page, "Housing", 2), need(page, "Rides to treatment.", 1)
    drawing(page).refresh()
    assert drawing(page).widget.deck == [
        {"key": f"need:{first}", "label": "Rides to treatment"},
        {"key": f"need:{second}", "label": "Housing"},
        {"key": "deck:stigma", "label": "Stigma"},
        {"key": "deck:help", "label": "Asking for help"},
    ]
    assert [one["key"] for one in drawing(stranger).widget.deck] == ["deck:stigma", "deck:help"]
    assert drawing(page).widget.strengths == [0.25, 0.62, 1.0]


def test_the_question_is_the_one_the_team_chose_or_asks_after_its_first_need(hall: Room) -> None:
    page = hall.person()
    assert drawing(page).widget.question.endswith("?")
    need(page, "Rides to treatment")
    assert "Rides to treatment" in drawing(page).widget.question
    who = page.visit.require_identity()
    page.visit.append(
        [
            Draft(
                question_id(who.team_id, ASKED),
                MapQuestion(step=ASKED, text="What keeps people from help?"),
                new_id(),
                team_id=who.team_id,
                author_id=who.person_id,
                occasion=who.occasion,
            )
        ]
    )
    assert drawing(page).widget.question == "What keeps people from help?"


def test_a_word_stands_for_the_deck_or_a_need_of_the_team_and_for_nothing_else(hall: Room) -> None:
    page, stranger = hall.person(), hall.person("elm")
    theirs = need(stranger, "Their need")
    mine = need(page, "Our need", 2)
    for key in ("deck:nowhere", f"need:{theirs}", "own:stigma", "junk"):
        reply = draw(page, words=[word("s", "Stigma", key), HELP])
        assert reply["type"] == "refused", key
        assert "Stigma" in reply["text"]
    assert draw(page, words=[word("s", "Ours", f"need:{mine}"), HELP])["type"] == "saved"


def test_a_word_stays_although_the_need_it_stands_for_was_dropped(hall: Room) -> None:
    page = hall.person()
    ours = [word("s", "Our need", f"need:{need(page, 'Our need')}"), HELP]
    draw(page, words=ours)
    page.send(page.needs, "drop", record_id="n-1", base_revision=1)
    assert draw(page, base=1, words=[HELP], links=[])["type"] == "saved"
    assert draw(page, base=2, words=ours)["type"] == "saved"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"links": [{"source": "s", "target": "s", "weight": 1}]}, "from a word to itself"),
        ({"links": [{"source": "s", "target": "z", "weight": 1}]}, "not on the map"),
        ({"links": [LESS, {**LESS, "weight": 1}]}, "twice"),
        ({"words": [STIGMA, HELP, {**HELP, "label": "Other"}]}, "twice"),
        ({"links": [{**LESS, "weight": 1.5}]}, ""),
        ({"words": [word(f"w{n}", f"Word {n}") for n in range(61)], "links": []}, ""),
        ({"links": [], "is_handed_in": True}, "no sentence yet"),
    ],
)
def test_what_is_no_map_is_refused_in_plain_words_and_changes_nothing(
    hall: Room, changed: dict[str, Any], said: str
) -> None:
    page = hall.person()
    reply = draw(page, **changed)
    assert reply["type"] == "refused"
    assert said in reply["text"]
    assert hall.store.current(OwnMap) == []


def test_only_those_who_handed_in_are_counted(hall: Room) -> None:
    people = hall.people(3)
    draw(people[0], is_handed_in=True)
    draw(people[1], is_handed_in=True)
    draw(people[1], base=1)
    draw(people[2])
    drawing(people[0]).visit.look_again()
    widget = drawing(people[0]).widget
    assert (widget.answered, widget.people) == (1, 3)


def test_a_closed_step_takes_no_change_and_still_shows_ones_own_map(hall: Room) -> None:
    page, manager = hall.person(), hall.person(role=Role.PROJECT_MANAGER)
    draw(page)
    manager.set_step(drawing(manager), is_open=False)
    page.visit.look_again()
    assert draw(page, base=1, is_handed_in=True)["type"] == "refused"
    assert drawing(page).widget.phase == "closed"
    assert drawing(page).widget.mine["links"] == [LESS]


def test_two_devices_of_one_person_meet_in_a_conflict_and_lose_nothing(hall: Room) -> None:
    phone, laptop = Page(hall.store), Page(hall.store)
    token = phone.join(hall.code())["token"]
    laptop.send(laptop.strip, "restore", token=token, code="")
    draw(phone)
    reply = draw(laptop, links=[])
    assert reply["type"] == "conflict"
    assert reply["theirs"] == {"words": [STIGMA, HELP], "links": [LESS], "is_handed_in": False}
    assert draw(laptop, base=reply["revision"], links=[])["type"] == "saved"
    assert [len(one.body.links) for one in hall.store.history(reply["record_id"])] == [1, 0]


def test_a_map_sent_again_is_kept_once_and_answered_as_kept(hall: Room) -> None:
    page = hall.person()
    message = {
        "type": "save", "request_id": "r" * 22, "base_revision": 0,
        "words": [STIGMA, HELP], "links": [LESS], "is_handed_in": False,
    }  # fmt: skip
    first = page.visit.receive(drawing(page), message)
    draw(page, base=1, links=[])
    assert page.visit.receive(drawing(page), message) == first
    assert len(hall.store.history(first["record_id"])) == 2


def test_what_a_file_said_of_words_and_links_outlives_a_change_on_the_page(hall: Room) -> None:
    page = hall.person()
    exercise: MyMapExercise = drawing(page)
    who = page.visit.require_identity()
    noted = OwnMap.model_validate(
        {
            "step": STEP,
            "words": [{**STIGMA, "notes": "As heard.", "units": "people", "group": 2}, HELP],
            "links": [{**LESS, "confidence": 2.0, "notes": "Often."}],
        }
    )
    record_id = exercise.own_record_id("own_map")
    page.visit.append([Draft(record_id, noted, new_id(), who.team_id, who.person_id, who.occasion)])
    draw(page, base=1, words=[{**STIGMA, "x": 4, "y": 5}, HELP])
    kept = hall.store.history(record_id)[-1].body
    assert kept.words[0] == MapWord(
        id="s", label="Stigma", stands_for="deck:stigma", x=4, y=5,
        notes="As heard.", units="people", group=2,
    )  # fmt: skip
    assert (kept.links[0].confidence, kept.links[0].notes) == (2.0, "Often.")
    assert "As heard." not in str(exercise.widget.mine)


def test_a_person_takes_their_own_map_as_a_file_and_nobody_elses(hall: Room) -> None:
    page, other = hall.people(2)
    draw(page)
    reply = page.send(drawing(page), "take", map="own", format="csv")
    assert reply["type"] == "file"
    held = base64.b64decode(reply["base64"]).decode("utf-8")
    assert "Stigma" in held
    assert "-0.62" in held
    refused = [
        other.send(drawing(other), "take", map="own", format="csv"),
        page.send(drawing(page), "take", map="people", format="csv"),
        page.send(drawing(page), "take", map="own", format="exe"),
    ]
    assert [one["type"] for one in refused] == ["refused"] * 3


def test_a_facilitator_looks_on_and_draws_nothing(hall: Room) -> None:
    draw(hall.person())
    guest = hall.person(role=Role.FACILITATOR)
    assert draw(guest)["type"] == "refused"
    assert drawing(guest).widget.mine["words"] == []


def test_nobody_is_left_on_a_page_that_was_left(hall: Room) -> None:
    page = hall.person()
    draw(page)
    page.send(page.strip, "leave")
    widget = drawing(page).widget
    assert (widget.mine, widget.deck, widget.question, widget.phase) == ({}, [], "", "waiting")
