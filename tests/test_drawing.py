"""What every chart is drawn with: letters stay letters, and the same sheet is the same bytes."""

from __future__ import annotations

import re
import warnings
import xml.etree.ElementTree as ET

import matplotlib as mpl
import pytest
import typst

from ciwidgets.charts.drawing import INK, Drawing, wrapped

HOSTILE = [
    "</text></svg><script>hit()</script>",
    '" onload="hit()',
    "]]>&lt;![CDATA[",
    "<!-- ${x} -->",
]
SCRIPTS = ["مرحبا بالعالم.", "שלום עולם.", "你好，世界", "नमस्ते", "emoji 😀👩‍👩‍👧", "Ω ≤ ½"]


def sheet_with(*words: str) -> Drawing:
    drawing = Drawing()
    for one in words:
        drawing.write(1, drawing.y + 0.1, one)
        drawing.y += 0.2
    return drawing


def words_in(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in ET.fromstring(svg).iter() if _is(one, "text")]


def _is(element: ET.Element, name: str) -> bool:
    return element.tag == f"{{http://www.w3.org/2000/svg}}{name}"


def everything() -> Drawing:
    drawing = sheet_with("Trust", *SCRIPTS)
    drawing.arrow(((1, 1), (2, 2), (3, 1)), 1.5, "#0b3c7a", dashes=(3, 2))
    drawing.line([(1, 1), (2, 2)], 2, "#9a3b00", dashes=(4, 2))
    drawing.box(1, 1, 1, 0.5)
    drawing.bar(1, 1, 0.5, 0.25, "#2a6496")
    return drawing


@pytest.mark.parametrize("words", [*HOSTILE, *SCRIPTS, "It costs $5 and $x^2$", "50% \\alpha_1"])
def test_words_are_in_the_picture_letter_by_letter_and_are_only_words(words: str) -> None:
    svg = sheet_with(words).svg()
    assert words_in(svg) == [words]
    names = {one.tag.rpartition("}")[2] for one in ET.fromstring(svg).iter()}
    assert names == {"svg", "defs", "style", "path", "text"}


def test_the_same_sheet_is_the_same_bytes_each_time_and_two_sheets_share_no_id() -> None:
    assert everything().svg() == everything().svg()
    assert "id=" not in everything().svg()


def test_a_drawing_neither_warns_nor_leaves_settings_behind() -> None:
    before = dict(mpl.rcParams)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sheet_with(*SCRIPTS).svg()
    assert dict(mpl.rcParams) == before


def test_settings_of_the_person_who_runs_it_change_nothing() -> None:
    before = everything().svg()
    with mpl.rc_context({"svg.fonttype": "path", "font.sans-serif": ["Arial"], "font.size": 30}):
        assert everything().svg() == before


def test_things_stand_where_they_were_put_in_points_from_the_top() -> None:
    drawing = Drawing()
    drawing.bar(1, 0.5, 2, 0.25, "#2a6496")
    drawing.write(5, 1, "right", 10, INK, "right")
    drawing.y = 2
    root = ET.fromstring(drawing.svg())
    _, bar = (one for one in root.iter() if _is(one, "path"))
    assert re.findall(r"[\d.]+ [\d.]+", bar.get("d", "")) == ["72 36", "216 36", "216 54", "72 54"]
    assert bar.get("style") == "fill: #2a6496"
    (words,) = (one for one in root.iter() if _is(one, "text"))
    assert (words.get("x"), words.get("y")) == ("360", "75.8")
    assert "text-anchor: end" in words.get("style", "")
    assert root.get("height") == f"{2.05 * 72}pt"


def test_what_is_put_down_later_in_kind_lies_on_top() -> None:
    drawing = everything()
    styles = [
        one.get("style", "") for one in ET.fromstring(drawing.svg()).iter() if _is(one, "path")
    ]
    # Paper, an arrow and its head, a line, a box, a bar.
    marks = ["#ffffff", "#0b3c7a", "#0b3c7a", "#9a3b00", "#7a828c", "#2a6496"]
    assert [mark in style for mark, style in zip(marks, styles, strict=True)] == [True] * 6


def test_dashes_are_as_long_as_their_line_is_wide() -> None:
    drawing = Drawing()
    drawing.line([(0, 0), (1, 1)], 2, INK, dashes=(3, 1.5))
    assert "stroke-dasharray: 6,3;" in drawing.svg()


def test_an_empty_line_draws_nothing() -> None:
    assert words_in(sheet_with("", "a").svg()) == ["a"]


def test_a_printer_of_pages_reads_the_picture_and_finds_its_letters() -> None:
    page = b'#set page(width: auto, height: auto)\n#image("figure.svg", alt: "A figure")'
    drawing = sheet_with("Trust", *wrapped("$5 for each of us", 3, 9))
    drawing.arrow(((1, 1), (2, 2), (3, 1)), 1.5, "#0b3c7a", dashes=(3, 2))
    files = {"main": page, "figure.svg": drawing.svg().encode()}
    drawn = typst.compile(files, format="svg").decode()
    bare = typst.compile({**files, "figure.svg": Drawing().svg().encode()}, format="svg").decode()
    assert len(drawn) > len(bare)
