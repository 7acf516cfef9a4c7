"""Surveys from files in a report: a grid is one picture, a statement stands beside the team's."""

from __future__ import annotations

import pytest

from ciwidgets.enrolment import current_program
from ciwidgets.formats import read_survey, survey_drafts
from ciwidgets.model import CountedAs, Draft, ImportedAnswers, ImportedSurvey, Question, new_id
from ciwidgets.opening import load_sample_program
from ciwidgets.reports.blocks import FigureBlock, Heading, Section, Text
from ciwidgets.reports.team_summary import TeamSummary
from ciwidgets.shipped import samples_folder
from ciwidgets.store import Store

TEAM = "pellwood"


@pytest.fixture
def own():
    """A store of its own with the made-up program, to write into."""
    with Store("sqlite://") as store:
        load_sample_program(store)
        yield store


def bring_sample(store: Store, *, is_mapped: bool) -> None:
    program = current_program(store)
    file = read_survey(samples_folder() / "surveys" / "google_forms.csv", title="Neighbours")
    if is_mapped:
        survey = program.surveys[0]
        file = file.with_mapping(survey, program.scale(survey.scale), file.match(survey))
    store.append(survey_drafts(file, team_id=TEAM, occasion="forum-2"))


def figures(section: Section) -> list[FigureBlock]:
    return [block for block in section.blocks if isinstance(block, FigureBlock)]


def headings(section: Section) -> list[str]:
    return [block.text for block in section.blocks if isinstance(block, Heading)]


def test_ten_questions_of_one_grid_are_one_figure_with_its_table(own: Store) -> None:
    bring_sample(own, is_mapped=False)
    section = TeamSummary(TEAM, store=own).surveys_brought_in()
    grids = [one for one in figures(section) if len(one.table.rows) == 10]
    assert len(grids) == 1
    assert grids[0].table.columns[0] == "Question"
    assert all(sum(map(int, row[1:])) <= 12 for row in grids[0].table.rows)
    assert len(figures(section)) < 6


def test_a_mapped_statement_stands_beside_the_teams_own_answers(own: Store) -> None:
    before = TeamSummary(TEAM, store=own).how_we_see_it()
    assert "The same, asked elsewhere" not in headings(before)
    bring_sample(own, is_mapped=True)
    section = TeamSummary(TEAM, store=own).how_we_see_it()
    assert "The same, asked elsewhere" in headings(section)
    beside = figures(section)[1]
    rows = beside.table.rows
    assert [row[1] for row in rows[:2]] == ["Your team", "Neighbours"]
    assert all(sum(map(int, row[3:])) == row[2] for row in rows)
    assert "“Neighbours”" in beside.alt


def test_what_nobody_mapped_stands_beside_nothing(own: Store) -> None:
    bring_sample(own, is_mapped=False)
    section = TeamSummary(TEAM, store=own).how_we_see_it()
    assert "The same, asked elsewhere" not in headings(section)


def test_a_file_of_nearly_the_same_people_says_why_its_numbers_are_missing(own: Store) -> None:
    question = Question(id="q", text="Do you talk?", type="scale", options=["No", "So so", "Yes"])
    for title, answers in (("March", ["No"] * 6), ("April", ["No"] * 6 + ["Yes"])):
        body = ImportedSurvey(
            title=title,
            format="plain",
            file_sha256="",
            people=len(answers),
            questions=[question],
            mapping={
                "q": CountedAs(
                    survey="pulse", statement="met-with-respect", positions={"No": 1, "Yes": 5}
                )
            },
        )
        record = new_id()
        drafts = [Draft(record, body, new_id(), TEAM, "", "forum-1")]
        drafts += [
            Draft(
                new_id(),
                ImportedAnswers(survey_id=record, answers={"q": one}),
                new_id(),
                TEAM,
                new_id(),
                "forum-1",
            )
            for one in answers
        ]
        own.append(drafts)
    section = TeamSummary(TEAM, store=own).surveys_brought_in()
    said = " ".join(block.text for block in section.blocks if isinstance(block, Text))
    assert "nearly the same people as “March”" in said
    assert [one.table.rows[0][1] for one in figures(section)] == [6]
