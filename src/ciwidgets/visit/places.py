"""Where in the workbooks something is: the step that keeps a list, or fills what is missing."""

from __future__ import annotations

from functools import cached_property

from ciwidgets.shipped import workbooks_folder
from ciwidgets.workbook import ExerciseCell, Step, Workbook, read_workbooks

Place = dict[str, str]


class Places:
    """Finds steps by the name a record has of them, and by the exercise they hold.

    A place is ``{workbook, step, title}``, or empty where no workbook has it.
    """

    def __init__(self, language: str = "en") -> None:
        """Find them as they are called in a language."""
        self._language = language

    def of_key(self, key: str) -> Place:
        """Return where the records of ``workbook/step`` are written, in its own workbook first."""
        return self._by_key.get(key, {})

    def of_exercise(self, name: str) -> Place:
        """Return where an exercise is, in the first workbook of the year that has it."""
        return self._by_exercise.get(name, {})

    def cell(self, name: str) -> tuple[Workbook, ExerciseCell] | None:
        """Return the first exercise of a name, with its workbook."""
        found = ((book, one) for book, _, one in self._cells if one.name == name)
        return next(found, None)

    @cached_property
    def _cells(self) -> list[tuple[Workbook, Step, ExerciseCell]]:
        return [
            (book, step, one)
            for book in read_workbooks(workbooks_folder(), self._language)
            for step in book.steps
            for one in step.exercises
        ]

    @cached_property
    def _by_key(self) -> dict[str, Place]:
        own_first = sorted(
            self._cells, key=lambda one: not one[2].key.startswith(f"{one[0].name}/")
        )
        found: dict[str, Place] = {}
        for book, step, one in own_first:
            found.setdefault(one.key, _place(book, step))
        return found

    @cached_property
    def _by_exercise(self) -> dict[str, Place]:
        found: dict[str, Place] = {}
        for book, step, one in self._cells:
            found.setdefault(one.name, _place(book, step))
        return found


def _place(book: Workbook, step: Step) -> Place:
    return {"workbook": book.name, "step": step.id, "title": step.title}
