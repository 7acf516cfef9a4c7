"""A training session that will be deleted: its work leaves as a file, comes back, and stays awake.

Only where a page may give away a team's whole record: on a made-up program in a session's own
store (see ``opening.session_ends``).
"""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Any, ClassVar

from ciwidgets.errors import FileRefused, NotAllowed
from ciwidgets.visit.messages import (
    BeginFile,
    BringWork,
    FilePart,
    Message,
    StillHere,
    TakeWork,
    parse,
)
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.visit.training.work import bring_work, work_of
from ciwidgets.visit.upload import MOST_FILE_BYTES, PART_BYTES, Upload
from ciwidgets.widgets import TrainingSessionWidget
from ciwidgets.words import filled
from ciwidgets.words.refusals import refusal

_GONE = refusal("file_gone")


class TrainingSession:
    """Says on every page that the session ends, and how to take the work along."""

    shows: ClassVar[Shows] = frozenset()
    forms: ClassVar[dict[str, type[Message]]] = {
        "take": TakeWork,
        "begin": BeginFile,
        "part": FilePart,
        "bring": BringWork,
        "alive": StillHere,
    }

    def __init__(self, visit: Presence, *, ends: bool) -> None:
        """Say what a file may have, where the session ``ends``."""
        self.visit = visit
        self.widget = TrainingSessionWidget(words=visit.words_for("training_session"), ends=ends)
        self.widget.limits = {"file": MOST_FILE_BYTES, "part": PART_BYTES}
        self._words = visit.kernel_words_for("training_session")
        self._file: Upload | None = None

    def receive(self, content: Any) -> Reply:
        """Read a message at the door and act on it."""
        message = parse(content, self.forms)
        if not self.widget.ends:
            raise NotAllowed(self._words["no_session"])
        match message:
            case StillHere():
                # To be asked and to answer is all it takes: a kernel that works is not idle.
                return {"type": "alive", "request_id": message.request_id}
            case TakeWork():
                return self._take(message)
            case BeginFile():
                return self._begin(message)
            case FilePart():
                return self._part(message)
            case BringWork():
                return self._bring(message)
        raise TypeError(type(message))

    def refresh(self) -> None:
        """Name the team whose work would be taken along."""
        team = self.visit.program.team(self.visit.team_id)
        self.widget.team = team.name if team else ""

    def _take(self, message: TakeWork) -> Reply:
        visit = self.visit
        visit.require_identity()
        if visit.program.team(visit.team_id) is None:
            raise NotAllowed(self._words["no_team"])
        today = datetime.now(UTC).date().isoformat()
        return {
            "type": "file",
            "request_id": message.request_id,
            "name": f"{visit.team_id}-{today}.jsonl",
            "media": "application/x-ndjson",
            "base64": base64.b64encode(work_of(visit.store, visit.team_id)).decode("ascii"),
        }

    def _begin(self, message: BeginFile) -> Reply:
        here = self._file
        if here is None or here.upload_id != message.upload_id:
            here = self._file = Upload(message.upload_id, "file", message.name, message.size)
        return _arrived(message, here)

    def _part(self, message: FilePart) -> Reply:
        here = self._its_file(message.upload_id)
        try:
            here.take(message.number, message.data)
        except NotAllowed:
            self._file = None
            raise
        return _arrived(message, here)

    def _bring(self, message: BringWork) -> Reply:
        here = self._its_file(message.upload_id)
        try:
            found, new = bring_work(self.visit.store, here.name, here.data())
        except FileRefused as error:
            raise NotAllowed(refusal("file_refused", why=str(error))) from error
        self._file = None
        self.visit.catch_up()
        self.visit.refresh()
        team = self.visit.program.team(found.team_id)
        key = "brought_none" if not new else "brought_one" if new == 1 else "brought_other"
        said = filled(self._words[key], n=new, team=team.name if team else found.team_id)
        return {"type": "brought", "request_id": message.request_id, "text": said}

    def _its_file(self, upload_id: str) -> Upload:
        if self._file is None or self._file.upload_id != upload_id:
            raise NotAllowed(_GONE)
        return self._file


def _arrived(message: Message, here: Upload) -> Reply:
    return {
        "type": "arrived",
        "request_id": message.request_id,
        "next": here.arrived,
        "parts": here.parts,
    }
