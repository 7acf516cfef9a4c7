"""Who is at the table, in a step: partners, and the seats of those most affected."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import ClassVar

from ciwidgets.analysis.sector_lists import listings
from ciwidgets.errors import NotAllowed
from ciwidgets.model import Body, Partner, Seat, record_id_for
from ciwidgets.results import at_the_table
from ciwidgets.visit.messages import DropRecord, Message, SavePartner, SaveSeat
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import PartnersWidget
from ciwidgets.words.ours import ours
from ciwidgets.words.refusals import refusal


class PartnersExercise(RecordsExercise[PartnersWidget, Partner]):
    """Partners the whole team keeps; a group most affected has one answer, never about a person."""

    kind: ClassVar[type[Body]] = Partner
    forms: ClassVar[dict[str, type[Message]]] = {
        "save": SavePartner,
        "drop": DropRecord,
        "seat": SaveSeat,
    }
    shows: ClassVar[Shows] = frozenset({Partner, Seat})

    def __init__(self, visit: Presence, step: str) -> None:
        """Show the team's table."""
        super().__init__(visit, step, PartnersWidget(words=visit.words_for("partners")))

    def answer(self, message: Message) -> Reply:
        """Keep, change or drop a partner, or say whether a group has a seat."""
        return self._seat(message) if isinstance(message, SaveSeat) else super().answer(message)

    def program_lists(self) -> dict[str, tuple[str, Collection[str]]]:
        """Return the sectors of every list."""
        known = {place.tick for one in listings(self.visit.program) for place in one.places}
        return {"sectors": ("sectors", known)}

    def show(self) -> None:
        """Show the partners and what follows from them, for each list of sectors."""
        visit = self.visit
        here = at_the_table(visit.record, visit.program, visit.team_id, self.step, _today())
        widget = self.widget
        widget.partners = [self.as_shown(entry) for entry in self.records()]
        widget.lists = [
            {
                "id": one.id,
                "name": ours(one.name, visit.language),
                "covered": one.count("covered"),
                "sectors": [
                    {
                        **asdict(sector),
                        "name": ours(sector.name, visit.language),
                        "includes": ours(sector.includes, visit.language),
                    }
                    for sector in one.sectors
                ],
            }
            for one in here.coverage
        ]
        widget.seats = [
            {
                "id": self._seat_id(seat.group),
                "revision": seat.revision,
                "group": seat.group,
                "name": seat.name,
                "is_present": seat.is_present if seat.revision else "",
            }
            for seat in here.seats
        ]
        widget.outreach = [
            {
                "id": one.id,
                "name": one.name,
                "who": one.who,
                "by": one.by.isoformat() if one.by else "",
                "is_past": one.is_past,
            }
            for one in here.outreach
        ]
        widget.people_at_table = here.people

    def clear(self) -> None:
        """Show nobody's table."""
        widget = self.widget
        widget.partners, widget.lists, widget.seats, widget.outreach = [], [], [], []
        widget.people_at_table = 0

    def _seat(self, message: SaveSeat) -> Reply:
        self.require(self.may)
        if message.group not in {one.id for one in self.visit.program.groups}:
            raise NotAllowed(refusal("affected_group_gone"))
        body = Seat(step=self.step, group=message.group, is_present=message.is_present)
        return self.save(
            self.draft(self._seat_id(message.group), body, message, message.base_revision)
        )

    def _seat_id(self, group: str) -> str:
        return record_id_for("seat", self.visit.team_id, self.step, group)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
