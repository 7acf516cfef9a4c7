"""Answering, writing, voting, choosing; and what is seen when."""

from __future__ import annotations

import secrets
from typing import Any

from ciwidgets.enrolment import load_program
from ciwidgets.model import DotVote, Idea, JoinCode, Rating, Role
from tests.support.room import Page, Room


def look(*pages: Page) -> None:
    """Let pages take in what others did."""
    for page in pages:
        page.visit.look_again()


def test_how_many_have_answered_is_live_and_what_they_answered_is_not(room: Room) -> None:
    people = room.people(6)
    for page in people[:5]:
        page.rate(talk=5)
    look(*people)
    assert [(page.rating.widget.answered, page.rating.widget.people) for page in people] == [
        (5, 6)
    ] * 6
    assert all(page.rating.widget.result == {} for page in people)


def test_a_closed_step_shows_everyone_the_same_result(room: Room) -> None:
    people = room.people(6)
    for page, answer in zip(people, (1, 2, 4, 4, 5, 5), strict=True):
        page.rate(talk=answer)
    manager = room.person(role=Role.PROJECT_MANAGER)
    assert manager.set_step(manager.rating, is_open=False)["type"] == "saved"
    look(*people)
    results = [page.rating.widget.result for page in people]
    assert all(result == results[0] for result in results)
    assert results[0]["answered"] == 6
    assert results[0]["statements"][0]["counts"] == [1, 1, 0, 2, 2]
    assert results[0]["statements"][0]["agreement"] is None


def test_a_facilitator_sees_the_measures_of_agreement(room: Room) -> None:
    for page in room.people(5):
        page.rate(talk=5)
    guest = room.person(role=Role.FACILITATOR)
    guest.set_step(guest.rating, is_open=False)
    assert guest.rating.widget.result["statements"][0]["agreement"] == 1.0


def test_fewer_than_five_answers_are_never_shown(room: Room) -> None:
    people = room.people(4)
    for page in people:
        page.rate(talk=5, trust=1)
    manager = room.person(role=Role.PROJECT_MANAGER)
    manager.set_step(manager.rating, is_open=False)
    look(*people)
    result = people[0].rating.widget.result
    assert result["too_few"] is True
    assert result["statements"] == []


def test_one_late_answer_does_not_move_a_shown_result(room: Room) -> None:
    people = room.people(6)
    for page in people[:5]:
        page.rate(talk=5)
    manager = room.person(role=Role.PROJECT_MANAGER)
    manager.set_step(manager.rating, is_open=False)
    manager.set_step(manager.rating, is_open=True)
    people[5].rate(talk=1)
    manager.set_step(manager.rating, is_open=False)
    look(people[0])
    result = people[0].rating.widget.result
    assert result["statements"][0]["counts"] == [0, 0, 0, 0, 5]
    assert result["later"] == 1


def test_an_answer_sent_again_is_kept_once_and_answered_as_kept(room: Room) -> None:
    page = room.person()
    message = {
        "type": "save",
        "request_id": "r" * 22,
        "base_revision": 0,
        "answers": {"talk": 3},
    }
    first = page.visit.receive(page.rating, message)
    manager = room.person(role=Role.PROJECT_MANAGER)
    manager.set_step(manager.rating, is_open=False)
    look(page)
    again = page.visit.receive(page.rating, message)
    assert first == again
    assert len(room.store.history(first["record_id"])) == 1


def test_two_tabs_of_one_person_meet_in_a_conflict_and_lose_nothing(room: Room) -> None:
    tab = Page(room.store)
    token = tab.join(room.code())["token"]
    other = Page(room.store)
    other.send(other.strip, "restore", token=token, code="")
    tab.rate(talk=1)
    reply = other.rate(talk=5)
    assert reply["type"] == "conflict"
    assert reply["theirs"]["answers"] == {"talk": 1}
    assert other.rate(base_revision=reply["revision"], talk=5)["type"] == "saved"
    assert [e.body.answers for e in room.store.history(reply["record_id"])] == [
        {"talk": 1},
        {"talk": 5},
    ]
    assert len(room.store.current(Rating)) == 1


