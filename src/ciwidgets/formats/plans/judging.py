"""What each row of a file would do: add a record, change one, leave it, or why it cannot.

Nothing is dropped because its row is missing, and no record is overwritten that somebody changed
since the file was taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import ValidationError

from ciwidgets.formats.plans.cells import CellRefused, plain
from ciwidgets.formats.plans.columns import LISTS, Column, List, What
from ciwidgets.formats.plans.raw import RawRow
from ciwidgets.formats.plans.record_cells import RecordCells, as_text
from ciwidgets.formats.plans.rules import MOST_READINGS, fields_refused
from ciwidgets.model import Body, Entry, Reading, record_id_for

Verdict = Literal["new", "changed", "same", "both", "refused"]
VERDICTS: tuple[Verdict, ...] = ("refused", "both", "changed", "new", "same")
# What pydantic finds, as a person is told it.
_MISFITS = {
    "string_too_long": "it has at most {max_length} letters. Please shorten it.",
    "too_long": "at most {max_length} fit. Please leave some out.",
    "greater_than_equal": "it is at least {ge:,}. Please look at it again.",
    "less_than_equal": "it is at most {le:,}. Please look at it again.",
    "value_error": "{error}.",
}
_OTHERWISE = "it cannot be kept as it is written. Please look at it again."
# Words stand as somebody typed them, whoever may read them elsewhere.
_AS_TYPED = ("text", "who", "role")
_FRESH = "Please take a fresh file and change it there"


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that says something else than the record does."""

    heading: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row and what it would do; ``body`` is there where something is to be kept.

    ``both`` is a record that was changed in the file and on the page since: ``was`` is what it
    says now.
    """

    line: int
    verdict: Verdict
    label: str
    record_id: str = ""
    base_revision: int = 0
    body: Body | None = None
    changes: tuple[Change, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose plan it is: the team, the day, every revision of a record, the records of a kind now.

    ``cells_for`` are the cells of a file that was written for an audience, None where there is no
    such audience.
    """

    team_id: str
    cells: RecordCells
    cells_for: Callable[[str], RecordCells | None]
    today: date
    history: Callable[[str], list[Entry[Any]]]
    current: Callable[[type[Body]], list[Entry[Any]]]


