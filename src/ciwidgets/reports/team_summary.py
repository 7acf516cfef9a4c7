"""One team's summary: two pages that people read, then the evidence they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets import results
from ciwidgets.reports.sections import breakouts, front, since
from ciwidgets.reports.team_evidence import TeamEvidence
from ciwidgets.results.story.standing import Standing

if TYPE_CHECKING:
    from ciwidgets.reports.blocks import Section


class TeamSummary(TeamEvidence):
    """The report of one team; ``as_of`` is an occasion's id, or empty for how things stand now.

    Its methods with ``in_short`` fill the first two pages; those of the evidence say all of it.

    Raises:
        ReportError: for a team or an occasion the program does not have.
        StoreError: when the store cannot be read.
    """

    def where_we_stand(self) -> Section:
        """What is there and what is next on each step of the way."""
        standing = Standing(self._record, self._program, self._team.id, self._day(), self._until)
        return front.where_we_stand(standing)

    def since_last_time_in_short(self) -> Section:
        """What was done and what is new since the last forum, the first of each."""
        found = since.found_since(
            self._record, self._program, self._team.id, self._as_of, self._until
        )
        place = (self._record, self._program, found, self._day(), self._mask)
        return front.since_last_time(*place)

    def our_needs_in_short(self) -> Section:
        """The needs in the team's order."""
        return front.our_needs(results.needs(self._record, self._team.id, self._until))

    def our_map_in_short(self) -> Section:
        """The links most people share, and those they see differently."""
        return front.our_map(self._maps)

    def our_goals_in_short(self) -> Section:
        """Each goal in a sentence, and where its measures are."""
        return front.our_goals(self._record, self._program, self._team.id, self._until)

    def our_wins_in_short(self) -> Section:
        """The newest wins, with those who made them possible."""
        place = (self._record, self._program, self._team.id)
        return front.our_wins(*place, self._names, self._until)

    def who_is_missing(self) -> Section:
        """Parts of the community and groups without a seat, and whom somebody goes to next."""
        return front.who_is_missing(self._table())

    def loose_ends_in_short(self) -> Section:
        """The first few things that were begun and lead nowhere yet."""
        return front.the_loose_ends(self._weave(), self._day(), self._mask)

    def next_steps_in_short(self) -> Section:
        """What is due first, and who carries it."""
        place = (self._record, self._team.id, self._names)
        return front.next_steps(*place, self._day(), self._until)

    def what_we_brought_home(self) -> Section:
        """What people heard in groups with other teams, and what the team makes of it."""
        return breakouts.what_we_brought_home(
            self._record, self._program, self._team.id, self._until
        )
