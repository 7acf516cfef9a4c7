"""What a team's summary says, compared with what stands in the store."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ciwidgets import results
from ciwidgets.analysis.agreement import van_der_eijk_agreement
from ciwidgets.enrolment import current_program
from ciwidgets.errors import ReportError
from ciwidgets.model import (
    DotVote,
    Draft,
    Idea,
    ImportedAnswers,
    ImportedSurvey,
    Need,
    Person,
    Question,
    Rating,
    Role,
    StepState,
    new_id,
)
from ciwidgets.opening import load_sample_program
from ciwidgets.reports.blocks import Facts, FigureBlock, List, Masthead, TableBlock, Text
from ciwidgets.reports.sections.surveys import how_we_see_it
from ciwidgets.reports.team_summary import TeamSummary
from ciwidgets.store import Store

PARTS = (
    "heading",
    "at_a_glance",
    "our_needs",
    "how_we_see_it",
    "what_first",
    "ideas",
    "surveys_brought_in",
    "about_this_report",
)
TEAM = "ambrin-falls"


def whole(report: TeamSummary) -> str:
    """Return a whole report as the JSON a document is made from."""
    return json.dumps([getattr(report, part)()._repr_mimebundle_() for part in PARTS])


def words(report: TeamSummary) -> str:
    return "\n".join(repr(getattr(report, part)()) for part in PARTS)


def only(section, kind):
    (found,) = [block for block in section.blocks if isinstance(block, kind)]
    return found


def facts(report: TeamSummary) -> dict[str, str]:
    return {one.label: one.value for one in only(report.at_a_glance(), Facts).facts}


@pytest.fixture(scope="module")
def report(sample):
    return TeamSummary(TEAM, store=sample)


@pytest.fixture
def own():
    """A store of its own with the made-up program, to write into."""
    with Store("sqlite://") as store:
        load_sample_program(store)
        yield store


def say(store, body, team=TEAM, author="", occasion="forum-3", record_id="", base=0):
    draft = Draft(record_id or new_id(), body, new_id(), team, author, occasion, base)
    return store.append([draft])[0]


def test_the_head_names_team_program_day_and_that_it_is_made_up(report, sample):
    head = only(report.heading(), Masthead)
    program = current_program(sample)
    assert (head.title, head.kicker) == (program.team(TEAM).name, program.name)
    today = datetime.now(UTC).astimezone()
    assert f"made on {today:%B} {today.day}, {today.year}" in head.lines[-1]
    assert "Made up" in head.notice


def test_the_counts_at_a_glance_are_those_of_the_store(report, sample):
    rated = {one.author_id for one in sample.current(Rating, team_id=TEAM, occasion="forum-2")}
    voted = {one.author_id for one in sample.current(DotVote, team_id=TEAM, occasion="forum-2")}
    assert facts(report) == {
        "people in the team": str(len(results.team_people(sample, TEAM))),
        "answered the survey": str(len(rated)),
        "ideas on the wall": str(len(sample.current(Idea, team_id=TEAM))),
        "voted": str(len(voted)),
        "needs chosen": str(len(sample.current(Need, team_id=TEAM))),
    }


def test_the_survey_table_holds_exactly_what_people_answered(report, sample):
    figure = only(report.how_we_see_it(), FigureBlock)
    program = current_program(sample)
    statements = {one.text: one.id for one in program.survey("pulse").statements}
    ratings = sample.current(Rating, team_id=TEAM, occasion="forum-2")
    assert len(figure.table.rows) == len(statements)
    for row in figure.table.rows:
        answers = [one.body.answers.get(statements[row[0]]) for one in ratings]
        counts = [answers.count(value) for value in range(1, 6)]
        assert list(row[1:6]) == counts
        assert row[-2] == f"{van_der_eijk_agreement(counts) + 0.0:.2f}"


def test_the_dots_are_exactly_those_people_gave(report, sample):
    figure = only(report.what_first(), FigureBlock)
    given = sum(
        sum(one.body.dots.values())
        for one in sample.current(DotVote, team_id=TEAM, occasion="forum-2")
    )
    gone = re.search(r"(\d+) dots? on ideas no longer", figure.table.caption)
    assert sum(row[2] for row in figure.table.rows) + int(gone[1] if gone else 0) == given


def test_needs_stand_in_the_teams_order_with_reason_and_dots(report, sample):
    needs = sorted(sample.current(Need, team_id=TEAM), key=lambda one: one.body.rank)
    listed = only(report.our_needs(), List)
    assert listed.is_ordered
    assert [item.text for item in listed.items] == [one.body.text for one in needs]
    assert [item.details[0] for item in listed.items] == [one.body.reason for one in needs]
    dots = {row[0]: (row[2], row[3]) for row in only(report.what_first(), FigureBlock).table.rows}
    wall = {
        original.id: item.text
        for item in results.wall(sample, TEAM, "needs_assessment/what-hurts-most").items
        for original in item.originals
    }
    for item, need in zip(listed.items, needs, strict=True):
        given, people = dots[wall[need.body.idea_ids[0]]]
        # Who gave them is counted only from five people on.
        assert item.mark == (
            f"{given} dots from {people} people" if isinstance(people, int) else f"{given} dots"
        )


def test_every_idea_on_the_wall_is_printed_and_a_hidden_one_is_not(sample):
    team = "quillback"
    report = TeamSummary(team, store=sample)
    printed = {
        text.strip("“”")
        for item in only(report.ideas(), List).items
        for text in (item.text, *item.details)
    }
    hidden = sample.current(Idea, team_id=team)
    wall = results.wall(sample, team, "needs_assessment/what-hurts-most")
    standing = {original.text for item in wall.items for original in item.originals}
    assert standing <= printed
    (taken_down,) = {one.body.text for one in hidden} - standing
    assert taken_down not in json.dumps(sorted(printed), ensure_ascii=False)


def test_a_team_of_three_sees_no_answers_at_all(sample):
    report = TeamSummary("dunmarrow", store=sample)
    said = [*report.how_we_see_it().blocks, *report.what_first().blocks]
    assert not [one for one in said if isinstance(one, FigureBlock | TableBlock | List)]
    assert "3 people answered" in repr(report.how_we_see_it())
    assert "3 people voted" in repr(report.what_first())


def test_a_team_that_has_not_begun_gets_a_kind_page(sample):
    report = TeamSummary("wexmoor", store=sample)
    assert "has not begun yet" in repr(report.at_a_glance())
    for part in PARTS:
        assert getattr(report, part)().blocks
    assert "0" not in re.sub(r"\d{4}", "", repr(report.at_a_glance()))


def test_every_team_of_the_program_has_a_report(sample):
    for team in current_program(sample).teams:
        assert team.name in words(TeamSummary(team.id, store=sample))


def test_as_of_an_occasion_shows_what_stood_then(sample):
    then = TeamSummary(TEAM, "forum-1", store=sample)
    first_forum = [
        one for one in sample.since(0, team_id=TEAM, limit=9999) if one.occasion == "forum-1"
    ]
    assert "Forum 1" in repr(then.how_we_see_it())
    assert "Forum 2" not in words(then)
    assert facts(then)["ideas on the wall"] == str(
        len([one for one in first_forum if one.kind == "idea"])
    )
    past = sample.current(Need, team_id=TEAM, as_of=first_forum[-1].seq)
    assert [item.text for item in only(then.our_needs(), List).items] == [
        one.body.text for one in sorted(past, key=lambda one: one.body.rank)
    ]
    assert "as things stood at the end of Forum 1" in only(then.heading(), Masthead).lines[-1]


def test_as_of_stays_the_same_when_more_is_written_later(own):
    before = whole(TeamSummary(TEAM, "forum-2", store=own))
    say(own, Need(step="needs_assessment/our-needs", text="Something quite new", rank=1))
    say(own, StepState(step="needs_assessment/how-we-see-it", is_open=False))
    assert whole(TeamSummary(TEAM, "forum-2", store=own)) == before
    assert "Something quite new" in words(TeamSummary(TEAM, store=own))


def test_as_of_an_occasion_before_anything_happened_is_the_kind_page(own):
    say(own, Idea(step="needs_assessment/what-hurts-most", text="Late"), team="wexmoor")
    report = TeamSummary("wexmoor", "forum-1", store=own)
    assert "has not begun yet" in repr(report.at_a_glance())
    assert "no idea on the team's wall" in repr(report.ideas())


def _bring_in(store, people=6, occasion="forum-1"):
    questions = [
        Question(id="q1", text="How often?", type="scale", options=["Never", "Often", "Always"]),
        Question(id="q2", text="How many?", type="number"),
        Question(id="q3", text="Why?", type="text"),
        Question(id="q4", text="Which?", type="multiple", options=["Red", "Blue"]),
        Question(id="q5", text="Rarely asked?", type="single", options=["Yes", "No"]),
    ]
    survey = say(
        store,
        ImportedSurvey(
            title="A survey of neighbours",
            format="google_forms",
            file_sha256="0" * 64,
            people=people,
            questions=questions,
            dropped=["E-mail address: says who somebody is"],
        ),
        occasion=occasion,
    )
    for number in range(people):
        answers = {"q1": "Often", "q2": float(number), "q3": "A secret of mine", "q4": ["Red"]}
        if not number:
            answers["q5"] = "Yes"
        body = ImportedAnswers(survey_id=survey.record_id, answers=answers)
        say(store, body, occasion=occasion)


def test_a_survey_brought_in_is_told_question_by_question(own):
    _bring_in(own)
    section = TeamSummary(TEAM, store=own).surveys_brought_in()
    often, which = [block for block in section.blocks if isinstance(block, FigureBlock)]
    assert [row[:2] for row in often.table.rows] == [("Never", 0), ("Often", 6), ("Always", 0)]
    assert which.table.rows[0][:2] == ("Red", 6)
    said = repr(section)
    assert "6 people answered it." in said
    assert "The average is 2.5" in said
    assert "A secret of mine" not in said
    assert "1 person answered, too few" in said
    assert "E-mail address" in said


def test_a_survey_brought_in_late_counts_at_its_occasion_and_moves_nothing_else(own):
    before = words(TeamSummary(TEAM, "forum-1", store=own))
    _bring_in(own, occasion="forum-1")
    report = TeamSummary(TEAM, "forum-1", store=own)
    assert "A survey of neighbours" in repr(report.surveys_brought_in())
    assert facts(report) == facts(TeamSummary(TEAM, "forum-1", store=own))
    assert "Forum 2" not in words(report)
    assert before.splitlines()[:20] == words(report).splitlines()[:20]


def test_a_team_that_does_not_exist_is_refused_with_the_nearest(sample):
    with pytest.raises(ReportError, match=r"no team 'ambrin-fals'. Did you mean 'ambrin-falls'"):
        TeamSummary("ambrin-fals", store=sample)


def test_an_occasion_that_does_not_exist_is_refused_with_the_nearest(sample):
    with pytest.raises(ReportError, match=r"no occasion 'forum-9'. Did you mean 'forum-"):
        TeamSummary(TEAM, "forum-9", store=sample)


def test_no_name_of_a_person_stands_in_a_report(sample):
    for team in current_program(sample).teams:
        said = words(TeamSummary(team.id, store=sample))
        for person in sample.current(Person, team_id=team.id):
            name = person.body.name
            assert not (name and re.search(rf"\b{re.escape(name)}\b", said))


def test_people_whose_answers_came_after_the_closing_are_counted_and_not_shown(own):
    joined = say(own, Person(role=Role.PARTICIPANT), author="late", occasion="forum-2")
    say(
        own,
        Rating(step="needs_assessment/how-we-see-it", survey="pulse", answers={"services-talk": 5}),
        author=joined.record_id,
        occasion="forum-2",
    )
    section = TeamSummary(TEAM, store=own).how_we_see_it()
    assert "1 person answered or changed an answer after this result" in repr(section)
    assert repr(section).startswith("11 people answered")


def test_a_sheet_that_came_late_to_a_team_of_three_is_told_as_well(sample):
    team, step = "dunmarrow", "needs_assessment/how-we-see-it"
    program = current_program(sample)
    occasion = program.occasion("forum-1")
    found = results.rating_result(sample, program, team, step, "pulse", "forum-1")
    assert found.too_few
    assert "1 person answered or changed an answer after the step was closed" in repr(
        how_we_see_it((occasion, replace(found, later=1)))
    )
    assert "after the step was closed" not in repr(how_we_see_it((occasion, found)))


def test_what_a_section_shows_is_plain_json(report):
    for part in PARTS:
        bundle = getattr(report, part)()._repr_mimebundle_()
        blocks = bundle["application/vnd.ciwidgets.block+json"]["blocks"]
        assert json.loads(json.dumps(blocks)) == json.loads(json.dumps(blocks, default=str))
        assert bundle["text/plain"]
        assert "<script" not in bundle["text/html"]


def test_the_rule_of_small_groups_stands_in_every_report(report):
    said = [block.text for block in report.about_this_report().blocks if isinstance(block, Text)]
    assert any("fewer than five people" in text for text in said)
