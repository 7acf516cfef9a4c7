"""The forms of the needs assessment: what is there, who is there, what hurts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.model import DataSource, Resource
from ciwidgets.model.partners import Level
from ciwidgets.reports.paper.pieces import (
    Column,
    Desk,
    Form,
    Page,
    Row,
    Say,
    Slips,
    Table,
    Tick,
    Write,
    literals,
    names_of,
    values_of,
)
from ciwidgets.words import catalogue, filled

if TYPE_CHECKING:
    from ciwidgets.reports.paper.pieces import Piece

_ROWS_PER_LINE = 2
_SLIPS = 8


def rating(desk: Desk) -> tuple[Form, ...]:
    """Every statement of the survey with a box for every answer."""
    survey = desk.program.survey(desk.asked["survey"])
    if survey is None:
        return ()
    page, own = Page("rating"), catalogue()["paper.kernel"]
    labels = desk.program.scale(survey.scale).labels
    answers = (*labels, page.said("dont_know"), page.said("prefer_not"))
    # The page for paper numbers them so, and keeps 0 for a row left empty.
    columns = tuple(Column(one, is_box=True, digit=key) for key, one in enumerate(answers, 1))
    statements = tuple(one.text for one in survey.statements)
    table = Table(survey.title, columns, own["rating_head"], statements)
    return (Form((page.say("how"), table)),)


def idea_board(desk: Desk) -> tuple[Form, ...]:
    """The question above the wall, and a slip for each idea."""
    own = catalogue()["paper.kernel"]
    labels = tuple(filled(own["idea"], number=number + 1) for number in range(_SLIPS))
    asks: tuple[Piece, ...] = (Say(desk.asked.get("prompt") or "", is_title=True),)
    if not desk.asked.get("prompt"):
        asks = (Write(own["question"]),)
    return (Form((*asks, Page("idea_board").say("write_help"), Slips(labels))),)


def themes(_: Desk) -> tuple[Form, ...]:
    """A theme: its name, its ideas, and what speaks for it."""
    page, own = Page("themes"), catalogue()["paper.kernel"]
    rests = Write(page.said("rests_on"), 2)
    return (Form((page.write("title"), Write(own["theme_ideas"], 5), rests), copies=4),)


def dot_vote(desk: Desk) -> tuple[Form, ...]:
    """As many ideas as a person has dots, with as many circles as one may get."""
    page, program = Page("dot_vote"), desk.program
    each, dots = program.dots_per_item, program.dots_per_person
    columns = (
        Column(page.said("idea"), is_wide=True),
        Column(page.said("dots_head"), circles=each),
    )
    one = "one" if dots == 1 else "other"
    most = page.say("most_each_one" if each == 1 else "most_each_other", n=each)
    return (Form((page.say(f"how_{one}", n=dots), most, Table("", columns, blanks=dots))),)


def need_choice(desk: Desk) -> tuple[Form, ...]:
    """As many needs as a team may choose."""
    page = Page("need_choice")
    rests = Write(page.said("rests_on"))
    need = Form((page.write("text", 2), page.write("reason", 2), rests), desk.program.most_needs)
    return (need,)


def data_sources(_: Desk) -> tuple[Form, ...]:
    """Data there are, or should be."""
    page = Page("data_sources")
    pieces = (
        page.write("name"),
        page.write("tells"),
        page.tick("state", values_of(DataSource, "state")),
        Row((page.write("holder"), page.write("newest"))),
        Row((page.write("missing"), page.write("could_give"))),
    )
    return (Form(pieces, copies=3),)


def resources(desk: Desk) -> tuple[Form, ...]:
    """A few rows for each line of work."""
    page = Page("resources")
    columns = (
        page.column("name"),
        page.column("who"),
        Column(page.label("populations"), names_of(desk.program.populations), is_wide=True),
        page.column("reach"),
        page.column("capacity", values_of(Resource, "capacity")),
        page.column("gap"),
    )
    helps = tuple(Say(page.help(one)) for one in ("name", "populations"))
    lines = tuple(
        Form((Table(line.name, columns, blanks=_ROWS_PER_LINE),))
        for line in desk.program.lines_of_work
    )
    return (Form(helps), *lines)


def partners(desk: Desk) -> tuple[Form, ...]:
    """A partner with the two places on the ladder, and the seats of those most affected."""
    page, program = Page("partners"), desk.program
    levels = literals(Level)
    ladder = Table(
        page.said("ladder"),
        (Column(page.said("now"), is_box=True), Column(page.said("wanted"), is_box=True)),
        page.help("wanted"),
        tuple(f"{page.said(f'level_{one}')}: {page.said(f'what_{one}')}" for one in levels),
    )
    sectors = Tick(page.said("sectors"), names_of(program.sectors), page.said("sectors_help"))
    who: tuple[Piece, ...] = (Row((page.write("name"), page.write("people"))), sectors)
    how = (page.write("history", 2), page.write("resistance", 2))
    reach = Row((page.write("reach_out"), page.write("reach_by")))
    partner = Form((*who, ladder, *how, reach), copies=2, starts_sheet=True)
    answers = ("yes", "no", "not_known")
    seats = Table(
        page.said("seats"),
        tuple(Column(page.said(f"seat_{one}"), is_box=True) for one in answers),
        rows=names_of(program.groups),
    )
    about = (page.say("about_warning"), page.say("ladder_about"), page.say("ladder_source"))
    last = (Form((page.say("seats_about"), seats)),) if program.groups else ()
    return (Form(about), *last, partner)
