"""Where a team's work has moved, as questions to itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.drift import LATEST, MeetingTime, Spent, fell, times
from ciwidgets.model import AgendaItem


def meeting(month: int, *items: tuple[str, int], seq: int = 0) -> MeetingTime:
    said = [AgendaItem(text="x", goal_id=goal, minutes=minutes) for goal, minutes in items]
    return MeetingTime(date(2026, month, 1), seq or 100 + month, said)


ONE, TWO = "goal-1", "goal-2"
GOALS = {ONE: 1, TWO: 2}
BOTH = {ONE, TWO}
THREE = [meeting(1, (ONE, 30)), meeting(2, (ONE, 10), ("", 5)), meeting(3, (ONE, 20))]


def test_a_goal_without_time_in_three_meetings_is_asked_after() -> None:
    assert times(THREE, GOALS, BOTH).no_time == (TWO,)
    before = [meeting(12, (TWO, 60), seq=50)]
    assert times([*before, *THREE], GOALS, BOTH).no_time == ()  # the latest is December's


def test_the_order_is_that_of_the_days_whatever_was_written_down_first() -> None:
    found = times([THREE[2], THREE[0], THREE[1]], GOALS, BOTH)
    assert [day.month for day in found.days] == [1, 2, 3]
    assert found.goals[0].spent == (Spent(30), Spent(10), Spent(20))
    assert (found.goals[-1].goal_id, found.goals[-1].spent[1]) == ("", Spent(5))


def test_a_goal_is_not_missed_where_its_minutes_are_not_known() -> None:
    talked = [THREE[0], THREE[1], meeting(3, (ONE, 20), (TWO, 0))]
    found = times(talked, GOALS, BOTH)
    assert found.no_time == ()
    assert found.goals[1].spent[2] == Spent(0, 1)


@pytest.mark.parametrize(
    "held",
    [
        THREE[:2],
        [*THREE[:2], meeting(3)],  # nobody wrote down what the third was about
    ],
)
def test_fewer_than_three_meetings_that_say_what_they_were_about_ask_nothing(
    held: list[MeetingTime],
) -> None:
    assert times(held, GOALS, BOTH).no_time == ()


def test_a_goal_that_is_younger_than_a_meeting_cannot_have_been_missed_by_it() -> None:
    assert times(THREE, {ONE: 1, TWO: 102}, BOTH).no_time == ()


def test_a_goal_that_is_reached_or_set_aside_is_not_asked_after() -> None:
    assert times(THREE, GOALS, {ONE}).no_time == ()


def test_minutes_that_serve_no_goal_are_asked_after_where_they_are_most() -> None:
    away = [meeting(1, ("", 40), (ONE, 20)), meeting(2, ("", 30)), meeting(3, (ONE, 10))]
    found = times(away, GOALS, BOTH)
    assert (found.for_no_goal, found.minutes, found.is_mostly_for_no_goal) == (70, 100, True)
    assert not times(THREE, GOALS, BOTH).is_mostly_for_no_goal
    half = [meeting(1, ("", 30)), meeting(2, (ONE, 30)), meeting(3, (ONE, 0))]
    assert not times(half, GOALS, BOTH).is_mostly_for_no_goal


def test_time_for_a_goal_that_is_gone_serves_no_goal_of_the_list_and_is_not_held_against_it() -> (
    None
):
    gone = [meeting(month, ("goal-gone", 60)) for month in (1, 2, 3)]
    found = times(gone, GOALS, BOTH)
    assert found.goals[-1].spent == (Spent(60),) * 3
    assert not found.is_mostly_for_no_goal


@pytest.mark.parametrize(
    ("means", "said"),
    [
        ([4.0, 3.5], True),
        ([4.0, 3.6], False),
        ([3.0, 4.0], False),
        ([4.0, None, 3.0], True),
        ([4.0, 2.0, 2.0], False),
        ([4.0], False),
        ([], False),
        ([2.2, 1.7], True),
    ],
)
def test_a_condition_fell_where_its_mean_is_half_an_answer_lower_than_the_time_before(
    means: list[float | None],
    said: bool,
) -> None:
    assert fell(means) is said


items = st.lists(
    st.tuples(st.sampled_from(["", ONE, TWO, "gone"]), st.integers(0, 600)), max_size=5
)


@given(st.lists(items, max_size=6))
def test_every_minute_stands_in_one_row_and_who_had_time_is_not_asked_after(
    held: list[list[tuple[str, int]]],
) -> None:
    found = times([meeting(n + 1, *one) for n, one in enumerate(held)], GOALS, BOTH)
    spent = sum(each.minutes for row in found.goals for each in row.spent)
    untimed = sum(each.untimed for row in found.goals for each in row.spent)
    assert spent == sum(minutes for one in held for _, minutes in one)
    assert spent + untimed >= sum(bool(one) for one in held)
    assert found.for_no_goal <= found.minutes
    latest = [one for one in held if one][-LATEST:]
    for goal in found.no_time:
        assert goal not in {one for each in latest for one, _ in each}
