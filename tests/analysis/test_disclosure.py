"""The small-group rule, and somebody who tries to get round it."""

import random
from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.disclosure import (
    SMALLEST_CHANGE,
    SMALLEST_GROUP,
    Pool,
    breakdown,
    changed,
    may_replace,
    may_show,
    pool_sectors,
)
from ciwidgets.analysis.survey_results import survey_result
from ciwidgets.model import Scale, Statement, Survey

SECTORS = ["", "business", "education", "faith", "health", "police"]
teams = st.dictionaries(st.sampled_from(SECTORS), st.integers(0, 9))


def test_five_may_be_shown_and_four_may_not():
    assert may_show(5)
    assert not may_show(4)


def test_small_sectors_are_shown_as_one():
    assert pool_sectors({"health": 6, "faith": 2, "police": 3}) == [
        Pool(("health",), 6),
        Pool(("faith", "police"), 5),
    ]


def test_what_is_left_joins_the_smallest_pool():
    assert pool_sectors({"health": 7, "police": 5, "faith": 2}) == [
        Pool(("health",), 7),
        Pool(("faith", "police"), 7),
    ]


@pytest.mark.parametrize(
    "members", [{}, {"health": 12}, {"health": 8, "police": 4}, {"health": 4, "police": 4}]
)
def test_one_pool_alone_is_not_shown_because_the_rest_would_be_known(members):
    assert pool_sectors(members) == []


def test_a_negative_number_of_people_is_refused():
    with pytest.raises(ValueError, match="Sector 'police' has -1 people"):
        pool_sectors({"police": -1})


@given(members=teams)
def test_pools_hold_everybody_once_and_none_is_small(members):
    pools = pool_sectors(members)
    assert len(pools) != 1
    assert all(pool.people >= SMALLEST_GROUP for pool in pools)
    if pools:
        pooled = Counter(sector for pool in pools for sector in pool.sectors)
        assert pooled == Counter(sector for sector, people in members.items() if people)
        assert sum(pool.people for pool in pools) == sum(members.values())


@given(members=teams, seed=st.randoms())
def test_pools_do_not_depend_on_the_order_sectors_come_in(members, seed):
    pairs = list(members.items())
    seed.shuffle(pairs)
    assert pool_sectors(dict(pairs)) == pool_sectors(members)


def test_one_pool_with_too_few_answers_withholds_the_others_too():
    pools = [Pool(("health",), 6), Pool(("faith", "police"), 5)]
    six, five = [1, 2, 3, 3, 2, 1], [4, 4, 5]
    assert breakdown(pools, {"health": six, "faith": five, "police": [5]}) == []
    shown = breakdown(pools, {"health": six, "faith": five, "police": [5, 1]})
    assert [one.answers for one in shown] == [(1, 1, 2, 2, 3, 3), (1, 4, 4, 5, 5)]


def test_an_answer_from_outside_the_pools_is_an_error_and_not_left_out():
    with pytest.raises(ValueError, match="Sector '' has answers but is in no pool"):
        breakdown([Pool(("a",), 5), Pool(("b",), 5)], {"a": [1], "": [2]})


ANN_AND_BO = {"s1": {"ann": 3, "bo": 4}}


def also(shown, statement, answers):
    """What was answered, with these people's answers to a statement put in place of theirs."""
    return shown | {statement: shown.get(statement, {}) | answers}


def test_a_result_does_not_move_by_one_to_four_people():
    assert may_replace(ANN_AND_BO, ANN_AND_BO, {})
    assert not may_replace(ANN_AND_BO, also(ANN_AND_BO, "s1", dict.fromkeys("c", 1)), {})
    assert not may_replace(ANN_AND_BO, also(ANN_AND_BO, "s1", dict.fromkeys("cdef", 1)), {})
    assert may_replace(ANN_AND_BO, also(ANN_AND_BO, "s1", dict.fromkeys("cdefg", 1)), {})


def test_taking_an_answer_back_and_not_knowing_are_changes_too():
    shown = {"s1": dict.fromkeys("abcdef", 3)}
    assert not may_replace(shown, {"s1": dict.fromkeys("bcdef", 3)}, {})
    assert not may_replace(shown, also(shown, "s1", {"a": "dont_know"}), {})
    assert may_replace(shown, {}, {})
    assert not may_replace({"s1": dict.fromkeys("abcd", 3)}, {}, {})


def test_people_who_changed_other_statements_hide_nobody_who_changed_this_one():
    shown = {"talk": dict.fromkeys("bcdefg", 5), "trust": dict.fromkeys("bcdefg", 3)}
    now = also(also(shown, "trust", dict.fromkeys("bcdefg", 1)), "talk", {"a": 1})
    assert not may_replace(shown, now, {})
    # Nothing was seen of talk, so that nothing can be taken away from it.
    assert may_replace({"trust": shown["trust"]}, now, {})


