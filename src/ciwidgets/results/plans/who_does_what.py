"""Who does what for which goal, told of a team's record in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.analysis.reinforcement import reinforcement
from ciwidgets.model import Activity, Partner
from ciwidgets.results.labels import goals
from ciwidgets.words import filled
from ciwidgets.words.said import list_and

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ciwidgets.analysis.reinforcement import Question, Reinforcement
    from ciwidgets.model import Program
    from ciwidgets.results.record import Record


@dataclass(frozen=True, slots=True)
class WhoDoesWhat:
    """Partners and goals by their ids, in words; activities that were not stopped; what follows.

    ``said`` holds sentences by ``reinforce``, ``same``, ``nobody``, ``idle`` and ``no_goal``.
    """

    partners: dict[str, str]
    goals: dict[str, str]
    activities: dict[str, Activity]
    found: Reinforcement
    said: dict[str, list[str]]


def who_does_what(
    record: Record,
    program: Program,
    team_id: str,
    words: Mapping[str, str],
    as_of: int | None = None,
    say: Callable[[str], str] = str,
) -> WhoDoesWhat:
    """Return who does what in a team; a goal that was set aside is left out.

    ``words`` is the kernel's section ``who_does_what``. ``say`` returns what people wrote as those
    may read it whom this is for.
    """
    kept = [one for one in goals(record, team_id, as_of) if one.body.status != "set_aside"]
    aims = {one.record_id: say(one.body.aim) for one in kept}
    found = record.current(Partner, team_id=team_id, as_of=as_of)
    partners = {one.record_id: say(one.body.name) for one in found}
    activities = {
        one.record_id: one.body
        for one in record.current(Activity, team_id=team_id, as_of=as_of)
        if one.body.status != "stopped"
    }
    seen = reinforcement(aims, partners, activities)
    names = {key: say(one.name) for key, one in activities.items()}
    lines = {one.id: one.name for one in program.lines_of_work}
    telling = _Telling(words, partners, aims, names, lines, activities)
    still_open = {one.record_id for one in kept if one.body.status == "open"}
    said = {
        "reinforce": [telling.reinforce(seen, goal) for goal in seen.reinforce],
        "same": [telling.same(one) for one in seen.questions],
        "nobody": [
            filled(words["nobody"], goal=aims[goal])
            for goal in seen.goals_without
            if goal in still_open
        ],
        "idle": telling.idle(seen.partners_without),
        "no_goal": [filled(words["no_goal"], work=names[one]) for one in seen.without_goal],
    }
    return WhoDoesWhat(partners, aims, activities, seen, said)


@dataclass(frozen=True, slots=True)
class _Telling:
    """What everything is called, and the sentences made of it."""

    words: Mapping[str, str]
    partners: Mapping[str, str]
    goals: Mapping[str, str]
    names: Mapping[str, str]
    lines: Mapping[str, str]
    activities: Mapping[str, Activity]

    def reinforce(self, seen: Reinforcement, goal: str) -> str:
        """Say who adds to whose work for a goal, and what each does."""
        who = seen.reinforce[goal]
        work = [
            filled(
                self.words["reinforce_part"],
                partner=self.partners[one],
                work=self._list(self._quoted(seen.cells[one, goal])),
            )
            for one in who
        ]
        return filled(
            self.words["reinforce"],
            goal=self.goals[goal],
            partners=self._list(self.partners[one] for one in who),
            work="; ".join(work),
        )

    def same(self, asked: Question) -> str:
        """Ask whether activities are one thing."""
        work = self._list(self._with_partners(one) for one in asked.activities)
        if asked.line:
            return filled(
                self.words["same_line"],
                partners=self._list(self.partners[one] for one in asked.partners),
                line=self.lines.get(asked.line, asked.line),
                goals=self._list(
                    filled(self.words["quoted"], text=self.goals[one]) for one in asked.goals
                ),
                work=work,
            )
        count = len(asked.partners)
        key = "same_names" if count < 2 else "same_two" if count == 2 else "same_more"
        return filled(self.words[key], count=count, work=work)

    def idle(self, partners: tuple[str, ...]) -> list[str]:
        """Say which partners have nothing yet, all in one sentence."""
        who = self._list(self.partners[one] for one in partners)
        return [filled(self.words["idle"], partners=who)] if who else []

    def _with_partners(self, activity: str) -> str:
        (said,) = self._quoted([activity])
        who = [
            self.partners[one]
            for one in self.activities[activity].partner_ids
            if one in self.partners
        ]
        return (
            filled(self.words["by_partners"], work=said, partners=self._list(who)) if who else said
        )

    def _quoted(self, activities: Iterable[str]) -> list[str]:
        return [filled(self.words["quoted"], text=self.names[one]) for one in activities]

    def _list(self, texts: Iterable[str]) -> str:
        """Return texts as a person says them in a row."""
        *first, last = [*texts] or [""]
        if not first:
            return last
        return list_and(", ".join(first), last, self.words)
