"""What a team put its dots on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.analysis import vote_results, votes
from ciwidgets.analysis.disclosure import may_replace, may_show
from ciwidgets.model import DotVote
from ciwidgets.results.closings import Place, people_changed, shown_closings
from ciwidgets.results.people import newest_by_person
from ciwidgets.results.walls import hidden, wall

if TYPE_CHECKING:
    from ciwidgets.analysis.ideas import Wall
    from ciwidgets.analysis.vote_results import VoteResult
    from ciwidgets.results.record import Record


def vote_result(
    record: Record, team_id: str, step: str, on: str, occasion: str, as_of: int | None = None
) -> VoteResult | None:
    """Return what a closed vote on the ideas of the step ``on`` shows, or None while it is open.

    An idea that was taken down or taken back since then does not come back through the result.
    """
    place = Place(record, team_id, step, occasion)
    vote = _Votes(place, on)
    shown = shown_closings(place, vote, as_of)
    if not shown:
        return None
    return vote_results.vote_result(
        vote.ballots_at(shown[-1]),
        vote.wall_left(shown[-1], as_of),
        later=people_changed(*vote.compared(shown[-1], as_of)),
    )


def dots_on_the_wall(
    record: Record,
    team_id: str,
    vote_step: str,
    board_step: str,
    occasion: str,
    as_of: int | None = None,
) -> dict[str, int] | None:
    """Return a closed vote's dots by the items of the wall as it is now.

    None while the vote is open or too few people voted. Not in it is what was written after the
    closing, and what holds a part of an item that was split since (see ``votes.carry``).
    """
    place = Place(record, team_id, vote_step, occasion)
    vote = _Votes(place, board_step)
    shown = shown_closings(place, vote, as_of)
    if not shown or not vote.reveals(shown[-1]):
        return None
    return votes.carry(
        vote.ballots_at(shown[-1]), vote.wall_left(shown[-1], as_of), vote.wall_at(as_of)
    )


@dataclass(frozen=True, slots=True)
class _Votes:
    """The dots of a step on the ideas of another."""

    place: Place
    on: str

    def ballots_at(self, seq: int | None) -> dict[str, dict[str, int]]:
        """Return each person's dots by item; who gave none is not in it."""
        place = self.place
        ballots = [
            entry
            for entry in place.record.current(
                DotVote, team_id=place.team_id, occasion=place.occasion, as_of=seq
            )
            if entry.body.step == place.step
        ]
        newest = newest_by_person(place.record, place.team_id, ballots, seq)
        return {person: dict(body.dots) for person, body in newest.items() if body.dots}

    def wall_at(self, seq: int | None) -> Wall:
        """Return the wall that was voted on."""
        return wall(self.place.record, self.place.team_id, self.on, seq)

    def wall_left(self, seq: int, as_of: int | None) -> Wall:
        """Return the wall of a closing without what was taken down or back since."""
        then, today = self.wall_at(seq), self.wall_at(as_of)
        taken = {one for item in then.items for one in item.idea_ids} - today.places.keys()
        return votes.without(
            then, taken | hidden(self.place.record, self.place.team_id, self.on, as_of)
        )

    def reveals(self, seq: int) -> bool:
        """Return whether any dots are shown."""
        return may_show(len(self.ballots_at(seq)))

    def may_follow(self, newer: int, earlier: int, *, is_first: bool) -> bool:  # noqa: ARG002
        """Ask the rule for each thing on the wall; a vote is never shown by sector."""
        shown, now = self.compared(earlier, newer)
        return may_replace(shown, now, {})

    def compared(self, one: int | None, other: int | None) -> votes.ByThing:
        """Return the dots of two moments by what their walls have in common, and by person."""
        return votes.by_thing(
            (self.ballots_at(one), self.wall_at(one)), (self.ballots_at(other), self.wall_at(other))
        )
