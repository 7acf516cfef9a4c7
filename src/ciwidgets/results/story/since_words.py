"""What happened since, in words: a summary, groups by kind, and which fields changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ciwidgets.model import Governance, LedgerLine, Measure, Meeting, Reading, Seat, Sharing
from ciwidgets.results.labels import label_of
from ciwidgets.results.story.phrases import as_written, counted, listed
from ciwidgets.results.story.since import WHATS
from ciwidgets.results.story.since_changes import changes
from ciwidgets.words import filled
from ciwidgets.words.said import amount, day_in, money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ciwidgets.model import Occasion, Program
    from ciwidgets.results.naming.names import Mask
    from ciwidgets.results.record import Record
    from ciwidgets.results.story.since import Happening, Since, What

# So many of one kind are listed; the rest are counted.
MOST_LISTED: Final = 8


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened: its words, what changed in it, and the step it was written in."""

    text: str
    changed: str
    step: str


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """What happened of one kind; ``more`` says how many are not listed, or is empty."""

    what: What
    title: str
    listed: tuple[Told, ...]
    more: str = ""


class SinceWords:
    """Puts into words what happened.

    ``words`` is the kernel's section ``since_then``; ``today`` says which years go without saying;
    ``mask`` is given every text that people typed.
    """

    def __init__(
        self,
        record: Record,
        program: Program,
        words: Mapping[str, str],
        today: date,
        mask: Mask = as_written,
    ) -> None:
        """Keep what the words are made with; the record names the measures of readings."""
        self._record, self._words, self._today, self._mask = record, words, today, mask
        self._seats = {one.id: one.name for one in program.groups}

    def occasion(self, occasion: Occasion | None, key: str = "since_occasion") -> str:
        """Return an occasion with its day, or the beginning."""
        if occasion is None:
            return self._words["since_beginning"]
        day = day_in(occasion.date, self._today, self._words)
        return filled(self._words[key], name=occasion.name, day=day)

    def summary(self, found: Since) -> str:
        """Return how much happened, in a sentence."""
        said = self.occasion(found.occasion)
        counts = [
            filled(self._words[f"count_{what}"], n=found.count(what))
            for what in WHATS
            if found.count(what)
        ]
        if not counts:
            return filled(self._words["summary_none"], occasion=said)
        return filled(
            self._words["summary"], occasion=said, counts=listed(counts, self._words, len(WHATS))
        )

    def groups(self, found: Since, most: int = MOST_LISTED) -> list[ToldGroup]:
        """Return what happened, by what became of it and by kind, the newest first."""
        return [
            ToldGroup(
                what,
                counted(f"kind_{kind.kind}", len(these), self._words),
                tuple(self._told(one) for one in these[:most]),
                counted("more", len(these) - most, self._words) if len(these) > most else "",
            )
            for what, kind, these in found.groups()
        ]

    def _told(self, one: Happening) -> Told:
        return Told(
            self._text(one),
            changes(one, self._words, self._today),
            getattr(one.kept.entry.body, "step", ""),
        )

    def _text(self, one: Happening) -> str:
        body = one.kept.entry.body
        match body:
            case Reading():
                return self._reading(body)
            case Meeting():
                day = day_in(body.on, self._today, self._words)
                return filled(self._words[f"item_{body.sort}"], day=day)
            case LedgerLine():
                return filled(
                    self._words[f"item_money_{body.sort}"],
                    amount=money(body.amount),
                    what=self._mask(body.what),
                )
            case Sharing():
                return filled(self._words[f"item_sharing_{body.sort}"], what=self._mask(body.what))
            case Seat() | Governance():
                note = self._words["item_governance"]
                return self._seats.get(body.group, body.group) if isinstance(body, Seat) else note
        return self._mask(label_of(body))

    def _reading(self, reading: Reading) -> str:
        day = day_in(reading.on, self._today, self._words)
        found = self._record.history(reading.measure_id)
        measure = found[-1].body if found else None
        if not isinstance(measure, Measure):
            return filled(self._words["item_reading_alone"], value=amount(reading.value), day=day)
        return filled(
            self._words["item_reading"],
            name=self._mask(measure.name),
            value=amount(reading.value, self._mask(measure.unit)),
            day=day,
        )
