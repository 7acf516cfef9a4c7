"""What a report says of a team's resources and data, and the picture of what they cover."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ciwidgets.analysis.coverage import coverage
from ciwidgets.analysis.survey_results import StatementResult, SurveyResult
from ciwidgets.charts import coverage_chart
from ciwidgets.charts.coverage import cell_words
from ciwidgets.charts.drawing import WIDTH
from ciwidgets.enrolment import current_program
from ciwidgets.errors import ReportError
from ciwidgets.model import DataSource, Draft, Resource, new_id
from ciwidgets.opening import load_sample_program
from ciwidgets.reports.blocks import FigureBlock, Heading, List, Text
from ciwidgets.reports.sections import resources as resource_sections
from ciwidgets.reports.team_summary import TeamSummary
from ciwidgets.store import Store
from ciwidgets.workbook import ExerciseCell

TEAM = "corriden"
STEP = "needs_assessment/here"
CELL = ExerciseCell("resources", STEP, (("survey", "pulse"),))
MARKUP = "Clinic <img src=x> & {name} عيادة 🌙"
LINES = {"treatment": "Treatment", "family": "Family support"}
PEOPLE = {"young": "Young people", "rural": "People far from town"}


def resource(line: str = "treatment", name: str = "Ward", **more: object) -> Resource:
    return Resource.model_validate({"step": STEP, "line": line, "name": name, **more})


@pytest.fixture
def own():
    """A store of its own with the made-up program, to write into."""
    with Store("sqlite://") as store:
        load_sample_program(store)
        yield store


def put(store, *bodies, team=TEAM):
    drafts = [Draft(new_id(), body, new_id(), team, "", "forum-1") for body in bodies]
    return [one.seq for one in store.append(drafts)][-1]


def section_of(store, survey=None, as_of=None):
    program = current_program(store)
    return resource_sections.what_we_have(store, program, TEAM, CELL, survey, as_of)


def details(section):
    return {
        item.text: (item.details, item.mark)
        for block in section.blocks
        if isinstance(block, List)
        for item in block.items
    }


def test_a_team_that_listed_nothing_is_told_so(own):
    for section in (section_of(own), resource_sections.data_sources(own, TEAM, STEP, None)):
        (only,) = section.blocks
        assert isinstance(only, Text)
        assert only.tone == "absent"


def test_resources_stand_in_the_words_they_were_written_in(own):
    put(
        own,
        resource(
            name=MARKUP,
            who="County",
            populations=["young-people", "rural-homes"],
            reach="60 a week",
            capacity="waiting_list",
            gap="Evenings",
        ),
        resource("family", "Breakfast"),
    )
    put(own, resource(name="Of another team"), team="tamsin")
    said = details(section_of(own))
    assert said[MARKUP] == (
        (
            "Run by: County",
            "For: Young people; People far from town",
            "Reaches: 60 a week",
            "Missing: Evenings",
        ),
        "Has a waiting list",
    )
    assert said["Breakfast"] == (("For: everyone",), "Room not known")
    assert "Of another team" not in said
    assert "Prevention: nothing is listed." in said
    assert "<img src=x" not in section_of(own)._repr_mimebundle_()["text/html"]


def test_the_figure_and_its_table_say_what_the_list_holds(own):
    put(own, resource(capacity="room"), resource(name="Clinic", capacity="full"))
    (figure,) = [one for one in section_of(own).blocks if isinstance(one, FigureBlock)]
    rows = {row[0]: row[1:] for row in figure.table.rows}
    assert set(rows["Treatment"]) == {"2, 1 with room"}
    assert set(rows["Recovery"]) == {"none"}
    assert figure.alt.startswith("A grid of 2 resources")
    assert "Nothing is listed under Prevention; Awareness;" in figure.alt


def test_a_report_as_of_then_leaves_out_what_came_later(own):
    then = put(own, resource())
    put(own, resource(name="Later"))
    assert "Later" in details(section_of(own))
    assert "Later" not in details(section_of(own, as_of=then))


def test_alike_names_are_named_together(own):
    put(own, resource(name="Harbor clinic", who="County"), resource(name="The Harbor Clinic"))
    (group,) = [
        text for text in details(section_of(own)) if "Harbor Clinic" in text and ";" in text
    ]
    assert sorted(group.split("; ")) == ["Harbor clinic (County)", "The Harbor Clinic"]


def survey(word):
    one = StatementResult("treatment-in-days", "It starts in days.", 9, (1, 1, 1, 3, 3), word=word)
    return SurveyResult("Pulse", ("a", "b", "c"), 9, False, (one,), "", "")


def test_what_people_said_stands_beside_what_the_list_shows(own):
    put(own, resource(capacity="waiting_list"))
    occasion = current_program(own).occasion("forum-1")
    said = details(section_of(own, (occasion, survey("most_agree"))))
    people, shown = said["It starts in days."][0]
    assert people == "What people said: most agree."
    assert shown == (
        "What the list shows: Treatment: everything listed is full. "
        "Treatment: 1 of 1 has a waiting list."
    )
    doubted = section_of(own, (occasion, survey("most_disagree")))
    assert "It starts in days." not in details(doubted)
    assert "In the one statement people said what the list of resources shows too." in repr(doubted)
    put(own, resource(name="Open house", capacity="room"))
    beside = details(section_of(own, (occasion, survey("most_disagree"))))["It starts in days."][0]
    assert beside[1] == (
        "What the list shows: Treatment: 2 listed, 1 with room, and something with room for "
        "everyone."
    )
    headings = [one.text for one in section_of(own).blocks if isinstance(one, Heading)]
    assert "What people said, beside the list" not in headings


def test_data_stand_by_whether_the_team_has_them(own):
    put(
        own,
        DataSource(step=STEP, name="Jail data", state="missing", could_give="Sheriff"),
        DataSource(step=STEP, name=MARKUP, state="have", holder="State", missing="One town"),
    )
    section = resource_sections.data_sources(own, TEAM, STEP, None)
    assert [one.text for one in section.blocks if isinstance(one, Heading)] == [
        "We have them",
        "Missing: nobody collects or gives them",
    ]
    assert details(section)[MARKUP][0] == ("Held by: State", "Missing: One town")
    assert details(section)["Jail data"][0] == ("Could come from: Sheriff",)


def test_the_summary_has_both_sections_for_every_team(own):
    for team in current_program(own).teams:
        report = TeamSummary(team.id, store=own)
        assert repr(report.what_we_have())
        assert repr(report.data_sources())


def chart(*resources, lines=LINES, people=PEOPLE):
    found = coverage({f"r{n}": one for n, one in enumerate(resources)}, list(lines), list(people))
    return coverage_chart(found, lines, people)


def words_in(svg):
    return [
        "".join(one.itertext()) for one in ET.fromstring(svg).iter() if one.tag.endswith("}text")
    ]


def test_nothing_is_drawn_of_an_empty_list():
    with pytest.raises(ReportError, match="Nothing is on the list of resources yet"):
        chart()


def test_each_cell_of_the_picture_says_in_words_what_it_holds():
    figure = chart(
        resource(capacity="room", populations=["young"]),
        resource("family", "A", capacity="full", populations=["rural"]),
        resource("family", "B", capacity="not_known", populations=["young"]),
    )
    words = " ".join(words_in(figure.svg))
    for said in ("1, 1 with", "1, full", "none", "Young people"):
        assert said in words
    assert figure.data.rows == (
        ("Treatment", "1, 1 with room", "1, 1 with room", "none"),
        ("Family support", "2, room not known", "1, room not known", "1, full"),
    )
    assert "Cells with nothing: 1 of 4; cells where all is full: 1." in figure.alt


def test_people_nothing_is_there_for_are_named_in_the_text_alternative():
    figure = chart(resource(populations=["young"]), resource("family", populations=["young"]))
    assert "Nothing at all is there for: People far from town." in figure.alt


def test_more_lines_than_fit_across_go_on_below_and_words_stay_on_the_sheet():
    lines = {f"l{n}": f"Line of work number {n} {'W' * 30}" for n in range(14)}
    people = {f"p{n}": f"People number {n}" for n in range(30)}
    figure = chart(resource("l0"), resource("l13"), lines=lines, people=people)
    # Fourteen lines stand in three grids, and each grid names everyone.
    assert words_in(figure.svg).count("People number 29") == 3
    width = float(re.search(r'viewBox="0 0 ([\d.]+)', figure.svg)[1])
    assert width == pytest.approx(WIDTH * 72)
    assert len(figure.data.rows) == 14


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


@settings(max_examples=15, deadline=None)
@given(st.dictionaries(st.text("ab", min_size=1, max_size=3), names, min_size=1, max_size=4))
def test_any_names_give_sound_xml_and_one_row_a_line(people):
    figure = chart(resource(), people=people)
    assert ET.fromstring(figure.svg) is not None
    assert len(figure.data.columns) == 2 + len(people)


def test_a_single_resource_is_full_and_several_are_all_full():
    one = coverage({"a": resource(capacity="full")}, ["treatment"], []).lines[0].whole
    two = {"a": resource(capacity="full"), "b": resource(name="B", capacity="waiting_list")}
    both = coverage(two, ["treatment"], []).lines[0].whole
    assert (cell_words(one), cell_words(both)) == ("1, full", "2, all full")
