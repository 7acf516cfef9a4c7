"""What a record names of others is there, or was in it before: a page does not say what exists."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.model import (
    Activity,
    Body,
    Goal,
    LineOfWork,
    Meeting,
    Need,
    Partner,
    Program,
    Recommendation,
    Resource,
    Role,
    Theme,
)
from tests.support.drafts import draft
from tests.support.room import Page, Room

RECORD = "record-of-ours-0001"
HERE = "needs_assessment/"
# What every link may name, by the field's ending.
LINKED: dict[str, Body] = {
    "goal": Goal(step=f"{HERE}goals", aim="Fewer deaths"),
    "partner": Partner(step=f"{HERE}partners", name="Clinic", sectors=["health"]),
    "need": Need(step=f"{HERE}our-needs", text="Nobody has naloxone"),
    "theme": Theme(step=f"{HERE}themes", title="Help comes late"),
    "resource": Resource(step=f"{HERE}resources", line="naloxone", name="The clinic"),
    "recommendation": Recommendation(step=f"{HERE}recommendations", text="Hand it out"),
    "activity": Activity(step=f"{HERE}doing", name="A van"),
    "meeting": Meeting(step=f"{HERE}met", on=date(2026, 3, 1)),
}
WHOLE: dict[str, dict[str, Any]] = {
    "activities": {"name": "Kits"},
    "risks": {"text": "It fails"},
    "meetings": {"on": "2026-05-01"},
    "next_steps": {"text": "Call"},
    "carry_on": {"what": "The van drives on"},
    "money": {"ledger": "implementation", "sort": "spent", "amount": 1, "what": "Fuel"},
    "policies": {"what": "By daylight"},
    "recommendations": {"text": "Hand it out"},
    "goals": {"aim": "Rides"},
    "wins": {"title": "A van"},
}
# A list, a field that names something, what is named there, and how the field holds it.
LINKS: list[tuple[str, str, str, str]] = [
    ("activities", "goal_ids", "goal", "list"),
    ("activities", "partner_ids", "partner", "list"),
    ("activities", "recommendation_id", "recommendation", "one"),
    ("activities", "line", "naloxone", "one"),
    ("risks", "goal_ids", "goal", "list"),
    ("meetings", "partner_ids", "partner", "list"),
    ("meetings", "items", "goal", "items"),
    ("meetings", "came", "law", "counts"),
    ("next_steps", "goal_id", "goal", "one"),
    ("next_steps", "meeting_id", "meeting", "one"),
    ("carry_on", "goal_id", "goal", "one"),
    ("carry_on", "partner_ids", "partner", "list"),
    ("money", "activity_id", "activity", "one"),
    ("policies", "resource_ids", "resource", "list"),
    ("policies", "goal_ids", "goal", "list"),
    ("recommendations", "theme_ids", "theme", "list"),
    ("recommendations", "need_ids", "need", "list"),
    ("recommendations", "goal_ids", "goal", "list"),
    ("goals", "need_ids", "need", "list"),
    ("wins", "goal_id", "goal", "one"),
    ("wins", "sectors", "law", "list"),
]
PEOPLE = [
    ("activities", "owner"),
    ("risks", "owner"),
    ("meetings", "people"),
    ("next_steps", "owner"),
    ("carry_on", "who"),
    ("goals", "owner"),
    ("wins", "thanks_to"),
]


class Here:
    """A person's page with one of the lists on it."""

    def __init__(self, page: Page, call: str) -> None:
        self.page, self.call = page, call
        self.part = getattr(page.visit, call)(call.replace("_", "-"))

    def save(self, base: int = 0, record_id: str = RECORD, **fields: Any) -> dict[str, Any]:
        content = {"record_id": record_id, "base_revision": base, **WHOLE[self.call], **fields}
        return self.page.send(self.part, "save", **content)


def held(how: str, value: str) -> Any:
    """Return an id as a field holds it."""
    return {
        "one": value,
        "list": [value],
        "items": [{"text": "The van", "goal_id": value}],
        "counts": {value: 1},
    }[how]


def people(field: str, person_id: str) -> Any:
    """Return a member as a field names them."""
    return [{"person_id": person_id}] if field in ("people", "thanks_to") else {
        "person_id": person_id
    }  # fmt: skip


def keep_linked(room: Room) -> None:
    program: Program = room.program.model_copy(
        update={"lines_of_work": [LineOfWork(id="naloxone", name="Naloxone")]}
    )
    load_program(room.store, program)
    for record_id, body in LINKED.items():
        room.keep(record_id, body)
        room.keep(f"{record_id}-of-elm", body, "elm")


@pytest.mark.parametrize(("call", "field", "linked", "how"), LINKS)
def test_a_link_names_what_the_team_has_and_nothing_else(
    room: Room, call: str, field: str, linked: str, how: str
) -> None:
    keep_linked(room)
    here = Here(room.person(), call)
    of_another_kind = "need" if linked != "need" else "goal"
    for wrong in ("nowhere", f"{linked}-of-elm", of_another_kind, here.page.visit.person_id):
        reply = here.save(**{field: held(how, wrong)})
        assert reply["type"] == "refused", wrong
        assert "no longer on" in reply["text"]
    assert room.store.get(RECORD) is None
    assert here.save(**{field: held(how, linked)})["type"] == "saved"


