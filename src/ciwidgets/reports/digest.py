"""The digest for everybody: what teams learned and changed, as far as they let others read it.

Each method is one cell of ``workbooks/reports/digest.ipynb``. Nothing here counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ciwidgets.enrolment import current_program
from ciwidgets.opening import open_store
from ciwidgets.reports.blocks import Block, Heading, Item, List, Masthead, Section, Text
from ciwidgets.reports.cohort.wording import listed
from ciwidgets.reports.team_report import occasions_up_to, today
from ciwidgets.reports.wording import MADE_UP, at, day
from ciwidgets.results.digest import released_records
from ciwidgets.results.plans.public import people_listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ciwidgets.model import PolicyResponse
    from ciwidgets.results.digest import LearnedLesson, Practice, ReleasedRecords, SharedWin
    from ciwidgets.store import Store

    # What is told of a record, with the word before it; each is told once where teams say the same.
    Told = tuple[str, str]

_MADE_UP = MADE_UP.replace("this community, its people", "these communities, their people")
_RELEASED = (
    "The project manager of each community decided what everybody may read. They can take it back, "
    "and from that day on it is left out. What somebody else changed since is left out too, until "
    "they say yes again. Nobody can see from this whether a community has more."
)
_NAMED = (
    "People are named only where they said that everybody may read their name. For all others it "
    "says what they are to their community, or “a member”."
)
_NO_ORDER = "Nothing is counted in here, and nothing puts communities in an order of merit."
_NOT_WHOLE = (
    "The record of at least one community could not be read when this was made, and nothing of it "
    "is in here."
)
_STANDS = {
    "in_force": "Done, and in use",
    "adopted": "Decided, not yet done",
    "proposed": "Proposed to those who decide",
    "idea": "An idea",
    "stopped": "Stopped",
}
_OTHER = "All kinds of work"
_NOTHING = {
    "practices": "No team has released a practice yet.",
    "lessons": "No team has released a lesson yet.",
    "wins": "No team has released a win yet.",
}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One team's record as it stands in here; ``mark`` is what must be the same to stand once."""

    team: str
    text: str
    lines: tuple[str, ...]
    told: tuple[Told, ...] = ()
    mark: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What is said, whatever its capitals and its last dot."""
        return " ".join(self.text.split()).casefold().rstrip(". "), self.mark


class Digest:
    """What teams let everybody read; ``as_of`` is an occasion's id, or empty for how it is now.

    Raises:
        ReportError: for an occasion the program does not have.
        StoreError: when the store cannot be read.
    """

    def __init__(self, as_of: str = "", *, store: Store | None = None) -> None:
        """Find the program and the moment; the store is the one ``CIWIDGETS_STORE`` names."""
        self._store = store or open_store()
        self._program = current_program(self._store)
        self._occasions = occasions_up_to(self._program, as_of) if as_of else None

    def heading(self) -> Section:
        """The program, the date, and whether all of it is made up."""
        moment = (
            f"As things stood at the end of {at(self._occasions[-1])}. " if self._occasions else ""
        )
        lines = (
            "What communities that answer overdose together changed and learned",
            f"{moment}Made on {day(today())}",
        )
        notice = _MADE_UP if self._program.made_up else ""
        return Section([Masthead("Practices and lessons", self._program.name, lines, notice)])

    def how_to_read(self) -> Section:
        """What stands in here, and by what it is sorted."""
        said = (
            "Each of these is in a community's own words. Where several said it in the same words, "
            "it stands once, with all their names. What worked in one place may need another form "
            "in yours."
        )
        return Section([Text(said)])

    def practices(self) -> Section:
        """What was changed in policy or practice, what is done first."""
        order = list(_STANDS)
        found = sorted(self._released.practices, key=lambda one: order.index(one.body.status))
        return self._by_line("practices", map(_practice, found))

    def lessons(self) -> Section:
        """What teams would tell another one that begins."""
        found = self._released.lessons
        return self._by_line("lessons", map(_lesson, found))

    def wins(self) -> Section:
        """What went well, the newest first."""
        found = sorted(self._released.wins, key=lambda one: one.done_on, reverse=True)
        return self._by_line("wins", map(_win, found))

    def about(self) -> Section:
        """Who decided what is in here, who is named, and what is not in here."""
        said = [_RELEASED, _NAMED, _NO_ORDER]
        if not self._released.is_whole:
            said.append(_NOT_WHOLE)
        if self._program.made_up:
            said.append(_MADE_UP)
        return Section([Text(one) for one in said])

    @cached_property
    def _released(self) -> ReleasedRecords:
        """Every team's, read when the first section asks for it."""
        return released_records(self._store, self._program, self._occasions)

    def _by_line(self, what: str, entries: Iterable[_Entry]) -> Section:
        """Return records under their first line of work, what belongs to none last."""
        found = list(entries)
        blocks: list[Block] = []
        for line in (*self._lines, ""):
            said: dict[tuple[str, str], list[_Entry]] = {}
            for one in found:
                if (*one.lines, "")[0] == line:
                    said.setdefault(one.key, []).append(one)
            if said:
                items = tuple(map(self._item, said.values()))
                blocks += [Heading(self._lines.get(line, _OTHER)), List(items)]
        return Section(blocks or [Text(_NOTHING[what], "absent")])

    @cached_property
    def _lines(self) -> dict[str, str]:
        return {one.id: one.name for one in self._program.lines_of_work}

    def _item(self, same: Sequence[_Entry]) -> Item:
        """Return what one team said, or several in the same words, with all their names."""
        first = same[0]
        lines = [one for one in self._lines if any(one in entry.lines[1:] for entry in same)]
        also = ", ".join(self._lines[one] for one in lines)
        details = (
            listed(tuple(dict.fromkeys(one.team for one in same)), len(same)),
            *_details(same),
            f"Also about: {also}" if also else "",
        )
        return Item(first.text, tuple(filter(None, details)), first.mark)


def _details(same: Sequence[_Entry]) -> Iterator[str]:
    """Yield what is told of each: once where it is the same of all, else with the team it is of."""
    for word in dict.fromkeys(word for one in same for word, text in one.told if text):
        by_text: dict[str, list[str]] = {}
        for one in same:
            text = dict(one.told).get(word, "")
            if text:
                by_text.setdefault(text, []).append(one.team)
        for text, teams in by_text.items():
            if len(teams) == len(same):
                yield f"{word}: {text}" if word else text
            else:
                whose = f"In {listed(tuple(dict.fromkeys(teams)), len(teams))}"
                yield (
                    f"{whose}, {word[0].lower()}{word[1:]}: {text}" if word else f"{whose}: {text}"
                )


def _practice(one: Practice) -> _Entry:
    body: PolicyResponse = one.body
    told = (
        ("On", day(body.on) if body.on else ""),
        ("A change of", body.changes),
        ("Who decides", body.decided_by),
        ("Builds on", body.builds_on),
    )
    return _Entry(one.team, body.what, one.lines, told, _STANDS[body.status])


def _lesson(one: LearnedLesson) -> _Entry:
    return _Entry(one.team, one.text, one.lines, (("After", one.after),))


def _win(one: SharedWin) -> _Entry:
    told = (
        ("", one.story),
        ("How one can see it", one.evidence),
        ("Made possible by", people_listed(one.made_possible_by)),
    )
    return _Entry(one.team, one.title, one.lines, told, day(one.done_on))
