"""The one door to nbconvert: an executed notebook becomes one HTML file that needs nothing else."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from nbconvert import HTMLExporter, TemplateExporter
from nbconvert.filters import markdown2html

from ciwidgets.errors import ReportError
from ciwidgets.reports.blocks import MIME
from ciwidgets.reports.documents.spelling import respelled
from ciwidgets.reports.look import template_folder

if TYPE_CHECKING:
    from nbformat import NotebookNode


class _Exporter(HTMLExporter):
    """Nbconvert's own exporter without what our template has no use for; the page is the same."""

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> Any:
        """Return the page and its resources."""
        page, found = TemplateExporter.from_notebook_node(self, nb, resources, **kw)
        spelled = respelled(page)
        return (spelled, found) if spelled else super().from_notebook_node(nb, resources, **kw)

    def _preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        # Nothing that takes parts away or colors code, and so no copies and no eleven checks.
        return nb, resources


@cache
def _exporter() -> _Exporter:
    # Kept, since its compiled templates are most of what an export costs.
    folder = str(template_folder())
    return _Exporter(template_name="ciwidgets", extra_template_basedirs=[folder])  # type: ignore[no-untyped-call]


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
