"""A small document with one of everything, for the tests of what is written from documents."""

from __future__ import annotations

from ciwidgets.reports.blocks import (
    Fact,
    Facts,
    FigureBlock,
    Item,
    List,
    Masthead,
    TableBlock,
    Text,
)
from ciwidgets.reports.documents.document import Document, PageBreak, Part
from ciwidgets.reports.documents.prose import Bullets, Paragraph, Run, Title, plain

SVG = (
    '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
    '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    '<svg xmlns="http://www.w3.org/2000/svg" width="403.2pt" height="100pt" '
    'viewBox="0 0 403.2 100"><rect width="200" height="40" fill="#2a6496"/>'
    '<text x="10" y="80">Nine dots \N{FIRE ENGINE}</text></svg>'
)


def document(*parts: Part, title: str = "Ambrin Falls", notice: str = "Made up.") -> Document:
    """Return a document of these parts, each from the cell ``our-cell``."""
    masthead = Masthead(title, "Common Ground", ("A mill town",), notice)
    return Document(masthead, parts, ("our-cell",) * len(parts))


def figure(title: str = "Dots for each idea", svg: str = SVG, caption: str = "") -> FigureBlock:
    """Return a figure with a table behind it."""
    behind = TableBlock("Dots: 11 people voted.", ("Idea", "Dots"), (("A cafe", 9), ("Rides", 4)))
    return FigureBlock(title, "Bars of the dots. A cafe has 9, rides have 4.", svg, behind, caption)


def one_of_everything() -> Document:
    """Return a document with every kind of part."""
    linked = Run("the county's page", link="https://example.org/a?b=1&c=2")
    return document(
        Facts((Fact("12", "people in the team"), Fact("4", "needs chosen"))),
        Title(2, plain("Our needs")),
        Paragraph(
            (Run("Read "), linked, Run(" "), Run("twice", strong=True), Run(".", emphasis=True))
        ),
        Text("The first sentence.", "lead"),
        Text("Nothing here yet.", "absent"),
        List(
            (Item("A door", ("Open every day", "Two lines\nhere"), "9 dots"), Item("Rides")), True
        ),
        List((Item("Naloxone"), Item("Peers")), True),
        Title(3, plain("In their words")),
        Bullets(((0, plain("one")), (1, plain("below it")), (0, plain("two")))),
        TableBlock("Two purses", ("Purse", "Came in"), (("Post", "$10,000"), ("Own", 4.5))),
        PageBreak(),
        Title(2, plain("The vote")),
        figure(caption="Each had five dots."),
        figure("A second picture"),
        Text("Small print.", "note"),
    )
