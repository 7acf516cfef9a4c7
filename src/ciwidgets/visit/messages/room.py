"""What whoever leads the room says to all of it; and a page that asks what the timer has left."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.text import FilledShortText, Identifier, RecordId, ShortText, StepId
from ciwidgets.visit.messages.door import Message

_MOST_TEAMS = 200
_LONGEST = 8 * 3600
# What stands beside a clock is read at a glance.
_LONGEST_LABEL = 60


class RoomNow(Message):
    """Say anew what the room is told, and how long the timer has."""

    type: Literal["room"]


class PlaceRoom(Message):
    """The room is at this occasion and this step; nothing leaves the occasion to the calendar."""

    type: Literal["place"]
    occasion: Identifier | Literal[""]
    step: StepId | Literal[""]


class SetSteps(Message):
    """Open or close steps for some teams, or for all where none is named."""

    type: Literal["steps"]
    steps: Annotated[list[StepId], Field(min_length=1, max_length=10)]
    teams: Annotated[list[Identifier], Field(max_length=_MOST_TEAMS)]
    is_open: bool


class StartTimer(Message):
    """Start a timer everyone sees."""

    type: Literal["start"]
    seconds: Annotated[int, Field(ge=5, le=_LONGEST)]
    label: Annotated[ShortText, Field(max_length=_LONGEST_LABEL)] = ""


class AddTime(Message):
    """Give the timer more time, or less."""

    type: Literal["add"]
    seconds: Annotated[int, Field(ge=-3600, le=3600)]


class StopTimer(Message):
    """Let the timer stand still."""

    type: Literal["stop"]


class GoOnTimer(Message):
    """Let the timer run on."""

    type: Literal["go_on"]


class ClearTimer(Message):
    """Take the timer off every page."""

    type: Literal["clear"]


class SendMessage(Message):
    """Say something on every page, or on those of one team."""

    type: Literal["send"]
    text: FilledShortText
    to_team: Identifier | Literal[""]


class TakeDown(Message):
    """Take a message off every page."""

    type: Literal["take_down"]
    record_id: RecordId


class AskShared(Message):
    """Read what this team says; without a team, say what several have in common."""

    type: Literal["ask"]
    team_id: Identifier | Literal[""]


class SetRehearsal(Message):
    """Let made-up people answer by themselves, or stop."""

    type: Literal["rehearse"]
    is_on: bool