def test_answers_off_the_scale_or_the_survey_are_refused(room: Room) -> None:
    page = room.person()
    assert page.rate(talk=6)["type"] == "refused"
    assert page.rate(nonsense=3)["type"] == "refused"
    assert page.rate(talk="perhaps")["type"] == "refused"
    assert page.rate(talk="dont_know", trust="prefer_not")["type"] == "saved"


def test_ideas_are_live_for_the_team_and_only_for_the_team(room: Room) -> None:
    writer, reader, stranger = room.person(), room.person(), room.person("elm")
    writer.add_idea("Naloxone at night 🌙 مساعدة <b>now</b>")
    look(reader, stranger)
    assert [one["text"] for one in reader.board.widget.ideas] == [
        "Naloxone at night 🌙 مساعدة <b>now</b>"
    ]
    assert stranger.board.widget.ideas == []


def test_merged_ideas_keep_their_originals_and_split_again(room: Room) -> None:
    page = room.person()
    one, two, three = (page.add_idea(text) for text in ("Bus", "A bus", "Housing"))
    reply = page.send(
        page.board,
        "merge",
        record_id="group-1",
        base_revision=0,
        title="Transport",
        idea_ids=[one, two],
    )
    assert reply["type"] == "saved"
    assert page.board.widget.groups[0]["idea_ids"] == [one, two]
    assert {item["text"]: item["originals"] for item in page.vote.widget.items} == {
        "Transport": ["Bus", "A bus"],
        "Housing": [],
    }
    assert len(page.board.widget.ideas) == 3
    page.send(page.board, "split", record_id="group-1", base_revision=1)
    assert {item["id"] for item in page.vote.widget.items} == {one, two, three}


def test_only_the_writer_changes_an_idea(room: Room) -> None:
    writer, other = room.person(), room.person()
    idea = writer.add_idea("First words")
    look(other)
    reply = other.send(other.board, "edit", record_id=idea, base_revision=1, text="Mine now")
    assert "written by someone else" in reply["text"]
    assert (
        writer.send(writer.board, "edit", record_id=idea, base_revision=1, text="Better")["type"]
        == "saved"
    )
    assert writer.send(writer.board, "withdraw", record_id=idea, base_revision=2)["type"] == "saved"
    assert writer.board.widget.ideas == []
    assert [e.body.text for e in room.store.history(idea)] == ["First words", "Better", "Better"]


def test_a_hidden_idea_leaves_the_wall_and_stays_in_the_record(room: Room) -> None:
    writer, reader = room.person(), room.person()
    idea = writer.add_idea("Names somebody")
    manager = room.person(role=Role.PROJECT_MANAGER)
    assert manager.send(manager.board, "hide", target_id=idea, is_hidden=True)["type"] == "saved"
    look(writer, reader)
    assert reader.board.widget.ideas == []
    assert reader.vote.widget.items == []
    assert [one["is_hidden"] for one in writer.board.widget.ideas] == [True]
    assert room.store.get(idea).body.text == "Names somebody"
    manager.send(manager.board, "hide", target_id=idea, is_hidden=False)
    look(reader)
    assert len(reader.board.widget.ideas) == 1


def test_a_ballot_holds_no_more_dots_than_a_person_has(room: Room) -> None:
    page = room.person()
    one, two = page.add_idea("One"), page.add_idea("Two")

    def vote(**dots: Any) -> dict[str, Any]:
        revision = page.vote.widget.mine["revision"]
        return page.send(page.vote, "save", base_revision=revision, dots=dots["dots"])

    assert vote(dots={one: 2, two: 2})["type"] == "refused"
    assert vote(dots={one: 3})["type"] == "refused"
    assert vote(dots={"nothing": 1})["type"] == "refused"
    assert vote(dots={one: 2, two: 1})["type"] == "saved"
    assert len(room.store.current(DotVote)) == 1


