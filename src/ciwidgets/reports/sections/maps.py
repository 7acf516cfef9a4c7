"""How a team thinks it hangs together: its map, what drives what, what if, what it learned."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from ciwidgets.analysis.maps.layout import layout
from ciwidgets.charts.maps import DrawnLink, map_chart
from ciwidgets.model import ChangeOfMind, Lesson, Lever, WhatIf
from ciwidgets.reports.blocks import (
    Block,
    FigureBlock,
    Heading,
    HowMade,
    Item,
    List,
    Section,
    TableBlock,
    Text,
)
from ciwidgets.reports.masking import masked_section
from ciwidgets.reports.wording import at, figure_block, to_how_made
from ciwidgets.results.maps.findings import map_findings
from ciwidgets.results.maps.moves import what_moved
from ciwidgets.results.maps.said import said, sums
from ciwidgets.results.maps.sentences import strength
from ciwidgets.results.naming.names import mask_of
from ciwidgets.words import filled, kernel_section, section

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ciwidgets.reports.maps_of import MapsOf
    from ciwidgets.results.maps.findings import MapFindings
    from ciwidgets.results.maps.team import TeamLink, TeamMap

_MARKS = ("shared", "contested", "one_sector")
_OPEN = "The team has not closed its maps yet, so there is no team map."
_TOO_FEW = (
    "Fewer than five people handed in a map, so no team map is made: that keeps each person’s map "
    "their own."
)
_READ_DIRECTIONS = (
    "Read which way a word goes and which goes most, not by how much. Another way of working it "
    "out can give another order."
)
# What kinds of words are told of, and so many names in one line.
_ROLES = {"drivers": "driver", "receivers": "receiver", "apart": "isolated"}
_MOST_IN_A_LINE = 3
# More links than this are a list, and no picture.
_MOST_DRAWN = 45


def masked(make: Callable[[MapsOf], Section]) -> Callable[[MapsOf], Section]:
    """Mask what a section says: maps are reckoned on the words as they were written."""

    @wraps(make)
    def section_of(maps: MapsOf) -> Section:
        return masked_section(make(maps), mask_of(maps.store))

    return section_of


@masked
def our_map(maps: MapsOf) -> Section:
    """Return the team's map: the picture, what is shared, contested, and seen by one sector."""
    if maps.found is None:
        return Section([Text(_OPEN, "absent")])
    occasion, found = maps.found
    if found.too_few:
        return Section([Text(_TOO_FEW, "absent")])
    words, strengths = kernel_section("our_map"), maps.program.map_strengths
    blocks: list[Block] = [
        Text(f"The question: {maps.question()}", "lead"),
        Text(f"{at(occasion)}. {_counted('made_of', found.people, words)}"),
    ]
    if not found.links:
        return Section([*blocks, Text(words["no_links"], "absent")])
    blocks.append(_picture(found, strengths, words))
    for mark in _MARKS:
        links = [link for link in found.links if link.mark == mark]
        if mark == "one_sector" and not found.pools:
            blocks += [Heading(words["one_sector_title"]), Text(words["no_sectors"], "note")]
        else:
            blocks += _marked(mark, links, found, strengths, words)
    if changes := sums(found, strengths, words):
        blocks += [
            Heading(words["sums_title"]),
            Text(words["sums_help"]),
            List(tuple(Item(one) for one in changes)),
        ]
    notes = [
        _counted("left_out", found.left_out, words) if found.left_out else "",
        _counted("came_later", found.later, words) if found.later else "",
    ]
    return Section([*blocks, *(Text(note, "note") for note in notes if note)])


@masked
def what_drives_what(maps: MapsOf) -> Section:
    """Return what pushes, what is pushed, and the loops, in sentences before numbers."""
    if maps.found is None or not maps.found[1].links:
        return Section([Text("There is no team map yet to look at.", "absent")])
    found = maps.found[1]
    words = kernel_section("what_drives")
    _, weights = found.matrix()
    said_of = map_findings([word.label for word in found.words], weights, words)
    blocks: list[Block] = [List(tuple(Item(one) for one in said_of.lead))]
    if len(said_of.loops) > 1:  # the strongest is said above
        blocks += [
            Heading("Loops, read aloud"),
            List(tuple(Item(loop.sentence) for loop in said_of.loops)),
        ]
    blocks += _roles(said_of, words)
    table = TableBlock(
        "The map in numbers",
        ("Number", "Here", "What it tells"),
        tuple((one.name, one.value, one.means) for one in said_of.measures),
    )
    notes = (*said_of.loop_notes, *said_of.notes)
    made = HowMade("map", "What drives what: the map in numbers", notes, (table,))
    return Section([*blocks, to_how_made(made.name), made])


def _roles(found: MapFindings, words: Mapping[str, str]) -> list[Block]:
    """Return which words drive and which receive: names that fill a line stand in a list."""
    blocks: list[Block] = []
    for one in found.roles:
        role = next((kind for key, kind in _ROLES.items() if _lead(words[key]) == _lead(one)), "")
        these = [word.label for word in found.words if role and word.role == words[f"role_{role}"]]
        if len(these) <= _MOST_IN_A_LINE:
            blocks.append(Text(one))
        else:
            blocks += [Text(f"{_lead(one)}:"), List(tuple(Item(each) for each in these))]
    return blocks


