"""The first two pages of a team's summary: what to know before one turns to the evidence.

Each section says the first few of something and how many more there are; all of it stands in the
section of the same subject further down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import Block, Item, List, Section, TableBlock, Text
from ciwidgets.reports.sections.maps import masked
from ciwidgets.reports.wording import counted, day, in_plain_words
from ciwidgets.results.maps.said import said
from ciwidgets.results.plans.goals import told_goals
from ciwidgets.results.plans.measures import measure_curves
from ciwidgets.results.plans.months import is_overdue
from ciwidgets.results.plans.months import next_steps as all_next_steps
from ciwidgets.results.plans.public import people_listed
from ciwidgets.results.plans.wins import Reader, told
from ciwidgets.results.story.loose_ends import loose_ends, loose_sentence
from ciwidgets.results.story.since_words import SinceWords
from ciwidgets.results.story.where import where
from ciwidgets.words import kernel_section
from ciwidgets.words.said import amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ciwidgets.model import Entry, Need, Program
    from ciwidgets.reports.maps_of import MapsOf
    from ciwidgets.results.naming.names import Mask, Names
    from ciwidgets.results.partners import AtTheTable
    from ciwidgets.results.plans.measures import MeasureCurve
    from ciwidgets.results.record import Record
    from ciwidgets.results.story.since import Since
    from ciwidgets.results.story.standing import Standing
    from ciwidgets.results.story.weave import Weave

_MOST = 3
_MOST_STEPS = 6
_MOST_GOALS = 5
# What is done is news before what is new, and what is new before what changed.
_NEWS = ("done", "new", "changed")
_CURVES = {
    "turned": "Better, twice in a row",
    "not_yet": "Not better twice in a row",
    "open": "Too early to say",
}


def where_we_stand(standing: Standing) -> Section:
    """Return each step of the way with what is there first, and what is missing first."""
    rows = []
    for one in where(standing, "spf", kernel_section("where_we_are")):
        if not one.is_principle:
            missing = one.lacks[0].text if one.lacks else "–"
            step = in_plain_words(one.id, one.title)
            rows.append((step, "; ".join(one.has[:2]) or "Not begun", missing))
    return Section(
        [TableBlock("Step by step", ("Step", "What is there", "What is next"), tuple(rows))]
    )


def since_last_time(
    record: Record, program: Program, found: Since, today: date, mask: Mask
) -> Section:
    """Return what happened since the last forum in a sentence, and the first of what is done."""
    say = SinceWords(record, program, kernel_section("since_then"), today, mask)
    if not found.happenings:
        return Section([Text(say.summary(found), "absent")])
    groups = sorted(
        (one for one in say.groups(found, 2) if one.what in _NEWS),
        key=lambda one: _NEWS.index(one.what),
    )
    items = tuple(
        Item(f"{group.title}: {'; '.join(one.text for one in group.listed)}", (), group.more)
        for group in groups[:_MOST]
    )
    return Section([Text(say.summary(found), "lead"), *([List(items)] if items else [])])


def our_needs(needs: Sequence[Entry[Need]]) -> Section:
    """Return the needs in the team's order, each with its reason."""
    if not needs:
        return Section([Text("The team has not chosen its needs yet.", "absent")])
    items = (Item(one.body.text, (one.body.reason,) if one.body.reason else ()) for one in needs)
    return Section([List(tuple(items), is_ordered=True)])


@masked
def our_map(maps: MapsOf) -> Section:
    """Return the links most people share and the ones they see differently, as sentences."""
    if maps.found is None or maps.found[1].too_few or not maps.found[1].links:
        return Section([Text("There is no team map to show yet.", "absent")])
    found, words = maps.found[1], kernel_section("our_map")
    blocks: list[Block] = []
    for mark, lead, none in (
        ("shared", "What most drew alike:", "No link was drawn alike by most."),
        ("contested", "What is seen differently:", "No link is seen in two ways."),
    ):
        links = [one for one in found.links if one.mark == mark]
        strongest = sorted(links, key=lambda one: -abs(one.weight))[:_MOST]
        sentences = [said(one, found, maps.program.map_strengths, words) for one in strongest]
        blocks += _first(lead, sentences, len(links), none)
    return Section(blocks)


def our_goals(record: Record, program: Program, team_id: str, as_of: int | None = None) -> Section:
    """Return each goal as a sentence, and a table of where the measures are."""
    goals = [
        one
        for one in told_goals(record, program, team_id, as_of)
        if one.entry.body.status != "set_aside"
    ]
    if not goals:
        return Section([Text("The team has not written down a goal yet.", "absent")])
    items = tuple(
        Item(
            f"{one.entry.body.aim.rstrip('.')}. {one.sentence}".strip(),
            (),
            "Reached" if one.entry.body.status == "reached" else "",
        )
        for one in goals[:_MOST_GOALS]
    )
    curves = measure_curves(record, team_id, as_of)
    blocks: list[Block] = [List(items, is_ordered=True), *_more(len(goals) - len(items), "goal")]
    if curves:
        order = {one.entry.record_id: place for place, one in enumerate(goals)}
        last = len(order)
        blocks.append(
            _measures(sorted(curves, key=lambda one: order.get(one.measure.body.goal_id, last)))
        )
    return Section(blocks)


