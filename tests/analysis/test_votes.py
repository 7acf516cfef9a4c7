"""Counting dots: nothing is lost, whatever is merged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.ideas import Group, wall
from ciwidgets.analysis.votes import GONE, Tally, by_thing, carry, tally, without

IDEAS = [f"idea-{number}" for number in range(6)]
ballots_on = st.lists(
    st.dictionaries(st.sampled_from([*IDEAS, "taken-down"]), st.integers(0, 3)), max_size=15
)
groupings = st.fixed_dictionaries(
    {idea: st.sampled_from([idea, "group-a", "group-b"]) for idea in IDEAS}
)
ALONE = {idea: idea for idea in IDEAS}


def by_item(tallies):
    return {one.item_id: one for one in tallies}


def test_the_most_dots_come_first_with_the_people_who_gave_them():
    tallies = tally(
        [{"bus": 2, "beds": 1}, {"bus": 1}, {"beds": 1}], {"bus": "bus", "beds": "beds"}
    )
    assert tallies == [
        Tally("bus", dots=3, voters=2, rank=1, is_tied=False),
        Tally("beds", dots=2, voters=2, rank=2, is_tied=False),
    ]


def test_equal_dots_share_a_rank_and_say_so_and_the_next_counts_on():
    tallies = tally([{"a": 3, "b": 2, "c": 2, "d": 1}], {one: one for one in "abcd"})
    assert [(one.item_id, one.rank, one.is_tied) for one in tallies] == [
        ("a", 1, False),
        ("b", 2, True),
        ("c", 2, True),
        ("d", 4, False),
    ]


def test_of_equal_dots_the_one_with_more_people_behind_it_stands_first_without_a_better_rank():
    tallies = tally([{"one-fan": 2}, {"two-fans": 1}, {"two-fans": 1}],
                    {"one-fan": "one-fan", "two-fans": "two-fans"})  # fmt: skip
    assert [(one.item_id, one.rank) for one in tallies] == [("two-fans", 1), ("one-fan", 1)]


def test_dots_on_what_is_no_longer_on_the_wall_are_counted_as_gone():
    tallies = tally([{"taken-down": 2, "bus": 1}, {"taken-down": 1}], {"bus": "bus"})
    assert tallies[-1] == Tally(GONE, dots=3, voters=2, rank=0, is_tied=False)


def test_an_item_nobody_voted_for_stands_in_the_tally_with_no_dots():
    assert by_item(tally([], {"bus": "bus"}))["bus"].dots == 0


def test_negative_dots_are_refused():
    with pytest.raises(ValueError, match="gives an item -1 dots"):
        tally([{"bus": -1}], {"bus": "bus"})


@given(ballots=ballots_on, groups=groupings)
def test_no_dot_is_lost_under_any_merge(ballots, groups):
    assert sum(one.dots for one in tally(ballots, groups)) == sum(
        sum(ballot.values()) for ballot in ballots
    )


@given(ballots=ballots_on, groups=groupings, seed=st.randoms())
def test_the_order_of_ballots_and_of_groups_does_not_matter(ballots, groups, seed):
    shuffled, pairs = list(ballots), list(groups.items())
    seed.shuffle(shuffled)
    seed.shuffle(pairs)
    assert tally(shuffled, dict(pairs)) == tally(ballots, groups)


@given(ballots=ballots_on)
def test_merging_two_items_adds_their_dots_and_counts_each_voter_once(ballots):
    apart = by_item(tally(ballots, ALONE))
    merged = by_item(tally(ballots, ALONE | {"idea-0": "both", "idea-1": "both"}))
    assert merged["both"].dots == apart["idea-0"].dots + apart["idea-1"].dots
    assert merged["both"].voters == sum(
        bool(ballot.get("idea-0", 0) + ballot.get("idea-1", 0)) for ballot in ballots
    )
    for idea in IDEAS[2:]:
        assert merged[idea].dots == apart[idea].dots


@given(ballots=ballots_on, groups=groupings)
def test_ranks_follow_the_dots(ballots, groups):
    tallies = [one for one in tally(ballots, groups) if one.item_id != GONE]
    for one in tallies:
        assert one.rank == 1 + sum(other.dots > one.dots for other in tallies)
        assert one.is_tied == (sum(other.dots == one.dots for other in tallies) > 1)
        assert one.voters <= min(one.dots, len(ballots))


WORDS = {"bus": "A bus", "beds": "More beds", "home": "Homes"}
APART = wall(WORDS, [], ())
MERGED = wall(WORDS, [Group("g", 1, "Beds and homes", ("beds", "home"))], ())
BALLOTS = {"ann": {"bus": 1, "beds": 2}, "bo": {"home": 3}}


def test_dots_are_carried_to_what_was_merged_since_and_not_to_what_is_new():
    with_more = wall(
        WORDS | {"new": "New"}, [Group("g", 1, "Beds and homes", ("beds", "home"))], ()
    )
    assert carry(BALLOTS, APART, APART) == {"bus": 1, "beds": 2, "home": 3}
    assert carry(BALLOTS, APART, with_more) == {"bus": 1, "g": 5}


def test_what_was_voted_on_as_one_has_no_dots_of_its_own_once_it_is_split():
    ballots = {"ann": {"bus": 1, "g": 2}, "bo": {"home": 3}}
    assert carry(ballots, MERGED, APART) == {"bus": 1}
    elsewhere = wall(WORDS, [Group("h", 2, "Bus and beds", ("bus", "beds"))], ())
    assert carry(ballots, MERGED, elsewhere) == {}


@given(ballots=ballots_on, before=st.integers(0, 3), since=st.integers(0, 3))
def test_dots_that_are_carried_are_the_sum_of_the_parts(ballots, before, since):
    words = {idea: idea for idea in IDEAS}
    groups = [Group(f"g{number}", number, "", IDEAS[number : number + 3]) for number in range(4)]
    then = wall(words, groups[:before], ())
    today = wall(words, groups[: before + since], ())
    given_then = by_item(tally(ballots, then.places))
    carried = carry({str(who): dots for who, dots in enumerate(ballots)}, then, today)
    for item in today.items:
        parts = [one for one in then.items if set(one.idea_ids) & set(item.idea_ids)]
        if all(set(one.idea_ids) <= set(item.idea_ids) for one in parts):
            assert carried[item.id] == sum(given_then[one.id].dots for one in parts)
        else:
            assert item.id not in carried


def test_what_is_gone_leaves_the_wall_and_the_rest_stays_where_it_was():
    assert [item.text for item in without(MERGED, {"bus"}).items] == ["Beds and homes"]
    left = without(MERGED, {"home"})
    assert [(item.id, item.text) for item in left.items] == [("bus", "A bus"), ("g", "More beds")]
    assert [original.text for original in left.items[1].originals] == ["More beds"]
    assert left.places["beds"] == left.places["home"] == "g"
    assert [item.id for item in without(MERGED, {"g"}).items] == ["bus"]
    assert by_item(tally([{"g": 2, "bus": 1}], without(MERGED, {"g"}).places))[GONE].dots == 2


def things(one, other):
    """What two votes are compared in, without the names of the things."""
    return sorted(zip(*(half.values() for half in by_thing(one, other)), strict=True), key=str)


def test_merging_and_splitting_move_nobodys_dots():
    again = {"ann": {"bus": 1, "g": 2}, "bo": {"home": 3}}
    same = [({"ann": 1}, {"ann": 1}), ({"ann": 2, "bo": 3}, {"ann": 2, "bo": 3})]
    assert things((BALLOTS, APART), (again, MERGED)) == same
    assert things((again, MERGED), (BALLOTS, APART)) == same


def test_a_dot_that_moved_to_another_thing_is_a_change_of_both():
    moved = BALLOTS | {"ann": {"bus": 2, "beds": 1}}
    assert things((BALLOTS, APART), (moved, MERGED)) == [
        ({"ann": 1}, {"ann": 2}),
        ({"ann": 2, "bo": 3}, {"ann": 1, "bo": 3}),
    ]


def test_dots_on_what_is_gone_are_one_thing_with_what_they_were_on():
    without_bus = wall(WORDS, [], {"bus"})
    no_dots = ({}, {})
    assert things(({}, APART), ({}, without_bus)) == [no_dots] * 3
    assert things((BALLOTS, APART), (BALLOTS, without_bus)) == [
        ({"ann": 1}, {"ann": 1}),
        ({"ann": 2}, {"ann": 2}),
        ({"bo": 3}, {"bo": 3}),
    ]
    without_two = wall(WORDS, [], {"bus", "home"})
    assert things((BALLOTS, APART), (BALLOTS, without_two)) == [
        ({"ann": 1, "bo": 3}, {"ann": 1, "bo": 3}),
        ({"ann": 2}, {"ann": 2}),
    ]
