"""Where a person is named, and who may read their name: each decides for themselves alone."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import (
    Activity,
    Body,
    CarryOn,
    Goal,
    Meeting,
    NameConsent,
    NextStep,
    Person,
    Risk,
    Win,
    record_id_for,
)
from ciwidgets.model.names import AUDIENCES
from ciwidgets.results.labels import label_of
from ciwidgets.results.naming.names import named_in
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message, SaveNameConsent
from ciwidgets.visit.permissions import ANSWER, may
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import MyNameWidget
from ciwidgets.words.refusals import refusal

# What somebody carries or came to; one answer is for all of it.
_CARRIED: tuple[type[Body], ...] = (Goal, Activity, NextStep, Meeting, Risk, CarryOn)


class MyNameExercise(Exercise[MyNameWidget]):
    """Shows a person where they are named. Nobody can answer for somebody else, no guest at all."""

    forms: ClassVar[dict[str, type[Message]]] = {"consent": SaveNameConsent}
    for_few: ClassVar[bool] = True
    shows: ClassVar[Shows] = frozenset({NameConsent, Person, Win, *_CARRIED})
    closes: ClassVar[bool] = False

    def __init__(self, visit: Presence, step: str) -> None:
        """Ask in a step."""
        super().__init__(visit, step, MyNameWidget(words=visit.words_for("my_name")))

    def answer(self, message: SaveNameConsent) -> Reply:
        """Keep who may read this person's name beside one win, or beside what they carry."""
        self.require(ANSWER)
        if message.about not in {one["about"] for one in self._places()}:
            raise NotAllowed(refusal("not_named"))
        body = NameConsent(
            about=message.about,
            audiences=[one for one in AUDIENCES if one in message.audiences],
        )
        own_id = self._own_id(message.about)
        return self.save(self.draft(own_id, body, message, message.base_revision))

    def count_answered(self) -> int:
        """Return nothing: who answered, and how, is told to nobody."""
        return 0

    def show(self) -> None:
        """Show where this person is named, and what they said of it."""
        me = self.visit.record.get(self.visit.person_id)
        self.widget.my_name = me.body.name if me and isinstance(me.body, Person) else ""
        is_member = may(self.visit.require_identity().role, ANSWER)
        self.widget.places = self._places() if is_member else []

    def clear(self) -> None:
        """Show nobody's name."""
        self.widget.places, self.widget.my_name = [], ""

    def _places(self) -> list[dict[str, Any]]:
        """Return what this person carries, then the wins that name them, or that they answered."""
        visit = self.visit
        carried = [
            {"kind": kind.kind, "label": label_of(entry.body)}
            for kind in _CARRIED
            for entry in visit.record.current(kind, team_id=visit.team_id)
            if self._names_me(entry.body)
        ]
        places = [self._place("", "", is_named=bool(carried)) | {"carried": carried}]
        for win in visit.record.current(Win, team_id=visit.team_id):
            is_named = self._names_me(win.body)
            place = self._place(win.record_id, win.body.title, is_named=is_named)
            # What was allowed can be taken back, also where nobody names them any more.
            if is_named or place["audiences"]:
                places.append(place)
        return places

    def _place(self, about: str, title: str, *, is_named: bool) -> dict[str, Any]:
        record = self.visit.record
        said = record.get(self._own_id(about))
        # A yes is to a name: who has another since is asked anew.
        yes = record.names.said_yes(self.visit.person_id, about)
        return {
            "about": about,
            "title": title,
            "carried": [],
            "is_named": is_named,
            "audiences": [one for one in AUDIENCES if one in yes],
            "revision": said.revision if said else 0,
        }

    def _names_me(self, body: Body) -> bool:
        """Whether a record names this person, as who joined or as somebody wrote their name."""
        names = self.visit.record.names
        return any(names.is_of(one, self.visit.person_id) for one in named_in(body))

    def _own_id(self, about: str) -> str:
        return record_id_for("name_consent", self.visit.require_identity().person_id, about)
