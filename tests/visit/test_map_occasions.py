"""What was drawn at a forum is worked on in the months after it, until it is drawn anew."""

from __future__ import annotations

from datetime import date

from ciwidgets.enrolment import codes, load_program
from ciwidgets.model import Draft, ImportedMap, Occasion, Role, new_id
from tests.support.map_pages import bring_group_map, close_maps, drawn, hand_in, looking
from tests.support.room import Page, Room, room

__all__ = ["room"]

LABELS, WEIGHTS = ("Shame", "Calls"), ((0, -1), (0, 0))
OTHER = ("Fear", "Calls")


def a_month_later(room: Room) -> Page:
    """Return the page of the project manager at the next meeting."""
    meeting = Occasion(id="june", name="June meeting", kind="meeting", date=date(2026, 6, 10))
    changed = {"occasions": [*room.program.occasions, meeting], "current_occasion": "june"}
    load_program(room.store, room.program.model_copy(update=changed))
    page = Page(room.store)
    code = next(
        one.code
        for one in codes(room.store)
        if one.role is Role.PROJECT_MANAGER and one.team_id == "ash"
    )
    page.join(code)
    assert page.visit.occasion == "june"
    return page


def ours(page: Page) -> object:
    page.visit.look_again()
    return page.visit.our_map("our-map", on="my-map", words="our-words").widget


def forum(room: Room) -> None:
    for page in room.people(5):
        hand_in(page, LABELS, WEIGHTS)
    close_maps(room)


def bring(room: Room, occasion: str, count: int = 5) -> None:
    """Bring people's own maps from files."""
    for number in range(count):
        body = ImportedMap(
            title=f"Map {number}", format="matrix", counts_as="person", **drawn(LABELS, WEIGHTS)
        )
        room.store.append([Draft(new_id(), body, new_id(), "ash", "", occasion)])


def test_the_map_of_the_forum_is_there_at_the_next_meeting_and_says_where_it_is_from(room):
    forum(room)
    page = a_month_later(room)
    shown = ours(page)
    assert shown.drawn_at == "Forum 2"
    assert len(shown.result["links"]) == 1
    drives = looking(page)
    assert next(one for one in drives.widget.maps if one["id"] == "people")["why_not"] == ""
    words = page.visit.our_words("our-words", on="my-map").widget.words_here
    assert {one["label"] for one in words} == set(LABELS)
    levers = page.visit.levers("our-levers", on="my-map", words="our-words").widget
    assert levers.is_team_map


def test_a_map_begun_at_the_meeting_takes_its_place_only_once_it_is_closed(room):
    forum(room)
    page = a_month_later(room)
    hand_in(page, OTHER, WEIGHTS)
    assert ours(page).drawn_at == "Forum 2"
    words = page.visit.our_words("our-words", on="my-map").widget.words_here
    assert {one["label"] for one in words} == set(OTHER)
    maps = page.visit.my_map("my-map", question="the-question")
    page.set_step(maps, is_open=False)
    shown = ours(page)
    assert shown.drawn_at == ""
    assert shown.result["too_few"]


def test_a_map_of_files_alone_is_worked_on_in_the_months_after_the_forum_too(room):
    bring(room, "forum-2")
    close_maps(room)
    page = a_month_later(room)
    shown = ours(page)
    assert shown.drawn_at == "Forum 2"
    assert len(shown.result["links"]) == 1
    words = page.visit.our_words("our-words", on="my-map").widget.words_here
    assert {one["label"] for one in words} == set(LABELS)


def test_files_of_no_occasion_take_the_place_of_no_forum(room):
    forum(room)
    bring(room, "", count=1)
    page = a_month_later(room)
    maps = page.visit.my_map("my-map", question="the-question")
    page.set_step(maps, is_open=False)
    assert ours(page).drawn_at == "Forum 2"


def test_a_group_map_stands_beside_it_at_any_occasion(room):
    bring_group_map(room)
    page = a_month_later(room)
    assert [one["title"] for one in ours(page).files] == ["A group’s map"]
