"""What faculty read of all teams, compared with what stands in their records."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_output

import ciwidgets
from ciwidgets.enrolment import current_program, load_program
from ciwidgets.errors import ReportError, WrongRequest
from ciwidgets.model import (
    ChangeOfMind,
    CoachingNote,
    Draft,
    Goal,
    Idea,
    Meeting,
    Named,
    Need,
    Occasion,
    Person,
    Role,
    Thanks,
    Win,
    new_id,
)
from ciwidgets.reports.batch.jobs import Asked, jobs_for
from ciwidgets.reports.blocks import (
    Facts,
    FigureBlock,
    Heading,
    List,
    Masthead,
    TableBlock,
    Text,
)
from ciwidgets.reports.cohort.baseline import Baseline
from ciwidgets.reports.cohort.standing import _standing
from ciwidgets.reports.cohort.summary import CohortSummary
from ciwidgets.reports.cohort.wording import TeamNames, tables
from ciwidgets.reports.documents.html import to_html
from ciwidgets.reports.team_report import occasions_up_to
from ciwidgets.reports.wording import in_plain_words
from ciwidgets.results.cohort.calls import REASONS, calls
from ciwidgets.results.cohort.steps import filled_steps, steps_asked
from ciwidgets.results.cohort.team import Standpoint
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


_CAPACITY = "Capacity (who is at the table)"


def test_it_is_a_public_name() -> None:
    assert ciwidgets.CohortSummary is CohortSummary


def test_the_head_says_what_it_is_and_for_whom(report) -> None:
    (head,) = of_kind(report.heading(), Masthead)
    assert head.title == "All teams together"
    assert "Cohort summary, for faculty" in head.lines[1]
    assert "Forum 3" in head.lines[0]
    assert "Made up" in head.notice


def test_the_first_page_counts_teams_and_names_who_has_not_begun(report) -> None:
    section = report.at_a_glance()
    (facts,) = of_kind(section, Facts)
    assert [one.value for one in facts.facts] == ["10", "9"]
    assert "Wexmoor County has not begun. A call may be all it takes." in words(section)


def test_the_first_page_says_why_to_call(report) -> None:
    first = of_kind(report.at_a_glance(), List)[0]
    (item,) = [one for one in first.items if "Corriden County" in one.text]
    why, corriden, *_, to_say = item.details
    assert why == "At the last three meetings nobody came from some parts of the community."
    assert corriden == "Corriden County: Business."
    assert to_say == "You could say: Who could bring or ask somebody from there?"


def test_every_call_has_a_sentence_to_begin_with_and_its_place_is_explained(report) -> None:
    section = report.at_a_glance()
    (first, *_) = of_kind(section, List)
    assert first.items[0].text.startswith("Wexmoor County has not begun.")
    assert all(one.details[-1].startswith("You could say: ") for one in first.items)
    rule = next(one.text for one in of_kind(section, Text) if one.text.startswith("In this order"))
    assert "not begun" in rule
    assert "project manager" in rule


def test_each_call_says_how_many_reasons_it_has(report) -> None:
    (first, *_) = of_kind(report.at_a_glance(), List)
    found = {one.team.name: one.reasons for one in calls(report._cohort.teams).calls}
    told = [
        (name, line)
        for line in first.items[1:]
        for name in (found if line.mark.endswith(" each") else [line.text])
        if name in line.text
    ]
    assert told
    for name, line in told:
        assert int(line.mark.split()[0]) == len(found[name])


def test_the_same_reason_of_several_teams_is_said_once(report) -> None:
    (first, *_) = of_kind(report.at_a_glance(), List)
    (several,) = [one for one in first.items if one.mark == "1 reason each"]
    names = [one.team.name for one in calls(report._cohort.teams).calls if one.reasons == ("away",)]
    assert len(names) > 1
    reason, *lines, to_say = several.details
    assert all(line.startswith(f"{name}: ") for name, line in zip(names, lines, strict=True))
    assert [line for one in first.items for line in one.details].count(reason) == 1
    assert to_say.startswith("You could say: ")


def test_what_as_many_teams_share_is_not_passed_over(report) -> None:
    shared_by_most = of_kind(report.at_a_glance(), List)[1]
    (need,) = [one for one in shared_by_most.items if one.text.startswith("The need")]
    table = next(
        one
        for one in of_kind(report.what_teams_share(), TableBlock)
        if one.caption.startswith("Needs")
    )
    level = sum(row[1] == table.rows[0][1] for row in table.rows) - 1
    assert level
    others = "other is" if level == 1 else "others are"
    assert need.details[1].startswith(f"{level} {others} shared by as many teams")


def test_answers_beside_the_scale_are_in_the_sum_as_well(report) -> None:
    (figure,) = of_kind(report.survey_across_teams(), FigureBlock)
    people = int(figure.table.caption.split()[-3])
    for row in figure.table.rows:
        assert sum(cell for cell in row if isinstance(cell, int)) == people
    assert "Don't know" in figure.table.columns


def test_who_did_not_meet_is_called_before_who_has_more_reasons() -> None:
    def team(name: str, *, begun: bool = True, **here) -> SimpleNamespace:
        none = dict.fromkeys(("overdue", "without_owner", "away", "fell", "no_time"), ())
        signals = SimpleNamespace(**{"meets": True, **none, **here})
        return SimpleNamespace(team=name, has_begun=begun, signals=signals)

    several = {"overdue": ("a",), "without_owner": ("b",), "fell": ("c",)}
    found = calls(
        [
            team("one reason", overdue=("a",)),
            team("several", **several),
            team("no meeting", meets=False),
            team("not begun", begun=False),
            team("also one", no_time=("a",)),
            *(team("none") for _ in range(3)),
        ]
    )
    assert [one.team for one in found.calls] == [
        *("not begun", "no meeting", "several", "one reason", "also one")
    ]


def test_a_part_of_the_community_is_asked_after_in_one_line_only(report) -> None:
    (table,) = (
        one
        for one in of_kind(report.coaching_signals(), TableBlock)
        if one.caption.startswith("Dunmarrow County")
    )
    said = dict(table.rows)
    back = next(text for head, text in said.items() if "bring partners back" in head)
    new = next(text for head, text in said.items() if "no partner" in head)
    assert back == "Community and faith leaders"
    assert "Business" in new
    assert not set(back.split("; ")) & set(new.split("; "))


def test_what_holds_for_most_teams_is_said_once_of_all(sample) -> None:
    # Long after the last meeting of the made-up year, no team has met.
    section = CohortSummary(store=sample).at_a_glance()
    said = [one.text for one in of_kind(section, Text)]
    assert any(
        one.endswith("no meeting is noted in the last two months. Ask when the next one is.")
        for one in said
    )
    assert "No meeting is noted since" not in words(section)


def test_what_all_teams_have_alike_is_said_once_and_the_others_are_named(report) -> None:
    section = report.where_teams_stand()
    told = {
        one.text: re.split(r"(?<=\)), | and (?=[A-Z])", " and ".join(i.text for i in below.items))
        for one, below in pairwise(section.blocks)
        if isinstance(one, Heading) and isinstance(below, List)
    }
    (apart,) = of_kind(section, TableBlock)
    begun = report._cohort.begun
    names = {"has": "There", "begun": "Begun", "lacks": "Not yet"}
    parts = [one for model in ("spf", "collective_impact") for one in begun[0].stands[model]]
    assert sorted(
        [title for one in told.values() for title in one] + [one[1] for one in apart.rows]
    ) == sorted(in_plain_words(one.id, one.title) for one in parts)
    assert in_plain_words("backbone", "Backbone") == "Backbone (somebody holds it together)"
    assert in_plain_words("another", "Another") == "Another"
    for model in ("spf", "collective_impact"):
        for place, part in enumerate(begun[0].stands[model]):
            stands = {one.team.name: names[one.stands[model][place].stand] for one in begun}
            if len(set(stands.values())) == 1:
                title = in_plain_words(part.id, part.title)
                (words_for_all,) = [one for one, titles in told.items() if title in titles]
                assert words_for_all.startswith(next(iter(stands.values())))
                continue
            (row,) = [one for one in apart.rows if one[1].startswith(f"{part.title} (")]
            for word, cell in zip(apart.columns[2:], row[2:], strict=True):
                these = [team for team, stand in stands.items() if stand == word]
                assert all(team in cell for team in these) or cell.startswith(
                    f"the {len(these)} others"
                )
    assert "Wexmoor County has not begun yet." in words(section)


def test_a_cell_says_what_is_missing_where_that_is_short(report) -> None:
    (apart,) = of_kind(report.where_teams_stand(), TableBlock)
    begun = {row[1]: row[3] for row in apart.rows}
    which = r"(, most often “[^”.]+”, in \d teams)?"
    assert re.search(rf"^the 8 others: (\d to )?\d things? missing{which}$", begun[_CAPACITY])
    one = Standpoint("map", "Map", "begun", False, ("No goal yet",))
    few = [("Ash", one), ("Elm", replace(one, missing=("a", "b"))), ("Oak", one)]
    assert _standing(few, 9) == (
        "Ash (missing: No goal yet); Elm (2 things missing); Oak (missing: No goal yet)"
    )
    blocks = report.where_teams_stand().blocks
    (begun_in_all,) = [
        blocks[place + 1]
        for place, one in enumerate(blocks)
        if isinstance(one, Heading) and one.text.startswith("Begun in all")
    ]
    said = [line for one in begun_in_all.items for line in one.details]
    assert all(re.search(rf" missing{which}\.$", line) for line in said)
    assert any("most often “" in line for line in said)
    # Parts that lack the same stand in one line, which says it once.
    assert len(set(said)) == len(said) > 1
    assert any(" and " in one.text for one in begun_in_all.items)


def test_what_is_missing_ends_with_no_second_stop(sample) -> None:
    assert ".;" not in words(CohortSummary("forum-2", store=sample).where_teams_stand())


def test_what_teams_share_names_the_teams_that_say_it(report, sample) -> None:
    section = report.what_teams_share()
    table = next(one for one in of_kind(section, TableBlock) if one.caption.startswith("Needs"))
    needs = sample.current(Need)
    for quoted, number, _ in table.rows:
        teams = {one.team_id for one in needs if one.body.text.rstrip(".") == quoted.strip("“”")}
        assert len(teams) == number
    assert "nobody read them for what they mean" in words(section)


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
    assert said["Ask who will carry these goals"] == "“A door that is open”"
    assert said["Ask how they will see that these goals come true"] == "“A door that is open”"
    assert said["Ask when they meet next, and offer to come"] == ("No meeting is noted yet.")


def test_every_signal_says_what_to_do(report) -> None:
    heads = {head for one in of_kind(report.coaching_signals(), TableBlock) for head, _ in one.rows}
    assert len(heads) > 5
    assert {head.split()[0] for head in heads} <= {"Ask", "Look", "Follow"}


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
    steps = {row[1]: row[2] for row in tables_[1].rows}
    assert steps["7. What if"] == "Dunmarrow County"
    said = words(report.completeness())
    filled = [one.filled for one in report._cohort.begun]
    empty = {step: sum(one[step] == "empty" for one in filled) for step in filled[0]}
    assert len(steps) == sum(0 < number < len(filled) for number in empty.values())
    full = sum(not number for number in empty.values())
    assert f"{full} steps hold something in every team that has begun." in said
    workbooks = {one.name: one for one in report._workbooks}
    titles = {
        f"{book.name}/{step.id}": (book.title, step.title)
        for book in workbooks.values()
        for step in book.steps
    }
    nobody = [titles[step] for step, number in empty.items() if number == len(filled)]
    assert ("Our month", "9. After the program") in nobody
    (told,) = [
        one.text
        for one in of_kind(report.completeness(), Text)
        if one.text.startswith("Empty in every team: ")
    ]
    for book, step in nobody:
        assert f"in “{book}”: " in told or f"all of “{book}”" in told
        assert step in told or f"all of “{book}”" in told


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
    assert "in all 8 teams that have begun" in words(report.where_teams_stand())
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


def test_an_occasion_to_come_is_refused_unless_it_is_the_one_going_on(sample) -> None:
    program = current_program(sample)
    later = Occasion(id="later", name="The last forum", date=date(2999, 5, 1))
    ahead = program.model_copy(update={"occasions": [*program.occasions, later]})
    with pytest.raises(ReportError, match="The last forum .May 1, 2999. is still to come"):
        occasions_up_to(ahead, "later")
    with pytest.raises(WrongRequest, match="is still to come"):
        jobs_for(Asked(as_of="later"), ahead)
    rehearsed = ahead.model_copy(update={"current_occasion": "later"})
    assert occasions_up_to(rehearsed, "later")[-1] == later


def test_an_occasion_that_is_not_there_is_answered_with_the_nearest(sample) -> None:
    with pytest.raises(ReportError, match="Did you mean 'forum-3'?"):
        CohortSummary("forum_3", store=sample)


def test_answers_of_a_team_with_fewer_than_five_are_in_no_sum(report) -> None:
    section = report.survey_across_teams()
    assert "From 8 teams" in words(section)
    assert "In 1 team more, fewer than five answered" in words(section)


def test_numbers_stand_only_where_the_batch_planned_them(report, tmp_path, monkeypatch) -> None:
    said = words(report.local_numbers())
    assert "run `ciwidgets report --all`" in said
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
    begun = [len(one.reasons) for one in found.calls if "not_begun" not in one.reasons]
    assert begun == sorted(begun, reverse=True)


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
