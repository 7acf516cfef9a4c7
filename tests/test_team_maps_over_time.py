"""Somebody who keeps every map a team was shown, and takes them away from each other."""

import random
from itertools import combinations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ciwidgets.analysis.disclosure import SMALLEST_GROUP
from ciwidgets.results.closings import Place
from ciwidgets.results.maps.ledger import LEAST_DRAWERS, drawn_by, parts_of
from ciwidgets.results.maps.showings import ClosedMaps, shown_map
from tests.support.map_log import OCCASION, PROGRAM, STEP, WORDS, MapLog

TEAMS = 120
LABELS = ("stigma", "shame", "blame", "hope")
KEYS = ("deck:stigma", "own:shame", "own:blame", "own:hope")
LINKS = [f"{one}__help" for one in LABELS]
WEIGHTS = (-1.0, -0.25, 0.62, 1.0)

PEOPLE = st.lists(
    st.dictionaries(st.sampled_from(LINKS), st.sampled_from(WEIGHTS), min_size=1),
    min_size=5,
    max_size=12,
)


def some_links(chance):
    common = chance.choice(LINKS)
    drawn = {one: chance.choice(WEIGHTS) for one in LINKS if chance.random() < 0.25}
    return {common: chance.choice(WEIGHTS[:2]), **drawn}


class Team:
    """People who draw, think again, and put words together and apart, before and after."""

    def __init__(self, chance, most=14, *, thinks_again=True):
        self.chance, self.log, self.people = chance, MapLog(), 0
        self.acts = ["words", "words", "words", "people", "again", "nothing"]
        self.acts = self.acts if thinks_again else self.acts[:3]
        self.came(chance.randint(4, most))

    def came(self, count):
        for _ in range(count):
            who, sector = f"p{self.people}", self.chance.choice(["law", "health", ""])
            self.people += 1
            self.log.person(who, sector)
            self.log.draw(who, **some_links(self.chance))

    def think_again(self):
        everybody = [f"p{number}" for number in range(self.people)]
        number = self.chance.choice([1, 1, 2, 5, 6, self.people])
        alike = some_links(self.chance)
        for who in self.chance.sample(everybody, min(number, self.people)):
            given = self.chance.choice([some_links(self.chance), alike, alike])
            self.log.draw(who, hands_in=self.chance.random() < 0.9, **given)

    def sort_words(self):
        name = self.chance.choice(["s1", "s2"])
        there = self.log.history(name)
        if there and not there[-1].retracted and self.chance.random() < 0.4:
            self.log.apart(name)
        else:
            self.log.together(name, "L", *self.chance.sample(KEYS, self.chance.choice([2, 2, 3])))

    def act(self):
        what = self.chance.choice(self.acts)
        if what == "words":
            self.sort_words()
            return
        self.log.open()
        if what == "people":
            self.came(self.chance.choice([1, 4, 5, 6]))
        elif what == "again":
            self.think_again()
        if self.chance.random() < 0.3:
            self.sort_words()
        self.log.close()

    def shown(self):
        closed = ClosedMaps(Place(self.log, "t1", STEP, OCCASION), PROGRAM, WORDS)
        found = shown_map(closed)
        return found, closed.maps_at(found.closing)


def few(people):
    return 0 < len(people) < SMALLEST_GROUP


def differ(one, other):
    """Return who is behind the difference of two shown links."""
    (here, maps), (there, others) = one, other
    drew = here.weights.keys() | there.weights.keys()
    changed = {who for who in drew if here.weights.get(who) != there.weights.get(who)}
    return changed | (maps.keys() ^ others.keys())


def own_parts(one, who):
    """Return the links of a person's own map that a shown link is made of."""
    link, maps = one
    drawn = maps[who].links if who in maps else {}
    return {part: drawn[part] for part in link.parts & drawn.keys()}


def sums_and_counts(results, chance):
    """Return what each person puts into the sum and into the number of each result.

    Nobody's weights are what they were: what cancels out then does so whatever people drew.
    """
    people = sorted({who for _, maps in results for who in maps})
    drew = {(who, at): own_parts(one, who) for who in people for at, one in enumerate(results)}
    weights = {
        (who, *said): chance.random() for (who, _), parts in drew.items() for said in parts.items()
    }
    sums, counts = np.zeros((2, len(people), len(results)))
    for (who, at), parts in drew.items():
        if parts:
            given = [weights[who, *said] for said in parts.items()]
            sums[people.index(who), at] = sum(given) / len(given)
            counts[people.index(who), at] = 1
    return sums, counts


def fewest_behind(table):
    """Return the fewest people behind what results add up to, some of them taken away or doubled.

    What some results tell of a few, each on its own, is no news.
    """
    results = table.shape[1]
    most = {1: 1, 2: 3, 3: 3, 4: 3, 5: 2, 6: 1, 7: 1}[results]
    times = np.array(list(product(range(-most, most + 1), repeat=results))).T
    behind = (np.abs(table @ times) > 1e-9).sum(axis=0)
    small = (table != 0).sum(axis=0) < SMALLEST_GROUP
    rest = (np.abs(table @ np.where(small[:, None], 0, times)) > 1e-9).any(axis=0)
    behind = behind[(behind > 0) & rest]
    return behind.min(initial=SMALLEST_GROUP)


