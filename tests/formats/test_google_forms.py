"""Google Forms files: people, grids, joined choices."""

import pytest

from tests.formats.conftest import asked, csv_text, given, google, left_out, warned


@pytest.mark.parametrize(
    "stamp",
    [
        "1/3/2026 17:31:50",
        "29/10/2018 15:52:25",
        "2018/04/09 2:30:02 PM MDT",
        "2021/03/04 10:22:31 AM EST",
        "2026-03-04 10:22:31",
        "04.03.2026 10:22:31",
        "3/4/2026 10:22",
        "2024/01/02 9:12:11 am GMT-6",
        "2024/01/02 9:12:11 AM GMT+5:30",
        "2024/01/02 9:12:11\u202fa.m. OEZ",
    ],
)
def test_times_in_the_form_owners_manner_are_recognised_and_dropped(survey, stamp):
    file = survey(csv_text([["Timestamp", "Good?"], [stamp, "Yes"], [stamp, "No"]]))
    assert file.survey.format == "google_forms"
    assert file.survey.people == 2
    assert "time" in left_out(file)["Timestamp"]
    assert [one.text for one in file.survey.questions] == ["Good?"]


@pytest.mark.parametrize("heading", ["Marca temporal", "Zeitstempel", "Horodateur"])
def test_the_first_heading_may_be_in_another_language(survey, heading):
    text = google(["Good?"], [["Yes"], ["No"]]).replace("Timestamp", heading)
    assert survey(text).survey.people == 2


def test_rows_of_a_grid_are_questions_on_one_scale(survey):
    file = survey(
        google(
            ["How was it? [Food]", "How was it? [Room]"],
            [["Poor", "Good"], ["Fair", "Good"], ["Poor", "Excellent"]],
        )
    )
    food, room = file.survey.questions
    assert (food.text, food.type) == ("How was it? [Food]", "scale")
    assert food.options == room.options == ["Poor", "Fair", "Good", "Excellent"]


def test_a_blank_cell_is_no_answer_and_not_a_no(survey):
    file = survey(google(["Good?"], [["Yes"], [""], ["No"]]))
    assert given(file, "q1") == ["Yes", None, "No"]
    assert file.summary()["questions"][0]["answered"] == 2
    assert file.summary()["questions"][0]["counts"] == {"No": 1, "Yes": 1}


def test_someone_who_sent_an_empty_form_is_counted_and_said(survey):
    file = survey(google(["Good?"], [["Yes"], [""], ["No"]]))
    assert file.survey.people == 3
    assert "1 of the 3 people sent the form without an answer" in warned(file)


def test_the_same_heading_twice_is_two_questions(survey):
    file = survey(google(["Good?", "Good?"], [["Yes", "No"], ["No", "No"]]))
    assert [one.text for one in file.survey.questions] == ["Good?", "Good? (2)"]
    assert given(file, "q2") == ["No", "No"]
    assert "stands over 2 columns" in warned(file)


def test_repeated_headings_of_pasted_files_are_no_people(survey):
    text = google(["Good?"], [["Yes"], ["No"]])
    file = survey(text + text)
    assert file.survey.people == 4
    assert "1 rows" in left_out(file)
    assert "2 rows are equal to another one to the second" in warned(file)


def test_marks_of_a_quiz_are_no_answers(survey):
    file = survey(
        google(["Score", "Two?", "Two? [Score]"], [["1 / 1", "2", "1"], ["0 / 1", "3", "0"]])
    )
    assert {"Score", "Two? [Score]"} <= set(left_out(file))
    assert [one.text for one in file.survey.questions] == ["Two?"]


def test_an_address_that_comes_twice_is_said_and_both_rows_count(survey):
    rows = [["ann@example.org", "Yes"], ["ann@example.org", "No"], ["bo@example.org", "Yes"]]
    file = survey(google(["Email Address", "Good?"], rows))
    assert file.survey.people == 3
    assert "1 rows carry an address that another row carries too" in warned(file)
    assert "example.org" not in file.survey.model_dump_json() + warned(file)


def test_a_column_that_numbers_the_rows_is_no_question(survey):
    file = survey(google(["", "Good?"], [[str(n), "Yes"] for n in range(1, 7)]))
    assert [one.text for one in file.survey.questions] == ["Good?"]
    assert "it numbers the rows" in left_out(file).values()


def test_a_question_nobody_answered_is_left_out_and_said(survey):
    file = survey(google(["Good?", "Old question"], [["Yes", ""], ["No", ""]]))
    assert left_out(file)["Old question"] == "nobody answered it"


def test_answers_under_no_heading_are_kept_and_said(survey):
    file = survey(google(["Good?", ""], [["Yes", "a"], ["No", "b"]]))
    assert file.survey.questions[1].text == "Column 3 (without a heading)"
    assert "Column 3 has answers but no heading" in warned(file)


def test_free_words_are_kept_flagged_and_never_in_the_summary(survey):
    words = ["Anna from next door helps", "more buses", "nothing at all, thanks"]
    file = survey(google(["What would help?"], [[one] for one in words]))
    assert asked(file, "q1").type == "text"
    assert given(file, "q1") == words
    assert "own words stand in q1" in warned(file)
    assert "Anna" not in str(file.summary()) + file.text()


def test_what_one_person_wrote_under_other_is_an_answer_but_no_option(survey):
    long = "I drive my neighbours myself because no bus comes out here on Sundays"
    answers = [["Bus"], ["Car"], ["Bus"], ["Car"], [long]]
    file = survey(google(["How do you travel?"], answers))
    assert asked(file, "q1").options == ["Bus", "Car"]
    assert given(file, "q1")[4] == long
    assert file.summary()["questions"][0]["other"] == 1
    assert "1 answer was given by one person only" in warned(file)


def test_polis_times_are_no_google_form(survey):
    from ciwidgets.errors import FileRefused

    with pytest.raises(FileRefused, match="not a survey export known here"):
        survey("timestamp,author\n1400000000000,3\n1400000000001,4\n")


def test_times_of_other_languages_are_times(survey):
    for heading, moment in (
        ("타임스탬프", "2026. 3. 4 오후 10:00:31"),
        ("时间戳记", "2026/3/4 下午10:00:31"),
        ("Zeitstempel", "04.03.2026 10:00:31"),
        ("Timestamp", "2026/03/04 10:00:31 AM EST"),
    ):
        file = survey(f"{heading},Good?\n{moment},Yes\n{moment},No\n")
        assert (file.survey.format, file.survey.people) == ("google_forms", 2)
