"""Imported surveys, question by question."""

import pytest

from ciwidgets.analysis.imported_results import OTHER_ANSWER, imported_result
from ciwidgets.model import ImportedAnswers, ImportedSurvey, Question


def results(question, given):
    """Return the result of one question that was given these answers; None is not answered."""
    survey = ImportedSurvey(
        title="Made up",
        format="google_forms",
        file_sha256="",
        people=len(given),
        questions=[question],
    )
    answers = [
        ImportedAnswers(survey_id="s", answers={} if one is None else {question.id: one})
        for one in given
    ]
    (result,) = imported_result(survey, answers)
    return result


def question(kind, *options):
    return Question(id="q", text="How is it?", type=kind, options=list(options))


def test_a_scale_has_counts_in_its_own_order_and_both_measures():
    result = results(
        question("scale", "Low", "Middle", "High"),
        ["High", "Low", "Low", "High", "Low", "High", None],
    )
    assert result.answered == 6
    assert result.counts == (("Low", 3), ("Middle", 0), ("High", 3))
    assert (result.agreement, result.consensus) == (-1, 0)


def test_an_answer_that_came_as_a_number_is_the_option_of_that_number():
    result = results(question("scale", "1", "2", "3"), [1.0, 1.0, "2", 3.0, 3.0])
    assert result.counts == (("1", 2), ("2", 1), ("3", 2))


def test_an_answer_somebody_typed_is_counted_and_never_quoted():
    given = ["Yes", "Yes", "No", "No", "My own words", "Mine"]
    result = results(question("single", "Yes", "No"), given)
    assert result.counts == (("Yes", 2), ("No", 2), (OTHER_ANSWER, 2))
    assert "words" not in repr(result)


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_an_option_that_one_person_chose_may_be_their_own_words_and_is_not_quoted(kind):
    given = ["Yes"] * 4 + ["No"] * 2 + ["My cousin", "Only I know"]
    asked = question(kind, "Yes", "My cousin", "No", "Perhaps", "Only I know")
    result = results(asked, [[one] for one in given] if kind == "multiple" else given)
    assert result.counts == (("Yes", 4), ("No", 2), ("Perhaps", 0), (OTHER_ANSWER, 2))
    assert result.answered == 8


def test_one_person_with_two_answers_nobody_else_gave_is_one_person():
    asked = question("multiple", "Bus", "Beds", "My cousin")
    result = results(asked, [["Bus"], ["Bus"], ["Bus"], ["Bus"], ["Beds", "My cousin"]])
    assert result.counts == (("Bus", 4), (OTHER_ANSWER, 1))


def test_a_step_of_a_scale_that_one_person_chose_is_a_step():
    result = results(question("scale", "Low", "Middle", "High"), ["Low"] * 4 + ["High"])
    assert result.counts == (("Low", 4), ("Middle", 0), ("High", 1))


def test_with_several_choices_a_person_counts_in_each_and_none_of_these_is_an_answer():
    result = results(
        question("multiple", "Bus", "Beds"), [["Bus", "Beds"], ["Bus"], [], ["x", "y"], ["Beds"]]
    )
    assert result.answered == 5
    assert result.counts == (("Bus", 2), ("Beds", 2), (OTHER_ANSWER, 1))


def test_numbers_have_a_mean_and_a_median_and_no_single_value():
    result = results(question("number"), [1.0, 2.0, 3.0, 4.0, 90.0])
    assert (result.mean, result.median, result.counts) == (20, 3, ())


def test_free_words_give_only_how_many_wrote():
    result = results(question("text"), ["one", "two", "three", "four", "five", None])
    assert (result.answered, result.too_few, result.counts) == (5, False, ())
    assert "three" not in repr(result)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("single", ["Yes"] * 4 + [None] * 9),
        ("number", [3.0] * 4),
        ("number", [3.0] * 4 + ["about three"]),
        ("scale", ["Yes"] * 4),
        ("multiple", [["Yes"]] * 4),
        ("text", ["words"] * 4),
    ],
)
def test_fewer_than_five_answers_show_nothing_but_their_number(kind, given):
    result = results(question(kind, "Yes", "No", "Perhaps"), given)
    assert result.too_few
    assert result.answered in (4, 5)
    assert result.counts == ()
    assert result.mean is result.agreement is result.median is None


def test_a_scale_of_two_has_counts_and_no_measures():
    result = results(question("scale", "No", "Yes"), ["Yes"] * 5)
    assert result.counts == (("No", 0), ("Yes", 5))
    assert result.agreement is None


def test_an_answer_beside_a_scale_keeps_its_name_and_is_no_step_of_it():
    asked = Question(
        id="q", text="How is it?", type="scale", options=["Low", "Middle", "High"],
        off_scale=["Don't know"],
    )  # fmt: skip
    result = results(asked, ["Low", "Low", "High", "Don't know", "Don't know", "typed"])
    assert result.counts == (("Low", 2), ("Middle", 0), ("High", 1))
    assert result.aside == (("Don't know", 2), (OTHER_ANSWER, 1))
    assert result.answered == 6


def test_a_scale_on_which_everybody_stood_beside_it_has_no_measures():
    asked = Question(id="q", text="?", type="scale", options=["a", "b", "c"], off_scale=["x"])
    result = results(asked, ["x"] * 5)
    assert (result.agreement, result.consensus, result.aside) == (None, None, (("x", 5),))
