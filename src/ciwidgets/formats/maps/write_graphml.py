"""A map as GraphML, with its strengths as the weight of its edges."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ciwidgets.formats.maps.outgoing import Outgoing, for_xml
from ciwidgets.formats.maps.strengths import plain
from ciwidgets.model.maps import MapLink, MapWord

_KEYS = (
    ("graph", "name", "string"),
    ("node", "label", "string"),
    ("node", "description", "string"),
    ("node", "units", "string"),
    ("node", "group", "int"),
    ("node", "wanted", "int"),
    ("node", "x", "double"),
    ("node", "y", "double"),
    ("edge", "weight", "double"),
    ("edge", "confidence", "double"),
    ("edge", "description", "string"),
)


def write(going: Outgoing) -> bytes:
    """Return the file."""
    return ("\n".join(_lines(going)) + "\n").encode()


def _lines(going: Outgoing) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for what, name, kind in _KEYS:
        yield f'<key id="{what}_{name}" for="{what}" attr.name="{name}" attr.type="{kind}"/>'
    yield '<graph id="map" edgedefault="directed">'
    yield from _data("graph", {"name": going.title})
    for word in going.words:
        yield f'<node id="{_text(word.id)}">'
        yield from _data("node", _of_word(word))
        yield "</node>"
    for number, link in enumerate(going.links, start=1):
        ends = f'source="{_text(link.source)}" target="{_text(link.target)}"'
        yield f'<edge id="e{number}" {ends}>'
        yield from _data("edge", _of_link(link))
        yield "</edge>"
    yield "</graph>"
    yield "</graphml>"


def _of_word(word: MapWord) -> dict[str, str]:
    return {
        "label": word.label,
        "description": word.notes,
        "units": word.units,
        "group": "" if word.group is None else str(word.group),
        "wanted": str(word.wanted) if word.wanted else "",
        "x": "" if word.x is None else plain(word.x),
        "y": "" if word.y is None else plain(word.y),
    }


def _of_link(link: MapLink) -> dict[str, str]:
    sure = "" if link.confidence is None else plain(link.confidence)
    return {"weight": plain(link.weight), "confidence": sure, "description": link.notes}


def _data(what: str, parts: dict[str, str]) -> Iterator[str]:
    for name, text in parts.items():
        if text:
            yield f'<data key="{what}_{name}">{_text(text)}</data>'


def _text(text: str) -> str:
    return escape(for_xml(text))
