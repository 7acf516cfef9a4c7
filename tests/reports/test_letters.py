"""What a page on paper shows of whatever people type: all of it, or plainly that it is missing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from matplotlib.ft2font import FT2Font

from ciwidgets.errors import ReportError
from ciwidgets.reports.documents.fitting.letters import (
    SQUARE,
    Letters,
    breakable,
    can_slant,
    clean,
    font_folder,
    is_from_the_right,
)
from ciwidgets.reports.documents.fitting.pictures import picture_of
from ciwidgets.reports.documents.fitting.widths import PAGE, columns_of
from tests.reports.written import SVG, figure

HARD = "\u200d\ufe0f\U0001f3fd\U0001f469\u0301\u0651\u202e\u2067\ud800\x00הש中हिन्दी한กข😀👍🇺1"
ANY = st.text(st.characters() | st.sampled_from(HARD))


def fitted(text):
    return Letters().fit(text)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Plain words, 12%", "Plain words, 12%"),
        ("Zoë’s café – “naïve”…", "Zoë’s café – “naïve”…"),
        ("Tiếng Việt, Łódź, Ελλάδα, Кириллица", "Tiếng Việt, Łódź, Ελλάδα, Кириллица"),
        ("שלום مرحبا", "שלום مرحبا"),
        ("e\u0301", "é"),
        ("✓ ★ → ♥ 😀", "✓ ★ → ♥ 😀"),
        ("❤️", "❤"),
        ("👍", "[thumbs up sign]"),
        ("👍🏽 good", "[thumbs up sign] good"),
        ("🧑🏽‍🚒", "[adult, fire engine]"),
        ("👩‍👩‍👧", "[woman, woman, girl]"),
        ("🏳️‍🌈", "[waving white flag, rainbow]"),
        ("🏃‍♀️", "[runner, woman]"),
        ("🇺🇸🇲🇽", "[flag US][flag MX]"),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f!", "[waving black flag]!"),
        ("1️⃣ first", "1 first"),
        ("🏽", "[skin tone]"),
        ("𝐛𝐨𝐥𝐝 ＷＩＤＥ ㎏", "bold WIDE kg"),
        ("中文", SQUARE * 2),
        ("हिन्दी", SQUARE * 3),
        ("a\u3000b", "a b"),
        ("a\u202eb\u2066c\u200ed", "abcd"),
        ("a\x00b\x1bc\ud800d", "abc\ufffdd"),
        ("one\r\ntwo\u2028three\tfour", "one\ntwo\nthree four"),
        ("\ue000\U0010ffff\U0001fbff", SQUARE * 3),
        ("", ""),
    ],
)
def test_each_sign_is_shown_or_replaced_where_everyone_can_see_it(typed, printed):
    assert fitted(typed) == printed


@pytest.mark.parametrize(
    ("typed", "named", "squared"),
    [("Zoë 😀", False, False), ("👍", True, False), ("中", False, True), ("👍中", True, True)],
)
def test_it_is_known_what_was_written_otherwise(typed, named, squared):
    letters = Letters()
    letters.fit("before")
    letters.line(typed)
    letters.fit("after")
    assert (letters.named, letters.squared) == (named, squared)


@pytest.fixture(scope="module")
def faces():
    names = ("", "-Bold", "-Oblique", "-BoldOblique")
    return [
        set(FT2Font(str(font_folder() / f"DejaVuSans{name}.ttf")).get_charmap()) for name in names
    ]


@given(ANY)
@example("👍\u200d中\u200d👍")
@example("\u0301中\u0301\u0301")
def test_what_is_printed_is_in_the_fonts_and_nothing_seen_is_lost(faces, typed):
    letters = Letters()
    printed = letters.fit(typed)
    upright = faces[0] & faces[1]
    assert all(char == "\n" or ord(char) in upright for char in printed)
    assert letters.fit(printed) == printed
    seen = [char for char in clean(typed) if unicodedata.category(char)[0] in "LNPS"]
    assert bool(seen) <= bool(printed.strip())


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_a_text_slants_only_where_the_fonts_do(faces, typed):
    printed = fitted(typed)
    if can_slant(printed):
        assert {ord(char) for char in printed if char != "\n"} <= faces[2] & faces[3]


def test_arabic_is_never_slanted_since_the_slanted_face_has_none():
    assert not can_slant("مرحبا")
    assert can_slant("naïve – “Ωmega”")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hello", False),
        ("שלום", True),
        ("  12. مرحبا, Tom", True),
        ("Tom says שלום", False),
        ("12 – 34", False),
        ("", False),
    ],
)
def test_a_text_runs_as_its_first_letter_does(text, expected):
    assert is_from_the_right(text) is expected


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.integers(7, 40))
def test_breaking_long_words_changes_no_letter(text, longest):
    typed = text.replace("\u200b", "")
    broken = breakable(typed, longest)
    assert broken.replace("\u200b", "") == typed
    if all(len(word) <= longest for word in typed.split()):
        assert broken == typed


def test_a_long_word_can_be_broken_and_a_usual_one_cannot():
    pieces = breakable(f"internationalization {'W' * 10_000}", 36).split("\u200b")
    assert pieces[0] == f"internationalization {'W' * 6}"
    assert max(map(len, pieces[1:])) == 6


def test_a_mark_stays_with_its_letter():
    assert "\u200b\u0323" not in breakable("q\u0323" * 50, 10)


TABLE = st.integers(1, 30).flatmap(
    lambda columns: st.lists(
        st.lists(st.text("ab c", max_size=90), min_size=columns, max_size=columns), min_size=1
    )
)


@given(TABLE)
def test_every_table_fits_the_page_with_every_column_in_its_order(rows):
    found = columns_of(rows)
    for columns in found:
        assert sum(columns.widths) <= PAGE + 1
        assert all(width > 10 for width in columns.widths)
        assert columns.size >= 7
        assert columns.which[0] == 0
    assert [0, *(at for one in found for at in one.which[1:])] == list(range(len(rows[0])))


def test_words_of_a_picture_grow_no_longer_than_their_line():
    line = "Somebody to call at night, whoever it is \U0001f468\u200d\U0001f4bb, and no wait"
    letters = Letters()
    drawn = letters.drawn(line)
    assert len(drawn) <= len(line)
    assert drawn == "Somebody to call at night, whoever it is □, and no wait"
    assert (letters.named, letters.squared) == (False, True)
    assert letters.drawn("A door \U0001f680") == "A door [rocket]"
    assert letters.drawn("Ångström, 1 – 2") == "Ångström, 1 – 2"


def test_a_wide_table_is_set_smaller_and_one_too_wide_in_parts_with_the_rows_named_again():
    usual, wide, widest = ([["What is ranked here", *["measured"] * n]] for n in (2, 10, 24))
    assert [one.size for one in columns_of(usual)] == [9.5]
    assert [one.size for one in columns_of(wide)] == [7.5]
    parts = columns_of(widest)
    assert len(parts) > 1
    assert all(part.which[0] == 0 for part in parts)


def test_a_row_is_as_high_as_its_longest_cell():
    (columns,) = columns_of([["a", "b " * 30], ["a", "b"]])
    low, high = columns.height_of(["a", "b"]), columns.height_of(["a", "b " * 600])
    assert 15 < low < 25
    assert 6 * low < high < 30 * low


def drawn(inside, root="width='200' height='100'"):
    letters = Letters()
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' {root}>{inside}</svg>"
    return picture_of(figure(svg=svg), letters), letters


def test_words_in_a_picture_are_printable_too():
    picture, letters = drawn("<text>Nine 👍<tspan>中</tspan>हि &lt;</text>")
    assert "[thumbs up sign]" in picture.svg
    assert picture.svg.count(SQUARE) == 2
    assert letters.named
    assert letters.squared


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>hit()</script>",
        "<image href='http://example.invalid/hit.png'/>",
        "<image href='file:///etc/hit'/>",
        "<image href='data:image/png;base64,hit'/>",
        "<foreignObject><p>hit</p></foreignObject>",
        "<use href='http://example.invalid/hit.svg#a'/>",
        "<use xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='hit.svg#a'/>",
        "<a href='javascript:hit()'><text>x</text></a>",
        "<feImage href='hit'/>",
        "<animate values='hit'/>",
        "<metadata>hit</metadata>",
        "<!-- hit --><?hit hit?>",
    ],
)
def test_only_shapes_and_words_of_a_picture_are_printed(hostile):
    picture, _ = drawn(f"<g>{hostile}<rect width='5' height='5'/></g>")
    assert "hit" not in picture.svg
    assert "rect" in picture.svg


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ("width='403.2pt' height='100pt'", (403.2, 100)),
        ("width='400' height='200px'", (300, 150)),
        ("width='2in' height='1in'", (144, 72)),
        ("viewBox='0 0 400 200'", (300, 150)),
        ("width='100%' height='50%' viewBox='0,0,400,200'", (300, 150)),
        ("", (400, 300)),
        ("width='1e99' height='-3' viewBox='a b c d'", (400, 300)),
    ],
)
def test_a_picture_is_as_large_as_it_says(root, size):
    picture, _ = drawn("", root)
    assert (picture.width, picture.height) == pytest.approx(size)


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "a picture",
        "<svg",
        "<html/>",
        "<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
        "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>",
    ],
)
def test_what_is_no_drawing_is_refused_by_its_title(svg):
    with pytest.raises(ReportError, match="The picture 'Dots for each idea' of this report cannot"):
        picture_of(figure(svg=svg), Letters())


def test_the_pictures_of_charts_are_drawings():
    assert picture_of(figure(svg=SVG), Letters()).width == pytest.approx(403.2)
