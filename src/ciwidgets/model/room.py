"""What a facilitator does with a room: where it works, what it sees, how long it has.

All of it belongs to the whole program: its entries name no team.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from ciwidgets.model.breakouts import GroupId
from ciwidgets.model.entries import Body
from ciwidgets.model.text import FilledShortText, Identifier, ShortText, StepId

# What several teams share: what they say alike, and what they lack alike.
SharedPart = Literal[
    "needs", "themes", "levers", "goals", "risks", "recommendations",
    "data", "lines", "full", "sectors", "seats",
]  # fmt: skip


class RoomPlace(Body):
    """Where the room is: the occasion going on, and the exercise everyone is asked to open.

    An empty ``occasion`` leaves it to the program file and the calendar; an empty ``step`` asks
    for none.
    """

    kind: ClassVar[str] = "room_place"
    occasion: Identifier | Literal[""] = ""
    step: StepId | Literal[""] = ""


class Timer(Body):
    """A clock everyone sees, until ``ends_at``; one that was stopped has ``seconds_left``."""

    kind: ClassVar[str] = "timer"
    label: ShortText = ""
    ends_at: AwareDatetime | None = None
    seconds_left: Annotated[int, Field(ge=0, le=8 * 3600)] = 0

    @model_validator(mode="after")
    def _runs_or_stands(self) -> Self:
        if isinstance(self.ends_at, datetime) and self.seconds_left:
            raise ValueError("a timer that runs ends at a moment; one that stands has seconds left")
        return self


class Announcement(Body):
    """A message to every page of the program, or of one team; retracted when it is taken down."""

    kind: ClassVar[str] = "announcement"
    text: FilledShortText
    to_team: Identifier | Literal[""] = ""


class Reveal(Body):
    """What the projector shows: nothing before a facilitator says so.

    ``step`` and ``to_show`` name a result: of one team or group, or of the room where
    ``to_show`` is empty: all teams together or side by side. ``part`` names what is shown of what
    teams share. ``screen`` is how many screens down, where it is longer, of so many ``screens``
    where that is known.
    """

    kind: ClassVar[str] = "reveal"
    view: Literal["welcome", "join", "exercise", "progress", "result", "shared"] = "welcome"
    to_show: Identifier | GroupId | Literal[""] = ""
    step: StepId | Literal[""] = ""
    is_side_by_side: bool = False
    part: SharedPart | Literal[""] = ""
    screen: Annotated[int, Field(ge=0, le=50)] = 0
    screens: Annotated[int, Field(ge=0, le=50)] = 0


class Rehearsal(Body):
    """Whether made-up people answer by themselves, so that a facilitator can practise alone."""

    kind: ClassVar[str] = "rehearsal"
    is_on: bool
