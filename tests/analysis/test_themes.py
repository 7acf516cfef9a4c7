"""Themes: every idea in one of them or in none, whoever moved what in which order."""

from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.ideas import Group, Wall, wall
from ciwidgets.analysis.themes import Claim, Sorted, dots_by_theme, put, sort_out
from ciwidgets.analysis.votes import carry

IDEAS = {f"i{number}": f"words of {number}" for number in range(8)}
THEMES = ("t0", "t1", "t2")
ids = st.sampled_from([*IDEAS, "g0", "g1", "gone"])
claims_of = st.lists(
    st.builds(
        Claim,
        id=st.sampled_from(THEMES),
        title=st.just("A theme"),
        placed=st.dictionaries(ids, st.integers(1, 30), max_size=8),
    ),
    max_size=3,
    unique_by=lambda claim: claim.id,
)
groups_of = st.lists(
    st.builds(
        Group,
        id=st.sampled_from(["g0", "g1"]),
        seq=st.integers(1, 9),
        title=st.just("Together"),
        idea_ids=st.lists(st.sampled_from(list(IDEAS)), min_size=2, max_size=4, unique=True).map(
            tuple
        ),
    ),
    max_size=2,
    unique_by=(lambda group: group.id, lambda group: group.seq),
)
walls = st.builds(
    lambda groups, hidden: wall(IDEAS, groups, hidden),
    groups_of,
    st.sets(st.sampled_from([*IDEAS])),
)
moves = st.lists(
    st.tuples(st.lists(st.sampled_from([*IDEAS]), min_size=1, max_size=3), st.sampled_from(THEMES)),
    max_size=8,
)
ballots = st.dictionaries(
    st.sampled_from(["p0", "p1", "p2", "p3"]),
    st.dictionaries(st.sampled_from([*IDEAS]), st.integers(1, 3), max_size=3),
)


def alone(*ids_: str) -> Wall:
    return wall({one: IDEAS[one] for one in ids_}, [], ())


def by_theme(sorted_: Sorted) -> dict[str, list[str]]:
    return {theme.id: [item.id for item in theme.items] for theme in sorted_.themes}


def of_holdings(holdings: dict[str, tuple[str, ...]], board: Wall) -> Sorted:
    """Sort a wall by what the themes hold; nothing is held twice, so the order says nothing."""
    return sort_out(
        board, [Claim(one, "A theme", dict.fromkeys(held, 1)) for one, held in holdings.items()]
    )


def test_an_idea_stands_in_the_theme_it_was_put_into_last():
    earlier, later = Claim("t0", "One", {"i0": 3, "i1": 3}), Claim("t1", "Two", {"i0": 5})
    found = sort_out(alone("i0", "i1", "i2"), [earlier, later])
    assert by_theme(found) == {"t0": ["i1"], "t1": ["i0"]}
    assert [item.id for item in found.loose] == ["i2"]


def test_ideas_merged_later_stand_where_the_latest_of_them_was_put():
    board = wall(IDEAS, [Group("g0", 9, "Both", ("i0", "i1"))], ())
    found = sort_out(board, [Claim("t0", "One", {"i0": 3}), Claim("t1", "Two", {"i1": 4})])
    assert by_theme(found) == {"t0": [], "t1": ["g0"]}


def test_ideas_of_a_group_that_is_taken_apart_each_keep_their_theme():
    board = wall(IDEAS, [Group("g0", 9, "Both", ("i0", "i1"))], ())
    holdings = put(board, {"t0": ()}, ["g0"], "t0")
    assert holdings == {"t0": ("i0", "i1")}
    assert by_theme(of_holdings(holdings, wall(IDEAS, [], ()))) == {"t0": ["i0", "i1"]}


def test_a_move_changes_only_the_theme_left_and_the_theme_entered():
    themes = {"t0": ("i0", "i1"), "t1": ("i2",), "t2": ("i3",)}
    assert put(alone(*IDEAS), themes, ["i0"], "t1") == {"t0": ("i1",), "t1": ("i2", "i0")}
    assert put(alone(*IDEAS), themes, ["i2"], "t1") == {}
    assert put(alone(*IDEAS), themes, ["i2"], "") == {"t1": ()}


