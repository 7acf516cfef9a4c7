"""Small words that every section of a report needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import FigureBlock, HowMade, Section, TableBlock, Text

if TYPE_CHECKING:
    from datetime import date

    from ciwidgets.charts import Figure, Table
    from ciwidgets.model import Occasion

# How alike two names are, from 0 to 1, before one is taken for a slip of the other.
DISCLOSURE_RULE = (
    "Nothing is shown of fewer than five people. Small parts of the community are put together "
    "until they have five. A result that was shown changes only when at least five people's "
    "answers did."
)
# Each part of the two planning models in plain words, beside the name that funders know it by.
_PLAIN_STEPS = {
    "assessment": "what is happening",
    "capacity": "who is at the table",
    "planning": "what to reach",
    "implementation": "what is being done",
    "evaluation": "what came of it",
    "cultural_competence": "fair for everyone",
    "sustainability": "what stays afterwards",
    "common_agenda": "one shared aim",
    "shared_measurement": "counting the same things",
    "reinforcing_activities": "one’s work helps the other’s",
    "continuous_communication": "hearing from one another",
    "backbone": "somebody holds it together",
}
# One name for all links to how some numbers were made, and for where they lead.
HOW_MADE = "How these numbers were made"
_FOR_THOSE_WHO_CHECK = (
    "Nobody needs this to read the report. It is for those who want to check: which method, which "
    "rule, and where each comes from."
)
MADE_UP = (
    "Made up: this community, its people and everything they say here are invented for practice."
)


def counted(number: int, one: str, more: str = "") -> str:
    """Return a number with its noun, ``1 idea`` or ``2 ideas``."""
    return f"{number} {one if number == 1 else more or one + 's'}"


def day(when: date) -> str:
    """Return a date as people write it, ``March 7, 2026``."""
    return f"{when:%B} {when.day}, {when.year}"


def at(occasion: Occasion) -> str:
    """Return an occasion with its date."""
    return f"{occasion.name} ({day(occasion.date)})"


def table_block(table: Table) -> TableBlock:
    """Return a chart's table as a block."""
    return TableBlock(table.caption, table.columns, table.rows)


def in_plain_words(part_id: str, title: str) -> str:
    """Return the name of a part of a planning model with what it means."""
    return f"{title} ({_PLAIN_STEPS[part_id]})" if part_id in _PLAIN_STEPS else title


def to_how_made(name: str) -> Text:
    """Return the line that leads to how some numbers were made."""
    return Text(HOW_MADE, "note", name)


class Made:
    """How the numbers of the sections shown so far were made, to be told once at the end."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._found: dict[str, HowMade] = {}

    def kept(self, section: Section) -> Section:
        """Return a section without how its numbers were made, which is kept for the end."""
        for one in section.blocks:
            if isinstance(one, HowMade):
                self._found[one.name] = one
        return Section(one for one in section.blocks if not isinstance(one, HowMade))

    def told(self) -> Section:
        """Return all that was kept, in the order it came."""
        if not self._found:
            return Section([Text("There are no numbers here yet.", "absent")])
        return Section([Text(_FOR_THOSE_WHO_CHECK), *self._found.values()])


def figure_block(figure: Figure, caption: str = "") -> FigureBlock:
    """Return a chart as a block."""
    return FigureBlock(figure.title, figure.alt, figure.svg, table_block(figure.data), caption)