def our_wins(
    record: Record, program: Program, team_id: str, names: Names, as_of: int | None = None
) -> Section:
    """Return the newest wins with thanks to those who may be named."""
    found = told(record, program, team_id, Reader(names, "team"), as_of)
    if not found:
        return Section([Text("The team has not written down a win yet.", "absent")])
    items = []
    for win in found[:_MOST]:
        by = (*win.thanks_to, *win.partners)
        thanks = (f"Thanks to {people_listed(by)}.",) if by else ()
        items.append(Item(win.title, thanks, day(win.done_on) if win.done_on else ""))
    return Section([List(tuple(items)), *_more(len(found) - len(items), "win")])


def who_is_missing(table: AtTheTable) -> Section:
    """Return which parts of the community have nobody at the table, and whom somebody goes to."""
    if not table.partners:
        return Section([Text("The team has not listed its partners yet.", "absent")])
    own = table.coverage[0]
    away = [one.name for one in own.sectors if one.state != "covered"]
    unseated = [one.name for one in table.seats if one.revision and one.is_present == "no"]
    blocks: list[Block] = []
    if away:
        blocks.append(Text(f"Nobody, or nobody for certain, speaks for: {'; '.join(away)}."))
    elif own.sectors:
        blocks.append(Text("Every part of the community on the program’s list has somebody there."))
    if unseated:
        blocks.append(Text(f"Most affected, and without a seat yet: {'; '.join(unseated)}."))
    plan = [
        f"{one.name} ({one.who or 'nobody goes yet'}{f', by {day(one.by)}' if one.by else ''})"
        for one in table.outreach[:_MOST]
    ]
    return Section(
        [*blocks, *_first("Whom the team reaches out to:", plan, len(table.outreach), "")]
    )


def the_loose_ends(weave: Weave, today: date, mask: Mask) -> Section:
    """Return the first loose end of each sort."""
    words = kernel_section("golden_thread")
    found = loose_ends(weave, today)
    if not found:
        return Section([Text("There are no loose ends.", "absent")])
    firsts = list({one.sort: one for one in reversed(found)}.values())[::-1][:_MOST]
    items = tuple(Item(loose_sentence(one, words, today, mask)) for one in firsts)
    lead = Text("None of it is a fault; it is a list for the next meeting.")
    return Section([lead, List(items), *_more(len(found) - len(items), "loose end")])


def next_steps(
    record: Record, team_id: str, names: Names, today: date, as_of: int | None = None
) -> Section:
    """Return the open steps that are due first, each with who carries it."""
    steps = [one.body for one in all_next_steps(record, team_id, as_of)]
    found = [one for one in steps if one.status == "open"]
    if not found:
        return Section([Text("No next step is open.", "absent")])
    rows = []
    for one in found[:_MOST_STEPS]:
        due = day(one.by) if one.by else "no day set"
        late = " (the day has passed)" if is_overdue(one, today) else ""
        owner = names.say(one.owner, "", "team") if one.owner else "nobody yet"
        rows.append((one.text, owner, due + late))
    table = TableBlock("What is due first", ("Next step", "Who", "By"), tuple(rows))
    return Section([table, *_more(len(found) - len(rows), "next step")])


def _measures(curves: Sequence[MeasureCurve]) -> TableBlock:
    rows = []
    for one in curves:
        measure, curve = one.measure.body, one.curve
        now = amount(curve.latest.value, measure.unit) if curve.latest else "no reading yet"
        rows.append(
            (
                measure.name,
                "–" if measure.baseline is None else amount(measure.baseline, measure.unit),
                now,
                "–" if measure.target is None else amount(measure.target, measure.unit),
                _CURVES[curve.verdict],
            )
        )
    columns = ("What we count", "At the start", "Now", "Our aim", "Compared with no change")
    return TableBlock("How far we have come", columns, tuple(rows))


def _first(lead: str, sentences: Iterable[str], total: int, none: str) -> list[Block]:
    items = tuple(Item(one) for one in sentences)
    if not items:
        return [Text(none)] if none else []
    return [Text(lead), List(items), *_more(total - len(items))]


def _more(left: int, one: str = "") -> list[Block]:
    if left < 1:
        return []
    what = counted(left, f"more {one}") if one else f"{left} more"
    return [Text(f"And {what}, in the evidence.", "note")]
