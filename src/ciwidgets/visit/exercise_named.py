"""What an exercise is like, by the name that a notebook's cell calls it.

All of it is said by the exercise's own class, where it is read from.
"""

from __future__ import annotations

from functools import cache
from inspect import isfunction
from typing import Any, get_type_hints

from ciwidgets.visit.exercise import Exercise


@cache
def exercise_named(name: str) -> type[Exercise[Any]] | None:
    """Return the class of an exercise, None for what is none, such as the join strip."""
    from ciwidgets.visit.exercises import Exercises  # noqa: PLC0415  # its parts ask us

    method = getattr(Exercises, name, None)
    shown = get_type_hints(method)["return"] if isfunction(method) else None
    return shown if isinstance(shown, type) and issubclass(shown, Exercise) else None


def closes(name: str) -> bool:
    """Return whether an exercise opens and closes."""
    kind = exercise_named(name)
    return kind is not None and kind.closes


def is_by_each(name: str) -> bool:
    """Return whether people answer an exercise for themselves."""
    kind = exercise_named(name)
    return kind is not None and kind.by_each


def is_for_few(name: str) -> bool:
    """Return whether an exercise shows what was written for few eyes."""
    kind = exercise_named(name)
    return kind is not None and kind.for_few
