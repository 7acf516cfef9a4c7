"""What to talk about with each team: dates that passed, loose ends, who stayed away, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import Block, Heading, Section, Text
from ciwidgets.reports.cohort.calling import away, no_meeting
from ciwidgets.reports.cohort.wording import few, listed, nobody_has_begun, quoted, tables
from ciwidgets.reports.wording import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ciwidgets.analysis.curves import Verdict
    from ciwidgets.model import CoachingNote
    from ciwidgets.results.cohort.reading import Cohort
    from ciwidgets.results.cohort.team import TeamFound

# As much of each as a coach takes along to a call; the team's own report has the rest.
_MOST_SAID, _MOST_SECTORS, _MOST_NOTES = 5, 12, 2
_ABOUT = (
    "Each line is a reason to ask, and no verdict. A meeting may have been held and not written "
    "down, and a team may well have meant what it left open. At most five of a kind stand here. "
    "A part of the community can be missing in two ways, each in a line of its own. A partner from "
    "it is at the table, but nobody came to the last three meetings; or there is no partner yet."
)
_COLUMNS = ("What to do", "What the record says")
_MEANT_FOR = {
    "faculty": "for faculty only",
    "project_manager": "shared with the project manager",
    "team": "shared with the team",
}
_VERDICTS: dict[Verdict, str] = {
    "turned": "Better than if nothing had changed, twice in a row",
    "not_yet": "Not better twice in a row yet",
    "open": "Too early to say",
}


def coaching_signals(cohort: Cohort) -> Section:
    """Return, team by team, what a coach would want to know before a call."""
    if not cohort.begun:
        return Section([nobody_has_begun(cohort)])
    blocks: list[Block] = [Text(_ABOUT, "note")]
    quiet = []
    for one in cohort.begun:
        rows = list(_rows(one))
        if rows:
            caption = f"{one.team.name}: what to ask after"
            blocks += [Heading(one.team.name), *tables(caption, _COLUMNS, rows)]
        else:
            quiet.append(one.team.name)
    if quiet:
        blocks.append(Text(f"Nothing to ask after: {listed(quiet, len(quiet))}."))
    waiting = [one.team.name for one in cohort.not_begun]
    if waiting:
        blocks.append(
            Text(f"Not begun, so nothing is told of it here: {listed(waiting, len(waiting))}.")
        )
    return Section(blocks)


def _rows(found: TeamFound) -> Iterator[tuple[str, str]]:
    here = found.signals
    if not here.meets:
        yield "Ask when they meet next, and offer to come", no_meeting(here)
    listed_but_away, _ = away(found)
    yield from _row(
        "Ask who could bring partners back: nobody of them was at the last three meetings counted"
        if found.sectors
        else "Ask who could invite those of whom nobody was at the last three meetings counted",
        listed_but_away,
        _MOST_SECTORS,
    )
    late = [f"{quoted(text)}, by {day(by)}" for text, by in here.overdue]
    yield from _row("Ask what is in the way of next steps past their day", late)
    yield from _row("Ask which goal could serve these needs", map(quoted, here.without_goal))
    yield from _row("Ask who will carry these goals", map(quoted, here.without_owner))
    yield from _row(
        "Ask how they will see that these goals come true", map(quoted, here.without_measure)
    )
    yield from _row(
        "Ask what changed: the team sees these lower than the time before", map(quoted, here.fell)
    )
    yield from _row(
        "Ask whether these goals, without time in the last three meetings, still matter",
        map(quoted, here.no_time),
    )
    yield from _row("Look together at what they count", _curves(here.curves))
    yield from _row("Ask about other loose ends", here.loose)
    yield from _row(
        "Ask who knows somebody there: no partner from these parts of the community yet",
        here.empty_sectors,
        _MOST_SECTORS,
    )
    for note in here.notes[:_MOST_NOTES]:
        yield f"Follow up the coaching note of {day(note.on)}", _note(note)


def _row(head: str, texts: Iterable[str], most: int = _MOST_SAID) -> Iterator[tuple[str, str]]:
    said = list(texts)
    if said:
        yield head, "; ".join(few([one.rstrip(".") for one in said], most))


def _curves(curves: Iterable[tuple[str, Verdict]]) -> Iterator[str]:
    """Yield what is said of several measures once, with their names."""
    told: dict[Verdict, list[str]] = {}
    for name, verdict in curves:
        told.setdefault(verdict, []).append(quoted(name))
    for verdict, names in told.items():
        yield f"{_VERDICTS[verdict]}: {', '.join(names)}"


def _note(note: CoachingNote) -> str:
    about = f"{quoted(note.topic)}: " if note.topic else ""
    return f"{about}{note.text} ({_MEANT_FOR[note.meant_for]})"
