"""The page for what came back on paper: one sheet is one person without a device."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import (
    Device,
    DotVote,
    Draft,
    Entry,
    NominalVote,
    OwnMap,
    Person,
    Rating,
    Role,
    Scores,
    Theme,
    new_code,
    pretty_code,
    record_id_for,
    secret_hash,
)
from ciwidgets.visit.exercise import Exercise, saved
from ciwidgets.visit.identity import Identity
from ciwidgets.visit.messages import (
    DropRecord,
    MakeReturnCode,
    Message,
    OpenPaperSheet,
    SavePaperSheet,
)
from ciwidgets.visit.paper.answers import (
    counted,
    drafts_of,
    says_anything,
    sheet_of,
    taken_back,
)
from ciwidgets.visit.paper.asks import read_asks
from ciwidgets.visit.paper.person import PaperPerson
from ciwidgets.visit.paper.shown import asked, closed_at, lists_of_the_team
from ciwidgets.visit.permissions import TYPE_PAPER, may
from ciwidgets.visit.plans.days import today
from ciwidgets.visit.presence import OF_THE_WALL, Presence, Reply, Shows
from ciwidgets.widgets import PaperSheetsWidget
from ciwidgets.words.refusals import refusal

_GONE = refusal("no_sheet")
_EMPTY = refusal("sheet_empty")
_THEIRS = refusal("sheet_is_theirs")


class PaperSheetsExercise(Exercise[PaperSheetsWidget]):
    """Keeps what people wrote on paper as their own answers, and remembers who typed it in.

    A person from paper is one whose ``source`` says so; the author of each revision of that person
    is who typed. From the moment they come back by themselves their sheet is closed to others.
    """

    forms: ClassVar[dict[str, type[Message]]] = {
        "save": SavePaperSheet,
        "drop": DropRecord,
        "open": OpenPaperSheet,
        "code": MakeReturnCode,
    }
    for_few: ClassVar[bool] = True
    shows: ClassVar[Shows] = frozenset(
        {Person, Device, Rating, DotVote, NominalVote, Scores, OwnMap, Theme, *OF_THE_WALL}
    )
    closes: ClassVar[bool] = False

    def __init__(self, visit: Presence, step: str) -> None:
        """Read what one person can have filled in."""
        super().__init__(visit, step, PaperSheetsWidget(words=visit.words_for("paper_sheets")))
        self._asks = read_asks(visit.program, visit.language)

    def answer(self, message: Message) -> Reply:
        """Keep a sheet, open it, take it back, or make a code for its person."""
        self.require(TYPE_PAPER)
        match message:
            case SavePaperSheet():
                return self._save(message)
            case DropRecord():
                return self._take_back(message)
            case OpenPaperSheet():
                return self._open(message)
            case MakeReturnCode():
                return self._make_code(message)
        raise TypeError(type(message))

    def again(self, content: dict[str, Any], entry: Entry[Any]) -> Reply | None:
        """Return the answer to a sheet that was kept before, whichever reply was lost."""
        record_id = str(content.get("record_id", ""))
        is_same = isinstance(entry.body, Person) and entry.record_id in (
            record_id,
            self._new_id(record_id),
        )
        is_taken = {"save": False, "drop": True}.get(str(content.get("type")))
        return saved(entry.request_id, entry) if is_same and is_taken is entry.retracted else None

    def theirs(self, entry: Entry[Any]) -> dict[str, Any]:
        """Return no more of what somebody else typed than that it is there."""
        return {"occasion": entry.occasion}

    def count_answered(self) -> int:
        """Return how many sheets were typed in, from whichever occasion they are."""
        return len(self._people())

    def show(self) -> None:
        """Show what can be typed in and the sheets there are, to those who may type."""
        visit, widget = self.visit, self.widget
        identity = visit.require_identity()
        if not may(identity.role, TYPE_PAPER):
            self.clear()
            return
        program = visit.program
        widget.occasions = [
            {
                "id": one.id,
                "name": one.name,
                "date": one.date.isoformat(),
                "is_to_come": one.date > today(),
                "closed": closed_at(visit, self._asks, one.id),
            }
            for one in sorted(program.occasions, key=lambda one: one.date)
        ]
        widget.occasion = visit.occasion
        widget.sectors = [{"id": one.id, "name": one.name} for one in program.sectors]
        widget.asks = asked(self._stand_in(identity.person_id, visit.occasion), self._asks)
        widget.lists = lists_of_the_team(visit.language)
        people = self._people()
        said = counted(visit.record, {one.record_id for one in people})
        widget.sheets = [self._listed(one, said[one.record_id]) for one in people]

    def clear(self) -> None:
        """Show nothing of any team."""
        widget = self.widget
        widget.occasions, widget.occasion, widget.sectors = [], "", []
        widget.asks, widget.lists, widget.sheets = [], [], []

    def _save(self, message: SavePaperSheet) -> Reply:
        visit = self.visit
        before = visit.record.get(message.record_id)
        if before is None and not message.base_revision:
            if not says_anything(message):
                raise NotAllowed(_EMPTY)
            self.new_record(message.record_id, Person)
        else:
            before = self._sheet(message.record_id)
            if before.occasion != message.occasion:
                raise NotAllowed(refusal("sheet_stays"))
        if visit.program.occasion(message.occasion) is None:
            raise NotAllowed(refusal("no_meeting"))
        if message.sector and message.sector not in {one.id for one in visit.program.sectors}:
            raise NotAllowed(refusal("no_sector"))
        person_id = before.record_id if before else self._new_id(message.record_id)
        kept = before.body if before else None
        name = message.name if message.name is not None else kept.name if kept else ""
        person = Person(
            role=Role.PARTICIPANT,
            sector=message.sector,
            name=name,
            return_code_hash=kept.return_code_hash if kept else "",
            source="paper",
        )
        stand_in = self._stand_in(person_id, message.occasion, message.sector, name)
        answers = drafts_of(stand_in, self._asks, message)
        draft = self.draft(person_id, person, message, message.base_revision)
        entries = visit.append([_at(draft, message.occasion), *answers])
        return saved(message.request_id, entries[0])

    def _take_back(self, message: DropRecord) -> Reply:
        """Take a person from paper back, with all they said."""
        entry = self._sheet(message.record_id)
        draft = self.draft(
            entry.record_id, entry.body, message, message.base_revision, retracted=True
        )
        answers = taken_back(self.visit.record, entry.record_id, message.request_id)
        entries = self.visit.append([_at(draft, entry.occasion), *answers])
        return saved(message.request_id, entries[0])

    def _open(self, message: OpenPaperSheet) -> Reply:
        entry = self._sheet(message.record_id)
        stand_in = self._stand_in(entry.record_id, entry.occasion)
        return {
            "type": "sheet",
            "request_id": message.request_id,
            "record_id": entry.record_id,
            "revision": entry.revision,
            "occasion": entry.occasion,
            "sector": entry.body.sector,
            "name": entry.body.name if self._may_know_the_name(entry) else None,
            **sheet_of(stand_in, self._asks),
        }

    def _make_code(self, message: MakeReturnCode) -> Reply:
        entry = self._sheet(message.record_id)
        code = new_code()
        body = entry.body.model_copy(update={"return_code_hash": secret_hash(code)})
        draft = self.draft(entry.record_id, body, message, message.base_revision)
        kept = self.visit.append([_at(draft, entry.occasion)])[0]
        return {
            "type": "code",
            "request_id": message.request_id,
            "record_id": kept.record_id,
            "revision": kept.revision,
            "code": pretty_code(code),
        }

    def _sheet(self, record_id: str) -> Entry[Person]:
        """Return a person from paper of this team, as long as they are not here by themselves.

        Raises:
            NotAllowed: otherwise.
        """
        entry = self.visit.record.get(record_id)
        if (
            entry is None
            or entry.retracted
            or entry.team_id != self.visit.team_id
            or not isinstance(entry.body, Person)
            or entry.body.source != "paper"
        ):
            raise NotAllowed(_GONE)
        if self._came_back(record_id):
            raise NotAllowed(_THEIRS)
        return entry

    def _people(self) -> list[Entry[Person]]:
        """Return the team's people from paper, the newest sheet first."""
        found = self.visit.record.current(Person, team_id=self.visit.team_id)
        of_paper = [one for one in found if one.body.source == "paper"]
        return sorted(of_paper, key=lambda one: -self.visit.record.history(one.record_id)[0].seq)

    def _listed(self, entry: Entry[Person], said: dict[str, int]) -> dict[str, Any]:
        """Return a sheet for the list: whose it is, and how much stands on it, not what."""
        is_theirs = self._came_back(entry.record_id)
        return {
            "id": entry.record_id,
            "revision": entry.revision,
            "occasion": entry.occasion,
            "name": entry.body.name if self._may_know_the_name(entry) else "",
            "sector": entry.body.sector,
            "said": {} if is_theirs else said,
            "is_theirs": is_theirs,
            "is_mine": self._typed_first(entry) == self.visit.person_id,
        }

    def _may_know_the_name(self, entry: Entry[Person]) -> bool:
        """Whether a name on paper may be told here: to a guest only where they typed it."""
        visit = self.visit
        return not visit.is_guest or self._typed_first(entry) == visit.person_id

    def _typed_first(self, entry: Entry[Person]) -> str:
        return self.visit.record.history(entry.record_id)[0].author_id

    def _came_back(self, person_id: str) -> bool:
        return bool(self.visit.record.current(Device, author_id=person_id))

    def _new_id(self, record_id: str) -> str:
        # The page's own word for it, made one that no page can name for another team.
        return record_id_for("on_paper", self.visit.team_id, record_id)

    def _stand_in(
        self, person_id: str, occasion: str, sector: str = "", name: str = ""
    ) -> PaperPerson:
        team_id = self.visit.team_id
        return PaperPerson(
            self.visit, Identity(person_id, Role.PARTICIPANT, team_id, occasion, sector, name)
        )


def _at(draft: Draft, occasion: str) -> Draft:
    """Return a draft that belongs to the occasion of the sheet, not to today's."""
    return replace(draft, occasion=occasion)
