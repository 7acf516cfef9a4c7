"""Made-up sheets of the step that ranks in several ways: people's own, and the team's.

``priority_entries`` is handed what a team ranks, its themes or what stands on its wall, and tells
who filled in what. ``make_samples.py`` adds the entries to the year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sample_chance import Chance

from ciwidgets.model import Program, record_id_for

STEP = "needs_assessment/what-first-scores"
# Which ways a team used for itself and which together; "nominal" is everybody's own.
PLANS: dict[str, dict[str, tuple[str, ...]]] = {
    "ambrin-falls": {"own": ("nominal", "hanlon"), "together": ("impact_effort", "criteria")},
    "corriden": {"own": ("nominal",), "together": ("hanlon",)},
    "dunmarrow": {"own": ("nominal", "hanlon"), "together": ("impact_effort",)},
    "quillback": {"own": ("nominal", "criteria"), "together": ("hanlon", "impact_effort")},
    "pellwood": {"own": ("nominal", "impact_effort"), "together": ("criteria",)},
    "sallow-bend": {"own": ("nominal", "criteria"), "together": ("hanlon",)},
    "tamsin": {"own": ("nominal", "hanlon", "impact_effort", "criteria"), "together": ()},
    "tessamer": {"own": (), "together": ("impact_effort",)},
    "veyland": {"own": ("nominal", "hanlon", "criteria"), "together": ("hanlon", "impact_effort")},
}
_MOST = 12


def priority_entries(
    program: Program,
    team: str,
    forum: str,
    people: Sequence[tuple[str, str]],
    manager: str,
    dots: Mapping[str, int],
) -> Iterator[dict[str, Any]]:
    """Return what a team filled in at a forum.

    ``people`` are ids with their sectors; ``dots`` maps the id of what is ranked to its dots.
    """
    told = _told(program, team, forum, people, manager, dots)
    for kind, record_id, author, body in told:
        where = {"team_id": team, "author_id": author, "occasion": forum}
        yield {"kind": kind, "record_id": record_id, **where, "body": {"step": STEP, **body}}


def _told(
    program: Program,
    team: str,
    forum: str,
    people: Sequence[tuple[str, str]],
    manager: str,
    dots: Mapping[str, int],
) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    plan = PLANS.get(team)
    if plan is None or not dots:
        return
    chance = Chance(f"priorities {team} {forum}")
    things = sorted(dots, key=lambda one: -dots[one])[:_MOST]
    # What a room holds to be true of each thing; single people see it a little differently.
    worth = {one: 3.0 + 4.0 / (1 + place / 3) for place, one in enumerate(things)}
    cost = {one: 3.0 + chance.bell(1.2) for one in things}
    for person, sector in people:
        # Who enforces the law sees less harm and more that works.
        lean = 1.2 if sector == "law_enforcement" else 0.0
        for way in plan["own"]:
            if not chance.happens(0.92):
                continue
            if way == "nominal":
                yield _picks(chance, person, forum, things, worth, lean)
            else:
                record_id = record_id_for(f"scores.{way}", person, STEP, forum)
                scores = _sheet(chance, program, way, things, worth, cost, lean)
                yield "scores", record_id, person, _scores(way, scores, is_together=False)
    for way in plan["together"]:
        record_id = record_id_for("scores.together", team, STEP, way)
        scores = _sheet(chance, program, way, things, worth, cost, 0.0, is_whole=True)
        yield "scores", record_id, manager, _scores(way, scores, is_together=True)
    for place, item in enumerate(things[:4] if plan["together"] else ()):
        answers = dict.fromkeys(("propriety", "economics", "acceptability", "legality"), True)
        if place == 3:
            answers["acceptability"] = False
        if place != 1:
            answers["resources"] = True
        record_id = record_id_for("pearl_gate", team, STEP, item)
        yield "pearl_gate", record_id, manager, {"item_id": item, "answers": answers}


def _scores(way: str, scores: dict[str, dict[str, int]], *, is_together: bool) -> dict[str, Any]:
    return {"method": way, "is_together": is_together, "scores": scores}


def _picks(
    chance: Chance,
    person: str,
    forum: str,
    things: Sequence[str],
    worth: Mapping[str, float],
    lean: float,
) -> tuple[str, str, str, dict[str, Any]]:
    ranked = sorted(things, key=lambda one: -(worth[one] + chance.bell(1.5 + lean)))
    record_id = record_id_for("nominal_vote", person, STEP, forum)
    return "nominal_vote", record_id, person, {"picks": ranked[:5]}


def _sheet(
    chance: Chance,
    program: Program,
    way: str,
    things: Sequence[str],
    worth: Mapping[str, float],
    cost: Mapping[str, float],
    lean: float,
    *,
    is_whole: bool = False,
) -> dict[str, dict[str, int]]:
    """Return one sheet; now and then somebody leaves a thing open, and it is not there."""
    scores = {}
    for item in things:
        if not is_whole and chance.happens(0.05):
            continue
        seen = worth[item] + chance.bell(0.9)
        if way == "hanlon":
            parts = {"size": seen, "seriousness": seen + 1 - lean, "effectiveness": 4 + lean}
            scores[item] = {
                part: _within(0, 10, value + chance.bell(1.0)) for part, value in parts.items()
            }
        elif way == "impact_effort":
            scores[item] = {
                "impact": _within(1, 5, seen / 1.5),
                "effort": _within(1, 5, cost[item] + chance.bell(0.5)),
            }
        else:
            scores[item] = {
                one.id: _within(1, 5, seen / 1.6 + chance.bell(0.8)) for one in program.criteria
            }
    return scores


def _within(lowest: int, highest: int, value: float) -> int:
    return min(highest, max(lowest, round(value)))
