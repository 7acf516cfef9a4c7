"""What several teams say alike: found by words, whatever the order the teams come in."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.results.cohort.alike import Saying, said_alike

WORDS = ("beds", "rides", "jail", "treatment", "night", "peers", "not", "more", "the", "Naloxone")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
SAYINGS = st.lists(st.builds(Saying, st.sampled_from("abcdef"), TEXTS), max_size=30)


def groups(*said: tuple[str, str]) -> list[tuple[str, ...]]:
    """Return the teams of each group of what is said alike."""
    return [tuple(sorted(one.teams)) for one in said_alike(Saying(*each) for each in said)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rides to treatment", "rides to  treatment."),
        ("A ride to treatment", "Rides to treatment"),
        ("Stigma", "The stigma"),
        ("More beds for treatment", "More treatment beds"),
        ("Naloxone in every school", "Naloxone at hand in schools"),
        ("Grandparents who raise their grandchildren", "Grandparents raise grandchildren here"),
        ("Où dormir", "Ou dormir"),
        ("🏠🏠", "🏠🏠"),
    ],
)
def test_these_are_said_alike(one: str, other: str) -> None:
    assert groups(("a", one), ("b", other)) == [("a", "b")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rides to treatment", "Beds for women"),
        ("Treatment", "Treatment in jail for everybody who asks"),
        ("Peers", "Peers in the emergency room"),
        ("", ""),
        ("A safe place to sleep", "Somewhere to live"),
    ],
)
def test_these_are_not(one: str, other: str) -> None:
    assert groups(("a", one), ("b", other)) == []


def test_one_team_that_says_it_twice_shares_it_with_nobody() -> None:
    assert groups(("a", "Stigma"), ("a", "stigma")) == []


def test_each_wording_keeps_its_own_words_and_its_teams() -> None:
    (found,) = said_alike(
        [
            Saying("a", "Rides to treatment"),
            Saying("b", "Rides to treatment"),
            Saying("c", "A ride to treatment"),
        ]
    )
    assert [(one.text, one.teams) for one in found.wordings] == [
        ("Rides to treatment", ("a", "b")),
        ("A ride to treatment", ("c",)),
    ]


def test_what_is_alike_to_the_second_and_not_to_the_first_does_not_come_along() -> None:
    said = [
        ("a", "jail treatment night"),
        ("b", "jail treatment night"),
        ("c", "jail treatment rides"),
        ("d", "treatment rides beds peers"),
    ]
    assert groups(*said) == [("a", "b", "c")]


@given(SAYINGS, st.randoms(use_true_random=False))
def test_the_order_teams_come_in_changes_no_group(sayings: list[Saying], chance) -> None:
    def told(these: list[Saying]) -> list[tuple[tuple[str, frozenset[str]], ...]]:
        return [
            tuple((said.text, frozenset(said.teams)) for said in one.wordings)
            for one in said_alike(these)
        ]

    mixed = list(sayings)
    chance.shuffle(mixed)
    assert told(sayings) == told(mixed)


@given(SAYINGS)
def test_every_group_has_two_teams_and_each_wording_stands_once(sayings: list[Saying]) -> None:
    found = said_alike(sayings)
    wordings = [said.text for one in found for said in one.wordings]
    assert len(wordings) == len(set(wordings))
    assert all(len(one.teams) > 1 for one in found)
    said = {(one.team_id, " ".join(one.text.split())) for one in sayings}
    teams_of = {
        text.casefold(): {team for team, other in said if other.casefold() == text.casefold()}
        for _, text in said
    }
    for one in found:
        for wording in one.wordings:
            assert teams_of[wording.text.casefold()] <= set(wording.teams)


def test_five_thousand_sayings_of_a_thousand_teams_take_seconds() -> None:
    sayings = [
        Saying(f"team-{number}", f"We need {WORDS[number % 7]} for street {number * 7 + place}")
        for number in range(1_000)
        for place in range(5)
    ]
    started = time.process_time()
    said_alike(sayings)
    assert time.process_time() - started < 20
