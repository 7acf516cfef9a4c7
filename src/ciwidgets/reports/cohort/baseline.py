"""The baseline for faculty before a forum: what the exercises so far say, to shape the program.

Each method is one cell of ``workbooks/reports/baseline.ipynb``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.reports.cohort import comparing, one_team, opening
from ciwidgets.reports.cohort.cohort_report import CohortReport
from ciwidgets.reports.team_report import today

if TYPE_CHECKING:
    from ciwidgets.reports.blocks import Section
_FOR_FACULTY = "Baseline, for faculty, to shape the next forum."


class Baseline(CohortReport):
    """What teams bring to a forum; ``as_of`` is an occasion's id, or empty for how things are now.

    Raises:
        ReportError: for an occasion the program does not have.
        StoreError: when the store cannot be read.
    """

    def heading(self) -> Section:
        """The program, the date, and whom it is for."""
        return opening.heading(
            self._program, "Before the forum", _FOR_FACULTY, self._as_of, today()
        )

    def at_a_glance(self) -> Section:
        """How far the teams have come, and what to raise with each."""
        return comparing.at_a_glance(self._cohort, self._program, self._names)

    def what_comes_first(self) -> Section:
        """What teams put first, and which of it several teams say alike."""
        return self._made.kept(comparing.what_comes_first(self._cohort, self._names))

    def where_sectors_differ(self) -> Section:
        """Where teams agree, where they do not, and where sectors see it differently."""
        found = comparing.where_sectors_differ(self._cohort, self._program, self._names)
        return self._made.kept(found)

    def what_is_missing(self) -> Section:
        """Services, data, partners and seats that several teams lack."""
        return comparing.what_is_missing(self._cohort, self._program, self._names)

    def what_a_forum_could_offer(self) -> Section:
        """The steps that would fill what several teams lack."""
        return comparing.what_a_forum_could_offer(self._cohort, self._workbooks, self._names)

    def team_by_team(self) -> Section:
        """A few lines for each team."""
        return one_team.team_by_team(self._cohort, self._program)

    def about_this_report(self) -> Section:
        """How to read it, and what it leaves out on purpose."""
        return opening.about_this_report(self._cohort, self._program, self._as_of, today())
