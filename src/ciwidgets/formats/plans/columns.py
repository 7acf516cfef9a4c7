"""The four lists of a plan as tables: their columns, what each is for, and a made-up example."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from ciwidgets.model import Activity, Body, Goal, Measure, Reading

What = Literal["goals", "activities", "measures", "readings"]
WHATS: Final[tuple[What, ...]] = ("goals", "activities", "measures", "readings")
Sort = Literal[
    "text", "number", "whole", "money", "day", "choice", "line", "link", "links", "who", "role"
]
# A row whose id says so is there to be looked at, and is never read.
EXAMPLE: Final = "example"
ID, VERSION = "id", "version"
_MADE_UP = "Made-up example: "


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the field of a record it holds, and how to fill it in.

    ``of`` names what a link may lead to; ``others`` are headings it is also known by.
    """

    heading: str
    field: str
    sort: Sort
    help: str
    example: str | int | float = ""
    values: tuple[str, ...] = ()
    of: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """One of the lists: its records, the step new ones belong to, and how many a team may have.

    ``key`` are the headings that tell two records apart where no id does.
    """

    body: type[Body]
    one: str
    step: str
    most: int
    key: tuple[str, ...]
    columns: tuple[Column, ...]


_LINKS_HELP = "as the page shows them, with ; between two"
_DAY_HELP = "as 2026-03-31"
_OWNER = (
    Column(
        "owner",
        "owner",
        "who",
        "Who carries it. A name leaves your team only where its person said yes",
    ),
    Column("owner role", "owner", "role", "What is said where the name may not be", "a nurse"),
)

