"""SurveyMonkey, LimeSurvey, KoboToolbox, Microsoft Forms and plain tables; all files made up."""

import pytest

from ciwidgets.errors import FileRefused
from tests.formats.conftest import asked, csv_text, given, left_out, warned, xlsx

MONKEY = [
    *("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address"),
    *("Email Address", "First Name", "Last Name", "Custom Data 1"),
]


def monkey(questions, people, blank=""):
    """Return a SurveyMonkey file; ``questions`` are (heading, label under it)."""
    rows = [
        [*MONKEY, *(one[0] for one in questions)],
        [blank] * len(MONKEY) + [one[1] for one in questions],
    ]
    for number, answers in enumerate(people, start=1):
        meta = [f"1146280000{number:02}", "431", "03/04/2026 10:00:00", "", "192.0.2.1"]
        rows.append([*meta, "a@example.org", "Ann", "Example", "x", *answers])
    return rows


def test_survey_monkey_puts_options_and_grids_together_again(survey):
    rows = monkey(
        [
            ("Good?", "Response"),
            ("What helps?", "Bus"),
            ("", "Food, warm"),
            ("", "Other (please specify)"),
            ("Rate these", "Trust"),
            ("", "Access"),
            ("Your contact", "Name"),
            ("", "City/Town"),
            ("Why?", "Open-Ended Response"),
        ],
        [
            ["Yes", "Bus", "", "", "Agree", "Disagree", "Ann", "Ashe", "none"],
            ["No", "Bus", "Food, warm", "My aunt", "Agree", "Agree", "Bo", "Ashe", "none"],
            ["", "", "", "", "Strongly agree", "", "", "", ""],
        ],
    )
    for content, name in ((csv_text(rows), "s.csv"), (xlsx(rows), "s.xlsx")):
        file = survey(content, name)
        assert (file.survey.format, file.survey.people) == ("survey_monkey", 3)
        assert given(file, "q9") == ["Yes", "No", None]
        helps = asked(file, "q10")
        other = "Other (please specify)"
        assert (helps.type, helps.options) == ("multiple", ["Bus", "Food, warm", other])
        assert given(file, "q10") == [["Bus"], ["Bus", "Food, warm", other], None]
        assert asked(file, "q13").text == "Rate these [Trust]"
        assert asked(file, "q14").options == asked(file, "q13").options
        assert asked(file, "q17").type == "text"
        assert set(left_out(file)) == {*MONKEY, "Your contact [Name]"}
        assert "“none” from “not asked”" in warned(file)
        assert "example.org" not in repr(file)


def test_survey_monkey_saved_again_by_r_says_na_for_nothing(survey):
    rows = monkey([("Good?", "Response")], [["Yes"], ["NA"]], blank="NA")
    assert given(survey(csv_text(rows)), "q9") == ["Yes", None]


def test_survey_monkey_without_its_second_row_loses_no_person(survey):
    rows = monkey([("Good?", "Response")], [["Yes"], ["No"]])
    file = survey(csv_text([rows[0], *rows[2:]]))
    assert given(file, "q9") == ["Yes", "No"]


def test_a_respondent_who_is_there_twice_counts_once(survey):
    rows = monkey([("Good?", "Response")], [["Yes"], ["No"]])
    file = survey(csv_text([*rows, rows[-1]]))
    assert file.survey.people == 2
    assert "1 rows" in left_out(file)


LIME = ["id", "submitdate", "lastpage", "startlanguage", "seed", "ipaddr"]


def lime(heads, people):
    """Return a LimeSurvey file with codes; an answer of ``None`` at the front is unfinished."""
    rows = [[*LIME, *heads]]
    for number, answers in enumerate(people, start=1):
        done = "2026-03-04 10:00:00" if answers[0] is not None else ""
        rows.append([number, done, 3, "en", 12345, "192.0.2.1", *(one or "" for one in answers)])
    return rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_lime_survey_codes_are_read_whatever_divides_them(survey, delimiter):
    heads = ["G1", "Q1[SQ001]", "Q1[SQ002]", "Q1[other]", "Q2[A]", "Q2[B]"]
    people = [["A1", "Y", "", "own", "4", "5"], ["A2", "", "", "", "1", "2"], [None, *[""] * 5]]
    text = csv_text(lime(heads, people), delimiter) + "\r\n"
    file = survey(b"\xef\xbb\xbf" + text.encode())
    assert (file.survey.format, file.survey.people) == ("lime_survey", 3)
    assert given(file, "q1") == [["SQ001", "other"], None, None]
    assert asked(file, "q1_other").type == "text"
    assert given(file, "g1") == ["A1", "A2", None]
    assert "1 of 3 responses were not finished" in warned(file)
    assert set(left_out(file)) >= {"ipaddr", "id", "submitdate"}


