"""REDCap: people and never rows, options, dictionaries; all projects made up."""

import pytest

from ciwidgets.errors import FileRefused
from ciwidgets.formats import read_survey
from tests.formats.conftest import asked, csv_text, given, left_out, warned

HEADS = ["record_id", "feel", "helps___1", "helps___2", "first_name", "visit", "main_complete"]
PEOPLE = [
    ["1", "3", "1", "0", "Ann", "2026-03-04", "2"],
    ["2", "1", "0", "0", "Bo", "2026-03-05", "2"],
    ["3", "", "1", "1", "Cy", "2026-03-06", "0"],
]
FEELINGS = "1, Disagree | 2, Neither | 3, Agree"
DICTIONARY = [
    [
        *("Variable / Field Name", "Form Name", "Field Type", "Field Label"),
        "Choices, Calculations, OR Slider Labels",
        *("Text Validation Type OR Show Slider Number", "Identifier?"),
    ],
    ["record_id", "main", "text", "Record", "", "", ""],
    [
        "feel",
        "main",
        "radio",
        "<b>I feel</b> heard.",
        "1, Disagree | 2, Neither | 3, Agree",
        "",
        "",
    ],
    ["helps", "main", "checkbox", "What helps?", "1, Bus, free | 2, Food", "", ""],
    ["first_name", "main", "text", "What to call you", "", "", "y"],
    ["visit", "main", "text", "Visit", "", "date_ymd", ""],
]


@pytest.mark.parametrize("delimiter", [",", ";", "|", "^", "\t"])
def test_any_of_redcaps_dividing_signs_is_understood(survey, delimiter):
    file = survey(csv_text([HEADS, *PEOPLE], delimiter))
    assert (file.survey.format, file.survey.people) == ("redcap", 3)
    assert given(file, "helps") == [["1"], None, ["1", "2"]]
    assert set(left_out(file)) >= {"record_id", "first_name", "visit", "main_complete"}
    assert "does not tell “none” from “not asked”" in warned(file)
    assert "Ann" not in repr(file)


def test_a_dictionary_gives_words_options_and_order(tmp_path):
    (tmp_path / "data.csv").write_text(csv_text([HEADS, *PEOPLE]), encoding="utf-8")
    (tmp_path / "words.csv").write_text(csv_text(DICTIONARY), encoding="utf-8")
    file = read_survey(tmp_path / "data.csv", dictionary=tmp_path / "words.csv")
    feel = asked(file, "feel")
    assert (feel.text, feel.type) == ("I feel heard.", "scale")
    assert feel.options == ["Disagree", "Neither", "Agree"]
    assert given(file, "feel") == ["Agree", "Disagree", None]
    assert asked(file, "helps").options == ["Bus, free", "Food"]
    assert left_out(file)["first_name"] == "the dictionary marks it as an identifier"
    plain = read_survey(tmp_path / "data.csv")
    assert plain.survey.file_sha256 != file.survey.file_sha256


def test_a_dictionary_in_place_of_the_answers_is_refused(survey, tmp_path):
    with pytest.raises(FileRefused, match=r"survey.csv is a REDCap data dictionary"):
        survey(csv_text(DICTIONARY))
    (tmp_path / "data.csv").write_text(csv_text([HEADS, *PEOPLE]), encoding="utf-8")
    with pytest.raises(FileRefused, match="download the Data Dictionary"):
        read_survey(tmp_path / "data.csv", dictionary=tmp_path / "data.csv")


def test_events_and_repetitions_count_people(survey):
    heads = ["id", "redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance"]
    heads += ["age", "mood", "pressure", "main_complete"]
    rows = [
        ["1", "start", "", "", "34", "2", "", "2"],
        ["1", "end", "", "", "", "3", "", "2"],
        ["1", "end", "bp", "1", "", "", "110", ""],
        ["1", "end", "bp", "2", "", "", "111", ""],
        ["2", "start", "", "", "51", "1", "", "2"],
    ]
    file = survey(csv_text([heads, *rows]))
    assert file.survey.people == 2
    assert given(file, "age") == [34.0, 51.0]
    assert given(file, "mood_start") == ["2", "1"]
    assert given(file, "mood_end") == ["3", None]
    assert asked(file, "mood_end").text == "mood (end)"
    assert "repeated form" in left_out(file)["pressure"]
    assert "5 rows of 2 people" in warned(file)


def test_labels_read_as_their_codes_do(survey):
    heads = ["Record ID", "What helps? (choice=Bus)", "What helps? (choice=Food)", "Complete?"]
    rows = [["1", "Checked", "Unchecked", "Complete"], ["2", "Unchecked", "Unchecked", ""]]
    file = survey(csv_text([heads, *rows]))
    assert file.survey.format == "redcap"
    assert [one.text for one in file.survey.questions] == ["What helps?"]
    assert list(file.answers[0].values()) == [["Bus"]]
    assert file.answers[1] == {}


def test_a_survey_that_was_begun_only_is_said(survey):
    heads = ["record_id", "my_timestamp", "feel", "my_complete"]
    rows = [["1", "2026-03-04 10:00:00", "2", "2"], ["2", "[not completed]", "", "0"]]
    file = survey(csv_text([heads, *rows]))
    assert file.survey.people == 2
    assert "1 person began a survey" in warned(file)


def test_decimal_commas_are_numbers(survey):
    rows = [["record_id", "miles", "a_complete"], ["1", "1,54", "2"], ["2", ".5", "2"]]
    assert survey(csv_text(rows[:2], ";")).answers == [{"miles": 1.54}]
    assert survey(csv_text([rows[0], rows[2]], ";")).answers == [{"miles": 0.5}]
