"""A hash of each team's rows: the same for the same rows, another for any other."""

from __future__ import annotations

from ciwidgets.model import Idea, JoinCode
from ciwidgets.store import facade
from tests.support.drafts import draft, edit, idea


def test_each_team_has_a_hash_that_changes_with_its_own_rows_alone(store):
    assert store.digests() == {}
    first = store.append([idea("One", team_id="pine"), idea("Two", team_id="elm")])
    before = store.digests()
    assert sorted(before) == ["elm", "pine"]
    assert store.digests() == before
    store.append([edit(first[0], "Another word")])
    after = store.digests()
    assert after["elm"] == before["elm"]
    assert after["pine"] != before["pine"]


def test_kinds_that_do_not_count_change_nothing(store):
    store.append([idea("One")])
    before = store.digests(without=("join_code",))
    body = JoinCode(code="ABCD2345", role="participant")
    store.append([draft(body)])
    assert store.digests(without=("join_code",)) == before
    assert store.digests() != before


def test_rows_are_hashed_the_same_however_many_are_asked_for_at_once(store, monkeypatch):
    store.append([idea(str(number)) for number in range(10)])
    whole = store.digests()
    for size in (1, 3, 5, 10, 11):
        monkeypatch.setattr(facade, "_PART", size)
        assert store.digests() == whole


def test_every_revision_of_a_kind_is_told_by_marks_without_its_body_and_by_entries(store):
    (first,) = store.append([idea("One")])
    store.append([draft(JoinCode(code="ABCD2345", role="participant"))])
    (second,) = store.append([edit(first, "Another word")])
    kept = [(one.record_id, one.revision, one.created_at.isoformat()) for one in (first, second)]
    assert store.marks(Idea) == kept
    assert store.every(Idea) == [first, second]
    assert [one.kind for one in store.every(JoinCode, Idea)] == ["idea", "join_code", "idea"]
    assert store.every() == store.marks() == []
