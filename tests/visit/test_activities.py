"""Recommendations and the activities that carry them out, on a page."""

from __future__ import annotations

from typing import Any

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.model import Activity, Goal, LineOfWork, Need, Partner, Recommendation, Role, Theme
from ciwidgets.results.labels import label_of
from tests.support.drafts import draft
from tests.support.room import Page, Room

NALOXONE = LineOfWork(id="naloxone", name="Naloxone")


@pytest.fixture
def work(room: Room) -> Room:
    """The room, with a line of work and the team's goals, partners, needs and themes."""
    room.program = room.program.model_copy(update={"lines_of_work": [NALOXONE]})
    load_program(room.store, room.program)
    bodies = {
        "g1": Goal(step="goals/our-goals", aim="Fewer deaths", rank=2),
        "g2": Goal(step="goals/our-goals", aim="More treatment", rank=1),
        "g3": Goal(step="goals/our-goals", aim="A van", status="reached", rank=3),
        "g4": Goal(step="other/goals", aim="Elsewhere", rank=4),
        "clinic": Partner(step="needs_assessment/t", name="Clinic", sectors=["health"]),
        "n1": Need(step="needs_assessment/our-needs", text="Nobody has naloxone"),
        "t1": Theme(step="needs_assessment/themes", title="Help comes late"),
    }
    room.store.append([draft(body, record_id=key, team_id="ash") for key, body in bodies.items()])
    return room


class Here:
    """A person's page with recommendations and activities on it."""

    def __init__(self, page: Page, on: str = "goals/our-goals") -> None:
        self.page = page
        self.recommended = page.visit.recommendations("goals/our-recommendations")
        self.part = page.visit.activities("goals/our-activities", on=on)
        self.widget = self.part.widget

    def do(self, record_id: str = "kits-00000001", **changed: Any) -> dict[str, Any]:
        fields = {
            "base_revision": 0,
            "name": "Hand out kits",
            "goal_ids": ["g1"],
            "partner_ids": ["clinic"],
            "line": "naloxone",
            "owner": {"person_id": "", "name": "", "role": "A nurse", "said_yes": []},
            "begins": "2026-02-01",
            "by": "2026-04-01",
            "cost": 120_050,
        }
        return self.page.send(self.part, "save", record_id=record_id, **{**fields, **changed})

    def recommend(self, record_id: str = "rec-000000001", **changed: Any) -> dict[str, Any]:
        fields = {
            "base_revision": 0,
            "text": "Hand out naloxone at the jail",
            "to_whom": "The commissioners",
            "theme_ids": ["t1"],
            "need_ids": ["n1"],
            "goal_ids": ["g1"],
        }
        return self.page.send(
            self.recommended, "save", record_id=record_id, **{**fields, **changed}
        )


def labels(choices: list[dict[str, Any]]) -> list[str]:
    return [one["label"] for one in choices]


def test_an_activity_is_there_for_the_whole_team_at_once_and_for_no_other(work: Room) -> None:
    writer, reader = Here(work.person()), Here(work.person())
    stranger = Here(work.person("elm"))
    assert writer.do()["type"] == "saved"
    reader.page.visit.look_again()
    stranger.page.visit.look_again()
    (shown,) = reader.widget.activities
    assert (shown["name"], shown["by"], shown["cost"]) == ("Hand out kits", "2026-04-01", 120_050)
    assert (shown["status"], shown["owner"]["role"]) == ("planned", "A nurse")
    assert stranger.widget.activities == stranger.widget.goals == []


def test_the_form_offers_what_the_team_has_the_nearest_goals_first(work: Room) -> None:
    work.person(role=Role.PROJECT_MANAGER)
    page = Page(work.store)
    page.join(work.code(), name="Ada B")
    here = Here(page)
    assert labels(here.widget.goals) == ["More treatment", "Fewer deaths", "A van"]
    assert here.widget.open_goals == ["g2", "g1"]
    assert labels(here.widget.partners) == ["Clinic"]
    assert here.widget.lines == [{"id": "naloxone", "label": "Naloxone"}]
    assert labels(here.widget.people_named) == ["Ada B"]
    assert len(here.widget.today) == len("2026-03-31")


