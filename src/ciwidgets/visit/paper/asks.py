"""What one person fills in by themselves, step by step: all that is typed in from their sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ciwidgets.model import DotVote, Idea, NominalVote, OwnMap, Rating, Scores
from ciwidgets.shipped import workbooks_folder
from ciwidgets.workbook import read_workbooks

if TYPE_CHECKING:
    from ciwidgets.model import Program
    from ciwidgets.workbook import ExerciseCell, Step, Workbook

Answer = Rating | Idea | DotVote | NominalVote | OwnMap
# An exercise by its name, and what an answer of one person to it is.
ANSWERS: Final[dict[str, type[Answer]]] = {
    "rating": Rating,
    "idea_board": Idea,
    "dot_vote": DotVote,
    "priorities": NominalVote,
    "my_map": OwnMap,
}
# All that is typed in for a person: a step of priorities takes scores beside choices.
KINDS_TYPED: Final[tuple[type[Answer | Scores], ...]] = (
    Rating,
    Idea,
    DotVote,
    NominalVote,
    Scores,
    OwnMap,
)


@dataclass(frozen=True, slots=True)
class Ask:
    """One exercise for one person, where it stands."""

    book: Workbook
    step: Step
    cell: ExerciseCell

    @property
    def key(self) -> str:
        """Its name in the record."""
        return self.cell.key

    def other(self, option: str) -> str:
        """Return another step this one works on by its name in the record, empty without one."""
        name = self.cell.option(option)
        return name if not name or "/" in name else f"{self.book.name}/{name}"


def read_asks(program: Program, language: str) -> list[Ask]:
    """Return what there is to type in, in the order of the year.

    A survey the program does not have is asked nowhere.
    """
    return [
        Ask(book, step, cell)
        for book in read_workbooks(workbooks_folder(), language)
        for step in book.steps
        for cell in step.exercises
        if cell.name in ANSWERS and (cell.name != "rating" or program.survey(cell.option("survey")))
    ]
