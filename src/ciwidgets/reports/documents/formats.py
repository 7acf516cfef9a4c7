"""The formats a report can be had in, in the order they are offered.

A format's writer is imported when it is used: a batch in which nothing has changed needs none.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from ciwidgets.reports.documents.document import Document


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how its files end, what people call it, and who writes it."""

    suffix: str
    label: str
    write: Callable[[NotebookNode, Document], bytes]


def _html(notebook: NotebookNode, _document: Document) -> bytes:
    from ciwidgets.reports.documents.html import to_html

    return to_html(notebook).encode()


def _pdf(_notebook: NotebookNode, document: Document) -> bytes:
    from ciwidgets.reports.documents.pdf.make import to_pdf

    return to_pdf(document)


def _docx(_notebook: NotebookNode, document: Document) -> bytes:
    from ciwidgets.reports.documents.word.make import to_docx

    return to_docx(document)


def _xlsx(_notebook: NotebookNode, document: Document) -> bytes:
    from ciwidgets.reports.documents.tables import to_xlsx

    return to_xlsx(document)


def _csv(_notebook: NotebookNode, document: Document) -> bytes:
    from ciwidgets.reports.documents.tables import to_csv_zip

    return to_csv_zip(document)


def _ipynb(notebook: NotebookNode, _document: Document) -> bytes:
    from ciwidgets.reports.documents.notebook import to_notebook

    return to_notebook(notebook)


FORMATS: Mapping[str, Format] = {
    "html": Format(".html", "Web page", _html),
    "pdf": Format(".pdf", "PDF", _pdf),
    "docx": Format(".docx", "Word", _docx),
    "xlsx": Format(".xlsx", "Excel", _xlsx),
    "csv": Format("-tables.zip", "CSV", _csv),
    "ipynb": Format(".ipynb", "Notebook", _ipynb),
}
USUAL = ("html", "pdf", "docx")
