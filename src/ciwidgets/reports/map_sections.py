"""How a team thinks it hangs together: its map, what drives what, what if, what it learned."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ciwidgets.analysis.maps.layout import layout
from ciwidgets.charts.maps import DrawnLink, map_chart
from ciwidgets.model import ChangeOfMind, Lesson, Lever, WhatIf
from ciwidgets.reports.blocks import (
    Block,
    FigureBlock,
    Heading,
    Item,
    List,
    Section,
    TableBlock,
    Text,
)
from ciwidgets.reports.wording import at, figure_block
from ciwidgets.results.maps.findings import map_findings
from ciwidgets.results.maps.moves import what_moved
from ciwidgets.results.maps.occasions import closed_maps_at
from ciwidgets.results.maps.pushes import TryOut, WhatIfSettings, weights_by_sectors
from ciwidgets.results.maps.question import map_question
from ciwidgets.results.maps.said import said, sums
from ciwidgets.results.maps.sentences import strength
from ciwidgets.results.maps.team import people_maps, team_map
from ciwidgets.words import filled, kernel_section, section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ciwidgets.model import Occasion, Program
    from ciwidgets.results.maps.team import TeamLink, TeamMap
    from ciwidgets.results.record import Record
    from ciwidgets.workbook import Workbook

_Kept = TypeVar("_Kept", WhatIf, Lesson, Lever, ChangeOfMind)
_MARKS = ("shared", "contested", "one_sector")
_OPEN = "The team has not closed its maps yet, so there is no team map."
_TOO_FEW = (
    "Fewer than five people handed in a map, so no team map is made: that keeps each person’s map "
    "their own."
)
# More links than this are a list, and no picture.
_MOST_DRAWN = 45


@dataclass(frozen=True)
class MapsOf:
    """A team's maps up to ``until``: those of the last of these occasions that shows any."""

    store: Record
    program: Program
    team_id: str
    workbook: Workbook
    occasions: Sequence[Occasion]
    until: int | None

    @cached_property
    def found(self) -> tuple[Occasion, TeamMap] | None:
        """The occasion and what its maps say together, None where none were closed."""
        last = self.occasions[-1]
        team = (self.store, self.program, self.team_id, self.key("my_map"))
        chosen = closed_maps_at(*team, last.id, self.until)
        occasion = next(one for one in self.occasions if one.id == chosen)
        found = team_map(*self._place(occasion), self.until)
        return (occasion, found) if found else None

    def question(self) -> str:
        """Return the question the maps answer."""
        words = kernel_section("map_question")
        step = self.key("map_question")
        return map_question(self.store, self.team_id, step, words, self.until).text

    def key(self, exercise: str) -> str:
        """Return the step of an exercise, nothing where the workbook does not have it."""
        cell = self.workbook.exercise(exercise)
        return cell.key if cell else ""

    def kept(self, kind: type[_Kept], exercise: str) -> list[_Kept]:
        """Return what the team keeps of a kind in the step of an exercise."""
        step = self.key(exercise)
        found = self.store.current(kind, team_id=self.team_id, as_of=self.until)
        return [entry.body for entry in found if entry.body.step == step]

    def try_out(self, what_if: WhatIf) -> TryOut | None:
        """Return a kept what-if ready to run, None where the team's map no longer holds it."""
        if self.found is None or what_if.map not in ("people", "sectors"):
            return None
        occasion, found = self.found
        by_sectors = what_if.map == "sectors"
        if by_sectors and not found.pools:
            return None
        keys, weights = found.matrix()
        if by_sectors:
            weights = weights_by_sectors(found, self.program.map_strengths)
        place = {key: number for number, key in enumerate(keys)}
        if any(push.word not in place for push in what_if.pushes):
            return None
        own = people_maps(*self._place(occasion), self.until)
        has_own = own is not None and own.keys == keys
        return TryOut(
            labels=tuple(word.label for word in found.words),
            weights=weights,
            pushes={place[push.word]: push.to for push in what_if.pushes},
            settings=WhatIfSettings(what_if.rule, what_if.squashing, what_if.steepness),
            own_maps=(own.weights, own.holds) if own and has_own else None,
            is_by_sectors=by_sectors,
        )

    def _place(self, occasion: Occasion) -> tuple[Record, Program, str, str, str, str]:
        return (
            self.store,
            self.program,
            self.team_id,
            self.key("my_map"),
            self.key("our_words"),
            occasion.id,
        )


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


def what_drives_what(maps: MapsOf) -> Section:
    """Return what pushes, what is pushed, and the loops, in sentences before numbers."""
    if maps.found is None or not maps.found[1].links:
        return Section([Text("There is no team map yet to look at.", "absent")])
    found = maps.found[1]
    words = kernel_section("what_drives")
    _, weights = found.matrix()
    said_of = map_findings([word.label for word in found.words], weights, words)
    blocks: list[Block] = [List(tuple(Item(one) for one in said_of.lead))]
    if said_of.loops:
        blocks += [
            Heading("Loops, read aloud"),
            List(tuple(Item(loop.sentence) for loop in said_of.loops)),
        ]
    blocks += [Text(note, "note") for note in said_of.loop_notes]
    blocks += [Text(one) for one in said_of.roles]
    blocks.append(
        TableBlock(
            "The map in numbers",
            ("Number", "Here", "What it tells"),
            tuple((one.name, one.value, one.means) for one in said_of.measures),
        )
    )
    return Section(blocks)


def what_if(maps: MapsOf) -> Section:
    """Return the what-ifs the team kept: what was pushed, and what moved, the most first."""
    kept = maps.kept(WhatIf, "what_if")
    if not kept:
        return Section([Text("The team has not kept a what-if.", "absent")])
    words = kernel_section("what_if")
    blocks: list[Block] = []
    for body in kept:
        blocks.append(Heading(body.title))
        trial = maps.try_out(body)
        if trial is None:
            blocks.append(Text("The map it was tried on is no longer shown.", "absent"))
            continue
        moved = what_moved(trial, words)
        blocks += [Text(moved.held), Text(moved.lead)]
        if moved.moves:
            items = (Item(one.sentence, (one.votes,) if one.votes else ()) for one in moved.moves)
            blocks.append(List(tuple(items), is_ordered=True))
        blocks += [Text(one, "note") for one in moved.warnings]
        blocks.append(Text(" ".join(moved.worked), "note"))
    return Section(blocks)


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
