"""The months between forums: who came, what was decided, what is next, and how the team works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.model import Partner, Sharing
from ciwidgets.reports.blocks import Block, Heading, Item, List, Section, Text
from ciwidgets.reports.wording import counted, day
from ciwidgets.results.labels import goals
from ciwidgets.results.plans import months
from ciwidgets.words import kernel_section

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ciwidgets.model import Program
    from ciwidgets.results.naming.names import Names
    from ciwidgets.results.record import Record

_STEP = {"open": "", "done": "Done", "dropped": "Dropped"}
# As many of the newest meetings' decisions as a reader takes in.
_MOST_MEETINGS = 4


def our_meetings(
    record: Record, program: Program, team_id: str, as_of: int | None = None
) -> Section:
    """Return how often the team met, who came, and what the last meetings decided."""
    held = months.meetings(record, team_id, as_of)
    if not held:
        return Section([Text("The team has not written down a meeting yet.", "absent")])
    words = kernel_section("meetings")
    came = months.attendance(record, program, team_id, words, as_of)
    blocks: list[Block] = [
        Text(
            f"{counted(len(held), 'meeting')} written down, the last on {day(held[0].body.on)}.",
            "lead",
        ),
    ]
    asked = months.attendance_sentence(came, words)
    if asked:
        blocks.append(Text(asked))
    for meeting in held[:_MOST_MEETINGS]:
        body = meeting.body
        people = sum(body.came.values())
        decided = tuple(
            Item(one.text, (f"Decided by: {one.by}",) if one.by else ()) for one in body.decisions
        )
        said = f"{counted(people, 'person', 'people')} came. " if people else ""
        about = "; ".join(one.text for one in body.items)
        blocks += [
            Heading(day(body.on)),
            Text(f"{said}{f'It was about: {about}.' if about else ''}".strip() or "Nothing noted."),
            *([List(decided)] if decided else []),
        ]
    return Section(blocks)


def next_steps(
    record: Record, team_id: str, names: Names, today: date, as_of: int | None = None
) -> Section:
    """Return who said they would do what, by when."""
    found = [one.body for one in months.next_steps(record, team_id, as_of)]
    if not found:
        return Section([Text("The team has not written down a next step yet.", "absent")])
    items = []
    for one in found:
        due = f"By {day(one.by)}" if one.by else ""
        if months.is_overdue(one, today):
            due += ", which has passed"
        owner = names.say(one.owner, "", "team") if one.owner else ""
        details = (due, f"Carried by {owner}" if owner else "")
        items.append(Item(one.text, tuple(filter(None, details)), _STEP[one.status]))
    return Section([List(tuple(items))])


def how_we_work(
    record: Record, program: Program, team_id: str, step: str, as_of: int | None = None
) -> Section:
    """Return how the team sees itself over time, where its hours go, and how it works."""
    words = kernel_section("drift")
    found = months.conditions_over_time(record, program, team_id, step, as_of=as_of)
    aims = {one.record_id: one.body.aim for one in goals(record, team_id, as_of)}
    asked = months.time_sentences(months.times(record, team_id, as_of), aims, words)
    blocks: list[Block] = [
        *_listed("Are we still together in this?", months.condition_sentences(found, words)),
        *_listed("To ask yourselves", asked),
        *_note(record, team_id, as_of),
        *_sharing(record, team_id, as_of),
    ]
    if not blocks:
        return Section([Text("The team has not looked at how it works yet.", "absent")])
    return Section(blocks)


def carrying_on(record: Record, team_id: str, names: Names, as_of: int | None = None) -> Section:
    """Return who carries each goal on after the program, and what the network keeps."""
    found = [one.body for one in months.carried_on(record, team_id, as_of)]
    left = months.not_carried_on(record, team_id, as_of)
    asked = months.not_carried_sentence(left, kernel_section("carry_on"))
    if not found:
        return Section([Text("The team has not said yet who carries its goals on.", "absent")])
    partners = {
        one.record_id: one.body.name
        for one in record.current(Partner, team_id=team_id, as_of=as_of)
    }
    aims = {one.record_id: one.body.aim for one in goals(record, team_id, as_of)}
    items = []
    for one in found:
        who = [names.say(one.who, "", "team")] if one.who else []
        who += [partners[each] for each in one.partner_ids if each in partners]
        details = (
            f"The goal: {aims[one.goal_id]}" if one.goal_id in aims else "",
            f"Carried on by {', '.join(who)}" if who else "",
            f"Money: {one.money}" if one.money else "",
            f"First: {one.first_step}" if one.first_step else "",
        )
        items.append(Item(one.what, tuple(filter(None, details))))
    blocks: list[Block] = [List(tuple(items))]
    return Section([*blocks, *([Text(asked)] if asked else [])])


def _note(record: Record, team_id: str, as_of: int | None) -> list[Block]:
    entry = months.governance(record, team_id, as_of)
    if entry is None:
        return []
    note = entry.body
    said = (
        ("When we meet", note.rhythm),
        ("Who belongs to us", note.membership),
        ("How one joins", note.joining),
        ("Who keeps the records", note.keeps_records),
        ("For whoever comes next", note.handover),
    )
    items = [Item(f"{label}: {text}") for label, text in said if text]
    items += [Item(f"{one.what}: {one.who}" if one.who else one.what) for one in note.decides]
    return [Heading("How we work"), List(tuple(items))] if items else []


def _sharing(record: Record, team_id: str, as_of: int | None) -> list[Block]:
    """Return what the team agreed to share and not to share, as it worded it."""
    found = [one.body for one in record.current(Sharing, team_id=team_id, as_of=as_of)]
    may = [_shared(one) for one in found if one.sort == "may"]
    never = [_shared(one) for one in found if one.sort == "never"]
    blocks: list[Block] = []
    if may:
        blocks += [Heading("What we may share, with whom"), List(tuple(may))]
    if never:
        blocks += [Heading("What we do not share"), List(tuple(never))]
    return blocks


def _shared(one: Sharing) -> Item:
    ways = (
        f"From {one.held_by}" if one.held_by else "",
        f"To {one.goes_to}" if one.goes_to else "",
        one.condition,
        f"Agreed on {day(one.agreed_on)}" if one.agreed_on else "",
    )
    return Item(one.what, tuple(filter(None, ways)))


def _listed(title: str, sentences: Iterable[str]) -> list[Block]:
    items = tuple(Item(one) for one in sentences)
    return [Heading(title), List(items)] if items else []
