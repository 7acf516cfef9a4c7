"""What a page asks at every beat: what came after the entry it read last, if that still stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ciwidgets.errors import StoreWentBack
from ciwidgets.store import Store
from ciwidgets.store.choosing import Asked
from ciwidgets.store.erasing import erase
from tests.support.drafts import idea, text_of


def test_what_came_after_the_entry_read_last_is_told_once_and_in_order(store):
    store.append([idea(f"{n}", team_id=team) for n, team in enumerate(("ash", "elm", "", "ash"))])
    first = store.kept_since(None, team_id="ash", limit=2)
    assert [text_of(one.entry) for one in first] == ["0", "2"]
    assert [text_of(one.entry) for one in store.kept_since(first[-1], team_id="ash")] == ["3"]
    assert len(store.kept_since(first[0], team_id=None)) == 3
    last = store.kept_since(None, team_id=None)[-1]
    assert store.kept_since(last, team_id=None) == []
    assert text_of(last.entry) == "3"
    assert store.kept_since(last, team_id="ash") == []  # also once its body has been read


def test_an_erased_entry_still_stands_where_it_stood(store):
    [one] = store.append([idea("gone soon", record_id="one")])
    [kept] = store.kept_since(None, team_id=None)
    erase(store, Asked(record_id="one"))
    assert [later.seq for later in store.kept_since(kept, team_id=None)] == [one.seq + 1]


def test_an_entry_of_another_store_or_of_a_later_moment_says_that_the_store_went_back(store):
    with Store("sqlite://") as other:
        other.append([idea("theirs"), idea("more")])
        theirs, more = other.kept_since(None, team_id=None)
    for seen in (theirs, more):
        with pytest.raises(StoreWentBack):
            store.kept_since(seen, team_id=None)
    store.append([idea("ours"), idea("of the same number")])
    for seen in (theirs, more):
        with pytest.raises(StoreWentBack):
            store.kept_since(seen, team_id="")


@settings(max_examples=30, deadline=None)
@given(teams=st.lists(st.sampled_from(["", "ash", "elm"]), max_size=12), limit=st.integers(1, 5))
def test_read_in_parts_of_any_size_it_is_what_since_tells(teams, limit):
    with Store("sqlite://") as store:
        store.append([idea(f"{n}", team_id=team) for n, team in enumerate(teams)])
        for team in (None, "ash"):
            found, last = [], None
            while part := store.kept_since(last, team_id=team, limit=limit):
                assert len(part) <= limit
                found += [one.entry for one in part]
                last = part[-1]
            assert found == store.since(0, team_id=team)
