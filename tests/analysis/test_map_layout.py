"""Where the words of a map stand."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.maps.layout import BOX_HEIGHT, BOX_WIDTH, layout

KEYS = [f"own:{number:02}" for number in range(40)]
LINKS = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=120)
POINT = st.tuples(st.floats(-2_000, 2_000), st.floats(-2_000, 2_000))


def meet(one, other):
    return abs(one[0] - other[0]) < BOX_WIDTH and abs(one[1] - other[1]) < BOX_HEIGHT


@given(LINKS, st.integers(0, 40))
def test_no_two_words_lie_on_each_other_and_none_is_forgotten(links, count):
    at = layout(KEYS[:count], links)
    assert list(at) == KEYS[:count]
    assert not [pair for pair in combinations(at.values(), 2) if meet(*pair)]


@given(LINKS, st.permutations(KEYS), st.randoms())
def test_the_same_map_stands_the_same_way_in_whatever_order_it_comes(links, keys, chance):
    shuffled = list(links)
    chance.shuffle(shuffled)
    assert layout(KEYS, links) == layout(keys, shuffled)


@given(LINKS, st.dictionaries(st.sampled_from(KEYS), POINT, max_size=3))
def test_what_was_placed_stays_and_the_rest_stands_clear_of_it(links, fixed):
    at = layout(KEYS, links, fixed)
    for key, point in fixed.items():
        assert at[key] == point
    for one, other in combinations(KEYS, 2):
        if not {one, other} <= fixed.keys():
            assert not meet(at[one], at[other])


def test_what_leads_to_much_stands_left_of_what_follows_from_it():
    at = layout(KEYS[:6], [(KEYS[5], one) for one in KEYS[:5]])
    assert at[KEYS[5]][0] == min(x for x, _ in at.values())


def test_links_to_nowhere_and_of_a_word_to_itself_are_passed_over():
    assert layout(["a", "b"], [("a", "gone"), ("a", "a")]) == layout(["a", "b"], [])
    assert layout([], []) == {}
