"""A notebook's markdown as plain data: headings, paragraphs and lists of runs of text."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

import mistune

from ciwidgets.reports.blocks import TableBlock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    _Token = dict[str, Any]

_LEVELS = (2, 4)
_markdown = mistune.create_markdown(renderer=None, plugins=["table"])
_STARTS = ("https://", "http://", "mailto:")


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
    """A heading of level 2, 3 or 4; ``name`` is what a text that leads to it calls it."""

    type: ClassVar[str] = "title"
    level: int
    runs: Runs
    name: str = ""

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


def shown_caption(table: TableBlock) -> str:
    """Return what stands above a table: nothing where its name is only made of its columns."""
    return "" if table.caption == _named_by(table.columns) else table.caption


def _named_by(columns: Sequence[str]) -> str:
    """Return a name for a table of prose, which a sheet of its own needs."""
    return " · ".join(columns)


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
        yield Title(level, _runs([token]))
    elif kind == "list":
        yield Bullets(tuple(_items(token, 0)), bool(token["attrs"].get("ordered")))
    elif kind == "table":
        yield _table(token)
    elif kind == "block_quote":
        for child in token["children"]:
            yield from _prose(child)
    else:
        runs = _runs([token])
        if words(runs).strip():
            yield Paragraph(runs)


def _items(token: _Token, depth: int) -> Iterator[tuple[int, Runs]]:
    """Yield a list's entries, each before the lists in it; its paragraphs become one."""
    for item in token["children"]:
        yield depth, _runs([one for one in item["children"] if one["type"] != "list"])
        for child in item["children"]:
            if child["type"] == "list":
                yield from _items(child, depth + 1)


def _table(token: _Token) -> TableBlock:
    head, *bodies = token["children"]
    columns = tuple(words(_runs([cell])) for cell in head["children"])
    rows = tuple(
        tuple(words(_runs([cell])) for cell in row["children"])
        for body in bodies
        for row in body["children"]
    )
    return TableBlock(_named_by(columns), columns, rows)


def _runs(tokens: Sequence[_Token]) -> Runs:
    """Return all that some tokens say, a blank between two that stand below each other."""
    runs: list[Run] = []
    for token in tokens:
        more = [run for run in _styled([token], Run("")) if run.text]
        if runs and more:
            runs.append(Run(" "))
        runs += more
    return tuple(runs)


def _styled(tokens: Sequence[_Token], style: Run) -> Iterator[Run]:
    for token in tokens:
        kind = token["type"]
        if kind in {"softbreak", "linebreak"}:
            yield replace(style, text=" ")
        elif kind == "text":
            yield replace(style, text=html.unescape(token["raw"]))
        elif "children" not in token:
            yield replace(style, text=token.get("raw", "").strip("\n"))
        else:
            link = _address(token["attrs"]["url"]) if kind == "link" else style.link
            is_strong = style.strong or kind == "strong"
            is_emphasis = style.emphasis or kind == "emphasis"
            yield from _styled(token["children"], Run("", is_strong, is_emphasis, link))


def _address(url: str) -> str:
    return url if url.lower().startswith(_STARTS) else ""
