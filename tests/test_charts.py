"""Charts: nobody is shut out of one, and nothing a person wrote can break it."""

import os
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ciwidgets.analysis.agreement import AGREEMENT_WORDS
from ciwidgets.analysis.ideas import wall
from ciwidgets.analysis.imported_results import QuestionResult
from ciwidgets.analysis.survey_results import survey_result
from ciwidgets.analysis.vote_results import vote_result
from ciwidgets.charts import (
    PHRASES,
    Figure,
    Table,
    question_chart,
    rating_chart,
    sector_table,
    vote_chart,
)
from ciwidgets.charts.drawing import (
    WIDTH,
    _luminance,
    ink_on,
    plain,
    scale_colors,
    shortened,
    width_of,
    wrapped,
)
from ciwidgets.errors import ReportError
from ciwidgets.model import Scale, Statement, Survey
from ciwidgets.words import catalogue

TABLE = Table(("Answer", "People"), (("Yes", 3),), "What people said")
FIVE = Scale(id="five", labels=["Never", "Rarely", "Neither", "Often", "Always"])


def rated(*columns, texts=(), scale=FIVE, sectors=None, people=12):
    """Return the result of statements with these answers, one column a statement."""
    texts = texts or [f"Statement number {number}." for number in range(len(columns))]
    survey = Survey(
        id="pulse",
        title="Where we stand",
        scale=scale.id,
        statements=[Statement(id=f"s{i}", text=text) for i, text in enumerate(texts)],
    )
    ratings = {
        f"p{who}": {f"s{i}": column[who] for i, column in enumerate(columns) if who < len(column)}
        for who in range(people)
    }
    return survey_result(survey, scale, ratings, sectors or {}, {"law": "Law", "faith": "Faith"})


def voted(ideas, *ballots):
    return vote_result(
        {f"p{number}": ballot for number, ballot in enumerate(ballots)}, wall(ideas, [], ())
    )


def asked(kind="single", counts=(("Yes", 4), ("No", 2)), **fields):
    return QuestionResult(
        id="q",
        text="Do you know whom to call?",
        type=kind,
        answered=6,
        too_few=False,
        counts=counts,
        **fields,
    )


def words_in(svg):
    """Return every line of letters in the picture; it must be sound XML to begin with."""
    return [
        "".join(one.itertext()) for one in ET.fromstring(svg).iter() if one.tag.endswith("}text")
    ]


@pytest.mark.parametrize("missing", [{"alt": ""}, {"alt": " \n"}, {"svg": ""}])
def test_a_figure_without_its_words_or_its_picture_cannot_be_built(missing):
    parts = {"title": "Trust", "alt": "Most agree.", "data": TABLE, "svg": "<svg/>"}
    assert Figure(**parts).alt == "Most agree."
    with pytest.raises(ReportError, match="The figure 'Trust' has no"):
        Figure(**(parts | missing))


@pytest.mark.parametrize(
    ("rows", "caption", "reason"),
    [
        ((), "What people said", "with 0 rows"),
        ((("Yes", 3),), " ", "caption ' '"),
        ((("Yes", 3, 4),), "What people said", "has 3 cells and the table"),
    ],
)
def test_a_table_that_says_nothing_or_does_not_fit_cannot_be_built(rows, caption, reason):
    with pytest.raises(ReportError, match=re.escape(reason)):
        Table(("Answer", "People"), rows, caption)


def test_a_rating_says_in_sentences_where_people_were_alike_and_where_they_were_not():
    figure = rating_chart(rated([4] * 10 + [5] * 2, [1] * 6 + [5] * 6))
    assert figure.title == "Where we stand"
    assert figure.alt == (
        "Bars of how 12 people answered 2 statements, from Never to Always. People were most alike "
        "on “Statement number 0.” (everyone agrees: 12 on the agree side, 0 in the middle, 0 on "
        "the disagree side). They were furthest apart on “Statement number 1.” (split in two: 6 on "
        "the agree side, 0 in the middle, 6 on the disagree side)."
    )


def test_a_rating_carries_every_number_in_its_table():
    figure = rating_chart(rated([1] * 6 + [5] * 5 + ["dont_know"]))
    assert figure.data.columns == (
        "Statement", "Never", "Rarely", "Neither", "Often", "Always", "Don't know",
        "In a word", "Agreement A", "Consensus",
    )  # fmt: skip
    assert figure.data.rows == (
        ("Statement number 0.", 6, 0, 0, 0, 5, 1, "Split in two", "-0.82", "0.01"),
    )
    assert "12 in all" in figure.data.caption
    assert rating_chart(rated([1] * 6), with_measures=False).data.columns[-1] == "In a word"


