"""Mental Modeler's newer XML."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from ciwidgets.formats.maps.outgoing import Outgoing, for_xml
from ciwidgets.formats.maps.strengths import plain
from ciwidgets.model.maps import MapLink, MapScenario, MapWord

_MOST_GROUP = 5
# The program draws every word where it is told to, so words without a place get one in rows.
_ACROSS, _DOWN, _EDGE = 220.0, 140.0, 80.0


def write(going: Outgoing) -> bytes:
    """Return the file."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<mentalmodeler >", "<info >"]
    info = {"name": going.title, "author": "", "description": "", "version": "1.1", "date": ""}
    lines += [_tag(name, text) for name, text in info.items()]
    lines += ["</info>", "<groupNames >"]
    lines += [_group_name(*one) for one in going.group_names.items()]
    lines += ["</groupNames>", "<concepts >"]
    links: defaultdict[str, list[MapLink]] = defaultdict(list)
    for link in going.links:
        links[link.source].append(link)
    labels = {word.id: word.label for word in going.words}
    for word, place in zip(going.words, _places(going), strict=True):
        lines += _concept(word, place, links[word.id], labels)
    lines += ["</concepts>", "<scenarios >"]
    words = {word.id: word for word in going.words}
    for scenario in going.scenarios:
        lines += _scenario(scenario, words)
    lines += ["</scenarios>", "</mentalmodeler>"]
    return ("\n".join(lines) + "\n").encode()


def lost(going: Outgoing) -> tuple[str, ...]:
    """Say what Mental Modeler understands otherwise."""
    said = []
    if any(push.to == 0 for one in going.scenarios for push in one.pushes):
        said.append("A what-if that holds a word at 0 cannot be said in Mental Modeler.")
    if any((word.group or 0) > _MOST_GROUP for word in going.words):
        said.append(f"Mental Modeler shows the groups 0 to {_MOST_GROUP} only.")
    return tuple(said)


def _concept(
    word: MapWord, place: tuple[float, float], links: list[MapLink], labels: dict[str, str]
) -> Iterator[str]:
    yield "<concept >"
    parts = {"id": word.id, "name": word.label, "notes": word.notes, "units": word.units}
    if word.group is not None:
        parts["group"] = str(word.group)
    parts |= {"x": plain(place[0]), "y": plain(place[1]), "preferredState": str(word.wanted)}
    yield from (_tag(*one) for one in parts.items())
    yield "<relationships >"
    for link in links:
        yield "<relationship >"
        yield _tag("id", link.target)
        yield _tag("name", labels[link.target])
        yield _tag("notes", link.notes)
        if link.confidence is not None:
            yield _tag("confidence", plain(link.confidence))
        yield _tag("influence", plain(link.weight))
        yield "</relationship>"
    yield "</relationships>"
    yield "</concept>"


def _scenario(scenario: MapScenario, words: dict[str, MapWord]) -> Iterator[str]:
    pushes = {push.word_id: push.to for push in scenario.pushes}
    yield "<scenario >"
    yield _tag("name", scenario.name)
    yield "<concepts >"
    for word_id in dict.fromkeys([*scenario.selected, *pushes]):
        yield "<concept >"
        yield _tag("selected", "true" if word_id in scenario.selected else "false")
        yield _tag("influence", plain(pushes[word_id]) if word_id in pushes else "")
        yield _tag("id", word_id)
        yield _tag("name", words[word_id].label)
        yield _tag("preferredState", str(words[word_id].wanted))
        yield "</concept>"
    yield "</concepts>"
    yield "</scenario>"


def _places(going: Outgoing) -> list[tuple[float, float]]:
    """Return where each word is drawn: its own place, else the next of rows below the others."""
    wide = math.ceil(math.sqrt(len(going.words))) or 1
    lowest = max((one.y + _DOWN for one in going.words if one.y is not None), default=_EDGE)
    places = []
    free = 0
    for word in going.words:
        if word.x is not None and word.y is not None:
            places.append((word.x, word.y))
        else:
            row, column = divmod(free, wide)
            places.append((_EDGE + column * _ACROSS, lowest + row * _DOWN))
            free += 1
    return places


def _group_name(index: str, name: str) -> str:
    number = index if index.isalnum() else "0"
    return f'<groupName index="{number}">{_data(name)}</groupName>'


def _tag(name: str, text: str) -> str:
    return f"<{name} >{_data(text)}</{name}>"


def _data(text: str) -> str:
    inside = for_xml(text).replace("]]>", "]]]]><![CDATA[>")
    return f"<![CDATA[{inside}]]>"
