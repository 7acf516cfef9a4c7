"""What several teams share: read team by team, when a facilitator asks."""

from __future__ import annotations

from typing import Any, ClassVar, Final, get_args

from ciwidgets.errors import NotAllowed, StoreError
from ciwidgets.model import Reveal
from ciwidgets.model.room import SharedPart
from ciwidgets.results.cohort import sharing
from ciwidgets.results.cohort.team import Moment, Subject, TeamFound, found_in
from ciwidgets.results.room.revealed import REVEAL_ID
from ciwidgets.shipped import workbooks_folder
from ciwidgets.visit.messages import AskShared, Message, RevealShared
from ciwidgets.visit.plans.days import today
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.room.part import RoomPart
from ciwidgets.visit.room.shared_wall import on_the_wall
from ciwidgets.widgets import RoomSharedWidget
from ciwidgets.words.refusals import refusal
from ciwidgets.workbook import read_workbooks

# As many of a kind as a reader takes in.
_MOST: Final = 12
SUBJECTS: Final[tuple[Subject, ...]] = get_args(Subject)


class RoomShared(RoomPart[RoomSharedWidget]):
    """Tells what two teams or more say alike, and what they lack alike.

    Teams are read one message each, so that the page goes on living meanwhile. One part of what was
    found may be put on the projector, as it was seen here.
    """

    forms: ClassVar[dict[str, type[Message]]] = {"ask": AskShared, "reveal": RevealShared}
    shows: ClassVar[Shows] = frozenset()

    def __init__(self, visit: Presence) -> None:
        """Read nothing before it is asked for."""
        super().__init__(visit, RoomSharedWidget(words=visit.words_for("room_shared")))
        self._found: dict[str, TeamFound | None] = {}

    def answer(self, message: AskShared | RevealShared) -> Reply:
        """Read one team, say what those that were read have in common, or put a part on the wall.

        Raises:
            NotAllowed: for a team the program does not have.
        """
        if isinstance(message, RevealShared):
            reveal = Reveal(view="shared", part=message.part, screens=message.screens)
            return self.keep(REVEAL_ID, lambda _: reveal, message)
        if not message.team_id:
            found = what_teams_share(self.visit, [one for one in self._found.values() if one])
            names = {one.id: one.name for one in self.visit.program.teams}
            unread = [names[one] for one, read in self._found.items() if not read and one in names]
            return {"type": "shared", "request_id": message.request_id, "found": found,
                    "unread": unread}  # fmt: skip
        team = self.visit.program.team(message.team_id)
        if team is None:
            raise NotAllowed(refusal("no_team_reload"))
        try:
            self._found[team.id] = found_in(self.visit.store, team, moment_of(self.visit))
        except StoreError:
            self._found[team.id] = None  # what befalls one team is its own, and is said
        return {"type": "read", "request_id": message.request_id}

    def show(self) -> None:
        """Show whose records there are."""
        program = self.visit.program
        self.widget.teams = [{"id": one.id, "name": one.name} for one in program.teams]

    def clear(self) -> None:
        """Let go of what was read."""
        self.widget.teams = []
        self._found = {}


def moment_of(visit: Presence) -> Moment:
    """Return what is asked of every team now."""
    occasions = sorted(visit.program.occasions, key=lambda one: one.date)
    books = {one.name: one for one in read_workbooks(workbooks_folder())}
    return Moment(visit.program, occasions, is_past=False, today=today(), workbooks=books)


def what_teams_share(visit: Presence, teams: list[TeamFound]) -> list[dict[str, Any]]:
    """Return ``[{subject, items: [{text, teams}], wall}]``, what most teams share first.

    ``wall`` is how a wall shows it. Texts are masked for other teams and the faculty; teams
    are told by name.
    """
    program, titles = visit.program, titles_of_parts(visit)
    begun = [one for one in teams if one.has_begun]
    names = {one.id: one.name for one in program.teams}
    lines = {one.id: one.name for one in program.lines_of_work}
    found: list[dict[str, Any]] = [
        {
            "subject": subject,
            "items": [
                {"text": one.wordings[0].text, "teams": [names[team] for team in one.teams]}
                for one in sharing.shared(begun, subject)[:_MOST]
            ],
        }
        for subject in SUBJECTS
    ]
    for subject, lacks in (
        ("lines", sharing.nothing_listed(begun)),
        ("full", sharing.all_full(begun)),
        ("sectors", sharing.sectors_missing(begun)),
        ("seats", sharing.seats_missing(begun)),
    ):
        items = [
            {"text": lines.get(one.id, one.id), "teams": [names[team] for team in one.teams]}
            for one in lacks[:_MOST]
        ]
        found.append({"subject": subject, "items": items})
    return [
        {**one, "wall": on_the_wall(one["subject"], one["items"], titles[one["subject"]])}
        for one in found
        if one["items"]
    ]


def titles_of_parts(visit: Presence) -> dict[str, str]:
    """Return what each part of what teams share is called."""
    words = visit.words_for("room_shared")
    return {part: words[f"subject_{part}"] for part in get_args(SharedPart)}
