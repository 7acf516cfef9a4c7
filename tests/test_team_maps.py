"""What a team's maps say together."""

from __future__ import annotations

import pytest

from ciwidgets.model import MapLink, MapWord, OwnMap
from ciwidgets.results.maps.pushes import weights_by_sectors
from ciwidgets.results.maps.said import balanced_weight, said, sums
from ciwidgets.results.maps.showings import MOST_WORD_CHANGES
from ciwidgets.results.maps.team import (
    MOST_LINKS,
    MOST_WORDS,
    group_maps,
    map_words_of,
    people_maps,
)
from ciwidgets.words import kernel_section
from tests.support.map_log import OCCASION, PROGRAM, STEP, WORDS, MapLog

STIGMA, HELP = "deck:stigma", "deck:help"
STRENGTHS = PROGRAM.map_strengths
SAID = kernel_section("our_map")


@pytest.fixture
def log():
    return MapLog()


def link(found, source=STIGMA, target=HELP):
    """The link of a team's map between two words, or None."""
    return next((one for one in found.links if (one.source, one.target) == (source, target)), None)


def maps_of(log, as_of=None):
    return people_maps(log, PROGRAM, "t1", STEP, WORDS, OCCASION, as_of)


def words_of(log):
    return {one.key: one.labels for one in map_words_of(log, PROGRAM, "t1", STEP, WORDS, OCCASION)}


def test_nothing_is_shown_while_the_maps_are_open(log):
    log.people(6, stigma__help=-1)
    assert log.shown() is None
    log.close()
    assert log.shown() is not None
    log.open()
    assert log.shown() is None


def test_of_four_maps_nothing_is_shown_but_how_many_they_are(log):
    log.people(4, stigma__help=-1)
    log.close()
    found = log.shown()
    assert (found.people, found.too_few, found.links, found.words) == (4, True, (), ())
    assert maps_of(log) is None


def test_a_map_that_is_not_handed_in_does_not_count(log):
    log.people(5, stigma__help=-1)
    log.draw("p0", hands_in=False, stigma__help=-1)
    log.close()
    assert log.shown().too_few


def test_a_link_is_told_with_its_average_over_everybody(log):
    log.people(4, stigma__help=-0.62)
    log.people(4, first=4, hope__help=1)
    log.close()
    found = log.shown()
    one = link(found)
    assert (one.weight, one.people, one.agreement, one.drawn_strength) == (-0.31, 4, 1.0, 1)
    assert found.matrix()[0] == (HELP, STIGMA, "own:hope")
    assert found.matrix()[1] == [[0, 0, 0], [-0.31, 0, 0], [0.5, 0, 0]]


def test_what_fewer_than_three_drew_is_counted_and_named_nowhere(log):
    log.people(6, stigma__help=-1)
    log.draw("p0", stigma__help=-1, secret__help=1)
    log.draw("p1", stigma__help=-1, secret__help=1)
    log.close()
    found = log.shown()
    assert [one.label for one in found.words] == ["Asking for help", "Stigma"]
    assert found.left_out == 1
    assert "own:secret" not in repr(found) + repr(maps_of(log))


def test_half_of_the_people_who_agree_share_a_link(log):
    log.people(4, stigma__help=-1)
    log.people(4, first=4, hope__help=1, help__hope=1)
    log.draw("p4", hope__help=1)
    log.close()
    found = log.shown()
    assert link(found).mark == "shared"
    assert link(found, HELP, "own:hope").mark == ""


def test_opposite_signs_are_contested_and_worded_as_that(log):
    log.people(3, stigma__help=-1)
    log.people(3, first=3, stigma__help=1)
    log.close()
    found = log.shown()
    one = link(found)
    assert (one.mark, one.weight, one.agreement) == ("contested", 0.0, 0.0)
    assert said(one, found, STRENGTHS, SAID) == (
        "Some say that more “Stigma” leads to more “Asking for help”, others that it leads to less."
    )


