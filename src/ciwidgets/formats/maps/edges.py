"""Links one a row: M-Tool's (one map a user), Kumu's two tables, and any table of from and to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ciwidgets.errors import FileRefused
from ciwidgets.formats.maps.cells import Grid, unguarded
from ciwidgets.formats.maps.parts import MOST_MAPS, MapBuilder, ReadMap, tidy
from ciwidgets.formats.maps.strengths import Strength, number_of, strength_of

_FROM = ("from", "source", "cause")
_TO = ("to", "target", "effect")
_PERSON = ("user_id", "user id", "userid", "user", "participant", "participant_id",
           "participant id", "respondent", "respondent_id", "person", "person_id")  # fmt: skip
_WEIGHT = ("weight", "strength", "influence", "value")
_SIGN = ("type", "connection type", "sign", "polarity")
_BOTH_WAYS = ("mutual", "undirected")
_YES = ("true", "yes", "1")
_IN_WORDS = {"positive": 1, "same": 1, "negative": -1, "opposite": -1}
_CHANGES = re.compile(r"\s*([+-])\s*([+-])?\s*")
_MINUS = str.maketrans("\N{MINUS SIGN}\N{EN DASH}\N{FULLWIDTH PLUS SIGN}", "--+")

Row = Mapping[str, str]


@dataclass(slots=True)
class Table:
    """A sheet whose first row are headings; a row is its cells by their headings."""

    heads: tuple[str, ...]
    rows: list[dict[str, str]] = field(default_factory=list)

    def first(self, names: Sequence[str]) -> str:
        """Return the first of some headings that is there, or nothing."""
        return next((one for one in names if one in self.heads), "")

    @property
    def holds_links(self) -> bool:
        """Whether each row leads from one word to another."""
        return bool(self.first(_FROM) and self.first(_TO))

    @property
    def holds_words(self) -> bool:
        """Whether each row is a word."""
        return "label" in self.heads and not self.holds_links

    @property
    def holds_people(self) -> bool:
        """Whether each row says whose it is."""
        return self.holds_links and bool(self.first(_PERSON))


def as_table(grid: Grid, name: str) -> Table:
    """Return a sheet as a table.

    Raises:
        FileRefused: a cell of a table of links holds a formula.
    """
    heads = [" ".join(one.split()).casefold() for one in grid.rows[0]] if grid.rows else []
    table = Table(tuple(heads))
    if table.holds_links and grid.formulas:
        row, column = min(grid.formulas)
        raise FileRefused(
            f"Row {row + 1} of {name} holds a formula in its column {column + 1}; only plain "
            "values are read. Please copy the sheet, paste it as values, and bring that file."
        )
    for cells in grid.rows[1:]:
        row_of = {head: cell for head, cell in zip(heads, cells, strict=False) if head}
        if any(row_of.values()):
            table.rows.append(row_of)
    return table


def read_people(table: Table, name: str) -> tuple[list[ReadMap], list[str]]:
    """Return one map for each person of a table of links, and what is to be said of the file.

    Raises:
        FileRefused: nobody has drawn a link, or too many people have.
    """
    source, target = table.first(_FROM), table.first(_TO)
    person, weight = table.first(_PERSON), table.first(_WEIGHT)
    people: dict[str, list[dict[str, str]]] = {}
    for row in table.rows:
        people.setdefault(row.get(person, ""), []).append(row)
    if len(people) > MOST_MAPS:
        raise FileRefused(
            f"{name} holds the links of {len(people):,} people; {MOST_MAPS:,} are the most. Please "
            "divide it."
        )
    maps = []
    for number, rows in enumerate(people.values(), start=1):
        drawn = [row for row in rows if row.get(source) and row.get(target)]
        if drawn:
            build = MapBuilder(name, f"Map {number}")
            ends = _Ends(build)
            for row in drawn:
                strength = strength_of(row.get(weight, "")) if weight else Strength(0.0, "blank")
                build.link(ends.of(row[source]), ends.of(row[target]), strength)
            maps.append(build.done())
    if not maps:
        raise FileRefused(f"{name} has headings but nobody in it drew a link. Please check it.")
    said = []
    if len(maps) < len(people):
        said.append(
            f"{len(people) - len(maps)} of {len(people)} people drew no link; they are left out."
        )
    if not any(link.weight < 0 for one in maps for link in one.links):
        said.append(
            "No link of this file has a minus; each was read as “more of the one leads to more of "
            "the other”. Please check that this is what people meant."
        )
    return maps, said


def read_tables(links: Sequence[Table], words: Sequence[Table], name: str) -> ReadMap:
    """Return the one map of tables of links, with the words of the tables of words first."""
    build = MapBuilder(name)
    ends = _Ends(build)
    for table in words:
        for row in table.rows:
            ends.add(row)
    for table in links:
        source, target = table.first(_FROM), table.first(_TO)
        half = sum(bool(row.get(source)) != bool(row.get(target)) for row in table.rows)
        for row in table.rows:
            if row.get(source) and row.get(target):
                join(build, ends.of(row[source]), ends.of(row[target]), row)
        if half:
            build.say(f"Rows with only one end were left out: {half}.")
    return build.done()


class _Ends:
    """The words of a map by the file's own ids and by their labels, in that order."""

    def __init__(self, build: MapBuilder) -> None:
        self._build = build
        self._ids: dict[str, str] = {}
        self._labels: dict[str, str] = {}

    def add(self, row: Row) -> None:
        """Add a word as a row describes it."""
        label, file_id = unguarded(row.get("label", "")), row.get("id", "")
        word_id = self._build.word(label, file_id, **word_parts(row))
        if file_id:
            self._ids.setdefault(file_id, word_id)
        self._labels.setdefault(tidy(label).casefold(), word_id)

    def of(self, said: str) -> str:
        """Return the word that is called so; one that was not there before is added."""
        if said in self._ids:
            return self._ids[said]
        label = tidy(unguarded(said))
        if label.casefold() not in self._labels:
            self._labels[label.casefold()] = self._build.word(label)
        return self._labels[label.casefold()]


