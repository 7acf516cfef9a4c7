"""The door for maps: what a file is, by what it holds and not by its name, and what is in it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from ciwidgets.errors import FileRefused
from ciwidgets.formats.decoding import check_bytes, read_bytes
from ciwidgets.formats.maps import graphml, kumu, mental_modeler, refusals, tuples
from ciwidgets.formats.maps.cells import Grid, old_workbook_grids, text_grid, workbook_grids
from ciwidgets.formats.maps.edges import Table, as_table, read_people, read_tables
from ciwidgets.formats.maps.html_tables import html_grids
from ciwidgets.formats.maps.matrix import find_block, read_matrix
from ciwidgets.formats.maps.parts import MOST_MAPS, MapFile, ReadMap
from ciwidgets.formats.maps.strengths import plain
from ciwidgets.formats.maps.xml_door import local_name, read_xml
from ciwidgets.formats.workbook_guard import is_locked, is_workbook

MAX_BYTES = 10_000_000
_THE_MAP = "the map"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
# "P1", "Participant 12", "ID 4": a sheet for each person.
_NUMBERED = re.compile(r"([^0-9]*?)[ _#.-]*[0-9]+")
Found = tuple[str, list[ReadMap], list[str], Literal["person", "group"]]


def read_maps(
    path: str | Path, *, title: str = "", words: str | Path | None = None, sheet: str = ""
) -> MapFile:
    """Return the maps of a file.

    ``title`` is what a single map is to be called. ``words`` is the list of words of a file of edge
    tuples, else one beside it is looked for. ``sheet`` is the only sheet of a workbook to be read.

    Raises:
        FileRefused: the file cannot be read as a map; the text says where and what to do.
    """
    path = Path(path)
    data = read_bytes(path, _THE_MAP)
    known = _words_beside(path, data, words)
    return read_maps_bytes(path.name, data, title=title, words=known, sheet=sheet)


def read_maps_bytes(
    name: str, data: bytes, *, title: str = "", words: bytes = b"", sheet: str = ""
) -> MapFile:
    """Return the maps of a file that is at hand already, by its name and its bytes.

    Raises:
        FileRefused: the file cannot be read as a map; the text says where and what to do.
    """
    check_bytes(data, name, _THE_MAP)
    if len(data) > MAX_BYTES:
        raise FileRefused(
            f"{name} is {len(data) / 1e6:.0f} MB; a file of maps may be {MAX_BYTES // 10**6} MB at "
            "most. Please bring the maps alone."
        )
    try:
        kind, maps, warnings, counts_as = _read(name, data, words, sheet)
    except RecursionError:
        raise FileRefused(
            f"{name} is nested deeper than any map. Please export it again."
        ) from None
    if title:
        maps = [replace(one, title=title) for one in maps] if len(maps) == 1 else [
            replace(one, title=f"{title} {number}") for number, one in enumerate(maps, start=1)
        ]  # fmt: skip
    sha256 = hashlib.sha256(data + words).hexdigest()
    file = MapFile(kind, name, sha256, tuple(maps), tuple(warnings), counts_as, sheet)
    return _said_of_strengths(file)


def _read(name: str, data: bytes, words: bytes, sheet: str) -> Found:
    if is_locked(data):
        raise FileRefused(
            f"{name} is locked with a password. Please save a copy without a password and bring "
            "that file."
        )
    if is_workbook(data) or (data.startswith(b"PK") and name.lower().endswith(".xlsx")):
        return _of_sheets(workbook_grids(data, name), name, sheet)
    if data.startswith(_OLD_WORKBOOK):
        return _of_sheets(old_workbook_grids(data, name), name, sheet)
    refusals.refuse_other_files(data, name)
    start = _start_of(data)
    if start.startswith("<"):
        return _of_xml(data, name)
    if name.lower().endswith(".emp"):
        raise refusals.eco_modeler(name)
    if start.startswith(("{", "[")) and not tuples.is_word_list(start):
        found = _of_json(data, name)
        if found:
            return found
    return _of_text(data, name, words)


def _start_of(data: bytes) -> str:
    head = data[:2_000]
    encoding = "utf-16" if head.startswith(_WIDE_MARKS) else "utf-8"
    return head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n")


def _of_xml(data: bytes, name: str) -> Found:
    if _start_of(data).lower().startswith(("<!doctype html", "<html", "<table", "<meta")):
        grids = html_grids(data, name)
        if grids:
            return _of_sheets(grids, name)
        raise refusals.no_map_in_xml(name, "html")
    root, warnings = read_xml(data, name)
    kind = local_name(root)
    if kind == "mentalmodeler":
        return mental_modeler.FORMAT, [mental_modeler.from_xml(root, name)], warnings, "group"
    if kind == "ecomodeler":
        raise refusals.eco_modeler(name)
    if kind == "graphml":
        maps = graphml.read_graphs(root, name)
        if maps:
            return graphml.FORMAT, maps, warnings, "group"
    raise refusals.no_map_in_xml(name, kind)


def _of_json(data: bytes, name: str) -> Found | None:
    encoding = "utf-16" if data.startswith(_WIDE_MARKS) else "utf-8-sig"
    try:
        raw = json.loads(data.decode(encoding))
    except json.JSONDecodeError as error:
        if tuples.tuples_in(data.decode("utf-8", "replace")):
            return None
        raise FileRefused(
            f"{name} begins as JSON, but is damaged in line {error.lineno}, column {error.colno}. "
            "Please export it again."
        ) from None
    except ValueError as error:
        raise FileRefused(
            f"{name} is damaged: it cannot be read as JSON ({str(error)[:80]}). Please export it "
            "again."
        ) from None
    if isinstance(raw, dict):
        keys = {str(key).lower() for key in raw}
        if "concepts" in keys:
            return mental_modeler.FORMAT, [mental_modeler.from_raw(raw, name)], [], "group"
        if "elements" in keys or {"connections"} <= keys:
            return kumu.FORMAT, [kumu.from_json(raw, name)], [], "group"
    if kumu.are_rows(raw):
        return kumu.FORMAT, [kumu.from_rows(raw, name)], [], "group"
    raise FileRefused(
        f"{name} is a JSON file, but neither Mental Modeler's (with “concepts”) nor Kumu's (with "
        "“elements” and “connections”). Please export the map again as one of these."
    )


def _of_text(data: bytes, name: str, words: bytes) -> Found:
    grid, text, warnings = text_grid(data, name)
    links = tuples.tuples_in(text) or tuples.triples_in(grid)
    if links:
        known = tuples.words_in(words.decode("utf-8-sig", "replace")) or tuples.words_in(text)
        return tuples.FORMAT, [tuples.read_links(links, known, name)], warnings, "group"
    if tuples.is_word_list(text):
        raise FileRefused(
            f"{name} is a list of words without links. Please bring the file of the links; the "
            "list is found where it lies beside it, or named with --words."
        )
    kind, maps, said, counts_as = _of_sheets([grid], name)
    return kind, maps, [*warnings, *said], counts_as


def _of_sheets(grids: Sequence[Grid], name: str, sheet: str = "") -> Found:
    chosen = _chosen(grids, name, sheet)
    tables = [(grid, as_table(grid, name)) for grid in chosen if grid.title.casefold() != "loops"]
    links = [table for _, table in tables if table.holds_links]
    for table in links:
        if table.holds_people:
            maps, said = read_people(table, name)
            return "m_tool", maps, said + _others(tables, [table]), "person"
    if links:
        words = [table for _, table in tables if table.holds_words]
        is_kumu = bool(words) or any("type" in one.heads for one in links)
        one = read_tables(links, words, name)
        return (
            kumu.FORMAT if is_kumu else "links",
            [one],
            _others(tables, [*links, *words]),
            "group",
        )
    return _of_matrices(grids, chosen, tables, name)


def _of_matrices(
    grids: Sequence[Grid],
    chosen: Sequence[Grid],
    tables: Sequence[tuple[Grid, Table]],
    name: str,
) -> Found:
    """Read a matrix a sheet; a map's number in the file is one whichever sheets are chosen."""
    every = [(grid, block) for grid in grids if (block := find_block(grid))]
    found = [(n, *one) for n, one in enumerate(every, start=1) if _is_in(one[0], chosen)]
    if not found:
        if any(table.holds_words for _, table in tables):
            raise refusals.words_only(name)
        raise refusals.no_map_in_table(name, tables[0][0].rows if tables else [])
    if len(found) > MOST_MAPS:
        raise FileRefused(f"{name} has {len(found):,} sheets; {MOST_MAPS:,} maps are the most.")
    is_alone = len(every) == 1
    maps = [
        replace(read_matrix(grid, block, name, is_alone=is_alone), number=number)
        for number, grid, block in found
    ]
    unread = [one.title for one in chosen if not _is_in(one, [grid for _, grid, _ in found])]
    said = [f"Not read, since no matrix is on it: sheet “{title}”." for title in unread[:10]]
    counts_as = _counts_as([grid.title for _, grid, _ in found], maps)
    if len(maps) > 1 and counts_as == "group":
        said.append(
            f"The file holds {len(maps)} maps; each is taken for a group's own. If each is one "
            "person's, please say so."
        )
    return "matrix", maps, said, counts_as


