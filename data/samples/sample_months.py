"""The months between the made-up forums: meetings, next steps, coaching, and how teams work."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sample_chance import Chance
from sample_teams import TEAMS, releases

from ciwidgets.model import record_id_for

STEPS = ("our-meetings", "our-next-steps", "our-lessons", "five-conditions", "how-we-work",
         "coaching")  # fmt: skip
AGREE = "confidentiality/our-agreement"
MEET, NEXT, LEARN, FIVE, WORK, COACH = (f"monthly_checkin/{step}" for step in STEPS)
# Written down at the second forum (for the months before it) and at the third.
DAYS = {"forum-2": ("2026-02-17", "2026-03-17"), "forum-3": ("2026-05-19", "2026-06-16")}
CONDITIONS = ("common_agenda", "shared_measurement", "reinforcing_activities",
              "continuous_communication", "backbone")  # fmt: skip
# Teams large enough, and far enough, to look at themselves.
LOOK_AT_THEMSELVES = {"pellwood", "tamsin", "veyland"}

Entry = dict[str, Any]


def months(
    team: str, manager: str, forum: str, people: Sequence[tuple[str, str]], goals: Sequence[str]
) -> Iterator[Entry]:
    """Return what a team wrote down of the months before a forum; ``people`` with their sectors."""
    if not manager or forum not in DAYS:
        return
    chance = Chance(f"months {team} {forum}")
    text = (Path(__file__).parent / "plans.toml").read_text(encoding="utf-8")
    bank = tomllib.loads(text)["months"]
    talked, decided = chance.shuffled(bank["talked"]), chance.shuffled(bank["decided"])

    def entry(kind: str, record_id: str, body: dict[str, Any], author: str = manager) -> Entry:
        where = {"team_id": team, "author_id": author, "occasion": forum}
        return {"kind": kind, "record_id": record_id, **where, "body": body}

    for number, day in enumerate(DAYS[forum], start=1):
        came: dict[str, int] = {}
        for _, sector in people:
            if sector and chance.happens(0.7):
                came[sector] = came.get(sector, 0) + 1
        items = [
            {"text": talked[number], "minutes": (20, 25, 30, 40)[number + chance.happens(0.5)]}
        ]
        # The second goal gets little time: a drift the team may notice.
        items += [{"text": "How the first goal goes", "goal_id": one, "minutes": 35}
                  for one in goals[:1]]  # fmt: skip
        what, who = decided[number]
        decisions = [{"text": what, "by": who}]
        yield entry(
            "meeting", f"sample-{team}-{forum}-meeting{number}",
            {"step": MEET, "on": day, "sort": "meeting", "came": came, "items": items,
             "decisions": decisions, "next_on": None,
             "people": [{"person_id": manager, "role": "our project manager"}]},
        )  # fmt: skip
    if forum == "forum-3":
        yield from _at_the_third(entry, team, forum, goals, bank)
    if team in LOOK_AT_THEMSELVES:
        for person, _ in people:
            base = 3 if forum == "forum-2" else 3.4
            answers = {
                one: min(5, max(1, round(base + chance.bell(1.2) - (one == "shared_measurement"))))
                for one in CONDITIONS
            }
            record_id = record_id_for("rating", person, FIVE, forum)
            body = {"step": FIVE, "survey": "five_conditions", "answers": answers}
            yield entry("rating", record_id, body, person)
        closed = record_id_for("step_state", team, FIVE, forum)
        yield entry("step_state", closed, {"step": FIVE, "is_open": False})


def _at_the_third(
    entry: Any, team: str, forum: str, goals: Sequence[str], bank: dict[str, Any]
) -> Iterator[Entry]:
    pick = Chance(f"third {team}").pick
    steps = ((pick(bank["steps"]), "open"), (pick(bank["finished"]), "done"))
    for number, ((text, by, who), status) in enumerate(steps, start=1):
        body = {"step": NEXT, "text": text, "by": by, "status": status, "owner": {"role": who},
                "meeting_id": f"sample-{team}-{forum}-meeting2",
                "goal_id": goals[0] if goals else ""}  # fmt: skip
        yield entry("next_step", f"sample-{team}-step{number}", body)
    lesson = {"step": LEARN, **pick(bank["learned"]), "is_public": releases(team)}
    yield entry("lesson", f"sample-{team}-learned", lesson)
    note = {"step": WORK, "rhythm": pick(bank["rhythm"]),
            "membership": "Whoever came twice and wants to.",
            "joining": "Somebody of us sits beside a newcomer the first time.",
            "decides": [{"what": "How the team’s money is spent", "who": "All who came, by hands"}],
            "keeps_records": "The project manager, in this workbook.",
            "handover": pick(bank["handover"])}  # fmt: skip
    yield entry("governance", record_id_for("governance", team), note)
    fitting = [one for one in bank["coaching"] if len(goals) > 1 or not one.get("two")]
    said = fitting[list(TEAMS).index(team) % len(fitting)]
    yield entry("coaching_note", f"sample-{team}-coaching",
                {"step": COACH, "on": "2026-06-24", "text": said["text"], "topic": said["topic"],
                 "meant_for": "project_manager"})  # fmt: skip
    for number, line in enumerate(bank["sharing"].get(team, ()), start=1):
        yield entry("sharing", f"sample-{team}-sharing{number}", {"step": AGREE, **line})
