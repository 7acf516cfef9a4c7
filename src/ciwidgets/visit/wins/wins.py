"""A team's small wins, in a step."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Activity, Body, Entry, Goal, Measure, NameConsent, Partner, Win
from ciwidgets.results.plans.wins import Reader
from ciwidgets.visit.choices import choices, members
from ciwidgets.visit.messages import DropRecord, Message, SaveWin
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.visit.publishing import as_lost, published_as_decided
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.visit.wins.reading import reader_here
from ciwidgets.widgets import WinsWidget
from ciwidgets.words.refusals import refusal

_TEXTS = ("title", "story", "evidence", "learned", "next_win")
_OFFERED = ("goals", "measures", "activities", "partners")
# A day has begun somewhere on earth when it has begun there.
_FURTHEST_EAST = timedelta(hours=14)


class WinsExercise(RecordsExercise[WinsWidget, Win]):
    """Wins the whole team writes down; a guest reads them, and names only as the faculty may."""

    kind: ClassVar[type[Body]] = Win
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveWin, "drop": DropRecord}
    links: ClassVar[dict[str, str]] = {
        "goal_id": "goals",
        "measure_id": "measures",
        "activity_ids": "activities",
        "partner_ids": "partners",
    }
    shows: ClassVar[Shows] = frozenset({Win, Goal, Measure, Activity, Partner, NameConsent})
    # Who said yes to being named is for those to write down who asked them.
    may: ClassVar[str] = ANSWER

    def __init__(self, visit: Presence, step: str) -> None:
        """List the wins of a step."""
        self._reader: Reader | None = None
        super().__init__(visit, step, WinsWidget(words=visit.words_for("wins")))

    def body(self, message: Any) -> Win:
        """Return the win as the message words it.

        Raises:
            NotAllowed: when its day is to come.
        """
        win = super().body(message)
        _require_done(win)
        return published_as_decided(self.visit, message.record_id, win, "is_public")

    def program_lists(self) -> dict[str, tuple[str, Collection[str]]]:
        """Return the sectors that had a part in it."""
        return {"sectors": ("sectors", [one.id for one in self.visit.program.sectors])}

    def as_shown(self, entry: Entry[Any]) -> dict[str, Any]:
        """Return a win; a guest reads each name, and each text, only as the faculty may."""
        shown, about = super().as_shown(entry), entry.record_id
        shown |= as_lost(self.visit, entry)
        shown["kept_on"] = entry.created_at.date().isoformat()
        if not self.visit.is_guest:
            return shown
        reader = self._reader or reader_here(self.visit)
        shown |= {one: reader.text(shown[one], about) for one in _TEXTS}
        shown["thanks_to"] = [
            {"person_id": "", "name": "", "role": reader.name(one, about), "said_yes": []}
            for one in entry.body.thanks_to
        ]
        return shown

    def show(self) -> None:
        """Show the wins, and what one can be linked to."""
        visit, widget = self.visit, self.widget
        self._reader = reader_here(visit)
        widget.wins = [self.as_shown(entry) for entry in self.records()]
        for name in _OFFERED:
            said = choices(visit, name)
            setattr(
                widget, name, [{**one, "label": self._reader.text(one["label"])} for one in said]
            )
        widget.sectors = [{"id": one.id, "label": one.name} for one in visit.program.sectors]
        widget.members = members(visit)
        self._reader = None

    def clear(self) -> None:
        """Show nobody's wins."""
        widget = self.widget
        widget.wins, widget.sectors, widget.members = [], [], []
        for name in _OFFERED:
            setattr(widget, name, [])


def _require_done(win: Win) -> None:
    if win.done_on and win.done_on > (datetime.now(UTC) + _FURTHEST_EAST).date():
        raise NotAllowed(refusal("win_to_come", day=win.done_on.isoformat()))