_GOALS = List(
    Goal,
    "goal",
    "goals/our-goals",
    200,
    ("goal",),
    (
        Column(
            "goal",
            "aim",
            "text",
            "What you want, in a few words. The only cell that must be filled",
            f"{_MADE_UP}naloxone within reach of everybody",
            others=("aim",),
        ),
        Column(
            "term",
            "horizon",
            "choice",
            "short or long",
            "short",
            ("short", "long"),
            others=("horizon",),
        ),
        Column("needs", "need_ids", "links", f"The needs it serves, {_LINKS_HELP}", of="needs"),
        Column("levers", "lever_ids", "links", f"Levers on your map, {_LINKS_HELP}", of="levers"),
        Column("by", "by", "day", f"The day it is to be reached, {_DAY_HELP}", "2027-06-30"),
        Column(
            "who changes",
            "population",
            "text",
            "The people it is about",
            "bars in town",
            others=("population",),
        ),
        Column("measured by", "measure", "text", "What is counted", "bars with a naloxone box"),
        Column("unit", "unit", "text", "What one of it is called, such as % or people", "bars"),
        Column("direction", "direction", "choice", "rise or fall", "rise", ("", "rise", "fall")),
        Column("baseline", "baseline", "number", "The number now", 4),
        Column("source", "source", "text", "Where that number is from", "our own count"),
        Column("year", "year", "whole", "Of which year it is", 2026),
        Column("target", "target", "number", "The number you want to reach", 20),
        *_OWNER,
        Column("partners", "partner_ids", "links", f"Who helps, {_LINKS_HELP}", of="partners"),
        Column(
            "status",
            "status",
            "choice",
            "open, reached or set aside",
            "open",
            ("open", "reached", "set_aside"),
        ),
        Column("order", "rank", "whole", "1 for the goal that stands first", 1),
    ),
)
_ACTIVITIES = List(
    Activity,
    "activity",
    "goals/our-activities",
    200,
    ("activity", "goals", "partners"),
    (
        Column(
            "activity",
            "name",
            "text",
            "What is done. The only cell that must be filled",
            f"{_MADE_UP}put up naloxone boxes",
        ),
        Column("goals", "goal_ids", "links", f"The goals it is for, {_LINKS_HELP}", of="goals"),
        Column("partners", "partner_ids", "links", f"With whom, {_LINKS_HELP}", of="partners"),
        Column(
            "recommendation",
            "recommendation_id",
            "link",
            "The recommendation it carries out",
            of="recommendations",
        ),
        Column("line of work", "line", "line", "A line of work of your program", of="lines"),
        *_OWNER,
        Column("begins", "begins", "day", f"The day it begins, {_DAY_HELP}", "2027-01-15"),
        Column("by", "by", "day", f"The day it is done, {_DAY_HELP}", "2027-03-31"),
        Column(
            "cost in dollars",
            "cost",
            "money",
            "Empty where nobody knows yet",
            1250,
            others=("cost",),
        ),
        Column(
            "status",
            "status",
            "choice",
            "planned, under way, done or stopped",
            "planned",
            ("planned", "under_way", "done", "stopped"),
        ),
    ),
)
_MEASURES = List(
    Measure,
    "measure",
    "goals/our-measures",
    60,
    ("measure", "goal"),
    (
        Column(
            "measure",
            "name",
            "text",
            "What is counted. The only cell that must be filled",
            f"{_MADE_UP}bars with a naloxone box",
        ),
        Column("goal", "goal_id", "link", "The goal it is for, as the page shows it", of="goals"),
        Column("unit", "unit", "text", "What one of it is called, such as % or people", "bars"),
        Column(
            "asks",
            "asks",
            "choice",
            "how much, how well or better off",
            "how much",
            ("how_much", "how_well", "better_off"),
        ),
        Column(
            "about",
            "level",
            "choice",
            "program (those it serves) or population (everybody)",
            "program",
            ("population", "program"),
            others=("level",),
        ),
        Column(
            "of whom",
            "population",
            "text",
            "The people it is about",
            "bars in town",
            others=("population",),
        ),
        Column(
            "direction",
            "direction",
            "choice",
            "The way it should go: rise or fall",
            "rise",
            ("rise", "fall"),
        ),
        Column(
            "every",
            "every",
            "choice",
            "How often it is read: month, quarter or year",
            "month",
            ("month", "quarter", "year"),
        ),
        Column("baseline", "baseline", "number", "The number before the work began", 4),
        Column("source", "source", "text", "Where that number is from", "our own count"),
        Column("year", "year", "whole", "Of which year it is", 2026),
        Column("target", "target", "number", "The number you want to reach", 20),
        Column("by", "by", "day", f"The day it is to be reached, {_DAY_HELP}", "2027-06-30"),
    ),
)
_READINGS = List(
    Reading,
    "reading",
    "goals/our-measures",
    2_000,
    ("measure", "date"),
    (
        Column(
            "measure",
            "measure_id",
            "link",
            "Which measure, as the page shows it",
            f"{_MADE_UP}bars with a naloxone box",
            of="measures",
        ),
        Column(
            "date",
            "on",
            "day",
            f"The day of the reading, {_DAY_HELP}",
            "2026-01-31",
            others=("on", "day"),
        ),
        Column("value", "value", "number", "The number that was read", 7),
        Column("note", "note", "text", "Anything to know about it", "counted by two of us"),
    ),
)
LISTS: Final[dict[What, List]] = {
    "goals": _GOALS,
    "activities": _ACTIVITIES,
    "measures": _MEASURES,
    "readings": _READINGS,
}


def as_heading(cell: str) -> str:
    """Return a heading without what people vary: capitals, blanks, underscores."""
    return re.sub(r"[\s_]+", " ", cell.strip().casefold()).rstrip(":* ")


def which_list(headings: list[str]) -> What | None:
    """Return the list a table's first row belongs to."""
    found = {as_heading(one) for one in headings}
    if "activity" in found:
        return "activities"
    if "value" in found and "measure" in found:
        return "readings"
    if "measure" in found:
        return "measures"
    return "goals" if found & {"goal", "aim"} else None


def column_of(heading: str, columns: tuple[Column, ...]) -> Column | None:
    """Return the column a heading stands for."""
    asked = as_heading(heading)
    return next((one for one in columns if asked in (one.heading, *one.others)), None)
