"""The shape of a map: worked numbers, published ones, and what FCMapper prints."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.maps.structure import structure, structures
from tests.analysis.map_cases import WETLAND, maps, printed, real_map, weights_of

REAL = ("mm_fish_wetland_ozesmi", "mm_public_health", "northsea_Skagerrak", "northsea_SNS")


def test_the_wetland_map_has_its_worked_numbers():
    found = structure(WETLAND)
    assert (found.words, found.links, found.self_loops) == (5, 11, 0)
    assert found.density == pytest.approx(0.55)
    assert found.density_squared == pytest.approx(0.44)
    assert found.links_per_word == pytest.approx(2.2)
    assert found.out_degree == pytest.approx((1.9, 1.0, 1.4, 0, 1.4))
    assert found.in_degree == pytest.approx((0.4, 2.5, 0.6, 2.2, 0))
    assert found.centrality == pytest.approx((2.3, 3.5, 2.0, 2.2, 1.4))
    assert found.roles == ("ordinary", "ordinary", "ordinary", "receiver", "driver")
    assert (found.drivers, found.receivers, found.complexity) == (1, 1, 1)
    assert found.hierarchy == pytest.approx(0.2032)
    assert found.hierarchy_fcmapper == pytest.approx(0.033867, abs=5e-7)


def test_the_city_health_map_has_its_worked_numbers(realcases):
    found = structure(real_map(realcases, "mm_public_health"))
    assert (found.links, found.drivers, found.receivers, found.complexity) == (10, 0, 0, None)
    assert found.density == pytest.approx(0.238095, abs=5e-7)
    assert found.density_squared == pytest.approx(0.204082, abs=5e-7)
    assert found.hierarchy == pytest.approx(0.086735, abs=5e-7)


@pytest.mark.parametrize("name", REAL)
def test_fcmapper_prints_the_same_of_a_whole_map(realcases, name):
    row = next(
        row for row in printed(realcases, "FCMapper_matrix_indices.csv") if row["map"] == name
    )
    found = structure(real_map(realcases, name))
    same = {
        "Number of connections": found.links,
        "Number of concepts": found.words,
        "Number of transmitters": found.drivers,
        "Number of receivers": found.receivers,
        "Number of no connections": found.roles.count("isolated"),
        "Number of ordinary": found.roles.count("ordinary"),
        "Number of self loops": found.self_loops,
    }
    assert {key: int(row[key]) for key in same} == same
    close = {
        "Connection density": found.density_squared,
        "Connections/variable": found.links_per_word,
        "Hierarchy": found.hierarchy_fcmapper,
    }
    assert {key: float(row[key]) for key in close} == pytest.approx(close, rel=1e-12)
    # With no driver FCMapper prints NA or Inf, and here it is not defined.
    without = row["Complexity (R/T)"] in ("NA", "Inf")
    assert found.complexity == (None if without else float(row["Complexity (R/T)"]))


@pytest.mark.parametrize("name", REAL)
def test_fcmapper_prints_the_same_of_each_word(realcases, name):
    rows = printed(realcases, f"FCMapper_concept_indices_{name}.csv")
    found = structure(real_map(realcases, name))
    columns = {
        "Outdegree": found.out_degree,
        "Indegree": found.in_degree,
        "Centrality": found.centrality,
    }
    for column, ours in columns.items():
        assert [float(row[column]) for row in rows] == pytest.approx(ours, abs=1e-12), column
    names = {
        "Transmitter": "driver",
        "Receiver": "receiver",
        "Ordinary": "ordinary",
        "No connection": "isolated",
    }
    theirs = tuple(next(ours for key, ours in names.items() if int(row[key])) for row in rows)
    assert found.roles == theirs


@pytest.mark.parametrize(("words", "links", "density"), [(19, 42, 0.1228), (15, 38, 0.1810)])
def test_densities_of_a_published_table_come_out(words, links, density):
    # Ecology and Society 16(4):8, table 2, which prints them with two decimals.
    places = [(i, j) for i in range(words) for j in range(words) if i != j][:links]
    found = structure(weights_of(words, dict.fromkeys(places, 0.5)))
    assert found.density == pytest.approx(density, abs=5e-5)


def test_mental_modelers_own_example_divides_by_the_square():
    places = [(i, j) for i in range(7) for j in range(7) if i != j][:11]
    found = structure(weights_of(7, dict.fromkeys(places, -0.5)))
    assert found.density_squared == pytest.approx(0.2244897959, abs=5e-11)
    assert found.links_per_word == pytest.approx(1.571428571, abs=5e-10)


def test_a_full_order_is_a_hierarchy_of_one_and_equals_are_none():
    full = np.triu(np.ones((4, 4)), 1)
    assert structure(full).hierarchy == pytest.approx(1)
    assert structure(full).hierarchy_fcmapper == pytest.approx(0.2)
    assert structure(np.ones((4, 4)) - np.eye(4)).hierarchy == 0


def test_what_is_not_defined_is_none_and_never_a_number():
    empty, one = structure(np.zeros((0, 0))), structure([[0.0]])
    assert (empty.density, empty.links_per_word, empty.hierarchy, empty.complexity) == (None,) * 4
    assert (one.density, one.density_squared, one.hierarchy, one.complexity) == (None,) * 4
    assert (one.links_per_word, one.roles) == (0, ("isolated",))


def test_a_link_of_weight_zero_is_no_link_and_one_to_itself_is_not_in_the_density():
    assert structure([[0.0, 0.0], [-0.0, 0.0]]).links == 0
    found = structure([[1.0, 0.5], [0.0, 0.0]])
    assert (found.links, found.self_loops) == (2, 1)
    assert (found.density, found.density_squared) == (0.5, 0.5)


@given(st.lists(maps(words=(4, 4)), min_size=1, max_size=5))
def test_many_maps_at_once_are_each_as_alone(some):
    together = structures(np.array(some))
    for place, weights in enumerate(some):
        alone = structure(weights)
        for field in ("links", "density", "density_squared", "hierarchy", "drivers", "receivers"):
            assert getattr(together, field)[place] == pytest.approx(getattr(alone, field)), field
        assert tuple(together.roles[place]) == alone.roles
        assert together.complexity[place] == pytest.approx(
            np.nan if alone.complexity is None else alone.complexity, nan_ok=True
        )


@given(maps(words=(2, 6)), st.randoms(use_true_random=False))
def test_the_order_of_the_words_changes_nothing_but_the_order(weights, chance):
    order = list(range(len(weights)))
    chance.shuffle(order)
    before, after = structure(weights), structure(weights[np.ix_(order, order)])
    assert after.centrality == pytest.approx([before.centrality[place] for place in order])
    assert after.roles == tuple(before.roles[place] for place in order)
    assert after.hierarchy == pytest.approx(before.hierarchy)
    assert (after.density, after.complexity) == (before.density, before.complexity)


@given(maps(words=(2, 6)))
def test_out_and_in_add_up_and_the_hierarchy_stays_in_its_bounds(weights):
    found = structure(np.abs(weights) > 0)
    assert sum(found.out_degree) == sum(found.in_degree) == found.links
    assert found.hierarchy >= 0
    if not np.diagonal(weights).any():
        assert found.density <= 1


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ([[0, 1]], r"shape \(1, 2\).*one square table a map"),
        ([1, 2], r"shape \(2,\)"),
        ([[np.nan]], r"no finite number.*0 where there is no link"),
    ],
)
def test_weights_that_are_no_map_are_refused_and_the_cure_is_said(weights, said):
    with pytest.raises(ValueError, match=said):
        structure(weights)


def test_several_maps_are_refused_where_one_is_asked_for():
    with pytest.raises(ValueError, match="There are 2 maps. Give the weights of one."):
        structure(np.zeros((2, 3, 3)))
