"""The wall: every idea in one place."""

from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.ideas import Group, Item, Original, wall
from ciwidgets.analysis.votes import GONE, tally

IDEAS = {"a": "More beds", "b": "A bus at night", "c": "Beds for mothers", "d": "Jobs"}
ids = st.sampled_from([f"i{number}" for number in range(8)])
groups_of = st.lists(
    st.builds(
        Group,
        id=st.sampled_from(["g0", "g1", "g2", "g3"]),
        seq=st.integers(1, 9),
        title=st.just("Together"),
        idea_ids=st.lists(ids, min_size=2, max_size=5, unique=True).map(tuple),
    ),
    max_size=4,
    unique_by=(lambda group: group.id, lambda group: group.seq),
)
ideas_of = st.lists(ids, unique=True).map(lambda found: {one: f"words of {one}" for one in found})


def beds(seq=10, title="Beds", members=("a", "c"), group_id="g1"):
    return Group(group_id, seq, title, tuple(members))


def test_an_idea_alone_stands_under_its_own_words():
    assert wall({"a": "More beds"}, [], ()).items == (
        Item("a", "More beds", (Original("a", "More beds"),)),
    )


def test_merged_ideas_stand_under_one_title_where_the_first_stood_and_keep_their_words():
    items = wall(IDEAS, [beds()], ()).items
    assert [item.id for item in items] == ["g1", "b", "d"]
    assert items[0].text == "Beds"
    assert [one.text for one in items[0].originals] == ["More beds", "Beds for mothers"]


def test_an_idea_claimed_twice_belongs_to_the_later_group():
    earlier = beds(10, members=("a", "b", "c"))
    later = beds(11, "Nights", ("b", "d"), "g2")
    items = {item.id: item for item in wall(IDEAS, [later, earlier], ()).items}
    assert [one.id for one in items["g1"].originals] == ["a", "c"]
    assert [one.id for one in items["g2"].originals] == ["b", "d"]


def test_a_group_left_with_one_idea_falls_apart_and_the_idea_stands_alone_again():
    assert [item.id for item in wall(IDEAS, [beds()], {"c"}).items] == ["a", "b", "d"]


def test_a_later_group_that_falls_apart_gives_its_idea_back_to_the_earlier_one():
    later = beds(11, "Nights", ("c", "d"), "g2")
    items = wall(IDEAS, [beds(), later], {"d"}).items
    assert [item.id for item in items] == ["g1", "b"]


def test_a_hidden_title_leaves_the_wall_and_its_ideas_stay():
    assert [item.id for item in wall(IDEAS, [beds()], {"g1"}).items] == list(IDEAS)


def test_dots_on_a_group_swallowed_by_a_later_one_go_with_its_ideas():
    swallowed = wall(IDEAS, [beds(), beds(11, "All beds", ("a", "b", "c"), "g2")], ())
    assert tally([{"g1": 2, "b": 1}], swallowed.places)[0].item_id == "g2"
    assert tally([{"g1": 2, "b": 1}], swallowed.places)[0].dots == 3


def test_dots_on_a_group_whose_ideas_went_different_ways_are_gone_and_said_to_be():
    apart = wall(IDEAS, [beds(), beds(11, "Nights", ("a", "b"), "g2")], ())
    assert tally([{"g1": 2}], apart.places)[-1].item_id == GONE


@given(ideas=ideas_of, groups=groups_of, hidden=st.sets(ids))
def test_every_idea_that_is_not_hidden_stands_in_exactly_one_place(ideas, groups, hidden):
    shown = wall(ideas, groups, hidden)
    originals = [one.id for item in shown.items for one in item.originals]
    assert sorted(originals) == sorted(one for one in ideas if one not in hidden)
    assert len({item.id for item in shown.items}) == len(shown.items)
    for item in shown.items:
        assert (len(item.originals) > 1) == item.id.startswith("g")
        for one in item.originals:
            assert one.text == ideas[one.id]
            assert shown.places[one.id] == item.id


@given(ideas=ideas_of, groups=groups_of, hidden=st.sets(ids), seed=st.randoms())
def test_the_wall_does_not_depend_on_the_order_groups_are_read_in(ideas, groups, hidden, seed):
    shuffled = list(groups)
    seed.shuffle(shuffled)
    assert wall(ideas, shuffled, hidden) == wall(ideas, groups, hidden)


@given(ideas=ideas_of, groups=groups_of, hidden=st.sets(ids))
def test_every_place_leads_to_an_item_on_the_wall(ideas, groups, hidden):
    shown = wall(ideas, groups, hidden)
    assert set(shown.places.values()) == {item.id for item in shown.items}
