"""The wall: where each idea stands once some were put together and some were taken down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Group:
    """Ideas somebody put together; ``seq`` is the store's own order and the later one wins."""

    id: str
    seq: int
    title: str
    idea_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Original:
    """An idea in the words it was written in."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the wall: an idea, or several under one title with their own words kept.

    ``id`` is the idea's or the group's; ``originals`` holds every idea that stands here, one for
    an idea that stands alone.
    """

    id: str
    text: str
    originals: tuple[Original, ...]

    @property
    def idea_ids(self) -> tuple[str, ...]:
        """The ids of the ideas that stand here."""
        return tuple(original.id for original in self.originals)


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands on the wall, in the order the first idea of each came, and where to look.

    ``places`` maps an id to the item it stands in: every idea on the wall, every group, and a
    group no longer there whose ideas all stand in one item. What it does not hold is gone.
    """

    items: tuple[Item, ...]
    places: Mapping[str, str]


def wall(ideas: Mapping[str, str], groups: Iterable[Group], hidden: Collection[str]) -> Wall:
    """Return the wall, on which each idea that is not hidden stands in exactly one place.

    ``ideas`` maps ids to words in the order they came; ``hidden`` holds ids of ideas and groups.
    An idea claimed by two groups belongs to the later one. A group with fewer than two ideas left,
    or whose title is hidden, falls apart, and an earlier group may have its ideas back.
    """
    visible = {idea: text for idea, text in ideas.items() if idea not in hidden}
    newest_first = sorted(groups, key=lambda group: (group.seq, group.id), reverse=True)
    place_of: dict[str, str] = {}
    standing: dict[str, Group] = {}
    for group in newest_first:
        members = [one for one in visible if one in group.idea_ids and one not in place_of]
        if len(members) > 1 and group.id not in hidden:
            standing[group.id] = group
            place_of.update(dict.fromkeys(members, group.id))
    for idea in visible:
        place_of.setdefault(idea, idea)
    standing_in: dict[str, list[Original]] = {}
    for idea, text in visible.items():
        standing_in.setdefault(place_of[idea], []).append(Original(idea, text))
    items = tuple(
        Item(place, standing[place].title if place in standing else here[0].text, tuple(here))
        for place, here in standing_in.items()
    )
    return Wall(items, place_of | _places_of_groups(newest_first, place_of, standing))


def _places_of_groups(
    groups: Iterable[Group], place_of: Mapping[str, str], standing: Collection[str]
) -> dict[str, str]:
    places: dict[str, str] = {}
    for group in groups:
        now = {place_of[one] for one in group.idea_ids if one in place_of}
        if group.id in standing:
            places[group.id] = group.id
        elif len(now) == 1:
            places[group.id] = now.pop()
    return places
