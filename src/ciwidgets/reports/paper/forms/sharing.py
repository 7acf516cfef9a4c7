"""Sheets on confidentiality: the cases without their reasons, and the team's agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.model import Sharing
from ciwidgets.questions import questions
from ciwidgets.reports.paper.pieces import Form, Page, Row, Say, Tick, values_of

if TYPE_CHECKING:
    from ciwidgets.reports.paper.pieces import Desk


def case_exercise(desk: Desk) -> tuple[Form, ...]:
    """Each case with boxes for its answers; why they are right or wrong is not on the sheet."""
    page = Page("case_exercise")
    forms = [
        Form(
            (
                Say(one.title, is_title=True),
                Say(one.story),
                Tick(
                    one.question,
                    (*(choice.text for choice in one.choices), page.said("dont_know")),
                ),
            )
        )
        for one in questions(desk.asked["checks"]).checks
    ]
    return (Form((page.say("practice_only"),)), *forms)


def sharing(_: Desk) -> tuple[Form, ...]:
    """A line of the agreement."""
    page = Page("sharing")
    pieces = (
        page.tick("sort", values_of(Sharing, "sort")),
        page.write("what", 2),
        Row((page.write("held_by"), page.write("goes_to"))),
        page.write("condition", 2),
        page.write("agreed_on"),
    )
    return (Form(pieces, copies=3),)
