"""Files nobody in this project wrote, counted by hand; they live beside the repository."""

from collections import Counter
from pathlib import Path

import pytest

from ciwidgets.errors import FileRefused
from ciwidgets.formats import read_survey
from tests.formats.conftest import asked, given, left_out

SURVEYS = Path(__file__).parents[3] / "shared" / "realcases" / "surveys"

pytestmark = pytest.mark.skipif(
    not SURVEYS.is_dir(), reason="the real survey files (../shared/realcases) are not here"
)


def test_the_google_form_has_its_85_people_and_their_counts():
    file = read_survey(SURVEYS / "avinashkz__ds_language_google_forms.csv")
    assert file.survey.format == "google_forms"
    assert file.survey.people == len(file.answers) == 85
    assert len(file.survey.questions) == 8
    assert set(left_out(file)) == {"Timestamp"}
    assert Counter(given(file, "q3")) == {"Less than 1": 29, "1 to 5": 48, "More than 5": 8}
    assert asked(file, "q3").options == ["Less than 1", "1 to 5", "More than 5"]
    assert Counter(given(file, "q4")) == {"No": 5, "Indifferent": 15, "Yes": 65}
    assert asked(file, "q4").options == ["No", "Indifferent", "Yes"]
    assert Counter(given(file, "q6")) == {"Python": 55, "R": 30}
    assert Counter(given(file, "q7")) == {
        "Machine Learning": 48,
        "Data visualization": 23,
        "Data wrangling": 14,
    }
    assert Counter(given(file, "q8")) == {"1": 4, "2": 46, "3": 23, "4": 6, "5 or more": 6}
    assert asked(file, "q8").options == ["1", "2", "3", "4", "5 or more"]
    # Ten subjects and languages were named by more than one person; the rest is "other".
    assert "Mathematics / Statistics" in asked(file, "q2").options
    assert "Political Science/Economics/Finance" not in asked(file, "q2").options


@pytest.mark.parametrize("name", ["ropensci__sample.csv", "ropensci__sample_legacy.csv"])
def test_both_qualtrics_layouts_have_their_one_person_and_two_questions(name):
    file = read_survey(SURVEYS / name)
    assert file.survey.format == "qualtrics"
    assert file.survey.people == len(file.answers) == 1
    assert [(one.text, one.type) for one in file.survey.questions] == [
        ("This is a multiple choice question.", "single"),
        ("This is a free text question.", "text"),
    ]
    assert file.answers == [{"q1": "2", "q2": "Hello World!"}]
    assert "130.92" not in file.survey.model_dump_json() + repr(file.answers)
    assert "IPAddress" in left_out(file)


def test_files_of_other_programs_are_refused_and_never_misread():
    known = {"avinashkz__ds_language_google_forms.csv", "ropensci__sample.csv"}
    others = [one for one in SURVEYS.glob("*.csv") if one.name not in known]
    for path in others:
        if path.name == "ropensci__sample_legacy.csv":
            continue
        with pytest.raises(FileRefused):
            read_survey(path)
