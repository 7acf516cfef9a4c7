"""A map as a picture: said in words, its sign told by more than its color."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from ciwidgets.charts.maps import DrawnLink, map_chart
from ciwidgets.errors import ReportError

WORDS = {"s": "Stigma", "h": "Asking for help", "t": "People in treatment", "alone": "Not linked"}
PLACES = {"s": (0.0, 0.0), "h": (2.0, 1.0), "t": (4.0, 0.0), "alone": (9.0, 9.0)}
LINKS = [
    DrawnLink("s", "h", -0.8, 2, "More stigma leads to less asking, strongly.", ("5 of 9",)),
    DrawnLink("h", "t", 0.4, 1, "More asking leads to more treatment, clearly.", ("4 of 9",)),
]


def test_the_text_alternative_is_the_list_of_sentences():
    figure = map_chart(WORDS, LINKS, PLACES, "Our map", ["Drawn by"])
    assert figure.alt.startswith("A map of 3 words and 2 links.")
    for link in LINKS:
        assert link.sentence in figure.alt
    assert figure.data.columns == ("More of", "leads to", "more or less", "Drawn by")
    assert figure.data.rows[0] == ("Stigma", "Asking for help", "less", "5 of 9")


def test_each_sign_is_written_on_its_line_and_a_less_is_a_broken_line():
    svg = map_chart(WORDS, LINKS, PLACES, "Our map", ["Drawn by"]).svg
    texts = (one for one in ET.fromstring(svg).iter() if one.tag.endswith("text"))
    said = ["".join(one.itertext()).strip() for one in texts]
    assert said.count("+") == said.count("−") == 1
    assert "Not linked" not in said
    assert len(re.findall(r"stroke-dasharray: [\d.]", svg)) >= 1


def test_the_same_map_is_the_same_bytes():
    first, again = (map_chart(WORDS, LINKS, PLACES, "a", ["b"]) for _ in range(2))
    assert first == again


def test_words_on_one_spot_and_long_words_are_drawn_all_the_same():
    words = {"s": "W" * 280, "h": "كلمة <b>&</b> 🧵", "t": "x"}
    figure = map_chart(words, LINKS, dict.fromkeys(words, (1.0, 1.0)), "Our map", ["Drawn by"])
    ET.fromstring(figure.svg)
    assert words["s"] in str(figure.data.rows[0][0])


def test_a_map_without_links_is_refused_with_what_to_do():
    with pytest.raises(ReportError, match="Say that it is empty instead"):
        map_chart(WORDS, [], PLACES, "Our map")


def test_a_contested_link_is_drawn_as_neither():
    link = DrawnLink(
        "s", "h", -0.1, 0, "Some say more, others less.", ("4 of 9",), is_contested=True
    )
    figure = map_chart(WORDS, [link], PLACES, "Our map", ["Drawn by"])
    assert "±" in figure.svg
    assert figure.data.rows[0][2] == "more or less"
