"""The months between forums: meetings, next steps, the note on how a team works, and what stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.model import CarryOn, Draft, Goal, Governance, Meeting, NextStep, Partner, Role
from ciwidgets.results.plans import months
from ciwidgets.words import kernel_section
from tests.support.room import Page, Room

WORDS = kernel_section("meetings")


class Here:
    """A person's page of the monthly check-in."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.visit.workbook = "monthly_checkin"
        self.meetings = page.visit.meetings("our-meetings")
        self.steps = page.visit.next_steps("our-next-steps")
        self.note = page.visit.governance("how-we-work")
        self.carry = page.visit.carry_on("carrying-on")

    def save(self, part: Any, record_id: str, base: int = 0, **fields: Any) -> dict[str, Any]:
        return self.page.send(part, "save", record_id=record_id, base_revision=base, **fields)

    def hold(self, day: str, record_id: str = "", base: int = 0, **fields: Any) -> dict[str, Any]:
        return self.save(self.meetings, record_id or f"meeting-of-{day}", base, on=day, **fields)

    def step(self, text: str, record_id: str = "", base: int = 0, **fields: Any) -> dict[str, Any]:
        known = record_id or f"step-{text.replace(' ', '-')}"
        return self.save(self.steps, known, base, text=text, **fields)


def add_goal(here: Here, aim: str, rank: int = 1, **fields: Any) -> str:
    who = here.page.visit.require_identity()
    record_id = f"goal-{rank:04}-of-{who.team_id}"
    body = Goal(step="goals/our-goals", aim=aim, rank=rank, **fields)
    here.page.visit.append(
        [Draft(record_id, body, f"{'g' * 20}{rank:04}", who.team_id, who.person_id, who.occasion)]
    )
    return record_id


def add_partner(here: Here) -> str:
    who = here.page.visit.require_identity()
    body = Partner(step="needs_assessment/partners", name="Hope Church", sectors=["faith"])
    here.page.visit.append([Draft("hope-church-0001", body, "p" * 24, who.team_id, who.person_id)])
    return "hope-church-0001"


# --- meetings -------------------------------------------------------------------------------


def test_a_meeting_is_there_for_the_whole_team_with_all_that_was_written(room: Room) -> None:
    writer, reader, stranger = (Here(room.person(team)) for team in ("ash", "ash", "elm"))
    member = writer.page.visit.person_id
    goal = add_goal(writer, "Fewer deaths")
    fields = {
        "sort": "meeting",
        "came": {"law": 2, "health": 1, "no_sector": 1},
        "partner_ids": [add_partner(writer)],
        "people": [
            {"person_id": member, "name": "", "role": "", "said_yes": []},
            {"person_id": "", "name": "Mrs. Vance", "role": "a neighbor", "said_yes": ["team"]},
        ],
        "items": [{"text": "The van", "goal_id": goal, "minutes": 30}],
        "decisions": [{"text": "We buy it.", "by": "all who were there"}],
        "note": "Short.",
        "next_on": "2026-07-01",
    }
    assert writer.hold("2026-06-03", **fields)["type"] == "saved"
    for one in (reader, stranger):
        one.page.visit.look_again()
    (shown,) = reader.meetings.widget.meetings
    assert {name: shown[name] for name in fields} == fields
    assert (shown["on"], shown["revision"]) == ("2026-06-03", 1)
    assert reader.meetings.widget.goals == [{"id": goal, "label": "Fewer deaths"}]
    assert stranger.meetings.widget.meetings == []
    assert stranger.meetings.widget.attendance == {}


def test_meetings_stand_with_the_newest_first(room: Room) -> None:
    here = Here(room.person())
    for day in ("2026-05-01", "2026-07-01", "2026-06-01"):
        here.hold(day)
    assert [one["on"][5:7] for one in here.meetings.widget.meetings] == ["07", "06", "05"]


def test_sectors_that_stay_away_are_asked_after_in_words_and_numbers(room: Room) -> None:
    here = Here(room.person())
    here.hold("2026-04-01", came={"law": 1, "health": 3, "faith": 1})
    here.hold("2026-05-01", came={"law": 1, "faith": 1})
    here.hold("2026-06-01", came={"law": 2, "faith": 2})
    widget = here.meetings.widget
    assert widget.question == ""
    here.hold("2026-07-01", came={"law": 2, "faith": 2})
    assert "the sector “Health”" in widget.question
    assert widget.question.endswith("?")
    assert widget.attendance["totals"] == [5, 2, 4, 4]
    rows = {one["id"]: one["came"] for one in widget.attendance["sectors"]}
    assert rows == {"law": [1, 1, 2, 2], "health": [3, 0, 0, 0], "faith": [1, 1, 2, 2]}
    here.hold("2026-08-01", came={"law": 2})
    here.hold("2026-09-01", came={"law": 2})
    here.hold("2026-10-01", came={"law": 2})
    assert "Health; Faith" in widget.question


