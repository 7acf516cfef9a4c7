"""A team takes its plan along as a table, and a project manager brings it back."""

from __future__ import annotations

import base64
from datetime import date, timedelta
from typing import Any

import pytest

from ciwidgets.formats.plans import LISTS, What
from ciwidgets.model import (
    Activity,
    Draft,
    Goal,
    Measure,
    NameConsent,
    Named,
    Need,
    Role,
    new_id,
)
from ciwidgets.store import Store
from tests.formats.conftest import csv_text
from tests.formats.test_plans import as_csv, table
from tests.support.room import Room
from tests.visit.test_bring_file import Desk

GOALS = "goals/our-goals"
MEASURES = "goals/our-measures"


class PlanDesk(Desk):
    """A page where a plan goes out as a table and comes back."""

    def __init__(self, room: Room, **who: Any) -> None:
        self.page = room.person(**{"role": Role.PROJECT_MANAGER, **who})
        self.taken = self.page.visit.take_plan("take-plan")
        self.part = self.page.visit.bring_file("plan-file", kind="plan")

    def take(self, what: str = "goals", format: str = "csv", **more: Any) -> dict[str, Any]:  # noqa: A002
        said = {"what": what, "format": format, "is_template": False, **more}
        return self.page.send(self.taken, "take", **said)

    def rows(self) -> list[dict[str, str]]:
        return table(base64.b64decode(self.take()["base64"]))


@pytest.fixture
def desk(room: Room) -> PlanDesk:
    return PlanDesk(room)


def keep(store: Store, body: Any, record_id: str = "", base: int = 0) -> str:
    draft = Draft(record_id or new_id(), body, new_id(), team_id="ash", base_revision=base)
    return store.append([draft])[0].record_id


def aims(room: Room) -> list[str]:
    return [one.body.aim for one in room.store.current(Goal, team_id="ash")]


def test_a_plan_goes_out_is_changed_and_comes_back(desk: PlanDesk, room: Room) -> None:
    goal = keep(room.store, Goal(step=GOALS, aim="More beds"))
    keep(room.store, Goal(step=GOALS, aim="More rides"))
    first, second = desk.rows()
    first["goal"] = "Many more beds"
    new = dict.fromkeys(first, "") | {"goal": "Fewer waits"}
    assert desk.bring(as_csv([first, second, new]))["type"] == "read"
    plan = desk.preview["plan"]
    assert (plan["what"], plan["more"]) == ("goals", 0)
    assert plan["counts"] == {"refused": 0, "both": 0, "changed": 1, "new": 1, "same": 1}
    changed, added = plan["rows"]
    assert changed["changes"] == [{"column": "goal", "was": "More beds", "now": "Many more beds"}]
    assert (added["verdict"], added["label"], added["line"]) == ("new", "Fewer waits", 4)
    assert aims(room) == ["More beds", "More rides"]
    reply = desk.keep("plan.csv")
    assert (reply["type"], reply["is_new"]) == ("saved", True)
    assert aims(room) == ["Many more beds", "More rides", "Fewer waits"]
    now = room.store.get(goal)
    assert now is not None
    assert (now.author_id, now.occasion) == (desk.page.visit.person_id, "forum-2")
    assert desk.preview == {}
    assert desk.brought == []


def test_the_same_keep_sent_again_is_answered_and_kept_once(desk: PlanDesk, room: Room) -> None:
    desk.bring(b"goal,unit\nBeds,\n")
    said = {
        "type": "keep",
        "request_id": "r" * 24,
        "upload_id": desk.preview["upload_id"],
        "title": "plan.csv",
        "mapping": {},
    }
    first = desk.page.visit.receive(desk.part, said)
    assert desk.page.visit.receive(desk.part, said) == first
    # After a restart the kernel has forgotten the file, and the record has not.
    again = desk.page.visit.bring_file("plan-file", kind="plan")
    assert desk.page.visit.receive(again, said) == first
    assert aims(room) == ["Beds"]


