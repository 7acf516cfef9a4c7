"""A map on its way to a person who wants to keep it, as a file."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence

from ciwidgets.formats.maps import write_map
from ciwidgets.model.maps import MapLink, MapScenario, MapWord
from ciwidgets.visit.messages import TakeMap
from ciwidgets.visit.presence import Reply


def take_map(
    message: TakeMap,
    title: str,
    words: Sequence[MapWord],
    links: Sequence[MapLink],
    scenarios: Sequence[MapScenario] = (),
    group_names: Mapping[str, str] | None = None,
) -> Reply:
    """Return the reply that holds a map in the format that was asked for.

    ``lost`` says in a sentence each what the format cannot hold. Who may have the map is for the
    caller to say.
    """
    written = write_map(message.format, title, words, links, scenarios, group_names)
    return {
        "type": "file",
        "request_id": message.request_id,
        "name": written.file_name,
        "media": written.media_type,
        "base64": base64.b64encode(written.data).decode("ascii"),
        "lost": list(written.lost),
    }
