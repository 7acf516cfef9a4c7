"""What every store answers, whatever database it stands on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ciwidgets.errors import SchemaMismatch, StoreUnavailable
from ciwidgets.model import (
    KINDS,
    Body,
    Device,
    Idea,
    JoinCode,
    Person,
    Rating,
    Role,
    new_code,
    new_id,
)
from ciwidgets.store import Store
from tests.support.drafts import draft, edit, idea, text_of


def test_what_was_appended_is_read_back_whole(store):
    before = datetime.now(UTC) - timedelta(seconds=1)
    sent = idea("Rides to treatment 🚐 علاج", occasion="forum-1", retracted=True)
    [entry] = store.append([sent])
    assert store.get(sent.record_id) == entry
    assert store.history(sent.record_id) == [entry]
    assert store.since(0) == [entry]
    assert entry.body == sent.body
    assert (entry.seq, entry.revision, entry.schema, entry.kind) == (1, 1, 1, "idea")
    assert (entry.team_id, entry.author_id, entry.occasion) == ("pine", "ada", "forum-1")
    assert (entry.request_id, entry.ordinal, entry.retracted) == (sent.request_id, 0, True)
    assert before < entry.created_at < datetime.now(UTC) + timedelta(seconds=1)
    assert entry.created_at.utcoffset() == timedelta(0)


def test_an_empty_store_answers_with_nothing(store):
    assert store.append([]) == []
    assert store.get("nobody") is None
    assert store.current(Idea) == store.history("nobody") == store.since(0) == []
    assert store.look_up(Device, "0" * 64) == []
    assert store.last_seq() == 0


def test_a_retracted_record_is_kept_and_can_come_back(store):
    [first] = store.append([idea("words")])
    [gone] = store.append([edit(first, "words", retracted=True)])
    assert store.current(Idea) == []
    assert store.current(Idea, with_retracted=True) == [gone]
    assert store.get(first.record_id) == gone
    assert store.current(Idea, as_of=1) == [first]
    [back] = store.append([edit(gone, "words")])
    assert store.current(Idea) == [back]


def test_current_gives_the_latest_revision_in_the_order_records_were_born(store):
    one, two = store.append([idea("one"), idea("two")])
    store.append([edit(two, "two, better")])
    store.append([edit(one, "one, better")])
    assert [text_of(entry) for entry in store.current(Idea)] == ["one, better", "two, better"]
    assert [text_of(entry) for entry in store.current(Idea, as_of=3)] == ["one", "two, better"]
    assert store.current(Idea, as_of=0) == []


def test_current_asks_for_one_kind_team_occasion_and_author(store):
    store.append(
        [
            idea("a", team_id="oak"),
            idea("b", author_id="ben"),
            idea("c", occasion="forum-2"),
            draft(Rating(step="a/b", survey="pulse", answers={"trust": 4, "time": "dont_know"})),
        ]
    )

    def texts(**asked):
        return [entry.body.text for entry in store.current(Idea, **asked)]

    assert texts() == ["a", "b", "c"]
    assert texts(team_id="oak") == ["a"]
    assert texts(author_id="ben") == ["b"]
    assert texts(occasion="forum-2") == ["c"]
    assert texts(team_id="pine", occasion="") == ["b"]
    [rating] = store.current(Rating)
    assert rating.body.answers == {"trust": 4, "time": "dont_know"}


def test_since_gives_a_team_its_own_and_the_programs_entries(store):
    store.append(
        [idea("ours"), idea("theirs", team_id="oak"), idea("all", team_id=""), idea("ours too")]
    )

    def texts(*asked, **also):
        return [text_of(entry) for entry in store.since(*asked, **also)]

    assert texts(0) == ["ours", "theirs", "all", "ours too"]
    assert texts(0, team_id="pine") == ["ours", "all", "ours too"]
    assert texts(1, team_id="pine") == ["all", "ours too"]
    assert texts(1, limit=2) == ["theirs", "all"]
    assert texts(store.last_seq()) == []


def test_codes_and_tokens_are_looked_up_as_they_stand_now(store):
    old, new = "2" * 8, "3" * 8
    person = Person(role=Role.PARTICIPANT, return_code_hash="a" * 64)
    device = Device(person_id="p", token_hash="a" * 64)
    [code, *_] = store.append(
        [draft(JoinCode(code=old, role=Role.PARTICIPANT)), draft(person), draft(device), idea("x")]
    )
    assert store.look_up(JoinCode, old) == [code]
    assert [entry.body for entry in store.look_up(Person, "a" * 64)] == [person]
    assert [entry.body for entry in store.look_up(Device, "a" * 64)] == [device]
    fresh = replace(
        draft(JoinCode(code=new, role=Role.PARTICIPANT)),
        record_id=code.record_id,
        base_revision=1,
    )
    [changed] = store.append([fresh])
    assert store.look_up(JoinCode, old) == []
    assert store.look_up(JoinCode, new) == [changed]
    store.append([replace(fresh, request_id="off", base_revision=2, retracted=True)])
    assert store.look_up(JoinCode, new) == []
    assert store.look_up(Idea, "") == []


def test_a_thousand_people_are_saved_in_one_batch(store):
    people = [
        draft(Person(role=Role.PARTICIPANT, return_code_hash=f"{number:064x}"))
        for number in range(1001)
    ]
    assert [entry.seq for entry in store.append(people)] == list(range(1, 1002))
    assert store.append(people)[-1].seq == 1001
    assert store.look_up(Person, f"{1000:064x}")[0].record_id == people[1000].record_id
    assert len(store.since(0)) == 1000
    assert len(store.since(1000)) == 1


class Map(Body):
    """A kind of a later version."""

    kind = "map"
    concepts: list[str]


def test_a_kind_of_a_newer_version_is_named_and_harms_nothing_else(store, monkeypatch):
    [known] = store.append([idea("known")])
    with monkeypatch.context() as later:
        later.setitem(KINDS, "map", Map)
        [newer] = store.append([draft(Map(concepts=["trust"]))])
    for asked in (
        lambda: store.since(0),
        lambda: store.get(newer.record_id),
        lambda: store.history(newer.record_id),
    ):
        with pytest.raises(SchemaMismatch, match=r"Entry 2 \(map, version 1\).*pip install"):
            asked()
    assert store.current(Idea) == [known]
    assert store.last_seq() == 2
    assert [entry.seq for entry in store.append([idea("more")])] == [3]


def test_a_body_of_a_newer_version_is_named(store, monkeypatch):
    with monkeypatch.context() as later:
        later.setattr(Idea, "schema_version", 2)
        store.append([idea("words")])
    with pytest.raises(SchemaMismatch, match=r"Entry 1 \(idea, version 2\)"):
        store.current(Idea)


def test_threads_share_one_store(store):
    def work(number):
        for turn in range(5):
            store.append([idea(f"{number}-{turn}")])
            store.since(0)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert [entry.seq for entry in store.since(0)] == list(range(1, 41))


def test_a_closed_store_says_so(store):
    store.close()
    with pytest.raises(StoreUnavailable, match="was closed by this program"):
        store.last_seq()


def test_a_store_opened_again_holds_what_it_held(shared_url):
    with Store(shared_url) as first:
        saved = first.append(
            [idea("words"), draft(JoinCode(code=new_code(), role=Role.FACILITATOR))]
        )
    with Store(shared_url) as second:
        assert second.since(0) == saved
        assert [entry.seq for entry in second.append([idea("more", record_id=new_id())])] == [3]
