"""What goes out as CSV or XLSX runs nowhere, and comes back as it was."""

import csv
import io

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from ciwidgets.formats.safe_cells import safe_cell, safe_csv, safe_workbook
from ciwidgets.formats.spreadsheet import read_workbook

LIVE = ("=", "+", "-", "@", "\t", "\r")
texts = st.text(max_size=30) | st.tuples(
    st.sampled_from([*LIVE, " =", "\n=", "\N{FULLWIDTH EQUALS SIGN}"]), st.text(max_size=9)
).map("".join)


@for_all(texts)
def test_no_text_begins_like_a_formula_and_none_is_lost(text):
    safe = safe_cell(text)
    is_number = text.replace(".", "", 1).replace(",", "", 1).lstrip("+-")[:1].isdigit()
    assert not str(safe).startswith(LIVE) or is_number
    assert safe in (text, f"'{text}")
    assert safe_cell(safe) == safe


@for_all(st.integers() | st.floats(allow_nan=False) | st.booleans() | st.none())
def test_numbers_stay_numbers(number):
    assert safe_cell(number) is number


def test_negative_numbers_written_as_text_stay_and_commands_do_not():
    assert [safe_cell(one) for one in ("-3", "+1.5", "-2,5", "-1e3", "-5%")] == [
        *("-3", "+1.5", "-2,5", "-1e3", "-5%"),
    ]
    for command in ("=cmd|'/c calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "+1-1", "\t=1"):
        assert safe_cell(command) == f"'{command}"


@for_all(st.lists(st.lists(texts, min_size=1, max_size=3), max_size=4))
def test_csv_comes_back_cell_by_cell(rows):
    data = safe_csv(rows).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(data, newline="")))
    assert found == [[safe_cell(cell) for cell in row] for row in rows]


@settings(max_examples=20, deadline=None)
@for_all(st.lists(st.sampled_from(["=1+1", "@x", "-3", "plain", "+a"]), min_size=1, max_size=5))
def test_a_workbook_holds_no_formula(cells):
    data = safe_workbook({"Out": [["head", *cells], [1.5, *cells]]})
    rows = read_workbook(data, "out.xlsx").rows
    assert rows[1] == ["1.5", *(safe_cell(cell) for cell in cells)]
