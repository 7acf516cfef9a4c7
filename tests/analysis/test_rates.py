"""Rates, intervals and trends against the worked numbers of the field, scipy and statsmodels."""

import math

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from scipy.stats import t as student
from statsmodels.stats.rates import confint_poisson

from ciwidgets.analysis.rates import (
    LEGACY_20,
    NCHS_2023,
    RELIABILITY_RULES,
    Rate,
    compare,
    poisson_interval,
    rate_of,
    reliability,
    reliability_rule,
)
from ciwidgets.analysis.trends import Period, trend
from ciwidgets.words import catalogue

counts = st.integers(0, 5000)
people = st.integers(1, 10_000_000)


@pytest.mark.parametrize(
    ("count", "lower", "upper", "width"),
    [
        (1, 0.02532, 5.57164, 555),
        (5, 1.62349, 11.66833, 201),
        (9, 4.11537, 17.08480, 144),
        (10, 4.79539, 18.39036, 136),
        (16, 9.14538, 25.98300, 105),
        (20, 12.21652, 30.88838, 93),
        (99, 80.46231, 120.52895, 40),  # our notes say 41; (U - L) / 99 is 0.4047
        (100, 81.36399, 121.62679, 40),
    ],
)
def test_the_interval_of_a_count_is_the_exact_one(count, lower, upper, width):
    assert poisson_interval(count) == pytest.approx((lower, upper), abs=5e-6)
    assert round(100 * rate_of(count, 1, per=1).relative_width) == width


def test_a_count_of_zero_is_bounded_from_above_in_the_way_that_is_named():
    assert poisson_interval(0) == pytest.approx((0, 3.688879), abs=5e-7)
    assert poisson_interval(0, at_zero="one_sided") == pytest.approx((0, 2.995732), abs=5e-7)
    assert poisson_interval(7, at_zero="one_sided") == poisson_interval(7)
    assert rate_of(0, 54_000).rate == 0
    assert rate_of(0, 50_000, at_zero="one_sided").upper == pytest.approx(2 * 2.995732, abs=1e-5)


def test_a_rate_is_per_100000_unless_it_is_said_otherwise():
    deaths = rate_of(12, 54_000)
    found = [round(one, 2) for one in (deaths.rate, deaths.lower, deaths.upper)]
    assert found == [22.22, 11.48, 38.82]
    per_10000 = rate_of(18, 87_719, per=10_000)
    found = [round(one, 2) for one in (per_10000.rate, per_10000.lower, per_10000.upper)]
    assert found == [2.05, 1.22, 3.24]


def test_a_published_ratio_of_seven_deaths_has_its_published_interval():
    # PMC4715601: 7 deaths, a standardised ratio of 0.29, printed as 0.12 to 0.60.
    lower, upper = poisson_interval(7)
    assert (round(0.29 / 7 * lower, 2), round(0.29 / 7 * upper, 2)) == (0.12, 0.60)


@given(counts)
@settings(deadline=None)
def test_the_interval_is_that_of_statsmodels(count):
    assert poisson_interval(count) == pytest.approx(
        tuple(confint_poisson(count, 1, method="exact-c")), rel=1e-9
    )


@given(counts, people)
@settings(deadline=None)
def test_a_rate_lies_in_its_interval_and_more_events_move_it_up(count, population):
    one, more = rate_of(count, population), rate_of(count + 1, population)
    assert one.lower <= one.rate < one.upper
    assert one.lower < more.lower
    assert one.upper < more.upper


def test_counts_and_populations_that_are_none_are_refused():
    with pytest.raises(ValueError, match="The count is -1. Give a number of events, 0 or more."):
        rate_of(-1, 100)
    with pytest.raises(ValueError, match="The population is 0. A rate needs the number of people"):
        rate_of(1, 0)


# --- what can be relied on ------------------------------------------------------------------


def test_ten_events_are_enough_by_the_standard_of_2023_and_nine_are_not():
    assert reliability(NCHS_2023, rate_of(10, 54_000)).is_reliable
    nine = reliability(NCHS_2023, rate_of(9, 54_000))
    assert (nine.is_reliable, nine.why) == (False, "It rests on 9 events, and 10 are needed.")
    one = reliability(NCHS_2023, rate_of(1, 54_000))
    assert one.why == "It rests on 1 event, and 10 are needed."
    few = reliability(NCHS_2023, rate_of(12, 9))
    assert few.why == "It rests on 9 people, and 10 are needed."


