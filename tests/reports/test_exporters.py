"""``jupyter nbconvert --to ciwidgets-pdf``: what the batch writes, for one notebook."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from importlib.metadata import entry_points

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from nbconvert.utils.exceptions import ConversionException
from nbformat.v4 import new_notebook

from ciwidgets.reports.documents.document import read_document
from ciwidgets.reports.documents.exporters import (
    DocxReportExporter,
    HtmlReportExporter,
    PdfReportExporter,
)
from ciwidgets.reports.documents.html import to_html
from ciwidgets.reports.documents.pdf.make import to_pdf
from tests.reports.test_document import HEAD, said, shown
from tests.reports.written import figure

EXPORTERS = {
    "ciwidgets-html": HtmlReportExporter,
    "ciwidgets-pdf": PdfReportExporter,
    "ciwidgets-docx": DocxReportExporter,
}


@pytest.fixture
def notebook():
    return new_notebook(cells=[shown(HEAD), said("## Our vote"), shown(figure())])


def test_nbconvert_knows_them_by_name():
    found = {one.name: one.value for one in entry_points(group="nbconvert.exporters")}
    for name, exporter in EXPORTERS.items():
        assert found[name] == f"{exporter.__module__}:{exporter.__name__}"
        assert get_exporter(name) is exporter


def test_each_writes_what_the_batch_writes(notebook):
    made, found = PdfReportExporter().from_notebook_node(notebook)
    assert made == to_pdf(read_document(notebook))
    assert found["output_extension"] == ".pdf"
    made, found = HtmlReportExporter().from_notebook_node(notebook)
    assert made == to_html(notebook).encode()
    assert found["output_extension"] == ".html"
    made, found = DocxReportExporter().from_notebook_node(notebook)
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(made)).namelist()
    assert found["output_extension"] == ".docx"


def test_an_export_leaves_the_notebook_as_it_was(notebook):
    before = nbformat.writes(notebook)
    PdfReportExporter().from_notebook_node(notebook)
    assert nbformat.writes(notebook) == before


@pytest.mark.parametrize("exporter", EXPORTERS.values())
def test_a_notebook_that_was_not_run_is_refused_in_a_sentence(exporter):
    with pytest.raises(ConversionException, match="Run the notebook first, and call report.headin"):
        exporter().from_notebook_node(new_notebook(cells=[said("## Our vote")]))


def test_the_command_writes_a_pdf_beside_the_notebook(notebook, tmp_path):
    nbformat.write(notebook, tmp_path / "executed.ipynb")
    done = subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "ciwidgets-pdf", "executed.ipynb"],
        cwd=tmp_path,
        env=os.environ | {"JUPYTER_CONFIG_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "executed.pdf").read_bytes() == to_pdf(read_document(notebook))
