"""The wall of wins: cards for the whole team, thanks that belong to their writers, and no score."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ciwidgets.model import Goal, Measure, Reading, Role, Thanks, Win
from tests.support.drafts import draft
from tests.support.room import Page, Room


class Here:
    """A person's page with the wall on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.part = page.visit.win_wall("the-wall", on="our-wins")
        self.widget = self.part.widget

    def thank(self, text: str = "You drove it.", base: int = 0, **more: Any) -> dict[str, Any]:
        fields = {"win_id": "van", "text": text, "base_revision": base, **more}
        return self.page.send(self.part, "thank", **fields)

    def take_back(self, base: int, win_id: str = "van") -> dict[str, Any]:
        return self.page.send(self.part, "withdraw", win_id=win_id, base_revision=base)

    def thanks(self) -> list[dict[str, Any]]:
        self.page.visit.look_again()
        return next(one["thanks"] for one in self.widget.wins if one["id"] == "van")


def keep(room: Room, body: Any, record_id: str, team: str = "ash", **more: Any) -> None:
    room.store.append([draft(body, record_id=record_id, team_id=team, **more)])


def member(room: Room, name: str, role: Role = Role.PARTICIPANT) -> Here:
    page = Page(room.store)
    page.join(room.code("ash", role), name=name)
    if role is Role.FACILITATOR:
        page.send(page.strip, "look", team_id="ash")
    return Here(page)


@pytest.fixture
def wall(room: Room) -> Room:
    """The room, with two wins, a goal, and a measure that was read."""
    step = "wins/our-wins"
    keep(room, Goal(step="goals/our-goals", aim="Fewer deaths"), "goal")
    keep(room, Measure(step="goals/our-measures", name="Calls", unit="calls"), "calls")
    keep(room, Measure(step="goals/our-measures", name="Never read"), "unread")
    reading = Reading(
        step="goals/our-measures", measure_id="calls", on=date(2026, 3, 31), value=12.0
    )
    keep(room, reading, "reading")
    keep(
        room,
        Win(
            step=step, title="A van drives", done_on=date(2026, 3, 2), goal_id="goal",
            sectors=["faith"],
        ),
        "van",
    )  # fmt: skip
    keep(room, Win(step=step, title="A room is found"), "room")
    keep(room, Win(step=step, title="Of others", done_on=date(2026, 4, 1)), "other", "elm")
    return room


def test_the_wall_shows_the_teams_own_wins_the_newest_first(wall: Room) -> None:
    here = Here(wall.person())
    assert [one["title"] for one in here.widget.wins] == ["A room is found", "A van drives"]
    van = here.widget.wins[1]
    assert (van["done_on"], van["goal"], van["sectors"]) == (
        "2026-03-02",
        "Fewer deaths",
        ("Faith",),
    )
    assert here.widget.goals == [{"id": "goal", "label": "Fewer deaths"}]
    assert here.widget.sectors == [{"id": "faith", "label": "Faith"}]
    assert here.widget.written_in == "our-wins"


def test_the_months_hold_wins_beside_what_was_read(wall: Room) -> None:
    here = Here(wall.person())
    assert here.widget.measures == [{"id": "calls", "label": "Calls", "unit": "calls"}]
    reading = {"measure_id": "calls", "on": "2026-03-31", "value": 12.0}
    assert here.widget.months == [{"month": "2026-03", "wins": ["van"], "readings": [reading]}]


def test_thanks_are_there_for_the_whole_team_and_belong_to_their_writer(wall: Room) -> None:
    writer, reader = member(wall, "Maria"), member(wall, "Joe")
    assert writer.thank()["type"] == "saved"
    (seen,) = reader.thanks()
    assert (seen["text"], seen["by"], seen["is_mine"]) == ("You drove it.", "", False)
    assert writer.thanks()[0]["is_mine"]
    # Joe has thanks of his own; what he sends never touches Maria's.
    assert reader.thank("And I thank you too.")["type"] == "saved"
    assert reader.take_back(1)["type"] == "saved"
    assert [one["text"] for one in writer.thanks()] == ["You drove it."]


def test_a_person_thanks_once_and_can_change_it_and_take_it_back_and_thank_again(
    wall: Room,
) -> None:
    here = member(wall, "Maria")
    here.thank()
    assert here.thank("You drove it twice.", base=1)["type"] == "saved"
    assert [one["text"] for one in here.thanks()] == ["You drove it twice."]
    assert here.take_back(2)["type"] == "saved"
    assert here.thanks() == []
    assert here.widget.mine["van"] == {
        "revision": 3,
        "text": "",
        "is_signed": False,
        "in_report": False,
    }
    assert here.thank("Once more.", base=3)["type"] == "saved"
    assert [one["text"] for one in here.thanks()] == ["Once more."]


