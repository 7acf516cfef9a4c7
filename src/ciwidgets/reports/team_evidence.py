"""The evidence of one team's summary: what it said, wrote and chose, as far as it may be shown.

``TeamEvidence`` finds the entries; the sentences are made in ``sections``. Each method is one cell
of ``workbooks/reports/team_summary.ipynb``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets import results
from ciwidgets.reports.blocks import Section
from ciwidgets.reports.maps_of import MapsOf
from ciwidgets.reports.plan_report import PlanReport
from ciwidgets.reports.sections import (
    map_files,
    maps,
    numbers,
    opening,
    partners,
    priorities,
    resources,
    surveys,
    themes,
)
from ciwidgets.reports.sections.themes import Place
from ciwidgets.reports.team_report import today
from ciwidgets.results.imported import imported_surveys, results_beside
from ciwidgets.shipped import workbooks_folder
from ciwidgets.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from ciwidgets.analysis.ideas import Wall
    from ciwidgets.analysis.survey_results import SurveyResult
    from ciwidgets.analysis.vote_results import VoteResult
    from ciwidgets.model import Occasion
    from ciwidgets.results.imported import Imported
    from ciwidgets.results.partners import AtTheTable
    from ciwidgets.store import Store

    _Found = TypeVar("_Found")

_WORKBOOK = "needs_assessment"
_MAPS = "mental_models"


class TeamEvidence(PlanReport):
    """What stands behind the report of one team; ``as_of`` is an occasion's id, or empty for now.

    Raises:
        ReportError: for a team or an occasion the program does not have.
        StoreError: when the store cannot be read.
    """

    def __init__(self, team: str, as_of: str = "", *, store: Store | None = None) -> None:
        """Find the team and the moment; the store is the one ``CIWIDGETS_STORE`` names."""
        super().__init__(team, as_of, store=store)
        self._workbook = read_workbook(workbooks_folder() / f"{_WORKBOOK}.ipynb")
        self._maps = MapsOf(
            self._record,
            self._program,
            self._team.id,
            read_workbook(workbooks_folder() / f"{_MAPS}.ipynb"),
            self._occasions,
            self._until,
        )

    def heading(self) -> Section:
        """The team's name, the program, the date, and whether all of it is made up."""
        return opening.heading(self._program, self._team, self._as_of, today())

    def at_a_glance(self) -> Section:
        """How many took part, and the few things to see first."""
        return opening.at_a_glance(
            len(results.team_people(self._record, self._team.id, self._until)),
            self._survey(),
            self._wall(),
            self._vote(),
            results.needs(self._record, self._team.id, self._until),
        )

    def how_we_see_it(self) -> Section:
        """Where people agree and where they see it differently."""
        cell = self._workbook.exercise("rating")
        survey = cell.option("survey") if cell else ""
        beside = results_beside(self._imported(), self._program, survey)
        said = surveys.how_we_see_it(self._survey(), [one for _, one in beside])
        return self._made.kept(said)

    def our_numbers(self) -> Section:
        """Local rates and counts, as far as they may be shown; late files count at their time."""
        known = [one.id for one in self._occasions] if self._as_of else None
        place = (self._record, self._program, self._team.id)
        return self._made.kept(numbers.our_numbers(*place, occasions=known))

    def data_sources(self) -> Section:
        """Which data the team has, can get, or misses."""
        cell = self._workbook.exercise("data_sources")
        key = cell.key if cell else ""
        return resources.data_sources(self._record, self._team.id, key, self._until)

    def what_we_have(self) -> Section:
        """What the community has, what that covers, and what people said beside it."""
        place = (self._record, self._program, self._team.id)
        cell = self._workbook.exercise("resources")
        return resources.what_we_have(*place, cell, self._survey(), self._until)

    def who_is_at_the_table(self) -> Section:
        """Who works with the team, who is missing, and who goes to them."""
        return self._made.kept(partners.who_is_at_the_table(self._table()))

    def ideas(self) -> Section:
        """Every idea on the wall in its writer's words."""
        return opening.ideas(self._wall())

    def themes(self) -> Section:
        """The ideas by theme, and the facts each theme rests on."""
        return themes.themes(self._place())

    def what_first(self) -> Section:
        """The dots, and how many people gave them."""
        return opening.what_first(self._vote(), self._program)

    def what_first_side_by_side(self) -> Section:
        """What comes first by every way the team used, and where the ways part."""
        place = (self._record, self._program, self._team.id, self._workbook)
        said = priorities.what_first_side_by_side(*place, self._occasions, self._until)
        return self._made.kept(said)

    def our_needs(self) -> Section:
        """The needs the team chose, in its order, each with its reason, its facts and its dots."""
        return themes.our_needs(self._place(), self._vote())

    def our_map(self) -> Section:
        """What the team's maps say together once they are closed."""
        return maps.our_map(self._maps)

    def maps_from_files(self) -> Section:
        """Maps the team brought from other programs."""
        place = (self._record, self._program, self._team.id, self._until)
        return map_files.maps_from_files(*place)

    def what_drives_what(self) -> Section:
        """What pushes and what is pushed on the team's map, and its loops."""
        return self._made.kept(maps.what_drives_what(self._maps))

    def what_if(self) -> Section:
        """The what-ifs the team kept, and what moved."""
        return self._made.kept(maps.what_if(self._maps))

    def what_we_learned(self) -> Section:
        """What the group agrees to after looking at its maps, and the levers it chose."""
        return maps.what_we_learned(self._maps)

    def surveys_brought_in(self) -> Section:
        """Surveys answered somewhere else, question by question."""
        return surveys.surveys_brought_in(self._imported())

    def how_the_numbers_were_made(self) -> Section:
        """Methods, sources and rules of the sections above this one, for those who check."""
        return self._made.told()

    def about_this_report(self) -> Section:
        """How to read the report, and what it leaves out on purpose."""
        return opening.about_this_report(self._program, self._as_of, today())

    def _map_words(self) -> dict[str, str]:
        found = self._maps.found
        return {one.key: one.label for one in found[1].words} if found else {}

    def _imported(self) -> list[Imported]:
        # What was brought in late counts at the occasion it belongs to, hence no moment.
        known = {occasion.id for occasion in self._occasions} | {""}
        return imported_surveys(self._record, self._team.id, known)

    def _table(self) -> AtTheTable:
        cell = self._workbook.exercise("partners")
        place = (self._record, self._program, self._team.id, cell.key if cell else "")
        return results.at_the_table(*place, self._day(), self._until)

    def _place(self) -> Place:
        occasion = self._occasions[-1].id
        return Place(
            self._record, self._program, self._team.id, self._workbook, occasion, self._until
        )

    def _survey(self) -> tuple[Occasion, SurveyResult] | None:
        cell = self._workbook.exercise("rating")
        if cell is None:
            return None
        return self._latest(
            lambda occasion: results.rating_result(
                self._record,
                self._program,
                self._team.id,
                cell.key,
                cell.option("survey"),
                occasion,
                self._until,
            )
        )

    def _vote(self) -> tuple[Occasion, VoteResult] | None:
        cell = self._workbook.exercise("dot_vote")
        if cell is None:
            return None
        return self._latest(
            lambda occasion: results.vote_result(
                self._record,
                self._team.id,
                cell.key,
                f"{self._workbook.name}/{cell.option('on')}",
                occasion,
                self._until,
            )
        )

    def _wall(self, as_of: int | None = None) -> Wall:
        cell = self._workbook.exercise("idea_board")
        key = cell.key if cell else ""
        return results.wall(self._record, self._team.id, key, as_of or self._until)

    def _latest(self, result_at: Callable[[str], _Found | None]) -> tuple[Occasion, _Found] | None:
        for occasion in reversed(self._occasions):
            result = result_at(occasion.id)
            if result is not None:
                return occasion, result
        return None
