"""Which steps may hang on a wall, and what stands there of each."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from ciwidgets.shipped import workbook_path, workbooks_folder
from ciwidgets.visit.breakouts.arriving import GROUPS_WORKBOOK
from ciwidgets.visit.exercise_named import is_by_each, is_for_few
from ciwidgets.workbook import ExerciseCell, Step, Workbook, read_workbook, read_workbooks

if TYPE_CHECKING:
    from pathlib import Path

# What has nothing to look at for a room.
_NOTHING_TO_SEE: Final = frozenset({"bring_file", "take_plan"})
# The words in the notebook that a wall needs not: emphasis, and where a link leads.
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_ASIDE: Final = re.compile(r"^\*[^*]+\*\s*")


@dataclass(frozen=True, slots=True)
class WallStep:
    """A step that may be shown to a room."""

    workbook: Workbook
    step: Step

    @property
    def key(self) -> str:
        """Its name, ``workbook/step``."""
        return self.workbook.step_key(self.step)

    @property
    def survey(self) -> ExerciseCell | None:
        """The survey asked in it, None where there is none."""
        return next((one for one in self.step.exercises if one.name == "rating"), None)

    @property
    def is_answered(self) -> bool:
        """Whether people answer in it for themselves; else the team writes as one."""
        return any(is_by_each(one.name) for one in self.step.exercises)

    @property
    def prompt(self) -> str:
        """What it asks, as the notebook says it under its title."""
        path = workbook_path(self.workbook.name)
        return _prompt(path, self.step.id) if path else ""


class WallSteps:
    """The steps of the workbooks that may be shown to a room, in the order of the year."""

    def __init__(self, language: str = "en") -> None:
        """Find them as they are called in a language."""
        self._language = language

    @cached_property
    def by_key(self) -> dict[str, WallStep]:
        """The steps of teams by name."""
        return _seen_of(read_workbooks(workbooks_folder(), self._language))

    @cached_property
    def of_groups(self) -> dict[str, WallStep]:
        """The steps that groups across teams work in, by name."""
        path = workbook_path(GROUPS_WORKBOOK)
        return _seen_of([read_workbook(path, self._language)] if path else [])

    @cached_property
    def workbooks(self) -> list[Workbook]:
        """The workbooks they stand in."""
        return list({one.workbook.name: one.workbook for one in self.by_key.values()}.values())

    def of(self, workbook: Workbook) -> list[WallStep]:
        """Return the steps of one workbook."""
        return [one for one in self.by_key.values() if one.workbook is workbook]


def _seen_of(workbooks: list[Workbook]) -> dict[str, WallStep]:
    found = (
        WallStep(book, step) for book in workbooks for step in book.steps if _may_be_seen(step)
    )
    return {one.key: one for one in found}


def _may_be_seen(step: Step) -> bool:
    names = {one.name for one in step.exercises}
    # What was written for few eyes keeps its whole step off the wall.
    return bool(names - _NOTHING_TO_SEE) and not any(map(is_for_few, names))


def _prompt(path: Path, step: str) -> str:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    source = next(("".join(one["source"]) for one in cells if one["id"] == step), "")
    _, _, text = source.strip().partition("\n")
    plain = _LINK.sub(r"\1", " ".join(text.split()))
    return _ASIDE.sub("", plain).replace("*", "")
