"""Hostile and broken files of local numbers: one sentence, in bounded time and memory."""

import io
import time
import tracemalloc
import zipfile

import pytest
from openpyxl import Workbook

from ciwidgets.errors import FileRefused
from ciwidgets.formats import read_indicators
from tests.formats.indicator_files import PLAIN, wonder


def refused(path_or_bytes, name=""):
    """Return the sentence, and check that it took little time and memory."""
    tracemalloc.start()
    began = time.perf_counter()
    try:
        with pytest.raises(FileRefused) as error:
            read_indicators(path_or_bytes, name=name)
        assert time.perf_counter() - began < 10
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()
    text = str(error.value)
    assert text[-1] in ".?"
    assert "Traceback" not in text
    return text


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEAD = ["place", "period", "count"]


def test_a_200_mb_file_is_refused_unread(tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.write(PLAIN.encode())
        file.truncate(200_000_000)
    assert "huge.csv is 200 MB" in refused(path)


def test_a_zip_bomb_is_refused_unpacked_by_nobody():
    out = io.BytesIO(workbook(HEAD, ["Ash", 2021, 4]))
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as bomb,
        bomb.open("xl/worksheets/sheet9.xml", "w") as piece,
    ):
        for _ in range(300):
            piece.write(b"0" * 1_000_000)
    assert "would unpack to 300 MB" in refused(out.getvalue(), "bomb.xlsx")


def test_formulas_are_refused_in_a_workbook_and_in_a_text_file():
    assert "formula" in refused(workbook(HEAD, ["Ash", 2021, "=2+2"]), "sums.xlsx")
    assert "“=2+2”" in refused(b"place,period,count\nAsh,2021,=2+2\n", "sums.csv")
    evil = b'place,period,count\n"=HYPERLINK(""http://example.org"")",2021,4\n'
    assert "Line 2 of sums.csv has the formula" in refused(evil, "sums.csv")


def test_a_macro_workbook_is_refused():
    out = io.BytesIO(workbook(HEAD, ["Ash", 2021, 4]))
    with zipfile.ZipFile(out, "a") as book:
        book.writestr("xl/vbaProject.bin", b"made up")
    assert "macro" in refused(out.getvalue(), "numbers.xlsm").lower()


def test_a_damaged_workbook_and_other_kinds_of_file_are_refused():
    good = workbook(HEAD, ["Ash", 2021, 4])
    refused(good[: len(good) // 2], "numbers.xlsx")
    refused(b"%PDF-1.7 made up", "numbers.pdf")
    refused(b"\xd0\xcf\x11\xe0" + b"\x01" * 600, "numbers.xls")
    refused(b"<!doctype html><html>log in</html>", "numbers.csv")
    refused(b"", "numbers.csv")
    refused(b"\r\n\r\n", "numbers.csv")


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert "There is no file" in refused(tmp_path / "gone.csv")
    assert "not a file" in refused(tmp_path)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"place,period,count\n" + b"x" * 5_000_000, "characters"),
        (b'place,period,count\n"Ash' + b",\n" * 400_000, "quotation mark"),
        (b"place,period,count\n" + b"," * 5_000 + b"\n", "5,001 cells"),
        (b"place,period,count\n" + b"\n" * 4_000_000, "lines"),
        (PLAIN.encode() + b"Ash\x00County,2021,,4,5,,\n", "NUL"),
        (wonder().encode("utf-16")[:-1], "damaged"),
        (b'place,period,count\n"Ash"County,2021,4\n', "Line 2 .* do not fit"),
        (b"place,period,count\nAsh, AL,2021,4\n", "Line 2 .* 4 cells"),
    ],
    ids=["long line", "open quote", "wide", "blank lines", "NUL", "half a letter", "quotes",
         "lost quotes"],
)  # fmt: skip
def test_broken_text_is_refused_with_its_place(data, said):
    with pytest.raises(FileRefused, match=said):
        read_indicators(data, name="numbers.csv")


def test_memory_does_not_grow_with_the_file(tmp_path):
    path = tmp_path / "long.csv"
    peaks = []
    for rows in (30_000, 150_000):
        with path.open("w", encoding="ascii") as file:
            file.write("place,period,count\nAsh County,2021,38\n")
            file.writelines(f"Place {n % 900},{n},12345678\n" for n in range(rows))
        tracemalloc.start()
        kept = read_indicators(path, places=["Ash County"])
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert len(kept.indicators.rows) == 1
    assert path.stat().st_size > 3_000_000
    assert peaks[1] < peaks[0] + 1_500_000
    assert peaks[1] < 5_000_000
