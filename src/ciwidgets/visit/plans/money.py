"""A team's two ledgers in a step: what came in, what is planned, what was spent, and on what."""

from __future__ import annotations

from dataclasses import asdict
from typing import ClassVar

from ciwidgets.analysis.ledgers import Line, by_activity, ledgers
from ciwidgets.model import Activity, Body, LedgerLine
from ciwidgets.visit.choices import choices
from ciwidgets.visit.messages import DropRecord, Message, SaveLedgerLine
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import MoneyWidget


class MoneyExercise(RecordsExercise[MoneyWidget, LedgerLine]):
    """Lines of two ledgers that are kept apart, with their sums."""

    kind: ClassVar[type[Body]] = LedgerLine
    may: ClassVar[str] = ANSWER  # a facilitator reads it masked, which must not be saved over it
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveLedgerLine, "drop": DropRecord}
    shows: ClassVar[Shows] = frozenset({LedgerLine, Activity})
    links: ClassVar[dict[str, str]] = {"activity_id": "activities"}
    most = 500

    def __init__(self, visit: Presence, step: str, *, brief: bool = False) -> None:
        """List the lines of a step."""
        widget = MoneyWidget(words=visit.words_for("money"), is_brief=brief)
        super().__init__(visit, step, widget)

    def show(self) -> None:
        """Show the lines, their sums, and what stands against each activity."""
        visit, widget = self.visit, self.widget
        records = self.records()
        lines = [
            Line(one.body.ledger, one.body.sort, one.body.amount, one.body.activity_id)
            for one in records
        ]
        widget.lines = [self.as_shown(entry) for entry in records]
        widget.sums = [
            {**asdict(one), "left": one.left, "free": one.free} for one in ledgers(lines)
        ]
        widget.activities = choices(visit, "activities")
        found = visit.record.current(Activity, team_id=visit.team_id)
        widget.by_activity = [
            {**asdict(one), "is_over": one.is_over}
            for one in by_activity(lines, {each.record_id: each.body.cost for each in found})
        ]

    def clear(self) -> None:
        """Show nobody's money."""
        widget = self.widget
        widget.lines, widget.sums, widget.activities, widget.by_activity = [], [], [], []
