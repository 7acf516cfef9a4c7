"""What faculty read of all teams, compared with what stands in their records."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_output

import ciwidgets
from ciwidgets.enrolment import current_program, load_program
from ciwidgets.errors import ReportError
from ciwidgets.model import (
    ChangeOfMind,
    CoachingNote,
    Draft,
    Goal,
    Idea,
    Meeting,
    Named,
    Need,
    Person,
    Role,
    Thanks,
    Win,
    new_id,
)
from ciwidgets.reports.blocks import Facts, List, Masthead, TableBlock, Text
from ciwidgets.reports.cohort.baseline import Baseline
from ciwidgets.reports.cohort.summary import CohortSummary
from ciwidgets.reports.cohort.wording import TeamNames, tables
from ciwidgets.reports.documents.html import to_html
from ciwidgets.results.cohort.calls import REASONS, calls
from ciwidgets.results.cohort.steps import filled_steps, steps_asked
from ciwidgets.results.naming.team_record import TeamRecord
from ciwidgets.results.withheld import WITHHELD_VARIABLE
from ciwidgets.shipped import workbooks_folder
from ciwidgets.store import Store
from ciwidgets.workbook import read_workbooks
from tests.reports.test_names_nowhere import NAME, PARTS, _plain, _taken_off, _told_again
from tests.support.axe import AXE, violations

CELLS = (
    "heading",
    "at_a_glance",
    "where_teams_stand",
    "what_teams_share",
    "coaching_signals",
    "what_went_well",
    "survey_across_teams",
    "local_numbers",
    "completeness",
    "about_this_report",
)
TEAM = "pellwood"
MINE = "mental_models/my-change"
NEED = "needs_assessment/our-needs"


def whole(report, cells=CELLS) -> str:
    """Return a whole document as the JSON that every format is made from."""
    said = [getattr(report, cell)()._repr_mimebundle_() for cell in cells]
    return json.dumps(said, ensure_ascii=False)


def of_kind(section, kind):
    return [block for block in section.blocks if isinstance(block, kind)]


def words(section) -> str:
    return json.dumps(section._repr_mimebundle_(), ensure_ascii=False)


def written(store: Store, body, team: str = TEAM, occasion: str = "forum-3", **how) -> None:
    ids = (how.pop("record", "") or new_id(), how.pop("author", "somebody"))
    store.append([Draft(ids[0], body, new_id(), team, ids[1], occasion, **how)])


@pytest.fixture
def fresh(sample):
    """The made-up program without its year, to write in."""
    with Store("sqlite://") as empty:
        load_program(empty, current_program(sample))
        yield empty


@pytest.fixture
def copy(sample_url, tmp_path):
    """A copy of the made-up year that may be changed."""
    file = tmp_path / "forum.db"
    file.write_bytes(Path(sample_url.removeprefix("sqlite:///")).read_bytes())
    return file


@pytest.fixture(scope="module")
def report(sample):
    return CohortSummary("forum-3", store=sample)


def test_it_is_a_public_name() -> None:
    assert ciwidgets.CohortSummary is CohortSummary


def test_the_head_says_what_it_is_and_for_whom(report) -> None:
    (head,) = of_kind(report.heading(), Masthead)
    assert head.title == "Cohort summary"
    assert "For faculty" in head.lines[1]
    assert "Forum 3" in head.lines[0]
    assert "Made up" in head.notice


def test_the_first_page_counts_teams_and_names_who_has_not_begun(report) -> None:
    section = report.at_a_glance()
    (facts,) = of_kind(section, Facts)
    assert [one.value for one in facts.facts] == ["10", "9"]
    assert "Wexmoor County has not begun. A call may be all it takes." in words(section)


def test_the_first_page_says_why_to_call(report) -> None:
    first = of_kind(report.at_a_glance(), List)[0]
    by_team = {one.text: one.details for one in first.items}
    (why,) = by_team["Corriden County"]
    assert why == "At none of the last three meetings counted: Business."


def test_what_holds_for_most_teams_is_said_once_of_all(sample) -> None:
    # Long after the last meeting of the made-up year, no team has met.
    section = CohortSummary(store=sample).at_a_glance()
    said = [one.text for one in of_kind(section, Text)]
    assert any(
        one.endswith("that have begun: no meeting is noted in the last two months.") for one in said
    )
    assert "No meeting is noted since" not in words(section)


def test_each_team_that_has_begun_has_a_row_and_each_part_of_the_models_a_column(report) -> None:
    found = of_kind(report.where_teams_stand(), TableBlock)
    assert [len(one.columns) for one in found] == [6, 3, 6]
    for one in found:
        assert len(one.rows) == 9
        assert {cell for row in one.rows for cell in row[1:]} <= {"There", "Begun", "Not yet"}
    assert "Wexmoor County has not begun yet." in words(report.where_teams_stand())


def test_what_teams_share_names_the_teams_that_say_it(report, sample) -> None:
    section = report.what_teams_share()
    table = next(one for one in of_kind(section, TableBlock) if one.caption.startswith("Needs"))
    needs = sample.current(Need)
    for quoted, number, _ in table.rows:
        teams = {one.team_id for one in needs if one.body.text.rstrip(".") == quoted.strip("“”")}
        assert len(teams) == number
    assert "Nobody read them for what they mean" in words(section)


def test_another_wording_stands_in_its_own_words(fresh) -> None:
    for team, text in (("tamsin", "Rides to treatment"), ("corriden", "A ride to treatment")):
        written(fresh, Need(step=NEED, text=text), team)
    (table,) = of_kind(CohortSummary(store=fresh).what_teams_share(), TableBlock)
    ((quoted, number, which),) = table.rows
    assert {quoted, number} == {"“A ride to treatment”", 2}
    assert which == "Corriden County; Tamsin County in the words “Rides to treatment”"


def test_a_note_for_faculty_is_there_and_says_that_it_is(fresh) -> None:
    step = "monthly_checkin/coaching"
    on = current_program(fresh).occasions[0].date
    note = CoachingNote(step=step, on=on, text="Ask about money.", meant_for="faculty")
    written(fresh, note)
    assert "Ask about money. (for faculty only)" in words(
        CohortSummary(store=fresh).coaching_signals()
    )


def test_signals_say_what_the_record_lacks(fresh) -> None:
    written(fresh, Goal(step="goals/our-goals", aim="A door that is open"))
    (table,) = of_kind(CohortSummary(store=fresh).coaching_signals(), TableBlock)
    said = dict(table.rows)
    assert said["Goals carried by nobody yet"] == "“A door that is open”"
    assert said["Goals without a measure"] == "“A door that is open”"
    assert said["Meetings"] == "No meeting is noted yet."


def test_wins_stand_by_day_one_a_team_and_never_by_number(report, sample) -> None:
    (found,) = of_kind(report.what_went_well(), List)
    teams = [one.details[0] for one in found.items]
    assert len(teams) == len(set(teams)) == 9
    newest = sorted((one.body.done_on for one in sample.current(Win)), reverse=True)
    assert found.items[0].mark == f"{newest[0]:%B} {newest[0].day}, {newest[0].year}"
    assert not re.search(r"\b\d+ (small )?wins\b", words(report.what_went_well()))


def test_thanks_and_private_words_are_in_no_cell(copy) -> None:
    with Store(f"sqlite:///{copy}") as store:
        win = store.current(Win, team_id=TEAM)[0].record_id
        for body in (
            Thanks(step="wins/the-wall", win_id=win, text="Zinnia thanks", in_report=True),
            ChangeOfMind(step=MINE, used_to_think="Zinnia", now_think="Zinnia too"),
        ):
            written(store, body)
        assert "Zinnia" not in whole(CohortSummary("forum-3", store=store))


def test_what_somebody_wrote_for_themselves_fills_no_step(fresh) -> None:
    written(fresh, ChangeOfMind(step=MINE, used_to_think="This", now_think="That"))
    record = TeamRecord(fresh, TEAM, for_a_report=True)
    books = read_workbooks(workbooks_folder())
    assert set(filled_steps(record, books).values()) == {"empty"}


def test_every_step_in_which_the_made_up_year_keeps_something_is_counted(sample) -> None:
    books = read_workbooks(workbooks_folder())
    known = {key for book in books for keys in steps_asked(book).values() for key in keys}
    kept = {
        entry.body.step
        for entry in sample.since(0, limit=100_000)
        if getattr(entry.body, "step", "") and entry.kind not in ("step_state", "change_of_mind")
    }
    assert kept <= known


def test_completeness_says_which_step_is_empty_where(report) -> None:
    tables_ = of_kind(report.completeness(), TableBlock)
    rows = {row[0]: row for row in tables_[0].rows}
    assert rows["Dunmarrow County"][2] == "4 of 5"
    steps = {row[0]: row for one in tables_[1:] for row in one.rows}
    assert steps["7. What if"][1:] == (0, 8, 1, "Dunmarrow County")
    for row in steps.values():
        assert sum(row[1:4]) == 9


def test_a_team_that_cannot_be_read_is_named_and_stops_no_other(copy) -> None:
    with sqlite3.connect(copy) as raw:
        raw.execute("UPDATE entries SET body = '{}' WHERE team_id = 'tamsin' AND kind = 'need'")
    raw.close()
    with Store(f"sqlite:///{copy}") as store:
        report = CohortSummary("forum-3", store=store)
        text = whole(report)
        (facts,) = of_kind(report.at_a_glance(), Facts)
    assert [one.value for one in facts.facts] == ["10", "8", "1"]
    assert "Tamsin County (StoreUnavailable)" in text
    assert "It does not hold Tamsin County, whose record could not be read." in text
    assert len(of_kind(report.where_teams_stand(), TableBlock)[0].rows) == 8
    assert str(copy) not in text


def test_nobody_has_begun_and_every_cell_says_so_kindly(fresh) -> None:
    report = CohortSummary(store=fresh)
    for cell in CELLS:
        assert getattr(report, cell)().blocks, cell
    assert "No team has begun yet." in words(report.at_a_glance())
    assert "Traceback" not in whole(report)


def test_as_of_tells_nothing_that_came_later(sample) -> None:
    early, late = CohortSummary("forum-1", store=sample), CohortSummary("forum-3", store=sample)
    title = sample.current(Win)[0].body.title
    assert title in whole(late)
    assert title not in whole(early)
    assert "Coaching note" not in whole(early)


def test_an_occasion_that_is_not_there_is_answered_with_the_nearest(sample) -> None:
    with pytest.raises(ReportError, match="Did you mean 'forum-3'?"):
        CohortSummary("forum_3", store=sample)


def test_answers_of_a_team_with_fewer_than_five_are_in_no_sum(report) -> None:
    section = report.survey_across_teams()
    assert "From 8 teams" in words(section)
    assert "Fewer than five answered in 1 team more" in words(section)


def test_numbers_stand_only_where_the_batch_planned_them(report, tmp_path, monkeypatch) -> None:
    assert "only there is it planned" in words(report.local_numbers())
    hidden = {
        "team": TEAM, "place": "Pellwood County", "kind": "county", "state": "hidden",
        "count": None, "population": None, "rate": None, "lower": None, "upper": None, "mark": "",
    }  # fmt: skip
    shown = {**hidden, "team": "tamsin", "state": "shown", "count": 29, "population": 206040}
    shown |= {"rate": 14.07, "lower": 9.43, "upper": 20.21}
    measure = {"measure": "Deaths", "period": "2024", "teams": [hidden, shown], "together": None}
    cohort = {"measures": [measure], "reliability": "A rule.", "disclosure": "Another."}
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps({"teams": {}, "cohort": cohort}))
    monkeypatch.setenv(WITHHELD_VARIABLE, str(plan))
    (table,) = of_kind(report.local_numbers(), TableBlock)
    assert table.rows[0][2:] == ("hidden: small number", "", "hidden: small number", "")
    assert table.rows[1][2:] == ("29", "206,040", "14.1", "9.4 and 20.2")


def test_a_name_without_a_yes_stands_nowhere(copy) -> None:
    with Store(f"sqlite:///{copy}") as store:
        who = Person(role=Role.PARTICIPANT, sector="medical", name=NAME)
        written(store, who, record="the-member", author="the-member")
        store.append(list(_told_again(store)))
        _taken_off(store)
        report = CohortSummary(store=store)
        text = _plain(whole(report))
        assert "a member" in text
        assert "pellwood" in text
        for part in PARTS:
            assert part not in text


@pytest.mark.parametrize(("yes", "stands"), [("cohort", True), ("public", True), ("team", False)])
def test_a_name_stands_only_with_a_yes_to_the_cohort(fresh, yes: str, stands: bool) -> None:
    friend = Named(name="Zyxanther Quorl", role="a neighbor", said_yes=[yes])
    written(fresh, Win(step="wins/our-wins", title="The door was open", thanks_to=[friend]))
    said = words(CohortSummary(store=fresh).what_went_well())
    assert ("Zyxanther" in said) is stands
    assert ("a neighbor" in said) is not stands


def test_what_a_team_writes_is_text_and_no_markup(fresh) -> None:
    for team in ("tamsin", "corriden"):
        written(fresh, Need(step=NEED, text="<script>hit()</script> & more"), team)
    bundle = CohortSummary(store=fresh).what_teams_share()._repr_mimebundle_()
    assert "<script>" not in bundle["text/html"]
    assert "&lt;script&gt;" in bundle["text/html"]


def test_a_meeting_held_lately_is_no_reason_to_call(fresh) -> None:
    program = current_program(fresh)
    written(fresh, Meeting(step="monthly_checkin/our-meetings", on=program.occasions[0].date))
    report = CohortSummary(program.occasions[0].id, store=fresh)
    assert "No meeting" not in words(report.at_a_glance())
    written(fresh, Idea(step="needs_assessment/what-hurts-most", text="x"), "tamsin", "forum-1")
    report = CohortSummary(program.occasions[0].id, store=fresh)
    assert "No meeting is noted yet." in words(report.at_a_glance())


def test_reasons_of_most_teams_are_taken_from_none(report) -> None:
    teams = report._cohort.teams
    found = calls(teams)
    own = {(one.team.id, reason) for one in found.calls for reason in one.reasons}
    most = {(team.id, reason) for reason, these in found.of_most for team in these}
    assert not own & most
    assert {reason for _, reason in own | most} <= set(REASONS)
    assert [len(one.reasons) for one in found.calls] == sorted(
        (len(one.reasons) for one in found.calls), reverse=True
    )


@given(st.integers(1, 240))
def test_a_long_table_is_split_and_loses_no_row(number: int) -> None:
    rows = [(f"Team {one}", one) for one in range(number)]
    parts = tables("Teams", ("Team", "Number"), rows)
    assert [row for one in parts for row in one.rows] == rows
    assert all(len(one.rows) <= 50 for one in parts)
    assert len({one.caption for one in parts}) == len(parts)


@given(chosen=st.sets(st.integers(0, 9)))
def test_a_list_of_teams_is_in_the_programs_order(sample, chosen: set[int]) -> None:
    program = current_program(sample)
    ids = [one.id for one in program.teams]
    said = TeamNames(program, ids[:9]).listed(ids[one] for one in chosen)
    if len(chosen) >= 9 and set(range(9)) <= chosen:
        assert said == "All teams that have begun"
    else:
        places = [said.index(program.teams[one].name) for one in sorted(chosen)]
        assert places == sorted(places)


@pytest.mark.browser
@pytest.mark.parametrize("name", ["cohort_summary", "baseline"])
@pytest.mark.parametrize("width", [1440, 360])
def test_the_page_has_no_barriers_and_fits_its_width(
    browser, sample, tmp_path, name: str, width: int
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make setup`")
    notebook = nbformat.read(workbooks_folder() / "reports" / f"{name}.ipynb", 4)
    report = {"cohort_summary": CohortSummary, "baseline": Baseline}[name]("forum-3", store=sample)
    for cell in notebook.cells:
        source = cell.source.strip()
        if source.startswith("report.") and source.endswith("()"):
            section = getattr(report, source[len("report.") : -2])()
            cell.outputs = [new_output("display_data", section._repr_mimebundle_())]
    page = browser.new_page(viewport={"width": width, "height": 900})
    file = tmp_path / "page.html"
    file.write_text(to_html(notebook), encoding="utf-8")
    page.goto(file.as_uri())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
