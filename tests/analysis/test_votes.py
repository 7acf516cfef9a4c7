"""Counting dots: nothing is lost, whatever is merged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.votes import GONE, Tally, tally

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
