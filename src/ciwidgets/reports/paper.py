"""The paper twin of a workbook: the same steps from the same notebook, to be printed and filled in.

For a room without phones, for a person without one, and for the evening when the power is out.
"""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from ciwidgets.errors import ReportError
from ciwidgets.reports.batch.files import write_whole
from ciwidgets.reports.documents.html import markdown
from ciwidgets.reports.look import render
from ciwidgets.shipped import workbooks_folder
from ciwidgets.workbook import read_workbook, read_workbooks

if TYPE_CHECKING:
    from pathlib import Path

    from ciwidgets.model import Program, Scale, Survey
    from ciwidgets.workbook import Step

_NOT_ON_PAPER = {"hint", "end", "hide"}
# What shows what others did, or works something out, and so cannot be printed beforehand.
_ON_SCREEN = {"map_warm_up", "our_words", "our_map", "what_drives", "what_if"}


@dataclass(frozen=True, slots=True)
class PaperStep:
    """One step as it is printed: its prose, and what there is to fill in."""

    step: Step
    prose: Markup
    survey: Survey | None
    scale: Scale | None


def paper_twin(program: Program, workbook_name: str) -> str:
    """Return a workbook's steps as one HTML page to print, one step a sheet.

    Raises:
        ReportError: for a workbook that does not exist.
        FileRefused: when its file cannot be read.
    """
    path = _workbook_path(workbook_name)
    book = read_workbook(path)
    prose = _prose_by_step(path)
    return render(
        "paper.html.j2",
        program=program,
        book=book,
        on_screen=_ON_SCREEN,
        steps=[_paper_step(program, step, prose.get(step.id, "")) for step in book.steps],
    )


def write_paper_twin(program: Program, workbook_name: str, out: Path) -> Path:
    """Write a workbook's paper twin into a folder and return the file.

    Raises:
        ReportError: for a workbook that does not exist, or a folder that cannot be written.
    """
    path = out / f"{_workbook_path(workbook_name).stem}-paper.html"
    write_whole(path, paper_twin(program, workbook_name))
    return path


def _workbook_path(name: str) -> Path:
    known = {
        book.name: workbooks_folder() / f"{book.name}.ipynb"
        for book in read_workbooks(workbooks_folder())
    }
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ReportError(
            f"There is no workbook {name[:60]!r} with steps to print; there is "
            f"{', '.join(known) or 'none'}.{hint}"
        )
    return known[name]


def _prose_by_step(path: Path) -> dict[str, str]:
    """Return the markdown that belongs to each step, by the step's id."""
    found: dict[str, list[str]] = {}
    step = ""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        tags = set(cell.get("metadata", {}).get("tags", []))
        if cell["cell_type"] != "markdown":
            continue
        if "step" in tags:
            step = cell["id"]
        elif "end" in tags:
            step = ""
        if step and not tags & _NOT_ON_PAPER:
            found.setdefault(step, []).append("".join(cell["source"]))
    return {step: "\n\n".join(sources) for step, sources in found.items()}


def _paper_step(program: Program, step: Step, prose: str) -> PaperStep:
    asked = next((one.option("survey") for one in step.exercises if one.option("survey")), "")
    survey = program.survey(asked)
    return PaperStep(
        step,
        # Markdown of our own notebook, in which markup was made text.
        Markup(markdown(prose)),  # noqa: S704
        survey,
        program.scale(survey.scale) if survey else None,
    )
