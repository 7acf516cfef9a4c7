"""Two files of nearly the same people: nothing of a few of them can be told from both."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.imported_overlap import questions_too_alike
from ciwidgets.model import ImportedAnswers, Question

QUESTIONS = [
    Question(id=one, text=f"How is {one}?", type="scale", options=["1", "2", "3"])
    for one in ("a", "b")
]
RENAMED = [one.model_copy(update={"id": f"{one.id}x"}) for one in QUESTIONS]


def people(rows, questions=QUESTIONS):
    """Return people's answers; None is not answered."""
    ids = [one.id for one in questions]
    return questions, [
        ImportedAnswers(
            survey_id="s",
            answers={name: value for name, value in zip(ids, row, strict=True) if value},
        )
        for row in rows
    ]


TEN = [("1", "2"), ("2", "2"), ("3", "1"), ("1", "1"), ("2", "3")] * 2


def test_the_same_survey_exported_later_with_two_more_people_is_too_alike():
    later = people([*TEN, ("3", "3"), ("3", "2")], RENAMED)
    assert questions_too_alike(people(TEN), later) == {"ax", "bx"}


def test_only_the_question_that_few_more_answered_is_held_back():
    more = [("3", None), ("3", None), ("1", None), ("1", None), ("2", "3")]
    assert questions_too_alike(people(TEN), people([*TEN, *more])) == {"b"}


def test_five_more_people_are_enough():
    assert questions_too_alike(people(TEN), people([*TEN, *TEN[:5]])) == set()


def test_one_who_changed_an_answer_is_held_back_too():
    assert questions_too_alike(people(TEN), people([("3", "3"), *TEN[1:]])) == {"a", "b"}


def test_other_people_and_other_questions_are_not_alike():
    other = [Question(id="a", text="Something else?", type="scale", options=["1"])]
    assert questions_too_alike(people(TEN), people([("1",)] * 6, other)) == set()
    assert questions_too_alike(people([("1", "1")] * 6), people([("3", "3")] * 6)) == set()


def test_codes_in_one_file_and_words_in_the_other_are_the_same_answers():
    for place in (0, 1):
        assert questions_too_alike(people(TEN), written([*TEN, ("3", "3")], place)) == {"ax", "bx"}
        assert questions_too_alike(people(TEN), written([*TEN, *TEN[:5]], place)) == set()


@pytest.mark.parametrize("words", ["uvw", "yzx", "zxu"], ids=["new", "shifted", "half new"])
def test_one_question_written_differently_hides_nobody(words):
    other = dict(zip("xyz", words, strict=True))
    later = [(*row[:4], other[row[4]]) for row in [*GROUP, OTHERS[0]]]
    held = questions_too_alike(many(GROUP), many(later, q4=("Is it 4?", list(words))))
    assert held == EVERY


@pytest.mark.parametrize("heading", ["Q5. is it 4", "4. Is it  4 ?", "Would you say so?"])
def test_another_heading_hides_nobody_either(heading):
    later = many([*GROUP, OTHERS[0]], q4=(heading, ["x", "y", "z"]))
    assert questions_too_alike(many(GROUP), later) == EVERY


def test_as_many_other_people_who_answer_the_same_questions_are_told_apart():
    assert questions_too_alike(many(GROUP), many(OTHERS)) == set()


def test_as_many_people_of_whom_one_is_another_are_too_alike():
    assert questions_too_alike(many(GROUP), many([*GROUP[1:], OTHERS[5]])) == EVERY


def test_small_ways_of_writing_make_nobody_another_person():
    later = many([tuple(f" {one.upper()}. " for one in row) for row in GROUP])
    assert questions_too_alike(many(GROUP), later) == set()


def test_what_was_never_shown_gives_nothing_away():
    more = [*TEN, ("3", "3")]
    assert questions_too_alike(people(TEN), people(more), unseen={"a"}) == {"b"}
    assert questions_too_alike(people(TEN[:4]), people(TEN[:6])) == set()


def test_the_same_people_again_tell_nothing_new():
    assert questions_too_alike(people(TEN), people(reversed(TEN))) == set()


rows = st.lists(
    st.tuples(st.sampled_from(["1", "2", None]), st.sampled_from(["1", "2", "3"])), max_size=14
)
LABELS = {"1": "Low", "2": "Middle", "3": "High", None: None}


def written(rows, place):
    """Return people whose answers to one question are written in words, on the same steps."""
    questions = list(RENAMED)
    questions[place] = questions[place].model_copy(update={"options": ["Low", "Middle", "High"]})
    said = [[LABELS[one] if at == place else one for at, one in enumerate(row)] for row in rows]
    return people(said, questions)


def many(rows, **changed):
    """Return people with five questions, of which some may be asked or answered another way."""
    questions = [
        Question(id=f"q{at}", text=f"Is it {at}?", type="single", options=["x", "y", "z"])
        for at in range(5)
    ]
    for name, (text, options) in changed.items():
        at = int(name[1:])
        questions[at] = Question(id=name, text=text, type="single", options=options)
    return people(rows, questions)


GROUP = [tuple("xyz"[(who * step + step) % 3] for step in range(1, 6)) for who in range(9)]
OTHERS = [tuple("xyz"[(who + who // 3 * step) % 3] for step in range(5)) for who in range(10)]
EVERY = {"q0", "q1", "q2", "q3", "q4"}


@given(rows, rows, st.randoms())
def test_what_is_shown_beside_each_other_never_differs_by_one_to_four_known_people(
    both, only_later, chance
):
    earlier, later = list(both), [*both, *only_later]
    chance.shuffle(later)
    held = questions_too_alike(people(earlier), people(later, RENAMED))
    for place, question in enumerate(RENAMED):
        new = sum(row[place] is not None for row in only_later)
        # Of fewer than five nothing was shown that could be subtracted.
        seen = sum(row[place] is not None for row in both) >= 5
        if seen and 0 < new < 5:
            assert question.id in held
        before = Counter(row[place] for row in earlier)
        if before == Counter(row[place] for row in later) and not only_later:
            assert question.id not in held


@given(rows, rows, st.sampled_from([0, 1]))
def test_one_to_four_more_people_are_held_back_however_one_scale_is_written(
    both, only_later, place
):
    held = questions_too_alike(people(both), written([*both, *only_later], place))
    for at, question in enumerate(RENAMED):
        new = sum(row[at] is not None for row in only_later)
        if sum(row[at] is not None for row in both) >= 5 and 0 < new < 5:
            assert question.id in held