class Judge:
    """Judges the rows of one list, in their order."""

    def __init__(self, what: What, asked: Asked) -> None:
        """Look at what the team has now."""
        self._list: List = LISTS[what]
        self._what = what
        self._asked = asked
        self._cells = asked.cells
        self._key_columns = [one for one in self._list.columns if one.heading in self._list.key]
        here = asked.current(self._list.body)
        self._count = len(here)
        self._readings = Counter(
            one.body.measure_id for one in here if isinstance(one.body, Reading)
        )
        self._here = {self._key(one.body): one for one in here}
        self._seen: set[tuple[str, ...]] = set()
        self._ids: set[str] = set()

    def judge(self, row: RawRow) -> PlanRow:
        """Return what a row would do."""
        label = next((row.cells[one] for one in self._list.columns if row.cells.get(one)), "")
        try:
            if row.record_id:
                return self._known(row, label)
            return self._new(row, label)
        except CellRefused as refused:
            return PlanRow(row.line, "refused", label, row.record_id, why=str(refused))

    def _known(self, row: RawRow, label: str) -> PlanRow:
        revisions = self._revisions(row)
        version, _, audience = row.version.partition(" ")
        cells = self._asked.cells_for(audience) if audience else self._cells
        base = next((one for one in revisions if str(one.revision) == version), None)
        if base is None or cells is None:
            said = f"its version is “{row.version[:20]}”" if row.version else "it has no version"
            raise CellRefused(f"This row has an id, but {said}, so nobody can say what was changed "
                              f"in it. {_FRESH}.")  # fmt: skip
        latest = revisions[-1]
        changed = {
            column: cell
            for column, cell in row.cells.items()
            if not cells.is_as_shown(column, cell, base.body)
        }
        if not _differs(changed, latest, cells):
            return PlanRow(row.line, "same", label, row.record_id)
        if latest.retracted:
            raise CellRefused("It was taken off the list since. Please put it back on the page, "
                              "then change it.")  # fmt: skip
        changes = self._changes(changed, latest.body, None, cells)
        if latest.revision != base.revision:
            why = f"It was changed on the page since this file was taken, so it stays. {_FRESH}."
            return PlanRow(row.line, "both", label, row.record_id, changes=changes, why=why)
        earlier = [one.body for one in revisions]
        fields = cells.changed_fields(changed, base.body, earlier)
        body = self._body(fields, row.cells, base.body)
        changes = self._changes(changed, latest.body, body, cells)
        return PlanRow(row.line, "changed", label, row.record_id, latest.revision, body, changes)

    def _changes(
        self,
        said: dict[Column, str],
        before: Body | None,
        after: Body | None,
        cells: RecordCells,
    ) -> tuple[Change, ...]:
        """Return what cells say anew, as it was understood: 3/4/2027 is a day in March."""
        return tuple(
            Change(
                column.heading,
                as_text(self._cells.shown(column, before)) if before else "",
                cells.seen(column, cell, before)
                if after is None or column.sort in _AS_TYPED
                else as_text(self._cells.shown(column, after)),
            )
            for column, cell in said.items()
        )

    def _revisions(self, row: RawRow) -> list[Entry[Any]]:
        found = self._asked.history(row.record_id)
        if (
            not found
            or found[0].team_id != self._asked.team_id
            or not isinstance(found[0].body, self._list.body)
        ):
            raise CellRefused(
                f"No {self._list.one} of your team has the id “{row.record_id[:60]}”. Leave its id "
                "and version empty to add it as a new one."
            )
        if row.record_id in self._ids:
            raise CellRefused("Another row has the same id. Please leave one of them.")
        self._ids.add(row.record_id)
        return found

    def _new(self, row: RawRow, label: str) -> PlanRow:
        first = self._list.columns[0]
        if not row.cells.get(first):
            raise CellRefused(f"The cell “{first.heading}” is empty. Please fill it in.")
        said = {column: cell for column, cell in row.cells.items() if cell}
        body = self._body(self._cells.changed_fields(said, None), row.cells, None)
        key = self._key(body)
        if key in self._seen:
            raise CellRefused(f"Another row of the file is the same {self._list.one}. "
                              "Please leave one of them.")  # fmt: skip
        self._seen.add(key)
        record_id = record_id_for("plan", self._asked.team_id, self._what, *key)
        before = self._asked.history(record_id)
        here = self._here.get(key) or self._left_out(body)
        if before and before[0].body == body:
            return PlanRow(row.line, "same", label, record_id, why="It came in before.")
        if here is not None:
            if _differs(said, here, self._cells):
                raise CellRefused(f"There is this {self._list.one} already, and it says something "
                                  f"else. {_FRESH}, or on the page.")  # fmt: skip
            return PlanRow(row.line, "same", label, here.record_id)
        if before:
            raise CellRefused(f"This {self._list.one} came in before and was changed or taken off "
                              f"since. {_FRESH}, or on the page.")  # fmt: skip
        if self._count >= self._list.most:
            raise CellRefused(f"Your team has {self._count} already, and {self._list.most} is the "
                              "most. Please drop one on the page first.")  # fmt: skip
        if isinstance(body, Reading):
            self._count_reading(body)
        self._count += 1
        changes = self._changes(said, None, body, self._cells)
        return PlanRow(row.line, "new", label, record_id, 0, body, changes)

    def _count_reading(self, body: Reading) -> None:
        if self._readings[body.measure_id] >= MOST_READINGS:
            raise CellRefused(f"This measure has {MOST_READINGS} readings, and that is the most. "
                              "Please drop one on the page, or begin a new measure.")  # fmt: skip
        self._readings[body.measure_id] += 1

    def _left_out(self, body: Body) -> Entry[Any] | None:
        """Return the record that a row without an id is of, with its names left out."""
        masks = self._cells.says.masks

        def is_it(other: Body) -> bool:
            cells = [
                (one.sort, getattr(body, one.field), getattr(other, one.field))
                for one in self._key_columns
            ]
            return all(
                _key_part(mine) == _key_part(its)
                or (sort == "text" and masks.is_of(plain(mine), plain(its)))
                for sort, mine, its in cells
            )

        if not any(one.sort == "text" and masks.count(getattr(body, one.field))
                   for one in self._key_columns):  # fmt: skip
            return None
        return next((one for one in self._here.values() if is_it(one.body)), None)

    def _key(self, body: Body) -> tuple[str, ...]:
        """Return what tells a record from others of its list, whatever its words look like."""
        return tuple(_key_part(getattr(body, one.field)) for one in self._key_columns)

    def _body(self, new: dict[str, Any], said: Mapping[Column, str], before: Body | None) -> Body:
        """Return the record with what is new in it, as its page would keep it."""
        kind = self._list.body
        fields = {**(_fields_of(before) if before else {"step": self._list.step}), **new}
        if why := fields_refused(kind, new, fields, self._asked.today):
            raise CellRefused(why)
        try:
            body = kind.model_validate(fields)
        except ValidationError as error:
            raise CellRefused(self._sentence(error, said)) from None
        if isinstance(body, Reading):
            self._require_its_measure(body, before)
        return body

    def _require_its_measure(self, body: Reading, before: Body | None) -> None:
        if isinstance(before, Reading) and before.measure_id != body.measure_id:
            raise CellRefused("A reading stays with its measure. Please add a row without an id for"
                              " the other one, and drop this reading on the page.")  # fmt: skip
        if body.measure_id not in self._cells.ties.things.get("measures", {}):
            raise CellRefused("Its measure was taken off the list. Please put it back on the page "
                              "first.")  # fmt: skip

    def _sentence(self, error: ValidationError, said: Mapping[Column, str]) -> str:
        first = error.errors()[0]
        name = first["loc"][0] if first["loc"] else ""
        column = next((one for one in self._list.columns if one.field == name), None)
        which = f"{column.heading}: " if column else ""
        if column and said.get(column):
            which += f"“{said[column][:40]}” cannot be kept: "
        limits = first.get("ctx", {})
        if first["type"] == "missing":
            return f"The cell “{column.heading if column else name}” is empty. Please fill it in."
        return f"{which}{_MISFITS.get(first['type'], _OTHERWISE).format(**limits)}"


def _differs(changed: dict[Column, str], latest: Entry[Any], cells: RecordCells) -> bool:
    return any(not cells.is_as_shown(column, cell, latest.body) for column, cell in changed.items())


def _fields_of(body: Body) -> dict[str, Any]:
    return {name: getattr(body, name) for name in type(body).model_fields}


def _key_part(value: Any) -> str:
    if isinstance(value, list):
        return "\x1e".join(sorted(value))
    return " ".join(plain(str(value)).casefold().split())
