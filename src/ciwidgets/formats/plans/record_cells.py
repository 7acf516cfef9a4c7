"""Between a record and its cells: what each column shows of it, and what a changed cell means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ciwidgets.formats.plans.cells import (
    CellRefused,
    choice_cell,
    guarded,
    money_cell,
    number_cell,
    plain,
    read_choice,
    read_day,
    read_money,
    read_number,
    read_whole,
)
from ciwidgets.formats.plans.columns import Column
from ciwidgets.formats.plans.ties import Says, Ties
from ciwidgets.formats.safe_cells import Cell
from ciwidgets.model import Body, Named

_OF_A_PERSON = ("who", "role")
_WRITE: dict[str, Callable[[Any], Cell]] = {
    "number": number_cell,
    "whole": int,
    "money": money_cell,
    "day": date.isoformat,
    "choice": choice_cell,
}
_READ: dict[str, Callable[[str], Any]] = {
    "number": read_number,
    "whole": read_whole,
    "money": read_money,
    "day": read_day,
}


class RecordCells:
    """Writes and reads the cells of records, by what they may lead to and whom they may name."""

    def __init__(self, ties: Ties, says: Says) -> None:
        """Keep both."""
        self.ties = ties
        self.says = says

    def safe(self, column: Column, body: Body) -> Cell:
        """Return a record's cell as it goes into a file."""
        cell = self.shown(column, body)
        return guarded(cell) if isinstance(cell, str) else cell

    def shown(self, column: Column, body: Body) -> Cell:
        """Return a record's cell as a person reads it."""
        value = getattr(body, column.field)
        if column.of:
            ids = value if column.sort == "links" else [value] if value else []
            return self.ties.write(column.of, ids, self.says)
        if value is None:
            return ""
        if column.sort == "who":
            return plain(self.says.name(value))
        if column.sort in ("text", "role"):
            return plain(self.says.text(value.role if column.sort == "role" else value))
        return _WRITE[column.sort](value)

    def is_as_shown(self, column: Column, cell: str, body: Body) -> bool:
        """Whether a cell of a file says what the record says, however it is written there."""
        if cell == as_text(self.shown(column, body)):
            return True
        value = getattr(body, column.field)
        if column.sort == "text":
            return cell == plain(value) or self.says.is_text(cell, plain(value))
        if column.sort in _OF_A_PERSON:
            return bool(value and cell) and self._is_person(column, cell, value)
        try:
            read = self.value(column, cell)
        except CellRefused:
            return False
        if isinstance(read, float) and value is not None:
            return number_cell(read) == number_cell(value)
        return bool(read == value)

    def _is_person(self, column: Column, cell: str, named: Named) -> bool:
        if column.sort == "who":
            return self.says.is_named(cell, named)
        return self.says.is_text(cell, plain(named.role))

    def value(self, column: Column, cell: str) -> Any:
        """Return what a cell says of its field; the owner's two columns are read together.

        Raises:
            CellRefused: it does not say what its column is for.
        """
        if column.sort == "links":
            return self.ties.read(column.of, cell, self.says)
        if column.of:
            return self.ties.read_one(column.of, cell, self.says)
        if column.sort == "text":
            return cell
        if column.sort == "choice":
            return read_choice(cell, column.values)
        return _READ[column.sort](cell) if cell else None

    def changed_fields(self, cells: Mapping[Column, str], before: Body | None) -> dict[str, Any]:
        """Return the fields that cells say anew, for a record as it was or for a new one.

        Raises:
            CellRefused: with the heading, where a cell does not say what its column is for.
        """
        fields: dict[str, Any] = {}
        for column, cell in cells.items():
            if column.sort in _OF_A_PERSON:
                continue
            if column.sort == "choice" and not cell and "" not in column.values:
                # Nothing is said, so it is what a record says where nobody says anything.
                field = (type(before) if before else Body).model_fields.get(column.field)
                if field is not None:
                    fields[column.field] = field.default
                continue
            try:
                fields[column.field] = self.value(column, cell)
            except CellRefused as refused:
                raise CellRefused(f"{column.heading}: {refused}") from None
        people = {
            str(column.sort): cell for column, cell in cells.items() if column.field == "owner"
        }
        if people:
            fields["owner"] = self._owner(people, getattr(before, "owner", None))
        return fields

    def _owner(self, cells: Mapping[str, str], before: Named | None) -> Named | None:
        """Return who carries something; who stays the same keeps what they said yes to."""
        role = cells.get("role", before.role if before else "")
        if "who" not in cells:
            if before is not None and (before.person_id or before.name):
                return _checked(
                    person_id=before.person_id,
                    name=before.name,
                    role=role,
                    said_yes=before.said_yes,
                )
            return _checked(role=role) if role else None
        name = cells["who"]
        if not (name or role):
            return None
        if self.says.is_nobody(name):
            return _checked(role=role or name)
        members = [one for one, known in self.ties.members.items() if plain(known) == name]
        if name and len(members) == 1:
            return _checked(person_id=members[0], role=role)
        return _checked(name=name, role=role)


def as_text(cell: Cell) -> str:
    """Return a cell as it is read from a file."""
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else format(cell, ".15g")


def _checked(**fields: Any) -> Named:
    try:
        return Named(**fields)
    except ValueError:
        raise CellRefused(
            "owner: a name and a role have at most 80 letters each. Please shorten them."
        ) from None
