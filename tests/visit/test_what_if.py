"""What if, on its page: T4 and T5 as Mental Modeler has them, and nothing of anybody's own map."""

from __future__ import annotations

import json
import secrets
from itertools import product
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ciwidgets.model import Role, WhatIf
from ciwidgets.results.maps.moves import what_moved
from ciwidgets.results.maps.pushes import TryOut, WhatIfSettings
from ciwidgets.words import kernel_section
from tests.support.map_pages import (
    OZESMI,
    OZESMI_WEIGHTS,
    T4,
    T4_WEIGHTS,
    asking,
    bring_group_map,
    close_maps,
    hand_in,
)
from tests.support.room import Page, Room

WORDS = kernel_section("what_if")
CHAIN = ("Laws", "Trust", "Help"), ((0, 1, 0), (0, 0, 1), (0, 0, 0))


def ask(page: Page, part: Any, map_id: str, **more: Any) -> dict[str, Any]:
    """Ask what moves; a push is a word and a value."""
    held = more.pop("held", {"own:laws": 1})
    pushes = [{"word": word, "to": to} for word, to in held.items()]
    reply = page.send(part, "ask", map=map_id, **{"pushes": pushes, **more})
    # As it arrives on a page.
    said: dict[str, Any] = json.loads(json.dumps(reply))
    return said


def keep(page: Page, part: Any, map_id: str, **more: Any) -> dict[str, Any]:
    """Keep a what-if."""
    whole = {
        "record_id": f"w-{secrets.token_hex(8)}",
        "base_revision": 0,
        "title": "More laws",
        "map": map_id,
        "pushes": [{"word": "own:laws", "to": 1}],
    }
    return page.send(part, "save", **{**whole, **more})


def changes(reply: dict[str, Any]) -> dict[str, str]:
    """Return what moves, as it is written, in its order."""
    return {one["label"]: one["change"] for one in reply["moves"]}


def moved(pushes: dict[int, float], **more: Any) -> Any:
    """Return what moves on the map for teaching."""
    settings = WhatIfSettings(**more.pop("settings", {}))
    trial = {"labels": OZESMI, "weights": OZESMI_WEIGHTS, **more}
    return what_moved(TryOut(pushes=pushes, settings=settings, **trial), WORDS)


# --- the numbers ----------------------------------------------------------------------------


def test_mental_modelers_numbers_come_out_of_a_file_through_the_page(room: Room) -> None:
    page = room.person()
    map_id, t4 = bring_group_map(room), bring_group_map(room, T4, T4_WEIGHTS)
    page.visit.look_again()
    part = asking(page)
    reply = ask(page, part, map_id)
    assert reply["type"] == "answer"
    assert changes(reply) == {"Fish": "+0.08", "Pollution": "−0.06", "Wetland": "+0.03"}
    assert [one["place"] for one in reply["moves"]] == [1, 2, 3]
    assert [one["sentence"] for one in reply["moves"]][:2] == [
        "“Fish” goes up.",
        "“Pollution” goes down.",
    ]
    assert reply["lead"] == "“Fish” goes up most."
    assert reply["still"] == ["Livelihood: no move that shows (less than 0.01)."]
    wetland = changes(ask(page, part, map_id, held={"own:wetland": 1}))
    assert wetland == {"Fish": "+0.12", "Livelihood": "+0.10", "Pollution": "−0.01"}
    pollution = changes(ask(page, part, map_id, held={"own:pollution": -1}))
    assert pollution == {"Fish": "+0.28", "Livelihood": "+0.12", "Wetland": "+0.07"}
    tanh = ask(page, part, t4, held={"own:a": 1}, squashing="tanh")
    assert changes(tanh) == {"B": "+0.90", "C": "+0.70", "D": "+0.60"}


