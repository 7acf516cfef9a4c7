"""What a team shows the public of its wins: what it marked for it, and nobody who did not say yes.

The page, the cards and the preview of both are made from this one thing, so that what a team looked
at is what the public reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ciwidgets.model import Goal, Partner, Win
from ciwidgets.results.names import SOMEBODY, Names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ciwidgets.model import Audience, Entry, Named
    from ciwidgets.results.record import Record


@dataclass(frozen=True, slots=True)
class ShownWin:
    """A win as an audience may read it; ``who`` made it possible: names, roles, or "a member"."""

    id: str
    title: str
    done_on: date | None
    story: str
    evidence: str
    who: tuple[str, ...]
    partners: tuple[str, ...]
    goal: str
    learned: str
    next_win: str
    next_by: date | None


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A team's wins for the public, the newest first.

    ``not_marked`` counts wins the team keeps to itself, ``not_done`` marked ones without a day;
    ``without_name`` counts those who made a shown win possible and stand there by a role or as
    "a member".
    """

    wins: tuple[ShownWin, ...]
    not_marked: int
    not_done: int
    without_name: int


def public_page(record: Record, team_id: str, as_of: int | None = None) -> PublicPage:
    """Return what a team's page for the public says."""
    every = record.current(Win, team_id=team_id, as_of=as_of)
    marked = [one for one in every if one.body.is_public]
    done = [one for one in marked if one.body.done_on is not None]
    names = Names(record, team_id)
    return PublicPage(
        wins=tuple(shown_wins(record, team_id, done, names, "public", as_of)),
        not_marked=len(every) - len(marked),
        not_done=len(marked) - len(done),
        without_name=sum(
            not names.may(named, one.record_id, "public")
            for one in done
            for named in one.body.thanks_to
        ),
    )


def shown_wins(
    record: Record,
    team_id: str,
    wins: Iterable[Entry[Win]],
    names: Names,
    audience: Audience,
    as_of: int | None = None,
) -> list[ShownWin]:
    """Return wins as an audience may read them, the newest first."""
    goals = {
        one.record_id: one.body.aim for one in record.current(Goal, team_id=team_id, as_of=as_of)
    }
    partners = {
        one.record_id: one.body.name
        for one in record.current(Partner, team_id=team_id, as_of=as_of)
    }
    in_order = sorted(wins, key=lambda one: (one.body.done_on or date.min, one.seq))

    def shown(entry: Entry[Win]) -> ShownWin:
        body, about = entry.body, entry.record_id

        def said(text: str) -> str:
            return names.masked(text, audience, about)

        return ShownWin(
            id=entry.record_id,
            title=said(body.title),
            done_on=body.done_on,
            story=said(body.story),
            evidence=said(body.evidence),
            who=_who(body.thanks_to, about, names, audience),
            partners=tuple(said(partners[one]) for one in body.partner_ids if one in partners),
            goal=said(goals.get(body.goal_id, "")),
            learned=said(body.learned),
            next_win=said(body.next_win),
            next_by=body.next_by,
        )

    return [shown(one) for one in reversed(in_order)]


def _who(
    thanks_to: Iterable[Named], about: str, names: Names, audience: Audience
) -> tuple[str, ...]:
    """Return those named first, then roles, then how many more there are."""
    named, roles, members = [], [], 0
    for one in thanks_to:
        said = names.say(one, about, audience)
        if names.may(one, about, audience):
            named.append(said)
        elif said == SOMEBODY:
            members += 1
        else:
            roles.append(said)
    more = [SOMEBODY] if members == 1 else [f"{members} members"] if members else []
    return (*dict.fromkeys(named), *dict.fromkeys(roles), *more)
