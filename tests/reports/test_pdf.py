"""The printed report: whole and readable for everyone, and the same wherever it is made."""

from __future__ import annotations

import ast
import io
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import nbformat
import pdfua
import pypdf
import pytest
import typst
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_output
from pypdf.generic import ArrayObject, DictionaryObject

from ciwidgets.enrolment import current_program
from ciwidgets.errors import ReportError
from ciwidgets.reports.blocks import (
    Fact,
    Facts,
    Item,
    List,
    Masthead,
    TableBlock,
    Text,
)
from ciwidgets.reports.documents.document import Document, PageBreak, read_document
from ciwidgets.reports.documents.fitting.letters import font_folder
from ciwidgets.reports.documents.pdf import make
from ciwidgets.reports.documents.pdf.make import to_pdf
from ciwidgets.reports.documents.prose import Bullets, Paragraph, Run, Title, plain
from ciwidgets.reports.look import template_folder
from ciwidgets.shipped import workbooks_folder
from ciwidgets.store import URL_VARIABLE
from tests.reports.test_html import hostile_notebook
from tests.reports.written import SVG, document, figure, one_of_everything

TYPST = [
    "#panic()",
    '#read("/etc/passwd")',
    '#include "/etc/passwd"',
    '#import "@preview/cetz:0.3.0"',
    "*bold* _slanted_ `code`",
    "$x^2$",
    "@numbers-1",
    "<picture-1>",
    "= A heading",
    "- an item",
    "+ an item",
    "/ term: words",
    "https://typed.test/page",
    "// remark",
    "/* remark */",
    "[#sys.inputs]",
    "\\u{41} \\ \\#",
    "a~b -- --- ... ' \"",
    "#{1 + 1}",
    '"} #panic() {"',
]


def reader(made):
    return pypdf.PdfReader(io.BytesIO(made))


def pages(made):
    return [page.extract_text().replace("\u200b", "") for page in reader(made).pages]


