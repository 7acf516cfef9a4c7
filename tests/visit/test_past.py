"""The past of a team's list: read and put back by those who may know of it, and nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from ciwidgets.model import Entry, Role
from ciwidgets.visit.maps.lessons import LessonsExercise
from ciwidgets.visit.past import MOST_TOLD
from tests.support.room import Page, Room

ONE = "lesson-of-ours-0001"


class Here:
    """A person's page with the statements on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.part = page.visit.lessons("our-lessons")

    def say(self, text: str, base: int = 0, record_id: str = ONE) -> Any:
        return self.page.send(self.part, "save", record_id=record_id, base_revision=base, text=text)

    def drop(self, base: int, record_id: str = ONE) -> Any:
        return self.page.send(self.part, "drop", record_id=record_id, base_revision=base)

    def history(self, record_id: str = ONE) -> Any:
        return self.page.send(self.part, "history", record_id=record_id)

    def dropped(self) -> Any:
        return self.page.send(self.part, "dropped")


def test_a_history_says_what_when_and_whether_it_was_oneself_and_never_who(room: Room) -> None:
    one, other = Here(room.person()), Here(room.person())
    one.say("First")
    other.say("Second", base=1)
    one.drop(base=2)
    one.say("Third", base=3)
    told = one.history()
    assert [
        (each["revision"], each["is_mine"], each["is_dropped"], each["fields"]["text"])
        for each in told["versions"]
    ] == [
        (4, True, False, "Third"),
        (3, True, True, "Second"),
        (2, False, False, "Second"),
        (1, True, False, "First"),
    ]
    assert told["earlier"] == 0
    assert all(each["when"].endswith("+00:00") for each in told["versions"])
    for person in (one, other):
        assert person.page.visit.require_identity().person_id not in str(told)


def test_a_version_that_says_the_same_is_told_once_and_as_many_as_a_page_can_read(
    room: Room,
) -> None:
    here = Here(room.person())
    for number in range(MOST_TOLD + 5):
        here.say(f"Words {number}", base=2 * number)
        here.say(f"Words {number}", base=2 * number + 1)
    told = here.history()
    assert (len(told["versions"]), told["earlier"]) == (MOST_TOLD, 5)
    assert told["versions"][0]["fields"]["text"] == f"Words {MOST_TOLD + 4}"
    assert told["versions"][0]["revision"] == 2 * MOST_TOLD + 9


def test_what_was_taken_off_is_told_the_last_first_and_can_be_put_back(room: Room) -> None:
    one, other = Here(room.person()), Here(room.person())
    for number in range(2):
        one.say(f"Words {number}", record_id=f"lesson-of-ours-{number}")
        other.page.visit.look_again()
        other.drop(base=1, record_id=f"lesson-of-ours-{number}")
    one.page.visit.look_again()
    told = one.dropped()["records"]
    assert [(each["record"]["text"], each["is_mine"], each["kind"]) for each in told] == [
        ("Words 1", False, "lesson"),
        ("Words 0", False, "lesson"),
    ]
    record = told[0]["record"]
    reply = one.say(record["text"], base=record["revision"], record_id=record["id"])
    assert (reply["type"], reply["record_id"]) == ("saved", "lesson-of-ours-1")
    assert [each["record"]["text"] for each in one.dropped()["records"]] == ["Words 0"]
    assert [lesson["text"] for lesson in one.part.widget.lessons] == ["Words 1"]


def test_another_team_another_step_and_another_kind_are_told_nothing(room: Room) -> None:
    here, stranger = Here(room.person("ash")), Here(room.person("elm"))
    here.say("First")
    here.drop(base=1)
    stranger.page.visit.look_again()
    assert stranger.history()["type"] == "refused"
    assert stranger.dropped()["records"] == []
    elsewhere = here.page.visit.lessons("other-lessons")
    assert here.page.send(elsewhere, "history", record_id=ONE)["type"] == "refused"
    assert here.page.send(elsewhere, "dropped")["records"] == []
    sources = here.page.visit.data_sources("our-lessons")
    assert here.page.send(sources, "history", record_id=ONE)["type"] == "refused"
    assert here.page.send(sources, "dropped")["records"] == []
    person_id = here.page.visit.require_identity().person_id
    assert here.history(person_id)["type"] == "refused"


def test_nobody_joined_and_a_message_of_another_form_are_refused(room: Room) -> None:
    nobody = Here(Page(room.store))
    assert nobody.history()["type"] == "refused"
    assert nobody.dropped()["type"] == "refused"
    here = Here(room.person())
    assert here.page.send(here.part, "dropped", team_id="elm")["type"] == "refused"
    assert here.page.send(here.part, "history", record_id=["a"])["type"] == "refused"


def test_a_closed_list_is_still_read_and_a_guest_reads_as_well(room: Room) -> None:
    here, manager = Here(room.person()), Here(room.person(role=Role.PROJECT_MANAGER))
    here.say("First")
    manager.page.set_step(manager.part, is_open=False)
    assert len(here.history()["versions"]) == 1
    assert here.say("Second", base=1)["type"] == "refused"


def test_what_one_may_not_know_of_is_in_no_list_no_past_and_no_conflict(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def may_see(self: LessonsExercise, entry: Entry[Any]) -> bool:
        is_ours = entry.author_id == self.visit.person_id
        return is_ours or "secret" not in entry.body.text

    one, other = Here(room.person()), Here(room.person())
    one.say("For all")
    one.say("secret", record_id="lesson-of-ours-2")
    one.say("secret too", record_id="lesson-of-ours-3")
    one.drop(base=1, record_id="lesson-of-ours-3")
    monkeypatch.setattr(LessonsExercise, "may_see", may_see)
    other.page.visit.look_again()
    other.part.refresh()
    assert [lesson["text"] for lesson in other.part.widget.lessons] == ["For all"]
    assert other.history("lesson-of-ours-2")["type"] == "refused"
    assert other.dropped()["records"] == []
    assert len(one.dropped()["records"]) == 1
    for record_id in ("lesson-of-ours-2", "lesson-of-ours-3"):
        assert other.say("Mine", base=1, record_id=record_id)["type"] == "refused"
        assert other.drop(base=1, record_id=record_id)["type"] == "refused"
    # It was for all when this page read it, and is not any more.
    one.say("secret now", base=1)
    one.say("For all again", base=2)
    other.page.visit.look_again()
    assert [each["fields"]["text"] for each in other.history()["versions"]] == [
        "For all again",
        "For all",
    ]
    theirs = other.part.theirs(room.store.history(ONE)[1])
    assert theirs == {"type": "drop"}


def test_a_theme_comes_back_with_those_of_its_ideas_that_stand_in_none(room: Room) -> None:
    page = room.person()
    board = page.visit.idea_board("what-hurts-most")
    for name in ("bus", "ride"):
        page.send(board, "add", record_id=f"idea-of-ours-{name}", text=name)
    part = page.visit.themes("themes", on="what-hurts-most")
    items = ["idea-of-ours-bus", "idea-of-ours-ride"]
    theme = {"record_id": "theme-of-ours-1", "title": "Getting there", "items": items}
    page.send(part, "save", base_revision=0, fact_ids=[], **theme)
    page.send(part, "drop", record_id="theme-of-ours-1", base_revision=1)
    [told] = page.send(part, "dropped")["records"]
    assert sorted(told["record"]["items"]) == items
    page.send(part, "save", base_revision=2, fact_ids=[], **theme)
    assert sorted(part.widget.themes[0]["items"]) == items
