"""The first two pages: the first few of everything, how many more there are, and nothing else."""

from __future__ import annotations

import pytest

from ciwidgets.enrolment import current_program
from ciwidgets.reports.batch.execute import run_notebook
from ciwidgets.reports.blocks import List, Section, TableBlock, Text
from ciwidgets.reports.documents.document import read_document
from ciwidgets.reports.documents.prose import Title
from ciwidgets.reports.documents.sparse import without_empty
from ciwidgets.reports.team_summary import TeamSummary
from ciwidgets.shipped import workbooks_folder
from ciwidgets.store import URL_VARIABLE

IN_SHORT = [
    "where_we_stand",
    "since_last_time_in_short",
    "our_needs_in_short",
    "our_map_in_short",
    "our_goals_in_short",
    "our_wins_in_short",
    "who_is_missing",
    "loose_ends_in_short",
    "next_steps_in_short",
]
IN_FULL = {
    "our_wins_in_short": "our_wins",
    "loose_ends_in_short": "loose_ends",
    "our_goals_in_short": "our_goals",
    "our_needs_in_short": "our_needs",
}


def items(section: Section) -> list[str]:
    return [item.text for one in section.blocks if isinstance(one, List) for item in one.items]


def teams(sample):
    return [team.id for team in current_program(sample).teams]


@pytest.mark.parametrize("name", IN_SHORT)
def test_every_part_of_the_first_pages_is_short_for_every_team(sample, name):
    for team in teams(sample):
        section = getattr(TeamSummary(team, store=sample), name)()
        assert section.blocks
        for one in section.blocks:
            if isinstance(one, List):
                assert len(one.items) <= 5, (team, name)
            if isinstance(one, TableBlock):
                assert len(one.rows) <= 8, (team, name)


@pytest.mark.parametrize(("short", "full"), IN_FULL.items())
def test_what_is_said_in_short_stands_in_full_further_down(sample, short, full):
    said = 0
    for team in teams(sample):
        report = TeamSummary(team, store=sample)
        first, every = items(getattr(report, short)()), items(getattr(report, full)())
        assert set(first) <= set(every), team
        said += len(first)
    assert said


def test_how_many_more_there_are_is_said(sample):
    seen = 0
    for team in teams(sample):
        report = TeamSummary(team, store=sample)
        short, full = report.loose_ends_in_short(), report.loose_ends()
        left = len(items(full)) - len(items(short))
        notes = [one.text for one in short.blocks if isinstance(one, Text) and one.tone == "note"]
        word = "loose end" if left == 1 else "loose ends"
        assert notes == ([f"And {left} more {word}, in the evidence."] if left else [])
        seen += left
    assert seen


def test_a_team_that_has_not_begun_is_told_so_and_has_no_empty_table(sample):
    report = TeamSummary("wexmoor", store=sample)
    for name in IN_SHORT[1:]:
        section = getattr(report, name)()
        assert not [one for one in section.blocks if isinstance(one, TableBlock)], name
        assert all(isinstance(one, Text) for one in section.blocks), name


def test_nothing_is_said_of_loose_ends_where_there_are_none(sample):
    (alone,) = TeamSummary("wexmoor", store=sample).loose_ends_in_short().blocks
    assert alone == Text("There are no loose ends.", "absent")
    lead, *_ = TeamSummary("corriden", store=sample).loose_ends_in_short().blocks
    assert lead == Text("None of it is a fault; it is a list for the next meeting.")


def test_measures_stand_in_the_order_of_the_goals_they_are_of(sample):
    goals, table = TeamSummary("quillback", store=sample).our_goals_in_short().blocks
    for goal, row in zip(goals.items, table.rows, strict=True):
        assert row[0] in goal.text


def test_a_report_with_next_to_nothing_in_it_has_no_empty_sections(sample, monkeypatch, sample_url):
    monkeypatch.setenv(URL_VARIABLE, sample_url)
    source = (workbooks_folder() / "reports" / "team_summary.ipynb").read_text(encoding="utf-8")
    executed = run_notebook(source, {"team": "wexmoor", "as_of": ""})
    cells = len(executed.cells)
    made = without_empty(executed)
    titles = [part.text for part in read_document(made).parts if isinstance(part, Title)]
    assert titles == ["Where we stand", "About this report"]
    assert len(made.cells) < cells
    begun = run_notebook(source, {"team": "dunmarrow", "as_of": ""})
    assert len(without_empty(begun).cells) == len(begun.cells)


def test_the_first_pages_tell_of_the_moment_they_are_asked_for(sample):
    then = TeamSummary("ambrin-falls", "forum-1", store=sample)
    assert items(then.our_wins_in_short()) == []
    assert items(TeamSummary("ambrin-falls", store=sample).our_wins_in_short())
