"""A team's small wins on a page: done and not to come, linked to what is there, and nobody named
for a guest who did not say so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from ciwidgets.model import Goal, Measure, NameConsent, Named, Partner, Role, Win, record_id_for
from tests.support.drafts import draft
from tests.support.room import Page, Room

STEP = "our-wins"
KEY = f"needs_assessment/{STEP}"


class Here:
    """A person's page with the wins on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.part = page.visit.wins(STEP)
        self.widget = self.part.widget

    def say(self, **changed: Any) -> dict[str, Any]:
        fields = {"record_id": "a-van-drives-0001", "base_revision": 0, "title": "A van drives"}
        return self.page.send(self.part, "save", **{**fields, **changed})


def keep(room: Room, body: Any, record_id: str, team: str = "ash") -> str:
    room.store.append([draft(body, record_id=record_id, team_id=team)])
    return record_id


def named(name: str, *said_yes: str, person_id: str = "", role: str = "") -> dict[str, Any]:
    return {"person_id": person_id, "name": name, "role": role, "said_yes": list(said_yes)}


def person_id(page: Page) -> str:
    return page.visit.require_identity().person_id


def member(room: Room, name: str, team: str = "ash", role: Role = Role.PARTICIPANT) -> Page:
    page = Page(room.store)
    page.join(room.code(team, role), name=name)
    return page


def test_a_win_needs_a_title_and_nothing_else(room: Room) -> None:
    writer, reader, stranger = (
        Here(room.person()), Here(room.person()), Here(room.person("elm")),
    )  # fmt: skip
    assert "the text is empty" in writer.say(title="  ")["text"]
    assert writer.say()["type"] == "saved"
    reader.page.visit.look_again()
    stranger.page.visit.look_again()
    (shown,) = reader.widget.wins
    assert (shown["title"], shown["done_on"], shown["revision"]) == ("A van drives", None, 1)
    assert stranger.widget.wins == []


def test_a_win_keeps_all_that_is_said_of_it(room: Room) -> None:
    keep(room, Goal(step="goals/our-goals", aim="Fewer deaths"), "goal")
    keep(room, Measure(step="goals/our-measures", name="Calls"), "measure")
    here = Here(member(room, "Maria", role=Role.PROJECT_MANAGER))
    said = {
        "done_on": "2026-03-02",
        "story": "The church lent it.",
        "evidence": "It stands outside.",
        "is_ours": True,
        "goal_id": "goal",
        "measure_id": "measure",
        "activity_ids": [],
        "condition": "backbone",
        "sectors": ["faith"],
        "partner_ids": [],
        "thanks_to": [
            named("", person_id=person_id(here.page), role="a driver"),
            named("Tom Webb", "team", "cohort", "public"),
        ],
        "learned": "Ask early.",
        "next_win": "It drives at night",
        "next_by": "2026-09-01",
        "is_public": True,
    }
    assert here.say(**said)["type"] == "saved"
    (shown,) = here.widget.wins
    assert {name: shown[name] for name in said} == said
    assert [one["label"] for one in here.widget.goals] == ["Fewer deaths"]
    assert [one["label"] for one in here.widget.members] == ["Maria"]
    assert {"id": "faith", "label": "Faith"} in here.widget.sectors


