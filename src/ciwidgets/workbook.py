"""A workbook is a notebook: its title, its purpose and its steps are read from the file itself.

Law: imports ``errors`` only. Faculty edit the notebook, and everything that lists steps follows.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ciwidgets.errors import FileRefused


@dataclass(frozen=True, slots=True)
class Step:
    """One sitting of a workbook; ``id`` is the cell's id and stands in the step's address."""

    id: str
    title: str
    exercise: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A notebook people work in: ``name`` is the file's name without its ending."""

    name: str
    title: str
    purpose: str
    steps: tuple[Step, ...]

    def step_key(self, step: Step) -> str:
        """Return the step's name in the record: ``workbook/step``."""
        return f"{self.name}/{step.id}"


def read_workbook(path: Path) -> Workbook:
    """Read title, purpose and steps from a notebook's markdown cells.

    Raises:
        FileRefused: when the file is no notebook or has no title.
    """
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
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
    return Workbook(path.stem, title, purpose, tuple(_steps(cells)))


def read_workbooks(folder: Path) -> list[Workbook]:
    """Read the workbooks of a folder that have steps, by the names of their files."""
    found = []
    for path in sorted(folder.glob("*.ipynb")):
        workbook = read_workbook(path)
        if workbook.steps:
            found.append(workbook)
    return found


def _source(cell: dict[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _title_and_purpose(cells: list[dict[str, Any]]) -> tuple[str, str]:
    for cell in cells:
        if cell["cell_type"] == "markdown":
            lines = [line.strip() for line in _source(cell).splitlines() if line.strip()]
            if lines and lines[0].startswith("# "):
                return lines[0][2:].strip(), lines[1] if len(lines) > 1 else ""
    return "", ""


def _steps(cells: list[dict[str, Any]]) -> list[Step]:
    steps: list[Step] = []
    for cell in cells:
        metadata = cell.get("metadata", {})
        if cell["cell_type"] == "markdown" and "step" in metadata.get("tags", []):
            heading = re.sub(r"^#+\s*", "", _source(cell).strip().splitlines()[0])
            steps.append(Step(cell["id"], heading))
        options = metadata.get("ciwidgets", {})
        if cell["cell_type"] == "code" and steps and options.get("exercise"):
            rest = tuple((k, str(v)) for k, v in options.items() if k != "exercise")
            steps[-1] = Step(steps[-1].id, steps[-1].title, options["exercise"], rest)
    return steps
