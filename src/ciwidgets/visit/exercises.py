"""What a notebook may show: one method an exercise, each a line of a cell."""

from __future__ import annotations

from ciwidgets.opening import practice_codes, session_ends
from ciwidgets.visit.breakouts.shown import ShownToGroups
from ciwidgets.visit.bring_file import BringFileExercise
from ciwidgets.visit.data_sources import DataSourcesExercise
from ciwidgets.visit.golden_thread import GoldenThreadExercise
from ciwidgets.visit.home import TeamHome
from ciwidgets.visit.ideas import IdeaBoardExercise
from ciwidgets.visit.local_numbers import LocalNumbersExercise
from ciwidgets.visit.maps.change_of_mind import ChangeOfMindExercise
from ciwidgets.visit.maps.lessons import LessonsExercise
from ciwidgets.visit.maps.levers import LeversExercise
from ciwidgets.visit.maps.map_question import MapQuestionExercise
from ciwidgets.visit.maps.map_warm_up import MapWarmUpExercise
from ciwidgets.visit.maps.my_map import MyMapExercise
from ciwidgets.visit.maps.our_map import OurMapExercise
from ciwidgets.visit.maps.our_words import OurWordsExercise
from ciwidgets.visit.maps.what_drives import WhatDrivesExercise
from ciwidgets.visit.maps.what_if import WhatIfExercise
from ciwidgets.visit.months.carry_on import CarryOnExercise
from ciwidgets.visit.months.coaching_notes import CoachingNotesExercise
from ciwidgets.visit.months.drift import DriftExercise
from ciwidgets.visit.months.governance import GovernanceExercise
from ciwidgets.visit.months.meetings import MeetingsExercise
from ciwidgets.visit.months.next_steps import NextStepsExercise
from ciwidgets.visit.needs import NeedChoiceExercise
from ciwidgets.visit.paper.sheets import PaperSheetsExercise
from ciwidgets.visit.partners import PartnersExercise
from ciwidgets.visit.plans.activities import ActivitiesExercise
from ciwidgets.visit.plans.goal_reviews import GoalReviewsExercise
from ciwidgets.visit.plans.goals import GoalsExercise
from ciwidgets.visit.plans.measures import MeasuresExercise
from ciwidgets.visit.plans.money import MoneyExercise
from ciwidgets.visit.plans.plan_file import PlanFileExercise
from ciwidgets.visit.plans.policies import PoliciesExercise
from ciwidgets.visit.plans.recommendations import RecommendationsExercise
from ciwidgets.visit.plans.risks import RisksExercise
from ciwidgets.visit.plans.take_plan import TakePlanExercise
from ciwidgets.visit.plans.timeline import TimelineExercise
from ciwidgets.visit.plans.who_does_what import WhoDoesWhatExercise
from ciwidgets.visit.priorities import PrioritiesExercise
from ciwidgets.visit.rating import RatingExercise
from ciwidgets.visit.resources import ResourcesExercise
from ciwidgets.visit.room.shown import ShownToARoom
from ciwidgets.visit.since_then import SinceThenExercise
from ciwidgets.visit.strip import JoinStrip
from ciwidgets.visit.themes import ThemesExercise
from ciwidgets.visit.training.shown import ShownInTraining
from ciwidgets.visit.votes import DotVoteExercise
from ciwidgets.visit.where_we_are import WhereWeAreExercise
from ciwidgets.visit.wins.my_name import MyNameExercise
from ciwidgets.visit.wins.public_page import PublicPageExercise
from ciwidgets.visit.wins.wall import WinWallExercise
from ciwidgets.visit.wins.wins import WinsExercise


