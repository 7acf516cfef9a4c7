"""A team's days go into a calendar program, and a newer file moves them in place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import icalendar
from hypothesis import given, settings
from hypothesis import strategies as st

from ciwidgets.formats.calendar import calendar_file


@dataclass(frozen=True)
class Day:
    day: date
    what: str
    kind: str = "goal"
    id: str = "g1"


def events(data: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


_words = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=200)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.dates(), _words.filter(str.strip), st.uuids()), max_size=5))
def test_every_day_is_read_back_as_one_whole_day(found) -> None:
    days = [Day(day, what, id=str(one)) for day, what, one in found]
    data = calendar_file(days, title="Ash, County; all\nof it", owner="ash")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    read = events(data)
    assert [(one["DTSTART"].dt, str(one["SUMMARY"])) for one in read] == [
        (one.day, " ".join(one.what.split())) for one in days
    ]
    for one, day in zip(read, days, strict=True):
        assert day.day == date.max or one["DTEND"].dt - one["DTSTART"].dt == timedelta(days=1)


def test_an_event_keeps_its_uid_whatever_becomes_of_its_day() -> None:
    first = Day(date(2027, 3, 31), "Due: more beds")
    later = replace(first, day=date(2027, 4, 30), what="Due: many more beds")
    others = [replace(first, id="g2"), replace(first, kind="win")]
    (before,) = events(calendar_file([first], title="Ash", owner="ash"))
    moved, *rest = events(calendar_file([later, *others], title="Ash", owner="ash"))
    (elsewhere,) = events(calendar_file([first], title="Elm", owner="elm"))
    assert moved["UID"] == before["UID"]
    assert len({str(one["UID"]) for one in [moved, *rest, elsewhere]}) == 4


def test_the_same_days_at_the_same_moment_are_the_same_bytes() -> None:
    at = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    said = {"title": "Ash", "owner": "ash", "made_at": at}
    data = calendar_file([Day(date(2027, 3, 31), "Beds")], **said)
    assert data == calendar_file([Day(date(2027, 3, 31), "Beds")], **said)
    assert b"X-WR-CALNAME:Ash\r\n" in data
    assert b"DTSTAMP:20261122T200000Z" in data
    assert icalendar.Calendar.from_ical(calendar_file([], **said))["VERSION"] == "2.0"
