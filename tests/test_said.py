"""Days and numbers, said in one way wherever they are said."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.words import kernel_section
from ciwidgets.words.said import amount, day, day_in, is_percent, month, month_in, number

WORDS = kernel_section("golden_thread")
JUNE = date(2026, 6, 9)


def test_a_day_is_said_as_people_here_say_it() -> None:
    assert day(JUNE, WORDS) == "June 9, 2026"
    assert month(JUNE, WORDS) == "June 2026"
    this_year, another = date(2026, 1, 1), date(2025, 12, 31)
    assert [day_in(JUNE, one, WORDS) for one in (this_year, another)] == ["June 9", "June 9, 2026"]
    assert [month_in(JUNE, one, WORDS) for one in (this_year, another)] == ["June", "June 2026"]


@pytest.mark.parametrize("stem", ["measures", "goals", "since_then", "golden_thread"])
def test_every_section_of_the_kernel_says_a_day_in_the_same_way(stem: str) -> None:
    assert day(JUNE, kernel_section(stem)) == "June 9, 2026"


@given(st.dates())
def test_every_day_of_every_year_has_its_words(when: date) -> None:
    assert day(when, WORDS) == f"{when:%B} {when.day}, {when.year}"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1200.0, "1,200"),
        (12.5, "12.5"),
        (0.0, "0"),
        (-0.0, "0"),
        (-3.25, "\u22123.25"),
        (12.345, "12.345"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.333333"),
        (0.0000005, "0.000001"),
        (-1.25e-9, "\u22120.0000000013"),
        (1e-300, "0"),
        (1e12, "1,000,000,000,000"),
    ],
)
def test_a_number_is_said_with_the_digits_that_were_typed(value: float, said: str) -> None:
    assert number(value) == said


def test_what_is_worked_out_is_said_with_fewer_decimals_halves_up() -> None:
    assert [number(one, 2) for one in (1 / 3, 1.005, 0.0004, 2.0)] == [
        "0.33",
        "1.01",
        "0.0004",
        "2",
    ]


def test_a_number_goes_with_its_unit() -> None:
    assert amount(1200, "people") == "1,200 people"
    assert amount(12.5, " Percent ") == "12.5%"
    assert amount(12.5, "% of adults") == "12.5% of adults"
    assert amount(3) == "3"
    assert not is_percent("percent change")


@given(st.floats(-1e12, 1e12))
def test_a_number_is_told_as_near_as_six_decimals_are(value: float) -> None:
    said = number(value)
    assert re.fullmatch("\u2212?\\d{1,3}(,\\d{3})*(\\.\\d*[1-9])?", said)
    told = float(said.replace(",", "").replace("\u2212", "-"))
    assert abs(told - value) <= 0.51e-6 + 1e-15 * abs(value)
    assert (told == 0) == (abs(value) < 1e-19)
