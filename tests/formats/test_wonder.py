"""CDC WONDER exports: as WONDER writes them, and as people saved them again."""

import pytest

from ciwidgets.errors import FileRefused
from ciwidgets.formats import indicator_places, read_indicators
from tests.formats.indicator_files import WONDER_HEADINGS, WONDER_ROWS, wonder


def read(text, encoding="utf-8", name="query.txt", **options):
    return read_indicators(text.encode(encoding), name=name, **options)


def counted(file):
    """Return place, period and count of each row that is no total."""
    return [
        (row.place_code, row.period_code, row.count, row.status, row.population)
        for row in file.indicators.rows
        if not row.is_total
    ]


EXPECTED = [
    ("01001", "2015", 80, "shown", 55_000),
    ("01001", "2021", 12, "unreliable", 56_000),
    ("01003", "2015", None, "suppressed", 9_000),
    ("01003", "2021", None, "missing", None),
]


def test_counts_their_states_and_their_denominators_are_kept_apart():
    file = read(wonder())
    assert counted(file) == EXPECTED
    first = file.indicators.rows[0]
    assert (first.place, first.place_kind) == ("Ash County, AL", "county")
    assert (first.period, first.period_kind) == ("2015", "year")
    (rate,) = first.rates
    assert (rate.basis, rate.rate, rate.lower, rate.upper, rate.per) == (
        "crude", 145.5, 115.3, 181.0, 100_000,
    )  # fmt: skip
    assert file.indicators.measures == ["Deaths"]


def test_a_provisional_year_keeps_its_words_and_sorts_by_its_code():
    row = read(wonder()).indicators.rows[1]
    assert (row.period, row.period_code) == ("2021 (provisional and partial)", "2021")


def test_an_unreliable_rate_keeps_its_interval_and_a_suppressed_count_no_figure_at_all():
    rows = read(wonder()).indicators.rows
    assert (rows[1].rates[0].rate, rows[1].rates[0].lower) == (None, 11.1)
    hidden = [
        "", "Elm County, AL", "01003", "2015", "2015", "Suppressed", "9000", "55.5", "20", "120",
    ]  # fmt: skip
    row = read(wonder([hidden])).indicators.rows[0]
    assert not row.rates[0].has_figures
    assert row.rates[0].status == "suppressed"


def test_totals_are_marked_wherever_they_stand():
    totals = [row for row in read(wonder()).indicators.rows if row.is_total]
    assert [(row.place, row.count) for row in totals] == [
        ("Ash County, AL", 92),
        ("All places of this file", 101),
    ]
    assert "All places of this file" not in read(wonder()).summary()["places"]


def test_a_total_without_its_word_is_a_total_all_the_same():
    rows = [["", *row[1:]] for row in WONDER_ROWS]
    assert [row.is_total for row in read(wonder(rows)).indicators.rows] == [
        False, False, True, False, False, True,
    ]  # fmt: skip


def test_the_footer_becomes_the_source_its_query_and_its_cautions():
    kept = read(wonder()).indicators
    assert kept.source == "Multiple Cause of Death, 1999-2020"
    assert kept.asked_on == "Oct 24, 2022 5:20:09 PM"
    assert kept.parameters[0] == (
        "MCD - ICD-10 Codes: T40.0 (Opium); T40.1 (Heroin); T40.4 (Other synthetic narcotics)"
    )
    assert kept.notes == [
        'Cause R99, "Other ill-defined", was used unusually often; be careful.',
        "Data are Suppressed when counts are small.",
    ]


def test_a_footer_that_was_cut_off_is_said_and_costs_no_row():
    file = read(wonder(footer=""))
    assert counted(file) == EXPECTED
    assert any("missing" in one and "caveats" in one for one in file.warnings)
    half = read(wonder(footer='"Dataset: Multiple Cause of Death, 1999-2020"\n'))
    assert half.indicators.source == "Multiple Cause of Death, 1999-2020"
    assert counted(half) == EXPECTED


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (wonder(delimiter=","), "utf-8"),
        (wonder(quoted=False), "utf-8"),
        (wonder(), "utf-8-sig"),
        (wonder(), "utf-16"),
        (wonder(delimiter=";"), "utf-8"),
        (wonder().replace("\r\n", "\r"), "utf-8"),
        ("sep=,\r\n" + wonder(delimiter=","), "utf-8"),
        ("\r\n\r\n" + wonder(), "utf-8"),
    ],
    ids=["comma", "no quotes", "BOM", "UTF-16", "semicolon", "old Mac", "Excel's sep", "blank top"],
)
def test_a_copy_that_was_saved_again_says_the_same(text, encoding):
    file = read(text, encoding)
    assert counted(file) == EXPECTED
    assert file.indicators.source == "Multiple Cause of Death, 1999-2020"