def test_the_bars_of_a_rating_are_labelled_with_numbers_so_color_alone_means_nothing():
    words = words_in(rating_chart(rated([1] * 3 + [2] * 4 + [5] * 5)).svg)
    assert [one for one in words if one.isdigit()] == ["3", "4", "5"]
    assert words[:5] == FIVE.labels


def test_a_statement_with_few_answers_is_named_and_none_of_its_numbers_is_drawn():
    figure = rating_chart(rated([5] * 12, [1, 2, 2, 2]))
    assert "Fewer than five answered" in words_in(figure.svg)
    assert [one for one in words_in(figure.svg) if one.isdigit()] == ["12"]
    assert figure.alt.endswith("1 with fewer than five answers is left out.")
    assert figure.data.rows[1][1:] == (*["not shown"] * 5, "Fewer than five answered",
                                       "not shown", "not shown")  # fmt: skip


def test_a_rating_too_few_answered_is_no_chart_and_the_error_says_what_to_write_instead():
    with pytest.raises(ReportError, match=r"4 people answered 'Where we stand'.*Say how many"):
        rating_chart(rated([5] * 4, people=4))


def test_a_rating_of_which_every_statement_has_few_answers_is_drawn_without_bars():
    result = rated([1, 2, 3], [None] * 3 + [1, 2, 3])
    assert not result.too_few
    assert "2 with fewer than five answers are left out" in rating_chart(result).alt


def test_the_sector_table_counts_people_in_pools_and_is_absent_where_none_may_be_shown():
    sectors = {f"p{who}": "law" if who < 6 else "faith" for who in range(12)}
    table = sector_table(rated([5] * 6 + [1, 1, 5, 5, 5, 5], [3] * 10, sectors=sectors))
    assert table.columns == ("Statement", "Faith", "Law")
    assert table.rows[0] == ("Statement number 0.", "4 of 6", "6 of 6")
    assert table.rows[1] == ("Statement number 1.", "not shown", "not shown")
    assert sector_table(rated([5] * 12)) is None


def test_a_vote_says_who_is_first_with_the_dots_and_the_people_behind_them():
    figure = vote_chart(
        voted({"a": "More beds", "b": "A bus"}, *[{"a": 2, "b": 1}] * 5, {"gone": 1})
    )
    assert figure.alt == (
        "Bars of the dots 6 people gave to 2 ideas. First is “More beds” with 10 dots from 5 "
        "people. Second is “A bus” with 5 dots from 5 people."
    )
    assert figure.data.rows == (("More beds", "1", 10, 5), ("A bus", "2", 5, 5))
    assert "1 dot on ideas no longer on the wall" in figure.data.caption


def test_a_tie_for_the_first_place_is_said_in_the_sentence_the_table_and_the_picture():
    figure = vote_chart(voted({"a": "More beds", "b": "A bus"}, *[{"a": 1, "b": 1}] * 5))
    assert "2 ideas share the first place with 5 dots each: “More beds” and “A bus”." in figure.alt
    assert [row[1] for row in figure.data.rows] == ["1 (shared)", "1 (shared)"]
    assert words_in(figure.svg).count("1=.") == 2


def test_a_long_vote_draws_the_first_and_lists_all():
    figure = vote_chart(voted({f"i{n}": f"Idea {n}" for n in range(40)}, *[{"i0": 1}] * 5))
    assert len(figure.data.rows) == 40
    assert "The first 15 are drawn; the table has them all." in figure.alt


def test_a_vote_with_no_dot_left_on_the_wall_says_so():
    figure = vote_chart(voted({"a": "More beds"}, *[{"gone": 1}] * 5))
    assert "No idea on the wall has a dot." in figure.alt


@pytest.mark.parametrize("result", [voted({"a": "x"}, {"a": 1}), voted({}, *[{"gone": 1}] * 5)])
def test_a_vote_with_nothing_to_show_is_no_chart(result):
    with pytest.raises(ReportError, match="Say how many voted instead"):
        vote_chart(result)


def test_a_question_has_shares_and_names_what_was_chosen_most():
    figure = question_chart(asked())
    assert figure.alt == (
        "Bars of how 6 people answered “Do you know whom to call?”. Most often: “Yes”, 4 (67%)."
    )
    assert figure.data.rows == (("Yes", 4, "67%"), ("No", 2, "33%"))


def test_a_scale_also_says_how_many_stand_at_each_end():
    figure = question_chart(asked("scale", (("Low", 1), ("Middle", 3), ("High", 2))))
    assert "1 chose “Low”, the low end, and 2 “High”, the high end." in figure.alt


def test_several_choices_say_that_a_person_can_stand_in_several_rows():
    assert "several rows" in question_chart(asked("multiple")).data.caption


def test_words_and_numbers_are_no_chart():
    with pytest.raises(ReportError, match="charts are for choices and scales"):
        question_chart(asked("text", ()))