def _is_in(grid: Grid, grids: Sequence[Grid]) -> bool:
    return any(one is grid for one in grids)


def _chosen(grids: Sequence[Grid], name: str, sheet: str) -> Sequence[Grid]:
    """Return the sheet of that name alone, or all where none is named."""
    wished = [one for one in grids if one.title.casefold() == sheet.casefold()]
    if sheet and not wished:
        known = ", ".join(f"“{one.title}”" for one in grids[:20])
        raise FileRefused(
            f"{name} has no filled sheet “{sheet[:60]}”. Its sheets are {known or 'none'}."
        )
    return wished if sheet else grids


def _counts_as(titles: Sequence[str], maps: Sequence[ReadMap]) -> Literal["person", "group"]:
    """Tell if each sheet is likely one person's: numbered alike, or three with the same words."""
    if len(maps) < 2:
        return "group"
    numbered = [_NUMBERED.fullmatch(title.casefold().strip()) for title in titles]
    stems = {one[1] for one in numbered if one}
    if all(numbered) and len(stems) == 1:
        return "person"
    words = {frozenset(word.label.casefold() for word in one.words) for one in maps}
    return "person" if len(maps) > 2 and len(words) == 1 else "group"


def _others(tables: Sequence[tuple[Grid, Table]], read: Sequence[Table]) -> list[str]:
    unread = [grid.title for grid, table in tables if all(table is not one for one in read)]
    return [f"Not read, since it holds no links: sheet “{title}”." for title in unread[:10]]


