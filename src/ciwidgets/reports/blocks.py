"""What a report is made of: plain data, so that every format can be written from the same thing.

A notebook cell shows a ``Section``. Its JSON is the one thing a document is made from; the HTML
beside it is for people who open the notebook in JupyterLab.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import TypeAdapter

from ciwidgets.errors import ReportError
from ciwidgets.reports.look import render_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MIME = "application/vnd.ciwidgets.block+json"


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of a document: its only title, with what and when it is about."""

    type: ClassVar[str] = "masthead"
    title: str
    kicker: str = ""
    lines: tuple[str, ...] = ()
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; the document's title and section titles are levels 1 and 2."""

    type: ClassVar[str] = "heading"
    text: str
    level: Literal[3, 4] = 3


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``note`` is small print, ``absent`` says that something is not there yet.

    With ``to`` it leads to the ``HowMade`` of that name; where there is none, it is left out.
    """

    type: ClassVar[str] = "text"
    text: str
    tone: Literal["plain", "lead", "note", "absent"] = "plain"
    to: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: its main words, a detail below them, a short mark at its side."""

    text: str
    details: tuple[str, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A list, numbered when the order means something."""

    type: ClassVar[str] = "list"
    items: tuple[Item, ...]
    is_ordered: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of an at-a-glance box: a number or a word, and what it stands for."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The few things to see first."""

    type: ClassVar[str] = "facts"
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with its caption; the first column names the rows."""

    type: ClassVar[str] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float, ...], ...]


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A picture that says in words what it shows and carries its numbers as a table."""

    type: ClassVar[str] = "figure"
    title: str
    alt: str
    svg: str
    table: TableBlock
    caption: str = ""

    def __post_init__(self) -> None:
        """Refuse a figure that a person who cannot see it could not read.

        Raises:
            ValueError: when the text alternative is empty.
        """
        if not self.alt.strip():
            raise ValueError(
                f"The figure {self.title!r} has no text alternative. "
                "Say in a sentence what it shows."
            )


@dataclass(frozen=True, slots=True)
class HowMade:
    """How some numbers were made, for those who check: methods, sources and rules by name.

    Folded on a screen, small print on paper. A ``Text`` leads to it by its ``name``.
    """

    type: ClassVar[str] = "how_made"
    name: str
    title: str
    sentences: tuple[str, ...] = ()
    tables: tuple[TableBlock, ...] = ()


Block = Masthead | Heading | Text | List | Facts | TableBlock | FigureBlock | HowMade
_KINDS: dict[str, type[Block]] = {
    one.type: one
    for one in (Masthead, Heading, Text, List, Facts, TableBlock, FigureBlock, HowMade)
}


def as_json(block: Block) -> dict[str, Any]:
    """Return a block as plain JSON with its ``type``."""
    fields = asdict(block)
    if isinstance(block, FigureBlock):
        fields["table"] = as_json(block.table)
    if isinstance(block, HowMade):
        fields["tables"] = [as_json(one) for one in block.tables]
    return {"type": block.type, **fields}


def block_from_json(found: Mapping[str, Any]) -> Block:
    """Return the block that ``as_json`` wrote.

    Raises:
        ReportError: for what is no block of ours.
    """
    kind = found.get("type") if isinstance(found, dict) else found
    try:
        return _read(kind).validate_python({one: found[one] for one in found if one != "type"})
    except (KeyError, TypeError, ValueError) as error:
        raise ReportError(
            f"The notebook shows a block of the kind {str(kind)[:40]!r} that cannot be read. "
            "Run it again with this version."
        ) from error


@cache
def _read(kind: str) -> TypeAdapter[Block]:
    return TypeAdapter(_KINDS[kind])


class Section:
    """The blocks one cell shows."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        """Keep the blocks in their order."""
        self.blocks = tuple(blocks)

    def __repr__(self) -> str:
        """Return the section as plain text, for a terminal and for people who listen."""
        return "\n".join(line for block in self.blocks for line in _plain(block))

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, Any]:
        blocks = [as_json(block) for block in self.blocks]
        return {
            MIME: {"blocks": blocks},
            "text/html": render_blocks(blocks),
            "text/plain": repr(self),
        }


def _plain(block: Block) -> list[str]:  # noqa: PLR0911 one return a kind of block
    if isinstance(block, Masthead):
        return [block.title, *block.lines, block.notice]
    if isinstance(block, Heading | Text):
        return [block.text]
    if isinstance(block, List):
        return [f"- {item.text}" for item in block.items]
    if isinstance(block, Facts):
        return [f"{fact.label}: {fact.value}" for fact in block.facts]
    if isinstance(block, TableBlock):
        return [block.caption, *(" | ".join(map(str, row)) for row in block.rows)]
    if isinstance(block, FigureBlock):
        return [block.title, block.alt]
    tables = (line for table in block.tables for line in _plain(table))
    return [block.title, *block.sentences, *tables]
