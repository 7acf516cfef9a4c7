"""The cohort summary for faculty: where teams stand, what several share, and whom to call.

Each method is one cell of ``workbooks/reports/cohort_summary.ipynb``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.reports.cohort import across, coaching, opening, peers, sharing, standing, went_well
from ciwidgets.reports.cohort.cohort_report import CohortReport
from ciwidgets.reports.team_report import today

if TYPE_CHECKING:
    from ciwidgets.reports.blocks import Section
_FOR_FACULTY = (
    "Cohort summary, for faculty. It holds notes of coaching that not everybody on a team may see."
)


class CohortSummary(CohortReport):
    """The report about all teams; ``as_of`` is an occasion's id, or empty for how things stand now.

    Raises:
        ReportError: for an occasion the program does not have.
        StoreError: when the store cannot be read.
    """

    def heading(self) -> Section:
        """The program, the date, and whom it is for."""
        return opening.heading(
            self._program, "All teams together", _FOR_FACULTY, self._as_of, today()
        )

    def at_a_glance(self) -> Section:
        """The few things to see first: whom to call, what several teams share, what went well."""
        return opening.at_a_glance(self._cohort, self._names)

    def where_teams_stand(self) -> Section:
        """Each team along the steps of planning and the five conditions."""
        return self._made.kept(standing.where_teams_stand(self._cohort))

    def what_teams_share(self) -> Section:
        """Issues several teams share, with their own words."""
        found = sharing.what_teams_share(self._cohort, self._program, self._names)
        return self._made.kept(found)

    def coaching_signals(self) -> Section:
        """What to talk about with each team."""
        return coaching.coaching_signals(self._cohort)

    def what_went_well(self) -> Section:
        """The newest win of each team."""
        return went_well.what_went_well(self._cohort)

    def what_teams_told(self) -> Section:
        """What teams told each other in groups across teams."""
        moment = self._moment
        occasions = [one.id for one in moment.occasions] if moment.is_past else None
        return peers.what_teams_told(self._store, self._names, occasions)

    def survey_across_teams(self) -> Section:
        """What people of all teams answered."""
        return self._made.kept(across.survey_across_teams(self._cohort))

    def local_numbers(self) -> Section:
        """The teams' own places side by side."""
        return self._made.kept(across.local_numbers(self._names))

    def completeness(self) -> Section:
        """How far each team's record is filled, and what is missing."""
        return standing.completeness(self._cohort, self._workbooks)

    def about_this_report(self) -> Section:
        """How to read it, and what it leaves out on purpose."""
        return opening.about_this_report(self._cohort, self._program, self._as_of, today())
