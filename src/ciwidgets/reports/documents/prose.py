"""A notebook's markdown as plain data: headings, paragraphs and lists of runs of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import mistune

from ciwidgets.reports.blocks import TableBlock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    _Token = dict[str, Any]

_LEVELS = (2, 4)
_markdown = mistune.create_markdown(renderer=None, plugins=["table"])
_BLOCKS = {"list", "paragraph", "block_text", "block_quote", "heading"}


@dataclass(frozen=True, slots=True)
class Run:
    """Some text in one style; ``link`` is an address, or empty."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A heading of level 2, 3 or 4."""

    type: ClassVar[str] = "title"
    level: int
    runs: Runs

    @property
    def text(self) -> str:
        """Return its words."""
        return words(self.runs)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose."""

    type: ClassVar[str] = "paragraph"
    runs: Runs


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of prose; ``depth`` of an item counts from 0, for lists within lists."""

    type: ClassVar[str] = "bullets"
    items: tuple[tuple[int, Runs], ...]
    is_ordered: bool = False


Prose = Title | Paragraph | Bullets | TableBlock


def prose_of(source: str) -> list[Prose]:
    """Return what a markdown cell says; markup, pictures and code in it become their words."""
    return [one for token in _tokens(source) for one in _prose(token)]


def words(runs: Sequence[Run]) -> str:
    """Return runs as one plain text."""
    return "".join(run.text for run in runs)


def plain(text: str) -> Runs:
    """Return a text as runs without style."""
    return (Run(text),)


def _tokens(source: str) -> list[_Token]:
    found = _markdown(source)
    return found if isinstance(found, list) else []


def _prose(token: _Token) -> Iterator[Prose]:
    kind = token["type"]
    if kind == "heading":
        level = min(max(token["attrs"]["level"], _LEVELS[0]), _LEVELS[1])
        yield Title(level, _runs(token))
    elif kind == "list":
        yield Bullets(tuple(_items(token, 0)), bool(token["attrs"].get("ordered")))
    elif kind == "table":
        yield from _table(token)
    elif kind == "block_quote":
        for child in token["children"]:
            yield from _prose(child)
    elif kind in {"paragraph", "block_text"}:
        yield Paragraph(_runs(token))
    elif kind in {"block_code", "block_html"}:
        yield Paragraph(plain(token["raw"].strip()))


def _items(token: _Token, depth: int) -> Iterator[tuple[int, Runs]]:
    for item in token["children"]:
        for child in item["children"]:
            if child["type"] == "list":
                yield from _items(child, depth + 1)
            elif child["type"] in _BLOCKS:
                yield depth, _runs(child)


def _table(token: _Token) -> Iterator[TableBlock]:
    head, *bodies = token["children"]
    columns = tuple(words(_runs(cell)) for cell in head["children"])
    rows = tuple(
        tuple(words(_runs(cell)) for cell in row["children"])
        for body in bodies
        for row in body["children"]
    )
    yield TableBlock(" · ".join(columns), columns, rows)


def _runs(token: _Token) -> Runs:
    return tuple(run for run in _styled(token.get("children", []), Run("")) if run.text)


def _styled(tokens: Sequence[_Token], style: Run) -> Iterator[Run]:
    for token in tokens:
        kind = token["type"]
        if kind in {"softbreak", "linebreak"}:
            yield Run(" ", style.strong, style.emphasis, style.link)
        elif "children" in token:
            yield from _styled(
                token["children"],
                Run(
                    "",
                    style.strong or kind == "strong",
                    style.emphasis or kind == "emphasis",
                    _address(token) if kind == "link" else style.link,
                ),
            )
        else:
            yield Run(token.get("raw", ""), style.strong, style.emphasis, style.link)


def _address(token: _Token) -> str:
    url = str(token["attrs"]["url"])
    return url if url.startswith(("https://", "http://", "mailto:")) else ""
