"""What drives what, on its page: three sentences, the loops, the numbers, and nobody's own map."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ciwidgets.model import Role
from ciwidgets.results.maps.findings import MOST_LOOPS, map_findings
from ciwidgets.words import kernel_section
from tests.support.map_pages import (
    OZESMI,
    OZESMI_WEIGHTS,
    bring_group_map,
    close_maps,
    hand_in,
    looking,
)
from tests.support.room import Page, Room

WORDS = kernel_section("what_drives")
PAIR = ("Stigma", "Help"), ((0, -1), (-0.5, 0))


def ask(page: Page, part: Any, map_id: str) -> dict[str, Any]:
    """Return the kernel's answer about a map."""
    # As it arrives on a page.
    reply: dict[str, Any] = json.loads(json.dumps(page.send(part, "ask", map=map_id)))
    return reply


def findings(labels: Any = OZESMI, weights: Any = OZESMI_WEIGHTS, **more: Any) -> Any:
    """Return what a map says."""
    return map_findings(labels, weights, WORDS, **more)


def numbers(found: Any) -> dict[str, str]:
    """Return the numbers of a whole map by their names."""
    return {one.name: one.value for one in found.measures}


# --- in sentences ---------------------------------------------------------------------------


def test_three_sentences_come_first_what_pushes_what_is_pushed_and_the_strongest_loop() -> None:
    found = findings()
    assert found.loops[0].sentence == (
        "More “Wetland” leads to a drop in “Pollution”, which leads to more “Wetland”: "
        "this feeds itself (reinforcing)."
    )
    assert found.lead == (
        "“Wetland” pushes most.",
        "“Fish” is pushed most.",
        f"The strongest loop: {found.loops[0].sentence}",
    )


def test_the_published_numbers_of_a_map_are_told_under_their_names() -> None:
    found = findings()
    assert numbers(found) == {
        "Words": "5",
        "Links": "11",
        "Links for each word": "2.20",
        "Density, as in Mental Modeler": "0.55",
        "Density, as in FCMapper": "0.44",
        "Complexity": "1.00",
        "Hierarchy, the standard form": "0.20",
        "Hierarchy, as FCMapper prints it": "0.03",
    }
    assert all(one.means.endswith(".") for one in found.measures)
    table = {one.label: (one.pushes, one.is_pushed, one.together) for one in found.words}
    assert table["Fish"] == ("1.00", "2.50", "3.50")
    assert next(iter(table)) == "Fish"
    assert found.roles == (
        "Drivers, which push and are pushed by nothing: Laws.",
        "Receivers, which are pushed and push nothing: Livelihood.",
    )


def test_a_loop_that_holds_itself_in_check_says_so() -> None:
    (loop,) = findings(("Stigma", "Help"), ((0, -1), (0.5, 0))).loops
    assert not loop.is_reinforcing
    assert loop.sentence == (
        "More “Stigma” leads to a drop in “Help”, which leads to a drop in “Stigma”: "
        "this holds itself in check (balancing)."
    )


def test_a_map_without_loops_or_drivers_says_that_in_words() -> None:
    chain = findings(("A", "B"), ((0, 1), (0, 0)))
    assert chain.lead[2] == "There is no loop: on this map, no word leads back to itself."
    assert chain.loop_notes == ("Loops of up to 6 words were looked for.",)
    ring = findings(*PAIR)
    assert numbers(ring)["Complexity"] == "not defined (no drivers)"
    assert ring.roles == (WORDS["drivers_none"], WORDS["receivers_none"])


def test_one_word_that_leads_to_itself_has_no_density() -> None:
    alone = findings(("Debt",), ((0.5,),))
    assert numbers(alone)["Density, as in Mental Modeler"] == "not defined (fewer than two words)"
    assert numbers(alone)["Hierarchy, the standard form"] == "not defined (fewer than two words)"
    assert alone.loops[0].sentence == (
        "More “Debt” leads to more “Debt”: this feeds itself (reinforcing)."
    )
    assert alone.notes[0].startswith("1 link leads from a word to itself.")