def tags(made):
    """Return every element of the structure tree with its tag, in the order it is read."""
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, ArrayObject):
            for one in node:
                walk(one)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                found.append((node["/S"].removeprefix("/"), node))
            if "/K" in node:
                walk(node["/K"])

    walk(reader(made).trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def attribute(node, name):
    found = node.get("/A", [])
    for one in found if isinstance(found, list) else [found]:
        if name in one.get_object():
            return one.get_object()[name]
    return None


def outline(entries, level=1):
    for entry in entries:
        if isinstance(entry, list):
            yield from outline(entry, level + 1)
        else:
            yield level, entry.title


def passes(made):
    report = pdfua.validate(io.BytesIO(made))
    return [(one.rule_id, one.message) for one in report.findings] == [] and report.exit_code == 0


@pytest.fixture(scope="module")
def everything():
    return to_pdf(one_of_everything())


def executed(team):
    """Return a team's summary as its notebook makes it, run here and not in a kernel."""
    notebook = nbformat.read(workbooks_folder() / "reports" / "team_summary.ipynb", 4)
    names = {}
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            names |= {"team": team, "as_of": ""}
        elif cell.cell_type == "code":
            *before, last = ast.parse(cell.source).body
            if not isinstance(last, ast.Expr):
                before, last = [*before, last], ast.parse("None").body[0]
            exec(compile(ast.Module(before, []), cell.id, "exec"), names)
            shown = eval(compile(ast.Expression(last.value), cell.id, "eval"), names)
            if shown is not None:
                cell.outputs = [new_output("display_data", shown._repr_mimebundle_())]
    return notebook


def test_a_document_with_one_of_everything_passes_the_checker_of_pdf_ua(everything):
    assert passes(everything)


def test_a_reader_is_told_the_language_the_title_and_that_it_is_tagged(everything):
    root = reader(everything).trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader(everything).metadata.title == "Ambrin Falls, Common Ground"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


@pytest.mark.parametrize(
    ("language", "said"), [("es", "es"), ("en-US", "en-US"), ("pt_br", "pt-BR"), ("#panic()", "en")]
)
def test_the_language_is_the_documents_own(language, said):
    made = to_pdf(Document(Masthead("Elm"), (), (), language))
    assert reader(made).trailer["/Root"]["/Lang"] == said


def test_headings_and_bookmarks_are_the_documents_and_leave_out_no_level(everything):
    headings = [int(tag[1:]) for tag, _ in tags(everything) if re.fullmatch(r"H\d", tag)]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert list(outline(reader(everything).outline)) == [
        (1, "Ambrin Falls"),
        (2, "Our needs"),
        (3, "In their words"),
        (2, "The vote"),
        (2, "The numbers behind the pictures"),
        (3, "Dots for each idea"),
        (3, "A second picture"),
    ]
    assert len(headings) == 7


def test_every_picture_says_what_it_shows_and_has_its_title(everything):
    figures = [node for tag, node in tags(everything) if tag == "Figure"]
    assert [node["/Alt"] for node in figures] == [
        "Bars of the dots. A cafe has 9, rides have 4."
    ] * 2
    assert sum(tag == "Caption" for tag, _ in tags(everything)) == 5


def test_every_table_has_a_head_that_its_cells_name(everything):
    found = tags(everything)
    assert sum(tag == "Table" for tag, _ in found) == 3
    heads = [node for tag, node in found if tag == "TH"]
    assert [attribute(node, "/Scope") for node in heads] == ["/Column"] * 6
    names = {str(node["/ID"]) for node in heads}
    cells = [attribute(node, "/Headers") for tag, node in found if tag == "TD"]
    assert len(cells) == 12
    assert all(cell and {str(one) for one in cell} <= names for cell in cells)


def test_lists_are_lists_with_their_marks(everything):
    names = [tag for tag, _ in tags(everything)]
    assert (names.count("L"), names.count("LI"), names.count("Lbl")) == (4, 7, 7)


def test_links_lead_to_what_prose_names_and_within_the_document_and_nowhere_else(everything):
    addresses, inside = [], 0
    for page in reader(everything).pages:
        for one in page.get("/Annots", []):
            link = one.get_object()
            assert link["/Subtype"] == "/Link"
            assert link["/Contents"]
            action = link.get("/A", {})
            if "/URI" in action:
                addresses.append(action["/URI"])
            else:
                inside += 1
    assert addresses == ["https://example.org/a?b=1&c=2"]
    assert inside == 4  # each picture to its numbers, and back


def test_each_picture_and_its_numbers_name_each_others_page(everything):
    texts = pages(everything)
    assert texts[1].count("The numbers behind this picture: page 3") == 2
    assert texts[2].count("The picture: page 2") == 2


def test_nothing_in_it_runs_and_nothing_is_attached(everything):
    for one in reader(everything).xref[0]:
        found = reader(everything).get_object(pypdf.generic.IndirectObject(one, 0, None))
        if isinstance(found, DictionaryObject):
            assert not {"/JS", "/JavaScript", "/AA", "/EF", "/Launch"} & set(found)
    root = reader(everything).trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root)
    assert set(root.get("/Names", {})) <= {"/Dests"}


def test_it_says_nothing_of_who_made_it_where_and_when(everything):
    found = reader(everything)
    assert set(found.metadata) == {"/Title", "/Creator"}
    assert found.metadata["/Creator"].startswith("Typst ")
    said = found.trailer["/Root"]["/Metadata"].get_data().decode()
    for word in ("Date", "creator>", str(template_folder()), str(Path.home()), "/tmp"):
        assert word not in said
    assert str(template_folder()).encode() not in everything


def test_pages_are_letter_paper_with_whose_they_are_and_which_of_how_many(everything):
    found = reader(everything)
    assert {tuple(page.mediabox) for page in found.pages} == {(0, 0, 612, 792)}
    for number, text in enumerate(pages(everything), start=1):
        assert f"Ambrin Falls {number} of 3" in " ".join(text.split())