def test_merging_after_the_vote_keeps_every_dot(room: Room) -> None:
    people = room.people(5)
    one, two = people[0].add_idea("Bus"), people[0].add_idea("A bus")
    look(*people)
    for page in people:
        page.send(page.vote, "save", base_revision=0, dots={one: 2, two: 1})
    people[0].send(
        people[0].board,
        "merge",
        record_id="group-1",
        base_revision=0,
        title="Transport",
        idea_ids=[one, two],
    )
    look(*people)
    assert people[1].vote.widget.mine["dots"] == {"group-1": 3}
    manager = room.person(role=Role.PROJECT_MANAGER)
    manager.set_step(manager.vote, is_open=False)
    assert [(x["text"], x["dots"], x["voters"]) for x in manager.vote.widget.result["items"]] == [
        ("Transport", 15, 5)
    ]


def test_no_dots_are_seen_before_the_vote_is_closed(room: Room) -> None:
    people = room.people(5)
    idea = people[0].add_idea("One")
    look(*people)
    for page in people:
        page.send(page.vote, "save", base_revision=0, dots={idea: 1})
    look(*people)
    assert people[0].vote.widget.answered == 5
    assert people[0].vote.widget.result == {}
    (candidate,) = people[0].needs.widget.candidates
    assert (candidate["id"], candidate["text"], candidate["dots"]) == (idea, "One", -1)


def test_each_person_sees_the_items_in_an_order_of_their_own_that_stays(room: Room) -> None:
    people = room.people(6)
    for number in range(8):
        people[0].add_idea(f"Idea {number}")
    look(*people)
    orders = [tuple(item["id"] for item in page.vote.widget.items) for page in people]
    assert len(set(orders)) > 1
    people[1].add_idea("One more")
    look(people[2])
    later = [item["id"] for item in people[2].vote.widget.items]
    assert [one for one in later if one in orders[2]] == list(orders[2])


def test_a_team_words_its_needs_together(room: Room) -> None:
    one, other = room.people(2)
    idea = one.add_idea("A bus to the clinic")
    look(other)
    reply = one.send(
        one.needs,
        "save",
        record_id="need-1",
        base_revision=0,
        text="Rides to treatment",
        reason="Nobody gets there without a car.",
        idea_ids=[idea],
        rank=1,
    )
    assert reply["type"] == "saved"
    look(other)
    assert other.needs.widget.needs[0]["text"] == "Rides to treatment"
    changed = other.send(
        other.needs,
        "save",
        record_id="need-1",
        base_revision=1,
        text="Rides, day and night",
        reason="",
        idea_ids=[idea],
        rank=1,
    )
    assert changed["type"] == "saved"
    late = one.send(
        one.needs,
        "save",
        record_id="need-1",
        base_revision=1,
        text="Rides on Sundays",
        reason="",
        idea_ids=[idea],
        rank=1,
    )
    assert late["type"] == "conflict"
    assert late["theirs"]["text"] == "Rides, day and night"
    one.send(one.needs, "drop", record_id="need-1", base_revision=2)
    too_late = one.send(
        one.needs, "save", record_id="need-1", base_revision=2, text="Rides", reason="", rank=1
    )
    assert too_late["type"] == "conflict"
    assert too_late["theirs"] == {"type": "drop"}


def test_a_team_takes_on_no_more_needs_than_the_program_says(room: Room) -> None:
    page = room.person()
    for number in range(5):
        page.send(
            page.needs,
            "save",
            record_id=f"need-{number}",
            base_revision=0,
            text=f"Need {number}",
            rank=number + 1,
        )
    reply = page.send(
        page.needs, "save", record_id="need-9", base_revision=0, text="One too many", rank=6
    )
    assert "5 is the most" in reply["text"]
    assert page.send(page.needs, "drop", record_id="need-0", base_revision=1)["type"] == "saved"
    assert len(page.needs.widget.needs) == 4


def test_a_participant_opens_and_closes_nothing(room: Room) -> None:
    page = room.person()
    reply = page.set_step(page.rating, is_open=False)
    assert "project manager or a facilitator" in reply["text"]
    assert page.rating.widget.phase == "open"


