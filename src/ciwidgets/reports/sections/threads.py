"""The golden thread on paper: each need with what came of it link by link, and loose ends."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import Block, Heading, Item, List, Section, Text
from ciwidgets.reports.wording import counted
from ciwidgets.results.story.loose_ends import loose_ends, loose_sentence
from ciwidgets.results.story.thread import threads, ways_back
from ciwidgets.results.story.thread_words import ThreadWords
from ciwidgets.words import kernel_section

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ciwidgets.results.naming.names import Mask
    from ciwidgets.results.story.thread import Thread
    from ciwidgets.results.story.weave import Weave

_ABOUT = (
    "Each thread leads from a need to what came of it, by what the team itself has linked. Where a "
    "link is missing, the thread is shorter. What was dropped is no link."
)
_STARTS = (
    "The start of a goal is the number in the goal’s own sentence, from the source named there. "
    "Here stand the first and the newest reading, and a first reading can be another number."
)
_LOOSE = (
    "What was begun and leads nowhere yet. None of it is a fault; it is a list for the next "
    "meeting."
)


def golden_thread(weave: Weave, today: date, mask: Mask) -> Section:
    """Return each thread and each way back from a win, link by link.

    ``today`` says which years go without saying; ``mask`` is given every text that people typed.
    """
    say = ThreadWords(kernel_section("golden_thread"), today, mask)
    found = threads(weave)
    if not found:
        return Section([Text("The team has no need and no goal to begin a thread with.", "absent")])
    blocks: list[Block] = [
        Text(f"{counted(len(found), 'thread')}, from need to win.", "lead"),
        List(tuple(_steps(say.thread_in_steps(one)) for one in found), is_ordered=True),
    ]
    back = ways_back(weave)
    if back:
        blocks += [
            Heading("From each win back"),
            List(tuple(_steps(say.way_back_in_steps(one)) for one in back)),
        ]
    if any(map(_starts_elsewhere, found)):
        blocks.append(Text(_STARTS, "note"))
    return Section([*blocks, Text(_ABOUT, "note")])


def _starts_elsewhere(thread: Thread) -> bool:
    """Whether a measure's first reading is another number than the start its goal names."""
    start = thread.goal.body.baseline if thread.goal else None
    return start is not None and any(
        one.first is not None and one.first.body.value != start for one in thread.measures
    )


def _steps(sentences: Sequence[str]) -> Item:
    """Return the first link as the words of a line, and the others below it."""
    return Item(sentences[0], tuple(sentences[1:]))


def the_loose_ends(weave: Weave, today: date, mask: Mask) -> Section:
    """Return the loose ends, sort by sort; ``today`` says what is late."""
    words = kernel_section("golden_thread")
    found = loose_ends(weave, today)
    if not found:
        return Section([Text("There are no loose ends.", "absent")])
    blocks: list[Block] = [Text(_LOOSE)]
    for sort, these in groupby(found, key=lambda one: one.sort):
        blocks += [
            Heading(words[f"sort_{sort}"]),
            List(tuple(Item(loose_sentence(one, words, today, mask)) for one in these)),
        ]
    return Section(blocks)
