"""The loops of a map: those another program finds, and no more time than a page has."""

import time

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.maps.loops import Loop, loops
from tests.analysis.map_cases import WETLAND, maps, real_map, weights_of


def by_networkx(weights, longest):
    graph = nx.from_numpy_array(np.array(weights), create_using=nx.DiGraph)
    found = nx.simple_cycles(graph, length_bound=longest)
    return {
        tuple(words[words.index(min(words)) :] + words[: words.index(min(words))])
        for words in found
    }


def test_the_wetland_map_has_one_loop_and_it_reinforces():
    assert loops(WETLAND).loops == (Loop(words=(0, 2), is_reinforcing=True),)


def test_an_even_number_of_negative_links_reinforces_and_an_odd_one_balances():
    links = {(0, 1): -1, (1, 0): 0.5, (1, 2): -0.25, (2, 0): 1, (2, 2): -1}
    found = loops(weights_of(3, links))
    assert [(loop.words, loop.is_reinforcing) for loop in found.loops] == [
        ((2,), False),
        ((0, 1), False),
        ((0, 1, 2), True),
    ]
    assert not found.cut_short


@given(maps(words=(1, 7)), st.integers(1, 7))
def test_they_are_the_ones_networkx_finds(weights, longest):
    found = loops(weights, longest)
    words = [loop.words for loop in found.loops]
    assert set(words) == by_networkx(weights, longest)
    assert len(words) == len(set(words))
    assert words == sorted(words, key=lambda one: (len(one), one))
    for loop in found.loops:
        ends = zip(loop.words, (*loop.words[1:], loop.words[0]), strict=True)
        assert loop.is_reinforcing == (np.prod([weights[pair] for pair in ends]) > 0)


@pytest.mark.parametrize("name", ["northsea_SNS", "northsea_Skagerrak", "mm_public_health"])
def test_real_maps_have_the_loops_networkx_finds(realcases, name):
    weights = real_map(realcases, name)
    found = loops(weights, longest=4, most=10_000)
    assert not found.cut_short
    assert {loop.words for loop in found.loops} == by_networkx(weights, 4)


def test_there_are_at_most_so_many_and_the_short_ones_come_first():
    full = np.ones((5, 5))
    found = loops(full, most=8)
    assert [len(loop.words) for loop in found.loops] == [1] * 5 + [2] * 3
    assert found.cut_short
    assert not loops(full, longest=1, most=5).cut_short


@pytest.mark.parametrize("weights", [np.ones((60, 60)), np.triu(np.ones((400, 400)), 1)])
def test_a_map_that_could_take_for_ever_takes_a_moment(weights):
    began = time.perf_counter()
    loops(weights, longest=30, most=10**9)
    assert time.perf_counter() - began < 20


def test_no_words_have_no_loops():
    assert loops(np.zeros((0, 0))).loops == ()
