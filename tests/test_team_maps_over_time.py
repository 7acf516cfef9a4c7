"""Somebody who keeps every map a team was shown, and takes them away from each other."""

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from ciwidgets.analysis.disclosure import SMALLEST_GROUP
from ciwidgets.analysis.survey_results import NO_SECTOR
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

    def __init__(self, chance):
        self.chance, self.log, self.people = chance, MapLog(), 0
        self.came(chance.randint(4, 14))

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
        what = self.chance.choice(["words", "words", "words", "people", "again", "nothing"])
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


def left_of(whole, parts):
    """Return who drew what the parts that were shown leave of a link."""
    link, maps = whole
    left = link.parts.difference(*(one.parts for one, _ in parts))
    return {who for who, one in maps.items() if left & one.links.keys()}


def test_no_two_maps_that_120_teams_saw_tell_of_a_few_people():
    moved = waited = whole = 0
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
        for one in seen:
            here = [other for other in seen if other[0].closing == one[0].closing]
            inside = [other for other in here if other[0].parts < one[0].parts]
            whole += len(inside) > 1
            if inside:
                assert not few(left_of(one, inside)), (seed, one, inside)
    # An attack on nothing would prove nothing.
    assert moved > 300
    assert waited > 100
    assert whole > 5


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
    return {"": NO_SECTOR, "law": "Law", "health": "Health"}[sector]


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
