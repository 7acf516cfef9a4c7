"""A workbook is a notebook: its title, its purpose and its steps are read from the file itself.

Law: imports ``errors`` and ``words`` only. Faculty edit the notebook, and everything that lists
steps follows; in another language by the prose beside the catalogue.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ciwidgets.errors import FileRefused
from ciwidgets.words.prose import notebook_name, prose


@dataclass(frozen=True, slots=True)
class ExerciseCell:
    """An exercise of a step, as its cell's metadata names it.

    ``key`` is the step's name in the record, ``workbook/step``; an exercise that opens and closes
    by itself has a key of its own, and one that shows another workbook's list has that list's.
    """

    name: str
    key: str
    options: tuple[tuple[str, str], ...] = ()

    def option(self, name: str) -> str:
        """Return an option of the cell, empty where it does not have it."""
        return dict(self.options).get(name, "")


@dataclass(frozen=True, slots=True)
class Step:
    """One sitting of a workbook; ``id`` is the cell's id and stands in the step's address.

    A step ``between_forums`` is for the project manager and a few others, not for the hall.
    """

    id: str
    title: str
    exercises: tuple[ExerciseCell, ...] = ()
    between_forums: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """A notebook people work in: ``name`` is the file's name without its ending.

    ``place`` is where it stands in the year, from the notebook's own metadata; one ``for_groups``
    is worked in by breakouts across teams, and stands on no team's list.
    """

    name: str
    title: str
    purpose: str
    steps: tuple[Step, ...]
    place: int = 0
    for_groups: bool = False

    def step_key(self, step: Step) -> str:
        """Return the step's name in the record: ``workbook/step``."""
        return f"{self.name}/{step.id}"

    def exercise(self, name: str) -> ExerciseCell | None:
        """Return the first exercise of this name, None where the workbook has none."""
        every = (one for step in self.steps for one in step.exercises)
        return next((one for one in every if one.name == name), None)


def read_workbook(path: Path, language: str = "en") -> Workbook:
    """Read title, purpose and steps from a notebook's markdown cells, in a page's language.

    Raises:
        FileRefused: when the file is no notebook or has no title.
    """
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = [_in_language(cell, notebook_name(path), language) for cell in notebook["cells"]]
        ours = notebook.get("metadata", {}).get("ciwidgets", {})
        place, for_groups = int(ours.get("place", 0)), ours.get("for") == "groups"
    except (OSError, ValueError, KeyError) as error:
        raise FileRefused(
            f"{path.name} could not be read as a notebook ({error}). "
            "Open it in JupyterLab, save it again, or take a fresh copy."
        ) from error
    title, purpose = _title_and_purpose(cells)
    if not title:
        raise FileRefused(
            f"{path.name} has no title. Its first text cell should begin with '# ' and a title."
        )
    steps = tuple(_steps(path.stem, cells))
    return Workbook(path.stem, title, purpose, steps, place, for_groups)


def read_workbooks(folder: Path, language: str = "en") -> list[Workbook]:
    """Read the workbooks of a folder that teams go through by steps, in the order of the year."""
    found = [read_workbook(path, language) for path in folder.glob("*.ipynb")]
    with_steps = [workbook for workbook in found if workbook.steps and not workbook.for_groups]
    return sorted(with_steps, key=lambda one: (one.place, one.name))


def _source(cell: dict[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _in_language(cell: dict[str, Any], name: str, language: str) -> dict[str, Any]:
    if cell["cell_type"] != "markdown":
        return cell
    return {**cell, "source": prose(name, cell.get("id", ""), _source(cell), language)}


def _title_and_purpose(cells: list[dict[str, Any]]) -> tuple[str, str]:
    for cell in cells:
        if cell["cell_type"] == "markdown":
            lines = [line.strip() for line in _source(cell).splitlines() if line.strip()]
            if lines and lines[0].startswith("# "):
                return lines[0][2:].strip(), lines[1] if len(lines) > 1 else ""
    return "", ""


def _steps(workbook: str, cells: list[dict[str, Any]]) -> list[Step]:
    steps: list[Step] = []
    for cell in cells:
        metadata = cell.get("metadata", {})
        tags = metadata.get("tags", [])
        if cell["cell_type"] == "markdown" and "step" in tags:
            heading = re.sub(r"^#+\s*", "", _source(cell).strip().splitlines()[0])
            steps.append(Step(cell["id"], heading, between_forums="between-forums" in tags))
        options = dict(metadata.get("ciwidgets", {}))
        name = options.pop("exercise", "")
        if cell["cell_type"] == "code" and steps and name:
            own = options.pop("step", steps[-1].id)
            rest = tuple((key, str(value)) for key, value in options.items())
            key = own if "/" in own else f"{workbook}/{own}"
            one = ExerciseCell(name, key, rest)
            steps[-1] = replace(steps[-1], exercises=(*steps[-1].exercises, one))
    return steps
