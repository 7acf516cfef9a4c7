"""Maps a team brought from files: groups' own, each as a picture, and how many people's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.analysis.maps.layout import layout
from ciwidgets.charts.maps import DrawnLink, map_chart
from ciwidgets.model import ImportedMap
from ciwidgets.reports.blocks import Block, Heading, Section, Text
from ciwidgets.reports.wording import counted, figure_block
from ciwidgets.results.maps.sentences import link_sentence, strength
from ciwidgets.results.maps.team import group_maps

if TYPE_CHECKING:
    from ciwidgets.charts import Figure
    from ciwidgets.model import Program
    from ciwidgets.results.record import Record

# More links than these cannot be told apart on a page; the file has them all.
_MOST_DRAWN = 40


def maps_from_files(store: Record, program: Program, team_id: str, until: int | None) -> Section:
    """Return what the team brought; whose map somebody's own was is not kept."""
    groups = [entry.body for entry in group_maps(store, team_id, until)]
    people = sum(
        entry.body.counts_as == "person"
        for entry in store.current(ImportedMap, team_id=team_id, as_of=until)
    )
    blocks: list[Block] = []
    if people:
        blocks.append(
            Text(
                f"{counted(people, 'map')} of one person each came from files. Like the maps drawn "
                "here, they count in the team’s map once the step “My map” is closed, and are "
                "shown nowhere by themselves."
            )
        )
    for body in groups:
        blocks += _group_map(body, program)
    if not blocks:
        blocks = [Text("The team has brought no map from a file.", "absent")]
    return Section(blocks)


def _group_map(body: ImportedMap, program: Program) -> list[Block]:
    drawn = [link for link in body.links if link.weight]
    said = f"{counted(len(body.words), 'word')}, {counted(len(drawn), 'link')} with a strength."
    blocks: list[Block] = [Heading(body.title), Text(said)]
    if drawn:
        rest = len(drawn) - _MOST_DRAWN
        caption = f"Drawn are the {_MOST_DRAWN} strongest of its links." if rest > 0 else ""
        blocks.append(figure_block(_figure(body, program), caption))
    return blocks


def _figure(body: ImportedMap, program: Program) -> Figure:
    strengths = program.map_strengths
    labels = {word.id: word.label for word in body.words}
    strongest = sorted(
        (link for link in body.links if link.weight), key=lambda one: -abs(one.weight)
    )[:_MOST_DRAWN]
    links = [
        DrawnLink(
            link.source,
            link.target,
            link.weight,
            strength(link.weight, strengths),
            link_sentence(labels[link.source], labels[link.target], link.weight, strengths),
        )
        for link in strongest
    ]
    ends = {end for link in links for end in (link.source, link.target)}
    used = [key for key in labels if key in ends]
    places = layout(used, [(link.source, link.target) for link in links])
    return map_chart(labels, links, places, body.title)
