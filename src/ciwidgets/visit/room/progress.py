"""How far each team is where the room is; opening and closing for all teams, or for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from ciwidgets.errors import Conflict, NotAllowed
from ciwidgets.model import Draft, Entry, RoomPlace, StepState, record_id_for
from ciwidgets.results.room.answers import LISTED, OWN_ANSWERS
from ciwidgets.results.room.going import ROOM_FORGETS_AFTER, place_of
from ciwidgets.results.room.progress import Progress
from ciwidgets.visit.exercise_named import closes, is_by_each
from ciwidgets.visit.messages import Message, SetSteps
from ciwidgets.visit.moments import now
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.room.part import RoomPart
from ciwidgets.visit.room.steps_asked import asked_step, closing, keys_of
from ciwidgets.visit.tries import Tries
from ciwidgets.widgets import RoomProgressWidget
from ciwidgets.words.refusals import refusal
from ciwidgets.workbook import ExerciseCell, Step, Workbook


class RoomProgress(RoomPart[RoomProgressWidget]):
    """Shows how many are here, how many have answered, and how long it has been quiet.

    Here is who has come or written within a long day: not the people of the made-up year, nor
    those of a first day of two who have not come again.
    No more is told of a team than its own pages tell everyone while a step is open, and nobody is
    named.
    """

    forms: ClassVar[dict[str, type[Message]]] = {"steps": SetSteps}
    shows: ClassVar[Shows] = frozenset({*OWN_ANSWERS, *LISTED, RoomPlace})

    def __init__(self, visit: Presence) -> None:
        """Show no team yet."""
        super().__init__(visit, RoomProgressWidget(words=visit.words_for("room_progress")))
        self._asked: tuple[str, tuple[Workbook, Step] | None] = ("", None)

    def answer(self, message: SetSteps) -> Reply:
        """Open or close steps, for all the teams at once or for none.

        Raises:
            NotAllowed: for a team or a step there is none of.
        """
        teams = [one.id for one in self.visit.program.teams]
        if strange := set(message.teams) - set(teams):
            raise NotAllowed(refusal("no_team_named", team=min(strange)))
        asked = self._place()
        known = {one.key for one in closing(asked[2])} if asked else set()
        if not asked or not set(message.steps) <= known:
            raise NotAllowed(refusal("room_moved"))
        self._set(message, message.teams or teams)
        return {"type": "saved", "request_id": message.request_id}

    def show(self) -> None:
        """Show every team where the room is."""
        widget, hall, occasion = self.widget, self.visit.watch_hall(), self.occasion
        teams, moment = self.visit.program.teams, now()
        here = {one.id: hall.here(one.id, occasion, moment - ROOM_FORGETS_AFTER) for one in teams}
        counted: list[dict[str, Any]] = [
            {"id": one.id, "name": one.name, "here": len(here[one.id])} for one in teams
        ]
        asked = self._place()
        if asked is None:
            widget.step, widget.title, widget.exercises, widget.overview = "", "", [], []
            widget.teams = [{**one, "standings": []} for one in counted]
            return
        entry, book, step = asked
        look = _Look(hall, occasion, here, moment)
        exercises = _exercises(step)
        widget.step, widget.title = book.step_key(step), step.title
        widget.exercises = [_exercise_shown(one) for one in exercises]
        widget.teams = [
            {
                **one,
                "standings": [look.closely(one["id"], at.key, entry) for at in exercises],
            }
            for one in counted
        ]
        widget.overview = [
            {
                "id": one.id,
                "title": one.title,
                "standings": [look.at(team.id, keys_of(book, one)) for team in teams],
            }
            for one in book.steps
        ]

    def clear(self) -> None:
        """Show no team."""
        widget = self.widget
        widget.step = widget.title = ""
        widget.exercises, widget.teams, widget.overview = [], [], []

    def _place(self) -> tuple[Entry[RoomPlace], Workbook, Step] | None:
        entry = place_of(self.visit.record.as_written, now())
        if entry is None or not entry.body.step:
            return None
        if self._asked[0] != entry.body.step:
            self._asked = entry.body.step, asked_step(entry.body.step, self.visit.language)
        found = self._asked[1]
        return (entry, *found) if found is not None else None

    def _set(self, message: SetSteps, teams: list[str]) -> None:
        visit = self.visit
        identity = visit.require_identity()
        tries = Tries()
        while True:
            visit.catch_up()
            hall, occasion = visit.watch_hall(), self.occasion
            wanted = [
                (team_id, key, hall.step(team_id, key, occasion))
                for team_id in teams
                for key in message.steps
            ]
            drafts = [
                Draft(
                    record_id_for("step_state", team_id, key, occasion),
                    StepState(step=key, is_open=message.is_open),
                    message.request_id,
                    team_id,
                    identity.person_id,
                    occasion,
                    base_revision=mark.revision,
                    ordinal=place,
                )
                for place, (team_id, key, mark) in enumerate(wanted)
                if mark.is_open != message.is_open
            ]
            if any(visit.became(one.record_id, message.request_id) for one in drafts):
                return  # it was done, and somebody has changed their mind since
            try:
                visit.append(drafts)
            except Conflict as conflict:
                tries.lost(conflict)
                continue  # somebody opened or closed one at this moment: look again
            return


@dataclass(frozen=True, slots=True)
class _Look:
    """The hall at a moment, as the page is told of it."""

    hall: Progress
    occasion: str
    here: Mapping[str, set[str]]
    moment: datetime

    def at(self, team_id: str, keys: Iterable[str]) -> dict[str, Any]:
        """Return how far a team is in a step, by the names its exercises have in the record."""
        keys = list(keys)
        found = self.hall.standing(team_id, keys, self.occasion, self.here[team_id])
        marks = [self.hall.step(team_id, one, self.occasion) for one in keys]
        is_open = all(one.is_open for one in marks)
        return {"answered": found.answered, "written": found.written, "is_open": is_open}

    def closely(self, team_id: str, key: str, place: Entry[RoomPlace]) -> dict[str, Any]:
        """Return the same of one exercise, and for how many seconds nothing has come in.

        It is quiet since the last answer, or since the room came here or the step was opened.
        """
        last = self.hall.standing(team_id, [key], self.occasion, self.here[team_id]).last_at
        if last is not None and self.moment - last >= ROOM_FORGETS_AFTER:
            last = None  # of another day, and nothing to this evening
        began = [place.created_at, self.hall.step(team_id, key, self.occasion).since, last]
        return {
            **self.at(team_id, [key]),
            "last": self._since(last) if last is not None else -1,
            "quiet": self._since(max(one for one in began if one is not None)),
        }

    def _since(self, then: datetime) -> int:
        return max(0, round((self.moment - then).total_seconds()))


def _exercises(step: Step) -> list[ExerciseCell]:
    """Return what can be answered, opened or closed in a step, each key once."""
    shuts = {one.key for one in closing(step)}
    found = {
        one.key: one for one in reversed(step.exercises) if one.key in shuts or is_by_each(one.name)
    }
    return list(reversed(found.values()))


def _exercise_shown(cell: ExerciseCell) -> dict[str, Any]:
    return {
        "key": cell.key,
        "name": cell.name,
        "closes": closes(cell.name),
        "by_each": is_by_each(cell.name),
    }
