"""Coming in, coming back, and leaving."""

from __future__ import annotations

import secrets

import pytest

from ciwidgets.model import Device, JoinCode, Person, Role, normalise_code
from ciwidgets.model.entries import Draft
from ciwidgets.visit import Visit
from tests.support.room import Page, Room


def test_a_person_joins_by_the_team_code_however_it_is_typed(room: Room) -> None:
    page = Page(room.store)
    typed = room.code().lower().replace("-", " ")
    page.join(typed, sector="faith", name="Maya")
    assert page.strip.widget.who == {
        "id": page.visit.require_identity().person_id,
        "name": "Maya",
        "role": "participant",
        "sector": "faith",
        "team": "Ash County",
        "team_id": "ash",
        "occasion": "Forum 2",
    }
    assert page.rating.widget.phase == "open"


def test_nothing_of_a_team_is_on_the_page_before_somebody_joins(room: Room) -> None:
    room.person().add_idea("Seen by Ash only")
    page = Page(room.store)
    assert page.board.widget.phase == "waiting"
    assert page.board.widget.ideas == []
    reply = page.send(page.board, "add", record_id="idea-1", text="Too early")
    assert reply["type"] == "refused"
    assert "join your team" in reply["text"]


def test_a_wrong_code_gets_a_clear_sentence_and_nobody_in(room: Room) -> None:
    page = Page(room.store)
    reply = page.send(page.strip, "join", code="WRNG-CODE", sector="", name="")
    assert reply["type"] == "refused"
    assert "not one of our team codes" in reply["text"]
    assert room.store.current(Person) == []


def test_a_closed_code_lets_nobody_in_but_keeps_those_who_are(room: Room) -> None:
    inside = Page(room.store)
    token = inside.join(room.code())["token"]
    entry = room.store.look_up(JoinCode, normalise_code(room.code()))[0]
    closed = entry.body.model_copy(update={"is_open": False})
    room.store.append(
        [
            Draft(
                entry.record_id,
                closed,
                "close",
                "ash",
                "staff",
                "forum-2",
                base_revision=entry.revision,
            )
        ]
    )
    late = Page(room.store)
    reply = late.send(late.strip, "join", code=entry.body.code, sector="", name="")
    assert "has been closed" in reply["text"]
    again = Page(room.store)
    assert again.send(again.strip, "restore", token=token, code="")["type"] == "restored"
    answers = [
        {**again.send(again.strip, "restore", token=token, code=code), "request_id": ""}
        for code in ("K7M2-Q9XD", entry.body.code)
    ]
    assert answers[0] == answers[1], "whether a guess was ever a code is nobody's to learn"


def test_after_five_wrong_codes_a_page_waits_and_then_may_try_again(room: Room) -> None:
    page = Page(room.store)
    now = 1000.0
    page.visit.door.clock = lambda: now
    for _ in range(5):
        page.send(page.strip, "join", code="WRNG-CODE", sector="", name="")
    reply = page.send(page.strip, "join", code=room.code(), sector="", name="")
    assert "wait" in reply["text"]
    now += 20
    assert page.send(page.strip, "join", code=room.code(), sector="", name="")["type"] == "joined"


def test_a_reload_restores_the_person_and_their_answers(room: Room) -> None:
    before = Page(room.store)
    joined = before.join(room.code(), name="Maya")
    before.rate(talk=4)
    before.add_idea("A bus to the clinic")
    after = Page(room.store)
    assert after.send(after.strip, "restore", token=joined["token"], code="")["type"] == "restored"
    assert after.rating.widget.mine == {"answers": {"talk": 4}, "revision": 1}
    assert [one["is_mine"] for one in after.board.widget.ideas] == [True]
    assert after.visit.people_here().keys() == before.visit.people_here().keys()


def test_a_return_code_brings_a_person_to_another_device(room: Room) -> None:
    phone = Page(room.store)
    joined = phone.join(room.code())
    phone.rate(trust=2)
    laptop = Page(room.store)
    reply = laptop.send(laptop.strip, "return", return_code=joined["return_code"].lower())
    assert reply["type"] == "joined"
    assert reply["token"] != joined["token"]
    assert laptop.rating.widget.mine["answers"] == {"trust": 2}
    assert laptop.strip.widget.who["id"] == phone.strip.widget.who["id"]


def test_a_return_code_nobody_has_is_refused_in_plain_words(room: Room) -> None:
    page = Page(room.store)
    reply = page.send(page.strip, "return", return_code="22222222")
    assert reply["type"] == "refused"
    assert "No one has that return code" in reply["text"]


def test_not_you_takes_everything_off_the_page(room: Room) -> None:
    page = room.person()
    page.add_idea("Mine")
    assert page.send(page.strip, "leave")["type"] == "left"
    assert page.board.widget.ideas == []
    assert page.rating.widget.mine == {}
    assert page.rate(talk=1)["type"] == "refused"


def test_a_device_nobody_knows_is_asked_to_join(room: Room) -> None:
    page = Page(room.store)
    reply = page.send(page.strip, "restore", token=secrets.token_urlsafe(24), code="")
    assert reply["type"] == "unknown"


def test_joining_twice_with_one_request_makes_one_person(room: Room) -> None:
    page = Page(room.store)
    message = {
        "type": "join",
        "request_id": secrets.token_urlsafe(18),
        "code": room.code(),
        "sector": "law",
        "name": "",
    }
    first = page.visit.receive(page.strip, message)
    second = page.visit.receive(page.strip, message)
    assert first == second
    assert len(room.store.current(Person)) == 1


