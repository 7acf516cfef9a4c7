"""A team's local numbers, from the files it brought, as they may be shown.

All that is shown of a team is planned and audited as one, with all that was shown before, so that
nothing hidden in one table can be worked out from another. The numbers are public and the team's:
everyone on it sees them at once. A batch of reports is planned over all its teams besides, and
what it withholds is in none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ciwidgets.analysis.local_numbers import numbers_shown, shown_of
from ciwidgets.analysis.rates import reliability_rule
from ciwidgets.analysis.suppression import disclosure_rule
from ciwidgets.model import ImportedIndicators
from ciwidgets.results.number_words import measure_facts
from ciwidgets.results.withheld import refuse_unplanned, withheld_keys
from ciwidgets.words import kernel_section

if TYPE_CHECKING:
    from collections.abc import Collection

    from ciwidgets.analysis.local_numbers import LocalNumbers, Shows
    from ciwidgets.analysis.local_rows import Key
    from ciwidgets.model import Entry, Program
    from ciwidgets.results.fact import Fact
    from ciwidgets.results.record import Record

_Files = list[ImportedIndicators]
_Asked = tuple[_Files, list[_Files], tuple[str, ...], frozenset["Key"]]
# The last answer, by what it was made of: a page asks for the same each time it is brought up to
# date, and a report in several of its sections. The search of a plan is not done twice for them.
_last: list[tuple[_Asked, LocalNumbers]] = []


def indicator_files(
    record: Record,
    team_id: str,
    as_of: int | None = None,
    occasions: Collection[str] | None = None,
) -> list[ImportedIndicators]:
    """Return the newest revision of each file of a team, the one brought last at the end.

    With ``occasions`` all files that belong to these count, however late they came, and ``as_of``
    is not asked.
    """
    if occasions is None:
        found = record.current(ImportedIndicators, team_id=team_id, as_of=as_of)
    else:
        every = record.current(ImportedIndicators, team_id=team_id)
        found = [one for one in every if one.occasion in occasions or not one.occasion]
    return [one.body for one in sorted(found, key=lambda one: one.seq)]


def file_marks(record: Record, team_id: str) -> list[str]:
    """Return which revisions of a team's files there are, those taken off included."""
    found = record.current(ImportedIndicators, team_id=team_id, with_retracted=True)
    return sorted(f"{one.record_id} {one.revision}" for one in found)


def pages_of(record: Record, team_id: str, as_of: int | None = None) -> list[_Files]:
    """Return every set of files that a team's page was made from, one after the other.

    A file that was corrected or taken off was seen until then, so it is in the sets before.
    """
    every = record.current(ImportedIndicators, team_id=team_id, with_retracted=True)
    entries = [entry for one in every for entry in record.history(one.record_id)]
    live: dict[str, Entry[Any]] = {}
    found: list[_Files] = []
    for entry in sorted(entries, key=lambda one: one.seq):
        if as_of is not None and entry.seq > as_of:
            break
        live.pop(entry.record_id, None)
        if not entry.retracted:
            live[entry.record_id] = entry
        files = [one.body for one in live.values()]
        if files and (not found or files != found[-1]):
            found.append(files)
    return found


def shows_of(
    record: Record,
    program: Program,
    team_id: str,
    as_of: int | None = None,
    occasions: Collection[str] | None = None,
) -> Shows | None:
    """Return what a team's files show by the plan of its own pages, None where it brought none."""
    files = indicator_files(record, team_id, as_of, occasions)
    if not files:
        return None
    # Whatever is asked of the past is planned as it was on the page then.
    pages = pages_of(record, team_id, as_of if occasions is None else None)
    return shown_of(
        files, disclosure_rule(program.disclosure_rule), _names(program, team_id), pages
    )


def numbers_of(
    record: Record,
    program: Program,
    team_id: str,
    as_of: int | None = None,
    occasions: Collection[str] | None = None,
) -> LocalNumbers | None:
    """Return a team's numbers as they may be shown, or None where it has brought no file.

    Raises:
        ReportError: when the plan of a batch of reports is named and cannot be read, or was made
            for other files.
    """
    files = indicator_files(record, team_id, as_of, occasions)
    if not files:
        return None
    pages = pages_of(record, team_id, as_of if occasions is None else None)
    names, withheld = _names(program, team_id), withheld_keys(team_id)
    refuse_unplanned(team_id, file_marks(record, team_id))
    asked = (files, pages, (program.reliability_rule, program.disclosure_rule, *names), withheld)
    if _last and _last[0][0] == asked:
        return _last[0][1]
    rule = disclosure_rule(program.disclosure_rule)
    shows = shown_of(files, rule, names, pages)
    numbers = numbers_shown(shows.now, reliability_rule(program.reliability_rule), rule, withheld)
    _last[:] = [(asked, numbers)]
    return numbers


def _names(program: Program, team_id: str) -> tuple[str, ...]:
    """Return what tells which place is the team's own."""
    team = program.team(team_id)
    return (team.name, team.place) if team else ()


def number_facts(
    record: Record,
    program: Program,
    team_id: str,
    as_of: int | None = None,
    occasions: Collection[str] | None = None,
    language: str = "en",
) -> list[Fact]:
    """Return what the numbers show of the team's own place, a sentence each."""
    numbers = numbers_of(record, program, team_id, as_of, occasions)
    if numbers is None:
        return []
    words = kernel_section("local_numbers", language)
    return [fact for one in numbers.measures for fact in measure_facts(one, words)]
