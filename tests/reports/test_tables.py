"""The tables of a report in a workbook and as CSV: whole, countable, and run by nothing."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from ciwidgets.formats.safe_cells import safe_cell
from ciwidgets.reports.blocks import TableBlock
from ciwidgets.reports.documents.prose import Title, plain
from ciwidgets.reports.documents.tables import to_csv_zip, to_xlsx
from tests.reports.written import document, figure, one_of_everything

LIVE = ["=1+1", "=cmd|'/c calc'!A0", "+1-1", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1"]


def sheets_of(data):
    return load_workbook(io.BytesIO(data))


def cells_of(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def tables_in(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))
            for name in archive.namelist()
        }


def table(*rows, caption="Our table", columns=("Name", "Value")):
    return TableBlock(caption, columns, rows)


def test_every_table_has_a_sheet_and_those_behind_pictures_too():
    book = sheets_of(to_xlsx(one_of_everything()))
    assert book.sheetnames == [
        "Contents",
        "1 Two purses",
        "2 Dots for each idea",
        "3 A second picture",
    ]
    assert cells_of(book.worksheets[2]) == [["Idea", "Dots"], ["A cafe", 9], ["Rides", 4]]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert all(cell.font.bold for cell in sheet[1])


def test_the_first_sheet_says_what_it_is_and_leads_to_each_other_one():
    book = sheets_of(to_xlsx(one_of_everything()))
    found = cells_of(book["Contents"])
    assert [row[0] for row in found[:4]] == [
        "Ambrin Falls",
        "Common Ground",
        "A mill town",
        "Made up.",
    ]
    head = found.index(["Sheet", "Table", "Part of the report", "Rows"])
    assert found[head + 1] == ["1 Two purses", "Two purses", "Our needs / In their words", 2]
    assert found[head + 2][1:] == ["Dots for each idea: Dots: 11 people voted.", "The vote", 2]
    links = [row[0].hyperlink for row in book["Contents"].iter_rows(min_row=head + 2)]
    assert [one.location for one in links] == [f"'{name}'!A1" for name in book.sheetnames[1:]]
    assert all(one.target is None for one in links)


def test_the_zip_says_which_file_is_which_table():
    found = tables_in(to_csv_zip(one_of_everything()))
    assert list(found) == [
        "00-contents.csv",
        "01-our-cell.csv",
        "02-our-cell.csv",
        "03-our-cell.csv",
    ]
    head, first, *_ = found["00-contents.csv"]
    assert dict(zip(head, first, strict=True)) == {
        "File": "01-our-cell.csv",
        "Table": "Two purses",
        "Part of the report": "Our needs / In their words",
        "Rows": "2",
        "Report": "Ambrin Falls, Common Ground",
        "Notice": "Made up.",
    }
    assert found["01-our-cell.csv"] == [["Purse", "Came in"], ["Post", "$10,000"], ["Own", "4.5"]]


def test_a_report_without_tables_has_an_empty_list_of_them():
    assert sheets_of(to_xlsx(document())).sheetnames == ["Contents"]
    assert len(tables_in(to_csv_zip(document()))["00-contents.csv"]) == 1


@pytest.mark.parametrize(
    ("shown", "value", "format_"),
    [
        (7, 7, "General"),
        (-0.5, -0.5, "General"),
        ("12", 12, "0"),
        ("-3", -3, "0"),
        ("\N{MINUS SIGN}3", -3, "0"),
        ("319,083", 319083, "#,##0"),
        ("24.40", 24.4, "0.00"),
        ("$48,245.50", 48245.5, '"$"#,##0.00'),
        ("37%", 0.37, "0%"),
    ],
)
def test_numbers_can_be_counted_on_with_and_look_as_they_did(shown, value, format_):
    cell = sheets_of(to_xlsx(document(table(("a", shown))))).worksheets[1]["B2"]
    assert (cell.data_type, cell.value, cell.number_format) == ("n", value, format_)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3=",
        "007",
        "1,2",
        "1.",
        "fewer than 5",
        "2022–2024",
        "1e5",
        "-0",
        "12345678901234567",
        "NaN",
    ],
)
def test_what_only_resembles_a_number_stays_as_it_is_written(text):
    cell = sheets_of(to_xlsx(document(table(("a", text))))).worksheets[1]["B2"]
    assert (cell.value or "") == text
    assert not isinstance(cell.value, int | float)


def test_no_number_at_all_is_words():
    book = sheets_of(to_xlsx(document(table(("a", float("nan")), ("b", float("inf"))))))
    assert [row[1] for row in cells_of(book.worksheets[1])] == ["Value", "nan", "inf"]


@pytest.mark.parametrize("payload", LIVE)
def test_nothing_that_people_typed_is_a_formula(payload):
    parts = (
        Title(2, plain(payload)),
        table((payload, payload), caption=payload, columns=(payload, "b")),
    )
    data = to_xlsx(document(*parts, title=payload))
    for sheet in sheets_of(data).worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name), name
    for rows in tables_in(to_csv_zip(document(*parts, title=payload))).values():
        for row in rows:
            assert all(safe_cell(cell) == cell for cell in row)


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=20)
cells = texts | st.sampled_from(LIVE) | st.integers(-(10**12), 10**12)
rows_of_three = st.lists(st.tuples(cells, cells, cells), max_size=5)


def plain_again(text):
    return text[1:] if text.startswith("'") and safe_cell(text[1:]) != text[1:] else text


def held(cell):
    """What a file can hold of a text: XML has two characters fewer."""
    return "".join("\ufffd" if one in "\ufffe\uffff" else one for one in str(cell))


@settings(max_examples=30, deadline=None)
@for_all(rows_of_three)
def test_csv_comes_back_cell_by_cell(rows):
    data = to_csv_zip(document(table(*rows, columns=("a", "b", "c"))))
    found = tables_in(data)["01-our-cell.csv"]
    assert [[plain_again(one) for one in row] for row in found[1:]] == [
        [held(one) for one in row] for row in rows
    ]


@settings(max_examples=30, deadline=None)
@for_all(rows_of_three)
def test_a_sheet_comes_back_cell_by_cell(rows):
    sheet = sheets_of(to_xlsx(document(table(*rows, columns=("a", "b", "c"))))).worksheets[1]
    assert sheet.max_row == len(rows) + 1
    for at, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(at, place)
            if isinstance(value, int):
                assert cell.value == value
            elif cell.data_type == "n":
                assert str(cell.value or "") == value
            else:
                assert plain_again(cell.value or "") == held(value)


@settings(max_examples=30, deadline=None)
@for_all(
    st.lists(
        texts | st.sampled_from(["a" * 40, "A", "a", "''", "[x]:*?/\\", "\N{FIRE ENGINE}" * 31]),
        max_size=5,
    )
)
def test_sheets_have_names_that_excel_takes(captions):
    names = sheets_of(to_xlsx(document(*(table(caption=one) for one in captions)))).sheetnames
    assert len({name.casefold() for name in names}) == len(captions) + 1
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not set(name) & set("[]:*?/\\'")


def test_a_sheets_name_ends_with_a_whole_word_and_files_are_named_by_ids_alone():
    captions = [
        "Hours with an open door in the week after the second forum",
        "Hours with an open door: 11 people, of whom two did not say",
        "Anna’s list. What she typed",
        "a" * 40,
        "…",
    ]
    written = document(*(table(caption=one) for one in captions))
    assert sheets_of(to_xlsx(written)).sheetnames[1:] == [
        "1 Hours with an open door in",
        "2 Hours with an open door",
        "3 Anna’s list",
        f"4 {'a' * 29}",
        "5 …",
    ]
    names = list(tables_in(to_csv_zip(written)))
    assert names == ["00-contents.csv", *(f"0{one}-our-cell.csv" for one in range(1, 6))]
    assert sorted(names) == names


def test_a_cell_longer_than_excel_holds_says_that_it_goes_on():
    long = "x" * 40_000
    book = sheets_of(to_xlsx(document(table((long, 1)))))
    assert book.worksheets[1]["A2"].value == "x" * 32_766 + "…"
    assert tables_in(to_csv_zip(document(table((long, 1)))))["01-our-cell.csv"][1][0] == long


def test_a_cell_id_is_no_path():
    parts = document(figure())
    odd = type(parts)(parts.masthead, parts.parts, ("../../etc/x y",))
    assert list(tables_in(to_csv_zip(odd)))[1] == "01--etc-x-y.csv"


def test_the_same_document_is_the_same_bytes_and_names_nobody():
    first = to_xlsx(one_of_everything()), to_csv_zip(one_of_everything())
    assert (to_xlsx(one_of_everything()), to_csv_zip(one_of_everything())) == first
    for data in first:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    with zipfile.ZipFile(io.BytesIO(first[0])) as archive:
        about = archive.read("docProps/core.xml").decode()
    assert "openpyxl" not in about
    assert "dcterms" not in about
    assert "Ambrin Falls" in about
