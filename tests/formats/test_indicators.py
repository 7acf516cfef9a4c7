"""Local numbers in a plain table, and what any file of them becomes in the store."""

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from pydantic import ValidationError

from ciwidgets.cli import main
from ciwidgets.errors import FileRefused
from ciwidgets.formats import indicator_drafts, read_indicators
from ciwidgets.formats.indicators.counts import NotANumber, read_count
from ciwidgets.formats.indicators.periods import read_period
from ciwidgets.model import ImportedIndicators, IndicatorRow, PublishedRate
from ciwidgets.shipped import samples_folder
from ciwidgets.store import Store
from tests.formats.indicator_files import PLAIN, wonder

SAMPLE = samples_folder() / "indicators_ambrin_county.csv"
TEMPLATE = samples_folder() / "indicators_template.csv"


def read(text=PLAIN, encoding="utf-8", **options):
    return read_indicators(text.encode(encoding), name="numbers.csv", **options)


def test_the_plain_table_is_read_with_its_groups_measures_and_source():
    file = read()
    rows = file.indicators.rows
    assert [(row.dimension, row.group, row.count, row.status, row.population) for row in rows] == [
        ("", "", 38, "shown", 87_960),
        ("Age", "15–34", None, "suppressed", 20_580),
        ("Group", "Women", None, "suppressed", 44_580),
        ("", "", 1_035, "shown", 88_020),
        ("Group", "Women", None, "missing", 44_610),
    ]
    assert file.indicators.measures == ["Overdose deaths", "Overdose visits"]
    assert file.indicators.source == "State health department; Hospital"
    assert {row.place_kind for row in rows} == {"county"}


def test_headings_may_be_called_otherwise_and_come_in_any_order():
    text = "Deaths;Year;FIPS;County;State;Rate\n1.035;2021.0;1001;Ash;Alabama;9,5\n"
    file = read(text)
    (row,) = file.indicators.rows
    assert (row.place, row.place_code, row.place_kind) == ("Ash, Alabama", "01001", "county")
    assert (row.count, row.period, row.measure) == (1_035, "2021", "Deaths")
    assert ("“Rate”", "rates are reckoned from the counts") in {
        (one.what, one.why) for one in file.dropped
    }
    assert any("no rates" in one for one in file.warnings)


def test_states_and_the_nation_are_told_from_counties():
    text = "place,period,count\nNorth Carolina,2021,5\nUnited States,2021,7\nThe valley,2021,1\n"
    kinds = [row.place_kind for row in read(text).indicators.rows]
    assert kinds == ["state", "nation", "other"]


@pytest.mark.parametrize(
    "cell", ["Suppressed", "suppressed", "<10", "< 11", "*", "1-9", "1 to 4", "fewer than 5", "≤9"]
)
def test_every_way_to_hide_a_count_stays_hidden(cell):
    row = read(f"place,period,count\nAsh,2021,{cell}\n").indicators.rows[0]
    assert (row.count, row.status) == (None, "suppressed")


@pytest.mark.parametrize(
    ("cell", "comma_is_decimal", "number"),
    [
        ("1,234", False, 1_234), ("12,34,567", False, 1_234_567), ("1234.0", False, 1_234),
        ("1.234", True, 1_234), ("1.234.567", True, 1_234_567), ("12,0", True, 12),
        ("1 234", False, 1_234), ("1\u202f234", True, 1_234), ("1’234", False, 1_234),
        ("0", False, 0), ("1,234.00", False, 1_234),
    ],
)  # fmt: skip
def test_a_count_is_read_as_its_country_writes_it(cell, comma_is_decimal, number):
    assert read_count(cell, comma_is_decimal=comma_is_decimal) == (number, "shown")


@pytest.mark.parametrize(
    ("cell", "comma_is_decimal"),
    [("1.234", False), ("12.5", False), ("1,234", True), ("12,5", True), ("-4", False),
     ("1e5", False), ("=1+1", False), ("about 5", False), ("99999999999", False)],
)  # fmt: skip
def test_what_may_be_another_number_is_never_guessed(cell, comma_is_decimal):
    with pytest.raises(NotANumber):
        read_count(cell, comma_is_decimal=comma_is_decimal)


@given(st.integers(0, 10**10), st.sampled_from([("", False), (",", False), (".", True), (" ", 0)]))
def test_every_whole_number_comes_back_however_it_is_grouped(number, style):
    sign, comma_is_decimal = style
    cell = f"{number:,}".replace(",", sign)
    assert read_count(cell, comma_is_decimal=comma_is_decimal) == (number, "shown")


def test_a_cell_that_is_no_count_is_refused_with_its_line():
    with pytest.raises(FileRefused, match="Line 3 of numbers.csv has “about 5”"):
        read("place,period,count\nAsh,2021,4\nAsh,2022,about 5\n")


@pytest.mark.parametrize(
    ("label", "code", "kind"),
    [
        ("2021", "2021", "year"), ("2018-2022", "2018/2022", "years"),
        ("2018–2022", "2018/2022", "years"), ("Q2 2021", "2021-Q2", "quarter"),
        ("2021-Q2", "2021-Q2", "quarter"), ("2021-03", "2021-03", "month"),
        ("March 2021", "2021-03", "month"), ("Sept. 2021", "2021-09", "month"),
        ("2021 Week 09 ending March 06, 2021", "2021-W09", "week"), ("2019-20", "", "other"),
        ("3/4/2021", "", "other"), ("last year", "", "other"), ("", "", "other"),
    ],
)  # fmt: skip
def test_a_period_is_what_it_plainly_says(label, code, kind):
    period = read_period(label)
    assert (period.label, period.code, period.kind) == (label, code, kind)


