"""What a team's summary says of who is at the table."""

from __future__ import annotations

import json
from datetime import date

from ciwidgets.analysis.partners import outreach, people_at_table, sector_coverage
from ciwidgets.analysis.sector_lists import Listing, Place
from ciwidgets.model import Partner
from ciwidgets.reports.blocks import FigureBlock, Heading, List, TableBlock, Text
from ciwidgets.reports.sections.partners import who_is_at_the_table
from ciwidgets.results.partners import AtTheTable, SeatState

OWN = Listing(
    "", "", tuple(Place(one, one.title(), "", one, frozenset({one})) for one in ("law", "faith"))
)
CHURCH = Partner(
    step="n/t",
    name="Hope <b>Church</b>",
    sectors=["faith"],
    people=3,
    level_now="networking",
    level_wanted="cooperating",
    history="We quarrelled over the van.",
    resistance="Worn out.",
    reach_out="the chair",
    reach_by=date(2026, 7, 1),
)
SEATS = (
    SeatState("a", "People in recovery", "yes", "r1", 1),
    SeatState("b", "Families who lost someone", "not_known", "r2", 2),
    SeatState("c", "People with little money"),
)


def table(*partners, seats=SEATS, listing=OWN):
    known = {f"p{number}": one for number, one in enumerate(partners)}
    return AtTheTable(
        known,
        (sector_coverage(partners, listing),),
        seats,
        outreach(known, date(2026, 7, 16)),
        people_at_table(partners),
    )


def of(section, kind):
    return [one for one in section.blocks if isinstance(one, kind)]


def test_the_section_counts_draws_and_plans():
    section = who_is_at_the_table(table(CHURCH))
    assert of(section, Text)[0].text == (
        "1 partner on the list. Parts of the community with one at the table: 1 of 2. The "
        "partners at the table bring 3 people, each counted once."
    )
    figures = of(section, FigureBlock)
    assert [one.alt.split(".")[0] for one in figures] == [
        "Where 1 partner stands on five steps, now and wanted",
        "Bars in parts, one a list",
    ]
    sectors, plan = of(section, TableBlock)
    assert sectors.rows == (
        ("Law", "Nobody yet", "–"),
        ("Faith", "At the table", "Hope <b>Church</b>"),
    )
    assert plan.rows == (
        (
            "Hope <b>Church</b>",
            "Networking",
            "Cooperating",
            "the chair",
            "July 1, 2026 (the day has passed)",
        ),
    )


def test_history_and_resistance_are_not_printed_and_that_is_said():
    said = json.dumps(who_is_at_the_table(table(CHURCH))._repr_mimebundle_())
    assert "quarrelled" not in said
    assert "Worn out" not in said
    assert "stays in the workbook and is not printed" in said


def test_seats_are_told_by_group_and_only_where_the_team_said_so():
    (seats,) = of(who_is_at_the_table(table(CHURCH)), List)
    assert [(one.text, one.mark) for one in seats.items] == [
        ("People in recovery", "At the table"),
        ("Families who lost someone", "Not known"),
    ]
    assert of(who_is_at_the_table(table(CHURCH, seats=SEATS[2:])), List) == []


def test_a_team_without_partners_is_told_so_and_its_seats_stand_all_the_same():
    section = who_is_at_the_table(table())
    assert of(section, Text)[0] == Text("The team has not listed its partners yet.", "absent")
    assert [one.text for one in of(section, Heading)] == ["Those most affected"]
    assert len(who_is_at_the_table(table(seats=())).blocks) == 1


def test_a_program_without_sectors_and_a_team_content_with_all_have_no_empty_tables():
    content = CHURCH.model_copy(update={"level_wanted": "networking", "people": 0})
    section = who_is_at_the_table(table(content, listing=Listing("", "", ())))
    assert of(section, TableBlock) == []
    assert of(section, Text)[0].text == "1 partner on the list."


def test_the_html_shows_what_people_wrote_as_text():
    html = who_is_at_the_table(table(CHURCH))._repr_mimebundle_()["text/html"]
    assert "<b>Church" not in html
    assert "&lt;b&gt;Church" in html
