"""The golden thread: one idea from need to win, and back, in one sentence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.model import Named, PolicyResponse, Recommendation
from ciwidgets.results.story.loose_ends import is_overdue, loose_ends, loose_sentence
from ciwidgets.results.story.thread import threads, through, ways_back
from ciwidgets.results.story.thread_words import ThreadWords
from ciwidgets.results.story.weave import Weave
from ciwidgets.words import kernel_section
from tests.support.plan_log import PROGRAM, PlanLog

TODAY = date(2026, 11, 2)
WORDS = kernel_section("golden_thread")
SAY = ThreadWords(WORDS, TODAY)


@pytest.fixture
def log():
    return PlanLog()


@pytest.fixture
def whole(log):
    """A need that was followed all the way."""
    log.need_of("n1", "rides to treatment.")
    log.lever("l1", "need:n1", "Rides")
    log.goal("g1", "Nobody misses a visit for want of a ride", need_ids=["n1"], lever_ids=["l1"])
    log.measure("m1", "Missed visits", "g1", unit="visits")
    log.read("m1", date(2026, 3, 31), 14.0)
    log.read("m1", date(2026, 10, 31), 9.0)
    log.work("a1", "Run a van on Tuesdays", "g1", status="under_way", owner=Named(name="Ann Lee"))
    log.win("w1", "The first ride", "g1", done_on=date(2026, 6, 3), activity_ids=["a1"])
    return log


def weave(log, as_of=None, **map_words):
    keys = {key.replace("__", ":"): label for key, label in map_words.items()}
    return Weave(log, PROGRAM, "t1", keys, as_of)


def told(log, **map_words):
    return [SAY.thread(one) for one in threads(weave(log, **map_words))]


def back(log):
    return [SAY.way_back(one) for one in ways_back(weave(log))]


def loose(log, today=TODAY):
    return [loose_sentence(one, WORDS, today) for one in loose_ends(weave(log), today)]


def test_a_whole_thread_is_one_sentence_and_names_nobody(whole):
    assert told(whole) == [
        (
            "We said we need “rides to treatment”; we saw “Rides” as a place to push; our goal "
            "is “Nobody misses a visit for want of a ride”, seen by “Missed visits” (14 visits "
            "in March, 9 in October); we are at work on “Run a van on Tuesdays”, and on June 3 "
            "“The first ride” was done."
        )
    ]


def test_a_win_is_walked_back_to_its_need(whole):
    assert back(whole) == [
        (
            "On June 3 “The first ride” was done, out of “Run a van on Tuesdays”, for our goal "
            "“Nobody misses a visit for want of a ride”, by pushing “Rides”, because we said we "
            "need “rides to treatment”."
        )
    ]


def test_every_record_on_a_thread_finds_it(whole):
    found = threads(weave(whole))
    whole.need_of("n2", "beds", 2)
    assert found[0].ids == {"n1", "l1", "g1", "m1", "m1-2026-03-31", "m1-2026-10-31", "a1", "w1"}
    for one in found[0].ids:
        assert through(threads(weave(whole)), one) == found
    assert [one.need.record_id for one in through(threads(weave(whole)), "n2")] == ["n2"]


def test_what_is_missing_makes_the_sentence_shorter_and_is_never_made_up(log):
    log.need_of("n1", "beds")
    assert told(log) == ["We said we need “beds”; no goal serves it yet."]
    log.goal("g1", "Ten beds", need_ids=["n1"])
    assert told(log) == [
        "We said we need “beds”; our goal is “Ten beds”; how we will see it is still open."
    ]
    log.measure("m1", "Beds", "g1")
    assert told(log) == [
        (
            "We said we need “beds”; our goal is “Ten beds”, seen by “Beds” (no reading yet); "
            "what we do for it is still open."
        )
    ]


def test_a_goal_without_a_need_begins_the_sentence_itself(log):
    log.goal("g1", "Ten beds", status="reached")
    log.win("w1", "Two beds", "g1")
    assert told(log) == ["We reached our goal “Ten beds”, and “Two beds” was done."]


def test_a_goal_reaches_its_need_through_a_lever_on_the_same_word(log):
    log.need_of("n1", "Less stigma")
    log.together("s1", "Shame", "need:n1", "deck:stigma")
    log.lever("l1", "deck:stigma", "Shame")
    log.goal("g1", "Three talks", lever_ids=["l1"])
    (sentence,) = told(log)
    assert sentence.startswith("We said we need “Less stigma”; we saw “Shame” as a place to push; ")
    assert loose(log)[0].startswith("The goal “Three talks” has no measure")


def test_a_need_stands_on_the_map_only_where_the_team_shares_the_word(log):
    log.need_of("n1", "rides")
    assert told(log) == ["We said we need “rides”; no goal serves it yet."]
    assert told(log, need__n1="Rides")[0].startswith(
        "We said we need “rides”; it stands on our map;"
    )
    log.together("s1", "Getting there", "need:n1", "own:the bus")
    assert "; it stands on our map as “Getting there”;" in told(log)[0]


def test_no_persons_own_map_is_ever_read(log):
    log.need_of("n1", "rides")
    asked = []
    current = log.current
    log.current = lambda body, **more: asked.append(body.kind) or current(body, **more)
    threads(weave(log))
    loose_ends(weave(log), TODAY)
    assert asked
    assert "own_map" not in asked


def test_what_was_dropped_is_no_link_and_is_said(whole):
    whole.drop("n1")
    whole.drop("a1")
    (sentence,) = told(whole)
    assert sentence == (
        "We saw “Rides” as a place to push; our goal is “Nobody misses a visit for want of a "
        "ride”, seen by “Missed visits” (14 visits in March, 9 in October), and on June 3 “The "
        "first ride” was done; what we do for it is still open; dropped since: a need and an "
        "activity."
    )
    assert back(whole)[0].endswith("by pushing “Rides”; dropped since: an activity.")
    whole.drop("g1")
    assert told(whole) == []
    assert back(whole) == [
        (
            "On June 3 “The first ride” was done; which goal it serves is still open; dropped "
            "since: a goal and an activity."
        )
    ]


def test_a_need_with_two_goals_has_two_threads_and_a_shared_goal_two(log):
    log.need_of("n2", "beds", 2)
    log.need_of("n1", "rides", 1)
    log.goal("g1", "A van", need_ids=["n1"], rank=2)
    log.goal("g2", "A clinic", need_ids=["n1", "n2"], rank=1)
    found = [(one.need.record_id, one.goal.record_id) for one in threads(weave(log))]
    assert found == [("n1", "g2"), ("n1", "g1"), ("n2", "g2")]


def test_a_win_finds_its_goal_by_its_measure_or_its_work(log):
    log.goal("g1", "A van")
    log.goal("g2", "A clinic")
    log.measure("m1", "Rides", "g1")
    log.work("a1", "Build", "g2")
    log.win("w1", "Ten rides", measure_id="m1")
    log.win("w2", "A roof", activity_ids=["a1"])
    log.win("w3", "Both", "g1", activity_ids=["a1"])
    found = {one.goal.record_id: {win.record_id for win in one.wins} for one in threads(weave(log))}
    assert found == {"g1": {"w1", "w3"}, "g2": {"w2"}}
    assert "seen by “Rides”, for our goal “A van”" in back(log)[1 + 1]


def test_recommendations_and_policies_stand_on_the_thread(log):
    log.need_of("n1", "rides")
    log.goal("g1", "A van", need_ids=["n1"])
    step = "goals/x"
    log.say("r1", Recommendation(step=step, text="Buy a van", need_ids=["n1"], goal_ids=["g1"]))
    log.work("a1", "Ask the county", recommendation_id="r1")
    log.say("p1", PolicyResponse(step=step, what="Free rides", status="adopted", goal_ids=["g1"]))
    assert told(log) == [
        (
            "We said we need “rides”; we recommend “Buy a van”; our goal is “A van”; we plan "
            "“Ask the county”; “Free rides” is decided; how we will see it is still open."
        )
    ]


def test_years_are_said_where_they_are_not_this_one_and_days_within_a_month(log):
    log.goal("g1", "A van")
    log.measure("m1", "Rides", "g1", unit="%")
    log.read("m1", date(2025, 12, 31), 1234.5)
    assert "“Rides” (1,234.5% in December 2025)" in told(log)[0]
    log.read("m1", date(2025, 12, 1), 2)
    assert "“Rides” (2% on December 1, 2025, 1,234.5% on December 31, 2025)" in told(log)[0]


def test_a_long_list_is_cut_and_counted(log):
    log.goal("g1", "A van")
    for number in range(6):
        log.work(f"a{number}", f"Work {number}", "g1")
        log.win(f"w{number}", f"Win {number}", "g1", done_on=date(2026, 6, 1 + number))
    (sentence,) = told(log)
    assert "we plan “Work 0”, “Work 1”, “Work 2” and 3 more, and on June 6" in sentence
    assert "“Win 5” was done (one of 6 wins)" in sentence


def test_free_text_goes_through_the_mask_and_braces_stay(whole):
    whole.change("n1", text="rides for {last} Ann")
    hidden = ThreadWords(WORDS, TODAY, lambda text: text.replace("Ann", "a member"))
    (thread,) = threads(weave(whole))
    assert hidden.thread(thread).startswith("We said we need “rides for {last} a member”; ")


def test_an_earlier_moment_is_told_as_it_was(log):
    log.need_of("n1", "rides")
    then = log.goal("g1", "A van", need_ids=["n1"])
    log.drop("g1")
    (thread,) = threads(weave(log, as_of=then))
    assert thread.goal.record_id == "g1"


# --- loose ends -----------------------------------------------------------------------------


def test_loose_ends_are_said_sort_by_sort(log):
    log.need_of("n1", "beds")
    log.goal("g1", "A van")
    log.win("w1", "A ride")
    log.goal("g2", "Gone")
    log.win("w2", "Another", "g2")
    log.drop("g2")
    log.measure("m1", "Rides")
    assert loose(log) == [
        "No goal serves the need “beds” yet.",
        "The goal “A van” has no measure yet.",
        "“Rides” has no reading yet. It has been on the list since January 10.",
        "The win “Another” names a goal that was dropped.",
        "The win “A ride” names no goal yet.",
        "Nothing is planned for the goal “A van” yet.",
        "Nobody carries the goal “A van” yet.",
    ]


def test_a_goal_and_its_measure_that_want_different_things_are_a_loose_end(whole):
    by = date(2026, 12, 1)
    whole.goal("g1", "Rides", measure="missed visits", target=14.0, by=by, need_ids=["n1"])
    said = {"unit": "visits", "target": 12.0}
    whole.measure("m1", "Missed visits", "g1", by=date(2026, 10, 1), **said)
    both = "The goal “Rides” says 14 by December 1, 2026, its measure says 12 visits by October 1"
    assert any(one.startswith(both) for one in loose(whole))
    whole.measure("m1", "Missed visits", "g1", by=by, **said | {"target": 14.0})
    assert not any("its measure says" in one for one in loose(whole))
    # What one of the two leaves open is no contradiction.
    whole.measure("m1", "Missed visits", "g1")
    assert not any("its measure says" in one for one in loose(whole))


def test_a_thread_without_loose_ends_has_none(whole):
    whole.change("g1", owner=Named(role="a nurse"))
    assert loose(whole) == []
    assert loose(whole, date(2027, 1, 1)) == [
        "“Missed visits” has had no reading since October 31, 2026."
    ]


def test_a_need_is_served_by_work_on_a_recommendation_and_not_by_a_goal_set_aside(log):
    log.need_of("n1", "rides")
    log.goal("g1", "A van", need_ids=["n1"], status="set_aside")
    assert loose(log) == ["No goal serves the need “rides” yet."]
    assert told(log) == ["We said we need “rides”; we set our goal “A van” aside."]
    log.say("r1", Recommendation(step="goals/x", text="Buy a van", need_ids=["n1"]))
    assert loose(log) == ["No goal serves the need “rides” yet."]
    log.work("a1", "Buy it", recommendation_id="r1")
    assert loose(log) == []


def test_work_that_was_stopped_carries_no_goal_and_a_goal_that_is_over_asks_for_nothing(log):
    log.goal("g1", "A van", owner=Named(role="a nurse"))
    log.measure("m1", "Rides", "g1", every="year")
    log.work("a1", "Buy it", "g1", status="stopped")
    assert loose(log) == ["Nothing is planned for the goal “A van” yet."]
    log.change("g1", status="reached")
    assert loose(log, date(2030, 1, 1)) == []


@pytest.mark.parametrize(
    ("every", "newest", "last_good"),
    [
        ("month", date(2026, 6, 3), date(2026, 8, 3)),
        ("month", date(2025, 12, 31), date(2026, 2, 28)),
        ("month", date(2026, 10, 31), date(2026, 12, 31)),
        ("quarter", date(2026, 9, 30), date(2027, 2, 28)),
        ("year", date(2026, 1, 31), date(2027, 3, 31)),
    ],
)
def test_a_measure_is_late_the_day_after_its_months_are_over(every, newest, last_good):
    following = date.fromordinal(last_good.toordinal() + 1)
    assert not is_overdue(newest, every, last_good)
    assert is_overdue(newest, every, following)


@given(st.dates(date(1990, 1, 1), date(2190, 1, 1)), st.sampled_from(["month", "quarter", "year"]))
def test_no_measure_is_late_early_or_never(newest, every):
    least = {"month": 59, "quarter": 150, "year": 424}[every]
    assert not is_overdue(newest, every, date.fromordinal(newest.toordinal() + least))
    assert is_overdue(newest, every, date.fromordinal(newest.toordinal() + least + 5))


# Few ids, so that links meet.
IDS = st.sampled_from("abc")


def said(steps):
    """A log of what was linked to what, and what was dropped."""
    log = PlanLog()
    for what, one, other in steps:
        if what == "need":
            log.need_of(f"n{one}", one)
        elif what == "goal":
            log.goal(f"g{one}", one, need_ids=[f"n{other}"])
        elif what == "measure":
            log.measure(f"m{one}", one, f"g{other}")
        elif what == "work":
            log.work(f"a{one}", one, f"g{other}")
        elif what == "win":
            log.win(f"w{one}", one, f"g{other}", activity_ids=[f"a{one}"], measure_id=f"m{one}")
        else:
            for kind in "ngmaw":
                if log.history(f"{kind}{one}") and kind > other:
                    log.drop(f"{kind}{one}")
    return log


@given(
    st.lists(
        st.tuples(st.sampled_from(["need", "goal", "measure", "work", "win", "drop"]), IDS, IDS),
        max_size=25,
    )
)
def test_whatever_is_linked_and_dropped_each_record_is_told_where_it_belongs(steps):
    log = said(steps)
    woven = weave(log)
    found = threads(woven)
    current = {one.record_id for one in [*woven.needs.values(), *woven.goals.values()]}
    assert current <= {one for thread in found for one in thread.ids}
    gone = {one.record_id for one in log.entries if log.history(one.record_id)[-1].retracted}
    assert not gone & {one for thread in found for one in thread.ids}
    for win_id in woven.wins:
        on_threads = {one.goal.record_id for one in through(found, win_id)}
        assert on_threads == {*woven.goals_of_win(win_id)}
    for one in found:
        sentence = SAY.thread(one)
        assert sentence.endswith(".")
        assert ";;" not in sentence
