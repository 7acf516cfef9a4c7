"""What other communities may read of a team: its project manager decides, and nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.model import Lesson, LineOfWork, PolicyResponse, Role, Win
from tests.support.room import Page, Room

ONE = "record-of-ours-0001"
MANAGER = Role.PROJECT_MANAGER


@pytest.fixture(autouse=True)
def lines_of_work(room: Room) -> None:
    naloxone = LineOfWork(id="naloxone", name="Naloxone")
    room.program = room.program.model_copy(update={"lines_of_work": [naloxone]})
    load_program(room.store, room.program)


class Lessons:
    """A person's page with the lessons on it."""

    words = "text"
    trait = "lessons"
    kind = Lesson

    def __init__(self, page: Page) -> None:
        self.page, self.part = page, page.visit.lessons("our-lessons")

    @property
    def shown(self) -> dict[str, Any]:
        (one,) = getattr(self.part.widget, self.trait)
        return dict(one)

    def save(self, text: str, base: int, **more: Any) -> Any:
        fields = {self.words: text, **more}
        return self.page.send(self.part, "save", record_id=ONE, base_revision=base, **fields)


class Policies(Lessons):
    """A person's page with the changes of policy on it."""

    words = "what"
    trait = "policies"
    kind = PolicyResponse

    def __init__(self, page: Page) -> None:
        self.page, self.part = page, page.visit.policies("our-policies")


class Wins(Lessons):
    """A person's page with the wins on it."""

    words = "title"
    trait = "wins"
    kind = Win

    def __init__(self, page: Page) -> None:
        self.page, self.part = page, page.visit.wins("our-wins")


def kept(room: Room, of: type[Lessons]) -> Any:
    (entry,) = room.store.current(of.kind)
    return entry.body


@pytest.mark.parametrize("of", [Lessons, Policies])
def test_nothing_is_public_until_the_project_manager_says_so(room: Room, of: type[Lessons]) -> None:
    writer, manager = of(room.person()), of(room.person(role=MANAGER))
    assert writer.save("Ask early.", 0, is_public=True)["type"] == "saved"
    assert not kept(room, of).is_public
    assert manager.save("Ask early.", 1, is_public=True)["type"] == "saved"
    assert kept(room, of).is_public


@pytest.mark.parametrize("of", [Lessons, Policies, Wins])
def test_what_somebody_else_words_anew_is_released_no_more(room: Room, of: type[Lessons]) -> None:
    writer, manager = of(room.person()), of(room.person(role=MANAGER))
    manager.save("Ask early.", 0, is_public=True)
    assert not manager.shown.get("lost_release", False)
    assert writer.save("Ask the sheriff early.", 1, is_public=True)["type"] == "saved"
    body = kept(room, of)
    assert (getattr(body, of.words), body.is_public) == ("Ask the sheriff early.", False)
    assert writer.shown.get("lost_release", False)
    # Worded anew once more, it still waits for a yes; the manager's yes is to these words.
    writer.save("Ask the sheriff soon.", 2, is_public=True)
    manager.page.visit.look_again()
    assert manager.shown.get("lost_release", False)
    manager.save("Ask the sheriff soon.", 3, is_public=True)
    assert kept(room, of).is_public
    assert not manager.shown.get("lost_release", False)


@pytest.mark.parametrize("of", [Lessons, Policies, Wins])
def test_what_is_saved_as_it_was_stays_released(room: Room, of: type[Lessons]) -> None:
    writer, manager = of(room.person()), of(room.person(role=MANAGER))
    manager.save("Ask early.", 0, is_public=True)
    assert writer.save("Ask early.", 1, is_public=False)["type"] == "saved"
    assert kept(room, of).is_public


@pytest.mark.parametrize("of", [Lessons, Policies, Wins])
def test_what_the_manager_takes_back_is_not_called_changed(room: Room, of: type[Lessons]) -> None:
    manager = of(room.person(role=MANAGER))
    manager.save("Ask early.", 0, is_public=True)
    manager.save("Ask late.", 1, is_public=False)
    assert not manager.shown.get("lost_release", False)


@pytest.mark.parametrize("of", [Lessons, Policies])
def test_the_project_manager_takes_it_back(room: Room, of: type[Lessons]) -> None:
    manager = of(room.person(role=MANAGER))
    manager.save("Ask early.", 0, is_public=True)
    manager.save("Ask early.", 1, is_public=False)
    assert not kept(room, of).is_public


def test_the_line_of_work_of_a_lesson_is_one_of_the_programs(room: Room) -> None:
    manager = Lessons(room.person(role=MANAGER))
    assert manager.part.widget.lines == [{"id": "naloxone", "label": "Naloxone"}]
    assert manager.save("Ask early.", 0, line="naloxone")["type"] == "saved"
    reply = manager.save("Ask early.", 1, line="no-such-line")
    assert (reply["type"], "lines of work" in reply["text"]) == ("refused", True)


def test_who_may_not_publish_leaves_the_line_of_work_as_it_was(room: Room) -> None:
    manager, writer = Lessons(room.person(role=MANAGER)), Lessons(room.person())
    manager.save("Ask early.", 0, is_public=True, line="naloxone")
    assert writer.save("Ask.", 1, line="")["type"] == "saved"
    assert kept(room, Lessons).line == "naloxone"
