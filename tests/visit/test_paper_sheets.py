"""What came back on paper: typed in by those who lead, kept as its writer's own answers."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

import pytest

from ciwidgets.model import DotVote, Idea, NominalVote, OwnMap, Person, Rating, Role, Scores
from ciwidgets.results import rating_result, team_people
from tests.support.room import BOARD, RATING, VOTE, Page, Room, room

__all__ = ["room"]

SCORES = "needs_assessment/what-first-scores"
MAP = "mental_models/my-map"
NOTHING: dict[str, Any] = {"ratings": {}, "ideas": {}, "dots": {}, "picks": {}, "maps": {}}


class Clerk:
    """A page on which sheets are typed in."""

    def __init__(self, room: Room, role: Role = Role.PROJECT_MANAGER, team: str = "ash") -> None:
        self.page = room.person(team, role, name="Clerk")
        self.paper = self.page.visit.paper_sheets("sheets")

    @property
    def sheets(self) -> list[dict[str, Any]]:
        self.page.visit.look_again()
        return self.paper.widget.sheets

    def send(self, type: str, **content: Any) -> dict[str, Any]:  # noqa: A002
        return self.page.send(self.paper, type, **content)

    def save(self, record_id: str = "", revision: int = 0, **said: Any) -> dict[str, Any]:
        content = {"occasion": "forum-2", "name": "", "sector": "law", **NOTHING, **said}
        record_id = record_id or f"new-{secrets.token_hex(6)}"
        return self.send("save", record_id=record_id, base_revision=revision, **content)

    def kept(self, **said: Any) -> str:
        reply = self.save(**said)
        assert reply["type"] == "saved", reply
        return str(reply["record_id"])

    def opened(self, record_id: str) -> dict[str, Any]:
        return self.send("open", record_id=record_id)


@pytest.fixture
def clerk(room: Room) -> Clerk:
    return Clerk(room)


def test_a_sheet_makes_a_person_of_the_team_whose_answers_are_their_own(room, clerk):
    idea = clerk.page.add_idea("Beds")
    person = clerk.kept(
        sector="health",
        ratings={RATING: {"talk": 4, "trust": "dont_know"}},
        ideas={BOARD: ["Rides to treatment"]},
        dots={VOTE: {idea: 2}},
        picks={SCORES: [idea]},
    )
    store = room.store
    who = store.get(person)
    assert who.body.source == "paper"
    assert who.body.sector == "health"
    assert who.author_id == clerk.page.visit.person_id
    for kind in (Rating, Idea, DotVote, NominalVote):
        (entry,) = store.current(kind, author_id=person)
        assert (entry.team_id, entry.occasion) == ("ash", "forum-2")
    assert person in team_people(clerk.page.visit.record, "ash")
    assert clerk.page.visit.rating("how-we-see-it", survey="pulse").widget.answered == 1


def test_a_name_and_a_sector_alone_are_nobodys_sheet(room, clerk):
    people = len(room.store.current(Person))
    unsaid = {RATING: {}}, {BOARD: []}, {MAP: {"links": [], "is_handed_in": False}}
    for said in ({}, dict(zip(("ratings", "ideas", "maps"), unsaid, strict=True))):
        reply = clerk.save(name="Rosa", sector="law", **said)
        assert reply["type"] == "refused"
        assert "nothing to save" in reply["text"]
    assert len(room.store.current(Person)) == people
    assert clerk.sheets == []


def test_every_sheet_of_the_team_is_counted_whichever_forum_it_is_from(clerk):
    clerk.kept(ratings={RATING: {"talk": 4}})
    clerk.kept(ratings={RATING: {"talk": 2}}, occasion="forum-1")
    assert len(clerk.sheets) == 2
    assert clerk.paper.widget.answered == 2


def test_a_day_that_is_still_to_come_is_told_from_those_that_were(clerk, monkeypatch):
    monkeypatch.setattr("ciwidgets.visit.paper.sheets.today", lambda: date(1990, 1, 1))
    clerk.page.visit.refresh()
    assert all(one["is_to_come"] for one in clerk.paper.widget.occasions)
    monkeypatch.setattr("ciwidgets.visit.paper.sheets.today", lambda: date(2990, 1, 1))
    clerk.page.visit.refresh()
    assert not any(one["is_to_come"] for one in clerk.paper.widget.occasions)


def test_scores_of_the_whole_team_and_its_five_questions_have_a_place(clerk):
    (ask,) = (one for one in clerk.paper.widget.asks if one["step"] == SCORES)
    (place,) = (one for one in clerk.paper.widget.lists if one["is_scored"])
    assert ask["place"] == {"workbook": place["workbook"], "step": place["step"]}


def test_where_a_team_writes_as_one_is_listed_under_its_workbook(clerk):
    books = {(one["workbook"], one["book"]) for one in clerk.paper.widget.lists}
    assert ("goals", "What we will do") in books
    assert len(books) == len({name for name, _ in books})


def test_answers_from_paper_stand_under_the_ids_a_page_would_give_them(room, clerk):
    person = clerk.kept(ratings={RATING: {"talk": 4}})
    (typed,) = room.store.current(Rating, author_id=person)
    code = clerk.send("code", record_id=person, base_revision=1)["code"]
    page = Page(room.store)
    assert page.send(page.strip, "return", return_code=code)["type"] == "joined"
    assert page.visit.person_id == person
    assert page.rating.widget.mine == {"answers": {"talk": 4}, "revision": 1}
    assert page.rate(1, talk=2)["record_id"] == typed.record_id
    assert len(room.store.current(Rating)) == 1


def test_who_came_back_by_themselves_is_opened_and_changed_by_nobody_else(room, clerk):
    person = clerk.kept(ratings={RATING: {"talk": 4}})
    code = clerk.send("code", record_id=person, base_revision=1)["code"]
    page = Page(room.store)
    page.send(page.strip, "return", return_code=code)
    page.rate(1, talk=1)
    (listed,) = clerk.sheets
    assert listed["is_theirs"]
    assert listed["said"] == {}
    revision = listed["revision"]
    for reply in (
        clerk.opened(person),
        clerk.save(person, revision, ratings={RATING: {"talk": 5}}),
        clerk.send("drop", record_id=person, base_revision=revision),
        clerk.send("code", record_id=person, base_revision=revision),
    ):
        assert reply["type"] == "refused"
        assert "theirs now" in reply["text"]
    assert page.rating.widget.mine["answers"] == {"talk": 1}


@pytest.mark.parametrize("role", [Role.PARTICIPANT])
def test_a_participant_sees_no_sheet_and_types_in_none(room, clerk, role):
    person = clerk.kept(ratings={RATING: {"talk": 4}})
    other = Clerk(room, role)
    assert other.paper.widget.sheets == []
    assert other.paper.widget.asks == []
    for reply in (
        other.save(ratings={RATING: {"talk": 1}}),
        other.opened(person),
        other.send("drop", record_id=person, base_revision=1),
        other.send("code", record_id=person, base_revision=1),
    ):
        assert reply["type"] == "refused"
    assert len(room.store.current(Person, team_id="ash")) == 2 + 1
    assert room.store.get(person).revision == 1


def test_a_forged_message_reaches_no_other_team_and_nobody_who_has_a_page(room, clerk):
    person = clerk.kept(ratings={RATING: {"talk": 4}})
    member = room.person()
    member.rate(talk=3)
    elsewhere = Clerk(room, team="elm")
    for other, record_id in ((elsewhere, person), (clerk, member.visit.person_id)):
        for reply in (
            other.opened(record_id),
            other.save(record_id, 1, ratings={RATING: {"talk": 1}}),
            other.save(record_id, 0, ratings={RATING: {"talk": 1}}),
            other.send("drop", record_id=record_id, base_revision=1),
            other.send("code", record_id=record_id, base_revision=1),
        ):
            assert reply["type"] == "refused", reply
    assert {entry.author_id: entry.body.answers for entry in room.store.current(Rating)} == {
        person: {"talk": 4},
        member.visit.person_id: {"talk": 3},
    }


def test_the_same_word_for_a_new_sheet_is_another_person_in_another_team(room, clerk):
    elsewhere = Clerk(room, team="elm")
    one = clerk.save("same-word", ratings={RATING: {"talk": 4}})
    other = elsewhere.save("same-word", ratings={RATING: {"talk": 2}})
    assert one["record_id"] != other["record_id"]


def test_a_sheet_that_is_sent_again_is_kept_once(room, clerk):
    message = {
        "type": "save",
        "request_id": secrets.token_urlsafe(18),
        "record_id": "new-1",
        "base_revision": 0,
        "occasion": "forum-2",
        "name": "Rosa",
        "sector": "law",
        **NOTHING,
        "ratings": {RATING: {"talk": 4}},
        "ideas": {BOARD: ["Rides", "Beds"]},
    }
    visit = clerk.page.visit
    first = visit.receive(clerk.paper, message)
    assert first["type"] == "saved"
    assert visit.receive(clerk.paper, message) == first
    assert len(room.store.current(Idea)) == 2
    assert len(room.store.current(Rating)) == 1


def test_nothing_of_a_sheet_is_kept_where_one_answer_would_be_refused_on_a_page(room, clerk):
    idea = clerk.page.add_idea("Beds")
    before = room.store.last_seq()
    for wrong in (
        {"dots": {VOTE: {idea: 3}}},
        {"dots": {VOTE: {"no-such-idea": 1}}},
        {"ratings": {RATING: {"talk": 6}}},
        {"ratings": {RATING: {"of-another-survey": 1}}},
        {"ratings": {"goals/our-goals": {"talk": 1}}},
        {"picks": {SCORES: ["no-such-idea"]}},
        {"maps": {MAP: {"links": [], "is_handed_in": True}}},
        {"sector": "no-such-sector"},
        {"occasion": "no-such-forum"},
    ):
        reply = clerk.save(**{"ideas": {BOARD: ["Rides"]}, **wrong})
        assert reply["type"] == "refused", wrong
    assert room.store.last_seq() == before


def test_a_sheet_is_opened_and_corrected_and_the_past_says_who_did(room, clerk):
    idea = clerk.page.add_idea("Beds")
    person = clerk.kept(
        name="Rosa",
        ratings={RATING: {"talk": 4}},
        ideas={BOARD: ["Rides", "A bed at night"]},
        dots={VOTE: {idea: 1}},
    )
    other = Clerk(room)
    sheet = other.opened(person)
    assert sheet["name"] == "Rosa"
    assert sheet["ideas"] == {BOARD: ["Rides", "A bed at night"]}
    assert sheet["dots"] == {VOTE: {idea: 1}}
    reply = other.save(
        person,
        sheet["revision"],
        name=None,
        ratings={RATING: {"talk": 4, "trust": 1}},
        ideas={BOARD: ["A bed at night"]},
    )
    assert reply["type"] == "saved", reply
    now = clerk.opened(person)
    assert (now["name"], now["sector"]) == ("Rosa", "law")
    assert now["ratings"] == {RATING: {"talk": 4, "trust": 1}}
    assert now["ideas"] == {BOARD: ["A bed at night"]}
    assert now["dots"].get(VOTE, {}) == {}
    typed_by = [entry.author_id for entry in clerk.page.visit.record.history(person)]
    assert typed_by == [clerk.page.visit.person_id, other.page.visit.person_id]
    # Who saw an older state is told, and nothing is lost.
    assert clerk.save(person, 1)["type"] == "conflict"


def test_what_did_not_change_is_not_written_again(room, clerk):
    said = {"ratings": {RATING: {"talk": 4}}, "ideas": {BOARD: ["Rides"]}}
    person = clerk.kept(**said)
    assert clerk.save(person, 1, name="Rosa", **said)["type"] == "saved"
    assert room.store.current(Rating)[0].revision == 1
    assert room.store.current(Idea)[0].revision == 1


def test_scores_a_person_gave_alone_are_theirs_and_never_the_teams(room, clerk):
    idea = clerk.page.add_idea("Beds")
    scores = {SCORES: {"impact_effort": {idea: {"impact": 5, "effort": 2}}}}
    person = clerk.kept(scores=scores)
    (entry,) = room.store.current(Scores)
    assert (entry.author_id, entry.body.is_together) == (person, False)
    assert clerk.opened(person)["scores"] == scores
    assert clerk.save(person, 1, scores={SCORES: {"hanlon": {idea: {"size": 11}}}})["type"] == (
        "refused"
    )
    assert (
        clerk.save(person, 1, scores={SCORES: {"impact_effort": {idea: {"impact": 6}}}})["type"]
        == "refused"
    )
    assert clerk.save(person, 1)["type"] == "saved"
    assert room.store.current(Scores)[0].body.scores == {}


def test_a_sheet_is_taken_back_whole(room, clerk):
    idea = clerk.page.add_idea("Beds")
    person = clerk.kept(
        ratings={RATING: {"talk": 4}},
        ideas={BOARD: ["Rides"]},
        dots={VOTE: {idea: 1}},
        picks={SCORES: [idea]},
        maps={
            MAP: {
                "links": [{"source": "Shame", "target": "Trust", "weight": -0.62}],
                "is_handed_in": True,
            }
        },
    )
    assert clerk.send("drop", record_id=person, base_revision=1)["type"] == "saved"
    assert clerk.sheets == []
    for kind in (Rating, Idea, DotVote, NominalVote, OwnMap):
        assert room.store.current(kind, author_id=person) == []
    assert person not in team_people(clerk.page.visit.record, "ash")
    assert clerk.opened(person)["type"] == "refused"


def test_a_map_in_sentences_is_a_map_like_any_other(room, clerk):
    links = [
        {"source": "Shame", "target": "Asking for help", "weight": -1.0},
        {"source": "Rides", "target": "asking for help", "weight": 0.25},
    ]
    person = clerk.kept(maps={MAP: {"links": links, "is_handed_in": True}})
    (drawn,) = room.store.current(OwnMap, author_id=person)
    assert drawn.body.is_handed_in
    assert [word.label for word in drawn.body.words] == ["Shame", "Asking for help", "Rides"]
    assert [link.weight for link in drawn.body.links] == [-1.0, 0.25]
    opened = clerk.opened(person)["maps"][MAP]
    assert opened["links"][1]["target"] == "Asking for help"


def test_paper_that_comes_late_counts_at_its_own_forum(room, clerk):
    person = clerk.kept(occasion="forum-1", ratings={RATING: {"talk": 4}})
    (entry,) = room.store.current(Rating, author_id=person)
    assert entry.occasion == "forum-1"
    assert room.store.get(person).occasion == "forum-1"
    assert clerk.page.visit.record.current(Rating, occasion="forum-2") == []
    assert clerk.sheets[0]["occasion"] == "forum-1"
    assert clerk.save(person, 1, occasion="forum-2")["type"] == "refused"


def test_what_comes_after_a_result_was_shown_is_kept_and_changes_it_by_the_rule_alone(room, clerk):
    for page in room.people(5):
        page.rate(talk=2)
    clerk.page.set_step(clerk.page.rating, is_open=False)
    (occasion,) = [one for one in clerk.paper.widget.occasions if one["id"] == "forum-2"]
    assert RATING in occasion["closed"]

    def counts() -> list[int]:
        visit = clerk.page.visit
        visit.look_again()
        found = rating_result(visit.record, visit.program, "ash", RATING, "pulse", "forum-2")
        return list(found.statements[0].counts)

    assert counts() == [0, 5, 0, 0, 0]
    for _ in range(4):
        clerk.kept(ratings={RATING: {"talk": 5}})
    assert counts() == [0, 5, 0, 0, 0]
    clerk.page.set_step(clerk.page.rating, is_open=True)
    clerk.page.set_step(clerk.page.rating, is_open=False)
    assert counts() == [0, 5, 0, 0, 0]
    clerk.kept(ratings={RATING: {"talk": 5}})
    clerk.page.set_step(clerk.page.rating, is_open=True)
    clerk.page.set_step(clerk.page.rating, is_open=False)
    assert counts() == [0, 5, 0, 0, 5]


def test_a_facilitator_types_for_the_team_they_look_at_and_reads_no_name_of_others(room, clerk):
    clerk.kept(name="Rosa", ratings={RATING: {"talk": 4}})
    guest = Clerk(room, Role.FACILITATOR)
    own = guest.kept(name="Sam", ratings={RATING: {"talk": 3}})
    assert room.store.get(own).team_id == "ash"
    assert sorted(one["name"] for one in guest.sheets) == ["", "Sam"]
    (other,) = [one for one in guest.sheets if not one["name"]]
    sheet = guest.opened(other["id"])
    assert sheet["name"] is None
    assert "Rosa" not in str(guest.paper.widget.get_state())
    saved = guest.save(other["id"], sheet["revision"], name=None, ratings=sheet["ratings"])
    assert saved["type"] == "saved"
    assert room.store.get(other["id"]).body.name == "Rosa"


def test_the_list_counts_what_stands_on_a_sheet_and_tells_nothing_of_it(clerk):
    clerk.kept(ratings={RATING: {"talk": 4}}, ideas={BOARD: ["Rides to treatment"]})
    (listed,) = clerk.sheets
    assert listed["said"] == {RATING: 1, BOARD: 1}
    state = str(listed)
    assert "Rides" not in state
    assert clerk.paper.widget.answered == 1


def test_a_code_that_is_made_anew_ends_the_one_before(room, clerk):
    person = clerk.kept(ratings={RATING: {"talk": 4}})
    old = clerk.send("code", record_id=person, base_revision=1)
    new = clerk.send("code", record_id=person, base_revision=old["revision"])
    page = Page(room.store)
    assert page.send(page.strip, "return", return_code=old["code"])["type"] == "refused"
    assert page.send(page.strip, "return", return_code=new["code"])["type"] == "joined"


def test_a_facilitator_who_looks_at_no_team_types_for_nobody(room):
    page = Page(room.store)
    page.join(room.code(role=Role.FACILITATOR), sector="")
    paper = page.visit.paper_sheets("sheets")
    reply = page.send(
        paper, "save", record_id="x", base_revision=0, occasion="forum-2", name="", sector="",
        **NOTHING,
    )  # fmt: skip
    assert reply["type"] == "refused"
    assert "choose a team" in reply["text"]