def test_the_store_keeps_only_hashes_of_what_lets_a_person_back_in(room: Room) -> None:
    joined = Page(room.store).join(room.code())
    kept = " ".join(
        f"{entry.record_id} {entry.request_id} {entry.body.model_dump_json()}"
        for kind in (Person, Device)
        for entry in room.store.current(kind)
    )
    assert joined["token"] not in kept
    assert joined["return_code"] not in kept
    assert joined["return_code"].replace("-", "") not in kept


def test_a_person_of_the_first_forum_counts_at_the_second_once_they_come(room: Room) -> None:
    first = Page(room.store)
    code = next(
        entry.body.code for entry in room.store.current(JoinCode, team_id="ash", occasion="forum-1")
    )
    token = first.join(code)["token"]
    here = room.person()
    assert len(here.visit.people_here()) == 1
    back = Page(room.store)
    back.send(back.strip, "restore", token=token, code=room.code())
    here.visit.look_again()
    assert len(here.visit.people_here()) == 2


def test_a_facilitator_looks_at_any_team_and_is_no_person_of_it(room: Room) -> None:
    room.person("elm").add_idea("Elm's idea")
    page = room.person("ash", Role.FACILITATOR)
    assert [one["id"] for one in page.strip.widget.teams] == ["ash", "elm"]
    page.send(page.strip, "look", team_id="elm")
    assert page.strip.widget.who["team"] == "Elm County"
    assert len(page.board.widget.ideas) == 1
    assert page.rating.widget.people == 1
    assert page.rate(talk=1)["type"] == "refused"


def test_a_manager_gets_a_code_to_share_and_a_participant_none(room: Room) -> None:
    manager = room.person(role=Role.PROJECT_MANAGER)
    share = manager.strip.widget.share
    assert share["code"] == room.code()
    assert share["url"] == f"http://127.0.0.1:8866/start#team={room.code()}"
    assert [one["id"] for one in share["steps"]] == [
        "our-numbers",
        "how-we-see-it",
        "what-we-have",
        "who-is-at-the-table",
        "what-hurts-most",
        "what-first",
        "our-needs",
    ]
    assert set("".join(share["steps"][0]["qr"])) == {"0", "1"}
    assert room.person().strip.widget.share == {}


def test_a_name_and_a_sector_can_be_changed(room: Room) -> None:
    page = room.person(sector="law")
    assert page.send(page.strip, "rename", name="José", sector="health")["type"] == "saved"
    assert page.strip.widget.who["name"] == "José"
    assert page.strip.widget.who["sector"] == "health"
    reply = page.send(page.strip, "rename", name="", sector="not-a-sector")
    assert reply["type"] == "refused"


def test_a_join_whose_answer_was_lost_with_its_kernel_is_still_one_person(room: Room) -> None:
    message = {
        "type": "join", "request_id": secrets.token_urlsafe(18), "code": room.code(),
        "sector": "law", "name": "",
    }  # fmt: skip
    lost, again = Page(room.store), Page(room.store)
    assert lost.visit.receive(lost.strip, message)["type"] == "joined"
    reply = again.visit.receive(again.strip, message)
    assert reply["type"] == "joined"
    assert len(room.store.current(Person)) == 1
    back = Page(room.store)
    assert back.send(back.strip, "return", return_code=reply["return_code"])["type"] == "joined"


def test_a_code_of_another_team_is_said_and_changes_nothing(room: Room) -> None:
    page = Page(room.store)
    token = page.join(room.code("ash"))["token"]
    again = Page(room.store)
    reply = again.send(again.strip, "restore", token=token, code=room.code("elm"))
    assert reply["type"] == "restored"
    assert "Elm County" in reply["text"]
    assert again.strip.widget.who["team"] == "Ash County"
    reply = again.send(again.strip, "restore", token=token, code=room.code("ash"))
    assert "text" not in reply


def test_a_facilitator_comes_in_to_lead_with_a_code_alone_and_a_teams_code_leads_nobody(
    room: Room,
) -> None:
    page = Page(room.store)
    asked = {"name": "", "sector": "", "to_lead": True}
    before = room.store.last_seq()
    refused = page.send(page.strip, "join", code=room.code(), **asked)
    assert refused["type"] == "refused"
    assert "code of a team" in refused["text"]
    assert room.store.last_seq() == before  # no person was made of it
    code = room.code(role=Role.FACILITATOR)
    assert page.send(page.strip, "join", code=code, **asked)["type"] == "joined"
    assert page.strip.widget.who["role"] == "facilitator"


@pytest.mark.parametrize(
    ("workbook", "leads"), [("facilitator", True), ("projector", True), ("start", False)]
)
def test_a_page_for_whoever_leads_asks_for_a_code_that_does(
    room: Room, workbook: str, *, leads: bool
) -> None:
    visit = Visit(workbook, store=room.store, is_live=False)
    assert visit.join_strip().widget.program["leads"] is leads


def test_a_known_device_that_brings_a_wrong_code_is_let_in_and_the_server_is_told(
    room: Room,
) -> None:
    page = Page(room.store)
    token = page.join(room.code())["token"]

    def restored(code: str) -> dict[str, object]:
        again = Page(room.store)
        return again.send(again.strip, "restore", token=token, code=code)

    for right in (room.code(), room.code("elm"), room.code(role=Role.FACILITATOR), ""):
        assert "wrong_code" not in restored(right), right
    wrong = restored("22222222")
    assert (wrong["type"], wrong["wrong_code"]) == ("restored", True)
