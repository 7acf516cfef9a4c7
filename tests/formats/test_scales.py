"""Ordered scales: known words and numbers, never a guess."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from ciwidgets.formats.surveys.scale_words import scale_words
from ciwidgets.formats.surveys.scales import number_scale, word_scale
from tests.formats.conftest import asked, given, google, warned


@pytest.mark.parametrize(
    "options",
    [
        ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"],
        ["Strongly disagree", "Somewhat disagree", "Neither agree nor disagree", "Somewhat agree",
         "Strongly agree"],
        ["Strongly Disagree", "Disagree", "Somewhat disagree", "Somewhat agree", "Agree",
         "Strongly Agree"],
        ["Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"],
        ["Never", "Rarely", "Sometimes", "Often", "Always"],
        ["Never", "Monthly", "Weekly", "Daily"],
        ["Poor", "Fair", "Good", "Very good", "Excellent"],
        ["No", "Indifferent", "Yes"],
        ["No", "Yes"],
        ["Very unlikely", "Unlikely", "Likely", "Very likely"],
        ["Definitely not", "Probably not", "Might or might not", "Probably yes", "Definitely yes"],
        ["Not at all confident", "Slightly confident", "Moderately confident", "Very confident",
         "Extremely confident"],
        ["Not at all important", "Somewhat important", "Important", "Very important"],
        ["Low", "Medium", "High"],
        ["Not at all", "A little", "Somewhat", "A lot"],
        ["Much worse", "Worse", "About the same", "Better", "Much better"],
        ["Totalmente en desacuerdo", "En desacuerdo", "De acuerdo", "Totalmente de acuerdo"],
        ["Nunca", "A veces", "Siempre"],
        ["Stimme gar nicht zu", "Stimme eher nicht zu", "Stimme eher zu", "Stimme voll zu"],
        ["Nie", "Selten", "Manchmal", "Oft", "Immer"],
        ["Less than 1", "1 to 5", "More than 5"],
        ["Under 18", "18-24", "25-34", "65 or older"],
        ["1", "2", "3", "4", "5 or more"],
        ["$0 - $24,999", "$25,000 - $49,999", "$50,000+"],
        ["1 (not at all)", "2", "3", "4", "5 (very much)"],
        ["1 - Never", "2", "3 - Always"],
    ],
)  # fmt: skip
def test_known_words_are_put_in_order_whatever_the_order_of_the_rows(options):
    found = word_scale(sorted(options, key=lambda one: (hash(one) % 7, one)))
    assert found.options == options
    assert found.added == []


@pytest.mark.parametrize(
    "values",
    [
        ["Python", "R"],
        ["Bus", "Car", "Train"],
        ["Agree", "Bus"],
        ["Often", "Always"],  # who knows where a scale with these begins
        ["Often", "Frequently", "Never"],  # two words for one step: not one scale
        ["18-24", "20-30", "31-40"],  # ranges that overlap
        ["1. Housing", "2. Food", "3. Work"],  # a numbered list
        ["1 - Housing", "2 - Food", "3 - Work"],
        ["I agree"],
        ["Don't know"],
        [],
    ],
)
def test_an_unknown_order_is_never_guessed(values):
    assert word_scale(values) is None


def test_an_end_nobody_chose_is_added_from_the_other_half_and_said(survey):
    file = survey(google(["It works"], [["Agree"], ["Strongly Agree"], ["Agree"]]))
    question = asked(file, "q1")
    assert question.options == ["Strongly Disagree", "Disagree", "Agree", "Strongly Agree"]
    assert "nobody chose Strongly Disagree, Disagree" in warned(file)
    assert file.summary()["questions"][0]["counts"]["Disagree"] == 0


def test_steps_come_from_the_other_questions_on_the_same_scale(survey):
    file = survey(
        google(
            ["It works", "It helps"],
            [["Agree", "Strongly disagree"], ["Strongly agree", "Neutral"], ["Agree", "Agree"],
             ["Agree", "Disagree"]],
        )
    )  # fmt: skip
    assert asked(file, "q1").options == asked(file, "q2").options
    assert "Neutral" in asked(file, "q1").options


def test_dont_know_is_beside_the_scale_and_never_its_middle(survey):
    file = survey(google(["Good?"], [["Yes"], ["Don't know"], ["No"], ["Prefer not to say"]]))
    question = asked(file, "q1")
    assert question.options == ["No", "Yes"]
    assert question.off_scale == ["Don't know", "Prefer not to say"]
    assert given(file, "q1") == ["Yes", "Don't know", "No", "Prefer not to say"]


def test_one_word_in_two_spellings_is_one_step():
    found = word_scale(["Agree", "Agree", "agree", "Disagree", "Strongly agree"])
    assert found.spelling["agree"] == "Agree"
    assert found.options == ["Strongly disagree", "Disagree", "Agree", "Strongly agree"]


@pytest.mark.parametrize(
    ("text", "values", "options"),
    [
        ("How safe, on a scale from 1 to 5?", ["4", "5"], 5),
        ("Rate it (0-10)", ["9", "7"], 11),
        ("1 = never, 7 = always", ["3"], 7),
        ("How safe do you feel?", ["2", "4", "5"], 5),
        ("How safe do you feel?", ["2", "4", "6"], 7),
        ("How safe do you feel?", ["0", "4", "9"], 11),
    ],
)
def test_whole_numbers_are_the_scale_the_question_names_or_the_usual_one(text, values, options):
    found = number_scale(values, text)
    assert len(found.options) == options
    assert bool(found.assumed) == ("1 =" not in text and "(" not in text and "scale" not in text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("How many children live with you?", ["1", "2", "3"]),
        ("Years in town", ["1", "2", "3", "9"]),
        ("How safe do you feel?", ["4", "5"]),
        ("Weight", ["1", "2", "30"]),
        ("How safe?", ["1.5", "2", "3"]),
    ],
)
def test_numbers_that_count_something_are_no_scale(text, values):
    assert number_scale(values, text) is None


def test_counted_things_are_numbers(survey):
    file = survey(google(["How many children?"], [["2"], ["0"], ["11"]]))
    assert asked(file, "q1").type == "number"
    assert given(file, "q1") == [2.0, 0.0, 11.0]


def test_a_thousand_with_a_comma_is_not_guessed_to_be_a_number(survey):
    file = survey(google(["Rent a month"], [["1,234"], ["950"], ["1,100"]]))
    assert asked(file, "q1").type != "number"


@for_all(st.data())
def test_options_keep_the_order_of_their_scale(data):
    family = data.draw(st.sampled_from(scale_words().families))
    ranks = data.draw(
        st.lists(st.integers(0, len(family.steps) - 1), min_size=3, unique=True).map(sorted)
        if len(family.steps) > 2
        else st.just([0, 1])
    )
    words = [family.steps[rank][0] for rank in ranks]
    shuffled = data.draw(st.permutations(words))
    found = word_scale(shuffled)
    if found and found.name == family.name:
        assert [word for word in found.options if word in words] == words


def test_the_file_of_words_is_in_small_letters_and_mirrors_fit():
    for family in scale_words().families:
        assert all(word == word.lower().strip() for step in family.steps for word in step)
        if family.is_mirrored:
            lengths = [len(step) for step in family.steps]
            halves = zip(lengths, reversed(lengths), strict=True)
            assert all(one > 0 and other > 0 for one, other in halves)
            assert len(family.steps) % 2 == 1 or len(family.steps) == 2
