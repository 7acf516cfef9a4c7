"""The paper twin: what stands on the page stands on the sheet, and can be filled in there."""

from __future__ import annotations

import re
from html import unescape

import pytest

from ciwidgets.enrolment import current_program
from ciwidgets.errors import ReportError
from ciwidgets.model import Program
from ciwidgets.model.goal_criteria import goal_criteria
from ciwidgets.reports.paper import paper_twin, paper_workbooks, write_paper_twin
from ciwidgets.reports.paper.forms.every import (
    FORMS,
    OF_A_PERSON,
    OF_A_PERSON_ALONE,
    ON_SCREEN,
)
from ciwidgets.shipped import workbooks_folder
from ciwidgets.visit.paper.asks import ANSWERS
from ciwidgets.visit.paper.shown import lists_of_the_team
from ciwidgets.words import catalogue, section
from ciwidgets.workbook import read_workbook
from tests.support.axe import AXE, violations

WORKBOOKS = [
    "needs_assessment", "mental_models", "goals", "wins", "monthly_checkin", "confidentiality",
]  # fmt: skip


@pytest.fixture(scope="module")
def program(sample) -> Program:
    return current_program(sample)


@pytest.fixture(scope="module")
def sheets(program):
    return {name: paper_twin(program, name) for name in WORKBOOKS}


def sheet_of(page: str, key: str) -> str:
    """Return the sheets of one step, words only where there is markup."""
    number = [one.id for one in read_book(key).steps].index(key.split("/")[1]) + 1
    found = re.findall(
        rf'<section class="sheet(?: screen)? sheet-{number}">.*?</section>', page, re.DOTALL
    )
    return unescape("".join(found))


def read_book(key: str):
    return read_workbook(workbooks_folder() / f"{key.split('/', maxsplit=1)[0]}.ipynb")


def test_every_workbook_with_steps_has_a_twin():
    assert paper_workbooks() == WORKBOOKS


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_step_has_a_form_or_says_that_it_is_done_on_a_screen(sheets, name):
    book = read_book(f"{name}/")
    for step in book.steps:
        sheet = sheet_of(sheets[name], f"{name}/{step.id}")
        assert step.title in sheet
        has_form = bool(re.search(r'class="(line|box|box key|dot|slips)"', sheet))
        told = catalogue()["paper.kernel"]["on_screen"] in sheet
        assert has_form != told, step.id
        if has_form:
            assert f'<p class="id">{name}/{step.id}</p>' in sheet


def test_where_the_paper_says_the_manager_types_it_in_the_page_for_paper_leads():
    of_the_team = FORMS.keys() - OF_A_PERSON - OF_A_PERSON_ALONE | {"priorities"}
    told = {
        (name, step.id)
        for name in WORKBOOKS
        for step in read_book(f"{name}/").steps
        if of_the_team & {exercise.name for exercise in step.exercises}
    }
    assert told == {(one["workbook"], one["step"]) for one in lists_of_the_team("en")}


def test_what_is_filled_in_together_says_where_it_is_typed_in(sheets):
    own = catalogue()["paper.kernel"]
    sheet = sheet_of(sheets["needs_assessment"], "needs_assessment/what-first")
    assert sheet.count(own["typed_together"]) >= 2
    assert sheet.count(own["typed_pearl"]) == 1


def test_every_exercise_of_a_workbook_is_a_form_or_known_to_be_for_a_screen():
    used = {
        exercise.name
        for name in WORKBOOKS
        for step in read_book(f"{name}/").steps
        for exercise in step.exercises
    }
    assert not FORMS.keys() & ON_SCREEN
    assert used == FORMS.keys() | ON_SCREEN
    assert FORMS.keys() >= OF_A_PERSON | OF_A_PERSON_ALONE


def test_every_statement_has_a_box_for_every_answer(sheets, program):
    for key, survey_id in (
        ("needs_assessment/how-we-see-it", "pulse"),
        ("monthly_checkin/five-conditions", "five_conditions"),
    ):
        survey = program.survey(survey_id)
        sheet = sheet_of(sheets[key.split("/")[0]], key)
        rows = re.findall(r'<tr><th scope="row".*?</tr>', sheet, re.DOTALL)
        assert len(rows) == len(survey.statements)
        for row, statement in zip(rows, survey.statements, strict=True):
            assert statement.text in row
            assert row.count('class="box key"') == len(program.scale(survey.scale).labels) + 2
        assert section("rating")["prefer_not"] in sheet


