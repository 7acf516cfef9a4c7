"""What one person says for themselves, theirs alone to change and to have erased; and nobody's."""

from __future__ import annotations

from typing import Final

from ciwidgets.model.entries import Body
from ciwidgets.model.exercises import DotVote, Idea, Rating
from ciwidgets.model.goals import GoalReview
from ciwidgets.model.keeping import Erased, Erasure, Hold
from ciwidgets.model.maps import ChangeOfMind, OwnMap, Reflection
from ciwidgets.model.meetings import CoachingNote
from ciwidgets.model.names import NameConsent
from ciwidgets.model.people import JoinCode
from ciwidgets.model.priorities import NominalVote, Scores
from ciwidgets.model.program import Program
from ciwidgets.model.releases import Release
from ciwidgets.model.wins import Thanks

# Numbers that are counted into a result.
OWN_NUMBERS: Final[tuple[type[Body], ...]] = (Rating, DotVote, NominalVote, Scores, GoalReview)
OWN_WORDS: Final[tuple[type[Body], ...]] = (
    *OWN_NUMBERS, Idea, OwnMap, ChangeOfMind, Reflection, Thanks, CoachingNote, NameConsent,
)  # fmt: skip
# What is nobody's words: codes, what reports have shown, and what tells of the record itself.
OF_THE_PROGRAM: Final[tuple[type[Body], ...]] = (
    Program, JoinCode, Release, Hold, Erased, Erasure,
)  # fmt: skip
