"""Since the last forum, on paper: what is done, new, changed and taken off the lists."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import Block, Heading, Item, List, Section, Text
from ciwidgets.results.story.since import since, since_last_forum
from ciwidgets.results.story.since_words import SinceWords
from ciwidgets.words import kernel_section, section

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ciwidgets.model import Occasion, Program
    from ciwidgets.results.naming.names import Mask
    from ciwidgets.results.record import Record
    from ciwidgets.results.story.since import History, Since
    from ciwidgets.results.story.since_words import ToldGroup

_ABOUT = (
    "This is what the team's own lists say. How anybody answered or voted, own maps and notes of "
    "coaching are not in it."
)


def found_since(
    history: History, program: Program, team_id: str, as_of: Occasion | None, until: int | None
) -> Since:
    """Return what happened since the last forum, now or as it stood at an occasion's end."""
    if as_of is None:
        in_order = sorted(program.occasions, key=lambda one: one.date)
        return since_last_forum(history, program, team_id, in_order[-1].id, until)
    forums = [one for one in program.occasions if one.kind == "forum" and one.date < as_of.date]
    before = max(forums, key=lambda one: one.date).id if forums else ""
    return since(history, program, team_id, before, until)


def since_last_time(
    record: Record, program: Program, found: Since, today: date, mask: Mask
) -> Section:
    """Return what happened, by what became of it and by kind.

    ``today`` says which years go without saying; ``mask`` is given every text that people typed.
    """
    words = kernel_section("since_then")
    said = SinceWords(record, program, words, today, mask)
    if not found.happenings:
        return Section([Text(said.summary(found), "absent")])
    blocks: list[Block] = [Text(said.summary(found), "lead")]
    names = section("since_then")
    for what, groups in groupby(said.groups(found), key=lambda one: one.what):
        blocks.append(Heading(names[f"what_{what}"]))
        for group in groups:
            blocks += [Heading(group.title, 4), List(tuple(_items(group)))]
    return Section([*blocks, Text(_ABOUT, "note")])


def _items(group: ToldGroup) -> Iterator[Item]:
    for one in group.listed:
        yield Item(one.text, (f"Changed: {one.changed}",) if one.changed else ())
    if group.more:
        yield Item(group.more)