def test_a_coaching_call_is_no_meeting_a_sector_could_miss(room: Room) -> None:
    here = Here(room.person())
    for month in ("04", "05", "06"):
        here.hold(f"2026-{month}-01", sort="coaching", came={"law": 1})
    assert here.meetings.widget.attendance == {}
    assert here.meetings.widget.question == ""


def test_a_sector_that_is_on_no_list_is_not_counted_and_one_that_was_stays(room: Room) -> None:
    here = Here(room.person())
    assert "no longer on the list" in here.hold("2026-06-01", came={"nowhere": 1})["text"]
    here.hold("2026-06-01", came={"faith": 2})
    kept = [one for one in room.program.sectors if one.id != "faith"]
    load_program(room.store, room.program.model_copy(update={"sectors": kept}))
    here.page.visit.look_again()
    again = here.hold("2026-06-01", base=1, came={"faith": 2}, note="More.")
    assert again["type"] == "saved"
    assert here.meetings.widget.attendance["sectors"][-1]["name"] == "faith"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"came": {"law": -1}}, "unexpected"),
        ({"came": {"law": 501}}, "unexpected"),
        ({"items": [{"text": " "}]}, "the text is empty"),
        ({"items": [{"text": "x", "minutes": 601}]}, "unexpected"),
        ({"people": [{"name": ""}]}, "nobody is named"),
        ({"people": [{"person_id": "p1", "name": "Ada"}]}, "their own"),
        ({"on": "soon"}, "unexpected (on)"),
        ({"team_id": "elm"}, "unexpected (team_id)"),
    ],
)
def test_what_is_no_meeting_is_refused_in_a_sentence(
    room: Room, changed: dict[str, Any], said: str
) -> None:
    here = Here(room.person())
    reply = here.save(here.meetings, "meeting-0000000001", **{"on": "2026-06-01", **changed})
    assert (reply["type"], said in reply["text"]) == ("refused", True), reply
    assert room.store.current(Meeting) == []


def test_attendance_can_be_seen_as_it_was(room: Room) -> None:
    here = Here(room.person())
    here.hold("2026-06-01", came={"law": 2})
    then = room.store.since(0)[-1].seq
    here.hold("2026-06-01", base=1, came={"law": 5})
    seen = [
        months.attendance(room.store, room.program, "ash", WORDS, at).totals for at in (then, None)
    ]
    assert seen == [(2,), (5,)]


# --- next steps -----------------------------------------------------------------------------


def test_open_steps_come_first_by_day_and_what_is_done_goes_below(room: Room) -> None:
    here = Here(room.person())
    here.step("no day")
    here.step("later", by="2999-01-01")
    here.step("past", by="2020-01-01")
    here.step("done", by="2019-01-01", status="done")
    here.step("dropped", status="dropped")
    order = ["past", "later", "no day", "done", "dropped"]
    assert [one["text"] for one in here.steps.widget.steps] == order
    today = date.fromisoformat(here.steps.widget.today)
    late = {
        one.body.text
        for one in months.next_steps(room.store, "ash")
        if months.is_overdue(one.body, today)
    }
    assert late == {"past"}
    assert here.step("past", base=1, by="2020-01-01", status="done")["type"] == "saved"
    assert [one["text"] for one in here.steps.widget.steps][:2] == ["later", "no day"]


def test_a_second_editor_sees_a_conflict_and_loses_nothing(room: Room) -> None:
    one, other = Here(room.person()), Here(room.person())
    one.step("Call", record_id="step-of-ours-0001")
    other.page.visit.look_again()
    one.step("Call the clinic", record_id="step-of-ours-0001", base=1)
    late = other.step("Call", record_id="step-of-ours-0001", base=1, status="done")
    assert (late["type"], late["theirs"]["text"]) == ("conflict", "Call the clinic")
    assert len(room.store.history("step-of-ours-0001")) == 2


