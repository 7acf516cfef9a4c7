"""What a team is shown of a few people, when results are added up and taken from each other."""

import pytest

from ciwidgets.model import DeckWord
from ciwidgets.results.closings import Place
from ciwidgets.results.maps.combining import tells_of_few
from ciwidgets.results.maps.showings import ClosedMaps, shown_map
from tests.support.map_log import OCCASION, PROGRAM, STEP, WORDS, MapLog

STIGMA, SHAME = "deck:stigma", "own:shame"


@pytest.fixture
def log():
    return MapLog()


def people_who_drew(log, stigma=0, both=0, shame=0):
    """Let people draw one of two links, or both."""
    log.people(stigma, stigma__help=0.25)
    log.people(both, first=stigma, stigma__help=1, shame__help=0.62)
    log.people(shame, first=stigma + both, shame__help=0.25)


def counts(found):
    """How many people drew each word's link."""
    return {one.source: one.people for one in found.links}


def of_one(*things):
    """What a person said: each thing by the results it goes into."""
    return frozenset((frozenset(places), things.count(places)) for places in things)


def test_who_alone_drew_both_of_two_words_cannot_be_had_from_all_three_results(log):
    people_who_drew(log, stigma=5, both=1, shame=5)
    log.close()
    assert counts(log.shown()) == {STIGMA: 6, SHAME: 6}
    log.together("s1", "Shame and stigma", STIGMA, SHAME)
    assert list(counts(log.shown()).values()) == [6]
    assert log.shown().words_later


@pytest.mark.parametrize(
    ("stigma", "both", "shame", "told"),
    [
        (6, 0, 6, 12),  # nobody drew both
        (5, 5, 5, 15),
        (0, 6, 0, 6),  # nobody drew one alone
        (1, 9, 1, 10),  # twice the whole less both parts is two people's
        (1, 9, 5, 14),  # one person drew the one without the other
        (6, 4, 6, 10),
    ],
)
def test_words_are_one_only_where_those_of_one_and_of_both_are_nobody_or_five(
    log, stigma, both, shame, told
):
    people_who_drew(log, stigma, both, shame)
    log.close()
    log.together("s1", "Shame and stigma", STIGMA, SHAME)
    assert list(counts(log.shown()).values()) == [told]


def test_the_overlap_cannot_be_had_by_way_of_an_earlier_closing_either(log):
    people_who_drew(log, stigma=5, both=1, shame=5)
    log.close()
    log.open()
    # The map that follows is of other people, but nobody's answers to the two links are.
    log.people(6, first=20, hope__help=1)
    log.together("s1", "Shame and stigma", STIGMA, SHAME)
    log.close()
    found = log.shown()
    assert found.people == 17
    assert 11 not in counts(found).values()


def test_people_who_came_and_drew_something_else_hide_nobody(log):
    log.people(5, stigma__help=1)
    log.people(1, first=5, stigma__help=1, shame__help=-0.25)
    log.close()
    log.open()
    log.people(6, first=6, hope__help=1)
    log.together("s1", "Shame and stigma", STIGMA, SHAME)
    log.close()
    # What one person made of both, less what all drew before, is what that one drew.
    assert list(counts(log.shown())) == ["own:hope"]


def test_who_alone_drew_both_is_not_hidden_by_maps_from_files(log):
    people_who_drew(log, stigma=5, both=1, shame=5)
    for number in range(5):
        log.bring(f"file {number}", stigma__help=1, shame__help=1)
    log.close()
    log.together("s1", "Shame and stigma", STIGMA, SHAME)
    assert list(counts(log.shown()).values()) == [11]
    assert log.shown().words_later


def test_results_that_share_nothing_tell_of_nobody():
    assert not tells_of_few([of_one({0})] * 6 + [of_one({1})] * 6, 2)
    assert not tells_of_few([of_one({0}, {1})] * 2 + [of_one({0})] * 6 + [of_one({1})] * 6, 2)


