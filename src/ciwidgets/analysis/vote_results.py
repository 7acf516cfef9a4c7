"""What a team voted, ready to be shown: nothing in here breaks the small-group rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ciwidgets.analysis.disclosure import may_show
from ciwidgets.analysis.votes import GONE, tally

if TYPE_CHECKING:
    from ciwidgets.analysis.ideas import Wall


@dataclass(frozen=True, slots=True)
class VotedItem:
    """One item with its dots; see ``votes.Tally``.

    ``voters`` is 0 where fewer than five people gave them: the room would know who.
    """

    item_id: str
    text: str
    originals: tuple[str, ...]
    dots: int
    voters: int
    rank: int
    is_tied: bool


@dataclass(frozen=True, slots=True)
class VoteResult:
    """A vote's result, most dots first; empty of items where ``too_few`` people voted.

    ``gone`` counts dots on ideas that are no longer on the wall, ``later`` people whose later
    ballots wait until they may be shown.
    """

    voters: int
    too_few: bool
    items: tuple[VotedItem, ...]
    gone: int
    later: int = 0


def vote_result(
    ballots: Mapping[str, Mapping[str, int]], wall: Wall, *, later: int = 0
) -> VoteResult:
    """Return the tally of a vote on a wall's items, as far as it may be shown.

    ``ballots`` maps a person to dots by item id; who gave no dot is no voter.
    """
    voters = sum(any(dots.values()) for dots in ballots.values())
    if not may_show(voters):
        return VoteResult(voters, too_few=True, items=(), gone=0, later=later)
    on_wall = {item.id: item for item in wall.items}
    items, gone = [], 0
    for one in tally(list(ballots.values()), wall.places):
        if one.item_id == GONE:
            gone = one.dots
            continue
        item = on_wall[one.item_id]
        words = tuple(original.text for original in item.originals)
        items.append(
            VotedItem(
                item.id,
                item.text,
                words,
                one.dots,
                one.voters if may_show(one.voters) else 0,
                one.rank,
                one.is_tied,
            )
        )
    return VoteResult(voters, too_few=False, items=tuple(items), gone=gone, later=later)


def vote_page(result: VoteResult) -> dict[str, Any]:
    """Return the ``result`` trait of the dot vote widget."""
    return {
        "voters": result.voters,
        "too_few": result.too_few,
        "later": result.later,
        "gone": result.gone,
        "items": [
            {"id": one.item_id, "text": one.text, "dots": one.dots, "voters": one.voters}
            for one in result.items
        ],
    }
