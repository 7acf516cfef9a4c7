"""Nobody who kept a result can subtract the one of after an erasing and read one answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ciwidgets.model import (
    DotVote,
    Draft,
    GoalReview,
    NominalVote,
    Person,
    Rating,
    Role,
    Scores,
    StepState,
    record_id_for,
)
from ciwidgets.results import rating_result
from ciwidgets.results.naming.team_record import TeamRecord
from ciwidgets.store import Store
from ciwidgets.store.choosing import Asked
from ciwidgets.store.erasing import erase
from tests.support.drafts import draft
from tests.support.room import small_program

OLD, NEW = datetime(2020, 5, 1, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC)
BY_DATE = Asked(before=date(2022, 1, 1))
STEP = "a/b"
STATE = record_id_for("state")


def rating(who: int, talk: int, at: datetime, **fields: Any) -> Draft:
    body = Rating(step=STEP, survey="pulse", answers={"talk": talk})
    given_here = {"record_id": f"r{who}", "author_id": f"q{who}", "occasion": "forum-1"}
    return draft(body, told_at=at, **(given_here | {"team_id": "ash"} | fields))


def people(store: Store, count: int) -> None:
    person = Person(role=Role.PARTICIPANT, name="Maria Lopez", return_code_hash="a" * 64)
    for who in range(count):
        known = {"record_id": f"q{who}", "author_id": f"q{who}", "team_id": "ash"}
        store.append([draft(person, told_at=OLD, **known)])


def state(store: Store, *, is_open: bool) -> None:
    before = store.get(STATE)
    store.append(
        [
            draft(
                StepState(step=STEP, is_open=is_open),
                record_id=STATE,
                base_revision=before.revision if before else 0,
                team_id="ash",
                author_id="staff",
                occasion="forum-1",
                told_at=NEW,
            )
        ]
    )


def closed(store: Store, *at: datetime) -> None:
    people(store, len(at))
    store.append([rating(who, 3, when) for who, when in enumerate(at)])
    state(store, is_open=False)


@pytest.fixture
def store():
    """An empty store."""
    with Store("sqlite://") as opened:
        yield opened


def test_one_old_answer_among_new_ones_stays_without_its_person(store: Store):
    closed(store, OLD, *[NEW] * 5)
    for asked in (BY_DATE, Asked(person_id="q0"), Asked(record_id="r0")):
        done = erase(store, asked, dry_run=True)
        assert (done.numbers, done.records) == (1, {})
    done = erase(store, BY_DATE)
    assert (done.numbers, done.teams) == (1, ("ash",))
    assert store.get("r0").body.answers == {"talk": 3}  # type: ignore[union-attr]
    assert store.get("q0").body == Person(role=Role.PARTICIPANT)  # type: ignore[union-attr]
    # Done once, it is done: no page is told anything more.
    assert erase(store, BY_DATE).teams == ()


def test_what_was_counted_together_goes_together_once_all_of_it_is_old(store: Store):
    closed(store, *[OLD] * 6)
    done = erase(store, BY_DATE)
    assert (done.numbers, done.records) == (0, {"person": 6, "rating": 6})


def test_one_team_and_one_occasion_keep_nothing_of_another(store: Store):
    closed(store, *[OLD] * 5)
    other = rating(9, 4, NEW, occasion="forum-2", author_id="back")
    store.append([other, rating(8, 4, NEW, team_id="elm", author_id="elm")])
    for team, occasion in (("ash", "forum-2"), ("elm", "forum-1")):
        done = StepState(step=STEP, is_open=False)
        store.append([draft(done, team_id=team, occasion=occasion, told_at=NEW)])
    assert erase(store, BY_DATE).records == {"person": 5, "rating": 5}
    assert store.get("r9") is not None


def test_an_answer_that_no_result_has_shown_goes(store: Store):
    closed(store, *[NEW] * 5)
    people_before = len(store.current(Person))
    state(store, is_open=True)
    store.append([rating(7, 1, OLD)])
    assert erase(store, BY_DATE).records == {"rating": 1}
    assert len(store.current(Person)) == people_before


def test_answers_about_a_goal_count_as_soon_as_another_answered_and_notes_go(store: Store):
    def review(who: str, at: datetime) -> Draft:
        body = GoalReview(step=STEP, goal_id="g", answers={"c": "yes"}, notes={"c": "mine"})
        return draft(body, record_id=who, author_id=who, team_id="ash", told_at=at)

    store.append([review("old", OLD)])
    assert erase(store, BY_DATE, dry_run=True).records == {"goal_review": 1}
    store.append([review("new", NEW)])
    done = erase(store, BY_DATE)
    assert (done.numbers, done.records, done.teams) == (1, {}, ("ash",))
    assert store.get("old").body.notes == {}  # type: ignore[union-attr]
    assert store.get("new").body.notes == {"c": "mine"}  # type: ignore[union-attr]
    assert erase(store, BY_DATE).teams == ()


@pytest.mark.parametrize(
    "body",
    [
        DotVote(step=STEP, dots={}),
        NominalVote(step=STEP, picks=[]),
        Scores(step=STEP, method="hanlon", scores={}),
        Rating(step=STEP, survey="pulse", answers={}),
    ],
    ids=lambda body: body.kind,
)
def test_every_kind_of_number_that_was_shown_stays(store: Store, body: Any):
    for who in ("old", "new"):
        at = OLD if who == "old" else NEW
        store.append([draft(body, record_id=who, author_id=who, team_id="ash", told_at=at)])
    together = Scores(step=STEP, method="hanlon", scores={}, is_together=True)
    store.append([draft(together, record_id="all", author_id="old", team_id="ash", told_at=OLD)])
    state(store, is_open=False)
    for asked in (BY_DATE, Asked(record_id="old")):
        erase(store, asked)
        assert store.get("old") is not None
    assert store.get("all") is not None
    # What a group wrote as one is no person's number, and can be erased alone.
    assert erase(store, Asked(record_id="all")).records == {"scores": 1}


Deed = tuple[Literal["answer", "close", "open"], int, int, bool]
deeds = st.lists(
    st.tuples(
        st.sampled_from(["answer", "answer", "answer", "answer", "close", "open"]),
        st.integers(0, 7),
        st.integers(1, 5),
        st.booleans(),
    ),
    max_size=14,
)
requests = st.lists(
    st.one_of(
        st.just(BY_DATE),
        st.builds(lambda who: Asked(person_id=f"q{who}"), st.integers(0, 7)),
        st.builds(lambda who: Asked(record_id=f"r{who}"), st.integers(0, 7)),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40)
@given(first=st.lists(st.booleans(), min_size=8, max_size=8), later=deeds, asked=requests)
def test_no_result_of_after_differs_from_one_that_was_shown(
    first: list[bool], later: list[Deed], asked: list[Asked]
) -> None:
    with Store("sqlite://") as store:
        people(store, 8)
        # Most closings are of five people or more, else they show nothing.
        for who, is_old in enumerate(first[:6]):
            store.append([rating(who, 3, OLD if is_old else NEW)])
        state(store, is_open=False)
        for what, who, talk, is_old in later:
            if what == "answer":
                before = store.get(f"r{who}")
                base = before.revision if before else 0
                store.append([rating(who, talk, OLD if is_old else NEW, base_revision=base)])
            else:
                state(store, is_open=what == "open")
        ends = [one.seq for one in store.history(STATE)]
        shown = {end: _result(store, end) for end in ends}
        for one in asked:
            if one.before or store.get(one.person_id or one.record_id):
                erase(store, one)
        for end in ends:
            now = _result(store, end)
            assert now is None or now == shown[end]


def _result(store: Store, as_of: int) -> Any:
    """Return what a closing shows, but for how many people said something since."""
    record = TeamRecord(store, "ash", for_a_report=True)
    found = rating_result(record, small_program(), "ash", STEP, "pulse", "forum-1", as_of)
    return replace(found, later=0) if found and found.answered else None
