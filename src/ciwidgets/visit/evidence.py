"""What a theme or a need rests on: facts of the earlier steps, chosen by people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import (
    Body,
    DataSource,
    Evidence,
    ImportedIndicators,
    Partner,
    Resource,
    Seat,
)
from ciwidgets.results.facts import facts
from ciwidgets.shipped import workbooks_folder
from ciwidgets.words.refusals import refusal
from ciwidgets.workbook import Workbook, read_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ciwidgets.results.fact import Fact
    from ciwidgets.visit.presence import Presence


class FactsHere:
    """The facts this visit's team can choose from, read anew whenever its record has grown."""

    # What a survey said is a fact once its step is closed, which every part hears of.
    kinds: ClassVar[frozenset[type[Body]]] = frozenset(
        {ImportedIndicators, DataSource, Resource, Partner, Seat}
    )

    def __init__(self, visit: Presence) -> None:
        """Read from the notebook which steps there are."""
        self._visit = visit
        path = workbooks_folder() / f"{visit.workbook}.ipynb"
        self._workbook = read_workbook(path, visit.language) if path.is_file() else None
        self._known: dict[str, tuple[Any, list[Fact]]] = {}

    def now(self, language: str = "en") -> list[Fact]:
        """Return what may be shown now; a team's record keeps facts in one language, English."""
        visit = self._visit
        program = visit.kept_program if language == "en" else visit.program
        moment = (visit.record, visit.record.seq, visit.occasion, program)
        if language not in self._known or self._known[language][0] != moment:
            book = self._workbook or Workbook(visit.workbook, "", "", ())
            place = (visit.record, program, visit.team_id)
            found = facts(*place, book, visit.occasion, language=language)
            self._known[language] = moment, found
        return self._known[language][1]

    def as_shown(self) -> list[dict[str, str]]:
        """Return the facts as the page is given them, in its language."""
        found = self.now(self._visit.language)
        return [{"id": one.id, "source": one.source, "text": one.text} for one in found]

    def chosen(self, fact_ids: Iterable[str], before: Sequence[Evidence]) -> list[Evidence]:
        """Return evidence in the facts' own words; what was chosen before stays as it was.

        Raises:
            NotAllowed: for a fact that is not shown and was not chosen before.
        """
        known = {one.fact_id: one for one in before}
        known |= {one.id: Evidence(fact_id=one.id, text=one.text) for one in self.now()}
        chosen = list(dict.fromkeys(fact_ids))
        if not set(chosen) <= known.keys():
            raise NotAllowed(refusal("fact_gone"))
        return [known[one] for one in chosen]
