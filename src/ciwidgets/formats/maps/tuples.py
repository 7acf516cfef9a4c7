"""Links as "(1, 2, 0.4)," one a line, with the words in a list beside them: {1: "word", ...}."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ciwidgets.formats.maps.cells import Grid
from ciwidgets.formats.maps.parts import MapBuilder, ReadMap, tidy
from ciwidgets.formats.maps.strengths import number_of, strength_of

FORMAT = "edge_tuples"
_QUOTED = r"\"[^\"\n]{0,400}\"|'[^'\n]{0,400}'"
_TUPLE = re.compile(
    rf"\(\s*([0-9]{{1,9}}|{_QUOTED})\s*,\s*([0-9]{{1,9}}|{_QUOTED})\s*,\s*([^(),\s]{{1,40}})\s*\)"
)
_LIST = re.compile(rf"\s*\{{?\s*[0-9]{{1,9}}\s*:\s*(?:{_QUOTED})")
_VERTEX = re.compile(rf"([0-9]{{1,9}})\s*:\s*({_QUOTED})")

Link = tuple[str, str, str]


def tuples_in(text: str) -> list[Link]:
    """Return the links of a text that holds nothing but such links, else none."""
    found = [(one[1], one[2], one[3]) for one in _TUPLE.finditer(text)]
    rest = _TUPLE.sub("", text)
    return found if found and not rest.strip(" \t\r\n,;[]{}\ufeff") else []


def triples_in(grid: Grid) -> list[Link]:
    """Return the links of a sheet of three columns of numbers, else none; words count from 1."""
    links = []
    for number, row in enumerate(grid.rows):
        cells = [one for one in row if one]
        if not number and len(cells) == 3 and not any(map(number_of, cells)):
            continue  # headings
        if len(cells) != 3 or not all(one.isdecimal() and len(one) < 10 for one in cells[:2]):
            return []
        if strength_of(cells[2]).kind not in ("number", "letter") or "0" in cells[:2]:
            return []
        links.append((cells[0], cells[1], cells[2]))
    return links


def is_word_list(text: str) -> bool:
    """Tell whether a text is a list of words with their numbers."""
    return bool(_LIST.match(text))


def words_in(text: str) -> dict[str, str]:
    """Return the words of such a list by their numbers."""
    return {one[1]: one[2][1:-1] for one in _VERTEX.finditer(text)}


def read_links(links: Sequence[Link], words: Mapping[str, str], name: str) -> ReadMap:
    """Return the map of such links; a word that is not in the list is called by its number."""
    build = MapBuilder(name)
    used = dict.fromkeys(end for link in links for end in link[:2])
    numbers = sorted({*words, *(one for one in used if one.isdecimal())}, key=int)
    ids = {one: build.word(words.get(one, one), one) for one in numbers}
    for one in used:
        if one not in ids:
            ids[one] = build.word(one[1:-1])
    nameless = [one for one in numbers if one not in words]
    if nameless:
        said = ", ".join(tidy(one, 20) for one in nameless[:5])
        build.say(
            f"The file names its words by numbers only ({said}{', …' if nameless[5:] else ''}). "
            "Put the list of its words beside it, or name it with --words."
        )
    for source, target, weight in links:
        build.link(ids[source], ids[target], strength_of(weight))
    return build.done()