def test_everything_it_was_worked_out_by_is_named(room: Room) -> None:
    page = room.person()
    map_id = bring_group_map(room)
    page.visit.look_again()
    worked = " ".join(ask(page, asking(page), map_id)["worked"])
    for said in (
        "Rule: Kosko.",
        "sigmoid, from 0 to 1, with steepness (λ) 1.",
        "Every word starts at 1.",
        "more than 0.00001 in a step (the tolerance), or after 10,000 steps",
        "Left alone, it settled after 6 steps.",
        "With the push, it settled after 6 steps.",
        "ends in the same place from every start",
        "are those of Mental Modeler",
    ):
        assert said in worked
    other = " ".join(
        ask(page, asking(page), map_id, rule="modified_kosko", squashing="bivalent")["worked"]
    )
    assert "modified Kosko" in other
    assert "It has no steepness." in other
    assert "Mental Modeler" not in other


def test_a_map_that_goes_round_in_a_cycle_says_so_and_gives_no_direction() -> None:
    ring = {"labels": ("A", "B", "C"), "weights": ((0, 3, 0), (-3, 0, 1), (0, 0, 0))}
    found = moved({2: 1.0}, **ring, settings={"squashing": "trivalent"})
    assert not found.is_settled
    assert found.moves == ()
    assert found.lead == WORDS["unsettled"]
    assert found.warnings[0] == "Left alone, it went round in a cycle of length 4."


@pytest.mark.parametrize(
    ("place", "to", "squashing", "said"),
    [
        (4, 0.5, "sigmoid", "Laws rests at about 0.5 by itself here, so holding it there changes"),
        (1, 0.5, "sigmoid", "Held at 0.5 it is lower than that: this pushes it down, not up."),
        (4, 0.75, "sigmoid", "Laws rests at 0.50 by itself here. Only the distance from there"),
        (4, 0, "sigmoid", "Laws rests at 0.50 by itself here, so holding it at none (0) pushes it"),
        (4, -1, "sigmoid", "words go no lower than 0 by themselves"),
        (3, 1, "sigmoid", "nothing is led to by Livelihood, so holding it moves nothing"),
        (4, 0, "tanh", "Laws rests at about 0 by itself here"),
        (4, 1, "sigmoid", "Read directions and order, not decimals."),
    ],
)
def test_what_to_beware_of_is_said_with_the_number_it_rests_on(
    place: int, to: float, squashing: str, said: str
) -> None:
    found = moved({place: to}, settings={"squashing": squashing})
    assert said in " ".join(found.warnings)


def test_a_word_at_rest_pushes_nothing_and_the_page_says_nothing_moves() -> None:
    found = moved({4: 0.5})
    assert (found.moves, found.still) == ((), ())
    assert found.lead == "Nothing else moves by enough to show (less than 0.01)."


def test_what_is_held_is_read_as_a_question() -> None:
    assert moved({4: 1, 2: 0, 0: -0.25}).held == (
        "What if “Laws” is held up, as far as it goes, “Pollution” is held at none and "
        "“Wetland” is held at −0.25?"
    )


@pytest.mark.parametrize(
    ("same", "said"),
    [
        (10, "most"),
        (7, "most"),
        (6, "half"),
        (4, "half"),
        (3, "few"),
        (0, "few"),
    ],
)
def test_shares_of_peoples_own_maps_are_told_in_words_and_never_as_a_count(
    same: int, said: str
) -> None:
    up, down = [[0, 1], [0, 0]], [[0, -1], [0, 0]]
    own = [up] * same + [down] * (10 - same), [[True, True]] * 10
    found = moved({0: 1.0}, labels=("A", "B"), weights=up, own_maps=own)
    assert found.moves[0].votes == WORDS[f"votes_{said}"]


def test_fewer_than_five_maps_with_both_words_say_nothing() -> None:
    up = [[0, 1], [0, 0]]
    own = [up] * 9, [[True, True]] * 4 + [[True, False], [False, True]] * 2 + [[False, False]]
    found = moved({0: 1.0}, labels=("A", "B"), weights=up, own_maps=own)
    assert found.moves[0].votes == WORDS["votes_unknown"]


