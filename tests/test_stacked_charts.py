"""Several bars on one scale: grids of a file, and the same statement asked here and elsewhere."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from ciwidgets.analysis.imported_results import OTHER_ANSWER, QuestionResult
from ciwidgets.analysis.survey_results import SurveyResult, survey_result
from ciwidgets.charts import beside_chart, grid_chart, question_chart, stem
from ciwidgets.errors import ReportError
from ciwidgets.model import Scale, Statement, Survey

SCALE = Scale(id="often", labels=["Never", "Sometimes", "Always"])
HOSTILE = "<script>alert(1)</script> & \u202egpj"


def row(text: str, *counts: int, aside: tuple[tuple[str, int], ...] = ()) -> QuestionResult:
    return QuestionResult(
        text,
        text,
        "scale",
        sum(counts) + sum(count for _, count in aside),
        too_few=False,
        counts=tuple(zip(SCALE.labels, counts, strict=True)),
        aside=aside,
    )


def said(title: str, **answers: list[int]) -> SurveyResult:
    """Return a result by the answers to each statement, a person a place."""
    survey = Survey(
        id="s",
        title=title,
        scale="often",
        statements=[Statement(id=one, text=f"About {one}") for one in answers],
    )
    people = max(len(values) for values in answers.values())
    ratings = {
        f"p{who}": {name: values[who] for name, values in answers.items() if who < len(values)}
        for who in range(people)
    }
    return survey_result(survey, SCALE, ratings, {}, {})


def words_in(svg: str) -> list[str]:
    return [text for text in ET.fromstring(svg).itertext() if text.strip()]


def test_ten_questions_of_a_grid_are_one_picture_with_one_legend() -> None:
    questions = [row(f"How often? [Thing {n}]", n, 5, 10 - n) for n in range(10)]
    figure = grid_chart("How often?", questions)
    words = words_in(figure.svg)
    assert words.count("Never") == 1
    assert [one for one in words if one.startswith("Thing")] == [f"Thing {n}" for n in range(10)]
    assert figure.data.rows[3] == ("Thing 3", 3, 5, 7)
    assert "“Always” was chosen most on “Thing 0” (67%) and least on “Thing 9”" in figure.alt
    assert "agree" not in figure.alt


def test_answers_beside_the_scale_are_told_and_take_no_part_in_the_bar() -> None:
    figure = grid_chart("Care", [row("One", 2, 2, 2, aside=(("Does not apply", 4),))])
    assert "6 on the scale · Does not apply: 4" in words_in(figure.svg)
    assert figure.data.columns[-1] == "Does not apply"
    assert figure.data.rows[0][-1] == 4


def test_a_question_alone_shows_answers_beside_its_scale_by_their_own_name() -> None:
    figure = question_chart(row("One", 3, 0, 3, aside=(("Don't know", 4), (OTHER_ANSWER, 1))))
    assert [line[:2] for line in figure.data.rows] == [
        ("Never", 3),
        ("Sometimes", 0),
        ("Always", 3),
        ("Don't know", 4),
        (OTHER_ANSWER, 1),
    ]
    assert "3 chose “Never”, the low end, and 3 “Always”, the high end" in figure.alt


def test_questions_of_two_scales_are_no_grid() -> None:
    other = QuestionResult("x", "x", "scale", 6, too_few=False, counts=(("Low", 3), ("High", 3)))
    for questions in (
        [row("One", 1, 2, 3), other],
        [],
        [QuestionResult("x", "x", "scale", 2, too_few=True)],
    ):
        with pytest.raises(ReportError, match="not answered on one scale"):
            grid_chart("Care", questions)


def test_the_same_statement_stands_below_the_teams_own_with_its_people() -> None:
    own = said("Pulse", talk=[1] * 4 + [3] * 2, trust=[2] * 6)
    neighbours = said("Neighbours", talk=[3] * 20)
    figure = beside_chart(own, [neighbours])
    assert [line[:3] for line in figure.data.rows] == [
        ("About talk", "Your team", 6),
        ("About talk", "Neighbours", 20),
    ]
    assert "furthest apart on “About talk”: 33% of your team" in figure.alt
    assert "100% in “Neighbours”" in figure.alt
    assert "About trust" not in " ".join(words_in(figure.svg))


def test_bars_compare_shares_so_each_is_as_wide_as_the_page() -> None:
    figure = beside_chart(said("Pulse", talk=[1] * 6), [said("Many", talk=[1] * 600)])
    paths = re.findall(r'd="M ([\d.]+) [\d.]+ \nL ([\d.]+)', figure.svg)
    widths = [round(float(right) - float(left)) for left, right in paths]
    assert widths.count(max(widths[1:])) >= 2


def test_without_a_shared_statement_there_is_no_chart() -> None:
    with pytest.raises(ReportError, match="asked both here and elsewhere"):
        beside_chart(said("Pulse", talk=[1] * 6), [said("Other", trust=[1] * 6)])


def test_words_of_a_file_are_words_only() -> None:
    figure = grid_chart(HOSTILE, [row(f"{HOSTILE} [{HOSTILE}]", 1, 2, 3), row("B", 3, 2, 1)])
    assert "<script>" not in figure.svg
    assert "\u202e" not in figure.alt + figure.title + repr(figure.data)
    ET.fromstring(figure.svg)


@pytest.mark.parametrize(
    ("text", "shared"),
    [("How? [A]", "How?"), ("[A]", ""), ("How?", ""), ("a] b", ""), ("x [y] [z]", "x [y]")],
)
def test_rows_of_a_grid_share_the_words_before_their_brackets(text: str, shared: str) -> None:
    assert stem(text) == shared
