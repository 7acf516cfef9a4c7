"""What comes first by several ways, in the report of a team."""

from __future__ import annotations

import re
from itertools import count

import pytest

from ciwidgets.analysis.disclosure import SMALLEST_GROUP
from ciwidgets.analysis.priorities.comparison import compare
from ciwidgets.analysis.priority_rankings import Group, impact_ranking
from ciwidgets.analysis.priority_results import Thing, WhatFirst
from ciwidgets.charts.priorities import impact_chart, rank_chart
from ciwidgets.enrolment import current_program
from ciwidgets.errors import ReportError
from ciwidgets.model import (
    Criterion,
    Draft,
    Gate,
    Idea,
    NominalVote,
    Person,
    Role,
    Scores,
    StepState,
)
from ciwidgets.reports.blocks import FigureBlock, HowMade, Section, TableBlock, Text
from ciwidgets.reports.sections.priorities import what_first_side_by_side
from ciwidgets.reports.team_summary import TeamSummary
from ciwidgets.store import Store
from ciwidgets.workbook import ExerciseCell, Step, Workbook
from tests.test_results import PROGRAM

STEP, BOARD = "book/first", "book/ideas"
CELL = ExerciseCell("priorities", STEP, (("on", "ideas"), ("themes", "sorted"), ("vote", "vote")))
BOOK = Workbook("book", "Book", "", (Step("first", "First", (CELL,)),))
WITH = PROGRAM.model_copy(
    update={
        "criteria": [
            Criterion(id="lives", name="Lives", weight=3),
            Criterion(id="soon", name="Soon"),
        ]
    }
)
ODD = "<b>{way}</b> مواضيع 🧵"


class Told:
    """A store that entries are told to, one after another."""

    def __init__(self):
        self.store, self._numbers = Store("sqlite://"), count(1)

    def say(self, record_id, body, author="a"):
        before = self.store.get(record_id)
        self.store.append(
            [
                Draft(
                    record_id,
                    body,
                    f"request-{next(self._numbers)}",
                    "t1",
                    author,
                    "forum-1",
                    before.revision if before else 0,
                )
            ]
        )

    def section(self):
        return what_first_side_by_side(self.store, WITH, "t1", BOOK, WITH.occasions)


@pytest.fixture
def told():
    one = Told()
    for person in "abcdef":
        one.say(person, Person(role=Role.PARTICIPANT, sector="law"), person)
    for idea, text in (("bus", "Bus"), ("beds", "Beds"), ("odd", ODD)):
        one.say(idea, Idea(step=BOARD, text=text))
    yield one
    one.store.close()


def sheet(method, scores, *, together=False):
    return Scores(step=STEP, method=method, is_together=together, scores=scores)


def hanlon(*parts):
    return dict(zip(("size", "seriousness", "effectiveness"), parts, strict=True))


def close(told):
    told.say("state", StepState(step=STEP, is_open=False))


def words(section):
    return str(section._repr_mimebundle_())


def test_a_team_that_ranked_nothing_has_one_sentence(told):
    blocks = told.section().blocks
    assert len(blocks) == 1
    assert isinstance(blocks[0], Text)
    assert "not yet ranked" in blocks[0].text


def test_the_ways_stand_in_a_figure_with_words_and_a_table(told):
    for person in "abcdef":
        told.say(f"n-{person}", NominalVote(step=STEP, picks=["bus", "beds"]), person)
    told.say("h", sheet("hanlon", {"bus": hanlon(1, 1, 1), "beds": hanlon(9, 9, 9)}, together=True))
    told.say("g", Gate(step=STEP, item_id="odd", answers={"legality": False}))
    told.say("i", sheet("impact_effort", {"odd": {"impact": 5, "effort": 1}}, together=True))
    close(told)
    section = told.section()
    figures = [one for one in section.blocks if isinstance(one, FigureBlock)]
    assert [one.title for one in figures] == [
        "What comes first, way by way",
        "Impact and effort (the team together)",
    ]
    assert "Top five (6 people, each alone) puts “Bus” first." in figures[0].alt
    assert ("Bus", "1", "2", "no place") in figures[0].table.rows
    assert "Much impact for little effort: <b>{way}</b>" in figures[1].alt
    (made,) = (one for one in section.blocks if isinstance(one, HowMade))
    assert [one.rows[0][:3] for one in made.tables] == [("Bus", "1", "30"), ("Beds", "1", "243")]
    assert any("(A + 2B) × C" in one for one in made.sentences)
    assert not any(isinstance(one, TableBlock) for one in section.blocks)
    read = words(Section(one for one in section.blocks if one is not made))
    assert "People’s own answers are from First forum" in read
    assert "Three scores: No place for" in read
    assert not re.search("Hanlon|Kendall|BPR", read)


def test_own_sheets_of_four_people_are_not_in_the_report(told):
    for person in "abcd":
        told.say(f"c-{person}", sheet("criteria", {"bus": {"lives": 5, "soon": 5}}), person)
    told.say("h", sheet("hanlon", {"bus": hanlon(1, 1, 1)}, together=True))
    close(told)
    section = told.section()
    assert "Fewer than five people filled this in for themselves" in words(section)
    assert not any("criteria" in str(one) for one in section.blocks if isinstance(one, TableBlock))
    assert not any(isinstance(one, FigureBlock) for one in section.blocks)


def test_a_first_place_that_hangs_on_a_weight_is_named_with_the_weight(told):
    scores = {"bus": {"lives": 4, "soon": 1}, "beds": {"lives": 3, "soon": 4}}
    told.say("sheet", sheet("criteria", scores, together=True))
    said = words(told.section())
    assert "if “Lives” counted a quarter more, “Bus” would come first" in said
    assert "if “Soon” counted a quarter less, “Bus” would come first" in said


def test_a_figure_of_places_needs_two_ways():
    with pytest.raises(ReportError, match="from two ways and one thing on"):
        rank_chart(WhatFirst((Thing("a", "A"),), (), compare({})), {"dots": "Dots"})


def test_things_at_one_point_stand_beside_each_other_and_all_are_named():
    names = [f"thing{number}" for number in range(8)]
    made = {"team": {one: {"impact": 5, "effort": 5} for one in names}}
    ranking = impact_ranking(made, names, Group(is_together=True))
    figure = impact_chart(ranking, [Thing(one, one.title()) for one in names], "the team")
    assert all(f"{number}. Thing{number - 1}" in figure.svg for number in range(1, 9))
    assert len(figure.data.rows) == 8
    with pytest.raises(ReportError, match="nothing with an impact"):
        impact_chart(ranking.__class__("impact_effort", ()), [], f"{SMALLEST_GROUP} people")


def test_a_thing_that_only_shares_its_place_is_not_said_to_have_moved(sample):
    said = [
        pair
        for team in current_program(sample).teams
        for block in TeamSummary(team.id, store=sample).what_first_side_by_side().blocks
        for pair in re.findall(r"stands at (\d+) by [^.]*? and at (\d+) by", str(block))
    ]
    assert said
    assert [pair for pair in said if pair[0] == pair[1]] == []
