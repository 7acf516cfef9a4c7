"""Who is here, and the record they see: what every part of a page is decided from."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from typing import Any, ClassVar, Protocol

from ciwidgets.analysis.ideas import Wall
from ciwidgets.enrolment import current_program
from ciwidgets.errors import NotAllowed, StoreWentBack
from ciwidgets.model import (
    Body,
    Breakout,
    Draft,
    Entry,
    Erasure,
    Idea,
    IdeaGroup,
    Moderation,
    NameConsent,
    Person,
    Program,
    Role,
    RoomPlace,
    StepState,
)
from ciwidgets.results import team_people, wall
from ciwidgets.results.naming.masked import LED_IN_THE_ROOM, MaskedRecord
from ciwidgets.results.naming.team_record import TeamRecord
from ciwidgets.results.room.going import occasion_of
from ciwidgets.results.room.progress import Progress
from ciwidgets.store import Store
from ciwidgets.visit.breakouts.arriving import GROUPS_WORKBOOK
from ciwidgets.visit.identity import Door, Identity
from ciwidgets.visit.maps.team_maps import TeamMaps
from ciwidgets.visit.moments import now
from ciwidgets.visit.permissions import LEAD_ROOM, may
from ciwidgets.visit.spoken_program import spoken_program
from ciwidgets.words import kernel_section, section
from ciwidgets.words.prose import languages

Reply = dict[str, Any]
Kinds = frozenset[type[Body]]
Shows = Kinds | None
# Who is here, who may be named, which steps are open, what the program says and what was erased:
# every part shows some of it.
FOR_EVERY_PART: Kinds = frozenset({Person, NameConsent, StepState, Program, Erasure})
OF_THE_WALL = (Idea, IdeaGroup, Moderation)
_log = logging.getLogger(__name__)


class Part(Protocol):
    """A part of the page: it takes messages and shows the record on its widget.

    ``shows`` holds the kinds of entries that change what it shows; None stands for every kind.
    """

    widget: Any
    shows: ClassVar[Shows]

    def receive(self, content: Any) -> Reply:
        """Act on a message and say what came of it."""

    def refresh(self) -> None:
        """Show the record as it is now."""


def page_language() -> str:
    """Return the language the server says a page was asked for in; nothing elsewhere."""
    told = os.environ.get("HTTP_CIWIDGETS_LANGUAGE", "")
    return told if told in languages() else ""


class Presence:
    """A person at a workbook, or nobody yet, and their team's record.

    Everything read or written follows from ``identity``, which only the join strip's own messages
    change. A message or a trait a page sets never names a person, a team or a role.
    """

    def __init__(self, workbook: str, store: Store, language: str) -> None:
        """Read the program.

        Raises:
            StoreError: when the store holds none.
        """
        self.workbook = workbook
        self.store = store
        self.kept_program: Program = current_program(store)
        self.identity: Identity | None = None
        self.door = Door(store, lambda: self.program, in_groups=workbook == GROUPS_WORKBOOK)
        self.record = self.told = TeamRecord(store, "")
        self.team_maps = TeamMaps(self)
        self.parts: list[Part] = []
        # Whether a facilitator chooses a team here, and every team's progress where somebody leads
        # the whole room.
        self.looks_at_teams = True
        self.hall: Progress | None = None
        self._news: set[type[Body]] = set()
        self._language = language or page_language() or self.kept_program.language
        # As the page says it; files that are brought are read with the words it is kept in.
        self.program = spoken_program(self.kept_program, self._language)
        self.words = section("visit", self._language)

    @property
    def language(self) -> str:
        """The language of the page's words."""
        return self._language

    @property
    def team_id(self) -> str:
        """The team this visit is in, or looks at."""
        return self.identity.team_id if self.identity else ""

    @property
    def person_id(self) -> str:
        """Who is here, or nobody."""
        return self.identity.person_id if self.identity else ""

    def team_name(self, team_id: str = "") -> str:
        """Return what a team is called, this visit's own for none; a group by its title."""
        wanted = team_id or self.team_id
        team = self.program.team(wanted)
        if team is not None:
            return team.name
        groups = self.record.current(Breakout, team_id=wanted, with_retracted=True)
        return groups[0].body.title if groups else ""

    @property
    def is_guest(self) -> bool:
        """Whether who is here looks at a team without being of it."""
        return self.identity is not None and self.identity.role is Role.FACILITATOR

    @property
    def occasion(self) -> str:
        """The occasion this visit belongs to."""
        return self.identity.occasion if self.identity else ""

    @property
    def room_occasion(self) -> str:
        """The occasion the room is at."""
        place = next(iter(self.record.as_written.current(RoomPlace)), None)
        return occasion_of(place, self.program, now())

    @property
    def leads_room(self) -> bool:
        """Whether who is here leads the whole room."""
        return self.identity is not None and may(self.identity.role, LEAD_ROOM)

    def watch_hall(self) -> Progress:
        """Return every team's progress, and keep it up from now on."""
        if self.hall is None:
            self.hall = Progress(self.store)
            self.hall.catch_up()
        return self.hall

    def require_identity(self) -> Identity:
        """Return who is here.

        Raises:
            NotAllowed: when nobody has joined.
        """
        if self.identity is None:
            raise NotAllowed(self.words["join_first"])
        return self.identity

    def become(self, identity: Identity | None) -> None:
        """Make the visit somebody's, or nobody's, and show the page anew."""
        before = self.team_id, self.person_id
        self.identity = identity
        if (self.team_id, self.person_id) != before:
            self._read_anew()
        self.catch_up()
        self.refresh()

    def _read_anew(self) -> None:
        """Begin a new record; the hall is read by whoever shows it."""
        self.hall = None
        self.record = self.told = TeamRecord(self.store, self.team_id, self.person_id)
        if self.is_guest:
            self._mask_for_a_guest()

    def _mask_for_a_guest(self) -> None:
        """Show a guest no name without a yes for the faculty.

        What they write themselves in the room is theirs to read as it stands. What a page makes of
        it for looking at, such as labels and sentences, is ``told`` from a record that masks all.
        """
        written = self.record
        self.told = MaskedRecord(written, "cohort")
        self.record = MaskedRecord(written, "cohort", LED_IN_THE_ROOM, self.person_id)

    def catch_up(self) -> bool:
        """Take in what the store has kept since, an edited program too; say if there was any."""
        try:
            return self._take_in()
        except StoreWentBack:
            self._go_back()
            return True

    def _go_back(self) -> None:
        """Begin anew once a backup was put in the store's place.

        Whoever came in after it was made is not known there, and has to come in again.
        """
        self._keep_program(current_program(self.store))
        self._news |= FOR_EVERY_PART
        if self.identity is not None and self.store.get(self.person_id) is None:
            self.become(None)
        else:
            self._read_anew()

    def _keep_program(self, program: Program) -> None:
        self.kept_program = program
        self.program = spoken_program(program, self._language)

    def _take_in(self) -> bool:
        news = self.record.catch_up()
        for kept in news:
            self._news.add(kept.kind)
            if kept.kind is Program:
                self._keep_program(kept.entry.body)
        of_the_hall = self.hall.catch_up() if self.hall is not None else set()
        self._news |= of_the_hall
        if any(one.kind is Erasure and self.person_id in one.entry.body.people for one in news):
            self.become(None)  # they are not on this team any more
        return bool(news or of_the_hall)

    def append(self, drafts: Sequence[Draft]) -> list[Entry[Any]]:
        """Keep drafts and show what has become of the record."""
        entries = self.store.append(drafts)
        try:
            self.catch_up()
            self.refresh_changed()
        except Exception:  # noqa: BLE001  # it is kept: what fails now must not say that it is not
            _log.exception("Kept, but the page could not be brought up to date.")
        return entries

    def became(self, record_id: str, request_id: str) -> Entry[Any] | None:
        """Return what a message made of a record when it came before, and our answer was lost."""
        mine = (one for one in self.store.history(record_id) if one.author_id == self.person_id)
        return next((one for one in mine if one.request_id == request_id), None)

    def own_draft(self, entry: Entry[Any], body: Body, request_id: str) -> Draft:
        """Return a draft of a new revision of this person's own record."""
        return Draft(
            entry.record_id,
            body,
            request_id,
            entry.team_id,
            entry.record_id,
            entry.occasion,
            base_revision=entry.revision,
        )

    def refresh(self) -> None:
        """Show the record on every widget of the page."""
        self._news.clear()
        self._show_on(self.parts)

    def refresh_changed(self) -> None:
        """Show the record on the widgets that show something of what is new.

        A hall of people saves several times a second, and every page hears of it.
        """
        news = frozenset(self._news)
        self._news.clear()
        if news & FOR_EVERY_PART:
            self._show_on(self.parts)
        else:
            self._show_on([one for one in self.parts if one.shows is None or one.shows & news])

    def _show_on(self, parts: Sequence[Part]) -> None:
        for part in parts:
            try:
                part.refresh()
            except Exception:  # noqa: BLE001  # one part that fails must not leave the rest stale
                _log.exception("A part of the page could not be shown anew.")

    def wall(self, step: str) -> Wall:
        """Return what stands on a board of this team."""
        return wall(self.record, self.team_id, step)

    def people_here(self) -> dict[str, Person]:
        """Return the team's people who have come to this occasion."""
        people = team_people(self.record, self.team_id)
        here = {entry.record_id for entry in self.record.current(Person, occasion=self.occasion)}
        return {one: person for one, person in people.items() if one in here}

    def kernel_words_for(self, stem: str) -> dict[str, str]:
        """Return what is said in Python about a widget's matter, with the widget's own words."""
        return kernel_section(stem, self._language)

    def words_for(self, stem: str) -> dict[str, str]:
        """Return the catalogue's section of a widget, as a group is told where this is its page."""
        return section(stem, self._language, in_group=self.door.in_groups)
