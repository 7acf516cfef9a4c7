"""Whether people's own maps say the same: what can be found out by asking everything there is."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ciwidgets.analysis.maps.scenarios import SignVote
from ciwidgets.results.maps.pushes import TryOut
from ciwidgets.results.maps.team import people_maps
from ciwidgets.results.maps.votes import own_votes, said_of_votes
from ciwidgets.words import kernel_section
from tests.support.map_log import OCCASION, PROGRAM, STEP, WORDS, MapLog

SAID = kernel_section("what_if")
NO_ANSWER = SAID["votes_unknown"]
PUSHES = (-1, 0, 1)
WEIGHTS = (-1.0, -0.62, -0.25, 0.0, 0.25, 0.62, 1.0)
LINKS = ("a__b", "b__c", "a__c", "c__a")


def votes_of(labels, own_maps, word, to):
    """How each word moves on people's own maps when one is held."""
    nothing = [[0.0] * len(labels) for _ in labels]
    return own_votes(TryOut(labels, nothing, {word: to}, own_maps=own_maps))


def answers(labels, own_maps):
    """Everything that can be asked of people's own maps, by what is held, and word, and way."""
    return {
        (word, to, target, is_up): (vote, said_of_votes(vote, SAID, is_up=is_up))
        for word, to in product(range(len(labels)), PUSHES)
        for target, vote in enumerate(votes_of(labels, own_maps, word, to))
        for is_up in (True, False)
        if target != word
    }


def room_of(maps):
    """A team that has closed these maps."""
    log = MapLog()
    for number, links in enumerate(maps):
        log.person(f"p{number}")
        log.draw(f"p{number}", **links)
    log.close()
    return log


def said_in(log):
    """What a team is shown, and what is answered of its people's own maps."""
    behind = people_maps(log, PROGRAM, "t1", STEP, WORDS, OCCASION)
    if behind is None:
        return log.shown(), {}
    found = answers(behind.keys, (behind.weights, behind.holds))
    return log.shown(), {asked: said for asked, (_, said) in found.items()}


def _words_on(links, named):
    pairs = {
        tuple(f"own:{end}" for end in one.split("__")) for one, weight in links.items() if weight
    }
    return {end for pair in pairs & named for end in pair}


def drawn():
    """A map over three words; what weighs nothing is drawn and counts nowhere."""
    return st.dictionaries(st.sampled_from(LINKS), st.sampled_from(WEIGHTS), min_size=1)


@given(st.integers(5, 80).flatmap(lambda maps: st.tuples(st.just(maps), st.integers(0, maps))))
def test_who_knows_their_own_map_never_finds_that_all_others_say_the_same(counts):
    maps, same = counts
    said = said_of_votes(SignVote(same, 0, maps - same, maps), SAID, is_up=True)
    alike = [
        one
        for one in range(maps + 1)
        if said_of_votes(SignVote(one, 0, maps - one, maps), SAID, is_up=True) == said
    ]
    for own in (0, 1):
        others = {one - own for one in alike if 0 <= one - own <= maps - 1}
        assert others not in ({0}, {maps - 1})


@pytest.mark.parametrize(
    ("same", "maps", "said"),
    [
        (2, 5, "few"),
        (3, 5, "most"),
        (2, 6, "few"),
        (3, 6, "half"),
        (4, 6, "most"),
        (3, 9, "half"),
        (6, 9, "half"),
        (19, 19, "most"),
        (17, 20, "most"),
        (18, 20, "nearly_all"),
        (4, 4, "unknown"),
    ],
)
def test_small_groups_are_told_in_few_words(same, maps, said):
    vote = SignVote(same, 0, maps - same, maps)
    assert said_of_votes(vote, SAID, is_up=True) == SAID[f"votes_{said}"]


@settings(max_examples=60, deadline=None)
@given(st.lists(drawn(), min_size=5, max_size=8))
def test_five_maps_of_the_room_stand_behind_whatever_is_told(maps):
    log = room_of(maps)
    for number in range(6):
        log.bring(f"file {number}", a__b=1, b__c=-1)
    log.close()
    behind = people_maps(log, PROGRAM, "t1", STEP, WORDS, OCCASION)
    if behind is None:
        return
    found = answers(behind.keys, (behind.weights, behind.holds))
    named = {(link.source, link.target) for link in log.shown().links}
    on_links = [_words_on(links, named) for links in maps]
    for (word, _, target, _), (vote, said) in found.items():
        both = {behind.keys[word], behind.keys[target]}
        assert vote.maps == sum(both <= words for words in on_links)
        assert (said == NO_ANSWER) == (vote.maps < 5)


@settings(max_examples=60, deadline=None)
@given(st.lists(drawn(), min_size=5, max_size=8), drawn(), st.randoms())
def test_who_knows_all_maps_but_one_learns_only_what_the_teams_map_tells(maps, other, order):
    before, told = said_in(room_of(maps))
    # Words without a link of the team's, in any map, and who drew which, make no difference.
    more = [{**links, "a__own": 1.0, f"c__more{place}": 0.0} for place, links in enumerate(maps)]
    more = [more[0], *({**links, "a__own": 0.0} for links in more[1:])]
    order.shuffle(more)
    assert said_in(room_of(more))[1] == told
    now, others = said_in(room_of([*maps[:-1], other]))
    assert others == told or now.links != before.links


# --- all rooms there are ----------------------------------------------------------------------

# A map over the links from X to Y and from Y to Z: what is drawn leads to more, or to less.
KINDS = tuple(product((-1, 0, 1), repeat=2))


def own(kind):
    """A person's weights, and the words that are on a link."""
    first, second = kind
    weights = [[0.0, first, 0.0], [0.0, 0.0, second], [0.0] * 3]
    return weights, [bool(first), bool(first or second), bool(second)]


@pytest.fixture(scope="module")
def alone():
    """What each kind of map says by itself, for all that can be asked."""
    found = {kind: answers("XYZ", tuple([one] for one in own(kind))) for kind in KINDS}
    return {
        kind: {asked: vote for asked, (vote, _) in said.items()} for kind, said in found.items()
    }


def known_of(others, place):
    """The way of a link on everybody else's map, where it is the same in all rooms; or None."""
    ways = {kind[place] for room in others for kind in room}
    return ways.pop() if len(ways) == 1 else None


def test_all_answers_together_pin_no_link_that_the_teams_map_does_not(alone):
    people = 6
    by_answers, by_team, by_both = defaultdict(set), defaultdict(set), defaultdict(set)
    for room in combinations_with_replacement(KINDS, people):
        team = tuple(
            (sum(kind[place] for kind in room), sum(kind[place] != 0 for kind in room))
            for place in (0, 1)
        )
        if any(drawers < 3 for _, drawers in team):
            continue
        told = tuple(
            said_of_votes(_added(alone[kind][asked] for kind in room), SAID, is_up=asked[3])
            for asked in alone[KINDS[0]]
        )
        # Whoever asks knows one map, their own; names are in no answer.
        for me in set(room):
            others = list(room)
            others.remove(me)
            by_answers[me, told].add(tuple(others))
            by_team[me, team].add(tuple(others))
            by_both[me, told, team].add(tuple(others))
    assert len(by_answers) > 200
    for place in (0, 1):
        assert {known_of(others, place) for others in by_answers.values()} == {None}
        for (me, _, team), others in by_both.items():
            assert known_of(others, place) == known_of(by_team[me, team], place)


def _added(votes):
    sums = [0] * 5
    for one in votes:
        for place, count in enumerate((one.up, one.down, one.still, one.maps, one.unsettled)):
            sums[place] += count
    return SignVote(*sums)