def _lead(sentence: str) -> str:
    return sentence.partition(":")[0]


@masked
def what_if(maps: MapsOf) -> Section:
    """Return the what-ifs the team kept: what was pushed, and what moved, the most first."""
    kept = maps.kept(WhatIf, "what_if")
    if not kept:
        return Section([Text("The team has not kept a what-if.", "absent")])
    words = kernel_section("what_if")
    blocks: list[Block] = [Text(_READ_DIRECTIONS)]
    worked: dict[str, list[str]] = {}
    tried = 0
    for body in kept:
        blocks.append(Heading(body.title))
        trial = maps.try_out(body)
        if trial is None:
            blocks.append(Text("The map it was tried on is no longer shown.", "absent"))
            continue
        tried += 1
        moved = what_moved(trial, words)
        blocks += [Text(moved.held), Text(moved.lead)]
        if moved.moves:
            items = (Item(one.sentence, (one.votes,) if one.votes else ()) for one in moved.moves)
            blocks.append(List(tuple(items), is_ordered=True))
        about_the_way = (words["warn_decimals"], words["warn_below"])
        blocks += [Text(one, "note") for one in moved.warnings if one not in about_the_way]
        for one in (*moved.worked, *(one for one in moved.warnings if one in about_the_way)):
            worked.setdefault(one, []).append(body.title)
    if not worked:
        return Section(blocks[1:])
    # What holds for all of them is said once, and what holds for some with their names.
    said = (
        one if len(of) == tried else f"{', '.join(f'“{title}”' for title in of)}: {one}"
        for one, of in worked.items()
    )
    made = HowMade("what_if", "What if: how it was worked out", tuple(said))
    return Section([*blocks, to_how_made(made.name), made])


@masked
def what_we_learned(maps: MapsOf) -> Section:
    """Return what the group agrees to, its levers, and the changes of mind people shared."""
    lessons = [Item(one.text) for one in maps.kept(Lesson, "lessons")]
    words = section("levers")
    levers = [
        Item(
            filled(words[f"lever_{one.direction}"], word=one.label),
            (one.reason,) if one.reason else (),
        )
        for one in maps.kept(Lever, "levers")
    ]
    # In the order of the alphabet, as on the page: when something was written can say who wrote it.
    shared = sorted(
        (one.used_to_think, one.now_think)
        for one in maps.kept(ChangeOfMind, "change_of_mind")
        if one.is_shared
    )
    changes = [
        Item(f"I used to think: {before}", (f"Now I think: {now}",)) for before, now in shared
    ]
    blocks: list[Block] = []
    for title, items in (
        ("What the group agrees to", lessons),
        ("Levers: words worth a goal", levers),
        ("I used to think, now I think", changes),
    ):
        if items:
            blocks += [Heading(title), List(tuple(items))]
    return Section(blocks or [Text("The team has not written down what it learned yet.", "absent")])


def _picture(found: TeamMap, strengths: Sequence[float], words: Mapping[str, str]) -> FigureBlock:
    """Return the strongest links as a figure; its table has them all."""
    labels = {word.key: word.label for word in found.words}
    drawn = [
        DrawnLink(
            link.source,
            link.target,
            link.weight,
            strength(link.weight, strengths),
            said(link, found, strengths, words),
            (
                f"{link.people} of {found.people}",
                words[f"mark_{link.mark}"] if link.mark in ("shared", "contested") else "",
            ),
            is_contested=link.mark == "contested",
        )
        for link in sorted(found.links, key=lambda one: -abs(one.weight))[:_MOST_DRAWN]
    ]
    places = layout(list(labels), [(link.source, link.target) for link in drawn])
    chart = map_chart(labels, drawn, places, "Our map", ("Who drew it", "What stands out"))
    rest = len(found.links) - len(drawn)
    caption = filled(words["drawn_few"], n=len(drawn), all=len(found.links)) if rest else ""
    return figure_block(chart, caption)


def _marked(
    mark: str,
    links: Sequence[TeamLink],
    found: TeamMap,
    strengths: Sequence[float],
    words: Mapping[str, str],
) -> list[Block]:
    if not links:
        return [Heading(words[f"{mark}_title"]), Text(words[f"{mark}_none"], "note")]
    items = tuple(
        Item(
            said(link, found, strengths, words),
            (_only_from(link.sectors, words),) if link.sectors else (),
            f"{link.people} of {found.people}",
        )
        for link in links
    )
    return [Heading(words[f"{mark}_title"]), Text(words[f"{mark}_help"]), List(items)]


def _only_from(sectors: Sequence[str], words: Mapping[str, str]) -> str:
    key = "only_from" if len(sectors) == 1 else "only_from_pool"
    return filled(words[key], sectors=", ".join(sectors))


def _counted(key: str, number: int, words: Mapping[str, str]) -> str:
    return filled(words[f"{key}_one" if number == 1 else f"{key}_other"], n=number)
