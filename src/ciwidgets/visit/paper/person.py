"""Somebody whose answers stand on paper: they are checked as on a page, and gathered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from ciwidgets.model import Draft, Entry
from ciwidgets.results.priorities import Source
from ciwidgets.visit.ideas import IdeaBoardExercise
from ciwidgets.visit.identity import Identity
from ciwidgets.visit.maps.my_map import MyMapExercise
from ciwidgets.visit.paper.asks import Ask
from ciwidgets.visit.presence import Presence
from ciwidgets.visit.priorities import PrioritiesExercise
from ciwidgets.visit.rating import RatingExercise
from ciwidgets.visit.votes import DotVoteExercise


class PaperPerson(Presence):
    """A person without a page. What they answer is kept together with all else on their sheet."""

    def __init__(self, visit: Presence, identity: Identity) -> None:
        """Stand for this person in the record of who types."""
        self.workbook, self.store, self.program = visit.workbook, visit.store, visit.program
        self.record, self.told, self.words = visit.record, visit.told, visit.words
        self.door = visit.door
        self._language = visit._language  # noqa: SLF001  # one class: a visit without a page
        self.identity = identity
        self.drafts: list[Draft] = []

    def append(self, drafts: Sequence[Draft]) -> list[Entry[Any]]:
        """Gather drafts; nothing is kept before the whole sheet has been found right."""
        self.drafts += drafts
        return [one.kept(0, datetime.now(UTC)) for one in drafts]


class _Late:
    """An exercise without a page. Paper may come late: it is kept, and not in what was shown."""

    @property
    def is_open(self) -> bool:
        """Whether it takes answers: always."""
        return True


class PaperRating(_Late, RatingExercise):
    """A survey on paper."""

    def __init__(self, visit: PaperPerson, ask: Ask) -> None:
        """Take answers to the survey of this step."""
        self.visit, self.step = visit, ask.key
        survey = visit.program.survey(ask.cell.option("survey"))
        if survey is None:
            raise LookupError(f"The program has no survey {ask.cell.option('survey')!r}.")
        self.survey, self.scale = survey, visit.program.scale(survey.scale)


class PaperIdeas(_Late, IdeaBoardExercise):
    """Slips for the board."""

    def __init__(self, visit: PaperPerson, ask: Ask) -> None:
        """Take ideas for this step."""
        self.visit, self.step = visit, ask.key


class PaperVote(_Late, DotVoteExercise):
    """Dots on paper."""

    def __init__(self, visit: PaperPerson, ask: Ask) -> None:
        """Take a ballot for this step."""
        self.visit, self.step, self.board = visit, ask.key, ask.other("on")

    def now(self) -> dict[str, int]:
        """Return this person's dots on what stands on the wall now."""
        return self._mine()

    def items(self) -> dict[str, str]:
        """Return what stands on the wall, by its id."""
        return {one: item.text for one, item in self._items().items()}


class PaperPicks(_Late, PrioritiesExercise):
    """A person's top five on paper."""

    def __init__(self, visit: PaperPerson, ask: Ask) -> None:
        """Take choices for this step."""
        self.visit, self.step = visit, ask.key
        self.source = Source(*(ask.other(one) for one in ("on", "themes", "vote")))

    def now(self) -> list[str]:
        """Return this person's choices as they stand now."""
        mine = self.visit.record.get(self.own_record_id("nominal_vote"))
        return self._picks_now(mine, self._standing(self._things()))

    def scored(self, method: str) -> Entry[Any] | None:
        """Return this person's own sheet of a way."""
        return self.visit.record.get(self._sheet_id(method, is_together=False))

    def things(self) -> dict[str, str]:
        """Return what can be chosen, by its id."""
        return {one.id: one.text for one in self._things().things}


class PaperMapDrawn(_Late, MyMapExercise):
    """A map drawn in sentences on paper."""

    def __init__(self, visit: PaperPerson, ask: Ask) -> None:
        """Take a map for this step."""
        self.visit, self.step, self.question = visit, ask.key, ask.other("question")

    def deck(self) -> dict[str, str]:
        """Return the words one may begin with, by how they are written: what each stands for."""
        return {one["label"]: one["key"] for one in self._deck()}
