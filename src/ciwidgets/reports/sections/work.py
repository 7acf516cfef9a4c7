"""What a team does for its goals: recommendations, activities, money, policy, and risks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.analysis.ledgers import Line, ledgers
from ciwidgets.model import Activity, LedgerLine, PolicyResponse, Recommendation, Risk
from ciwidgets.reports.blocks import Block, Heading, Item, List, Section, TableBlock, Text
from ciwidgets.reports.wording import day
from ciwidgets.results.naming.names import as_written
from ciwidgets.results.plans.who_does_what import who_does_what
from ciwidgets.words import kernel_section
from ciwidgets.words.said import money as money_said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ciwidgets.model import Program
    from ciwidgets.results.naming.names import Names
    from ciwidgets.results.plans.who_does_what import WhoDoesWhat
    from ciwidgets.results.record import Record

_STATUS = {
    "done": "Done", "under_way": "Under way", "planned": "Planned", "stopped": "Stopped",
}  # fmt: skip
_PURSES = {
    "project_manager": "The project manager’s post", "implementation": "The team’s own funds",
}  # fmt: skip
_POLICY = {
    "in_force": "In use", "adopted": "Decided", "proposed": "Proposed", "idea": "An idea",
    "stopped": "Stopped",
}  # fmt: skip
_LIKELY = {"likely": "Likely", "maybe": "Perhaps", "hardly": "Hardly", "": ""}
# The order sentences stand in, under what they are about.
_QUESTIONS = {
    "reinforce": "Where partners strengthen each other",
    "same": "To ask",
    "nobody": "Goals nobody works for yet",
    "idle": "Partners without a task",
    "no_goal": "Work without a goal",
}


def who_does_what_section(
    record: Record, program: Program, team_id: str, names: Names, as_of: int | None = None
) -> Section:
    """Return activities with who does them, and where partners strengthen each other."""
    activities = record.current(Activity, team_id=team_id, as_of=as_of)
    if not activities:
        return Section([Text("The team has not written down who does what yet.", "absent")])
    # What is alike is alike as it was written; two names that say "a member" are not.
    found = who_does_what(
        as_written(record),
        program,
        team_id,
        kernel_section("who_does_what"),
        as_of,
        lambda text: names.masked(text, "team"),
    )
    blocks: list[Block] = []
    for status, title in _STATUS.items():
        of_it = [one.body for one in activities if one.body.status == status]
        if of_it:
            items = (_activity(one, found, names) for one in of_it)
            blocks += [Heading(title), List(tuple(items))]
    for key, title in _QUESTIONS.items():
        if found.said[key]:
            blocks += [Heading(title, 4), _plain_list(found.said[key])]
    return Section(blocks)


def recommendations(record: Record, team_id: str, as_of: int | None = None) -> Section:
    """Return what the team recommends, and what it changed in policy or practice."""
    said = record.current(Recommendation, team_id=team_id, as_of=as_of)
    policies = record.current(PolicyResponse, team_id=team_id, as_of=as_of)
    if not said and not policies:
        return Section([Text("The team has not recommended anything yet.", "absent")])
    work: dict[str, list[str]] = {}
    for one in record.current(Activity, team_id=team_id, as_of=as_of):
        work.setdefault(one.body.recommendation_id, []).append(one.body.name)
    blocks: list[Block] = []
    if said:
        items = (
            Item(
                one.body.text,
                _filled(
                    f"Said to: {one.body.to_whom}" if one.body.to_whom else "",
                    "; ".join(("Carried out by", *work[one.record_id])).replace(";", ":", 1)
                    if one.record_id in work
                    else "",
                ),
            )
            for one in said
        )
        blocks.append(List(tuple(items)))
    if policies:
        blocks += [
            Heading("What was changed in policy or practice"),
            _policies(record, team_id, as_of),
        ]
    return Section(blocks)


def money(record: Record, team_id: str, as_of: int | None = None) -> Section:
    """Return the sums of the team's two ledgers, which are never mixed."""
    lines = record.current(LedgerLine, team_id=team_id, as_of=as_of)
    if not lines:
        return Section([Text("The team has not written down any money yet.", "absent")])
    sums = ledgers(
        Line(one.body.ledger, one.body.sort, one.body.amount, one.body.activity_id) for one in lines
    )
    columns = ("Purse", "Came in", "Spent", "Planned", "Left after both")
    rows = tuple(
        (
            _PURSES[one.name],
            *(money_said(cents) for cents in (one.received, one.spent, one.planned, one.free)),
        )
        for one in sums
    )
    return Section([TableBlock("The two purses, in dollars", columns, rows)])


def risks(record: Record, team_id: str, names: Names, as_of: int | None = None) -> Section:
    """Return what could go wrong, and what the team would stop doing."""
    found = [one.body for one in record.current(Risk, team_id=team_id, as_of=as_of)]
    if not found:
        return Section([Text("The team has not written down a risk yet.", "absent")])
    blocks: list[Block] = []
    going_wrong = [one for one in found if one.sort == "risk"]
    if going_wrong:
        items = (
            Item(
                one.text,
                _filled(
                    one.answer,
                    f"{names.say(one.owner, '', 'team')} keeps an eye on it." if one.owner else "",
                ),
                _LIKELY[one.likely],
            )
            for one in going_wrong
        )
        blocks.append(List(tuple(items)))
    stopped = [one.text for one in found if one.sort == "stop_doing"]
    if stopped:
        blocks += [Heading("What we would stop doing"), _plain_list(stopped)]
    return Section(blocks)


def _activity(activity: Activity, found: WhoDoesWhat, names: Names) -> Item:
    partners = [found.partners[one] for one in activity.partner_ids if one in found.partners]
    goals = [found.goals[one] for one in activity.goal_ids if one in found.goals]
    details = _filled(
        f"For: {'; '.join(goals)}" if goals else "",
        f"With {', '.join(partners)}" if partners else "",
        f"Carried by {names.say(activity.owner, '', 'team')}" if activity.owner else "",
        f"By {day(activity.by)}" if activity.by else "",
        f"Expected to cost {money_said(activity.cost)}" if activity.cost else "",
    )
    return Item(activity.name, details)


def _policies(record: Record, team_id: str, as_of: int | None) -> List:
    items = (
        Item(
            one.body.what,
            _filled(
                f"Decided by: {one.body.decided_by}" if one.body.decided_by else "",
                f"Builds on: {one.body.builds_on}" if one.body.builds_on else "",
                day(one.body.on) if one.body.on else "",
            ),
            _POLICY[one.body.status],
        )
        for one in record.current(PolicyResponse, team_id=team_id, as_of=as_of)
    )
    return List(tuple(items))


def _plain_list(texts: Iterable[str]) -> List:
    return List(tuple(Item(one) for one in texts))


def _filled(*details: str) -> tuple[str, ...]:
    return tuple(filter(None, details))
