"""What made-up teams plan and do: goals, measures, activities, money, and the wins that come of it.

A team takes goals from its first needs at the second forum; by the third, some of it is done. All
of it is invented, and so is every number.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from sample_chance import Chance
from sample_partners import listed_partners
from sample_teams import TEAMS, releases

from ciwidgets.analysis.curves import Point, no_change
from ciwidgets.model import Program, record_id_for

HERE = Path(__file__).parent
PLANNED, DONE = "forum-2", "forum-3"
GOALS, MEASURES, ACTIVITIES, MONEY, RECOMMEND, POLICY, RISK, GOOD = (
    f"goals/{step}"
    for step in (
        "our-goals", "our-measures", "our-activities", "our-money", "our-recommendations",
        "our-policies", "our-risks", "is-it-good",
    )
)  # fmt: skip
WINS, WALL = "wins/our-wins", "wins/the-wall"
# How many goals a team has taken so far; the others two.
FEW = {"dunmarrow": 1, "tessamer": 1}
MONTHS = tuple(f"2026-{month:02}-01" for month in range(1, 8))
# Readings that were there when the goal was made.
KNOWN = 4
POST, FUNDS = 1_000_000, 15_000_000  # cents

Entry = dict[str, Any]


class Plans:
    """One team's plans: told at the second forum, and what came of them at the third."""

    def __init__(self, team: str, manager: str, program: Program) -> None:
        """Say whose plans they are."""
        self.team, self.manager, self.program = team, manager, program
        self.bank = tomllib.loads((HERE / "plans.toml").read_text(encoding="utf-8"))
        self.topics: dict[str, dict[str, Any]] = self.bank["topics"]
        self.taken: list[tuple[str, dict[str, Any]]] = []  # need id, plan
        self.chance = Chance(f"plans {team}")
        turn = 2 * list(TEAMS).index(team)  # so that no two teams next to each other say the same
        helpers = self.bank["helpers"]
        self.helpers = [helpers["names"][(turn + one) % len(helpers["names"])] for one in (0, 1)]
        self.thanks = [helpers["thanks"][(turn + one) % len(helpers["thanks"])] for one in (0, 1)]
        self.partners = listed_partners(team)
        self.forum = ""

    def told(
        self,
        forum: str,
        needs: Mapping[str, Mapping[str, Any]],
        topics: Mapping[str, str],
        people: Sequence[str],
    ) -> Iterator[Entry]:
        """Return what a team writes at a forum; ``topics`` says what each need is about."""
        self.forum = forum
        if not self.manager or forum not in (PLANNED, DONE):
            return
        if forum == PLANNED:
            yield from self._planned(needs, topics, people)
        elif self.taken:
            yield from self._done(people)

    def _planned(
        self,
        needs: Mapping[str, Mapping[str, Any]],
        topics: Mapping[str, str],
        people: Sequence[str],
    ) -> Iterator[Entry]:
        most = FEW.get(self.team, 2)
        for need in sorted(needs, key=lambda one: needs[one]["rank"]):
            plan = self.topics.get(topics.get(need, ""))
            if plan and len(self.taken) < most and plan not in [one for _, one in self.taken]:
                self.taken.append((need, plan))
        for number, (need, plan) in enumerate(self.taken, start=1):
            yield from self._goal(number, need, plan, people[0])
        if self.taken:
            yield self._line(1, "project_manager", "received", POST, "2026-02-02", "First share")
            yield self._line(2, "implementation", "received", FUNDS, "2026-04-20", "Team’s grant")

    def _goal(
        self, number: int, need: str, plan: Mapping[str, Any], manager: str
    ) -> Iterator[Entry]:
        goal, measure = f"sample-{self.team}-goal{number}", f"sample-{self.team}-m{number}"
        lever = f"sample-{self.team}-lever"
        values: list[float] = plan["readings"]
        same = {
            "unit": plan["unit"],
            "direction": plan["direction"],
            "baseline": values[KNOWN - 1],
            "source": plan["source"],
            "year": 2026,
            "target": plan["target"],
            "by": plan["by"],
            "population": plan["who"],
        }
        yield self._entry(
            "goal", goal, GOALS,
            aim=plan["aim"], horizon=plan["horizon"], need_ids=[need],
            lever_ids=[lever] if plan["aim"].startswith("Met with") else [],
            measure=plan["measure"], owner=_owner(plan, number, manager),
            partner_ids=self._with(plan, 0)[:1], rank=number, **same,
        )  # fmt: skip
        yield self._entry(
            "measure", measure, MEASURES,
            goal_id=goal, name=plan["measure"], asks=plan["asks"], every="month", **same,
        )  # fmt: skip
        for month in range(KNOWN):
            yield self._reading(measure, month, values[month])
        yield self._entry(
            "forecast", record_id_for("forecast", self.team, measure), MEASURES,
            measure_id=measure, **_no_change(values[:KNOWN]),
            direction=plan["direction"], every="month", least=0,
            most=100 if plan["unit"] == "%" else None,
        )  # fmt: skip
        says = f"sample-{self.team}-rec{number}"
        yield self._entry(
            "recommendation", says, RECOMMEND,
            text=plan["recommend"], to_whom=plan["to"], need_ids=[need], goal_ids=[goal],
        )  # fmt: skip
        for which, name in enumerate(plan["do"]):
            yield self._activity(number, which, name, says, "planned", manager)

    def _activity(
        self, number: int, which: int, name: str, says: str, status: str, manager: str
    ) -> Entry:
        plan = self.taken[number - 1][1]
        return self._entry(
            "activity", f"sample-{self.team}-a{number}{which + 1}", ACTIVITIES,
            name=name, goal_ids=[f"sample-{self.team}-goal{number}"],
            partner_ids=self._with(plan, which),
            recommendation_id=says if which == 0 else "",
            owner=_owner(plan, number + which, manager),
            begins=f"2026-0{5 + which}-01", by=f"2026-{8 + which:02}-15",
            cost=plan["cost"][which], status=status, line=plan["line"],
        )  # fmt: skip

    def _done(self, people: Sequence[str]) -> Iterator[Entry]:
        for number, (_, plan) in enumerate(self.taken, start=1):
            measure = f"sample-{self.team}-m{number}"
            for month in range(KNOWN, len(MONTHS)):
                yield self._reading(measure, month, plan["readings"][month])
            for which, name in enumerate(plan["do"]):
                status = ("done", "under_way")[which]
                says = f"sample-{self.team}-rec{number}"
                yield self._activity(number, which, name, says, status, people[0])
                if plan["cost"][which]:
                    # What is done cost about what was planned; what is under way, a part of it.
                    share = (0.9, 0.35)[which] + self.chance.bell(0.12)
                    dollars = round(plan["cost"][which] * share / 100)
                    yield self._line(
                        2 + number * 2 + which, "implementation", "spent",
                        dollars * 100, f"2026-06-{9 + number * 4 + which}", name,
                        f"sample-{self.team}-a{number}{which + 1}",
                    )  # fmt: skip
            yield from self._win(number, plan, people)
        yield from self._reviews(people)
        yield from self._policy_and_risk()

    def _win(self, number: int, plan: Mapping[str, Any], people: Sequence[str]) -> Iterator[Entry]:
        win = f"sample-{self.team}-w{number}"
        name, role = self.helpers[number - 1]
        thanks_to = [
            {"person_id": people[number % len(people)], "role": plan["helped"]},
            {"name": name, "role": role, "said_yes": ["team"]},
        ]
        partners = self._with(plan, plan["win_of"])[:1]
        yield self._entry(
            "win", win, WINS,
            title=plan["win"], done_on=plan["done_on"], evidence=plan["seen"],
            is_ours=True, goal_id=f"sample-{self.team}-goal{number}",
            measure_id=f"sample-{self.team}-m{number}",
            activity_ids=[f"sample-{self.team}-a{number}{plan['win_of'] + 1}"],
            condition=plan.get("condition", "reinforcing_activities"),
            sectors=self._sectors(partners), partner_ids=partners, thanks_to=thanks_to,
            learned=plan["learned"], next_win=plan["next"], next_by="2026-09-15",
            is_public=number == 1,
        )  # fmt: skip
        said = (self.chance.pick(plan["thanks"]), self.thanks[number - 1])
        for which, person in enumerate(people[1:3]):
            yield self._entry(
                "thanks", f"{win}-thanks{which + 1}", WALL, person,
                win_id=win, text=said[which], is_signed=which == 0, in_report=which == 1,
            )  # fmt: skip
        if number == 1:
            # One of them said yes to everybody, the other to nobody.
            who = people[number % len(people)]
            record_id = record_id_for("name_consent", who, win)
            audiences = ["team", "cohort", "public"]
            yield self._entry("name_consent", record_id, "", who, about=win, audiences=audiences)

    def _reviews(self, people: Sequence[str]) -> Iterator[Entry]:
        goal = f"sample-{self.team}-goal1"
        for which, person in enumerate(people[2:4]):
            answers = {"realistic": "yes", "inclusive": ("not_yet", "yes")[which]}
            notes = {"inclusive": "Nobody it is for was asked yet."} if which == 0 else {}
            record_id = record_id_for("goal_review", person, goal)
            body = {"goal_id": goal, "answers": answers, "notes": notes}
            yield self._entry("goal_review", record_id, GOOD, person, **body)

    def _policy_and_risk(self) -> Iterator[Entry]:
        goal, plan = [f"sample-{self.team}-goal1"], self.taken[0][1]
        bank, pick = self.bank["risks"], self.chance.pick
        risk, answer = pick(bank["risks"])
        yield self._entry(
            "policy_response", f"sample-{self.team}-policy", POLICY,
            what=plan["recommend"], changes="practice", status="proposed", decided_by=plan["to"],
            on="2026-06-18", resource_ids=[f"sample-{self.team}-r01"],
            builds_on=pick(bank["builds_on"]), goal_ids=goal,
            is_public=releases(self.team), line=plan["line"],
        )  # fmt: skip
        yield self._entry(
            "risk", f"sample-{self.team}-risk", RISK,
            text=risk, likely="maybe", answer=answer, goal_ids=goal,
        )  # fmt: skip
        yield self._entry(
            "risk", f"sample-{self.team}-stop", RISK, sort="stop_doing",
            text=pick(bank["stops"]), goal_ids=goal,
        )  # fmt: skip

    def _reading(self, measure: str, month: int, value: float) -> Entry:
        record_id = f"{measure}-{month + 1}"
        body = {"measure_id": measure, "on": MONTHS[month], "value": value}
        return self._entry("reading", record_id, MEASURES, **body)

    def _line(
        self, number: int, ledger: str, sort: str, amount: int, on: str, what: str, act: str = ""
    ) -> Entry:
        return self._entry(
            "ledger_line", f"sample-{self.team}-l{number}", MONEY,
            ledger=ledger, sort=sort, amount=amount, on=on, what=what, activity_id=act,
        )  # fmt: skip

    def _with(self, plan: Mapping[str, Any], which: int) -> list[str]:
        """Return the partners an activity fits, of those the team lists: two at most."""
        fits: list[str] = plan["with"][which]
        return [self.partners[one][0] for one in fits if one in self.partners][:2]

    def _sectors(self, partners: Sequence[str]) -> list[str]:
        """Return where the team itself sits, and where these partners do."""
        ours = {one.id for one in self.program.sectors}
        known = dict(self.partners.values())
        found = ["government", *(sector for one in partners for sector in known[one])]
        return [one for one in dict.fromkeys(found) if one in ours]

    def _entry(self, kind: str, record_id: str, step: str, author: str = "", **body: Any) -> Entry:
        where = {"team_id": self.team, "author_id": author or self.manager, "occasion": self.forum}
        if step:
            body = {"step": step, **body}
        return {"kind": kind, "record_id": record_id, **where, "body": body}


def _no_change(values: Sequence[float]) -> dict[str, Any]:
    """Return what would go on from readings of the first months, as a page finds it."""
    days = [date.fromisoformat(day) for day in MONTHS[: len(values)]]
    points = [Point(*one) for one in zip(days, values, strict=True)]
    line = no_change(points, days[-1], "month")
    assert line is not None
    return {**asdict(line), "on": line.on.isoformat()}


def _owner(plan: Mapping[str, Any], number: int, manager: str) -> dict[str, str]:
    """Return who sees to something: in turns the project manager, and who knows the matter."""
    if number % 2 == 0:
        return {"person_id": manager, "role": "our project manager"}
    return {"role": plan["owner"]}