def test_the_words_stand_in_their_order(everything):
    text = " ".join(" ".join(pages(everything)).split())
    wanted = [
        "Common Ground Ambrin Falls A mill town Made up.",
        "12 people in the team 4 needs chosen",
        "Read the county's page (https://example.org/a?b=1&c=2) twice.",
        "Nothing here yet.",
        "1 A door 9 dots Open every day Two lines here 2 Rides",
        "• one • below it • two",
        "Two purses Purse Came in Post $10,000 Own 4.5",
        "Each had five dots.",
        "Dots: 11 people voted. Idea Dots A cafe 9 Rides 4",
    ]
    places = [text.index(one) for one in wanted]
    assert places == sorted(places)


@pytest.mark.parametrize("place", range(10))
def test_every_teams_report_passes_the_checker_of_pdf_ua(place, sample, sample_url, monkeypatch):
    monkeypatch.setenv(URL_VARIABLE, sample_url)
    report = read_document(executed(current_program(sample).teams[place].id))
    assert len(report.parts) > 30
    made = to_pdf(report)
    assert passes(made)
    # Two pages that people read, then the evidence.
    first = next(at for at, text in enumerate(pages(made), 1) if "The evidence" in text)
    assert first <= 3


def test_a_picture_stays_where_it_is_shown_and_never_under_another_heading():
    svg = SVG.replace('height="100pt"', 'height="500pt"')
    before, after = pages(
        to_pdf(
            document(
                Title(2, plain("First")),
                Text(" ".join(["Said before."] * 150)),
                figure(svg=svg),
                Text("Said after."),
                Title(2, plain("Second")),
                Bullets(((0, plain("one")), (0, plain("two")))),
            )
        )
    )[:2]
    assert "Said before" in before
    assert "Said after" not in before
    in_order = [after.index(one) for one in ("Dots for each idea", "Said after", "Second", "one")]
    assert in_order == sorted(in_order)


@pytest.mark.parametrize("lines", range(36, 50))
def test_a_heading_and_what_leads_to_a_table_stay_with_the_table(lines):
    table = TableBlock("Purses", ("Purse", "Came in"), tuple((f"row {n}", n) for n in range(9)))
    made = to_pdf(
        document(
            *(Text(f"Said before {n}.") for n in range(lines)),
            Title(2, plain("What is missing")),
            Paragraph(plain("What more than one team lacks.")),
            table,
        )
    )
    (page,) = [one for one in pages(made) if "What is missing" in one]
    assert "What more than one team lacks." in page
    assert "row 8" in page


def test_the_first_words_of_a_long_item_stay_with_the_next():
    item = Item("The long one", tuple(f"Line {n} about it." for n in range(20)))
    for lines in range(30, 46):
        made = to_pdf(document(*(Text(f"Before {n}.") for n in range(lines)), List((item,))))
        (page,) = [one for one in pages(made) if "The long one" in one]
        assert "Line 0" in page, lines


def test_whatever_people_typed_is_set_as_they_typed_it():
    cells = tuple((one, one) for one in TYPST)
    made = to_pdf(
        document(
            *(Text(one) for one in TYPST),
            *(Title(2, plain(one)) for one in TYPST),
            Facts(tuple(Fact(one, one) for one in TYPST)),
            List(tuple(Item(one, (one,), one) for one in TYPST)),
            Bullets(tuple((at % 5, plain(one)) for at, one in enumerate(TYPST))),
            Paragraph(tuple(Run(one, strong=True, link="https://a.test/") for one in TYPST)),
            TableBlock(TYPST[0], (TYPST[1], TYPST[2]), cells),
            figure(TYPST[3], caption=TYPST[4]),
            title=TYPST[0],
            notice=TYPST[1],
        )
    )
    text = "".join("".join(pages(made)).split())
    for one in TYPST:
        assert text.count("".join(one.split())) >= 8, one
    assert "root:" not in text


def test_a_hostile_notebook_is_set_whole_and_links_nowhere():
    made = to_pdf(read_document(hostile_notebook()))
    assert passes(made)
    links = [one.get_object() for page in reader(made).pages for one in page.get("/Annots", [])]
    assert not any("/URI" in link.get("/A", {}) for link in links)