def test_a_next_step_of_another_team_is_out_of_reach(room: Room) -> None:
    here, stranger = Here(room.person()), Here(room.person("elm"))
    here.step("Call", record_id="step-of-ours-0001")
    taken = stranger.step("Ours", record_id="step-of-ours-0001", base=1)
    dropped = stranger.page.send(
        stranger.steps, "drop", record_id="step-of-ours-0001", base_revision=1
    )
    assert (taken["type"], dropped["type"]) == ("refused", "refused")
    assert [one.body.text for one in room.store.current(NextStep)] == ["Call"]


# --- how we work ----------------------------------------------------------------------------

NOTE = {
    "rhythm": "First Monday, 6 pm",
    "membership": "Whoever came twice",
    "joining": "Ask the project manager",
    "decides": [{"what": "Money over $500", "who": "all who are there"}],
    "keeps_records": "The library",
    "handover": "The key is with the clerk.",
}


def test_a_team_has_one_note_and_everybody_writes_the_same(room: Room) -> None:
    one, other = Here(room.person()), Here(room.person())
    stranger = Here(room.person("elm"))
    empty = one.note.widget.note
    assert (empty["revision"], empty["rhythm"], empty["decides"]) == (0, "", [])
    assert one.save(one.note, empty["id"], **NOTE)["type"] == "saved"
    other.page.visit.look_again()
    assert {name: other.note.widget.note[name] for name in NOTE} == NOTE
    assert other.note.widget.answered == 1
    late = other.save(other.note, empty["id"], rhythm="Tuesdays")
    assert (late["type"], late["theirs"]["rhythm"]) == ("conflict", "First Monday, 6 pm")
    second = other.save(other.note, "a-second-note-0001", rhythm="Tuesdays")
    theirs = stranger.save(stranger.note, empty["id"], 1, rhythm="Never")
    assert (second["type"], theirs["type"]) == ("refused", "refused")
    assert stranger.note.widget.note["revision"] == 0
    assert len(room.store.current(Governance)) == 1


def test_the_note_is_never_dropped_and_outlives_those_who_wrote_it(room: Room) -> None:
    here = Here(room.person(role=Role.PROJECT_MANAGER))
    own = here.note.widget.note["id"]
    here.save(here.note, own, **NOTE)
    assert here.page.send(here.note, "drop", record_id=own, base_revision=1)["type"] == "refused"
    here.page.send(here.page.strip, "leave")
    assert here.note.widget.note == {}
    successor = Here(room.person(role=Role.PROJECT_MANAGER))
    assert successor.note.widget.note["handover"] == NOTE["handover"]
    assert months.governance(room.store, "elm") is None


# --- after the program ----------------------------------------------------------------------


def test_goals_nobody_carries_on_are_asked_after(room: Room) -> None:
    here = Here(room.person())
    first = add_goal(here, "Fewer deaths", 1)
    second = add_goal(here, "More rides", 2)
    add_goal(here, "A van", 3, status="reached")
    widget = here.carry.widget
    assert [one["id"] for one in widget.left] == [first, second]
    assert widget.question.startswith("Nobody carries these goals on yet: “Fewer deaths”; “More")
    named = {"person_id": "", "name": "", "role": "the county nurse", "said_yes": []}
    here.save(here.carry, "carry-0000000001", goal_id=second, what="Drives on", who=named)
    assert [one["id"] for one in widget.left] == [first]
    assert "this goal on yet: “Fewer deaths”." in widget.question
    # Words without anybody carry nothing.
    here.save(here.carry, "carry-0000000002", goal_id=first, what="It goes on")
    assert [one["id"] for one in widget.left] == [first]
    here.save(
        here.carry,
        "carry-0000000002",
        1,
        goal_id=first,
        what="It goes on",
        partner_ids=[add_partner(here)],
    )
    here.save(here.carry, "carry-0000000003", what="The monthly breakfast", who=None)
    assert (widget.left, widget.question) == ([], "")
    assert [one["what"] for one in widget.carried] == [
        "It goes on",
        "Drives on",
        "The monthly breakfast",
    ]
    assert len(room.store.current(CarryOn)) == 3


def test_nobody_who_has_not_joined_sees_anything_of_a_month(room: Room) -> None:
    here = Here(room.person())
    here.hold("2026-06-01", came={"law": 2})
    here.step("Call")
    add_goal(here, "Fewer deaths")
    nobody = Here(Page(room.store))
    assert nobody.meetings.widget.meetings == []
    assert (nobody.steps.widget.steps, nobody.carry.widget.left) == ([], [])
    assert nobody.step("Mine")["type"] == "refused"