def mixed(seen):
    """Return results in groups that share links, each as large as can be looked at."""
    groups = []
    for one in seen:
        near = [group for group in groups if any(one[0].parts & other[0].parts for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([one, *(other for group in near for other in group)])
    return [group[:7] for group in groups if len(group) > 1]


def test_no_two_maps_that_120_teams_saw_tell_of_a_few_people():
    moved = waited = 0
    for seed in range(TEAMS):
        team = Team(random.Random(seed))
        team.log.close()
        seen = []
        for _ in range(9):
            found, maps = team.shown()
            whole_parts = parts_of(drawn_by(maps).keys(), found.words)
            for pair, link in found.links.items():
                assert len(link.weights) >= LEAST_DRAWERS, (seed, pair)
                waited += link.parts != whole_parts[pair]
                if (link, maps) not in seen:
                    seen.append((link, maps))
            team.act()
        for one, other in combinations(seen, 2):
            if one[0].parts & other[0].parts:
                moved += one[0].weights != other[0].weights
                assert not few(differ(one, other)), (seed, one, other)
    # An attack on nothing would prove nothing.
    assert moved > 200
    assert waited > 100


def test_nothing_that_120_teams_saw_adds_up_or_leaves_less_than_five_people():
    looked_at = three = 0
    for seed in range(TEAMS):
        team = Team(random.Random(seed), most=40, thinks_again=seed % 2)
        team.log.close()
        seen = []
        for _ in range(9):
            found, maps = team.shown()
            seen += [
                one for one in ((link, maps) for link in found.links.values()) if one not in seen
            ]
            team.act()
        for results in mixed(seen):
            looked_at += 1
            three += len(results) > 2
            for table in sums_and_counts(results, random.Random(seed)):
                assert fewest_behind(table) >= SMALLEST_GROUP, (
                    seed,
                    [one.parts for one, _ in results],
                )
    # An attack on nothing would prove nothing.
    assert looked_at > 50
    assert three > 20


def test_no_two_closings_that_were_shown_differ_by_a_few_people_in_any_link():
    moved = 0
    for seed in range(TEAMS):
        team = Team(random.Random(seed))
        team.log.close()
        shown = []
        for _ in range(9):
            _, maps = team.shown()
            if len(maps) >= SMALLEST_GROUP and maps not in shown:
                shown.append(maps)
            team.act()
        for one, other in combinations(shown, 2):
            # Also of the links that are named nowhere: how many they are is told.
            for link in {
                link for maps in (one, other) for map_ in maps.values() for link in map_.links
            }:
                changed = {
                    who
                    for who in one.keys() | other.keys()
                    if answer(one, who, link) != answer(other, who, link)
                }
                moved += bool(changed)
                assert not few(changed), (seed, link)
    assert moved > 100


def answer(maps, who, link):
    return maps[who].links.get(link, 0) if who in maps else None


def test_what_a_team_is_shown_of_sectors_is_of_five_people_each_and_of_the_first_map():
    broken_down = 0
    for seed in range(TEAMS):
        team = Team(random.Random(seed))
        team.log.close()
        first = 0
        for _ in range(5):
            found, maps = team.shown()
            first = first or (found.closing if len(maps) >= SMALLEST_GROUP else 0)
            pools = team.log.shown().pools
            if pools:
                broken_down += 1
                assert found.closing == first
                sectors = [names_of(one.sector) for one in maps.values()]
                for pool in pools:
                    assert sum(one in pool for one in sectors) >= SMALLEST_GROUP, (seed, pool)
            team.act()
    assert broken_down > 20


def names_of(sector):
    return {"": "No sector given", "law": "Law", "health": "Health"}[sector]


@given(PEOPLE)
@settings(max_examples=60)
def test_a_link_is_told_as_counting_by_hand_tells_it(people):
    found = result_of(people)
    for name in LINKS:
        key = KEYS[LINKS.index(name)]
        drawn = [links[name] for links in people if name in links]
        link = next((one for one in found.links if one.source == key), None)
        assert (link is not None) == (len(drawn) >= LEAST_DRAWERS)
        if link:
            up = sum(weight > 0 for weight in drawn)
            assert link.people == len(drawn)
            assert abs(link.weight - sum(drawn) / len(people)) <= 0.0100001
            assert abs(link.agreement - abs(2 * up - len(drawn)) / len(drawn)) <= 0.0050001


@given(PEOPLE)
@settings(max_examples=60)
def test_without_one_person_nothing_is_named_that_was_not_named_before(people):
    before, after = result_of(people), result_of(people[1:])
    named = {(one.source, one.target) for one in before.links}
    assert {(one.source, one.target) for one in after.links} <= named
    assert after.people == before.people - 1


@given(PEOPLE, st.permutations(range(4)))
@settings(max_examples=60)
def test_what_a_word_is_called_makes_no_difference_to_its_links(people, order):
    renamed = [
        {LINKS[order[LINKS.index(one)]]: weight for one, weight in links.items()}
        for links in people
    ]
    one, other = result_of(people), result_of(renamed)
    to = {KEYS[place]: KEYS[order[place]] for place in range(4)}
    told = {(to[link.source], link.weight, link.people, link.mark) for link in one.links}
    assert told == {(link.source, link.weight, link.people, link.mark) for link in other.links}


@given(PEOPLE)
@settings(max_examples=60)
def test_words_put_together_before_the_closing_are_drawn_by_whoever_drew_either(people):
    found = result_of(people, "own:shame", "own:blame")
    link = next((one for one in found.links if one.source == "own:blame"), None)
    drew = [[links[one] for one in LINKS[1:3] if one in links] for links in people]
    averages = [sum(given) / len(given) for given in drew if given]
    drawn = [one for one in averages if one]
    assert (link is not None) == (len(drawn) >= LEAST_DRAWERS)
    if link:
        assert link.people == len(drawn)
        assert abs(link.weight - sum(drawn) / len(people)) <= 0.0100001


def result_of(people, *together):
    """Return what a team is shown whose people drew these links."""
    log = MapLog()
    for number, links in enumerate(people):
        log.person(f"p{number}")
        log.draw(f"p{number}", **links)
    if together:
        log.together("s1", "L", *together)
    log.close()
    return log.shown()
