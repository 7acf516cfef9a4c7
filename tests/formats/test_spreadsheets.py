"""XLSX workbooks: what is read of them, and what is refused in one sentence in bounded memory."""

import datetime as dt
import time
import tracemalloc
import zipfile
from io import BytesIO

import pytest

from ciwidgets.errors import FileRefused
from ciwidgets.formats import read_survey
from ciwidgets.formats.spreadsheet import read_workbook
from tests.formats.conftest import xlsx

HEAD = '<?xml version="1.0"?>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def repacked(data, changes, drop=()):
    """Return a workbook with some of its pieces replaced."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in changes and name not in drop:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            new.writestr(name, content)
    return out.getvalue()


SHARED = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def sheet(inside, shared=""):
    """Return a workbook whose one sheet holds this XML, with these shared strings."""
    xml = f"{HEAD}<worksheet {MAIN}><sheetData>{inside}</sheetData></worksheet>"
    changes = {"xl/worksheets/sheet1.xml": xml}
    if shared:
        with zipfile.ZipFile(BytesIO(xlsx([["a"]]))) as plain:
            types = plain.read("[Content_Types].xml").decode()
        part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHARED}"/></Types>'
        changes["[Content_Types].xml"] = types.replace("</Types>", part)
        changes["xl/sharedStrings.xml"] = shared
    return repacked(xlsx([["a"]]), changes)


def refusal(data, name="answers.xlsx"):
    """Return the sentence that refuses a workbook."""
    with pytest.raises(FileRefused) as refused:
        read_workbook(data, name)
    return str(refused.value)


def test_values_are_written_as_the_same_file_saved_as_csv():
    moment = dt.datetime.fromisoformat("2026-03-04 09:05:31")
    heads = ["Text", "Whole", "Part", "Day", "Moment", "Yes", "Hour"]
    values = [" a\u00a0b ", 3.0, 0.1 + 0.2, dt.date(2026, 3, 4), moment, True, dt.time(10, 2)]
    assert read_workbook(xlsx([heads, values]), "a.xlsx").rows[1] == [
        *("a b", "3", "0.3", "2026-03-04", "2026-03-04 09:05:31", "TRUE", "10:02:00"),
    ]


def test_figures_shown_with_leading_zeros_keep_them():
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(xlsx([["FIPS", "n"], [1001, 7]])))
    book.active["A2"].number_format = "00000"
    out = BytesIO()
    book.save(out)
    assert read_workbook(out.getvalue(), "a.xlsx").rows[1] == ["01001", "7"]


def test_blank_rows_and_columns_stay_in_their_place():
    rows = read_workbook(xlsx([["a", None, "c"], [], [None, None, "x"]]), "a.xlsx").rows
    assert rows == [["a", "", "c"], [], ["", "", "x"]]


def test_the_fullest_sheet_is_read_and_the_others_are_named():
    data = xlsx([["Read me"]], title="About", Answers=[["Good?", "Why?"], ["Yes", "x"]])
    found = read_workbook(data, "a.xlsx")
    assert found.title == "Answers"
    assert found.warnings == [
        "Of the workbook's 2 sheets with something in them, “Answers” was read; not read: “About”."
    ]
    assert read_workbook(data, "a.xlsx", "about").rows == [["Read me"]]
    with pytest.raises(FileRefused, match="no filled sheet “Nothing”.*“About”, “Answers”"):
        read_workbook(data, "a.xlsx", "Nothing")


def test_the_sheet_of_a_repeated_group_is_not_taken_for_the_people():
    data = xlsx(
        [["_uuid", "Good?"], ["u1", "Yes"]],
        title="main",
        child=[["name", "_parent_index"], *[["a", 1]] * 9],
    )
    assert read_workbook(data, "a.xlsx").title == "main"


def test_a_hidden_sheet_is_not_read():
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(xlsx([["a", "b"]], Codes=[["x", "y"]] * 9)))
    book["Codes"].sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    assert read_workbook(out.getvalue(), "a.xlsx").rows == [["a", "b"]]


def test_a_formula_is_refused_with_its_cell_but_not_on_a_sheet_that_is_not_read():
    said = refusal(xlsx([["a", "b"], [1, "=A2+1"]]))
    assert "a formula in cell B2 of “Sheet1”" in said
    assert "paste it as values" in said
    data = xlsx([["a", "b"], [1, 2]], Sums=[["=1+1"]])
    assert read_workbook(data, "a.xlsx").rows == [["a", "b"], ["1", "2"]]


def test_a_text_that_begins_like_a_formula_is_a_text():
    inside = '<row r="1"><c r="A1" t="inlineStr"><is><t>=1+1</t></is></c></row>'
    assert read_workbook(sheet(inside), "a.xlsx").rows == [["=1+1"]]


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (repacked(xlsx([["a"]]), {"xl/vbaProject.bin": b"x"}), "a.xlsm", "workbook with macros"),
        (repacked(xlsx([["a"]]), {"xl/vbaProject.bin": b"x"}), "a.xlsx", "workbook with macros"),
        (xlsx([["a"]])[:3000], "a.xlsx", "damaged Excel workbook"),
        (sheet("</row>"), "a.xlsx", "damaged Excel workbook"),
        (repacked(xlsx([["a"]]), {}, ["xl/workbook.xml"]), "a.xlsx", "damaged Excel workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.xls", "an old Excel workbook (.xls)"),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "a.xlsx",
            "locked with a password",
        ),
        (xlsx([[]]), "a.xlsx", "no filled cell"),
        (b"PK\x03\x04 something", "a.xlsx", "damaged Excel workbook"),
        (repacked(xlsx([["a"]]), {"xl/workbook.bin": b"x"}), "a.xlsx", "binary Excel workbook"),
        (sheet('<row r="9999999"><c r="A1"><v>1</v></c></row>'), "a.xlsx", "damaged"),
        (sheet('<row r="1"><c r="ZZZ1"><v>1</v></c></row>'), "a.xlsx", "4,000 columns"),
    ],
)
def test_what_is_no_plain_workbook_is_refused_with_the_reason(data, name, sentence):
    said = refusal(data, name)
    assert sentence in said
    assert "lease" in said
    assert "\n" not in said


def test_a_doctype_is_refused_before_its_entities_grow():
    bomb = '<!DOCTYPE z [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    data = sheet("", f"{HEAD}{bomb}<sst {MAIN}><si><t>&b;</t></si></sst>")
    assert "damaged" in refusal(data)


def measured(data, name="bomb.xlsx"):
    """Return the refusal, the seconds it took and the most memory it used, in MB."""
    tracemalloc.start()
    start = time.perf_counter()
    said = refusal(data, name)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return said, time.perf_counter() - start, peak


def test_a_zip_bomb_is_refused_unopened():
    data = repacked(xlsx([["a"]]), {"xl/worksheets/sheet1.xml": b" " * 400_000_000})
    assert len(data) < 1_000_000
    said, seconds, peak = measured(data)
    assert "would unpack to 400 MB" in said
    assert seconds < 1
    assert peak < 5


def test_a_zip_that_lies_about_its_size_is_refused_in_bounded_memory():
    data = repacked(xlsx([["a"]]), {"xl/media/big.bin": b" " * 100_000_000})
    data = data.replace((100_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    said, _, peak = measured(data)
    assert "damaged" in said
    assert peak < 5


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        ("<row>" + "<c/>" * 40_000 + "</row>", "4,000 columns"),
        ("<z/>" * 510_000, "500,000 marks"),
        ("<z>" * 200 + "</z>" * 200, "damaged"),
        ("<row r='1' x='" + "y" * 3_000_000 + "'/>", "damaged"),
    ],
    ids=["one endless row", "marks without cells", "nested without end", "an endless attribute"],
)
def test_xml_made_to_grow_is_refused_in_bounded_memory(inside, sentence):
    said, _, peak = measured(sheet(inside))
    assert sentence in said
    assert peak < 20


def test_a_long_text_that_every_cell_repeats_is_refused():
    from ciwidgets.formats.spreadsheet import MAX_CHARACTERS

    text = "x" * 32_000
    count = MAX_CHARACTERS // 32_000 + 2
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, count))
    data = sheet(cells, f"{HEAD}<sst {MAIN}><si><t>{text}</t></si></sst>")
    said, _, peak = measured(data)
    assert "more than" in said
    assert peak < 30


def test_a_200_mb_csv_is_refused_in_one_sentence_and_never_read(tmp_path):
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.write(b"Timestamp,Good?\n")
        file.truncate(200_000_000)
    tracemalloc.start()
    with pytest.raises(FileRefused, match="is 200 MB; a survey file may be 50 MB at most"):
        read_survey(path)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_a_survey_in_a_workbook_is_the_same_as_in_csv(survey):
    rows = [["Timestamp", "Good?", "Zip"], ["3/4/2026 10:00:01", "Yes", 2115]]
    rows += [["3/4/2026 10:00:02", "No", 2116]]
    file = survey(xlsx(rows), "answers.xlsx")
    assert file.survey.format == "google_forms"
    assert file.answers == [{"q1": "Yes", "q2": 2115.0}, {"q1": "No", "q2": 2116.0}]
