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
    Meeting,
    NameConsent,
    Named,
    NextStep,
    Risk,
    Role,
    Win,
    record_id_for,
)
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
    ("measures", {"on": "our-goals"}),
    ("recommendations", {}),
    ("money", {}),
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
            ),
        ),
    ):
        room.keep(record_id, body)
    return me


def shown(page: Page, call: str, **how: str) -> str:
    """Return all that a page is told by one exercise, and by its past."""
    part = getattr(page.visit, call)(call.replace("_", "-"), **how)
    told: list[Any] = [{name: getattr(part.widget, name) for name in part.widget.keys}]
    told += [page.send(part, "history", record_id=one) for one in "garmncw"]
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


@pytest.mark.parametrize("call", ["goals", "activities", "risks", "meetings", "next_steps"])
@pytest.mark.usefixtures("person")
def test_a_guest_cannot_write_over_what_they_read_masked(room: Room, call: str) -> None:
    guest = room.person(role=Role.FACILITATOR)
    part = getattr(guest.visit, call)(call.replace("_", "-"))
    record_id = {"goals": "g", "activities": "a", "risks": "r", "meetings": "m"}.get(call, "n")
    assert guest.send(part, "drop", record_id=record_id, base_revision=1)["type"] == "refused"
