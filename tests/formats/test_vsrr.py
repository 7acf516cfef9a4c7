"""CDC's VSRR provisional counts, of several vintages."""

import pytest

from ciwidgets.errors import FileRefused
from ciwidgets.formats import read_indicators
from tests.formats.indicator_files import VSRR


def read(text=VSRR, **options):
    return read_indicators(text.encode(), name="vsrr.csv", **options)


def test_counts_of_twelve_months_are_read_and_percentages_left_out():
    file = read()
    rows = file.indicators.rows
    assert file.indicators.format == "vsrr"
    read_so = [(row.place_code, row.measure, row.count, row.predicted, row.status) for row in rows]
    assert read_so == [
        ("AL", "Number of Drug Overdose Deaths", 1041, 1102, "shown"),
        ("AL", "Opioids (T40.0-T40.4,T40.6)", None, None, "missing"),
        ("US", "Number of Drug Overdose Deaths", 93_655, 97_990, "shown"),
        ("YC", "Number of Drug Overdose Deaths", 2243, 2300, "shown"),
        ("WY", "Heroin (T40.1)", None, None, "suppressed"),
    ]
    assert {row.period_kind for row in rows} == {"12_months_ending"}
    assert (rows[0].period, rows[0].period_code) == ("12 months ending January 2021", "2021-01")
    assert any("percentages" in one.why for one in file.dropped)


def test_the_nation_and_new_york_city_are_no_states():
    file = read()
    kinds = {row.place: row.place_kind for row in file.indicators.rows}
    assert kinds == {
        "Alabama": "state", "United States": "nation", "New York City": "other",
        "Wyoming": "state",
    }  # fmt: skip
    assert any("New York City" in one for one in file.warnings)


def test_it_is_said_plainly_that_there_are_no_populations():
    file = read()
    assert all(row.population is None for row in file.indicators.rows)
    assert any("without populations" in one and "never add" in one for one in file.warnings)


def test_the_footnotes_are_kept_as_notes():
    assert read().indicators.notes == [
        "Numbers may differ from published reports.",
        "Suppressed (counts 1-9)",
    ]


def test_another_vintage_with_other_columns_in_another_order_reads_the_same():
    old = (
        "State,State Name,Year,Month,Indicator,Data Value,Predicted Value\r\n"
        "AL,Alabama,2016,12,Number of Drug Overdose Deaths,756.0,\r\n"
    )
    (row,) = read(old).indicators.rows
    assert (row.place, row.count, row.period) == (
        "Alabama", 756, "12 months ending December 2016",
    )  # fmt: skip


def test_the_county_edition_gives_counties_with_their_codes():
    text = (
        "Data as of,Year,Month,ST_ABBREV,STATE_NAME,COUNTYNAME,FIPS,STATEFIPS,COUNTYFIPS,"
        "CODE_URBRUR,Provisional Drug Overdose Deaths,Footnote,Percentage Of Records Pending\n"
        "07/06/2025,2023,12,AL,Alabama,Ash,1001,1,1,3,25,,0.1\n"
        "07/06/2025,2023,12,AL,Alabama,Elm,1003,1,3,3,,Counts 1-9 are suppressed,0.1\n"
    )
    rows = read(text).indicators.rows
    assert [(row.place, row.place_code, row.place_kind, row.count, row.status) for row in rows] == [
        ("Ash, AL", "01001", "county", 25, "shown"),
        ("Elm, AL", "01003", "county", None, "suppressed"),
    ]
    assert rows[0].measure == "Provisional drug overdose deaths"


def test_places_and_measures_can_be_chosen():
    file = read(places=["AL", "United States"], measures=["number of drug overdose deaths"])
    assert [row.place for row in file.indicators.rows] == ["Alabama", "United States"]
    opioids = read(measures=["Opioids"])
    assert opioids.indicators.measures == ["Opioids (T40.0-T40.4,T40.6)"]
    with pytest.raises(FileRefused, match="does not count “Opiods”.*“Opioids"):
        read(measures=["Opiods"])
