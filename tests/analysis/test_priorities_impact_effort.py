"""Impact and effort: the quadrants, the lines, and the items that stand on one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.priorities.impact_effort import QUADRANTS, impact_effort
from ciwidgets.analysis.priorities.ranking import ranks

SCALE = (1, 5)
points = st.fixed_dictionaries({"impact": st.integers(1, 5), "effort": st.integers(1, 5)})
rooms = st.dictionaries(
    st.sampled_from(["p1", "p2", "p3", "p4"]),
    st.dictionaries(st.sampled_from("abcdef"), points),
)


def team(**items):
    """Turn (impact, effort) by item into one sheet of the team's own."""
    return {
        "team": {
            item: {"impact": impact, "effort": effort} for item, (impact, effort) in items.items()
        }
    }


def placed(sheets, items, **how):
    return impact_effort(sheets, items, scale=SCALE, fewest=1, **how)


def by_id(result):
    return {one.item_id: one for one in result.items}


@pytest.mark.parametrize(
    ("point", "quadrant", "rank"),
    [
        ((5, 1), "quick_win", 1),
        ((5, 5), "big_project", 1),
        ((1, 1), "fill_in", 1),
        ((1, 5), "think_again", 1),
    ],
)
def test_each_corner_has_its_quadrant(point, quadrant, rank):
    one = placed(team(a=point), "a").items[0]
    assert (one.quadrant, one.rank, one.is_on_line) == (quadrant, rank, False)


def test_on_the_effort_line_is_more_effort_and_on_the_impact_line_is_less_impact():
    found = by_id(placed(team(a=(5, 3), b=(3, 1), c=(3, 3)), "abc"))
    assert [found[item].quadrant for item in "abc"] == ["big_project", "fill_in", "think_again"]
    assert all(found[item].is_on_line for item in "abc")


def test_the_cut_is_told_and_the_median_parts_items_the_midpoint_leaves_together():
    sheets = team(a=(5, 4), b=(4, 5), c=(4, 4))
    midpoint, median = placed(sheets, "abc"), placed(sheets, "abc", cut="median")
    assert (midpoint.cut, midpoint.impact_line, midpoint.effort_line) == ("midpoint", 3, 3)
    assert {one.quadrant for one in midpoint.items} == {"big_project"}
    assert (median.cut, median.impact_line, median.effort_line) == ("median", 4, 4)
    assert [by_id(median)[item].quadrant for item in "abc"] == [
        "big_project",
        "think_again",
        "think_again",
    ]


def test_quadrants_are_ranked_and_items_of_one_are_level():
    result = placed(team(a=(1, 5), b=(5, 1), c=(4, 2), d=(5, 5)), "abcd")
    assert ranks(result.items) == {"b": 1, "c": 1, "d": 3, "a": 4}
    assert [one.item_id for one in result.items] == ["b", "c", "d", "a"]


def test_several_people_are_averaged_axis_by_axis_by_the_named_average():
    sheets = {
        f"p{number}": {"a": {"impact": impact, "effort": 2}}
        for number, impact in enumerate([1, 1, 5, 5, 5])
    }
    median = impact_effort(sheets, "a", scale=SCALE)
    mean = impact_effort(sheets, "a", scale=SCALE, average="mean")
    assert (median.average, median.items[0].impact) == ("median", 5)
    assert (mean.average, mean.items[0].impact) == ("mean", 3.4)


def test_fewer_than_five_people_place_nothing_and_an_item_with_one_score_has_no_place():
    four = {f"p{number}": {"a": {"impact": 5, "effort": 1}} for number in range(4)}
    result = impact_effort(four, "a", scale=SCALE, cut="median")
    assert (result.items[0].people, result.items[0].quadrant, result.items[0].impact) == (
        4,
        None,
        None,
    )
    assert (result.impact_line, result.effort_line) == (None, None)
    assert placed({"team": {"a": {"impact": 5}}}, "a").items[0].rank == 0


def test_a_score_off_the_scale_is_refused():
    with pytest.raises(ValueError, match=r"'a' has 6 for 'impact', which goes from 1 to 5"):
        placed(team(a=(6, 1)), "a")


@given(sheets=rooms, order=st.randoms(), cut=st.sampled_from(["midpoint", "median"]))
def test_neither_the_order_of_people_nor_an_item_nobody_scored_changes_a_place(sheets, order, cut):
    shuffled = list(sheets.items())
    order.shuffle(shuffled)
    before = placed(sheets, "abcdef", cut=cut)
    assert placed(dict(shuffled), "abcdef", cut=cut) == before
    more = placed(sheets, "zabcdef", cut=cut)
    assert ranks(more.items) == ranks(before.items)
    assert (more.impact_line, more.effort_line) == (before.impact_line, before.effort_line)


@given(sheets=rooms)
def test_no_item_is_in_a_better_quadrant_than_one_with_more_impact_and_less_effort(sheets):
    shown = [one for one in placed(sheets, "abcdef").items if one.quadrant]
    for one in shown:
        for other in shown:
            if one.impact >= other.impact and one.effort <= other.effort:
                assert QUADRANTS.index(one.quadrant) <= QUADRANTS.index(other.quadrant)
