"""What every store takes and refuses, whatever database it stands on."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from ciwidgets.errors import Conflict, RequestReused, StoreError
from ciwidgets.model import (
    DotVote,
    Idea,
    ImportedAnswers,
    Question,
)
from tests.support.drafts import draft, edit, idea, text_of


def test_a_second_editor_sees_a_conflict_and_loses_nothing(store):
    [first] = store.append([idea("Peer support")])
    [theirs] = store.append([edit(first, "Peer support at night")])
    mine = edit(first, "Peer support in jail")
    with pytest.raises(Conflict) as caught:
        store.append([mine])
    assert caught.value.mine == mine
    assert caught.value.theirs == theirs
    assert "saved by someone else (revision 2) after you opened it (revision 1)" in str(
        caught.value
    )
    [merged] = store.append([edit(theirs, "Peer support at night and in jail")])
    assert [text_of(one) for one in store.history(first.record_id)] == [
        "Peer support",
        "Peer support at night",
        "Peer support at night and in jail",
    ]
    assert merged.revision == 3


def test_a_conflict_in_a_batch_saves_none_of_it(store):
    [first] = store.append([idea("one")])
    store.append([edit(first, "two")])
    fresh = idea("three")
    with pytest.raises(Conflict):
        store.append([fresh, edit(first, "four")])
    assert store.get(fresh.record_id) is None
    assert store.last_seq() == 2
    assert [entry.seq for entry in store.append([fresh])] == [3]


def test_one_batch_may_write_a_record_and_change_it(store):
    sent = idea("first words")
    again = replace(sent, body=Idea(step="a/b", text="second words"), base_revision=1, ordinal=1)
    assert [entry.revision for entry in store.append([sent, again])] == [1, 2]
    assert text_of(store.get(sent.record_id)) == "second words"


def test_sending_again_changes_nothing_and_gives_the_same_answer(store):
    [first] = store.append([idea("zero")])
    batch = [idea("one", request_id="r"), edit(first, "two", request_id="r", ordinal=1)]
    saved = store.append(batch)
    store.append([edit(saved[1], "three")])  # the answer stays the same after later edits
    assert store.append(batch) == saved
    assert store.append([batch[1]]) == [saved[1]]
    assert store.append([*batch, batch[0]]) == [*saved, saved[0]]
    assert store.last_seq() == 4


def test_a_batch_of_old_and_new_drafts_saves_the_new_ones(store):
    old, new = idea("old", request_id="r"), idea("new", request_id="r", ordinal=1)
    [saved] = store.append([old])
    assert [entry.seq for entry in store.append([old, new])] == [saved.seq, 2]


@pytest.mark.parametrize(
    "change",
    [
        {"body": Idea(step="a/b", text="other words")},
        {"record_id": "another-record"},
        {"team_id": "oak"},
        {"occasion": "forum-2"},
        {"base_revision": 1},
        {"retracted": True},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_request_id_with_another_content_is_refused(store, change):
    sent = idea("words")
    [saved] = store.append([sent])
    with pytest.raises(RequestReused, match="already used to save another idea"):
        store.append([replace(sent, **change)])
    assert store.since(0) == [saved]


def test_two_contents_under_one_request_in_one_batch_are_refused(store):
    with pytest.raises(RequestReused):
        store.append([idea("one", request_id="r"), idea("two", request_id="r")])
    assert store.last_seq() == 0


def test_request_ids_are_each_authors_own(store):
    sent = [idea("one", request_id="r", author_id=author) for author in ("ada", "ben", "")]
    assert [entry.seq for entry in store.append(sent)] == [1, 2, 3]


def test_the_kind_and_the_team_of_a_record_never_change(store):
    [first] = store.append([idea("ours")])
    vote = DotVote(step="a/b", dots={})
    for wrong in (
        edit(first, "theirs", team_id="oak"),
        draft(vote, record_id=first.record_id, base_revision=1),
    ):
        with pytest.raises(StoreError, match="neither ever changes") as caught:
            store.append([wrong])
        # Not a conflict: that would show one team's words to another.
        assert not isinstance(caught.value, Conflict)
    assert store.since(0) == [first]


def test_a_change_to_a_record_that_is_not_there_is_refused(store):
    with pytest.raises(StoreError, match=r"There is no idea .*revision 3 was named"):
        store.append([idea("words", base_revision=3)])


@pytest.mark.parametrize(
    "fields",
    [
        {"record_id": ""},
        {"record_id": "x" * 121},
        {"request_id": ""},
        {"request_id": "a\x00b"},
        {"author_id": "\ud800"},
        {"team_id": None},
        {"occasion": "a\nb"},
        {"ordinal": -1},
        {"ordinal": 2**31},
        {"base_revision": -1},
    ],
    ids=repr,
)
def test_a_draft_no_database_should_see_is_refused(store, fields):
    with pytest.raises(StoreError, match=r"must be plain text|count from 0"):
        store.append([idea("words", **fields)])
    assert store.last_seq() == 0


def test_a_body_that_could_not_be_read_back_is_refused(store):
    answers = ImportedAnswers(survey_id="s", answers={"age": math.nan})
    broken = Idea.model_construct(step="not a step", text="words")
    for body in (answers, broken):
        with pytest.raises(StoreError, match="could not be read back, so it was not saved"):
            store.append([draft(body)])
    assert store.last_seq() == 0


def test_a_body_of_no_known_kind_is_refused(store):
    question = Question(id="q", text="Why?", type="text")
    with pytest.raises(StoreError, match="not a kind the store keeps"):
        store.append([draft(question)])