def test_one_person_left_of_a_sector_that_was_shown_is_not_what_remains_of_the_whole():
    law, health = "abcdef", "ghijk"
    shown = {"s1": dict.fromkeys(law, 1) | dict.fromkeys(health, 3)}
    # Five of six leave: of all eleven that is a change of five, but without health one is left.
    now = {"s1": {"f": 1} | dict.fromkeys(health, 3)}
    assert may_replace(shown, now, {})
    assert not may_replace(shown, now, {"s1": [law, health]})
    assert may_replace(shown, {"s1": dict.fromkeys(health, 3)}, {"s1": [law, health]})


def test_who_answered_off_the_scale_is_in_no_pool():
    law, health = "abcdef", "ghijk"
    shown = {"s1": dict.fromkeys(law, 1) | dict.fromkeys(health, 3) | {"z": "dont_know"}}
    now = {"s1": dict.fromkeys(health, 3) | {"z": 2}}
    assert may_replace(shown, now, {})
    assert not may_replace(shown, now, {"s1": [law, health]})


by_person = st.dictionaries(st.integers(0, 9).map(str), st.sampled_from([1, 2, "dont_know"]))


@given(shown=by_person, now=by_person)
def test_replacing_depends_on_the_people_whose_answers_differ_and_works_both_ways(shown, now):
    differ = len({who for who, _ in shown.items() ^ now.items()})
    assert changed(shown, now) == {who for who, _ in shown.items() ^ now.items()}
    assert may_replace({"s": shown}, {"s": now}, {}) == (differ not in range(1, SMALLEST_CHANGE))
    assert may_replace({"s": now}, {"s": shown}, {}) == may_replace({"s": shown}, {"s": now}, {})


@given(
    answers=st.dictionaries(st.integers(0, 17).map(str), st.integers(1, 2), min_size=10),
    now=st.dictionaries(st.integers(0, 19).map(str), st.integers(1, 2), min_size=5),
    number_of_pools=st.integers(2, 3),
)
def test_no_sum_of_pools_differs_from_the_whole_by_a_few_people(answers, now, number_of_pools):
    people = sorted(answers)
    pools = [people[start::number_of_pools] for start in range(number_of_pools)]
    sums = [
        {who for pool in chosen for who in pool}
        for number in range(len(pools) + 1)
        for chosen in combinations(pools, number)
    ]
    behind = [len(changed({who: answers[who] for who in together}, now)) for together in sums]
    assert may_replace({"s": answers}, {"s": now}, {"s": pools}) == all(
        number not in range(1, SMALLEST_CHANGE) for number in behind
    )


def random_team(chance):
    people = [f"p{number}" for number in range(chance.randint(0, 18))]
    sectors = {one: chance.choice(SECTORS[: chance.randint(1, len(SECTORS))]) for one in people}
    skips = chance.choice([0.0, 0.1, 0.4])
    answers = {
        one: {
            statement: chance.choice([1, 2, 3, 4, 5, chance.choice([1, "dont_know"])])
            for statement in ("s1", "s2", "s3")
            if chance.random() >= skips
        }
        for one in people
    }
    # Some give no sector at all; the result must still count them in.
    return answers, {one: sector for one, sector in sectors.items() if sector}


def published_groups(statement, answers, sectors):
    """Return the groups of people whose answers to a statement the result shows as a whole."""
    on_scale = {who for who, given in answers.items() if isinstance(given.get(statement.id), int)}
    groups = [frozenset(on_scale)] if statement.counts else []
    for pool in statement.pools:
        here = frozenset(who for who in on_scale if sectors.get(who, "") in pool.sectors)
        assert pool.people == len(here)
        groups.append(here)
    return groups


def exposed_groups(groups):
    """Return every group whose answers follow from adding and subtracting what is published."""
    found = set()
    for signs in product((-1, 0, 1), repeat=len(groups)):
        weights = Counter()
        for sign, group in zip(signs, groups, strict=True):
            for who in group:
                weights[who] += sign
        if set(weights.values()) <= {0, 1}:
            found.add(frozenset(who for who, weight in weights.items() if weight))
    return found - {frozenset()}


def test_an_attacker_with_everything_published_of_1000_teams_isolates_no_small_group():
    survey = Survey(
        id="pulse",
        title="Pulse",
        scale="five",
        statements=[Statement(id=one, text=f"Text of {one}") for one in ("s1", "s2", "s3")],
    )
    scale = Scale(id="five", labels=["1", "2", "3", "4", "5"])
    broken_out = 0
    for seed in range(1000):
        answers, sectors = random_team(random.Random(seed))
        result = survey_result(survey, scale, answers, sectors, {})
        for statement in result.statements:
            groups = published_groups(statement, answers, sectors)
            broken_out += len(groups) > 1
            for group in exposed_groups(groups):
                assert len(group) >= SMALLEST_GROUP, (seed, statement.id, sorted(group))
            if not statement.counts:
                assert not statement.other
                assert statement.mean is statement.agreement is statement.consensus is None
    # An attack on nothing would prove nothing.
    assert broken_out > 300
