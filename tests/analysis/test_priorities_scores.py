"""Hanlon, BPR, the PEARL gate and weighted criteria: worked numbers and what changes nothing."""

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.concordance import kendalls_w
from ciwidgets.analysis.priorities.bpr import (
    BPR,
    basic_priority_rating,
    bpr,
    overall_priority_rating,
)
from ciwidgets.analysis.priorities.hanlon import HANLON, hanlon, hanlon_score
from ciwidgets.analysis.priorities.panel import rater_rows
from ciwidgets.analysis.priorities.pearl import LETTERS, Decision, pearl
from ciwidgets.analysis.priorities.ranking import places, ranks
from ciwidgets.analysis.priorities.weighted import shares, weighted

PARTS = ("size", "seriousness", "effectiveness")
ITEMS = ("beds", "rides", "jobs")
YES, NO = Decision(holds=True, decided_by="the core group"), Decision(False, "the core group")


def sheet(*scores):
    return dict(zip(PARTS, scores, strict=True))


def panel(*people):
    """Turn each person's (A, B, C) by item into sheets."""
    return {
        f"p{number}": {item: sheet(*scores) for item, scores in one.items()}
        for number, one in enumerate(people)
    }


def by_id(scoring):
    return {one.item_id: one for one in scoring.items}


part = st.integers(0, 10)
one_sheet = st.fixed_dictionaries({}, optional={name: st.none() | part for name in PARTS})
panels = st.dictionaries(
    st.sampled_from([f"p{number}" for number in range(9)]),
    st.dictionaries(st.sampled_from(ITEMS), one_sheet),
)


# --- Hanlon and BPR -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "score"), [((8, 9, 6), 156), ((6, 10, 4), 104), ((9, 5, 8), 152), ((10, 10, 10), 300)]
)
def test_hanlon_gives_the_worked_numbers(parts, score):
    assert hanlon_score(*parts) == score


@pytest.mark.parametrize(
    ("parts", "rating"), [((10, 20, 10), 100), ((8, 9, 6), 34), ((0, 0, 10), 0), ((5, 10, 4), 20)]
)
def test_the_basic_priority_rating_goes_to_one_hundred(parts, rating):
    assert basic_priority_rating(*parts) == pytest.approx(rating)


def test_both_orders_of_averaging_are_told_and_the_named_one_ranks():
    sheets = panel({"beds": (10, 10, 0)}, {"beds": (0, 0, 10)})
    default = hanlon(sheets, ["beds"], fewest=1)
    other = hanlon(sheets, ["beds"], order="mean_then_formula", fewest=1)
    assert (default.order, default.items[0].score) == ("score_then_median", 0)
    assert (other.order, other.items[0].score) == ("mean_then_formula", 75)
    for scoring in (default, other):
        assert scoring.items[0].score_then_median == 0
        assert scoring.items[0].mean_then_formula == 75


def test_the_formula_is_named_on_the_result():
    assert (hanlon({}, []).method, hanlon({}, []).formula) == ("hanlon", "(A + 2B) × C")
    assert (bpr({}, []).method, bpr({}, []).formula) == ("bpr", "(A + B) × C / 3")


def test_the_two_methods_can_put_the_same_items_in_different_order():
    sheets = panel({"beds": (9, 5, 8), "rides": (2, 10, 7)})
    assert [one.score for one in hanlon(sheets, ITEMS, fewest=1).items] == [154, 152, None]
    assert [one.item_id for one in bpr(sheets, ITEMS, fewest=1).items] == ["beds", "rides", "jobs"]


def test_a_sheet_with_a_part_missing_is_not_scored_and_counts_no_zero():
    sheets = panel({"beds": (5, 5, 5)}) | {"late": {"beds": {"size": 9, "seriousness": None}}}
    beds, rides = hanlon(sheets, ["beds", "rides"], fewest=1).items
    assert (beds.people, beds.incomplete, beds.score) == (1, 1, 75)
    assert (rides.people, rides.score, rides.rank, rides.status) == (0, None, 0, "not_scored")


def test_an_item_fewer_than_five_people_scored_has_no_number_at_all():
    four = panel(*[{"beds": (5, 5, 5)}] * 4)
    beds = hanlon(four, ["beds"]).items[0]
    assert (beds.status, beds.people, beds.rank) == ("too_few", 4, 0)
    assert (beds.score, beds.score_then_median, beds.mean_then_formula) == (None, None, None)
    assert hanlon(panel(*[{"beds": (5, 5, 5)}] * 5), ["beds"]).items[0].score == 75


def test_a_teams_own_sheet_is_one_person_and_is_scored_when_asked_for():
    assert hanlon(panel({"beds": (8, 9, 6)}), ["beds"], fewest=1).items[0].score == 156