def word_parts(row: Row) -> dict[str, object]:
    """Return what else a row may say of a word."""
    group, wanted = number_of(row.get("group", "")), number_of(row.get("wanted", "")) or 0
    return {
        "notes": row.get("description", ""),
        "units": row.get("units", ""),
        "group": int(group) if group is not None and group in range(100) else None,
        "wanted": 1 if wanted > 0 else -1 if wanted < 0 else 0,
    }


def join(build: MapBuilder, source: str, target: str, row: Row) -> None:
    """Add the link of a row: its sign, its strength where there is one, both ways if it says so.

    A sign is "+" or "-", or how the effect changes when the cause does ("++", "+-", "-+", "--").
    """
    sign = _sign(next((row[one] for one in _SIGN if row.get(one)), ""))
    strength = strength_of(next((row[one] for one in _WEIGHT if row.get(one)), ""))
    which = build.named(source, target)
    if strength.kind in ("blank", "unknown"):
        if not sign:
            build.note("unsigned", which)
        strength = Strength(float(sign), "number")
    elif sign < 0 < strength.value:
        strength = Strength(-strength.value, strength.kind)
    for mark in ("delayed", "reversed"):
        if row.get(mark, "").casefold() in _YES:
            build.note(mark, which)
    direction = row.get("direction", "").casefold()
    confidence = number_of(row.get("confidence", ""))
    build.link(source, target, strength, confidence, row.get("description", ""))
    if direction in _BOTH_WAYS and source != target:
        if direction == "undirected":
            build.note("both_ways", which)
        build.link(target, source, strength, confidence, row.get("description", ""))


def _sign(text: str) -> int:
    found = _CHANGES.fullmatch(text.translate(_MINUS))
    if not found:
        return _IN_WORDS.get(text.strip().casefold(), 0)
    cause, effect = found[1], found[2] or ""
    return 1 if cause == (effect or "+") else -1
