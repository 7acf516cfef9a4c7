"""How the numbers were made: names of methods stand in one place, which each format leads to."""

from __future__ import annotations

import io
import re

import docx
import nbformat
import pypdf
import pytest
from docx.oxml.ns import qn

from ciwidgets.enrolment import current_program
from ciwidgets.reports.blocks import (
    MIME,
    FigureBlock,
    HowMade,
    Masthead,
    Section,
    TableBlock,
    Text,
    as_json,
    block_from_json,
)
from ciwidgets.reports.cohort.baseline import Baseline
from ciwidgets.reports.cohort.summary import CohortSummary
from ciwidgets.reports.digest import Digest
from ciwidgets.reports.documents.document import read_document
from ciwidgets.reports.documents.html import to_html
from ciwidgets.reports.documents.pdf.make import to_pdf
from ciwidgets.reports.documents.tables import tables_of
from ciwidgets.reports.documents.word.make import to_docx
from ciwidgets.reports.team_summary import TeamSummary
from ciwidgets.reports.wording import HOW_MADE, Made, to_how_made
from ciwidgets.shipped import workbooks_folder

RATES = HowMade(
    "rates",
    "Rates & ranges",
    ("By Garwood (1936).",),
    (TableBlock("In numbers", ("Number", "Here"), (("Links", "17"),)),),
)
# Methods, tools, sources and rules: they help who checks, and stop who reads.
NAMES = re.compile(
    r"Kendall|Hanlon|BPR|FCMapper|Mental Modeler|Kosko|[Ss]igmoid|[Ss]quashing|NCHS|WONDER|"
    r"160%|95%|van der Eijk|Tastle|Himmelman|Garwood|Poisson|\b[Pp]ercentile|\b[Bb]ootstrap|"
    r"\bGini\b|\b[Dd]ensity\b|\b[Bb]aseline\b|\b[Ss]uppress|\b[Ii]ndicator|\b[Cc]ell says"
)
REPORTS = {"cohort_summary": CohortSummary, "baseline": Baseline, "digest": Digest}


def notebook(*sections):
    """Return an executed notebook that shows a masthead and these sections, a cell each."""
    book = nbformat.v4.new_notebook()
    for section in (Section([Masthead("Elm", "Common Ground")]), *sections):
        data = {MIME: {"blocks": [as_json(one) for one in section.blocks]}}
        output = nbformat.v4.new_output("display_data", data)
        book.cells.append(nbformat.v4.new_code_cell("", outputs=[output]))
    return book


def calls(name):
    """Return the methods that a report's notebook calls, in its order."""
    text = (workbooks_folder() / "reports" / f"{name}.ipynb").read_text("utf-8")
    cells = nbformat.reads(text, as_version=4).cells
    return [one for cell in cells for one in re.findall(r"^report\.(\w+)\(\)", cell.source)]


def in_the_reading_line(section):
    """Yield what a section says to who reads on; the table behind a picture is for who opens it."""
    for one in section.blocks:
        if isinstance(one, FigureBlock):
            yield from (one.title, one.caption)
        elif not isinstance(one, Masthead | HowMade):
            yield str(as_json(one))


@pytest.fixture(scope="module")
def told():
    return notebook(Section([Text("24 of 100,000."), to_how_made("rates")]), Section([RATES]))


def test_the_web_page_folds_it_and_leads_to_it(told):
    page = to_html(told)
    assert f'<a href="#made-rates">{HOW_MADE}</a>' in page
    assert '<details class="how" id="made-rates">' in page
    assert page.index("Rates &amp; ranges") < page.index("By Garwood (1936).")


def test_the_word_file_leads_to_it_by_a_bookmark(told):
    body = docx.Document(io.BytesIO(to_docx(read_document(told)))).element.body
    anchors = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))}
    assert "made_rates" in anchors
    assert "made_rates" in {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}


def test_paper_says_on_which_page_it_stands_and_its_table_is_kept(told):
    pages = pypdf.PdfReader(io.BytesIO(to_pdf(read_document(told)))).pages
    text = " ".join("\n".join(one.extract_text() for one in pages).split())
    assert f"{HOW_MADE}: page 1" in text
    assert "By Garwood (1936)." in text
    assert [one.caption for one in tables_of(read_document(told))] == ["In numbers"]


def test_a_line_that_would_lead_nowhere_is_left_out():
    told = notebook(Section([Text("24 of 100,000."), to_how_made("rates")]))
    assert HOW_MADE not in to_html(told)
    assert [one.text for one in read_document(told).parts] == ["24 of 100,000."]


def test_what_is_shown_twice_is_led_to_once_and_paper_is_still_made():
    told = notebook(Section([to_how_made("rates"), RATES, RATES]))
    assert [getattr(one, "name", "") for one in read_document(told).parts].count("rates") == 1
    assert to_pdf(read_document(told)).startswith(b"%PDF")


def test_it_is_read_back_as_it_was_written():
    assert block_from_json(as_json(RATES)) == RATES


def test_what_a_section_rests_on_is_kept_for_the_end_and_told_once():
    made = Made()
    assert made.told().blocks[0].tone == "absent"
    shown = made.kept(Section([Text("24"), RATES]))
    assert shown.blocks == (Text("24"),)
    made.kept(Section([RATES]))
    assert [one for one in made.told().blocks if isinstance(one, HowMade)] == [RATES]


@pytest.mark.parametrize("place", range(10))
def test_a_team_reads_its_summary_without_the_name_of_a_method(place, sample):
    team = current_program(sample).teams[place].id
    report = TeamSummary(team, store=sample)
    found = {
        (name, named[0])
        for name in calls("team_summary")
        if name != "how_the_numbers_were_made"
        for text in in_the_reading_line(getattr(report, name)())
        if (named := NAMES.search(text))
    }
    assert found == set()


@pytest.mark.parametrize("name", REPORTS)
def test_so_does_faculty_and_whoever_opens_the_digest(name, sample):
    report = REPORTS[name](store=sample)
    said = (
        text
        for call in calls(name)
        if call != "how_the_numbers_were_made"
        for text in in_the_reading_line(getattr(report, call)())
    )
    assert [NAMES.search(text)[0] for text in said if NAMES.search(text)] == []


def test_every_line_leads_to_what_the_report_tells_at_its_end(sample):
    team = TeamSummary("veyland", store=sample)
    sections = [getattr(team, name)() for name in calls("team_summary")]
    blocks = [one for section in sections for one in section.blocks]
    names = [one.name for one in blocks if isinstance(one, HowMade)]
    led = {one.to for one in blocks if isinstance(one, Text) and one.to}
    assert led == set(names)
    assert len(names) == len(led) >= 5
    assert "Kendall’s W" in repr(team.how_the_numbers_were_made())


@pytest.mark.parametrize("name", ["team_summary", *REPORTS])
def test_no_sentence_of_a_reports_prose_is_longer_than_one_breath(name):
    text = (workbooks_folder() / "reports" / f"{name}.ipynb").read_text("utf-8")
    cells = nbformat.reads(text, as_version=4).cells
    shown = [
        one.source
        for one in cells
        if one.cell_type == "markdown" and "hide" not in one.metadata.get("tags", [])
    ]
    sentences = [one for said in shown for one in re.split(r"(?<=[.?!])\s+|\n+", said)]
    assert [one for one in sentences if len(one.split()) > 25] == []