def test_level_scores_share_a_rank_and_the_next_one_counts_on():
    sheets = panel({"beds": (1, 1, 2), "rides": (4, 1, 1), "jobs": (1, 0, 1)})
    found = by_id(hanlon(sheets, ITEMS, fewest=1))
    assert [(found[item].rank, found[item].is_tied) for item in ITEMS] == [
        (1, True),
        (1, True),
        (3, False),
    ]


@pytest.mark.parametrize(
    ("ask", "score", "told"),
    [
        (hanlon, 11, r"'beds' has 11 for 'seriousness', which goes from 0 to 10"),
        (hanlon, -1, r"has -1 for 'seriousness'.*in that range, or none"),
        (hanlon, math.nan, r"has nan for 'seriousness'"),
        (bpr, 20.5, r"has 20.5 for 'seriousness', which goes from 0 to 20"),
    ],
)
def test_a_score_outside_its_range_is_refused_with_the_range(ask, score, told):
    with pytest.raises(ValueError, match=told):
        ask(panel({"beds": (1, score, 1)}), ["beds"])


@given(sheets=panels, order=st.randoms())
def test_the_order_of_people_changes_no_score(sheets, order):
    shuffled = list(sheets.items())
    order.shuffle(shuffled)
    for ask in (hanlon, bpr):
        assert ask(sheets, ITEMS, fewest=1) == ask(dict(shuffled), ITEMS, fewest=1)


@given(sheets=panels)
def test_an_item_nobody_scored_changes_no_others_place(sheets):
    for ask in (hanlon, bpr):
        more = ask(sheets, ("new", *ITEMS), fewest=1)
        assert by_id(more).pop("new").rank == 0
        assert ranks(more.items) == ranks(ask(sheets, ITEMS, fewest=1).items)


@given(sheets=panels)
def test_items_with_the_same_sheets_are_level(sheets):
    twins = {
        person: {**one, "twin": one["beds"]} if "beds" in one else one
        for person, one in sheets.items()
    }
    found = by_id(hanlon(twins, (*ITEMS, "twin"), fewest=1))
    assert found["twin"].rank == found["beds"].rank
    assert found["twin"].is_tied == found["beds"].is_tied == bool(found["beds"].rank)


@given(sheets=panels)
def test_the_score_is_the_median_of_what_each_person_alone_gives(sheets):
    alone = [
        one.score
        for person in sheets
        for one in hanlon({person: sheets[person]}, ["beds"], fewest=1).items
        if one.score is not None
    ]
    together = hanlon(sheets, ["beds"], fewest=1).items[0]
    assert together.people == len(alone)
    assert together.score == (statistics.median(alone) if alone else None)


def test_raters_rows_feed_kendalls_w_and_who_scored_nothing_has_none():
    sheets = panel(
        {"beds": (8, 9, 6), "rides": (6, 10, 4)}, {"beds": (9, 9, 9), "rides": (1, 1, 1)}
    )
    rows = rater_rows(HANLON, sheets | {"idle": {}, "part": {"beds": sheet(1, 1, 1)}}, ITEMS[:2])
    assert rows == [[156, 104], [243, 3], [3, None]]
    assert kendalls_w(rows).w == 1
    assert kendalls_w(rows).left_out == 1


# --- PEARL ----------------------------------------------------------------------------------


def test_one_no_drops_an_item_and_says_which_letter_and_who_entered_it():
    gate = pearl(dict.fromkeys(LETTERS, YES) | {"legality": NO})
    assert (gate.is_dropped, gate.is_complete, gate.factor) == (True, True, 0)
    assert gate.failed == ("legality",)
    assert gate.decided_by["legality"] == "the core group"


def test_no_answer_yet_drops_nothing_and_is_told():
    gate = pearl({"propriety": YES, "economics": Decision(None, "somebody")})
    assert (gate.is_dropped, gate.is_complete, gate.factor) == (False, False, 1)
    assert gate.passed == ("propriety",)
    assert gate.waiting == ("economics", "acceptability", "resources", "legality")
    assert gate.decided_by == {"propriety": "the core group"}


@given(st.dictionaries(st.sampled_from(LETTERS), st.sampled_from([YES, NO, Decision()])))
def test_every_letter_is_in_exactly_one_place(decisions):
    gate = pearl(decisions)
    assert sorted(gate.passed + gate.failed + gate.waiting) == sorted(LETTERS)
    assert gate.is_dropped == any(one.holds is False for one in decisions.values())


def test_a_letter_that_pearl_does_not_have_is_refused():
    with pytest.raises(ValueError, match=r"no 'price'.*propriety, economics, acceptability"):
        pearl({"price": YES})


