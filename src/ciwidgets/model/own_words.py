"""What one person says for themselves: theirs alone to change, and to have erased."""

from __future__ import annotations

from typing import Final

from ciwidgets.model.entries import Body
from ciwidgets.model.exercises import DotVote, Idea, Rating
from ciwidgets.model.goals import GoalReview
from ciwidgets.model.maps import ChangeOfMind, OwnMap, Reflection
from ciwidgets.model.names import NameConsent
from ciwidgets.model.priorities import NominalVote, Scores
from ciwidgets.model.wins import Thanks

# Numbers that are counted into a result.
OWN_NUMBERS: Final[tuple[type[Body], ...]] = (Rating, DotVote, NominalVote, Scores, GoalReview)
OWN_WORDS: Final[tuple[type[Body], ...]] = (
    *OWN_NUMBERS, Idea, OwnMap, ChangeOfMind, Reflection, Thanks, NameConsent,
)  # fmt: skip