def test_the_template_reads_one_input_and_no_file():
    source = (template_folder() / "ciwidgets" / "report.typ").read_text()
    code = "\n".join(line.split("//")[0] for line in source.splitlines())
    for word in ("eval", "import", "include", "read", "plugin", "csv", "xml", "yaml", "toml"):
        assert not re.search(rf"\b{word}\b\s*[(\"]", code), word
    assert re.findall(r"\bjson\(.*", code) == ["json(bytes(sys.inputs.report))"]
    assert re.findall(r"\bimage\(\S*", code) == ["image(bytes(part.svg),"]


@pytest.mark.parametrize("reach", ['read("{}")', 'image("{}")', 'include "{}"'])
@pytest.mark.parametrize("path", ["/etc/passwd", "../../../../etc/passwd", "report.typ"])
def test_the_compiler_sees_no_file(reach, path):
    with pytest.raises(typst.TypstError, match="not found|escape the project root"):
        make._set(f"#{reach.format(path)}".encode(), {})


def test_a_report_that_cannot_be_set_is_refused_in_a_sentence_without_the_machine(monkeypatch):
    monkeypatch.setattr(make, "_file", lambda _name: b"#panic(sys.inputs.report)")
    with pytest.raises(ReportError) as refused:
        to_pdf(one_of_everything())
    said = str(refused.value)
    assert said.startswith("The report 'Ambrin Falls, Common Ground' could not be set as a PDF.")
    assert not re.search(r"panic|/tmp|\.typ|error:", said)


def test_what_the_fonts_lack_is_replaced_and_said_in_small_print():
    text = " ".join(" ".join(pages(to_pdf(document(Text("Thanks 👍 中文"))))).split())
    assert "Thanks [thumbs up sign] □□" in text
    assert "Small pictures that people typed stand here as their names in brackets." in text
    assert "A letter that this print cannot show stands as an empty square, □." in text
    assert "The web page form of this report shows them as they were typed." in text
    assert "web page form" not in "".join(pages(to_pdf(document(Text("Zoë שלום 😀")))))


def test_a_long_table_says_its_columns_again_on_every_page_and_loses_no_row():
    rows = tuple((f"Row {at}", at, "words " * 12) for at in range(200))
    made = to_pdf(document(TableBlock("All of it", ("What", "Number", "Said"), rows)))
    texts = pages(made)
    assert len(texts) > 4
    assert all("What Number Said" in " ".join(text.split()) for text in texts)
    whole = " ".join(texts)
    assert all(f"Row {at} {at} " in whole.replace("\n", " ") for at in range(200))
    assert passes(made)


def test_a_table_of_thirty_columns_is_there_with_every_cell():
    columns = tuple(f"Column{at}" for at in range(30))
    rows = tuple(tuple(f"r{row}c{at}" for at in range(30)) for row in range(4))
    text = " ".join(pages(to_pdf(document(TableBlock("Wide", columns, rows)))))
    for one in [*columns, *(cell for row in rows for cell in row)]:
        assert re.search(rf"\b{one}\b", text)


def test_a_page_break_begins_a_page_and_none_is_empty():
    breaks = (PageBreak(), PageBreak(), Text("second"), PageBreak())
    texts = pages(to_pdf(document(Text("first"), *breaks)))
    assert ["first" in text for text in texts[:2]] == [True, False]
    assert "second" in texts[1]


