"""What the page for paper shows: what can be typed in, and where the team's lists are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ciwidgets.results import step_state
from ciwidgets.results.priorities import METHODS, ranges_of
from ciwidgets.shipped import workbooks_folder
from ciwidgets.visit.paper.person import PaperMapDrawn, PaperPicks, PaperRating, PaperVote
from ciwidgets.workbook import read_workbooks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ciwidgets.visit.paper.asks import Ask
    from ciwidgets.visit.paper.person import PaperPerson
    from ciwidgets.visit.presence import Presence

# What a whole team writes as one, and types in where it stands.
_LISTS: Final = {
    "data_sources",
    "resources",
    "partners",
    "themes",
    "need_choice",
    "map_question",
    "lessons",
    "levers",
    "goals",
    "measures",
    "recommendations",
    "activities",
    "money",
    "policies",
    "risks",
    "wins",
    "meetings",
    "next_steps",
    "governance",
    "sharing",
    "coaching_notes",
    "carry_on",
}
# A person's own, and the team's as well: scores that were agreed on, and five questions.
_SCORED: Final = "priorities"


def asked(person: PaperPerson, asks: Sequence[Ask]) -> list[dict[str, Any]]:
    """Return what there is to type in, in the order of the sheets."""
    return [
        {
            "kind": ask.cell.name,
            "step": ask.key,
            "title": ask.step.title,
            "workbook": ask.book.title,
            **_content(person, ask),
        }
        for ask in asks
    ]


def lists_of_the_team(language: str) -> list[dict[str, str | bool]]:
    """Return every step where what a team writes as one is typed in, in the order of the year."""
    found = [
        (book, step, {cell.name for cell in step.exercises})
        for book in read_workbooks(workbooks_folder(), language)
        for step in book.steps
    ]
    return [
        {
            "workbook": book.name,
            "book": book.title,
            "step": step.id,
            "title": step.title,
            "is_scored": _SCORED in names,
        }
        for book, step, names in found
        if names & {*_LISTS, _SCORED}
    ]


def closed_at(visit: Presence, asks: Sequence[Ask], occasion: str) -> list[str]:
    """Return the steps that are closed at an occasion."""
    record, team_id = visit.record, visit.team_id
    return [ask.key for ask in asks if not step_state(record, team_id, ask.key, occasion)[0]]


def _content(person: PaperPerson, ask: Ask) -> dict[str, Any]:
    match ask.cell.name:
        case "rating":
            rating = PaperRating(person, ask)
            return {
                "scale": rating.scale.labels,
                "statements": [
                    {"id": one.id, "text": one.text} for one in rating.survey.statements
                ],
            }
        case "dot_vote":
            program = person.program
            return {
                "items": _options(PaperVote(person, ask).items()),
                "dots": program.dots_per_person,
                "dots_each": program.dots_per_item,
            }
        case "priorities":
            # Of the ways to rank, this is the one a person fills in on paper in two minutes.
            title = person.words_for("priorities")["method_nominal"]
            items = _options(PaperPicks(person, ask).things())
            place = {"workbook": ask.book.name, "step": ask.step.id}
            return {"title": title, "items": items, "ways": _ways(person), "place": place}
        case "my_map":
            deck = PaperMapDrawn(person, ask).deck()
            return {"words": list(deck), "strengths": list(person.program.map_strengths)}
    return {}


def _ways(person: PaperPerson) -> list[dict[str, Any]]:
    """Return what each way of scoring asks of a thing, and from where to where."""
    words = person.words_for("priorities")
    named = {one.id: one.name for one in person.program.criteria}
    return [
        {
            "method": method,
            "title": words[f"method_{method}"],
            "parts": [
                {
                    "id": part,
                    "label": named[part] if method == "criteria" else words[f"{method}_{part}"],
                    "least": least,
                    "most": most,
                }
                for part, (least, most) in ranges.items()
            ],
        }
        for method in METHODS
        if (ranges := ranges_of(person.program, method))
    ]


def _options(items: dict[str, str]) -> list[dict[str, str]]:
    """Return things by the alphabet, as one looks for them with a sheet in hand."""
    in_order = sorted(items.items(), key=lambda one: one[1].casefold())
    return [{"value": one, "label": text} for one, text in in_order]
