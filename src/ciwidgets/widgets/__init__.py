"""What a person sees and touches: one file a widget, traits and nothing else.

Law: imports ``model`` and ``anywidget``, never the store. State travels only to the page; what a
page says comes back as a message, and whoever shows the widget decides what it means.
"""

from ciwidgets.widgets.activities import ActivitiesWidget
from ciwidgets.widgets.base import ExerciseWidget, PageWidget
from ciwidgets.widgets.breakouts import BreakoutsWidget
from ciwidgets.widgets.bring_file import BringFileWidget
from ciwidgets.widgets.brought_home import BroughtHomeWidget
from ciwidgets.widgets.carry_on import CarryOnWidget
from ciwidgets.widgets.case_exercise import CaseExerciseWidget
from ciwidgets.widgets.change_of_mind import ChangeOfMindWidget
from ciwidgets.widgets.coaching_notes import CoachingNotesWidget
from ciwidgets.widgets.data_sources import DataSourcesWidget
from ciwidgets.widgets.dot_vote import DotVoteWidget
from ciwidgets.widgets.drift import DriftWidget
from ciwidgets.widgets.goal_reviews import GoalReviewsWidget
from ciwidgets.widgets.goals import GoalsWidget
from ciwidgets.widgets.golden_thread import GoldenThreadWidget
from ciwidgets.widgets.governance import GovernanceWidget
from ciwidgets.widgets.idea_board import IdeaBoardWidget
from ciwidgets.widgets.join_strip import JoinStripWidget
from ciwidgets.widgets.lessons import LessonsWidget
from ciwidgets.widgets.levers import LeversWidget
from ciwidgets.widgets.local_numbers import LocalNumbersWidget
from ciwidgets.widgets.map_question import MapQuestionWidget
from ciwidgets.widgets.map_warm_up import MapWarmUpWidget
from ciwidgets.widgets.measures import MeasuresWidget
from ciwidgets.widgets.meetings import MeetingsWidget
from ciwidgets.widgets.money import MoneyWidget
from ciwidgets.widgets.my_map import MyMapWidget
from ciwidgets.widgets.my_name import MyNameWidget
from ciwidgets.widgets.need_choice import NeedChoiceWidget
from ciwidgets.widgets.next_steps import NextStepsWidget
from ciwidgets.widgets.our_map import OurMapWidget
from ciwidgets.widgets.our_words import OurWordsWidget
from ciwidgets.widgets.paper_sheets import PaperSheetsWidget
from ciwidgets.widgets.partners import PartnersWidget
from ciwidgets.widgets.policies import PoliciesWidget
from ciwidgets.widgets.priorities import PrioritiesWidget
from ciwidgets.widgets.projector import ProjectorWidget
from ciwidgets.widgets.public_page import PublicPageWidget
from ciwidgets.widgets.rating import RatingWidget
from ciwidgets.widgets.recommendations import RecommendationsWidget
from ciwidgets.widgets.reflection import ReflectionWidget
from ciwidgets.widgets.resources import ResourcesWidget
from ciwidgets.widgets.risks import RisksWidget
from ciwidgets.widgets.room_cards import RoomCardsWidget
from ciwidgets.widgets.room_message import RoomMessageWidget
from ciwidgets.widgets.room_progress import RoomProgressWidget
from ciwidgets.widgets.room_rehearsal import RoomRehearsalWidget
from ciwidgets.widgets.room_reveal import RoomRevealWidget
from ciwidgets.widgets.room_shared import RoomSharedWidget
from ciwidgets.widgets.room_steps import RoomStepsWidget
from ciwidgets.widgets.room_timer import RoomTimerWidget
from ciwidgets.widgets.self_check import SelfCheckWidget
from ciwidgets.widgets.sharing import SharingWidget
from ciwidgets.widgets.since_then import SinceThenWidget
from ciwidgets.widgets.take_home import TakeHomeWidget
from ciwidgets.widgets.take_plan import TakePlanWidget
from ciwidgets.widgets.team_home import TeamHomeWidget
from ciwidgets.widgets.themes import ThemesWidget
from ciwidgets.widgets.timeline import TimelineWidget
from ciwidgets.widgets.training_session import TrainingSessionWidget
from ciwidgets.widgets.tried import TriedWidget
from ciwidgets.widgets.what_drives import WhatDrivesWidget
from ciwidgets.widgets.what_if import WhatIfWidget
from ciwidgets.widgets.where_we_are import WhereWeAreWidget
from ciwidgets.widgets.who_does_what import WhoDoesWhatWidget
from ciwidgets.widgets.win_wall import WinWallWidget
from ciwidgets.widgets.wins import WinsWidget

__all__ = [
    "ActivitiesWidget",
    "BreakoutsWidget",
    "BringFileWidget",
    "BroughtHomeWidget",
    "CarryOnWidget",
    "CaseExerciseWidget",
    "ChangeOfMindWidget",
    "CoachingNotesWidget",
    "DataSourcesWidget",
    "DotVoteWidget",
    "DriftWidget",
    "ExerciseWidget",
    "GoalReviewsWidget",
    "GoalsWidget",
    "GoldenThreadWidget",
    "GovernanceWidget",
    "IdeaBoardWidget",
    "JoinStripWidget",
    "LessonsWidget",
    "LeversWidget",
    "LocalNumbersWidget",
    "MapQuestionWidget",
    "MapWarmUpWidget",
    "MeasuresWidget",
    "MeetingsWidget",
    "MoneyWidget",
    "MyMapWidget",
    "MyNameWidget",
    "NeedChoiceWidget",
    "NextStepsWidget",
    "OurMapWidget",
    "OurWordsWidget",
    "PageWidget",
    "PaperSheetsWidget",
    "PartnersWidget",
    "PoliciesWidget",
    "PrioritiesWidget",
    "ProjectorWidget",
    "PublicPageWidget",
    "RatingWidget",
    "RecommendationsWidget",
    "ReflectionWidget",
    "ResourcesWidget",
    "RisksWidget",
    "RoomCardsWidget",
    "RoomMessageWidget",
    "RoomProgressWidget",
    "RoomRehearsalWidget",
    "RoomRevealWidget",
    "RoomSharedWidget",
    "RoomStepsWidget",
    "RoomTimerWidget",
    "SelfCheckWidget",
    "SharingWidget",
    "SinceThenWidget",
    "TakeHomeWidget",
    "TakePlanWidget",
    "TeamHomeWidget",
    "ThemesWidget",
    "TimelineWidget",
    "TrainingSessionWidget",
    "TriedWidget",
    "WhatDrivesWidget",
    "WhatIfWidget",
    "WhereWeAreWidget",
    "WhoDoesWhatWidget",
    "WinWallWidget",
    "WinsWidget",
]