def test_lost_zeros_come_back_and_decimal_years_become_years():
    rows = [
        [row[0], row[1], row[2].lstrip("0"), row[3] and row[3].replace("2015", "2015.0"),
         row[4] and f"{row[4]}.0", *row[5:]]
        for row in WONDER_ROWS
    ]  # fmt: skip
    file = read(wonder(rows, quoted=False))
    assert counted(file) == EXPECTED
    assert file.indicators.rows[0].period == "2015"


def test_a_copy_saved_by_pandas_with_row_numbers_is_read():
    rows = [[str(n), row[0], f'"{row[1]}"' if row[1] else "", *row[2:]] for n, row in enumerate(
        WONDER_ROWS)]  # fmt: skip
    footer = '6,---,,,,,,,,,\n7,"Dataset: Births, 2007-2023",,,,,,,,,\n'
    text = wonder(rows, ["", *WONDER_HEADINGS], footer, delimiter=",", quoted=False)
    file = read(text)
    assert counted(file) == EXPECTED
    assert file.indicators.source == "Births, 2007-2023"


def test_a_row_cut_off_in_its_middle_is_refused_and_not_read_as_a_smaller_count():
    cut = wonder(footer="")
    cut = cut[: cut.index("80\t55000") + 1]
    with pytest.raises(FileRefused, match="Line 2 of query.txt has 6 cells.*cut off"):
        read(cut)


def test_months_and_weeks_sort_and_an_unknown_week_is_no_week():
    months = [["", "Jan., 2012", "2012/01", "730", "Not Applicable", "Not Applicable"]]
    headings = ["Notes", "Month", "Month Code", "Deaths", "Population", "Crude Rate"]
    row = read(wonder(months, headings)).indicators.rows[0]
    assert (row.period, row.period_code, row.period_kind) == ("Jan., 2012", "2012-01", "month")
    assert (row.population, row.population_status) == (None, "not_applicable")
    assert (row.place, row.place_kind) == ("United States", "nation")
    weeks = [
        ["", "2018 Week 01 ending January 06, 2018", "2018/01", "57113", "Not Applicable"],
        ["", "2023 Week Not Available (provisional)", "2023/99", "91", "Not Applicable"],
    ]
    headings = ["Notes", "MMWR Week", "MMWR Week Code", "Deaths", "Population"]
    rows = read(wonder(weeks, headings)).indicators.rows
    assert [(row.period_code, row.period_kind) for row in rows] == [
        ("2018-W01", "week"),
        ("2023", "other"),
    ]


def test_several_groupings_stand_together_with_their_names():
    rows = [["", "2015", "2015", "Female", "F", "25-34 years", "25-34", "40", "1000"]]
    headings = [
        "Notes", "Year", "Year Code", "Gender", "Gender Code", "Ten-Year Age Groups",
        "Ten-Year Age Groups Code", "Deaths", "Population",
    ]  # fmt: skip
    row = read(wonder(rows, headings)).indicators.rows[0]
    assert row.dimension == "Gender · Ten-Year Age Groups"
    assert row.group == "Female · 25-34 years"


def test_subtotals_at_every_level_are_marked_and_have_the_place_and_period_they_are_for():
    headings = [
        "Notes", "State", "State Code", "County", "County Code", "Race", "Race Code", "Month",
        "Month Code", "Deaths", "Population",
    ]  # fmt: skip
    place = ["North Carolina", "37", "Forsyth County, NC", "37067"]
    rows = [
        ["", *place, "White", "2106-3", "Jan., 2012", "2012/01", "12", "Not Applicable"],
        ["Total", *place, "White", "2106-3", "", "", "40", "250000"],
        ["Total", *place, "", "", "", "", "55", "350000"],
        ["Total", *place[:2], "", "", "", "", "", "", "900", "9900000"],
        ["Total", *[""] * 8, "900", "9900000"],
    ]
    read_so = [
        (row.place, row.place_code, row.group, row.period_code, row.is_total)
        for row in read(wonder(rows, headings, "")).indicators.rows
    ]
    assert read_so == [
        ("Forsyth County, NC", "37067", "White", "2012-01", False),
        ("Forsyth County, NC", "37067", "White", "", True),
        ("Forsyth County, NC", "37067", "", "", True),
        ("North Carolina", "37", "", "", True),
        ("All places of this file", "", "", "", True),
    ]