def test_an_adjusted_rate_can_be_too_wide_however_many_events_it_rests_on():
    wide = Rate(30, 5000, 100_000, rate=20.0, lower=8.0, upper=41.0)
    judged = reliability(NCHS_2023, wide)
    assert not judged.is_reliable
    assert judged.why == "Its 95% interval is 165% of the rate wide, and at most 160% is allowed."
    assert reliability(NCHS_2023, Rate(30, 5000, 100_000, 20.0, 8.0, 40.0)).is_reliable


def test_the_older_rule_marks_fewer_than_twenty_and_hides_nothing():
    assert not reliability(LEGACY_20, rate_of(19, 54_000)).is_reliable
    assert reliability(LEGACY_20, rate_of(20, 54_000)).is_reliable
    assert (NCHS_2023.is_hidden, LEGACY_20.is_hidden) == (True, False)
    assert not reliability(LEGACY_20, rate_of(0, 54_000)).is_reliable


def test_a_rule_is_found_by_its_name_and_says_itself_in_a_sentence():
    for name, rule in RELIABILITY_RULES.items():
        assert reliability_rule(name) is rule
        assert rule.sentence.endswith(".")
    with pytest.raises(ValueError, match="no reliability rule 'nchs'. Choose one of nchs2023, leg"):
        reliability_rule("nchs")


# --- places side by side --------------------------------------------------------------------


@given(st.integers(0, 300), people, st.integers(0, 300), people)
@settings(max_examples=60, deadline=None)
def test_a_ratio_has_the_interval_of_the_binomial_behind_it(mine, my_people, theirs, their_people):
    assume(mine + theirs)
    found = compare(rate_of(mine, my_people), rate_of(theirs, their_people))
    share = binomtest(mine, mine + theirs).proportion_ci(0.95, "exact")
    scale = their_people / my_people
    assert found.lower == pytest.approx(share.low / (1 - share.low) * scale, rel=1e-6)
    if theirs:
        assert found.upper == pytest.approx(share.high / (1 - share.high) * scale, rel=1e-6)
        assert found.ratio == pytest.approx(mine / my_people / (theirs / their_people))
    else:
        assert (found.upper, found.ratio) == (None, None)


def test_a_difference_is_said_only_where_the_interval_says_it():
    peer = rate_of(200, 1_000_000)
    assert compare(rate_of(40, 100_000), peer).words == "higher than"
    assert compare(rate_of(8, 100_000), peer).words == "lower than"
    assert compare(rate_of(22, 100_000), peer).words == "no clear difference"
    assert compare(rate_of(0, 100), rate_of(0, 100)).words == "no clear difference"


@given(st.integers(0, 200), people, st.integers(0, 200), people)
@settings(deadline=None)
def test_a_peer_seen_from_the_other_side_says_the_opposite(mine, my_people, theirs, their_people):
    one, other = rate_of(mine, my_people), rate_of(theirs, their_people)
    opposite = {
        "higher than": "lower than",
        "lower than": "higher than",
        "no clear difference": "no clear difference",
    }
    assert compare(other, one).words == opposite[compare(one, other).words]


@settings(deadline=None, max_examples=60)
@given(counts, people, counts, people)
def test_where_two_lines_do_not_touch_the_difference_is_more_than_chance(
    mine, my_people, theirs, their_people
):
    # The caption of the picture says this, and that it may also be so where they overlap.
    one, other = rate_of(mine, my_people), rate_of(theirs, their_people)
    assume(one.lower > other.upper or one.upper < other.lower)
    said = "higher than" if one.lower > other.upper else "lower than"
    assert compare(one, other).words == said


def test_a_difference_may_be_more_than_chance_where_the_lines_overlap_a_little():
    one, other = rate_of(65, 100_000), rate_of(40, 100_000)
    assert one.lower < other.upper
    assert compare(one, other).words == "higher than"
    caption = catalogue()["local_numbers"]["groups_help"]
    assert "Where two lines do not touch" in caption
    assert "overlap, the difference may be chance" not in caption


def test_a_county_is_set_beside_the_rest_of_its_state():
    county, state = rate_of(40, 100_000), rate_of(240, 1_100_000)
    rest = rate_of(200, 1_000_000)
    assert compare(county, state, other_holds_mine=True) == compare(county, rest)
    assert compare(county, state) != compare(county, rest)
    with pytest.raises(ValueError, match="cannot lie in one with 40 among 100000. Check"):
        compare(state, county, other_holds_mine=True)


# --- trends ---------------------------------------------------------------------------------


def years(counts, population=100_000, first=2018):
    return [Period(first + n, count, population) for n, count in enumerate(counts)]


