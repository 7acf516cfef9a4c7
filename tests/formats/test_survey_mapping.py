"""Which imported question is which statement of the program; the survey is made up."""

from ciwidgets.formats import survey_drafts
from ciwidgets.model import ImportedSurvey, Scale, Statement, Survey
from tests.formats.conftest import google

SCALE = Scale(
    id="agreement", labels=["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]
)
PULSE = Survey(
    id="pulse",
    title="Pulse",
    scale="agreement",
    statements=[
        Statement(id="bus", text="People without a car can get to the help they need."),
        Statement(id="heard", text="I feel heard here."),
    ],
)
HEADS = [
    "Rate [People without a car can get to the help they need]",
    "I feel heard here",
    "Something quite different?",
]
ANSWERS = [
    ["Agree", "Disagree", "Yes"],
    ["Strongly agree", "Don't know", "No"],
    ["Neither", "Agree", "Yes"],
]


def test_questions_are_offered_by_their_words(survey):
    file = survey(google(HEADS, ANSWERS))
    assert file.match(PULSE) == {"q1": "bus", "q2": "heard"}
    assert file.survey.mapping == {}


def test_a_mapping_carries_the_places_on_the_programs_scale(survey):
    file = survey(google(HEADS, ANSWERS)).with_mapping(PULSE, SCALE, {"q1": "bus"})
    counted = file.survey.mapping["q1"]
    assert (counted.survey, counted.statement) == ("pulse", "bus")
    assert [counted.positions[person["q1"]] for person in file.answers] == [4, 5, 3]
    assert "counts as: bus" in file.text()
    assert file.summary()["mapping"] == {"q1": {"survey": "pulse", "statement": "bus"}}
    assert survey_drafts(file, team_id="t", occasion="")[0].body.mapping == file.survey.mapping


def test_an_answer_without_a_place_counts_as_none(survey):
    file = survey(google(HEADS, ANSWERS)).with_mapping(PULSE, SCALE, {"q2": "heard"})
    assert "Don't know" not in file.survey.mapping["q2"].positions


def test_another_scale_is_not_counted_and_that_is_said(survey):
    answers = [["Agree", one, "Yes"] for one in ("Never", "Rarely", "Always", "Often")]
    file = survey(google(HEADS, answers)).with_mapping(PULSE, SCALE, {"q2": "heard"})
    assert file.survey.mapping == {}
    assert "are not those of the program's scale" in file.warnings[-1]


def test_surveys_kept_before_there_was_a_mapping_are_still_read():
    old = {"title": "T", "format": "qualtrics", "file_sha256": "x", "people": 0, "questions": []}
    assert ImportedSurvey.model_validate(old).mapping == {}
