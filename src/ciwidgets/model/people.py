"""Who takes part, and how they come in."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from ciwidgets.model.codes import ALPHABET
from ciwidgets.model.entries import Body
from ciwidgets.model.text import Identifier, Name, RecordId

Code = Annotated[str, StringConstraints(pattern=rf"^[{ALPHABET}]{{8}}$", strict=True)]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$", strict=True)]


class Role(StrEnum):
    """What a person is to the program; staff have the command line instead."""

    PARTICIPANT = "participant"
    PROJECT_MANAGER = "project_manager"
    FACILITATOR = "facilitator"


class JoinCode(Body):
    """A code that lets people in: a team's for one occasion, a project manager's, a facilitator's.

    The team and the occasion are the entry's own; a project manager's code has no occasion, a
    facilitator's has no team either.
    """

    kind: ClassVar[str] = "join_code"
    code: Code
    role: Annotated[Role, Field(strict=False)]
    is_open: bool = True

    @property
    def lookup(self) -> str:
        """The code somebody typed."""
        return self.code


class Person(Body):
    """One person in one team. The name is theirs to give or not; the record id is who they are.

    In a breakout, ``home_id`` is who they are in their own team, ``home_team``; they have no name
    there, and come back as who they are at home.
    """

    kind: ClassVar[str] = "person"
    role: Annotated[Role, Field(strict=False)]
    sector: Identifier | Literal[""] = ""
    name: Name = ""
    return_code_hash: Hash | Literal[""] = ""
    source: Literal["room", "import", "sample", "paper"] = "room"
    same_as: str = ""  # the person this record was joined to, when one person had two
    home_id: RecordId | Literal[""] = ""
    home_team: Identifier | Literal[""] = ""

    @property
    def lookup(self) -> str:
        """The hash of the return code somebody typed."""
        return self.return_code_hash


class Device(Body):
    """A phone or laptop that is let back in as one person; only the hash of its token is kept."""

    kind: ClassVar[str] = "device"
    person_id: str
    token_hash: Hash

    @property
    def lookup(self) -> str:
        """The hash of the token a device shows."""
        return self.token_hash
