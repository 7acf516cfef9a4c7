"""Partners against goals: what adds up, what may be one thing, and what has nobody."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.reinforcement import Reinforcement, reinforcement
from ciwidgets.model import Activity

GOALS = ("deaths", "treatment")
PARTNERS = ("clinic", "sheriff", "church")


def work(name: str, partners: str = "", goals: str = "deaths", **more: Any) -> Activity:
    return Activity(
        step="goals/our-activities",
        name=name,
        partner_ids=partners.split(),
        goal_ids=goals.split(),
        **more,
    )


def found(**activities: Activity) -> Reinforcement:
    return reinforcement(GOALS, PARTNERS, activities)


def test_two_partners_with_different_work_for_one_goal_reinforce_each_other() -> None:
    seen = found(kits=work("Hand out kits", "clinic"), ride=work("Drive to court", "sheriff"))
    assert seen.reinforce == {"deaths": ("clinic", "sheriff")}
    assert seen.cells == {("clinic", "deaths"): ("kits",), ("sheriff", "deaths"): ("ride",)}
    assert seen.questions == ()


def test_work_that_two_partners_share_reinforces_nothing_by_itself() -> None:
    assert found(kits=work("Hand out kits", "clinic sheriff")).reinforce == {}


def test_who_shares_work_with_a_partner_that_does_more_reinforces_it() -> None:
    seen = found(kits=work("Hand out kits", "clinic sheriff"), ride=work("Drive", "clinic"))
    assert seen.reinforce == {"deaths": ("clinic", "sheriff")}


def test_work_of_one_partner_or_for_different_goals_does_not_add_up() -> None:
    alone = found(kits=work("Hand out kits", "clinic"), ride=work("Drive to court", "clinic"))
    apart = found(
        kits=work("Hand out kits", "clinic"), ride=work("Drive to court", "sheriff", "treatment")
    )
    assert alone.reinforce == apart.reinforce == {}


def test_names_that_are_alike_are_a_question_and_reinforce_nothing() -> None:
    seen = found(
        one=work("Hand out naloxone kits", "sheriff"),
        two=work("Handing out naloxone kits", "clinic", "deaths treatment"),
    )
    (asked,) = seen.questions
    assert (asked.activities, asked.partners, asked.line) == (
        ("one", "two"),
        ("clinic", "sheriff"),
        "",
    )
    assert seen.reinforce == {}


def test_one_line_of_work_for_one_goal_by_two_partners_is_a_question() -> None:
    seen = found(
        one=work("Kits at the church door", "church", "deaths treatment", line="naloxone"),
        two=work("Nurses carry spray", "clinic", "deaths treatment", line="naloxone"),
    )
    (asked,) = seen.questions
    assert (asked.line, asked.goals) == ("naloxone", ("deaths", "treatment"))
    assert asked.activities == ("one", "two")
    assert asked.partners == ("clinic", "church")
    assert seen.reinforce == {}


def test_one_line_of_work_is_no_question_where_a_partner_takes_part_in_both() -> None:
    seen = found(
        one=work("Kits at the church door", "church clinic", line="naloxone"),
        two=work("Nurses carry spray", "clinic", line="naloxone"),
    )
    assert seen.questions == ()


def test_what_is_alike_by_name_is_not_asked_about_twice() -> None:
    seen = found(
        one=work("Hand out naloxone", "sheriff", line="naloxone"),
        two=work("Hand out naloxone", "clinic", line="naloxone"),
    )
    assert len(seen.questions) == 1


def test_of_what_is_done_nothing_is_asked() -> None:
    seen = found(
        one=work("Hand out naloxone", "sheriff", line="naloxone"),
        two=work("Hand out naloxone", "clinic", line="naloxone", status="done"),
    )
    assert seen.questions == ()
    assert seen.reinforce == {"deaths": ("clinic", "sheriff")}


def test_what_has_nobody_is_named() -> None:
    seen = found(
        kits=work("Hand out kits", "clinic"),
        lost=work("Walk about", "sheriff", "gone-goal"),
        bare=work("Put up posters", "gone-partner"),
    )
    assert seen.goals_without == ("treatment",)
    assert seen.partners_without == ("church",)
    assert seen.without_goal == ("lost",)
    assert seen.alone == {"deaths": ("bare",)}


def test_what_was_stopped_is_done_by_nobody() -> None:
    seen = found(kits=work("Hand out kits", "clinic", status="stopped"))
    assert seen.goals_without == GOALS
    assert seen.partners_without == PARTNERS
    assert seen.without_goal == ()


ids = st.lists(st.sampled_from([*PARTNERS, "gone"]), max_size=3, unique=True).map(" ".join)
aims = st.lists(st.sampled_from([*GOALS, "gone"]), max_size=2, unique=True).map(" ".join)
activities = st.dictionaries(
    st.sampled_from("abcdef"),
    st.builds(
        work,
        st.sampled_from(["Kits", "Kit", "Rides to court", "A house", "Teach"]),
        ids,
        aims,
        line=st.sampled_from(["", "naloxone"]),
        status=st.sampled_from(["planned", "under_way", "done", "stopped"]),
    ),
)


@given(activities)
def test_every_mark_rests_on_an_activity_and_nothing_is_lost(made: dict[str, Activity]) -> None:
    seen = reinforcement(GOALS, PARTNERS, made)
    live = {key: one for key, one in made.items() if one.status != "stopped"}
    for (partner, goal), marks in seen.cells.items():
        assert {*marks} == {
            key for key, one in live.items() if partner in one.partner_ids and goal in one.goal_ids
        }
        assert marks
    for goal, who in seen.reinforce.items():
        assert len(who) > 1
        assert all((one, goal) in seen.cells for one in who)
        assert len({key for one in who for key in seen.cells[one, goal]}) > 1
    for goal in GOALS:
        assert (goal in seen.goals_without) == (
            not any(goal in one.goal_ids for one in live.values())
        )
    for asked in seen.questions:
        assert len(set(asked.activities)) == len(asked.activities) > 1
        assert set(asked.activities) <= set(live)
    marked = {key for ids in [*seen.cells.values(), *seen.alone.values()] for key in ids}
    assert marked | set(seen.without_goal) == set(live)


@given(activities, st.permutations(PARTNERS))
def test_the_order_of_partners_changes_no_finding(
    made: dict[str, Activity], others: list[str]
) -> None:
    seen, turned = reinforcement(GOALS, PARTNERS, made), reinforcement(GOALS, others, made)
    assert seen.cells == turned.cells
    assert {goal: {*who} for goal, who in seen.reinforce.items()} == {
        goal: {*who} for goal, who in turned.reinforce.items()
    }
    assert [one.activities for one in seen.questions] == [
        one.activities for one in turned.questions
    ]
