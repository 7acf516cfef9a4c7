"""Files nobody in this project wrote, counted by awk; they live beside the repository."""

from collections import Counter
from pathlib import Path

import pytest

from ciwidgets.formats import indicator_places, read_indicators

WONDER = Path(__file__).parents[3] / "shared" / "realcases" / "wonder"
COUNTIES = WONDER / "smussenden__2006-2012.txt"

pytestmark = pytest.mark.skipif(
    not WONDER.is_dir(), reason="the real WONDER files (../shared/realcases) are not here"
)


def test_the_opioid_deaths_of_3147_counties_are_those_of_the_file():
    file = read_indicators(COUNTIES)
    rows = [row for row in file.indicators.rows if not row.is_total]
    (total,) = (row for row in file.indicators.rows if row.is_total)
    assert len(rows) == len({row.place_code for row in rows}) == 3_147
    assert Counter(row.status for row in rows) == {
        "shown": 1_557 - 491, "unreliable": 491, "suppressed": 1_584, "missing": 6,
    }  # fmt: skip
    assert sum(row.count or 0 for row in rows) == 138_334
    assert total.count == 143_104
    # The populations of all counties add up to the total's; those of six are missing.
    assert sum(row.population or 0 for row in rows) == total.population == 2_144_728_109
    assert {(row.period, row.period_code) for row in rows} == {("2006–2012", "2006/2012")}


def test_one_county_of_the_real_file_is_read_to_the_letter():
    file = read_indicators(COUNTIES, places=["Los Angeles County"])
    (row,) = file.indicators.rows
    assert (row.place, row.place_code, row.place_kind) == (
        "Los Angeles County, CA", "06037", "county",
    )  # fmt: skip
    assert (row.count, row.population) == (1_744, 68_631_311)
    assert [(one.basis, one.rate, one.lower, one.upper) for one in row.rates] == [
        ("crude", 2.5, 2.4, 2.7),
        ("age_adjusted", 2.5, 2.4, 2.6),
    ]


def test_the_real_footer_is_kept_word_for_word_and_its_wrapped_lines_are_whole():
    kept = read_indicators(COUNTIES).indicators
    assert kept.source == "Multiple Cause of Death, 1999-2017"
    assert kept.asked_on == "Oct 24, 2019 5:20:09 PM"
    assert len(kept.parameters) == 11
    assert kept.parameters[1].endswith("T40.4 (Other synthetic narcotics); T40.6 (Other and "
                                       "unspecified narcotics)")  # fmt: skip
    assert len(kept.notes) == 2 + 18
    assert '"Other ill-defined and unspecified causes of mortality."' in kept.notes[2]


def test_ohio_by_its_county_names_has_88_places():
    ohio = [place for place in indicator_places(COUNTIES) if place.endswith(", OH")]
    rows = read_indicators(COUNTIES, places=ohio).indicators.rows
    assert len(rows) == len(ohio) == 88
    assert sum(row.count or 0 for row in rows) == 6_493
    assert sum(row.status == "suppressed" for row in rows) == 16


def test_the_provisional_weeks_of_the_nation_are_those_of_the_file():
    (path,) = WONDER.glob("networked*")
    kept = read_indicators(path).indicators
    assert kept.source == "Provisional Mortality Statistics, 2018 through Last Month"
    assert len(kept.rows) == 282
    assert sum(row.count or 0 for row in kept.rows) == 16_774_668
    assert {row.place for row in kept.rows} == {"United States"}
    assert {row.population_status for row in kept.rows} == {"not_applicable"}
    assert Counter(row.period_kind for row in kept.rows) == {"week": 277, "other": 5}
    assert len({row.period_code for row in kept.rows}) == 282
    assert len(kept.notes) == 5
