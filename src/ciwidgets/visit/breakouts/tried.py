"""What we tried: people of several teams tell each other, and every team may read it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Body, Breakout, Entry, Role, Tried
from ciwidgets.visit.messages import DropRecord, Message, SaveTried
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import TriedWidget


class TriedExercise(RecordsExercise[TriedWidget, Tried]):
    """A group's list. What a team told is changed by its own people, and by whoever leads."""

    kind: ClassVar[type[Body]] = Tried
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveTried, "drop": DropRecord}
    shows: ClassVar[Shows] = frozenset({Tried, Breakout})

    def __init__(self, visit: Presence, step: str) -> None:
        """List what was tried, in a step of a group."""
        super().__init__(visit, step, TriedWidget(words=visit.words_for("tried")))

    def program_lists(self) -> dict[str, tuple[str, Collection[str]]]:
        """Return the lines of work."""
        return {"line": ("lines of work", [one.id for one in self.visit.program.lines_of_work])}

    def answer(self, message: Any) -> Reply:
        """Keep or drop what a team tried, as one of that team."""
        entry = self.visit.record.get(message.record_id)
        if entry is not None and isinstance(entry.body, Tried) and not self._is_ours(entry):
            raise NotAllowed(self.visit.words["told_by_another"])
        return super().answer(message)

    def body(self, message: Any) -> Tried:
        """Return what is told, by the team that tried it: who wrote it first says which."""
        entry = self.visit.record.get(message.record_id)
        identity = self.visit.require_identity()
        team = entry.body.from_team if entry is not None else identity.home_team
        return Tried(step=self.step, from_team=team, **message.fields_of_body())

    def as_shown(self, entry: Entry[Tried]) -> dict[str, Any]:
        """Return what was tried, with the team's name and whether this person may change it."""
        shown = super().as_shown(entry)
        team = shown.pop("from_team")
        name = self.visit.team_name(team) if team else ""
        return {**shown, "team": name, "is_ours": self._is_ours(entry)}

    def show(self) -> None:
        """Show the list, and what the group was asked."""
        visit, widget = self.visit, self.widget
        groups = visit.record.current(Breakout, team_id=visit.team_id)
        widget.question = groups[0].body.question if groups else ""
        lines = visit.program.lines_of_work
        widget.lines = [{"id": one.id, "label": one.name} for one in lines]
        widget.tried = [self.as_shown(entry) for entry in self.records()]

    def clear(self) -> None:
        """Show no group's list."""
        self.widget.tried, self.widget.question = [], ""

    def _is_ours(self, entry: Entry[Tried]) -> bool:
        identity = self.visit.identity
        if identity is None or identity.role is Role.FACILITATOR:
            return identity is not None
        if entry.body.from_team:
            return entry.body.from_team == identity.home_team
        # Whoever has no team of their own tells for themselves.
        first = next(iter(self.visit.record.history(entry.record_id)), entry)
        return first.author_id == identity.person_id
