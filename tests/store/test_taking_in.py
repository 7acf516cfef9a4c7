"""Entries another store kept are taken in as they are: all or none, and once."""

from __future__ import annotations

import weakref
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from ciwidgets.enrolment import current_program, load_program
from ciwidgets.errors import StoreError
from ciwidgets.model import (
    CoachingNote,
    Device,
    Entry,
    Goal,
    Idea,
    JoinCode,
    NameConsent,
    Person,
    Rating,
    Role,
    Scores,
    Team,
    Thanks,
    new_id,
)
from ciwidgets.store import Store
from tests.support.drafts import draft, edit, idea
from tests.support.room import small_program

AT = datetime(2026, 1, 1, tzinfo=UTC)
PROGRAM = small_program().model_copy(
    update={"teams": [Team(id=one, name=one.title()) for one in ("pine", "oak")]}
)
ADA = Person(role=Role.PARTICIPANT, name="Ada")
GOAL = Goal(step="a/b", aim="A van")
KEY = "a" * 64


@pytest.fixture
def store(store):
    """A store of each kind with a program of its own."""
    load_program(store, PROGRAM)
    return store


@pytest.fixture
def other():
    """A store of another machine, its entries, and a few revisions of a few records."""
    with Store("sqlite://") as store:
        load_program(store, PROGRAM)
        store.append([draft(ADA, record_id="ada")])
        first, second = store.append([idea("one"), idea("two", occasion="forum-1")])
        store.append([edit(first, "one, better"), draft(GOAL, author_id="")])
        store.append([edit(second, "two", retracted=True)])
        yield store


def of_the_team(store):
    """Return what moves: neither the program nor its codes."""
    return [one for one in store.since(0) if one.team_id and one.kind != "join_code"]


def without_seq(entries):
    return [replace(entry, seq=0) for entry in entries]


def test_every_revision_comes_as_it_was_in_its_order(store, other):
    store.append([draft(GOAL, team_id="oak")])
    before = store.last_seq()
    assert store.take_in(of_the_team(other)) == 6
    assert without_seq(store.since(before)) == without_seq(of_the_team(other))
    assert [entry.seq for entry in store.since(before)] == list(range(before + 1, before + 7))


def test_taking_in_twice_changes_nothing(store, other):
    every = of_the_team(other)
    assert store.take_in(every[:3]) == 3
    assert store.take_in(every) == 3
    before = store.since(0)
    assert store.take_in(every) == 0
    assert store.since(0) == before
    assert store.take_in([]) == 0


def test_what_was_taken_in_goes_on_as_if_it_had_always_been_here(store, other):
    store.take_in(of_the_team(other))
    sent = idea("asked again")
    [kept] = other.append([sent])
    store.take_in(of_the_team(other))
    assert replace(store.append([sent])[0], seq=kept.seq) == kept
    first = next(one for one in of_the_team(store) if one.kind == "idea")
    latest = store.get(first.record_id)
    assert store.append([edit(latest, "one, best")])[0].revision == 3
    # What went on here is no reason to refuse what both have.
    assert store.take_in(of_the_team(other)) == 0


def test_other_content_under_a_revision_is_refused_by_name_and_nothing_is_taken(store, other):
    every = of_the_team(other)
    goal = next(one for one in every if one.kind == "goal")
    changed = replace(goal, body=Goal(step="a/b", aim="otherwise"))
    store.take_in([changed])
    before = store.since(0)
    with pytest.raises(StoreError, match=rf"The goal {changed.record_id} \(revision 1\) is here"):
        store.take_in(every)
    assert store.since(0) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("author_id", "ben"),
        ("occasion", "forum-9"),
        ("retracted", True),
        ("request_id", "another"),
        ("ordinal", 4),
    ],
)
def test_anything_else_that_differs_is_refused_too(store, other, field, value):
    goal = next(one for one in of_the_team(other) if one.kind == "goal")
    store.take_in([goal])
    with pytest.raises(StoreError, match="says something else"):
        store.take_in([replace(goal, **{field: value})])


