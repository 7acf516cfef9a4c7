"""Groups across teams: codes of their own, people of several teams, and what comes home."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
import segno
from sqlalchemy import Engine, event

from ciwidgets.enrolment import load_program
from ciwidgets.errors import ProgramError, StoreError
from ciwidgets.model import (
    Borrowed,
    Breakout,
    DotVote,
    JoinCode,
    Person,
    Role,
    RoomPlace,
    Tried,
    is_group,
    normalise_code,
    record_id_for,
)
from ciwidgets.store import Store
from ciwidgets.visit import Visit
from ciwidgets.visit.identity import Door
from tests.support.room import VOTE, Room, small_program


@dataclass
class GroupPage:
    """One person's page of groups, scripted."""

    store: Store
    token: str = ""
    code: str = ""
    visit: Visit = field(init=False)
    reply: dict[str, Any] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Run the workbook's cells, and come back by the device's token."""
        self.visit = Visit("breakout", store=self.store, is_live=False)
        self.strip = self.visit.join_strip()
        self.tried = self.visit.tried("what-we-tried")
        self.board = self.visit.idea_board("what-we-could-borrow")
        self.vote = self.visit.dot_vote("what-is-worth-trying", on="what-we-could-borrow")
        self.take = self.visit.take_home(
            "take-home", on="what-we-tried", board="what-we-could-borrow"
        )
        if self.token:
            self.reply = self.send(self.strip, "restore", token=self.token, code=self.code)

    def send(self, part: Any, type: str, **content: Any) -> dict[str, Any]:  # noqa: A002
        """Send a message as this page would, and return the reply."""
        message = {"type": type, "request_id": secrets.token_urlsafe(18), **content}
        return self.visit.receive(part, message)

    def save(self, part: Any, record_id: str = "", base: int = 0, **fields: Any) -> dict[str, Any]:
        """Save a record of a list."""
        record_id = record_id or f"r-{secrets.token_hex(8)}"
        return self.send(part, "save", record_id=record_id, base_revision=base, **fields)

    def tell(self, what: str, **fields: Any) -> str:
        """Tell what was tried, and return its record."""
        reply = self.save(self.tried, what=what, **fields)
        assert reply["type"] == "saved", reply
        return str(reply["record_id"])


@dataclass
class Leading:
    """The page of a facilitator who makes groups."""

    room: Room
    role: Role = Role.FACILITATOR
    visit: Visit = field(init=False)

    def __post_init__(self) -> None:
        """Come in by the code of the role."""
        self.visit = Visit("facilitator", store=self.room.store, is_live=False)
        self.strip = self.visit.join_strip()
        self.groups = self.visit.breakouts()
        join = {"type": "join", "request_id": secrets.token_urlsafe(18), "sector": "", "name": ""}
        self.token = self.visit.receive(
            self.strip, {**join, "code": self.room.code(role=self.role)}
        )["token"]

    def send(self, type: str, **content: Any) -> dict[str, Any]:  # noqa: A002
        """Send a message to the list of groups."""
        message = {"type": type, "request_id": secrets.token_urlsafe(18), **content}
        return self.visit.receive(self.groups, message)

    def make(self, title: str, **fields: Any) -> dict[str, Any]:
        """Make a group, and return it as the page shows it."""
        record_id = f"g-{secrets.token_hex(8)}"
        reply = self.send("save", record_id=record_id, base_revision=0, title=title, **fields)
        assert reply["type"] == "saved", reply
        return self.shown(record_id)

    def shown(self, record_id: str) -> dict[str, Any]:
        """Return a group as the page shows it now."""
        self.groups.refresh()
        return next(one for one in self.groups.widget.groups if one["id"] == record_id)

    def close(self, group: dict[str, Any], *, is_open: bool = False) -> dict[str, Any]:
        """Close a group, or open it again."""
        now = self.shown(group["id"])
        return self.send(
            "save",
            record_id=now["id"],
            base_revision=now["revision"],
            title=now["title"],
            question=now["question"],
            is_open=is_open,
        )


@pytest.fixture
def lead(room: Room) -> Leading:
    """A facilitator's page."""
    return Leading(room)


