"""Who is here: joining, coming back, leaving, looking at a team."""

from __future__ import annotations

from typing import Literal

from ciwidgets.model.breakouts import GroupId
from ciwidgets.model.text import Identifier, Name
from ciwidgets.visit.messages.door import Message, Token, Typed


class Join(Message):
    """Come into a team by its code, or ``to_lead`` the room by a facilitator's."""

    type: Literal["join"]
    code: Typed
    name: Name = ""
    sector: Identifier | Literal[""] = ""
    to_lead: bool = False


class Restore(Message):
    """Come back on a device that knows who this is."""

    type: Literal["restore"]
    token: Token
    code: Typed = ""


class Return(Message):
    """Come back on another device."""

    type: Literal["return"]
    return_code: Typed


class Leave(Message):
    """This is not me."""

    type: Literal["leave"]


class Look(Message):
    """A facilitator looks at a team."""

    type: Literal["look"]
    team_id: Identifier | GroupId


class Enter(Message):
    """Go into a group by its code, as who one is at home."""

    type: Literal["enter"]
    code: Typed


class Rename(Message):
    """Give another name or sector."""

    type: Literal["rename"]
    name: Name = ""
    sector: Identifier | Literal[""] = ""