def test_lime_survey_tells_no_from_not_shown_where_the_file_does(survey):
    heads = ["Q1[SQ001]. What helps? [Bus]", "Q1[SQ002]. What helps? [Food &amp; rest]"]
    people = [["Yes", "No"], ["No", "No"], ["N/A", "N/A"], ["No", "Yes"]]
    file = survey(csv_text(lime(heads, people)))
    assert asked(file, "q1").text == "What helps?"
    assert asked(file, "q1").options == ["Bus", "Food & rest"]
    assert given(file, "q1") == [["Bus"], [], None, ["Food & rest"]]


def test_a_yes_no_grid_that_was_left_half_empty_is_no_choice_of_several(survey):
    heads = ["Q1[A]. Have you? [Seen it]", "Q1[B]. Have you? [Done it]"]
    file = survey(csv_text(lime(heads, [["Yes", "No"], ["No", ""]])))
    assert [one.text for one in file.survey.questions] == [
        "Have you? [Seen it]",
        "Have you? [Done it]",
    ]
    assert file.answers[1] == {"q1_a": "No"}


def test_lime_survey_in_another_language_with_whole_questions_is_known(survey):
    rows = [["ID de la réponse", "Date de soumission", "Dernière page", "Langue de départ"]]
    rows[0] += ["Content&nbsp;?", "Aide ? [Bus]", "Aide ? [Repas]"]
    rows += [["1", "2026-03-04 10:00:00", "2", "fr", "Oui", "Oui", "Non"]]
    rows += [["2", "", "1", "fr", "Non", "Non", "Non"]]
    file = survey(csv_text(rows, ";"))
    assert file.survey.people == 2
    assert [one.type for one in file.survey.questions][1] == "multiple"
    assert [person.get("q6") for person in file.answers] == [["Bus"], []]


def test_an_empty_lime_survey_is_refused(survey):
    with pytest.raises(FileRefused, match="headings but no answers"):
        survey(csv_text([[*LIME, "Q1"], [""] * 7]))


KOBO = ["start", "end", "grp/happy", "grp/helps", "grp/helps/bus", "grp/helps/hot_food"]
KOBO += ["place", "_place_latitude", "_place_longitude", "photo", "_id", "_uuid"]
KOBO += ["_submission_time", "_validation_status"]


def kobo_rows(na="", heads=KOBO):
    """Return a Kobo file of three submissions, the last of which was sent twice."""
    sent = ["2026-03-04T10:00:00.000-05:00"] * 2
    place = ["36.21 -81.66 100 5", "36.21", "-81.66", "me.jpg"]
    rows = [
        [*sent, "yes", "bus hot_food", "1", "1", *place, "1", "u-1", sent[0], ""],
        [*sent, "no", "bus", "1", "0", *place, "2", "u-2", sent[0], "Not approved"],
        [*sent, na, na, na, na, na, na, na, na, "3", "u-3", sent[0], ""],
    ]
    return [list(heads), *rows, rows[-1]]


def test_kobo_counts_people_once_and_keeps_no_place(survey):
    for content in (csv_text(kobo_rows(), ";"), xlsx(kobo_rows())):
        file = survey(content, "s.xlsx" if isinstance(content, bytes) else "s.csv")
        assert (file.survey.format, file.survey.people) == ("kobo", 3)
        assert given(file, "helps") == [["bus", "hot food"], ["bus"], None]
        assert given(file, "happy") == ["yes", "no", None]
        assert asked(file, "happy").text == "happy"
        assert [one.id for one in file.survey.questions] == ["happy", "helps"]
        assert "36.21" not in repr(file)
        assert "1 submissions were marked as not approved" in warned(file)