def test_what_somebody_changed_after_the_preview_is_shown_and_nothing_is_kept(
    desk: PlanDesk, room: Room
) -> None:
    goal = keep(room.store, Goal(step=GOALS, aim="More beds"))
    (row,) = desk.rows()
    new = dict.fromkeys(row, "") | {"goal": "Rides"}
    desk.bring(as_csv([row | {"goal": "Some beds"}, new]))
    keep(room.store, Goal(step=GOALS, aim="Many more beds"), goal, base=1)
    reply = desk.keep("plan.csv")
    assert (reply["type"], "changed your team’s plan meanwhile" in reply["text"]) == (
        "refused",
        True,
    )
    assert aims(room) == ["Many more beds"]
    both, added = desk.preview["plan"]["rows"]
    assert (both["verdict"], added["verdict"]) == ("both", "new")
    assert both["changes"][0] == {"column": "goal", "was": "Many more beds", "now": "Some beds"}
    # What can be kept is kept once it was seen.
    assert desk.keep("plan.csv")["type"] == "saved"
    assert aims(room) == ["Many more beds", "Rides"]


def test_a_file_with_nothing_new_is_not_kept(desk: PlanDesk, room: Room) -> None:
    keep(room.store, Goal(step=GOALS, aim="More beds"))
    desk.bring(as_csv(desk.rows()))
    assert desk.preview["plan"]["rows"] == []
    assert "nothing to keep" in desk.keep("plan.csv")["text"]


def test_a_list_that_is_closed_takes_no_table(desk: PlanDesk, room: Room) -> None:
    goals = desk.page.visit.lessons("goals/our-goals")
    desk.page.set_step(goals, is_open=False)
    desk.bring(b"goal,unit\nBeds,\n")
    assert "This list is closed" in desk.keep("plan.csv")["text"]
    desk.page.set_step(goals, is_open=True)
    assert desk.keep("plan.csv")["type"] == "saved"


def test_nobody_but_a_project_manager_brings_a_plan_and_everybody_takes_it(room: Room) -> None:
    keep(room.store, Goal(step=GOALS, aim="More beds"))
    for role in (Role.PARTICIPANT, Role.FACILITATOR):
        desk = PlanDesk(room, role=role)
        desk.begin(10, "plan.csv")
        assert desk.reply["type"] == "refused"
        assert [row["goal"] for row in desk.rows()] == ["More beds"]
    stranger = PlanDesk(room, team="elm")
    assert stranger.rows() == []


def test_a_page_cannot_drop_a_goal_as_if_it_were_a_file(desk: PlanDesk, room: Room) -> None:
    goal = keep(room.store, Goal(step=GOALS, aim="More beds"))
    reply = desk.say("drop", record_id=goal, base_revision=1)
    assert reply["type"] == "refused"
    assert aims(room) == ["More beds"]


def test_each_list_is_counted_and_goes_out_as_a_file_or_a_template(
    desk: PlanDesk, room: Room
) -> None:
    keep(room.store, Need(step="a/b", text="Beds"))
    keep(room.store, Activity(step="goals/our-activities", name="Call around"))
    desk.page.visit.look_again()
    counts = {"goals": 0, "activities": 1, "measures": 0, "readings": 0}
    assert desk.taken.widget.counts == counts
    for what in counts:
        for kind in ("csv", "xlsx"):
            reply = desk.take(what, kind, is_template=True)
            assert (reply["type"], reply["name"]) == ("file", f"{what}_template.{kind}")
            assert desk.take(what, kind)["name"] == f"{what}.{kind}"
    assert desk.take("wishes")["type"] == "refused"
    desk.page.send(desk.page.strip, "leave")
    assert desk.taken.widget.counts == {}
    assert desk.take()["type"] == "refused"


def test_a_file_holds_the_names_of_those_who_said_yes_to_whoever_takes_it(room: Room) -> None:
    desk = PlanDesk(room, name="Ruth Ames")
    ruth = desk.page.visit.person_id
    yes = NameConsent(about="", audiences=["team"])
    room.store.append([Draft(new_id(), yes, new_id(), "ash", ruth)])
    goal = Goal(step=GOALS, aim="Ruth Ames and Zed Quux drive", owner=Named(name="Zed Quux"))
    keep(room.store, goal)
    (row,) = desk.rows()
    assert (row["goal"], row["owner"]) == ("Ruth Ames and a member drive", "a member")
    guest = PlanDesk(room, role=Role.FACILITATOR)
    (row,) = guest.rows()
    assert (row["goal"], row["owner"]) == ("A member and a member drive", "a member")
    # Whoever brings that file back brings every name back with it.
    assert desk.bring(as_csv([row]))["type"] == "read"
    assert desk.preview["plan"]["counts"]["same"] == 1
    desk.bring(as_csv([row | {"goal": row["goal"].replace("drive", "sing")}]))
    (shown,) = desk.preview["plan"]["rows"]
    assert shown["changes"][0]["now"] == "A member and a member sing"
    desk.keep("plan.csv")
    assert aims(room) == ["Ruth Ames and Zed Quux sing"]
    assert [one.body.owner for one in room.store.current(Goal)] == [goal.owner]


