"""The digest for everybody: what teams learned and changed, as far as they let others read it.

Each method is one cell of ``workbooks/reports/digest.ipynb``. Nothing here counts.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ciwidgets.enrolment import current_program
from ciwidgets.opening import open_store
from ciwidgets.reports.blocks import Block, Heading, Item, List, Masthead, Section, Text
from ciwidgets.reports.team_report import occasions_up_to, today
from ciwidgets.reports.wording import MADE_UP, at, day
from ciwidgets.results.digest import released_records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ciwidgets.model import PolicyResponse
    from ciwidgets.results.digest import LearnedLesson, Practice, ReleasedRecords, SharedWin
    from ciwidgets.store import Store

_MADE_UP = MADE_UP.replace("this community, its people", "these communities, their people")
_RELEASED = (
    "Everything in here was released by the project manager of the community it is from, who can "
    "take it back; it is then left out from that day on. What a community did not release is not "
    "in here, and nobody can see from this whether there is more."
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
            "Each of these is from one community, in its own words. What worked in one place may "
            "need another form in yours. They stand by line of work; one that belongs to several "
            "stands under the first and names the others."
        )
        return Section([Text(said)])

    def practices(self) -> Section:
        """What was changed in policy or practice, what is done first."""
        order = list(_STANDS)
        found = sorted(self._released.practices, key=lambda one: order.index(one.body.status))
        return self._by_line("practices", [(one.lines, self._practice(one)) for one in found])

    def lessons(self) -> Section:
        """What teams would tell another one that begins."""
        found = self._released.lessons
        return self._by_line("lessons", [(one.lines, self._lesson(one)) for one in found])

    def wins(self) -> Section:
        """What went well, the newest first."""
        found = sorted(self._released.wins, key=lambda one: one.done_on, reverse=True)
        return self._by_line("wins", [(one.lines, self._win(one)) for one in found])

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

    def _by_line(self, what: str, items: Sequence[tuple[tuple[str, ...], Item]]) -> Section:
        """Return items under their first line of work, what belongs to none last."""
        blocks: list[Block] = []
        for line in (*self._lines, ""):
            these = tuple(item for lines, item in items if (*lines, "")[0] == line)
            if these:
                blocks += [Heading(self._lines.get(line, _OTHER)), List(these)]
        return Section(blocks or [Text(_NOTHING[what], "absent")])

    @cached_property
    def _lines(self) -> dict[str, str]:
        return {one.id: one.name for one in self._program.lines_of_work}

    def _practice(self, one: Practice) -> Item:
        body: PolicyResponse = one.body
        details = (
            f"{one.team}, {day(body.on)}" if body.on else one.team,
            f"A change of {body.changes}",
            f"Who decides: {body.decided_by}" if body.decided_by else "",
            f"Builds on: {body.builds_on}" if body.builds_on else "",
        )
        return self._item(body.what, details, one.lines, _STANDS[body.status])

    def _lesson(self, one: LearnedLesson) -> Item:
        after = f"{one.team}, after: {one.after}" if one.after else one.team
        return self._item(one.text, (after,), one.lines)

    def _win(self, one: SharedWin) -> Item:
        details = (
            one.team,
            one.story,
            f"How one can see it: {one.evidence}" if one.evidence else "",
            f"Made possible by: {', '.join(one.made_possible_by)}" if one.made_possible_by else "",
        )
        return self._item(one.title, details, one.lines, day(one.done_on))

    def _item(
        self, text: str, details: Sequence[str], lines: tuple[str, ...], mark: str = ""
    ) -> Item:
        also = [self._lines[line] for line in lines[1:]]
        said = (*details, f"Also about: {', '.join(also)}" if also else "")
        return Item(text, tuple(filter(None, said)), mark)
