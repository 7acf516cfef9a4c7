"""What comes first, in a step: each person's own sheets, the team's, and all ways side by side."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import Gate, NominalVote, Scores, Theme, record_id_for
from ciwidgets.results.priorities import (
    METHODS,
    Source,
    ThingsToRank,
    ranges_of,
    things_to_rank,
    what_first,
)
from ciwidgets.results.priority_parts import side_by_side
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message, SaveGate, SavePicks, SaveScores
from ciwidgets.visit.permissions import ANSWER, KEEP_RECORDS
from ciwidgets.visit.presence import OF_THE_WALL, Presence, Reply, Shows
from ciwidgets.widgets import PrioritiesWidget

_GONE = "One of these is no longer on the list. Please reload the page and look at it again."


class PrioritiesExercise(Exercise[PrioritiesWidget]):
    """Ranks the team's themes, or what is on its wall, in several ways."""

    forms: ClassVar[dict[str, type[Message]]] = {
        "pick": SavePicks,
        "score": SaveScores,
        "gate": SaveGate,
    }
    shows: ClassVar[Shows] = frozenset({NominalVote, Scores, Gate, Theme, *OF_THE_WALL})

    def __init__(self, visit: Presence, step: str, on: str, themes: str, vote: str) -> None:
        """Rank the themes of step ``themes``, or the board ``on``, beside the dots of ``vote``."""
        super().__init__(visit, step, PrioritiesWidget(words=visit.words_for("priorities")))
        book = visit.workbook
        self.source = Source(
            f"{book}/{on}", f"{book}/{themes}" if themes else "", f"{book}/{vote}" if vote else ""
        )

    def answer(self, message: Message) -> Reply:
        """Keep choices, a sheet, or the team's five answers."""
        match message:
            case SavePicks():
                self.require(ANSWER)
                return self._pick(message)
            case SaveScores():
                self.require(KEEP_RECORDS if message.is_together else ANSWER)
                return self._score(message)
            case SaveGate():
                self.require(KEEP_RECORDS)
                return self._gate(message)
        raise TypeError(type(message))

    def count_answered(self) -> int:
        """Return how many people filled in anything for themselves."""
        visit = self.visit
        chosen = visit.record.current(NominalVote, occasion=visit.occasion)
        scored = visit.record.current(Scores, occasion=visit.occasion)
        made = {one.author_id for one in chosen if one.body.step == self.step and one.body.picks}
        made |= {
            one.author_id
            for one in scored
            if one.body.step == self.step and not one.body.is_together and one.body.scores
        }
        return len(made & self.people())

    def show(self) -> None:
        """Show what is ranked, what this person and the team filled in, and what came of it."""
        visit, widget = self.visit, self.widget
        found = self._things()
        widget.things = [asdict(one) for one in found.things]
        widget.is_themes, widget.left_out = found.is_themes, found.left_out
        widget.criteria = [
            one.model_dump(mode="json", exclude={"weight"}) for one in visit.program.criteria
        ]
        mine = visit.record.get(self.own_record_id("nominal_vote"))
        widget.mine = {
            "nominal": {
                # What was put together since is one choice.
                "picks": list(
                    dict.fromkeys(
                        found.groups[one]
                        for one in (mine.body.picks if mine else [])
                        if one in found.groups
                    )
                ),
                "revision": mine.revision if mine else 0,
            }
        } | {method: self._sheet(method, is_together=False) for method in METHODS}
        widget.together = {method: self._sheet(method, is_together=True) for method in METHODS}
        widget.gates = {
            one.body.item_id: {"answers": one.body.answers, "revision": one.revision}
            for one in visit.record.current(Gate, team_id=visit.team_id)
            if one.body.step == self.step
        }
        self._show_result()

    def clear(self) -> None:
        """Show nothing of any team."""
        widget = self.widget
        widget.things, widget.criteria, widget.is_themes, widget.left_out = [], [], False, 0
        widget.mine, widget.together, widget.gates, widget.result = {}, {}, {}, {}

    def _show_result(self) -> None:
        visit = self.visit
        what = what_first(
            visit.record, visit.program, visit.team_id, self.step, self.source, visit.occasion
        )
        said = side_by_side(what, visit.program, visit.kernel_words_for("priorities"))
        self.widget.result = {**asdict(said), "later": what.later}

    def _pick(self, message: SavePicks) -> Reply:
        record_id = self.own_record_id("nominal_vote")
        before = self.visit.record.get(record_id)
        if not set(message.picks) <= {*self._ids(), *(before.body.picks if before else [])}:
            raise NotAllowed(_GONE)
        body = NominalVote(step=self.step, picks=message.picks)
        return self.save(self.draft(record_id, body, message, message.base_revision))

    def _score(self, message: SaveScores) -> Reply:
        record_id = self._sheet_id(message.method, is_together=message.is_together)
        before = self.visit.record.get(record_id)
        kept = before.body.scores if before else {}
        ranges, ids = ranges_of(self.visit.program, message.method), self._ids()
        for item, parts in message.scores.items():
            for part, score in parts.items():
                if kept.get(item, {}).get(part) == score:
                    continue  # as it was, also where the list or the program has changed since
                if item not in ids:
                    raise NotAllowed(_GONE)
                lowest, highest = ranges.get(part, (0, -1))
                if not lowest <= score <= highest:
                    raise NotAllowed(
                        f"The score {score} does not belong to this question. "
                        "Please reload the page and choose again."
                    )
        body = Scores(
            step=self.step,
            method=message.method,
            is_together=message.is_together,
            scores=message.scores,
        )
        return self.save(self.draft(record_id, body, message, message.base_revision))

    def _gate(self, message: SaveGate) -> Reply:
        if message.item_id not in self._ids():
            raise NotAllowed(_GONE)
        record_id = record_id_for("pearl_gate", self.visit.team_id, self.step, message.item_id)
        body = Gate(step=self.step, item_id=message.item_id, answers=message.answers)
        return self.save(self.draft(record_id, body, message, message.base_revision))

    def _sheet(self, method: str, *, is_together: bool) -> dict[str, Any]:
        entry = self.visit.record.get(self._sheet_id(method, is_together=is_together))
        return {
            "scores": entry.body.scores if entry else {},
            "revision": entry.revision if entry else 0,
        }

    def _sheet_id(self, method: str, *, is_together: bool) -> str:
        if is_together:
            return record_id_for("scores.together", self.visit.team_id, self.step, method)
        return self.own_record_id(f"scores.{method}")

    def _things(self) -> ThingsToRank:
        visit = self.visit
        return things_to_rank(
            visit.record, visit.program, visit.team_id, self.source, visit.occasion
        )

    def _ids(self) -> set[str]:
        return {one.id for one in self._things().things}
