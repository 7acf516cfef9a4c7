"""A team's list of what there is, what that covers, and what people said beside it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from ciwidgets.enrolment import codes, load_program
from ciwidgets.model import LineOfWork, Occasion, Population, Program, Resource, Role
from ciwidgets.results import data_facts, resource_facts
from tests.support.filling import fill
from tests.support.room import Page, Room, small_program

STEP = "needs_assessment/what-we-have"
DATA = "needs_assessment/our-data"


def with_lines(program: Program) -> Program:
    """Return the small program with two lines of work, two populations and one statement's line."""
    survey = program.surveys[0]
    talk, trust = survey.statements
    asked = survey.model_copy(
        update={"statements": [talk.model_copy(update={"lines": ["treatment"]}), trust]}
    )
    return program.model_copy(
        update={
            "surveys": [asked],
            "lines_of_work": [
                LineOfWork(id="treatment", name="Treatment", about="Care"),
                LineOfWork(id="family", name="Family support"),
            ],
            "populations": [
                Population(id="young", name="Young people"),
                Population(id="rural", name="People far from town"),
            ],
        }
    )


class Desk:
    """A person's page with the two lists beside the exercises of the room."""

    def __init__(self, room: Room, code: str = "", **who: Any) -> None:
        self.page = Page(room.store) if code else room.person(**who)
        if code:
            self.page.join(code)
        visit = self.page.visit
        self.visit = visit
        self.list = visit.resources("what-we-have", survey_step="how-we-see-it", survey="pulse")
        self.data = visit.data_sources("our-data")

    @property
    def widget(self) -> Any:
        return self.list.widget

    def add(self, name: str = "Clinic", base: int = 0, **more: Any) -> dict[str, Any]:
        fields = {"line": "treatment", "capacity": "room", "name": name, **more}
        fields.setdefault("record_id", f"r-{secrets.token_hex(8)}")
        return self.page.send(self.list, "save", base_revision=base, **fields)

    def tell(self, name: str, **more: Any) -> dict[str, Any]:
        fields = {"record_id": f"d-{secrets.token_hex(8)}", "name": name, **more}
        return self.page.send(self.data, "save", base_revision=0, **fields)

    def line(self, line_id: str = "treatment") -> dict[str, Any]:
        return next(one for one in self.widget.coverage["lines"] if one["id"] == line_id)


@pytest.fixture
def place(room: Room) -> Iterator[Room]:
    """The room, in a program with lines of work."""
    load_program(room.store, with_lines(small_program()))
    return room


def test_what_one_adds_all_of_the_team_see_at_once_and_nobody_else(place: Room) -> None:
    writer, reader, stranger = Desk(place), Desk(place), Desk(place, team="elm")
    reply = writer.add("Mobile clinic 🚐 <b>", who="County", populations=["rural"], gap="Hours")
    assert reply["type"] == "saved"
    for desk in (reader, stranger):
        desk.visit.look_again()
    (shown,) = reader.widget.resources
    assert shown == {
        "id": reply["record_id"],
        "revision": 1,
        "line": "treatment",
        "name": "Mobile clinic 🚐 <b>",
        "who": "County",
        "populations": ["rural"],
        "reach": "",
        "capacity": "room",
        "gap": "Hours",
    }
    assert reader.widget.coverage["resources"] == 1
    assert (stranger.widget.resources, stranger.widget.coverage) == ([], {})


def test_the_picture_counts_by_line_and_population(place: Room) -> None:
    desk = Desk(place)
    desk.add("Clinic")
    desk.add("Youth clinic", populations=["young"], capacity="waiting_list")
    assert desk.line()["whole"] == {"resources": 2, "with_room": 1, "waiting": 1, "word": "room"}
    assert [cell["resources"] for cell in desk.line()["cells"]] == [2, 1]
    assert desk.line("family")["whole"]["word"] == "none"


def test_a_second_editor_sees_a_conflict_and_loses_nothing(place: Room) -> None:
    one, other = Desk(place), Desk(place)
    kept = one.add("Clinic")
    one.add("Clinic north", record_id=kept["record_id"], base=1)
    reply = other.add("Clinic south", record_id=kept["record_id"], base=1)
    assert reply["type"] == "conflict"
    assert reply["theirs"]["name"] == "Clinic north"
    assert [one.body.name for one in place.store.history(kept["record_id"])] == [
        "Clinic",
        "Clinic north",
    ]


