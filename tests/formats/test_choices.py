"""Joined choices are split only into known options."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from ciwidgets.formats.surveys.choices import split_column

GOOGLE = (";", ", ")


def chosen(values, joiners=GOOGLE):
    split = split_column(values, joiners)
    return split.chosen if split else None


def test_an_option_that_stands_alone_elsewhere_is_known():
    assert chosen(["Food", "Housing", "Food, Housing", ""]) == [
        ["Food"], ["Housing"], ["Food", "Housing"], None,
    ]  # fmt: skip


def test_parts_that_come_back_in_other_company_are_known():
    values = ["Food, Housing, Work", "Food, Work", "Housing, Work", "Food, Housing"]
    assert chosen(values) == [value.split(", ") for value in values]


def test_commas_inside_brackets_never_split():
    dry = "Very dry (dry skin/lips, static)"
    assert chosen([dry, "Cold", f"{dry}, Cold", "Cold"]) == [
        [dry],
        ["Cold"],
        [dry, "Cold"],
        ["Cold"],
    ]
    assert chosen([dry, "Cold", dry]) is None


def test_a_comma_before_small_letters_stays_inside_its_option():
    long = "Housing, rent and utilities"
    assert chosen([long, "Food", f"{long}, Food"]) == [[long], ["Food"], [long, "Food"]]


def test_parts_that_never_come_apart_stay_together():
    long = "Housing, Rent and Utilities"
    assert chosen([long, "Food", f"{long}, Food", "Food"]) == [
        [long],
        ["Food"],
        [long, "Food"],
        ["Food"],
    ]


@pytest.mark.parametrize(
    "values",
    [
        ["Yes, always", "Yes, sometimes", "No, never", "Yes, always"],
        ["Raleigh, NC", "Durham, NC", "Cary, NC"],
        ["Smith, John", "Doe, Jane"],
        ["I like it, but it is slow", "No, thanks", "Well, it depends, really"],
        ["Food, Housing"],
        ["Food", "Housing"],
        ["", ""],
        [],
    ],
)
def test_what_is_not_known_as_options_stays_whole(values):
    assert chosen(values) is None


def test_a_write_in_at_the_end_stays_whole_and_is_no_option():
    values = [
        "Food",
        "Housing",
        "Food, Housing",
        "Food, a ride, or two, on Sundays",
        "Housing, Food",
    ]
    split = split_column(values, GOOGLE)
    assert split.chosen[3] == ["Food", "a ride, or two, on Sundays"]
    assert split.options == ["Food", "Housing"]


def test_semicolons_without_blanks_are_googles_own_download():
    split = split_column(["A, b and c;D", "D;E", "E"], GOOGLE)
    assert split.joiner == ";"
    assert split.chosen == [["A, b and c", "D"], ["D", "E"], ["E"]]


def test_qualtrics_joins_without_a_blank_so_options_keep_their_commas():
    split = split_column(["Rent, heat,Food", "Food", "Rent, heat"], (",",))
    assert split.chosen == [["Rent, heat", "Food"], ["Food"], ["Rent, heat"]]


options = st.lists(
    st.text("ABCDEFGHIJ", min_size=1, max_size=4), min_size=2, max_size=6, unique=True
)


@for_all(st.data(), options, st.sampled_from([";", ", "]))
def test_whatever_is_split_joins_back_to_the_cell(data, names, joiner):
    picks = data.draw(st.lists(st.lists(st.sampled_from(names), unique=True), max_size=12))
    values = [joiner.join(pick) for pick in picks]
    split = split_column(values, GOOGLE)
    if split:
        assert [split.joiner.join(one or ()) for one in split.chosen] == values


@for_all(st.data(), options)
def test_choices_are_found_again_once_each_option_stands_alone_somewhere(data, names):
    picks = data.draw(
        st.lists(st.lists(st.sampled_from(names), min_size=1, unique=True), max_size=12)
    )
    picks = [*([name] for name in names), *picks, names[:2]]
    assert chosen([", ".join(pick) for pick in picks]) == picks
