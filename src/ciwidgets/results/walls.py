"""A team's wall of ideas and the needs it chose from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.analysis import ideas
from ciwidgets.model import Idea, IdeaGroup, Moderation, Need

if TYPE_CHECKING:
    from ciwidgets.analysis.ideas import Wall
    from ciwidgets.model import Entry
    from ciwidgets.results.record import Record


def wall(record: Record, team_id: str, step: str, as_of: int | None = None) -> Wall:
    """Return the team's wall of ideas; it carries on from one occasion to the next."""
    return ideas.wall(
        {
            entry.record_id: entry.body.text
            for entry in record.current(Idea, team_id=team_id, as_of=as_of)
            if entry.body.step == step
        },
        [
            ideas.Group(entry.record_id, entry.seq, entry.body.title, tuple(entry.body.idea_ids))
            for entry in record.current(IdeaGroup, team_id=team_id, as_of=as_of)
            if entry.body.step == step
        ],
        hidden(record, team_id, step, as_of),
    )


def needs(record: Record, team_id: str, as_of: int | None = None) -> list[Entry[Need]]:
    """Return the needs the team has chosen, the first in rank first."""
    # Sorting is stable: of two needs with one rank, the one that was written first comes first.
    return sorted(record.current(Need, team_id=team_id, as_of=as_of), key=lambda one: one.body.rank)


def hidden(record: Record, team_id: str, step: str, as_of: int | None = None) -> set[str]:
    """Return the ids of what was taken down from the wall and not put back."""
    moderations = sorted(
        record.current(Moderation, team_id=team_id, as_of=as_of), key=lambda one: one.seq
    )
    last_word = {
        one.body.target_id: one.body.is_hidden for one in moderations if one.body.step == step
    }
    return {target for target, is_hidden in last_word.items() if is_hidden}