def test_a_box_bears_the_number_it_is_typed_in_with(sheets, program):
    sheet = sheet_of(sheets["needs_assessment"], "needs_assessment/how-we-see-it")
    row = re.search(r'<tr><th scope="row".*?</tr>', sheet, re.DOTALL)[0]
    most = len(program.scale(program.survey("pulse").scale).labels) + 2
    assert re.findall(r'class="box key"[^>]*>(\d+)<', row) == [str(n + 1) for n in range(most)]


def test_paper_says_who_reads_it_and_nothing_that_is_only_true_on_a_screen(sheets):
    for page in sheets.values():
        assert page.count(catalogue()["paper.kernel"]["who_reads"]) == 1
        said = " ".join(unescape(page).split())
        for only_on_a_screen in (
            "save themselves",
            "nobody sees them",
            "Nobody sees how others vote",
            "then the picture",
            "Below your list",
            "Below the list",
            "below the form",
            "everyone sees the list grow",
            "Only you see your map",
        ):
            assert only_on_a_screen not in said


def test_a_teams_name_and_its_occasion_stand_on_every_sheet(program, tmp_path):
    team, occasion = program.teams[0], program.occasions[0]
    path = write_paper_twin(program, "needs_assessment", tmp_path, team.id, occasion.date)
    page = path.read_text(encoding="utf-8")
    assert path.name == f"needs_assessment-paper-{team.id}.html"
    lines = re.findall(r'<div class="line known"><span>Team</span>.*?</div>', page)
    assert lines
    assert all(team.name in unescape(line) for line in lines)
    named = program.occasion_on(occasion.date).name
    assert unescape(page).count(f'</span> <strong dir="auto">{named}</strong>') == len(lines)
    with pytest.raises(ReportError, match="no team 'nobody'"):
        write_paper_twin(program, "needs_assessment", tmp_path, "nobody")


def test_there_are_as_many_circles_and_needs_as_the_program_allows(sheets, program):
    page = sheets["needs_assessment"]
    assert page.count('class="dot"') == program.dots_per_person * program.dots_per_item
    needs = sheet_of(page, "needs_assessment/our-needs")
    assert needs.count(section("need_choice")["text_label"]) == program.most_needs


def test_the_question_above_the_wall_stands_above_the_slips(sheets):
    sheet = sheet_of(sheets["needs_assessment"], "needs_assessment/what-hurts-most")
    assert "What hurts most in our community right now?" in sheet


def test_a_map_can_be_drawn_in_sentences_on_paper(sheets, program):
    sheet = sheet_of(sheets["mental_models"], "mental_models/my-map")
    words = section("my_map")
    for word in program.map_words:
        assert word.label in sheet
    for key in ("say_source", "say_sign", "say_target", "say_strength", "done_yes"):
        assert words[key] in sheet


@pytest.mark.parametrize(
    ("key", "stem", "fields"),
    [
        ("needs_assessment/what-we-have", "resources", ["name_label", "capacity_waiting_list"]),
        ("needs_assessment/who-is-at-the-table", "partners", ["level_cooperating", "reach_by"]),
        ("needs_assessment/our-numbers", "data_sources", ["state_missing", "holder_label"]),
        ("needs_assessment/what-first", "priorities", ["pick_5", "hanlon_size", "pearl_legality"]),
        ("mental_models/what-we-learned", "levers", ["direction_less", "reason_label"]),
        ("mental_models/what-we-learned", "change_of_mind", ["used_label", "share"]),
        ("goals/our-goals", "goals", ["aim_label", "baseline_label", "horizon_long"]),
        ("goals/our-measures", "measures", ["asks_better_off", "every_quarter", "value_label"]),
        ("goals/our-recommendations", "recommendations", ["to_whom_label", "theme_ids_label"]),
        ("goals/our-activities", "activities", ["status_under_way", "cost_label"]),
        ("goals/our-money", "money", ["ledger_project_manager", "ledger_implementation"]),
        ("goals/our-policies", "policies", ["status_in_force", "decided_by_label"]),
        ("goals/our-risks", "risks", ["sort_stop_doing", "likely_none", "answer_label"]),
        ("wins/our-wins", "wins", ["title_label", "condition_backbone", "who_yes_public"]),
        ("wins/the-wall", "win_wall", ["thank_text", "thank_sign", "thank_report"]),
        ("wins/my-name", "my_name", ["now_nobody", "to_team", "to_cohort", "to_public"]),
        ("monthly_checkin/our-meetings", "meetings", ["decisions_label", "sort_coaching"]),
        ("monthly_checkin/our-next-steps", "next_steps", ["owner_label", "status_dropped"]),
        ("monthly_checkin/our-lessons", "lessons_month", ["text_label"]),
        ("monthly_checkin/how-we-work", "governance", ["rhythm_label", "handover_label"]),
        ("monthly_checkin/coaching", "coaching_notes", ["meant_for_faculty", "text_label"]),
        ("monthly_checkin/carrying-on", "carry_on", ["who_label", "first_step_label"]),
    ],
)
def test_a_sheet_asks_in_the_words_of_its_page(sheets, key, stem, fields):
    sheet = sheet_of(sheets[key.split("/")[0]], key)
    words = section(stem)
    for field in fields:
        said = words[field].replace(words["leave_empty"], "").strip()
        assert said in sheet, field