def test_weights_that_cancel_out_without_a_quarrel_lead_to_neither(log):
    log.people(4, stigma__help=0.25)
    log.people(1, first=4, stigma__help=-1)
    log.close()
    found = log.shown()
    assert link(found).mark == ""
    assert "neither more nor less" in said(link(found), found, STRENGTHS, SAID)


def test_a_link_only_one_sector_drew_names_that_sector(log):
    log.people(5, "law", stigma__help=-1)
    log.draw("p0")
    log.draw("p1")
    log.people(5, "health", first=5, hope__help=1)
    log.close()
    found = log.shown()
    assert (link(found).mark, link(found).sectors) == ("one_sector", ("Law",))
    assert found.pools == (("Health",), ("Law",))


def test_sectors_of_fewer_than_five_are_never_told_apart(log):
    log.people(5, "law", stigma__help=-1)
    log.people(4, "health", first=5, hope__help=1)
    log.close()
    found = log.shown()
    assert found.pools == ()
    assert {(one.mark == "one_sector", one.balanced) for one in found.links} == {(False, None)}
    assert weights_by_sectors(found, STRENGTHS) == found.matrix()[1]


def test_each_sector_has_one_vote_in_the_map_by_sectors(log):
    log.people(10, "law", stigma__help=-1)
    log.people(5, "health", first=10, stigma__help=1)
    log.close()
    found = log.shown()
    one = link(found)
    assert (one.weight, one.balanced) == (-0.33, 0.0)
    assert weights_by_sectors(found, STRENGTHS) == [[0, 0], [0.0, 0]]
    assert found.matrix()[1] == [[0, 0], [-0.33, 0]]
    (said_of_it,) = sums(found, STRENGTHS, SAID)
    assert said_of_it.startswith(
        "More “Stigma” would lead to neither more nor less “Asking for help”"
    )
    assert said_of_it.endswith("and not to less, a little.")


def test_with_one_vote_a_sector_no_exact_average_is_told(log):
    log.people(10, "law", stigma__help=-0.25)
    log.people(5, "health", first=10, stigma__help=1)
    log.close()
    one = link(log.shown())
    assert (one.weight, one.balanced) == (0.17, 0.38)
    # Both are called "a little": they say the same.
    assert balanced_weight(one, STRENGTHS) == one.weight
    log = MapLog()
    log.people(10, "law", stigma__help=-1)
    log.people(5, "health", first=10, stigma__help=1)
    log.draw("p0", stigma__help=1)
    log.close()
    one = link(log.shown())
    assert one.balanced == 0.1
    assert balanced_weight(one, STRENGTHS) == STRENGTHS[0]


def test_a_sentence_says_how_strong_it_is_for_those_who_drew_it(log):
    log.people(3, stigma__help=-1)
    log.people(9, first=3, hope__help=1)
    log.close()
    found = log.shown()
    assert link(found).weight == -0.25
    assert said(link(found), found, STRENGTHS, SAID) == (
        "More “Stigma” leads to a drop in “Asking for help”, strongly."
    )


def test_a_link_few_of_many_drew_keeps_its_sign(log):
    log.people(3, stigma__help=-0.25)
    log.people(200, first=3, hope__help=1)
    log.close()
    assert link(log.shown()).weight == -0.01


def test_two_ways_of_writing_are_one_word_already(log):
    log.people(3, **{"Hope __help": 1})
    log.people(3, first=3, hope__help=1)
    log.close()
    found = log.shown()
    assert link(found, "own:hope", HELP).people == 6
    assert next(one for one in found.words if one.key == "own:hope").labels == ("Hope", "hope")


def test_words_written_by_hand_count_as_the_decks_or_the_needs(log):
    log.need("n-1", "More hope")
    log.people(3, **{"STIGMA__more  hope": -1})
    log.people(3, first=3, **{"stigma__more hope": -1})
    log.close()
    found = log.shown()
    assert link(found, STIGMA, "need:n-1").people == 6
    assert [one.label for one in found.words] == ["Stigma", "More hope"]


