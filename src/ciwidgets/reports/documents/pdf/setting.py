"""A document as the plain data that the template for paper sets: every text a string in it.

A text is a string, or ``{"runs": [{"text", "strong", "emphasis", "link"}], "rtl": bool}`` where it
is more than that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ciwidgets.reports.blocks import Fact, Facts, FigureBlock, Item, List, TableBlock, Text
from ciwidgets.reports.documents.fitting.letters import (
    Letters,
    breakable,
    can_slant,
    clean,
    is_from_the_right,
)
from ciwidgets.reports.documents.fitting.pictures import picture_of
from ciwidgets.reports.documents.fitting.widths import LONGEST_WORD, PAGE, columns_of
from ciwidgets.reports.documents.prose import (
    Bullets,
    Paragraph,
    Run,
    Runs,
    Title,
    shown_caption,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from ciwidgets.reports.documents.document import Document, Part

_Data = dict[str, Any]
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_]([A-Za-z]{2}))?(?:[-_].*)?")
_LONGEST = 36  # letters of a word before it may be broken: any line holds so many
_LONGEST_IN_TITLE = 20
_LONGEST_IN_BOX = 9
_HIGHEST = 480.0  # points of a picture, so that its heading and what leads to it stay with it
_WHOLE = 14  # lines of what is kept on one page
_LINE = 80  # letters
_SHORT_TEXT = 6  # lines of a text that stays with what it leads to
_HEADED = ("text", "list", "facts", "table", "figure")
_SHORT = 330.0  # points of a table that is kept on one page
_DEEPEST = 3
_LONGEST_ADDRESS = 2000
_FOOT = 70
_NO_WIDTH = "\u200b\u200c\u200d "


def setting_of(document: Document) -> _Data:
    """Return a document as JSON-like data, with every text in letters the fonts have.

    Raises:
        ReportError: when a picture of it is no drawing.
    """
    setter = _Setter({part.name for part in document.parts if isinstance(part, Title)})
    head = document.masthead
    language = _LANGUAGE.fullmatch(document.language)
    return {
        "title": one_line(document.title) or "Report",
        "language": language[1] if language else "en",
        "region": language[2].upper() if language and language[2] else None,
        "foot": setter.text(_shortened(one_line(head.title))),
        "masthead": {
            "title": setter.title((Run(head.title),)),
            "kicker": setter.text(head.kicker),
            "lines": [setter.text(line) for line in head.lines],
            "notice": setter.text(head.notice),
        },
        "parts": _kept_with_next([data for part in document.parts for data in setter.part(part)]),
        # Said last: by now it is known what had to be written otherwise.
        "named": setter.letters.named,
        "squared": setter.letters.squared,
    }


def _kept_with_next(parts: list[_Data]) -> list[_Data]:
    """Mark the few words between a heading and what it heads, so that no page parts the two."""
    heads = False
    for part, after in zip(parts, [*parts, None][1:], strict=True):
        if heads and part["kind"] == "text" and after and after["kind"] in _HEADED:
            part["sticky"] = part["short"]
            heads = part["sticky"]
        else:
            heads = part["kind"] == "heading"
    return parts


def one_line(text: str) -> str:
    """Return a text on one line, with every sign that is no control character."""
    return " ".join(clean(text).split())


class _Setter:
    """Turns parts into data, and remembers what the fonts lacked."""

    def __init__(self, named: AbstractSet[str]) -> None:
        self.letters = Letters()
        self._named = named  # what a text can lead to

    def part(self, part: Part) -> Iterator[_Data]:
        match part:
            case Title():
                head = self.title(part.runs)
                yield {"kind": "heading", "level": part.level, "words": head, "name": part.name}
            case Paragraph():
                yield self._said("plain", self.runs(part.runs), words(part.runs))
            case Text():
                said = self._said(part.tone, self.text(part.text), part.text)
                yield {**said, "to": part.to if part.to in self._named else ""}
            case Bullets():
                yield self._list(self._tree(list(part.items)), is_ordered=part.is_ordered)
            case List():
                yield self._list(map(self._item, part.items), is_ordered=part.is_ordered)
            case Facts():
                facts = [self._fact(one) for one in part.facts]
                yield {"kind": "facts", "facts": facts}
            case TableBlock():
                yield from self._table(part)
            case FigureBlock():
                yield self._figure(part)
            case _:
                yield {"kind": "page break"}

    def text(self, text: str, longest: int = _LONGEST, *, lines: bool = False) -> str | _Data:
        """Return a plain text; its lines are kept only where they mean something."""
        fitted = self.letters.fit(text) if lines else self.letters.line(text)
        fitted = breakable(fitted, longest)
        if not is_from_the_right(fitted):
            return fitted
        return {"runs": [{"text": fitted}], "rtl": True}

    def runs(self, runs: Runs, longest: int = _LONGEST) -> str | _Data:
        """Return a text in several styles."""
        if len(runs) == 1 and runs[0] == Run(runs[0].text):
            return self.text(runs[0].text, longest)
        set_runs = [self._run(run, longest) for run in runs]
        return {"runs": set_runs, "rtl": is_from_the_right(words(runs))}

    def title(self, runs: Runs) -> str | _Data:
        """Return a heading's words; one of which no letter can be seen is a dash."""
        seen = self.letters.line(words(runs)).strip(_NO_WIDTH)
        return self.runs(runs, _LONGEST_IN_TITLE) if seen else "–"

    def _run(self, run: Run, longest: int) -> _Data:
        fitted = breakable(self.letters.fit(run.text).replace("\n", " "), longest)
        return {
            "text": fitted,
            "strong": run.strong,
            "emphasis": run.emphasis and can_slant(fitted),
            "link": run.link and _address(run.link),
        }

    def _fact(self, fact: Fact) -> _Data:
        return {
            "value": self.text(fact.value, _LONGEST_IN_BOX),
            "label": self.text(fact.label, _LONGEST_IN_BOX),
            "short": len(fact.value) <= _LONGEST_IN_BOX,
        }

    def _item(self, item: Item) -> _Data:
        # A mark is a word or two; what is longer reads better below.
        mark, details = item.mark, item.details
        if len(mark) > _LONGEST:
            mark, details = "", (mark, *details)
        return {
            "words": self.text(item.text, lines=True),
            "details": [self.text(one, lines=True) for one in details],
            "mark": self.text(mark),
            "below": None,
            "whole": sum(map(_lines, (item.text, *details))) <= _WHOLE,
        }

    def _tree(self, items: list[tuple[int, Runs]]) -> list[_Data]:
        """Return items that know their depth as items that hold those below them."""
        top: list[_Data] = []
        lists = [top]
        for depth, runs in items:
            deep = min(depth, _DEEPEST, len(lists) - (not lists[-1]))
            while len(lists) > deep + 1:
                lists.pop()
            if deep == len(lists):
                above = lists[-1][-1]
                above["below"] = self._list([], is_ordered=False)
                above["whole"] = False
                lists.append(above["below"]["items"])
            whole = _lines(words(runs)) <= _WHOLE
            item: _Data = {"words": self.runs(runs), "details": [], "mark": "", "below": None}
            lists[-1].append({**item, "whole": whole})
        return top

    @staticmethod
    def _said(tone: str, said: str | _Data, text: str) -> _Data:
        short = _lines(text) <= _SHORT_TEXT
        return {"kind": "text", "tone": tone, "words": said, "short": short, "sticky": False}

    @staticmethod
    def _list(items: Iterable[_Data], *, is_ordered: bool) -> _Data:
        return {"kind": "list", "ordered": is_ordered, "items": list(items)}

    def _figure(self, figure: FigureBlock) -> _Data:
        picture = picture_of(figure, self.letters)
        scale = min(PAGE / picture.width, _HIGHEST / picture.height, 1.0)
        return {
            "kind": "figure",
            "title": self.title((Run(figure.title),)),
            "alt": one_line(figure.alt),
            "svg": picture.svg,
            "width": round(picture.width * scale, 2),
            "height": round(picture.height * scale, 2),
            "caption": self.text(figure.caption),
            "whole": _lines(figure.caption) <= _WHOLE,
            "tables": list(self._table(figure.table)),
        }

    def _table(self, table: TableBlock) -> Iterator[_Data]:
        caption = self.text(shown_caption(table) if table.columns else table.caption)
        if not table.columns:
            yield self._said("note", caption, table.caption)
            return
        head = [self.letters.line(str(one)) for one in table.columns]
        rows = [
            _filled([self.letters.line(str(one)) for one in row], len(head)) for row in table.rows
        ]
        numeric = [_is_numeric(table.rows, place) for place in range(len(head))]
        for columns in columns_of([head, *rows]):
            yield {
                "kind": "table",
                "caption": caption,
                "size": columns.size,
                "widths": columns.widths,
                "numeric": [numeric[at] for at in columns.which],
                "columns": [self._cell(head[at]) for at in columns.which],
                "rows": [[self._cell(row[at]) for at in columns.which] for row in rows],
                "whole": all(columns.height_of(row) <= _SHORT for row in rows),
                "together": sum(map(columns.height_of, [head, *rows])) <= _SHORT,
            }

    def _cell(self, fitted: str) -> str | _Data:
        return self.text(fitted, LONGEST_WORD)


def _filled(row: list[str], length: int) -> list[str]:
    return [*row[:length], *[""] * (length - len(row))]


def _is_numeric(rows: tuple[tuple[str | int | float, ...], ...], place: int) -> bool:
    cells = [row[place] for row in rows if place < len(row)]
    numbers = sum(isinstance(cell, int | float) for cell in cells)
    return place > 0 and numbers * 2 >= len(cells) > 0


def _lines(text: str) -> int:
    return sum(1 + len(line) // _LINE for line in text.split("\n"))


def _address(link: str) -> str:
    address = quote(clean(link), safe="%/:=&?~#+!$,;'@()*[]")
    return address if len(address) <= _LONGEST_ADDRESS else ""


def _shortened(text: str) -> str:
    return text if len(text) <= _FOOT else text[: _FOOT - 1].rstrip() + "…"
