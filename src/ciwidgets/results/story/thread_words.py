"""A thread in one sentence: what there is in its order, and the first thing that is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.results.story.phrases import as_written, counted, listed, quoted
from ciwidgets.words import filled
from ciwidgets.words.said import amount, day_in, is_percent, month_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from ciwidgets.model import Entry, Goal, Reading, Win
    from ciwidgets.results.naming.names import Mask
    from ciwidgets.results.story.thread import Seen, Thread, WayBack

_WORK = ("done", "under_way", "planned", "stopped")
_POLICY = ("in_force", "adopted", "proposed", "idea", "stopped")


class ThreadWords:
    """Puts threads into sentences.

    ``words`` is the kernel's section ``golden_thread``; ``today`` says which years go without
    saying; ``mask`` is given every text that people typed.
    """

    def __init__(self, words: Mapping[str, str], today: date, mask: Mask = as_written) -> None:
        """Keep what every sentence is made with."""
        self._words, self._today, self._mask = words, today, mask

    def thread(self, thread: Thread) -> str:
        """Return a thread as one sentence."""
        said = "; ".join(self._clauses(thread))
        if thread.wins:
            said = self._with(said, "and_then", last=self._win(thread.wins)) if said else said
        return _sentence("; ".join([said, *self._end(thread)]))

    def way_back(self, way: WayBack) -> str:
        """Return what led to a win as one sentence."""
        said = self._one_win(way.win)
        for key, told in self._back(way):
            said = filled(self._words[key], before=said, **told)
        return _sentence("; ".join([said, *self._dropped(way.dropped)]))

    def thread_in_steps(self, thread: Thread) -> list[str]:
        """Return a thread as a sentence for each link, for paper, where one could be long."""
        said = [*self._clauses(thread)]
        if thread.wins:
            said.append(self._win(thread.wins))
        return [_sentence(one) for one in (*said, *self._end(thread))]

    def way_back_in_steps(self, way: WayBack) -> list[str]:
        """Return what led to a win as a few words for each link, the win first."""
        steps = (
            # What joins a link to the one before goes with it.
            filled(self._words[key], before="", **told).lstrip(",; ")
            for key, told in self._back(way)
        )
        return [
            _sentence(one) for one in (self._one_win(way.win), *steps, *self._dropped(way.dropped))
        ]

    def _back(self, way: WayBack) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield the links that led to a win, each with the word it is said by."""
        if way.activities:
            yield "back_work", {"texts": self._all([a.body.name for a in way.activities])}
        if way.measure:
            yield "back_measure", {"text": self._quoted(way.measure.body.name)}
        if way.goals:
            key = "back_goal_one" if len(way.goals) == 1 else "back_goal_other"
            yield key, {"texts": self._all([one.body.aim for one in way.goals])}
        else:
            yield "back_no_goal", {}
        if way.concepts:
            yield "back_lever", {"texts": self._all([one.label for one in way.concepts])}
        if way.needs:
            yield "back_need", {"texts": self._all([one.body.text for one in way.needs])}

    def _clauses(self, thread: Thread) -> Iterator[str]:
        if thread.need:
            yield self._with("", "need", text=self._quoted(thread.need.body.text))
        yield from self._concepts(thread)
        if thread.recommendations:
            texts = self._all([one.body.text for one in thread.recommendations])
            yield self._with("", "recommend", texts=texts)
        if thread.goal:
            yield self._goal(thread.goal, thread.measures)
        for status in _WORK:
            names = [one.body.name for one in thread.activities if one.body.status == status]
            if names:
                yield self._with("", f"work_{status}", texts=self._all(names))
        for status in _POLICY:
            names = [one.body.what for one in thread.policies if one.body.status == status]
            if names:
                yield self._with("", f"policy_{status}", texts=self._all(names))

    def _concepts(self, thread: Thread) -> Iterator[str]:
        levers = [one.label for one in thread.concepts if one.lever_id]
        if levers:
            yield counted("lever", len(levers), self._words, texts=self._all(levers))
        for one in thread.concepts:
            if one.lever_id or not thread.need:
                continue
            text = self._quoted(one.label)
            is_same = text.casefold() == self._quoted(thread.need.body.text).casefold()
            yield self._with("", "word_same") if is_same else self._with("", "word", text=text)

    def _goal(self, goal: Entry[Goal], measures: Sequence[Seen]) -> str:
        said = self._with("", f"goal_{goal.body.status}", text=self._quoted(goal.body.aim))
        if not measures:
            return said
        named = listed([self._measure(one) for one in measures], self._words)
        return self._with("", "seen", goal=said, measures=named)

    def _measure(self, seen: Seen) -> str:
        name = self._quoted(seen.measure.body.name)
        return self._with("", "measure", name=name, readings=self._readings(seen))

    def _readings(self, seen: Seen) -> str:
        first, newest = seen.first, seen.newest
        if first is None or newest is None:
            return self._words["reading_none"]
        unit = self._mask(seen.measure.body.unit)
        if first is newest:
            return self._reading(first, unit, is_month=True)
        is_month = self._month(first.body.on) != self._month(newest.body.on)
        begin = self._reading(first, unit, is_month=is_month)
        again = unit if is_percent(unit) or unit.startswith("%") else ""
        end = self._reading(newest, again, is_month=is_month)
        return self._with("", "reading_two", first=begin, newest=end)

    def _reading(self, reading: Entry[Reading], unit: str, *, is_month: bool) -> str:
        value = amount(reading.body.value, unit)
        if is_month:
            month = self._month(reading.body.on)
            return self._with("", "reading_month", value=value, month=month)
        return self._with("", "reading_day", value=value, day=self._day(reading.body.on))

    def _win(self, wins: Sequence[Entry[Win]]) -> str:
        said = self._one_win(wins[0])
        return said if len(wins) == 1 else self._with("", "win_of", win=said, n=len(wins))

    def _one_win(self, win: Entry[Win]) -> str:
        text, day = self._quoted(win.body.title), win.body.done_on
        if day is None:
            return self._with("", "win_no_day", text=text)
        return self._with("", "win", text=text, day=self._day(day))

    def _end(self, thread: Thread) -> Iterator[str]:
        """Say the first link that is missing, and what was dropped."""
        if thread.goal is None:
            yield self._words["end_goal"]
        elif thread.goal.body.status == "open":
            if not thread.measures:
                yield self._words["end_measure"]
            elif not any(one.body.status != "stopped" for one in thread.activities):
                yield self._words["end_work"]
        yield from self._dropped(thread.dropped)

    def _dropped(self, kinds: Sequence[str]) -> Iterator[str]:
        if kinds:
            things = listed([self._words[f"dropped_{one}"] for one in kinds], self._words, 5)
            yield self._with("", "dropped", things=things)

    def _day(self, when: date) -> str:
        return day_in(when, self._today, self._words)

    def _month(self, when: date) -> str:
        return month_in(when, self._today, self._words)

    def _quoted(self, text: str) -> str:
        return quoted(self._mask(text))

    def _all(self, texts: Sequence[str]) -> str:
        return listed([self._quoted(one) for one in texts], self._words)

    def _with(self, before: str, key: str, **blanks: str | int) -> str:
        return filled(self._words[key], **({"before": before} if before else {}), **blanks)


def _sentence(said: str) -> str:
    return f"{said[0].upper()}{said[1:]}."
