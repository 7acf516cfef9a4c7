"""What a team shows the public of its wins: what it marked for it, and nobody who did not say yes.

The page, the cards and the preview of both are made from this one thing, so that what a team looked
at is what the public reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.results.naming.names import as_written, names_of
from ciwidgets.results.plans.wins import Reader, told, wins
from ciwidgets.words import catalogue, filled
from ciwidgets.words.said import list_and

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ciwidgets.model import Program
    from ciwidgets.results.plans.wins import ToldWin
    from ciwidgets.results.record import Record


_PAIR = 2


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


def public_page(record: Record, program: Program, team_id: str, language: str = "en") -> PublicPage:
    """Return what a team's page for the public says; it always tells of now."""
    somebody = catalogue(language)["common.kernel"]["a_member"]
    record, names = as_written(record), names_of(record, team_id)
    every = [one for one in wins(record, team_id) if one.body.is_public]
    done = {one.record_id: one.body for one in every if one.body.done_on}
    shown = told(record, program, team_id, Reader(names, "public", somebody))
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


def made_possible_by(people: Sequence[str], language: str = "en") -> tuple[str, ...]:
    """Return those told by a name or a role, each once, and then how many more there are."""
    words = catalogue(language)["common.kernel"]
    somebody = words["a_member"]
    told_of = dict.fromkeys(one for one in people if one != somebody)
    others = sum(one == somebody for one in people)
    several = [filled(words["members"], n=others)] if others else []
    more = [somebody] if others == 1 else several
    return (*told_of, *more)


def people_listed(people: Sequence[str], language: str = "en") -> str:
    """Return people told by a name or a role so that no two of them are read as one.

    "Ray, a bus driver" would say that Ray drives a bus: two are "Ray, and a bus driver", and more
    stand apart by semicolons. The page says it in the same way (``peopleListed``).
    """
    if len(people) != _PAIR:
        return "; ".join(people)
    one, other = people
    words = catalogue(language)["common.kernel"]
    return list_and(f"{one},", other, words)