@pytest.mark.parametrize(
    "block",
    [
        TableBlock("No columns", (), ()),
        TableBlock("No rows", ("a", "b"), ()),
        TableBlock("", ("",), (("",), ())),
        TableBlock("Ragged", ("a", "b"), (("1",), ("1", "2", "3"), ())),
        TableBlock("Numbers", ("a", "b"), (("x", float("nan")), ("y", -0.5), ("z", 10**40))),
        List(()),
        Bullets(()),
        Bullets(((7, plain("deep")), (3, plain("less")), (0, plain("top")), (9, plain("deep")))),
        Facts(()),
        Facts(tuple(Fact(str(at), "facts") for at in range(40))),
        Paragraph(()),
        Text(""),
        Text("\n" * 50),
        Title(2, plain("\u2060")),
        Title(2, plain("a\n\n\nb")),
        Text("W" * 10_000),
        Text("□" * 10_000),
        Text("م" * 10_000),
        Text("word " * 20_000),
        List((Item("W" * 3_000, ("W" * 3_000,), "W" * 3_000),)),
        Facts((Fact("W" * 300, "W" * 300),) * 5),
        TableBlock("W" * 300, ("W" * 300,) * 9, (("W" * 3_000,) * 9,)),
        figure("W" * 300, caption="W" * 10_000),
        figure(svg="<svg xmlns='http://www.w3.org/2000/svg' width='9pt' height='90000pt'/>"),
        figure(svg="<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ],
    ids=lambda block: f"{type(block).__name__}-{str(block)[:40]}",
)
def test_nothing_of_an_odd_size_or_shape_stops_it(block):
    assert to_pdf(document(block, Text("after"))).startswith(b"%PDF-1.7")


HARD = "\u200d\ufe0f\U0001f3fd\u0301\u0651\u202e\u2067\ud800\x00\x1f\ufffeהש中हिन्दी한ก😀👍🇺1"
HARD += "\n\t#*$@<>[]\\'"
TYPED = st.text(st.characters() | st.sampled_from(HARD), max_size=30)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(TYPED, TYPED, TYPED)
def test_nothing_that_can_be_typed_stops_it(one, two, three):
    to_pdf(
        document(
            Title(2, plain(f"a {one}")),
            Text(two, "lead"),
            Paragraph((Run(one, strong=True), Run(two, emphasis=True), Run(three, True, True))),
            Paragraph((Run(one, link=f"https://{two}"),)),
            List((Item(one, (two, three), one), Item(two)), is_ordered=True),
            Bullets(((0, plain(one)), (1, plain(two)))),
            Facts((Fact(one, two),)),
            TableBlock(three, (one, two), ((two, three), (three, 1))),
            figure(one, caption=three),
            title=two,
            notice=three,
        )
    )


COPY = """
import sys, typst
from pathlib import Path
from ciwidgets.reports.documents.pdf import make
from ciwidgets.reports.documents.pdf.make import to_pdf
from tests.reports.written import one_of_everything
print(any("Impostor" in (one.path or "") for one in typst.Fonts().fonts()))
Path(sys.argv[1]).write_bytes(to_pdf(one_of_everything()))
"""


def test_every_machine_makes_the_same_bytes_whatever_fonts_it_has(everything, tmp_path):
    assert to_pdf(one_of_everything()) == everything
    fonts = tmp_path / ".local" / "share" / "fonts"
    fonts.mkdir(parents=True)
    for family in ("Libertinus Serif", "DejaVu Sans"):
        face = TTFont(font_folder() / "DejaVuSansMono.ttf")
        for record in face["name"].names:
            if record.nameID in {1, 4, 16}:
                record.string = family
        face.save(fonts / f"Impostor {family}.ttf")
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(fonts.parent), "TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [sys.executable, "-c", COPY, str(tmp_path / "there.pdf")],
        env=os.environ | home | {"PYTHONHASHSEED": "7", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True\n", "the machine has fonts that call themselves ours"
    assert (tmp_path / "there.pdf").read_bytes() == everything


def test_what_is_printed_can_be_read_without_color():
    """WCAG 2: 4.5 to 1 for letters on every ground they stand on."""
    source = (template_folder() / "ciwidgets" / "report.typ").read_text()
    colors = dict(re.findall(r'#let ([a-z-]+) = rgb\("(#[0-9a-f]{6})"\)', source))
    grounds = {"white": "#ffffff", "tint": colors["tint"], "warm": colors["warm"]}
    for name in ("ink", "soft", "accent"):
        for ground in grounds.values():
            lighter, darker = sorted((light(colors[name]), light(ground)), reverse=True)
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def light(color):
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