def test_alike_names_are_offered_and_only_a_person_drops_one(place: Room) -> None:
    desk = Desk(place)
    ids = [desk.add(name)["record_id"] for name in ("Harbor Clinic", "The harbor clinic")]
    assert desk.widget.coverage["duplicates"] == [sorted(ids)]
    assert len(place.store.current(Resource)) == 2
    desk.page.send(desk.list, "drop", record_id=ids[1], base_revision=1)
    assert desk.widget.coverage["duplicates"] == []
    assert [one["name"] for one in desk.widget.resources] == ["Harbor Clinic"]


def test_lines_and_populations_the_program_lacks_are_refused(place: Room) -> None:
    desk = Desk(place)
    for wrong in ({"line": "nowhere"}, {"populations": ["nobody"]}, {"capacity": "endless"}):
        assert desk.add("Clinic", **wrong)["type"] == "refused"
    assert place.store.current(Resource) == []


def test_a_team_lists_two_hundred_resources_and_no_more(place: Room) -> None:
    desk = Desk(place)
    fill(desk.page, Resource(step=STEP, line="treatment", name="Clinic", capacity="room"), 200)
    reply = desk.add("One more")
    assert reply["type"] == "refused"
    assert "200 is the most" in reply["text"]
    assert desk.add("Renamed", base=1, record_id="filled-7")["type"] == "saved"
    desk.page.send(desk.list, "drop", record_id="filled-8", base_revision=1)
    assert desk.add("One more")["type"] == "saved"


def test_a_resource_keeps_the_people_the_program_stopped_naming(place: Room) -> None:
    desk = Desk(place)
    kept = desk.add("Youth clinic", populations=["young"])
    program = with_lines(small_program())
    rural = [one for one in program.populations if one.id == "rural"]
    load_program(place.store, program.model_copy(update={"populations": rural}))
    desk.visit.look_again()
    assert desk.line()["holes"] == ["rural"]
    again = {"record_id": kept["record_id"], "base": 1, "populations": ["young", "rural"]}
    assert desk.add("Youth clinic", **again)["type"] == "saved"
    assert desk.widget.resources[0]["populations"] == ["rural", "young"]
    assert desk.add("New", populations=["young"])["type"] == "refused"


def test_a_closed_step_takes_nothing_more_and_nobody_here_sees_nothing(place: Room) -> None:
    manager = Desk(place, role=Role.PROJECT_MANAGER)
    manager.add("Clinic")
    manager.page.set_step(manager.list, is_open=False)
    assert manager.add("Late")["type"] == "refused"
    assert "keep_records" not in manager.widget.may
    assert len(manager.widget.resources) == 1
    manager.page.send(manager.page.strip, "leave")
    assert (manager.widget.resources, manager.widget.coverage) == ([], {})
    assert manager.widget.comparison == {}
    assert [one["id"] for one in manager.widget.lines] == ["treatment", "family"]


def rate_and_close(place: Room, count: int, answer: int) -> None:
    for page in place.people(count):
        page.rate(talk=answer, trust=answer)
    manager = place.person(role=Role.PROJECT_MANAGER)
    manager.set_step(manager.rating, is_open=False)


def test_what_people_said_stands_beside_the_list_only_once_it_is_closed(place: Room) -> None:
    desk = Desk(place)
    desk.add("Clinic", capacity="waiting_list")
    for page in place.people(5):
        page.rate(talk=5)
    desk.visit.look_again()
    assert desk.widget.comparison == {"occasion": "", "alike": 0, "apart": []}
    manager = place.person(role=Role.PROJECT_MANAGER)
    manager.set_step(manager.rating, is_open=False)
    desk.visit.look_again()
    assert desk.widget.comparison == {
        "occasion": "Forum 2",
        "alike": 0,
        "apart": [
            {
                "id": "talk",
                "text": "We talk.",
                "word": "all_agree",
                "side": "hoped",
                "lines": ["treatment"],
            }
        ],
    }


def test_four_answers_stay_their_own_beside_the_list_too(place: Room) -> None:
    desk = Desk(place)
    desk.add("Clinic", capacity="full")
    rate_and_close(place, 4, 5)
    desk.visit.look_again()
    assert desk.widget.comparison == {"occasion": "", "alike": 0, "apart": []}


