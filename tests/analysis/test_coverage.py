"""What a list of resources covers: holes, what is full, what may stand twice."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.coverage import Coverage, compare, coverage
from ciwidgets.analysis.lookalikes import duplicates, likeness
from ciwidgets.analysis.survey_results import StatementResult
from ciwidgets.model import Resource

LINES = ("treatment", "recovery", "family")
PEOPLE = ("young", "rural", "jail")
STEP = "needs_assessment/what-we-have"


def resource(
    line: str = "treatment", name: str = "A clinic", capacity: str = "room", **more: object
) -> Resource:
    fields = {"step": STEP, "line": line, "name": name, "capacity": capacity, **more}
    return Resource.model_validate(fields)


def found(*resources: Resource) -> Coverage:
    return coverage({f"r{n}": one for n, one in enumerate(resources)}, LINES, PEOPLE)


some_resources = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=4),
    st.builds(
        resource,
        line=st.sampled_from((*LINES, "gone")),
        name=st.sampled_from(("Clinic", "The clinic", "Harbor house", "Rides", "🌙", "Nana's")),
        capacity=st.sampled_from(("room", "nearly_full", "full", "waiting_list", "not_known")),
        who=st.sampled_from(("", "County", "Church")),
        populations=st.lists(st.sampled_from((*PEOPLE, "gone")), max_size=4),
    ),
    max_size=12,
)


@given(some_resources, st.randoms())
def test_the_order_things_were_listed_in_changes_nothing(resources, chance):
    shuffled = list(resources.items())
    chance.shuffle(shuffled)
    assert coverage(dict(shuffled), LINES, PEOPLE) == coverage(resources, LINES, PEOPLE)


@given(some_resources)
def test_every_resource_counts_once_in_its_line_and_once_for_each_it_is_there_for(resources):
    result = coverage(resources, LINES, PEOPLE)
    for line in result.lines:
        here = [one for one in resources.values() if one.line == line.id]
        assert line.whole.resources == len(here)
        for who, cell in line.cells.items():
            there = [one for one in here if not one.populations or who in one.populations]
            assert cell.resources == len(there)
            assert cell.with_room == sum(one.capacity in ("room", "nearly_full") for one in there)
            assert cell.waiting == sum(one.capacity == "waiting_list" for one in there)
    known = [one for one in resources.values() if one.line in LINES]
    assert result.resources == len(known) == sum(one.whole.resources for one in result.lines)


@given(some_resources)
def test_a_word_says_what_its_numbers_say(resources):
    for line in coverage(resources, LINES, PEOPLE).lines:
        for cell in (line.whole, *line.cells.values()):
            assert (cell.word == "none") == (cell.resources == 0)
            assert (cell.word == "room") == (cell.with_room > 0)
        assert set(line.holes) == {
            who for who, cell in line.cells.items() if not cell.resources and line.whole.resources
        }


@given(some_resources)
def test_nothing_is_offered_as_the_same_in_two_groups_or_from_two_lines(resources):
    groups = coverage(resources, LINES, PEOPLE).duplicates
    members = [one for group in groups for one in group]
    assert len(members) == len(set(members))
    for group in groups:
        assert len(group) > 1
        assert len({resources[one].line for one in group}) == 1


def test_holes_and_what_is_full_are_told_apart():
    line = found(
        resource(capacity="room", populations=["young"]),
        resource(name="Ward", capacity="waiting_list", populations=["rural"]),
    ).lines[0]
    assert (line.holes, line.thin, line.whole.waiting) == (("jail",), ("rural",), 1)
    assert line.has_gap


def test_a_line_that_is_full_as_a_whole_does_not_say_so_again_for_each():
    line = found(resource(capacity="full"), resource(name="Ward", capacity="waiting_list")).lines[0]
    assert (line.whole.word, line.thin, line.holes) == ("full", (), ())


def test_a_line_without_anything_is_one_hole():
    line = found(resource()).lines[1]
    assert (line.whole.word, line.holes) == ("none", ())
    assert line.has_gap


def test_full_beside_unknown_is_not_called_full():
    line = found(resource(capacity="full"), resource(name="Ward", capacity="not_known")).lines[0]
    assert line.whole.word == "not_known"
    assert not line.has_gap


def test_a_resource_for_people_the_program_no_longer_names_is_not_one_for_everyone():
    line = found(resource(populations=["gone"])).lines[0]
    assert line.whole.resources == 1
    assert line.holes == PEOPLE


def test_names_written_in_two_ways_are_offered_as_the_same():
    for one, other in (
        ("Ambrin Falls Treatment Center", "Ambrin Falls Treatment Centre"),
        ("The Harbor Clinic", "Clinic, harbor"),
        ("CAFÉ of hope", "Cafe of Hope"),
    ):
        assert found(resource(name=one), resource(name=other)).duplicates == (("r0", "r1"),)


def test_names_that_only_share_a_word_are_not():
    for one, other in (
        ("Narcotics Anonymous", "Alcoholics Anonymous"),
        ("Detox ward", "Needle exchange"),
        ("🌙", "🌞"),
    ):
        assert found(resource(name=one), resource(name=other)).duplicates == ()


def test_the_same_people_behind_two_like_names_make_them_alike():
    near = resource(name="Mobile clinic", who="Health department")
    far = resource(name="Clinic on wheels, mobile", who="County health department")
    assert found(near, resource(name=far.name, who="Church of the Oaks")).duplicates == ()
    same = resource(name=far.name, who="The Health Department")
    assert found(near, same).duplicates == (("r0", "r1"),)


def test_the_same_name_in_two_lines_is_no_duplicate():
    assert found(resource(), resource(line="recovery")).duplicates == ()


def test_whatever_is_alike_to_one_of_a_group_belongs_to_it():
    names = ("County mobile clinic", "County mobile clinics", "The mobile clinic of the county")
    groups = duplicates({name: resource(name=name) for name in names})
    assert groups == [tuple(sorted(names))]


# Short words of few letters are alike often; none of these is an article.
some_words = st.text("bcd", min_size=1, max_size=12)


@given(some_words, some_words)
def test_a_pair_is_offered_exactly_where_its_names_are_alike(one, other):
    pair = {"a": resource(name=one), "b": resource(name=other)}
    assert bool(duplicates(pair)) == (likeness(one, other) >= 0.84)


def nearly(name: str, chance: random.Random, changed: int, letters: str) -> str:
    written = list(name)
    for place in chance.sample(range(len(written)), changed):
        written[place] = chance.choice(letters)
    return "".join(written)


@pytest.mark.parametrize(
    ("name", "changed", "letters"),
    [
        ("abcdefghijklmnopqrstuvwxyz " * 3, 75, "abcdefghijklmnopqrstuvwxyz "),
        ("the same letters in another place and still not quite the same as the others", 12, "xyz"),
        ("a" * 80, 10, "bcdefg"),
        ("a" * 80, 80, "ab"),
        ("\ufdfa" * 80, 40, "\ufdfa\ufdfb"),
    ],
    ids=["mixed", "near", "one letter", "two letters", "signs that stand for phrases"],
)
def test_nobody_can_make_a_list_that_holds_up_the_pages_of_others(name, changed, letters):
    chance = random.Random(7)
    many = {
        f"r{n}": resource(
            name=nearly(name, chance, changed, letters)[:79] + "b",
            who=nearly(name, chance, changed, letters)[:80],
        )
        for n in range(200)
    }
    began = time.process_time()
    coverage(many, LINES, PEOPLE)
    assert time.process_time() - began < 1  # it takes a tenth of that; it took ten times that


def test_what_is_most_alike_is_found_in_the_worst_list_too():
    chance = random.Random(7)
    name = "the same letters in another place and still not quite the same as the others"
    many = {f"r{n}": resource(name=nearly(name, chance, 25, "vwxyz")) for n in range(198)}
    many |= {"one": resource(name="Harbor clinic"), "other": resource(name="The harbor clinics")}
    assert ("one", "other") in duplicates(many)


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_the_same_either_way_and_whole_for_the_same(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1


def said(word: str, statement: str = "s") -> StatementResult:
    return StatementResult(statement, "It works.", 9, (1, 1, 1, 3, 3), word=word)


def test_hope_against_a_waiting_list_stands_beside_it():
    full = found(resource(capacity="waiting_list"))
    result = compare([said("most_agree")], {"s": ["treatment"]}, full)
    assert [(one.side, [line.id for line in one.lines]) for one in result.apart] == [
        ("hoped", ["treatment"])
    ]
    assert result.alike == 0
    doubted = compare([said("most_disagree")], {"s": ["treatment"]}, full)
    assert (doubted.alike, doubted.apart) == (1, ())


def test_doubt_where_everyone_finds_room_stands_beside_it():
    open_to_all = found(resource(), resource(line="recovery"))
    lines_of = {"s": ["treatment", "recovery"]}
    result = compare([said("all_disagree")], lines_of, open_to_all)
    assert [(one.side, len(one.lines)) for one in result.apart] == [("doubted", 2)]
    assert compare([said("all_agree")], lines_of, open_to_all).alike == 1


def test_only_lines_with_a_gap_are_set_against_hope():
    some = found(resource(), resource(line="recovery", populations=["young"]))
    result = compare([said("all_agree")], {"s": ["treatment", "recovery"]}, some)
    assert [line.id for line in result.apart[0].lines] == ["recovery"]


def test_nothing_is_compared_where_nothing_is_known():
    unknown = found(resource(capacity="not_known"), resource(name="Ward", populations=["young"]))
    words = ("split_in_two", "mixed", "spread_out", "in_the_middle", "too_few")
    for one in (
        compare([said(word) for word in words], {"s": ["treatment"]}, found(resource())),
        compare([said("most_agree"), said("most_disagree")], {"s": ["treatment"]}, unknown),
        compare([said("most_agree")], {}, found(resource())),
        compare([said("most_agree")], {"s": ["gone"]}, found(resource())),
        compare([said("most_agree")], {"s": ["treatment"]}, found()),
    ):
        assert (one.alike, one.apart) == (0, ())
