"""The forms of wins, of the months, and of what a team keeps about itself."""

from __future__ import annotations

from ciwidgets.model import CoachingNote, Meeting
from ciwidgets.model.wins import Condition
from ciwidgets.reports.paper.pieces import (
    Column,
    Desk,
    Form,
    Page,
    Row,
    Table,
    Tick,
    Write,
    literals,
    names_of,
    values_of,
)
from ciwidgets.words import catalogue

_STEPS = 9


def wins(desk: Desk) -> tuple[Form, ...]:
    """A small win, and who made it possible, with what each said yes to."""
    page = Page("wins")
    sectors = names_of(desk.program.sectors)
    first = (
        page.write("title", 2),
        page.write("done_on"),
        page.write("evidence", 2),
        page.check("is_ours"),
        page.write("goal_id"),
        *((Tick(page.label("sectors"), sectors),) if sectors else ()),
    )
    then = (
        page.people("thanks_to", 3),
        page.write("learned", 2),
        Row((page.write("next_win"), page.write("next_by"))),
    )
    more = (
        page.write("story", 3),
        page.tick("condition", literals(Condition)),
        page.write("measure_id"),
        page.write("activity_ids"),
        page.write("partner_ids"),
        page.check("is_public"),
        page.say("public_manager"),
    )
    return (Form(first), Form(then), Form((page.title("more"), *more)))


def win_wall(_: Desk) -> tuple[Form, ...]:
    """A thank-you, and where it may stand."""
    page, own = Page("win_wall"), catalogue()["paper.kernel"]
    may = (page.check("thank_sign"), page.check("thank_report"))
    text = Write(page.said("thank_text"), 3, page.said("thank_help"))
    return (Form((Write(own["win_before"]), text, *may), copies=2),)


def my_name(_: Desk) -> tuple[Form, ...]:
    """Who may read a person's name: for all they carry, and for each win that names them."""
    page = Page("my_name")
    readers = ("now_nobody", "to_team", "to_cohort", "to_public")
    boxes = tuple(Column(page.said(one), is_box=True) for one in readers)
    carried = Table(page.said("question"), boxes, rows=(page.said("carried"),))
    named = (Column(page.said("wins"), is_wide=True), *boxes)
    helped = Table(page.said("wins"), named, blanks=4)
    return (Form((page.say("question_help"), page.say("carried_about"), carried, helped)),)


def meetings(desk: Desk) -> tuple[Form, ...]:
    """One meeting: who came, what was decided, what the time went on."""
    page, kernel = Page("meetings"), catalogue()["meetings.kernel"]
    rows = (*names_of(desk.program.sectors), kernel["no_sector"])
    came = Table(
        page.label("came"), (Column(page.said("short_came")),), page.said("attendance_sector"), rows
    )
    decided = Table(page.label("decisions"), (page.wide("text"), page.column("by")), blanks=4)
    spent = (page.wide("text"), page.wide("goal_id"), page.column("minutes"))
    first = (
        Row((page.write("on"), page.tick("sort", values_of(Meeting, "sort")))),
        decided,
        Table(page.label("items"), spent, blanks=4),
        page.write("partner_ids"),
        page.write("people"),
        Row((page.write("note", 2), page.write("next_on"))),
    )
    return (Form(first), Form((came,), starts_sheet=True))


def next_steps(_: Desk) -> tuple[Form, ...]:
    """Who does what until when."""
    page = Page("next_steps")
    states = page.column("status", ("open", "done", "dropped"))
    columns = (page.wide("text"), page.column("owner"), page.column("by"),
               page.column("goal_id"), states)  # fmt: skip
    return (Form((page.write("meeting_id"), Table("", columns, blanks=_STEPS))),)


def governance(_: Desk) -> tuple[Form, ...]:
    """How the team works, in half a page."""
    page = Page("governance")
    decides = Table(page.label("decides"), (page.wide("what"), page.wide("who")), blanks=5)
    before = tuple(page.write(one, 2) for one in ("rhythm", "membership", "joining"))
    after = tuple(page.write(one, 2) for one in ("keeps_records", "handover"))
    return (Form((*before, decides, *after)),)


def coaching_notes(_: Desk) -> tuple[Form, ...]:
    """A note of a check-in, and who may read it."""
    page = Page("coaching_notes")
    readers = page.tick("meant_for", values_of(CoachingNote, "meant_for"))
    when = Row((page.write("on"), page.write("topic")))
    return (Form((when, readers, page.write("text", 7)), copies=2),)


def carry_on(_: Desk) -> tuple[Form, ...]:
    """What goes on after the program, and who carries it."""
    page = Page("carry_on")
    first = (page.write("goal_id"), page.write("what"))
    who = Row((page.write("who"), page.write("partner_ids")))
    then = (page.write("money"), page.write("first_step"))
    return (Form((*first, who, *then), copies=2),)
