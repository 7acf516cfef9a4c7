"""Everything people typed is read for names before a report sees it; ids and choices stay."""

from __future__ import annotations

from datetime import date

import pytest

from ciwidgets.model import (
    KINDS,
    AgendaItem,
    Decision,
    Evidence,
    Goal,
    Idea,
    MapLink,
    MapWord,
    Meeting,
    Named,
    Need,
    OwnMap,
    Person,
    Reflection,
    Role,
    Win,
)
from ciwidgets.results.naming.masked import MaskedRecord, _holding_text, masked_part
from ciwidgets.results.naming.names import Names
from ciwidgets.results.naming.team_record import TeamRecord
from ciwidgets.store import Store
from tests.support.drafts import draft

NAME = "Philippa Thornquist"


def _hidden(text):
    return text.replace(NAME, "a member")


@pytest.mark.parametrize(
    "body",
    [
        Idea(step="a/b", text=f"Ask {NAME}"),
        Need(step="a/b", text="x", evidence=[Evidence(fact_id="f", text=f"{NAME} said so")]),
        Meeting(
            step="a/b",
            on=date(2026, 1, 1),
            items=[AgendaItem(text=f"What {NAME} found")],
            decisions=[Decision(text="Yes", by=NAME)],
        ),
        Reflection(step="a/b", exercise="ladder", answers={"one": f"It was {NAME}"}),
        OwnMap(
            step="a/b",
            words=[MapWord(id="w1", label=f"{NAME}’s house"), MapWord(id="w2", label="Hope")],
            links=[MapLink(source="w1", target="w2", weight=1.0)],
        ),
    ],
)
def test_free_text_is_masked_at_any_depth(body):
    said = masked_part(body, _hidden)
    assert NAME in body.model_dump_json()
    assert NAME not in said.model_dump_json()
    assert "a member" in said.model_dump_json()
    assert body == type(body).model_validate_json(body.model_dump_json())


def test_ids_choices_and_named_people_are_left_alone():
    body = Goal(
        step="a/b", aim="A van", need_ids=["Philippa"], owner=Named(name=NAME, role="A driver")
    )
    said = masked_part(body, lambda _text: "x")
    assert (said.aim, said.need_ids, said.owner, said.horizon) == (
        "x", ["Philippa"], body.owner, "short",
    )  # fmt: skip


def test_nothing_of_a_person_is_masked_here_and_a_win_has_its_own_consents():
    with Store("sqlite://") as store:
        bodies = [Person(role=Role.PARTICIPANT, name=NAME), Win(step="a/b", title=f"{NAME} drove")]
        store.append([draft(one) for one in [*bodies, Idea(step="a/b", text=f"Ask {NAME}")]])
        record = TeamRecord(store, "pine", for_a_report=True)
        masked = MaskedRecord(record, Names(record, "pine"), "team")
        assert [one.body for kind in (Person, Win) for one in masked.current(kind)] == bodies
        idea = masked.current(Idea)[0]
        assert idea.body.text == "Ask a member"
        assert masked.history(idea.record_id)[0].body.text == "Ask a member"


def test_every_kind_is_known_by_its_own_texts():
    without = {kind for kind, body in KINDS.items() if not _holding_text(body)}
    assert without == {
        "join_code", "device", "step_state", "rating", "moderation", "dot_vote", "seat",
        "nominal_vote", "scores", "pearl_gate", "forecast", "name_consent",
        "planning_view",
    }  # fmt: skip
