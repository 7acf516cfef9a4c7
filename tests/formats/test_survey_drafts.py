"""What a survey file becomes in the store: once, whole, and without a person's name."""

import json

from ciwidgets.formats import survey_drafts
from ciwidgets.model import ImportedAnswers, ImportedSurvey
from ciwidgets.store import Store
from tests.formats.conftest import google

ANSWERS = [["Yes", "3"], ["No", ""], ["", "12"]]


def drafts(survey, team="river", occasion="spring"):
    file = survey(google(["Good?", "How many children?"], ANSWERS))
    return survey_drafts(file, team_id=team, occasion=occasion)


def test_one_survey_and_one_record_a_person_go_in_with_one_call(survey):
    batch = drafts(survey)
    with Store("sqlite://") as store:
        store.append(batch)
        (kept,) = store.current(ImportedSurvey)
        people = store.current(ImportedAnswers)
    assert kept.body.people == len(people) == 3
    assert {one.body.survey_id for one in people} == {kept.record_id}
    assert [dict(one.body.answers) for one in people] == [
        {"q1": "Yes", "q2": 3.0},
        {"q1": "No"},
        {"q2": 12.0},
    ]
    assert {(one.team_id, one.occasion) for one in people} == {("river", "spring")}


def test_the_same_file_again_adds_nothing(survey):
    with Store("sqlite://") as store:
        store.append(drafts(survey))
        before = store.last_seq()
        store.append(drafts(survey))
        assert store.last_seq() == before == 4


def test_another_team_or_occasion_gets_other_records_and_other_people(survey):
    batches = [drafts(survey), drafts(survey, team="hill"), drafts(survey, occasion="autumn")]
    records = [draft.record_id for batch in batches for draft in batch]
    authors = [draft.author_id for batch in batches for draft in batch[1:]]
    assert len(set(records)) == 12
    assert len(set(authors)) == 9
    assert {batch[0].author_id for batch in batches} == {""}


def test_the_summary_is_plain_json_with_everything_a_person_must_see(survey):
    file = survey(google(["Good?", "Your name"], [["Yes", "Ann"], ["No", "Bo"]]), title="Pulse")
    summary = json.loads(json.dumps(file.summary()))
    assert summary["format"] == "google_forms"
    assert (summary["title"], summary["people"]) == ("Pulse", 2)
    assert summary["questions"] == [
        {"id": "q1", "text": "Good?", "type": "scale", "options": ["No", "Yes"], "answered": 2,
         "counts": {"No": 1, "Yes": 1}, "other": 0},
    ]  # fmt: skip
    assert summary["scale"] == {"q1": "no to yes"}
    assert [one["what"] for one in summary["dropped"]] == ["“Timestamp”", "“Your name”"]
    assert all(one["why"] for one in summary["dropped"])
    assert summary["warnings"] == []
    for words in ("Pulse: 2 people", "Good?", "no to yes", "Left out:", "“Your name”"):
        assert words in file.text()