def test_words_put_together_count_as_one_and_a_person_once(log):
    log.people(3, shame__help=-1)
    log.people(3, first=3, stigma__help=-0.25)
    log.draw("p0", shame__help=-1, stigma__help=-0.5, shame__stigma=1)
    log.together("s1", "Shame and stigma", "own:shame", STIGMA)
    log.close()
    found = log.shown()
    one = link(found)
    assert (one.people, one.weight) == (6, round((-0.75 - 1 - 1 - 3 * 0.25) / 6, 2))
    assert found.words[1].label == "Shame and stigma"
    assert set(found.words[1].labels) == {"shame", "Stigma"}
    # A word that leads to itself says nothing.
    assert len(found.links) == 1


def test_a_persons_opposite_links_under_one_label_cancel_out(log):
    log.people(6, stigma__help=-1)
    log.draw("p0", stigma__help=-1, shame__help=1)
    log.together("s1", "Stigma", "own:shame", STIGMA)
    log.close()
    assert link(log.shown()).people == 5
    assert sorted(maps_of(log).holds) == [[False, False]] + [[True, True]] * 5


def test_words_that_are_taken_apart_before_the_closing_count_apart(log):
    log.people(5, shame__help=-1)
    log.together("s1", "Stigma", "own:shame", STIGMA)
    log.apart("s1")
    log.close()
    assert link(log.shown(), "own:shame", HELP).people == 5


def test_a_need_that_is_gone_keeps_the_label_it_has_on_the_maps(log):
    log.need("n-1", "More hope")
    log.people(5, stigma__help=-1)
    words = [MapWord(id="a", label="More hope", stands_for="need:n-1"), MapWord(id="b", label="x")]
    for who in ("p0", "p1", "p2"):
        links = [MapLink(source="a", target="b", weight=1.0)]
        log.say(f"map-{who}", OwnMap(step=STEP, words=words, links=links, is_handed_in=True), who)
    log.say("n-1", log.history("n-1")[-1].body, "p0", retracted=True)
    log.close()
    assert [one.label for one in log.shown().words if one.key == "need:n-1"] == ["More hope"]


def test_a_weight_of_zero_counts_nowhere(log):
    log.people(6, stigma__help=0)
    log.close()
    found = log.shown()
    assert (found.people, found.links, found.left_out) == (6, (), 0)


def test_whoever_came_in_twice_counts_once_with_the_newest_map(log):
    log.people(5, stigma__help=-1)
    log.person("p5")
    log.draw("p5", stigma__help=-1)
    log.person("p5", same_as="p4")
    log.close()
    assert log.shown().people == 5


def test_peoples_maps_from_files_count_and_groups_own_do_not(log):
    log.people(5, stigma__help=-1)
    for number in range(5):
        log.bring(f"file {number}", "health", stigma__help=-1)
    log.bring("group", counts_as="group", stigma__help=1)
    log.close()
    assert (link(log.shown()).people, log.shown().people) == (10, 10)
    assert [one.body.title for one in group_maps(log, "t1")] == ["group"]


def test_who_brought_a_file_cannot_see_the_few_others_through_it(log):
    log.people(2, stigma__help=-1)
    for number in range(8):
        log.bring(f"file {number}", stigma__help=-1)
    log.close()
    assert log.shown().too_few
    log.open()
    log.people(5, first=2, hope__help=1)
    log.close()
    # Two people of the room drew it, beside eight whose maps somebody knows.
    assert link(log.shown()) is None
    assert link(log.shown(), "own:hope", HELP).people == 5


def test_what_came_after_the_closing_is_told_and_not_in_it(log):
    log.people(6, stigma__help=-1)
    log.close()
    log.open()
    log.people(1, first=6, stigma__help=-1)
    log.close()
    found = log.shown()
    assert (found.people, found.later, link(found).people) == (6, 1, 6)


