"""The golden thread and what happened since, on paper."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.model import Draft, Goal, Named, Need, NextStep, Win, new_id
from ciwidgets.reports.blocks import Heading, List, Text
from ciwidgets.reports.sections.since import found_since, since_last_time
from ciwidgets.reports.sections.threads import (
    _starts_elsewhere,
    golden_thread,
    the_loose_ends,
)
from ciwidgets.results.naming.names import Names
from ciwidgets.results.naming.team_record import TeamRecord
from ciwidgets.results.story.weave import Weave
from ciwidgets.store import Store
from tests.support.plan_log import PROGRAM, PlanLog
from tests.support.room import small_program

TODAY = date(2026, 6, 1)


def of(section, kind):
    return [one for one in section.blocks if isinstance(one, kind)]


def items(section):
    return [item.text for block in of(section, List) for item in block.items]


def woven(log):
    return Weave(log, PROGRAM, "t1")


def _since(store, program, as_of, until=None):
    return found_since(TeamRecord(store, "ash"), program, "ash", as_of, until)


def test_each_link_of_a_thread_is_a_line_and_no_name_stands_in_it():
    log = PlanLog()
    log.need_of("n1", "rides, says Ann Lee")
    log.goal("g1", "Ann’s van", need_ids=["n1"], owner=Named(name="Ann Lee"))
    log.win("w1", "Ann Lee drove", "g1", done_on=date(2026, 3, 1))
    mask = Names(log, "t1")
    section = golden_thread(woven(log), TODAY, lambda text: mask.masked(text, "public"))
    assert of(section, Text)[0].text == "1 thread, from need to win."
    onward, back = items(section)
    assert onward == "We said we need “rides, says a member”."
    assert back == "On March 1 “A member drove” was done."
    below = [one.details for found in of(section, List) for one in found.items]
    assert below[0][0].startswith("Our goal is “")
    assert below[1][0].startswith("For our goal “")
    loose = the_loose_ends(woven(log), TODAY, lambda text: mask.masked(text, "public"))
    for text in (repr(section), repr(loose)):
        assert "Ann" not in text
        assert "Lee" not in text


def test_a_first_reading_that_is_not_the_goals_start_is_explained_once():
    started = SimpleNamespace(body=SimpleNamespace(baseline=3))
    for value, told in ((2, True), (3, False)):
        seen = SimpleNamespace(first=SimpleNamespace(body=SimpleNamespace(value=value)))
        assert _starts_elsewhere(SimpleNamespace(goal=started, measures=[seen])) is told
    assert not _starts_elsewhere(SimpleNamespace(goal=None, measures=[]))


def test_loose_ends_stand_sort_by_sort():
    log = PlanLog()
    log.need_of("n1", "beds")
    log.win("w1", "A ride")
    section = the_loose_ends(woven(log), TODAY, str)
    assert [one.text for one in of(section, Heading)] == [
        "Needs that no goal serves",
        "Wins without a goal",
    ]
    assert items(section) == [
        "No goal serves the need “beds” yet.",
        "The win “A ride” names no goal yet.",
    ]


def test_a_team_without_anything_is_told_so():
    empty = woven(PlanLog())
    for section in (golden_thread(empty, TODAY, str), the_loose_ends(empty, TODAY, str)):
        (text,) = section.blocks
        assert text.tone == "absent"


@pytest.fixture
def store():
    store = Store("sqlite://")
    load_program(store, small_program())
    return store


def keep(store, record_id, body, occasion, base=0):
    draft = Draft(record_id, body, new_id(), "ash", "ada", occasion, base_revision=base)
    store.append([draft])


def test_what_happened_is_told_since_the_last_forum_and_as_it_stood_at_one(store):
    program = small_program()
    keep(store, "g1", Goal(step="goals/our-goals", aim="A van"), "forum-1")
    until = store.last_seq()
    keep(store, "g1", Goal(step="goals/our-goals", aim="Two vans"), "forum-2", 1)
    keep(store, "w1", Win(step="wins/our-wins", title="Ann Lee drove"), "forum-2")
    keep(store, "s1", NextStep(step="m/s", text="Call", owner=Named(name="Ann Lee")), "forum-2")
    keep(store, "n1", Need(step="n/n", text="Elsewhere"), "forum-2")
    found = _since(store, program, None, None)
    names = Names(store, "ash")
    section = since_last_time(
        store, program, found, TODAY, lambda text: names.masked(text, "cohort")
    )
    assert of(section, Text)[0].text == ("Since Forum 1 (January 10): 1 done, 2 new and 1 changed.")
    assert items(section) == ["A member drove", "Call", "Elsewhere", "Two vans"]
    assert "Lee" not in repr(section)
    (changed,) = [one for block in of(section, List) for one in block.items if one.details]
    assert changed.details == ("Changed: the words",)
    first = found_since(
        TeamRecord(store, "ash"), program, "ash", program.occasion("forum-1"), until
    )
    assert (first.occasion, first.count("new")) == (None, 1)
    second = found_since(
        TeamRecord(store, "ash"), program, "ash", program.occasion("forum-2"), None
    )
    assert (second.occasion.id, len(second.happenings)) == ("forum-1", 4)


def test_a_team_to_which_nothing_happened_is_told_so(store):
    program = small_program()
    found = _since(store, program, program.occasion("forum-2"), None)
    (text,) = since_last_time(store, program, found, TODAY, str).blocks
    assert text.text == ("Since Forum 1 (January 10), nothing in the team’s lists has changed.")
