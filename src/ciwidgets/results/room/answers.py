"""What counts as somebody's own answer, and what a team writes as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ciwidgets.model import (
    KINDS,
    Announcement,
    ChangeOfMind,
    CoachingNote,
    DotVote,
    GoalReview,
    Idea,
    NominalVote,
    OwnMap,
    Rating,
    Reflection,
    Reveal,
    RoomPlace,
    Scores,
    StepState,
    Timer,
)

if TYPE_CHECKING:
    from ciwidgets.model import Body

OwnAnswer = Rating | DotVote | NominalVote | Scores | Idea | OwnMap | ChangeOfMind | GoalReview

# What is said to the whole room is no work of any team.
OF_THE_ROOM: Final[tuple[type[Body], ...]] = (RoomPlace, Timer, Announcement, Reveal)
# Whether an answer belongs to its occasion; ideas carry on from one to the next. What a team writes
# as one is nobody's own answer, and so is not counted by person.
OWN_ANSWERS: Final[dict[type[OwnAnswer], bool]] = {
    Rating: True,
    DotVote: True,
    NominalVote: True,
    Scores: True,
    Idea: False,
    OwnMap: True,
    ChangeOfMind: True,
    GoalReview: False,
}
# Not even how many have written is told of these.
_UNTOLD: Final[tuple[type[Body], ...]] = (Reflection, CoachingNote)
# What stands in a list of the whole team.
LISTED: Final[frozenset[type[Body]]] = frozenset(
    kind
    for kind in KINDS.values()
    if "step" in kind.model_fields and kind not in (*OWN_ANSWERS, *OF_THE_ROOM, *_UNTOLD, StepState)
)


def is_own(body: OwnAnswer) -> bool:
    """Whether this is somebody's own answer: a ballot may be empty, or a sheet everybody's."""
    match body:
        case Rating():
            return bool(body.answers)
        case DotVote():
            return bool(body.dots)
        case NominalVote():
            return bool(body.picks)
        case Scores():
            return bool(body.scores) and not body.is_together
        case OwnMap():
            return body.is_handed_in
    return True
