"""Themes: where each thing on the wall stands once people have sorted them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ciwidgets.analysis.ideas import Item, Wall


@dataclass(frozen=True, slots=True)
class Claim:
    """A theme and what was put into it: each id with the place in the store's order it came at.

    ``placed`` holds ids of ideas, and of groups of ideas.
    """

    id: str
    title: str
    placed: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SortedTheme:
    """A theme with what stands in it now, in the order of the wall."""

    id: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """A wall sorted into themes: every item stands in one theme, or in ``loose``."""

    themes: tuple[SortedTheme, ...]
    loose: tuple[Item, ...]

    @property
    def is_begun(self) -> bool:
        """Whether there is any theme."""
        return bool(self.themes)


def sort_out(wall: Wall, claims: Iterable[Claim]) -> Sorted:
    """Return the wall by themes; an item stands in the theme it was put into last.

    Ideas that were merged since they were sorted stand where the latest of them was put, and
    ideas that were taken apart each stay where they are. What is no longer on the wall is in no
    theme, and a theme may be empty. Themes keep the order they are given in.
    """
    claims = list(claims)
    latest: dict[str, tuple[int, str]] = {}
    for claim in claims:
        for one, seq in claim.placed.items():
            item = wall.places.get(one)
            if item is not None:
                latest[item] = max(latest.get(item, (seq, claim.id)), (seq, claim.id))
    theme_of = {item: theme for item, (_, theme) in latest.items()}
    return Sorted(
        tuple(
            SortedTheme(
                claim.id,
                claim.title,
                tuple(item for item in wall.items if theme_of.get(item.id) == claim.id),
            )
            for claim in claims
        ),
        tuple(item for item in wall.items if item.id not in theme_of),
    )


def put(
    wall: Wall, themes: Mapping[str, tuple[str, ...]], items: Iterable[str], theme: str
) -> dict[str, tuple[str, ...]]:
    """Return what each theme holds once these items stand in ``theme``, or in none where it is "".

    ``themes`` maps a theme to the ids it holds. An item is held by the ids of its ideas, so that
    each keeps its theme when a group is taken apart. Nothing stands in two themes afterwards.
    """
    asked = set(items)
    moved = [one for item in wall.items if item.id in asked for one in item.idea_ids]
    held = {
        one: tuple(id_ for id_ in ids if wall.places.get(id_, id_) not in asked)
        for one, ids in themes.items()
    }
    if theme:
        held[theme] = (*held.get(theme, ()), *moved)
    return {
        one: ids
        for one, ids in held.items()
        # Put where it stood already: the theme stays as it was, in its own order.
        if set(ids) != set(themes.get(one, ()))
    }


def dots_by_theme(sorted_: Sorted, dots: Mapping[str, int]) -> dict[str, int]:
    """Return each theme's dots: those of its items added up.

    ``dots`` holds what may be shown, by item; a theme of which no item is in it is left out.
    """
    return {
        theme.id: sum(dots[item.id] for item in theme.items if item.id in dots)
        for theme in sorted_.themes
        if any(item.id in dots for item in theme.items)
    }


def standing_on(ids: Iterable[str], wall: Wall, sorted_: Sorted) -> tuple[str, ...]:
    """Return the items that ideas, groups and themes stand for now, each once, in their order.

    A theme stands for its items; an idea that was merged since for the item it went into.
    """
    of_theme = {theme.id: [item.id for item in theme.items] for theme in sorted_.themes}
    places = wall.places
    found = [
        item for one in ids for item in of_theme.get(one, [places[one]] if one in places else [])
    ]
    return tuple(dict.fromkeys(found))
