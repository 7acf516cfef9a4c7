"""A map as a picture: said in words, its sign told by more than its color."""

from __future__ import annotations

import math
import re
from itertools import pairwise, product
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    texts = (one for one in ET.fromstring(figure.svg).iter() if one.tag.endswith("text"))
    said = ["".join(one.itertext()).strip() for one in texts]
    # By itself, on the line: the key below the picture says it too.
    assert [one for one in said if one in ("+", "−", "±")] == ["±"]
    assert figure.data.rows[0][2] == "more or less"


# What is read back from a drawing is rounded, and curves are looked at in so many places.
ROUNDING, PLACES_ON_A_CURVE = 0.5, 200
MILE = {"source": (0.0, 0.0), "between": (0.0, 1.0), "target": (0.0, 2.0), "aside": (3.0, 1.0)}


def drawn(svg: str):
    """Return the boxes, arrows and middles of signs of a drawing, in points."""
    boxes, arrows, signs = [], [], []
    for path in (one for one in ET.fromstring(svg).iter() if one.tag.endswith("}path")):
        style, shape = path.get("style", ""), path.get("d", "")
        at = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", shape)]
        if "Q" in shape and "fill: none" in style:
            arrows.append(at)
        elif "stroke: #7a828c" in style:
            boxes.append(span(at))
        elif "fill: #ffffff" in style and "stroke" not in style and len(at) > 3:
            left, top, right, bottom = span(at)
            if right - left < 20:
                signs.append(((left + right) / 2, (top + bottom) / 2))
    return boxes, arrows, signs


def span(points):
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def on(curve):
    (x0, y0), (x1, y1), (x2, y2) = curve
    for place in range(PLACES_ON_A_CURVE + 1):
        t = place / PLACES_ON_A_CURVE
        u = 1 - t
        yield (
            u * u * x0 + 2 * u * t * x1 + t * t * x2,
            u * u * y0 + 2 * u * t * y1 + t * t * y2,
        )


def holds(box, point, room=-ROUNDING) -> bool:
    left, top, right, bottom = box
    is_across = left - room <= point[0] <= right + room
    return is_across and top - room <= point[1] <= bottom + room


def middle(box):
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def bent(start, end, off):
    """Return a curve whose middle is so many points off the straight way."""
    across, down = end[0] - start[0], end[1] - start[1]
    pull = 2 * off / math.hypot(across, down)
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    return start, (x - down * pull, y + across * pull), end


def test_an_arrow_bends_away_from_a_word_that_stands_between():
    words = {key: key.title() for key in MILE}
    links = [
        DrawnLink("source", "target", 0.8, 2, "Past it."),
        DrawnLink("aside", "between", 0.8, 2, "To it."),
    ]
    boxes, arrows, signs = drawn(map_chart(words, links, MILE, "Our map").svg)
    assert (len(boxes), len(arrows), len(signs)) == (4, 2, 2)
    assert not any(holds(boxes[1], point) for point in on(arrows[0]))
    assert any(holds(boxes[1], point, 12) for point in on(arrows[1]))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5)), min_size=3, max_size=14, unique=True),
    st.data(),
)
def test_no_arrow_and_no_sign_touches_another_word_where_a_bend_avoids_it(cells, data):
    keys = [f"w{number}" for number in range(len(cells))]
    places = {
        key: (x * 210.0, y * 120.0 + 60 * (x % 2)) for key, (x, y) in zip(keys, cells, strict=True)
    }
    pairs = [(one, other) for one, other in product(keys, keys) if one < other]
    chosen = data.draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=16, unique=True))
    # Every word is on a link, so that each has its box.
    chosen += [pair for pair in pairwise(keys) if pair not in chosen]
    links = [DrawnLink(one, other, 0.5, 1, "Said.") for one, other in chosen]
    words = {key: f"Words of {key}" for key in keys}
    svg = map_chart(words, links, places, "Our map").svg
    boxes, arrows, signs = drawn(svg)
    assert (len(boxes), len(arrows), len(signs)) == (len(keys), len(links), len(links))
    box_of = dict(zip(keys, boxes, strict=True))
    sheet = span([corner for box in boxes for corner in (box[:2], box[2:])])
    for (source, target), curve, sign in zip(chosen, arrows, signs, strict=True):
        others = [box for key, box in box_of.items() if key not in (source, target)]
        if not any(holds(box, point) for box in others for point in on(curve)):
            assert not any(holds(box, sign) for box in others)
            continue
        start, end = middle(box_of[source]), middle(box_of[target])
        ways = (bent(start, end, off) for off in range(-90, 91, 5))
        assert not any(
            all(
                holds(sheet, point, 0) and not any(holds(box, point, 14) for box in others)
                for point in on(way)
            )
            for way in ways
        ), (source, target)


def test_arrows_both_ways_between_two_words_are_two_arrows():
    links = [DrawnLink("s", "h", 0.5, 1, "There."), DrawnLink("h", "s", -0.5, 1, "Back.")]
    _, (there, back), (one, other) = drawn(map_chart(WORDS, links, PLACES, "Our map").svg)
    assert math.dist(there[1], back[1]) > 10
    assert math.dist(one, other) > 10
