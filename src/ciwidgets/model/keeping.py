"""What happens to the record itself: that it must be kept, and what was taken out of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ciwidgets.model.entries import Body
from ciwidgets.model.text import Identifier, RecordId, ShortText, StepId


class Hold(Body):
    """A legal hold: while ``is_on``, nothing of the entry's team is erased, for any reason.

    Without a team it holds the whole program.
    """

    kind: ClassVar[str] = "hold"
    why: ShortText
    is_on: bool = True


class Erased(Body):
    """What stands in the place of an entry that was erased: what it was, and nothing it said.

    It has the place, the moment and the occasion of the entry, under a record id of its own.
    """

    kind: ClassVar[str] = "erased"
    was: Identifier
    of_step: StepId | Literal[""] = ""


class Erasure(Body):
    """That something was erased: told to every page at work, which then reads the record anew.

    ``people`` are the record ids of those who were erased, ``record`` the one record that
    did, ``before`` the day up to which old answers went; ``erased`` counts the records.
    """

    kind: ClassVar[str] = "erasure"
    scope: Literal["person", "team", "record", "before"]
    people: Annotated[list[RecordId], Field(max_length=2000)] = Field(default_factory=list)
    record: RecordId | Literal[""] = ""
    before: date | None = None
    why: ShortText = ""
    erased: Annotated[int, Field(ge=0)] = 0
