"""Methods side by side, sectors side by side, and how stable first place is."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.priorities.comparison import compare, compare_sectors
from ciwidgets.analysis.priorities.dots import dot_ranks
from ciwidgets.analysis.priorities.hanlon import hanlon
from ciwidgets.analysis.priorities.ranking import firsts, ranks
from ciwidgets.analysis.priorities.stability import leave_one_out, weight_stability

ITEMS = ("a", "b", "c", "d")
ALONE = {item: item for item in ITEMS}
rankings = st.dictionaries(
    st.sampled_from(["dots", "hanlon", "bpr", "ngt"]),
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 4)),
)


def by_dots(some, fewest):
    return dot_ranks(some, ALONE, fewest)


def by_hanlon(some, fewest):
    return ranks(hanlon(some, ITEMS, fewest=fewest).items)


def voters(number, favourite, start=0):
    return {f"p{start + one}": {favourite: 2} for one in range(number)}


# --- methods --------------------------------------------------------------------------------


def test_the_ranks_of_several_methods_stand_side_by_side_with_who_moves_most():
    found = compare(
        {
            "dots": {"a": 1, "b": 2, "c": 3, "d": 4},
            "hanlon": {"a": 4, "b": 2, "c": 1, "d": 3},
            "bpr": {"a": 2, "b": 1, "c": 3, "d": 4},
        }
    )
    assert found.methods == ("dots", "hanlon", "bpr")
    assert {one.item_id: one.spread for one in found.items} == {"b": 1, "c": 2, "a": 3, "d": 1}
    assert [one.item_id for one in found.items] == ["b", "a", "c", "d"]
    assert found.items[1].ranks == {"dots": 1, "hanlon": 4, "bpr": 2}
    assert found.movers == ("a", "c", "b", "d")
    assert found.firsts == {"dots": ("a",), "hanlon": ("c",), "bpr": ("b",)}
    assert not found.agree_on_first


def test_pairs_that_flip_name_the_methods_on_either_side():
    found = compare({"dots": {"a": 1, "b": 2}, "hanlon": {"a": 2, "b": 1}, "bpr": {"a": 2, "b": 1}})
    (flip,) = found.flips
    assert (flip.one, flip.other) == ("b", "a")
    assert (flip.one_first, flip.other_first) == (("hanlon", "bpr"), ("dots",))


def test_level_items_flip_with_nobody_and_move_no_further_than_their_shared_place():
    found = compare({"quadrants": {"a": 1, "b": 1, "c": 1}, "dots": {"a": 1, "b": 2, "c": 3}})
    assert found.flips == ()
    assert [(one.item_id, one.spread) for one in found.items] == [("a", 1), ("b", 0), ("c", 1)]
    assert found.movers == ("a", "c")


def test_an_item_a_method_did_not_rank_is_compared_by_the_others_only():
    found = compare(
        {"dots": {"a": 1, "b": 2, "c": 3}, "hanlon": {"b": 2, "c": 1}, "ngt": {"a": 2, "b": 1}}
    )
    items = {one.item_id: one for one in found.items}
    assert items["a"].ranks == {"dots": 1, "hanlon": 0, "ngt": 2}
    assert (items["a"].spread, items["c"].spread, items["b"].spread) == (None, None, 0)
    assert [{flip.one, flip.other} for flip in found.flips] == [{"a", "b"}, {"b", "c"}]


def test_methods_of_one_mind_flip_nothing_and_agree_on_first():
    found = compare({"dots": {"a": 1, "b": 2}, "ngt": {"a": 1, "b": 2}, "hanlon": {}})
    assert (found.flips, found.movers, found.agree_on_first) == ((), (), True)
    assert not compare({}).agree_on_first


def test_a_method_that_ranked_nothing_yet_takes_no_spread_away():
    found = compare({"dots": {"a": 1, "b": 2}, "ngt": {"a": 2, "b": 1}, "hanlon": {"a": 0}})
    assert found.movers == ("a", "b")
    assert [one.ranks["hanlon"] for one in found.items] == [0, 0]


@given(given_rankings=rankings, order=st.randoms())
def test_the_order_of_methods_changes_no_flip_and_no_spread(given_rankings, order):
    shuffled = list(given_rankings.items())
    order.shuffle(shuffled)
    one, other = compare(given_rankings), compare(dict(shuffled))
    assert {a.item_id: a.spread for a in one.items} == {a.item_id: a.spread for a in other.items}

    def pairs(found):
        return {
            (frozenset((flip.one, flip.other)), frozenset(flip.one_first + flip.other_first))
            for flip in found.flips
        }

    assert pairs(one) == pairs(other)


@given(given_rankings=rankings)
def test_a_flip_is_just_a_pair_that_two_methods_order_differently(given_rankings):
    found = {frozenset((flip.one, flip.other)) for flip in compare(given_rankings).flips}
    for one in "abcdef":
        for other in "abcdef":
            ordered = {
                found_ranks[one] < found_ranks[other]
                for found_ranks in given_rankings.values()
                if found_ranks.get(one)
                and found_ranks.get(other)
                and found_ranks[one] != found_ranks[other]
            }
            assert (frozenset((one, other)) in found) == (len(ordered) == 2)


# --- sectors --------------------------------------------------------------------------------


def test_sectors_are_compared_in_pools_of_five_and_where_they_part_is_told():
    ballots = voters(5, "a") | voters(6, "b", start=5)
    sectors = {f"p{one}": "health" if one < 5 else "police" for one in range(11)}
    found = compare_sectors(ballots, sectors, by_dots)
    assert [(name, pool.people) for name, pool in found.pools.items()] == [
        ("police", 6),
        ("health", 5),
    ]
    assert found.comparison.firsts == {"police": ("b",), "health": ("a",)}
    assert {(flip.one, flip.other) for flip in found.comparison.flips} == {("b", "a")}


def test_small_sectors_are_put_together_with_those_who_gave_none():
    ballots = voters(5, "a") | voters(5, "b", start=5)
    sectors = {f"p{one}": "health" for one in range(5)} | {"p5": "faith", "p6": "faith"}
    found = compare_sectors(ballots, sectors, by_dots)
    assert {name: pool.sectors for name, pool in found.pools.items()} == {
        "health": ("health",),
        "+faith": ("", "faith"),
    }


def test_there_is_no_breakdown_where_there_are_not_two_pools_of_five():
    ballots = voters(9, "a")
    sectors = {f"p{one}": "health" if one < 5 else "police" for one in range(9)}
    found = compare_sectors(ballots, sectors, by_dots)
    assert (found.pools, found.comparison) == ({}, compare({}))


def test_an_item_too_few_people_of_one_pool_scored_is_in_no_pool_and_leaves_no_gap():
    def sheet(size):
        return {"size": size, "seriousness": 0, "effectiveness": 1}

    sheets = {f"p{one}": {"a": sheet(9), "b": sheet(5), "c": sheet(1)} for one in range(10)}
    del sheets["p9"]["a"]
    sectors = {f"p{one}": "health" if one < 5 else "police" for one in range(10)}
    found = compare_sectors(sheets, sectors, by_hanlon).comparison
    assert {one.item_id: dict(one.ranks) for one in found.items} == {
        "b": {"health": 1, "police": 1},
        "c": {"health": 2, "police": 2},
    }


@given(
    ballots=st.dictionaries(
        st.integers(0, 20).map(lambda number: f"p{number}"),
        st.dictionaries(st.sampled_from(ITEMS), st.integers(0, 2)),
    ),
    sectors=st.dictionaries(
        st.integers(0, 20).map(lambda number: f"p{number}"),
        st.sampled_from(["health", "police", "faith"]),
    ),
)
def test_no_pool_is_ever_ranked_from_fewer_than_five_ballots(ballots, sectors):
    asked = []

    def watched(some, fewest):
        asked.append((len(some), fewest))
        return by_dots(some, fewest)

    found = compare_sectors(ballots, sectors, watched)
    assert all(people >= 5 and fewest == 5 for people, fewest in asked)
    assert len(found.pools) != 1
    assert sum(pool.people for pool in found.pools.values()) in {0, len(ballots)}


# --- a weight that moves --------------------------------------------------------------------

TEAM = {
    "team": {
        "a": {"reach": 5, "need": 2},
        "b": {"reach": 2, "need": 5},
        "c": {"reach": 1, "need": 1},
    }
}


def moved(weights, **how):
    return weight_stability(TEAM, ITEMS, weights, scale=(1, 5), fewest=1, **how)


def test_first_place_that_hangs_on_a_weight_is_told_with_the_weight_and_the_direction():
    found = moved({"reach": 11, "need": 10})
    assert (found.firsts, found.holds) == (("a",), False)
    assert [(one.criterion, one.factor, one.firsts, one.holds) for one in found.shifts] == [
        ("reach", 0.75, ("b",), False),
        ("reach", 1.25, ("a",), True),
        ("need", 0.75, ("a",), True),
        ("need", 1.25, ("b",), False),
    ]
    assert found.shifts[1].share == pytest.approx(11 * 1.25 / (11 * 1.25 + 10))


def test_first_place_far_ahead_holds_and_a_criterion_without_weight_is_not_moved():
    found = moved({"reach": 3, "need": 1, "unused": 0})
    assert (found.firsts, found.holds) == (("a",), True)
    assert {one.criterion for one in found.shifts} == {"reach", "need"}


def test_level_firsts_count_as_the_same_only_together():
    found = moved({"reach": 1, "need": 1})
    assert found.firsts == ("a", "b")
    assert not any(one.holds for one in found.shifts)


def test_a_weight_that_moves_too_far_is_refused():
    with pytest.raises(ValueError, match=r"to move by 1\.5.*such as 0\.25"):
        moved({"reach": 1}, by=1.5)


def test_four_peoples_sheets_have_nothing_first():
    four = {f"p{number}": TEAM["team"] for number in range(4)}
    found = weight_stability(four, ITEMS, {"reach": 1, "need": 1}, scale=(1, 5))
    assert found.firsts == ()


@given(factor=st.sampled_from([0.2, 3, 100]), reach=st.integers(1, 9), need=st.integers(1, 9))
def test_scaling_all_weights_changes_nothing_of_their_stability(factor, reach, need):
    one = moved({"reach": reach, "need": need})
    other = moved({"reach": reach * factor, "need": need * factor})
    assert [shift.firsts for shift in one.shifts] == [shift.firsts for shift in other.shifts]
    assert one.firsts == other.firsts


# --- one person left out --------------------------------------------------------------------


def test_first_place_holds_where_nobody_alone_decides_it():
    assert leave_one_out(voters(7, "a") | voters(5, "b", start=7), by_dots).verdict == "holds"


def test_first_place_that_one_person_decides_changes_for_some():
    found = leave_one_out(voters(4, "a") | voters(3, "b", start=4), by_dots)
    assert (found.verdict, found.firsts) == ("changes_for_some", ("a",))


def test_five_people_are_too_few_to_leave_one_out():
    assert leave_one_out(voters(5, "a"), by_dots).verdict == "too_few"
    assert leave_one_out(voters(6, "a"), by_dots).verdict == "holds"


def test_where_nothing_is_ranked_nothing_is_first():
    assert leave_one_out({f"p{one}": {} for one in range(8)}, by_dots).verdict == "nothing_first"


def test_who_changes_it_and_for_how_many_it_changes_is_not_in_the_answer():
    found = leave_one_out(voters(4, "a") | voters(3, "b", start=4), by_dots)
    assert {one.name for one in dataclasses.fields(found)} == {"verdict", "firsts"}


def test_an_item_shown_to_nobody_can_not_come_first_in_a_run():
    def sheet(size):
        return {"size": size, "seriousness": 0, "effectiveness": 1}

    sheets = {f"p{one}": {"a": sheet(5)} for one in range(8)}
    sheets["p0"]["b"] = sheets["p1"]["b"] = sheet(10)
    found = leave_one_out(sheets, by_hanlon)
    assert (found.verdict, found.firsts) == ("holds", ("a",))


@given(
    ballots=st.dictionaries(
        st.integers(0, 12).map(lambda number: f"p{number}"),
        st.dictionaries(st.sampled_from(ITEMS), st.integers(1, 2), min_size=1),
        min_size=6,
    )
)
def test_the_verdict_is_what_leaving_each_person_out_says(ballots):
    now = firsts(by_dots(ballots, 1))
    runs = [
        firsts(by_dots({who: one for who, one in ballots.items() if who != left}, 1))
        for left in ballots
    ]
    expected = "holds" if all(run == now for run in runs) else "changes_for_some"
    assert leave_one_out(ballots, by_dots).verdict == expected
