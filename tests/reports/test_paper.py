"""The paper twin: what stands on the page stands on the sheet."""

from __future__ import annotations

import re

import pytest

from ciwidgets.enrolment import current_program
from ciwidgets.errors import ReportError
from ciwidgets.model import Program
from ciwidgets.reports.paper import paper_twin, write_paper_twin
from ciwidgets.shipped import workbooks_folder
from ciwidgets.workbook import read_workbook


@pytest.fixture(scope="module")
def program(sample) -> Program:
    return current_program(sample)


@pytest.fixture(scope="module")
def sheet(program):
    return paper_twin(program, "needs_assessment")


def test_every_step_of_the_workbook_has_its_sheet(sheet):
    book = read_workbook(workbooks_folder() / "needs_assessment.ipynb")
    assert sheet.count('<section class="sheet">') == len(book.steps)
    for step in book.steps:
        assert step.title in sheet


def test_every_statement_has_a_box_for_every_answer(sheet, program):
    survey = program.survey("pulse")
    rows = re.findall(r"<tr><th scope=\"row\" dir=\"auto\">(.*?)</tr>", sheet, re.DOTALL)
    assert len(rows) == len(survey.statements)
    for row in rows:
        assert row.count('class="box"') == len(program.scale(survey.scale).labels) + 2


def test_there_are_as_many_circles_and_needs_as_the_program_allows(sheet, program):
    assert sheet.count('class="dot"') == program.dots_per_person * program.dots_per_item
    assert sheet.count("<span>Because</span>") == program.most_needs


def test_a_facilitators_hints_are_not_on_the_sheet(sheet):
    assert "Give people four minutes" not in sheet
    assert "anchor-link" not in re.sub(r"<style>.*?</style>", "", sheet, flags=re.DOTALL)


def test_what_staff_wrote_in_the_program_is_text_on_the_sheet(program):
    hostile = "<script>hit()</script>"
    sheet = paper_twin(
        program.model_copy(update={"name": hostile, "support": hostile}), "needs_assessment"
    )
    assert "<script" not in sheet
    assert "&lt;script&gt;hit()&lt;/script&gt;" in sheet


def test_the_sheet_is_written_under_the_workbooks_name(program, tmp_path):
    path = write_paper_twin(program, "needs_assessment", tmp_path / "paper")
    assert path.name == "needs_assessment-paper.html"
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_workbook_that_does_not_exist_is_refused_with_the_nearest(program):
    with pytest.raises(ReportError, match=r"no workbook 'needs'.*Did you mean 'needs_assessment'"):
        paper_twin(program, "needs")


def test_a_map_can_be_drawn_in_sentences_on_paper(program):
    sheet = paper_twin(program, "mental_models")
    for word in program.map_words:
        assert word.label.replace("'", "&#39;") in sheet
    assert sheet.count("<span>More</span>") == 8
    assert sheet.count("This step is done together on a screen.") == 5
