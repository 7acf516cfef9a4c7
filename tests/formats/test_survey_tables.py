"""From bytes to rows: what is read, and what is refused with the line and the cure."""

import time
import zipfile
from io import BytesIO

import pytest

from ciwidgets.errors import FileRefused
from tests.formats.conftest import given, google, warned

YES_NO = google(["Good?"], [["Yes"], ["No"], ["Yes"]])


def workbook(*names):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_commas_semicolons_and_tabs_divide_alike(survey, delimiter):
    file = survey(google(["Good?", "Why, then?"], [["Yes", "a; b, c\td"], ["No", "e"]], delimiter))
    assert given(file, "q1") == ["Yes", "No"]
    assert given(file, "q2") == ["a; b, c\td", "e"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le-bom", "utf-16-be-bom"]
)
def test_a_byte_order_mark_decides_the_encoding(survey, encoding):
    text = google(["¿Está bien?"], [["Sí"], ["No"]])
    data = (
        ("\ufeff" + text).encode(encoding.removesuffix("-bom"))
        if encoding.endswith("-bom")
        else text.encode(encoding)
    )
    file = survey(data)
    assert file.survey.questions[0].text == "¿Está bien?"
    assert given(file, "q1") == ["Sí", "No"]
    assert not any("UTF-8" in warning for warning in file.warnings)


def test_western_european_text_is_read_with_a_warning(survey):
    file = survey(google(["Schön?"], [["Ja – sehr"], ["Nein"]]).encode("cp1252"))
    assert given(file, "q1") == ["Ja – sehr", "Nein"]
    assert "not UTF-8 (line 1)" in warned(file)


def test_line_breaks_and_hard_blanks_inside_a_cell_are_kept_as_text(survey):
    file = survey(google(["Good\u00a0or\nbad?"], [["first\r\nsecond"], ["x\u00a0y"], ["z"]]))
    assert file.survey.questions[0].text == "Good or\nbad?"
    assert given(file, "q1") == ["first\nsecond", "x y", "z"]


def test_old_mac_line_ends_and_the_sep_line_of_excel_are_understood(survey):
    assert survey(YES_NO.replace("\r\n", "\r")).survey.people == 3
    semicolons = "sep=;\r\n" + google(["Good?"], [["Yes"], ["No"]], ";")
    assert survey(semicolons).survey.people == 2


def test_trailing_empty_cells_and_a_phantom_column_are_harmless(survey):
    file = survey("Timestamp,Good?,\n3/4/2026 10:00:00,Yes,,,\n3/4/2026 10:01:00,No\n")
    assert given(file, "q1") == ["Yes", "No"]
    assert len(file.survey.questions) == 1


def test_blank_rows_are_no_people_and_are_said(survey):
    file = survey(YES_NO + ",\r\n\r\n , \r\n")
    assert file.survey.people == 3
    assert ("3 rows", "they are blank") in [(one.what, one.why) for one in file.dropped]


def test_a_cell_that_looks_like_a_formula_is_text(survey):
    words = ["=HYPERLINK(1)", "+1 for this", "@home", "-not that"]
    file = survey(google(["Anything else?"], [[one] for one in words]))
    assert given(file, "q1") == words


def test_control_characters_become_blanks_and_are_said(survey):
    file = survey(google(["Why?"], [["a\x0bb"], ["c"], ["d"]]))
    assert given(file, "q1")[0] == "a b"
    assert "1 cell held characters that cannot be printed" in warned(file)


