"""The part of a team's summary about its plans: goals, work, wins, and the months between."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from ciwidgets.reports.sections import (
    goals,
    months,
    since,
    threads,
    wins,
    work,
)
from ciwidgets.reports.team_report import TeamReport, today
from ciwidgets.results.story.weave import Weave

if TYPE_CHECKING:
    from datetime import date

    from ciwidgets.reports.blocks import Section

_CONDITIONS = "monthly_checkin/five-conditions"


class PlanReport(TeamReport):
    """What one team wants, does, and has done; each method is one cell of the notebook."""

    def since_last_time(self) -> Section:
        """What is done, new, changed and dropped since the last forum."""
        found = since.found_since(
            self._record, self._program, self._team.id, self._as_of, self._until
        )
        return since.since_last_time(self._record, self._program, found, self._day(), self._mask)

    def golden_thread(self) -> Section:
        """From each need to what came of it, in one sentence."""
        return threads.golden_thread(self._weave(), self._day(), self._mask)

    def loose_ends(self) -> Section:
        """What was begun and leads nowhere yet."""
        return threads.the_loose_ends(self._weave(), self._day(), self._mask)

    def our_goals(self) -> Section:
        """What the team wants to reach, as sentences, and what they still lack."""
        place = (self._record, self._program, self._team.id)
        return goals.our_goals(*place, self._names, self._until)

    def our_measures(self) -> Section:
        """The line of each measure, beside what would have come if nothing changed."""
        return self._made.kept(goals.our_measures(self._record, self._team.id, self._until))

    def who_does_what(self) -> Section:
        """What is done for each goal, and where partners strengthen each other."""
        place = (self._record, self._program, self._team.id)
        return work.who_does_what_section(*place, self._names, self._until)

    def our_recommendations(self) -> Section:
        """What the team recommends, and what it changed in policy or practice."""
        return work.recommendations(self._record, self._team.id, self._until)

    def our_money(self) -> Section:
        """The sums of the two purses."""
        return work.money(self._record, self._team.id, self._until)

    def our_risks(self) -> Section:
        """What could go wrong, and what the team would stop."""
        return work.risks(self._record, self._team.id, self._names, self._until)

    def our_wins(self) -> Section:
        """What went well, and who made it possible as far as they may be named."""
        place = (self._record, self._program, self._team.id)
        return wins.our_wins(*place, self._names, self._until)

    def our_meetings(self) -> Section:
        """How often the team met, who came, and what was decided."""
        place = (self._record, self._program, self._team.id)
        return months.our_meetings(*place, self._until)

    def next_steps(self) -> Section:
        """Who said they would do what, by when."""
        place = (self._record, self._team.id, self._names)
        return months.next_steps(*place, self._day(), self._until)

    def how_we_work(self) -> Section:
        """How the team sees itself over time, and its note on how it works."""
        place = (self._record, self._program, self._team.id)
        return months.how_we_work(*place, _CONDITIONS, self._until)

    def carrying_on(self) -> Section:
        """Who carries each goal on after the program."""
        place = (self._record, self._team.id, self._names)
        return months.carrying_on(*place, self._until)

    def _weave(self) -> Weave:
        """Return what is linked to what, with the words the team's own map shows."""
        return Weave(self._record, self._program, self._team.id, self._map_words(), self._until)

    def _mask(self, text: str) -> str:
        return self._names.masked(text, "team")

    @abstractmethod
    def _map_words(self) -> dict[str, str]:
        """Return the labels of the team map's words by their keys."""

    def _day(self) -> date:
        """Return the day the report tells of."""
        return self._as_of.date if self._as_of else today().date()