def test_columns_without_their_codes_and_codes_without_their_columns_are_read():
    for headings, cells in (
        (["Notes", "County", "Year", "Age Group", "Deaths"], ["Ash County, AL", "2015"]),
        (["Notes", "County", "Year Code", "Age Group", "Deaths"], ["Ash County, AL", "2015.0"]),
    ):
        (row,) = read(wonder([["", *cells, "25-34", "40"]], headings)).indicators.rows
        assert (row.place, row.period, row.period_code, row.group) == (
            "Ash County, AL", "2015", "2015", "25-34",
        )  # fmt: skip


def test_without_a_column_of_places_the_query_says_which_place_it_is():
    rows = [["", "2015", "2015", "40", "1000"]]
    headings = ["Notes", "Year", "Year Code", "Deaths", "Population"]
    footer = '"---"\n"Dataset: Births, 2007-2023"\n"Query Parameters:"\n"States: Ohio (39)"\n'
    row = read(wonder(rows, headings, footer)).indicators.rows[0]
    assert (row.place, row.place_code, row.place_kind) == ("Ohio", "39", "state")
    unknown = read(wonder(rows, headings, ""))
    assert unknown.indicators.rows[0].place == "Place not said in the file"
    assert any("--place" in one for one in unknown.warnings)
    named = read(wonder(rows, headings, ""), places=["Ohio"])
    assert named.indicators.rows[0].place == "Ohio"


def test_without_a_column_of_years_the_query_says_which_years_it_is_for():
    rows = [["", "Ash County, AL", "01001", "40", "1000"]]
    headings = ["Notes", "County", "County Code", "Deaths", "Population"]
    for words, label, code, kind in (
        ("Year/Month: 2006; 2007; 2008", "2006–2008", "2006/2008", "years"),
        ("Year/Month: 2006; 2008", "2006; 2008", "", "other"),
        ("Year: 2006", "2006", "2006", "year"),
        ("Title: x", "1999–2020", "1999/2020", "years"),
    ):
        footer = (
            f'"---"\n"Dataset: Multiple Cause of Death, 1999-2020"\n"Query Parameters:"\n"{words}"'
        )
        row = read(wonder(rows, headings, footer)).indicators.rows[0]
        assert (row.period, row.period_code, row.period_kind) == (label, code, kind)


@pytest.mark.parametrize("asked", ["Ash County, AL", "ash county", "ASH", "01001", "1001"])
def test_a_place_is_found_as_people_name_it(asked):
    file = read(wonder(), places=[asked])
    assert {row.place for row in file.indicators.rows} == {"Ash County, AL"}
    assert {one.what: one.why for one in file.dropped}["3 rows"].startswith("of places")


def test_a_place_that_is_not_there_or_is_two_is_refused_with_names():
    with pytest.raises(FileRefused, match="no place “Ashe County”.*“Ash County, AL”"):
        read(wonder(), places=["Ashe County"])
    twice = [*WONDER_ROWS, ["", "Ash County, NC", "37009", *WONDER_ROWS[0][3:]]]
    with pytest.raises(FileRefused, match="can be 2 places.*Ash County, AL, Ash County, NC"):
        read(wonder(twice), places=["Ash County"])
    assert len(read(wonder(twice), places=["Ash County, NC"]).indicators.rows) == 1


def test_the_places_of_a_file_can_be_listed_to_choose_from():
    places = indicator_places(wonder().encode(), name="query.txt")
    assert places == ["Ash County, AL", "Elm County, AL"]


def test_one_measure_that_is_named_names_what_the_file_calls_deaths():
    file = read(wonder(), measures=["Opioid overdose deaths"])
    assert file.indicators.measures == ["Opioid overdose deaths"]
    assert counted(file) == EXPECTED


@pytest.mark.parametrize("typed", ["Deats", "deahts", "Death"])
def test_a_slip_in_the_name_of_the_one_measure_does_not_rename_it(typed):
    with pytest.raises(FileRefused, match=f"counts 'Deaths', and you named '{typed}'"):
        read(wonder(), measures=[typed])
    assert read(wonder(), measures=["deaths"]).indicators.measures == ["deaths"]
