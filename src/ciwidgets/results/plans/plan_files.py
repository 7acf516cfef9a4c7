"""A team's plan as files need it: what cells lead to, and whose names may stand in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from ciwidgets.formats.plans import LISTS, Asked, RecordCells, Ties
from ciwidgets.model import Goal, Lever, Measure, Need, Partner, Person, Reading, Recommendation
from ciwidgets.results.labels import goals, label_of
from ciwidgets.results.naming.names import SOMEBODY, Names

if TYPE_CHECKING:
    from ciwidgets.formats.plans import What
    from ciwidgets.model import Audience, Body, Entry, Named, Program
    from ciwidgets.results.record import Record

_TIED: Final[dict[str, type[Body]]] = {
    "needs": Need,
    "levers": Lever,
    "goals": Goal,
    "measures": Measure,
    "partners": Partner,
    "recommendations": Recommendation,
}
# Who said yes to nobody: no audience there is.
_NOBODY = cast("Audience", "nobody")


class TeamSays:
    """What may leave a team in a file of its plan: what the team's own report may say."""

    def __init__(self, names: Names) -> None:
        """Go by what people said yes to."""
        self._names = names

    def name(self, named: Named) -> str:
        """Return the name, or ``a member``; empty where nobody but a role is named."""
        if self._names.may(named, "", "team"):
            return self._names.name_of(named)
        return SOMEBODY if named.person_id or named.name else ""

    def text(self, text: str) -> str:
        """Return what somebody wrote without the names the team's report may not have."""
        return self._names.masked(text, "team")

    def is_named(self, cell: str, named: Named) -> bool:
        """Whether a cell names somebody: people may have said yes or no since."""
        name = self._names.name_of(named)
        return bool(named.person_id or name) and cell.casefold() in (SOMEBODY, name.casefold())

    def is_nobody(self, cell: str) -> bool:
        """Whether a cell is only ``a member``."""
        return cell.casefold() == SOMEBODY

    def is_text(self, cell: str, text: str) -> bool:
        """Whether a cell is a text with some of its names left out."""
        return SOMEBODY in cell.casefold() and self._hidden(cell) == self._hidden(text)

    def _hidden(self, text: str) -> str:
        return self._names.masked(text, _NOBODY)


def plan_asked(record: Record, program: Program, team_id: str) -> Asked:
    """Return what is asked of a team's record to write its plan or to read one."""
    things = {
        name: {one.record_id: label_of(one.body) for one in record.current(kind, team_id=team_id)}
        for name, kind in _TIED.items()
    }
    things["lines"] = {one.id: one.name for one in program.lines_of_work}
    members = {
        one.record_id: one.body.name
        for one in record.current(Person, team_id=team_id)
        if one.body.name
    }

    def current(kind: type[Body]) -> list[Entry[Any]]:
        return list(record.current(kind, team_id=team_id))

    cells = RecordCells(Ties(things, members), TeamSays(Names(record, team_id)))
    return Asked(team_id, cells, record.history, current)


def plan_entries(record: Record, team_id: str, what: What) -> list[Entry[Any]]:
    """Return the records of one list in the order people know them by."""
    if what == "goals":
        return list(goals(record, team_id))
    found: list[Entry[Any]] = list(record.current(LISTS[what].body, team_id=team_id))
    if what == "readings":
        places = {
            one.record_id: place
            for place, one in enumerate(record.current(Measure, team_id=team_id))
        }
        found.sort(key=lambda one: _by_measure(one, places))
    return found


def _by_measure(entry: Entry[Reading], places: dict[str, int]) -> tuple[int, Any]:
    return places.get(entry.body.measure_id, len(places)), entry.body.on
