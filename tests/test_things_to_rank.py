"""What a team ranks: its themes where it has any, else its wall, and never too much of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.priority_answers import Own, compared, pools_of
from ciwidgets.analysis.priority_rankings import Group, hanlon_ranking
from ciwidgets.model import Theme
from ciwidgets.results.priorities import MOST_THINGS, Source, things_to_rank
from tests.test_results import BOARD, PROGRAM, VOTE, Room

SORT = "book/sort"
SOURCE = Source(BOARD, SORT, VOTE)


@pytest.fixture
def room():
    one = Room()
    for person in "abcde":
        one.join(person, "law")
    yield one
    one.store.close()


def found(room, moment=None):
    return things_to_rank(room.store, PROGRAM, "t1", SOURCE, "forum-1", None, moment)


def sort(room, title, *items, retracted=False):
    return room.say(title, Theme(step=SORT, title=title, item_ids=list(items)), retracted=retracted)


def test_without_themes_the_wall_is_ranked_and_merged_ideas_are_one_thing(room):
    for idea in ("bus", "van", "beds"):
        room.write(idea)
    room.merge("rides", "bus", "van")
    things = found(room)
    assert [(one.text, one.ideas) for one in things.things] == [
        ("rides", ("bus", "van")),
        ("beds", ()),
    ]
    assert things.groups["bus"] == "rides"
    assert not things.is_themes


def test_themes_that_hold_something_are_ranked_instead_with_the_dots_of_their_ideas(room):
    for idea in ("bus", "van", "beds"):
        room.write(idea)
    sort(room, "Getting there", "bus", "van")
    sort(room, "Empty")
    for person in "abcde":
        room.vote(person, bus=1, van=1)
    room.close(VOTE)
    things = found(room)
    assert [(one.text, one.ideas) for one in things.things] == [("Getting there", ("bus", "van"))]
    assert things.dots == {"Getting there": 10}
    assert things.occasion == "forum-1"
    assert things.is_themes


def test_of_too_many_those_with_the_most_dots_stay_in_the_order_of_the_wall(room):
    for number in range(MOST_THINGS + 3):
        room.write(f"idea-{number:02}")
    for person in "abcde":
        room.vote(person, **{"idea-14": 1, "idea-13": 1})
    assert [one.id for one in found(room).things][-1] == "idea-11"
    room.close(VOTE)
    things = found(room)
    assert [one.id for one in things.things][-3:] == ["idea-09", "idea-13", "idea-14"]
    assert things.left_out == 3


def test_the_things_of_a_moment_leave_out_what_was_taken_down_or_dropped_since(room):
    for idea in ("bus", "beds"):
        room.write(idea)
    then = sort(room, "Names somebody", "bus")
    assert [one.text for one in found(room, then).things] == ["Names somebody"]
    sort(room, "Names somebody", "bus", retracted=True)
    assert [one.text for one in found(room, then).things] == ["bus", "beds"]
    room.hide("bus")
    assert [one.text for one in found(room, then).things] == ["beds"]


part = st.one_of(st.none(), st.integers(0, 10))
sheets = st.dictionaries(
    st.sampled_from([f"p{number}" for number in range(9)]),
    st.dictionaries(
        st.sampled_from("abc"),
        st.fixed_dictionaries({"size": part, "seriousness": part, "effectiveness": part}),
    ),
)


@given(sheets)
def test_bpr_of_one_sheet_is_a_third_of_hanlons_score_and_never_another_order(made):
    ranking = hanlon_ranking(made, "abc", {}, Group())
    for line in ranking.lines if ranking else ():
        assert (line.score is None) == (line.bpr is None)
        if line.score is not None:
            assert line.bpr == pytest.approx(line.score / 3)


@given(sheets, st.randoms())
def test_permuting_people_changes_no_ranking(made, chance):
    people = list(made)
    chance.shuffle(people)
    again = {person: made[person] for person in people}
    one, other = (hanlon_ranking(each, "abc", {}, Group()) for each in (made, again))
    assert (one and one.lines) == (other and other.lines)


def test_people_of_a_pool_are_named_only_where_every_pool_has_five():
    def scored(number):
        return {"a": {"x": number}, "b": {"x": 1}} if number < 9 else {"a": {"x": 1}}

    own = Own(
        {"a": "a", "b": "b"},
        sheets={"criteria": {f"p{number}": scored(number) for number in range(10)}},
        ranges={"criteria": {"x": (1, 5)}},
    )
    sectors = {f"p{number}": "law" if number < 5 else "health" for number in range(10)}
    shown, now = compared(own, own)
    assert shown == now
    assert set(shown) == {"criteria:a", "criteria:b", "criteria:*"}
    assert set(pools_of(own, sectors, shown)) == {"criteria:a"}
