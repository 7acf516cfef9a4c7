"""Partners against goals on a page, and the sentences that follow."""

from __future__ import annotations

from typing import Any

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.model import Activity, Body, Goal, LineOfWork, Partner
from ciwidgets.results.plans.who_does_what import who_does_what
from ciwidgets.words import kernel_section
from tests.support.drafts import draft
from tests.support.room import Page, Room

TABLE = "needs_assessment/table"


def keep(room: Room, **bodies: Body) -> None:
    room.store.append([draft(body, record_id=key, team_id="ash") for key, body in bodies.items()])


def work(name: str, partners: str = "", goals: str = "g1", **more: Any) -> Activity:
    return Activity(
        step="goals/our-activities",
        name=name,
        partner_ids=partners.split(),
        goal_ids=goals.split(),
        **more,
    )


@pytest.fixture
def plans(room: Room) -> Room:
    """The room, with goals and partners."""
    line = LineOfWork(id="naloxone", name="Naloxone")
    room.program = room.program.model_copy(update={"lines_of_work": [line]})
    load_program(room.store, room.program)
    keep(
        room,
        g1=Goal(step="goals/our-goals", aim="Fewer deaths"),
        g2=Goal(step="goals/our-goals", aim="More treatment", horizon="long"),
        g3=Goal(step="goals/our-goals", aim="A van", status="reached"),
        g4=Goal(step="goals/our-goals", aim="Never mind", status="set_aside"),
        clinic=Partner(step=TABLE, name="Clinic", sectors=["health"]),
        sheriff=Partner(step=TABLE, name="Sheriff", sectors=["law"]),
        church=Partner(step=TABLE, name="Church", sectors=["faith"]),
    )
    return room


def said(room: Room) -> dict[str, list[str]]:
    words = kernel_section("who_does_what")
    return who_does_what(room.store, room.program, "ash", words).said


def test_a_team_that_has_begun_nothing_is_asked_for_each_goal(plans: Room) -> None:
    assert said(plans) == {
        "reinforce": [],
        "same": [],
        "nobody": [
            "Nobody works for “Fewer deaths” yet. Who could?",
            "Nobody works for “More treatment” yet. Who could?",
        ],
        "idle": [
            (
                "Nothing here yet for Clinic, Sheriff and Church. "
                "Is there something they do already that serves a goal?"
            )
        ],
        "no_goal": [],
    }


def test_partners_that_add_to_each_other_are_told_with_what_each_does(plans: Room) -> None:
    keep(plans, a=work("Kits", "clinic"), b=work("Rides to court", "sheriff clinic"))
    assert said(plans)["reinforce"] == [
        (
            "For “Fewer deaths”, Clinic and Sheriff reinforce each other. "
            "Clinic: “Kits” and “Rides to court”; Sheriff: “Rides to court”."
        )
    ]


def test_what_sounds_the_same_is_asked_as_a_question(plans: Room) -> None:
    keep(plans, a=work("Hand out kits", "clinic"), b=work("Hand out the kits", "sheriff"))
    assert said(plans)["same"] == [
        (
            "Two plan what sounds the same: “Hand out kits” (Clinic) and “Hand out the kits” "
            "(Sheriff). Is it the same thing?"
        )
    ]


def test_what_three_plan_or_nobody_in_particular_is_worded_for_them(plans: Room) -> None:
    keep(plans, a=work("Hand out kits", "clinic church"), b=work("Hand out kits", "sheriff"))
    keep(plans, c=work("Teach in schools"), d=work("Teach in schools"))
    assert said(plans)["same"] == [
        (
            "3 plan what sounds the same: “Hand out kits” (Clinic and Church) and “Hand out kits” "
            "(Sheriff). Is it the same thing?"
        ),
        "These sound the same: “Teach in schools” and “Teach in schools”. Is it the same thing?",
    ]


def test_the_same_line_of_work_for_the_same_goals_is_asked_about(plans: Room) -> None:
    keep(
        plans,
        a=work("Nurses carry spray", "clinic", "g1 g2", line="naloxone"),
        b=work("Kits at the door", "church", "g1 g2", line="naloxone"),
    )
    assert said(plans)["same"] == [
        (
            "Clinic and Church each plan something in the line “Naloxone” for “Fewer deaths” and "
            "“More treatment”: “Nurses carry spray” (Clinic) and “Kits at the door” (Church). "
            "Is it the same thing?"
        )
    ]


def test_work_for_no_goal_is_asked_which_one_it_serves(plans: Room) -> None:
    keep(plans, a=work("Posters", "clinic", ""), b=work("A van", "clinic", "g4"))
    assert said(plans)["no_goal"] == [
        "“Posters” is for no goal yet. Which one does it serve?",
        "“A van” is for no goal yet. Which one does it serve?",
    ]


def test_where_it_leaves_the_team_what_people_wrote_is_looked_through(plans: Room) -> None:
    keep(plans, a=work("Adas kits", "clinic"), b=work("Rides", "sheriff"))
    words = kernel_section("who_does_what")
    here = who_does_what(
        plans.store,
        plans.program,
        "ash",
        words,
        say=lambda text: text.replace("Adas", "Somebody’s"),
    )
    assert "“Somebody’s kits”" in here.said["reinforce"][0]
    assert "Ada" not in str(here.said)


def test_the_page_shows_what_is_done_and_keeps_nothing(plans: Room) -> None:
    page = plans.person()
    part = page.visit.who_does_what("who-does-what")
    keep(plans, a=work("Kits", "clinic gone"), b=work("Rides", "", "g1", status="stopped"))
    keep(plans, c=work("Posters", "", "g1", status="done"))
    page.visit.look_again()
    assert [one["label"] for one in part.widget.partners] == ["Clinic", "Sheriff", "Church"]
    assert [one["label"] for one in part.widget.goals] == [
        "Fewer deaths",
        "A van",
        "More treatment",
    ]
    assert part.widget.goals[0]["work"] == [
        {"id": "a", "label": "Kits", "status": "planned", "partner_ids": ["clinic"]},
        {"id": "c", "label": "Posters", "status": "done", "partner_ids": []},
    ]
    before = len(plans.store.since(0))
    assert page.send(part, "save", record_id="a" * 20, base_revision=0)["type"] == "refused"
    assert len(plans.store.since(0)) == before
    assert "open_step" not in part.widget.may


def test_another_teams_page_and_nobodys_page_show_nothing(plans: Room) -> None:
    keep(plans, a=work("Kits", "clinic"))
    for page in (plans.person("elm"), Page(plans.store)):
        part = page.visit.who_does_what("who-does-what")
        assert part.widget.partners == part.widget.goals == []
