"""The one door to Typst: a document becomes a PDF that people can print, and listen to (PDF/UA-1).

Typst reads two things, our template and the document as JSON, from memory. It sees no file and no
font of the machine, so every machine makes the same pages of the same document, byte for byte.
"""

from __future__ import annotations

import json
from functools import cache
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typst

from ciwidgets.errors import ReportError
from ciwidgets.reports.documents.fitting.letters import font_folder
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
        made = _set(_template(), {"report": setting})
    except typst.TypstError as error:
        raise ReportError(
            f"The report {one_line(document.title)[:80]!r} could not be set as a PDF. Its web page "
            "form is not touched by this. Please pass the executed notebook on to whoever looks "
            "after this program."
        ) from error
    for _ in range(_KEPT_FOR):
        _set(_NOTHING, {})
    return made


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
def _template() -> bytes:
    return (template_folder() / "ciwidgets" / "report.typ").read_bytes()
