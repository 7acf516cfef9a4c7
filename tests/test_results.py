"""What a team may see, from entries that were written one after another."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest

from ciwidgets import results
from ciwidgets.model import (
    DotVote,
    Draft,
    Idea,
    IdeaGroup,
    Moderation,
    Need,
    Occasion,
    Person,
    Program,
    Rating,
    Role,
    Scale,
    Sector,
    Statement,
    StepState,
    Survey,
    Team,
)
from ciwidgets.store import Store

BOARD, VOTE, RATE = "book/ideas", "book/vote", "book/rate"

PROGRAM = Program(
    name="A made-up program",
    made_up=True,
    support="",
    records="",
    occasions=[Occasion(id="forum-1", name="First forum", date=date(2026, 3, 1))],
    teams=[Team(id="t1", name="One"), Team(id="t2", name="Two")],
    sectors=[Sector(id="law", name="Law"), Sector(id="health", name="Health")],
    scales=[Scale(id="agree", labels=["No", "Between", "Yes"])],
    surveys=[
        Survey(
            id="pulse",
            title="Pulse",
            scale="agree",
            statements=[Statement(id="s1", text="Works?"), Statement(id="s2", text="Lasts?")],
        )
    ],
)


class Room:
    """A team at work in a store, one entry after another."""

    def __init__(self, team_id: str = "t1") -> None:
        self.store = Store("sqlite://")
        self.team_id = team_id
        self._numbers = count(1)
        self._revisions: dict[str, int] = {}

    def say(self, record_id, body, author="", occasion="forum-1", team="", retracted=False) -> int:
        revision = self._revisions.get(record_id, 0)
        self._revisions[record_id] = revision + 1
        draft = Draft(
            record_id,
            body,
            f"request-{next(self._numbers)}",
            team or self.team_id,
            author,
            occasion,
            revision,
            retracted=retracted,
        )
        return self.store.append([draft])[0].seq

    def join(self, person, sector="", role=Role.PARTICIPANT, **more) -> None:
        self.say(person, Person(role=role, sector=sector, **more), author=person)

    def rate(self, person, answer=None, **answers) -> int:
        given = answers if answer is None else {"s1": answer}
        body = Rating(step=RATE, survey="pulse", answers=given)
        return self.say(f"rating-{person}", body, author=person)

    def vote(self, person, **dots) -> int:
        return self.say(f"vote-{person}", DotVote(step=VOTE, dots=dots), author=person)

    def write(self, idea, retracted=False) -> int:
        return self.say(idea, Idea(step=BOARD, text=idea), author="a", retracted=retracted)

    def merge(self, title, *ideas, retracted=False) -> int:
        body = IdeaGroup(step=BOARD, title=title, idea_ids=list(ideas))
        return self.say(title, body, author="a", retracted=retracted)

    def hide(self, target, is_hidden=True) -> int:
        body = Moderation(step=BOARD, target_id=target, is_hidden=is_hidden)
        return self.say(f"hide-{target}", body)

    def close(self, step=RATE) -> int:
        return self.say(f"state-{step}", StepState(step=step, is_open=False))

    def open(self, step=RATE) -> int:
        return self.say(f"state-{step}", StepState(step=step, is_open=True))

    def rated(self, as_of=None):
        return results.rating_result(
            self.store, PROGRAM, self.team_id, RATE, "pulse", "forum-1", as_of
        )

    def voted(self, as_of=None):
        return results.vote_result(self.store, self.team_id, VOTE, BOARD, "forum-1", as_of)

    def dots_today(self, as_of=None):
        return results.dots_on_the_wall(self.store, self.team_id, VOTE, BOARD, "forum-1", as_of)


@pytest.fixture
def room():
    one = Room()
    yield one
    one.store.close()


def test_people_of_a_team_are_counted_once_and_guests_not_at_all(room):
    room.join("a", "law")
    room.join("manager", role=Role.PROJECT_MANAGER)
    room.join("guest", role=Role.FACILITATOR)
    room.join("phone", "health")
    room.join("laptop", same_as="phone")
    room.join("by-file", source="import")
    room.join("stranger-of-t2")
    room.say("stranger-of-t2", Person(role=Role.PARTICIPANT), retracted=True)
    people = results.team_people(room.store, "t1")
    assert list(people) == ["a", "manager", "phone"]


def test_a_sector_given_on_either_phone_is_the_persons(room):
    room.join("phone")
    room.join("laptop", "health", same_as="phone")
    assert results.team_people(room.store, "t1")["phone"].sector == "health"


def test_records_that_name_each_other_are_one_person(room):
    room.join("b", same_as="a")
    room.join("a", same_as="b")
    assert list(results.team_people(room.store, "t1")) == ["a"]


def test_people_as_of_a_moment_are_those_who_had_come(room):
    room.join("a")
    before = room.store.last_seq()
    room.join("b")
    assert list(results.team_people(room.store, "t1", before)) == ["a"]


def test_a_step_starts_open_and_remembers_its_last_closing(room):
    assert results.step_state(room.store, "t1", RATE, "forum-1") == (True, None)
    first = room.close()
    assert results.step_state(room.store, "t1", RATE, "forum-1") == (False, first)
    room.open()
    assert results.step_state(room.store, "t1", RATE, "forum-1") == (True, first)
    second = room.close()
    assert results.step_state(room.store, "t1", RATE, "forum-1") == (False, second)
    assert results.step_state(room.store, "t1", RATE, "forum-1", first) == (False, first)
    assert results.step_state(room.store, "t1", RATE, "forum-2") == (True, None)
    assert results.step_state(room.store, "t2", RATE, "forum-1") == (True, None)


def _six_answers(room) -> None:
    for person in "abcdef":
        room.join(person)
        room.rate(person, 3)


def test_nothing_is_shown_while_a_step_is_open(room):
    _six_answers(room)
    assert room.rated() is None
    room.close()
    assert room.rated().statements[0].counts == (0, 0, 6)
    room.open()
    assert room.rated() is None


def test_a_result_is_what_stood_at_the_closing(room):
    _six_answers(room)
    room.close()
    room.rate("a", 1)
    shown = room.rated()
    assert shown.statements[0].counts == (0, 0, 6)
    assert shown.later == 1


def test_a_second_closing_that_moves_by_one_person_shows_the_first(room):
    _six_answers(room)
    room.close()
    room.open()
    room.rate("a", 1)
    room.close()
    assert room.rated().statements[0].counts == (0, 0, 6)
    assert room.rated().later == 1
    room.open()
    for person in "bcd":
        room.rate(person, 1)
    room.close()
    assert room.rated().statements[0].counts == (0, 0, 6)
    assert room.rated().later == 4
    room.open()
    room.rate("e", 1)
    room.close()
    assert room.rated().statements[0].counts == (5, 0, 1)
    assert room.rated().later == 0


def test_people_who_changed_another_statement_show_nobody_who_changed_this_one(room):
    for person in "abcdefg":
        room.join(person)
    for person in "bcdefg":
        room.rate(person, s1=3, s2=1)
    room.close()
    room.open()
    room.rate("a", s1=1)
    for person in "bcdef":
        room.rate(person, s1=3, s2=3)
    room.close()
    assert [one.counts for one in room.rated().statements] == [(0, 0, 6), (6, 0, 0)]
    assert room.rated().later == 6


def test_closings_one_after_another_are_compared_with_every_one_that_was_shown(room):
    for person in "abcdefghijk":
        room.join(person)
        room.rate(person, 3)
    room.close()
    room.open()
    for person in "abcde":
        room.rate(person, 1)
    room.close()
    assert room.rated().statements[0].counts == (5, 0, 6)
    room.open()
    for person in "abcde":
        room.rate(person, 3)
    room.rate("f", 1)
    room.close()
    # Six people changed since the last result, and one since the first.
    assert room.rated().statements[0].counts == (5, 0, 6)
    assert room.rated().later == 6


def test_answers_that_come_back_to_the_first_result_show_it_with_its_sectors(room):
    for number in range(12):
        room.join(f"p{number}", "law" if number % 2 else "health")
        room.rate(f"p{number}", 3)
    room.close()
    for answer in (1, 3):
        room.open()
        for number in range(6):
            room.rate(f"p{number}", answer)
        room.close()
    assert room.rated().statements[0].counts == (0, 0, 12)
    assert len(room.rated().statements[0].pools) == 2


def test_one_person_left_of_a_sector_is_not_had_from_the_sectors_shown_before(room):
    people = {**dict.fromkeys("abcdef", "law"), **dict.fromkeys("ghijk", "health")}
    for person, sector in people.items():
        room.join(person, sector)
        room.rate(person, 3)
    room.close()
    assert len(room.rated().statements[0].pools) == 2
    room.open()
    for person in "abcde":
        room.rate(person, s2=1)
    room.close()
    assert room.rated().statements[0].counts == (0, 0, 11)
    room.open()
    room.rate("f", s2=1)
    room.close()
    assert room.rated().statements[0].counts == (0, 0, 5)


def test_a_statement_of_which_nothing_was_seen_may_be_shown_as_soon_as_five_answered(room):
    for person in "abcdef":
        room.join(person)
        room.rate(person, **({"s1": 3} if person in "ef" else {"s1": 3, "s2": 2}))
    room.close()
    assert [one.counts for one in room.rated().statements] == [(0, 0, 6), ()]
    room.open()
    room.rate("e", s1=3, s2=2)
    room.close()
    assert [one.counts for one in room.rated().statements] == [(0, 0, 6), (0, 5, 0)]


def test_who_cleared_every_answer_is_nobody_who_answered(room):
    for person in "abcde":
        room.join(person)
        room.rate(person, 2)
    room.rate("e", another_survey=1)
    room.rate("d")
    room.close()
    assert room.rated().too_few
    assert room.rated().answered == 3
    room.open()
    room.rate("d", 2)
    room.rate("e", 2)
    room.close()
    assert room.rated().statements[0].counts == (0, 5, 0)


def test_a_result_that_everybody_cleared_comes_back_rather_than_show_one_person(room):
    _six_answers(room)
    room.close()
    room.open()
    for person in "abcdef":
        room.rate(person)
    room.close()
    assert room.rated().too_few
    room.open()
    for person in "abcdef":
        room.rate(person, 1 if person == "a" else 3)
    room.close()
    assert room.rated().statements[0].counts == (0, 0, 6)
    assert room.rated().later == 1


def test_what_replaces_a_shown_result_is_shown_without_sectors(room):
    for number in range(12):
        person = f"p{number}"
        room.join(person, "law" if number % 2 else "health")
        room.rate(person, 3)
    room.close()
    assert len(room.rated().statements[0].pools) == 2
    room.open()
    for number in range(6):
        room.rate(f"p{number}", 1)
    room.close()
    assert room.rated().statements[0].counts == (6, 0, 6)
    assert room.rated().statements[0].pools == ()


def test_a_step_closed_again_with_nothing_changed_keeps_its_sectors(room):
    for number in range(12):
        room.join(f"p{number}", "law" if number % 2 else "health")
        room.rate(f"p{number}", 3)
    room.close()
    room.open()
    room.join("cleared")
    room.rate("cleared")
    room.join("elsewhere")
    room.rate("elsewhere", not_asked=1)
    room.close()
    assert len(room.rated().statements[0].pools) == 2
    assert room.rated().later == 0


def test_too_few_answers_can_be_followed_by_enough(room):
    for person in "abcd":
        room.join(person)
        room.rate(person, 2)
    room.close()
    assert room.rated().too_few
    room.open()
    room.join("e")
    room.rate("e", 2)
    room.close()
    assert room.rated().statements[0].counts == (0, 5, 0)


def test_a_person_with_two_phones_has_one_answer_the_newest(room):
    _six_answers(room)
    room.join("f-laptop", same_as="f")
    room.rate("f-laptop", 1)
    room.close()
    assert room.rated().statements[0].counts == (1, 0, 5)


def test_strangers_and_guests_do_not_count_in_a_result(room):
    _six_answers(room)
    room.join("guest", role=Role.FACILITATOR)
    room.rate("guest", 1)
    room.rate("nobody", 1)
    room.close()
    assert room.rated().answered == 6


def test_a_result_as_of_a_moment_is_the_one_shown_then(room):
    _six_answers(room)
    closed = room.close()
    room.open()
    for person in "abcde":
        room.rate(person, 1)
    room.close()
    assert room.rated(closed).statements[0].counts == (0, 0, 6)
    assert room.rated(closed - 1) is None
    assert room.rated().statements[0].counts == (5, 0, 1)


def _wall_with_votes(room) -> None:
    for number in range(3):
        room.say(f"idea-{number}", Idea(step=BOARD, text=f"Idea {number}"), author="a")
    for person in "abcde":
        room.join(person)
        ballot = DotVote(step=VOTE, dots={"idea-0": 2, "idea-1": 1})
        room.say(f"vote-{person}", ballot, author=person)


def test_a_closed_vote_counts_dots_and_voters(room):
    _wall_with_votes(room)
    assert room.voted() is None
    room.close(VOTE)
    shown = room.voted()
    assert shown.voters == 5
    assert [(one.text, one.dots) for one in shown.items] == [
        ("Idea 0", 10),
        ("Idea 1", 5),
        ("Idea 2", 0),
    ]


def test_an_idea_taken_down_after_the_vote_does_not_come_back_through_the_result(room):
    _wall_with_votes(room)
    closed = room.close(VOTE)
    room.hide("idea-0")
    assert [one.text for one in room.voted().items] == ["Idea 1", "Idea 2"]
    assert room.voted().gone == 10
    assert room.voted(closed).gone == 0


def test_an_idea_its_writer_took_back_does_not_come_back_through_the_result_either(room):
    _wall_with_votes(room)
    closed = room.close(VOTE)
    room.write("idea-0", retracted=True)
    assert [one.text for one in room.voted().items] == ["Idea 1", "Idea 2"]
    assert [one.rank for one in room.voted().items] == [1, 2]
    assert room.voted().gone == 10
    assert room.voted(closed).items[0].text == "Idea 0"


def test_a_group_keeps_its_dots_and_loses_the_words_that_were_taken_back(room):
    _wall_with_votes(room)
    room.merge("both", "idea-0", "idea-1")
    room.close(VOTE)
    room.write("idea-1", retracted=True)
    first = room.voted().items[0]
    assert (first.text, first.originals, first.dots) == ("Idea 0", ("Idea 0",), 15)
    assert room.dots_today() == {"idea-0": 15, "idea-2": 0}
    room.hide("both")
    assert [one.text for one in room.voted().items] == ["Idea 2"]
    assert room.voted().gone == 15


def test_ideas_merged_after_the_vote_have_the_dots_of_both(room):
    _wall_with_votes(room)
    assert room.dots_today() is None
    room.close(VOTE)
    assert room.dots_today() == {"idea-0": 10, "idea-1": 5, "idea-2": 0}
    room.merge("both", "idea-0", "idea-1")
    room.write("late")
    assert room.dots_today() == {"both": 15, "idea-2": 0}
    assert [one.text for one in room.voted().items] == ["Idea 0", "Idea 1", "Idea 2"]
    room.hide("idea-2")
    assert room.dots_today() == {"both": 15}
    room.open(VOTE)
    assert room.dots_today() is None


def test_four_voters_have_no_dots_on_the_wall(room):
    _wall_with_votes(room)
    room.vote("e")
    room.close(VOTE)
    assert room.voted().too_few
    assert room.voted().voters == 4
    assert room.dots_today() is None
    room.open(VOTE)
    room.vote("e", **{"idea-2": 1})
    room.close(VOTE)
    assert room.dots_today() == {"idea-0": 8, "idea-1": 4, "idea-2": 1}


def test_a_ballot_given_anew_on_merged_ideas_is_no_change(room):
    _wall_with_votes(room)
    room.close(VOTE)
    room.open(VOTE)
    room.merge("both", "idea-0", "idea-1")
    room.vote("a", both=3)
    room.close(VOTE)
    assert [(one.text, one.dots) for one in room.voted().items] == [("both", 15), ("Idea 2", 0)]
    assert room.voted().later == 0


def test_one_voter_behind_the_others_changes_shows_nothing_of_an_idea(room):
    _wall_with_votes(room)
    room.join("f")
    room.vote("f", **{"idea-0": 1})
    room.close(VOTE)
    room.open(VOTE)
    for person in "abcde":
        room.vote(person, **{"idea-0": 2, "idea-2": 1})
    room.vote("f", **{"idea-0": 2})
    room.close(VOTE)
    assert [one.dots for one in room.voted().items] == [11, 5, 0]
    assert room.voted().later == 6
    room.open(VOTE)
    room.vote("f", **{"idea-0": 1})
    room.close(VOTE)
    assert [(one.text, one.dots) for one in room.voted().items] == [
        ("Idea 0", 11),
        ("Idea 2", 5),
        ("Idea 1", 0),
    ]


def test_an_idea_written_after_the_vote_is_not_in_its_result(room):
    _wall_with_votes(room)
    room.close(VOTE)
    room.say("idea-9", Idea(step=BOARD, text="Late"), author="a")
    assert "Late" not in [one.text for one in room.voted().items]


def test_the_wall_keeps_the_order_of_writing_and_the_last_word_on_hiding(room):
    room.say("first", Idea(step=BOARD, text="First"), author="a")
    room.say("second", Idea(step=BOARD, text="Second"), author="a")
    room.say("third", Idea(step="book/other", text="Elsewhere"), author="a")
    room.say("first", Idea(step=BOARD, text="First, reworded"), author="a")
    room.say("m1", Moderation(step=BOARD, target_id="second", is_hidden=True))
    room.say("m2", Moderation(step=BOARD, target_id="second", is_hidden=False))
    wall = results.wall(room.store, "t1", BOARD)
    assert [item.text for item in wall.items] == ["First, reworded", "Second"]


def test_merged_ideas_stand_under_one_title_with_their_own_words(room):
    for name in ("one", "two"):
        room.say(name, Idea(step=BOARD, text=name), author="a")
    room.say("group", IdeaGroup(step=BOARD, title="Both", idea_ids=["one", "two"]))
    (item,) = results.wall(room.store, "t1", BOARD).items
    assert item.text == "Both"
    assert [original.text for original in item.originals] == ["one", "two"]


def test_needs_come_in_rank_order_and_the_dropped_are_gone(room):
    room.say("n2", Need(step="book/needs", text="Second", rank=2))
    room.say("n1", Need(step="book/needs", text="First", rank=1))
    room.say("n3", Need(step="book/needs", text="Dropped", rank=3))
    room.say("n3", Need(step="book/needs", text="Dropped", rank=3), retracted=True)
    assert [one.body.text for one in results.needs(room.store, "t1")] == ["First", "Second"]