yearly = st.lists(
    st.tuples(st.integers(0, 400), st.integers(1000, 1_000_000)), min_size=5, max_size=12
)


# A line that meets every count makes statsmodels suspect a mistake.
@pytest.mark.filterwarnings("ignore:Perfect separation")
@given(yearly)
@settings(max_examples=60, deadline=None)
def test_a_trend_is_the_poisson_line_of_statsmodels(rows):
    assume(sum(count > 0 for count, _ in rows) >= 2)
    periods = [Period(2000 + n, count, size) for n, (count, size) in enumerate(rows)]
    found = trend(periods)
    year = np.arange(len(rows)) - (len(rows) - 1) / 2
    fitted = sm.GLM(
        [count for count, _ in rows],
        sm.add_constant(year),
        family=sm.families.Poisson(),
        exposure=[size for _, size in rows],
    ).fit(maxiter=300, tol=1e-12)
    slope = fitted.params[1]
    # A line that climbs by far more than a count can show has no sharp maximum to agree on.
    assume(abs(slope) < 4)
    spread = fitted.pearson_chi2 / fitted.df_resid
    wide = student.ppf(0.975, fitted.df_resid) * math.sqrt(spread) if spread > 1 else 1.959964
    reach = wide * fitted.bse[1]
    assert math.log(found.ratio) == pytest.approx(slope, abs=1e-5)
    assert math.log(found.lower) == pytest.approx(slope - reach, abs=1e-4)
    assert math.log(found.upper) == pytest.approx(slope + reach, abs=1e-4)


def test_a_rate_that_grows_by_a_fifth_each_year_is_seen_to():
    found = trend(years([100, 120, 144, 173, 207]))
    assert found.words == "rising"
    assert found.ratio == pytest.approx(1.2, abs=0.001)
    assert trend(years([207, 173, 144, 120, 100])).words == "falling"
    assert trend(years([100, 104, 98, 103, 99])).words == "no clear direction"


def test_people_who_move_in_make_no_trend():
    rows = [Period(2018 + n, 100 * 2**n, 50_000 * 2**n) for n in range(5)]
    assert trend(rows).ratio == pytest.approx(1)


def test_counts_that_jump_about_need_more_to_make_a_trend():
    steady, jumpy = trend(years([90, 100, 110, 120, 130])), trend(years([60, 130, 70, 160, 140]))
    assert steady.words == "rising"
    assert jumpy.ratio > steady.ratio
    assert jumpy.words == "no clear direction"


def test_four_shown_periods_are_no_trend():
    found = trend(years([12, None, 40, 60, None, 90]))
    assert (found.words, found.ratio, found.periods, found.left_out) == (
        "too little to say",
        None,
        4,
        2,
    )
    assert found.why == "4 of 6 periods are shown, and 5 are needed."
    assert (
        trend(years([0, 0, 0, 0, 0])).why
        == "A direction needs events in at least two of the periods."
    )
    assert trend([]).words == "too little to say"


@pytest.mark.parametrize("spread", [1, 2, 4])
@pytest.mark.parametrize("n", [5, 8])
def test_a_rate_that_only_goes_up_and_down_is_seldom_given_a_direction(n, spread):
    chance = np.random.default_rng(n)
    mean, rounds = 40, 2000
    size = (rounds, n)
    counts = (
        chance.poisson(mean, size)
        if spread == 1
        else chance.negative_binomial(mean / (spread - 1), 1 / spread, size)
    )
    said = [trend(years([int(one) for one in row])).words for row in counts]
    assert sum(one in ("rising", "falling") for one in said) / rounds < 0.065


@given(yearly, st.randoms(use_true_random=False))
def test_the_order_of_periods_and_hidden_ones_change_nothing(rows, random):
    periods = [Period(2000 + n, count, size) for n, (count, size) in enumerate(rows)]
    hidden = [Period(1990 + n, None, 1000) for n in range(3)]
    mixed = periods + hidden
    random.shuffle(mixed)
    one, other = trend(periods), trend(mixed)
    assert (one.ratio, one.lower, one.words) == (other.ratio, other.lower, other.words)
    assert other.left_out == 3


def test_periods_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="The year 2018 is there twice."):
        trend(years([1, 2]) + years([3]))
    with pytest.raises(ValueError, match="The count of 2018 is -1. Give 0 or more."):
        trend(years([-1, 2, 3]))
    with pytest.raises(ValueError, match="The population of 2018 is 0. Give 1 or more."):
        trend(years([1, 2, 3], population=0))
