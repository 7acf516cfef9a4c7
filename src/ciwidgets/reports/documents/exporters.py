"""Our documents for nbconvert: ``jupyter nbconvert --to ciwidgets-pdf executed.ipynb``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from nbconvert.exporters import Exporter
from nbconvert.utils.exceptions import ConversionException

from ciwidgets.errors import ReportError
from ciwidgets.reports.documents.document import read_document
from ciwidgets.reports.documents.formats import FORMATS

if TYPE_CHECKING:
    from nbformat import NotebookNode


class _ReportExporter(Exporter):
    """An executed report as one of our formats; a subclass says which."""

    written: ClassVar[str]

    def from_notebook_node(  # type: ignore[override] # bytes, as nbconvert's own PDF is
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[bytes, Any]:
        """Return the file's bytes, and nbconvert's resources.

        Raises:
            ConversionException: when the notebook is no finished report; the text says why.
        """
        notebook, found = super().from_notebook_node(nb, resources, **kw)
        try:
            return FORMATS[self.written].write(notebook, read_document(notebook)), found
        except ReportError as error:
            # nbconvert shows what came before too, and it would bury the sentence.
            raise ConversionException(str(error)) from None

    def _file_extension_default(self) -> str:
        return FORMATS[self.written].suffix


class HtmlReportExporter(_ReportExporter):
    """One file for a browser that needs nothing else."""

    written = "html"
    export_from_notebook = "Report as a web page"
    output_mimetype = "text/html"


class PdfReportExporter(_ReportExporter):
    """A file to print, that can be listened to (PDF/UA-1)."""

    written = "pdf"
    export_from_notebook = "Report as PDF"
    output_mimetype = "application/pdf"


class DocxReportExporter(_ReportExporter):
    """A file for Word and its like."""

    written = "docx"
    export_from_notebook = "Report for Word"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