def _said_of_strengths(file: MapFile) -> MapFile:
    """Say of the file how its strengths are brought into -1 to 1 once they are kept."""
    if file.largest <= 1:
        return file
    said = (
        f"Strengths in this file go up to {plain(file.largest)}; each is divided by that when it "
        "is kept, so that all lie between -1 and 1."
    )
    return replace(file, warnings=(*file.warnings, said))


def _words_beside(path: Path, data: bytes, named: str | Path | None) -> bytes:
    """Return the bytes of the list of words that belongs to a file of edge tuples."""
    if named:
        words = read_bytes(Path(named))
        if not tuples.is_word_list(words.decode("utf-8-sig", "replace")):
            raise FileRefused(
                f"{Path(named).name} is not a list of words. It should look like "
                '{1: "first word", 2: "second word"}.'
            )
        return words
    if len(data) > MAX_BYTES or not tuples.tuples_in(data.decode("utf-8-sig", "replace")):
        return b""
    stem = re.split(r"[-_. ][^-_. ]*$", path.stem)[0]
    for other in sorted(path.parent.glob(f"{_plain_glob(stem)}*"))[:50]:
        if other != path and other.is_file() and other.stat().st_size < 1_000_000:
            words = other.read_bytes()
            if tuples.is_word_list(words[:2_000].decode("utf-8-sig", "replace")):
                return words
    return b""


def _plain_glob(text: str) -> str:
    return re.sub(r"([\[*?])", r"[\1]", text)
