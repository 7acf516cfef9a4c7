"""A map as a Kumu blueprint: elements and connections, the sign as the connection's type."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from ciwidgets.formats.maps.outgoing import Outgoing
from ciwidgets.model.maps import MapLink, MapWord


def write(going: Outgoing) -> bytes:
    """Return the file; a connection names its ends by their labels where these are unlike."""
    often = Counter(word.label.casefold() for word in going.words)
    ids = {word.id.casefold() for word in going.words}
    ends = {
        word.id: word.label
        if often[word.label.casefold()] == 1 and word.label.casefold() not in ids
        else word.id
        for word in going.words
    }
    blueprint = {
        "elements": [_element(word) for word in going.words],
        "connections": [_connection(link, ends) for link in going.links],
    }
    return (json.dumps(blueprint, ensure_ascii=False, indent=2) + "\n").encode()


def _element(word: MapWord) -> dict[str, Any]:
    said: dict[str, Any] = {"id": word.id, "label": word.label}
    more = {"description": word.notes, "units": word.units, "wanted": word.wanted}
    said |= {name: value for name, value in more.items() if value}
    if word.group is not None:
        said["group"] = word.group
    return said


def _connection(link: MapLink, ends: dict[str, str]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "from": ends[link.source],
        "to": ends[link.target],
        "direction": "directed",
        "type": "+" if link.weight > 0 else "-" if link.weight < 0 else "",
        "weight": link.weight,
    }
    if link.confidence is not None:
        said["confidence"] = link.confidence
    if link.notes:
        said["description"] = link.notes
    return said
