"""What comes first by several ways, in sentences and blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.charts.priorities import impact_chart, rank_chart
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
from ciwidgets.reports.wording import at, counted, figure_block, to_how_made
from ciwidgets.results.priorities import Source, what_first
from ciwidgets.results.priority_parts import side_by_side
from ciwidgets.words import kernel_section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ciwidgets.analysis.priority_results import WhatFirst
    from ciwidgets.model import Occasion, Program
    from ciwidgets.results import Record
    from ciwidgets.results.priority_details import Detail, HowAlike
    from ciwidgets.results.priority_parts import Part
    from ciwidgets.workbook import Workbook

_NAME = "priorities"
# The page calls this way by its formula; the name stands with how it was made.
_PLAIN = {"way_hanlon": "Three scores"}
_ALIKE: dict[HowAlike, str] = {
    "high": "People put things in much the same order: {ways}.",
    "middle": "People’s own orders are alike in part: {ways}.",
    "low": (
        "People’s own orders have little in common: {ways}. The order of all together does not "
        "show that, so talk about it."
    ),
}
_NOT_YET = (
    "The team has not yet ranked its themes or ideas in any way beside the dot vote. Once it has, "
    "the ways stand here side by side."
)


def what_first_side_by_side(  # one cell's step, for one team, up to a moment
    record: Record,
    program: Program,
    team_id: str,
    workbook: Workbook,
    occasions: Sequence[Occasion],
    as_of: int | None = None,
) -> Section:
    """Return every way side by side, of the last occasion at which people's own are shown."""
    cell = workbook.exercise("priorities")
    if cell is None or not occasions:
        return Section([Text(_NOT_YET, "absent")])
    source = Source(
        *(f"{workbook.name}/{one}" if one else "" for one in map(cell.option, _OPTIONS))
    )
    place = (record, program, team_id, cell.key, source)
    found: list[tuple[Occasion, WhatFirst]] = []
    for one in reversed(occasions):
        found.append((one, what_first(*place, one.id, as_of)))
        if found[-1][1].has_own:
            break
    else:
        del found[1:]
    occasion, what = found[-1]
    if all(one.method == "dots" for one in what.rankings):
        return Section([Text(_NOT_YET, "absent")])
    return Section(_blocks(what, program, occasion))


_OPTIONS = ("on", "themes", "vote")


def _blocks(what: WhatFirst, program: Program, occasion: Occasion) -> list[Block]:
    said = side_by_side(what, program, {**kernel_section("priorities"), **_PLAIN})
    blocks: list[Block] = [Text(_lead(what, occasion))]
    if said.too_few:
        blocks.append(Text(said.too_few, "absent"))
    names = {one.key: f"{one.name} ({one.who})" for one in said.columns}
    if len(names) > 1:
        caption = (
            "Each letter is one way of choosing; 1 is first. Where the letters of a line stand far "
            "apart, the ways disagree."
        )
        blocks.append(figure_block(rank_chart(what, names), caption))
    for part in said.parts:
        blocks += _part(part)
    if what.later:
        blocks.append(
            Text(
                f"{counted(what.later, 'person', 'people')} filled in or changed something after "
                "these results were made; it is kept, and not in them.",
                "note",
            )
        )
    blocks += _of_people(said.details)
    for one in what.rankings:
        if one.method == "impact_effort":
            who = next(each.who for each in said.details if each.key == one.key)
            blocks.append(figure_block(impact_chart(one, what.things, who)))
    return [*blocks, to_how_made(_NAME), _how_made(said.details)]


def _lead(what: WhatFirst, occasion: Occasion) -> str:
    ways = counted(len(what.rankings), "way")
    when = f" People’s own answers are from {at(occasion)}." if what.has_own else ""
    return f"{counted(len(what.things), 'thing')} in {ways}, side by side.{when}"


def _part(part: Part) -> list[Block]:
    blocks: list[Block] = [Heading(part.title), List(tuple(map(Item, part.sentences)))]
    return [*blocks, Text(part.note, "note")] if part.note else blocks


def _of_people(details: Sequence[Detail]) -> list[Block]:
    """Return what is to be known of single things, and how alike people's own orders are."""
    said = [f"{one.name}: {each}" for one in details for each in one.found]
    for word, sentence in _ALIKE.items():
        ways = [one.name for one in details if one.alike == word]
        if ways:
            said.append(sentence.format(ways=", ".join(ways)))
    return [Heading("How alike people ranked"), List(tuple(map(Item, said)))] if said else []


def _how_made(details: Sequence[Detail]) -> HowMade:
    """Return the way each order was found: what several ways share is said once."""
    said: dict[str, list[str]] = {}
    for one in details:
        for sentence in one.sentences:
            if sentence not in one.found:
                said.setdefault(sentence, []).append(one.name)
    return HowMade(
        _NAME,
        "What comes first, way by way",
        tuple(f"{', '.join(ways)}: {sentence}" for sentence, ways in said.items()),
        # The picture of impact and effort carries the same numbers.
        tuple(
            TableBlock(f"{one.name}, {one.who}", one.columns, one.rows)
            for one in details
            if not one.key.startswith("impact_effort")
        ),
    )
