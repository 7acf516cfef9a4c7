"""Two files of nearly the same people: nothing of a few of them can be told from both."""

from collections import Counter

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


def test_the_same_people_again_tell_nothing_new():
    assert questions_too_alike(people(TEN), people(reversed(TEN))) == set()


rows = st.lists(
    st.tuples(st.sampled_from(["1", "2", None]), st.sampled_from(["1", "2", "3"])), max_size=14
)


@given(rows, rows, st.randoms())
def test_what_is_shown_beside_each_other_never_differs_by_one_to_four_known_people(
    both, only_later, chance
):
    earlier, later = list(both), [*both, *only_later]
    chance.shuffle(later)
    held = questions_too_alike(people(earlier), people(later, RENAMED))
    for place, question in enumerate(RENAMED):
        new = sum(row[place] is not None for row in only_later)
        if any(row != (None, None) for row in both) and 0 < new < 5:
            assert question.id in held
        before = Counter(row[place] for row in earlier)
        if before == Counter(row[place] for row in later) and not only_later:
            assert question.id not in held