def test_what_two_stores_kept_of_one_request_is_the_same_whenever_it_was(store, other):
    every = of_the_team(other)
    store.take_in(every)
    assert store.take_in([replace(one, created_at=AT) for one in every]) == 0


def test_what_does_not_follow_is_refused(store, other):
    ada, first, second, better, *_ = of_the_team(other)
    before = store.last_seq()
    with pytest.raises(StoreError, match="should follow revision 1, and here is none"):
        store.take_in([ada, second, better])
    with pytest.raises(StoreError, match="should follow revision 2, and here is revision 1"):
        store.take_in([ada, first, replace(first, revision=3, request_id=new_id())])
    eve = replace(ada, team_id="oak", record_id="eve", author_id="eve")
    theirs = replace(better, team_id="oak", author_id="eve")
    with pytest.raises(StoreError, match="another team's"):
        store.take_in([ada, eve, first, theirs])
    with pytest.raises(StoreError, match="a request that became another entry"):
        store.take_in([ada, first, replace(better, request_id=first.request_id, ordinal=0)])
    assert store.last_seq() == before


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"revision": 0}, "version"),
        ({"schema": 9}, "version 9"),
        ({"schema": 0}, "version 0"),
        ({"created_at": datetime(2026, 1, 1)}, "in UTC"),  # noqa: DTZ001
        ({"created_at": datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=1)))}, "in UTC"),
        ({"record_id": "x" * 200}, "record_id"),
        ({"request_id": ""}, "request_id"),
        ({"body": Goal.model_construct(step="no step", aim="x")}, "could not be read back"),
    ],
)
def test_an_entry_the_store_could_not_have_kept_is_refused(store, other, fields, said):
    goal = next(one for one in of_the_team(other) if one.kind == "goal")
    before = store.last_seq()
    with pytest.raises(StoreError, match=said):
        store.take_in([replace(goal, **fields)])
    assert store.last_seq() == before


def test_many_are_taken_in_without_standing_in_memory_at_once(store):
    alive = weakref.WeakSet()
    most, before = 0, store.last_seq()

    def entries():
        nonlocal most
        yield entry(ADA, "ada")
        for number in range(1_500):
            body = Idea(step="a/b", text=f"idea {number}")
            alive.add(body)
            most = max(most, len(alive))
            yield entry(body, f"r{number}")

    assert store.take_in(entries()) == 1_501
    assert store.last_seq() == before + 1_501
    assert most < 900


# --- what would open a door, or speak for somebody else ----------------------------------------


def entry(body, record_id, revision=1, team="pine", author="ada"):
    return Entry(0, record_id, body.kind, 1, team, author, "", revision, body, AT,
                 f"{record_id}-{revision}", 0, retracted=False)  # fmt: skip


def refused(store, *found):
    before = store.since(0)
    with pytest.raises(StoreError) as error:
        store.take_in(found)
    assert "Nothing was taken in." in str(error.value)
    assert store.since(0) == before
    return str(error.value)


def test_a_store_without_a_program_has_no_team_to_take_in_for(other):
    with Store("sqlite://") as empty:
        assert "ciwidgets init program.toml" in refused(empty, *of_the_team(other))


def test_a_team_the_program_does_not_have_is_refused_by_its_name(store):
    assert "'elm'; it has pine, oak" in refused(store, entry(GOAL, "g", team="elm"))
    assert "does not have ('';" in refused(store, entry(GOAL, "g", team=""))


def test_the_program_of_the_record_changes_nothing_here(store, other):
    [program] = [one for one in other.since(0) if one.kind == "program"]
    evil = PROGRAM.model_copy(update={"support": "Call us"})
    assert store.take_in([program, replace(program, body=evil, revision=2), *of_the_team(other)])
    assert current_program(store) == PROGRAM


@pytest.mark.parametrize("team", ["", "pine"])
def test_no_code_no_device_and_no_facilitator_comes_in(store, team):
    code = JoinCode(code="AAAA2222", role=Role.FACILITATOR)
    device = Device(person_id="ada", token_hash=KEY)
    assert "The join_code c (revision 1)" in refused(store, entry(code, "c", team=team))
    assert "The device d (revision 1)" in refused(store, entry(device, "d", team=team))
    refused(store, entry(Person(role=Role.FACILITATOR), "f", team=team))
    assert store.look_up(JoinCode, "AAAA2222") == []


