"""The wall of a team's wins: what each says, thanks for it, and the months it stands in."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import (
    Activity,
    Entry,
    Goal,
    Measure,
    NameConsent,
    Partner,
    Person,
    Reading,
    Role,
    Thanks,
    Win,
    record_id_for,
)
from ciwidgets.results.plans.wins import Reader, months, thanks, told
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message, SaveThanks, TakeThanksBack
from ciwidgets.visit.permissions import KEEP_RECORDS
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.wins.reading import reader_here
from ciwidgets.widgets import WinWallWidget
from ciwidgets.words.refusals import refusal


class WinWallExercise(Exercise[WinWallWidget]):
    """Shows the wins of step ``on``; each person may say one thank-you for each, and it is theirs.

    Nothing is counted or ranked: who thanks whom how often is nobody's business.
    """

    forms: ClassVar[dict[str, type[Message]]] = {"thank": SaveThanks, "withdraw": TakeThanksBack}
    shows: ClassVar[Shows] = frozenset(
        {Win, Thanks, Goal, Measure, Activity, Partner, Reading, NameConsent}
    )
    closes: ClassVar[bool] = False

    def __init__(self, visit: Presence, step: str, on: str) -> None:
        """Show the wins, which are written down in step ``on``."""
        super().__init__(visit, step, WinWallWidget(words=visit.words_for("win_wall")))
        self.widget.written_in = on

    def answer(self, message: Message) -> Reply:
        """Keep this person's thanks, or take them back."""
        self.require(KEEP_RECORDS)
        match message:
            case SaveThanks():
                self._win(message.win_id)
                body = Thanks(
                    step=self.step,
                    win_id=message.win_id,
                    text=message.text,
                    is_signed=message.is_signed,
                    in_report=message.in_report,
                )
                own_id = self._own_id(message.win_id)
                return self.save(self.draft(own_id, body, message, message.base_revision))
            case TakeThanksBack():
                entry = self.of_this_step(self._own_id(message.win_id), Thanks)
                return self.save(
                    self.draft(
                        entry.record_id, entry.body, message, message.base_revision, retracted=True
                    )
                )
        raise TypeError(type(message))

    def count_answered(self) -> int:
        """Return how many wins there are: it is the team's wall, not each person's."""
        return len(self.visit.record.current(Win, team_id=self.visit.team_id))

    def show(self) -> None:
        """Show the wins as who is here may read them."""
        visit, widget = self.visit, self.widget
        reader = reader_here(visit)
        wins = told(visit.record, visit.program, visit.team_id, reader)
        said = thanks(visit.record, visit.team_id)
        widget.wins = [
            {
                **asdict(one),
                "done_on": one.done_on.isoformat() if one.done_on else "",
                "next_by": one.next_by.isoformat() if one.next_by else "",
                "thanks": [self._thanks(entry, reader) for entry in said.get(one.id, [])],
            }
            for one in wins
        ]
        widget.mine = {one.id: mine for one in wins if (mine := self._mine(one.id))}
        widget.goals = _once((one.goal_id, one.goal) for one in wins if one.goal)
        own = {where for one in wins for where in one.sector_ids}
        widget.sectors = [
            {"id": one.id, "label": one.name} for one in visit.program.sectors if one.id in own
        ]
        self._show_months(reader)

    def clear(self) -> None:
        """Show nobody's wall."""
        widget = self.widget
        widget.wins, widget.goals, widget.sectors = [], [], []
        widget.months, widget.measures, widget.mine = [], [], {}

    def _show_months(self, reader: Reader) -> None:
        visit, widget = self.visit, self.widget
        found = months(visit.record, visit.team_id)
        read = {one.body.measure_id for month in found for one in month.readings}
        widget.measures = [
            {"id": one.record_id, "label": reader.text(one.body.name), "unit": one.body.unit}
            for one in visit.record.current(Measure, team_id=visit.team_id)
            if one.record_id in read
        ]
        widget.months = [
            {
                "month": one.month,
                "wins": [win.record_id for win in one.wins],
                "readings": [
                    reading.body.model_dump(mode="json", include={"measure_id", "on", "value"})
                    for reading in one.readings
                ],
            }
            for one in found
        ]

    def _thanks(self, entry: Entry[Thanks], reader: Reader) -> dict[str, Any]:
        """Return a thank-you, with a name only within the team and where its writer gave it.

        Without its id: that is made of who wrote it, and would tell.
        """
        is_mine = entry.author_id == self.visit.person_id
        writer = self.visit.record.get(entry.author_id)
        person = writer.body if writer and isinstance(writer.body, Person) else None
        may_see = entry.body.is_signed and (reader.audience is None or is_mine)
        return {
            "text": reader.text(entry.body.text, entry.body.win_id),
            "by": person.name if person and may_see else "",
            "is_signed": may_see,
            "is_guest": bool(person and may_see and person.role is Role.FACILITATOR),
            "is_mine": is_mine,
        }

    def _mine(self, win_id: str) -> dict[str, Any] | None:
        """Return this person's own thanks for a win as they wrote them, also once taken back."""
        entry = self.visit.record.get(self._own_id(win_id))
        if entry is None:
            return None
        text = "" if entry.retracted else entry.body.text
        return {
            "revision": entry.revision,
            "text": text,
            "is_signed": entry.body.is_signed,
            "in_report": entry.body.in_report,
        }

    def _win(self, win_id: str) -> None:
        entry = self.visit.record.get(win_id)
        is_there = entry is not None and not entry.retracted and isinstance(entry.body, Win)
        if not is_there or entry is None or entry.team_id != self.visit.team_id:
            raise NotAllowed(refusal("win_gone"))

    def _own_id(self, win_id: str) -> str:
        return record_id_for("thanks", self.visit.require_identity().person_id, win_id)


def _once(pairs: Any) -> list[dict[str, str]]:
    return [{"id": one, "label": label} for one, label in dict(pairs).items()]