def test_a_theme_whose_ideas_cannot_show_dots_has_none():
    found = of_holdings({"t0": ("i0", "i1"), "t1": ("i2",)}, alone("i0", "i1", "i2"))
    assert dots_by_theme(found, {"i0": 4, "i1": 0}) == {"t0": 4}
    assert dots_by_theme(found, {}) == {}


@given(walls, claims_of)
def test_every_item_stands_in_one_theme_or_in_none(board, claims):
    found = sort_out(board, claims)
    standing = [item for theme in found.themes for item in theme.items] + list(found.loose)
    assert sorted(item.id for item in standing) == sorted(item.id for item in board.items)


@given(walls, claims_of, st.randoms(use_true_random=False))
def test_the_order_themes_come_in_changes_nothing_but_their_own(board, claims, chance):
    shuffled = list(claims)
    chance.shuffle(shuffled)
    assert by_theme(sort_out(board, shuffled)) == by_theme(sort_out(board, claims))


@given(walls, moves)
def test_whatever_is_moved_nothing_is_held_twice(board, moved):
    holdings: dict[str, tuple[str, ...]] = dict.fromkeys(THEMES, ())
    for items, theme in moved:
        here = [board.places[one] for one in items if one in board.places]
        holdings |= put(board, holdings, here, theme)
        held = [one for ids_ in holdings.values() for one in ids_]
        assert len(held) == len(set(held))
        assert all(one in by_theme(of_holdings(holdings, board))[theme] for one in here)


@given(walls, moves, st.lists(st.sampled_from([*IDEAS]), min_size=1, max_size=3))
def test_putting_in_and_taking_out_again_gives_back_the_same(board, moved, items):
    holdings: dict[str, tuple[str, ...]] = dict.fromkeys(THEMES, ())
    for some, theme in moved:
        here = [board.places[one] for one in some if one in board.places]
        holdings |= put(board, holdings, here, theme)
    loose = {item.id for item in of_holdings(holdings, board).loose}
    fresh = [board.places[one] for one in items if board.places.get(one) in loose]
    after = holdings | put(board, holdings, fresh, "t1")
    assert after | put(board, after, fresh, "") == holdings


@given(walls, st.permutations([("i0", "t0"), ("i1", "t1"), ("i2", "t0"), ("i3", "t2")]))
def test_moves_of_different_ideas_come_to_the_same_in_any_order(board, order):
    if len({board.places.get(one) for one, _ in order}) < len(order):
        return  # two of them are one thing here, and of that the later move counts
    holdings: dict[str, tuple[str, ...]] = dict.fromkeys(THEMES, ())
    for one, theme in order:
        if one in board.places:
            holdings |= put(board, holdings, [board.places[one]], theme)
    found = by_theme(of_holdings(holdings, board))
    assert all(board.places[one] in found[theme] for one, theme in order if one in board.places)


@given(ballots, claims_of, st.permutations(["p0", "p1", "p2", "p3"]))
def test_themes_lose_no_dot_and_people_change_nothing_by_their_order(given_, claims, order):
    board = alone(*IDEAS)
    dots = carry(given_, board, board)
    again = carry({one: given_[one] for one in order if one in given_}, board, board)
    found = sort_out(board, claims)
    assert dots_by_theme(found, again) == dots_by_theme(found, dots)
    in_none = sum(dots.get(item.id, 0) for item in found.loose)
    given_in_all = sum(sum(ballot.values()) for ballot in given_.values())
    assert sum(dots_by_theme(found, dots).values()) + in_none == given_in_all


@given(ballots, claims_of)
def test_merging_two_ideas_keeps_all_their_votes_in_the_theme_they_come_to(given_, claims):
    then = alone(*IDEAS)
    merged = wall(IDEAS, [Group("g0", 99, "Both", ("i0", "i1"))], ())
    dots = carry(given_, then, merged)
    found = sort_out(merged, claims)
    (home,) = [
        [item.id for item in items]
        for items in [*(theme.items for theme in found.themes), found.loose]
        if any(item.id == "g0" for item in items)
    ]
    both = sum(ballot.get("i0", 0) + ballot.get("i1", 0) for ballot in given_.values())
    assert "g0" in home
    assert dots["g0"] == both
    in_none = sum(dots.get(item.id, 0) for item in found.loose)
    given_in_all = sum(sum(ballot.values()) for ballot in given_.values())
    assert sum(dots_by_theme(found, dots).values()) + in_none == given_in_all
