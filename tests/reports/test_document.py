"""An executed notebook is read once: its prose and our blocks in order, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

from ciwidgets.errors import ReportError
from ciwidgets.reports.blocks import (
    MIME,
    FigureBlock,
    Heading,
    Masthead,
    Section,
    TableBlock,
    Text,
    as_json,
    block_from_json,
)
from ciwidgets.reports.documents.document import PageBreak, read_document
from ciwidgets.reports.documents.prose import (
    Bullets,
    Paragraph,
    Run,
    Title,
    plain,
    prose_of,
    shown_caption,
    words,
)
from tests.reports.written import one_of_everything


def shown(*blocks, tags=(), **more):
    data = Section(blocks)._repr_mimebundle_()
    cell = new_code_cell("report.part()", outputs=[new_output("display_data", data | more)])
    cell.metadata["tags"] = list(tags)
    return cell


def said(source, *tags):
    cell = new_markdown_cell(source)
    cell.metadata["tags"] = list(tags)
    return cell


HEAD = Masthead("Elm", "A program", ("One line",))


def read(*cells):
    return read_document(new_notebook(cells=[shown(HEAD), *cells]))


def titles(document):
    return [(one.level, one.text) for one in document.parts if isinstance(one, Title)]


def texts(source):
    return [words(one.runs) for one in prose_of(source) if isinstance(one, Title | Paragraph)]


def test_a_document_is_the_prose_and_the_blocks_in_their_order_with_the_cells_they_came_from():
    prose, block = said("## Needs\n\nFirst *this*."), shown(Text("Then that."))
    document = read(prose, block)
    assert document.masthead == HEAD
    assert document.title == "Elm, A program"
    assert document.parts == (
        Title(2, plain("Needs")),
        Paragraph((Run("First "), Run("this", emphasis=True), Run("."))),
        Text("Then that."),
    )
    assert document.cells == (prose.id, prose.id, block.id)


def test_code_prints_pictures_and_pages_of_others_are_not_in_a_document():
    cell = shown(Text("Ours"), **{"text/html": "<b>theirs</b>", "image/png": "AAAA"})
    cell.outputs += [
        new_output("stream", text="printed"),
        new_output("display_data", {"text/html": "<i>x</i>"}),
    ]
    assert read(cell, new_raw_cell("raw")).parts == (Text("Ours"),)


def test_a_hidden_cell_is_left_out_and_the_head_of_the_document_is_not():
    notebook = new_notebook(
        cells=[
            shown(HEAD, Text("hidden"), tags=["hide"]),
            said("## Gone", "hide"),
            shown(Text("gone"), tags=["hide"]),
            said("Here"),
        ]
    )
    assert read_document(notebook).parts == (Paragraph(plain("Here")),)


def test_an_error_in_a_hidden_cell_stops_the_report_too():
    cell = shown(Text("half"), tags=["hide"])
    cell.id = "our-needs"
    cell.outputs.append(new_output("error", ename="E", evalue="", traceback=[]))
    with pytest.raises(ReportError, match="The cell 'our-needs' of this notebook stopped with an"):
        read(cell)


@pytest.mark.parametrize(("heads", "number"), [((), 0), ((HEAD, HEAD), 2)])
def test_a_document_has_one_head(heads, number):
    with pytest.raises(ReportError, match=f"shows {number} report headings; a report needs exactl"):
        read_document(new_notebook(cells=[shown(Text("x"), *heads)]))


def test_a_tag_begins_a_new_page_before_the_prose_of_its_cell():
    assert read(said("## The evidence", "new-page")).parts == (
        PageBreak(),
        Title(2, plain("The evidence")),
    )


def test_headings_leave_out_no_level_whoever_wrote_them():
    document = read(
        shown(Heading("too deep", 4)),
        said("# one\n\n#### four\n\n###### six\n\n## two"),
        shown(Heading("three"), Heading("four", 4), Heading("three")),
    )
    assert titles(document) == [
        (2, "too deep"),
        (2, "one"),
        (3, "four"),
        (4, "six"),
        (2, "two"),
        (3, "three"),
        (4, "four"),
        (3, "three"),
    ]


def test_a_heading_without_words_is_none():
    assert titles(read(said("##\n\n### a"), shown(Heading("  ")), said("#### b"))) == [
        (2, "a"),
        (3, "b"),
    ]


@given(st.lists(st.integers(1, 6)))
def test_no_order_of_headings_leaves_out_a_level(levels):
    document = read(said("\n\n".join(f"{'#' * level} h" for level in levels)))
    found = [1, *(level for level, _ in titles(document))]
    assert all(after <= before + 1 for before, after in pairwise(found))
    assert all(level >= 2 for level in found[1:])
    assert len(found) == len(levels) + 1


def test_markup_in_prose_is_text_and_a_picture_is_its_words():
    (one,) = prose_of(
        'a <b onclick="x()">b</b> &amp; `c < d` ![the town](http://x.test/t.png) &lt;'
    )
    assert words(one.runs) == 'a <b onclick="x()">b</b> & c < d the town <'
    assert not any(run.link for run in one.runs)


def test_only_addresses_of_the_web_and_of_mail_are_links():
    links = {
        "https://a.test/x": "https://a.test/x",
        "HTTP://a.test": "HTTP://a.test",
        "mailto:a@a.test": "mailto:a@a.test",
        "javascript:x()": "",
        "file:///etc/passwd": "",
        "data:text/html,x": "",
        "#needs": "",
        "other.pdf": "",
    }
    for written, kept in links.items():
        assert prose_of(f"[here]({written})") == [Paragraph((Run("here", link=kept),))]


def test_styles_within_styles_are_kept():
    (one,) = prose_of("**a *b* [c](https://x.test)**")
    assert one.runs == (
        Run("a ", strong=True),
        Run("b", strong=True, emphasis=True),
        Run(" ", strong=True),
        Run("c", strong=True, link="https://x.test"),
    )


def test_a_list_keeps_its_order_its_depth_and_every_word():
    (one,) = prose_of(
        "1. one\n\n   more of it\n2. two\n   - below\n     - deeper\n"
        "   ```\n   code\n   ```\n3. > said\n"
    )
    assert isinstance(one, Bullets)
    assert one.is_ordered
    assert [(depth, words(runs)) for depth, runs in one.items] == [
        (0, "one more of it"),
        (0, "two code"),
        (1, "below"),
        (2, "deeper"),
        (0, "said"),
    ]


def test_a_table_in_prose_is_a_table():
    (one,) = prose_of("| Who | **When** |\n|---|--:|\n| We | `now` |\n| They | |\n")
    assert one == TableBlock("Who · When", ("Who", "When"), (("We", "now"), ("They", "")))


def test_a_table_in_prose_has_a_name_for_a_sheet_and_no_line_above_it():
    (one,) = prose_of("| Who | When |\n|---|---|\n| We | now |\n")
    assert shown_caption(one) == ""
    assert shown_caption(replace(one, caption="Purses")) == "Purses"


def test_quotes_and_code_become_paragraphs():
    assert texts("> a quote\n\n```python\nprint(1)\n```\n\n---\n\n<div>\nx\n</div>") == [
        "a quote",
        "print(1)",
        "<div>\nx\n</div>",
    ]


@pytest.mark.parametrize("source", ["", "\n\n", "---", "[a]: https://x.test"])
def test_prose_that_says_nothing_is_nothing(source):
    assert prose_of(source) == []


@given(st.text(st.characters() | st.sampled_from("#*_`[]()!<>|-\n\\&~$:0123456789. "), max_size=80))
def test_any_prose_can_be_read(source):
    for one in prose_of(source):
        if isinstance(one, Title):
            assert 2 <= one.level <= 4
        elif isinstance(one, TableBlock):
            assert all(len(row) == len(one.columns) for row in one.rows)


@pytest.mark.parametrize("piece", ["[", "*a ", "> ", "- ", "![", "`", "<", "| a ", "_(", "&#"])
def test_prose_made_to_take_long_does_not(piece):
    assert isinstance(prose_of(piece * 2000 + "x"), list)


def test_every_block_comes_back_from_its_own_json():
    blocks = [part for part in one_of_everything().parts if hasattr(part, "type")]
    for block in [HEAD, *blocks]:
        if not isinstance(block, Title | Paragraph | Bullets | PageBreak):
            assert block_from_json(json.loads(json.dumps(as_json(block)))) == block


FIGURE = {
    "type": "figure",
    "title": "t",
    "alt": "a sentence",
    "svg": "<svg/>",
    "table": {"type": "table", "caption": "c", "columns": ["a"], "rows": [[1]]},
}


@pytest.mark.parametrize(
    "block",
    [
        None,
        [],
        "text",
        {},
        {"type": None},
        {"type": ["text"]},
        {"type": {"a": 1}},
        {"type": "script", "text": "x"},
        {"type": "text"},
        {"type": "text", "text": 5},
        {"type": "text", "text": None},
        {"type": "text", "text": "x", "tone": "loud"},
        {"type": "heading", "text": "x", "level": 1},
        {"type": "heading", "text": "x", "level": "3"},
        {"type": "list", "items": "abc"},
        {"type": "list", "items": [{"text": ["a"]}]},
        {"type": "list", "items": [{"mark": "a"}]},
        {"type": "facts", "facts": [{"value": {"a": 1}, "label": "b"}]},
        {"type": "table", "caption": "c", "columns": ["a"], "rows": [[{"a": 1}]]},
        {"type": "table", "caption": "c", "columns": "ab", "rows": []},
        {"type": "masthead", "title": "t", "lines": [5]},
        FIGURE | {"alt": " \n"},
        FIGURE | {"table": {"type": "text", "text": "x"}},
        FIGURE | {"table": None},
        FIGURE | {"svg": 7},
    ],
    ids=str,
)
def test_what_is_no_block_of_ours_is_refused_in_a_sentence(block):
    cell = new_code_cell("x", outputs=[new_output("display_data", {MIME: {"blocks": [block]}})])
    with pytest.raises(ReportError, match="that cannot be read. Run it again with this version."):
        read(nbformat.from_dict(cell))


@pytest.mark.parametrize("bundle", ["x", 5, {"blocks": 5}, {"blocks": {"type": "text"}}])
def test_a_bundle_that_is_none_of_ours_is_refused_in_a_sentence(bundle):
    cell = new_code_cell("x", outputs=[new_output("display_data", {MIME: bundle})])
    with pytest.raises(ReportError, match="shows something that is not part of a report"):
        read(nbformat.from_dict(cell))


def test_a_figure_without_words_for_who_cannot_see_it_cannot_be_built():
    table = TableBlock("c", ("a",), ((1,),))
    with pytest.raises(ValueError, match="has no text alternative"):
        FigureBlock("t", " ", "<svg/>", table)
