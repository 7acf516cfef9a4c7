"""Names leave a team only where their person said yes, wherever they were written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.model import Goal, Meeting, NameConsent, Named, Person, Role, Win
from ciwidgets.naming.folding import key_of
from ciwidgets.naming.word_lists import NOBODYS
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
    assert masked("Ann May came, and May did", "public") == "A member came, and a member did"
    assert masked("By the 3 May, or May 2027, we may", "public") == (
        "By the 3 May, or May 2027, we may"
    )


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
    assert names.say(Named(person_id=JOE), "", "team") == SOMEBODY
    assert names.masked("Joe drives", "team") == "A member drives"
    _yes(store, "person-joe-2", "", "team")
    names = Names(store, PINE)
    assert names.say(Named(person_id=JOE), "", "team") == "Joe"
    assert names.masked("Joe drives", "team") == "Joe drives"


# How a name can be typed, and what may not be left of it.
SPELLINGS = [
    ("Maria O'Brien", "Maria O’Brien drove", "A member drove"),
    ("O’Brien", "O'Brien’s van", "A member’s van"),
    ("José Peña", "Jose and PENA", "A member and a member"),
    ("Jose Pena", "José and Pen\u0303a", "A member and a member"),
    ("Ruth Ames", "Ru\u00adth, Am\u200bes\u2060", "A member"),
    ("Ruth Ames", "Ruth\u00a0Ames, then Ru-\nth", "A member, then a member"),
    ("Ruth Ames", "ask ruth_ames or ruthames@x.org", "ask a member or a member@x.org"),
    ("Ruth Ames", "for RuthAmes or AmesVan and Ames2", "for a member or a memberVan and a member2"),
    ("Ruth Ames", "Ｒｕｔｈ and the Ameses", "A member and the a member"),
    ("Jones, Mary", "Mary Jones drove", "A member drove"),
    ("Mary (Molly) Jones", "Molly drove", "A member drove"),
    ("Ruth Smith-Jones", "Mrs Smith, and Smith Jones", "Mrs a member, and a member"),
    ("Anne-Marie", "Anne Marie or AnneMarie", "A member or a member"),
    ("Bo Li", "Bo drove Li", "A member drove a member"),
    ("Frank Hall", "Frank drove to a hall, to be frank", "A member drove to a hall, to be frank"),
    ("Grace Young", "Grace told the young", "A member told the young"),
    ("Groß", "GROSS drove", "A member drove"),
    ("Łukasz Øre", "Lukasz and Ore", "A member and a member"),
    ("Sheriff Tom Reed", "Sheriff Reed", "Sheriff a member"),
]
# What people call themselves so as not to be asked; none of it may spoil what a team wrote.
PLAIN = "By 1 May, 40% of us (the team) will need a van in public health. Dr. King drives; we may."
ODD = [
    *[".", "-", "a", "A", "I", "We", "%", "2026", "the", "team", "n/a", "me", "member", "Will"],
    *["Lady", "Sheriff", "No name", "a member", "the Library Lady", "Dr. Ann", "A van Berg"],
    "Health Department",
]


@pytest.mark.parametrize(("name", "text", "said"), SPELLINGS)
def test_a_name_is_found_however_it_was_typed(name, text, said):
    with Store("sqlite://") as store:
        _keep(store, Person(role=Role.PARTICIPANT, name=name), record_id="somebody")
        assert Names(store, PINE).masked(text, "public") == said


@pytest.mark.parametrize("name", ODD)
def test_an_odd_name_does_not_spoil_what_a_team_wrote(name):
    with Store("sqlite://") as store:
        _keep(store, Person(role=Role.PARTICIPANT, name=name), record_id="somebody")
        assert Names(store, PINE).masked(PLAIN, "team") == PLAIN


def test_two_small_words_are_no_name_of_two_letters(store):
    _keep(store, Person(role=Role.PARTICIPANT, name="Bo Li"), record_id="person-bo")
    assert Names(store, PINE).masked("a bo tree, li", "public") == "a bo tree, li"


def test_who_was_taken_off_a_record_is_still_hidden_in_its_words(store):
    ada = Named(name="Ada Quill", said_yes=["public"])
    fields = {"step": "wins/our-wins", "title": "A van", "story": "Ada Quill drove."}
    _keep(store, Win(**fields, thanks_to=[ada]), record_id="win")
    assert Names(store, PINE).masked("Ada drove", "public", "win") == "Ada drove"
    _keep(store, Win(**fields), record_id="win", base_revision=1)
    names = Names(store, PINE)
    assert names.masked("Ada drove", "public", "win") == "A member drove"
    # Also in a report of the time when she still said yes.
    assert names.say(ada, "win", "public") == SOMEBODY


@pytest.mark.parametrize("typed", ["Maria", "Maria A. Lopez", "Maria Lopez.", "Lopez, Dr. Maria"])
def test_a_name_typed_in_another_way_needs_the_members_own_yes(store, typed):
    named = Named(name=typed, said_yes=["public"])
    _win(store, named)
    names = Names(store, PINE)
    assert names.say(named, "win", "public") == SOMEBODY
    assert "Maria" not in names.masked(typed, "public", "win")
    _yes(store, MARIA, "win", "public")
    names = Names(store, PINE)
    assert names.say(named, "win", "public") == typed
    assert names.masked(typed, "public", "win") == typed


def test_a_yes_is_to_the_name_somebody_has(store):
    _yes(store, MARIA, "", "public")
    body = Person(role=Role.PARTICIPANT, name="Mia")
    _keep(store, body, record_id=MARIA, base_revision=1)
    assert Names(store, PINE).say(Named(person_id=MARIA), "", "public") == SOMEBODY
    _yes(store, MARIA, "", "public")
    names = Names(store, PINE)
    assert names.say(Named(person_id=MARIA), "", "public") == "Mia"
    # The name that was given up stays hidden, whatever they said yes to since.
    assert names.masked("Mia was Maria Lopez", "public") == "Mia was a member"


def test_what_a_person_said_last_counts_under_whichever_record(store):
    body = Person(role=Role.PARTICIPANT, name="Maria Lopez")
    _keep(store, body, record_id="second", author_id="second")
    _keep(store, body.model_copy(update={"same_as": "second"}), record_id=MARIA, base_revision=1)
    _yes(store, MARIA, "", "team")
    assert Names(store, PINE).say(Named(person_id="second"), "", "team") == "Maria Lopez"
    _keep(store, NameConsent(about="", audiences=[]), author_id="second")
    for person_id in (MARIA, "second"):
        assert Names(store, PINE).say(Named(person_id=person_id), "", "team") == SOMEBODY


def test_a_facilitator_is_hidden_until_the_team_wrote_that_they_said_yes(store):
    guest = Person(role=Role.FACILITATOR, name="Odalys Fenwright")
    _keep(store, guest, record_id="guest", team_id="", author_id="guest")
    text = "Thanks to Odalys Fenwright"
    assert Names(store, PINE).masked(text, "public", "win") == "Thanks to a member"
    _win(store, Named(name="Odalys Fenwright", said_yes=["public"]))
    assert Names(store, PINE).masked(text, "public", "win") == text


@given(
    name=st.text("abcdefghéøßİ’-' ", min_size=3, max_size=14).filter(
        # A word of every sentence is nobody's name.
        lambda one: any(len(part) > 3 and part not in NOBODYS for part in key_of(one).split())
    ),
    style=st.sampled_from([str, str.title, str.upper, str.lower]),
    before=st.sampled_from(["", "Thanks, ", "mit ", "("]),
    after=st.sampled_from(["", ".", "’s van", " and others", "2", "_x"]),
)
def test_no_name_without_a_yes_is_ever_in_what_is_said(name, style, before, after):
    name = " ".join(name.split())
    with Store("sqlite://") as store:
        _keep(store, Person(role=Role.PARTICIPANT, name=name.title()), record_id="somebody")
        said = Names(store, PINE).masked(f"{before}{style(name)}{after}", "public")
    left = set(key_of(said).split()) - set(key_of(f"{before}{after} {SOMEBODY}").split())
    assert not any(len(part) > 3 for part in left - NOBODYS)
