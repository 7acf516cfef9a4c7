"""Themes and needs in a team's summary, with their dots and what they rest on."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

import pytest

from ciwidgets import results
from ciwidgets.model import (
    Body,
    DotVote,
    Draft,
    Evidence,
    Idea,
    IdeaGroup,
    Moderation,
    Need,
    Occasion,
    Person,
    Program,
    Rating,
    Role,
    Scale,
    Statement,
    StepState,
    Survey,
    Team,
    Theme,
    record_id_for,
)
from ciwidgets.reports.blocks import Heading, List, Section, Text
from ciwidgets.reports.sections.themes import Place, our_needs, themes
from ciwidgets.store import Store
from ciwidgets.workbook import ExerciseCell, Step, Workbook

RATE, BOARD, SORT, VOTE, NEEDS = (
    f"book/{one}" for one in ("rate", "ideas", "sort", "vote", "needs")
)
FORUM = Occasion(id="forum-1", name="First forum", date=date(2026, 3, 1))
PROGRAM = Program(
    name="A made-up program",
    made_up=True,
    support="",
    records="",
    occasions=[FORUM],
    teams=[Team(id="t1", name="One")],
    scales=[Scale(id="agree", labels=["No", "Between", "Yes"])],
    surveys=[
        Survey(
            id="pulse",
            title="Pulse",
            scale="agree",
            statements=[Statement(id="s1", text="Rides are there.")],
        )
    ],
)
BOOK = Workbook(
    "book",
    "A book",
    "",
    (
        Step("rate", "1", (ExerciseCell("rating", RATE, (("survey", "pulse"),)),)),
        Step(
            "ideas",
            "2",
            (ExerciseCell("idea_board", BOARD), ExerciseCell("themes", SORT, (("on", "ideas"),))),
        ),
        Step("vote", "3", (ExerciseCell("dot_vote", VOTE, (("on", "ideas"),)),)),
    ),
)
FACT = Evidence(fact_id="survey:pulse:s1", text="What it said when it was chosen.")
FACT_NOW = "“Rides are there.” Everyone disagrees: 0 of 5 on the agree side."


class Told:
    """One team's record, told entry by entry; five people vote and answer."""

    def __init__(self) -> None:
        self.store = Store("sqlite://")
        self._numbers = count(1)
        for number in range(5):
            self.say(f"p{number}", Person(role=Role.PARTICIPANT), f"p{number}")

    def say(self, record_id: str, body: Body, author: str = "p0", **more: Any) -> int:
        request = f"request-{next(self._numbers):012}"
        base = len(self.store.history(record_id))
        draft = Draft(record_id, body, request, "t1", author, "forum-1", base, **more)
        return self.store.append([draft])[0].seq

    def write(self, *ids: str) -> None:
        for one in ids:
            self.say(one, Idea(step=BOARD, text=f"words of {one}"))

    def merge(self, *ids: str) -> None:
        self.say("g1", IdeaGroup(step=BOARD, title="Together", idea_ids=list(ids)))

    def vote(self, **dots: int) -> None:
        for number in range(5):
            body = DotVote(step=VOTE, dots=dots)
            self.say(record_id_for("dot_vote", f"p{number}"), body, f"p{number}")
        self.set_step(VOTE, is_open=False)

    def rate(self) -> None:
        for number in range(5):
            body = Rating(step=RATE, survey="pulse", answers={"s1": 1})
            self.say(record_id_for("rating", f"p{number}"), body, f"p{number}")
        self.set_step(RATE, is_open=False)

    def set_step(self, step: str, *, is_open: bool) -> None:
        self.say(record_id_for("step_state", step), StepState(step=step, is_open=is_open))

    def theme(self, record_id: str, title: str, *items: str, **more: Any) -> int:
        return self.say(record_id, Theme(step=SORT, title=title, item_ids=list(items), **more))

    def need(self, *ids: str, rank: int = 1, **more: Any) -> None:
        body = Need(step=NEEDS, text=f"Need {rank}", idea_ids=list(ids), rank=rank, **more)
        self.say(f"n{rank}", body)

    def place(self, until: int | None = None) -> Place:
        return Place(self.store, PROGRAM, "t1", BOOK, "forum-1", until)

    def needs_section(self) -> Section:
        result = results.vote_result(self.store, "t1", VOTE, BOARD, "forum-1")
        return our_needs(self.place(), (FORUM, result) if result else None)