def test_a_day_to_come_is_refused_kindly_and_today_is_not(room: Room) -> None:
    here = Here(room.person())
    today = datetime.now(UTC).date()
    reply = here.say(done_on=(today + timedelta(days=2)).isoformat())
    assert reply["type"] == "refused"
    assert "is still to come, and a win is done" in reply["text"]
    assert here.say(done_on=today.isoformat())["type"] == "saved"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"goal_id": "nowhere"}, "One of the goals chosen here is no longer on your team’s list"),
        ({"goal_id": "theirs"}, "One of the goals chosen"),
        ({"goal_id": "partner"}, "One of the goals chosen"),
        ({"measure_id": "goal"}, "One of the measures chosen"),
        ({"activity_ids": ["goal"]}, "One of the activities chosen"),
        ({"partner_ids": ["partner", "nowhere"]}, "One of the partners chosen"),
        ({"sectors": ["space"]}, "One of the sectors chosen"),
        ({"thanks_to": [named("", person_id="partner")]}, "One of the people named here"),
        ({"thanks_to": [named("")]}, "nobody is named"),
        ({"thanks_to": [named("", "public", role="a nurse")]}, "no name is written"),
        ({"thanks_to": [named("Tom", person_id="partner")]}, "their own"),
        ({"thanks_to": [named("Tom", "the press")]}, "unexpected (thanks_to"),
        ({"condition": "luck"}, "unexpected (condition"),
        ({"team_id": "elm"}, "unexpected (team_id)"),
        ({"step": "wins/other"}, "unexpected (step)"),
    ],
)
def test_what_a_page_may_not_say_is_refused_in_a_sentence(
    room: Room, changed: dict[str, Any], said: str
) -> None:
    keep(room, Goal(step="goals/our-goals", aim="Ours"), "goal")
    keep(room, Goal(step="goals/our-goals", aim="Theirs"), "theirs", "elm")
    keep(room, Partner(step="needs_assessment/table", name="Church", sectors=["faith"]), "partner")
    here = Here(room.person())
    reply = here.say(**changed)
    assert reply["type"] == "refused"
    assert said in reply["text"]
    assert room.store.current(Win) == []


def test_somebody_of_another_team_cannot_be_thanked(room: Room) -> None:
    stranger = member(room, "Nobody of ours", "elm")
    reply = Here(room.person()).say(thanks_to=[named("", person_id=person_id(stranger))])
    assert reply["type"] == "refused"
    assert "One of the people named here" in reply["text"]


def test_what_a_win_was_linked_to_before_may_stay(room: Room) -> None:
    goal = Goal(step="goals/our-goals", aim="Ours")
    keep(room, goal, "goal")
    here = Here(room.person())
    here.say(goal_id="goal", sectors=["faith"])
    gone = draft(goal, record_id="goal", team_id="ash", base_revision=1, retracted=True)
    room.store.append([gone])
    assert here.say(goal_id="goal", base_revision=1, title="A van drives daily")["type"] == "saved"
    here.say(base_revision=2)
    assert here.say(goal_id="goal", base_revision=3)["type"] == "saved"  # an earlier version
    reply = here.say(goal_id="goal", record_id="another-win-00001")
    assert reply["type"] == "refused"


def test_a_second_editor_sees_a_conflict_and_loses_nothing(room: Room) -> None:
    one, other = Here(room.person()), Here(room.person())
    one.say()
    one.say(base_revision=1, learned="Ask early.")
    reply = other.say(base_revision=1, learned="Ask twice.")
    assert (reply["type"], reply["revision"]) == ("conflict", 2)
    assert reply["theirs"]["learned"] == "Ask early."
    assert len(room.store.history("a-van-drives-0001")) == 2


def test_what_was_sent_twice_is_kept_once(room: Room) -> None:
    here = Here(room.person())
    message = {
        "type": "save",
        "request_id": "q" * 22,
        "record_id": "a-win-of-ours-1",
        "base_revision": 0,
        "title": "A van drives",
        "done_on": "2026-01-01",
        "thanks_to": [named("Tom", "team")],
    }
    first = here.page.visit.receive(here.part, message)
    assert first["type"] == "saved"
    assert here.page.visit.receive(here.part, message) == first
    assert len(room.store.current(Win)) == 1


