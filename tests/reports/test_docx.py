"""The Word file: what a screen reader needs is in it, and nothing that people did not write."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from lxml import etree

from ciwidgets.errors import ReportError
from ciwidgets.reports.blocks import Item, List, TableBlock, Text
from ciwidgets.reports.documents.prose import Bullets, Paragraph, Run, Title, plain
from ciwidgets.reports.documents.word.drawings import drawing_of
from ciwidgets.reports.documents.word.make import to_docx
from tests.reports.test_html import PAYLOADS
from tests.reports.written import document, figure, one_of_everything

HEADINGS = {"Title": 1, "Heading 1": 2, "Heading 2": 3, "Heading 3": 4}
CORE = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(scope="module")
def everything():
    """A written document with one of everything, as bytes."""
    return to_docx(one_of_everything())


def opened(data):
    return docx.Document(io.BytesIO(data))


def files_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words_of(data):
    return [one.text for one in opened(data).element.body.iter(qn("w:t"))]


def looks_of(paragraph):
    return {one.tag for one in paragraph._p.pPr}


def test_headings_are_real_and_leave_out_no_level(everything):
    found = [(one.style.name, one.text) for one in opened(everything).paragraphs]
    levels = [HEADINGS[style] for style, _ in found if style in HEADINGS]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert ("Title", "Ambrin Falls") in found
    assert ("Heading 1", "Our needs") in found
    assert ("Heading 2", "In their words") in found


def test_a_heading_and_a_caption_stay_with_what_follows(everything):
    styles = opened(everything).styles
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "Table head"):
        assert styles[name].paragraph_format.keep_with_next, name


def test_each_heading_is_a_place_that_links_can_lead_to(everything):
    body = opened(everything).element.body
    marks = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    ids = [one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkStart"))]
    ends = [one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkEnd"))]
    assert len(set(marks)) == len(marks) >= 5
    assert sorted(ids) == sorted(ends) == sorted(set(ids))
    assert all(re.fullmatch(r"[a-z_0-9]{1,40}", mark) for mark in marks)
    within = [one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))]
    assert set(filter(None, within)) <= set(marks)
    assert {"numbers_1", "picture_1", "numbers_2", "picture_2"} <= set(within)


def test_every_picture_says_in_words_what_it_shows(everything):
    word = opened(everything)
    shown = list(word.element.body.iter(qn("wp:docPr")))
    assert [one.get("title") for one in shown] == ["Dots for each idea", "A second picture"]
    assert all(one.get("descr") == figure().alt for one in shown)
    assert len({one.get("id") for one in shown}) == 2


def test_every_picture_is_there_as_svg_and_as_png(everything):
    word = opened(everything)
    related = word.part.rels
    svg_in = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
    blips = list(word.element.body.iter(qn("a:blip")))
    assert len(blips) == 2
    for blip in blips:
        png = related[blip.get(qn("r:embed"))].target_part
        (vector,) = blip.iter(svg_in)
        svg = related[vector.get(qn("r:embed"))].target_part
        assert png.blob.startswith(b"\x89PNG")
        assert png.content_type == "image/png"
        assert etree.fromstring(svg.blob).tag == "{http://www.w3.org/2000/svg}svg"
        assert svg.content_type == "image/svg+xml"
        # Word has fonts of its own; and the file names no address elsewhere.
        assert "\N{FIRE ENGINE}" in svg.blob.decode()
        assert b"DOCTYPE" not in svg.blob


def test_a_picture_keeps_its_shape_and_fits_the_page():
    tall = figure(svg='<svg xmlns="http://www.w3.org/2000/svg" width="900pt" height="1800pt"/>')
    (extent,) = opened(to_docx(document(tall))).element.body.iter(qn("wp:extent"))
    width, height = (int(extent.get(name)) / 914_400 for name in ("cx", "cy"))
    assert height == pytest.approx(8)
    assert height / width == pytest.approx(2, rel=0.01)


def test_the_png_has_the_colors_of_the_svg():
    drawn = drawing_of(figure())
    image = pytest.importorskip("matplotlib.image").imread(io.BytesIO(drawn.png))
    height, width, _ = image.shape
    assert (width, height) == (round(drawn.width * 144), round(drawn.height * 144))
    assert drawn.width == pytest.approx(5.6, abs=0.02)
    blue = [round(channel * 255) for channel in image[height // 5, width // 5][:3]]
    assert blue == [0x2A, 0x64, 0x96]
    assert image[-3, -3][:3].tolist() == [1, 1, 1]


def test_a_picture_that_is_none_is_refused_by_name():
    for broken in ("", "<svg", "<p/>", "\x00"):
        with pytest.raises(ReportError, match="Dots for each idea"):
            to_docx(document(figure(svg=broken)))


def test_every_table_names_its_columns_and_rows(everything):
    tables = opened(everything).tables
    assert len(tables) == 3
    for table in tables:
        first, *others = table.rows
        assert first._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
        assert all(one._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is None for one in others)
        assert all(
            one._tr.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for one in table.rows
        )
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    assert [cell.text for cell in tables[0].rows[1].cells] == ["Post", "$10,000"]


def test_the_numbers_behind_the_pictures_come_last_and_in_their_order(everything):
    written = [one.text for one in opened(everything).paragraphs]
    last = written[written.index("The numbers behind the pictures") :]
    assert [one for one in last if one in ("Dots for each idea", "A second picture")] == [
        "Dots for each idea",
        "A second picture",
    ]
    bare = [one.text for one in opened(to_docx(document(Text("No picture.")))).paragraphs]
    assert "The numbers behind the pictures" not in bare


def test_a_table_too_wide_for_the_page_becomes_several_with_the_names_of_the_rows():
    columns = ("Place", *(f"Measure{number:011d}" for number in range(12)))
    wide = TableBlock("Wide", columns, (("Ambrin", *map(str, range(12))), ("Short",)))
    tables = opened(to_docx(document(wide))).tables
    assert len(tables) > 1
    assert all(one.rows[1].cells[0].text == "Ambrin" for one in tables)
    shown = [cell.text for one in tables for cell in one.rows[1].cells[1:]]
    assert shown == list(map(str, range(12)))
    for one in tables:
        assert sum(int(column.get(qn("w:w"))) for column in one._tbl.tblGrid) <= 9810


def test_lists_are_lists_and_each_with_numbers_begins_at_one(everything):
    word = opened(everything)
    numbering = word.part.numbering_part.element
    numbered = [one for one in word.paragraphs if one.style.name == "List Number"]
    ids = [one._p.pPr.numPr.numId.val for one in numbered]
    assert [one.text for one in numbered] == ["A door 9 dots", "Rides", "Naloxone", "Peers"]
    assert ids[0] == ids[1] != ids[2] == ids[3]
    for one in set(ids):
        (found,) = (num for num in numbering.num_lst if num.numId == one)
        first = found.find(qn("w:lvlOverride"))
        assert (first.get(qn("w:ilvl")), first[0].get(qn("w:val"))) == ("0", "1")
    dotted = [one for one in word.paragraphs if one.style.name == "List Bullet"]
    assert [one._p.pPr.numPr.ilvl.val for one in dotted] == [0, 1, 0]


def test_the_language_and_the_title_are_said(everything):
    word = opened(everything)
    (lang,) = word.styles.element.iter(qn("w:lang"))
    assert lang.get(qn("w:val")) == "en-US"
    assert word.settings.element.find(qn("w:themeFontLang")).get(qn("w:val")) == "en-US"
    about = word.core_properties
    assert (about.title, about.subject, about.language) == (
        "Ambrin Falls, Common Ground",
        "Common Ground",
        "en-US",
    )


def test_the_file_names_no_author_day_program_or_machine(everything):
    core = etree.fromstring(files_of(everything)["docProps/core.xml"])
    assert sorted(one.tag for one in core) == [
        f"{CORE}{name}" for name in ("language", "subject", "title")
    ]
    assert sorted(files_of(everything)) == sorted(
        [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            *(
                f"word/{name}.xml"
                for name in (
                    "document",
                    "fontTable",
                    "footer",
                    "numbering",
                    "settings",
                    "styles",
                    "theme",
                )
            ),
            *(f"word/media/picture{number}.{kind}" for number in (1, 2) for kind in ("png", "svg")),
        ]
    )
    whole = b"\n".join(files_of(everything).values())
    for said in (b"python-docx", b"/work", b"/tmp", b"/home", b"file:", b"rsid"):
        assert said not in whole, said


def test_pages_say_which_they_are_and_of_how_many(everything):
    section = opened(everything).sections[0]
    foot = etree.tostring(section.footer._element).decode()
    assert foot.index(" PAGE ") < foot.index(" NUMPAGES ")
    assert "Ambrin Falls, Common Ground" in foot
    assert (section.page_width.inches, section.page_height.inches) == (8.5, 11)


def test_a_new_page_begins_where_the_document_says(everything):
    begins = [
        one.text
        for one in opened(everything).paragraphs
        if qn("w:pageBreakBefore") in looks_of(one)
    ]
    assert begins == ["The vote", "The numbers behind the pictures"]


def test_only_links_of_the_prose_lead_outside(everything):
    outside = [one for one in opened(everything).part.rels.values() if one.is_external]
    assert [one.target_ref for one in outside] == ["https://example.org/a?b=1&c=2"]
    for name, data in files_of(everything).items():
        if name.endswith(".rels") and name != "word/_rels/document.xml.rels":
            assert b"External" not in data


def test_the_same_document_is_the_same_bytes(everything):
    assert to_docx(one_of_everything()) == everything
    with zipfile.ZipFile(io.BytesIO(everything)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_another_process_writes_the_same_bytes(everything):
    again = (
        "import sys; from tests.reports.written import one_of_everything;"
        "from ciwidgets.reports.documents.word.make import to_docx;"
        "sys.stdout.buffer.write(to_docx(one_of_everything()))"
    )
    top = Path(__file__).parents[2]
    made = subprocess.run([sys.executable, "-c", again], capture_output=True, check=True, cwd=top)
    assert made.stdout == everything


@pytest.mark.parametrize(
    "hostile", [*PAYLOADS, "<w:p/>", "</w:t></w:r>", "]]>", "=1+1", 'DDEAUTO c:\\x "y"', "{ PAGE }"]
)
def test_what_people_typed_stays_text(hostile):
    data = to_docx(
        document(
            Title(2, plain(hostile)),
            Paragraph((Run(hostile),)),
            List((Item(hostile, (hostile,), hostile),)),
            TableBlock(hostile, (hostile, "b"), ((hostile, 1),)),
            figure(hostile),
            title=hostile,
        )
    )
    word = opened(data)
    line = " ".join(hostile.split())
    assert word.core_properties.title == f"{line}, Common Ground"
    assert word.paragraphs[1].text == hostile
    assert word.tables[0].rows[0].cells[0].text == hostile
    assert word.element.body.find(f".//{qn('w:instrText')}") is None
    assert word.element.body.find(f".//{qn('w:fldSimple')}") is None
    assert not any(one.is_external for one in word.part.rels.values())


def test_what_no_file_can_hold_is_a_mark_in_its_place():
    data = to_docx(document(Text("a\x00b\x0bc\ud800d\ufffee"), title="x\x01y"))
    assert "a\ufffdb\ufffdc\ufffdd\ufffde" in words_of(data)
    assert "x\ufffdy" in words_of(data)


@settings(max_examples=25, deadline=None)
@for_all(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=60))
def test_any_text_comes_back(text):
    held = "".join("\ufffd" if one in "\ufffe\uffff" else one for one in text)
    word = opened(to_docx(document(Text(text), TableBlock("t", ("a", "b"), ((text, text),)))))
    assert word.tables[0].rows[1].cells[1].text == held
    assert held in [one.text for one in word.paragraphs]


def test_a_sign_that_xml_spells_out_does_not_turn_what_is_written_from_the_right():
    (one,) = opened(to_docx(document(Text("& \u05e9\u05dc\u05d5\u05dd < 1")))).paragraphs[-1:]
    assert one.text == "& \u05e9\u05dc\u05d5\u05dd < 1"
    assert qn("w:bidi") in looks_of(one)


def test_every_font_is_in_the_list_of_fonts_and_the_theme_is_whole(everything):
    files = files_of(everything)
    listed = set(re.findall(rb'w:font w:name="([^"]+)"', files["word/fontTable.xml"]))
    assert set(re.findall(rb'w:ascii="([^"]+)"', files["word/styles.xml"])) == listed
    theme = etree.fromstring(files["word/theme.xml"])
    colors, fonts, looks = theme[0]
    assert (len(colors), len(fonts)) == (12, 2)
    assert [len(one) for one in looks] == [3, 3, 3, 3]
    for name in (b"fontTable", b"theme"):
        assert b'Target="%s.xml"' % name in files["word/_rels/document.xml.rels"]
        assert b'PartName="/word/%s.xml"' % name in files["[Content_Types].xml"]


def test_what_is_written_from_the_right_says_so():
    data = to_docx(document(Text("שלום עולם"), Text("Hello")))
    right, left = opened(data).paragraphs[-2:]
    assert qn("w:bidi") in looks_of(right)
    assert right.runs[0].font.rtl
    assert qn("w:bidi") not in looks_of(left)


def test_lists_within_lists_go_no_deeper_than_word_does():
    deep = Bullets(tuple((depth, plain(str(depth))) for depth in range(12)))
    found = [one._p.pPr.numPr.ilvl.val for one in opened(to_docx(document(deep))).paragraphs[4:]]
    assert found == [*range(9), 8, 8, 8]


def test_letters_stand_out_from_what_is_behind_them():
    styles = files_of(to_docx(document()))["word/styles.xml"]
    colors = {one.decode() for one in re.findall(rb'w:color w:val="([0-9A-F]{6})"', styles)}
    behind = {one.decode() for one in re.findall(rb'w:fill="([0-9A-F]{6})"', styles)} | {"FFFFFF"}
    assert len(colors) >= 3
    for ink in colors:
        for paper in behind:
            assert contrast(ink, paper) >= 4.5, (ink, paper)


def contrast(one, other):
    lights = sorted((luminance(one) + 0.05, luminance(other) + 0.05))
    return lights[1] / lights[0]


def luminance(color):
    channels = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
