"""Changes of policy, and risks: what the team keeps of them, and who sees it."""

from __future__ import annotations

from typing import Any

import pytest

from ciwidgets.model import Resource
from tests.support.room import Room

POLICY = {
    "what": "Releases by daylight", "changes": "practice", "status": "proposed",
    "decided_by": "The sheriff’s office", "on": None, "resource_ids": [], "builds_on": "",
    "goal_ids": [], "is_public": False, "line": "",
}  # fmt: skip
RISK = {
    "sort": "risk", "text": "The one who knows leaves", "likely": "maybe",
    "answer": "Two learn each task", "goal_ids": [], "owner": None,
}  # fmt: skip


@pytest.mark.parametrize(("call", "trait", "said"), [
    ("policies", "policies", POLICY), ("risks", "risks", RISK),
])  # fmt: skip
def test_it_is_there_for_the_whole_team_and_for_no_other(
    room: Room, call: str, trait: str, said: dict[str, Any]
) -> None:
    writer, reader, stranger = (room.person(team) for team in ("ash", "ash", "elm"))
    parts = [getattr(one.visit, call)(f"our-{call}") for one in (writer, reader, stranger)]
    reply = writer.send(parts[0], "save", record_id="one-of-ours-1", base_revision=0, **said)
    assert reply["type"] == "saved"
    for one in (reader, stranger):
        one.visit.look_again()
    assert [{**said, "id": "one-of-ours-1", "revision": 1}] == getattr(parts[1].widget, trait)
    assert getattr(parts[2].widget, trait) == []
    reply = stranger.send(parts[2], "drop", record_id="one-of-ours-1", base_revision=1)
    assert reply["type"] == "refused"


def test_a_change_builds_on_what_the_team_listed(room: Room) -> None:
    page = room.person()
    part = page.visit.policies("our-policies")
    step = "needs_assessment/what-we-have"
    room.keep("resource-of-ours", Resource(step=step, line="treatment", name="The clinic"))
    page.visit.look_again()
    assert part.widget.resources == [{"id": "resource-of-ours", "label": "The clinic"}]


def test_what_one_would_stop_has_no_likelihood_and_no_answer(room: Room) -> None:
    page = room.person()
    part = page.visit.risks("our-risks")
    said = {**RISK, "sort": "stop_doing"}
    page.send(part, "save", record_id="one-of-ours-1", base_revision=0, **said)
    shown = part.widget.risks[0]
    assert (shown["sort"], shown["likely"], shown["answer"]) == ("stop_doing", "", "")
