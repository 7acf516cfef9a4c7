"""An entry: one thing somebody did, kept for good."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

# A fixed namespace, so that the same person and vote always give the same record.
_NAMESPACE = uuid.UUID("6f6f1f6e-6c1c-5d0a-9c5e-0d7f4f1a2b3c")


class Part(BaseModel):
    """A piece of a body: strict, never changed, and of known fields only."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Body(Part):
    """What one entry says; each kind is a subclass with its ``kind`` and ``schema_version``."""

    kind: ClassVar[str]
    schema_version: ClassVar[int] = 1

    @property
    def lookup(self) -> str:
        """What the store finds this body by, such as a code; empty where nothing asks for it."""
        return ""


B = TypeVar("B", bound=Body)
B_co = TypeVar("B_co", bound=Body, covariant=True)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer hands to the store.

    ``base_revision`` is the revision the writer saw (0 for a new record); ``request_id`` with
    ``ordinal`` is unique per author, so that sending the same draft again changes nothing.
    ``team_id``, ``author_id`` and ``occasion`` are empty where there is none (staff, the program).
    ``told_at`` is for what is told after it happened, as the made-up year is; else it happens now.
    """

    record_id: str
    body: Body
    request_id: str
    team_id: str = ""
    author_id: str = ""
    occasion: str = ""
    base_revision: int = 0
    ordinal: int = 0
    retracted: bool = False
    told_at: datetime | None = None

    @property
    def kind(self) -> str:
        """The kind of the body."""
        return self.body.kind

    def kept(self, seq: int, now: datetime) -> Entry[Body]:
        """Return the entry this draft becomes at a place in the store's order."""
        return Entry(
            seq=seq,
            record_id=self.record_id,
            kind=self.kind,
            schema=self.body.schema_version,
            team_id=self.team_id,
            author_id=self.author_id,
            occasion=self.occasion,
            revision=self.base_revision + 1,
            body=self.body,
            created_at=now,
            request_id=self.request_id,
            ordinal=self.ordinal,
            retracted=self.retracted,
        )


@dataclass(frozen=True, slots=True)
class Entry(Generic[B_co]):
    """A draft the store has kept: with its place in the store's own order and its revision."""

    seq: int
    record_id: str
    kind: str
    schema: int
    team_id: str
    author_id: str
    occasion: str
    revision: int
    body: B_co
    created_at: datetime
    request_id: str
    ordinal: int
    retracted: bool


def kind_of(body: type[Body]) -> str:
    """Return the kind a body class stands for."""
    return body.kind


def new_id() -> str:
    """Return a fresh record id."""
    return str(uuid.uuid4())


def record_id_for(*parts: str) -> str:
    """Return the one record id these parts stand for, such as a person and a vote."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(parts)))
