"""The forms of goals and of what is done for them."""

from __future__ import annotations

from ciwidgets.model import Activity, Goal, LedgerLine, Measure, PolicyResponse, Risk
from ciwidgets.model.goal_criteria import goal_criteria
from ciwidgets.model.goals import GoalReview
from ciwidgets.reports.paper.pieces import (
    Column,
    Desk,
    Form,
    Page,
    Row,
    Say,
    Table,
    Tick,
    Write,
    values_of,
)
from ciwidgets.words import catalogue

_BLANKS = ("by", "population", "measure", "direction", "baseline", "source", "year", "target")
_READINGS = 8
_LINES = 6
_FEW_LINES = 2


def goals(desk: Desk) -> tuple[Form, ...]:
    """A goal's parts in the order of its form, and the sentence they make."""
    page, criteria = Page("goals"), goal_criteria(desk.program.goal_criteria)
    sentence = page.said(
        "goal_sentence",
        **{one: page.said("blank", text=page.said(f"blank_{one}")) for one in _BLANKS},
    )
    letters = tuple(Say(f"{one.letter}: {one.name}. {one.about}") for one in criteria.criteria)
    about = (page.title("sentence_title"), Say(sentence))
    asks = Form((*about, page.title("against", name=criteria.name), *letters))
    parts = (
        page.write("aim", 2),
        page.write("need_ids", helped=False),
        page.write("lever_ids", helped=False),
        Row((page.write("by"), page.write("population"))),
        page.write("measure"),
        Row((page.write("unit"), page.tick("direction", values_of(Goal, "direction")))),
        Row((page.write("baseline"), page.write("source"))),
        Row((page.write("year"), page.write("target"))),
        Row((page.write("owner"), page.write("partner_ids"))),
        page.tick("horizon", values_of(Goal, "horizon")),
    )
    return (asks, Form(parts, copies=2, starts_sheet=True))


def goal_reviews(desk: Desk) -> tuple[Form, ...]:
    """The questions no page can answer, about a goal somebody else carries."""
    page, own = Page("goal_reviews"), catalogue()["paper.kernel"]
    criteria = goal_criteria(desk.program.goal_criteria)
    choices = (*page.choices("answer", values_of(GoalReview, "answers")), page.said("answer_open"))
    asked: list[Say | Row] = []
    for one in criteria.asked:
        label = page.said("letter", letter=one.letter, name=one.name)
        asked += [Say(f"{label}. {one.ask}", is_title=True)]
        asked += [Row((Tick("", choices), page.write("note")))]
    return (Form((page.say("how"),)), Form((Write(own["goal_before"]), *asked)))


def measures(desk: Desk) -> tuple[Form, ...]:
    """A measure's parts, and a table for readings; a month needs the table alone."""
    page, own = Page("measures"), catalogue()["paper.kernel"]
    columns = (
        Column(own["which_measure"], is_wide=True),
        *(page.column(one) for one in ("value", "on")),
        page.wide("note"),
    )
    readings = Form((page.title("key_readings"), Table("", columns, blanks=_READINGS)))
    if desk.asked.get("brief"):
        return (readings,)
    parts = (
        page.write("name"),
        page.write("goal_id"),
        page.tick("level", values_of(Measure, "level")),
        page.tick("asks", values_of(Measure, "asks")),
        Row((page.write("population"), page.write("unit"))),
        Row((page.tick("direction", values_of(Measure, "direction")),
             page.tick("every", values_of(Measure, "every")))),
        Row((page.write("baseline"), page.write("source"), page.write("year"))),
        Row((page.write("target"), page.write("by"))),
    )  # fmt: skip
    return (Form((page.say("list_help"),)), Form(parts, copies=2), readings)


def recommendations(_: Desk) -> tuple[Form, ...]:
    """What should be done, and who should hear it."""
    page = Page("recommendations")
    links = Row((page.write("need_ids"), page.write("goal_ids")))
    asks = (page.write("text", 2), page.write("to_whom"), page.write("theme_ids"), links)
    return (Form(asks, copies=2),)


def activities(desk: Desk) -> tuple[Form, ...]:
    """Who does what; a month needs only where each thing stands."""
    page = Page("activities")
    states = values_of(Activity, "status")
    if desk.asked.get("brief"):
        columns = (page.wide("name"), page.column("status", states))
        return (Form((Table("", columns, blanks=_LINES),)),)
    lines = tuple(one.name for one in desk.program.lines_of_work)
    pieces = (
        page.write("name"),
        page.tick("status", states),
        Row((page.write("goal_ids"), page.write("partner_ids"))),
        Row((page.write("owner"), page.write("recommendation_id"))),
        Row((page.write("begins"), page.write("by"), page.write("cost"))),
        *((Tick(page.label("line"), lines),) if lines else ()),
    )
    return (Form(pieces, copies=3),)


def money(desk: Desk) -> tuple[Form, ...]:
    """One table for each purse, so that the two are never mixed."""
    page = Page("money")
    columns = (
        page.column("sort", values_of(LedgerLine, "sort")),
        page.column("amount"),
        page.wide("what"),
        page.column("on"),
        page.column("activity_id"),
    )
    rows = _FEW_LINES if desk.asked.get("brief") else _LINES
    tables = tuple(
        Form((Table(page.said(f"ledger_{one}"), columns, blanks=rows),))
        for one in values_of(LedgerLine, "ledger")
    )
    return (Form((Say(page.help("ledger")),)), *tables)


def policies(_: Desk) -> tuple[Form, ...]:
    """A change of policy or practice."""
    page = Page("policies")
    pieces = (
        page.write("what", 2),
        page.tick("changes", values_of(PolicyResponse, "changes")),
        page.tick("status", values_of(PolicyResponse, "status")),
        Row((page.write("decided_by"), page.write("on"))),
        Row((page.write("resource_ids"), page.write("builds_on"))),
        page.write("goal_ids"),
    )
    return (Form(pieces, copies=2),)


def risks(_: Desk) -> tuple[Form, ...]:
    """What could go wrong, and what the team would stop."""
    page = Page("risks")
    likely = (*page.choices("likely", values_of(Risk, "likely")), page.said("likely_none"))
    pieces = (
        page.tick("sort", values_of(Risk, "sort")),
        page.write("text", 2),
        Tick(page.label("likely"), likely),
        page.write("answer", 2),
        Row((page.write("goal_ids"), page.write("owner"))),
    )
    return (Form(pieces, copies=3),)
