"""The start page: how far each step is, and where a person goes on."""

from __future__ import annotations

from typing import Any

import pytest

from ciwidgets.errors import FileRefused
from ciwidgets.model import Body, Draft, Goal, GoalReview, Role, new_id
from ciwidgets.visit.priorities import PrioritiesExercise
from ciwidgets.workbook import read_workbook
from tests.support.room import Page, Room, room

__all__ = ["room"]


def ranking(page: Page) -> PrioritiesExercise:
    """Run the cell that ranks in several ways, which stands in the step of the dots."""
    return page.visit.priorities("what-first-scores", on="what-hurts-most", vote="what-first")


def home(page: Page) -> Any:
    page.visit.look_again()
    return page.visit.team_home().widget


def answered(page: Page, step: str = "what-first") -> int:
    return next(
        one["answered"]
        for book in home(page).workbooks
        if book["name"] == "needs_assessment"
        for one in book["steps"]
        if one["id"] == step
    )


def next_step(page: Page) -> str:
    return str(home(page).next_step["step"])


def done_but_for_what_comes_first(room: Room) -> tuple[Page, str]:
    page = room.person()
    page.rate(talk=4)
    return page, page.add_idea("No rides")


OWN: dict[str, dict[str, Any]] = {
    "picks": {"type": "pick", "picks": ["the idea"]},
    "a sheet": {
        "type": "score",
        "method": "impact_effort",
        "is_together": False,
        "scores": {"the idea": {"impact": 4}},
    },
}


def send(page: Page, message: dict[str, Any], idea: str) -> None:
    filled = {
        name: [idea]
        if name == "picks"
        else {idea: value["the idea"]}
        if name == "scores"
        else value
        for name, value in message.items()
    }
    reply = page.send(ranking(page), base_revision=0, **filled)
    assert reply["type"] == "saved", reply


@pytest.mark.parametrize("way", OWN)
def test_who_ranked_in_another_way_is_counted_and_not_sent_there_again(room, way):
    page, idea = done_but_for_what_comes_first(room)
    assert (answered(page), next_step(page)) == (0, "what-first")
    send(page, OWN[way], idea)
    assert answered(page) == 1
    assert next_step(page) != "what-first"


def test_who_gave_dots_and_ranked_too_is_one_person(room):
    page, idea = done_but_for_what_comes_first(room)
    page.send(page.vote, "save", base_revision=0, dots={idea: 1})
    for message in OWN.values():
        send(page, message, idea)
    other = room.person()
    send(other, OWN["picks"], idea)
    assert answered(page) == 2


def test_what_a_team_scored_together_is_nobodys_own_answer(room):
    _, idea = done_but_for_what_comes_first(room)
    manager = room.person(role=Role.PROJECT_MANAGER)
    send(manager, {**OWN["a sheet"], "is_together": True}, idea)
    assert answered(manager) == 0


def test_what_was_taken_back_is_no_answer(room):
    page, idea = done_but_for_what_comes_first(room)
    page.send(page.vote, "save", base_revision=0, dots={idea: 1})
    assert answered(page) == 1
    page.send(page.vote, "save", base_revision=1, dots={})
    assert (answered(page), next_step(page)) == (0, "what-first")


def test_the_workbooks_stand_in_the_order_of_the_year(room):
    assert [book["name"] for book in home(room.person()).workbooks][:2] == [
        "needs_assessment",
        "mental_models",
    ]


def test_nobody_is_sent_to_a_step_that_is_only_there_to_be_looked_at(room):
    page, idea = done_but_for_what_comes_first(room)
    send(page, OWN["picks"], idea)
    page.send(
        page.needs, "save", record_id="need-1", base_revision=0, text="Rides", reason="", rank=1
    )
    assert home(page).next_step["workbook"] == "mental_models"
    assert next_step(page) == "my-map"


def test_a_place_that_is_no_number_is_refused_with_the_name_of_the_file(tmp_path):
    path = tmp_path / "odd.ipynb"
    path.write_text('{"cells": [], "metadata": {"ciwidgets": {"place": "first"}}}')
    with pytest.raises(FileRefused, match=r"odd\.ipynb could not be read as a notebook"):
        read_workbook(path)


GOALS = "goals/our-goals"


def in_its_goals(room: Room) -> Page:
    """Have a team write a goal after all else, and return the page of somebody who did not."""
    page, other = room.person(), room.person()
    page.rate(talk=4)
    keep(other, "g1", Goal(step=GOALS, aim="A van"))
    return page


def keep(page: Page, record_id: str, body: Body) -> None:
    who = page.visit.require_identity()
    page.visit.append(
        [Draft(record_id, body, new_id(), who.team_id, who.person_id, occasion=who.occasion)]
    )


def answer_the_goal(page: Page) -> None:
    keep(page, new_id(), GoalReview(step="goals/is-it-good", goal_id="g1", answers={"fair": "yes"}))


def test_a_team_that_is_in_its_goals_goes_on_there_and_not_in_an_earlier_workbook(room):
    assert home(in_its_goals(room)).next_step["workbook"] == "goals"
    assert home(room.person("elm")).next_step["workbook"] == "needs_assessment"


def test_who_has_answered_for_themselves_goes_on_in_the_list_the_team_wrote_in(room):
    page = in_its_goals(room)
    answer_the_goal(page)
    there = home(page).next_step
    assert (there["workbook"], there["step"]) == ("goals", "our-goals")


def test_a_later_workbook_comes_before_an_earlier_one(room):
    page = in_its_goals(room)
    answer_the_goal(page)
    manager = room.person(role=Role.PROJECT_MANAGER)
    reply = page.set_step(manager.visit.goals(GOALS), is_open=False)
    assert reply["type"] == "saved", reply
    there = home(page).next_step
    assert (there["workbook"], there["step"]) == ("monthly_checkin", "five-conditions")
