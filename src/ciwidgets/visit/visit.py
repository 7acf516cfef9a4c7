"""One person at one workbook: who they are, which team, which step; widgets bound to the store."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from IPython.display import display

from ciwidgets.analysis.ideas import Wall
from ciwidgets.enrolment import current_program
from ciwidgets.errors import (
    BadMessage,
    Conflict,
    NotAllowed,
    RequestReused,
    StoreError,
)
from ciwidgets.model import Body, Draft, Entry, Person, Program
from ciwidgets.opening import open_store, practice_codes
from ciwidgets.results import team_people, wall
from ciwidgets.shipped import workbooks_folder
from ciwidgets.store import Store
from ciwidgets.visit.exercise import Reply, saved
from ciwidgets.visit.home import TeamHome
from ciwidgets.visit.ideas import IdeaBoardExercise
from ciwidgets.visit.identity import Door, Identity
from ciwidgets.visit.live import Pulse
from ciwidgets.visit.messages import request_id_of
from ciwidgets.visit.needs import NeedChoiceExercise
from ciwidgets.visit.rating import RatingExercise
from ciwidgets.visit.strip import JoinStrip
from ciwidgets.visit.team_record import TeamRecord
from ciwidgets.visit.votes import DotVoteExercise
from ciwidgets.widgets import PageWidget
from ciwidgets.words import section
from ciwidgets.workbook import Step, read_workbook

_log = logging.getLogger(__name__)


class _Bound(Protocol):
    """What stands on the page for the visit: it takes messages and shows the record."""

    widget: Any

    def receive(self, content: Any) -> Reply: ...

    def refresh(self) -> None: ...


Shown = TypeVar("Shown", bound=_Bound)


class Visit:
    """A person's visit to a workbook. Cells build the page; who is here is known only later.

    Everything a visit reads or writes follows from ``identity``, which only the join strip's own
    messages change. A message or a trait a page sets never names a person, a team or a role.
    """

    def __init__(
        self,
        workbook: str,
        *,
        store: Store | None = None,
        language: str = "en",
        is_live: bool = True,
    ) -> None:
        """Open the store and read the program.

        Args:
            workbook: the notebook's name without its ending, such as ``needs_assessment``.
            store: where entries go; by default the one ``CIWIDGETS_STORE`` names, or the made-up
                sample in memory where nothing is named.
            language: the catalogue's language.
            is_live: whether the page follows what others do by itself, in the kernel's own loop.

        Raises:
            StoreError: when the store cannot be opened or holds no program.
        """
        self.workbook = workbook
        self.store = store if store is not None else open_store()
        self.program: Program = current_program(self.store)
        self.practice_codes = practice_codes(self.store)
        self.identity: Identity | None = None
        self.door = Door(self.store, self.program)
        self.record = TeamRecord(self.store, "")
        self.words = section("visit", language)
        self._language = language
        self._bound: list[_Bound] = []
        self._pulse = Pulse(self.look_again) if is_live else None
        # JupyterLab runs callbacks in another thread than the pulse.
        self._lock = threading.RLock()

    @property
    def team_id(self) -> str:
        """The team this visit is in, or looks at."""
        return self.identity.team_id if self.identity else ""

    @property
    def occasion(self) -> str:
        """The occasion this visit belongs to."""
        return self.identity.occasion if self.identity else ""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of this workbook, as its notebook lists them."""
        path = workbooks_folder() / f"{self.workbook}.ipynb"
        return read_workbook(path).steps if path.exists() else ()

    def join_strip(self) -> JoinStrip:
        """Show who is here, and let people in."""
        return self._show(JoinStrip(self))

    def team_home(self) -> TeamHome:
        """Show the team's workbooks and one way on."""
        return self._show(TeamHome(self))

    def rating(self, step: str, *, survey: str) -> RatingExercise:
        """Show a survey of the program."""
        return self._show(RatingExercise(self, step, survey))

    def idea_board(self, step: str, *, prompt: str = "") -> IdeaBoardExercise:
        """Show a board for the team's ideas."""
        return self._show(IdeaBoardExercise(self, step, prompt))

    def dot_vote(self, step: str, *, on: str) -> DotVoteExercise:
        """Show a vote on the board of step ``on``."""
        return self._show(DotVoteExercise(self, step, on))

    def need_choice(self, step: str, *, on: str, after: str) -> NeedChoiceExercise:
        """Show the choice of needs from the board ``on``, with the dots of step ``after``."""
        return self._show(NeedChoiceExercise(self, step, on, after))

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
        team_before = self.team_id
        self.identity = identity
        if self.team_id != team_before:
            self.record = TeamRecord(self.store, self.team_id)
        self.record.catch_up()
        self.refresh()

    def append(self, drafts: Sequence[Draft]) -> list[Entry[Any]]:
        """Keep drafts and show what has become of the record."""
        entries = self.store.append(drafts)
        self.record.catch_up()
        self.refresh()
        return entries

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

    def look_again(self) -> None:
        """Take in what others have done since, and show it."""
        with self._lock:
            if self.identity is not None and self.record.catch_up():
                self.refresh()

    def refresh(self) -> None:
        """Show the record on every widget of the page."""
        for one in self._bound:
            one.refresh()

    def wall(self, step: str) -> Wall:
        """Return what stands on a board of this team."""
        return wall(self.record, self.team_id, step)

    def people_here(self) -> dict[str, Person]:
        """Return the team's people who have come to this occasion."""
        people = team_people(self.record, self.team_id)
        here = {entry.record_id for entry in self.record.current(Person, occasion=self.occasion)}
        return {one: person for one, person in people.items() if one in here}

    def words_for(self, stem: str) -> dict[str, str]:
        """Return the catalogue's section of a widget."""
        return section(stem, self._language)

    def receive(self, bound: _Bound, content: Any) -> Reply:
        """Answer a message from the page; whatever happens, the page gets a plain sentence."""
        request_id = request_id_of(content)
        with self._lock:
            if self._pulse is not None:
                self._pulse.start()
            try:
                return bound.receive(content)
            except Conflict as conflict:
                theirs = conflict.theirs
                self.record.catch_up()
                return {
                    "type": "conflict",
                    "request_id": request_id,
                    "record_id": theirs.record_id,
                    "revision": theirs.revision,
                    "theirs": theirs.body.model_dump(mode="json"),
                    "text": self.words["conflict"],
                }
            except (NotAllowed, BadMessage) as error:
                return self._already_saved(request_id) or _refused(request_id, str(error))
            except RequestReused:
                return _refused(request_id, self.words["reload"])
            except StoreError as error:
                _log.warning("Not saved: %s", error)
                return {
                    "type": "later",
                    "request_id": request_id,
                    "text": self.words["not_saved_now"],
                }
            except Exception:  # noqa: BLE001  # the page gets a sentence, the log the rest
                note = secrets.token_hex(3)
                _log.exception("A message from a page failed (note %s).", note)
                return _refused(request_id, self.words["failed"].replace("{note}", note))

    def _show(self, bound: Shown) -> Shown:
        self._bound.append(bound)
        widget: PageWidget = bound.widget
        widget.on_msg(self._listener(bound))
        bound.refresh()
        display(widget)
        return bound

    def _listener(self, bound: _Bound) -> Callable[[Any, Any, Any], None]:
        def on_message(_widget: Any, content: Any, _buffers: Any) -> None:
            bound.widget.send(self.receive(bound, content))

        return on_message

    def _already_saved(self, request_id: str) -> Reply | None:
        """Answer a message sent again after it was kept as kept, whatever has changed since."""
        if self.identity is None or not request_id:
            return None
        entry = self.record.answer_to(self.identity.person_id, request_id)
        return saved(request_id, entry) if entry else None


def _refused(request_id: str, text: str) -> Reply:
    return {"type": "refused", "request_id": request_id, "text": text}
