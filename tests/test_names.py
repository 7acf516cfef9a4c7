"""Names leave a team only where their person said yes, wherever they were written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.model import Goal, Meeting, NameConsent, Named, Person, Role, Win
from ciwidgets.results.naming.names import SOMEBODY, Names
from ciwidgets.store import Store
from tests.support.drafts import draft

PINE = "pine"
MARIA, JOE = "person-maria", "person-joe"


@pytest.fixture
def store():
    """A team in which Maria Lopez and Joe joined."""
    with Store("sqlite://") as opened:
        for person_id, name in ((MARIA, "Maria Lopez"), (JOE, "Joe")):
            _keep(opened, Person(role=Role.PARTICIPANT, name=name), record_id=person_id)
        yield opened


def _keep(store, body, **fields):
    return store.append([draft(body, **fields)])[0]


def _win(store, *thanks_to, record_id="win", **fields):
    body = Win(step="wins/our-wins", title="A van drives", thanks_to=list(thanks_to), **fields)
    return _keep(store, body, record_id=record_id)


def _yes(store, person_id, about, *audiences):
    _keep(store, NameConsent(about=about, audiences=list(audiences)), author_id=person_id)


def test_nobody_is_named_before_they_said_yes(store):
    names = Names(store, PINE)
    for audience in ("team", "cohort", "public"):
        assert names.say(Named(person_id=MARIA), "win", audience) == SOMEBODY
        assert names.say(Named(person_id=MARIA, role="a nurse"), "", audience) == "a nurse"


def test_a_yes_is_for_one_audience_and_one_thing(store):
    _yes(store, MARIA, "win", "team")
    names = Names(store, PINE)
    maria = Named(person_id=MARIA)
    assert names.say(maria, "win", "team") == "Maria Lopez"
    assert names.say(maria, "win", "public") == SOMEBODY
    assert names.say(maria, "", "team") == SOMEBODY
    assert names.say(maria, "another win", "team") == SOMEBODY


def test_nobody_says_yes_for_somebody_else(store):
    _yes(store, JOE, "win", "public")
    assert Names(store, PINE).say(Named(person_id=MARIA), "win", "public") == SOMEBODY


def test_a_yes_can_be_taken_back(store):
    kept = _keep(store, NameConsent(about="", audiences=["public"]), author_id=MARIA)
    assert Names(store, PINE).may(Named(person_id=MARIA), "", "public")
    body = NameConsent(about="", audiences=[])
    _keep(store, body, author_id=MARIA, record_id=kept.record_id, base_revision=1)
    assert not Names(store, PINE).may(Named(person_id=MARIA), "", "public")


def test_who_did_not_join_is_named_where_the_team_wrote_that_they_said_yes(store):
    ada = Named(name="Ada Quill", role="a librarian", said_yes=["team"])
    _win(store, ada)
    names = Names(store, PINE)
    assert names.say(ada, "win", "team") == "Ada Quill"
    assert names.say(ada, "win", "public") == "a librarian"
    assert names.masked("Ada Quill opened the room.", "team", "win") == "Ada Quill opened the room."
    assert (
        names.masked("Ada Quill opened the room.", "public", "win") == "A member opened the room."
    )


def test_a_member_speaks_for_themselves_even_where_others_wrote_their_name(store):
    typed = Named(name="maria  lopez", said_yes=["team", "cohort", "public"])
    _win(store, typed)
    names = Names(store, PINE)
    assert names.say(typed, "win", "public") == SOMEBODY
    assert names.masked("Thanks to Maria Lopez", "public", "win") == "Thanks to a member"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We thank MARIA LOPEZ and Joe.", "We thank a member and a member."),
        ("Maria’s van, Lopez's idea", "A member’s van, a member's idea"),
        ("joe drove. Joe sang, Joe too", "A member drove. A member sang, a member too"),
        ("Maria  Lopez\nsang", "A member\nsang"),
        ("Joey and mariachi stay", "Joey and mariachi stay"),
        ("", ""),
    ],
)
def test_what_people_wrote_is_read_for_names(store, text, said):
    assert Names(store, PINE).masked(text, "public") == said


def test_a_name_that_is_a_word_is_left_a_word_in_small_letters(store):
    _keep(store, Person(role=Role.PARTICIPANT, name="Hope"), record_id="person-hope")
    _keep(store, Person(role=Role.PARTICIPANT, name="Ann May"), record_id="person-ann")
    masked = Names(store, PINE).masked
    assert masked("We hope that Hope comes in May.", "public") == (
        "We hope that a member comes in May."
    )
    assert masked("Ann May came", "public") == "A member came"


def test_a_name_somebody_gave_up_or_a_list_forgot_is_still_hidden(store):
    body = Person(role=Role.PARTICIPANT, name="Mia")
    _keep(store, body, record_id=MARIA, base_revision=1)
    _keep(store, body, record_id=MARIA, base_revision=2, retracted=True)
    owner = Named(name="Ida Fern", said_yes=["public"])
    goal = Goal(step="goals/our-goals", aim="A van", owner=owner)
    _keep(store, goal, record_id="goal")
    _keep(store, goal, record_id="goal", base_revision=1, retracted=True)
    said = Names(store, PINE).masked("With Maria Lopez, Mia and Ida Fern", "public")
    assert said == "With a member, a member and a member"


def test_the_role_itself_hides_a_name(store):
    people = [Named(person_id=JOE, role="Joe from the jail")]
    _keep(store, Meeting(step="monthly_checkin/our-meetings", on=date(2026, 5, 1), people=people))
    assert Names(store, PINE).say(people[0], "", "team") == "A member from the jail"


def test_two_people_of_one_name_both_have_to_say_yes(store):
    _keep(store, Person(role=Role.PARTICIPANT, name="Joe"), record_id="person-joe-2")
    _yes(store, JOE, "", "team")
    names = Names(store, PINE)
    assert names.say(Named(person_id=JOE), "", "team") == "Joe"
    assert names.masked("Joe drives", "team") == "A member drives"


@given(
    name=st.text("abcdefghéøßİ ", min_size=3, max_size=14).filter(
        lambda one: len(one.split()[0] if one.split() else "") > 2
    ),
    before=st.sampled_from(["", "Thanks, ", "mit "]),
    after=st.sampled_from(["", ".", "’s van", " and others"]),
)
def test_no_name_without_a_yes_is_ever_in_what_is_said(name, before, after):
    name = " ".join(name.split())
    with Store("sqlite://") as store:
        _keep(store, Person(role=Role.PARTICIPANT, name=name.title()), record_id="somebody")
        said = Names(store, PINE).masked(f"{before}{name.title()}{after}", "public")
    assert name.title() not in said.replace(SOMEBODY, "").replace(SOMEBODY.capitalize(), "")