def test_a_crowd_of_maps_that_never_settle_is_done_within_seconds() -> None:
    # Two groups of words hold themselves down and chase each other, and come to no rest and no
    # cycle; the last word, which is held, leads to them on the team's map alone.
    size, words = 50, 101
    wild, calm = ([[0.0] * words for _ in range(words)] for _ in range(2))
    for a, b in product(range(2 * size), repeat=2):
        if a != b:
            wild[a][b] = -0.4 if a // size == b // size else 0.2 if a < b else -0.2
    calm[-1] = [0.1] * (words - 1) + [0.0]
    names = [str(one) for one in range(words)]
    own = [wild] * 200, [[True] * words] * 200
    began = process_time()
    found = what_moved(TryOut(names, calm, {words - 1: 1.0}, own_maps=own), WORDS)
    # All the steps a team's own run may take are half a minute here.
    assert process_time() - began < 8
    assert {one.votes for one in found.moves} == {WORDS["votes_few"]}


def test_people_are_asked_the_same_whatever_the_teams_map_is_run_by() -> None:
    # By these settings two weak links in a row move nothing that shows; by others they do.
    near, far = [[0, 1, 0], [0] * 3, [0] * 3], [[0, 0, 0.2], [0] * 3, [0, 0.2, 0]]
    own = [near] * 3 + [far] * 4, [[True] * 3] * 7
    strong = [[0, 1, 1], [0] * 3, [0, 1, 0]]

    for asked in ({}, {"steepness": 3.0}, {"squashing": "tanh"}, {"rule": "modified_kosko"}):
        found = moved({0: 1.0}, labels="ABC", weights=strong, own_maps=own, settings=asked)
        votes = {one.label: one.votes for one in found.moves}
        # Three of seven say so of B, and four of C.
        assert votes == {"B": WORDS["votes_half"], "C": WORDS["votes_half"]}
        assert found.worked[-2:] == (WORDS["worked_votes"], WORDS["worked_votes_told"])


@pytest.mark.parametrize("pushes", [{0: 0.75}, {0: 1.0, 2: 0.0}, {0: -0.99}])
def test_of_any_other_push_people_are_not_asked_and_the_page_says_so(
    pushes: dict[int, float],
) -> None:
    up = [[0, 1, 0], [0, 0, 0], [0, -1, 0]]
    own = [up] * 7, [[True] * 3] * 7
    found = moved(pushes, labels="ABC", weights=up, own_maps=own)
    assert [one.votes for one in found.moves] == [""]
    assert found.worked[-1] == WORDS["worked_votes_alone"]
    assert WORDS["worked_votes"] not in found.worked


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from([0.0, 0.25, -0.62, 1.0, -1.0]), min_size=4, max_size=4),
        min_size=4,
        max_size=4,
    ),
    st.dictionaries(st.integers(0, 3), st.sampled_from([-1.0, -0.3, 0.0, 0.5, 1.0]), min_size=1),
    st.sampled_from(["kosko", "modified_kosko"]),
    st.sampled_from(["sigmoid", "tanh", "bivalent", "trivalent"]),
    st.sampled_from([0.1, 1.0, 10.0]),
)
def test_whatever_is_asked_it_ends_and_every_word_is_told_once(
    weights: list[list[float]], pushes: dict[int, float], rule: str, squashing: str, steep: float
) -> None:
    trial = TryOut("ABCD", weights, pushes, WhatIfSettings(rule, squashing, steep))
    found = what_moved(trial, WORDS)
    assert "{" not in str(found)
    assert len(found.worked) >= 8
    placed = [one.word for one in found.moves]
    assert len(set(placed)) == len(placed)
    assert not set(placed) & pushes.keys()
    assert [one.place for one in found.moves] == sorted(one.place for one in found.moves)
    assert found.is_settled or not placed


# --- the page -------------------------------------------------------------------------------


