"""Whom to call first, why, and a sentence to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import Block, Heading, Item, List, Text
from ciwidgets.reports.cohort.wording import few, listed, quoted
from ciwidgets.reports.wording import counted, day
from ciwidgets.results.cohort.calls import calls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ciwidgets.results.cohort.calls import Call, Reason
    from ciwidgets.results.cohort.signals import Signals
    from ciwidgets.results.cohort.team import TeamFound

_MOST_CALLS, _MOST_SECTORS = 6, 3
_ORDER = (
    "In this order: who has not begun; who noted no meeting in the last two months; then who has "
    "most reasons. Teams with as many stand as the program lists them. It is no score. "
    "The sentence to begin with is for the team's project manager."
)
_OF_MOST: dict[Reason, str] = {
    "no_meeting": "no meeting is noted in the last two months. Ask when the next one is",
    "overdue": "a next step is past its day. Ask what is in the way",
    "no_owner": "a goal is carried by nobody yet. Ask who will carry it",
    "away": "a part of the community was at none of the last three meetings counted. "
    "Ask who could invite them",
    "fell": "one of the five conditions is seen lower than the time before. Ask what changed",
    "no_time": "the last three meetings had no time for one of the goals. "
    "Ask what would make room for it, or whether it can wait",
}
_BEGIN = "How are you, and what would make a first step easy? We can do it together on the phone."


def call_first(teams: Sequence[TeamFound], begun: int) -> list[Block]:
    """Return whom to call, in which order, why, and what to say."""
    found = calls(teams)
    by_id = {one.team.id: one for one in teams}
    blocks: list[Block] = [Heading("Call first")]
    waiting = [one.team.name for one in found.calls if "not_begun" in one.reasons]
    others = [one for one in found.calls if "not_begun" not in one.reasons]
    items = _items(others[:_MOST_CALLS], by_id)
    if waiting:
        has = "has" if len(waiting) == 1 else "have"
        said = f"{listed(waiting)} {has} not begun. A call may be all it takes."
        items.insert(0, Item(said, (_to_say(_BEGIN),)))
    if items:
        blocks += [Text(_ORDER, "note"), List(tuple(items))]
    left = len(others) - _MOST_CALLS
    if left > 0:
        blocks.append(Text(f"{counted(left, 'more team')} with reasons: see “Coaching”.", "note"))
    blocks += [
        Text(f"{_how_many(len(these), begun)}: {_OF_MOST[reason]}.")
        for reason, these in found.of_most
    ]
    if len(blocks) == 1:
        blocks.append(Text("Nothing in the records asks for a call this week."))
    return blocks


def no_meeting(here: Signals) -> str:
    """Return since when no meeting is noted."""
    if here.last_meeting is None:
        return "No meeting is noted yet."
    return f"No meeting is noted since {day(here.last_meeting)}."


def away(found: TeamFound) -> tuple[list[str], list[str]]:
    """Return the sectors that stayed away: those with a partner at the table, and those without."""
    without = found.signals.empty_sectors
    here = found.signals.away
    return [one for one in here if one not in without], [one for one in here if one in without]


def _item(call: Call, found: TeamFound) -> Item:
    reasons = (_REASONS[one](found) for one in call.reasons)
    said = (*reasons, _to_say(_WORDS[call.reasons[0]](found)))
    return Item(call.team.name, said, counted(len(call.reasons), "reason"))


def _items(these: Sequence[Call], by_id: Mapping[str, TeamFound]) -> list[Item]:
    """Return whom to call; teams with one and the same reason are one line, which says it once."""
    alike: dict[object, list[Call]] = {}
    for one in these:
        alike.setdefault(one.reasons if len(one.reasons) == 1 else one.team.id, []).append(one)
    return [
        _item(same[0], by_id[same[0].team.id]) if len(same) == 1 else _together(same, by_id)
        for same in alike.values()
    ]


def _together(same: Sequence[Call], by_id: Mapping[str, TeamFound]) -> Item:
    (reason,) = same[0].reasons
    once, of_each, words = _OF_SEVERAL[reason]
    said = [f"{one.team.name}: {of_each(by_id[one.team.id])}." for one in same]
    names = listed([one.team.name for one in same])
    return Item(names, (once, *said, _to_say(words)), "1 reason each")


def _to_say(words: str) -> str:
    return f"You could say: {words}"


def _how_many(these: int, begun: int) -> str:
    if these == begun:
        return f"All {begun} teams that have begun"
    return f"{these} of the {begun} teams that have begun"


def _overdue(found: TeamFound) -> str:
    number = len(found.signals.overdue)
    return (
        "1 next step is past its day." if number == 1 else f"{number} next steps are past theirs."
    )


def _away(found: TeamFound) -> str:
    partners, others = (_some(one) for one in away(found))
    said = []
    if partners and found.sectors:
        said.append(f"A partner at the table, but nobody at the last three meetings: {partners}.")
    elif partners:
        said.append(f"Nobody was at the last three meetings from: {partners}.")
    if others:
        said.append(f"No partner yet, and nobody at the last three meetings: {others}.")
    return " ".join(said)


def _who_is_away(found: TeamFound) -> str:
    """Return the parts of a community that stayed away, those without a partner at the end."""
    partners, others = (_some(one) for one in away(found))
    without = f"No partner yet from: {others}" if others else ""
    return ". ".join(filter(None, (partners, without)))


def _last_meeting(here: Signals) -> str:
    return f"last noted on {day(here.last_meeting)}" if here.last_meeting else "none noted yet"


def _quoted_few(texts: Sequence[str]) -> str:
    return "; ".join(few([quoted(one) for one in texts], _MOST_SECTORS))


def _some(sectors: Sequence[str]) -> str:
    return "; ".join(few(sectors, _MOST_SECTORS))


def _invite(found: TeamFound) -> str:
    partners, others = away(found)
    if partners:
        return f"Who could bring somebody from “{partners[0]}” to the next meeting?"
    return f"Who knows somebody from “{others[0]}” and could ask them along?"


def _fell(found: TeamFound) -> str:
    fell = found.signals.fell
    conditions = counted(len(fell), "of the five conditions is", "of the five conditions are")
    return f"{conditions} seen lower than the time before; other people may have answered."


def _no_time(found: TeamFound) -> str:
    goals = counted(len(found.signals.no_time), "goal")
    return f"The last three meetings had no time for {goals}."


def _no_owner(found: TeamFound) -> str:
    return f"{counted(len(found.signals.without_owner), 'goal is', 'goals are')} carried by nobody."


_REASONS: dict[Reason, Callable[[TeamFound], str]] = {
    "not_begun": lambda _: "Nothing is written down yet.",
    "no_meeting": lambda one: no_meeting(one.signals),
    "overdue": _overdue,
    "no_owner": _no_owner,
    "away": _away,
    "fell": _fell,
    "no_time": _no_time,
}
# The first reason gives the sentence to begin with; one call begins in one way.
_WORDS: dict[Reason, Callable[[TeamFound], str]] = {
    "not_begun": lambda _: _BEGIN,
    "no_meeting": lambda _: "When do you meet next? One of us would like to come.",
    "overdue": lambda one: (
        f"What is in the way of {quoted(one.signals.overdue[0][0])}, and what would help?"
    ),
    "no_owner": lambda one: f"Who could carry {quoted(one.signals.without_owner[0])}?",
    "away": _invite,
    "fell": lambda one: (
        f"You see {quoted(one.signals.fell[0])} lower than the last time. What changed?"
    ),
    "no_time": lambda one: (
        f"When could {quoted(one.signals.no_time[0])} have time, or may it wait for now?"
    ),
}
# For several teams with the same reason: it, once; what it is in each; a sentence for all of them.
_OF_SEVERAL: dict[Reason, tuple[str, Callable[[TeamFound], str], str]] = {
    "no_meeting": (
        "No meeting is noted in the last two months.",
        lambda one: _last_meeting(one.signals),
        "When do you meet next? One of us would like to come.",
    ),
    "overdue": (
        "A next step is past its day.",
        lambda one: _quoted_few([text for text, _ in one.signals.overdue]),
        "What is in the way of it, and what would help?",
    ),
    "no_owner": (
        "A goal is carried by nobody.",
        lambda one: _quoted_few(one.signals.without_owner),
        "Who could carry it?",
    ),
    "away": (
        "At the last three meetings nobody came from some parts of the community.",
        _who_is_away,
        "Who could bring or ask somebody from there?",
    ),
    "fell": (
        (
            "Some of the five conditions are seen lower than the time before; other people may "
            "have answered."
        ),
        lambda one: _quoted_few(one.signals.fell),
        "You see it lower than the last time. What changed?",
    ),
    "no_time": (
        "The last three meetings had no time for a goal.",
        lambda one: _quoted_few(one.signals.no_time),
        "When could it have time, or may it wait for now?",
    ),
}