def at_home(
    room: Room,
    team: str,
    *,
    role: Role = Role.PARTICIPANT,
    sector: str = "law",
    name: str = "",
) -> str:
    """Return the token of the device of somebody who joined their own team."""
    door = Door(room.store, lambda: room.program)
    return door.join(room.code(team, role), name, sector, secrets.token_urlsafe(18)).token


def start_page(room: Room, token: str, code: str = "") -> Any:
    """Return the start page of a device: the visit, and what its team brought home."""
    visit = Visit("start", store=room.store, is_live=False)
    strip, brought = visit.join_strip(), visit.brought_home("breakout/take-home")
    visit.receive(
        strip,
        {"type": "restore", "request_id": secrets.token_urlsafe(18), "token": token, "code": code},
    )
    return visit, strip, brought


# --- making groups --------------------------------------------------------------------------


def test_a_facilitator_makes_a_group_with_a_code_of_its_own(room: Room, lead: Leading) -> None:
    group = lead.make("Rides", question="Who drives whom?")
    assert group["is_open"]
    assert (group["came"], group["told"]) == (0, 0)
    assert group["url"].endswith(f"/breakout#team={group['code']}")
    assert len(group["qr"]) > 20
    kept = room.store.current(Breakout)[0]
    assert is_group(kept.team_id)
    door = room.store.look_up(JoinCode, normalise_code(group["code"]))[0]
    assert (door.team_id, door.occasion, door.body.role) == (
        kept.team_id,
        "forum-2",
        Role.PARTICIPANT,
    )