@pytest.mark.parametrize(("call", "field", "linked", "how"), LINKS)
def test_what_was_linked_before_may_be_put_back_when_it_is_gone(
    room: Room, call: str, field: str, linked: str, how: str
) -> None:
    keep_linked(room)
    here = Here(room.person(), call)
    assert here.save(**{field: held(how, linked)})["type"] == "saved"
    assert here.save(base=1)["type"] == "saved"
    if linked in LINKED:
        gone = draft(
            LINKED[linked], record_id=linked, team_id="ash", base_revision=1, retracted=True
        )
        room.store.append([gone])
    else:
        sectors = [one for one in room.program.sectors if one.id != linked]
        load_program(room.store, room.program.model_copy(update={"sectors": sectors}))
    here.page.visit.look_again()
    assert here.save(record_id="another-0000001", **{field: held(how, linked)})["type"] == "refused"
    assert here.save(base=2, **{field: held(how, linked)})["type"] == "saved"


@pytest.mark.parametrize(("call", "field"), PEOPLE)
def test_a_record_names_members_of_the_team_and_no_guest_or_stranger(
    room: Room, call: str, field: str
) -> None:
    here, member = Here(room.person(), call), room.person()
    others = room.person("elm"), room.person(role=Role.FACILITATOR)
    here.page.visit.look_again()
    for wrong in ("nobody", *(one.visit.person_id for one in others)):
        reply = here.save(**{field: people(field, wrong)})
        assert reply["type"] == "refused"
        assert "not on your team" in reply["text"]
    assert here.save(**{field: people(field, member.visit.person_id)})["type"] == "saved"


@pytest.mark.parametrize(("call", "field"), [
    ("activities", "by"), ("meetings", "on"), ("next_steps", "by"), ("money", "on"),
    ("policies", "on"), ("goals", "by"), ("wins", "done_on"),
])  # fmt: skip
def test_a_year_of_two_digits_is_asked_after(room: Room, call: str, field: str) -> None:
    here = Here(room.person(), call)
    reply = here.save(**{field: "0026-03-31"})
    assert reply["text"] == "The year 26 is too far back. Please check the day."


def test_what_is_named_twice_is_named_once(room: Room) -> None:
    keep_linked(room)
    here = Here(room.person(), "risks")
    assert here.save(goal_ids=["goal", "goal"])["type"] == "saved"
    assert here.part.widget.risks[0]["goal_ids"] == ["goal"]


@pytest.mark.parametrize("call", WHOLE)
def test_a_forged_id_or_revision_changes_nothing(room: Room, call: str) -> None:
    keep_linked(room)
    here, stranger = Here(room.person(), call), Here(room.person("elm"), call)
    elsewhere = getattr(here.page.visit, call)("another-step")
    assert here.save()["type"] == "saved"
    before = room.store.since(0, limit=1_000)
    drop = {"record_id": RECORD, "base_revision": 1}
    for one, part, how, content in (
        (stranger, stranger.part, "save", {**WHOLE[call], **drop}),
        (stranger, stranger.part, "drop", drop),
        (stranger, stranger.part, "history", {"record_id": RECORD}),
        (here, elsewhere, "save", {**WHOLE[call], **drop}),
        (here, elsewhere, "drop", drop),
        (here, elsewhere, "history", {"record_id": RECORD}),
        (here, here.part, "save", {**WHOLE[call], **drop, "record_id": "theme"}),
        (here, here.part, "drop", {**drop, "record_id": "theme"}),
        (here, here.part, "save", {**WHOLE[call], **drop, "base_revision": -1}),
    ):
        assert one.page.send(part, how, **content)["type"] == "refused", (how, content)
    for base in (0, 2, 9_999_999):
        assert here.page.send(here.part, "drop", **{**drop, "base_revision": base})["type"] in (
            "conflict", "refused",
        )  # fmt: skip
        assert here.save(base=base)["type"] in ("conflict", "refused")
    assert here.save(base=7, record_id="new-one-00000001")["type"] in ("conflict", "refused")
    assert room.store.since(0, limit=1_000) == before


def test_a_facilitator_who_looks_at_no_team_keeps_and_takes_nothing(room: Room) -> None:
    page = Page(room.store)
    page.join(room.code(role=Role.FACILITATOR))
    before = room.store.since(0, limit=1_000)
    note = {"on": "2026-05-01", "text": "For nobody", "meant_for": "faculty"}
    source = {"name": "Calls to 911"}
    new = {"record_id": RECORD, "base_revision": 0}
    for part, how, content in (
        (page.visit.coaching_notes("coaching"), "save", {**new, **note}),
        (page.visit.data_sources("data"), "save", {**new, **source}),
        (page.visit.data_sources("data"), "step", {"is_open": False}),
        (page.visit.timeline("days"), "take_calendar", {}),
    ):
        reply = page.send(part, how, **content)
        assert (reply["type"], "choose a team" in reply["text"]) == ("refused", True), (how, reply)
    assert room.store.since(0, limit=1_000) == before
