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


MONKEY_STEPS = [
    "Not knowledgeable at all",
    "A little knowledgeable",
    "Somewhat knowledgeable",
    "Very knowledgeable",
    "Extremely knowledgeable",
]


# Counted with csv.reader: 102 lines less two of headings, 100 different numbers in column 1, and
# collections.Counter of columns 10 (knowledge) and 20 (a row of the grid on ability).
@pytest.mark.parametrize(
    ("name", "questions", "knowledge"),
    [("pre", 24, [65, 11, 9, 9, 6]), ("post", 29, [7, 14, 9, 24, 46])],
)
def test_both_survey_monkey_waves_have_their_100_people(name, questions, knowledge):
    file = read_survey(SURVEYS / f"zwcrowley__sm_data_{name}.csv")
    assert (file.survey.format, file.survey.people) == ("survey_monkey", 100)
    assert len(file.survey.questions) == questions
    assert asked(file, "q9").options == MONKEY_STEPS
    counts = Counter(given(file, "q9"))
    assert [counts[step] for step in MONKEY_STEPS] == knowledge
    assert {"IP Address", "Email Address", "First Name", "Last Name"} <= set(left_out(file))
    held = repr(file.answers) + file.survey.model_dump_json()
    assert not any(name in held for name in ("medhurst", "Jessika", "227.224", "114628000001"))
    if name == "post":
        assert Counter(given(file, "q19")) == {
            "Minimal": 2,
            "Slight": 11,
            "Moderate": 11,
            "Good": 29,
            "Extensive": 47,
        }
        # R wrote NA where nobody wrote: cells that are not NA in columns 30 to 34.
        words = [sum(one is not None for one in given(file, f"q{n}")) for n in range(29, 34)]
        assert words == [22, 17, 33, 17, 17]


# awk -F';' 'NR>2{n++; for(i=1;i<=6;i++) if($i=="Ja") c[i]++; if($7!="")s++; if($8!="")a++;
#   if($8=="sehr häufig")v++} END{...}' limesurvey_dfuchss.csv  ->  45; 6 11 29 1 3 2; 8; 39, 20
def test_the_merged_lime_survey_has_its_45_people():
    file = read_survey(SURVEYS / "limesurvey_dfuchss.csv")
    assert (file.survey.format, file.survey.people) == ("lime_survey", 45)
    assert len(file.survey.questions) == 26
    background = Counter(one for picked in given(file, "q1") for one in picked)
    assert [background[one] for one in asked(file, "q1").options] == [6, 11, 29, 1, 3, 2, 8]
    often = Counter(one for one in given(file, "q8") if one)
    assert (often.total(), often["sehr häufig"]) == (39, 20)
    assert asked(file, "q9").options == [
        *("gar nicht", "selten", "eher selten", "eher häufig", "sehr häufig"),
    ]


# People: cut -d, -f1 | tail -n +2 | sort -u | wc -l (rows: 4, 4, 18, 2, 6, 3, 2).
@pytest.mark.parametrize(
    ("name", "people", "questions"),
    [
        ("checkboxes1", 4, 3),
        ("decimalcomma", 4, 3),
        ("longitudinal", 3, 130),
        ("problematic_values", 2, 3),
        ("repeating", 2, 4),
        ("russian", 3, 28),
        ("survey", 2, 2),
    ],
)
def test_redcap_files_have_their_people_and_never_their_rows(name, people, questions):
    file = read_survey(SURVEYS / f"OuhscBbmc__redcap_{name}_data.csv")
    assert (file.survey.format, file.survey.people) == ("redcap", people)
    assert len(file.survey.questions) == questions
    held = repr(file.answers)
    assert not any(
        one in held for one in ("Zharko", "gmail", "555-1212", "Valdez", "aaa@bbb", "1983-09-23")
    )