def test_a_guest_reads_the_wins_without_the_names_that_are_not_for_them(room: Room) -> None:
    maria = member(room, "Maria Lopez")
    writer = Here(maria)
    writer.say(
        story="Maria drove it.",
        thanks_to=[
            named("", person_id=person_id(maria), role="a driver"),
            named("Tom Webb", "cohort"),
            named("Ann Hill", "team"),
        ],
    )
    guest = Here(room.person(role=Role.FACILITATOR))
    (shown,) = guest.widget.wins
    assert shown["story"] == "A member drove it."
    assert [one["role"] for one in shown["thanks_to"]] == ["a driver", "Tom Webb", "a member"]
    assert not any(one["name"] or one["person_id"] for one in shown["thanks_to"])
    assert guest.widget.members == []
    assert "Maria" not in str(guest.widget.get_state())
    writer.page.send(writer.part, "drop", record_id="a-van-drives-0001", base_revision=1)
    for asked in ({"type": "history", "record_id": "a-van-drives-0001"}, {"type": "dropped"}):
        reply = guest.page.send(guest.part, **asked)
        assert "a driver" in str(reply)
        assert "Maria" not in str(reply)
        assert "Hill" not in str(reply)
    writer.say(
        base_revision=2,
        story="Maria drove it.",
        thanks_to=[named("", person_id=person_id(maria), role="a driver")],
    )
    maria.visit.append(
        [
            draft(
                NameConsent(about="a-van-drives-0001", audiences=["cohort"]),
                record_id=record_id_for("name_consent", person_id(maria), "a-van-drives-0001"),
                team_id="ash",
                author_id=person_id(maria),
            )
        ]
    )
    guest.page.visit.look_again()
    assert guest.widget.wins[0]["thanks_to"][0]["role"] == "Maria Lopez"


def test_a_guest_looks_on_and_says_yes_for_nobody(room: Room) -> None:
    guest = Here(room.person(role=Role.FACILITATOR))
    reply = guest.say(thanks_to=[named("Tom Webb", "public")])
    assert reply["type"] == "refused"
    assert "A facilitator looks on" in reply["text"]
    assert "answer" not in guest.widget.may
    assert room.store.current(Win) == []


def test_a_project_manager_writes_like_everybody(room: Room) -> None:
    manager = Here(room.person(role=Role.PROJECT_MANAGER))
    assert manager.say()["type"] == "saved"
    assert "answer" in manager.widget.may


def test_only_a_project_manager_decides_what_the_public_reads(room: Room) -> None:
    manager, writer = Here(room.person(role=Role.PROJECT_MANAGER)), Here(room.person())
    assert writer.say(is_public=True)["type"] == "saved"
    assert not writer.widget.wins[0]["is_public"]
    assert ("publish" in manager.widget.may, "publish" in writer.widget.may) == (True, False)
    manager.page.visit.look_again()
    assert manager.say(base_revision=1, is_public=True)["type"] == "saved"
    writer.page.visit.look_again()
    assert writer.say(base_revision=2, is_public=False)["type"] == "saved"
    (shown,) = writer.widget.wins
    assert (shown["is_public"], "lost_release" in shown) == (True, False)
    writer.page.send(writer.part, "drop", record_id="a-van-drives-0001", base_revision=3)
    assert writer.say(base_revision=4)["type"] == "saved"
    assert writer.widget.wins[0]["is_public"]


def test_a_win_says_on_which_day_it_was_written_down(room: Room) -> None:
    here = Here(room.person())
    here.say()
    (kept,) = room.store.current(Win)
    assert here.widget.wins[0]["kept_on"] == kept.created_at.date().isoformat()


def test_who_leaves_takes_the_wins_off_the_page(room: Room) -> None:
    here = Here(member(room, "Maria"))
    here.say()
    here.page.send(here.page.strip, "leave")
    assert here.widget.wins == here.widget.members == here.widget.sectors == []


def test_a_name_typed_by_hand_is_a_named_of_the_model() -> None:
    body = Win(step=KEY, title="Done", done_on=date(2026, 1, 1), thanks_to=[Named(name="Tom")])
    assert body.thanks_to[0].said_yes == []
