"""What a team said, as a page and a report may show it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.ideas import Group, wall
from ciwidgets.analysis.survey_results import OFF_SCALE, rating_page, survey_result
from ciwidgets.analysis.vote_results import vote_page, vote_result
from ciwidgets.model import Scale, Statement, Survey

FIVE = Scale(
    id="five", labels=["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]
)
PULSE = Survey(
    id="pulse",
    title="Where we stand",
    scale="five",
    statements=[
        Statement(id="beds", text="There are enough beds."),
        Statement(id="trust", text="Partners trust each other."),
    ],
)
NAMES = {"health": "Health", "police": "Law enforcement", "faith": "Faith communities"}


def rated(**answers):
    """Turn one list of answers a statement into ratings by person; None is not answered."""
    people = max(len(given) for given in answers.values())
    return {
        f"p{number}": {
            statement: given[number]
            for statement, given in answers.items()
            if number < len(given) and given[number] is not None
        }
        for number in range(people)
    }


def in_sectors(*sectors):
    return {f"p{number}": sector for number, sector in enumerate(sectors)}


def test_a_statement_has_its_counts_its_other_answers_and_its_measures():
    result = survey_result(PULSE, FIVE, rated(beds=[1, 1, 5, 5, 5, "dont_know"]), {}, NAMES)
    beds = result.statements[0]
    assert (result.answered, result.too_few) == (6, False)
    assert beds.counts == (2, 0, 0, 0, 3)
    assert beds.other == {"dont_know": 1}
    assert beds.answered == 5
    assert beds.mean == pytest.approx(3.4)
    assert beds.share_agreeing == pytest.approx(0.6)
    assert beds.word == "split_in_two"
    assert beds.agreement == pytest.approx(-0.6)


def test_four_people_have_no_distribution_at_all():
    result = survey_result(PULSE, FIVE, rated(beds=[1, 2, 3, 4], trust=[1, 2, 3, 4]), {}, NAMES)
    assert (result.answered, result.too_few) == (4, True)
    page = rating_page(result, with_measures=True)
    assert page == {
        "answered": 4,
        "too_few": True,
        "later": 0,
        "most_agreed": "",
        "most_split": "",
        "statements": [],
    }
    assert all(not one.counts and one.mean is None for one in result.statements)


def test_a_statement_few_answered_shows_neither_counts_nor_who_did_not_know():
    ratings = rated(beds=[5] * 6, trust=[1, 2, 3, 4, "dont_know", "prefer_not"])
    trust = survey_result(PULSE, FIVE, ratings, {}, NAMES).statements[1]
    assert (trust.word, trust.counts, dict(trust.other)) == ("too_few", (), {})


def test_who_answered_nothing_of_this_survey_is_not_counted():
    ratings = rated(beds=[5] * 5) | {"empty": {}, "elsewhere": {"another_survey": 3}}
    assert survey_result(PULSE, FIVE, ratings, {}, NAMES).answered == 5


def test_an_answer_beyond_a_shortened_scale_is_counted_as_such_and_not_lost():
    beds = survey_result(PULSE, FIVE, rated(beds=[5] * 5 + [7]), {}, NAMES).statements[0]
    assert sum(beds.counts) == 5
    assert beds.other == {OFF_SCALE: 1}


def test_sectors_are_broken_out_in_pools_of_five_with_their_names():
    ratings = rated(beds=[5, 5, 5, 4, 3, 2] + [1] * 5)
    sectors = in_sectors(*["health"] * 6, *["police"] * 3, "faith", "faith")
    pools = survey_result(PULSE, FIVE, ratings, sectors, NAMES).statements[0].pools
    assert [(one.label, one.people, one.mean, one.share_agreeing) for one in pools] == [
        ("Health", 6, 4, pytest.approx(4 / 6)),
        ("Faith communities and Law enforcement", 5, 1, 0),
    ]


def test_people_without_a_sector_are_pooled_too_or_they_could_be_had_by_subtraction():
    ratings = rated(beds=[5] * 12)
    sectors = in_sectors(*["health"] * 5, *["police"] * 5)
    pools = survey_result(PULSE, FIVE, ratings, sectors, NAMES).statements[0].pools
    assert [(one.label, one.people) for one in pools] == [
        ("No sector given and Health", 7),
        ("Law enforcement", 5),
    ]


def test_pools_are_fixed_over_the_survey_and_withheld_where_one_is_too_small():
    ratings = rated(beds=[5] * 10, trust=[5] * 9 + ["dont_know"])
    sectors = in_sectors(*["health"] * 5, *["police"] * 5)
    beds, trust = survey_result(PULSE, FIVE, ratings, sectors, NAMES).statements
    assert [one.sectors for one in beds.pools] == [("health",), ("police",)]
    assert trust.pools == ()
    assert sum(trust.counts) == 9


def test_a_result_that_replaces_another_is_shown_whole():
    ratings = rated(beds=[5] * 10)
    sectors = in_sectors(*["health"] * 5, *["police"] * 5)
    result = survey_result(PULSE, FIVE, ratings, sectors, NAMES, by_sector=False, later=2)
    assert result.statements[0].pools == ()
    assert rating_page(result, with_measures=False)["later"] == 2


def test_the_most_agreed_and_the_most_split_statement_are_named_unless_there_is_no_difference():
    result = survey_result(PULSE, FIVE, rated(beds=[4] * 6, trust=[1, 1, 1, 5, 5, 5]), {}, NAMES)
    assert (result.most_agreed, result.most_split) == ("beds", "trust")
    alike = survey_result(PULSE, FIVE, rated(beds=[4] * 6, trust=[1] * 6), {}, NAMES)
    assert (alike.most_agreed, alike.most_split) == ("", "")


def test_the_page_gets_the_shape_its_widget_names_and_measures_only_where_they_may_be_seen():
    ratings = rated(beds=[5] * 5 + [1] * 5, trust=[4] * 10)
    sectors = in_sectors(*["health"] * 5, *["police"] * 5)
    result = survey_result(PULSE, FIVE, ratings, sectors, NAMES)
    with_measures = rating_page(result, with_measures=True)
    assert with_measures["statements"][0] == {
        "id": "beds",
        "text": "There are enough beds.",
        "counts": [5, 0, 0, 0, 5],
        "other": {},
        "word": "split_in_two",
        "agreement": -1.0,
        "consensus": 0.0,
        "sectors": [
            {"name": "Health", "people": 5, "mean": 5.0},
            {"name": "Law enforcement", "people": 5, "mean": 1.0},
        ],
    }
    without = rating_page(result, with_measures=False)["statements"][0]
    assert without["agreement"] is without["consensus"] is None
    # Traits travel as JSON.
    assert json.loads(json.dumps(with_measures)) == with_measures


@given(
    answers=st.lists(st.sampled_from([1, 2, 3, 4, 5, "dont_know", "prefer_not"]), max_size=14),
    seed=st.randoms(),
)
def test_a_result_does_not_depend_on_who_said_what_first(answers, seed):
    ratings = rated(beds=answers) if answers else {}
    sectors = {who: ("health", "police")[int(who[1:]) % 2] for who in ratings}
    pairs = list(ratings.items())
    seed.shuffle(pairs)
    assert survey_result(PULSE, FIVE, dict(pairs), sectors, NAMES) == survey_result(
        PULSE, FIVE, ratings, sectors, NAMES
    )


BOARD = wall({"a": "More beds", "b": "A bus", "c": "Beds"}, [Group("g", 1, "Beds", ("a", "c"))], ())


def test_a_vote_shows_dots_and_voters_most_dots_first_with_the_original_words():
    ballots = {f"p{number}": {"a": 1, "b": 2} for number in range(5)} | {"p5": {"c": 1, "x": 1}}
    result = vote_result(ballots, BOARD)
    assert [(one.text, one.dots, one.voters, one.rank) for one in result.items] == [
        ("A bus", 10, 5, 1),
        ("Beds", 6, 6, 2),
    ]
    assert result.items[1].originals == ("More beds", "Beds")
    assert (result.voters, result.gone) == (6, 1)
    assert vote_page(result) == {
        "voters": 6,
        "too_few": False,
        "later": 0,
        "gone": 1,
        "items": [
            {"id": "b", "text": "A bus", "dots": 10, "voters": 5},
            {"id": "g", "text": "Beds", "dots": 6, "voters": 6},
        ],
    }


def test_four_voters_show_no_tally_and_an_empty_ballot_is_no_voter():
    ballots = {f"p{number}": {"a": 1} for number in range(4)} | {"p4": {}, "p5": {"a": 0}}
    assert vote_page(vote_result(ballots, BOARD, later=1)) == {
        "voters": 4,
        "too_few": True,
        "later": 1,
        "gone": 0,
        "items": [],
    }