def test_a_text_over_the_limit_is_cut_and_the_cut_is_said(survey):
    file = survey(google(["Why?"], [["x" * 5000], ["short"], ["other"]]))
    assert len(given(file, "q1")[0]) == 2000
    assert given(file, "q1")[0].endswith("x…")
    assert "1 texts were longer than 2,000 characters" in warned(file)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (workbook("xl/workbook.xml"), "is a damaged Excel workbook"),
        (workbook("word/document.xml"), "is an office document"),
        (workbook("answers.csv"), "unpack it and bring the CSV file inside"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Excel workbook"),
        (b"%PDF-1.7\n...", "is a PDF"),
        (b"  <!DOCTYPE html><html><body>Sign in", "web page"),
        (b"<?xml version='1.0'?><Responses/>", "web page or an XML file"),
        (b"", "is empty"),
        (b"\n", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"Timestamp,Good?\n3/4/2026 10:00:00,Y\x00es\n", "NUL byte in line 2"),
        (bytes(range(1, 32)) * 40, "is not a text file"),
        (b"just some words\nand more\n", "only one column"),
        (b"a,b,c\n1,2,3\n", "not a survey export known here"),
        (b"Timestamp,Good?\n", "has headings but no answers"),
        (b"Timestamp,Good?\n,\n", "has headings but no answers"),
        (b"Timestamp,A,B\n3/4/2026 10:00,1,2\n3/4/2026 10:00,1\n", "Line 3 of survey.csv has 2"),
        (b'Timestamp,A\n3/4/2026 10:00,"a\nb"\n3/4/2026 10:01,1,2\n', "Line 4 of survey.csv has 3"),
        (b'Timestamp,A\n3/4/2026 10:00:00,"a"b\n', "Line 2 of survey.csv has quotation marks"),
        (b'Timestamp,A\n3/4/2026 10:00:00,"' + b"a\n" * 90_000, "Line 2 of survey.csv has a cell"),
        (b"Timestamp,A\n3/4/2026 10:00:00," + b"a" * 110_000, "more than 100,000 characters"),
        (b"\xff\xfeT\x00i\x00m\x00e\x00\x00", "says it is UTF-16-LE"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_reason(survey, content, sentence):
    with pytest.raises(FileRefused) as refusal:
        survey(content)
    assert sentence in str(refusal.value)
    assert "Please" in str(refusal.value)


def test_a_refusal_of_an_unknown_file_says_what_was_looked_for(survey):
    with pytest.raises(FileRefused) as refusal:
        survey("record_id,age\n1,34\n")
    for words in (
        "“record_id”",
        "“plain”",
        "SurveyMonkey",
        "REDCap",
        "Polis",
        "Google Forms",
        "Timestamp",
        "Qualtrics",
        "ImportId",
    ):
        assert words in str(refusal.value)


def test_a_missing_file_a_folder_and_an_unknown_format_are_refused(survey, tmp_path):
    from ciwidgets.formats import read_survey

    with pytest.raises(FileRefused, match="There is no file"):
        read_survey(tmp_path / "nothing.csv")
    with pytest.raises(FileRefused, match="is not a file"):
        read_survey(tmp_path)
    with pytest.raises(FileRefused, match=r"no survey format 'excel'.*qualtrics, google_forms"):
        survey(YES_NO, format="excel")


def test_a_named_format_reads_a_file_that_does_not_show_it(survey):
    file = survey("When,Good?\nsometime,Yes\nlater,No\n", format="google-forms", title="Pulse")
    assert (file.survey.format, file.survey.title, file.survey.people) == (
        "google_forms",
        "Pulse",
        2,
    )


@pytest.mark.parametrize(
    "content",
    [
        b"Timestamp,A\n" + b"a," * 5_000_000,
        b"Timestamp,A\n" + b"x" * 10_000_000,
        b'Timestamp,A\n"' + b"x" * 10_000_000,
        b"Timestamp,A\n" + b"\n" * 3_000_000,
        b"Timestamp," * 100_000 + b"\n",
        b"Timestamp,A\n" + b"," * 999_999,
        b"(" * 10_000_000,
    ],
    ids=["cells", "cell", "quote", "blank lines", "columns", "commas", "brackets"],
)
def test_a_hostile_file_of_10_mb_is_refused_within_a_second(survey, tmp_path, content):
    from ciwidgets.formats import read_survey

    path = tmp_path / "hostile.csv"
    path.write_bytes(content)
    start = time.perf_counter()
    with pytest.raises(FileRefused):
        read_survey(path)
    assert time.perf_counter() - start < 1


def test_a_file_over_50_mb_is_refused_before_it_is_read(tmp_path):
    from ciwidgets.formats import read_survey

    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(60_000_000)
    with pytest.raises(FileRefused, match="is 60 MB; a survey file may be 50 MB"):
        read_survey(path)
