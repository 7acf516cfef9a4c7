"""A page keeps a team's entries at hand: all that it shows, and not much more."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ciwidgets.enrolment import load_program
from ciwidgets.model import (
    ChangeOfMind,
    Draft,
    OwnMap,
    Person,
    Role,
    StepState,
    new_id,
    record_id_for,
)
from ciwidgets.results.maps.team import team_map
from ciwidgets.results.naming.team_record import TeamRecord
from ciwidgets.store import Store
from tests.support.map_pages import STEP, drawn
from tests.support.room import Page, Room, small_program

OTHER_STEP = "needs_assessment/other-map"
WORDS_STEP = "needs_assessment/our-words"


class Team:
    """People of a team who save maps, straight into a store."""

    def __init__(self, people: int = 6) -> None:
        self.store = Store("sqlite://")
        self.program = small_program()
        load_program(self.store, self.program)
        self.people = [f"person-{number}" for number in range(people)]
        for one in self.people:
            self.keep(one, one, Person(role=Role.PARTICIPANT, sector="law"))

    def keep(self, record_id: str, author: str, body: Any) -> None:
        before = self.store.get(record_id)
        base = before.revision if before else 0
        draft = Draft(record_id, body, new_id(), "ash", author, "forum-2", base_revision=base)
        self.store.append([draft])

    def save(self, who: str, weight: float, step: str = STEP) -> None:
        body = OwnMap(step=step, is_handed_in=True, **drawn("AB", ((0, weight), (0, 0))))
        self.keep(map_of(who, step), who, body)

    def close(self, *, is_open: bool = False, step: str = STEP) -> int:
        body = StepState(step=step, is_open=is_open)
        self.keep(record_id_for("step_state", "ash", step, "forum-2"), "manager", body)
        return self.store.last_seq()

    def shown(self, record: Any, as_of: int | None = None) -> object:
        return team_map(record, self.program, "ash", STEP, WORDS_STEP, "forum-2", as_of)


def map_of(who: str, step: str = STEP) -> str:
    """Return the id of a person's map."""
    return record_id_for("own_map", who, step, "forum-2")


def test_a_page_that_followed_400_saves_shows_the_same_and_keeps_few_of_them() -> None:
    team = Team(people=10)
    page = TeamRecord(team.store, "ash", "person-0")
    closings = []
    for number in range(40):
        for who in team.people:
            team.save(who, (number % 5 + 1) / 5)
        page.catch_up()
        if number in (9, 29):
            closings.append(team.close())
            assert team.shown(page) is None  # the page has not looked again yet
            page.catch_up()
            assert team.shown(page) == team.shown(team.store) is not None
            team.close(is_open=True)
    team.close()
    page.catch_up()
    anew = TeamRecord(team.store, "ash", "person-0")
    for record in (page, anew):
        assert team.shown(record) == team.shown(team.store)
        for moment in (*closings, None):
            told = team.store.current(OwnMap, team_id="ash", as_of=moment)
            assert record.current(OwnMap, team_id="ash", as_of=moment) == told
        kept = [len(record.history(map_of(who))) for who in team.people]
        # One's own whole; of the others what stood at either closing, and the newest.
        assert kept == [40] + [3] * 9


SAVES = st.tuples(st.sampled_from(["person-0", "person-1", "person-2"]), st.sampled_from("12"))
DOINGS = st.lists(st.one_of(SAVES, st.sampled_from(["close 1", "close 2", "look"])), max_size=40)


@settings(max_examples=60, deadline=None)
@given(DOINGS)
def test_whatever_was_saved_the_page_knows_what_stood_at_every_closing(doings: list[Any]) -> None:
    team = Team(people=3)
    page = TeamRecord(team.store, "ash", "person-0")
    steps = {"1": STEP, "2": OTHER_STEP}
    closings: list[tuple[str, int]] = []
    is_open = dict.fromkeys(steps.values(), True)
    for number, doing in enumerate(doings):
        match doing:
            case "look":
                page.catch_up()
            case str():
                step = steps[doing[-1]]
                is_open[step] = not is_open[step]
                closings.append((step, team.close(is_open=is_open[step], step=step)))
            case who, which:
                team.save(who, (number % 7 + 1) / 7, steps[which])
    page.catch_up()
    assert page.current(OwnMap) == team.store.current(OwnMap)
    for step, moment in closings:
        told = [one for one in team.store.current(OwnMap, as_of=moment) if one.body.step == step]
        assert [one for one in page.current(OwnMap, as_of=moment) if one.body.step == step] == told
    for step in steps.values():
        assert page.history(map_of("person-0", step)) == team.store.history(
            map_of("person-0", step)
        )


def test_of_others_changes_of_mind_only_the_newest_is_kept() -> None:
    team = Team(people=2)
    for number in range(5):
        for who in team.people:
            body = ChangeOfMind(step=STEP, used_to_think=f"{number}", now_think="That")
            team.keep(f"mind of {who}", who, body)
    page = TeamRecord(team.store, "ash", "person-0")
    assert len(page.history("mind of person-0")) == 5
    assert [one.body.used_to_think for one in page.history("mind of person-1")] == ["4"]


def test_what_a_team_owns_is_kept_whole() -> None:
    team = Team(people=2)
    for _ in range(3):
        team.keep("person-1", "person-1", Person(role=Role.PARTICIPANT, sector="law"))
    page = TeamRecord(team.store, "ash", "person-0")
    assert page.history("person-1") == team.store.history("person-1")


def test_only_what_this_person_asked_for_is_an_answer_to_them() -> None:
    team = Team(people=2)
    for who in ("person-1", "person-0"):
        body = ChangeOfMind(step=STEP, used_to_think="This", now_think="That")
        team.store.append([Draft(f"mind of {who}", body, "the same id", "ash", who, "forum-2")])
    page = TeamRecord(team.store, "ash", "person-0")
    assert page.answer_to("person-0", "the same id") == team.store.get("mind of person-0")
    assert page.answer_to("person-1", "the same id") is None
    assert page.answer_to("person-0", "another id") is None


def test_whoever_comes_in_on_another_persons_page_has_their_own_steps_back(room: Room) -> None:
    first, second = room.people(2)
    for page in (first, second):
        page.map = page.visit.my_map("my-map", question="the-question")  # type: ignore[attr-defined]
        for revision in range(4):
            content = {
                "words": [{"id": "w", "label": f"Word {revision}", "stands_for": ""}],
                "links": [],
                "is_handed_in": False,
            }
            reply = page.send(page.map, "save", base_revision=revision, **content)  # type: ignore[attr-defined]
            assert reply["type"] == "saved", reply
    first.visit.look_again()
    seconds_map = _own_map(second)
    assert len(first.visit.record.history(seconds_map)) == 1
    first.visit.become(second.visit.identity)
    assert len(first.visit.record.history(seconds_map)) == 4


def _own_map(page: Page) -> str:
    return map_of(page.visit.require_identity().person_id)


@pytest.mark.parametrize("kinds", [(OwnMap,), (StepState,), (OwnMap, StepState)])
def test_the_newest_of_some_kinds_is_theirs_and_nobody_elses(kinds: Any) -> None:
    team = Team(people=1)
    page = TeamRecord(team.store, "ash", "person-0")
    assert page.newest_of(*kinds) == 0
    team.save("person-0", 1.0)
    saved = team.store.last_seq()
    closed = team.close()
    team.keep("person-0", "person-0", Person(role=Role.PARTICIPANT, sector="law"))
    page.catch_up()
    assert page.newest_of(*kinds) == (closed if StepState in kinds else saved)
