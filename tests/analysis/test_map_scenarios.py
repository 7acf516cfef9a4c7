"""What moves when a word is pushed: Mental Modeler's numbers, ranks, and votes of many maps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.maps.inference import Dynamics, run
from ciwidgets.analysis.maps.scenarios import (
    SignVote,
    as_shown,
    direction,
    rank_of_moves,
    sign_vote,
    sign_votes,
    state_prediction,
    what_moves,
)
from tests.analysis.map_cases import FREE, TURNING, WETLAND, maps, weights_of

TANH = Dynamics(squashing="tanh")
WETLANDS, FISH, POLLUTION, LIVELIHOOD, LAWS = range(5)


def push(words, **to):
    """Return a push of words by their place: push(3, w0=1) holds the first of three at 1."""
    row = np.full(words, FREE)
    for name, value in to.items():
        row[int(name[1:])] = value
    return row


# --- Mental Modeler's numbers ---------------------------------------------------------------


def test_four_words_under_tanh_move_as_in_mental_modeler():
    chain = weights_of(4, {(0, 1): 1, (3, 1): 1, (1, 2): 1, (2, 3): 1})
    found = what_moves(chain, push(4, w0=1), TANH)
    assert found.pushed[0, 0] == pytest.approx([1, 0.9249, 0.7282, 0.6220], abs=5e-5)
    assert found.baseline[0, 1:] == pytest.approx([0.0251] * 3, abs=5e-5)
    assert as_shown(found.change[0, 0]) == pytest.approx([1.0, 0.90, 0.70, 0.60])
    assert found.is_steady.all()


@pytest.mark.parametrize(
    ("pushed", "moved"),
    [
        ({"w4": 1}, {WETLANDS: 0.03, FISH: 0.08, POLLUTION: -0.06, LIVELIHOOD: 0.0}),
        ({"w0": 1}, {FISH: 0.12, POLLUTION: -0.01, LIVELIHOOD: 0.10}),
        ({"w2": -1}, {WETLANDS: 0.07, FISH: 0.28, LIVELIHOOD: 0.12}),
    ],
)
def test_the_wetland_map_moves_as_in_mental_modeler(pushed, moved):
    found = what_moves(WETLAND, push(5, **pushed))
    assert found.baseline[0] == pytest.approx([0.5037, 0.5813, 0.4255, 0.6898, 0.5], abs=5e-5)
    shown = as_shown(found.change[0, 0])
    assert {word: shown[word] for word in moved} == pytest.approx(moved)


def test_the_wetland_map_under_tanh_has_its_worked_numbers():
    found = what_moves(WETLAND, push(5, w4=1), TANH)
    assert found.pushed[0, 0, :4] == pytest.approx([0.2885, 0.8546, -0.4845, 0.7541], abs=5e-5)


def test_a_cause_moves_its_effect_and_an_effect_moves_no_cause():
    # Mental Modeler's newer module has these the wrong way round; its shipped program has not.
    found = what_moves(weights_of(2, {(0, 1): 1.0}), [push(2, w0=1), push(2, w1=1)])
    assert found.change[0, 0, 1] == pytest.approx(0.1086, abs=5e-5)
    assert found.change[0, 1, 0] == 0


def test_a_word_held_where_it_rests_anyway_changes_nothing():
    found = what_moves(WETLAND, push(5, w4=0.5))
    assert as_shown(found.change).tolist() == [[[0.0] * 5]]
    assert not rank_of_moves(found.change).any()


def test_a_word_can_be_held_at_zero():
    found = what_moves(WETLAND, [push(5, w2=0), push(5, w4=0)])
    assert found.pushed[0, 0, POLLUTION] == 0
    assert found.change[0, 0, FISH] > 0.05
    assert found.held[0].tolist() == [[False, False, True, False, False], [False] * 4 + [True]]
    assert found.change[0, 1, FISH] < 0


def test_where_states_go_round_the_change_is_said_to_be_none():
    found = what_moves(TURNING, [push(2, w0=1), push(2)], TANH)
    assert (found.baseline_outcome.item(), found.baseline_cycle_length.item()) == ("cycle", 4)
    assert found.outcome.tolist() == [["settled", "cycle"]]
    assert not found.is_steady.any()


@given(st.lists(maps(words=(3, 3)), min_size=1, max_size=3), st.sampled_from([-1.0, 0.0, 0.5, 1.0]))
def test_a_change_is_the_difference_of_two_runs(some, to):
    weights, row = np.array(some), push(3, w1=to)
    found = what_moves(weights, row, starts=0.5)
    apart = run(weights, 0.5, row).states[:, 0] - run(weights, 0.5).states[:, 0]
    assert found.change[:, 0] == pytest.approx(apart, abs=1e-9)


@given(maps(words=(2, 5)))
def test_pushing_no_word_moves_nothing(weights):
    found = what_moves(weights, push(len(weights)))
    assert found.change.tolist() == [[[0.0] * len(weights)]]


# --- directions and ranks -------------------------------------------------------------------


def test_what_two_decimals_would_show_as_nought_is_still():
    changes = [0.0049, -0.0049, 0.0051, -0.0051, 0]
    assert direction(changes).tolist() == [0, 0, 1, -1, 0]
    assert rank_of_moves(changes).tolist() == [0, 0, 1, 1, 0]


def test_the_farthest_move_is_first_and_level_ones_share_a_rank():
    changes = [[0.1, -0.3, 0.1001, 0.0, 0.9], [0.2, 0.1, 0.0, 0.0, 0.0]]
    held = [False, False, False, False, True]
    assert rank_of_moves(changes, held).tolist() == [[2, 1, 2, 0, 0], [1, 2, 0, 0, 0]]


@given(st.lists(st.floats(-2, 2), min_size=1, max_size=8))
def test_ranks_go_by_the_shown_size_alone(changes):
    ranks = rank_of_moves(changes)
    assert (rank_of_moves([-one for one in changes]) == ranks).all()
    for one, rank in zip(changes, ranks, strict=True):
        farther = sum(round(100 * abs(other)) > round(100 * abs(one)) for other in changes)
        assert rank == (0 if abs(one) < 0.005 else 1 + farther)


def test_predictions_are_the_share_of_wanted_words_that_move_the_wanted_way():
    change, wanted = [0.5, -0.2, 0.1, 0.0, 0.3], [1, 1, 1, -1, 0]
    assert state_prediction(change, wanted) == 50
    assert state_prediction(change, wanted, held=[True, *[False] * 4]) == pytest.approx(100 / 3)
    assert state_prediction(change, wanted, selected=[True, True, False, False, True]) == 50
    assert state_prediction(change, [0] * 5) is None


# --- votes ----------------------------------------------------------------------------------


def test_each_map_that_has_both_words_has_one_vote():
    up, down = weights_of(3, {(0, 2): 1}), weights_of(3, {(0, 2): -1})
    still, turning = np.zeros((3, 3)), np.zeros((3, 3))
    turning[1:, 1:] = TURNING
    some = np.array([up, up, down, still, up, up, turning])
    holds = np.ones((7, 3), dtype=bool)
    holds[4, 2] = holds[5, 0] = False
    found = sign_vote(some, holds, push(3, w0=1), 2, TANH)
    assert found == SignVote(up=2, down=1, still=1, maps=5, unsettled=1)
    assert sign_votes(some, holds, push(3, w0=1), TANH)[2] == found
    assert sign_vote(some, holds, push(3, w0=-1), 2, TANH).down == 2


def test_where_nobody_has_the_words_there_is_no_vote():
    none = sign_votes(np.zeros((2, 2, 2)), np.zeros((2, 2)), push(2, w0=1))
    assert none == (SignVote(0, 0, 0, 0), SignVote(0, 0, 0, 0))


@given(st.lists(maps(words=(3, 3)), min_size=1, max_size=4), st.integers(0, 2))
def test_votes_add_up_and_are_the_moves_of_each_map(some, target):
    holds = np.array([(one != 0).any(axis=0) | (one != 0).any(axis=1) for one in some])
    vote = sign_vote(some, holds, push(3, w0=1), target)
    assert vote.up + vote.down + vote.still + vote.unsettled == vote.maps
    has = [one for one, held in zip(some, holds, strict=True) if held[0] and held[target]]
    ways = [direction(what_moves(one, push(3, w0=1)).change[0, 0, target]) for one in has]
    assert (vote.maps, vote.up, vote.down) == (len(ways), ways.count(1), ways.count(-1))


# --- the door -------------------------------------------------------------------------------


def test_pushes_that_do_not_fit_the_words_are_refused():
    with pytest.raises(ValueError, match=r"pushes have the shape \(3,\) and the maps 2 words"):
        what_moves(TURNING, [1, FREE, FREE])


def test_marks_that_do_not_fit_the_maps_are_refused():
    with pytest.raises(ValueError, match=r"For 1 maps of 2 words there are \(1, 3\) marks"):
        sign_vote(TURNING[np.newaxis], np.ones((1, 3)), push(2, w0=1), 1)
