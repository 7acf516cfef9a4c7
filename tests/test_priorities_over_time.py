"""Somebody who keeps every ranking a team ever saw, and takes them away from each other."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from ciwidgets.analysis.disclosure import SMALLEST_GROUP
from ciwidgets.model import Criterion, Idea, NominalVote, Person, Role, Scores
from ciwidgets.results.priorities import Source, what_first
from tests.test_results import BOARD, PROGRAM
from tests.test_results_over_time import Log

STEP = "book/first"
ITEMS = ("i1", "i2", "i3")
PROGRAM_WITH = PROGRAM.model_copy(update={"criteria": [Criterion(id="lives", name="Lives")]})
PEOPLE = [f"p{number}" for number in range(14)]

scores = st.one_of(st.none(), st.integers(1, 5))
sheets = st.tuples(scores, scores, scores)
picks = st.lists(st.sampled_from(ITEMS), unique=True, max_size=3)
# Who changes at a round, how many, and to what: alike or each in another way.
who = st.one_of(
    st.lists(st.sampled_from(PEOPLE), unique=True, max_size=14),
    st.integers(0, 14).map(lambda number: PEOPLE[:number]),
)
changes = st.tuples(who, st.lists(st.tuples(sheets, picks), min_size=1, max_size=3))


def fill(log: Log, people: list[str], told: list[Any], now: dict[str, Any]) -> None:
    for place, person in enumerate(people):
        sheet, chosen = told[place % len(told)]
        given_to = {
            item: {"lives": one} for item, one in zip(ITEMS, sheet, strict=True) if one is not None
        }
        body = Scores(step=STEP, method="criteria", scores=given_to)
        log.say(f"scores-{person}", body, person)
        log.say(f"picks-{person}", NominalVote(step=STEP, picks=chosen), person)
        now[person] = (given_to, tuple(chosen))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(changes, min_size=2, max_size=5), st.integers(3, 11))
def test_no_two_rankings_a_team_saw_differ_by_a_few_people(rounds: Any, of_law: int) -> None:
    log = Log()
    for number, person in enumerate(PEOPLE):
        sector = "law" if number < of_law else "health"
        log.say(person, Person(role=Role.PARTICIPANT, sector=sector), person)
    for item in ITEMS:
        log.say(item, Idea(step=BOARD, text=item), "p0")
    now: dict[str, Any] = {}
    seen: list[tuple[Any, dict[str, Any]]] = []
    for people, told in rounds:
        fill(log, people, told, now)
        log.close(STEP)
        what = what_first(log, PROGRAM_WITH, "t1", STEP, Source(BOARD), "forum-1")
        if not what.later:
            seen.append((what, dict(now)))
        else:
            assert what.rankings in [one.rankings for one, _ in seen]
        log.open(STEP)
    for what, truth in seen:
        _as_it_was(what, truth)
    event(f"results: {len(seen)}")
    for one, other in combinations(seen, 2):
        _subtract(*one, *other)


def _as_it_was(what: Any, truth: dict[str, Any]) -> None:
    """Whatever is shown has five people behind it, and is true."""
    for ranking in what.rankings:
        assert ranking.people >= SMALLEST_GROUP
        if ranking.method == "nominal":
            continue
        made = Counter(item for sheet, _ in truth.values() for item in sheet)
        for line in ranking.lines:
            assert (line.score is not None) == (made[line.item_id] >= SMALLEST_GROUP)
            assert line.people in {0, made[line.item_id]}
        concordance = ranking.concordance
        if concordance.w is not None:
            assert concordance.raters >= SMALLEST_GROUP
    for ranking in what.rankings:
        for pool in ranking.sectors.pools.values() if ranking.sectors else ():
            assert pool.people >= SMALLEST_GROUP


def _subtract(one: Any, truth: Any, other: Any, truth_2: Any) -> None:
    methods = {ranking.method for ranking in one.rankings} & {
        ranking.method for ranking in other.rankings
    }
    broken_out = sum(any(r.sectors for r in what.rankings) for what in (one, other))
    moved = {who for who in {*truth, *truth_2} if truth.get(who) != truth_2.get(who)}
    assert broken_out < 2 or not moved, "two breakdowns can be subtracted pool by pool"
    if "criteria" in methods:
        for item in ITEMS:
            both = [_line(what, "criteria", item).score is not None for what in (one, other)]
            if all(both):
                _not_few(
                    who for who in moved if _score(truth, who, item) != _score(truth_2, who, item)
                )
        rows = [_ranking(what, "criteria").concordance for what in (one, other)]
        if all(found.w is not None for found in rows):
            _not_few(who for who in moved if _row(truth, who) != _row(truth_2, who))
    if "nominal" in methods:
        for item in ITEMS:
            _not_few(
                who for who in moved if _points(truth, who, item) != _points(truth_2, who, item)
            )


def _not_few(people: Any) -> None:
    assert len(set(people)) in {0, *range(SMALLEST_GROUP, len(PEOPLE) + 1)}


def _ranking(what: Any, method: str) -> Any:
    return next(one for one in what.rankings if one.method == method)


def _line(what: Any, method: str, item: str) -> Any:
    return next(line for line in _ranking(what, method).lines if line.item_id == item)


def _score(truth: Any, who: str, item: str) -> Any:
    return truth.get(who, ({}, ()))[0].get(item)


def _row(truth: Any, who: str) -> Any:
    sheet = truth.get(who, ({}, ()))[0]
    return tuple(sheet[item]["lives"] for item in ITEMS) if set(sheet) == set(ITEMS) else None


def _points(truth: Any, who: str, item: str) -> int:
    chosen = truth.get(who, ({}, ()))[1]
    return 5 - chosen.index(item) if item in chosen else 0
