"""Many maps as one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ciwidgets.analysis.maps.merging import is_contested, is_shared, merge
from ciwidgets.results.maps import ledger

WEIGHTS = st.sampled_from([-1.0, -0.62, -0.25, 0.0, 0.0, 0.0, 0.25, 0.62, 1.0])


def one_link(*weights, **more):
    """What is said of the only link of maps of two words."""
    merged = merge([[[0, weight], [0, 0]] for weight in weights], **more)
    return {
        name: getattr(merged, name)[0, 1]
        for name in merged.__slots__
        if getattr(merged, name) is not None
    }


@st.composite
def maps(draw, most_people=8, words=3):
    people = draw(st.integers(1, most_people))
    return draw(arrays(np.float64, (people, words, words), elements=WEIGHTS))


def same(one, other):
    """Whether two merged maps say the same of every link."""
    return all(
        np.allclose(getattr(one, name), getattr(other, name), equal_nan=True)
        for name in one.__slots__
        if getattr(one, name) is not None
    )


def test_the_worked_numbers_of_the_methods_come_out():
    said = one_link(0.5, 0, 0.75)
    assert said["mean_with_zeros"] == pytest.approx(0.416667, abs=5e-7)
    assert said["mean_of_drawn"] == 0.625
    assert said["median"] == 0.5
    assert said["median_of_drawn"] == 0.625
    assert said["support"] == pytest.approx(2 / 3)
    weighed = one_link(0.5, 0, 0.75, people=[1, 1, 2])
    assert weighed["mean_with_zeros"] == 0.5
    assert weighed["mean_of_drawn"] == pytest.approx(0.666667, abs=5e-7)


def test_opposite_signs_that_cancel_out_are_contested_and_never_no_link():
    merged = merge([[[0, weight], [0, 0]] for weight in (0.5, -0.5, 0)])
    assert merged.mean_with_zeros[0, 1] == 0
    assert merged.support[0, 1] == pytest.approx(0.67, abs=0.01)
    assert merged.sign_agreement[0, 1] == 0
    assert merged.drawn[0, 1] == 2
    assert merged.contested[0, 1]
    assert not merged.contested[1, 0]


def test_all_maps_are_merged_at_once_so_that_two_at_a_time_is_not_what_comes_out():
    assert one_link(0.2, 0.4, 0.9)["mean_with_zeros"] == pytest.approx(0.5)


def test_the_geometric_mean_is_of_one_sign_only():
    assert one_link(0.25, 1, 0)["geometric"] == pytest.approx(0.5)
    assert one_link(-0.25, -1)["geometric"] == pytest.approx(-0.5)
    assert np.isnan(one_link(-0.25, 1)["geometric"])
    assert np.isnan(one_link(0, 0)["geometric"])


def test_the_spread_is_that_of_those_who_drew_it():
    assert one_link(0.5, 1, 0)["spread"] == pytest.approx(0.25)
    assert np.isnan(one_link(0, 0)["spread"])


def test_each_pool_has_one_vote_however_many_people_it_has():
    said = one_link(1, 1, 1, 1, -1, pools=[0, 0, 0, 0, 7])
    assert said["mean_with_zeros"] == pytest.approx(0.6)
    assert said["balanced"] == 0
    assert merge([[[0.0]]]).balanced is None


def test_shared_takes_half_of_the_people_and_nearly_one_sign():
    assert is_shared(5, 10, 1.0)
    assert is_shared(9, 10, 0.8)
    assert not is_shared(4, 10, 1.0)
    assert not is_shared(10, 10, 0.79)
    assert not is_shared(0, 0, np.nan)


def test_contested_takes_two_people_and_a_quarter_on_each_side():
    assert is_contested(2, 2)
    assert is_contested(6, 2)
    assert not is_contested(7, 2)
    assert not is_contested(3, 1)


@pytest.mark.parametrize(
    ("weights", "more", "sentence"),
    [
        (np.zeros((0, 2, 2)), {}, "no map to merge"),
        (np.zeros((2, 2, 2)), {"people": [1]}, "do not fit 2 maps"),
        (np.zeros((2, 2, 2)), {"people": [1, -1]}, "do not fit 2 maps"),
        (np.zeros((2, 2, 2)), {"people": [0, 0]}, "add up to 0"),
        (np.zeros((2, 2, 2)), {"pools": [1]}, "pools do not fit"),
    ],
)
def test_what_does_not_fit_is_said(weights, more, sentence):
    with pytest.raises(ValueError, match=sentence):
        merge(weights, **more)


def test_the_least_drawers_stand_twice_and_are_the_same():
    from ciwidgets.analysis.maps import merging

    assert merging.LEAST_DRAWERS == ledger.LEAST_DRAWERS


@given(maps(), st.permutations(range(3)))
def test_merging_and_then_renaming_is_renaming_and_then_merging(weights, order):
    renamed = merge(weights[:, order][:, :, order])
    merged = merge(weights)
    for name in ("mean_with_zeros", "mean_of_drawn", "median_of_drawn", "support", "spread"):
        there = getattr(merged, name)[order][:, order]
        assert np.allclose(getattr(renamed, name), there, equal_nan=True)


@given(maps())
def test_words_nobody_linked_change_nothing(weights):
    padded = merge(np.pad(weights, ((0, 0), (1, 2), (1, 2))))
    merged = merge(weights)
    for name in merged.__slots__:
        if getattr(merged, name) is not None:
            inner = getattr(padded, name)[1:4, 1:4]
            assert np.allclose(inner, getattr(merged, name), equal_nan=True)
    assert padded.drawn.sum() == merged.drawn.sum()


@given(maps(), st.randoms())
def test_the_order_of_the_people_makes_no_difference(weights, chance):
    order = list(range(len(weights)))
    chance.shuffle(order)
    assert same(merge(weights), merge(weights[order]))


@given(maps(), st.integers(2, 5))
def test_everybody_twice_says_the_same_of_twice_as_many(weights, times):
    once, more = merge(weights), merge(np.repeat(weights, times, axis=0))
    assert np.array_equal(more.drawn, once.drawn * times)
    for name in ("mean_with_zeros", "mean_of_drawn", "sign_agreement", "spread", "support"):
        assert np.allclose(getattr(more, name), getattr(once, name), equal_nan=True)


@given(maps())
def test_every_average_lies_among_what_was_drawn(weights):
    merged = merge(weights)
    drawn = merged.drawn > 0
    for name in ("mean_of_drawn", "median_of_drawn"):
        value = getattr(merged, name)
        assert np.array_equal(np.isnan(value), ~drawn)
        assert (value[drawn] <= weights.max(axis=0)[drawn] + 1e-12).all()
        assert (value[drawn] >= weights.min(axis=0)[drawn] - 1e-12).all()
    assert np.allclose(
        merged.mean_with_zeros[drawn], (merged.mean_of_drawn * merged.support)[drawn]
    )


@given(maps())
def test_the_median_of_the_drawn_is_that_of_a_plain_list(weights):
    median = merge(weights).median_of_drawn
    for place in np.ndindex(3, 3):
        drawn = [weight for weight in weights[(slice(None), *place)] if weight]
        if drawn:
            assert median[place] == pytest.approx(np.median(drawn))


@given(maps(most_people=6))
def test_pools_of_one_size_say_the_same_as_people(weights):
    double = np.concatenate([weights, weights[::-1]])
    merged = merge(double, pools=np.arange(len(double)) % len(weights))
    assert np.allclose(merged.balanced, merged.mean_with_zeros)
