"""A team's plan as files need it: what cells lead to, and whose names may stand in them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

from ciwidgets.formats.plans import LISTS, Asked, Masks, RecordCells, Ties
from ciwidgets.model import (
    AUDIENCES,
    Goal,
    Lever,
    Measure,
    Need,
    Partner,
    Person,
    Reading,
    Recommendation,
)
from ciwidgets.results.labels import goals, label_of
from ciwidgets.results.naming.names import SOMEBODY, names_of

if TYPE_CHECKING:
    from ciwidgets.formats.plans import What
    from ciwidgets.model import Audience, Body, Entry, Named, Program
    from ciwidgets.results.naming.names import Names
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
    """What may leave a team in a file of its plan: what whoever takes it may read of names."""

    def __init__(self, names: Names, audience: Audience) -> None:
        """Go by what people said yes to."""
        self._names = names
        self.audience: Audience = audience
        self.masks = Masks(SOMEBODY, self.text, lambda text: names.masked(text, _NOBODY))

    def name(self, named: Named) -> str:
        """Return the name, or ``a member``; empty where nobody but a role is named."""
        if self._names.may(named, "", self.audience):
            return self._names.name_of(named)
        return SOMEBODY if named.person_id or named.name else ""

    def text(self, text: str) -> str:
        """Return what somebody wrote without the names this audience may not read."""
        return self._names.masked(text, self.audience)

    def is_named(self, cell: str, named: Named) -> bool:
        """Whether a cell names somebody: people may have said yes or no since."""
        name = self._names.name_of(named)
        is_somebody = bool(named.person_id or name)
        return is_somebody and (self.is_nobody(cell) or cell.casefold() == name.casefold())

    def is_nobody(self, cell: str) -> bool:
        """Whether a cell is only ``a member``."""
        return self.masks.is_one(cell)


def plan_asked(
    record: Record,
    program: Program,
    team_id: str,
    audience: Audience = "team",
    *,
    today: date | None = None,
) -> Asked:
    """Return what is asked of a team's record to write its plan for an audience, or to read one."""
    things = {
        name: {one.record_id: label_of(one.body) for one in record.current(kind, team_id=team_id)}
        for name, kind in _TIED.items()
    }
    gone = {
        name: {
            one.record_id: label_of(one.body)
            for one in record.current(kind, team_id=team_id, with_retracted=True)
            if one.retracted
        }
        for name, kind in _TIED.items()
    }
    things["lines"] = {one.id: one.name for one in program.lines_of_work}
    members = {
        one.record_id: one.body.name
        for one in record.current(Person, team_id=team_id)
        if one.body.name
    }
    who = names_of(record, team_id)

    @cache
    def cells_for(wanted: str) -> RecordCells | None:
        found = next((one for one in AUDIENCES if one == wanted), None)
        return RecordCells(Ties(things, members, gone), TeamSays(who, found)) if found else None

    def current(kind: type[Body]) -> list[Entry[Any]]:
        return list(record.current(kind, team_id=team_id))

    cells = cells_for(audience)
    assert cells is not None
    day = today or datetime.now(UTC).astimezone().date()
    return Asked(team_id, cells, cells_for, day, record.history, current)


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
