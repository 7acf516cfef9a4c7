"""What a team shows the public of its wins: what it marked for it, and nobody who did not say yes.

The page, the cards and the preview of both are made from this one thing, so that what a team looked
at is what the public reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.results.naming.names import SOMEBODY, as_written, names_of
from ciwidgets.results.plans.wins import Reader, told, wins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ciwidgets.model import Program
    from ciwidgets.results.plans.wins import ToldWin
    from ciwidgets.results.record import Record


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A team's wins for the public, the newest first.

    ``not_marked`` counts wins the team keeps to itself, ``not_done`` marked ones without a day;
    ``without_name`` counts those who made a shown win possible and stand there by a role or as
    "a member".
    """

    wins: tuple[ToldWin, ...]
    not_marked: int
    not_done: int
    without_name: int


def public_page(record: Record, program: Program, team_id: str) -> PublicPage:
    """Return what a team's page for the public says; it always tells of now."""
    record, names = as_written(record), names_of(record, team_id)
    every = [one for one in wins(record, team_id) if one.body.is_public]
    done = {one.record_id: one.body for one in every if one.body.done_on}
    shown = told(record, program, team_id, Reader(names, "public"))
    return PublicPage(
        wins=tuple(one for one in shown if one.id in done),
        not_marked=len(wins(record, team_id)) - len(every),
        not_done=len(every) - len(done),
        without_name=sum(
            not names.may(one, about, "public")
            for about, win in done.items()
            for one in win.thanks_to
        ),
    )


def made_possible_by(people: Sequence[str]) -> tuple[str, ...]:
    """Return those told by a name or a role, each once, and then how many more there are."""
    told_of = dict.fromkeys(one for one in people if one != SOMEBODY)
    others = sum(one == SOMEBODY for one in people)
    more = [SOMEBODY] if others == 1 else [f"{others} members"] if others else []
    return (*told_of, *more)
