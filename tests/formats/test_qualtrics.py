"""Qualtrics files: heads of every depth, real responses only, options put together again."""

import pytest

from ciwidgets.errors import FileRefused
from tests.formats.conftest import (
    asked,
    csv_text,
    given,
    left_out,
    qualtrics,
    warned,
)

AGREE = [("Q1", "It works.", "QID1"), ("Q2", "Why?", "QID2_TEXT")]
PEOPLE = [["Agree", "It is near."], ["Disagree", "Too far away"], ["Agree", "Kind people there"]]


@pytest.mark.parametrize("quote", ['"', "'"])
def test_the_current_layout_has_three_head_rows(survey, quote):
    file = survey(qualtrics(AGREE, PEOPLE, quote=quote))
    assert file.survey.format == "qualtrics"
    assert file.survey.people == 3
    assert [(one.id, one.text, one.type) for one in file.survey.questions] == [
        ("q1", "It works.", "scale"),
        ("q2", "Why?", "text"),
    ]
    assert given(file, "q1") == ["Agree", "Disagree", "Agree"]


@pytest.mark.parametrize(
    ("header_rows", "text"),
    [((0,), "Q1"), ((0, 1), "It works."), ((0, 2), "Q1"), ((2,), "QID1"), ((1, 2), "It works.")],
)
def test_head_rows_somebody_deleted_cost_words_but_no_people(survey, header_rows, text):
    content = qualtrics(AGREE, PEOPLE, header_rows=header_rows)
    if header_rows == (1, 2):
        content = content.replace("Anfangsdatum", "Start Date")
    file = survey(content)
    assert file.survey.people == 3
    assert file.survey.questions[0].text == text
    assert given(file, "q1" if 0 in header_rows else "qid1") == ["Agree", "Disagree", "Agree"]
    assert ("missing from the file" in warned(file)) == (1 not in header_rows)
    assert "192.0.2.7" not in file.survey.model_dump_json() + repr(file.answers)


def test_the_legacy_layout_has_two_head_rows_and_a_phantom_column(survey):
    text = (
        "\ufeffV1,V2,V3,V4,V5,V6,V7,V8,V9,V10,Q1,Q2,LocationLatitude,\n"
        "ResponseID,ResponseSet,Name,ExternalDataReference,EmailAddress,IPAddress,Status,StartDate,"
        "EndDate,Finished,Is it good?,Why?,LocationLatitude,\n"
        "R_madeUp000001,Default,Ann Example,,ann@example.org,192.0.2.7,0,2026-03-04 10:00:00,"
        "2026-03-04 10:01:00,1,Yes,near,35.1,\n"
        "R_madeUp000002,Default,Bo Sample,,,192.0.2.8,0,2026-03-04 10:00:00,"
        "2026-03-04 10:01:00,0,No,,35.1,\n"
    )
    file = survey(text)
    assert file.survey.people == 2
    assert [one.text for one in file.survey.questions] == ["Is it good?", "Why?"]
    assert {"Name", "EmailAddress", "IPAddress", "LocationLatitude"} <= set(left_out(file))
    assert "1 of 2 responses were not finished" in warned(file)
    assert "Ann" not in repr(file)


@pytest.mark.parametrize(
    "status",
    ["1", "2", "17", "9", "Survey Preview", "Survey Test", "Umfragevorschau", "Vista previa"],
)
def test_previews_and_tests_are_no_people_and_are_said(survey, status):
    file = survey(qualtrics(AGREE, PEOPLE, status={1: status}))
    assert file.survey.people == 2
    assert given(file, "q1") == ["Agree", "Agree"]
    assert "preview or a test" in left_out(file)["1 response"]


@pytest.mark.parametrize("status", ["0", "4", "16", "IP Address", "Imported", "IP-Adresse"])
def test_other_response_types_are_people(survey, status):
    assert survey(qualtrics(AGREE, PEOPLE, status={1: status})).survey.people == 3


def test_possible_spam_is_kept_and_said(survey):
    file = survey(qualtrics(AGREE, PEOPLE, status={0: "Spam", 1: "8"}))
    assert file.survey.people == 3
    assert "marked 2 responses as possible spam" in warned(file)


