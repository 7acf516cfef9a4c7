"""Small words that every section about many teams needs: who is meant, and long tables in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import TableBlock, Text
from ciwidgets.reports.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ciwidgets.model import Program
    from ciwidgets.results.cohort.reading import Cohort

# So many names in a row are still read.
_MOST_NAMED = 10
# From so many on, "all" is shorter than their names.
_FEWEST_ALL = 4
# A table longer than this goes over several, each with its own head.
_MOST_ROWS = 50


class TeamNames:
    """The teams' names by id, and lists of them in words, in the program's order."""

    def __init__(self, program: Program, begun: Iterable[str] = ()) -> None:
        """Take the names from the program; ``begun`` are the teams that have anything."""
        self._names = {one.id: one.name for one in program.teams}
        self._order = {one: place for place, one in enumerate(self._names)}
        self._begun = set(begun)

    def name(self, team_id: str) -> str:
        """Return a team's name."""
        return self._names.get(team_id, team_id)

    def listed(self, team_ids: Iterable[str]) -> str:
        """Return teams as a list in words; of a long one the first, and how many more."""
        these = sorted(set(team_ids), key=lambda one: self._order.get(one, len(self._order)))
        if len(these) >= _FEWEST_ALL and self._begun <= set(these):
            return "All teams that have begun"
        return listed([self.name(one) for one in these])


def listed(names: Sequence[str], most: int = _MOST_NAMED) -> str:
    """Return names as a list in words; of a long one the first, and how many more there are."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def quoted(text: str) -> str:
    """Return a team's own words in quotes."""
    return f"“{' '.join(text.split()).rstrip(' .') or text}”"


def few(texts: Sequence[str], most: int) -> tuple[str, ...]:
    """Return the first of some sentences, and one that says how many more there are."""
    left = len(texts) - most
    return (*texts[:most], f"and {left} more") if left > 0 else tuple(texts)


def tables(
    caption: str, columns: Sequence[str], rows: Sequence[tuple[str | int | float, ...]]
) -> list[TableBlock]:
    """Return a table, in parts where it is long."""
    parts = [rows[at : at + _MOST_ROWS] for at in range(0, len(rows), _MOST_ROWS)]
    return [
        TableBlock(
            caption if len(parts) == 1 else f"{caption}, part {number} of {len(parts)}",
            tuple(columns),
            tuple(part),
        )
        for number, part in enumerate(parts, start=1)
    ]


def nobody_has_begun(cohort: Cohort) -> Text:
    """Return what stands where no team has anything yet."""
    if cohort.teams:
        return Text(
            "No team has begun yet. When the first has answered its first step, this fills.",
            "absent",
        )
    return Text("No team's record could be read, so there is nothing to tell.", "absent")


def of_teams(number: int) -> str:
    """Return how many teams, as a mark at the side of a line."""
    return counted(number, "team")
