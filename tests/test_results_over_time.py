"""Somebody who keeps every result a team ever saw, and takes them away from each other."""

import random
from collections import Counter
from datetime import UTC, datetime
from itertools import combinations, product

from ciwidgets import results
from ciwidgets.analysis.disclosure import SMALLEST_GROUP
from ciwidgets.model import DotVote, Entry, Idea, IdeaGroup, Person, Rating, Role, StepState
from tests.test_results import BOARD, PROGRAM, RATE, VOTE

TEAMS = 300
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Log:
    """What a store answers, from entries kept in a list."""

    def __init__(self):
        self.entries = []

    def say(self, record_id, body, author=""):
        seq = len(self.entries) + 1
        said = (seq, record_id, body.kind, 1, "t1", author, "forum-1", seq, body, NOON, "", 0)
        self.entries.append(Entry(*said, retracted=False))

    def current(self, body, *, team_id=None, occasion=None, as_of=None):
        so_far = self.entries[:as_of]
        newest = {one.record_id: one for one in so_far if one.kind == body.kind}
        return list(newest.values())

    def history(self, record_id):
        return [one for one in self.entries if one.record_id == record_id]

    def close(self, step):
        self.say(f"state-{step}", StepState(step=step, is_open=False))

    def open(self, step):
        self.say(f"state-{step}", StepState(step=step, is_open=True))


class People:
    """A team whose people answer, change their minds, take it back, and think again."""

    def __init__(self, chance, log):
        self.chance, self.log = chance, log
        self.sectors = {
            f"p{number}": chance.choice(["law", "health", chance.choice(["law", ""])])
            for number in range(chance.randint(4, 16))
        }
        for who, sector in self.sectors.items():
            log.say(who, Person(role=Role.PARTICIPANT, sector=sector), who)
        self.answers = {who: {} for who in self.sectors}
        self.before = [self.answers]

    def some(self):
        """Nobody, a few, five or six, one sector but for somebody, or everybody."""
        everybody = list(self.sectors)
        self.chance.shuffle(everybody)
        sector = [who for who in everybody if self.sectors[who] == "law"]
        number = self.chance.choice([0, 1, 1, 2, 4, 5, 5, 6, 6, 9])
        return self.chance.choice([everybody[:number], everybody[:number], sector[1:], everybody])

    def move(self, any_answer):
        """Let some people answer, each in another way or all as they did at a closing before."""
        earlier = self.chance.choice(self.before)
        changes = self.chance.choice(["new", "back", "back", "clear", "alike"])
        alike = any_answer()
        for who in self.some():
            given = {"new": any_answer(), "back": earlier[who], "clear": {}, "alike": alike}
            self.answers = self.answers | {who: given[changes]}
            yield who, self.answers[who]

    def remember(self):
        self.before.append(self.answers)
        return self.answers


def few(people):
    """Whether something was found out about somebody: it is known of fewer than five."""
    return 0 < len(set(people)) < SMALLEST_GROUP


def test_no_two_results_of_a_survey_that_300_teams_saw_differ_by_a_few_people():
    moved = broken_out = 0
    for seed in range(TEAMS):
        seen = results_seen(random.Random(seed))
        for (one, *truth), (other, *other_truth) in combinations(seen, 2):
            for here, there in zip(one.statements, other.statements, strict=True):
                if here.counts and there.counts:
                    broken_out += bool(here.pools or there.pools)
                    moved += here.counts != there.counts
                    subtract(seed, (here, *truth), (there, *other_truth))
    # An attack on nothing would prove nothing.
    assert moved > 500
    assert broken_out > 50


def results_seen(chance):
    """Return each new result with the answers and the sectors behind it."""
    log = Log()
    people = People(chance, log)

    def any_answer():
        return {
            statement: chance.choice([1, 2, 3, chance.choice([3, "dont_know", "prefer_not"])])
            for statement in ("s1", "s2")
            if chance.random() < 0.9
        }

    seen = []
    for _ in range(8):
        for _ in range(chance.randint(1, 2)):
            for who, given in people.move(any_answer):
                log.say(f"r-{who}", Rating(step=RATE, survey="pulse", answers=given), who)
        log.close(RATE)
        result = results.rating_result(log, PROGRAM, "t1", RATE, "pulse", "forum-1")
        answers = people.remember()
        if result.later:
            assert result.statements in [one.statements for one, _, _ in seen]
        else:
            seen.append((result, answers, people.sectors))
            assert result.answered == sum(bool(given) for given in answers.values())
            for one in result.statements:
                said = Counter(given.get(one.id) for given in answers.values())
                assert one.counts in ((), (said[1], said[2], said[3]))
        log.open(RATE)
    for result, *_ in seen:
        for one in result.statements:
            assert not one.counts or sum(one.counts) >= SMALLEST_GROUP
            assert one.counts or not (one.other or one.pools)
    return seen