@pytest.fixture
def told() -> Told:
    return Told()


def marks(section: Section) -> list[str]:
    (listed,) = [block for block in section.blocks if isinstance(block, List)]
    return [item.mark for item in listed.items]


def test_without_themes_the_section_says_so(told: Told) -> None:
    told.write("a")
    (block,) = themes(told.place()).blocks
    assert isinstance(block, Text)
    assert block.tone == "absent"


def test_each_theme_has_its_ideas_in_their_writers_words(told: Told) -> None:
    told.write("a", "b", "c", "d")
    told.merge("a", "b")
    told.theme("t", "Getting there", "a", "b", "c")
    told.theme("u", "Empty")
    blocks = themes(told.place()).blocks
    assert blocks[0] == Text("The team sorted 3 ideas into 2 themes.")
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert headings == ["Getting there", "Empty", "In no theme"]
    first, in_none = [block for block in blocks if isinstance(block, List)]
    assert [item.text for item in first.items] == ["Together", "words of c"]
    assert first.items[0].details == ("“words of a”", "“words of b”")
    assert [item.text for item in in_none.items] == ["words of d"]


def test_hidden_words_are_not_printed_below_a_theme(told: Told) -> None:
    told.write("a", "b")
    told.theme("t", "Getting there", "a", "b")
    told.say("m", Moderation(step=BOARD, target_id="b", is_hidden=True))
    printed = repr(themes(told.place()))
    assert "words of a" in printed
    assert "words of b" not in printed


def test_evidence_is_printed_in_the_words_it_has_now(told: Told) -> None:
    told.write("a")
    told.rate()
    told.theme("t", "Getting there", "a", evidence=[FACT])
    told.need("a", reason="We saw it.", evidence=[FACT])
    printed = repr(themes(told.place()))
    assert FACT_NOW in printed
    assert FACT.text not in printed
    (listed,) = [one for one in told.needs_section().blocks if isinstance(one, List)]
    assert listed.items[0].details == ("We saw it.", f"How we see it: {FACT_NOW}")


def test_evidence_that_can_no_longer_be_shown_is_counted_and_not_told(told: Told) -> None:
    told.write("a")
    told.rate()
    told.theme("t", "Getting there", "a", evidence=[FACT])
    told.need("a", evidence=[FACT])
    told.set_step(RATE, is_open=True)
    for section in (themes(told.place()), told.needs_section()):
        whole = str(section._repr_mimebundle_())
        assert "1 fact it rested on can no longer be shown." in whole
        assert FACT.text not in whole
        assert "Everyone disagrees" not in whole


def test_a_need_on_ideas_merged_after_the_vote_has_the_dots_of_all_of_them(told: Told) -> None:
    told.write("a", "b", "c")
    told.vote(a=1, b=2)
    told.need("a")
    told.need("b", rank=2)
    told.need("c", rank=3)
    assert marks(told.needs_section()) == [
        "5 dots from 5 people",
        "10 dots from 5 people",
        "0 dots",
    ]
    told.merge("a", "b")
    assert marks(told.needs_section()) == ["15 dots", "15 dots", "0 dots"]


def test_a_need_on_a_theme_has_the_dots_of_its_ideas_each_once(told: Told) -> None:
    told.write("a", "b", "c")
    told.vote(a=1, b=2)
    told.theme("t", "Getting there", "a", "b")
    told.need("t", "a")
    assert marks(told.needs_section()) == ["15 dots on 2 ideas"]


def test_while_the_vote_is_open_a_need_has_no_dots(told: Told) -> None:
    told.write("a")
    told.vote(a=1)
    told.need("a")
    told.set_step(VOTE, is_open=True)
    section = told.needs_section()
    assert marks(section) == [""]
    assert "vote informs" not in repr(section)


def test_the_past_is_told_as_it_was(told: Told) -> None:
    told.write("a", "b")
    then = told.theme("t", "Getting there", "a")
    told.theme("t", "Rides", "a", "b")
    assert "Getting there" in repr(themes(told.place(then)))
    assert "words of b" in repr(themes(told.place(then))).split("In no theme")[1]
    assert "Rides" in repr(themes(told.place()))
