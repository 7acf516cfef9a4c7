"""Between a record and its cells: what each column shows of it, and what a changed cell means."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
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
_WORDED = ("text", "role")
_WHO_IS_IT = (
    "where “a member” stood, which is somebody whose name the file may not hold. "
    "Please leave “a member” there, or write the name of whoever carries it now. To take somebody "
    "off, use the page."
)
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
        if column.sort in _WORDED:
            return plain(self.says.text(_words_of(column, body)))
        return _WRITE[column.sort](value)

    def is_as_shown(self, column: Column, cell: str, body: Body) -> bool:
        """Whether a cell of a file says what the record says, however it is written there."""
        if cell == as_text(self.shown(column, body)):
            return True
        value = getattr(body, column.field)
        if column.sort in _WORDED:
            words = _words_of(column, body)
            put = self.says.masks.put_back(cell, words)
            return put is not None and put.text == words
        if column.sort == "who":
            return bool(value and cell) and self.says.is_named(cell, value)
        try:
            read = self.value(column, cell, _ids_of(column, body))
        except CellRefused:
            return False
        if isinstance(read, float) and value is not None:
            return number_cell(read) == number_cell(value)
        return bool(read == value)

    def seen(self, column: Column, cell: str, before: Body | None) -> str:
        """Return what a record will say for a cell, as who reads the file may read it."""
        if before is None or column.sort not in _WORDED:
            return cell
        put = self.says.masks.put_back(cell, _words_of(column, before))
        return put.seen if put else cell

    def value(self, column: Column, cell: str, had: Collection[str] = ()) -> Any:
        """Return what a cell says of its field; the owner's two columns are read together.

        ``had`` are ids the record has named before.

        Raises:
            CellRefused: it does not say what its column is for.
        """
        if column.sort == "links":
            return self.ties.read(column.of, cell, self.says, had)
        if column.of:
            return self.ties.read_one(column.of, cell, self.says, had)
        if column.sort == "text":
            return cell
        if column.sort == "choice":
            return read_choice(cell, column.values)
        return _READ[column.sort](cell) if cell else None

    def changed_fields(
        self, cells: Mapping[Column, str], before: Body | None, earlier: Sequence[Body] = ()
    ) -> dict[str, Any]:
        """Return the fields that cells say anew, for a record as it was or for a new one.

        ``earlier`` is what the record said before: what it named then, it may name again.

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
                fields[column.field] = (
                    self._worded(column, cell, before)
                    if column.sort == "text"
                    else self.value(column, cell, _ids_of(column, *earlier))
                )
            except CellRefused as refused:
                raise CellRefused(f"{column.heading}: {refused}") from None
        people: dict[str, str] = {}
        for column, cell in cells.items():
            if column.sort in _OF_A_PERSON:
                people[str(column.sort)] = self._of_a_person(column, cell, before)
        if people:
            fields["owner"] = self._owner(people, getattr(before, "owner", None))
        return fields

    def _worded(self, column: Column, cell: str, before: Body | None) -> str:
        """Return a cell with the names in it that the file left out.

        Raises:
            CellRefused: nobody can say whose name stood where.
        """
        words = _words_of(column, before) if before else ""
        put = self.says.masks.put_back(cell, words)
        if put is None:
            masks = self.says.masks
            raise CellRefused(_whose(cell, masks.hidden(words), masks.count(cell)))
        return put.text

    def _of_a_person(self, column: Column, cell: str, before: Body | None) -> str:
        if column.sort == "role":
            try:
                return self._worded(column, cell, before)
            except CellRefused as refused:
                raise CellRefused(f"{column.heading}: {refused}") from None
        named: Named | None = getattr(before, column.field, None)
        says = self.says
        if named is None or not says.masks.is_one(says.name(named)):
            return cell
        if not cell or (says.masks.count(cell) and not says.is_nobody(cell)):
            said = f"“{cell[:40]}” stands" if cell else "Nothing stands"
            raise CellRefused(f"{column.heading}: {said} {_WHO_IS_IT}")
        return cell

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


def _words_of(column: Column, body: Body) -> str:
    value = getattr(body, column.field, None)
    return plain(value.role if isinstance(value, Named) else value or "")


def _ids_of(column: Column, *bodies: Body) -> set[str]:
    if not column.of:
        return set()
    values = [getattr(one, column.field) for one in bodies]
    return {one for said in values for one in (said if isinstance(said, list) else [said])} - {""}


def _whose(cell: str, hidden: int, masks: int) -> str:
    return (
        f"“{cell[:60]}” leaves open who is meant. “a member” stands for a name the file may not "
        f"hold: {hidden} in the record, {masks} in this cell. Please keep each “a member” in its "
        "place and change the words around it, or change it on the page."
    )


def _checked(**fields: Any) -> Named:
    try:
        return Named(**fields)
    except ValueError:
        raise CellRefused(
            "owner: a name and a role have at most 80 letters each. Please shorten them."
        ) from None
