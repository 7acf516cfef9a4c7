"""An idea board in a step: ideas in people's own words, merged where they say the same."""

from __future__ import annotations

from typing import ClassVar

from ciwidgets.errors import NotAllowed
from ciwidgets.model import DotVote, Entry, Idea, IdeaGroup, Moderation, record_id_for
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import (
    AddIdea,
    EditIdea,
    HideIdea,
    MergeIdeas,
    Message,
    SplitGroup,
    WithdrawIdea,
)
from ciwidgets.visit.permissions import ANSWER, HIDE_IDEA, MERGE_IDEAS, may
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import IdeaBoardWidget
from ciwidgets.words.ours import ours
from ciwidgets.words.refusals import refusal

# One person fills no wall; far above what anybody writes in eight minutes.
_MOST_IDEAS_EACH = 60


class IdeaBoardExercise(Exercise[IdeaBoardWidget]):
    """Keeps ideas, merges and hides them; every original stays in the record."""

    forms: ClassVar[dict[str, type[Message]]] = {
        "add": AddIdea,
        "edit": EditIdea,
        "withdraw": WithdrawIdea,
        "merge": MergeIdeas,
        "split": SplitGroup,
        "hide": HideIdea,
    }
    by_each: ClassVar[bool] = True
    shows: ClassVar[Shows] = frozenset({Idea, IdeaGroup, Moderation})

    def __init__(self, visit: Presence, step: str, prompt: str = "") -> None:
        """Show a board with a prompt above the writing field."""
        widget = IdeaBoardWidget(
            words=visit.words_for("idea_board"), prompt=ours(prompt, visit.language)
        )
        super().__init__(visit, step, widget)

    def answer(self, message: Message) -> Reply:
        """Do what was asked of the board."""
        match message:
            case AddIdea():
                return self._add(message)
            case EditIdea():
                return self._change(message, message.text)
            case WithdrawIdea():
                return self._change(message, None)
            case MergeIdeas():
                return self._merge(message)
            case SplitGroup():
                return self._split(message)
            case HideIdea():
                return self._hide(message)
        raise TypeError(type(message))

    def count_answered(self) -> int:
        """Return how many people wrote at least one idea."""
        people = self.people()
        return len({entry.author_id for entry in self._ideas()} & people)

    def show(self) -> None:
        """Show the wall; hidden ideas only to those who may put them back."""
        identity = self.visit.require_identity()
        hidden = self._hidden()
        sees_hidden = may(identity.role, HIDE_IDEA)
        self.widget.ideas = [
            {
                "id": entry.record_id,
                "text": entry.body.text,
                "revision": entry.revision,
                "is_mine": entry.author_id == identity.person_id,
                "is_hidden": entry.record_id in hidden,
            }
            for entry in self._ideas()
            if entry.record_id not in hidden or sees_hidden or entry.author_id == identity.person_id
        ]
        groups = {entry.record_id: entry for entry in self._groups()}
        self.widget.groups = [
            {
                "id": item.id,
                "title": item.text,
                "revision": groups[item.id].revision,
                "idea_ids": [original.id for original in item.originals],
            }
            for item in self.visit.wall(self.step).items
            if item.id in groups
        ]

    def clear(self) -> None:
        """Show no ideas."""
        self.widget.ideas, self.widget.groups = [], []

    def _add(self, message: AddIdea) -> Reply:
        self.require(ANSWER)
        identity = self.visit.require_identity()
        mine = [e for e in self._ideas() if e.author_id == identity.person_id]
        if len(mine) >= _MOST_IDEAS_EACH:
            raise NotAllowed(refusal("most_ideas", n=len(mine)))
        body = Idea(step=self.step, text=message.text)
        record_id = self.new_record(message.record_id, Idea)
        if self.visit.record.get(record_id) is not None:
            self._own_idea(record_id)
        return self.save(self.draft(record_id, body, message, 0))

    def _change(self, message: EditIdea | WithdrawIdea, text: str | None) -> Reply:
        self.require(ANSWER)
        entry = self._own_idea(message.record_id)
        body = entry.body if text is None else Idea(step=self.step, text=text)
        return self.save(
            self.draft(
                entry.record_id, body, message, message.base_revision, retracted=text is None
            )
        )

    def _merge(self, message: MergeIdeas) -> Reply:
        self.require(MERGE_IDEAS)
        shown = {entry.record_id for entry in self._ideas()} - self._hidden()
        if not set(message.idea_ids) <= shown:
            raise NotAllowed(refusal("merge_idea_gone"))
        if len(set(message.idea_ids)) != len(message.idea_ids):
            raise NotAllowed(refusal("idea_twice"))
        body = IdeaGroup(step=self.step, title=message.title, idea_ids=message.idea_ids)
        record_id = self.new_record(message.record_id, IdeaGroup)
        return self.save(self.draft(record_id, body, message, message.base_revision))

    def _split(self, message: SplitGroup) -> Reply:
        self.require(MERGE_IDEAS)
        entry = self.of_this_step(message.record_id, IdeaGroup)
        if self._has_dots(entry.record_id):
            raise NotAllowed(refusal("group_has_dots"))
        return self.save(
            self.draft(entry.record_id, entry.body, message, message.base_revision, retracted=True)
        )

    def _has_dots(self, record_id: str) -> bool:
        ballots = self.visit.record.current(DotVote, team_id=self.visit.team_id)
        return any(record_id in entry.body.dots for entry in ballots)

    def _hide(self, message: HideIdea) -> Reply:
        self.require(HIDE_IDEA)
        self.of_this_step(message.target_id, Idea, IdeaGroup)
        record_id = record_id_for("moderation", self.visit.team_id, message.target_id)
        before = self.visit.record.get(record_id)
        body = Moderation(step=self.step, target_id=message.target_id, is_hidden=message.is_hidden)
        return self.save(self.draft(record_id, body, message, before.revision if before else 0))

    def _ideas(self) -> list[Entry[Idea]]:
        found = self.visit.record.current(Idea, team_id=self.visit.team_id)
        return [entry for entry in found if entry.body.step == self.step]

    def _groups(self) -> list[Entry[IdeaGroup]]:
        found = self.visit.record.current(IdeaGroup, team_id=self.visit.team_id)
        return [entry for entry in found if entry.body.step == self.step]

    def _hidden(self) -> set[str]:
        found = self.visit.record.current(Moderation, team_id=self.visit.team_id)
        return {entry.body.target_id for entry in found if entry.body.is_hidden}

    def _own_idea(self, record_id: str) -> Entry[Idea]:
        entry = self.of_this_step(record_id, Idea)
        if entry.author_id != self.visit.require_identity().person_id:
            raise NotAllowed(refusal("idea_of_another"))
        return entry