class Exercises(ShownToARoom, ShownToGroups, ShownInTraining):
    """A person at a workbook, and the exercises its cells ask for."""

    def join_strip(self) -> JoinStrip:
        """Show who is here, and let people in; that it all ends, where it is a training session."""
        strip = self._show(JoinStrip(self, practice_codes(self.store)))
        if session_ends(self.store):
            self.training_session()
        return strip

    def team_home(self) -> TeamHome:
        """Show the team's workbooks and one way on."""
        return self._show(TeamHome(self))

    def paper_sheets(self, step: str) -> PaperSheetsExercise:
        """Show what came back on paper, and a way to type it in."""
        return self._show(PaperSheetsExercise(self, step))

    def rating(self, step: str, *, survey: str) -> RatingExercise:
        """Show a survey of the program."""
        return self._show(RatingExercise(self, step, survey))

    def idea_board(self, step: str, *, prompt: str = "") -> IdeaBoardExercise:
        """Show a board for the team's ideas."""
        return self._show(IdeaBoardExercise(self, step, prompt))

    def dot_vote(self, step: str, *, on: str) -> DotVoteExercise:
        """Show a vote on the board of step ``on``."""
        return self._show(DotVoteExercise(self, step, on))

    def themes(self, step: str, *, on: str) -> ThemesExercise:
        """Show the board of step ``on`` to be sorted into themes."""
        return self._show(ThemesExercise(self, step, on))

    def need_choice(
        self, step: str, *, on: str, after: str, themes: str = ""
    ) -> NeedChoiceExercise:
        """Show the choice of needs from the board ``on``, with the dots of step ``after``.

        ``themes`` names the step whose themes are chosen from, where the team has any.
        """
        return self._show(NeedChoiceExercise(self, step, on, after, themes))

    def resources(self, step: str, *, survey_step: str = "", survey: str = "") -> ResourcesExercise:
        """Show what the community has, beside what was said of ``survey`` in ``survey_step``."""
        return self._show(ResourcesExercise(self, step, survey_step, survey))

    def local_numbers(self, step: str) -> LocalNumbersExercise:
        """Show what the team's files of local numbers say."""
        return self._show(LocalNumbersExercise(self, step))

    def data_sources(self, step: str) -> DataSourcesExercise:
        """Show the team's list of the data that exist."""
        return self._show(DataSourcesExercise(self, step))

    def bring_file(self, step: str, *, kind: str, survey: str = "") -> BringFileExercise:
        """Show a way to bring a file, and the files that are here.

        ``kind`` is "survey", "indicators", "maps" or "plan"; a survey's questions may count as
        those of ``survey``.
        """
        if kind == "plan":
            return self._show(PlanFileExercise(self, step))
        return self._show(BringFileExercise(self, step, kind, survey))

    def partners(self, step: str) -> PartnersExercise:
        """Show who is at the table, and who should be."""
        return self._show(PartnersExercise(self, step))

    def priorities(
        self, step: str, *, on: str, themes: str = "", vote: str = ""
    ) -> PrioritiesExercise:
        """Show ways to rank the themes, or the board ``on``, beside the dots of step ``vote``."""
        return self._show(PrioritiesExercise(self, step, on, themes, vote))

    def map_question(self, step: str) -> MapQuestionExercise:
        """Show the question the team's maps are about."""
        return self._show(MapQuestionExercise(self, step))

    def map_warm_up(self, step: str) -> MapWarmUpExercise:
        """Show how a map reads, on a made-up one."""
        return self._show(MapWarmUpExercise(self, step))

    def lessons(self, step: str, *, about: str = "maps") -> LessonsExercise:
        """Show the statements the group agrees to, ``about`` its "maps" or its "month"."""
        return self._show(LessonsExercise(self, step, about))

    def levers(self, step: str, *, on: str, words: str) -> LeversExercise:
        """Show the choice of levers from the map of step ``on``, on the words of step ``words``."""
        return self._show(LeversExercise(self, step, on, words))

    def change_of_mind(self, step: str) -> ChangeOfMindExercise:
        """Ask for what a person used to think and thinks now."""
        return self._show(ChangeOfMindExercise(self, step))

    def my_map(self, step: str, *, question: str) -> MyMapExercise:
        """Show each person's own map, drawn for what step ``question`` asks."""
        return self._show(MyMapExercise(self, step, question))

    def our_words(self, step: str, *, on: str) -> OurWordsExercise:
        """Show the words on the maps of step ``on`` to be put together."""
        return self._show(OurWordsExercise(self, step, on))

    def our_map(self, step: str, *, on: str, words: str) -> OurMapExercise:
        """Show what the maps of step ``on`` say together, by the words of step ``words``."""
        return self._show(OurMapExercise(self, step, on, words))

    def what_drives(self, step: str, *, on: str, words: str) -> WhatDrivesExercise:
        """Show what drives what on the maps of step ``on``, over the words of step ``words``."""
        return self._show(WhatDrivesExercise(self, step, on, words))

    def what_if(self, step: str, *, on: str, words: str) -> WhatIfExercise:
        """Try what-ifs on the maps of step ``on``, over the words of step ``words``."""
        return self._show(WhatIfExercise(self, step, on, words))

    def goals(self, step: str) -> GoalsExercise:
        """Show the team's goals, each with the sentence that builds itself."""
        return self._show(GoalsExercise(self, step))

    def goal_reviews(self, step: str, *, on: str) -> GoalReviewsExercise:
        """Ask what no machine can check about the goals of step ``on``."""
        return self._show(GoalReviewsExercise(self, step, on))

    def measures(self, step: str, *, on: str, brief: bool = False) -> MeasuresExercise:
        """Show measures for the goals of step ``on``; ``brief`` folds all but what is new."""
        return self._show(MeasuresExercise(self, step, on, brief=brief))

    def recommendations(self, step: str) -> RecommendationsExercise:
        """Show what the team recommends, and what carries it out."""
        return self._show(RecommendationsExercise(self, step))

    def activities(self, step: str, *, on: str = "", brief: bool = False) -> ActivitiesExercise:
        """Show activities for the goals of step ``on``; ``brief`` folds all but what is new."""
        return self._show(ActivitiesExercise(self, step, on, brief=brief))

    def who_does_what(self, step: str) -> WhoDoesWhatExercise:
        """Show partners against goals, and what follows."""
        return self._show(WhoDoesWhatExercise(self, step))

    def take_plan(self, step: str) -> TakePlanExercise:
        """Show a way to take the team's plan along as tables."""
        return self._show(TakePlanExercise(self, step))

    def timeline(self, step: str) -> TimelineExercise:
        """Show the team's days, and hand them out as a calendar."""
        return self._show(TimelineExercise(self, step))

    def money(self, step: str, *, brief: bool = False) -> MoneyExercise:
        """Show the team's two ledgers; ``brief`` folds all but what is new."""
        return self._show(MoneyExercise(self, step, brief=brief))

    def policies(self, step: str) -> PoliciesExercise:
        """Show what the team changed in policy or practice."""
        return self._show(PoliciesExercise(self, step))

    def risks(self, step: str) -> RisksExercise:
        """Show what could go wrong, and what the team would stop."""
        return self._show(RisksExercise(self, step))

    def public_page(self, step: str) -> PublicPageExercise:
        """Show how the page for the public will look."""
        return self._show(PublicPageExercise(self, step))

    def wins(self, step: str) -> WinsExercise:
        """Show the team's list of small wins."""
        return self._show(WinsExercise(self, step))

    def win_wall(self, step: str, *, on: str) -> WinWallExercise:
        """Show the wall of the wins that are written down in step ``on``."""
        return self._show(WinWallExercise(self, step, on))

    def my_name(self, step: str) -> MyNameExercise:
        """Show a person where they are named, and ask who may read it."""
        return self._show(MyNameExercise(self, step))

    def meetings(self, step: str) -> MeetingsExercise:
        """Show the team's meetings, and who came over time."""
        return self._show(MeetingsExercise(self, step))

    def next_steps(self, step: str) -> NextStepsExercise:
        """Show who said they would do what, and by when."""
        return self._show(NextStepsExercise(self, step))

    def drift(self, step: str, *, on: str, survey: str = "five_conditions") -> DriftExercise:
        """Show where the work has moved; ``survey`` is the one answered in step ``on``."""
        return self._show(DriftExercise(self, step, on, survey))

    def governance(self, step: str) -> GovernanceExercise:
        """Show the team's note on how it works."""
        return self._show(GovernanceExercise(self, step))

    def coaching_notes(self, step: str) -> CoachingNotesExercise:
        """Show the coaching notes that whoever is here may read."""
        return self._show(CoachingNotesExercise(self, step))

    def carry_on(self, step: str) -> CarryOnExercise:
        """Show who carries each goal on, and what the network keeps."""
        return self._show(CarryOnExercise(self, step))

    def golden_thread(self, step: str) -> GoldenThreadExercise:
        """Show the thread from each need to what came of it, and the loose ends."""
        return self._show(GoldenThreadExercise(self, step))

    def since_then(self, step: str) -> SinceThenExercise:
        """Show what happened since the last forum."""
        return self._show(SinceThenExercise(self, step))

    def where_we_are(self, step: str) -> WhereWeAreExercise:
        """Show where the team is along the planning model it likes."""
        return self._show(WhereWeAreExercise(self, step))
