"""A file that is brought through the page, in parts; what it counts as; and taking it off again."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ciwidgets.model.text import FilledShortText, Identifier, ShortText
from ciwidgets.visit.messages.door import Message, RequestId

# So many characters of base64 fit into one message with room to spare; three bytes are four.
MOST_CHARACTERS = 40_000


class BeginFile(Message):
    """A file follows, or goes on where its last part arrived; ``role`` says which of two it is."""

    type: Literal["begin"]
    upload_id: RequestId
    role: Literal["file", "dictionary", "comments"]
    name: FilledShortText
    size: Annotated[int, Field(ge=0, le=2**53)]


class FilePart(Message):
    """The next part of a file, in base64; parts count from 0."""

    type: Literal["part"]
    upload_id: RequestId
    number: Annotated[int, Field(ge=0, le=1_000_000)]
    data: Annotated[str, Field(max_length=MOST_CHARACTERS)]


class ReadFile(Message):
    """Say what the file holds; ``places`` are those of a file of local numbers to keep."""

    type: Literal["read"]
    upload_id: RequestId
    format: Identifier | Literal[""] = ""
    places: Annotated[list[ShortText], Field(max_length=60)] = Field(default_factory=list)


class KeepFile(Message):
    """Keep what was read; ``mapping`` holds the statement each question counts as.

    ``counts_as`` says what each map of a file is; empty where the file holds none.
    """

    type: Literal["keep"]
    upload_id: RequestId
    title: FilledShortText
    mapping: Annotated[dict[Identifier, Identifier], Field(max_length=100)] = Field(
        default_factory=dict
    )
    counts_as: Literal["person", "group", ""] = ""


class ForgetFile(Message):
    """Let go of the file; nothing of it is kept."""

    type: Literal["forget"]