def test_closing_a_step_twice_is_harmless(room: Room) -> None:
    manager = room.person(role=Role.PROJECT_MANAGER)
    guest = room.person(role=Role.FACILITATOR)
    assert manager.set_step(manager.board, is_open=False)["type"] == "saved"
    assert guest.set_step(guest.board, is_open=False)["type"] == "saved"
    assert guest.board.widget.phase == "closed"


def test_a_megabyte_of_text_is_refused_in_plain_words_and_nothing_is_lost(room: Room) -> None:
    page = room.person()
    reply = page.send(page.board, "add", record_id="idea-1", text="x" * 1_000_000)
    assert "too much text" in reply["text"]
    reply = page.send(page.board, "add", record_id="idea-1", text="x" * 281)
    assert reply["text"].startswith("That text has 281 characters and 280 fit")
    assert room.store.current(Idea) == []


def test_a_hide_or_a_new_name_sent_again_is_answered_as_kept(room: Room) -> None:
    idea = room.person().add_idea("One")
    manager = room.person(role=Role.PROJECT_MANAGER)
    for part, content in (
        (manager.board, {"type": "hide", "target_id": idea, "is_hidden": True}),
        (manager.strip, {"type": "rename", "name": "Ana", "sector": "law"}),
    ):
        message = {"request_id": secrets.token_urlsafe(18), **content}
        first = manager.visit.receive(part, message)
        assert first["type"] == "saved"
        assert manager.visit.receive(part, message) == first


def test_after_a_conflict_the_page_shows_what_stands(room: Room) -> None:
    tab = Page(room.store)
    token = tab.join(room.code())["token"]
    other = Page(room.store)
    other.send(other.strip, "restore", token=token, code="")
    tab.rate(talk=1)
    assert other.rate(talk=5)["type"] == "conflict"
    assert other.rating.widget.mine == {"answers": {"talk": 1}, "revision": 1}


def test_limits_hold_for_a_page_that_has_not_looked_again(room: Room) -> None:
    one, two = room.people(2)
    for number in range(5):
        one.send(one.needs, "save", record_id=f"need-{number}", base_revision=0, text="x", rank=1)
    reply = two.send(two.needs, "save", record_id="need-9", base_revision=0, text="x", rank=1)
    assert "5 is the most" in reply["text"]
    manager = room.person(role=Role.PROJECT_MANAGER)
    manager.set_step(manager.rating, is_open=False)
    assert "closed" in two.rate(talk=3)["text"]


def test_an_edited_program_reaches_pages_that_are_open(room: Room) -> None:
    page = room.person()
    program = room.program.model_copy(update={"dots_per_person": 7})
    load_program(room.store, program)
    look(page)
    assert page.vote.widget.dots_per_person == 7


def test_a_group_with_dots_on_it_is_not_taken_apart(room: Room) -> None:
    page = room.person()
    one, two = page.add_idea("Bus"), page.add_idea("A bus")
    page.send(
        page.board, "merge", record_id="group-1", base_revision=0, title="Transport",
        idea_ids=[one, two],
    )  # fmt: skip
    page.send(page.vote, "save", base_revision=0, dots={"group-1": 2})
    reply = page.send(page.board, "split", record_id="group-1", base_revision=1)
    assert "stays together" in reply["text"]
    manager = room.person(role=Role.PROJECT_MANAGER)
    reply = manager.send(manager.board, "hide", target_id="group-1", is_hidden=True)
    assert reply["type"] == "saved"


def test_only_people_of_today_are_counted_as_having_answered(room: Room) -> None:
    first = Page(room.store)
    code = next(
        entry.body.code for entry in room.store.current(JoinCode, team_id="ash", occasion="forum-1")
    )
    first.join(code)
    first.add_idea("Written at forum 1")
    page = room.person()
    assert (page.board.widget.answered, page.board.widget.people) == (0, 1)
    assert len(page.board.widget.ideas) == 1


def test_a_facilitators_unsent_words_belong_to_the_team_they_looked_at(room: Room) -> None:
    guest = room.person("ash", Role.FACILITATOR)
    at_ash = guest.board.widget.person
    guest.send(guest.strip, "look", team_id="elm")
    assert guest.board.widget.person != at_ash