def test_words_that_push_alike_share_the_first_place() -> None:
    few = findings(("A", "B", "C"), ((0, 0, 1), (0, 0, 1), (0, 0, 0)))
    assert few.lead[0].startswith("“A” and “B” push most, and equally")
    many = findings(
        [str(one) for one in range(6)], [[float(a != b) for b in range(6)] for a in range(6)]
    )
    assert many.lead[0] == "No single word pushes most: 6 push equally."
    assert len(many.loops) == MOST_LOOPS
    assert "The first 12 are read aloud." in many.loop_notes


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 5).flatmap(
        lambda n: st.lists(
            st.lists(st.sampled_from([0.0, 0.25, -0.62, 1.0, -1.0]), min_size=n, max_size=n),
            min_size=n,
            max_size=n,
        )
    )
)
def test_whatever_the_map_each_loop_is_read_as_it_acts(weights: list[list[float]]) -> None:
    if not any(map(any, weights)):
        return
    labels = [f"word {place}" for place in range(len(weights))]
    found = findings(labels, weights)
    for loop in found.loops:
        ends_as_it_began = loop.sentence.split(":")[0].endswith(f"more “{labels[loop.words[0]]}”")
        assert ends_as_it_began == loop.is_reinforcing
        assert loop.sentence.count(" leads to ") == len(loop.words)
    assert len(found.words) == len(labels)
    assert "{" not in str(found)


# --- on the page ----------------------------------------------------------------------------


def test_ones_own_map_is_looked_at_at_once_handed_in_or_not(room: Room) -> None:
    page, other = room.people(2)
    part, others = looking(page), looking(other)
    assert [one["id"] for one in part.widget.maps] == ["people", "own"]
    assert "no links yet" in part.widget.maps[1]["why_not"]
    hand_in(page, *PAIR, is_handed_in=False)
    other.visit.look_again()
    assert part.widget.maps[1]["why_not"] == ""
    assert part.widget.answered == 1
    reply = ask(page, part, "own")
    assert reply["type"] == "findings"
    assert reply["findings"]["lead"][2].endswith("this feeds itself (reinforcing).")
    assert reply["findings"]["picture"]["links"][0] == {
        "source": "own:stigma", "target": "own:help", "weight": -1.0,
    }  # fmt: skip
    # Nothing of it reaches anybody else, whatever they ask for.
    assert "no links yet" in others.widget.maps[1]["why_not"]
    assert ask(other, others, "own")["type"] == "refused"
    assert "Stigma" not in json.dumps(others.widget.get_state(others.widget.keys), default=str)


def test_who_looks_on_has_no_own_map_and_nobody_at_all_gets_no_answer(room: Room) -> None:
    guest = room.person(role=Role.FACILITATOR)
    hand_in(room.person(), *PAIR)
    part = looking(guest)
    assert [one["id"] for one in part.widget.maps] == ["people"]
    assert ask(guest, part, "own")["type"] == "refused"
    stranger = Page(room.store)
    shown = looking(stranger)
    assert shown.widget.maps == []
    assert ask(stranger, shown, "people")["type"] == "refused"


def test_the_teams_map_is_there_once_five_maps_are_closed_and_not_before(room: Room) -> None:
    pages = room.people(5)
    part = looking(pages[0])
    for page in pages[:4]:
        hand_in(page, *PAIR)
    assert "when the maps are closed" in part.widget.maps[0]["why_not"]
    close_maps(room)
    pages[0].visit.look_again()
    assert "Fewer than five" in part.widget.maps[0]["why_not"]
    assert ask(pages[0], part, "people")["type"] == "refused"
    close_maps(room, is_open=True)
    hand_in(pages[4], *PAIR)
    close_maps(room)
    pages[0].visit.look_again()
    people = part.widget.maps[0]
    assert (people["id"], people["why_not"]) == ("people", "")
    lead = ask(pages[0], part, "people")["findings"]["lead"]
    assert lead[0].startswith("“Stigma” pushes most")


