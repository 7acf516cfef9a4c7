"""Maps: a person's own, the words a team shares, and what it asks of its map."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.entries import Part
from ciwidgets.model.maps import (
    MOST_LINKS,
    MOST_WORDS,
    Place,
    Push,
    Rule,
    Squashing,
    Steepness,
    Weight,
    WordKey,
)
from ciwidgets.model.text import FilledShortText, Identifier, RecordId, ShortText
from ciwidgets.visit.messages.door import Message, Revision
from ciwidgets.visit.messages.records import SaveRecord


class PageWord(Part):
    """A word as the page knows it."""

    id: RecordId
    label: FilledShortText
    stands_for: Annotated[str, Field(max_length=130)] = ""
    x: Place | None = None
    y: Place | None = None


class PageLink(Part):
    """A link as the page knows it."""

    source: RecordId
    target: RecordId
    weight: Weight


class SaveMap(Message):
    """A person's own map, all of it."""

    type: Literal["save"]
    base_revision: Revision
    words: Annotated[list[PageWord], Field(max_length=MOST_WORDS)]
    links: Annotated[list[PageLink], Field(max_length=MOST_LINKS)]
    is_handed_in: bool


class TakeMap(Message):
    """Give me this map as a file to keep; ``map`` is "own", "people", "sectors" or a record id."""

    type: Literal["take"]
    map: RecordId
    format: Literal["mmp", "csv", "xlsx", "kumu", "graphml"]


class SaveMapQuestion(SaveRecord):
    """What the team's maps are about."""

    text: FilledShortText
    need_id: RecordId | Literal[""] = ""


class SaveSharedWord(SaveRecord):
    """Words that mean the same, under one label."""

    label: FilledShortText
    words: Annotated[list[WordKey], Field(min_length=2, max_length=60)]


class AskFindings(Message):
    """Say what this map says; ``map`` is "own", "people", "sectors" or a record id."""

    type: Literal["ask"]
    map: RecordId


class AskWhatIf(Message):
    """Run a what-if; it is answered, and nothing is kept."""

    type: Literal["ask"]
    map: RecordId
    pushes: Annotated[list[Push], Field(min_length=1, max_length=20)]
    rule: Rule = "kosko"
    squashing: Squashing = "sigmoid"
    steepness: Steepness = 1.0


class SaveWhatIf(SaveRecord):
    """A what-if to keep."""

    title: FilledShortText
    map: RecordId
    pushes: Annotated[list[Push], Field(min_length=1, max_length=20)]
    rule: Rule = "kosko"
    squashing: Squashing = "sigmoid"
    steepness: Steepness = 1.0


class SaveLesson(SaveRecord):
    """A statement the group agrees to, and whether other communities may read it."""

    text: FilledShortText
    is_public: bool = False
    line: Identifier | Literal[""] = ""


class SaveLever(SaveRecord):
    """A word of the map worth a goal."""

    word: WordKey
    direction: Literal["more", "less"]
    reason: ShortText = ""
