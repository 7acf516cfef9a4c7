"""What a person sees and touches: one file a widget, traits and nothing else.

Law: imports ``model`` and ``anywidget``, never the store. State travels only to the page; what a
page says comes back as a message, and whoever shows the widget decides what it means.
"""

from ciwidgets.widgets.base import ExerciseWidget, PageWidget
from ciwidgets.widgets.dot_vote import DotVoteWidget
from ciwidgets.widgets.idea_board import IdeaBoardWidget
from ciwidgets.widgets.join_strip import JoinStripWidget
from ciwidgets.widgets.need_choice import NeedChoiceWidget
from ciwidgets.widgets.rating import RatingWidget
from ciwidgets.widgets.team_home import TeamHomeWidget

__all__ = [
    "DotVoteWidget",
    "ExerciseWidget",
    "IdeaBoardWidget",
    "JoinStripWidget",
    "NeedChoiceWidget",
    "PageWidget",
    "RatingWidget",
    "TeamHomeWidget",
]
