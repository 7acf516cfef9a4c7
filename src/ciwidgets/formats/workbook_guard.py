"""What an XLSX file is allowed to be, checked piece by piece before anything understands it.

A workbook is a ZIP of XML: a few kilobytes can unpack to gigabytes, an XML entity can grow without
end, and a stray cell can claim the last of sixteen thousand columns. Every piece is unpacked here
once, in small bites that are thrown away, and counted.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat

from ciwidgets.errors import FileRefused

MAX_UNPACKED = 150_000_000
MAX_PIECES = 2_000
MAX_ELEMENTS = 4_000_000
MAX_STANDING = 500_000
MAX_CELLS = 1_000_000
MAX_COLUMNS = 4_000
_LAST_ROW = 1_048_576  # of Excel itself
_MOST_IN_A_ROW = 8 * MAX_COLUMNS
_DEEPEST = 100
_BITE = 1 << 16
_LONGEST_TOKEN = 1_000_000
_ENTRY = b"PK\x01\x02"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_PLAIN = "Please open it in a spreadsheet program, save the answers as CSV, and bring that file."
_AGAIN = "Please open it in a spreadsheet program and save it again, or bring the answers as CSV."


@dataclass(slots=True)
class Extent:
    """How far the filled cells of one sheet reach; rows and columns count from 1."""

    rows: int = 0
    columns: int = 0
    cells: int = 0


def is_workbook(data: bytes) -> bool:
    """Tell whether bytes are an XLSX file, whatever its name."""
    return data.startswith(b"PK") and (b"xl/workbook" in data or b"xl/worksheets" in data)


def is_locked(data: bytes) -> bool:
    """Tell whether bytes are a workbook that opens with a password only."""
    return data.startswith(b"\xd0\xcf\x11\xe0") and _PASSWORD in data


def checked(data: bytes, name: str) -> dict[str, Extent]:
    """Return how far the sheets of a workbook reach, by the name of their piece.

    Raises:
        FileRefused: too big once unpacked, locked, with macros, damaged, or not of this format.
    """
    if data.count(_ENTRY) > MAX_PIECES:
        raise FileRefused(_too_much(name, f"{MAX_PIECES:,} pieces inside"))
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_list(archive, name)
            budget = _Budget(name)
            found = {}
            for info in archive.infolist():
                extent = _check_piece(archive, info, budget)
                if extent:
                    found[info.filename.lstrip("/")] = extent
            return found
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,  # locked, or compressed in a way that Python does not know
        UnicodeError,
        ValueError,
    ) as error:
        raise damaged(name) from error


def damaged(name: str) -> FileRefused:
    """Return the refusal of a workbook that does not hold together."""
    return FileRefused(f"{name} is a damaged Excel workbook and cannot be read. {_AGAIN}")


def too_many_cells(name: str) -> FileRefused:
    """Return the refusal of a workbook that holds more than a community answers."""
    return FileRefused(_too_much(name, f"{MAX_CELLS:,} cells"))


def _too_much(name: str, limit: str) -> str:
    return (
        f"{name} has more than {limit}, which is more than a community's own file holds. Please "
        "bring the export as it came, without anything added to it."
    )


def _check_list(archive: zipfile.ZipFile, name: str) -> None:
    names = {info.filename.lower() for info in archive.infolist()}
    if any(one.endswith("vbaproject.bin") for one in names) or name.lower().endswith(".xlsm"):
        raise FileRefused(
            f"{name} is a workbook with macros (programs inside of it), which are never opened "
            "here. Please save it as an Excel workbook without macros (.xlsx) or as CSV."
        )
    if any(info.flag_bits & 0x1 for info in archive.infolist()):
        raise FileRefused(
            f"{name} is locked with a password. Please save a copy without a password and bring "
            "that file."
        )
    if "xl/workbook.bin" in names:
        raise FileRefused(f"{name} is a binary Excel workbook (.xlsb). {_PLAIN}")
    if len(names) < len(archive.infolist()):
        raise damaged(name)
    unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > MAX_UNPACKED:
        raise FileRefused(
            f"{name} would unpack to {unpacked / 1e6:,.0f} MB; {MAX_UNPACKED // 10**6} MB is the "
            f"most a workbook may. It was not opened. {_PLAIN}"
        )


@dataclass(slots=True)
class _Budget:
    """What all the pieces of one workbook may still use."""

    name: str
    unpacked: int = 0
    elements: int = 0
    standing: int = 0
    cells: int = 0

    def check(self) -> None:
        """Refuse once any of the limits is passed."""
        if self.unpacked > MAX_UNPACKED:
            raise FileRefused(_too_much(self.name, f"{MAX_UNPACKED // 10**6} MB once unpacked"))
        if self.cells > MAX_CELLS:
            raise too_many_cells(self.name)
        if self.elements > MAX_ELEMENTS or self.standing > MAX_STANDING:
            raise FileRefused(_too_much(self.name, f"{MAX_STANDING:,} marks beside its cells"))


def _check_piece(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> Extent | None:
    is_xml = info.filename.lower().endswith((".xml", ".rels"))
    scan = _Scan(budget) if is_xml else None
    fed = 0
    with archive.open(info) as piece:
        while bite := piece.read(_BITE):
            fed += len(bite)
            budget.unpacked += len(bite)
            if scan:
                scan.feed(bite, fed)
            budget.check()
    if scan:
        scan.end()
    return scan.extent if scan and scan.is_sheet else None


class _Scan:
    """One XML piece, read through once for its sizes; nothing of it is kept."""

    def __init__(self, budget: _Budget) -> None:
        self.extent = Extent()
        self.is_sheet = False
        self._budget = budget
        self._depth = 0
        self._row_depth = 0
        self._in_row = 0
        self._place = (0, 0)
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, bite: bytes, fed: int) -> None:
        """Take the next bytes; a name or a value that never ends is refused."""
        try:
            self._parser.Parse(bite, False)  # noqa: FBT003 the parser's own signature
        except expat.ExpatError as error:
            raise damaged(self._budget.name) from error
        if fed - self._parser.CurrentByteIndex > _LONGEST_TOKEN:
            raise damaged(self._budget.name)

    def end(self) -> None:
        """Tell the parser that nothing follows."""
        try:
            self._parser.Parse(b"", True)  # noqa: FBT003 the parser's own signature
        except expat.ExpatError as error:
            raise damaged(self._budget.name) from error

    def _doctype(self, *_: object) -> None:
        raise damaged(self._budget.name)  # no spreadsheet program writes one; bombs need it

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._budget.elements += 1
        space, _, local = tag.rpartition(" ")
        if self._depth == 1:
            self._check_root(space, local)
        if self._depth > _DEEPEST:
            raise damaged(self._budget.name)
        if self._row_depth:
            self._in_row += 1
            if self._in_row > _MOST_IN_A_ROW:
                raise FileRefused(_too_much(self._budget.name, f"{MAX_COLUMNS:,} columns"))
            if local in ("v", "is", "f"):
                self._fill()
            elif local == "c":
                self._budget.cells += 1
                self._move(attributes.get("r", ""))
        else:
            self._budget.standing += 1
            if self.is_sheet and tag == f"{_SHEETS} row":
                self._row_depth, self._in_row = self._depth, 0
                row = attributes.get("r", "")
                self._place = (int(row) if row.isdecimal() and len(row) < 8 else _next(self), 0)
                if self._place[0] > _LAST_ROW:
                    raise damaged(self._budget.name)

    def _end(self, _: str) -> None:
        if self._depth == self._row_depth:
            self._row_depth = 0
        self._depth -= 1

    def _check_root(self, space: str, local: str) -> None:
        if space.startswith(_STRICT):
            raise FileRefused(
                f"{self._budget.name} was saved as “Strict Open XML”. Please save it as an "
                "ordinary Excel workbook (.xlsx) or as CSV."
            )
        self.is_sheet = space == _SHEETS and local == "worksheet"

    def _move(self, reference: str) -> None:
        place = _PLACE.fullmatch(reference)
        if reference and not place:
            raise damaged(self._budget.name)
        row, column = self._place
        if place:
            row, column = int(place[2]), _number(place[1])
        else:
            column += 1
        if row > _LAST_ROW:
            raise damaged(self._budget.name)
        self._place = (row, column)

    def _fill(self) -> None:
        row, column = self._place
        if column > MAX_COLUMNS:
            raise FileRefused(_too_much(self._budget.name, f"{MAX_COLUMNS:,} columns"))
        self.extent.rows = max(self.extent.rows, row)
        self.extent.columns = max(self.extent.columns, column)
        self.extent.cells += 1


def _next(scan: _Scan) -> int:
    return scan._place[0] + 1  # noqa: SLF001 a part of the class above


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
