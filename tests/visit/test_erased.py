"""A page at work when somebody is erased: it shows nothing of them, and brings nothing back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ciwidgets.model import Idea, Person, Rating
from ciwidgets.results.naming.masked import MaskedRecord
from ciwidgets.results.naming.team_record import TeamRecord
from ciwidgets.store import Kept, Store
from ciwidgets.store.choosing import Asked
from ciwidgets.store.erasing import erase
from tests.support.drafts import draft, idea
from tests.support.room import Room

MARK = "Zyzzogeton"


def all_of(record: TeamRecord) -> str:
    return repr([record.current(kind, with_retracted=True) for kind in (Idea, Rating, Person)])


def test_every_page_forgets_an_erased_person_and_theirs_knows_nobody_any_more(room: Room) -> None:
    ada, ben = room.person(name=f"Ada {MARK}"), room.person(name="Ben")
    ada.add_idea(f"{MARK} said")
    ben.add_idea("Rides")
    ada.rate(talk=5)
    ben.visit.look_again()
    assert MARK in all_of(ben.visit.record)
    person = ada.visit.person_id
    erase(room.store, Asked(person_id=person))
    refused = ada.send(ada.board, "add", record_id="idea-again", text="still here")
    assert refused["type"] == "refused"
    assert ada.visit.identity is None
    ben.visit.look_again()
    assert MARK not in all_of(ben.visit.record)
    assert MARK not in repr(ben.board.widget.get_state())
    assert ben.visit.identity is not None
    assert ben.add_idea("More rides")
    assert {one.body.text for one in room.store.current(Idea)} == {"Rides", "More rides"}
    assert not [one for one in room.store.since(0) if MARK in repr(one)]


def test_what_a_page_made_of_names_and_answers_is_made_anew(room: Room) -> None:
    ada = room.person(name=f"{MARK} Quill")
    ben = room.person(name="Ben")
    ben.add_idea(f"As {MARK} Quill told us")
    record = TeamRecord(room.store, "ash")
    shown = MaskedRecord(record, "cohort")
    assert shown.current(Idea)[0].body.text == "As a member told us"
    stamp = record.newest_of(Rating)
    erase(room.store, Asked(person_id=ada.visit.person_id))
    shown.catch_up()
    # Nobody is known by the name any more, so it must not stand where it was masked before.
    assert shown.current(Idea)[0].body.text == record.current(Idea)[0].body.text
    assert MARK not in all_of(record)
    assert record.newest_of(Rating) > stamp


def test_a_record_read_again_is_what_a_fresh_page_reads(room: Room) -> None:
    pages = room.people(3)
    for page in pages:
        page.add_idea("words")
        page.rate(talk=3)
    record = TeamRecord(room.store, "ash", pages[0].visit.person_id)
    before = record.seq
    erase(room.store, Asked(person_id=pages[1].visit.person_id))
    pages[2].add_idea("later")
    erase(room.store, Asked(person_id=pages[2].visit.person_id))
    news = record.catch_up()
    assert [one.kind.kind for one in news].count("erasure") == 2
    assert all(one.seq > before for one in news)
    fresh = TeamRecord(room.store, "ash", pages[0].visit.person_id)
    assert record.seq == fresh.seq
    for kind in (Idea, Rating, Person):
        assert record.current(kind, with_retracted=True) == fresh.current(kind, with_retracted=True)


def test_a_fresh_page_reads_an_erased_past_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with Store("sqlite://") as store:
        store.append([replace(draft(idea(str(one)).body), record_id=f"r{one}") for one in range(9)])
        for one in range(5):
            erase(store, Asked(record_id=f"r{one}"))
        asked = []
        kept_since = Store.kept_since

        def count(self: Store, last: Kept | None, **how: object) -> object:
            asked.append(last)
            return kept_since(self, last, **how)  # type: ignore[arg-type]

        monkeypatch.setattr(Store, "kept_since", count)
        assert len(TeamRecord(store, "pine").current(Idea)) == 4
        assert len(asked) == 2
