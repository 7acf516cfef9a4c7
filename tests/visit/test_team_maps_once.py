"""What a team's maps say together is worked out once for a page, and anew when it is another."""

from __future__ import annotations

from typing import Any

import pytest

import ciwidgets.results.maps.team as working_out
from ciwidgets.enrolment import load_program
from ciwidgets.model import Draft, Idea, SharedWord, new_id
from tests.support.map_pages import close_maps, hand_in
from tests.support.room import Page, Room

STEP, WORDS = "needs_assessment/my-map", "needs_assessment/our-words"
X_TO_Y = ((0, 1.0), (0, 0))


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whom the map was worked out for, each time it was."""
    times: list[str] = []
    work = working_out.shown_map

    def counting(closed: Any, as_of: int | None = None) -> Any:
        times.append(closed.place.occasion)
        return work(closed, as_of)

    monkeypatch.setattr(working_out, "shown_map", counting)
    return times


def closed_page(room: Room) -> Page:
    """Return a page with what shows the team's map, after six people's maps were closed."""
    people = room.people(6)
    for one in people:
        hand_in(one, "XY", X_TO_Y)
    close_maps(room)
    page = people[0]
    page.visit.look_again()
    page.ours = page.visit.our_map("our-map", on="my-map", words="our-words")  # type: ignore[attr-defined]
    page.levers = page.visit.levers("our-levers", on="my-map", words="our-words")  # type: ignore[attr-defined]
    return page


def put_together(room: Room, label: str, *keys: str) -> None:
    """Put words under one label, as another page of the team would."""
    body = SharedWord(step=WORDS, label=label, words=list(keys))
    room.store.append([Draft(new_id(), body, new_id(), "ash", "somebody", "forum-2")])


def test_every_part_of_a_page_looks_at_a_map_that_was_worked_out_once(
    room: Room, worked_out: list[str]
) -> None:
    page = closed_page(room)
    assert len(page.ours.widget.result["links"]) == 1  # type: ignore[attr-defined]
    assert page.levers.widget.is_team_map  # type: ignore[attr-defined]
    worked_out.clear()
    put_together(room, "X and more", "own:x", "own:z")
    page.visit.look_again()
    assert worked_out == ["forum-2"]
    labels = {one["label"] for one in page.ours.widget.result["words"]}  # type: ignore[attr-defined]
    assert labels == {one["label"] for one in page.levers.widget.words_here}  # type: ignore[attr-defined]
    assert labels == {"X and more", "Y"}


def test_what_is_no_part_of_a_map_leaves_it_as_it_was_worked_out(
    room: Room, worked_out: list[str]
) -> None:
    page = closed_page(room)
    worked_out.clear()
    body = Idea(step="needs_assessment/what-hurts-most", text="An idea")
    room.store.append([Draft(new_id(), body, new_id(), "ash", "somebody", "forum-2")])
    page.visit.look_again()
    page.visit.refresh()
    assert worked_out == []


def test_whoever_leaves_or_looks_at_another_team_is_shown_nothing_of_it(room: Room) -> None:
    page, elsewhere = closed_page(room), room.person("elm")
    maps = page.visit.team_maps
    assert maps.of(STEP, WORDS)[1] is not None
    page.visit.become(elsewhere.visit.identity)
    assert maps.of(STEP, WORDS)[1] is None
    page.visit.become(None)
    assert maps.of(STEP, WORDS)[1] is None


def test_another_program_is_another_map(room: Room) -> None:
    page = closed_page(room)
    before = page.visit.team_maps.of(STEP, WORDS)[1]
    assert before is not None
    load_program(room.store, room.program.model_copy(update={"map_strengths": [0.1, 0.2, 1.0]}))
    page.visit.look_again()
    after = page.visit.team_maps.of(STEP, WORDS)[1]
    assert after is not None
    assert after is not before
