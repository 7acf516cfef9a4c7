"""The things a team ranks: its themes, or what is on its wall."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ciwidgets.analysis import themes as sorting
from ciwidgets.analysis import votes
from ciwidgets.analysis.priority_results import Thing
from ciwidgets.results.ballots import dots_on_the_wall
from ciwidgets.results.themes import placed_at, themes
from ciwidgets.results.walls import hidden, wall

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ciwidgets.analysis.ideas import Wall
    from ciwidgets.model import Program
    from ciwidgets.results.record import Record

# More things than this are too many to score one by one on a phone.
MOST_THINGS = 12


@dataclass(frozen=True, slots=True)
class Source:
    """The steps that the things come from; ``themes`` and ``vote`` may be empty."""

    board: str
    themes: str = ""
    vote: str = ""


@dataclass(frozen=True, slots=True)
class ThingsToRank:
    """The things to rank; ``groups`` maps every id that stands for one to the thing.

    ``left_out`` counts those that were too many. ``dots`` are those of the last vote that is
    shown, which was at ``occasion``, by thing.
    """

    things: tuple[Thing, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    is_themes: bool = False
    left_out: int = 0
    dots: Mapping[str, int] = field(default_factory=dict)
    occasion: str = ""


def things_to_rank(
    record: Record,
    program: Program,
    team_id: str,
    source: Source,
    occasion: str,
    as_of: int | None = None,
    moment: int | None = None,
) -> ThingsToRank:
    """Return what a team ranks: its themes that hold anything, or else what is on its wall.

    Of more than twelve, those with the most dots; of equal ones, those that came first.
    ``moment`` asks for the things of then, without what was taken down, back or dropped since.
    """
    moment = as_of if moment is None else moment
    here = _wall_left(record, team_id, source.board, moment, as_of)
    standing = {entry.record_id for entry in themes(record, team_id, source.themes, as_of)}
    claims = [
        sorting.Claim(one.record_id, one.body.title, placed_at(record, one.record_id, moment))
        for one in themes(record, team_id, source.themes, moment)
        if one.record_id in standing
    ]
    sorted_ = sorting.sort_out(here, claims)
    held = [theme for theme in sorted_.themes if theme.items]
    at, dots = _last_dots(record, program, team_id, source, occasion, moment)
    if held:
        dots = sorting.dots_by_theme(sorted_, dots)
        found = [Thing(one.id, one.title, tuple(item.text for item in one.items)) for one in held]
        groups = {one.id: one.id for one in held}
    else:
        found = [
            Thing(
                one.id, one.text, tuple(each.text for each in one.originals[1:] and one.originals)
            )
            for one in here.items
        ]
        groups = dict(here.places)
    kept = sorted(found, key=lambda one: -dots.get(one.id, 0))[:MOST_THINGS]
    ids = {one.id for one in kept}
    return ThingsToRank(
        tuple(one for one in found if one.id in ids),
        {one: place for one, place in groups.items() if place in ids},
        bool(held),
        len(found) - len(kept),
        {one: number for one, number in dots.items() if one in ids},
        at,
    )


def _wall_left(
    record: Record, team_id: str, board: str, moment: int | None, as_of: int | None
) -> Wall:
    """Return the wall of a moment without what was taken down or back since."""
    then, today = (wall(record, team_id, board, one) for one in (moment, as_of))
    taken = {one for item in then.items for one in item.idea_ids} - today.places.keys()
    return votes.without(then, taken | hidden(record, team_id, board, as_of))


def _last_dots(
    record: Record,
    program: Program,
    team_id: str,
    source: Source,
    occasion: str,
    moment: int | None,
) -> tuple[str, dict[str, int]]:
    """Return the occasion of the last vote that is shown, and its dots by what is on the wall."""
    if not source.vote:
        return "", {}
    here = program.occasion(occasion)
    so_far = [one for one in program.occasions if here is None or one.date <= here.date]
    for one in sorted(so_far, key=lambda each: each.date, reverse=True):
        dots = dots_on_the_wall(record, team_id, source.vote, source.board, one.id, moment)
        if dots is not None:
            return one.id, dots
    return "", {}