def test_what_is_asked_is_answered_to_that_page_and_nothing_is_kept(room: Room) -> None:
    page, other = room.people(2)
    hand_in(page, *CHAIN, is_handed_in=False)
    part, others = asking(page), asking(other)
    before = len(room.store.since(0, limit=1000))
    reply = ask(page, part, "own")
    assert changes(reply)["Trust"] == "+0.11"
    assert [one["votes"] for one in reply["moves"]] == ["", ""]
    assert len(room.store.since(0, limit=1000)) == before
    other.visit.look_again()
    assert ask(other, others, "own")["type"] == "refused"
    assert "Trust" not in json.dumps(others.widget.get_state(others.widget.keys), default=str)


def test_what_is_tried_on_ones_own_map_cannot_be_kept(room: Room) -> None:
    page = room.person()
    hand_in(page, *CHAIN)
    part = asking(page)
    reply = keep(page, part, "own")
    assert reply["type"] == "refused"
    assert "seen by nobody else" in reply["text"]
    assert part.widget.kept == []


def test_on_the_teams_map_the_share_of_own_maps_is_told_with_each_word(room: Room) -> None:
    pages = room.people(6)
    for place, page in enumerate(pages):
        sign = -1 if place == 5 else 1
        hand_in(page, ("Laws", "Trust"), ((0, sign), (0, 0)))
    close_maps(room)
    page = pages[0]
    page.visit.look_again()
    part = asking(page)
    (move,) = ask(page, part, "people")["moves"]
    assert (move["label"], move["is_up"]) == ("Trust", True)
    assert move["votes"] == "Most of people’s own maps say the same."
    shown = json.dumps(part.widget.get_state(part.widget.keys), default=str)
    assert "own_maps" not in shown
    assert page.visit.require_identity().person_id not in json.dumps(ask(page, part, "people"))


def test_no_sweep_finds_more_of_the_map_by_sectors_than_the_page_tells(room: Room) -> None:
    for sector, count in (("law", 10), ("health", 5)):
        for place in range(count):
            weight = 1.0 if sector == "law" or place == 0 else -1.0
            hand_in(room.person(sector=sector), ("Laws", "Trust"), ((0, weight), (0, 0)))
    close_maps(room)
    page = room.person()
    part = asking(page)
    # (1 - 0.6) / 2 is 0.20; the page says "a little", and that is 0.25 for everything.
    reply = ask(page, part, "sectors", squashing="tanh")
    (move,) = reply["moves"]
    assert (move["sentence"], move["change"]) == ("“Trust” goes up.", "+0.24")
    assert WORDS["worked_sectors"] in reply["worked"]

    def moves(steepness: float) -> bool:
        return bool(ask(page, part, "sectors", squashing="tanh", steepness=steepness)["moves"])

    # Where tanh(0.25 steepness) begins to show; of 0.20 it would be at 0.025.
    assert not moves(0.0199)
    assert moves(0.0201)

    def is_sure(steepness: float) -> bool:
        asked = ask(page, part, "sectors", squashing="tanh", steepness=steepness)
        return WORDS["worked_surely"] in asked["worked"]

    # The bound is 1 over the greatest weight; of 0.20 it would be at 5.
    assert is_sure(3.99)
    assert not is_sure(4.01)
    assert ask(page, part, "sectors", held={"own:laws": 0.5})["type"] == "answer"
    assert WORDS["worked_sectors"] not in ask(page, part, "people")["worked"]


def test_a_kept_what_if_is_the_whole_teams_and_nobody_elses(room: Room) -> None:
    page, mate, stranger = room.person(), room.person(), room.person("elm")
    map_id = bring_group_map(room)
    page.visit.look_again()
    part, mates, others = asking(page), asking(mate), asking(stranger)
    saved = keep(page, part, map_id, rule="modified_kosko", steepness=0.5)
    assert saved["type"] == "saved", saved
    for one in (mate, stranger):
        one.visit.look_again()
    (kept,) = mates.widget.kept
    assert kept == {
        "id": saved["record_id"],
        "revision": 1,
        "title": "More laws",
        "map": map_id,
        "pushes": [{"word": "own:laws", "to": 1.0}],
        "rule": "modified_kosko",
        "squashing": "sigmoid",
        "steepness": 0.5,
    }
    assert others.widget.kept == []
    assert keep(stranger, others, map_id)["type"] == "refused"
    renamed = keep(
        mate, mates, map_id, record_id=kept["id"], base_revision=1, title="Other",
        rule="modified_kosko", steepness=0.5,
    )  # fmt: skip
    assert renamed["type"] == "saved"
    dropped = page.send(part, "drop", record_id=kept["id"], base_revision=2)
    assert dropped["type"] == "saved"
    assert part.widget.kept == []


