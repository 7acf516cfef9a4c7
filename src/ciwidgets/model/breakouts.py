"""What teams learn from each other: small groups across teams, and what they carry home."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from ciwidgets.model.entries import Body
from ciwidgets.model.text import (
    FilledName,
    FilledShortText,
    Identifier,
    RecordId,
    ShortText,
    StepId,
)

# A group is kept as a team of its own, under an id no program file can give a team.
GROUP_PREFIX = "breakout:"
GroupId = Annotated[str, StringConstraints(pattern=rf"^{GROUP_PREFIX}[0-9a-f]{{12}}$", strict=True)]
Again = Literal["yes", "changed", "no", ""]


class Breakout(Body):
    """A group of people from several teams, who talk about one question at one occasion.

    The entry's own team is the group's: ``breakout:`` and an id.
    """

    kind: ClassVar[str] = "breakout"
    title: FilledName
    question: ShortText = ""
    is_open: bool = True


class Tried(Body):
    """What a team tried and what came of it, told to the teams of a breakout.

    ``from_team`` is the team that tried it, ``line`` a line of work; ``again`` says whether they
    would do it again.
    """

    kind: ClassVar[str] = "tried"
    step: StepId
    what: FilledShortText
    came_of_it: ShortText = ""
    advice: ShortText = ""
    again: Again = ""
    line: Identifier | Literal[""] = ""
    from_team: Identifier | Literal[""] = ""


class Borrowed(Body):
    """Something a person heard in a breakout and carried home to their own team.

    ``source_ids`` names the entries of the group it comes from; ``plan`` is what the team makes
    of it.
    """

    kind: ClassVar[str] = "borrowed"
    step: StepId
    what: FilledShortText
    plan: ShortText = ""
    heard_in: ShortText = ""
    from_team: Identifier | Literal[""] = ""
    source_ids: Annotated[list[RecordId], Field(max_length=20)] = Field(default_factory=list)


def is_group(team_id: str) -> bool:
    """Say whether a team's id is that of a breakout, which is no team of the program."""
    return team_id.startswith(GROUP_PREFIX)