def test_a_file_and_its_page_refuse_the_same(desk: PlanDesk, room: Room) -> None:
    measure = keep(room.store, Measure(step=MEASURES, name="Beds"))
    visit = desk.page.visit
    page = visit.measures("our-measures", on="our-goals")
    tomorrow = date.fromisoformat(page.widget.today) + timedelta(days=1)
    for on, said in ((tomorrow, "is still to come"), (date(1899, 12, 31), "1899 is too far back")):
        fields = {"record_id": new_id(), "base_revision": 0, "measure_id": measure}
        reply = desk.page.send(page, "save_reading", **fields, on=f"{on}", value=4, note="")
        assert (reply["type"], said in reply["text"]) == ("refused", True)
        desk.bring(f"measure,date,value\nBeds,{on},4\n".encode())
        (row,) = desk.preview["plan"]["rows"]
        assert (row["verdict"], row["line"], said in row["why"]) == ("refused", 2, True)
    lists: dict[What, Any] = {
        "goals": visit.goals("our-goals"),
        "activities": visit.activities("our-activities", on="our-goals"),
        "measures": page,
    }
    assert {what: page.most for what, page in lists.items()} == {
        what: LISTS[what].most for what in lists
    }


@pytest.mark.parametrize(
    ("what", "fields", "cells"),
    [
        ("goals", {"aim": "Beds", "year": 26}, {"goal": "Beds", "year": "26"}),
        ("goals", {"aim": "Beds", "target": 2e12}, {"goal": "Beds", "target": "2e12"}),
        ("goals", {"aim": "Beds", "baseline": -2e12}, {"goal": "Beds", "baseline": "-2e12"}),
        ("goals", {"aim": "Beds", "by": "0026-01-01"}, {"goal": "Beds", "by": "0026-01-01"}),
        ("goals", {"aim": "Beds", "need_ids": ["x"]}, {"goal": "Beds", "needs": "x"}),
        ("measures", {"name": "Beds", "year": 2201}, {"measure": "Beds", "year": "2201"}),
        ("measures", {"name": "Beds", "goal_id": "x"}, {"measure": "Beds", "goal": "x"}),
        (
            "activities",
            {"name": "Call", "begins": "2026-05-01", "by": "2026-04-01"},
            {"activity": "Call", "begins": "2026-05-01", "by": "2026-04-01"},
        ),
        ("activities", {"name": "Call", "goal_ids": ["x"]}, {"activity": "Call", "goals": "x"}),
        ("activities", {"name": "Call", "line": "x"}, {"activity": "Call", "line of work": "x"}),
    ],
)
def test_no_file_keeps_what_its_page_would_not(
    desk: PlanDesk, what: str, fields: dict[str, Any], cells: dict[str, str]
) -> None:
    visit = desk.page.visit
    page: Any = (
        visit.goals("our-goals")
        if what == "goals"
        else getattr(visit, what)(f"our-{what}", on="our-goals")
    )
    reply = desk.page.send(page, "save", record_id=new_id(), base_revision=0, **fields)
    assert reply["type"] == "refused"
    assert desk.bring(as_csv([cells]))["type"] == "read"
    (row,) = desk.preview["plan"]["rows"]
    assert row["verdict"] == "refused"
    assert list(cells.values())[-1] in row["why"]


def test_what_is_no_plan_is_said_by_its_name(desk: PlanDesk) -> None:
    said = desk.bring(csv_text([["place", "count"], ["Ash", 4]]).encode(), "deaths.csv")
    assert said["type"] == "refused"
    assert "deaths.csv has none of the headings" in said["text"]
