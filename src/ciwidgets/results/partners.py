"""Who a team says is at its table. The list is the team's own, so it is there at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.analysis.partners import (
    Outreach,
    SectorCoverage,
    is_active,
    outreach,
    people_at_table,
    sector_coverage,
    wanted,
)
from ciwidgets.analysis.sector_lists import listings
from ciwidgets.model import Partner, Seat, record_id_for
from ciwidgets.results.fact import Fact
from ciwidgets.words import filled, section

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ciwidgets.model import Program
    from ciwidgets.model.partners import Presence
    from ciwidgets.results.record import Record


@dataclass(frozen=True, slots=True)
class SeatState:
    """A group most affected, and whether it has a seat; ``revision`` is 0 where nobody said yet."""

    group: str
    name: str
    is_present: Presence = "not_known"
    record_id: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class AtTheTable:
    """Who is at a team's table: ``partners`` by record id, the oldest first."""

    partners: dict[str, Partner]
    coverage: tuple[SectorCoverage, ...]
    seats: tuple[SeatState, ...]
    outreach: tuple[Outreach, ...]
    people: int


def at_the_table(
    record: Record,
    program: Program,
    team_id: str,
    step: str,
    today: date,
    as_of: int | None = None,
) -> AtTheTable:
    """Return who is at a team's table, in this step; ``today`` says which days have passed."""
    partners = _partners(record, team_id, step, as_of)
    return AtTheTable(
        partners,
        tuple(sector_coverage(partners.values(), one) for one in listings(program)),
        _seats(record, program, team_id, step, as_of),
        outreach(partners, today),
        people_at_table(partners.values()),
    )


def partner_facts(
    record: Record,
    program: Program,
    team_id: str,
    step: str,
    as_of: int | None = None,
    language: str = "en",
) -> list[Fact]:
    """Return what the table shows that a need can rest on.

    These are the program's sectors with nobody, groups without a seat, and partners wanted for
    more. A team that has listed no partner has not begun, and its sectors say nothing.
    """
    words = section("facts", language)
    partners = _partners(record, team_id, step, as_of)
    own = sector_coverage(partners.values(), listings(program)[0])
    facts = [
        Fact(f"table:sector:{one.id}", "table", filled(words["table_sector"], name=one.name))
        for one in own.sectors
        if partners and one.state == "nobody"
    ]
    facts += [
        Fact(f"table:group:{one.group}", "table", filled(words["table_group"], name=one.name))
        for one in _seats(record, program, team_id, step, as_of)
        if one.is_present == "no"
    ]
    # A page names its records, at any length; an id made of the name always fits.
    facts += [
        Fact(f"table:partner:{record_id_for(record_id)}", "table", _wanted(one, words))
        for record_id, one in partners.items()
        if wanted(one) == "more"
    ]
    return facts


def _partners(record: Record, team_id: str, step: str, as_of: int | None) -> dict[str, Partner]:
    return {
        entry.record_id: entry.body
        for entry in record.current(Partner, team_id=team_id, as_of=as_of)
        if entry.body.step == step
    }


def _wanted(partner: Partner, words: Mapping[str, str]) -> str:
    key = "table_closer" if is_active(partner) else "table_wanted"
    return filled(words[key], name=partner.name)


def _seats(
    record: Record, program: Program, team_id: str, step: str, as_of: int | None
) -> tuple[SeatState, ...]:
    said = {
        entry.body.group: entry
        for entry in sorted(
            record.current(Seat, team_id=team_id, as_of=as_of), key=lambda one: one.seq
        )
        if entry.body.step == step
    }
    return tuple(
        SeatState(
            group.id,
            group.name,
            said[group.id].body.is_present,
            said[group.id].record_id,
            said[group.id].revision,
        )
        if group.id in said
        else SeatState(group.id, group.name)
        for group in program.groups
    )
