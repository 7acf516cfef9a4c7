"""From a file's bytes to its text, or to a sentence that says what the file really is."""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path

from ciwidgets.errors import FileRefused

MAX_BYTES = 50_000_000
_CSV_CURE = "Please save or export it as CSV and bring that file."
# A text file may hold a stray control character; more than this many in a thousand is no text.
_RUBBISH_PER_MILLE = 5

_UNPACK = "Please unpack it and bring the CSV file inside."
_AS_EXPORTED = "Please bring the file as it was exported."
# How a file begins that is no text, what it is, and what to do where a CSV file was asked for.
_OTHER_FILES: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls)", _CSV_CURE),
    (b"%PDF", "a PDF", "Please export the answers themselves as CSV and bring that file."),
    (b"{\\rtf", "a formatted text document (RTF)", _CSV_CURE),
    (b"\x1f\x8b", "a compressed file (gzip)", _UNPACK),
    (b"7z\xbc\xaf", "a compressed file (7z)", _UNPACK),
    (b"Rar!", "a compressed file (RAR)", _UNPACK),
    (b"SQLite format 3", "a database", _CSV_CURE),
    (b"\x89PNG", "a picture", _AS_EXPORTED),
    (b"\xff\xd8\xff", "a picture", _AS_EXPORTED),
    (b"$FL2", "an SPSS file", _CSV_CURE),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_INVISIBLE = re.compile("[\ufeff\u200b\u2060\u00ad]")
_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2028\u2029]")


def read_bytes(path: Path, what: str = "the answers") -> bytes:
    """Return the bytes of a file of at most ``MAX_BYTES``; ``what`` should be in it.

    Raises:
        FileRefused: it is missing, a folder, unreadable, too big or empty.
    """
    name = path.name or str(path)
    try:
        size = path.stat().st_size
        if not path.is_file():
            kind = "not a file but a folder" if path.is_dir() else "not a file"
            raise FileRefused(f"{name} is {kind}. Please give the file of {what} itself.")
        if size > MAX_BYTES:
            raise FileRefused(
                f"{name} is {size / 1e6:.0f} MB; a survey file may be {MAX_BYTES // 10**6} MB at "
                "most. Please bring the survey's own export, without anything added to it."
            )
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # it may have grown since it was measured
    except FileNotFoundError:
        raise FileRefused(f"There is no file {path}. Please check its name and folder.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileRefused(f"{name} could not be opened: {reason}. Please check it.") from None
    check_bytes(data, name, what)
    return data


def check_bytes(data: bytes, name: str, what: str = "the answers") -> None:
    """Refuse a file that holds nothing, or has grown past ``MAX_BYTES``."""
    if len(data) > MAX_BYTES or not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise FileRefused(f"{name} is empty. Please export {what} again.")


def decode(data: bytes, name: str, cure: str = "") -> tuple[str, list[str]]:
    """Return the text of a CSV file and what had to be assumed to read it.

    ``cure`` is what to do about a damaged file, where that is not to save it as CSV.

    The ladder: a byte order mark decides; else UTF-8; else Windows-1252, with a warning, since in
    that encoding any byte is some letter.

    Raises:
        FileRefused: the bytes are another kind of file, or no text at all.
    """
    _refuse_other_files(data, name)
    again = cure or "Please export it again, as CSV in UTF-8."
    text, warnings = _climb(data, name, again)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise FileRefused(
            f"{name} has a NUL byte in line {line}, which no text file has: it is damaged, or not "
            f"a text file. {again}"
        )
    sample = text[:200_000]
    odd = len(_CONTROLS.findall(sample))
    if odd * 1000 > _RUBBISH_PER_MILLE * len(sample) and odd > 3:
        raise FileRefused(f"{name} is not a text file. {cure or _CSV_CURE}")
    if text.lstrip()[:200].lower().startswith(("<!doctype", "<html", "<head", "<table", "<?xml")):
        raise FileRefused(
            f"{name} is a web page or an XML file, not a CSV file (perhaps a log-in page was saved "
            f"in its place). {_CSV_CURE}"
        )
    return text, warnings


def clean_cell(cell: str) -> tuple[str, bool]:
    """Return a cell as it can be kept (NFC, plain blanks, no controls), and whether one fell."""
    if cell.isascii() and cell.isprintable():
        return cell.strip(), False
    cell = unicodedata.normalize("NFC", cell.replace("\r\n", "\n").replace("\r", "\n"))
    cell = _BLANKS.sub(" ", _INVISIBLE.sub("", cell))
    plain = _CONTROLS.sub(" ", cell)
    return plain.strip(), plain != cell


def other_kind(data: bytes) -> str:
    """Return what a file is that is no text, by how it begins ("a database"), or nothing."""
    if data.startswith(b"PK"):
        is_document = b"content.xml" in data or b"word/" in data
        return "an office document" if is_document else "a ZIP file"
    return next((kind for magic, kind, _ in _OTHER_FILES if data.startswith(magic)), "")


def _refuse_other_files(data: bytes, name: str) -> None:
    kind = other_kind(data)
    if kind:
        cures = {"a ZIP file": _UNPACK, **{what: cure for _, what, cure in _OTHER_FILES}}
        raise FileRefused(f"{name} is {kind}, not a CSV file. {cures.get(kind, _CSV_CURE)}")


def _climb(data: bytes, name: str, again: str) -> tuple[str, list[str]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), []
            except UnicodeDecodeError as error:
                if encoding == "utf-8":
                    break  # a mark in front of older text: the ladder below still reads it
                raise FileRefused(
                    f"{name} says it is {encoding.upper()} text, but is damaged after byte "
                    f"{error.start}. {again}"
                ) from None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    warning = (
        f"The file is not UTF-8 (line {line}); it was read as Western European text (cp1252). "
        "Please check that accented letters look right."
    )
    try:
        return data.decode("cp1252"), [warning]
    except UnicodeDecodeError:
        return data.decode("latin-1"), [warning]
