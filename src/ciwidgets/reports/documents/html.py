"""The one door to nbconvert: an executed notebook becomes one HTML file that needs nothing else."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from nbconvert import HTMLExporter
from nbconvert.filters import markdown2html

from ciwidgets.errors import ReportError
from ciwidgets.reports.blocks import MIME
from ciwidgets.reports.look import template_folder

if TYPE_CHECKING:
    from nbformat import NotebookNode


@cache
def _exporter() -> HTMLExporter:
    # Kept, since its compiled templates are most of what an export costs.
    return HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="ciwidgets", extra_template_basedirs=[str(template_folder())]
    )


def to_html(notebook: NotebookNode) -> str:
    """Return an executed notebook as HTML: its prose and our blocks, nothing else.

    Raises:
        ReportError: when a cell failed, or the notebook has not exactly one masthead.
    """
    _check_finished(notebook)
    document, _resources = _exporter().from_notebook_node(notebook)
    return str(document)


def _check_finished(notebook: NotebookNode) -> None:
    mastheads = 0
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                raise ReportError(
                    f"The cell {cell.get('id', '')!r} of this notebook stopped with an error. "
                    "A report is made only of a notebook that ran to its end."
                )
            found = output.get("data", {}).get(MIME, {}).get("blocks", [])
            mastheads += sum(block["type"] == "masthead" for block in found)
    if mastheads != 1:
        raise ReportError(
            f"This notebook shows {mastheads} report headings; a report needs exactly one. "
            "Run the notebook first, and call report.heading() once."
        )


def warm_up() -> None:
    """Compile the templates before the first report is due."""
    _ = _exporter().template


def markdown(source: str) -> str:
    """Return a notebook's markdown as HTML; markup inside it becomes text."""
    rendered = markdown2html(source.replace("<", "&lt;"))
    # Links to headings are for a screen with a mouse.
    return re.sub(r'<a class="anchor-link"[^>]*>.*?</a>', "", str(rendered))
