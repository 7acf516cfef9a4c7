"""The words for what comes first: the catalogue's sentences, with the names of things and ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.words import filled
from ciwidgets.words.said import list_and

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ciwidgets.analysis.priority_results import Ranking, WhatFirst
    from ciwidgets.model import Program


class Words:
    """Says the sentences of ``priorities.toml`` about one result."""

    def __init__(self, what: WhatFirst, program: Program, words: Mapping[str, str]) -> None:
        """Take the result, whose things and ways are named, and a catalogue's section."""
        self._words = words
        self.what, self.program = what, program
        self._rankings = {one.key: one for one in what.rankings}

    def __call__(self, key: str, **blanks: str | int) -> str:
        """Return a sentence with its blanks filled in, in the number that ``n`` asks for."""
        if "n" in blanks:
            plural = f"{key}_{'one' if blanks['n'] == 1 else 'other'}"
            key = plural if plural in self._words else key
        return filled(self._words[key], **blanks)

    def thing(self, item_id: str) -> str:
        """Return a thing's words in quotes."""
        return self("quoted", text=self.what.text(item_id))

    def things(self, item_ids: Iterable[str]) -> str:
        """Return several things, named one after another."""
        return self.listed([self.thing(one) for one in item_ids])

    def way(self, key: str) -> str:
        """Return the name of a way; a team's sheet says so where people's own stand beside it."""
        ranking = self._rankings[key]
        name = self(f"way_{ranking.method}")
        both = sum(one.method == ranking.method for one in self.what.rankings) > 1
        return self("way_together", way=name) if both and ranking.is_together else name

    def ways(self, keys: Iterable[str]) -> str:
        """Return the names of several ways."""
        return self.listed([self.way(one) for one in keys])

    def who(self, ranking: Ranking) -> str:
        """Return who a way's places come from."""
        if ranking.method == "dots":
            occasion = self.program.occasion(ranking.occasion)
            return self("who_dots", occasion=occasion.name if occasion else ranking.occasion)
        return self("who_together") if ranking.is_together else self("who_own", n=ranking.people)

    def pool(self, ranking: Ranking, name: str) -> str:
        """Return the names of a pool's sectors."""
        names = {one.id: one.name for one in self.program.sectors}
        none = self("no_sector_given")
        sectors = ranking.sectors.pools[name].sectors if ranking.sectors else ()
        return self.listed([names.get(one, one) if one else none for one in sectors])

    def place(self, ranking: Ranking, item_id: str) -> str:
        """Return a thing's place, with a sign where it is shared."""
        line = next((one for one in ranking.lines if one.item_id == item_id and one.rank), None)
        if line is None:
            return self("dash")
        return self("level", place=line.rank) if line.is_tied else str(line.rank)

    def listed(self, names: Sequence[str]) -> str:
        """Return names with commas and, before the last, an "and"."""
        if len(names) < 2:
            return "".join(names)
        return list_and(", ".join(names[:-1]), names[-1], self._words)
