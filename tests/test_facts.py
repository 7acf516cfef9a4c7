"""The facts a theme or a need can rest on: of shown results and of team's lists, and no others."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

import pytest
from pydantic import TypeAdapter

from ciwidgets import results
from ciwidgets.model import (
    Body,
    DataSource,
    Draft,
    Entry,
    Evidence,
    ImportedIndicators,
    LineOfWork,
    Occasion,
    Partner,
    Person,
    Program,
    Rating,
    Resource,
    Role,
    Scale,
    Sector,
    Statement,
    StepState,
    Survey,
    Team,
    record_id_for,
)
from ciwidgets.store import Store
from ciwidgets.workbook import ExerciseCell, Step, Workbook

RATE, HAVE, DATA, TABLE = "book/rate", "book/have", "book/data", "book/table"
BOOK = Workbook(
    "book",
    "A book",
    "",
    (
        Step("numbers", "0", (ExerciseCell("local_numbers", "book/numbers"),)),
        Step("rate", "1", (ExerciseCell("rating", RATE, (("survey", "pulse"),)),)),
        Step("have", "2", (ExerciseCell("resources", HAVE), ExerciseCell("data_sources", DATA))),
        Step("table", "3", (ExerciseCell("partners", TABLE),)),
    ),
)
PROGRAM = Program(
    name="A made-up program",
    made_up=True,
    support="",
    records="",
    occasions=[
        Occasion(id="forum-1", name="First forum", date=date(2026, 3, 1)),
        Occasion(id="forum-2", name="Second forum", date=date(2026, 6, 1)),
    ],
    teams=[Team(id="t1", name="One")],
    sectors=[Sector(id="law", name="Law"), Sector(id="health", name="Health")],
    scales=[Scale(id="agree", labels=["No", "Between", "Yes"])],
    lines_of_work=[LineOfWork(id="treatment", name="Treatment")],
    surveys=[
        Survey(
            id="pulse",
            title="Pulse",
            scale="agree",
            statements=[Statement(id="s1", text="It works."), Statement(id="s2", text="It lasts.")],
        )
    ],
)


class Team1:
    """A team at work in a store."""

    def __init__(self) -> None:
        self.store = Store("sqlite://")
        self._numbers = count(1)

    def say(self, record_id: str, body: Body, author: str = "p0", occasion: str = "forum-1") -> int:
        history = self.store.history(record_id)
        request = f"request-{next(self._numbers):012}"
        draft = Draft(record_id, body, request, "t1", author, occasion, len(history))
        entry: Entry[Any] = self.store.append([draft])[0]
        return entry.seq

    def answer(self, *answers: dict[str, int], occasion: str = "forum-1") -> None:
        for number, given in enumerate(answers):
            who = f"p{number}"
            person = Person(role=Role.PARTICIPANT, sector="law")
            if not self.store.history(who):
                self.say(who, person, who, occasion)
            record_id = record_id_for("rating", who, RATE, occasion)
            body = Rating(step=RATE, survey="pulse", answers=dict(given))
            self.say(record_id, body, who, occasion)

    def set_step(self, *, is_open: bool, occasion: str = "forum-1") -> int:
        record_id = record_id_for("step_state", "t1", RATE, occasion)
        return self.say(record_id, StepState(step=RATE, is_open=is_open), occasion=occasion)

    def facts(self, occasion: str = "forum-2", as_of: int | None = None) -> dict[str, str]:
        found = results.facts(self.store, PROGRAM, "t1", BOOK, occasion, as_of)
        return {one.id: one.text for one in found}


@pytest.fixture
def team() -> Team1:
    return Team1()


def test_a_survey_makes_a_fact_a_statement_once_it_is_closed(team: Team1) -> None:
    team.answer(*[{"s1": 3, "s2": 1 + 2 * (number % 2)} for number in range(6)])
    assert team.facts() == {}
    team.set_step(is_open=False)
    assert team.facts() == {
        "survey:pulse:s1": "“It works.” Everyone agrees: 6 of 6 on the agree side. "
        "Nowhere are the answers closer together.",
        "survey:pulse:s2": "“It lasts.” Split in two: 3 of 6 on the agree side. "
        "Nowhere are the answers further apart.",
    }


def test_four_people_make_no_fact_and_neither_does_a_statement_four_answered(team: Team1) -> None:
    team.answer(*[{"s1": 3}] * 4)
    team.set_step(is_open=False)
    assert team.facts() == {}
    other = Team1()
    other.answer(*[{"s1": 3, "s2": 3}] * 4, {"s1": 1})
    other.set_step(is_open=False)
    assert list(other.facts()) == ["survey:pulse:s1"]


def test_the_latest_shown_result_counts_and_keeps_the_ids_of_the_one_before(team: Team1) -> None:
    team.answer(*[{"s1": 3}] * 5)
    first = team.set_step(is_open=False)
    before = team.facts()
    team.answer(*[{"s1": 1}] * 5, occasion="forum-2")
    assert team.facts() == before  # open: what is shown is still the first forum's
    team.set_step(is_open=False, occasion="forum-2")
    after = team.facts()
    assert after.keys() == before.keys()
    assert "Everyone disagrees" in after["survey:pulse:s1"]
    assert team.facts(as_of=first) == before
    assert team.facts(occasion="forum-1") == before


def test_a_step_that_is_opened_again_takes_its_facts_back(team: Team1) -> None:
    team.answer(*[{"s1": 3}] * 5)
    team.set_step(is_open=False)
    team.set_step(is_open=True)
    assert team.facts() == {}


def test_lists_of_the_team_make_facts_in_the_order_of_their_sources(team: Team1) -> None:
    team.answer(*[{"s1": 3}] * 5)
    team.set_step(is_open=False)
    team.say("d1", DataSource(step=DATA, name="Calls to 911", state="missing"))
    team.say("r1", Resource(step=HAVE, line="treatment", name="Detox", capacity="waiting_list"))
    team.say("q1", Partner(step=TABLE, name="County", sectors=["law"], people=3))
    found = results.facts(team.store, PROGRAM, "t1", BOOK, "forum-2")
    sources = list(dict.fromkeys(one.source for one in found))
    assert sources == ["numbers", "survey", "resources", "table"]
    ids = [one.id for one in found]
    assert len(ids) == len(set(ids))


def numbers(count_: int) -> ImportedIndicators:
    row = {"place": "One", "period": "2023", "period_code": "2023", "period_kind": "year"}
    return ImportedIndicators.model_validate(
        {
            "title": "Deaths",
            "format": "plain",
            "file_sha256": "0" * 64,
            "measures": ["Deaths"],
            "rows": [{"measure": "Deaths", **row, "count": count_, "population": 50_000}],
        },
        strict=False,
    )


def test_local_numbers_come_first_and_those_of_a_later_occasion_are_not_told_before(
    team: Team1,
) -> None:
    team.say("d1", DataSource(step=DATA, name="Calls to 911", state="missing"))
    team.say("file-1", numbers(120), occasion="forum-1")
    then = team.facts("forum-1")
    assert next(iter(then)).startswith("rate")
    assert len(then) > 1
    seq = team.say("file-1", numbers(40), occasion="forum-2")
    assert team.facts() != then
    assert not any(one.startswith("rate") for one in team.facts("forum-1", as_of=seq))


def test_a_workbook_without_earlier_steps_has_no_facts(team: Team1) -> None:
    empty = Workbook("book", "A book", "", ())
    assert results.facts(team.store, PROGRAM, "t1", empty, "forum-1") == []


def test_every_fact_can_be_kept_as_evidence(team: Team1) -> None:
    team.answer(*[{"s1": 3, "s2": 2}] * 5)
    team.set_step(is_open=False)
    long = "x" * 80
    team.say("r1", Resource(step=HAVE, line="treatment", name=long, capacity="full", gap="g" * 280))
    team.say("d:/._-1", DataSource(step=DATA, name=long, missing="m" * 280, state="have"))
    team.say("q1", Partner(step=TABLE, name=long, sectors=["law"]))
    for one in results.facts(team.store, PROGRAM, "t1", BOOK, "forum-1"):
        kept = TypeAdapter(Evidence).validate_python({"fact_id": one.id, "text": one.text})
        assert (kept.fact_id, kept.text) == (one.id, one.text)
