"""Who may do what: the one table of role and action."""

from __future__ import annotations

from typing import Final

from ciwidgets.model import Role

ANSWER: Final = "answer"
MERGE_IDEAS: Final = "merge_ideas"
CHOOSE_NEEDS: Final = "choose_needs"
KEEP_RECORDS: Final = "keep_records"  # what a whole team lists: resources, partners, themes
PUBLISH: Final = "publish"  # choose what stands on the page for the public
BRING_FILES: Final = "bring_files"  # a survey or local numbers from a file
OPEN_STEP: Final = "open_step"
HIDE_IDEA: Final = "hide_idea"
SHARE: Final = "share"
SEE_MEASURES: Final = "see_measures"
CHOOSE_PICTURE: Final = "choose_picture"  # by which planning model a team sees where it is
TYPE_PAPER: Final = "type_paper"  # what people without a device wrote on paper
LOOK: Final = "look"  # choose which team to see
LEAD_ROOM: Final = "lead_room"  # where the room is, its timer and messages, every team's steps

MAY: Final[dict[Role, frozenset[str]]] = {
    Role.PARTICIPANT: frozenset({ANSWER, MERGE_IDEAS, CHOOSE_NEEDS, KEEP_RECORDS}),
    Role.PROJECT_MANAGER: frozenset(
        {
            ANSWER,
            MERGE_IDEAS,
            CHOOSE_NEEDS,
            KEEP_RECORDS,
            BRING_FILES,
            PUBLISH,
            CHOOSE_PICTURE,
            OPEN_STEP,
            HIDE_IDEA,
            SHARE,
            TYPE_PAPER,
        }
    ),
    Role.FACILITATOR: frozenset(
        {
            MERGE_IDEAS,
            CHOOSE_NEEDS,
            KEEP_RECORDS,
            CHOOSE_PICTURE,
            OPEN_STEP,
            HIDE_IDEA,
            SHARE,
            SEE_MEASURES,
            TYPE_PAPER,
            LOOK,
            LEAD_ROOM,
        }
    ),
}
# What only makes sense while a step takes answers.
WHILE_OPEN: Final = frozenset({ANSWER, MERGE_IDEAS, CHOOSE_NEEDS, KEEP_RECORDS, PUBLISH})


def may(role: Role, action: str) -> bool:
    """Say whether a role may take an action."""
    return action in MAY[role]
