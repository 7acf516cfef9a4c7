"""Agreement: published numbers, the phrases, and what no arrangement of people may change."""

import csv
import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ciwidgets.analysis.agreement import (
    AGREEMENT_WORDS,
    agreement_word,
    leik_consensus,
    polarisation,
    share_agreeing,
    tastle_wierman_consensus,
    van_der_eijk_agreement,
)

scales = st.lists(st.integers(0, 30), min_size=3, max_size=11)
fractions = st.lists(
    st.floats(0, 100, allow_nan=False, allow_infinity=False), min_size=3, max_size=11
)
MEASURES = (tastle_wierman_consensus, van_der_eijk_agreement, leik_consensus, polarisation)


def test_the_published_example_of_seven_answers_comes_out_to_its_printed_digits():
    counts = (30, 40, 210, 130, 530, 50, 10)
    assert round(van_der_eijk_agreement(counts), 7) == 0.6113333
    assert round(tastle_wierman_consensus(counts), 7) == 0.7256876
    assert round(1 - leik_consensus(counts), 7) == 0.2866667
    assert round(polarisation(counts), 3) == 0.194


@pytest.mark.parametrize(
    ("counts", "agreement"),
    [
        ((2.4, 2.8, 3.2, 6.2, 13.5, 30.4, 41.6), 0.609724),
        ((1.6, 2.6, 8.2, 21, 29.3, 27, 10.3), 0.482333),
    ],
)
def test_percentages_give_the_published_agreement(counts, agreement):
    assert round(van_der_eijk_agreement(counts), 6) == agreement


def test_agreement_of_four_answers_with_a_gap_is_the_published_one():
    assert round(van_der_eijk_agreement((2, 0, 1, 1)), 2) == 0.08


@pytest.mark.parametrize(
    ("counts", "consensus", "agreement", "leik"),
    [
        ((0, 0, 0, 0, 10), 1, 1, 1),
        ((0, 0, 0, 5, 5), 0.807, 0.75, 0.75),
        ((0, 0, 2, 5, 3), 0.779, 0.65, 0.75),
        ((0, 5, 0, 5, 0), 0.585, 0.167, 0.50),
        ((1, 0, 0, 0, 9), 0.531, 0.60, 0.80),
        ((2, 2, 2, 2, 2), 0.434, 0, 0.40),
        ((5, 0, 0, 0, 5), 0, -1, 0),
    ],
)
def test_ten_people_on_five_answers_give_the_table_of_the_methods(
    counts, consensus, agreement, leik
):
    assert round(tastle_wierman_consensus(counts), 3) == consensus
    assert round(van_der_eijk_agreement(counts), 3) == agreement
    assert round(leik_consensus(counts), 3) == leik


