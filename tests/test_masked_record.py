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
    NameConsent,
    Named,
    Need,
    OwnMap,
    Person,
    Reflection,
    Role,
    Thanks,
    Win,
)
from ciwidgets.naming.typed import holding_text, said_anew
from ciwidgets.results.naming.masked import LED_IN_THE_ROOM, MaskedRecord
from ciwidgets.results.naming.names import names_of
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
    said = said_anew(body, _hidden)
    assert NAME in body.model_dump_json()
    assert NAME not in said.model_dump_json()
    assert "a member" in said.model_dump_json()
    assert body == type(body).model_validate_json(body.model_dump_json())


def test_ids_choices_and_named_people_are_left_alone():
    body = Goal(
        step="a/b", aim="A van", need_ids=["Philippa"], owner=Named(name=NAME, role="A driver")
    )
    said = said_anew(body, lambda _text: "x")
    assert (said.aim, said.need_ids, said.owner, said.horizon) == (
        "x", ["Philippa"], body.owner, "short",
    )  # fmt: skip


@pytest.fixture
def written():
    """A team's record in which a member is named."""
    with Store("sqlite://") as store:
        goal = Goal(step="a/b", aim="A van", owner=Named(person_id="p", role="x" * 80))
        bodies = {
            "w": Win(step="a/b", title=f"{NAME} drove", thanks_to=[Named(person_id="p")]),
            "t": Thanks(step="a/b", win_id="w", text=f"Thank you, {NAME}"),
            "i": Idea(step="a/b", text=f"Ask {NAME}"),
            "g": goal,
        }
        person = draft(Person(role=Role.PARTICIPANT, name=NAME), record_id="p", author_id="p")
        store.append([person, *(draft(body, record_id=one) for one, body in bodies.items())])
        yield TeamRecord(store, "pine", for_a_report=True)


def test_every_way_to_a_record_masks_it(written):
    masked = MaskedRecord(written, "team")
    ways = [
        *masked.current(Idea),
        masked.get("i"),
        *masked.history("i"),
        *(kept.entry for found in masked.kept_after(0, [Idea]) for kept in found),
    ]
    assert [one.body.text for one in ways] == ["Ask a member"] * 4
    assert masked.current(Person)[0].body.name == NAME
    assert masked.as_written.current(Idea)[0].body.text == f"Ask {NAME}"
    assert masked.mask(f"With {NAME}") == "With a member"


def test_what_is_asked_again_is_the_same_until_somebody_writes_more(written):
    masked = MaskedRecord(written, "team")
    first = masked.current(Idea, team_id="pine")
    assert masked.current(Idea, team_id="pine") == first
    assert masked.current(Idea, team_id="oak") == []
    masked.current(Idea, team_id="pine").clear()  # a caller's list is the caller's own
    assert masked.current(Idea, team_id="pine") == first
    written._store.append([draft(Idea(step="a/b", text=f"{NAME} again"), record_id="j")])
    assert masked.current(Idea, team_id="pine") == first
    masked.catch_up()
    said = [one.body.text for one in masked.current(Idea, team_id="pine")]
    assert said == ["Ask a member", "A member again"]


def test_a_win_and_its_thanks_are_masked_by_the_wins_own_consents(written):
    store = written._store
    store.append([draft(NameConsent(about="w", audiences=["team"]), author_id="p")])
    written.catch_up()
    masked = MaskedRecord(written, "team")
    win = masked.get("w").body
    assert (win.title, win.thanks_to[0].role) == (f"{NAME} drove", NAME)
    assert masked.get("t").body.text == f"Thank you, {NAME}"
    assert masked.get("i").body.text == "Ask a member"
    assert masked.get("g").body.owner.role == "x" * 80
    assert MaskedRecord(written, "cohort").get("t").body.text == "Thank you, a member"


def test_a_role_that_grows_longer_than_may_be_typed_is_no_mistake(written):
    role = " and ".join([NAME.split(maxsplit=1)[0]] * 6)
    goal = Goal(step="a/b", aim="A van", owner=Named(role=role[:80]))
    written._store.append([draft(goal, record_id="h")])
    written.catch_up()
    said = MaskedRecord(written, "team").get("h").body
    assert NAME.split(maxsplit=1)[0] not in said.model_dump_json()


def test_what_a_guest_writes_is_theirs_to_read_as_it_stands(written):
    record = MaskedRecord(written, "cohort", LED_IN_THE_ROOM, "ada")
    assert record.get("i").body.text == f"Ask {NAME}"
    assert record.get("t").body.text == f"Thank you, {NAME}"  # Ada wrote it
    other = MaskedRecord(written, "cohort", LED_IN_THE_ROOM, "somebody else")
    assert other.get("t").body.text == "Thank you, a member"
    assert other.get("i").body.text == f"Ask {NAME}"


def test_what_is_masked_follows_a_yes_that_comes_and_goes(written):
    masked, store = MaskedRecord(written, "team"), written._store
    for base, audiences, said in ((0, ["team"], f"Ask {NAME}"), (1, [], "Ask a member")):
        body = NameConsent(about="", audiences=audiences)
        store.append([draft(body, author_id="p", record_id="yes", base_revision=base)])
        masked.catch_up()
        assert masked.get("i").body.text == said


def test_names_are_known_from_the_record_as_it_was_written(written):
    assert names_of(MaskedRecord(written, "team"), "pine") is written.names
    assert names_of(written, "pine").masked(NAME, "team") == "A member"


def test_every_kind_is_known_by_its_own_texts():
    without = {kind for kind, body in KINDS.items() if not holding_text(body)}
    assert without == {
        "join_code", "device", "step_state", "rating", "moderation", "dot_vote", "seat",
        "nominal_vote", "scores", "pearl_gate", "forecast", "name_consent",
        "planning_view", "room_place", "reveal", "rehearsal", "erased",
    }  # fmt: skip
