"""What happened since: new, changed, dropped and done, from the entries' own history.

A place is a ``seq`` in the store's own order. What one person alone may see, what was said in
confidence, and how anybody rated or voted is not in ``KINDS_TOLD``, and so never told here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

from ciwidgets.model import (
    KINDS,
    Activity,
    Body,
    CarryOn,
    DataSource,
    Goal,
    Governance,
    ImportedAnswers,
    ImportedIndicators,
    ImportedMap,
    ImportedSurvey,
    JoinCode,
    LedgerLine,
    Lesson,
    Lever,
    MapQuestion,
    Measure,
    Meeting,
    Need,
    NextStep,
    Partner,
    PolicyResponse,
    Reading,
    Recommendation,
    Resource,
    Risk,
    Seat,
    SharedWord,
    Sharing,
    Theme,
    WhatIf,
    Win,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ciwidgets.model import Entry, Occasion, Program

What = Literal["done", "new", "changed", "dropped"]
WHATS: Final[tuple[What, ...]] = ("done", "new", "changed", "dropped")
# In the order they are told; the team's own lists and nothing else.
KINDS_TOLD: Final[tuple[type[Body], ...]] = (
    Win,
    Goal,
    Measure,
    Reading,
    Activity,
    Recommendation,
    PolicyResponse,
    Risk,
    LedgerLine,
    NextStep,
    Meeting,
    Lesson,
    Need,
    Theme,
    Lever,
    SharedWord,
    MapQuestion,
    WhatIf,
    Partner,
    Seat,
    Resource,
    DataSource,
    Sharing,
    Governance,
    CarryOn,
    ImportedSurvey,
    ImportedIndicators,
)
# What says that something is done, and what that it is not wanted any more.
_DONE: Final[dict[type[Body], str]] = {Activity: "done", NextStep: "done", Goal: "reached"}
# Of no interest to a reader: where it was written, and its place among the others.
_UNTOLD: Final = frozenset({"step", "rank"})
# What belongs to an occasion and says nothing of when it was: files, brought late, and the codes
# that staff made long before.
_AT_NO_TIME: Final = (ImportedSurvey, ImportedAnswers, ImportedIndicators, ImportedMap, JoinCode)
# A day's evening is the next day in Greenwich.
_EVENING: Final = timedelta(days=1)


class Kept(Protocol):
    """A revision of a record, of which ``entry`` holds all; reading that takes its time."""

    @property
    def kind(self) -> type[Body]:
        """What it is."""

    @property
    def seq(self) -> int:
        """Its place."""

    @property
    def team_id(self) -> str:
        """Whose it is."""

    @property
    def occasion(self) -> str:
        """The occasion it belongs to."""

    @property
    def retracted(self) -> bool:
        """Whether it takes the record off its list."""

    @property
    def entry(self) -> Entry[Any]:
        """All of it."""


class History(Protocol):
    """What keeps a team's entries, revision by revision."""

    def kept_after(self, seq: int, kinds: Collection[type[Body]]) -> Iterator[Sequence[Kept]]:
        """Yield the revisions, oldest first, of each record of these kinds with one after."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What became of one record, its newest revision, and the names of the fields that changed.

    ``before`` is the revision that those fields are held against.
    """

    what: What
    kept: Kept
    fields: tuple[str, ...] = ()
    before: Kept | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """What happened after an occasion; ``occasion`` is None for everything from the beginning."""

    occasion: Occasion | None
    happenings: tuple[Happening, ...]

    def count(self, what: What) -> int:
        """Return how much is new, changed, dropped or done."""
        return sum(one.what == what for one in self.happenings)

    def groups(self) -> Iterator[tuple[What, type[Body], list[Happening]]]:
        """Yield what happened by what became of it and by kind, the newest first."""
        found: defaultdict[tuple[What, type[Body]], list[Happening]] = defaultdict(list)
        for one in self.happenings:
            found[one.what, one.kept.kind].append(one)
        for what in WHATS:
            for kind in KINDS_TOLD:
                if (what, kind) in found:
                    yield what, kind, found[what, kind][::-1]


