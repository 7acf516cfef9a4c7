"""The thread, what happened since, and where a team is, on a page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ciwidgets.model import (
    Activity,
    Body,
    CoachingNote,
    Draft,
    Goal,
    Measure,
    Need,
    PlanningView,
    Role,
    Win,
    new_id,
)
from ciwidgets.visit.places import Places
from tests.support.room import Page, Room

GOALS = "goals/our-goals"


def keep(page: Page, record_id: str, body: Body, base: int = 0, **more: Any) -> None:
    """Keep a body in the name of a page's team."""
    who = page.visit.require_identity()
    given = {"occasion": who.occasion} | more
    page.visit.append(
        [Draft(record_id, body, new_id(), who.team_id, who.person_id, base_revision=base, **given)]
    )


def whole(page: Page) -> None:
    """Say a thread from need to win."""
    keep(page, "n1", Need(step="needs_assessment/our-needs", text="rides"))
    keep(page, "g1", Goal(step=GOALS, aim="A van", need_ids=["n1"]))
    keep(page, "m1", Measure(step="goals/our-measures", name="Rides", goal_id="g1"))
    keep(page, "a1", Activity(step="goals/our-activities", name="Drive", goal_ids=["g1"]))
    keep(page, "w1", Win(step="wins/our-wins", title="A ride", goal_id="g1"))


# --- places ---------------------------------------------------------------------------------


def test_a_list_that_two_workbooks_show_is_in_its_own() -> None:
    places = Places()
    assert places.of_key("goals/our-measures") == {
        "workbook": "goals",
        "step": "our-measures",
        "title": "3. How we will see it",
    }
    assert places.of_key("mental_models/our-levers")["step"] == "what-we-learned"
    assert places.of_exercise("measures")["workbook"] == "goals"
    assert (places.of_key("nowhere/at-all"), places.of_exercise("juggling")) == ({}, {})


# --- the thread -----------------------------------------------------------------------------


def test_the_thread_is_there_for_the_team_and_leads_to_its_steps(room: Room) -> None:
    page, stranger = room.person(), room.person("elm")
    widget, theirs = (one.visit.golden_thread("our-thread").widget for one in (page, stranger))
    assert (widget.threads, widget.answered) == ([], 0)
    whole(page)
    stranger.visit.look_again()
    (thread,) = widget.threads
    assert thread["sentence"].startswith("We said we need “rides”; our goal is “A van”, seen by")
    assert [(one["kind"], one["text"]) for one in thread["parts"]] == [
        ("need", "rides"),
        ("goal", "A van"),
        ("measure", "Rides"),
        ("activity", "Drive"),
        ("win", "A ride"),
    ]
    assert thread["parts"][0]["workbook"] == "needs_assessment"
    (back,) = widget.ways_back
    assert back["sentence"].endswith("for our goal “A van”, because we said we need “rides”.")
    assert [one["sort"] for one in widget.loose_ends] == ["goal_owner"]
    assert widget.loose_ends[0]["step"] == "our-goals"
    assert widget.answered == 1
    assert (theirs.threads, theirs.ways_back, theirs.loose_ends) == ([], [], [])


def test_the_thread_takes_no_message_and_nobody_who_has_not_joined_sees_it(room: Room) -> None:
    page = room.person()
    part = page.visit.golden_thread("our-thread")
    whole(page)
    for kind in ("save", "step", "ask"):
        assert page.send(part, kind, record_id="g1", is_open=False)["type"] == "refused"
    widget = Page(room.store).visit.golden_thread("our-thread").widget
    assert (widget.phase, widget.threads) == ("waiting", [])
    page.send(page.strip, "leave")
    assert part.widget.threads == part.widget.loose_ends == []


def test_many_threads_are_counted_and_not_all_sent(room: Room) -> None:
    page = room.person()
    widget = page.visit.golden_thread("our-thread").widget
    who = page.visit.require_identity()
    page.visit.append(
        [
            Draft(f"g{number}", Goal(step=GOALS, aim="A van"), "r" * 22, who.team_id,
                  who.person_id, ordinal=number)
            for number in range(63)
        ]
    )  # fmt: skip
    assert (len(widget.threads), widget.more, widget.answered) == (60, 3, 63)


# --- since then -----------------------------------------------------------------------------


def test_what_happened_is_told_to_the_team_and_follows_what_others_do(room: Room) -> None:
    page, other, stranger = room.person(), room.person(), room.person("elm")
    widget = page.visit.since_then("since-then").widget
    theirs = stranger.visit.since_then("since-then").widget
    whole(other)
    keep(other, "c1", CoachingNote(step="m/c", on=date(2026, 5, 1), text="Between us"))
    page.visit.look_again()
    stranger.visit.look_again()
    assert widget.found["summary"] == "Since the beginning: 1 done and 4 new."
    assert widget.answered == 5
    assert "Between us" not in str(widget.found)
    (done,) = [one for one in widget.found["groups"] if one["what"] == "done"]
    assert (done["title"], done["items"][0]["text"]) == ("1 win", "A ride")
    assert done["items"][0]["workbook"] == "wins"
    assert widget.choices[-1] == {"id": "", "label": "the beginning"}
    assert theirs.found["count"] == 0


