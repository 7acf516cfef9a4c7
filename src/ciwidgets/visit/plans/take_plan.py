"""A team's plan on its way to a person who wants it as a table."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, ClassVar, Final

from ciwidgets.formats.plans import LISTS, write_plan
from ciwidgets.results.naming.names import as_written
from ciwidgets.results.plans.plan_files import plan_asked, plan_entries
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message, TakePlan
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import TakePlanWidget

if TYPE_CHECKING:
    from ciwidgets.model import Audience

_TEAM: Final[Audience] = "team"
_FACULTY: Final[Audience] = "cohort"


def count_in_lists(visit: Presence) -> int:
    """Return how many goals, activities, measures and readings a team has."""
    return sum(len(visit.record.current(one.body, team_id=visit.team_id)) for one in LISTS.values())


class TakePlanExercise(Exercise[TakePlanWidget]):
    """Hands out each list as it is now, or a template; names stand in it as people agreed to.

    A file goes on to where nobody can be asked, so even the team's own holds no name without a yes.
    """

    forms: ClassVar[dict[str, type[Message]]] = {"take": TakePlan}
    closes: ClassVar[bool] = False
    shows: ClassVar[Shows] = frozenset(one.body for one in LISTS.values())

    def __init__(self, visit: Presence, step: str) -> None:
        """Offer the lists in a step."""
        super().__init__(visit, step, TakePlanWidget(words=visit.words_for("take_plan")))

    def answer(self, message: TakePlan) -> Reply:
        """Return the file that was asked for."""
        visit = self.visit
        visit.require_identity()
        # As it was written: the file itself leaves names out, in a way that can be undone.
        record, audience = as_written(visit.record), _FACULTY if visit.is_guest else _TEAM
        # With the program as it is kept: a file says its lines of work as they are read back.
        asked = plan_asked(record, visit.kept_program, visit.team_id, audience)
        found = [] if message.is_template else plan_entries(record, visit.team_id, message.what)
        written = write_plan(
            message.what, found, asked.cells, message.format, with_example=message.is_template
        )
        return {
            "type": "file",
            "request_id": message.request_id,
            "name": written.file_name,
            "media": written.media_type,
            "base64": base64.b64encode(written.data).decode("ascii"),
        }

    def count_answered(self) -> int:
        """Return how many records the four lists have."""
        return count_in_lists(self.visit)

    def show(self) -> None:
        """Show how many there are of each."""
        visit = self.visit
        self.widget.counts = {
            what: len(visit.record.current(one.body, team_id=visit.team_id))
            for what, one in LISTS.items()
        }

    def clear(self) -> None:
        """Show nothing of a team."""
        self.widget.counts = {}
