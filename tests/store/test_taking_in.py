"""Entries another store kept are taken in as they are: all or none, and once."""

from __future__ import annotations

import weakref
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from ciwidgets.errors import StoreError
from ciwidgets.model import Entry, Idea, new_id
from ciwidgets.store import Store
from tests.support.drafts import edit, idea

AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def other():
    """A store of another machine with a few revisions of a few records."""
    with Store("sqlite://") as store:
        first, second = store.append([idea("one"), idea("two", occasion="forum-1")])
        store.append([edit(first, "one, better"), idea("staff", team_id="", author_id="")])
        store.append([edit(second, "two", retracted=True)])
        yield store


def without_seq(entries):
    return [replace(entry, seq=0) for entry in entries]


def test_every_revision_comes_as_it_was_in_its_order(store, other):
    store.append([idea("here before", team_id="oak")])
    assert store.take_in(other.since(0)) == 5
    assert without_seq(store.since(1)) == without_seq(other.since(0))
    assert [entry.seq for entry in store.since(0)] == [1, 2, 3, 4, 5, 6]


def test_taking_in_twice_changes_nothing(store, other):
    assert store.take_in(other.since(0, limit=3)) == 3
    assert store.take_in(other.since(0)) == 2
    before = store.since(0)
    assert store.take_in(other.since(0)) == 0
    assert store.since(0) == before
    assert store.take_in([]) == 0


def test_what_was_taken_in_goes_on_as_if_it_had_always_been_here(store, other):
    store.take_in(other.since(0))
    sent = idea("asked again")
    [kept] = other.append([sent])
    store.take_in(other.since(0))
    assert replace(store.append([sent])[0], seq=kept.seq) == kept
    first = store.since(0)[0]
    latest = store.get(first.record_id)
    assert store.append([edit(latest, "one, best")])[0].revision == 3
    # What went on here is no reason to refuse what both have.
    assert store.take_in(other.since(0)) == 0


def test_other_content_under_a_revision_is_refused_by_name_and_nothing_is_taken(store, other):
    every = other.since(0)
    changed = replace(every[0], body=Idea(step="a/b", text="otherwise"))
    store.take_in([changed])
    new = replace(every[3], seq=1)
    with pytest.raises(StoreError, match=rf"The idea {changed.record_id} \(revision 1\) is here"):
        store.take_in([new, *every])
    assert without_seq(store.since(0)) == without_seq([changed])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("author_id", "ben"),
        ("occasion", "forum-9"),
        ("retracted", True),
        ("created_at", datetime(2020, 1, 1, tzinfo=UTC)),
        ("request_id", "another"),
        ("ordinal", 4),
    ],
)
def test_anything_else_that_differs_is_refused_too(store, other, field, value):
    first = other.since(0)[0]
    store.take_in([first])
    with pytest.raises(StoreError, match="says something else"):
        store.take_in([replace(first, **{field: value})])


def test_what_does_not_follow_is_refused(store, other):
    every = other.since(0)
    with pytest.raises(StoreError, match="should follow revision 1, and here is none"):
        store.take_in(every[2:])
    with pytest.raises(StoreError, match="should follow revision 2, and here is revision 1"):
        store.take_in([every[0], replace(every[0], revision=3, request_id=new_id())])
    with pytest.raises(StoreError, match="another team's"):
        store.take_in([every[0], replace(every[2], team_id="oak")])
    with pytest.raises(StoreError, match="a request that became another entry"):
        store.take_in([every[0], replace(every[1], request_id=every[0].request_id, ordinal=0)])
    assert store.last_seq() == 0


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
        ({"body": Idea.model_construct(step="no step", text="x")}, "could not be read back"),
    ],
)
def test_an_entry_the_store_could_not_have_kept_is_refused(store, other, fields, said):
    with pytest.raises(StoreError, match=said):
        store.take_in([replace(other.since(0)[0], **fields)])
    assert store.last_seq() == 0


def test_many_are_taken_in_without_standing_in_memory_at_once(store):
    alive = weakref.WeakSet()
    most = 0

    def entries():
        nonlocal most
        for number in range(1_500):
            body = Idea(step="a/b", text=f"idea {number}")
            alive.add(body)
            most = max(most, len(alive))
            yield Entry(0, f"r{number}", "idea", 1, "pine", "ada", "", 1, body, AT, f"q{number}",
                        0, retracted=False)  # fmt: skip

    assert store.take_in(entries()) == 1_500
    assert store.last_seq() == 1_500
    assert most < 900