def happenings(
    history: History, team_id: str, after: int, until: int | None = None
) -> tuple[Happening, ...]:
    """Return what became of a team's records between two places, in the store's order."""
    found = []
    for revisions in history.kept_after(after, KINDS_TOLD):
        now = _last(revisions, until)
        if now is None or now.team_id != team_id or now.seq <= after:
            continue
        told = _happening(_last(revisions, after), now)
        if told is not None:
            found.append(told)
    return tuple(sorted(found, key=lambda one: one.kept.seq))


def since(
    history: History, program: Program, team_id: str, occasion: str, until: int | None = None
) -> Since:
    """Return what happened after the end of an occasion, or all of it for none of that name.

    An occasion at which nothing was said was over where the last one before it was.
    """
    names = [one.id for one in _in_order(program)]
    up_to = names[: names.index(occasion) + 1] if occasion in names else []
    ends_at = ends(history, program)
    after = max((ends_at[one] for one in up_to if one in ends_at), default=0)
    return Since(program.occasion(occasion), happenings(history, team_id, after, until))


def since_last_forum(
    history: History, program: Program, team_id: str, occasion: str, until: int | None = None
) -> Since:
    """Return what happened since the last forum, as it stands at an occasion.

    It is the newest forum up to that occasion after which anything happened: in the months after a
    forum that one, and in its own hall the one before.
    """
    in_order = _in_order(program)
    names = [one.id for one in in_order]
    up_to = in_order[: names.index(occasion) + 1] if occasion in names else in_order
    ends_at = ends(history, program)
    for forum in reversed([one for one in up_to if one.kind == "forum" and one.id in ends_at]):
        found = happenings(history, team_id, ends_at[forum.id], until)
        if found:
            return Since(forum, found)
    return Since(None, happenings(history, team_id, 0, until))


def ends(history: History, program: Program) -> dict[str, int]:
    """Return the place at which each occasion was over, for those at which anything was said.

    What is said in the months after a forum still belongs to it, so its own day ends it; where
    nothing was said by then, as in a record that was brought whole, its last entry does.
    """
    said: defaultdict[str, list[Kept]] = defaultdict(list)
    kinds = [one for one in KINDS.values() if one not in _AT_NO_TIME]
    for revisions in history.kept_after(0, kinds):
        for one in revisions:
            said[one.occasion].append(one)
    found: dict[str, int] = {}
    so_far = 0
    for occasion in _in_order(program):
        if occasion.id in said:
            so_far = max(so_far, _end(said[occasion.id], occasion))
            found[occasion.id] = so_far
    return found


def _end(said: list[Kept], occasion: Occasion) -> int:
    """Return the place of an occasion's last entry by the evening of its day, else of its last."""
    in_order = sorted(said, key=lambda one: one.seq)
    evening = occasion.date + _EVENING
    # The store keeps what is said in the order it was said: few have to be looked at.
    by_then = bisect_right(in_order, evening, key=lambda one: one.entry.created_at.date())
    return in_order[by_then - 1 if by_then else -1].seq


def _in_order(program: Program) -> list[Occasion]:
    return sorted(program.occasions, key=lambda one: one.date)


def _last(revisions: Sequence[Kept], until: int | None) -> Kept | None:
    return next((one for one in reversed(revisions) if until is None or one.seq <= until), None)


def _happening(before: Kept | None, now: Kept) -> Happening | None:
    was_there = before is not None and not before.retracted
    if now.retracted:
        return Happening("dropped", now) if was_there else None
    if before is None or not was_there:
        return Happening("done" if _is_done(now) else "new", now)
    fields = _changed(before.entry.body, now.entry.body)
    if "status" in fields and _is_done(now):
        return Happening("done", now)
    if "status" in fields and getattr(now.entry.body, "status", "") == "dropped":
        return Happening("dropped", now)
    return Happening("changed", now, fields, before) if fields else None


def _is_done(now: Kept) -> bool:
    if now.kind in _DONE:
        return getattr(now.entry.body, "status", "") == _DONE[now.kind]
    return now.kind is Win


def _changed(before: Body, now: Body) -> tuple[str, ...]:
    return tuple(
        name
        for name in type(now).model_fields
        if name not in _UNTOLD and getattr(before, name, None) != getattr(now, name)
    )