def test_what_the_program_names_can_be_ticked(sheets, program):
    page = sheets["needs_assessment"]
    resources = sheet_of(page, "needs_assessment/what-we-have")
    partners = sheet_of(page, "needs_assessment/who-is-at-the-table")
    first = sheet_of(page, "needs_assessment/what-first")
    assert all(one.name in resources for one in program.lines_of_work + program.populations)
    assert all(one.name in partners for one in program.sectors + program.groups)
    assert all(one.name in first for one in program.criteria)


def test_a_goal_is_held_against_the_programs_own_letters(program):
    for name in ("smart", "smartie"):
        page = paper_twin(program.model_copy(update={"goal_criteria": name}), "goals")
        asked = sheet_of(page, "goals/is-it-good")
        for one in goal_criteria(name).asked:
            assert one.ask in asked


def test_what_one_person_writes_never_stands_on_a_sheet_of_the_team(sheets):
    own = catalogue()["paper.kernel"]
    for page in sheets.values():
        for sheet in re.findall(r'<section class="sheet .*?</section>', page, re.DOTALL):
            kinds = [own["name_or_mark"] in sheet, own["written_by"] in sheet]
            assert sorted(kinds) == [False, True] or "screen" in sheet[:30]
            assert sheet.count('class="id"') == sum(kinds)


def test_a_month_asks_only_for_what_changes(sheets):
    sheet = sheet_of(sheets["monthly_checkin"], "monthly_checkin/how-it-goes")
    assert section("measures")["value_label"] in sheet
    assert section("measures")["baseline_label"] not in sheet
    assert section("activities")["cost_label"] not in sheet


def test_a_facilitators_hints_are_not_on_the_sheet(sheets):
    page = sheets["needs_assessment"]
    assert "Give people four minutes" not in page
    assert "anchor-link" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)


def test_what_staff_wrote_in_the_program_is_text_on_the_sheet(program):
    hostile = "<script>hit()</script>"
    changed = {"name": hostile, "support": hostile}
    changed["sectors"] = [program.sectors[0].model_copy(update={"name": hostile})]
    for name in WORKBOOKS:
        page = paper_twin(program.model_copy(update=changed), name)
        assert "<script" not in page
        assert "&lt;script&gt;hit()&lt;/script&gt;" in page


def test_a_small_program_has_sheets_too(program):
    empty = {
        "sectors": [],
        "lines_of_work": [],
        "populations": [],
        "groups": [],
        "criteria": [],
        "map_words": [],
        "surveys": [],
    }
    for name in WORKBOOKS:
        assert "<h2" in paper_twin(program.model_copy(update=empty), name)


def test_the_sheet_is_written_under_the_workbooks_name(program, tmp_path):
    path = write_paper_twin(program, "needs_assessment", tmp_path / "paper")
    assert path.name == "needs_assessment-paper.html"
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_workbook_that_does_not_exist_is_refused_with_the_nearest(program):
    with pytest.raises(ReportError, match=r"no workbook 'needs'.*Did you mean 'needs_assessment'"):
        paper_twin(program, "needs")


def test_the_page_for_paper_is_called_on_paper_what_it_is_called():
    page = read_workbook(workbooks_folder() / "paper_entry.ipynb")
    assert page.title == catalogue()["paper.kernel"]["page_typed"]
    assert page.steps == ()


def test_what_a_sheet_says_is_typed_in_is_what_can_be_typed_in():
    assert ANSWERS.keys() == OF_A_PERSON


def test_a_page_without_steps_has_no_twin(program):
    with pytest.raises(ReportError, match="no workbook 'start' with steps"):
        paper_twin(program, "start")


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1100], ids=["phone", "desk"])
@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_twin_is_for_everybody_and_fits_its_screen(sheets, browser, tmp_path, name, width):
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make setup`")
    file = tmp_path / "paper.html"
    file.write_text(sheets[name], encoding="utf-8")
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(file.as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth")
    found = violations(page)
    page.context.close()
    assert found == []
    assert wide <= width
