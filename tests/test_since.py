"""What is new, changed, dropped and done between two places in the store's order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.enrolment import load_program
from ciwidgets.model import (
    KINDS,
    Activity,
    CoachingNote,
    Draft,
    Goal,
    ImportedIndicators,
    JoinCode,
    LedgerLine,
    Meeting,
    NameConsent,
    Named,
    NextStep,
    Reflection,
    Role,
    Sharing,
)
from ciwidgets.results.naming.team_record import TeamRecord
from ciwidgets.results.story.since import (
    KINDS_TOLD,
    ends,
    happenings,
    since,
    since_last_forum,
)
from ciwidgets.results.story.since_words import SinceWords
from ciwidgets.store import Store, kept
from ciwidgets.store.reading import entry_as as whole
from ciwidgets.words import catalogue, kernel_section
from tests.support.plan_log import FORUM_1, FORUM_2, PROGRAM, PlanLog
from tests.support.room import small_program

WORDS = kernel_section("since_then")
TODAY = date(2026, 6, 1)
# Whoever reads "since the last forum" must never find any of these.
CONFIDENTIAL = {
    "own_map", "rating", "dot_vote", "nominal_vote", "scores", "reflection", "change_of_mind",
    "coaching_note", "name_consent", "person", "device", "join_code", "imported_answers",
    "goal_review", "thanks", "idea", "moderation", "step_state", "imported_map",
}  # fmt: skip


@pytest.fixture
def log():
    log = PlanLog()
    log.goal("old", "An old goal")
    return log


def what(log, occasion="forum-1", until=None):
    found = since(log, PROGRAM, "t1", occasion, until)
    return [(one.what, one.kept.entry.record_id, one.fields) for one in found.happenings]


def told(log, found, mask=str):
    say = SinceWords(log, PROGRAM, WORDS, TODAY, mask)
    lines = [f"{one.what} {one.title}: {item.text}|{item.changed}"
             for one in say.groups(found) for item in one.listed]  # fmt: skip
    return say.summary(found), lines


def test_new_changed_dropped_and_done_are_told_apart(log):
    log.goal("kept", "A goal")
    log.goal("gone", "Gone")
    log.work("a1", "A van")
    log.at(date(2026, 3, 1))
    log.goal("new", "New")
    log.change("kept", by=date(2026, 7, 1), owner=Named(role="a nurse"))
    log.drop("gone")
    log.change("a1", status="done")
    log.win("w1", "A ride")
    assert what(log) == [
        ("new", "new", ()),
        ("changed", "kept", ("by", "owner")),
        ("dropped", "gone", ()),
        ("done", "a1", ()),
        ("done", "w1", ()),
    ]


def test_what_came_and_went_or_is_as_it_was_is_not_told(log):
    log.at(date(2026, 3, 1))
    log.goal("brief", "Brief")
    log.drop("brief")
    log.change("old", aim="Other words")
    log.change("old", aim="An old goal")
    log.change("old", rank=3)
    assert what(log) == []


def test_what_was_taken_off_and_put_back_is_told_as_it_ends(log):
    log.drop("old")
    log.at(date(2026, 3, 1))
    log.say("old", log.history("old")[-1].body)
    assert what(log) == [("new", "old", ())]
    log.drop("old")
    assert what(log) == []


def test_a_next_step_that_was_let_go_is_dropped_and_a_goal_reached_is_done(log):
    log.say("s1", NextStep(step="m/s", text="Call"))
    log.at(date(2026, 3, 1))
    log.change("s1", status="dropped")
    log.change("old", status="reached")
    assert what(log) == [("dropped", "s1", ()), ("done", "old", ())]


def test_what_is_said_in_the_months_after_a_forum_is_since_that_forum(log):
    log.at(date(2026, 2, 1))  # the occasion is still the first forum's
    log.goal("new", "New")
    assert what(log) == [("new", "new", ())]
    assert since_last_forum(log, PROGRAM, "t1", "forum-1").occasion.id == "forum-1"


def test_in_the_hall_the_last_forum_is_the_one_before(log):
    log.at(date(2026, 3, 10), "march")
    log.goal("spring", "Spring")
    log.at(FORUM_2, "forum-2")
    log.goal("may", "May")
    found = since_last_forum(log, PROGRAM, "t1", "forum-2")
    assert found.occasion.id == "forum-1"
    assert [one.kept.entry.record_id for one in found.happenings] == ["spring", "may"]
    log.at(date(2026, 6, 1), "forum-2")
    log.goal("june", "June")
    found = since_last_forum(log, PROGRAM, "t1", "forum-2")
    assert (found.occasion.id, len(found.happenings)) == ("forum-2", 1)
    assert since_last_forum(log, PROGRAM, "t1", "march").occasion.id == "forum-1"


def test_before_the_first_forum_is_over_everything_is_since_the_beginning(log):
    found = since_last_forum(log, PROGRAM, "t1", "forum-1")
    assert (found.occasion, len(found.happenings)) == (None, 1)
    assert told(log, found) == (
        "Since the beginning: 1 new.",
        ["new 1 goal: An old goal|"],
    )


def test_since_a_forum_at_which_nothing_was_said_is_since_the_end_of_the_one_before(log):
    assert what(log, "forum-2") == []
    log.at(date(2026, 6, 1), "forum-2")
    log.goal("june", "June")
    log.at(date(2026, 6, 2), "forum-2")
    assert what(log, "march") == [("new", "june", ())]


def test_a_record_that_was_brought_whole_is_told_by_its_occasions():
    log = PlanLog(date(2026, 11, 22))
    log.goal("one", "One")
    log.at(date(2026, 11, 22), "forum-2")
    log.goal("two", "Two")
    assert ends(log, PROGRAM) == {"forum-1": 1, "forum-2": 2}
    found = since_last_forum(log, PROGRAM, "t1", "forum-2")
    assert [one.kept.entry.record_id for one in found.happenings] == ["two"]


def test_a_file_brought_late_does_not_move_the_end_of_its_forum(log):
    log.at(FORUM_2, "forum-2")
    log.goal("may", "May")
    log.at(FORUM_1, "forum-1")
    rows = {"title": "Deaths", "format": "ours", "rows": [], "measures": {}}
    body = ImportedIndicators.model_construct(**rows)
    log.say("file", body)
    assert ends(log, PROGRAM) == {"forum-1": 1, "forum-2": 2}


def test_a_code_made_long_before_a_forum_does_not_end_it(log):
    log.at(date(2026, 1, 1), "forum-2")
    log.say("code", JoinCode(code="ABCDEFGH", role=Role.PARTICIPANT))
    assert ends(log, PROGRAM) == {"forum-1": 1}


def test_two_places_bound_what_is_told(log):
    log.at(date(2026, 2, 1))
    then = log.goal("new", "New")
    log.change("new", aim="Newer")
    assert what(log, until=then) == [("new", "new", ())]
    assert happenings(log, "t1", then)[0].fields == ("aim",)


def test_another_teams_entries_are_not_told(log):
    assert len(happenings(log, "t1", 0)) == 1
    assert happenings(log, "t2", 0) == ()


def test_nothing_confidential_is_ever_told(log):
    assert not {kind.kind for kind in KINDS_TOLD} & CONFIDENTIAL
    assert {*KINDS} >= CONFIDENTIAL
    log.at(date(2026, 3, 1))
    log.say("c", CoachingNote(step="m/c", on=TODAY, text="Between us", meant_for="faculty"))
    log.say("n", NameConsent(about="", audiences=["public"]))
    log.say("r", Reflection(step="m/r", exercise="ladder", answers={"one": "Mine"}))
    log.draw("p1", stigma__help=-1)
    assert what(log) == []


def test_it_is_said_from_what_to_what_something_changed(log):
    log.measure("m1", "Missed visits", unit="visits", target=12.0, baseline=20.0, by=TODAY)
    log.say("a1", Activity(step="g/a", name="Rides", cost=120_000, status="planned"))
    log.say("l1", LedgerLine(step="g/l", ledger="implementation", sort="planned", what="A van",
                             amount=5))  # fmt: skip
    log.at(date(2026, 3, 1))
    log.change("m1", target=10.5, by=date(2027, 1, 5), every="quarter")
    log.change("a1", status="under_way", cost=125_050, name="More rides")
    log.change("l1", amount=1_200_000)
    _, lines = told(log, since(log, PROGRAM, "t1", "forum-1"), str)
    assert lines == [
        (
            "changed 1 measure: Missed visits|how often it is read (from every month to "
            "every three months), the target (from 12 to 10.5) and "
            "the day (from June 1 to January 5, 2027)"
        ),
        (
            "changed 1 activity: More rides|the name, the cost (from $1,200 to $1,250.50) "
            "and where it stands (from planned to under way)"
        ),
        "changed 1 line about money: $12,000 planned: A van|the amount (from $0.05 to $12,000)",
    ]


def test_what_a_team_agreed_to_share_is_told_with_whether_it_may(log):
    log.say("s1", Sharing(step="c/a", what="Visits a month", goes_to="the county board"))
    log.at(date(2026, 3, 1))
    log.say("s2", Sharing(step="c/a", sort="never", what="Who is in treatment"))
    log.change("s1", condition="As numbers of five and more", sort="never", agreed_on=TODAY)
    assert told(log, since(log, PROGRAM, "t1", "forum-1")) == (
        "Since Forum 1 (January 10): 1 new and 1 changed.",
        [
            "new 1 line of what we may share: We do not share: Who is in treatment|",
            (
                "changed 1 line of what we may share: We do not share: Visits a month|whether we "
                "share it (from we may share it to we do not share it), the condition and "
                "the day the team said yes (now June 1)"
            ),
        ],
    )


def test_a_line_about_money_says_how_much_and_whether_it_is_spent(log):
    log.at(date(2026, 3, 1))
    for sort, amount in (("received", 150_000), ("planned", 1_250), ("spent", 300)):
        log.say(sort, LedgerLine(step="g/l", ledger="implementation", sort=sort, amount=amount,
                                 what="Ann’s van"))  # fmt: skip
    mask = lambda text: text.replace("Ann", "a member")  # noqa: E731
    _, lines = told(log, since(log, PROGRAM, "t1", "forum-1"), mask)
    assert sorted(lines) == [
        "new 3 lines about money: $1,500 received: a member’s van|",
        "new 3 lines about money: $12.50 planned: a member’s van|",
        "new 3 lines about money: $3 spent: a member’s van|",
    ]


def test_it_is_put_into_words_with_the_names_of_what_changed(log):
    log.measure("m1", "Missed visits", unit="visits")
    log.change("m1", by=date(2026, 9, 1))
    log.at(date(2026, 3, 1))
    log.read("m1", date(2026, 2, 28), 1200)
    log.say("x1", Meeting(step="m/m", on=date(2025, 12, 1), people=[Named(name="Ann Lee")]))
    log.change("old", aim="Ann’s goal", owner=Named(name="Ann Lee"), by=TODAY)
    found = since(log, PROGRAM, "t1", "forum-1")
    said = told(log, found, lambda text: text.replace("Ann", "a member"))
    assert said == (
        "Since Forum 1 (January 10): 2 new and 1 changed.",
        [
            "new 1 reading: Missed visits: 1,200 visits on February 28|",
            "new 1 meeting: Meeting on December 1, 2025|",
            "changed 1 goal: a member’s goal|the words, the day (now June 1) and who carries it",
        ],
    )
    assert "Ann" not in str(said)


def test_nothing_is_said_as_nothing(log):
    found = since(log, PROGRAM, "t1", "forum-1")
    said = told(log, found)
    assert said == ("Since Forum 1 (January 10), nothing in the team’s lists has changed.", [])


def test_a_long_list_is_cut_and_counted(log):
    log.at(date(2026, 3, 1))
    for number in range(11):
        log.goal(f"g{number}", f"Goal {number}")
    say = SinceWords(log, PROGRAM, WORDS, TODAY)
    (group,) = say.groups(since(log, PROGRAM, "t1", "forum-1"))
    assert (group.title, len(group.listed), group.more) == ("11 goals", 8, "and 3 more")
    assert group.listed[0].text == "Goal 10"
    assert group.listed[0].step == "goals/our-goals"


@pytest.mark.parametrize("kind", KINDS_TOLD, ids=lambda kind: kind.kind)
def test_every_kind_and_every_field_has_its_words(kind):
    words = catalogue()["since_then.kernel"]
    assert f"kind_{kind.kind}_one" in words
    assert {f"field_{name}" for name in kind.model_fields} - {*words} <= {
        "field_step",
        "field_rank",
    }


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["say", "drop"])), max_size=20),
       st.integers(0, 20))  # fmt: skip
def test_what_is_told_leads_from_what_was_there_to_what_is(steps, after):
    log = PlanLog()
    for number, (one, act) in enumerate(steps):
        if act == "say":
            log.goal(one, f"{number // 2}")
        elif log.history(one):
            log.drop(one)
    there = {one.record_id for one in log.current(Goal, as_of=after)}
    for one in happenings(log, "t1", after):
        if one.what == "new":
            there.add(one.kept.entry.record_id)
        if one.what == "dropped":
            there.remove(one.kept.entry.record_id)
    assert there == {one.record_id for one in log.current(Goal)}


def test_of_two_thousand_entries_few_are_read_to_tell_what_is_new(tmp_path, monkeypatch):
    with Store(f"sqlite:///{tmp_path}/team.db") as store:
        program = small_program()
        load_program(store, program)
        for number in range(20):
            store.append(
                [
                    Draft(
                        f"g{one}",
                        Goal(step="goals/our-goals", aim=f"Goal {number}"),
                        f"r{number}".ljust(22, "x"),
                        "ash",
                        "ada",
                        "forum-1",
                        base_revision=number,
                        ordinal=one,
                    )
                    for one in range(100)
                ]
            )
        record = TeamRecord(store, "ash")
        assert record.seq > 2000
        read = []
        monkeypatch.setattr(
            kept, "entry_as", lambda row, kind: read.append(row) or whole(row, kind)
        )
        found = since_last_forum(record, program, "ash", "forum-2")
        assert found.happenings
        # Two of each record that changed, and a few to find the forums' ends.
        assert len(read) < 300