def test_nothing_but_previews_is_refused_with_their_number(survey):
    with pytest.raises(FileRefused, match="no answers \\(3 responses: from a preview or a test"):
        survey(qualtrics(AGREE, PEOPLE, status=dict.fromkeys(range(3), "Survey Preview")))


@pytest.mark.parametrize("finished", ["False", "0", "Falsch"])
def test_unfinished_responses_are_kept_and_said(survey, finished):
    file = survey(qualtrics(AGREE, [*PEOPLE, ["", ""]], finished={3: finished}))
    assert file.survey.people == 4
    assert "1 of 4 responses were not finished" in warned(file)
    assert "1 of the 4 people opened the survey and answered nothing" in warned(file)


def test_a_response_that_is_in_the_file_twice_is_one_person(survey):
    one = qualtrics(AGREE, PEOPLE)
    again = qualtrics(AGREE, [["Disagree", "changed"]], header_rows=())
    file = survey(one + again)
    assert file.survey.people == 3
    assert given(file, "q1") == ["Disagree", "Disagree", "Agree"]
    assert "1 rows" in left_out(file)


OPTIONS = [
    ("Q3_1", "What helps? - Selected Choice - Bus", ("QID3", "1")),
    ("Q3_2", "What helps? - Selected Choice - Food, warm", ("QID3", "2")),
    ("Q3_3", "What helps? - Selected Choice - Other", ("QID3", "3")),
    ("Q3_3_TEXT", "What helps? - Other - Text", "QID3_3_TEXT"),
]


def test_a_column_for_each_option_is_one_question(survey):
    people = [["Bus", "", "", ""], ["Bus", "Food, warm", "Other", "a ride"], ["", "", "", ""]]
    file = survey(qualtrics(OPTIONS, people))
    question = asked(file, "q3")
    assert (question.text, question.type) == ("What helps?", "multiple")
    assert question.options == ["Bus", "Food, warm", "Other"]
    assert given(file, "q3") == [["Bus"], ["Bus", "Food, warm", "Other"], None]
    assert (asked(file, "q3_3_text").text, asked(file, "q3_3_text").type) == (
        "What helps? - Other - Text",
        "text",
    )
    assert "does not tell “none” from “not asked”" in warned(file)


def test_codes_in_the_columns_take_the_options_words_from_the_head(survey):
    people = [["1", "", "", ""], ["1", "1", "", ""], ["", "", "1", "mine"]]
    file = survey(qualtrics(OPTIONS, people, status=dict.fromkeys(range(3), "0")))
    assert given(file, "q3") == [["Bus"], ["Bus", "Food, warm"], ["Other"]]


def test_an_option_seen_and_not_chosen_is_none_of_these(survey):
    people = [
        ["1", "0", "0", ""],
        ["0", "0", "0", ""],
        ["-99", "-99", "-99", ""],
        ["", "1", "", ""],
    ]
    file = survey(qualtrics(OPTIONS[:3], [one[:3] for one in people]))
    assert given(file, "q3") == [["Bus"], [], None, ["Food, warm"]]


@pytest.mark.parametrize("mark", [["1", "1"], ["Bus", "Food"]])
def test_without_import_ids_columns_with_one_mark_each_are_options(survey, mark):
    columns = [("Q3_1", "What helps?-Bus", ""), ("Q3_2", "What helps?-Food", "")]
    people = [[mark[0], ""], [mark[0], mark[1]], ["", mark[1]]]
    file = survey(qualtrics(columns, people, header_rows=(0, 1)))
    assert asked(file, "q3").text == "What helps?"
    assert given(file, "q3") == [["Bus"], ["Bus", "Food"], ["Food"]]


def test_rows_of_a_grid_are_no_options(survey):
    columns = [("Q5_1", "How is it? - Food", "QID5_1"), ("Q5_2", "How is it? - Room", "QID5_2")]
    file = survey(qualtrics(columns, [["Good", "Poor"], ["Fair", ""], ["Good", "Excellent"]]))
    food, room = file.survey.questions
    assert food.options == room.options == ["Poor", "Fair", "Good", "Excellent"]
    assert given(file, "q5_2") == ["Poor", None, "Excellent"]