def test_the_r_package_agrmt_prints_the_same(realcases):
    with (realcases / "expected" / "agrmt_measures.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 16
    for row in rows:
        counts = [int(one) for one in row["freq"].split()]
        for measure, published in (
            (van_der_eijk_agreement, float(row["agreement"])),
            (polarisation, float(row["polarization"])),
            (tastle_wierman_consensus, float(row["consensus"])),
            (lambda counts: 1 - leik_consensus(counts), float(row["Leik"])),
        ):
            assert measure(counts) == pytest.approx(published, abs=1e-12), row["freq"]


@pytest.mark.parametrize("measure", [*MEASURES, share_agreeing])
def test_where_nobody_answered_there_is_no_measure(measure):
    assert measure([0, 0, 0, 0, 0]) is None


@pytest.mark.parametrize("measure", [van_der_eijk_agreement, polarisation, agreement_word])
def test_two_answers_are_too_short_a_scale_and_the_error_says_how_long_it_must_be(measure):
    with pytest.raises(ValueError, match=r"counts for 2 answers.*at least 3.*0 where nobody"):
        measure([3, 4])


@pytest.mark.parametrize("measure", [tastle_wierman_consensus, leik_consensus])
def test_consensus_of_two_answers_is_defined_and_of_one_is_not(measure):
    assert measure([5, 5]) == pytest.approx(0)
    with pytest.raises(ValueError, match="counts for 1 answers"):
        measure([5])


@pytest.mark.parametrize("count", [-1, math.nan, math.inf])
@pytest.mark.parametrize("measure", [*MEASURES, agreement_word])
def test_a_count_that_is_none_is_refused_with_its_value(measure, count):
    with pytest.raises(ValueError, match=f"{count!r} is not a number of people"):
        measure([1, count, 2])


@pytest.mark.parametrize("measure", MEASURES)
@given(counts=fractions)
def test_no_measure_leaves_its_bounds(measure, counts):
    value = measure(counts)
    lowest = -1 if measure is van_der_eijk_agreement else 0
    assert value is None or lowest <= value <= 1


@pytest.mark.parametrize("measure", MEASURES)
@given(counts=scales)
def test_turning_the_scale_round_changes_no_measure(measure, counts):
    there, back = measure(counts), measure(counts[::-1])
    assert there == back == None or there == pytest.approx(back, abs=1e-9)  # noqa: E711


@pytest.mark.parametrize("measure", MEASURES)
@given(counts=scales, factor=st.sampled_from([0.1, 1 / 3, 7, 100]))
def test_percentages_and_people_give_the_same_measure(measure, counts, factor):
    scaled = [count * factor for count in counts]
    assert measure(scaled) == pytest.approx(measure(counts), abs=1e-6)


@given(place=st.integers(0, 10), people=st.integers(1, 50), width=st.integers(3, 11))
def test_people_who_all_say_the_same_agree_fully(place, people, width):
    counts = [0] * width
    counts[place % width] = people
    assert [measure(counts) for measure in MEASURES] == pytest.approx([1, 1, 1, 0])


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        ((0, 0, 0, 0, 4), "too_few"),
        ((0, 0, 0, 0, 0), "too_few"),
        ((0, 0, 0, 2, 3), "all_agree"),
        ((6, 1, 0, 0, 0), "all_disagree"),
        ((1, 0, 0, 0, 9), "most_agree"),
        ((0, 0, 4, 6, 0), "most_agree"),
        ((0, 3, 1, 6, 0), "most_agree"),
        ((12, 7, 1, 0, 0), "most_disagree"),
        ((0, 0, 20, 0, 0), "in_the_middle"),
        ((3, 0, 9, 0, 3), "in_the_middle"),
        ((5, 0, 0, 0, 5), "split_in_two"),
        ((0, 5, 0, 5, 0), "split_in_two"),
        ((3, 0, 0, 0, 7), "split_in_two"),
        ((0, 4, 0, 6, 0), "split_in_two"),
        ((15, 10, 5, 5, 15), "split_in_two"),
        ((5, 1, 1, 5), "split_in_two"),
        ((2, 2, 2, 2, 2), "spread_out"),
        ((3, 3, 3, 3), "spread_out"),
        ((0, 0, 5, 5, 0), "mixed"),
        ((0, 5, 5, 0), "mixed"),
        ((10, 20, 30, 15, 4), "mixed"),
    ],
)
def test_the_phrase_says_what_a_person_would_say_of_the_bars(counts, word):
    assert agreement_word(counts) == word


MIRROR = {
    "all_agree": "all_disagree",
    "most_agree": "most_disagree",
    "all_disagree": "all_agree",
    "most_disagree": "most_agree",
}


@given(counts=scales)
@example(counts=[1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 3])
def test_turning_the_scale_round_swaps_agree_and_disagree_and_nothing_else(counts):
    word = agreement_word(counts)
    assert word in AGREEMENT_WORDS
    assert agreement_word(counts[::-1]) == MIRROR.get(word, word)


@given(counts=scales.filter(lambda counts: sum(counts) >= 5))
def test_most_is_said_only_of_more_than_half(counts):
    if agreement_word(counts) in ("all_agree", "most_agree"):
        assert share_agreeing(counts) > 0.5
        assert van_der_eijk_agreement(counts) >= 0


@given(answers=st.lists(st.integers(0, 4), min_size=1, max_size=15), seed=st.randoms())
def test_who_answered_first_changes_nothing(answers, seed):
    def described(people):
        counts = [0] * 5
        for answer in people:
            counts[answer] += 1
        return [measure(counts) for measure in MEASURES], agreement_word(counts)

    shuffled = list(answers)
    seed.shuffle(shuffled)
    assert described(shuffled) == described(answers)


@given(counts=scales.filter(lambda counts: sum(counts) >= 5))
def test_fractions_that_add_up_to_the_people_say_the_same_phrase(counts):
    thirds = [sum([count / 3] * 3) for count in counts]
    assert agreement_word(thirds) == agreement_word(counts)


def test_the_middle_answer_of_an_odd_scale_agrees_with_nobody():
    assert share_agreeing([1, 1, 6, 1, 1]) == 0.2
    assert share_agreeing([1, 1, 1, 1]) == 0.5
