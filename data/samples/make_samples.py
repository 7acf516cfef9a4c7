"""Write the made-up year of the made-up program: ``year.jsonl``, and two survey files.

Everything is invented, and the same every time: chance comes from one seed. Run it in this folder
after changing ``program.toml`` or the files it draws from:

    python make_samples.py

``sample_teams.py`` says how each team's year goes; ``people.toml`` who the people are, how those of
different sectors see things and how that moves; ``ideas.toml`` what is written on the boards.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sample_between import SmallGroup
from sample_chance import Chance
from sample_maps import map_entries
from sample_months import months
from sample_plans import Plans
from sample_surveys import google_forms, qualtrics
from sample_teams import TEAMS

from ciwidgets.formats.program_file import read_program
from ciwidgets.model import Program, record_id_for

HERE = Path(__file__).parent
RATE, WRITE, VOTE, SCORE, CHOOSE = (
    f"needs_assessment/{step}"
    for step in (
        "how-we-see-it", "what-hurts-most", "what-first", "what-first-scores", "our-needs"
    )
)  # fmt: skip
FORUMS = ("forum-1", "forum-2", "forum-3")
NEW_IDEAS = {"forum-1": 12, "forum-2": 4, "forum-3": 2}


@dataclass(frozen=True)
class Person:
    """One made-up person; ``lean`` is how much they agree with everything."""

    id: str
    sector: str
    name: str
    lean: float
    forums: tuple[str, ...]


class TeamYear:
    """Tells one team's year, entry by entry, in the order things happened."""

    def __init__(self, team: str, program: Program) -> None:
        """Gather the people, and the ideas they will have."""
        self.team, self.plan, self.program = team, TEAMS[team], program
        self.chance = Chance(team)
        self.cast = _read("people.toml")
        self.bank = _read("ideas.toml")
        self.entries: list[dict[str, Any]] = []
        self.people = [self._person(index) for index in range(self.plan.people)]
        self.manager = self.people[0].id if self.people else ""
        self.group = SmallGroup(team, self.manager, program)
        self.plans = Plans(team, self.manager, program)
        self.to_say = self._ideas_to_come()
        self.ideas: dict[str, dict[str, Any]] = {}  # idea id -> its place in the bank
        self.groups: dict[str, str] = {}  # title -> group id
        self.needs: dict[str, dict[str, Any]] = {}  # need id -> body

    def told(self, forum: str) -> list[dict[str, Any]]:
        """Return the entries of one forum; the forums must be told in their order."""
        self.entries.clear()
        here = [one for one in self.people if forum in one.forums]
        if here:
            self._arrive(forum, here)
            self._rate(forum, here)
            self._write(forum, here)
            self.entries += self.group.lists(forum)
        if here and forum != FORUMS[-1]:
            self._put_together(forum)
            self.entries += [*self.group.sorted_ideas(forum, self.ideas, self.entries)]
            self._close(forum, WRITE)
            votes = self._vote(forum, here)
            self._close(forum, VOTE)
            raters = [(one.id, one.sector) for one in here]
            self.entries += self.group.ranked(forum, self._items(), votes, raters)
            self._close(forum, SCORE)
            self._choose(forum, votes)
            self._close(forum, CHOOSE)
            self.entries += self._maps(forum, here)
        self.entries += self._plans(forum, here)
        return list(self.entries)

    def _person(self, index: int) -> Person:
        is_large = self.plan.people > len(self.cast["team"])
        sector = self.cast["large_team" if is_large else "team"][index]
        if not is_large and index > 3 and self.chance.happens(0.04):
            sector = ""  # did not say
        name = self.chance.pick(self.cast["names"]) if self.chance.happens(0.55) else ""
        forums: tuple[str, ...] = FORUMS
        if self.plan.people > 5 and not is_large:
            came_later, came_once = self.plan.people - 1, self.plan.people - 2
            forums = {came_later: FORUMS[1:], came_once: FORUMS[:1]}.get(index, FORUMS)
        lean = self.chance.bell(0.8)
        return Person(f"sample-{self.team}-p{index + 1:02}", sector, name, lean, forums)

    def _maps(self, forum: str, here: list[Person]) -> Iterator[dict[str, Any]]:
        first = [(one, body["text"]) for one, body in self.needs.items() if body["rank"] == 1]
        people = sorted(((one.id, one.sector) for one in here), key=lambda who: who[0])
        need = (first or [("", "")])[0]
        return map_entries(self.team, forum, people, need, self.program, is_odd=self.plan.is_odd)

    def _plans(self, forum: str, here: list[Person]) -> Iterator[dict[str, Any]]:
        topics = {one["need"]: one["topic"] for one in self.bank["ideas"] if "need" in one}
        about = {one: topics.get(body["text"], "") for one, body in self.needs.items()}
        people = sorted((one.id, one.sector) for one in here)
        yield from self.plans.told(forum, self.needs, about, [one for one, _ in people])
        goals = [f"sample-{self.team}-goal{one + 1}" for one in range(len(self.plans.taken))]
        yield from months(self.team, self.manager, forum, people, goals)

    def _ideas_to_come(self) -> list[tuple[str, dict[str, Any]]]:
        """Return texts in the order of writing; an idea may come up in several people's words."""
        texts: list[tuple[str, dict[str, Any]]] = []
        if self.plan.is_odd:
            texts = [(text, {"title": ""}) for text in self.bank["odd"]["ideas"]]
        for idea in self.chance.shuffled(self.bank["ideas"]):
            ways = self.chance.shuffled(idea["say"])
            often = 3 if "need" in idea and self.chance.happens(0.4) else 1
            texts += [(text, idea) for text in ways[:often]]
        size = self._ideas_at("forum-1")
        return self.chance.shuffled(texts[:size]) + texts[size:]

    def _ideas_at(self, forum: str) -> int:
        return NEW_IDEAS[forum] + (6 if self.plan.is_odd and forum == "forum-1" else 0)

    def _add(self, kind: str, record_id: str, author: str, forum: str, **body: Any) -> None:
        entry: dict[str, Any] = {"kind": kind, "record_id": record_id, "team_id": self.team}
        self.entries.append(entry | {"author_id": author, "occasion": forum, "body": body})

    def _arrive(self, forum: str, here: list[Person]) -> None:
        for one in here:
            role = "project_manager" if one.id == self.manager else "participant"
            who = {"role": role, "sector": one.sector, "name": one.name, "source": "sample"}
            self._add("person", one.id, one.id, forum, **who)

    def _close(self, forum: str, step: str) -> None:
        record_id = record_id_for("step_state", self.team, step, forum)
        self._add("step_state", record_id, self.manager, forum, step=step, is_open=False)

    def _rate(self, forum: str, here: list[Person]) -> None:
        is_partly = forum == FORUMS[-1] and self.plan.rated >= 0
        for person in self.chance.shuffled(here)[: self.plan.rated if is_partly else len(here)]:
            answers = {
                one.id: answer
                for one in self.program.surveys[0].statements
                if (answer := self._answer(one.id, person, FORUMS.index(forum)))
            }
            record_id = record_id_for("rating", person.id, RATE, forum)
            self._add(
                "rating", record_id, person.id, forum, step=RATE, survey="pulse", answers=answers
            )
        if not is_partly:
            self._close(forum, RATE)

    def _answer(self, statement: str, person: Person, forum: int) -> int | str:
        """Return a value, a reason for none, or 0 where the person skipped the statement."""
        view = self.cast["opinions"][statement]
        if self.chance.happens(0.025):
            return 0
        if self.chance.happens(view["dont_know"]):
            return "dont_know"
        if self.chance.happens(0.012):
            return "prefer_not"
        agrees: float = view["base"] + view.get(person.sector, 0) + view["change"] * forum
        agrees += self.plan.mood + person.lean + self.chance.bell(1.4)
        return min(5, max(1, round(agrees)))

    def _write(self, forum: str, here: list[Person]) -> None:
        writers = self.chance.shuffled(here)
        for number in range(self._ideas_at(forum)):
            text, idea = self.to_say.pop(0)
            record_id = f"sample-{self.team}-i{len(self.ideas) + 1:02}"
            self.ideas[record_id] = idea
            author = writers[number % len(writers)].id
            self._add("idea", record_id, author, forum, step=WRITE, text=text)
        if self.plan.is_odd and forum == "forum-1":
            self._write_and_hide(forum, here[-1].id)

    def _write_and_hide(self, forum: str, author: str) -> None:
        """Somebody writes about a third person, and the project manager takes it off the wall."""
        idea = f"sample-{self.team}-hidden"
        self._add("idea", idea, author, forum, step=WRITE, text=self.bank["odd"]["hidden"])
        record_id = record_id_for("moderation", self.team, idea)
        who = self.manager
        self._add("moderation", record_id, who, forum, step=WRITE, target_id=idea, is_hidden=True)

    def _put_together(self, forum: str) -> None:
        """Make the groups of ideas that mean the same, or add to them what is new."""
        for title in dict.fromkeys(idea["title"] for idea in self.ideas.values()):
            members = [one for one, idea in self.ideas.items() if idea["title"] == title]
            written_now = {one["record_id"] for one in self.entries if one["kind"] == "idea"}
            if title and len(members) > 1 and written_now & set(members):
                group = f"sample-{self.team}-g{len(self.groups) + 1}"
                record_id = self.groups.setdefault(title, group)
                body = {"step": WRITE, "title": title, "idea_ids": members}
                self._add("idea_group", record_id, self.manager, forum, **body)

    def _items(self) -> dict[str, dict[str, Any]]:
        """Return what stands on the wall, by the id people vote on."""
        return {self.groups.get(idea["title"], one): idea for one, idea in self.ideas.items()}

    def _vote(self, forum: str, here: list[Person]) -> dict[str, int]:
        """Let people vote, and return each item's dots."""
        items = self._items()
        pull = {
            one: (4.0 if "need" in idea else 1.0) * (2.5 if one in self.groups.values() else 1.0)
            for one, idea in items.items()
        }
        # A room agrees more than chance would have it: three things pull most of the dots.
        pull |= {one: pull[one] * 4 for one in self.chance.shuffled(list(pull))[:3]}
        total = dict.fromkeys(items, 0)
        for person in here:
            dots: dict[str, int] = {}
            for _ in range(3 if self.chance.happens(0.9) else 2):
                free = [one for one in items if dots.get(one, 0) < self.program.dots_per_item]
                item = self.chance.pick(free, [pull[one] for one in free])
                dots[item] = dots.get(item, 0) + 1
                total[item] += 1
            record_id = record_id_for("dot_vote", person.id, VOTE, forum)
            self._add("dot_vote", record_id, person.id, forum, step=VOTE, dots=dots)
        return total

    def _choose(self, forum: str, votes: dict[str, int]) -> None:
        """Take on what got the most dots; at forum 2, go on with some needs of forum 1."""
        items = {one: idea for one, idea in self._items().items() if "need" in idea}
        by_dots = sorted(items, key=lambda one: -votes[one])
        top = by_dots[: 3 + self.chance.happens(0.5)]
        before = {body["text"]: record_id for record_id, body in self.needs.items()}
        goes_on = [one for one in by_dots if items[one]["need"] in before and one not in top]
        chosen = (top + goes_on[:1])[: self.program.most_needs]
        kept = {items[one]["need"] for one in chosen}
        for record_id in [record_id for text, record_id in before.items() if text not in kept]:
            self._add("need", record_id, self.manager, forum, **self.needs.pop(record_id))
            self.entries[-1]["retracted"] = True
        for rank, item in enumerate(chosen, start=1):
            idea = items[item]
            record_id = before.get(idea["need"], f"sample-{self.team}-{forum}-n{rank}")
            old = self.needs.get(record_id, {})
            reasons = (
                [idea["because"]] if "because" in idea else self.bank["reasons"][idea["topic"]]
            )
            reason = old.get("reason") or self.chance.pick(reasons)
            body = {"step": CHOOSE, "text": idea["need"], "reason": reason, "idea_ids": [item]}
            body["evidence"] = self.group.evidence(idea)
            self.needs[record_id] = body = {**body, "rank": rank}
            if body != old:
                self._add("need", record_id, self.manager, forum, **body)


def year(program: Program) -> Iterator[dict[str, Any]]:
    """Return the lines of the year: a note, then what happened, forum by forum."""
    yield {
        "made_up": True,
        "note": "Invented people and answers, written by make_samples.py. Nobody real said this.",
    }
    teams = [TeamYear(team.id, program) for team in program.teams]
    revisions: dict[str, int] = {}
    for forum in FORUMS:
        for team in teams:
            for entry in team.told(forum):
                base = revisions.get(entry["record_id"], 0)
                revisions[entry["record_id"]] = base + 1
                yield {**entry, "base_revision": base} if base else entry


def main(folder: Path = HERE) -> None:
    """Write every sample file into a folder."""
    program = read_program(HERE / "program.toml")
    lines = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in year(program)]
    _write_file(folder / "year.jsonl", "\n".join(lines) + "\n")
    (folder / "surveys").mkdir(exist_ok=True)
    _write_file(folder / "surveys" / "google_forms.csv", google_forms(program))
    _write_file(folder / "surveys" / "qualtrics.csv", qualtrics(program))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def _write_file(path: Path, text: str) -> None:
    # The same bytes on every system, whatever its line ends.
    path.write_bytes(text.encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