def subtract(seed, one, other):
    """Add and take away all that two results show of a statement; nobody may stand alone."""
    (whole, on_scale, pools), (whole_2, on_scale_2, pools_2) = published(*one), published(*other)
    assert not few(who for who, _ in whole ^ whole_2), (seed, one[0].id)
    groups = [on_scale, on_scale_2, *pools, *pools_2] if pools or pools_2 else []
    for signs in product((-1, 0, 1), repeat=len(groups)):
        weights = Counter()
        for sign, group in zip(signs, groups, strict=True):
            for answer in group:
                weights[answer] += sign
        assert not few(who for (who, _), weight in weights.items() if weight), (seed, one[0].id)


def published(statement, answers, sectors):
    """Return who gave what answer: all, those on the scale, and those of each pool."""
    id_ = statement.id
    whole = {(who, given[id_]) for who, given in answers.items() if id_ in given}
    on_scale = {(who, answer) for who, answer in whole if isinstance(answer, int)}
    pools = [
        {(who, answer) for who, answer in on_scale if sectors[who] in pool.sectors}
        for pool in statement.pools
    ]
    assert [len(pool) for pool in pools] == [pool.people for pool in statement.pools]
    return whole, on_scale, pools


def test_no_two_results_of_a_vote_that_300_teams_saw_differ_by_a_few_people():
    replaced = 0
    for seed in range(TEAMS):
        seen = votes_seen(random.Random(seed))
        replaced += len(seen) > 1
        for (_, ballots, _), (_, ballots_2, places) in combinations(seen, 2):
            on_wall, on_wall_2 = (on_the(places, each) for each in (ballots, ballots_2))
            for item in set(places.values()):
                assert not few(
                    who for who in ballots if on_wall[who][item] != on_wall_2[who][item]
                ), (seed, item)
    assert replaced > 60


def on_the(places, ballots):
    """Return everybody's dots by what stands on a wall."""
    dots = {who: Counter() for who in ballots}
    for who, ballot in ballots.items():
        for item, number in ballot.items():
            dots[who][places[item]] += number
    return dots


def votes_seen(chance):
    """Return each new result with the ballots behind it and the places of its wall."""
    log = Log()
    people = People(chance, log)
    places = {}
    for idea in ("i1", "i2", "i3", "i4"):
        log.say(idea, Idea(step=BOARD, text=idea), "p0")
        places[idea] = idea

    def any_ballot():
        return {
            item: chance.randint(1, 2)
            for item in sorted(set(places.values()))
            if chance.random() < 0.7
        }

    seen = []
    for number in range(8):
        if chance.random() < 0.15 and len(set(places.values())) > 2:
            together = chance.sample(sorted(set(places.values())), 2)
            ideas = [one for one in places if one[0] == "i" and places[one] in together]
            log.say(f"g{number}", IdeaGroup(step=BOARD, title=f"g{number}", idea_ids=ideas))
            places |= {one: f"g{number}" for one in places if places[one] in together}
            places[f"g{number}"] = f"g{number}"
        for who, dots in people.move(any_ballot):
            log.say(f"v-{who}", DotVote(step=VOTE, dots=dots), who)
        log.close(VOTE)
        result = results.vote_result(log, "t1", VOTE, BOARD, "forum-1")
        ballots = people.remember()
        assert result.too_few == (result.voters < SMALLEST_GROUP)
        assert not (result.too_few and result.items)
        shown = {one.item_id: one.dots for one in result.items}
        if shown and shown not in [one for one, _, _ in seen]:
            dots = sum(on_the(places, ballots).values(), Counter())
            assert shown == {item: dots[item] for item in set(places.values())}
            assert result.later == 0
            seen.append((shown, ballots, dict(places)))
        log.open(VOTE)
    return seen
