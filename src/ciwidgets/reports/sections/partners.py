"""Who is at a team's table: partners, sectors, seats, and who is reached out to by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.charts.partners import (
    LEVEL_NAMES,
    STATE_NAMES,
    ladder_chart,
    list_name,
    sectors_chart,
)
from ciwidgets.reports.blocks import (
    Block,
    Heading,
    HowMade,
    Item,
    List,
    Section,
    TableBlock,
    Text,
)
from ciwidgets.reports.wording import counted, day, figure_block, to_how_made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ciwidgets.analysis.partners import Outreach
    from ciwidgets.results.partners import AtTheTable, SeatState

_LADDER = (
    "Networking shares news. Coordinating also fits plans together. Cooperating also shares means. "
    "Collaborating also builds each other up. A higher step takes more time and trust. It is not a "
    "better one."
)
_MADE = HowMade(
    "partners",
    "How closely partners work together",
    (
        "The four steps are the ladder of Arthur Himmelman (Collaboration for a Change, 2002).",
        (
            "The lists of parts of the community are the program’s own and those that SAFE, the "
            "Drug-Free Communities program and Massachusetts ask for."
        ),
    ),
)
_LEFT_OUT = (
    "What the team wrote about the history with a partner, and about what might hold it back, "
    "stays in the workbook and is not printed."
)
_PERHAPS = (
    "“Perhaps” stands where a list names other parts than the program's. A partner may belong "
    "there, and the team has not said so yet."
)
_SEATS = {"yes": "At the table", "no": "Not yet", "not_known": "Not known"}


def who_is_at_the_table(table: AtTheTable) -> Section:
    """Return partners and how they are involved, sectors, seats and the plan of outreach."""
    seats = _seats(table.seats)
    if not table.partners:
        return Section(
            [Text("The team has not listed its partners yet.", "absent"), *seats],
        )
    partners = list(table.partners.values())
    own = table.coverage[0]
    said = f"{counted(len(partners), 'partner')} on the list."
    if own.sectors:
        there = f"{own.count('covered')} of {len(own.sectors)}"
        said += f" Parts of the community with one at the table: {there}."
    if table.people:
        people = counted(table.people, "person", "people")
        said += f" The partners at the table bring {people}, each counted once."
    blocks: list[Block] = [
        Text(said, "lead"),
        figure_block(ladder_chart(partners)),
        Text(_LADDER),
        to_how_made(_MADE.name),
    ]
    if any(one.sectors for one in table.coverage):
        blocks += _sectors(table)
    return Section([*blocks, *seats, *_plan(table.outreach), Text(_LEFT_OUT, "note"), _MADE])


def _sectors(table: AtTheTable) -> list[Block]:
    blocks: list[Block] = [
        Heading("Parts of the community"),
        figure_block(sectors_chart(table.coverage)),
    ]
    if any(one.count("perhaps") for one in table.coverage):
        blocks.append(Text(_PERHAPS, "note"))
    blocks += [
        TableBlock(
            f"Part by part: {list_name(one)}",
            ("Part of the community", "Is it there?", "Who"),
            tuple(
                (sector.name, STATE_NAMES[sector.state], ", ".join(sector.partners) or "–")
                for sector in one.sectors
            ),
        )
        for one in table.coverage[:1]
        if one.sectors
    ]
    return blocks


def _seats(seats: Sequence[SeatState]) -> list[Block]:
    said = [one for one in seats if one.revision]
    if not said:
        return []
    about = "Whether each group has a seat, as a group. Nothing is recorded about any person."
    return [
        Heading("Those most affected"),
        Text(about),
        List(tuple(Item(one.name, (), _SEATS[one.is_present]) for one in said)),
    ]


def _plan(plan: Sequence[Outreach]) -> list[Block]:
    if not plan:
        return []
    return [
        Heading("Whom the team reaches out to"),
        TableBlock(
            "Partners of whom more is wanted, the soonest day first",
            ("Partner", "Now", "Wanted", "Who reaches out", "By"),
            tuple(
                (
                    one.name,
                    LEVEL_NAMES[one.level_now],
                    LEVEL_NAMES[one.level_wanted],
                    one.who or "nobody yet",
                    _by(one),
                )
                for one in plan
            ),
        ),
    ]


def _by(one: Outreach) -> str:
    if one.by is None:
        return "no day set"
    return f"{day(one.by)} (the day has passed)" if one.is_past else day(one.by)
