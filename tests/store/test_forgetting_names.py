"""Whoever was masked is gone from what others wrote, or those who erased them are told where."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ciwidgets.model import (
    CarryOn,
    Erasure,
    Hold,
    Idea,
    Meeting,
    Named,
    Need,
    Person,
    Role,
    record_id_for,
)
from ciwidgets.results.naming.names import Names
from ciwidgets.results.naming.team_record import TeamRecord
from ciwidgets.store import Store
from ciwidgets.store.choosing import Asked
from ciwidgets.store.erasing import Done, erase
from tests.support.drafts import draft

OLD, NEW = datetime(2020, 5, 1, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC)
BY_DATE = Asked(before=date(2022, 1, 1))
MARIA = Asked(person_id="maria")


def person(store: Store, person_id: str, name: str, **fields: Any) -> None:
    role = fields.pop("role", Role.PARTICIPANT)
    given_here = {"record_id": person_id, "author_id": person_id, "told_at": OLD}
    store.append([draft(Person(role=role, name=name), **(given_here | fields))])


def wrote(store: Store, *texts: str, **fields: Any) -> None:
    """Keep texts as needs of the team, by somebody who was here later; their ids are n0, n1..."""
    store.append(
        [
            draft(
                Need(step="a/b", text=text),
                **({"record_id": f"n{at}", "author_id": "later", "told_at": NEW} | fields),
            )
            for at, text in enumerate(texts)
        ]
    )


def read(store: Store, count: int) -> list[str]:
    return [store.get(f"n{at}").body.text for at in range(count)]  # type: ignore[union-attr]


@pytest.fixture
def store():
    """A team with Maria Lopez."""
    with Store("sqlite://") as opened:
        person(opened, "maria", "Maria Lopez")
        yield opened


@pytest.mark.parametrize("asked", [MARIA, BY_DATE], ids=["a person", "a day"])
def test_a_name_goes_from_what_others_wrote_however_it_is_spelled(store: Store, asked: Asked):
    spelled = ["Maria Lopez", "maria lopez", "MARIA LOPEZ", "María López", "Lopez, Maria",
               "MariaLopez", "Maria  Lopez"]  # fmt: skip
    wrote(store, *(f"As {one} said" for one in spelled), "Nobody else")
    done = erase(store, asked)
    assert read(store, 8) == ["As a member said"] * 7 + ["Nobody else"]
    assert (done.renamed, done.still_said) == (7, ())


@pytest.mark.parametrize("name", ['Ann "Nan" Lee', "Ann\\Lee Fox", "Seán O’Brien", "Łukasz Żak"])
def test_a_name_with_a_quotation_mark_or_an_accent_goes_too(store: Store, name: str):
    person(store, "ann", name)
    wrote(store, f"As {name} said", f"as {name.lower()} said")
    erase(store, Asked(person_id="ann"))
    assert read(store, 2) == ["As a member said", "as a member said"]


def test_a_part_of_a_name_is_told_and_goes_only_when_asked_for(store: Store):
    wrote(store, "Thank you maria", "Lopez drove us", "We")
    dry = erase(store, MARIA, dry_run=True)
    assert (dry.renamed, dry.still_said) == (0, (("need", "n0"), ("need", "n1")))
    done = erase(store, MARIA, name_too=True)
    assert read(store, 3) == ["Thank you a member", "A member drove us", "We"]
    assert (done.renamed, done.still_said) == (2, ())


def test_the_name_of_somebody_who_stays_is_never_taken_from_them(store: Store):
    person(store, "smith", "Maria Smith", told_at=NEW)
    person(store, "double", "Ann Lee", told_at=NEW)
    person(store, "ann", "Ann Lee")
    meeting = Meeting(step="a/b", on=date(2026, 5, 1), people=[Named(name="Rosa Lopez")])
    store.append([draft(meeting, record_id="met", author_id="later", told_at=NEW)])
    wrote(store, "Maria Smith and Maria Lopez", "Maria", "Ann Lee", "Rosa Lopez")
    done = erase(store, MARIA, name_too=True)
    assert read(store, 4) == ["Maria Smith and a member", "Maria", "Ann Lee", "Rosa Lopez"]
    assert store.get("smith").body.name == "Maria Smith"  # type: ignore[union-attr]
    # Each of these may be hers, so a person has to look.
    assert set(done.still_said) == {
        ("need", "n0"), ("need", "n1"), ("need", "n3"), ("meeting", "met"),
    }  # fmt: skip
    done = erase(store, Asked(person_id="ann"), name_too=True)
    assert (read(store, 3)[2], done.still_said) == ("Ann Lee", (("need", "n2"),))


def test_a_name_on_a_list_goes_as_well(store: Store):
    people = [Named(name="maria lopez", role="a nurse", said_yes=["team"]), Named(name="Maria")]
    meeting = Meeting(step="a/b", on=date(2026, 5, 1), people=people)
    carry = CarryOn(step="a/b", what="The van", who=Named(role="Maria Lopez’s office"))
    store.append([draft(meeting, record_id="met"), draft(carry, record_id="on")])
    assert erase(store, MARIA).still_said == (("meeting", "met"),)
    assert [one.name for one in store.get("met").body.people] == ["a member", "Maria"]  # type: ignore[union-attr]
    assert store.get("on").body.who.role == "A member’s office"  # type: ignore[union-attr]


def test_a_sentence_somebody_copied_is_told_in_whatever_letters(store: Store):
    store.append([draft(Idea(step="a/b", text='Buy a van, for "us" all'), author_id="maria")])
    wrote(store, "They said: BUY a van –  for “us” all!", "Buy a bus")
    assert erase(store, MARIA).still_said == (("need", "n0"),)


def test_age_takes_each_teams_names_from_that_team_alone(store: Store):
    person(store, "elm", "Joe Quill", team_id="elm")
    wrote(store, "Maria Lopez met Joe Quill")
    done = erase(store, BY_DATE)
    assert read(store, 1) == ["A member met Joe Quill"]
    assert (done.renamed, done.still_said, done.teams) == (1, (), ("elm", "pine"))


def test_a_facilitators_name_goes_from_every_team_and_every_page_is_told(store: Store):
    person(store, "lea", "Lea Fern", role=Role.FACILITATOR, team_id="")
    wrote(store, "As Lea Fern said")
    hold = draft(Hold(why="kept"), team_id="elm", record_id=record_id_for("hold", "elm"))
    store.append([hold, draft(Need(step="a/b", text="Lea Fern"), team_id="elm", record_id="held")])
    page = TeamRecord(store, "pine")
    done = erase(store, Asked(person_id="lea"))
    assert read(store, 1) == ["As a member said"]
    assert {one.team_id for one in store.current(Erasure)} == {"", "pine"}
    # A legal hold keeps every word, so it is told only.
    assert (done.teams, done.still_said) == (("", "pine"), (("need", "held"),))
    page.catch_up()
    assert page.get("n0").body.text == "As a member said"  # type: ignore[union-attr]


NAMES = ("Maria Lopez", "Maria Smith", "Joe", "Ann \"Nan\" Lee", "Seán O’Brien", "Hope May",
         "Dr. Rose", "Li Bo", "Zoë Smith-Jones", "The team", "Joe Lopez")  # fmt: skip
WAYS = (
    str, str.lower, str.upper, lambda one: one.replace(" ", ""), lambda one: one.split()[0],
    lambda one: one.split()[-1], lambda one: ", ".join(reversed(one.split())),
    lambda one: one.replace("ë", "e").replace("á", "a").replace("’", "'"),
    lambda one: f"{one}s", lambda one: "-\n".join([one[:3], one[3:]]),
)  # fmt: skip
spelled = st.builds(lambda name, way: way(name), st.sampled_from(NAMES), st.sampled_from(WAYS))
sentence = st.lists(
    st.one_of(spelled, st.sampled_from(["thanks", "said.", "we hope", "(and", "In May,", "the"])),
    min_size=1,
    max_size=5,
).map(" ".join)


def _erased(store: Store, *, by_date: bool, name_too: bool) -> Done:
    return erase(store, BY_DATE if by_date else Asked(person_id="p0"), name_too=name_too)


@settings(max_examples=60)
@given(
    names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=4),
    texts=st.lists(sentence.filter(str.strip), min_size=1, max_size=6),
    listed=st.lists(spelled, max_size=2),
    by_date=st.booleans(),
    name_too=st.booleans(),
)
def test_whatever_was_masked_is_masked_still_or_gone_or_told(
    names: list[str], texts: list[str], listed: list[str], *, by_date: bool, name_too: bool
) -> None:
    with Store("sqlite://") as store:
        for at, name in enumerate(names):
            person(store, f"p{at}", name, told_at=NEW if at % 2 else OLD)
        wrote(store, *texts)
        if listed:
            met = Meeting(
                step="a/b", on=date(2026, 5, 1), people=[Named(name=one) for one in listed]
            )
            store.append([draft(met, record_id="met", author_id="later", told_at=NEW)])
        before = Names(store, "pine")
        masked = [before.masked(one, "cohort") for one in read(store, len(texts))]
        done = _erased(store, by_date=by_date, name_too=name_too)
        after = Names(store, "pine")
        for at, now in enumerate(read(store, len(texts))):
            if ("need", f"n{at}") not in done.still_said:
                # The mask of before finds nothing in it that the mask of today does not hide.
                assert before.masked(now, "cohort") == after.masked(now, "cohort")
                assert after.masked(now, "cohort").lower() == masked[at].lower()
