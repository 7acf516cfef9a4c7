"""Who came to meetings, by sector: heads, counted in the room."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.attendance import attendance

SECTORS = {"law": "Law", "health": "Health", "faith": "Faith"}


def on(month: int) -> date:
    return date(2026, month, 3)


def test_a_sector_that_missed_three_meetings_in_a_row_is_asked_after() -> None:
    found = attendance(
        [
            (on(4), {"law": 2}),
            (on(1), {"law": 1, "health": 2, "faith": 1}),
            (on(2), {"law": 1, "health": 1}),
            (on(3), {"law": 1, "faith": 0}),
        ],
        SECTORS,
    )
    assert found.days == (on(1), on(2), on(3), on(4))
    assert {one.id: one.came for one in found.sectors}["health"] == (2, 1, 0, 0)
    assert [one.name for one in found.to_ask_after()] == ["Faith"]
    assert found.totals == (4, 2, 1, 2)


def test_two_meetings_are_too_few_to_ask_after_anybody() -> None:
    assert attendance([(on(1), {"law": 1}), (on(2), {"law": 1})], SECTORS).to_ask_after() == []


def test_a_meeting_nobody_counted_is_left_out_and_not_taken_for_an_empty_room() -> None:
    counted = [(on(1), {"law": 1}), (on(2), {"law": 1})]
    found = attendance([*counted, (on(3), {}), (on(4), {})], SECTORS)
    assert len(found) == 2
    assert found.to_ask_after() == []


def test_a_sector_that_left_the_list_keeps_those_who_came() -> None:
    found = attendance([(on(1), {"law": 1, "media": 3, "empty": 0})], SECTORS)
    assert [(one.id, one.came) for one in found.sectors][-1] == ("media", (3,))
    assert found.totals == (4,)
    assert "empty" not in {one.id for one in found.sectors}


counts = st.dictionaries(st.sampled_from(["law", "health", "faith", "media"]), st.integers(0, 50))


@given(st.lists(counts, max_size=8))
def test_nobody_is_lost_and_nobody_is_counted_twice(held: list[dict[str, int]]) -> None:
    days = [(date(2026, 1, 1) + timedelta(n), came) for n, came in enumerate(held)]
    found = attendance(days, SECTORS)
    assert found.totals == tuple(sum(came.values()) for came in held if came)
    for one in found.sectors:
        assert one.away <= len(found)
        assert not any(one.came[len(found) - one.away :])
        assert one.away == len(found) or one.came[len(found) - one.away - 1]