def test_kobo_written_again_by_r_reads_the_same(survey):
    heads = ["X.U.FEFF.start", *KOBO[1:]]
    heads = [f"X{one}" if one.startswith("_") else one.replace("/", ".") for one in heads]
    file = survey(csv_text(kobo_rows("NA", heads)))
    assert file.survey.people == 3
    assert given(file, "helps") == [["bus", "hot food"], ["bus"], None]


def test_the_repetitions_of_a_kobo_group_are_refused(survey):
    rows = [["name", "_index", "_parent_index", "_submission__uuid"], ["a", "1", "1", "u-1"]]
    with pytest.raises(FileRefused, match=r"survey.csv holds the answers of a repeated group"):
        survey(csv_text(rows))


MICROSOFT = ["ID", "Start time", "Completion time", "Email", "Name"]


def test_microsoft_forms_splits_choices_at_their_semicolons(survey):
    heads = [*MICROSOFT, "What helps?", "Good?", "Points - Good?"]
    meta = ["3/4/26 10:00:00", "3/4/26 10:01:00", "a@example.org", "Ann Example"]
    rows = [
        heads,
        [1, *meta, "Bus;Food, warm; fresh;", "Yes", 1],
        [2, *meta, "Bus;", "No", 0],
        [3, *meta, "", "Yes", 1],
    ]
    file = survey(xlsx(rows), "forms.xlsx")
    assert (file.survey.format, file.survey.people) == ("microsoft_forms", 3)
    assert given(file, "q5") == [["Bus", "Food, warm", "fresh"], ["Bus"], None]
    assert given(file, "q6") == ["Yes", "No", "Yes"]
    assert set(left_out(file)) == {*MICROSOFT, "Points - Good?"}
    assert "Ann" not in repr(file)


def test_a_ranking_in_microsoft_forms_is_said_to_lose_its_order(survey):
    meta = ["3/4/26 10:00:00", "3/4/26 10:01:00", "anonymous", ""]
    orders = ["A;B;C;", "B;A;C;", "C;B;A;"]
    rows = [[*MICROSOFT, "Rank"], *([n, *meta, one] for n, one in enumerate(orders))]
    assert "as in a ranking" in warned(survey(xlsx(rows), "forms.xlsx"))


QUESTIONS = ["Person ID", "Do you feel heard here?", "Is there a bus?", "Your e-mail"]


def test_a_plain_table_of_questions_is_read_with_a_warning(survey):
    rows = [QUESTIONS, ["p1", "Yes", "No", "a@example.org"], ["p2", "No", "No", ""]]
    file = survey(csv_text(rows))
    assert (file.survey.format, file.survey.people) == ("plain", 2)
    assert given(file, "q2") == ["Yes", "No"]
    assert set(left_out(file)) == {"Person ID", "Your e-mail"}
    assert "counted as one person" in warned(file)


@pytest.mark.parametrize(
    "header",
    [
        "County,County Code,Year,Deaths,Population,Crude Rate Lower 95% Confidence Interval",
        "background,experience,attitude",
        "from,to,weight",
        "Label,Type,Tags,Description of this element in the map",
    ],
)
def test_a_table_that_does_not_show_questions_is_not_taken_for_a_survey(survey, header):
    row = ",".join("1" for _ in header.split(","))
    with pytest.raises(FileRefused, match="not a survey export known here"):
        survey(f"{header}\n{row}\n")


def test_a_plain_table_is_read_when_somebody_says_so(survey):
    file = survey("mood,bus\ngood,yes\nbad,no\n", format="plain")
    assert (file.survey.format, file.survey.people) == ("plain", 2)


def test_a_table_with_a_row_for_each_answer_is_refused(survey):
    rows = [["Person ID", "Which question is it?", "What was the answer?"]]
    rows += [[f"p{n // 3}", f"q{n % 3}", "Yes"] for n in range(9)]
    with pytest.raises(FileRefused, match="3 different numbers in 9 rows"):
        survey(csv_text(rows))


def test_free_words_that_some_share_are_no_choices(survey):
    rows = [["Timestamp", "Any other comments?", "Which do you use?"]]
    words = ["none", "none", "None", "none", "The bus is late most days.", "none"]
    rows += [[f"3/4/2026 10:0{n}:00", one, "Bus"] for n, one in enumerate(words)]
    file = survey(csv_text(rows))
    assert [one.type for one in file.survey.questions] == ["text", "single"]
