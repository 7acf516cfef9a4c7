"""One person at one workbook: who they are, which team, which step; widgets bound to the store."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from IPython.display import display

from ciwidgets.errors import BadMessage, Conflict, NotAllowed, RequestReused, StoreError
from ciwidgets.model import Entry
from ciwidgets.opening import open_store, practice_codes
from ciwidgets.store import Store
from ciwidgets.visit.bring_file import BringFileExercise
from ciwidgets.visit.data_sources import DataSourcesExercise
from ciwidgets.visit.exercise import Exercise, saved, says_the_same
from ciwidgets.visit.home import TeamHome
from ciwidgets.visit.ideas import IdeaBoardExercise
from ciwidgets.visit.live import Pulse
from ciwidgets.visit.local_numbers import LocalNumbersExercise
from ciwidgets.visit.maps.change_of_mind import ChangeOfMindExercise
from ciwidgets.visit.maps.lessons import LessonsExercise
from ciwidgets.visit.maps.levers import LeversExercise
from ciwidgets.visit.maps.map_question import MapQuestionExercise
from ciwidgets.visit.maps.map_warm_up import MapWarmUpExercise
from ciwidgets.visit.maps.my_map import MyMapExercise
from ciwidgets.visit.maps.our_map import OurMapExercise
from ciwidgets.visit.maps.our_words import OurWordsExercise
from ciwidgets.visit.maps.what_drives import WhatDrivesExercise
from ciwidgets.visit.maps.what_if import WhatIfExercise
from ciwidgets.visit.messages import request_id_of
from ciwidgets.visit.needs import NeedChoiceExercise
from ciwidgets.visit.partners import PartnersExercise
from ciwidgets.visit.presence import Part, Presence, Reply
from ciwidgets.visit.priorities import PrioritiesExercise
from ciwidgets.visit.rating import RatingExercise
from ciwidgets.visit.reflection import ReflectionExercise
from ciwidgets.visit.resources import ResourcesExercise
from ciwidgets.visit.strip import JoinStrip
from ciwidgets.visit.themes import ThemesExercise
from ciwidgets.visit.votes import DotVoteExercise
from ciwidgets.widgets import PageWidget

_log = logging.getLogger(__name__)


Shown = TypeVar("Shown", bound=Part)


class Visit(Presence):
    """A person's visit to a workbook. Cells build the page; who is here is known only later."""

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
        super().__init__(workbook, store if store is not None else open_store(), language)
        self._pulse = Pulse(self.look_again) if is_live else None
        # JupyterLab runs callbacks in another thread than the pulse.
        self._lock = threading.RLock()

    def join_strip(self) -> JoinStrip:
        """Show who is here, and let people in."""
        return self._show(JoinStrip(self, practice_codes(self.store)))

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

    def themes(self, step: str, *, on: str) -> ThemesExercise:
        """Show the board of step ``on`` to be sorted into themes."""
        return self._show(ThemesExercise(self, step, on))

    def need_choice(
        self, step: str, *, on: str, after: str, themes: str = ""
    ) -> NeedChoiceExercise:
        """Show the choice of needs from the board ``on``, with the dots of step ``after``.

        ``themes`` names the step whose themes are chosen from, where the team has any.
        """
        return self._show(NeedChoiceExercise(self, step, on, after, themes))

    def resources(self, step: str, *, survey_step: str = "", survey: str = "") -> ResourcesExercise:
        """Show what the community has, beside what was said of ``survey`` in ``survey_step``."""
        return self._show(ResourcesExercise(self, step, survey_step, survey))

    def local_numbers(self, step: str) -> LocalNumbersExercise:
        """Show what the team's files of local numbers say."""
        return self._show(LocalNumbersExercise(self, step))

    def data_sources(self, step: str) -> DataSourcesExercise:
        """Show the team's list of the data that exist."""
        return self._show(DataSourcesExercise(self, step))

    def bring_file(self, step: str, *, kind: str, survey: str = "") -> BringFileExercise:
        """Show a way to bring a file, and the files that are here.

        ``kind`` is "survey" or "indicators"; a survey's questions may count as those of ``survey``.
        """
        return self._show(BringFileExercise(self, step, kind, survey))

    def partners(self, step: str) -> PartnersExercise:
        """Show who is at the table, and who should be."""
        return self._show(PartnersExercise(self, step))

    def priorities(
        self, step: str, *, on: str, themes: str = "", vote: str = ""
    ) -> PrioritiesExercise:
        """Show ways to rank the themes, or the board ``on``, beside the dots of step ``vote``."""
        return self._show(PrioritiesExercise(self, step, on, themes, vote))

    def map_question(self, step: str) -> MapQuestionExercise:
        """Show the question the team's maps are about."""
        return self._show(MapQuestionExercise(self, step))

    def map_warm_up(self, step: str) -> MapWarmUpExercise:
        """Show how a map reads, on a made-up one."""
        return self._show(MapWarmUpExercise(self, step))

    def lessons(self, step: str) -> LessonsExercise:
        """Show the statements the group agrees to."""
        return self._show(LessonsExercise(self, step))

    def levers(self, step: str, *, on: str, words: str) -> LeversExercise:
        """Show the choice of levers from the map of step ``on``, on the words of step ``words``."""
        return self._show(LeversExercise(self, step, on, words))

    def change_of_mind(self, step: str) -> ChangeOfMindExercise:
        """Ask for what a person used to think and thinks now."""
        return self._show(ChangeOfMindExercise(self, step))

    def reflection(self, step: str, *, exercise: str) -> ReflectionExercise:
        """Show a guided exercise a person does for themselves: "ladder" or "iceberg"."""
        return self._show(ReflectionExercise(self, step, exercise))

    def my_map(self, step: str, *, question: str) -> MyMapExercise:
        """Show each person's own map, drawn for what step ``question`` asks."""
        return self._show(MyMapExercise(self, step, question))

    def our_words(self, step: str, *, on: str) -> OurWordsExercise:
        """Show the words on the maps of step ``on`` to be put together."""
        return self._show(OurWordsExercise(self, step, on))

    def our_map(self, step: str, *, on: str, words: str) -> OurMapExercise:
        """Show what the maps of step ``on`` say together, by the words of step ``words``."""
        return self._show(OurMapExercise(self, step, on, words))

    def what_drives(self, step: str, *, on: str, words: str) -> WhatDrivesExercise:
        """Show what drives what on the maps of step ``on``, over the words of step ``words``."""
        return self._show(WhatDrivesExercise(self, step, on, words))

    def what_if(self, step: str, *, on: str, words: str) -> WhatIfExercise:
        """Try what-ifs on the maps of step ``on``, over the words of step ``words``."""
        return self._show(WhatIfExercise(self, step, on, words))

    def look_again(self) -> None:
        """Take in what others have done since, and show it."""
        with self._lock:
            if self.identity is not None and self.catch_up():
                self.refresh_changed()

    def receive(self, part: Part, content: Any) -> Reply:
        """Answer a message from the page; whatever happens, the page gets a plain sentence."""
        request_id = request_id_of(content)
        with self._lock:
            if self._pulse is not None:
                self._pulse.start()
            try:
                return self._act(part, content, request_id)
            except (NotAllowed, BadMessage) as error:
                return _refused(request_id, str(error))
            except RequestReused:
                return _refused(request_id, self.words["reload"])
            except StoreError as error:
                _log.warning("Not saved: %s", error)
                text = self.words["not_saved_now"]
                return {"type": "later", "request_id": request_id, "text": text}
            except Exception:  # noqa: BLE001  # the page gets a sentence, the log the rest
                note = secrets.token_hex(3)
                _log.exception("A message from a page failed (note %s).", note)
                return _refused(request_id, self.words["failed"].replace("{note}", note))

    def _act(self, part: Part, content: Any, request_id: str) -> Reply:
        """Do what a message asks for, once: the same message again gets the same answer."""
        if self.identity is not None and self.catch_up():
            self.refresh_changed()
        # What was kept is answered as kept, whatever has been closed, hidden or changed since.
        kept = self._kept(part, request_id, content)
        if kept is not None:
            return kept
        try:
            return part.receive(content)
        except Conflict as conflict:
            self.catch_up()
            self.refresh_changed()
            theirs = conflict.theirs
            return {
                "type": "conflict",
                "request_id": request_id,
                "record_id": theirs.record_id,
                "revision": theirs.revision,
                # What somebody dropped is said as that, not in the words it had.
                "theirs": {"type": "drop"} if theirs.retracted else _said(part, theirs),
                "text": self.words["conflict"],
            }

    def _show(self, part: Shown) -> Shown:
        self.parts.append(part)
        widget: PageWidget = part.widget
        widget.on_msg(self._listener(part))
        part.refresh()
        display(widget)
        return part

    def _listener(self, part: Part) -> Callable[[Any, Any, Any], None]:
        def on_message(_widget: Any, content: Any, _buffers: Any) -> None:
            part.widget.send(self.receive(part, content))

        return on_message

    def _kept(self, part: Part, request_id: str, content: Any) -> Reply | None:
        if self.identity is None or not request_id:
            return None
        entry = self.record.answer_to(self.identity.person_id, request_id)
        if entry is None:
            return None
        if isinstance(part, Exercise):
            return part.again(content, entry)
        is_same = says_the_same(content, entry, _said(part, entry))
        return saved(request_id, entry) if is_same else None


def _said(part: Part, entry: Entry[Any]) -> dict[str, Any]:
    if isinstance(part, Exercise):
        return part.theirs(entry)
    said: dict[str, Any] = entry.body.model_dump(mode="json")
    return said


def _refused(request_id: str, text: str) -> Reply:
    return {"type": "refused", "request_id": request_id, "text": text}
