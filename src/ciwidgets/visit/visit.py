"""One person at one workbook: who they are, which team, which step; widgets bound to the store."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from typing import Any

from IPython.display import display

from ciwidgets.enrolment import NoProgram
from ciwidgets.errors import (
    BadMessage,
    Conflict,
    NotAllowed,
    RecordGone,
    RequestReused,
    SchemaMismatch,
    StoreError,
    StoreUnavailable,
    StoreWentBack,
)
from ciwidgets.model import Entry
from ciwidgets.opening import open_store
from ciwidgets.store import Store
from ciwidgets.visit.exercise import Exercise, saved, says_the_same
from ciwidgets.visit.exercises import Exercises
from ciwidgets.visit.live import HALL_SECONDS, POLL_SECONDS, Pulse
from ciwidgets.visit.messages import request_id_of
from ciwidgets.visit.page import Shown
from ciwidgets.visit.presence import Part, Reply
from ciwidgets.widgets import PageWidget
from ciwidgets.words.refusals import refused_in

_log = logging.getLogger(__name__)
# They are about the store as a whole: once it is well again, the same message is saved.
_PASSING = (StoreUnavailable, SchemaMismatch, StoreWentBack, NoProgram)


class Visit(Exercises):
    """A person's visit to a workbook. Cells build the page; who is here is known only later."""

    def __init__(
        self,
        workbook: str,
        *,
        store: Store | None = None,
        language: str = "",
        is_live: bool = True,
    ) -> None:
        """Open the store and read the program.

        Args:
            workbook: the notebook's name without its ending, such as ``needs_assessment``.
            store: where entries go; by default the one ``CIWIDGETS_STORE`` names, or the made-up
                sample in memory where nothing is named.
            language: the catalogue's language; by default the one the page was asked for in,
                else the program's.
            is_live: whether the page follows what others do by itself, in the kernel's own loop.

        Raises:
            StoreError: when the store cannot be opened or holds no program.
        """
        super().__init__(workbook, store if store is not None else open_store(), language)
        self._pulse = Pulse(self.look_again, self._pace) if is_live else None
        # JupyterLab runs callbacks in another thread than the pulse.
        self._lock = threading.RLock()

    def look_again(self) -> None:
        """Take in what others have done since, and show it."""
        with self._lock:
            if self.identity is not None and self.catch_up():
                self.refresh_changed()

    def _pace(self) -> float:
        return POLL_SECONDS if self.hall is None else HALL_SECONDS

    def receive(self, part: Part, content: Any) -> Reply:
        """Answer a message from the page; whatever happens, the page gets a plain sentence."""
        request_id = request_id_of(content)
        with self._lock:
            if self._pulse is not None:
                self._pulse.start()
            try:
                return self._act(part, content, request_id)
            except (NotAllowed, BadMessage) as error:
                return _refused(request_id, refused_in(error, self.language))
            except RequestReused:
                return _refused(request_id, self.words["reload"])
            except _PASSING as error:
                _log.warning("Not saved: %s", error)
                text = self.words["not_saved_now"]
                return {"type": "later", "request_id": request_id, "text": text}
            except StoreError as error:
                # Sent again it would be refused again, and all that waits behind it stand still.
                _log.warning("Refused by the store: %s", error)
                return _refused(request_id, self.words["reload"])
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
        except (Conflict, RecordGone) as error:
            self.catch_up()
            self.refresh_changed()
            theirs = error.theirs if isinstance(error, Conflict) else None
            stands = theirs if theirs and not theirs.retracted else None
            return {
                "type": "conflict",
                "request_id": request_id,
                "record_id": error.mine.record_id,
                "revision": theirs.revision if theirs else 0,
                # What somebody dropped is said as that, not in the words it had.
                "theirs": _said(part, stands) if stands else {"type": "drop"},
                "text": self.words["conflict" if theirs else "gone"],
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
