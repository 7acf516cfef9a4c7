"""A table of a team's plan, brought from the page: what each row would do, then what is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from ciwidgets.errors import Conflict, NotAllowed
from ciwidgets.formats.plans import LISTS, PlanFile
from ciwidgets.model import Draft, Entry
from ciwidgets.results import step_state
from ciwidgets.visit.bring_file import BringFileExercise
from ciwidgets.visit.exercise import saved
from ciwidgets.visit.messages import (
    BeginFile,
    FilePart,
    ForgetFile,
    KeepFile,
    Message,
    ReadFile,
)
from ciwidgets.visit.plans.take_plan import count_in_lists
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.words.refusals import refusal

_CHANGED = refusal("plan_changed")


class PlanFileExercise(BringFileExercise):
    """One table at a time; it changes the same records as the lists on the page do."""

    forms: ClassVar[dict[str, type[Message]]] = {
        "begin": BeginFile,
        "part": FilePart,
        "read": ReadFile,
        "keep": KeepFile,
        "forget": ForgetFile,
    }
    # Only how many there are: what is previewed is judged anew when it is kept.
    shows: ClassVar[Shows] = frozenset(one.body for one in LISTS.values())

    def __init__(self, visit: Presence, step: str) -> None:
        """Bring tables in a step."""
        super().__init__(visit, step, "plan", "")
        words = dict(self.widget.words)
        words |= {f"answered{end}": words[f"plan_answered{end}"] for end in ("_one", "_other")}
        self.widget.words = words

    def count_answered(self) -> int:
        """Return how many records the four lists have."""
        return count_in_lists(self.visit)

    def theirs(self, entry: Entry[Any]) -> dict[str, Any]:
        """Return nothing of another record: rows are compared before they are kept."""
        del entry
        return {}

    def again(self, content: dict[str, Any], entry: Entry[Any]) -> Reply | None:
        """Return that a table is kept, where an answer was lost on its way."""
        if content.get("type") != "keep":
            return None
        return {**saved(content["request_id"], entry), "is_new": True}

    def _keep(self, message: KeepFile) -> Reply:
        self._its_file(message)
        if self._found is None:
            raise NotAllowed(refusal("file_gone"))
        self._look_again(message)
        batch = self._drafts(message)
        if not batch:
            raise NotAllowed(refusal("nothing_new_in_file"))
        try:
            kept = self.visit.append(batch)[0]
        except Conflict:
            self.visit.catch_up()
            self._look_again(message)
            raise NotAllowed(_CHANGED) from None
        self._forget()
        return {**saved(message.request_id, kept), "is_new": True}

    def _look_again(self, message: KeepFile) -> None:
        """Make sure that the rows still do what the page was shown."""
        asked = ReadFile(type="read", request_id=message.request_id, upload_id=message.upload_id)
        found: PlanFile | None = self.kind.read(self._files, asked, self._asker())
        assert found is not None
        if found.rows != self._found.rows:
            self._found = found
            self.widget.preview = {
                "upload_id": message.upload_id,
                "here": "",
                **self.kind.preview(found, self._asker(), None),
            }
            raise NotAllowed(_CHANGED)

    def _drafts(self, message: KeepFile) -> list[Draft]:
        batch = self.kind.drafts(self._found, self._asker(), message)
        visit = self.visit
        steps = {getattr(draft.body, "step", "") for draft in batch}
        if not all(
            step_state(visit.record, visit.team_id, one, visit.occasion)[0] for one in steps
        ):
            raise NotAllowed(refusal("list_closed"))
        author = visit.require_identity().person_id
        return [replace(draft, author_id=author) for draft in batch]