def test_two_rows_that_contradict_each_other_are_refused_and_repeats_are_dropped():
    head = "place,period,count\nAsh,2021,4\n"
    file = read(f"{head}Ash,2021,4\n")
    assert len(file.indicators.rows) == 1
    assert ("1 row", "they say again what one row says") in {
        (one.what, one.why) for one in file.dropped
    }
    with pytest.raises(FileRefused, match="Lines 2 and 3 of numbers.csv both count"):
        read(f"{head}Ash,2021,5\n")


def test_more_rows_than_are_kept_must_be_narrowed_to_places():
    rows = "".join(f"Place {n},2021,{n}\n" for n in range(5_001))
    with pytest.raises(FileRefused, match=r"more than 5,000 rows.*--place"):
        read(f"place,period,count\n{rows}")
    one = read(f"place,period,count\n{rows}", places=["Place 77"])
    assert [row.count for row in one.indicators.rows] == [77]


def test_a_larger_count_than_population_is_pointed_out():
    file = read("place,period,count,population\nAsh,2021,500,40\n")
    assert any("larger than the population" in one for one in file.warnings)


def test_the_same_numbers_in_a_workbook_read_the_same(tmp_path):
    book = Workbook()
    book.active.append(["place", "period", "group", "count", "population"])
    book.active.append(["Ash County", 2021, "Everyone", 38, 87_960])
    book.active.append(["Ash County", 2021, "Women", "Suppressed"])
    path = tmp_path / "numbers.xlsx"
    book.save(path)
    rows = read_indicators(path).indicators.rows
    assert [(row.period, row.count, row.status, row.population) for row in rows] == [
        ("2021", 38, "shown", 87_960),
        ("2021", None, "suppressed", None),
    ]


def test_a_table_of_something_else_is_refused_with_what_was_looked_for():
    with pytest.raises(FileRefused, match=r"“Timestamp”.*VSRR.*WONDER.*template"):
        read("Timestamp,Is it safe?\n3/4/2026,Yes\n")


def test_the_shipped_template_has_the_headings_and_waits_for_rows():
    assert TEMPLATE.read_text(encoding="utf-8").strip() == (
        "place,period,group,count,population,measure,source"
    )
    with pytest.raises(FileRefused, match="headings but no rows"):
        read_indicators(TEMPLATE)


def test_the_sample_is_made_up_says_so_and_reads_whole():
    file = read_indicators(SAMPLE)
    summary = file.summary()
    assert "Made up" in summary["source"]
    assert summary["places"] == ["Ambrin County", "Made-up State", "Corriden County"]
    assert summary["rows"] == 48
    assert summary["missing"] == 1
    assert summary["suppressed"] == SAMPLE.read_text(encoding="utf-8").count("Suppressed") > 5
    for row in file.indicators.rows:
        assert row.count is None or row.count >= 10


# --- the model and the store ----------------------------------------------------------------


def test_a_hidden_count_cannot_be_kept_beside_what_tells_it():
    row = {"measure": "Deaths", "place": "Ash", "population_status": "missing"}
    for more in (
        {"count": 4, "status": "suppressed"},
        {"count": None, "status": "shown"},
        {"status": "suppressed", "predicted": 4},
        {"status": "suppressed", "rates": [PublishedRate(basis="crude", rate=4.0)]},
    ):
        with pytest.raises(ValidationError):
            IndicatorRow(**row, **more)
    assert IndicatorRow(**row, status="suppressed").count is None


def test_a_file_is_one_entry_and_the_same_file_again_adds_nothing():
    file = read()
    with Store("sqlite://") as store:
        store.append(indicator_drafts(file, team_id="tamsin", occasion="spring"))
        store.append(indicator_drafts(read(), team_id="tamsin", occasion="spring"))
        (kept,) = store.current(ImportedIndicators)
    assert kept.body == file.indicators
    assert (kept.team_id, kept.occasion) == ("tamsin", "spring")


def test_another_team_occasion_or_choice_is_another_entry():
    one = read(wonder())
    drafts = [
        indicator_drafts(one, team_id="tamsin", occasion="spring"),
        indicator_drafts(one, team_id="hill", occasion="spring"),
        indicator_drafts(one, team_id="tamsin", occasion="autumn"),
        indicator_drafts(read(wonder(), places=["01001"]), team_id="tamsin", occasion="spring"),
    ]
    assert len({batch[0].record_id for batch in drafts}) == 4


# --- the command ----------------------------------------------------------------------------


def test_the_command_shows_what_it_understood_and_keeps_it_once(tmp_path, capsys):
    url = f"sqlite:///{tmp_path / 'forum.db'}"
    main(["init", str(samples_folder() / "program.toml"), "--store", url])
    capsys.readouterr()
    words = ["import", "indicators", str(SAMPLE), "--place", "Ambrin County"]
    assert main([*words, "--dry-run", "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["places"] == ["Ambrin County"]
    assert "nothing was kept" in said.err
    for _ in range(2):
        assert main([*words, "--team", "tamsin", "--store", url]) == 0
    said = capsys.readouterr()
    assert "36 rows of numbers" in said.err
    assert "brought in before" in said.err
    for part in ("Places:", "suppressed by the source", "Left out:", "12 rows: of places"):
        assert part in said.out
    with Store(url) as store:
        (kept,) = store.current(ImportedIndicators, team_id="tamsin")
    assert len(kept.body.rows) == 36


def test_reading_a_text_table_loads_none_of_the_slow_libraries():
    code = (
        "import sys; from ciwidgets.formats import read_indicators;"
        f"read_indicators({str(SAMPLE)!r});"
        "print([m for m in ('numpy', 'pandas', 'openpyxl') if m in sys.modules])"
    )
    import subprocess

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