def test_five_new_people_bring_a_new_map(log):
    log.people(6, stigma__help=-1)
    log.close()
    log.open()
    log.people(5, first=6, stigma__help=-1)
    log.close()
    found = log.shown()
    assert (found.people, found.later, found.pools) == (11, 0, ())


def test_a_person_who_changes_one_link_changes_nothing_that_is_shown(log):
    log.people(8, stigma__help=-1)
    log.draw("p0", stigma__help=-1, hope__help=1)
    log.draw("p1", stigma__help=-1, hope__help=1)
    log.close()
    before = log.shown()
    log.open()
    log.draw("p2", stigma__help=-1, hope__help=1)
    log.close()
    after = log.shown()
    assert (after.links, after.left_out, after.later) == (before.links, before.left_out, 1)


def test_words_put_together_after_the_closing_bring_links_to_light(log):
    log.people(2, shame__help=-1)
    log.people(2, first=2, disgrace__help=-1)
    log.people(2, first=4, hope__help=1)
    log.close()
    assert log.shown().links == ()
    log.together("s1", "Shame", "own:disgrace", "own:shame")
    found = log.shown()
    assert [(one.people, one.weight) for one in found.links] == [(4, -0.67)]
    assert found.words_later


def test_a_word_of_one_person_is_not_seen_by_putting_it_under_another(log):
    log.people(5, stigma__help=-1)
    log.people(2, first=5, hope__help=1)
    log.people(1, first=7, shame__help=1)
    log.close()
    before = link(log.shown())
    log.together("s1", "Stigma", STIGMA, "own:shame")
    found = log.shown()
    assert link(found) == before
    assert found.words_later


def test_nothing_moves_by_which_it_could_be_told_whether_one_person_drew_a_link(log):
    seen = []
    for drew in ({}, {"shame__help": 1.0}):
        log = MapLog()
        log.people(6, stigma__help=-1)
        log.draw("p5", shame__hope=0, **drew)
        log.close()
        before = log.shown()
        log.together("s1", "Stigma", STIGMA, "own:shame")
        after = log.shown()
        seen.append(
            (after.left_out - before.left_out, after.links == before.links, after.words_later)
        )
    assert seen == [(0, True, True)] * 2


def test_five_peoples_word_may_be_put_under_another_after_the_closing(log):
    log.people(5, stigma__help=-1)
    log.people(5, first=5, shame__help=-1)
    log.close()
    log.together("s1", "Stigma", STIGMA, "own:shame")
    assert (link(log.shown()).people, len(log.shown().links)) == (10, 1)
    log.apart("s1")
    assert [one.people for one in log.shown().links] == [5, 5]
    assert not log.shown().words_later


def test_what_three_words_leave_of_a_label_is_not_told_either(log):
    log.people(6, stigma__help=-1)
    log.people(6, first=6, shame__help=-1)
    log.people(1, first=12, disgrace__help=-1)
    log.close()
    log.together("s1", "All", STIGMA, "own:shame", "own:disgrace")
    found = log.shown()
    # Both words were shown: all three together, less these two, would be one person's.
    assert sum(one.people for one in found.links) <= 6
    assert found.words_later


def test_with_five_more_people_a_new_closing_brings_in_words_that_had_to_wait(log):
    log.people(5, stigma__help=-1)
    log.people(1, first=5, shame__help=1)
    log.close()
    log.together("s1", "Stigma", STIGMA, "own:shame")
    assert (link(log.shown()).people, log.shown().words_later) == (5, True)
    log.open()
    log.people(5, first=6, stigma__help=-1)
    log.close()
    assert (link(log.shown()).people, log.shown().words_later) == (11, False)


def test_a_later_result_is_the_same_whenever_it_is_asked_for(log):
    log.people(6, stigma__help=-1)
    first = log.close()
    log.together("s1", "Stigma", STIGMA, "own:shame")
    log.open()
    log.people(6, first=6, shame__help=1)
    log.close()
    assert log.shown(first).people == 6
    assert log.shown(first).later == 0
    assert log.shown().people == 12