HOSTILE = [
    "Costs $10 and_x $ more^2, 100% of {it}",
    "<script>alert(1)</script> & \"quotes\" ]]> --",
    "We have 🚑💊 and 👩‍👩‍👧 on call 🏴",
    "هل تثق الشرطة بمقدمي العلاج؟",
    "\u202eturned round\u202c and\ufffe\x0bodd \ud800 signs",
    "w" * 280,
    "我们需要更多的床位" * 30,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_person_wrote_is_drawn_as_text_without_a_warning(text):
    result = voted({"a": text, "b": "A bus"}, *[{"a": 1, "b": 2}] * 5)
    figure = vote_chart(result, title=text)
    drawn = "".join(words_in(figure.svg))
    assert plain(text).replace(" ", "") in re.sub("[\u2068\u2069 ]", "", drawn)
    assert "script" not in {one.tag for one in ET.fromstring(figure.svg).iter()}
    figure.alt.encode()
    assert "\u202e" not in figure.alt + figure.title + str(figure.data)


@given(text=st.text(max_size=300))
@settings(max_examples=25, deadline=None)
def test_no_text_breaks_a_chart(text):
    figure = question_chart(asked(counts=((text, 4), ("No", 2))))
    assert words_in(figure.svg)


@given(
    text=st.text(max_size=300),
    width=st.floats(0.5, 7),
    size=st.sampled_from([8.5, 9, 10]),
)
def test_wrapping_loses_no_letter_and_keeps_within_the_width(text, width, size):
    lines = [line.strip("\u2068\u2069") for line in wrapped(text, width, size)]
    assert "".join(lines).replace(" ", "") == plain(text).replace(" ", "")
    assert all(width_of(line, size) <= width for line in lines)


def test_a_right_to_left_line_keeps_its_full_stop_at_its_end():
    assert wrapped("نعم.", 5, 10) == ["\u2068نعم.\u2069"]


def test_a_long_text_is_cut_at_a_blank_with_an_ellipsis():
    assert shortened("one two three", 9) == "one two…"
    assert shortened("onetwothree", 5) == "onet…"
    assert shortened("short") == "short"


def test_the_picture_is_as_wide_as_said_and_higher_with_longer_words():
    low, high = (
        ET.fromstring(rating_chart(rated([4] * 12, texts=[text])).svg)
        for text in ("Short.", "A long sentence. " * 15)
    )
    assert low.get("width") == high.get("width") == f"{WIDTH * 72:g}pt"
    assert float(high.get("height")[:-2]) > float(low.get("height")[:-2]) + 30


@pytest.mark.parametrize("answers", range(3, 12))
def test_every_number_can_be_read_on_its_color_and_no_two_answers_share_one(answers):
    colors = scale_colors(answers)
    assert len(set(colors)) == len(colors) == answers
    for color in colors:
        light, dark = sorted((_luminance(color), _luminance(ink_on(color))), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, color


@pytest.mark.parametrize("answers", range(3, 12))
def test_printed_in_grey_a_scale_is_dark_at_its_ends_and_light_in_its_middle(answers):
    grey = [_luminance(color) for color in scale_colors(answers)]
    half = answers // 2
    assert grey[:half] == sorted(grey[:half])
    assert grey[answers - half :] == sorted(grey[answers - half :], reverse=True)


def test_every_word_of_agreement_has_its_phrase():
    assert set(PHRASES) == set(AGREEMENT_WORDS)


def test_pages_and_reports_say_the_same_phrase_of_the_same_bars():
    words = catalogue()["rating"]
    # The page has room for a sentence below a statement few answered; a chart has not.
    for word in set(AGREEMENT_WORDS) - {"too_few"}:
        assert words[f"word_{word}"] == PHRASES[word]


DRAWN_ELSEWHERE = """
import hashlib, sys
from ciwidgets.analysis.imported_results import QuestionResult
from ciwidgets.charts import question_chart
result = QuestionResult("q", "Why?", "single", 6, False, (("Yes", 4), ("No", 2)))
print(hashlib.sha256(question_chart(result).svg.encode()).hexdigest())
print("matplotlib.pyplot" in sys.modules)
"""


def test_the_same_result_is_the_same_bytes_in_every_process_and_needs_no_pyplot():
    said = {
        subprocess.run(
            [sys.executable, "-c", DRAWN_ELSEWHERE],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    (output,) = said
    assert output.split()[1] == "False"


def test_a_picture_holds_no_date_and_asks_nothing_of_the_network():
    svg = vote_chart(voted({"a": "x"}, *[{"a": 1}] * 5)).svg
    assert "<metadata>" not in svg
    addresses = set(re.findall(r"https?://[^\"\s]+", svg))
    assert addresses <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
        "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd",
    }
