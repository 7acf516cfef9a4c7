"""What a person sees and touches: one file a widget, traits and nothing else.

Law: imports ``model`` and ``anywidget``, never the store. State travels only to the page; what a
page says comes back as a message, and whoever shows the widget decides what it means.
"""

from ciwidgets.widgets.base import ExerciseWidget, PageWidget
from ciwidgets.widgets.bring_file import BringFileWidget
from ciwidgets.widgets.change_of_mind import ChangeOfMindWidget
from ciwidgets.widgets.data_sources import DataSourcesWidget
from ciwidgets.widgets.dot_vote import DotVoteWidget
from ciwidgets.widgets.idea_board import IdeaBoardWidget
from ciwidgets.widgets.join_strip import JoinStripWidget
from ciwidgets.widgets.lessons import LessonsWidget
from ciwidgets.widgets.levers import LeversWidget
from ciwidgets.widgets.local_numbers import LocalNumbersWidget
from ciwidgets.widgets.map_question import MapQuestionWidget
from ciwidgets.widgets.map_warm_up import MapWarmUpWidget
from ciwidgets.widgets.my_map import MyMapWidget
from ciwidgets.widgets.need_choice import NeedChoiceWidget
from ciwidgets.widgets.our_map import OurMapWidget
from ciwidgets.widgets.our_words import OurWordsWidget
from ciwidgets.widgets.partners import PartnersWidget
from ciwidgets.widgets.priorities import PrioritiesWidget
from ciwidgets.widgets.rating import RatingWidget
from ciwidgets.widgets.reflection import ReflectionWidget
from ciwidgets.widgets.resources import ResourcesWidget
from ciwidgets.widgets.team_home import TeamHomeWidget
from ciwidgets.widgets.themes import ThemesWidget
from ciwidgets.widgets.what_drives import WhatDrivesWidget
from ciwidgets.widgets.what_if import WhatIfWidget

__all__ = [
    "BringFileWidget",
    "ChangeOfMindWidget",
    "DataSourcesWidget",
    "DotVoteWidget",
    "ExerciseWidget",
    "IdeaBoardWidget",
    "JoinStripWidget",
    "LessonsWidget",
    "LeversWidget",
    "LocalNumbersWidget",
    "MapQuestionWidget",
    "MapWarmUpWidget",
    "MyMapWidget",
    "NeedChoiceWidget",
    "OurMapWidget",
    "OurWordsWidget",
    "PageWidget",
    "PartnersWidget",
    "PrioritiesWidget",
    "RatingWidget",
    "ReflectionWidget",
    "ResourcesWidget",
    "TeamHomeWidget",
    "ThemesWidget",
    "WhatDrivesWidget",
    "WhatIfWidget",
]