def test_without_a_step_of_goals_all_of_the_teams_are_offered(work: Room) -> None:
    assert "Elsewhere" in labels(Here(work.person(), on="").widget.goals)


def test_another_workbook_shows_and_changes_the_same_list(work: Room) -> None:
    here = Here(work.person())
    here.do()
    page = work.person()
    page.visit.workbook = "monthly_checkin"
    there = Here(page)
    reply = there.do(base_revision=1, status="done")
    assert (reply["type"], there.widget.activities[0]["status"]) == ("saved", "done")
    here.page.visit.look_again()
    assert here.widget.activities[0]["status"] == "done"


def test_a_second_editor_sees_a_conflict_and_loses_nothing(work: Room) -> None:
    one, other = Here(work.person()), Here(work.person())
    one.do()
    one.do(base_revision=1, status="under_way")
    reply = other.do(base_revision=1, name="Hand out many kits")
    assert (reply["type"], reply["revision"]) == ("conflict", 2)
    assert reply["theirs"]["status"] == "under_way"
    assert other.do(base_revision=2, name="Hand out many kits")["type"] == "saved"
    assert len(work.store.history("kits-00000001")) == 3


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"by": "2026-01-31"}, "on 2026-01-31 and begin on 2026-02-01, after that"),
        ({"name": " "}, "the text is empty"),
        ({"cost": -1}, "unexpected (cost)"),
        ({"cost": 1.5}, "unexpected (cost)"),
        ({"status": "late"}, "unexpected (status)"),
        ({"owner": {"person_id": "", "name": "", "role": ""}}, "nobody is named"),
        ({"goal_ids": ["g1"] * 41}, "unexpected (goal_ids)"),
        ({"step": "goals/elsewhere"}, "unexpected (step)"),
    ],
)
def test_what_fits_no_field_is_refused_in_a_sentence(
    work: Room, changed: dict[str, Any], said: str
) -> None:
    reply = Here(work.person()).do(**changed)
    assert reply["type"] == "refused"
    assert said in reply["text"]
    assert work.store.current(Activity) == []


def test_a_dropped_activity_leaves_the_list_and_stays_in_the_past(work: Room) -> None:
    here = Here(work.person())
    here.do()
    here.page.send(here.part, "drop", record_id="kits-00000001", base_revision=1)
    assert here.widget.activities == []
    assert [one.retracted for one in work.store.history("kits-00000001")] == [False, True]


def test_a_recommendation_shows_what_carries_it_out(work: Room) -> None:
    here = Here(work.person())
    assert here.recommend()["type"] == "saved"
    widget = here.recommended.widget
    (shown,) = widget.recommendations
    assert (shown["to_whom"], shown["need_ids"], shown["theme_ids"]) == (
        "The commissioners",
        ["n1"],
        ["t1"],
    )
    assert (labels(widget.needs), labels(widget.themes)) == (
        ["Nobody has naloxone"],
        ["Help comes late"],
    )
    assert here.widget.recommendations == [
        {"id": "rec-000000001", "label": "Hand out naloxone at the jail", "goal_ids": ["g1"]}
    ]
    assert widget.activities == []
    here.do(recommendation_id="rec-000000001")
    here.do("other-00000001")
    assert widget.activities == [
        {
            "id": "kits-00000001",
            "label": "Hand out kits",
            "status": "planned",
            "recommendation_id": "rec-000000001",
        }
    ]


def test_who_only_looks_on_or_left_sees_nothing_to_change(work: Room) -> None:
    nobody = Here(Page(work.store))
    assert nobody.do()["type"] == nobody.recommend()["type"] == "refused"
    assert nobody.widget.goals == nobody.recommended.widget.needs == []
    here = Here(work.person())
    here.recommend()
    here.do()
    here.page.send(here.page.strip, "leave")
    assert here.widget.activities == here.recommended.widget.recommendations == []
    assert [label_of(one.body) for one in work.store.current(Recommendation)] == [
        "Hand out naloxone at the jail"
    ]
