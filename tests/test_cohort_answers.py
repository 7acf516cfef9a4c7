"""What teams answered together: nothing in it that their own summaries do not show."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ciwidgets.analysis.agreement import van_der_eijk_agreement
from ciwidgets.analysis.survey_results import rating_page, survey_result
from ciwidgets.model import Scale, Statement, Survey
from ciwidgets.results.cohort_answers import cohort_survey

SCALE = Scale(id="four", labels=["no", "rather no", "rather yes", "yes"])
SURVEY = Survey(
    id="pulse",
    title="Pulse",
    scale="four",
    statements=[Statement(id=one, text=f"Statement {one}") for one in ("a", "b", "c")],
)
NAMES = {"health": "Health", "law": "Law"}


def result(people, *, scale=SCALE, by_sector=True):
    """Return a team's result from each person's answers, every other one from health."""
    answers = {f"p{place}": given for place, given in enumerate(people)}
    sectors = {who: ("health", "law")[place % 2] for place, who in enumerate(answers)}
    return survey_result(SURVEY, scale, answers, sectors, NAMES, by_sector=by_sector)


def people(count, **answers):
    return [dict(answers) for _ in range(count)]


def test_counts_of_the_teams_that_show_them_are_added_and_measured_anew():
    one = result(people(5, a=4, b=1))
    other = result([*people(4, a=1), *people(3, a=4)])
    found = cohort_survey({"north": one, "south": other})
    a, b, c = found.statements
    assert (a.teams, a.people, a.counts) == (2, 12, (4, 0, 0, 8))
    assert a.agreement == van_der_eijk_agreement((4, 0, 0, 8))
    assert a.mean == 3.0
    assert a.share_agreeing == pytest.approx(8 / 12)
    assert (b.teams, b.people, b.counts) == (1, 5, (5, 0, 0, 0))
    assert (c.teams, c.people, c.counts, c.word) == (0, 0, (), "too_few")
    assert (found.teams, found.too_few) == (2, 0)


def test_a_team_with_too_few_answers_is_a_number_and_in_no_figure():
    found = cohort_survey({"north": result(people(6, a=4)), "south": result(people(4, a=1))})
    assert (found.teams, found.too_few) == (1, 1)
    assert found.statements[0].counts == (0, 0, 0, 6)
    assert found.statements[0].people == 6


def test_a_statement_that_few_of_a_large_team_answered_is_not_added():
    south = result([*people(4, a=1, b=1), *people(4, b=1), *people(1, a="unsure", b=2)])
    found = cohort_survey({"north": result(people(6, a=4, b=4)), "south": south})
    a, b, _ = found.statements
    assert (a.teams, a.people) == (1, 6)
    assert (b.teams, b.people) == (2, 15)


def test_teams_on_different_scales_are_not_added_and_none_is_no_result():
    short = Scale(id="two", labels=["no", "so", "yes"])
    with pytest.raises(ValueError, match="2 different scales"):
        cohort_survey({"n": result(people(5, a=1)), "s": result(people(5, a=1), scale=short)})
    with pytest.raises(ValueError, match="no team with a result"):
        cohort_survey({})


answer = st.one_of(st.integers(1, 4), st.just("unsure"))
person = st.dictionaries(st.sampled_from(["a", "b", "c"]), answer)
teams = st.lists(st.lists(person, max_size=9), min_size=1, max_size=5)


def printed(team):
    """Return what a team's page and summary print of a result, and nothing else."""
    page = rating_page(team, with_measures=False)
    return {one["id"]: one["counts"] for one in page["statements"] if one["counts"]}


@settings(max_examples=150, deadline=None)
@given(teams, teams)
def test_whoever_has_the_summaries_could_have_added_them_up_now_and_before(before, now):
    """So the cohort's figures, and what they differ by, tell such a reader nothing new."""
    for moment in (before, now):
        results = {f"t{place}": result(one) for place, one in enumerate(moment)}
        found = cohort_survey(results)
        pages = [printed(one) for one in results.values()]
        for statement in found.statements:
            shown = [page[statement.id] for page in pages if statement.id in page]
            assert list(statement.counts) == [sum(one) for one in zip(*shown, strict=True)]
            assert statement.people == sum(map(sum, shown))
            assert statement.teams == len(shown)
        assert found.teams == sum(bool(page) for page in pages)


@settings(max_examples=150, deadline=None)
@given(teams, st.integers(1, 4), st.data())
def test_whatever_a_hidden_team_answered_nothing_in_the_figures_moves(shown, few, data):
    one, other = (
        data.draw(st.lists(person.filter(bool), min_size=few, max_size=few)) for _ in "12"
    )
    results = {f"t{place}": result(people) for place, people in enumerate(shown)}
    assert cohort_survey({**results, "hidden": result(one)}) == cohort_survey(
        {**results, "hidden": result(other)}
    )


@settings(max_examples=150, deadline=None)
@given(teams, st.lists(answer, min_size=9, max_size=9), st.lists(answer, min_size=9, max_size=9))
def test_whatever_fewer_than_five_said_to_a_statement_nothing_in_the_figures_moves(
    shown, first, second
):
    """Nine people answer one statement; of another at most four gave an answer on the scale."""

    def team(answers):
        given = [{"a": place % 4 + 1} for place in range(9)]
        few = [one for one in answers if one != "unsure"][:4]
        return [person | {"b": one} for person, one in zip(given, few, strict=False)] + given[
            len(few) :
        ]

    results = {f"t{place}": result(people) for place, people in enumerate(shown)}
    found = [cohort_survey({**results, "hidden": result(team(one))}) for one in (first, second)]
    assert found[0] == found[1]