def test_nobody_here_becomes_somebody_else(store):
    ben = Person(role=Role.PARTICIPANT, name="Ben", return_code_hash=KEY)
    store.take_in([entry(ADA, "ada"), entry(ADA, "eve", author="eve")])
    store.append([draft(ben, record_id="ben", team_id="oak")])
    first = entry(ADA, "ada")
    manager = ADA.model_copy(update={"role": Role.PROJECT_MANAGER})
    said = refused(store, first, entry(manager, "ada", 2))
    assert "would become a project_manager, and is a participant" in said
    assert "of another team here" in refused(store, entry(ADA, "ben"))
    for other in ("ben", "eve", "nobody"):
        said = refused(store, first, entry(ADA.model_copy(update={"same_as": other}), "ada", 2))
        assert f"would stand for {other}" in said
    assert "first entry" in refused(store, entry(ADA, "ada", 2))
    # Two records of one person, both of this team, may stay one person.
    joined = entry(ADA.model_copy(update={"same_as": "eve"}), "ada", 2)
    assert store.take_in([first, entry(ADA, "eve", author="eve"), joined]) == 1


def test_a_return_code_never_comes_with_a_record_and_the_one_here_stays(store):
    keyed = ADA.model_copy(update={"return_code_hash": "b" * 64})
    assert store.take_in([entry(keyed, "ada")]) == 1
    assert store.get("ada").body == ADA
    own = ADA.model_copy(update={"return_code_hash": KEY})
    store.append([draft(own, record_id="ada", base_revision=1, request_id="own")])
    with_code = replace(entry(ADA, "ada", 2), request_id="own")
    renamed = entry(keyed.model_copy(update={"name": "Ada L."}), "ada", 3)
    assert store.take_in([entry(ADA, "ada"), with_code, renamed]) == 1
    assert store.get("ada").body == own.model_copy(update={"name": "Ada L."})
    assert store.look_up(Person, "b" * 64) == []


@pytest.mark.parametrize(
    "body",
    [
        NameConsent(audiences=["public"]),
        Rating(step="a/b", survey="pulse", answers={"talk": 1}),
        Thanks(step="a/b", win_id="w", text="Thank you"),
        CoachingNote(step="a/b", on=AT.date(), text="I am worn out"),
        Scores(step="a/b", method="hanlon", scores={}),
    ],
)
def test_nobody_speaks_for_a_person_the_record_does_not_bring(store, body):
    store.append([draft(ADA, record_id="ada"), draft(ADA, record_id="ben", team_id="oak")])
    for author in ("ada", "ben"):
        assert f"is said by {author}" in refused(store, entry(body, "x", author=author))
    person = store.get("ada")
    assert store.take_in([person, entry(body, "x")]) == 1


def test_what_a_facilitator_who_stayed_behind_wrote_stands_without_a_name(store):
    thanks = Thanks(step="a/b", win_id="w", text="Thank you")
    note = CoachingNote(step="a/b", on=AT.date(), text="They ask each other")
    for body in (thanks, note):
        assert store.take_in([entry(body, body.kind, author="faculty")]) == 1
    vote = Rating(step="a/b", survey="pulse", answers={})
    assert "is said by faculty" in refused(store, entry(vote, "r", author="faculty"))
    together = Scores(step="a/b", method="hanlon", scores={}, is_together=True)
    assert store.take_in([entry(together, "s", author="faculty")]) == 1


def test_made_up_people_do_not_come_into_a_real_program(store):
    sample = ADA.model_copy(update={"source": "sample"})
    assert store.take_in([entry(sample, "ada")]) == 1
    with Store("sqlite://") as real:
        load_program(real, PROGRAM.model_copy(update={"made_up": False}))
        assert "is made up" in refused(real, entry(sample, "ada"))
