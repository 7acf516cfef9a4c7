"""The door for local numbers: which format a file is, what was understood, what the store gets.

A further format is one module with a ``READER``, named in ``READERS``. The first that recognises
the headings reads the file, so the more telling headings stand first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from ciwidgets.errors import FileRefused
from ciwidgets.formats.decoding import clean_cell
from ciwidgets.formats.indicators import plain_table, vsrr, wonder
from ciwidgets.formats.indicators.choice import Choice
from ciwidgets.formats.indicators.rows import ALL_PLACES, AFormula, Found, IndicatorReader
from ciwidgets.formats.reading import Dropped
from ciwidgets.formats.streaming import Source, Stream, open_stream
from ciwidgets.formats.understood import listed, short
from ciwidgets.model import Draft, ImportedIndicators, record_id_for

READERS: tuple[IndicatorReader, ...] = (vsrr.READER, wonder.READER, plain_table.READER)
_LONGEST_TITLE = 280
_LONGEST_TEXT = 2_000
_MOST_DROPPED = 60


@dataclass(frozen=True)
class IndicatorFile:
    """A file of local numbers as it was understood, with what is to be said about it."""

    indicators: ImportedIndicators
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()

    def summary(self) -> dict[str, Any]:
        """Return what was understood, ready for JSON."""
        kept = self.indicators
        counts = Counter(row.status for row in kept.rows if not row.is_total)
        groups: dict[str, dict[str, None]] = {}
        for row in kept.rows:
            if row.group:
                groups.setdefault(row.dimension, {})[row.group] = None
        return {
            "format": kept.format,
            "title": kept.title,
            "source": kept.source,
            "asked_on": kept.asked_on,
            "measures": list(kept.measures),
            "places": _named(row.place for row in kept.rows),
            "periods": list(dict.fromkeys(row.period for row in kept.rows)),
            "groups": {dimension: list(names) for dimension, names in groups.items()},
            "rows": len(kept.rows),
            "totals": sum(row.is_total for row in kept.rows),
            "shown": counts["shown"],
            "unreliable": counts["unreliable"],
            "suppressed": counts["suppressed"],
            "missing": counts["missing"],
            "not_applicable": counts["not_applicable"],
            "with_population": sum(row.population is not None for row in kept.rows),
            "parameters": list(kept.parameters),
            "notes": list(kept.notes),
            "dropped": [{"what": one.what, "why": one.why} for one in self.dropped],
            "warnings": list(self.warnings),
        }

    def text(self) -> str:
        """Return the summary as lines for a person to read before anything is written."""
        said = self.summary()
        lines = [f"{said['title']}: {_many(said['rows'], 'row')}, read as {said['format']}"]
        lines += [f"Source: {said['source']}"] if said["source"] else []
        lines += ["", f"Counts:  {_names(said['measures'])}"]
        lines.append(f"Places:  {_many(len(said['places']), 'place')}: {_names(said['places'])}")
        lines.append(f"Periods: {_many(len(said['periods']), 'period')}: {_span(said['periods'])}")
        groups = said["groups"] or {"everyone together": []}
        lines.append(f"Groups:  {'; '.join(_group(*one) for one in groups.items())}")
        lines += ["", *self._rows(said)]
        if self.dropped:
            lines += ["", "Left out:", *(f"  {one}" for one in self.dropped)]
        if self.warnings:
            lines += ["", "Please note:", *(f"  {one}" for one in self.warnings)]
        return "\n".join(lines)

    def _rows(self, said: dict[str, Any]) -> list[str]:
        words = {
            "shown": "shown",
            "unreliable": "shown, but few: the source calls the rate unreliable",
            "suppressed": "suppressed by the source; they stay hidden",
            "missing": "missing",
            "not_applicable": "not applicable",
            "totals": "totals of other rows; kept apart and never added to them",
        }
        return [f"{said[key]:6,}  {word}" for key, word in words.items() if said[key]]


def read_indicators(
    source: Source,
    *,
    places: Sequence[str] = (),
    measures: Sequence[str] = (),
    title: str = "",
    name: str = "",
) -> IndicatorFile:
    """Return what a file of local numbers holds, read line by line in bounded memory.

    ``source`` is a path, or a file's bytes with its ``name``. ``places`` keeps only these: a name
    as the file has it, its beginning ("Baldwin County"), or its code ("01003"). ``measures`` keeps
    only these counts; where a file has one nameless count, a single one names it. ``title`` is
    what to call the file, else its name.

    Raises:
        FileRefused: it cannot be read as such; the text says where and what to do.
    """
    choice = Choice(places, measures)
    with open_stream(source, name) as stream:
        reader, found = _read(stream, choice)
        stem = PurePath(stream.name).stem
        indicators = _kept(found, choice, stream, reader.name, title or stem)
        warnings = (*stream.warnings, *found.warnings)
    return IndicatorFile(indicators, tuple(found.dropped), warnings)


def indicator_places(source: Source, *, name: str = "") -> list[str]:
    """Return the places a file of local numbers names, in its order, to choose from.

    Raises:
        FileRefused: it cannot be read as such.
    """
    choice = Choice()
    choice.only_looks = True
    with open_stream(source, name) as stream:
        _read(stream, choice)
    return _named(place for place, _ in choice.places)


def drafts(file: IndicatorFile, *, team_id: str, occasion: str) -> list[Draft]:
    """Return the one draft that keeps a file for a team.

    Its ids come from the file's content, the team, the occasion, and what was chosen of the file:
    bringing the same again makes the same draft, which the store already has.
    """
    kept = file.indicators
    places = sorted({f"{row.place} {row.place_code}" for row in kept.rows})
    key = (kept.file_sha256, team_id, occasion, *sorted(kept.measures), "\n", *places)
    record_id = record_id_for("imported_indicators", *key)
    return [Draft(record_id, kept, record_id_for("import", *key), team_id, "", occasion)]


def _read(stream: Stream, choice: Choice) -> tuple[IndicatorReader, Found]:
    try:
        headings = next(
            ([clean_cell(cell)[0] for cell in row] for _, row in stream.records if any(row)), []
        )
        while headings and not headings[-1]:
            headings.pop()
        reader = _recognised(headings, stream.name)
        return reader, reader.read(headings, stream, choice)
    except AFormula as error:
        raise FileRefused(
            f"Line {stream.line} of {stream.name} has the formula {short(str(error))}, which need "
            "not say what it last showed. Please put the value in its place and bring the file "
            "again."
        ) from None


def _recognised(headings: Sequence[str], name: str) -> IndicatorReader:
    for reader in READERS:
        if reader.recognises(headings):
            return reader
    heads = ", ".join(f"“{cell[:30]}”" for cell in headings[:5])
    looked = "; ".join(reader.looks_for for reader in READERS)
    raise FileRefused(
        f"{name} is not a table of local numbers known here: its first line is {heads or 'blank'}. "
        f"Looked for: {looked}. Please bring the file as its source wrote it, or copy its numbers "
        "into the template indicators_template.csv."
    )


def _kept(
    found: Found, choice: Choice, stream: Stream, reader: str, title: str
) -> ImportedIndicators:
    if choice.places:
        meant = choice.settled(stream.name)
        choice.check_measures(stream.name)
        rows = zip(found.rows, found.lines, strict=True)
        both = [(row, line) for row, line in rows if (row.place, row.place_code) in meant]
        choice.left_out += len(found.rows) - len(both)
        found.rows, found.lines = [row for row, _ in both], [line for _, line in both]
    _drop_repeats(found)
    if not found.rows:
        raise FileRefused(
            f"{stream.name} has headings but no rows to keep. Please check that this is the right "
            "file, and fill in its rows."
        )
    if choice.left_out:
        found.drop(_many(choice.left_out, "row"), "of places or measures that were not asked for")
    return ImportedIndicators(
        title=clean_cell(title)[0][:_LONGEST_TITLE] or "Local numbers",
        format=reader,
        file_sha256=stream.sha256,
        source=found.source,
        asked_on=found.asked_on,
        measures=list(dict.fromkeys(row.measure for row in found.rows)),
        parameters=found.parameters,
        notes=found.notes,
        rows=found.rows,
        dropped=[str(one)[:_LONGEST_TEXT] for one in found.dropped[:_MOST_DROPPED]],
    )


def _drop_repeats(found: Found) -> None:
    """Keep one of several rows that say the same; refuse those that contradict each other."""
    first: dict[tuple[str, ...], int] = {}
    kept = []
    for index, row in enumerate(found.rows):
        key = (
            row.measure, row.place, row.place_code, row.period, row.period_code, row.dimension,
            row.group, str(row.is_total),
        )  # fmt: skip
        before = first.setdefault(key, index)
        if before == index:
            kept.append(index)
        elif found.rows[before] != row:
            raise FileRefused(
                f"Lines {found.lines[before]} and {found.lines[index]} of {found.name} both count "
                f"{row.measure} in {row.place}, {row.period or 'no period'}, "
                f"{row.group or 'everyone'}, and differ. If another column tells them apart, "
                "please put its words into the column “group”; else keep the right one."
            )
    if len(kept) < len(found.rows):
        found.drop(_many(len(found.rows) - len(kept), "row"), "they say again what one row says")
        found.rows = [found.rows[index] for index in kept]
        found.lines = [found.lines[index] for index in kept]


def _group(dimension: str, names: list[str]) -> str:
    return f"{dimension}: {_names(names)}" if names else dimension


def _named(places: Iterable[str]) -> list[str]:
    return [place for place in dict.fromkeys(places) if place != ALL_PLACES]


def _names(names: Sequence[str]) -> str:
    return listed([short(one) for one in names])


def _span(periods: Sequence[str]) -> str:
    said = [one or "not said" for one in periods]
    return listed(said) if len(said) <= 4 else f"from {said[0]} to {said[-1]}"


def _many(count: int, word: str) -> str:
    return f"1 {word}" if count == 1 else f"{count:,} {word}s"