def test_a_name_stands_under_thanks_only_where_its_writer_wants_it_and_within_the_team(
    wall: Room,
) -> None:
    maria, reader = member(wall, "Maria Lopez"), member(wall, "Joe")
    maria.thank(is_signed=True)
    (seen,) = reader.thanks()
    assert (seen["by"], seen["is_signed"], seen["is_guest"]) == ("Maria Lopez", True, False)
    guest = member(wall, "Dr. Guest", Role.FACILITATOR)
    (seen,) = guest.thanks()
    assert (seen["by"], seen["is_signed"]) == ("", False)
    assert "Maria" not in str(guest.widget.get_state())
    maria.thank(base=1, is_signed=False)
    assert reader.thanks()[0]["by"] == ""


def test_a_facilitator_thanks_too_and_is_told_apart(wall: Room) -> None:
    guest, reader = member(wall, "Dr. Guest", Role.FACILITATOR), member(wall, "Joe")
    assert guest.thank(is_signed=True)["type"] == "saved"
    (seen,) = reader.thanks()
    assert (seen["by"], seen["is_guest"]) == ("Dr. Guest", True)
    assert guest.take_back(1)["type"] == "saved"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"win_id": "other"}, "no longer on your team’s wall"),
        ({"win_id": "goal"}, "no longer on your team’s wall"),
        ({"win_id": "nowhere"}, "no longer on your team’s wall"),
        ({"text": " "}, "the text is empty"),
        ({"text": "x" * 281}, "281 characters and 280 fit"),
        ({"author_id": "somebody"}, "unexpected (author_id)"),
        ({"record_id": "t1"}, "unexpected (record_id)"),
    ],
)
def test_what_a_page_may_not_say_is_refused_in_a_sentence(
    wall: Room, sent: dict[str, Any], said: str
) -> None:
    reply = Here(wall.person()).thank(**sent)
    assert reply["type"] == "refused"
    assert said in reply["text"]
    assert wall.store.current(Thanks) == []


def test_thanks_that_were_never_said_cannot_be_taken_back(wall: Room) -> None:
    here = Here(wall.person())
    assert here.take_back(0)["type"] == "refused"
    assert here.take_back(0, "nowhere")["type"] == "refused"


def test_thanks_for_a_win_that_was_dropped_go_with_it_and_can_be_taken_back(wall: Room) -> None:
    here = Here(wall.person())
    here.thank()
    body = wall.store.get("van").body  # type: ignore[union-attr]
    keep(wall, body, "van", base_revision=1, retracted=True)
    here.page.visit.look_again()
    assert [one["title"] for one in here.widget.wins] == ["A room is found"]
    assert here.thank("Again", base=1)["type"] == "refused"
    assert here.take_back(1)["type"] == "saved"


def test_what_was_sent_twice_is_kept_once(wall: Room) -> None:
    here = Here(wall.person())
    message = {
        "type": "thank",
        "request_id": "q" * 22,
        "base_revision": 0,
        "win_id": "van",
        "text": "You drove it.",
        "is_signed": False,
    }
    first = here.page.visit.receive(here.part, message)
    assert first["type"] == "saved"
    assert here.page.visit.receive(here.part, message) == first
    back = {"type": "withdraw", "request_id": "w" * 22, "base_revision": 1, "win_id": "van"}
    second = here.page.visit.receive(here.part, back)
    assert (second["type"], second["revision"]) == ("saved", 2)
    assert here.page.visit.receive(here.part, back) == second
    assert here.thanks() == []


def test_two_pages_of_one_person_meet_in_a_conflict(wall: Room) -> None:
    here = Here(wall.person())
    here.thank()
    here.thank("Newer", base=1)
    reply = here.thank("From a page that is behind", base=1)
    assert (reply["type"], reply["theirs"]["text"]) == ("conflict", "Newer")


def test_nobody_closes_a_wall(wall: Room) -> None:
    manager = Here(wall.person(role=Role.PROJECT_MANAGER))
    assert "open_step" not in manager.widget.may
    assert manager.page.set_step(manager.part, is_open=False)["type"] == "refused"


def test_nothing_on_the_wall_counts_or_ranks_people(wall: Room) -> None:
    one, other = member(wall, "Maria"), member(wall, "Joe")
    one.thank()
    other.thank()
    state = one.widget.get_state()
    assert all("count" not in name and "rank" not in name for name in state if name[0] != "_")
    assert all(set(said) == {"text", "by", "is_signed", "is_guest", "is_mine"}
               for said in one.thanks())  # fmt: skip


def test_who_leaves_takes_the_wall_off_the_page(wall: Room) -> None:
    here = Here(wall.person())
    here.thank()
    here.page.send(here.page.strip, "leave")
    widget = here.widget
    assert widget.wins == widget.goals == widget.sectors == widget.months == widget.measures == []
    assert widget.mine == {}


def test_thanks_go_into_the_report_only_where_their_writer_says_so(wall: Room) -> None:
    here = member(wall, "Maria")
    here.thank()
    assert not here.widget.mine["van"]["in_report"]
    assert here.thank(base=1, in_report=True)["type"] == "saved"
    assert here.widget.mine["van"]["in_report"]
    (kept,) = wall.store.current(Thanks)
    assert kept.body.in_report