def test_so_many_changes_of_the_words_are_followed_and_no_more(log):
    log.people(6, stigma__help=-1)
    log.close()
    for number in range(MOST_WORD_CHANGES + 1):
        log.together("s1", f"Label {number}", STIGMA, "own:shame")
    found = log.shown()
    assert found.words_later
    assert f"Label {MOST_WORD_CHANGES - 1}" in [one.label for one in found.words]


def test_peoples_own_maps_hold_what_is_named_and_nothing_else(log):
    log.people(6, stigma__help=-1)
    log.draw("p0", stigma__help=-0.25, secret__help=1, help__stigma=1)
    log.draw("p5", stigma__secret=1, faith__help=1)
    log.close()
    found = maps_of(log)
    assert found.keys == (HELP, STIGMA)
    assert max(found.weights[:5]) == [[0, 0], [-0.25, 0]]
    assert found.holds == [[True, True]] * 5 + [[False, False]]


def test_maps_from_files_are_none_of_peoples_own(log):
    log.people(5, stigma__help=-1)
    for number in range(5):
        log.bring(f"map {number}", stigma__help=1)
    log.close()
    assert link(log.shown()).people == 10
    assert maps_of(log).weights == [[[0, 0], [-1, 0]]] * 5


def test_the_map_by_sectors_holds_nothing_that_the_page_does_not_tell_with_a_link(log):
    log.people(6, "law", stigma__help=1, hope__help=0.62)
    log.people(5, "health", first=6, stigma__help=0.25, hope__help=0.62)
    log.draw("p6", stigma__help=-1, hope__help=0.62)
    log.close()
    found = log.shown()
    one = link(found)
    assert (one.weight, one.balanced) == (0.55, 0.5)
    place = {word.key: number for number, word in enumerate(found.words)}
    weights = weights_by_sectors(found, STRENGTHS)
    # Both are called medium, so that it is the weight which is told by people.
    assert weights[place[STIGMA]][place[HELP]] == 0.55
    assert {weight for row in weights for weight in row} == {0.0, 0.55, 0.62}


def test_words_are_shown_as_soon_as_maps_are_handed_in_and_without_names(log):
    log.people(1, Hope__help=1)
    log.people(1, first=1, hope__help=1)
    log.person("p2")
    log.draw("p2", hands_in=False, secret__help=1)
    assert words_of(log) == {HELP: ("Asking for help",), "own:hope": ("Hope", "hope")}


def test_a_page_is_shown_the_links_that_most_people_drew(log):
    for part in range(2):
        for number in range(3):
            who = f"p{part * 3 + number}"
            log.person(who)
            log.draw(
                who,
                **{
                    f"w{part}-{a}__w{part}-{b}": 1
                    for a in range(17)
                    for b in range(17)
                    if a != b and a * 17 + b < 290
                },
            )
    log.close()
    found = log.shown()
    assert len(found.links) == MOST_LINKS
    assert len(found.words) <= MOST_WORDS
    assert found.more > 0


def test_hostile_labels_are_words_like_any_other(log):
    labels = ["\ufdfa" * 280, "<b>x</b>" * 30, "{source} {n}", "\u202eevil", "‏‏مرحبا", "🏳️‍🌈" * 40]
    log.people(5)
    words = [MapWord(id=str(number), label=label[:280]) for number, label in enumerate(labels)]
    links = [MapLink(source="0", target=str(number), weight=1.0) for number in range(1, 6)]
    for number in range(5):
        who = f"p{number}"
        log.say(f"map-{who}", OwnMap(step=STEP, words=words, links=links, is_handed_in=True), who)
    log.close()
    found = log.shown()
    assert {one.label for one in found.words} == {one.label for one in words}
    braces = next(one for one in found.links if found_label(found, one.target) == "{source} {n}")
    assert "leads to more “{source} {n}”," in said(braces, found, STRENGTHS, SAID)


def found_label(found, key):
    return next(one.label for one in found.words if one.key == key)
