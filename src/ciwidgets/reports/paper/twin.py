"""The paper twin of a workbook: the same steps from the same notebook, to be printed and filled in.

For a room without phones, for a person without one, and for the evening when the power is out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from ciwidgets.errors import WrongRequest
from ciwidgets.lookup import meant
from ciwidgets.reports.batch.files import write_whole
from ciwidgets.reports.documents.html import markdown
from ciwidgets.reports.look import render
from ciwidgets.reports.paper.forms.every import FORMS, OF_A_PERSON, OF_A_PERSON_ALONE
from ciwidgets.reports.paper.notebook import Part, parts_by_step
from ciwidgets.reports.paper.pieces import Desk
from ciwidgets.shipped import workbooks_folder
from ciwidgets.words import catalogue, filled
from ciwidgets.workbook import read_workbook, read_workbooks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from ciwidgets.model import Program, Team
    from ciwidgets.reports.paper.pieces import Form
    from ciwidgets.workbook import Workbook

# What the template says by itself.
_ON_EVERY_SHEET = ("leave_empty", "mark_help", "who_reads", "team", "occasion", "sector",
                   "name_or_mark", "written_by", "on_screen", "box", "circle")  # fmt: skip
# Who writes on a sheet, by the sentence that says who types it in.
_PERSON, _PERSON_ALONE, _TEAM, _SCREEN = "typed_person", "typed_own", "typed_team", ""


@dataclass(frozen=True, slots=True)
class PaperPart:
    """Prose of a step, and the forms that follow it."""

    prose: Markup
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """Parts that one person or one group fills in; without ``typed`` it is done on a screen.

    ``typed`` says who types in what comes back.
    """

    parts: tuple[PaperPart, ...]
    is_personal: bool = False
    typed: str = ""


@dataclass(frozen=True, slots=True)
class PaperStep:
    """One step as it is printed: what a person fills in and what a team does, apart.

    ``key`` is the step's name in the record. A step that is done on a screen is told at the foot
    of the sheet before it, so it shares that one's ``page`` and its ``page_foot``.
    """

    key: str
    number: int
    page: str
    page_foot: str
    sheets: tuple[PaperSheet, ...]


def paper_workbooks() -> list[str]:
    """Return the names of the workbooks that have steps to print, in the order of the year."""
    return [book.name for book in read_workbooks(workbooks_folder())]


def paper_twin(
    program: Program, workbook_name: str, team: Team | None = None, occasion: str = ""
) -> str:
    """Return a workbook's steps as one HTML page to print, each step beginning a sheet.

    A team's name and an occasion's stand on every sheet where they are given.

    Raises:
        ReportError: for a workbook that does not exist.
        FileRefused: when its file cannot be read.
    """
    path = _workbook_path(workbook_name)
    book = read_workbook(path)
    parts = parts_by_step(path)
    own = catalogue()["paper.kernel"]
    return render(
        "paper.html.j2",
        program=program,
        book=book,
        title=filled(own["paper_title"], title=book.title),
        words={key: own[key] for key in _ON_EVERY_SHEET},
        team=team.name if team else "",
        occasion=occasion,
        number=catalogue()["common"]["row_number"],
        steps=_paper_steps(program, book, parts),
    )


def write_paper_twin(
    program: Program, workbook_name: str, out: Path, team_id: str = "", day: date | None = None
) -> Path:
    """Write a workbook's paper twin into a folder and return the file.

    With a team's id its sheets bear its name and that of the occasion on ``day``.

    Raises:
        ReportError: for a workbook or a team that does not exist, or a folder that cannot be
            written.
    """
    stem = f"{_workbook_path(workbook_name).stem}-paper"
    team, occasion = _team(program, team_id), ""
    if team:
        stem, occasion = (
            f"{stem}-{team.id}",
            program.occasion_on(day or datetime.now(UTC).date()).name,
        )
    path = out / f"{stem}.html"
    write_whole(path, paper_twin(program, workbook_name, team, occasion))
    return path


def _team(program: Program, team_id: str) -> Team | None:
    team = program.team(team_id)
    if team_id and not team:
        known = ", ".join(one.id for one in program.teams)
        raise WrongRequest(f"There is no team {team_id[:60]!r} in this program; there is {known}.")
    return team


def _workbook_path(name: str) -> Path:
    known = {one: workbooks_folder() / f"{one}.ipynb" for one in paper_workbooks()}
    if name not in known:
        raise WrongRequest(
            f"There is no workbook {name[:60]!r} with steps to print; there is "
            f"{', '.join(known) or 'none'}.{meant(name, known)}"
        )
    return known[name]


def _paper_steps(
    program: Program, book: Workbook, parts: Mapping[str, Sequence[Part]]
) -> list[PaperStep]:
    found: list[PaperStep] = []
    page, foot = "first", ""
    for number, step in enumerate(book.steps, 1):
        sheets = _sheets(program, book, parts.get(step.id, []))
        if any(sheet.typed for sheet in sheets):
            page, foot = f"sheet-{number}", book.step_key(step)
        found.append(PaperStep(book.step_key(step), number, page, foot, sheets))
    return found


def _sheets(program: Program, book: Workbook, parts: Sequence[Part]) -> tuple[PaperSheet, ...]:
    """Return a step's sheets: another one begins where other people write."""
    # What is done on a screen and stands below a step's first part is left out altogether.
    kept = [part for place, part in enumerate(parts) if place == 0 or part.name in FORMS]
    if len(kept) > 1 and kept[0].name not in FORMS:
        kept = [Part(f"{kept[0].prose}\n\n{kept[1].prose}", kept[1].name, kept[1].asked), *kept[2:]]
    return tuple(
        PaperSheet(
            tuple(_paper_part(program, part) for part in together),
            is_personal=writer in (_PERSON, _PERSON_ALONE),
            typed=_typed(book, writer),
        )
        for writer, together in groupby(kept, key=_writer)
    )


def _paper_part(program: Program, part: Part) -> PaperPart:
    form = FORMS.get(part.name)
    # Markdown of our own notebook, in which markup was made text.
    prose = Markup(markdown(part.prose))  # noqa: S704
    return PaperPart(prose, form(Desk(program, part.asked)) if form else ())


def _writer(part: Part) -> str:
    if part.name in OF_A_PERSON:
        return _PERSON
    if part.name in OF_A_PERSON_ALONE:
        return _PERSON_ALONE
    return _TEAM if part.name in FORMS else _SCREEN


def _typed(book: Workbook, writer: str) -> str:
    """Return who types in what comes back, empty where nothing does."""
    own = catalogue()["paper.kernel"]
    if writer == _SCREEN:
        return ""
    return filled(own[writer], page=own["page_typed"], workbook=book.title)
