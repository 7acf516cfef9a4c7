"""What is erased is gone from every byte, and what stands is as honest as before."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.errors import RequestReused, StoreError
from ciwidgets.model import (
    CoachingNote,
    Device,
    Erased,
    Erasure,
    GoalReview,
    Hold,
    Idea,
    MapWord,
    Need,
    OwnMap,
    Person,
    Rating,
    Reflection,
    Role,
    Scores,
    StepState,
    Thanks,
    record_id_for,
)
from ciwidgets.store import Store
from ciwidgets.store.choosing import Asked
from ciwidgets.store.erasing import erase
from tests.support.drafts import draft, edit, idea
from tests.support.room import small_program

MARK = "Zyzzogeton"
STEP = "needs_assessment/how-we-see-it"
ADA = Person(role=Role.PARTICIPANT, sector="law", name=f"Ada {MARK}", return_code_hash="a" * 64)
WHO = {"author_id": "ada", "team_id": "ash"}


def said(body, **fields):
    return draft(body, **(WHO | fields))


def of_ada():
    """All the ways in which a person leaves a mark."""
    words = [MapWord(id="a", label=MARK), MapWord(id="b", label="trust")]
    return [
        said(ADA, record_id="ada"),
        said(Person(role=Role.PARTICIPANT, name=MARK, same_as="ada"), record_id="ada-2"),
        said(Device(person_id="ada", token_hash="b" * 64)),
        idea(f"My own idea, {MARK}", **WHO, record_id="idea"),
        said(OwnMap(step="a/b", words=words)),
        said(Reflection(step="a/b", exercise="e", answers={"q": MARK})),
        said(Thanks(step="a/b", win_id="w", text=f"Thanks, {MARK}")),
        said(CoachingNote(step="a/b", on=date(2026, 5, 1), text=f"{MARK} is worn out")),
        said(GoalReview(step=STEP, goal_id="g", answers={"c": "yes"}, notes={"c": MARK})),
        said(Rating(step="a/not-closed", survey="pulse", answers={"talk": 3})),
    ]


@pytest.fixture
def store(store):
    """A store of each kind with people, answers, and a step that was closed."""
    load_program(store, small_program())
    store.append(of_ada())
    store.append(
        [
            said(Person(role=Role.PARTICIPANT, name="Ben"), record_id="ben", author_id="ben"),
            said(Rating(step=STEP, survey="pulse", answers={"talk": 5}), record_id="rated"),
            said(Rating(step=STEP, survey="pulse", answers={"talk": 1}), author_id="ben"),
            said(GoalReview(step=STEP, goal_id="g", answers={"c": "not_yet"}), author_id="ben"),
            idea("The same words as hers", team_id="ash", author_id="ben"),
            said(Need(step="a/b", text="Rides for all"), record_id="need"),
            said(Scores(step="a/b", method="hanlon", is_together=True, scores={}), record_id="all"),
            said(StepState(step=STEP, is_open=False), author_id="ben"),
        ]
    )
    return store


def _places(store):
    return [(one.seq, one.team_id, one.occasion, one.created_at, one.request_id)
            for one in store.since(0)]  # fmt: skip


def test_a_person_is_gone_and_everything_else_keeps_its_place(store):
    before, places = store.since(0), _places(store)
    done = erase(store, Asked(person_id="ada"), why="asked on the phone")
    after = store.since(0)
    assert _places(store)[: len(places)] == places
    assert MARK not in repr(after)
    # What a closed step has shown stays, under nobody's name; notes do not.
    assert store.get("rated").body == Rating(step=STEP, survey="pulse", answers={"talk": 5})
    review, _ = store.current(GoalReview)
    assert (review.body.answers, review.body.notes) == ({"c": "yes"}, {})
    assert store.get("ada").body == Person(role=Role.PARTICIPANT, sector="law")
    assert store.get("ada-2").body == Person(role=Role.PARTICIPANT, same_as="ada")
    # What the team keeps together stays, whoever typed it; so does what others said.
    assert store.get("need").body.text == "Rides for all"
    assert store.get("all").kind == "scores"
    assert store.get("ben").body.name == "Ben"
    assert [one.body.text for one in store.current(Idea)] == ["The same words as hers"]
    gone = [one for one in after if one.kind == Erased.kind]
    assert [(one.seq, one.body.was) for one in gone] == [
        (one.seq, one.kind) for one in before
        if (one.author_id == "ada"
        and one.kind in ("device", "idea", "own_map", "reflection", "thanks", "coaching_note"))
        or (one.kind == "rating" and one.body.step == "a/not-closed")
    ]  # fmt: skip
    assert done.records == {
        "coaching_note": 1, "device": 1, "idea": 1, "own_map": 1, "rating": 1, "reflection": 1,
        "thanks": 1,
    }  # fmt: skip
    assert (done.numbers, done.teams, done.is_packed) == (2, ("ash",), True)
    [told] = store.current(Erasure)
    assert (told.body.people, told.body.why, told.body.erased) == (
        ["ada", "ada-2"], "asked on the phone", 7,
    )  # fmt: skip
    assert store.look_up(Person, "a" * 64) == []
    assert store.look_up(Device, "b" * 64) == []


def test_no_byte_of_what_was_erased_is_left_in_the_stores_files(file_url, tmp_path):
    with Store(file_url) as store:
        load_program(store, small_program())
        store.append([idea(f"filler {number}" * 20) for number in range(300)])
        store.append(of_ada())
        [first] = store.append([idea(f"{MARK} first", **WHO)])
        store.append([edit(first, f"{MARK} changed " * 9, author_id="ada")])
        assert MARK.encode() in (tmp_path / "forum.db").read_bytes()
        assert erase(store, Asked(person_id="ada")).is_packed
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(files) == {"forum.db", "forum.db-journal", "forum.db-turn"}
    assert [name for name, data in files.items() if MARK.encode() in data] == []
    assert files["forum.db-journal"] == files["forum.db-turn"] == b""
    with closing(sqlite3.connect(tmp_path / "forum.db")) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_sending_an_erased_answer_once_more_does_not_bring_it_back(store):
    [sent] = [one for one in of_ada() if one.kind == "idea"]
    sent = said(sent.body, record_id="mine", request_id="once")
    store.append([sent])
    erase(store, Asked(person_id="ada"))
    with pytest.raises(RequestReused):
        store.append([sent])
    with pytest.raises(StoreError, match="There is no idea mine to change"):
        store.append([said(sent.body, record_id="mine", base_revision=1)])
    assert MARK not in repr(store.since(0))


def test_one_record_is_erased_with_its_whole_past_and_can_be_written_anew(store):
    [first] = store.append([idea(f"{MARK} 919-555-0142", **WHO, record_id="slip")])
    store.append([edit(first, "better words")])
    done = erase(store, Asked(record_id="slip"))
    assert done.records == {"idea": 1}
    assert store.history("slip") == []
    [again] = store.append([idea("anew", **WHO, record_id="slip")])
    assert (again.revision, len(store.history("slip"))) == (1, 1)
    assert erase(store, Asked(record_id="slip")).records == {"idea": 1}
    for name, reason in (("none", "There is no record"), ("ada", "Erase all of theirs")):
        with pytest.raises(StoreError, match=reason):
            erase(store, Asked(record_id=name))


def test_the_same_words_and_the_name_in_what_others_wrote_are_named_or_replaced(store):
    words = f"My own idea, {MARK}"
    long_one = f"{MARK} {'x' * (280 - len(MARK) - 1)}"
    store.append(
        [
            draft(Need(step="a/b", text=f"As Ada {MARK} said"), team_id="ash", record_id="named"),
            draft(Need(step="a/b", text="x", reason=f"“{words}”"), team_id="ash", record_id="told"),
            draft(Need(step="a/b", text="Unread"), team_id="ash", record_id="other"),
            idea(long_one, team_id="ash", author_id="ben", record_id="long"),
        ]
    )
    done = erase(store, Asked(person_id="ada"), dry_run=True)
    assert set(done.still_said) == {("need", "told"), ("idea", "long")}
    assert MARK in store.get("named").body.text  # it was a dry run
    done = erase(store, Asked(person_id="ada"), name_too=True)
    assert (done.still_said, done.renamed) == ((), 3)
    assert store.get("named").body.text == "As a member said"
    assert store.get("told").body.reason == "“My own idea, a member”"
    assert len(store.get("long").body.text) <= 280
    assert store.get("other").body.text == "Unread"
    assert MARK not in repr(store.since(0))


def test_a_team_is_erased_whole_and_the_others_stay(store):
    store.append([idea("theirs", team_id="elm")])
    erase(store, Asked(team_id="ash"))
    left = {one.kind for one in store.since(0) if one.team_id == "ash"}
    assert left == {"erased", "erasure", "join_code"}
    assert [one.body.text for one in store.current(Idea)] == ["theirs"]


@pytest.mark.parametrize("team", ["ash", ""])
def test_a_legal_hold_stops_every_way_of_erasing_until_it_is_lifted(store, team):
    hold = draft(Hold(why="a request of May"), team_id=team, record_id=record_id_for("hold", team))
    store.append([hold])
    for asked in (
        Asked(person_id="ada"), Asked(person_id="ada-2"), Asked(team_id="ash"),
        Asked(record_id="idea"),
    ):  # fmt: skip
        with pytest.raises(StoreError, match=r"legal hold keeps .*“a request of May”.*--lift"):
            erase(store, asked)
    if team:
        done = erase(store, Asked(before=date(2100, 1, 1)))
        assert done.held == ("ash",)
        assert "ash" not in done.teams
    else:
        with pytest.raises(StoreError, match="legal hold keeps the whole program"):
            erase(store, Asked(before=date(2100, 1, 1)))
    assert store.get("idea").body.text.endswith(MARK)
    lifted = Hold(why="", is_on=False)
    store.append([draft(lifted, team_id=team, record_id=hold.record_id, base_revision=1)])
    assert erase(store, Asked(person_id="ada")).records


def test_retention_takes_old_answers_and_who_was_never_here_again(store):
    old, new = datetime(2020, 5, 1, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC)

    def then(when, record_id, who="olga", **also):
        body = also.pop("body", Idea(step="a/b", text=record_id))
        return said(body, record_id=record_id, author_id=who, told_at=when, **also)

    person = Person(role=Role.PARTICIPANT, name="Olga")
    leads = Person(role=Role.FACILITATOR, name="Lea")
    [first, *_] = store.append(
        [
            then(old, "changed-since"),
            then(old, "old"),
            then(old, "olga", body=person),
            then(old, "lea", who="lea", body=leads, team_id=""),
            then(old, "back", who="back", body=person),
            then(new, "new", who="back"),
            then(old, "a need", body=Need(step="a/b", text="kept")),
        ]
    )
    store.append([edit(first, "now", author_id="ben", told_at=new)])
    plan = erase(store, Asked(before=date(2022, 1, 1)), dry_run=True)
    done = erase(store, Asked(before=date(2022, 1, 1)))
    assert plan.records == done.records == {"idea": 1, "person": 1}
    assert store.get("old") is None
    assert store.get("olga") is None
    assert {"changed-since", "lea", "back", "new", "a need"} == {
        one.record_id
        for one in store.since(0)
        if one.record_id in {"changed-since", "lea", "back", "new", "a need"}
    }
    assert erase(store, Asked(before=date(2022, 1, 1))).records == {}
    assert len(store.current(Erasure)) == 1


def test_nobody_of_that_name_is_a_clear_answer_with_the_ids_of_who_is_called_so(store):
    with pytest.raises(StoreError, match="Nobody has the id 'none', so nothing was erased"):
        erase(store, Asked(person_id="none"))
    with pytest.raises(StoreError, match=r"Called so are:\n  ben  \(team ash, since 20"):
        erase(store, Asked(person_id="BEN"))
