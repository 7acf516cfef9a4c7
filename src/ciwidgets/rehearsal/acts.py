"""What a made-up person does next in an exercise: the message a page would send, or nothing."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Final

from ciwidgets.rehearsal.sayings import Sayings
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.ideas import IdeaBoardExercise
from ciwidgets.visit.maps.change_of_mind import ChangeOfMindExercise
from ciwidgets.visit.maps.my_map import MyMapExercise
from ciwidgets.visit.plans.goal_reviews import GoalReviewsExercise
from ciwidgets.visit.rating import RatingExercise
from ciwidgets.visit.votes import DotVoteExercise
from ciwidgets.visit.wins.wall import WinWallExercise

Content = dict[str, Any]
# A person answers a few statements at a time, as with a thumb.
_AT_ONCE: Final = 3
_MOST_IDEAS: Final = 2
_MAP_WORDS: Final = (4, 6)
_DONT_KNOW: Final = 0.08
_CONTRARY: Final = 0.2
_FOR_ONESELF: Final = 0.3


def _rate(widget: Any, chance: random.Random, _says: Sayings) -> Content | None:
    given = dict(widget.mine["answers"])
    left = [one["id"] for one in widget.statements if one["id"] not in given]
    top = len(widget.scale)
    for statement in left[:_AT_ONCE]:
        # One opinion a statement, the same in every room, around which people differ.
        middle = random.Random(statement).uniform(1.6, top - 0.6)  # noqa: S311
        answer = min(top, max(1, round(chance.gauss(middle, 0.9))))
        given[statement] = "dont_know" if chance.random() < _DONT_KNOW else answer
    return _saved(widget, answers=given) if left else None


def _add_idea(widget: Any, chance: random.Random, says: Sayings) -> Content | None:
    if sum(one["is_mine"] for one in widget.ideas) >= _MOST_IDEAS:
        return None
    text = chance.choice(says.ideas)
    is_new = all(one["text"] != text for one in widget.ideas if one["is_mine"])
    return {"type": "add", "record_id": _new_id("idea"), "text": text} if is_new else None


def _vote(widget: Any, chance: random.Random, _says: Sayings) -> Content | None:
    if widget.mine["dots"] or not widget.items:
        return None
    dots: dict[str, int] = {}
    for _ in range(widget.dots_per_person):
        weights = [random.Random(one["text"]).random() ** 2 for one in widget.items]  # noqa: S311
        item = chance.choices(widget.items, weights)[0]["id"]
        if dots.get(item, 0) < widget.dots_per_item:
            dots[item] = dots.get(item, 0) + 1
    return _saved(widget, dots=dots)


def _draw(widget: Any, chance: random.Random, _says: Sayings) -> Content | None:
    if widget.mine["is_handed_in"]:
        return None
    if widget.mine["words"]:
        return _saved(widget, **_drawn(widget), is_handed_in=True)
    count = min(len(widget.deck), chance.randint(*_MAP_WORDS))
    if count < 2:  # a link has two ends
        return None
    deck = chance.sample(widget.deck, count)
    nowhere = {"x": None, "y": None}
    words = [
        {"id": _new_id("word"), "label": one["label"], "stands_for": one["key"], **nowhere}
        for one in deck
    ]
    links = [
        {
            "source": one["id"],
            "target": other["id"],
            "weight": _strength(widget, chance, one, other),
        }
        for one, other in pairwise(words)
    ]
    return _saved(widget, words=words, links=links, is_handed_in=False)


def _strength(widget: Any, chance: random.Random, one: Content, other: Content) -> float:
    """Return a link's weight; most agree on its sign, and some do not."""
    sign = random.Random(one["stands_for"] + other["stands_for"]).choice((1, -1))  # noqa: S311
    strength: float = chance.choice(widget.strengths)
    return strength * (sign if chance.random() > _CONTRARY else -sign)


def _drawn(widget: Any) -> Content:
    return {"words": widget.mine["words"], "links": widget.mine["links"]}


def _change_mind(widget: Any, chance: random.Random, says: Sayings) -> Content | None:
    if widget.mine["used_to_think"]:
        return None
    before, now = chance.choice(says.minds)
    return _saved(
        widget, used_to_think=before, now_think=now, is_shared=chance.random() > _FOR_ONESELF
    )


def _thank(widget: Any, chance: random.Random, says: Sayings) -> Content | None:
    left = [one["id"] for one in widget.wins if one["id"] not in widget.mine]
    if not left or len(widget.mine) >= _MOST_IDEAS:
        return None
    return {
        "type": "thank",
        "base_revision": 0,
        "win_id": chance.choice(left),
        "text": chance.choice(says.thanks),
        "is_signed": False,
        "in_report": False,
    }


def _review(widget: Any, chance: random.Random, _says: Sayings) -> Content | None:
    asked = [one for one in widget.goals if not one.get("is_mine") and one["id"] not in widget.mine]
    if not asked:
        return None
    answers = {
        one["id"]: chance.choices(("yes", "not_yet", "not_sure"), (5, 3, 2))[0]
        for one in widget.questions
    }
    content = {"type": "save", "base_revision": 0, "goal_id": asked[0]["id"]}
    return {**content, "answers": answers, "notes": {}}


def _saved(widget: Any, **said: Any) -> Content:
    return {"type": "save", "base_revision": widget.mine["revision"], **said}


def _new_id(stem: str) -> str:
    return f"{stem}-{secrets.token_hex(8)}"


# Where a team writes as one, the facilitator writes for it.
ACTS: Final[dict[type[Exercise[Any]], Callable[[Any, random.Random, Sayings], Content | None]]] = {
    RatingExercise: _rate,
    IdeaBoardExercise: _add_idea,
    DotVoteExercise: _vote,
    MyMapExercise: _draw,
    ChangeOfMindExercise: _change_mind,
    WinWallExercise: _thank,
    GoalReviewsExercise: _review,
}
