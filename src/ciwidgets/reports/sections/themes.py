"""What a team made of its ideas: themes and needs, each with the facts it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets import results
from ciwidgets.analysis.themes import standing_on
from ciwidgets.reports.blocks import Block, Heading, Item, List, Section, Text
from ciwidgets.reports.wording import counted
from ciwidgets.words import section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ciwidgets.analysis.ideas import Item as WallItem
    from ciwidgets.analysis.ideas import Wall
    from ciwidgets.analysis.themes import Sorted
    from ciwidgets.analysis.vote_results import VoteResult
    from ciwidgets.model import Entry, Evidence, Need, Occasion, Program
    from ciwidgets.results.fact import Fact
    from ciwidgets.results.record import Record
    from ciwidgets.workbook import Workbook


@dataclass(frozen=True, slots=True)
class Place:
    """A team's record up to ``until`` at an occasion; the workbook names the steps."""

    store: Record
    program: Program
    team_id: str
    workbook: Workbook
    occasion: str
    until: int | None

    def key(self, exercise: str) -> str:
        """Return the step of an exercise, nothing where the workbook does not have it."""
        cell = self.workbook.exercise(exercise)
        return cell.key if cell else ""

    def facts(self) -> list[Fact]:
        """Return what may be shown of the earlier steps."""
        return results.facts(
            self.store, self.program, self.team_id, self.workbook, self.occasion, self.until
        )

    def wall(self) -> Wall:
        """Return the team's wall of ideas."""
        return results.wall(self.store, self.team_id, self.key("idea_board"), self.until)

    def sorted_wall(self) -> Sorted:
        """Return the wall by themes."""
        step, board = self.key("themes"), self.key("idea_board")
        return results.sorted_wall(self.store, self.team_id, step, board, self.until)

    def dots(self, vote_occasion: str) -> dict[str, int]:
        """Return the dots of a closed vote by what stands on the wall now, where they are shown."""
        vote, board = self.key("dot_vote"), self.key("idea_board")
        dots = results.dots_on_the_wall(
            self.store, self.team_id, vote, board, vote_occasion, self.until
        )
        return dots or {}


def themes(place: Place) -> Section:
    """Return the team's themes, with their ideas in the writers' words and what they rest on."""
    sorted_ = place.sorted_wall()
    if not sorted_.is_begun:
        return Section([Text("The team has not sorted its ideas into themes yet.", "absent")])
    facts = {one.id: one for one in place.facts()}
    entries = results.themes(place.store, place.team_id, place.key("themes"), place.until)
    evidence = {one.record_id: one.body.evidence for one in entries}
    written = sum(len(item.originals) for theme in sorted_.themes for item in theme.items)
    said = f"The team sorted {counted(written, 'idea')} into {counted(len(entries), 'theme')}."
    blocks: list[Block] = [Text(said)]
    for theme in sorted_.themes:
        blocks.append(Heading(theme.title))
        if theme.items:
            blocks.append(_ideas(theme.items))
        else:
            blocks.append(Text("No idea stands in this theme.", "note"))
        blocks += _evidence(evidence[theme.id], facts)
    if sorted_.loose:
        blocks += [Heading("In no theme"), _ideas(sorted_.loose)]
    return Section(blocks)


def our_needs(place: Place, vote: tuple[Occasion, VoteResult] | None) -> Section:
    """Return the needs in the team's order, each with its reason, its facts and its dots."""
    needs = results.needs(place.store, place.team_id, place.until)
    if not needs:
        return Section([Text("The team has not chosen its needs yet.", "absent")])
    facts = {one.id: one for one in place.facts()}
    dots = place.dots(vote[0].id) if vote else {}
    wall, sorted_ = place.wall(), place.sorted_wall()
    voters = {one.item_id: (one.dots, one.voters) for one in vote[1].items} if vote else {}
    blocks: list[Block] = [
        List(
            tuple(
                Item(
                    need.body.text,
                    _details(need, facts),
                    _dots(standing_on(need.body.idea_ids, wall, sorted_), dots, voters),
                )
                for need in needs
            ),
            is_ordered=True,
        )
    ]
    if dots:
        blocks.append(
            Text(
                "The team's own order. The dots are those of the ideas a need stands on; the vote "
                "informs the choice and does not make it.",
                "note",
            )
        )
    return Section(blocks)


def _ideas(items: Sequence[WallItem]) -> List:
    return List(
        tuple(
            Item(
                item.text,
                tuple(f"“{one.text}”" for one in item.originals) if len(item.originals) > 1 else (),
            )
            for item in items
        )
    )


def _evidence(chosen: Sequence[Evidence], facts: Mapping[str, Fact]) -> list[Block]:
    """Return the facts under a theme: in the words they have now, never in those they had."""
    words = section("common")
    shown = [facts[one.fact_id] for one in chosen if one.fact_id in facts]
    blocks: list[Block] = []
    if shown:
        blocks.append(Text(words["rests_on"]))
        blocks.append(
            List(tuple(Item(one.text, (), words[f"source_{one.source}"]) for one in shown))
        )
    if gone := _gone(len(chosen) - len(shown)):
        blocks.append(Text(gone, "note"))
    return blocks


def _details(need: Entry[Need], facts: Mapping[str, Fact]) -> tuple[str, ...]:
    words = section("common")
    shown = [facts[one.fact_id] for one in need.body.evidence if one.fact_id in facts]
    gone = _gone(len(need.body.evidence) - len(shown))
    return (
        need.body.reason or "No reason was written down.",
        *(f"{words[f'source_{one.source}']}: {one.text}" for one in shown),
        *([gone] if gone else []),
    )


def _gone(number: int) -> str:
    """Say how many facts are left out because they can no longer be shown."""
    if not number:
        return ""
    return f"{counted(number, 'fact')} it rested on can no longer be shown."


def _dots(
    items: Sequence[str], dots: Mapping[str, int], voters: Mapping[str, tuple[int, int | None]]
) -> str:
    standing = [one for one in items if one in dots]
    if not standing:
        return ""
    said = counted(sum(dots[one] for one in standing), "dot")
    if len(standing) > 1:
        # One person may have given dots to both, so people cannot be added up.
        return f"{said} on {len(standing)} ideas"
    given, people = voters.get(standing[0], (0, None))
    # What was merged after the vote has the dots of all its parts, and nobody counted whose.
    return f"{said} from {people} people" if people and given == dots[standing[0]] else said
