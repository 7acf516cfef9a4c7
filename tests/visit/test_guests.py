"""A facilitator looks at a team and is not of it: names need a yes for the faculty."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from ciwidgets.model import (
    Activity,
    CarryOn,
    Goal,
    GoalReview,
    Governance,
    LedgerLine,
    Measure,
    Meeting,
    NameConsent,
    Named,
    Need,
    NextStep,
    Partner,
    PolicyResponse,
    Reading,
    Recommendation,
    Risk,
    Role,
    Sharing,
    Win,
    record_id_for,
)
from ciwidgets.model.goal_criteria import goal_criteria
from ciwidgets.results.plans.months import governance_id
from tests.support.room import Page, Room

NAME, TYPED = "Philippa Thornquist", "Odalys Fenwright"
CALLS: tuple[tuple[str, dict[str, str]], ...] = (
    ("goals", {}),
    ("activities", {}),
    ("risks", {}),
    ("who_does_what", {}),
    ("timeline", {}),
    ("golden_thread", {}),
    ("since_then", {}),
    ("where_we_are", {}),
    ("wins", {}),
    ("win_wall", {"on": "our-wins"}),
    ("public_page", {}),
    ("meetings", {}),
    ("next_steps", {}),
    ("carry_on", {}),
    ("drift", {"on": "five-conditions"}),
    ("measures", {"on": "goals"}),
    ("recommendations", {}),
    ("money", {}),
    ("policies", {}),
    ("governance", {}),
    ("sharing", {}),
    ("goal_reviews", {"on": "goals"}),
)


@pytest.fixture
def person(room: Room) -> str:
    """Somebody with a name, whom the team and others wrote down wherever they could."""
    me = room.person(name=NAME).visit.person_id
    member, typed = Named(person_id=me), Named(name=TYPED, role=f"{NAME}’s neighbor")
    said = f"What {NAME} and {TYPED} do"
    here = "needs_assessment/"
    for record_id, body in (
        ("g", Goal(step=f"{here}goals", aim=said, owner=member)),
        ("a", Activity(step=f"{here}activities", name=said, owner=typed, goal_ids=["g"])),
        ("r", Risk(step=f"{here}risks", text=said, owner=member)),
        ("m", Meeting(step=f"{here}meetings", on=date(2026, 5, 1), people=[member, typed])),
        ("n", NextStep(step=f"{here}next-steps", text=said, owner=typed, by=date(2026, 6, 1))),
        ("c", CarryOn(step=f"{here}carry-on", what=said, who=member, goal_id="g")),
        (
            "w",
            Win(
                step=f"{here}wins",
                title=said,
                done_on=date(2026, 5, 2),
                thanks_to=[member, typed],
                goal_id="g",
                partner_ids=["p"],
            ),
        ),
        ("p", Partner(step=f"{here}partners", name=f"{NAME} House", sectors=["law"])),
        ("d", Need(step=f"{here}needs", text=f"{NAME} needs a van", rank=1)),
        ("e", Measure(step=f"{here}measures", name=said, goal_id="g")),
        (
            "f",
            Reading(
                step=f"{here}measures", measure_id="e", on=date(2026, 5, 1), value=1, note=said
            ),
        ),
        ("h", Recommendation(step=f"{here}recommendations", text=said, to_whom=NAME)),
        ("i", PolicyResponse(step=f"{here}policies", what=said, decided_by=TYPED)),
        (
            "j",
            LedgerLine(
                step=f"{here}money", ledger="implementation", sort="spent", amount=1, what=said
            ),
        ),
        ("s", Sharing(step=f"{here}sharing", what=said, held_by=TYPED, goes_to=NAME)),
        (governance_id("ash"), Governance(step=f"{here}governance", membership=said)),
        ("k", GoalReview(step=f"{here}goal-reviews", goal_id="g", answers={}, notes={})),
    ):
        room.keep(record_id, body)
    return me


def shown(page: Page, call: str, **how: str) -> str:
    """Return all that a page is told by one exercise, and by its past."""
    part = getattr(page.visit, call)(call.replace("_", "-"), **how)
    told: list[Any] = [{name: getattr(part.widget, name) for name in part.widget.keys}]
    told += [page.send(part, "history", record_id=one) for one in "garmncwefhijs"]
    told.append(page.send(part, "dropped"))
    return json.dumps(told, default=str, ensure_ascii=False)


@pytest.mark.parametrize(("call", "how"), CALLS)
@pytest.mark.usefixtures("person")
def test_no_page_of_a_guest_names_anybody_who_did_not_say_yes(
    room: Room, call: str, how: dict[str, str]
) -> None:
    guest = room.person(role=Role.FACILITATOR)
    told = shown(guest, call, **how)
    for name in (NAME, TYPED, *NAME.split(), *TYPED.split()):
        assert name not in told


@pytest.mark.parametrize("call", ["goals", "activities", "wins", "meetings", "next_steps"])
@pytest.mark.usefixtures("person")
def test_the_team_itself_reads_what_it_wrote(room: Room, call: str) -> None:
    told = shown(room.person(), call)
    assert TYPED in told or NAME in told


def test_a_yes_for_the_faculty_shows_the_name_to_a_guest_at_once(room: Room, person: str) -> None:
    guest = room.person(role=Role.FACILITATOR)
    part = guest.visit.goals("goals")
    consent = NameConsent(about="", audiences=["cohort"])
    room.keep(record_id_for("name_consent", person, ""), consent, author_id=person)
    guest.visit.look_again()
    assert part.widget.goals[0]["owner"]["role"] == NAME
    assert NAME in part.widget.goals[0]["aim"]


READ_ONLY = {
    "goals": "g", "activities": "a", "risks": "r", "meetings": "m", "next_steps": "n",
    "measures": "e", "recommendations": "h", "policies": "i", "money": "j",
}  # fmt: skip


@pytest.mark.parametrize(("call", "record_id"), READ_ONLY.items())
@pytest.mark.usefixtures("person")
def test_a_guest_cannot_write_over_what_they_read_masked(
    room: Room, call: str, record_id: str
) -> None:
    guest = room.person(role=Role.FACILITATOR)
    how = {"on": "goals"} if call == "measures" else {}
    part = getattr(guest.visit, call)(call.replace("_", "-"), **how)
    assert guest.send(part, "drop", record_id=record_id, base_revision=1)["type"] == "refused"


@pytest.mark.usefixtures("person")
def test_a_list_a_guest_leads_in_the_room_stands_there_as_the_team_wrote_it(room: Room) -> None:
    guest = room.person(role=Role.FACILITATOR)
    partners = guest.visit.partners("partners")
    assert partners.widget.partners[0]["name"] == f"{NAME} House"
    # Where it only says what something is linked to, it is not theirs to change.
    wins = guest.visit.wins("wins")
    assert NAME not in json.dumps(wins.widget.partners)


def test_whose_goal_it_is_is_reckoned_as_it_was_written(room: Room) -> None:
    owner, joe = (room.person(name=one) for one in ("Ruth Ames", "Joe"))
    step = "needs_assessment/goals"
    goal = Goal(step=step, aim="A van", owner=Named(person_id=owner.visit.person_id))
    room.keep("g", goal)
    asked = [one.id for one in goal_criteria(room.program.goal_criteria).asked]
    for page in (owner, joe):
        review = GoalReview(step=step, goal_id="g", answers=dict.fromkeys(asked, "yes"))
        room.keep(f"of-{page.visit.person_id}", review, author_id=page.visit.person_id)
    guest = room.person(role=Role.FACILITATOR)
    seen = guest.visit.goals("goals").widget.answers["g"]
    assert seen == room.person().visit.goals("goals").widget.answers["g"]
    assert seen["people"] == 1


@pytest.mark.usefixtures("person")
def test_what_is_alike_is_alike_as_it_was_written(room: Room) -> None:
    room.person(name="Otis Vane")
    step = "needs_assessment/activities"
    for number, name in enumerate((NAME, "Otis Vane")):
        room.keep(f"q{number}", Partner(step=step, name=f"House {number}", sectors=["law"]))
        work = Activity(step=step, name=f"Call {name}", partner_ids=[f"q{number}"], goal_ids=["g"])
        room.keep(f"b{number}", work)
    told = [
        page.visit.who_does_what("who").widget.said["same"]
        for page in (room.person(), room.person(role=Role.FACILITATOR))
    ]
    assert told[0] == told[1] == []


@pytest.mark.usefixtures("person")
def test_a_long_role_with_many_names_leaves_the_page_whole(room: Room) -> None:
    role = " ".join([NAME.split(maxsplit=1)[0]] * 6)[:80]
    room.keep("long", Goal(step="needs_assessment/goals", aim="B", owner=Named(role=role)))
    guest = room.person(role=Role.FACILITATOR)
    assert len(guest.visit.goals("goals").widget.goals) == 2