def test_the_overlap_of_three_words_is_found_as_well():
    alone = [of_one({0, 3})] * 6 + [of_one({1, 3})] * 6 + [of_one({2, 3})] * 6
    assert not tells_of_few(alone, 4)
    assert tells_of_few([*alone, of_one({0, 3}, {2, 3})], 4)


def test_a_result_of_three_people_on_its_own_is_no_news():
    few = [of_one({0})] * 3
    assert not tells_of_few(few + [of_one({1})] * 6, 2)
    assert tells_of_few(few + [of_one({0, 1})] * 6, 2)


def test_more_results_than_can_be_looked_at_are_taken_to_tell_of_a_few():
    assert tells_of_few([of_one({number}) for number in range(9)] * 6, 9)


def test_maps_from_files_fill_up_no_pool_and_have_no_vote(log):
    log.people(5, "law", stigma__help=-1)
    log.people(1, "", first=5, stigma__help=-1)
    for number in range(5):
        log.bring(f"file {number}", stigma__help=1)
    log.close()
    (one,) = log.shown().links
    assert (log.shown().pools, one.balanced, one.mark) == ((), None, "contested")


def test_sectors_of_five_people_each_are_told_apart_whatever_files_there_are(log):
    log.people(10, "law", stigma__help=-1)
    log.people(5, "health", first=10, stigma__help=1)
    for number in range(5):
        log.bring(f"file {number}", "faith", stigma__help=1)
    log.close()
    (one,) = log.shown().links
    assert log.shown().pools == (("Law",), ("Health",))
    assert (one.weight, one.balanced) == (0.0, 0.0)
    assert one.people == 20


def test_a_link_that_a_file_has_too_is_none_of_one_sector_alone(log):
    log.people(5, "law", stigma__help=-1, shame__help=-1)
    log.people(7, "health", first=5, hope__help=1)
    for number in range(5):
        log.bring(f"file {number}", stigma__help=-1)
    log.close()
    marks = {one.source: (one.mark, one.sectors) for one in log.shown().links}
    assert marks[SHAME] == ("one_sector", ("Law",))
    assert marks[STIGMA] == ("shared", ())


def test_files_hide_nobody_whom_two_closings_and_the_sectors_tell_apart(log):
    log.people(6, "law", stigma__help=-1)
    log.people(5, "health", first=6, stigma__help=-1)
    log.close()
    log.open()
    # Five of law and one of health are left: less law's part of the first map, that is few.
    for who in ("p0", "p6", "p7", "p8", "p9"):
        log.draw(who, hands_in=False, stigma__help=-1)
    for number in range(5):
        log.bring(f"file {number}", stigma__help=-1)
    log.close()
    assert log.shown().pools == (("Law",), ("Health",))
    assert log.shown().later == 10


def test_editing_the_deck_after_the_closing_moves_no_link(log):
    log.program()
    log.people(5, stigma__help=0.25)
    log.people(1, first=5, STIGMA__help=-1)
    log.close()
    before = log.shown()
    assert counts(before) == {STIGMA: 6}
    edited = [DeckWord(id="stigma", label="Stigma and shame"), PROGRAM.map_words[1]]
    log.program(map_words=edited)
    assert log.shown() == before
    assert log.shown(len(log.entries)) == before


def test_the_deck_of_a_closing_counts_and_not_the_one_before_it(log):
    log.program(map_words=[])
    log.people(6, Hope__trust=1)
    log.program(map_words=[DeckWord(id="hope", label="Hope")])
    log.close()
    assert counts(log.shown()) == {"deck:hope": 6}


def test_a_word_without_a_link_is_no_answer_and_holds_no_closing_back(log):
    log.people(6, stigma__help=-1)
    log.people(1, first=6, hope__help=1)
    log.close()
    before = log.shown()
    log.open()
    log.draw("p6", hope__help=1, stigma__help=0)
    second = log.close()
    assert shown_map(closed_maps(log)).closing == second
    assert (log.shown().links, log.shown().words) == (before.links, before.words)


def closed_maps(log):
    return ClosedMaps(Place(log, "t1", STEP, OCCASION), PROGRAM, WORDS)
