"""How alike maps are: each figure by its own formula, and what must hold of any of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.maps.similarity import comparison_score, similarity
from tests.analysis.map_cases import WETLAND, maps, weights_of

several = st.integers(2, 4).flatmap(
    lambda words: st.lists(maps(words=(words, words)), min_size=2, max_size=4)
)


def test_words_in_common_are_counted_by_the_three_formulas():
    holds = [[1, 1, 1, 0, 0], [0, 1, 1, 1, 1]]
    found = similarity(np.zeros((2, 5, 5)), holds)
    assert found.words_jaccard[0, 1] == pytest.approx(2 / 5)
    assert found.words_dice[0, 1] == pytest.approx(4 / 7)
    assert found.words_fcmapper[0, 1] == pytest.approx(2 / 7)


def test_a_map_is_the_same_as_itself_and_fcmapper_calls_that_a_half():
    found = similarity([WETLAND, WETLAND])
    assert (found.words_jaccard == 1).all()
    assert (found.words_dice == 1).all()
    assert (found.words_fcmapper == 0.5).all()
    assert (found.links_jaccard == 1).all()
    assert (found.distance == 0).all()


def test_a_link_with_the_other_sign_is_another_link():
    one = weights_of(3, {(0, 1): 1, (1, 2): 0.5})
    other = weights_of(3, {(0, 1): -0.25, (1, 2): 0.25})
    assert similarity([one, other]).links_jaccard[0, 1] == pytest.approx(1 / 3)
    # |1 + 0.25| + |0.5 - 0.25|, of 2 for each of the six pairs.
    assert similarity([one, other]).distance[0, 1] == pytest.approx(1.5 / 12)


def test_all_links_opposite_is_as_far_as_can_be():
    full = np.ones((3, 3)) - np.eye(3)
    assert similarity([full, -full]).distance[0, 1] == 1
    assert similarity([full, -full]).links_jaccard[0, 1] == 0


def test_the_distance_is_over_the_words_of_the_two_maps_alone():
    one, other = weights_of(6, {(0, 1): 1}), weights_of(6, {(0, 1): 0.5})
    assert similarity([one, other]).distance[0, 1] == pytest.approx(0.5 / 4)
    everything = np.ones((2, 6))
    assert similarity([one, other], everything).distance[0, 1] == pytest.approx(0.5 / 60)


def test_what_two_empty_maps_share_is_not_defined():
    found = similarity(np.zeros((2, 3, 3)))
    assert np.isnan([found.words_jaccard, found.links_jaccard, found.distance]).all()
    assert similarity(np.zeros((0, 3, 3))).distance.shape == (0, 0)


@given(several)
def test_pairs_at_once_are_each_pair_by_its_formula(some):
    found = similarity(some)
    for a, one in enumerate(some):
        for b, other in enumerate(some):
            has = [
                np.flatnonzero((m != 0).any(axis=0) | (m != 0).any(axis=1)) for m in (one, other)
            ]
            either = len({*has[0], *has[1]})
            if either:
                both = len({*has[0]} & {*has[1]})
                assert found.words_jaccard[a, b] == pytest.approx(both / either)
            if either > 1:
                apart = np.abs(one - other)
                apart = (apart.sum() - np.trace(apart)) / (2 * either * (either - 1))
                assert found.distance[a, b] == pytest.approx(apart)
            signed = [{(*at, np.sign(m[*at])) for at in np.argwhere(m != 0)} for m in (one, other)]
            if signed[0] | signed[1]:
                share = len(signed[0] & signed[1]) / len(signed[0] | signed[1])
                assert found.links_jaccard[a, b] == pytest.approx(share)


@given(several)
def test_it_is_the_same_from_both_sides_and_within_its_bounds(some):
    found = similarity(some)
    for name in ("words_jaccard", "words_dice", "words_fcmapper", "links_jaccard", "distance"):
        values = getattr(found, name)
        assert values == pytest.approx(values.T, nan_ok=True), name
        known = values[~np.isnan(values)]
        assert ((known >= 0) & (known <= 1)).all(), name


def test_the_comparison_score_counts_right_links_and_takes_off_the_others():
    right = weights_of(4, {(0, 1): 1, (1, 2): 1, (2, 3): -1, (3, 0): 1})
    mine = weights_of(4, {(0, 1): 0.25, (1, 2): -1, (2, 3): -0.5, (0, 3): 1})
    # Two right, one reversed, one missing, one too many.
    assert comparison_score(mine, right) == 2 - 3
    assert comparison_score(right, right) == 4


def test_maps_and_marks_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match=r"For 1 maps of 5 words there are \(2, 5\) marks"):
        similarity(WETLAND, np.ones((2, 5)))
    with pytest.raises(ValueError, match="One map has 5 words and the other 2"):
        comparison_score(WETLAND, np.zeros((2, 2)))
