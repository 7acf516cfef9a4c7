"""The step of a workbook that a room is asked to open."""

from __future__ import annotations

from ciwidgets.shipped import workbook_path
from ciwidgets.visit.exercise_named import closes
from ciwidgets.workbook import ExerciseCell, Step, Workbook, read_workbook


def asked_step(key: str, language: str = "en") -> tuple[Workbook, Step] | None:
    """Return the step of a name ``workbook/step``, with its workbook; None where there is none."""
    name, _, step_id = key.partition("/")
    path = workbook_path(name) if step_id else None
    book = read_workbook(path, language) if path else None
    found = next((one for one in book.steps if one.id == step_id), None) if book else None
    return (book, found) if book and found else None


def closing(step: Step) -> list[ExerciseCell]:
    """Return the exercises of a step that open and close, each key once."""
    by_key = {one.key: one for one in reversed(step.exercises) if closes(one.name)}
    return list(reversed(by_key.values()))


def keys_of(book: Workbook, step: Step) -> list[str]:
    """Return the names under which what people do in a step stands in the record."""
    return list(dict.fromkeys([book.step_key(step), *(one.key for one in step.exercises)]))
