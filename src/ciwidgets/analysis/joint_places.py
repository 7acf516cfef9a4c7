"""Which places of several teams' files are one and the same, and which lie in which."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ciwidgets.analysis.local_rows import Place, bare_name, is_named_in

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

# A county is no state of its name; what is of no known kind may be either.
_APART = frozenset({"state", "nation"})


class Groups:
    """Things put together two by two."""

    def __init__(self) -> None:
        """Begin with everything by itself."""
        self._above: dict[Hashable, Hashable] = {}

    def of(self, one: Hashable) -> Hashable:
        """Return what stands for the group that a thing is in."""
        path = []
        while (above := self._above.get(one, one)) != one:
            path.append(one)
            one = above
        self._above.update(dict.fromkeys(path, one))
        return one

    def join(self, one: Hashable, other: Hashable) -> None:
        """Put the groups of two things together."""
        first, second = self.of(one), self.of(other)
        if first != second:
            self._above[second] = first


def same_everywhere(teams: Sequence[Mapping[str, Place]]) -> list[dict[str, str]]:
    """Return for each team's places, by their own ids, the one id that each has in all teams.

    Places are the same that have a code or a name in common, or that are named alike but for a
    state which not all of them say, where no two of that name are in different states.
    """
    groups = Groups()
    known: set[Hashable] = set()
    alike: defaultdict[tuple[str, str], dict[str, Hashable]] = defaultdict(dict)
    every = [one for places in teams for one in places.values()]
    for one in every:
        name = _name(one)
        known.add(name)
        groups.join(name, _code(one))
        alike[bare_name(one.name), one.kind][one.name.casefold()] = name
    for one in every:
        if one.kind == "other":
            for kind in sorted(_APART):
                if (name := (kind, one.name.casefold())) in known:
                    groups.join(name, _name(one))
    for found in alike.values():
        in_states = {groups.of(token) for name, token in found.items() if "," in name}
        first, *others = found.values()
        for token in others if len(in_states) <= 1 else ():
            groups.join(first, token)
    ids: dict[Hashable, str] = {}
    for one in every:
        group = groups.of(_name(one))
        ids[group] = min(ids.get(group, one.id), one.id)
    return [
        {place: ids[groups.of(_name(one))] for place, one in places.items()} for places in teams
    ]


def lies_in(town: Place, places: Sequence[Place]) -> str:
    """Return the id of the county that a town of one team's files lies in, empty for none known.

    It is the one that the town's name names, or the only one there.
    """
    counties = [one for one in places if one.kind == "county"]
    named = [one for one in counties if is_named_in(one.name, town.name)]
    found = named or counties
    return found[0].id if town.kind == "other" and len(found) == 1 else ""


def _name(one: Place) -> Hashable:
    return (one.kind if one.kind in _APART else "", one.name.casefold())


def _code(one: Place) -> Hashable:
    return _name(one) if one.id == one.name.casefold() else one.id
