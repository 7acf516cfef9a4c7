"""Where a team is: the same record along two planning models, counted, with what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from ciwidgets.model import (
    AffectedGroup,
    CarryOn,
    DataSource,
    GoalReview,
    Governance,
    LedgerLine,
    Lesson,
    Meeting,
    Named,
    NextStep,
    Partner,
    PlanningView,
    Resource,
    Seat,
)
from ciwidgets.results.story.standing import Standing
from ciwidgets.results.story.where import chosen_model, where
from ciwidgets.shipped import workbooks_folder
from ciwidgets.words import kernel_section
from ciwidgets.workbook import read_workbooks
from tests.support.plan_log import PROGRAM, PlanLog

TODAY = date(2026, 6, 1)
WORDS = kernel_section("where_we_are")
GROUPS = PROGRAM.model_copy(update={"groups": [AffectedGroup(id="bereaved", name="Families")]})


@pytest.fixture
def log():
    return PlanLog()


def places(log, model="spf", today=TODAY, program=GROUPS):
    return {one.id: one for one in where(Standing(log, program, "t1", today), model, WORDS)}


def lacks(place):
    return {one.text: one.exercise for one in place.lacks}


def test_the_framework_has_five_steps_and_two_principles_and_the_other_five_conditions(log):
    spf = places(log)
    assert [*spf] == [
        "assessment", "capacity", "planning", "implementation", "evaluation",
        "cultural_competence", "sustainability",
    ]  # fmt: skip
    assert [one for one in spf if spf[one].is_principle] == [
        "cultural_competence",
        "sustainability",
    ]
    assert len(places(log, "collective_impact")) == 5


@pytest.mark.parametrize("model", ["spf", "collective_impact"])
def test_a_team_that_has_not_begun_has_nothing_and_is_told_what_fills_each_part(log, model):
    found = places(log, model)
    assert all(one.has == () for one in found.values())
    assert all(one.lacks for one in found.values())


def whole(log):
    """Say a little of everything."""
    step = "goals/x"
    log.need_of("n1", "rides")
    log.lever("l1", "need:n1", "Rides")
    log.goal("g1", "A van", need_ids=["n1"], owner=Named(role="a nurse"))
    log.goal("g2", "Less stigma", horizon="long", owner=Named(role="a nurse"))
    log.measure("m1", "Rides", "g1")
    log.measure("m2", "Talks", "g2")
    log.read("m1", date(2026, 5, 1), 3)
    log.read("m2", date(2026, 5, 1), 3)
    log.work("a1", "Drive", "g1", status="under_way")
    log.work("a2", "Talk", "g2")
    log.win("w1", "A ride", "g1")
    log.say("d1", DataSource(step=step, name="Calls"))
    log.say("r1", Resource(step=step, line="treatment", name="Clinic"))
    log.say("p1", Partner(step=step, name="EMS", sectors=["law"], level_now="cooperating"))
    log.say("s1", Seat(step=step, group="bereaved", is_present="yes"))
    log.say("x1", Meeting(step=step, on=date(2026, 5, 1)))
    log.say("t1", NextStep(step=step, text="Call", by=date(2026, 5, 1)))
    log.say("e1", Lesson(step=step, text="Ask early"))
    log.say(
        "y1", LedgerLine(step=step, ledger="implementation", sort="spent", amount=1, what="Gas")
    )
    log.say("v1", Governance(step=step, rhythm="Monthly"))
    log.say("c1", CarryOn(step=step, what="The van", goal_id="g1"))
    for who in ("p1", "p2"):
        review = GoalReview(step=step, goal_id="g1", answers={"equitable": "yes"})
        log.say(f"v-{who}", review, who)


def test_what_is_there_is_counted_in_words(log):
    whole(log)
    found = places(log)
    assert found["assessment"].has == (
        "1 source of data listed", "1 resource listed", "1 need chosen",
    )  # fmt: skip
    assert found["capacity"].has == (
        "1 partner listed", "1 of 3 parts of the community at the table", "A note on how you work",
    )  # fmt: skip
    assert found["planning"].has == (
        "1 place to push chosen from the map", "1 short-term goal", "1 long-term goal",
        "2 goals that somebody carries", "2 measures",
    )  # fmt: skip
    assert found["implementation"].has == (
        "1 activity planned", "1 activity under way", "1 line about money",
    )  # fmt: skip
    assert found["evaluation"].has == ("2 readings", "1 win", "1 lesson")
    assert found["cultural_competence"].has == (
        "1 group most affected has a seat", "1 goal that two people looked at",
    )  # fmt: skip
    assert found["sustainability"].has == ("1 plan for what goes on after the program",)
    other = places(log, "collective_impact")["continuous_communication"]
    assert other.has == ("1 meeting noted", "1 next step open", "1 win", "1 lesson")
    assert lacks(other) == {"1 next step is past its day.": "next_steps"}


def test_what_is_missing_names_what_fills_it(log):
    whole(log)
    found = places(log)
    assert lacks(found["planning"]) == lacks(found["evaluation"]) == {}
    assert lacks(found["assessment"]) == {"No local numbers are here yet.": "local_numbers"}
    assert lacks(found["capacity"]) == {
        "2 of 3 parts of the community have nobody at the table yet.": "partners"
    }
    assert lacks(found["cultural_competence"]) == {
        "1 goal has not been looked at by two people yet.": "goal_reviews"
    }
    assert lacks(found["sustainability"]) == {
        "1 goal has nobody who carries it on after the program.": "carry_on",
        "How it is handed over is not written down yet.": "governance",
    }


def test_loose_ends_are_counted_where_they_belong(log):
    whole(log)
    log.need_of("n2", "beds", 2)
    log.goal("g3", "Ten beds")
    log.win("w2", "Something")
    found = places(log, today=date(2026, 9, 1))
    assert lacks(found["planning"]) == {
        "1 need has no goal.": "goals",
        "1 goal is carried by nobody yet.": "goals",
        "1 goal has no measure.": "measures",
    }
    assert lacks(found["implementation"])["1 goal has no activity."] == "activities"
    assert lacks(found["evaluation"]) == {
        "2 measures wait for a reading.": "measures",
        "1 win names no goal.": "wins",
    }
    other = places(log, "collective_impact", date(2026, 9, 1))
    assert "No meeting is noted in the last two months." in lacks(other["continuous_communication"])


def test_what_fills_a_part_is_there_in_some_workbook(log):
    asked = {one for place in places(log).values() for one in lacks(place).values()}
    whole(log)
    for moment in (TODAY, date(2026, 9, 1)):
        for model in ("spf", "collective_impact"):
            found = places(log, model, moment).values()
            asked |= {one for place in found for one in lacks(place).values()}
    assert len(asked) > 15
    books = read_workbooks(workbooks_folder())
    assert asked <= {one.name for book in books for step in book.steps for one in step.exercises}


def test_one_persons_second_look_is_no_second_person(log):
    log.goal("g1", "A van")
    for number in range(2):
        review = GoalReview(step="goals/x", goal_id="g1", answers={"fair": "yes"})
        log.say(f"v{number}", review, "p1")
    assert places(log)["cultural_competence"].has == ()


def test_a_goal_set_aside_asks_for_nothing_and_one_reached_is_counted(log):
    log.goal("g1", "A van", status="set_aside")
    log.goal("g2", "Beds", status="reached")
    log.measure("m1", "Beds", "g2")
    assert places(log)["planning"].has == ("1 goal reached", "1 measure")
    assert "carried" not in str(lacks(places(log)["planning"]))


def test_a_program_without_groups_asks_for_no_seats(log):
    assert "seat" not in str(places(log, program=PROGRAM)["cultural_competence"])


def test_a_team_sees_the_steps_until_it_chooses_the_conditions(log):
    assert chosen_model(log, "t1") == "spf"
    log.say("view", PlanningView(model="collective_impact"))
    assert chosen_model(log, "t1") == "collective_impact"


def test_parts_at_the_table_and_parts_that_are_not_make_up_the_list(log):
    whole(log)
    capacity = places(log)["capacity"]
    said = [*capacity.has, *(one.text for one in capacity.lacks)]
    counts = [one.split(" parts")[0].split(" of ") for one in said if "the community" in one]
    assert [[int(n) for n in one] for one in counts] == [[1, 3], [2, 3]]


def test_lessons_of_several_steps_are_said_to_be_all_of_them(log):
    log.say("e1", Lesson(step="mental_models/what-we-learned", text="Ask early"))
    assert "1 lesson" in places(log)["evaluation"].has
    log.say("e2", Lesson(step="monthly_checkin/our-lessons", text="Ask again"))
    assert "2 lessons, in all workbooks together" in places(log)["evaluation"].has
