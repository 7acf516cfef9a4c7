"""What a document about many teams is made from: the program, the moment, each team read once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ciwidgets.enrolment import current_program
from ciwidgets.opening import open_store
from ciwidgets.reports.cohort.wording import TeamNames
from ciwidgets.reports.team_report import occasions_up_to, today
from ciwidgets.reports.wording import Made
from ciwidgets.results.cohort.reading import Cohort, read_cohort
from ciwidgets.results.cohort.team import Moment
from ciwidgets.shipped import workbooks_folder
from ciwidgets.workbook import read_workbooks

if TYPE_CHECKING:
    from ciwidgets.reports.blocks import Section
    from ciwidgets.store import Store


class CohortReport:
    """A document about all teams; ``as_of`` is an occasion's id, or empty for how things stand now.

    Raises:
        ReportError: for an occasion the program does not have.
        StoreError: when the store cannot be read.
    """

    def __init__(self, as_of: str = "", *, store: Store | None = None) -> None:
        """Find the program and the moment; the store is the one ``CIWIDGETS_STORE`` names."""
        self._store = store or open_store()
        self._program = current_program(self._store)
        occasions = occasions_up_to(self._program, as_of)
        self._as_of = occasions[-1] if as_of else None
        self._made = Made()
        self._day = self._as_of.date if self._as_of else today().date()
        self._workbooks = read_workbooks(workbooks_folder())
        books = {one.name: one for one in self._workbooks}
        self._moment = Moment(self._program, occasions, bool(as_of), self._day, books)

    def how_the_numbers_were_made(self) -> Section:
        """Methods, sources and rules of the sections above this one, for those who check."""
        return self._made.told()

    @cached_property
    def _cohort(self) -> Cohort:
        """Every team's record, read when the first section asks for it."""
        return read_cohort(self._store, self._moment)

    @cached_property
    def _names(self) -> TeamNames:
        """The teams' names."""
        return TeamNames(self._program, (one.team.id for one in self._cohort.begun))
