"""What comes first, in a step: each person's own sheets, the team's, and all ways side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, ClassVar

from ciwidgets.errors import Conflict, NotAllowed
from ciwidgets.model import Entry, Gate, NominalVote, Scores, Theme, record_id_for
from ciwidgets.model.priorities import MOST_SCORED
from ciwidgets.results.priorities import (
    METHODS,
    Source,
    ThingsToRank,
    ranges_of,
    things_to_rank,
    what_first,
)
from ciwidgets.results.priority_parts import side_by_side
from ciwidgets.results.themes import themes
from ciwidgets.visit.exercise import Exercise, put_beside, saved
from ciwidgets.visit.messages import Message, SaveGate, SavePicks, SaveScores, parse
from ciwidgets.visit.permissions import ANSWER, KEEP_RECORDS
from ciwidgets.visit.presence import OF_THE_WALL, Presence, Reply, Shows
from ciwidgets.visit.tries import Tries
from ciwidgets.widgets import PrioritiesWidget
from ciwidgets.words.refusals import refusal

Sheet = dict[str, dict[str, int]]
# A score by what is scored and the part of it; None where there is none.
Cells = dict[tuple[str, str], int | None]

_GONE = refusal("ranked_gone")


class PrioritiesExercise(Exercise[PrioritiesWidget]):
    """Ranks the team's themes, or what is on its wall, in several ways.

    A person's own sheet is saved whole. On the one the team fills in together each score stands by
    itself: two people meet in a conflict only where both changed the same one.
    """

    forms: ClassVar[dict[str, type[Message]]] = {
        "pick": SavePicks,
        "score": SaveScores,
        "gate": SaveGate,
    }
    by_each: ClassVar[bool] = True
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

    def again(self, content: dict[str, Any], entry: Entry[Any]) -> Reply | None:
        """Return the answer to what was kept before; a sheet holds more, or less, than was sent."""
        if content.get("type") != "score":
            return super().again(content, entry)
        message, sheet = parse(content, {"score": SaveScores}), entry.body
        if not isinstance(sheet, Scores) or (sheet.method, sheet.is_together) != (
            message.method,
            message.is_together,
        ):
            return None
        sent, kept, ids = _cells(message.scores), _cells(sheet.scores), self._ids()
        # What had left the wall was let go of.
        is_in = all(kept.get(cell) == score or cell[0] not in ids for cell, score in sent.items())
        if not is_in or not (message.is_together or kept.keys() <= sent.keys()):
            return None
        return (put_beside if message.is_together else saved)(message.request_id, entry)

    def count_answered(self) -> int:
        """Return how many people filled in anything for themselves."""
        visit = self.visit
        chosen = visit.record.current(NominalVote, occasion=visit.occasion)
        scored = visit.record.current(Scores, occasion=visit.occasion)
        made = {one.author_id for one in chosen if one.body.step == self.step and one.body.picks}
        made |= {
            one.author_id
            for one in scored
            if one.body.step == self.step
            and not one.body.is_together
            and any(one.body.scores.values())
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
                "picks": self._picks_now(mine, self._standing(found)),
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
        found = self._things()
        known = {one.id for one in found.things} | set(before.body.picks if before else [])
        known |= set(self._picks_now(before, self._standing(found)))
        if not set(message.picks) <= known:
            raise NotAllowed(_GONE)
        body = NominalVote(step=self.step, picks=message.picks)
        return self.save(self.draft(record_id, body, message, message.base_revision))

    def _score(self, message: SaveScores) -> Reply:
        record_id = self._sheet_id(message.method, is_together=message.is_together)
        if message.is_together:
            return self._agree(message, record_id)
        before, cells = self.visit.record.get(record_id), _cells(message.scores)
        self._check(message, cells, _cells(before.body.scores if before else {}))
        body = self._sheet_of(message, cells)
        return self.save(self.draft(record_id, body, message, message.base_revision))

    def _agree(self, message: SaveScores, record_id: str) -> Reply:
        """Put scores on the team's sheet as it is, again where it changed at that moment."""
        tries = Tries()
        while True:
            self.visit.catch_up()
            before, cells = self.visit.record.get(record_id), _cells(message.scores)
            kept = _cells(before.body.scores if before else {})
            self._check(message, cells, kept)
            body = self._sheet_of(message, kept | cells)
            base = before.revision if before else 0
            draft = self.draft(record_id, body, message, base)
            if before and self._others_changed(record_id, message.base_revision, cells, kept):
                raise Conflict(draft, before)
            try:
                return put_beside(message.request_id, self.visit.append([draft])[0])
            except Conflict as conflict:
                tries.lost(conflict)

    def _others_changed(self, record_id: str, seen: int, cells: Cells, kept: Cells) -> bool:
        """Whether somebody else gave one of these scores another value since revision ``seen``."""
        person = self.visit.require_identity().person_id
        before: Cells = {}
        for entry in self.visit.record.history(record_id):
            now = _cells(entry.body.scores)
            if entry.revision > seen and entry.author_id != person:
                changed = [one for one in cells if now.get(one) != before.get(one)]
                if any(kept.get(one) != cells[one] for one in changed):
                    return True
            before = now
        return False

    def _check(self, message: SaveScores, cells: Cells, kept: Cells) -> None:
        ranges, ids = ranges_of(self.visit.program, message.method), self._ids()
        for (item, part), score in cells.items():
            if score is None or kept.get((item, part)) == score:
                continue  # as it was, also where the list or the program has changed since
            if item not in ids:
                raise NotAllowed(_GONE)
            lowest, highest = ranges.get(part, (0, -1))
            if not lowest <= score <= highest:
                raise NotAllowed(refusal("no_score", score=str(score)))

    def _sheet_of(self, message: SaveScores, cells: Cells) -> Scores:
        """Return a sheet without what has left the wall, so that it never fills up."""
        found = self._things()
        ids, standing = {one.id for one in found.things}, self._standing(found)
        sheet: Sheet = {}
        for (item, part), score in cells.items():
            if score is not None and item in standing:
                sheet.setdefault(item, {})[part] = score
        # What is not ranked for now goes first where there is too much.
        held = sorted(sheet, key=lambda one: one not in ids)[:MOST_SCORED]
        return Scores(
            step=self.step,
            method=message.method,
            is_together=message.is_together,
            scores={one: sheet[one] for one in held},
        )

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

    def _standing(self, found: ThingsToRank) -> dict[str, str]:
        """Return what every id on the wall stands for, also of what is too many to rank now."""
        visit = self.visit
        if found.is_themes:
            here = themes(visit.record, visit.team_id, self.source.themes)
            return {one.record_id: one.record_id for one in here}
        return dict(visit.wall(self.source.board).places)

    def _picks_now(self, entry: Entry[Any] | None, standing: dict[str, str]) -> list[str]:
        """Return choices as they stand now: what was put together since is one choice."""
        picks = entry.body.picks if entry else []
        return list(dict.fromkeys(standing[one] for one in picks if one in standing))


def _cells(scores: Mapping[str, Mapping[str, int | None]]) -> Cells:
    return {(item, part): score for item, parts in scores.items() for part, score in parts.items()}
