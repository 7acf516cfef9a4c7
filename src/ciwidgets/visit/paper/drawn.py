"""A map drawn in sentences on paper, and the same map as a page would send it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ciwidgets.model import OwnMap
from ciwidgets.visit.messages import SaveMap
from ciwidgets.visit.messages.maps import PageLink, PageWord
from ciwidgets.visit.messages.paper import PaperMap
from ciwidgets.visit.paper.person import PaperMapDrawn


def map_as_typed(drawn: OwnMap) -> dict[str, Any]:
    """Return a map as sentences."""
    labels = {word.id: word.label for word in drawn.words}
    return {
        "links": [
            {
                "source": labels[link.source],
                "target": labels[link.target],
                "weight": link.weight,
            }
            for link in drawn.links
        ],
        "is_handed_in": drawn.is_handed_in,
    }


def map_message(
    drawn: PaperMapDrawn, said: PaperMap | None, before: OwnMap | None, of_this: Mapping[str, Any]
) -> SaveMap:
    """Return a map in sentences as a page would send it; the same word is written once."""
    links = said.links if said else []
    deck = {label.casefold(): (label, key) for label, key in drawn.deck().items()}
    ids = {word.label.casefold(): word for word in (before.words if before else [])}
    words: dict[str, PageWord] = {}
    for label in [end for link in links for end in (link.source, link.target)]:
        key = label.casefold()
        if key in words:
            continue
        kept = ids.get(key)
        said_so, stands_for = deck.get(key, (label, ""))
        words[key] = PageWord(
            id=kept.id if kept else f"paper-{len(words) + 1}-{of_this['request_id']}",
            label=said_so,
            stands_for=stands_for,
        )
    return SaveMap(
        type="save",
        words=list(words.values()),
        links=[
            PageLink(
                source=words[link.source.casefold()].id,
                target=words[link.target.casefold()].id,
                weight=link.weight,
            )
            for link in links
        ],
        is_handed_in=bool(said and said.is_handed_in),
        **of_this,
    )
