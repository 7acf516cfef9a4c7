"""A delimited text file read line by line, so that memory does not grow with the file.

The first pass looks at every byte (what it is, its checksum, its encoding); the second hands over
one record at a time. An XLSX workbook comes out as records of the same form.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from ciwidgets.errors import FileRefused
from ciwidgets.formats.decoding import decode
from ciwidgets.formats.workbook_guard import is_workbook

MAX_BYTES = 120_000_000
MAX_COLUMNS = 200
MAX_LINES = 3_000_000
_CHUNK = 1 << 20
_HEAD = 1 << 18
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_AGAIN = "Please export it again, as it comes from its source."

Source = str | Path | bytes
Record = tuple[int, list[str]]


@dataclass(slots=True)
class Stream:
    """A table's records, each with the line it begins on; ``line`` is that of the last one taken.

    ``tail`` gives the lines after it as they stand; ``delimiter`` is empty for a workbook.
    """

    name: str
    sha256: str
    records: Iterator[Record]
    tail: Iterator[str]
    delimiter: str = ","
    warnings: list[str] = field(default_factory=list)
    line: int = 0


@contextmanager
def open_stream(source: Source, name: str = "") -> Iterator[Stream]:
    """Open a text table or an XLSX workbook, by its path or its bytes.

    Raises:
        FileRefused: missing, too big, another kind of file, damaged or empty.
    """
    if isinstance(source, bytes):
        with ExitStack() as stack:
            yield _opened(io.BytesIO(source), len(source), name or "The file", stack)
        return
    path = Path(source)
    name = name or path.name
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise FileRefused(f"{name} is not a file. Please give the file itself.")
        file = path.open("rb")
    except FileNotFoundError:
        raise FileRefused(f"There is no file {path}. Please check its name and folder.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileRefused(f"{name} could not be opened: {reason}. Please check it.") from None
    with file, ExitStack() as stack:
        yield _opened(file, size, name, stack)


def _opened(file: BinaryIO, size: int, name: str, stack: ExitStack) -> Stream:
    if size > MAX_BYTES:
        raise FileRefused(
            f"{name} is {size / 1e6:.0f} MB; a file of local numbers may be "
            f"{MAX_BYTES // 10**6} MB at most. Please ask the source for fewer places or years."
        )
    head = file.read(_HEAD)
    if not head.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise FileRefused(f"{name} is empty. {_AGAIN}")
    if head.startswith(b"PK"):
        return _workbook(file, name)
    decode(head[: len(head) - len(head) % 4], name)  # refuses what is no text, and says what it is
    return _text(file, head, name, stack)


def _workbook(file: BinaryIO, name: str) -> Stream:
    from ciwidgets.formats.spreadsheet import read_workbook  # noqa: PLC0415 openpyxl is slow to load

    file.seek(0)
    data = file.read()
    if not is_workbook(data):
        decode(data, name)
    sheet = read_workbook(data, name)
    stream = Stream(name, hashlib.sha256(data).hexdigest(), iter(()), iter(()), "", sheet.warnings)
    stream.records = _rows(sheet.rows, stream)
    stream.tail = ("\t".join(row) for _, row in stream.records)
    return stream


def _rows(rows: list[list[str]], stream: Stream) -> Iterator[Record]:
    for line, row in enumerate(rows, 1):
        stream.line = line
        yield line, row


def _text(file: BinaryIO, head: bytes, name: str, stack: ExitStack) -> Stream:
    sha256, encoding, warnings = _surveyed(file, head, name)
    file.seek(0)
    # Wide text tells where it is damaged; in narrow text one strange sign is no reason to refuse.
    errors = "strict" if encoding in ("utf-16", "utf-32") else "replace"
    text = stack.enter_context(io.TextIOWrapper(file, encoding=encoding, errors=errors, newline=""))
    stream = Stream(name, sha256, iter(()), iter(()), warnings=warnings)
    skipped, first = _first_line(text, stream)
    declared = first.strip().strip('"')
    if declared[:4].lower() == "sep=" and len(declared) == 5:
        stream.delimiter = declared[4]  # Excel names the sign in a line of its own
        skipped, lines = skipped + 1, chain((), text)
    else:
        stream.delimiter = _delimiter(first)
        lines = chain((first,), text)
    stream.records = _records(lines, stream, skipped)
    stream.tail = _guarded(lines, stream)
    return stream


def _surveyed(file: BinaryIO, head: bytes, name: str) -> tuple[str, str, list[str]]:
    """Return the checksum and the encoding of all bytes, and what had to be assumed."""
    wide = next((encoding for mark, encoding in _WIDE if head.startswith(mark)), "")
    digest = hashlib.sha256()
    utf8 = None if wide else codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    lines = 1
    warning = ""
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
        if not wide and b"\x00" in chunk:
            line = lines + chunk.count(b"\n", 0, chunk.index(b"\x00"))
            raise FileRefused(
                f"{name} has a NUL byte in line {line}, which no text file has: it is damaged. "
                f"{_AGAIN}"
            )
        if utf8 is not None and not chunk.isascii():
            try:
                utf8.decode(chunk)
            except UnicodeDecodeError:
                utf8 = None
                warning = (
                    f"The file is not UTF-8 (near line {lines}); it was read as Western European "
                    "text (cp1252). Please check that accented letters look right."
                )
        ends = max(chunk.count(b"\n"), chunk.count(b"\r"))
        if not ends and len(chunk) == _CHUNK:
            raise FileRefused(
                f"Line {lines} of {name} has more than {_CHUNK // 2:,} characters, which no table "
                f"of local numbers has. {_AGAIN}"
            )
        lines += ends
        if lines > MAX_LINES:
            raise FileRefused(
                f"{name} has more than {MAX_LINES:,} lines. Please ask the source for fewer places "
                "or years."
            )
    encoding = wide or ("cp1252" if warning else "utf-8-sig")
    return digest.hexdigest(), encoding, [warning] if warning else []


def _first_line(text: io.TextIOWrapper, stream: Stream) -> tuple[int, str]:
    """Return how many blank lines come first, and the line after them."""
    for skipped, line in enumerate(_guarded(text, stream)):
        if line.strip(" \t\r\n,;"):
            return skipped, line
    return 0, ""


def _guarded(lines: Iterator[str], stream: Stream) -> Iterator[str]:
    try:
        # Not "yield from", which would close the file once nobody asks for more.
        for line in lines:  # noqa: UP028
            yield line
    except (UnicodeError, ValueError) as error:
        raise _damaged(stream, error) from None


def _damaged(stream: Stream, error: Exception) -> FileRefused:
    return FileRefused(f"{stream.name} is damaged after line {stream.line}: {error}. {_AGAIN}")


def _delimiter(first: str) -> str:
    """Return the sign that divides the headings into the most cells."""
    try:
        return max(
            ("\t", ",", ";"),
            key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])),
        )
    except csv.Error:
        return ","


def _records(lines: Iterator[str], stream: Stream, skipped: int) -> Iterator[Record]:
    """Give the records; written for speed, since a file may have a million."""
    try:
        reader = csv.reader(lines, delimiter=stream.delimiter, strict=True)
        stream.line = skipped + 1
        for row in reader:
            if len(row) > MAX_COLUMNS:
                raise FileRefused(
                    f"Line {stream.line} of {stream.name} has {len(row):,} cells; a table of local "
                    f"numbers has {MAX_COLUMNS} at most. {_AGAIN}"
                )
            yield stream.line, row
            stream.line = reader.line_num + skipped + 1
    except csv.Error as error:
        what = (
            "has a cell of more than 130,000 characters, perhaps a quotation mark that is never "
            "closed"
            if "field larger" in str(error)
            else "has quotation marks that do not fit together"
        )
        raise FileRefused(
            f"Line {stream.line} of {stream.name} {what}. Please open the file in a spreadsheet "
            "program, look at that line, and save it again."
        ) from None
    except (UnicodeError, ValueError, TypeError) as error:
        raise _damaged(stream, error) from None