def test_doubt_stands_beside_a_list_without_a_gap(place: Room) -> None:
    rate_and_close(place, 5, 1)
    desk = Desk(place)
    desk.add("Clinic")
    (apart,) = desk.widget.comparison["apart"]
    assert (apart["word"], apart["side"]) == ("all_disagree", "doubted")


def test_a_survey_the_program_lacks_is_named_where_the_cell_runs(place: Room) -> None:
    visit = place.person().visit
    with pytest.raises(LookupError, match=r"no survey 'puls'. It has: pulse\."):
        visit.resources("what-we-have", survey_step="how-we-see-it", survey="puls")
    assert visit.resources("other").widget.comparison == {}


def test_facts_name_each_hole_by_an_id_that_stays(place: Room) -> None:
    desk = Desk(place)
    record = desk.visit.record
    program = desk.visit.program
    assert resource_facts(record, program, "ash", STEP) == []
    desk.add("Clinic {line}", populations=["young"], capacity="waiting_list")
    facts = {one.id: one.text for one in resource_facts(record, program, "ash", STEP)}
    assert facts == {
        "hole:treatment:rural": "Treatment: nothing listed is there for: People far from town.",
        "full:treatment": "Treatment: everything listed is full.",
        "waiting:treatment": "Treatment: 1 of 1 has a waiting list.",
        "hole:family": "Family support: nothing is listed.",
    }
    desk.add("Ward", populations=["rural"])
    ids = {one.id for one in resource_facts(record, program, "ash", STEP)}
    assert ids == {"full:treatment:young", "waiting:treatment", "hole:family"}


def test_data_are_listed_changed_and_dropped_by_anyone_on_the_team(place: Room) -> None:
    one, other = Desk(place), Desk(place)
    reply = one.tell("Ambulance calls", state="can_get", holder="County EMS", could_give="EMS")
    other.visit.look_again()
    (shown,) = other.data.widget.sources
    assert shown == {
        "id": reply["record_id"],
        "revision": 1,
        "name": "Ambulance calls",
        "tells": "",
        "holder": "County EMS",
        "newest": "",
        "state": "can_get",
        "missing": "",
        "could_give": "EMS",
    }
    assert one.tell("", state="have")["type"] == "refused"
    assert one.tell("Jail data", state="perhaps")["type"] == "refused"
    other.page.send(other.data, "drop", record_id=reply["record_id"], base_revision=1)
    assert other.data.widget.sources == []
    other.page.send(other.page.strip, "leave")
    one.tell("School survey")
    other.visit.look_again()
    assert other.data.widget.sources == []


def test_facts_name_the_data_that_are_missing(place: Room) -> None:
    desk = Desk(place)
    long_id = "d" * 120
    desk.tell("Deaths by town", state="missing")
    desk.tell("Jail {missing}", state="have", missing="Nobody asks about race.")
    desk.tell("School survey", state="have", record_id=long_id)
    facts = data_facts(desk.visit.record, "ash", DATA)
    assert [one.text for one in facts] == [
        "Data that are missing: Deaths by town.",
        "Jail {missing}: missing in these data: Nobody asks about race.",
    ]
    assert all(one.source == "numbers" and len(one.id) <= 120 for one in facts)


def test_the_list_and_the_last_survey_go_on_to_the_next_occasion(place: Room) -> None:
    first = Desk(place)
    first.add("Clinic", capacity="full")
    rate_and_close(place, 5, 5)
    program = with_lines(small_program())
    june = Occasion(id="june", name="June", date=date(2026, 6, 10), kind="meeting")
    load_program(place.store, program.model_copy(update={"occasions": [*program.occasions, june]}))
    at_forum_1, at_june = (
        next(one.code for one in codes(place.store) if (one.team_id, one.occasion_id) == asked)
        for asked in (("ash", "forum-1"), ("ash", "june"))
    )
    later, earlier = Desk(place, code=at_june), Desk(place, code=at_forum_1)
    assert [one["name"] for one in later.widget.resources] == ["Clinic"]
    assert later.widget.comparison["occasion"] == "Forum 2"
    assert earlier.widget.comparison["occasion"] == ""


def test_a_statement_of_a_line_the_program_lacks_is_a_mistake_in_its_file() -> None:
    program = with_lines(small_program()).model_dump()
    assert Program.model_validate(program)
    program["surveys"][0]["statements"][1]["lines"] = ["housing"]
    with pytest.raises(ValueError, match="the lines of the statement trust: 'housing' is not one"):
        Program.model_validate(program)