def test_redcap_values_are_those_of_the_cells():
    commas = read_survey(SURVEYS / "OuhscBbmc__redcap_decimalcomma_data.csv")
    assert given(commas, "height") == [1.54, 1.84, 1.95, 1.61]
    assert given(commas, "weight") == [52.3, 92.3, 123.4, 45.9]
    longitudinal = read_survey(SURVEYS / "OuhscBbmc__redcap_longitudinal_data.csv")
    assert given(longitudinal, "age") == [31.0, 4.0, 9.0]
    assert given(longitudinal, "gym") == [["0"], ["0", "1"], ["0", "1"]]
    assert given(longitudinal, "pmq1_dose_1_arm_1") == ["2", "0", None]
    # Record 2 never saw check_one, record 4 neither: the file has 0 for both.
    boxes = read_survey(
        SURVEYS / "OuhscBbmc__redcap_checkboxes1_data.csv",
        dictionary=SURVEYS / "OuhscBbmc__redcap_checkboxes1_dictionary.csv",
    )
    assert given(boxes, "check_one") == [["one"], None, ["one", "two", "three", "four"], None]
    assert given(boxes, "check_two") == [["A", "C"], ["B", "D"], None, None]


def test_the_redcap_dictionary_gives_words_and_lets_identifiers_go():
    file = read_survey(
        SURVEYS / "OuhscBbmc__redcap_survey_data.csv",
        dictionary=SURVEYS / "OuhscBbmc__redcap_survey_dictionary.csv",
    )
    assert file.survey.people == 2
    assert asked(file, "has_diabetes").text == "I currently have Type 2 Diabetes"
    assert given(file, "has_diabetes") == ["True", "False"]
    assert given(file, "consent") == [["I consent"], None]
    assert {"email", "first_name", "address", "dob"} <= set(left_out(file))
    assert any("did not complete it" in one for one in file.warnings)


# awk -F, 'NR>1{n++; if($7=="1")a++; if($7=="-1")d++; if($7=="0")p++; if($7=="")b++}
#   END{print n,a,d,p,b}'  ->  339 47 33 23 236; the summary says 339 voters, 54 comments.
def test_the_polis_conversation_has_its_339_people_and_54_comments():
    name = "compdemocracy__polis_15-per-hour-seattle"
    file = read_survey(SURVEYS / f"{name}_participants-votes.csv")
    assert (file.survey.format, file.survey.people) == ("polis", 339)
    assert len(file.survey.questions) == 54
    votes = Counter(given(file, "c0"))
    assert votes == {"Agree": 47, "Disagree": 33, "Pass": 23, None: 236}
    assert asked(file, "c0").text.startswith("I imagine new businesses opening")
    assert not any("other way round" in one or "add up" in one for one in file.warnings)
    named = read_survey(
        SURVEYS / f"{name}_participants-votes.csv", comments=SURVEYS / f"{name}_comments.csv"
    )
    assert named.survey == file.survey


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("OuhscBbmc__redcap_emptyrows_data.csv", "is empty"),
        ("OuhscBbmc__redcap_checkboxes1_dictionary.csv", "holds questions and no answers"),
        ("OuhscBbmc__redcap_survey_dictionary.csv", "holds questions and no answers"),
        ("compdemocracy__polis_15-per-hour-seattle_comments.csv", "holds the comments"),
        ("compdemocracy__polis_15-per-hour-seattle_summary.csv", "holds the summary"),
        ("avinashkz__ds_language_clean.csv", "not a survey export known here"),
        ("zwcrowley__sm_data_clean.csv", "not a survey export known here"),
    ],
)
def test_what_holds_no_answers_or_shows_no_program_is_refused_and_says_why(name, reason):
    with pytest.raises(FileRefused, match=reason):
        read_survey(SURVEYS / name)


# wc -l less the line of headings; the cleaned twin of the Google form has the same 85 people.
def test_the_cleaned_files_are_read_as_plain_tables_when_somebody_says_so():
    clean = read_survey(SURVEYS / "avinashkz__ds_language_clean.csv", format="plain")
    assert clean.survey.people == 85
    assert Counter(given(clean, "q5")) == {"Python": 55, "R": 30}
    monkey = read_survey(SURVEYS / "zwcrowley__sm_data_clean.csv", format="plain")
    assert monkey.survey.people == 100
    assert {"respondent_id", "ip_address", "email_address", "first_name", "last_name"} <= set(
        left_out(monkey)
    )
    assert "medhurst" not in repr(monkey.answers)