def test_a_kept_what_if_can_be_renamed_and_dropped_when_its_map_is_gone(room: Room) -> None:
    pages = room.people(5)
    for page in pages:
        hand_in(page, ("Laws", "Trust"), ((0, 1), (0, 0)))
    close_maps(room)
    page = pages[0]
    page.visit.look_again()
    part = asking(page)
    kept = keep(page, part, "people")["record_id"]
    close_maps(room, is_open=True)
    page.visit.look_again()
    assert keep(page, part, "people")["type"] == "refused"
    again = keep(page, part, "people", record_id=kept, base_revision=1, title="Once")
    assert again["type"] == "saved"
    other = keep(
        page, part, "people", record_id=kept, base_revision=2,
        pushes=[{"word": "own:trust", "to": 1}],
    )  # fmt: skip
    assert other["type"] == "refused"
    assert page.send(part, "drop", record_id=kept, base_revision=2)["type"] == "saved"


def test_a_second_editor_sees_a_conflict_and_loses_nothing(room: Room) -> None:
    page, mate = room.people(2)
    map_id = bring_group_map(room)
    page.visit.look_again()
    part, mates = asking(page), asking(mate)
    kept = keep(page, part, map_id)["record_id"]
    mate.visit.look_again()
    assert keep(mate, mates, map_id, record_id=kept, base_revision=1, title="Mate’s")["type"] == (
        "saved"
    )
    late = keep(page, part, map_id, record_id=kept, base_revision=1, title="Mine")
    assert (late["type"], late["theirs"]["title"]) == ("conflict", "Mate’s")
    assert [one.body.title for one in room.store.current(WhatIf)] == ["Mate’s"]


def test_who_looks_on_may_try_the_groups_map_and_has_no_own(room: Room) -> None:
    map_id = bring_group_map(room)
    guest = room.person(role=Role.FACILITATOR)
    part = asking(guest)
    assert ask(guest, part, map_id)["type"] == "answer"
    assert ask(guest, part, "own")["type"] == "refused"
    stranger = Page(room.store)
    nobody = asking(stranger)
    assert nobody.widget.maps == []
    assert ask(stranger, nobody, map_id)["type"] == "refused"
    assert keep(stranger, nobody, map_id)["type"] == "refused"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"held": {"own:nothing": 1}}, "not on the map"),
        ({"held": {"own:laws": 2}}, ""),
        ({"held": {"own:laws": float("nan")}}, ""),
        ({"held": {"laws": 1}}, ""),
        ({"held": {}}, ""),
        ({"pushes": [{"word": "own:laws", "to": 1}, {"word": "own:laws", "to": 0}]}, "held twice"),
        ({"rule": "rescaled", "squashing": "tanh"}, "sigmoid only"),
        ({"rule": "other"}, ""),
        ({"squashing": "linear"}, ""),
        ({"steepness": 0}, ""),
        ({"steepness": 1e9}, ""),
        ({"steepness": "1"}, ""),
        ({"most_steps": 10**9}, ""),
        ({"pushes": [{"word": f"own:{one}", "to": 1} for one in range(21)]}, ""),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(
    room: Room, more: dict[str, Any], said: str
) -> None:
    page = room.person()
    map_id = bring_group_map(room)
    page.visit.look_again()
    part = asking(page)
    reply = ask(page, part, map_id, **more)
    assert reply["type"] == "refused"
    assert said in reply["text"]
    assert "note" not in reply["text"]