def test_links_that_fewer_than_three_drew_are_in_no_finding(room: Room) -> None:
    pages = room.people(6)
    for place, page in enumerate(pages):
        odd = 0.62 if place < 2 else 0
        hand_in(page, ("Stigma", "Help", "Secret"), ((0, -1, odd), (0, 0, 0), (0, 0, 0)))
    close_maps(room)
    part = looking(pages[0])
    reply = ask(pages[0], part, "people")
    assert numbers_of(reply)["Links"] == "1"
    assert "Secret" not in json.dumps(reply)


def test_maps_that_have_no_link_in_common_say_so_calmly(room: Room) -> None:
    pages = room.people(5)
    for place, page in enumerate(pages):
        hand_in(page, (f"A{place}", f"B{place}"), ((0, 1), (0, 0)))
    close_maps(room)
    pages[0].visit.look_again()
    part = looking(pages[0])
    assert "No link was drawn by three people" in part.widget.maps[0]["why_not"]


def test_with_one_vote_a_sector_every_number_is_of_weights_the_page_tells(room: Room) -> None:
    for sector, count in (("law", 10), ("health", 5)):
        for place in range(count):
            weight = 1.0 if sector == "law" or place == 0 else -1.0
            hand_in(room.person(sector=sector), ("Stigma", "Help"), ((0, weight), (0, 0)))
    close_maps(room)
    page = room.person()
    part = looking(page)
    assert [one["id"] for one in part.widget.maps] == ["people", "sectors", "own"]
    reply = ask(page, part, "sectors")["findings"]
    # (1 - 0.6) / 2 is 0.20, which is called a little, and 7 / 15 is called some.
    assert [one["pushes"] for one in reply["words"]] == ["0.00", "0.25"]
    assert WORDS["by_sectors"] in reply["notes"]
    by_people = ask(page, part, "people")["findings"]
    assert [one["pushes"] for one in by_people["words"]] == ["0.00", "0.47"]
    assert WORDS["by_sectors"] not in by_people["notes"]


def test_a_groups_map_from_a_file_is_the_teams_alone(room: Room) -> None:
    page, stranger = room.person(), room.person("elm")
    map_id = bring_group_map(room)
    page.visit.look_again()
    part, other = looking(page), looking(stranger)
    assert part.widget.maps[-1]["title"] == "A group’s map"
    reply = ask(page, part, map_id)
    assert reply["findings"]["lead"] == list(findings().lead)
    assert len(other.widget.maps) == 2
    assert ask(stranger, other, map_id)["type"] == "refused"


def test_words_of_a_file_that_are_written_alike_are_told_apart(room: Room) -> None:
    page = room.person()
    map_id = bring_group_map(room, ("Fish", "fish", "Laws"), ((0, 0, 1), (0, 0, 1), (0, 0, 0)))
    page.visit.look_again()
    lead = ask(page, looking(page), map_id)["findings"]["lead"]
    assert lead[0].startswith("“Fish” and “fish (2)” push most, and equally")


@pytest.mark.parametrize(
    "message",
    [
        {"map": "no-such-map"},
        {"map": "../own"},
        {"map": "own"},
        {"map": "sectors"},
        {"map": 7},
        {"map": ["own"]},
        {"map": "own", "person": "somebody"},
        {},
    ],
)
def test_what_a_page_should_not_ask_is_refused_in_one_sentence(
    room: Room, message: dict[str, Any]
) -> None:
    victim, page = room.people(2)
    hand_in(victim, *PAIR)
    part = looking(page)
    reply = page.send(part, "ask", **message)
    assert reply["type"] == "refused"
    assert "Stigma" not in json.dumps(reply)
    assert page.send(part, "step", is_open=False)["type"] == "refused"


def numbers_of(reply: dict[str, Any]) -> dict[str, str]:
    """Return the numbers of an answer by their names."""
    return {one["name"]: one["value"] for one in reply["findings"]["measures"]}
