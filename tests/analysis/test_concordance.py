"""Concordance: published numbers, other programs, and what may change nothing."""

import csv
import math
from itertools import combinations

import krippendorff
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from ciwidgets.analysis.concordance import (
    kendalls_w,
    kendalls_w_of_rank_sums,
    kendalls_w_uncorrected,
    krippendorffs_alpha,
    mid_ranks,
)

LEVELS = ("nominal", "ordinal", "interval", "ratio")
# Twenty people's anxiety as three judges saw it, judges as rows: public data of the R package irr.
ANXIETY = [
    [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
    [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
    [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
]
_ = None
FOUR_CODERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
THREE_CODERS = [
    [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
    [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
    [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
]
TABLES = {
    "Krippendorff C data": FOUR_CODERS,
    "Wikipedia example": THREE_CODERS,
    "irr anxiety (raters as rows)": ANXIETY,
}

scores = st.integers(0, 6)


@st.composite
def tables(draw, cell=scores, items=(2, 7)):
    width = draw(st.integers(*items))
    row = st.lists(cell, min_size=width, max_size=width)
    return draw(st.lists(row, min_size=2, max_size=7))


def printed(realcases):
    path = realcases / "expected" / "irr_kendall_kripp.csv"
    if not path.is_file():
        pytest.skip("what R's irr printed (irr_kendall_kripp.csv) is not on this machine")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def alphas(realcases, *names):
    return [
        (TABLES[row["data"]], row["method"].removeprefix("alpha "), float(row["value"]))
        for row in printed(realcases)
        if row["data"] in names and row["method"].startswith("alpha ")
    ]


# --- Kendall's W ----------------------------------------------------------------------------


def test_four_judges_of_ten_projects_give_the_published_w():
    found = kendalls_w_of_rank_sums([10, 8, 12, 16, 21, 22, 25, 31, 37, 38], raters=4)
    assert found.w == pytest.approx(0.793939, abs=5e-7)
    assert (found.df, round(found.chi2, 2), round(found.p, 5)) == (9, 28.58, 0.00076)


def test_zars_three_measures_of_twelve_birds_give_the_published_w():
    sums = [14.5, 21, 30.5, 6, 11, 3.5, 20, 11.5, 29, 28.5, 22.5, 36]
    assert kendalls_w_of_rank_sums(sums, raters=3).w == pytest.approx(0.91336, abs=5e-6)


def test_rank_sums_of_another_number_of_people_are_refused():
    with pytest.raises(ValueError, match=r"add up to 6, and those of 3 people .* add up to 9\."):
        kendalls_w_of_rank_sums([2, 4], raters=3)


def test_the_r_package_irr_prints_the_same_w_with_and_without_ties(realcases):
    rows = {row["method"]: row for row in printed(realcases) if row["data"] == "irr anxiety"}
    for method, found in (
        ("Kendall W", kendalls_w_uncorrected(ANXIETY)),
        ("Kendall W corrected", kendalls_w(ANXIETY)),
    ):
        assert (found.items, found.raters) == (20, 3)
        assert found.w == pytest.approx(float(rows[method]["value"]), abs=1e-12)
        assert found.chi2 == pytest.approx(float(rows[method]["statistic"]), abs=1e-10)
        assert found.p == pytest.approx(float(rows[method]["p"]), abs=1e-12)


def test_the_anxiety_data_give_the_numbers_of_the_methods():
    assert round(kendalls_w(ANXIETY).w, 5) == 0.53966
    assert round(kendalls_w(ANXIETY).p, 5) == 0.04288
    assert round(kendalls_w_uncorrected(ANXIETY).w, 5) == 0.50192


@given(rows=tables(items=(3, 7)))
def test_scipys_friedman_test_gives_the_same_chi2_and_p(rows):
    found = kendalls_w(rows)
    assume(not found.reason)
    friedman = stats.friedmanchisquare(*zip(*rows, strict=True))
    assert found.chi2 == pytest.approx(friedman.statistic, abs=1e-9)
    assert found.p == pytest.approx(friedman.pvalue, abs=1e-9)


@given(rows=st.lists(st.permutations(range(6)), min_size=2, max_size=6))
def test_without_ties_the_mean_spearman_is_scipys_over_all_pairs_of_people(rows):
    pairs = [stats.spearmanr(one, other).statistic for one, other in combinations(rows, 2)]
    found = kendalls_w(rows)
    assert found.mean_spearman == pytest.approx(sum(pairs) / len(pairs), abs=1e-9)
    assert found.w == pytest.approx(kendalls_w_uncorrected(rows).w)


@given(rows=tables(), order=st.randoms())
def test_neither_the_order_of_people_nor_of_things_nor_the_scales_direction_changes_w(rows, order):
    found = kendalls_w(rows)
    shuffled = list(rows)
    order.shuffle(shuffled)
    columns = list(zip(*rows, strict=True))
    order.shuffle(columns)
    turned = [[-score for score in row] for row in rows]
    for same in (shuffled, list(zip(*columns, strict=True)), turned):
        again = kendalls_w(same)
        assert again.reason == found.reason
        assert again.w is found.w is None or again.w == pytest.approx(found.w, abs=1e-9)


@given(row=st.permutations(range(5)), people=st.integers(2, 8))
def test_people_of_one_mind_have_w_1_and_mean_spearman_1(row, people):
    found = kendalls_w([row] * people)
    assert (found.w, found.mean_spearman) == pytest.approx((1, 1))


def test_two_opposite_orders_have_w_0():
    found = kendalls_w([[1, 2, 3, 4], [4, 3, 2, 1]])
    assert (found.w, found.chi2, found.p, found.mean_spearman) == (0, 0, 1, -1)


@pytest.mark.parametrize("ask", [kendalls_w, kendalls_w_uncorrected])
@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "too_few_raters"),
        ([[1, 2, 3]], "too_few_raters"),
        ([[1, 2, 3], [1, None, 3]], "too_few_raters"),
        ([[1], [2], [3]], "too_few_items"),
        ([[], []], "too_few_items"),
        ([[2, 2, 2], [5, 5, 5]], "all_tied"),
    ],
)
def test_where_w_is_not_defined_the_reason_is_said(ask, rows, reason):
    found = ask(rows)
    assert (found.w, found.chi2, found.df, found.p, found.mean_spearman) == (None,) * 5
    assert found.reason == reason


def test_who_left_something_out_is_counted_and_not_in_w():
    found = kendalls_w([[1, 2, 3], [None, 2, 3], [1, 2, 3]])
    assert (found.raters, found.left_out, found.w) == (2, 1, 1)


def test_a_small_group_has_no_w_where_one_asks_for_more_people():
    found = kendalls_w([[1, 2, 3]] * 4, fewest=5)
    assert (found.w, found.reason) == (None, "too_few_raters")
    assert kendalls_w([[1, 2, 3]] * 5, fewest=5).w == 1


def test_level_scores_share_the_mean_of_their_ranks():
    assert mid_ranks([7, 3, 7, 1]) == [3.5, 2, 3.5, 1]


# --- Krippendorff's alpha -------------------------------------------------------------------


def test_the_r_package_irr_prints_the_same_alpha_where_scores_are_missing(realcases):
    rows = alphas(realcases, "Krippendorff C data", "Wikipedia example")
    assert len(rows) == 8
    for table, level, value in rows:
        assert krippendorffs_alpha(table, level).alpha == pytest.approx(value, abs=1e-12), level


def test_of_a_full_table_irr_counts_each_pair_of_three_people_twice_and_differs_by_just_that(
    realcases,
):
    rows = alphas(realcases, "irr anxiety (raters as rows)")
    assert len(rows) == 3
    for table, level, value in rows:
        found = krippendorffs_alpha(table, level)
        pairs = 2 * found.scores
        too_many = (pairs - 1) / pairs / ((found.scores - 1) / found.scores)
        assert 1 - value == pytest.approx((1 - found.alpha) * too_many, abs=1e-12), level


@pytest.mark.parametrize(
    ("table", "level", "alpha"),
    [
        (FOUR_CODERS, "nominal", 0.7434),
        (FOUR_CODERS, "ordinal", 0.8154),
        (FOUR_CODERS, "interval", 0.8491),
        (FOUR_CODERS, "ratio", 0.7974),
        (THREE_CODERS, "nominal", 0.6914),
        (THREE_CODERS, "interval", 0.8108),
    ],
)
def test_the_published_examples_come_out_to_their_printed_digits(table, level, alpha):
    assert round(krippendorffs_alpha(table, level).alpha, 4) == alpha


def test_a_thing_with_one_score_counts_nowhere():
    found = krippendorffs_alpha(FOUR_CODERS, "nominal")
    assert (found.units, found.scores) == (11, 40)


@pytest.mark.parametrize("level", LEVELS)
@given(rows=tables(cell=st.none() | scores))
def test_the_library_krippendorff_gives_the_same_alpha(level, rows):
    found = krippendorffs_alpha(rows, level)
    assume(not found.reason)
    data = [[math.nan if score is None else score for score in row] for row in rows]
    theirs = krippendorff.alpha(reliability_data=data, level_of_measurement=level)
    assert found.alpha == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("level", LEVELS)
@given(rows=tables(cell=st.none() | scores), order=st.randoms())
def test_the_order_of_people_changes_no_alpha(level, rows, order):
    shuffled = list(rows)
    order.shuffle(shuffled)
    one, other = krippendorffs_alpha(rows, level), krippendorffs_alpha(shuffled, level)
    assert one.reason == other.reason
    assert one.alpha is other.alpha is None or one.alpha == pytest.approx(other.alpha, abs=1e-9)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "nothing_to_compare"),
        ([[1, 2, 3]], "nothing_to_compare"),
        ([[1, None], [None, 2]], "nothing_to_compare"),
        ([[4, 4], [4, 4]], "all_the_same"),
    ],
)
def test_where_alpha_is_not_defined_the_reason_is_said(rows, reason):
    found = krippendorffs_alpha(rows, "ordinal")
    assert (found.alpha, found.reason) == (None, reason)


def test_a_ratio_below_zero_is_refused_and_the_level_that_allows_it_named():
    with pytest.raises(ValueError, match=r"A score is -2, and a ratio starts at 0.*interval"):
        krippendorffs_alpha([[1, -2], [1, 2]], "ratio")
    assert krippendorffs_alpha([[0, 2], [0, 2]], "ratio").alpha == 1


@pytest.mark.parametrize("ask", [kendalls_w, lambda rows: krippendorffs_alpha(rows, "interval")])
def test_tables_that_are_none_are_refused(ask):
    with pytest.raises(ValueError, match=r"One person has 1 scores and the first has 2"):
        ask([[1, 2], [1]])
    with pytest.raises(ValueError, match=r"nan is no score"):
        ask([[1, 2], [1, math.nan]])