def test_another_moment_is_asked_for_and_told_to_who_asks(room: Room) -> None:
    page = room.person()
    keep(page, "old", Goal(step=GOALS, aim="Old"), occasion="forum-1")
    part = page.visit.since_then("since-then")
    keep(page, "new", Goal(step=GOALS, aim="New"))
    assert part.widget.chosen == "forum-1"
    assert part.widget.choices[1]["label"].startswith("the last forum: Forum 1 (January 10")
    assert part.widget.found["count"] == 1
    assert part.widget.people == 0  # no count that would not follow the choice
    reply = page.send(part, "ask", occasion="")
    assert (reply["type"], reply["occasion"], reply["found"]["count"]) == ("since", "", 2)
    assert page.send(part, "ask", occasion="forum-2")["found"]["count"] == 0
    refused = page.send(part, "ask", occasion="forum-9")
    assert (refused["type"], "no such forum" in refused["text"]) == ("refused", True)
    assert page.send(part, "ask", occasion="x" * 99)["type"] == "refused"


def test_nobody_who_has_not_joined_is_told_what_happened(room: Room) -> None:
    whole(room.person())
    page = Page(room.store)
    part = page.visit.since_then("since-then")
    assert (part.widget.found, part.widget.choices) == ({}, [])
    assert page.send(part, "ask", occasion="")["type"] == "refused"


# --- where we are ---------------------------------------------------------------------------


def test_where_a_team_is_is_counted_and_what_is_missing_has_its_step(room: Room) -> None:
    page = room.person()
    widget = page.visit.where_we_are("where-we-are").widget
    assert [one["id"] for one in widget.places][:2] == ["assessment", "capacity"]
    assert widget.answered == 0
    whole(page)
    assessment = widget.places[0]
    assert assessment["has"] == ["1 need chosen"]
    assert {one["text"]: one["step"] for one in assessment["lacks"]} == {
        "No local numbers are here yet.": "our-numbers",
        "No source of data is listed yet.": "our-numbers",
        "What the community has is not listed yet.": "what-we-have",
    }
    assert widget.answered == 4


@pytest.mark.parametrize("role", [Role.PROJECT_MANAGER, Role.FACILITATOR])
def test_who_leads_the_team_chooses_the_picture_for_it(room: Room, role: Role) -> None:
    page, other, stranger = room.person(role=role), room.person(), room.person("elm")
    part = page.visit.where_we_are("where-we-are")
    theirs = other.visit.where_we_are("where-we-are").widget
    elms = stranger.visit.where_we_are("where-we-are").widget
    assert page.send(part, "save", model="collective_impact")["type"] == "saved"
    for one in (other, stranger):
        one.visit.look_again()
    assert part.widget.model_name == theirs.model_name == "collective_impact"
    assert next(one["id"] for one in theirs.places) == "common_agenda"
    assert elms.model_name == "spf"
    assert page.send(part, "save", model="my own")["type"] == "refused"


def test_a_participant_switches_the_picture_for_nobody(room: Room) -> None:
    page, other = room.person(), room.person()
    part = page.visit.where_we_are("where-we-are")
    theirs = other.visit.where_we_are("where-we-are").widget
    assert "choose_picture" not in part.widget.may
    refused = page.send(part, "save", model="collective_impact")
    assert (refused["type"], "collective_impact" in refused["text"]) == ("refused", False)
    other.visit.look_again()
    assert part.widget.model_name == theirs.model_name == "spf"


def test_of_two_who_choose_at_once_the_later_is_seen_and_both_are_kept(room: Room) -> None:
    one, other = (room.person(role=Role.PROJECT_MANAGER) for _ in range(2))
    first, second = (page.visit.where_we_are("where-we-are") for page in (one, other))
    one.send(first, "save", model="collective_impact")
    assert other.send(second, "save", model="spf")["type"] == "saved"
    one.visit.look_again()
    assert first.widget.model_name == "spf"
    (kept,) = room.store.current(PlanningView)
    assert [entry.body.model for entry in room.store.history(kept.record_id)] == [  # type: ignore[attr-defined]
        "collective_impact",
        "spf",
    ]
    other.send(second, "save", model="spf")
    assert len(room.store.history(kept.record_id)) == 2


def test_a_choice_that_was_sent_twice_is_kept_once(room: Room) -> None:
    page = room.person()
    part = page.visit.where_we_are("where-we-are")
    message = {"type": "save", "request_id": "q" * 22, "model": "collective_impact"}
    first = page.visit.receive(part, message)
    assert page.visit.receive(part, message) == first
    assert page.visit.receive(part, {**message, "model": "spf"})["type"] == "refused"
    nobody = Page(room.store)
    other = nobody.visit.where_we_are("where-we-are")
    assert nobody.send(other, "save", model="spf")["type"] == "refused"
    assert other.widget.places == []