def test_an_item_dropped_at_its_gate_keeps_its_score_and_the_others_move_up():
    sheets = panel({"beds": (10, 10, 10), "rides": (5, 5, 5), "jobs": (1, 1, 1)})
    gates = {"beds": pearl({"economics": NO}), "rides": pearl({})}
    for ask in (hanlon, bpr):
        found = by_id(ask(sheets, ITEMS, gates=gates, fewest=1))
        assert [found[item].rank for item in ITEMS] == [0, 1, 2]
        assert (found["beds"].status, found["rides"].status) == ("dropped", "ranked")
        assert found["beds"].gate.failed == ("economics",)
    assert [found["beds"].score, found["rides"].score] == pytest.approx([200 / 3, 50 / 3])
    assert overall_priority_rating(found["beds"].score, found["beds"].gate) == 0
    assert overall_priority_rating(found["rides"].score, gates["rides"]) == found["rides"].score
    assert overall_priority_rating(7, None) == 7


# --- weighted criteria ----------------------------------------------------------------------

CRITERIA = ("reach", "need", "ease")
weights = st.fixed_dictionaries(dict.fromkeys(CRITERIA, st.integers(0, 9))).filter(
    lambda given: any(given.values())
)
matrices = st.dictionaries(
    st.sampled_from(["p1", "p2", "p3"]),
    st.dictionaries(
        st.sampled_from(ITEMS),
        st.fixed_dictionaries({}, optional=dict.fromkeys(CRITERIA, st.integers(1, 5))),
    ),
)


def test_a_weighted_score_is_the_sum_of_share_times_score():
    team = {"team": {"beds": {"reach": 5, "need": 1, "ease": 3}}}
    scoring = weighted(team, ["beds"], {"reach": 5, "need": 3, "ease": 2}, scale=(1, 5), fewest=1)
    assert scoring.items[0].score == pytest.approx(0.5 * 5 + 0.3 * 1 + 0.2 * 3)
    assert scoring.formula == "Σ w × s, Σ w = 1"


def test_a_missing_cell_leaves_an_item_unscored_and_never_counts_as_zero():
    team = {"team": {"beds": {"reach": 5}, "rides": {"reach": 1, "need": 1}}}
    scoring = weighted(team, ITEMS[:2], {"reach": 1, "need": 1}, scale=(1, 5), fewest=1)
    assert ranks(scoring.items) == {"rides": 1}
    assert (by_id(scoring)["beds"].score, by_id(scoring)["beds"].incomplete) == (None, 1)


def test_a_criterion_without_weight_need_not_be_scored():
    team = {"team": {"beds": {"reach": 5}}}
    scoring = weighted(team, ["beds"], {"reach": 1, "need": 0}, scale=(1, 5), fewest=1)
    assert scoring.items[0].score == 5


@given(given_weights=weights)
def test_shares_add_up_to_one(given_weights):
    assert math.fsum(shares(given_weights).values()) == pytest.approx(1)


@given(sheets=matrices, given_weights=weights, factor=st.sampled_from([0.1, 1 / 3, 7, 1000]))
def test_scaling_all_weights_changes_no_place(sheets, given_weights, factor):
    scaled = {criterion: weight * factor for criterion, weight in given_weights.items()}
    one = weighted(sheets, ITEMS, given_weights, scale=(1, 5), fewest=1)
    other = weighted(sheets, ITEMS, scaled, scale=(1, 5), fewest=1)
    assert ranks(one.items) == ranks(other.items)


@given(sheets=matrices, given_weights=weights)
def test_a_weighted_score_stays_within_the_scale(sheets, given_weights):
    for one in weighted(sheets, ITEMS, given_weights, scale=(1, 5), fewest=1).items:
        assert one.score is None or 1 - 1e-9 <= one.score <= 5 + 1e-9


@pytest.mark.parametrize(
    ("given_weights", "told"),
    [
        ({"reach": -1, "need": 2}, r"'reach' has the weight -1.*0 or more"),
        ({"reach": math.inf}, r"'reach' has the weight inf"),
        ({"reach": 0}, "No criterion has a weight above 0"),
        ({}, "No criterion has a weight above 0"),
    ],
)
def test_weights_that_are_none_are_refused(given_weights, told):
    with pytest.raises(ValueError, match=told):
        shares(given_weights)


# --- places ---------------------------------------------------------------------------------


def test_rounding_in_the_last_digits_is_no_difference():
    found = places({"one": (0.1 + 0.2,), "other": (0.3,), "third": None})
    assert [(one.rank, one.is_tied) for one in found.values()] == [
        (1, True),
        (1, True),
        (0, False),
    ]


@given(st.dictionaries(st.text(max_size=3), st.none() | st.tuples(st.integers(0, 4))))
def test_as_many_are_at_a_rank_or_above_as_the_next_rank_says(keys):
    found = places(keys)
    for item, place in found.items():
        ahead = [one for one, key in keys.items() if key is not None and key > (keys[item] or key)]
        level = [one for one, key in keys.items() if key is not None and key == keys[item]]
        assert place.rank == (len(ahead) + 1 if keys[item] is not None else 0)
        assert place.is_tied == (len(level) > 1)


def test_the_parts_of_both_formulas_go_by_the_same_names():
    assert tuple(HANLON.ranges) == tuple(BPR.ranges) == PARTS
