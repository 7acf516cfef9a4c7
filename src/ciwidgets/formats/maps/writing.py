"""A map on its way out: in one of five formats, with a sentence for all that it cannot hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ciwidgets.formats.maps import write_graphml, write_kumu, write_matrix, write_mental_modeler
from ciwidgets.formats.maps.outgoing import Outgoing
from ciwidgets.model.maps import MapLink, MapScenario, MapWord
from ciwidgets.model.text import DEVICE_NAME

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Written(NamedTuple):
    """A file, and in a sentence each what of the map it does not hold."""

    file_name: str
    media_type: str
    data: bytes
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """How a format is written, and what it holds beside words, links and strengths."""

    ending: str
    media_type: str
    write: Callable[[Outgoing], bytes]
    holds: frozenset[str] = frozenset()
    more_lost: Callable[[Outgoing], tuple[str, ...]] = field(default=lambda _: ())


_WORD_PARTS = frozenset({"title", "notes", "units", "groups", "wanted", "confidence", "link_notes"})
WRITERS: Mapping[str, Writer] = {
    "mmp": Writer(
        ".mmp",
        "application/xml",
        write_mental_modeler.write,
        _WORD_PARTS | {"places", "scenarios", "group_names"},
        write_mental_modeler.lost,
    ),
    "csv": Writer(
        ".csv", "text/csv", write_matrix.write_csv, frozenset({"title"}), write_matrix.lost
    ),
    "xlsx": Writer(
        ".xlsx", _XLSX, write_matrix.write_xlsx, frozenset({"title"}), write_matrix.lost
    ),
    "kumu": Writer(".json", "application/json", write_kumu.write, _WORD_PARTS - {"title"}),
    "graphml": Writer(".graphml", "application/xml", write_graphml.write, _WORD_PARTS | {"places"}),
}
_LOST = {
    "title": "The title is in the file's name only.",
    "places": "Where the words were placed is not in the file.",
    "notes": "The notes on words are not in the file.",
    "units": "The units of words are not in the file.",
    "groups": "The groups of words are not in the file.",
    "wanted": "Which words people want more or less of is not in the file.",
    "confidence": "How sure people were of their links is not in the file.",
    "link_notes": "The notes on links are not in the file.",
    "scenarios": "The what-ifs are not in the file.",
    "group_names": "The names of the groups of words are not in the file.",
    "stands_for": "Which words stand for a need or a word of the deck is not in the file.",
}


def write_map(
    format: str,  # noqa: A002 the word people type
    title: str,
    words: Sequence[MapWord],
    links: Sequence[MapLink],
    scenarios: Sequence[MapScenario] = (),
    group_names: Mapping[str, str] | None = None,
) -> Written:
    """Return a map as a file of a format, one of ``WRITERS``.

    Raises:
        LookupError: for a format there is not.
    """
    if format not in WRITERS:
        raise LookupError(f"There is no format {format!r}; there are {', '.join(WRITERS)}.")
    writer = WRITERS[format]
    going = Outgoing(title, words, links, scenarios, group_names or {})
    lost = [said for part, said in _LOST.items() if part not in writer.holds and going.has(part)]
    return Written(
        f"{_file_name(title)}{writer.ending}",
        writer.media_type,
        writer.write(going),
        (*lost, *writer.more_lost(going)),
    )


def _file_name(title: str) -> str:
    name = re.sub(r"[^\w-]+", "_", title).strip("_")[:60] or "map"
    return f"map_{name}" if DEVICE_NAME.match(name) else name