def test_choices_in_one_cell_are_told_apart(survey):
    columns = [("Q6", "What helps?", "QID6")]
    people = [["Bus"], ["Bus,Rent, heat"], ["Rent, heat"], ["-99"]]
    file = survey(qualtrics(columns, people))
    assert given(file, "q6") == [["Bus"], ["Bus", "Rent, heat"], ["Rent, heat"], None]


def test_code_numbers_have_no_order_and_are_said(survey):
    people = [["3", "a"], ["1", "b"], ["14", "c"]]
    status = dict.fromkeys(range(3), "0")
    file = survey(qualtrics(AGREE, people, status=status))
    assert (asked(file, "q1").type, asked(file, "q1").options) == ("single", ["1", "3", "14"])
    assert "Use choice text" in warned(file)


def test_a_slider_is_a_number_in_either_export(survey):
    people = [[str(n * 4)] for n in range(25)]
    status = dict.fromkeys(range(25), "0")
    file = survey(qualtrics([("Q7", "How far, in percent?", "QID7")], people, status=status))
    assert asked(file, "q7").type == "number"


@pytest.mark.parametrize(
    ("name", "import_id"),
    [
        ("Q4_First Click", "QID4_FIRST_CLICK"),
        ("Q4_Browser", "QID4_BROWSER"),
        ("Q4_DO", "QID4_DO"),
        ("Q4_NPS_GROUP", "QID4_NPS_GROUP"),
        ("Q4 - Topics", "QID4_TEXT_eae5a8d0e7fd4bd183e983e5Topics"),
        ("givenName", "givenName"),
        ("SC0", "SC_abc"),
        ("RecipientLastName", "panel-RecipientLastName"),
    ],
)
def test_what_qualtrics_wrote_beside_the_answers_is_left_out(survey, name, import_id):
    columns = [*AGREE, (name, "something", import_id)]
    file = survey(qualtrics(columns, [[*one, "secret"] for one in PEOPLE]))
    assert name in left_out(file)
    assert "secret" not in repr(file)


def test_a_question_may_be_called_status(survey):
    columns = [("status", "Do you work?", "QID8"), *AGREE]
    file = survey(qualtrics(columns, [["Yes", *one] for one in PEOPLE]))
    assert asked(file, "status").text == "Do you work?"
    assert file.survey.people == 3


def test_files_of_uploads_go_but_a_question_named_alike_stays(survey):
    upload = [(f"Q9_{part}", "Upload", "") for part in ("Id", "Name", "Size", "Type")]
    columns = [*upload, ("School_Type", "Kind of school", ""), AGREE[0]]
    people = [["F_1", "ann.pdf", "3", "pdf", "Public", "Agree"]] * 3
    file = survey(qualtrics(columns, people, header_rows=(0, 1)))
    assert {"Q9_Id", "Q9_Name", "Q9_Size", "Q9_Type"} <= set(left_out(file))
    assert asked(file, "school_type").options == ["Public"]


def test_words_may_hold_line_breaks_and_hard_blanks(survey):
    columns = [("Q1", "It\u00a0works\nhere.", "QID1")]
    assert survey(qualtrics(columns, PEOPLE_ONE)).survey.questions[0].text == "It works\nhere."


PEOPLE_ONE = [["Agree"], ["Disagree"]]


def test_tabs_and_utf_16_are_qualtrics_own_tsv(survey):
    rows = [
        line.split(",") for line in qualtrics(AGREE[:1], PEOPLE_ONE, header_rows=(0,)).splitlines()
    ]
    file = survey(csv_text(rows, "\t").encode("utf-16"))
    assert file.survey.people == 2


@pytest.mark.parametrize(
    ("header", "format_"),
    [
        (
            "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Q",
            "survey_monkey",
        ),
        (
            "Response ID,Date submitted,Last page,Start language,Seed,IP address,Date started,Q",
            "lime_survey",
        ),
        ("start,end,_location_latitude,_location_longitude,_uuid,_id,_status,Q", "kobo"),
    ],
)
def test_other_programs_with_some_of_the_same_headings_are_not_taken_for_it(
    survey, header, format_
):
    file = survey(f"{header}\n1,2,3,4,5,6,7,8\n")
    assert file.survey.format == format_
    assert [one.text for one in file.survey.questions] == ["Q"]
