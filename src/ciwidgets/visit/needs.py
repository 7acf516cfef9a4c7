"""The choice of a team's needs in a step."""

from __future__ import annotations

from typing import Any, ClassVar

from ciwidgets.analysis.themes import dots_by_theme
from ciwidgets.errors import NotAllowed
from ciwidgets.model import Body, Entry, Need, Theme
from ciwidgets.results import dots_on_the_wall, sorted_wall, themes
from ciwidgets.visit.evidence import FactsHere
from ciwidgets.visit.messages import DropRecord, Message, SaveNeed
from ciwidgets.visit.permissions import CHOOSE_NEEDS
from ciwidgets.visit.presence import OF_THE_WALL, Presence, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import NeedChoiceWidget
from ciwidgets.words.refusals import refusal

# Where dots cannot be shown.
_NO_DOTS = -1


class NeedChoiceExercise(RecordsExercise[NeedChoiceWidget, Need]):
    """Needs the whole team owns: anybody in it may word them, and nobody's wording is lost."""

    kind: ClassVar[type[Body]] = Need
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveNeed, "drop": DropRecord}
    shows: ClassVar[Shows] = frozenset({Need, Theme, *OF_THE_WALL, *FactsHere.kinds})
    may: ClassVar[str] = CHOOSE_NEEDS

    def __init__(self, visit: Presence, step: str, on: str, after: str, themes: str = "") -> None:
        """Choose from the themes of ``themes`` and the board ``on``, with the dots of ``after``."""
        widget = NeedChoiceWidget(
            words=visit.words_for("need_choice"), most=visit.program.most_needs
        )
        super().__init__(visit, step, widget)
        self.most = visit.program.most_needs
        self.board = f"{visit.workbook}/{on}"
        self.vote = f"{visit.workbook}/{after}"
        self.themes = f"{visit.workbook}/{themes}"
        self.facts = FactsHere(visit)

    def body(self, message: Any) -> Need:
        """Return the need, which stands for themes and ideas, or for those it stood for."""
        visit = self.visit
        # Also of a need that somebody dropped meanwhile: that is for the two of them to see.
        before = visit.record.get(message.record_id)
        known = set(visit.wall(self.board).places)
        known |= {one.record_id for one in themes(visit.record, visit.team_id, self.themes)}
        known |= {idea_id for entry in self.records() for idea_id in entry.body.idea_ids}
        known |= set(before.body.idea_ids if before else [])
        if not set(message.idea_ids) <= known:
            raise NotAllowed(refusal("chosen_idea_gone"))
        return Need(
            step=self.step,
            text=message.text,
            reason=message.reason,
            idea_ids=message.idea_ids,
            evidence=self.facts.chosen(message.fact_ids, before.body.evidence if before else []),
            rank=message.rank,
        )

    def as_shown(self, entry: Entry[Need]) -> dict[str, Any]:
        """Return a need as the page is given it: the words of its facts stand in ``facts``."""
        shown = super().as_shown(entry)
        return {
            **{name: value for name, value in shown.items() if name != "evidence"},
            "fact_ids": [one.fact_id for one in entry.body.evidence],
        }

    def show(self) -> None:
        """Show what can be chosen and what was."""
        self.widget.candidates = sorted(self._candidates(), key=lambda one: -int(one["dots"]))
        self.widget.needs = [
            self.as_shown(entry)
            for entry in sorted(self.records(), key=lambda e: (e.body.rank, e.seq))
        ]
        self.widget.facts = self.facts.as_shown()

    def clear(self) -> None:
        """Show no needs."""
        self.widget.candidates, self.widget.needs, self.widget.facts = [], [], []

    def _candidates(self) -> list[dict[str, Any]]:
        visit = self.visit
        record, team_id = visit.record, visit.team_id
        dots = dots_on_the_wall(record, team_id, self.vote, self.board, visit.occasion) or {}
        places = visit.wall(self.board).places
        sorted_ = sorted_wall(record, team_id, self.themes, self.board)
        of_themes = dots_by_theme(sorted_, dots)
        facts_of = {
            one.record_id: [fact.fact_id for fact in one.body.evidence]
            for one in themes(record, team_id, self.themes)
        }

        return [
            {
                "id": theme.id,
                "text": theme.title,
                "dots": of_themes.get(theme.id, _NO_DOTS),
                "ideas": [one.text for item in theme.items for one in item.originals],
                "ids": [theme.id],
                "fact_ids": facts_of[theme.id],
            }
            for theme in sorted_.themes
            if theme.items
        ] + [
            {
                "id": item.id,
                "text": item.text,
                "dots": dots.get(item.id, _NO_DOTS),
                "ideas": [],
                "ids": [one for one, place in places.items() if place == item.id],
                "fact_ids": [],
            }
            for item in sorted_.loose
        ]
