"""The one door to Typst: a document becomes a PDF that people can print, and listen to (PDF/UA-1).

Typst reads two things, our template and the document as JSON, from memory. It sees no file and no
font of the machine, so every machine makes the same pages of the same document, byte for byte.
"""

from __future__ import annotations

import json
from functools import cache
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import typst

from ciwidgets.errors import ReportError
from ciwidgets.reports.documents.fitting.letters import Letters, font_folder
from ciwidgets.reports.documents.pdf.setting import one_line, setting_of
from ciwidgets.reports.look import template_folder

if TYPE_CHECKING:
    from ciwidgets.reports.documents.document import Document


# Typst keeps what it has set until so many other documents were set, which is worth nothing here
# and costs hundreds of megabytes: no two reports are alike.
_KEPT_FOR = 11
_NOTHING = b'#set document(title: "Nothing")'


def to_pdf(document: Document) -> bytes:
    """Return a document as PDF/UA-1, on letter paper; it says nothing of when and where.

    Raises:
        ReportError: when the document cannot be set.
    """
    setting = json.dumps(setting_of(document))
    try:
        made = _set(_file("report.typ"), {"report": setting})
    except typst.TypstError as error:
        raise ReportError(
            f"The report {one_line(document.title)[:80]!r} could not be set as a PDF. Its web page "
            "form is not touched by this. Please pass the executed notebook on to whoever looks "
            "after this program."
        ) from error
    for _ in range(_KEPT_FOR):
        _set(_NOTHING, {})
    return made


def cards_to_pdf(cards: dict[str, Any]) -> bytes:
    """Return the cards for the tables as PDF/UA-1; ``cards`` is what ``table_cards`` makes.

    Raises:
        ReportError: when they cannot be set.
    """
    letters = Letters()
    try:
        return _set(_file("table_cards.typ"), {"cards": json.dumps(_fitted(cards, letters))})
    except typst.TypstError as error:
        raise ReportError(
            "The cards could not be set as a PDF. Write them as a web page instead, which prints "
            "as well: give a file that ends in .html."
        ) from error


def _fitted(value: Any, letters: Letters) -> Any:
    """Return data with every text in letters the fonts have."""
    if isinstance(value, str):
        return letters.line(value)
    if isinstance(value, dict):
        return {key: _fitted(one, letters) for key, one in value.items()}
    return [_fitted(one, letters) for one in value] if isinstance(value, list) else value


def _set(template: bytes, texts: dict[str, str]) -> bytes:
    with TemporaryDirectory(prefix="ciwidgets-") as empty:
        compiler = typst.Compiler(
            template,
            root=empty,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs=texts,
            package_path=empty,
            package_cache_path=empty,
        )
        made = compiler.compile(pdf_standards=["ua-1"], timestamp=0)
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts of matplotlib's wheel and those that Typst has in itself."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(font_folder())])


@cache
def _file(name: str) -> bytes:
    return (template_folder() / "ciwidgets" / name).read_bytes()
