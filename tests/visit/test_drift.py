"""The five conditions, and where a team's meetings have moved: asked, never judged."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.model import Condition, Role, Statement, Survey
from ciwidgets.model.five_conditions import FIVE_CONDITIONS
from ciwidgets.results.plans.months import conditions_over_time
from tests.support.room import Page, Room
from tests.visit.test_months import Here, add_goal

STEP = "monthly_checkin/five-conditions"


class Team:
    """A team's people with the check and what comes of it."""

    def __init__(
        self, room: Room, count: int, role: Role = Role.PROJECT_MANAGER, team: str = "ash"
    ) -> None:
        self.room = room
        self.people = [self._open(page) for page in room.people(count, team)]
        self.lead = self._open(room.person(team, role))

    def _open(self, page: Page) -> Any:
        page.visit.workbook = "monthly_checkin"
        check = page.visit.rating("five-conditions", survey=FIVE_CONDITIONS)
        return page, check, page.visit.drift("our-drift", on="five-conditions")

    def answer(self, **answers: int) -> None:
        for page, check, _ in self.people:
            mine = check.widget.mine["revision"]
            reply = page.send(check, "save", base_revision=mine, answers=answers)
            assert reply["type"] == "saved", reply

    def close(self) -> None:
        page, check, _ = self.lead
        page.set_step(check, is_open=False)

    def at(self, occasion: str) -> None:
        """Come back to a later forum."""
        program = self.room.program.model_copy(update={"current_occasion": occasion})
        load_program(self.room.store, program)
        for page, _, _ in [*self.people, self.lead]:
            page.visit.look_again()
            identity = page.visit.require_identity()
            page.visit.become(identity.__class__(**{**_fields(identity), "occasion": occasion}))

    @property
    def widget(self) -> Any:
        page, _, drift = self.lead
        page.visit.look_again()
        return drift.widget


def _fields(identity: Any) -> dict[str, Any]:
    return {name: getattr(identity, name) for name in identity.__dataclass_fields__}


def test_a_program_without_the_check_has_the_one_that_comes_with_the_package(room: Room) -> None:
    _, check, _ = Team(room, 1).lead
    assert [one["id"] for one in check.widget.statements] == list(get_args(Condition))
    assert len(check.widget.scale) == 5
    own = Survey(
        id=FIVE_CONDITIONS,
        title="Ours",
        scale="agree",
        statements=[Statement(id="backbone", text="We have a backbone.")],
    )
    assert room.program.model_copy(update={"surveys": [own]}).survey(FIVE_CONDITIONS) == own


def test_an_answer_to_the_check_is_kept_like_any_other_and_wrong_ones_are_refused(
    room: Room,
) -> None:
    page, check, _ = Team(room, 1).people[0]
    for answers in ({"backbone": 6}, {"nonsense": 1}):
        reply = page.send(check, "save", base_revision=0, answers=answers)
        assert reply["type"] == "refused", answers
    reply = page.send(check, "save", base_revision=0, answers={"backbone": 5})
    assert reply["type"] == "saved"


def test_nothing_is_said_of_the_conditions_before_the_step_is_closed_or_of_fewer_than_five(
    room: Room,
) -> None:
    team = Team(room, 4)
    team.answer(backbone=4)
    team.close()
    assert (team.widget.conditions, team.widget.seen) == ([], {})
    larger = Team(room, 5, team="elm")
    larger.answer(backbone=4)
    assert (larger.widget.conditions, larger.widget.seen) == ([], {})


def test_conditions_are_told_from_forum_to_forum_and_faculty_is_told_what_fell(
    room: Room,
) -> None:
    team = Team(room, 5, Role.FACILITATOR)
    team.at("forum-1")
    team.answer(backbone=4, common_agenda=2)
    team.close()
    team.at("forum-2")
    team.answer(backbone=2, common_agenda=4)
    team.close()
    agenda, backbone = team.widget.conditions
    assert agenda.endswith("”: 0 of 5 said “Mostly” or “Fully” at Forum 1; 5 of 5 at Forum 2.")
    assert backbone.endswith("”: 5 of 5 at Forum 1; 0 of 5 at Forum 2.")
    assert team.widget.seen["occasions"] == ["Forum 1", "Forum 2"]
    rows = {one["text"]: one["at"] for one in team.widget.seen["rows"]}
    agenda_row, numbers_row, *_ = rows.values()
    assert agenda_row == [{"n": 0, "of": 5}, {"n": 5, "of": 5}]
    assert numbers_row == [{}, {}]  # nobody answered about the numbers
    (fell,) = team.widget.fell
    assert "hold our work together" in fell
    page, _, theirs = team.people[0]
    page.visit.look_again()
    assert theirs.widget.conditions == team.widget.conditions
    assert theirs.widget.fell == []
    found = conditions_over_time(room.store, room.program, "ash", STEP)
    assert [one.id for one in found.conditions if one.fell] == ["backbone"]
    assert conditions_over_time(room.store, room.program, "elm", STEP).occasions == ()
    assert conditions_over_time(room.store, room.program, "ash", STEP, "none").conditions == ()


def test_a_goal_the_last_three_meetings_had_no_time_for_is_asked_after(room: Room) -> None:
    here = Here(room.person())
    drift = here.page.visit.drift("our-drift", on="five-conditions")
    rides, deaths = add_goal(here, "More rides", 1), add_goal(here, "Fewer deaths", 2)
    for month in ("04", "05", "06"):
        assert drift.widget.questions == []
        item = {"text": "The van", "goal_id": rides, "minutes": 20}
        here.hold(f"2026-{month}-01", items=[item, {"text": "Coffee", "minutes": 15}])
    assert drift.widget.questions == [
        (
            "Your last three meetings had no time for the goal “Fewer deaths”. Much comes up in a "
            "month. Would you like to set some time aside for it at the next one, or let it rest "
            "for now?"
        )
    ]
    assert drift.widget.days == ["2026-04-01", "2026-05-01", "2026-06-01"]
    assert [(one["goal"], one["spent"][0]["minutes"]) for one in drift.widget.times] == [
        ("More rides", 20),
        ("Fewer deaths", 0),
        ("", 15),
    ]
    here.hold("2026-07-01", items=[{"text": "Deaths", "goal_id": deaths}])
    assert drift.widget.questions == []
    here.hold("2026-08-01", items=[{"text": "The roof", "minutes": 90}])
    (asked,) = drift.widget.questions
    assert "105 of 125 minutes" in asked


@pytest.mark.parametrize("content", [{"type": "step", "is_open": False}, {"type": "save"}, 3])
def test_what_is_only_shown_takes_no_message(room: Room, content: Any) -> None:
    page, _, drift = Team(room, 1).lead
    before = room.store.since(0, limit=1000)
    assert page.visit.receive(drift, content)["type"] == "refused"
    assert room.store.since(0, limit=1000) == before


def test_nobody_who_has_not_joined_is_asked_anything(room: Room) -> None:
    here = Here(room.person())
    add_goal(here, "Fewer deaths")
    nobody = Page(room.store).visit.drift("our-drift", on="five-conditions")
    assert (nobody.widget.questions, nobody.widget.times, nobody.widget.seen) == ([], [], {})
