"""What to talk about with each team: dates that passed, loose ends, who stayed away, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import Block, Heading, Section, Text
from ciwidgets.reports.cohort.wording import few, listed, nobody_has_begun, quoted, tables
from ciwidgets.reports.wording import counted, day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ciwidgets.analysis.curves import Verdict
    from ciwidgets.model import CoachingNote
    from ciwidgets.results.cohort.calls import Reason
    from ciwidgets.results.cohort.reading import Cohort
    from ciwidgets.results.cohort.signals import Signals
    from ciwidgets.results.cohort.team import TeamFound

# As much of each as a coach takes along to a call; the team's own report has the rest.
_MOST_SAID, _MOST_SECTORS, _MOST_NOTES = 5, 12, 2
_ABOUT = (
    "A signal is a reason to ask, and no verdict: a meeting may have been held and not written "
    "down, and a team may well have meant what it left open. The lines are what the team's own "
    "record says, with at most five of a kind."
)
_COLUMNS = ("Signal", "What the record says")
_MEANT_FOR = {
    "faculty": "for faculty only",
    "project_manager": "shared with the project manager",
    "team": "shared with the team",
}
_VERDICTS: dict[Verdict, str] = {
    "turned": "turned",
    "not_yet": "not turned yet",
    "open": "too early to say",
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


def reason_sentence(reason: Reason, found: TeamFound) -> str:
    """Return why a team may want a call, in a sentence."""
    return _REASONS[reason](found.signals)


def _rows(found: TeamFound) -> Iterator[tuple[str, str]]:
    here = found.signals
    if not here.meets:
        yield "Meetings", _no_meeting(here)
    yield from _row("Away from the last three meetings counted", here.away, _MOST_SECTORS)
    late = [f"{quoted(text)}, by {day(by)}" for text, by in here.overdue]
    yield from _row("Next steps past their day", late)
    yield from _row("Needs that no goal serves yet", map(quoted, here.without_goal))
    yield from _row("Goals carried by nobody yet", map(quoted, here.without_owner))
    yield from _row("Goals without a measure", map(quoted, here.without_measure))
    yield from _row("Conditions seen lower than the time before", map(quoted, here.fell))
    yield from _row("No time in the last three meetings", map(quoted, here.no_time))
    yield from _row("Curves", (_curve(*one) for one in here.curves))
    yield from _row("Other loose ends", here.loose)
    yield from _row("Nobody at the table from", here.empty_sectors, _MOST_SECTORS)
    for note in here.notes[:_MOST_NOTES]:
        yield f"Coaching note of {day(note.on)}", _note(note)


def _row(head: str, texts: Iterable[str], most: int = _MOST_SAID) -> Iterator[tuple[str, str]]:
    said = list(texts)
    if said:
        yield head, "; ".join(few([one.rstrip(".") for one in said], most))


def _no_meeting(here: Signals) -> str:
    if here.last_meeting is None:
        return "No meeting is noted yet."
    return f"No meeting is noted since {day(here.last_meeting)}."


def _overdue(here: Signals) -> str:
    if len(here.overdue) == 1:
        return "1 next step is past its day."
    return f"{len(here.overdue)} next steps are past their day."


def _away(here: Signals) -> str:
    return f"At none of the last three meetings counted: {'; '.join(here.away)}."


def _fell(here: Signals) -> str:
    conditions = counted(len(here.fell), "of the five conditions is", "of the five conditions are")
    return f"{conditions} seen lower than the time before; other people may have answered."


def _no_time(here: Signals) -> str:
    return f"The last three meetings had no time for {counted(len(here.no_time), 'goal')}."


def _curve(name: str, verdict: Verdict) -> str:
    return f"{quoted(name)}: {_VERDICTS[verdict]}"


def _note(note: CoachingNote) -> str:
    about = f"{quoted(note.topic)}: " if note.topic else ""
    return f"{about}{note.text} ({_MEANT_FOR[note.meant_for]})"


_REASONS: dict[Reason, Callable[[Signals], str]] = {
    "not_begun": lambda _: "Nothing is written down yet.",
    "no_meeting": _no_meeting,
    "overdue": _overdue,
    "no_owner": lambda here: (
        f"{counted(len(here.without_owner), 'goal is', 'goals are')} carried by nobody yet."
    ),
    "away": _away,
    "fell": _fell,
    "no_time": _no_time,
}
