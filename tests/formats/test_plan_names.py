"""A table that leaves names out comes back changed, and every name is where it was."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ciwidgets.formats.plans import PlanFile
from ciwidgets.model import (
    Activity,
    Audience,
    Goal,
    Measure,
    NameConsent,
    Named,
    Need,
    Person,
    Role,
)
from tests.formats.test_plans import GOALS, Team, as_csv, table, verdicts, why

HIDDEN = ["Ruth Ames", "Otto Vane", "Ida Quill"]
OPEN = "Joe Poe"
MASK = "a member"


@pytest.fixture
def team() -> Team:
    return a_team()


def a_team() -> Team:
    """A team of four, of whom only Joe Poe may be named in a file of the team."""
    team = Team()
    for name in (*HIDDEN, OPEN):
        team.keep(Person(role=Role.PARTICIPANT, name=name), name.split()[0].lower())
    say_yes(team, "joe", "team")
    return team


def say_yes(team: Team, person_id: str, *audiences: Audience) -> None:
    team.keep(NameConsent(about="", audiences=list(audiences)), author_id=person_id)


def rewrite(team: Team, was: str, now: str, audience: Audience = "team") -> PlanFile:
    """Take the goals along, change words of the aim, and bring them back."""
    (row,) = table(team.take("goals", audience=audience))
    assert was in row["goal"], row["goal"]
    return team.bring(as_csv([row | {"goal": row["goal"].replace(was, now)}]))


def goal(team: Team) -> Any:
    (entry,) = team.store.current(Goal)
    return entry.body


def test_a_word_changed_beside_a_name_leaves_the_name_where_it_was(team: Team) -> None:
    team.keep(Goal(step=GOALS, aim="Ruth Ames drives the van"))
    plan = rewrite(team, "van", "bus")
    assert goal(team).aim == "Ruth Ames drives the bus"
    (change,) = plan.rows[0].changes
    # Who looks at the file reads no more than the file says.
    assert (change.was, change.now) == ("A member drives the van", "A member drives the bus")
    assert "Ruth" not in plan.text()


def test_two_names_that_change_places_are_a_change(team: Team) -> None:
    team.keep(Goal(step=GOALS, aim="with Joe Poe and Ruth Ames"))
    plan = rewrite(team, "Joe Poe and a member", "a member and Joe Poe")
    assert verdicts(plan) == ["changed"]
    assert goal(team).aim == "with Ruth Ames and Joe Poe"


@pytest.mark.parametrize(
    "cell",
    [
        "Ask the library",
        "Ask Joe Poe and the library",
        "Ask a member",
        "Ask a member, a member and a member",
        "Ask members and a member",
    ],
)
def test_a_row_that_leaves_open_who_is_meant_is_to_look_at(team: Team, cell: str) -> None:
    team.keep(Goal(step=GOALS, aim="Ask Ruth Ames and Otto Vane"))
    plan = rewrite(team, "Ask a member and a member", cell)
    assert plan.to_look_at == [plan.rows[0]]
    assert f"“{cell}” leaves open who is meant" in why(plan)
    assert "2 in the record" in why(plan)
    assert "Ruth" not in plan.text()
    assert goal(team).aim == "Ask Ruth Ames and Otto Vane"


def test_words_for_anybody_are_words_where_nobody_is_hidden(team: Team) -> None:
    team.keep(Goal(step=GOALS, aim="Ask a member of the board"))
    rewrite(team, "a member of the board", "the board, or a member of it")
    assert goal(team).aim == "Ask the board, or a member of it"


def test_words_for_anybody_beside_a_name_are_not_taken_for_it(team: Team) -> None:
    team.keep(Goal(step=GOALS, aim="Ask a member of the board and Ruth Ames"))
    rewrite(team, "board", "library")
    assert goal(team).aim == "Ask a member of the library and Ruth Ames"
    plan = rewrite(team, "Ask a member of the library and a member", "Ask a member")
    assert verdicts(plan) == ["refused"]


def test_a_name_that_may_be_read_can_be_taken_out(team: Team) -> None:
    team.keep(Goal(step=GOALS, aim="Ask Joe Poe and Ruth Ames"))
    rewrite(team, "Joe Poe and a member", "a member twice")
    assert goal(team).aim == "Ask Ruth Ames twice"


def test_a_file_of_before_a_yes_keeps_the_name_too(team: Team) -> None:
    team.keep(Goal(step=GOALS, aim="Ask Ruth Ames and Joe Poe"))
    (row,) = table(team.take("goals"))
    say_yes(team, "ruth", "team")
    assert verdicts(team.read(as_csv([row]))) == ["same"]
    plan = team.bring(as_csv([row | {"goal": "Ring a member and Joe Poe"}]))
    assert goal(team).aim == "Ring Ruth Ames and Joe Poe"
    assert plan.rows[0].changes[0].now == "Ring Ruth Ames and Joe Poe"


def test_a_file_for_others_hides_more_and_comes_back_whole(team: Team) -> None:
    joe = Named(person_id="joe", role="a driver")
    team.keep(Goal(step=GOALS, aim="Joe Poe drives Ruth Ames", owner=joe))
    (row,) = table(team.take("goals", audience="cohort"))
    assert (row["goal"], row["owner"]) == ("A member drives a member", "a member")
    assert row["version"] == "1 cohort"
    assert verdicts(team.read(as_csv([row]))) == ["same"]
    emptied = team.read(as_csv([row | {"owner": ""}]))
    assert verdicts(emptied) == ["refused"]
    team.bring(as_csv([row | {"goal": "A member meets a member"}]))
    assert (goal(team).aim, goal(team).owner) == ("Joe Poe meets Ruth Ames", joe)


def test_an_owner_whose_name_is_left_out_stays_unless_another_is_named(team: Team) -> None:
    ruth = Named(person_id="ruth", role="nurse of Otto Vane")
    team.keep(Goal(step=GOALS, aim="Beds", owner=ruth))
    (row,) = table(team.take("goals"))
    assert (row["owner"], row["owner role"]) == ("a member", "nurse of a member")
    for cell in ("", "a member, or Joe Poe", "A member (nurse)"):
        plan = team.bring(as_csv([row | {"owner": cell}]))
        assert (verdicts(plan), "owner: " in why(plan)) == (["refused"], True)
    team.bring(as_csv([row | {"owner": "A  MEMBER", "owner role": "friend of a member"}]))
    assert goal(team).owner == Named(person_id="ruth", role="friend of Otto Vane")
    (row,) = table(team.take("goals"))
    lost = team.bring(as_csv([row | {"owner role": "friend"}]))
    assert (verdicts(lost), "owner role: " in why(lost)) == (["refused"], True)
    team.bring(as_csv([row | {"owner": "Joe Poe"}]))
    assert goal(team).owner == Named(person_id="joe", role="friend of Otto Vane")


def test_every_cell_of_words_keeps_its_names(team: Team) -> None:
    team.keep(Goal(step=GOALS, aim="Beds", population="friends of Ruth Ames"))
    team.keep(Measure(step="goals/our-measures", name="rides of Otto Vane", source="Ida Quill"))
    team.keep(Activity(step="goals/our-activities", name="Call Ruth Ames"))
    for what in ("goals", "measures", "activities"):
        rows = table(team.take(what))
        changed = [
            {head: re.sub("(?i)a member", "old a member", cell) for head, cell in row.items()}
            for row in rows
        ]
        assert verdicts(team.bring(as_csv(changed))) == ["changed"]
    assert goal(team).population == "friends of old Ruth Ames"
    (measure,) = team.store.current(Measure)
    assert (measure.body.name, measure.body.source) == ("rides of old Otto Vane", "old Ida Quill")
    (activity,) = team.store.current(Activity)
    assert activity.body.name == "Call old Ruth Ames"


def test_a_link_whose_label_leaves_a_name_out_leads_to_its_own_record(team: Team) -> None:
    for number, text in enumerate(["Ask Ruth Ames", "Ask Otto Vane", "Joe Poe and Ida Quill"], 1):
        team.keep(Need(step="a/b", text=text, rank=number), f"need-{number}")
    plan = team.read(
        b"goal,needs\nOne,Joe Poe and a member\nTwo,a member and Joe Poe\nSix,Ask a member\n"
    )
    assert verdicts(plan) == ["new", "refused", "refused"]
    assert getattr(plan.rows[0].body, "need_ids", None) == ["need-3"]
    assert "2 of your needs are called “Ask a member”" in plan.rows[2].why


def test_a_row_without_its_id_does_not_make_the_record_again_without_the_name(team: Team) -> None:
    team.keep(Goal(step=GOALS, aim="Ask Ruth Ames", unit="calls"))
    (row,) = table(team.take("goals"))
    row |= {"id": "", "version": ""}
    assert verdicts(team.bring(as_csv([row]))) == ["same"]
    assert "it says something else" in why(team.bring(as_csv([row | {"unit": "beds"}])))
    assert goal(team).aim == "Ask Ruth Ames"
    assert verdicts(team.read(as_csv([row | {"goal": "Ask a member of the board"}]))) == ["new"]


# --- whatever is written around them ----------------------------------------------------------

_around = st.lists(
    st.sampled_from(["drives", "to", "the", "clinic,", "at night.", "=now", "é", "B-12", OPEN]),
    max_size=4,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    names=st.lists(st.sampled_from(HIDDEN), max_size=3),
    before=st.lists(_around, min_size=4, max_size=4),
    after=st.lists(_around, min_size=4, max_size=4),
)
def test_whatever_is_changed_around_hidden_names_they_stay_in_their_order(
    names: list[str], before: list[list[str]], after: list[list[str]]
) -> None:
    def woven(around: list[list[str]], said: list[str]) -> str:
        words = [*around[0]]
        for one, then in zip(said, around[1:], strict=False):
            words += ["and", one, *then]  # the same name twice on end is one name
        return " ".join(["Goal:", *words])

    team = a_team()
    team.keep(Goal(step=GOALS, aim=woven(before, names)))
    (row,) = table(team.take("goals"))
    assert not any(part in row["goal"] for name in HIDDEN for part in name.split())
    cell = woven(after, [MASK] * len(names))
    team.bring(as_csv([row | {"goal": cell}]))
    assert goal(team).aim == woven(after, names)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_edit_of_a_cell_takes_out_a_name_it_did_not_hold(data: st.DataObject) -> None:
    words = st.sampled_from(["drives", "to", "member", "a", MASK, OPEN, *HIDDEN, "Ames"])
    aim = " ".join(data.draw(st.lists(words, min_size=1, max_size=7)))
    team = a_team()
    team.keep(Goal(step=GOALS, aim=aim))
    (row,) = table(team.take("goals"))
    cell = row["goal"].split()
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(cell) - 1))
        cell[place : place + data.draw(st.integers(0, 2))] = data.draw(
            st.lists(words, min_size=1, max_size=2)
        )
    plan = team.bring(as_csv([row | {"goal": " ".join(cell)}]))
    now = goal(team).aim
    for name in HIDDEN:
        assert now.count(name) >= aim.count(name), plan.text()
    if verdicts(plan) != ["changed"]:
        assert now == aim
