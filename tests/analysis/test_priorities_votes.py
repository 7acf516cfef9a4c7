"""The nominal group technique and the dot vote as ranking methods."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.priorities.dots import dot_ranks
from ciwidgets.analysis.priorities.nominal_group import nominal_group
from ciwidgets.analysis.priorities.ranking import ranks

IDEAS = ("beds", "rides", "jobs", "homes", "talks", "food")
ALONE = {idea: idea for idea in IDEAS}
choices = st.lists(st.sampled_from(IDEAS), max_size=5, unique=True)
rooms = st.dictionaries(st.integers(1, 9).map(lambda number: f"p{number}"), choices, min_size=1)


def room(*people):
    return {f"p{number}": chosen for number, chosen in enumerate(people)}


def by_id(result):
    return {one.item_id: one for one in result.items}


def test_a_first_choice_gives_five_points_and_each_next_one_less():
    found = by_id(nominal_group(room(IDEAS[:5]), ALONE, fewest=1))
    assert [found[idea].points for idea in IDEAS] == [5, 4, 3, 2, 1, 0]
    assert [found[idea].rank for idea in IDEAS] == [1, 2, 3, 4, 5, 6]


def test_level_points_are_parted_by_the_number_of_people():
    people = room(["jobs", "beds", "food", "rides"], ["homes", "talks", "rides"])
    found = by_id(nominal_group(people, ALONE, fewest=1))
    assert [found[idea].points for idea in ("rides", "homes", "jobs")] == [5, 5, 5]
    assert [found[idea].rank for idea in ("rides", "homes", "jobs")] == [1, 2, 2]


def test_level_points_and_people_are_parted_by_the_highest_single_choice():
    people = room(["beds", "homes", "rides"], ["talks", "jobs", "rides", "homes", "beds"])
    found = by_id(nominal_group(people, ALONE, fewest=1))
    three = [found[idea] for idea in ("beds", "homes", "rides")]
    assert [(one.points, one.people) for one in three] == [(6, 2)] * 3
    assert [(one.highest, one.rank) for one in three] == [(5, 1), (4, 2), (3, 3)]


def test_what_is_level_in_everything_shares_its_rank():
    found = by_id(nominal_group(room(["beds", "jobs"], ["jobs", "beds"]), ALONE, fewest=1))
    assert (found["beds"].rank, found["jobs"].rank) == (1, 1)
    assert found["beds"].is_tied
    assert found["jobs"].is_tied


def test_three_fives_and_three_ones_are_marked_odd_and_six_threes_are_not():
    first = ["beds", "rides", "jobs", "homes", "talks"]
    last = ["talks", "rides", "jobs", "homes", "beds"]
    found = by_id(nominal_group(room(first, first, first, last, last, last), ALONE))
    assert (found["beds"].points, found["beds"].is_odd) == (18, True)
    assert (found["jobs"].points, found["jobs"].is_odd) == (18, False)


def test_four_people_have_no_result_and_five_have_one():
    four = nominal_group(room(*[["beds"]] * 4, []), ALONE)
    assert (four.voters, four.too_few, four.items) == (4, True, ())
    assert nominal_group(room(*[["beds"]] * 5), ALONE).items[0].points == 25


def test_how_many_chose_is_hidden_where_the_room_would_know_who():
    found = by_id(nominal_group(room(*[["beds"]] * 5, ["rides"]), ALONE))
    assert (found["beds"].people, found["beds"].highest) == (5, 5)
    assert (found["rides"].points, found["rides"].people, found["rides"].highest) == (5, 0, 0)


def test_points_on_what_is_gone_are_counted_apart():
    result = nominal_group(room(["beds", "an idea taken down"]), ALONE, fewest=1)
    assert (result.gone, by_id(result)["beds"].points) == (4, 5)


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (list(IDEAS), r"There are 6 choices, and each person has 5"),
        (["beds", "jobs", "beds"], r"'beds' is chosen twice"),
    ],
)
def test_choices_against_the_rule_are_refused(chosen, told):
    with pytest.raises(ValueError, match=told):
        nominal_group(room(chosen), ALONE)


def test_a_room_may_have_fewer_picks():
    result = nominal_group(room(["beds", "jobs"]), ALONE, picks=2, fewest=1)
    assert [one.points for one in result.items[:2]] == [2, 1]
    assert not any(one.is_odd for one in result.items)


@given(given_room=rooms, order=st.randoms())
def test_the_order_of_people_changes_nothing(given_room, order):
    shuffled = list(given_room.items())
    order.shuffle(shuffled)
    assert nominal_group(given_room, ALONE) == nominal_group(dict(shuffled), ALONE)


@given(given_room=rooms)
def test_an_idea_nobody_chose_changes_no_others_place(given_room):
    before = ranks(nominal_group(given_room, ALONE, fewest=1).items)
    after = nominal_group(given_room, {"new": "new", **ALONE}, fewest=1)
    found = {item: rank for item, rank in ranks(after.items).items() if item != "new"}
    assert found == before


@given(given_room=rooms)
def test_merging_two_ideas_keeps_all_points_and_counts_a_person_once(given_room):
    merged = ALONE | {"beds": "both", "rides": "both"}
    before = by_id(nominal_group(given_room, ALONE, fewest=1))
    after = by_id(nominal_group(given_room, merged, fewest=1))
    if not before:
        assert not after
        return
    assert after["both"].points == before["beds"].points + before["rides"].points
    choosers = [chosen for chosen in given_room.values() if {"beds", "rides"} & set(chosen)]
    assert after["both"].people == len(choosers)
    best = [5 - min(map(chosen.index, {"beds", "rides"} & set(chosen))) for chosen in choosers]
    assert after["both"].highest == max(best, default=0)
    assert {"beds", "rides"}.isdisjoint(after)


@given(given_room=rooms, order=st.permutations(IDEAS))
def test_what_an_idea_is_called_changes_no_place(given_room, order):
    called = dict(zip(IDEAS, order, strict=True))
    renamed = {who: [called[one] for one in chosen] for who, chosen in given_room.items()}
    before = ranks(nominal_group(given_room, ALONE, fewest=1).items)
    after = ranks(nominal_group(renamed, ALONE, fewest=1).items)
    assert after == {called[item]: rank for item, rank in before.items()}


# --- dots -----------------------------------------------------------------------------------


def test_dots_rank_by_their_number_and_only_with_five_voters():
    ballots = {f"p{number}": {"beds": 1, "jobs": 2} for number in range(4)}
    assert dot_ranks(ballots | {"idle": {"beds": 0}}, ALONE) == {}
    found = dot_ranks(ballots | {"p4": {"beds": 1}}, ALONE)
    assert (found["jobs"], found["beds"], found["rides"]) == (1, 2, 3)


def test_dots_on_merged_ideas_add_up_and_dots_on_gone_ones_have_no_rank():
    ballots = {"p1": {"beds": 1, "rides": 1, "jobs": 1, "an idea taken down": 5}}
    found = dot_ranks(ballots, ALONE | {"beds": "both", "rides": "both"}, fewest=1)
    assert (found["both"], found["jobs"]) == (1, 2)
    assert set(found) == {"both", *IDEAS} - {"beds", "rides"}
