"""The other ways to say what comes first: a sheet for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.model.priorities import PearlLetter
from ciwidgets.reports.paper.pieces import Column, Desk, Form, Page, Say, Table, Tick, literals
from ciwidgets.words import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable

_THINGS = 8
_PICKS = 5
_OF_TEN = (9, 7, 5, 3, 1, 0)
_OF_FIVE = (5, 3, 1)


def priorities(desk: Desk) -> tuple[Form, ...]:
    """My top five; Hanlon's table and its five questions; impact and effort; our criteria."""
    page = Page("priorities")
    every = [_nominal(page), _hanlon(page), _impact_effort(page)]
    if desk.program.criteria:
        every.append(_criteria(page, desk))
    return tuple(every)


def _nominal(page: Page) -> Form:
    picks = tuple(page.said(f"pick_{place}") for place in range(1, _PICKS + 1))
    table = Table("", (Column(page.said("thing"), is_wide=True),), rows=picks)
    about = (page.title("method_nominal"), page.say("method_nominal_help"))
    return Form((*about, page.say("how_nominal"), table))


def _hanlon(page: Page) -> Form:
    parts = ("size", "seriousness", "effectiveness")
    meanings = [_meaning(page, f"hanlon_{part}", part, _OF_TEN) for part in parts]
    columns = [Column(page.said(f"hanlon_{part}")) for part in parts]
    letters = literals(PearlLetter)
    answers = (page.said("pearl_yes"), page.said("pearl_no"))
    pearl = Table(
        page.said("pearl_title"),
        (
            Column(page.said("thing"), is_wide=True),
            *(Column(page.said(f"pearl_{one}"), answers) for one in letters),
        ),
        blanks=_THINGS,
    )
    typed = Say(catalogue()["paper.kernel"]["typed_pearl"])
    after = (page.say("tables_source"), page.say("pearl_help"), typed, pearl)
    return _sheet(page, "hanlon", columns, meanings, *after)


def _impact_effort(page: Page) -> Form:
    parts = ("impact", "effort")
    meanings = [_meaning(page, f"impact_effort_{one}", one, _OF_FIVE) for one in parts]
    columns = [Column(page.said(f"impact_effort_{one}")) for one in parts]
    return _sheet(page, "impact_effort", columns, meanings)


def _criteria(page: Page, desk: Desk) -> Form:
    meanings = []
    for one in desk.program.criteria:
        scores = [(score, text) for score, text in ((5, one.high), (1, one.low)) if text]
        said = [page.said("scored_as", score=score, meaning=text) for score, text in scores]
        meanings.append(Say(f"{one.name}: {'; '.join([one.about, *said] if one.about else said)}"))
    columns = [Column(one.name) for one in desk.program.criteria]
    return _sheet(page, "criteria", columns, meanings)


def _sheet(
    page: Page, method: str, columns: list[Column], meanings: list[Say], *after: Say | Table
) -> Form:
    own = catalogue()["paper.kernel"]
    who = Tick(page.said("choose_who"), page.choices("who", ("mine", "team")))
    things = Table("", (Column(page.said("thing"), is_wide=True), *columns), blanks=_THINGS)
    typed = Say(own["typed_together"])
    about = (page.title(f"method_{method}"), page.say(f"method_{method}_help"), who, typed)
    scores = (Say(own["scores_how"]), Say(own["things_here"]), things)
    legend = (Say(own["scores_mean"], is_title=True), *meanings)
    return Form((*about, *scores, *legend, *after), starts_sheet=True)


def _meaning(page: Page, question: str, part: str, scores: Iterable[int]) -> Say:
    said = "; ".join(
        page.said("scored_as", score=n, meaning=page.said(f"score_{part}_{n}")) for n in scores
    )
    return Say(f"{page.said(question)} {said}")