def test_a_hall_that_arrives_asks_as_much_of_many_groups_as_of_one(
    room: Room, lead: Leading, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    whole = segno.make
    monkeypatch.setattr(
        segno, "make", lambda text, **more: drawn.append(text) or whole(text, **more)
    )
    asked: list[int] = []
    for count in range(5):
        group = lead.make(f"Group {count}")
        questions: list[str] = []

        def note(*said: Any, questions: list[str] = questions) -> None:
            questions.append(said[2])

        event.listen(Engine, "before_cursor_execute", note)
        try:
            lead.groups.refresh()
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        asked.append(len(questions))
    assert set(asked) == {asked[0]}
    assert asked[0] <= 5
    drawn.clear()
    GroupPage(room.store, at_home(room, "ash"), group["code"])
    lead.visit.look_again()
    assert lead.shown(group["id"])["came"] == 1
    assert drawn == []


def test_only_a_facilitator_makes_groups_or_sees_their_codes(room: Room, lead: Leading) -> None:
    lead.make("Rides")
    for role in (Role.PARTICIPANT, Role.PROJECT_MANAGER):
        other = Leading(room, role)
        reply = other.send("save", record_id="g-another", base_revision=0, title="Mine")
        assert reply["type"] == "refused"
        assert other.send("dropped")["type"] == "refused"
        assert other.groups.widget.groups == []
    assert [one.body.title for one in room.store.current(Breakout)] == ["Rides"]


def test_a_group_asked_for_twice_is_made_once(room: Room, lead: Leading) -> None:
    message = {
        "type": "save",
        "request_id": secrets.token_urlsafe(18),
        "record_id": "g-rides-table-3",
        "base_revision": 0,
        "title": "Rides",
    }
    first = lead.visit.receive(lead.groups, message)
    assert lead.close(lead.shown("g-rides-table-3"))["type"] == "saved"
    again = Leading(room)
    again.visit.become(lead.visit.identity)  # their page was loaded anew
    assert again.visit.receive(again.groups, message) == first
    assert not again.groups.widget.groups[0]["is_open"]
    assert len(room.store.current(Breakout)) == 1
    assert len([one for one in room.store.current(JoinCode) if is_group(one.team_id)]) == 1


def test_two_facilitators_see_a_conflict_and_lose_nothing(room: Room, lead: Leading) -> None:
    group = lead.make("Rides")
    other = Leading(room)
    fields = {"record_id": group["id"], "base_revision": 1}
    assert lead.send("save", title="Rides at night", **fields)["type"] == "saved"
    reply = other.send("save", title="Buses", **fields)
    assert reply["type"] == "conflict"
    assert reply["theirs"]["title"] == "Rides at night"


def test_loading_the_program_again_leaves_the_codes_of_groups_open(
    room: Room, lead: Leading
) -> None:
    group = lead.make("Rides")
    loaded = load_program(room.store, small_program())
    assert (loaded.program, loaded.codes_changed) == ("kept", 0)
    assert room.store.look_up(JoinCode, normalise_code(group["code"]))[0].body.is_open


def test_a_program_cannot_take_the_code_of_a_group(room: Room, lead: Leading) -> None:
    code = normalise_code(lead.make("Rides")["code"])
    taking = small_program().model_copy(update={"facilitator_code": code})
    with pytest.raises(ProgramError, match="already the code of a breakout"):
        load_program(room.store, taking)


# --- coming in, and going home --------------------------------------------------------------


def test_somebody_of_a_team_comes_into_a_group_as_one_of_that_team_without_a_name(
    room: Room, lead: Leading
) -> None:
    group = lead.make("Rides")
    token = at_home(room, "ash", name="Maya", sector="faith")
    page = GroupPage(room.store, token, group["code"])
    identity = page.visit.require_identity()
    assert is_group(identity.team_id)
    assert (identity.home_team, identity.sector) == ("ash", "faith")
    kept = room.store.get(identity.person_id)
    assert kept is not None
    assert isinstance(kept.body, Person)
    assert (kept.body.name, kept.body.home_team, kept.body.home_id) == (
        "",
        "ash",
        identity.home_id,
    )
    who, here = page.strip.widget.who, page.strip.widget.group
    assert (who["team"], here) == ("Rides", {"is_page": True, "is_in": True, "home": "Ash County"})
    assert "text" not in page.reply


def test_where_the_room_is_leads_out_of_a_group_only_as_a_way_back(
    room: Room, lead: Leading
) -> None:
    group = lead.make("Rides")
    inside = GroupPage(room.store, at_home(room, "ash"), group["code"])
    guest = GroupPage(room.store)
    guest.send(guest.strip, "join", code=group["code"], sector="law", name="")
    room.keep(record_id_for("room_place"), RoomPlace(step=VOTE), team="")
    for page, home in ((inside, "Ash County"), (guest, "")):
        page.visit.look_again()
        place = page.strip.widget.room["place"]
        assert (place["workbook"], place["home"]) == ("needs_assessment", home)
    at_work = room.person("ash")
    assert "home" not in at_work.strip.widget.room["place"]
    # In the group's own page nobody leaves it.
    room.keep(record_id_for("room_place"), RoomPlace(step="breakout/what-we-tried"), team="")
    inside.visit.look_again()
    assert "home" not in inside.strip.widget.room["place"]


def test_the_code_of_a_group_on_another_page_leads_to_the_group(room: Room, lead: Leading) -> None:
    group = lead.make("Rides")
    token = at_home(room, "ash")
    visit, strip, _ = start_page(room, token, group["code"])
    assert visit.team_id == "ash"
    assert strip.widget.group["code"] == normalise_code(group["code"])
    visit.refresh()
    assert strip.widget.group["code"]
    assert start_page(room, token)[1].widget.group == {}
    assert start_page(room, token, room.code("elm"))[1].widget.group == {}
    lead.close(group)
    assert start_page(room, token, group["code"])[1].widget.group == {}


def test_whoever_comes_twice_is_one_person_of_the_group(room: Room, lead: Leading) -> None:
    group = lead.make("Rides")
    token = at_home(room, "ash")
    before = GroupPage(room.store, token, group["code"]).visit.require_identity()
    assert GroupPage(room.store, token, group["code"]).visit.require_identity() == before
    # Without a code too, as on a page that is loaded anew later.
    assert GroupPage(room.store, token).visit.require_identity() == before
    assert lead.shown(group["id"])["came"] == 1


def test_every_other_page_finds_them_in_their_own_team(room: Room, lead: Leading) -> None:
    group = lead.make("Rides")
    token = at_home(room, "ash", name="Maya")
    GroupPage(room.store, token, group["code"])
    visit, strip, _ = start_page(room, token, group["code"])
    assert (visit.team_id, strip.widget.who["name"]) == ("ash", "Maya")
    # The tab was opened with the group's code, and keeps a way back to it.
    to_group = {"is_page": False, "is_in": True, "home": "", "code": ""}
    assert strip.widget.group == to_group


def test_without_a_group_nothing_of_ones_own_team_is_on_the_page_of_groups(
    room: Room, lead: Leading
) -> None:
    lead.make("Rides")
    page = GroupPage(room.store, at_home(room, "ash"))
    assert page.visit.team_id == ""
    assert page.strip.widget.who["team"] == "Ash County"
    assert {one.widget.phase for one in (page.tried, page.board, page.vote, page.take)} == {
        "waiting"
    }
    assert page.save(page.tried, what="Too early")["type"] == "refused"
    assert page.send(page.board, "add", record_id="i-1", text="Too early")["type"] == "refused"
    assert room.store.current(Tried) == []


def test_a_group_is_entered_by_typing_its_code_and_left_for_another(
    room: Room, lead: Leading
) -> None:
    rides, beds = lead.make("Rides"), lead.make("Beds")
    token = at_home(room, "ash")
    page = GroupPage(room.store, token)
    assert page.send(page.strip, "enter", code=rides["code"].lower())["type"] == "restored"
    assert page.strip.widget.who["team"] == "Rides"
    assert page.send(page.strip, "enter", code=beds["code"])["type"] == "restored"
    assert page.strip.widget.who["team"] == "Beds"
    assert GroupPage(room.store, token).strip.widget.who["team"] == "Beds"
    assert page.send(page.strip, "enter", code=rides["code"])["type"] == "restored"
    assert GroupPage(room.store, token).strip.widget.who["team"] == "Rides"


def test_a_teams_code_and_a_guessed_one_lead_into_no_group(room: Room, lead: Leading) -> None:
    lead.make("Rides")
    page = GroupPage(room.store, at_home(room, "ash"))
    for code in (room.code("elm"), "WRNG-CODE"):
        assert page.send(page.strip, "enter", code=code)["type"] == "refused"
    for _ in range(4):
        page.send(page.strip, "enter", code="WRNG-CODE")
    assert "wait" in page.send(page.strip, "enter", code="WRNG-CODE")["text"]
    assert page.visit.team_id == ""


def test_the_code_of_a_closed_group_lets_nobody_in_and_keeps_those_who_are(
    room: Room, lead: Leading
) -> None:
    group = lead.make("Rides")
    inside = at_home(room, "ash")
    first = GroupPage(room.store, inside, group["code"])
    first.tell("A van on Tuesdays")
    assert lead.close(group)["type"] == "saved"
    late = GroupPage(room.store, at_home(room, "elm"), group["code"])
    assert late.visit.team_id == ""
    assert "has been closed" in late.reply["text"]
    typed = late.send(late.strip, "enter", code=group["code"])
    assert "has been closed" in typed["text"]
    again = GroupPage(room.store, inside, group["code"])
    assert again.strip.widget.who["team"] == "Rides"
    assert again.tried.widget.phase == "closed"
    assert again.save(again.tried, what="Too late")["type"] == "refused"
    assert lead.close(group, is_open=True)["type"] == "saved"
    assert again.save(again.tried, what="In time")["type"] == "saved"
    stranger = GroupPage(room.store)
    joined = stranger.send(stranger.strip, "join", code=group["code"], sector="law", name="")
    assert joined["type"] == "joined"


def test_a_group_that_was_taken_off_lets_nobody_in_and_tells_nobody(
    room: Room, lead: Leading
) -> None:
    group = lead.make("Rides")
    token = at_home(room, "ash")
    GroupPage(room.store, token, group["code"]).tell("A van on Tuesdays")
    reply = lead.send("drop", record_id=group["id"], base_revision=1)
    assert reply["type"] == "saved"
    assert GroupPage(room.store, token, group["code"]).visit.team_id == ""
    _, _, brought = start_page(room, at_home(room, "elm"))
    assert brought.widget.told == []


def test_whoever_joins_by_the_groups_code_alone_has_no_team_to_take_home_to(
    room: Room, lead: Leading
) -> None:
    group = lead.make("Rides")
    page = GroupPage(room.store)
    page.send(page.strip, "join", code=group["code"], sector="law", name="Guest")
    told = page.tell("What we do at the state")
    assert page.tried.widget.tried[0]["team"] == ""
    assert page.tried.widget.tried[0]["is_ours"]
    assert (page.take.widget.phase, page.take.widget.home) == ("open", "")
    reply = page.save(page.take, what="Nowhere", source_ids=[told])
    assert reply["type"] == "refused"
    assert room.store.current(Borrowed) == []


def test_a_facilitator_looks_at_groups_here_and_at_nothing_else(room: Room, lead: Leading) -> None:
    group = lead.make("Rides")
    team_id = room.store.current(Breakout)[0].team_id
    GroupPage(room.store, at_home(room, "ash"), group["code"]).tell("A van on Tuesdays")
    page = GroupPage(room.store, lead.token)
    assert page.strip.widget.teams == [{"id": team_id, "name": "Rides"}]
    assert page.send(page.strip, "look", team_id="ash")["type"] == "refused"
    assert page.send(page.strip, "look", team_id=f"{team_id[:-1]}x")["type"] == "refused"
    assert page.send(page.strip, "look", team_id=team_id)["type"] == "restored"
    assert [one["what"] for one in page.tried.widget.tried] == ["A van on Tuesdays"]
    assert page.send(page.vote, "step", is_open=False)["type"] == "saved"
    elsewhere = room.person(role=Role.FACILITATOR)
    assert elsewhere.send(elsewhere.strip, "look", team_id=team_id)["type"] == "refused"


# --- telling, and taking home ---------------------------------------------------------------


def three_teams(room: Room, group: dict[str, Any]) -> tuple[GroupPage, GroupPage]:
    """Return two people's pages in a group, of Ash and of Elm."""
    ash = GroupPage(room.store, at_home(room, "ash"), group["code"])
    elm = GroupPage(room.store, at_home(room, "elm"), group["code"])
    return ash, elm


def test_what_a_team_tried_stands_there_with_its_name_and_is_its_own(
    room: Room, lead: Leading
) -> None:
    ash, elm = three_teams(room, lead.make("Rides", question="Who drives whom?"))
    told = ash.tell("A van on Tuesdays", came_of_it="Eleven rides", again="changed")
    elm.visit.look_again()
    assert elm.tried.widget.question == "Who drives whom?"
    (shown,) = elm.tried.widget.tried
    assert (shown["team"], shown["is_ours"], shown["again"]) == ("Ash County", False, "changed")
    for reply in (
        elm.save(elm.tried, told, 1, what="Put into their mouth"),
        elm.send(elm.tried, "drop", record_id=told, base_revision=1),
    ):
        assert "Another team told this" in reply["text"]
    friend = GroupPage(room.store, at_home(room, "ash"), lead.groups.widget.groups[0]["code"])
    assert friend.save(friend.tried, told, 1, what="A van on Mondays")["type"] == "saved"
    kept = room.store.current(Tried)[0]
    assert (kept.body.what, kept.body.from_team) == ("A van on Mondays", "ash")


def test_a_page_cannot_say_which_team_it_is_from(room: Room, lead: Leading) -> None:
    ash, _ = three_teams(room, lead.make("Rides"))
    forgeries: list[dict[str, Any]] = [
        {"from_team": "elm"},
        {"home_team": "elm"},
        {"team_id": "elm"},
    ]
    for forged in forgeries:
        assert ash.save(ash.tried, what="Forged", **forged)["type"] == "refused"
        assert ash.save(ash.take, what="Forged", **forged)["type"] == "refused"
    assert room.store.current(Tried) == []
    assert room.store.current(Borrowed) == []


def test_what_is_taken_home_stands_in_the_record_of_ones_own_team_alone(
    room: Room, lead: Leading
) -> None:
    ash, elm = three_teams(room, lead.make("Rides"))
    told = elm.tell("A phone tree")
    reply = ash.save(ash.take, what="A phone tree", plan="Ask the churches", source_ids=[told])
    assert reply["type"] == "saved"
    (kept,) = room.store.current(Borrowed)
    identity = ash.visit.require_identity()
    assert (kept.team_id, kept.author_id) == ("ash", identity.home_id)
    assert (kept.body.from_team, kept.body.heard_in) == ("elm", "Rides")
    assert [one["team"] for one in ash.take.widget.taken] == ["Elm County"]
    assert ash.take.widget.person == identity.person_id
    elm.visit.look_again()
    assert elm.take.widget.taken == []
    assert elm.tried.widget.people == 2
    # Their team goes on with it, on its own page.
    _, _, brought = start_page(room, at_home(room, "ash"))
    assert [one["what"] for one in brought.widget.brought] == ["A phone tree"]
    _, _, others = start_page(room, at_home(room, "elm"))
    assert others.widget.brought == []


def test_nobody_in_a_group_changes_what_somebody_else_takes_home(room: Room, lead: Leading) -> None:
    group = lead.make("Rides")
    ash, elm = three_teams(room, group)
    friend = GroupPage(room.store, at_home(room, "ash"), group["code"])
    record_id = ash.save(ash.take, what="A phone tree")["record_id"]
    for page in (elm, friend):
        for reply in (
            page.save(page.take, record_id, 1, what="Changed"),
            page.send(page.take, "drop", record_id=record_id, base_revision=1),
            page.send(page.take, "history", record_id=record_id),
        ):
            assert reply["type"] == "refused", reply
            assert "phone tree" not in str(reply)
    assert room.store.current(Borrowed)[0].body.what == "A phone tree"


def test_what_is_taken_home_comes_from_what_this_group_said(room: Room, lead: Leading) -> None:
    ash, elm = three_teams(room, lead.make("Rides"))
    far = GroupPage(room.store, at_home(room, "elm"), lead.make("Beds")["code"])
    of_another = far.tell("A bed for a week")
    idea = "idea-of-another-group"
    assert far.send(far.board, "add", record_id=idea, text="Beds")["type"] == "saved"
    person = elm.visit.person_id
    for source in (of_another, idea, person, record_id_for("program")):
        reply = ash.save(ash.take, what="Not heard here", source_ids=[source])
        assert "no longer on the list" in reply["text"], source
    assert room.store.current(Borrowed) == []


def test_ideas_and_dots_work_in_a_group_as_in_a_team(room: Room, lead: Leading) -> None:
    group = lead.make("Rides")
    pages = [GroupPage(room.store, at_home(room, "ash"), group["code"]) for _ in range(3)]
    pages += [GroupPage(room.store, at_home(room, "elm"), group["code"]) for _ in range(2)]
    idea = "idea-van-for-all"
    assert pages[0].send(pages[0].board, "add", record_id=idea, text="A van")["type"] == "saved"
    for page in pages:
        page.visit.look_again()
        assert page.send(page.vote, "save", base_revision=0, dots={idea: 2})["type"] == "saved"
    assert pages[4].vote.widget.answered == 5
    assert pages[4].vote.widget.result == {}
    lead.close(group)
    pages[4].visit.look_again()
    assert pages[4].vote.widget.phase == "closed"
    assert pages[4].vote.widget.result
    # Nothing of it is in the teams they come from.
    assert room.store.current(DotVote, team_id="ash") == []
    assert len(room.store.current(DotVote, team_id=pages[0].visit.team_id)) == 5


def test_every_team_reads_what_was_told_in_every_group_with_one_tap_to_borrow_it(
    room: Room, lead: Leading
) -> None:
    ash, _ = three_teams(room, lead.make("Rides"))
    told = ash.tell("A van on Tuesdays", came_of_it="Eleven rides", advice="Ask the insurer first")
    visit, _, brought = start_page(room, at_home(room, "elm"))
    (shown,) = brought.widget.told
    assert (shown["team"], shown["group"], shown["occasion"]) == ("Ash County", "Rides", "Forum 2")
    assert not shown["is_ours"]
    message = {
        "type": "save",
        "request_id": secrets.token_urlsafe(18),
        "record_id": "borrowed-van",
        "base_revision": 0,
        "what": "A van",
        "source_ids": [told],
    }
    assert visit.receive(brought, message)["type"] == "saved"
    kept = room.store.current(Borrowed, team_id="elm")[0].body
    assert (kept.from_team, kept.heard_in) == ("ash", "Rides")
    forged = {**message, "request_id": secrets.token_urlsafe(18), "record_id": "b-2"}
    reply = visit.receive(brought, {**forged, "source_ids": [visit.person_id]})
    assert "no longer on the list" in reply["text"]


def test_a_name_is_not_changed_in_a_group(room: Room, lead: Leading) -> None:
    group = lead.make("Rides")
    page = GroupPage(room.store, at_home(room, "ash", name="Maya"), group["code"])
    reply = page.send(page.strip, "rename", name="Somebody", sector="law")
    assert reply["type"] == "refused"
    assert "Somebody" not in str([one.body for one in room.store.current(Person)])


# --- a group is no team of the program ------------------------------------------------------


def test_a_teams_record_brings_nobodys_place_in_a_group(room: Room, lead: Leading) -> None:
    group = lead.make("Rides")
    page = GroupPage(room.store, at_home(room, "ash"), group["code"])
    here = room.store.get(page.visit.person_id)
    assert here is not None
    other = Store("sqlite://")
    load_program(other, small_program())
    with pytest.raises(StoreError, match="of a team this store’s program does not have"):
        other.take_in([here])
    with pytest.raises(StoreError, match="somebody's place in a breakout"):
        other.take_in([replace(here, team_id="elm")])
    assert other.current(Person) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_of_groups_says_that_the_group_reads_and_other_pages_the_team(
    room: Room, language: str
) -> None:
    def said(workbook: str) -> list[str]:
        visit = Visit(workbook, store=room.store, is_live=False, language=language)
        parts = [visit.idea_board("a"), visit.dot_vote("b", on="a"), visit.tried("c")]
        skipped = {"home", "from_team", "no_team", "drop_sure", "advice_label", "list_title"}
        return [
            text
            for part in parts
            for key, text in part.widget.words.items()
            if re.search(
                r"\b(your|the) (whole )?team\b|\b(su|del|el) equipo\b", text, re.IGNORECASE
            )
            and not key.startswith(("facts_", "no_facts", "who_"))
            and key not in skipped
        ]

    assert said("breakout") == []
    assert len(said("needs_assessment")) > 10
