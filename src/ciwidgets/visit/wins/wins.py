"""A team's small wins, in a step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Activity, Body, Entry, Goal, Measure, NameConsent, Partner, Person, Win
from ciwidgets.results.plans.wins import Reader
from ciwidgets.visit.choices import choices, members
from ciwidgets.visit.messages import DropRecord, Message, SaveWin
from ciwidgets.visit.permissions import ANSWER
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.visit.wins.reading import is_guest, reader_here
from ciwidgets.widgets import WinsWidget

_TEXTS = ("title", "story", "evidence", "learned", "next_win")
_OFFERED = ("goals", "measures", "activities", "partners")
# A day has begun somewhere on earth when it has begun there.
_FURTHEST_EAST = timedelta(hours=14)


class WinsExercise(RecordsExercise[WinsWidget, Win]):
    """Wins the whole team writes down; a guest reads them, and names only as the faculty may."""

    kind: ClassVar[type[Body]] = Win
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveWin, "drop": DropRecord}
    shows: ClassVar[Shows] = frozenset({Win, Goal, Measure, Activity, Partner, NameConsent})
    # Who said yes to being named is for those to write down who asked them.
    may: ClassVar[str] = ANSWER

    def __init__(self, visit: Presence, step: str) -> None:
        """List the wins of a step."""
        self._reader: Reader | None = None
        super().__init__(visit, step, WinsWidget(words=visit.words_for("wins")))

    def body(self, message: Any) -> Win:
        """Return the win, linked to what is there or was linked before.

        Raises:
            NotAllowed: when its day is to come, or it names what is not on the team's lists.
        """
        win = Win(
            step=self.step,
            **message.model_dump(exclude={"type", "request_id", "record_id", "base_revision"}),
        )
        _require_done(win)
        # Any earlier version may be brought back, with what it was linked to.
        history = self.visit.record.history(message.record_id)
        self._require_known(win, [one.body for one in history if isinstance(one.body, Win)])
        return win

    def as_shown(self, entry: Entry[Any]) -> dict[str, Any]:
        """Return a win; a guest reads each name, and each text, only as the faculty may."""
        shown, about = super().as_shown(entry), entry.record_id
        if not is_guest(self.visit):
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
        widget.members = [] if is_guest(visit) else members(visit)
        self._reader = None

    def clear(self) -> None:
        """Show nobody's wins."""
        widget = self.widget
        widget.wins, widget.sectors, widget.members = [], [], []
        for name in _OFFERED:
            setattr(widget, name, [])

    def _require_known(self, win: Win, earlier: list[Win]) -> None:
        visit = self.visit
        for kind, what, links_of in _LINKS:
            listed = visit.record.current(kind, team_id=visit.team_id)
            known = {one.record_id for one in listed}.union(*map(links_of, earlier))
            if not links_of(win) <= known:
                raise NotAllowed(f"{what} is no longer on your team’s list. Please choose again.")
        sectors = {one.id for one in visit.program.sectors}
        if not set(win.sectors) <= sectors.union(*(one.sectors for one in earlier)):
            raise NotAllowed("One of these sectors is no longer on a list. Please choose again.")


_LINKS: tuple[tuple[type[Body], str, Callable[[Win], set[str]]], ...] = (
    (Goal, "That goal", lambda win: {win.goal_id} - {""}),
    (Measure, "That measure", lambda win: {win.measure_id} - {""}),
    (Activity, "One of these activities", lambda win: set(win.activity_ids)),
    (Partner, "One of these partners", lambda win: set(win.partner_ids)),
    (
        Person,
        "One of the people you thank",
        lambda win: {one.person_id for one in win.thanks_to} - {""},
    ),
)


def _require_done(win: Win) -> None:
    if win.done_on and win.done_on > (datetime.now(UTC) + _FURTHEST_EAST).date():
        raise NotAllowed(
            f"{win.done_on.isoformat()} is still to come, and a win is done. "
            "Please give the day it was done, or write it down as the next small win."
        )
