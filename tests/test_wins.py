"""Wins as a report is told of them: in order, for whom it is, and never with a name too many."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.model import (
    Body,
    Goal,
    Measure,
    NameConsent,
    Named,
    Person,
    Reading,
    Role,
    Thanks,
    Win,
)
from ciwidgets.model.names import Audience
from ciwidgets.reports.sections.wins import our_wins
from ciwidgets.results.naming.names import Names
from ciwidgets.results.plans.wins import Reader, months, thanks, told, wins
from ciwidgets.store import Store
from tests.support.drafts import draft
from tests.support.room import small_program

PINE, STEP = "pine", "wins/our-wins"
PROGRAM = small_program()


def keep(store: Store, body: Body, record_id: str, **more: Any) -> None:
    store.append([draft(body, record_id=record_id, **more)])


def win(store: Store, record_id: str, day: date | None = None, **more: Any) -> None:
    fields: dict[str, Any] = {"title": record_id, "done_on": day, **more}
    keep(store, Win(step=STEP, **fields), record_id)


@pytest.fixture
def store() -> Any:
    """A team in which Maria Lopez joined, with a goal and one win that names her everywhere."""
    with Store("sqlite://") as opened:
        keep(opened, Person(role=Role.PARTICIPANT, name="Maria Lopez"), "maria")
        keep(opened, Goal(step="goals/our-goals", aim="Maria’s dream: fewer deaths"), "goal")
        win(
            opened,
            "van",
            date(2026, 3, 2),
            story="Maria drove it.",
            evidence="Ask Maria Lopez",
            learned="MARIA LOPEZ knows the roads.",
            next_win="Maria drives at night",
            goal_id="goal",
            sectors=["law", "gone"],
            thanks_to=[
                Named(person_id="maria", role="a driver"),
                Named(name="Tom Webb", said_yes=["team"]),
                Named(person_id="nobody-here"),
            ],
        )
        keep(opened, Thanks(step="wins/the-wall", win_id="van", text="Thanks, Maria"), "t1")
        yield opened


def tell(store: Store, audience: Audience | None) -> list[Any]:
    return told(store, PROGRAM, PINE, Reader(Names(store, PINE), audience))


def test_wins_come_the_newest_first_and_one_without_a_day_by_when_it_was_written(
    store: Store,
) -> None:
    win(store, "undated")
    win(store, "older", date(2025, 1, 1))
    win(store, "same day", date(2026, 3, 2))
    assert [one.record_id for one in wins(store, PINE)] == ["undated", "same day", "van", "older"]
    assert wins(store, "another team") == []


def test_the_team_itself_reads_every_word_it_wrote(store: Store) -> None:
    (one,) = tell(store, None)
    assert one.story == "Maria drove it."
    assert one.thanks_to == ("Maria Lopez", "Tom Webb")
    assert one.goal == "Maria’s dream: fewer deaths"
    assert one.sectors == ("Law",)
    assert one.thanks == ("Thanks, Maria",)


@pytest.mark.parametrize("audience", ["team", "cohort"])
def test_no_field_tells_a_name_that_its_person_did_not_give(
    store: Store, audience: Audience
) -> None:
    (one,) = tell(store, audience)
    assert "maria" not in str(asdict(one)).lower()
    assert "lopez" not in str(asdict(one)).lower()
    assert one.thanks_to[0] == "a driver"
    assert one.thanks_to[1] == ("Tom Webb" if audience == "team" else "a member")


def test_a_yes_for_one_win_names_there_and_not_in_what_is_linked(store: Store) -> None:
    keep(store, NameConsent(about="van", audiences=["cohort"]), "c", author_id="maria")
    (one,) = tell(store, "cohort")
    assert one.thanks_to[0] == "Maria Lopez"
    assert one.story == "Maria drove it."
    assert "Maria" not in one.goal


def test_the_public_reads_what_is_meant_for_it_and_no_thanks_from_within(store: Store) -> None:
    assert tell(store, "public") == []
    win(store, "open", date(2026, 4, 1), is_public=True)
    keep(store, Thanks(step="wins/the-wall", win_id="open", text="Well done"), "t2")
    (one,) = tell(store, "public")
    assert (one.id, one.thanks) == ("open", ())


@pytest.mark.parametrize("audience", ["team", "cohort"])
def test_others_read_only_thanks_that_their_writers_gave_to_the_report(
    store: Store, audience: Audience
) -> None:
    (one,) = tell(store, audience)
    assert one.thanks == ()
    given = Thanks(step="wins/the-wall", win_id="van", text="You held the door", in_report=True)
    keep(store, given, "t2")
    (one,) = tell(store, audience)
    assert one.thanks == ("You held the door",)
    report = str(our_wins(store, PROGRAM, PINE, Names(store, PINE)).blocks)
    assert "Thanks: “You held the door”" in report
    assert "Thanks, Maria" not in report
    assert "Thanks, a member" not in report
    assert tell(store, None)[0].thanks == ("Thanks, Maria", "You held the door")


def test_thanks_go_by_win_and_what_was_taken_back_is_gone(store: Store) -> None:
    assert [one.body.text for one in thanks(store, PINE)["van"]] == ["Thanks, Maria"]
    body = Thanks(step="wins/the-wall", win_id="van", text="Thanks, Maria")
    keep(store, body, "t1", base_revision=1, retracted=True)
    assert thanks(store, PINE) == {}


def test_months_hold_wins_beside_readings_and_leave_out_what_has_no_place(store: Store) -> None:
    keep(store, Measure(step="goals/our-measures", name="Calls"), "m")
    for number, day in enumerate((date(2026, 3, 31), date(2026, 1, 1), date(2026, 3, 1))):
        body = Reading(step="goals/our-measures", measure_id="m", on=day, value=float(number))
        keep(store, body, f"r{number}")
    lost = Reading(step="goals/our-measures", measure_id="gone", on=date(2026, 5, 1), value=1.0)
    keep(store, lost, "lost")
    win(store, "undated")
    found = [
        (one.month, [w.record_id for w in one.wins], [r.body.value for r in one.readings])
        for one in months(store, PINE)
    ]
    assert found == [("2026-01", [], [1.0]), ("2026-03", ["van"], [2.0, 0.0])]


def test_the_past_is_told_as_it_stood(store: Store) -> None:
    before = store.last_seq()
    win(store, "later", date(2026, 6, 1))
    assert [one.record_id for one in wins(store, PINE, before)] == ["van"]
    assert [one.month for one in months(store, PINE, before)] == ["2026-03"]


@given(st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=8))
def test_every_dated_win_stands_in_just_one_month(days: list[date]) -> None:
    with Store("sqlite://") as opened:
        for number, day in enumerate(days):
            win(opened, f"w{number}", day)
        found = months(opened, PINE)
    assert [one.month for one in found] == sorted({day.isoformat()[:7] for day in days})
    assert sorted(win.record_id for one in found for win in one.wins) == sorted(
        f"w{number}" for number in range(len(days))
    )
