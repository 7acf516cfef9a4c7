"""Who is at the table, on a page: partners the team keeps, and seats by group."""

from __future__ import annotations

from typing import Any

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.model import AffectedGroup, Partner, Role, Seat
from ciwidgets.results import at_the_table, partner_facts
from tests.support.filling import fill
from tests.support.room import Page, Room

STEP = "who-is-at-the-table"
KEY = f"needs_assessment/{STEP}"
GROUPS = [
    AffectedGroup(id="in-recovery", name="People in recovery"),
    AffectedGroup(id="bereaved", name="Families who lost someone"),
]


@pytest.fixture
def table(room: Room) -> Room:
    """The room, with a program that names groups most affected."""
    room.program = room.program.model_copy(update={"groups": GROUPS})
    load_program(room.store, room.program)
    return room


class Here:
    """A person's page with the table on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.part = page.visit.partners(STEP)
        self.widget = self.part.widget

    def say(self, **changed: Any) -> dict[str, Any]:
        fields = {
            "record_id": "hope-church-0001",
            "base_revision": 0,
            "name": "Hope Church",
            "sectors": ["faith"],
            "people": 3,
            "level_now": "networking",
            "level_wanted": "cooperating",
            "history": "They opened their kitchen in 2019.",
            "resistance": "Worn out from the last program.",
            "reach_out": "project manager",
            "reach_by": "2026-08-01",
        }
        return self.page.send(self.part, "save", **{**fields, **changed})

    def seat(self, group: str = "bereaved", is_present: str = "no", base: int = 0) -> Any:
        return self.page.send(
            self.part, "seat", group=group, is_present=is_present, base_revision=base
        )

    def own_list(self) -> dict[str, str]:
        return {one["id"]: one["state"] for one in self.widget.lists[0]["sectors"]}


def facts(room: Room, team: str = "ash") -> dict[str, str]:
    found = partner_facts(room.store, room.program, team, KEY)
    assert {one.source for one in found} <= {"table"}
    return {one.id: one.text for one in found}


def test_a_partner_is_there_for_the_whole_team_at_once_and_for_no_other(table: Room) -> None:
    writer, reader = Here(table.person()), Here(table.person())
    stranger = Here(table.person("elm"))
    assert writer.say()["type"] == "saved"
    reader.page.visit.look_again()
    stranger.page.visit.look_again()
    (shown,) = reader.widget.partners
    assert (shown["name"], shown["reach_by"], shown["revision"]) == ("Hope Church", "2026-08-01", 1)
    assert reader.widget.people_at_table == 3
    assert reader.own_list() == {"law": "nobody", "health": "nobody", "faith": "covered"}
    assert stranger.widget.partners == []
    assert stranger.widget.lists[0]["covered"] == 0


def test_a_second_editor_sees_a_conflict_and_loses_nothing(table: Room) -> None:
    one, other = Here(table.person()), Here(table.person())
    one.say()
    one.say(base_revision=1, name="Hope Church and Hall")
    reply = other.say(base_revision=1, history="We quarrelled over the van.")
    assert (reply["type"], reply["revision"]) == ("conflict", 2)
    assert reply["theirs"]["name"] == "Hope Church and Hall"
    assert other.say(base_revision=2, history="We quarrelled over the van.")["type"] == "saved"
    assert len(table.store.history("hope-church-0001")) == 3


def test_a_dropped_partner_leaves_the_list_and_stays_in_the_past(table: Room) -> None:
    here = Here(table.person())
    here.say()
    reply = here.page.send(here.part, "drop", record_id="hope-church-0001", base_revision=1)
    assert reply["type"] == "saved"
    assert here.widget.partners == []
    assert here.own_list()["faith"] == "nobody"
    assert [one.retracted for one in table.store.history("hope-church-0001")] == [False, True]


def test_what_was_sent_twice_is_kept_once_with_and_without_a_day(table: Room) -> None:
    here = Here(table.person())
    for day in ("2026-08-01", None):
        message = {
            "type": "save",
            "request_id": "q" * 21 + str(day is None),
            "record_id": f"a-partner-of-ours-{day}",
            "base_revision": 0,
            "name": "Clinic",
            "sectors": ["health"],
            "reach_by": day,
        }
        first = here.page.visit.receive(here.part, message)
        assert first["type"] == "saved"
        assert here.page.visit.receive(here.part, message) == first
    assert len(table.store.current(Partner)) == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"sectors": ["nowhere"]}, "no longer on the list"),
        ({"sectors": []}, "unexpected (sectors)"),
        ({"sectors": ["faith"] * 21}, "unexpected (sectors)"),
        ({"level_now": "best"}, "unexpected (level_now)"),
        ({"name": "  "}, "the text is empty"),
        ({"name": "x" * 81}, "81 characters and 80 fit"),
        ({"people": -1}, "unexpected (people)"),
        ({"reach_by": "soon"}, "unexpected (reach_by)"),
        ({"step": "needs_assessment/our-needs"}, "unexpected (step)"),
    ],
)
def test_what_fits_no_field_is_refused_in_a_sentence(
    table: Room, changed: dict[str, Any], said: str
) -> None:
    here = Here(table.person())
    reply = here.say(**changed)
    assert reply["type"] == "refused"
    assert said in reply["text"]
    assert table.store.current(Partner) == []


def test_a_place_on_another_list_is_ticked_and_counts_there(table: Room) -> None:
    here = Here(table.person())
    assert here.say(sectors=["faith", "dfc-faith", "faith"])["type"] == "saved"
    assert here.widget.partners[0]["sectors"] == ["faith", "dfc-faith"]
    dfc = next(one for one in here.widget.lists if one["id"] == "dfc")
    assert (dfc["covered"], len(dfc["sectors"])) == (1, 12)
    assert here.widget.people_at_table == 3


def test_a_sector_gone_from_the_program_may_stay_on_a_partner_that_had_it(table: Room) -> None:
    here = Here(table.person())
    here.say()
    kept = [one for one in table.program.sectors if one.id != "faith"]
    load_program(table.store, table.program.model_copy(update={"sectors": kept}))
    here.page.visit.look_again()
    assert here.say(base_revision=1, history="Still with us.")["type"] == "saved"
    assert here.say(record_id="another-church-01")["type"] == "refused"


def test_a_partner_somebody_dropped_is_a_conflict_also_where_its_sector_is_gone(
    table: Room,
) -> None:
    one, other = Here(table.person()), Here(table.person())
    one.say()
    other.page.visit.look_again()
    other.page.send(other.part, "drop", record_id="hope-church-0001", base_revision=1)
    kept = [one for one in table.program.sectors if one.id != "faith"]
    load_program(table.store, table.program.model_copy(update={"sectors": kept}))
    reply = one.say(base_revision=1, history="Still with us.")
    assert (reply["type"], reply.get("theirs")) == ("conflict", {"type": "drop"})


def test_a_team_lists_two_hundred_partners_and_no_more(table: Room) -> None:
    here = Here(table.person())
    fill(here.page, Partner(step=KEY, name="Clinic", sectors=["health"]), 200)
    reply = here.say()
    assert reply["type"] == "refused"
    assert "200 is the most" in reply["text"]
    assert here.say(record_id="filled-7", base_revision=1)["type"] == "saved"
    here.page.send(here.part, "drop", record_id="filled-8", base_revision=1)
    assert here.say()["type"] == "saved"


def test_a_group_has_one_answer_and_it_can_be_changed(table: Room) -> None:
    here, other = Here(table.person()), Here(table.person())
    assert [one["is_present"] for one in here.widget.seats] == ["", ""]
    reply = here.seat()
    other.page.visit.look_again()
    seat = other.widget.seats[1]
    assert (seat["group"], seat["is_present"], seat["revision"]) == ("bereaved", "no", 1)
    assert seat["id"] == reply["record_id"]
    assert other.seat(is_present="yes", base=1)["type"] == "saved"
    late = here.seat(is_present="not_known", base=1)
    assert late["type"] == "conflict"
    assert late["theirs"]["is_present"] == "yes"
    assert len(table.store.current(Seat)) == 1


def test_a_seat_says_nothing_of_a_person(table: Room) -> None:
    here = Here(table.person())
    assert here.seat(group="mrs-jones")["type"] == "refused"
    message = {"group": "bereaved", "is_present": "yes", "base_revision": 0, "name": "Ada"}
    assert here.page.send(here.part, "seat", **message)["type"] == "refused"
    assert set(Seat.model_fields) == {"step", "group", "is_present"}
    assert table.store.current(Seat) == []


def test_a_seat_cannot_be_dropped_or_saved_over_as_a_partner(table: Room) -> None:
    here = Here(table.person())
    seat = here.seat()["record_id"]
    drop = here.page.send(here.part, "drop", record_id=seat, base_revision=1)
    assert drop["type"] == "refused"
    assert here.say(record_id=seat, base_revision=1)["type"] == "refused"


def test_only_people_at_an_open_step_change_the_list(table: Room) -> None:
    here = Here(table.person())
    manager = Here(table.person(role=Role.PROJECT_MANAGER))
    here.say()
    manager.page.set_step(manager.part, is_open=False)
    for reply in (here.say(base_revision=1, name="X"), here.seat()):
        assert reply["type"] == "refused"
        assert "closed" in reply["text"]
    nobody = Here(Page(table.store))
    assert nobody.say()["type"] == "refused"
    assert nobody.widget.lists == []


def test_the_plan_says_kindly_which_day_has_passed(table: Room) -> None:
    here = Here(table.person())
    here.say(record_id="later-0000000001", name="Later", reach_by="2999-01-01")
    here.say(record_id="passed-000000001", name="Passed", reach_by="2000-01-01")
    here.say(record_id="open-00000000001", name="Open", reach_by=None, reach_out="")
    here.say(record_id="content-00000001", name="Content", level_wanted="networking")
    assert [(one["name"], one["by"], one["is_past"]) for one in here.widget.outreach] == [
        ("Passed", "2000-01-01", True),
        ("Later", "2999-01-01", False),
        ("Open", "", False),
    ]


def test_facts_are_sectors_with_nobody_groups_without_a_seat_and_partners_wanted(
    table: Room,
) -> None:
    here = Here(table.person())
    assert facts(table) == {}
    here.say()
    here.say(record_id="sheriff-00000001", name="Sheriff", sectors=["law"], level_now="none")
    here.seat()
    here.seat(group="in-recovery", is_present="not_known")
    found = facts(table)
    wanted = sorted(text for one, text in found.items() if one.startswith("table:partner:"))
    assert {one: text for one, text in found.items() if "partner" not in one} == {
        "table:sector:health": "Health: nobody is at our table yet.",
        "table:group:bereaved": "Families who lost someone have no seat at our table yet.",
    }
    assert wanted == [
        "Hope Church: at our table, and we want to work together more closely.",
        "Sheriff: not at our table yet, and we want them there.",
    ]
    assert facts(table, "elm") == {}


def test_a_facts_id_stays_when_its_partner_is_renamed(table: Room) -> None:
    here = Here(table.person())
    long_id = "a" * 120
    here.say(record_id=long_id)
    before = facts(table)
    here.say(record_id=long_id, base_revision=1, name="Hope Hall")
    after = facts(table)
    assert before.keys() == after.keys()
    assert before != after
    assert all(len(one) <= 120 for one in after)


def test_the_table_can_be_seen_as_it_was(table: Room) -> None:
    here = Here(table.person())
    here.say()
    then = table.store.since(0)[-1].seq
    here.page.send(here.part, "drop", record_id="hope-church-0001", base_revision=1)
    today = table.program.occasions[0].date
    team = (table.store, table.program, "ash", KEY, today)
    assert at_the_table(*team).partners == {}
    assert [one.name for one in at_the_table(*team, then).partners.values()] == ["Hope Church"]
