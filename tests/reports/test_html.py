"""The document: our blocks and prose and nothing else, whatever people typed and cells put out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from ciwidgets.errors import ReportError
from ciwidgets.reports.blocks import (
    Fact,
    Facts,
    FigureBlock,
    Heading,
    Item,
    List,
    Masthead,
    Section,
    TableBlock,
    Text,
)
from ciwidgets.reports.documents.html import to_html
from ciwidgets.reports.look import template_folder
from ciwidgets.shipped import jupyter_data_folder

PAYLOADS = [
    "<script>hit()</script>",
    "</script><script>hit()</script>",
    "<img src=x onerror=hit()>",
    '"><img src=x onerror=hit()>',
    "' onmouseover='hit()' x='",
    "<svg/onload=hit()>",
    "<svg><script>hit()</script></svg>",
    "<iframe srcdoc='<script>parent.hit()</script>'></iframe>",
    "<body onload=hit()>",
    "<details open ontoggle=hit()>",
    "<input autofocus onfocus=hit()>",
    "<a href='javascript:hit()'>here</a>",
    "[here](javascript:hit())",
    "![x](http://example.invalid/x.png)",
    "<math><mtext></mtext><mglyph><style></math><img src=x onerror=hit()>",
    "<style>*{background:url(http://example.invalid/s)}</style>",
    "</style><script>hit()</script>",
    "<link rel=stylesheet href=http://example.invalid/s.css>",
    "<meta http-equiv=refresh content='0;url=http://example.invalid/'>",
    "<base href=http://example.invalid/>",
    "<form action=http://example.invalid/><button>send</button></form>",
    "```mermaid\ngraph TD; A-->B\n```",
    "$\\href{javascript:hit()}{x}$",
    "$$<img src=x onerror=hit()>$$",
    "{{ 7 * 7 }}{% raw %}",
    "{{ cycler.__init__.__globals__.os.system('true') }}",
    "&lt;script&gt;hit()&lt;/script&gt;",
    "<!-- --><script>hit()</script><!--",
    "]]><script>hit()</script>",
    "<noscript><p title='</noscript><img src=x onerror=hit()>'>",
    "\u202eevil\u202c שלום مرحبا",
    "🧑🏽‍🚒🏳️‍🌈",
    "data:text/html,<script>hit()</script>",
    "<object data='data:text/html,<script>hit()</script>'></object>",
    "<template><script>hit()</script></template>",
    "<xmp><script>hit()</script></xmp>",
    "<p style=\"background:url('http://example.invalid/p')\">",
    "<video><source onerror=hit() src=x></video>",
    "`<script>hit()</script>`",
    "=cmd|'/c calc'!A1",
]


class Parsed(HTMLParser):
    """The tags, attributes and text of a document."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data):
        self.text += data


def section_cell(*blocks, **more):
    data = Section(blocks)._repr_mimebundle_()
    return new_code_cell("report.part()", outputs=[new_output("display_data", data | more)])


def head(title="Elm"):
    return section_cell(Masthead(title, kicker="A program", lines=("One line",), notice="Made up"))


def hostile_notebook(prose=tuple(PAYLOADS)):
    table = TableBlock("\n".join(PAYLOADS), tuple(PAYLOADS[:3]), (tuple(PAYLOADS[3:6]),) * 2)
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' onload='hit()'><script>hit()</script>"
        "<image href='http://example.invalid/i.png'/></svg>"
    )
    cells = [
        section_cell(Masthead(PAYLOADS[0], PAYLOADS[1], tuple(PAYLOADS), PAYLOADS[2])),
        new_markdown_cell("## Prose"),
        *(new_markdown_cell(one) for one in prose),
        section_cell(
            *(Text(one) for one in PAYLOADS),
            *(Heading(one) for one in PAYLOADS),
            Facts(tuple(Fact(one, one) for one in PAYLOADS)),
            List(tuple(Item(one, (one,), one) for one in PAYLOADS)),
            List(tuple(Item(one, (one,), one) for one in PAYLOADS), is_ordered=True),
            table,
            FigureBlock(PAYLOADS[2], PAYLOADS[3], svg, table, PAYLOADS[4]),
        ),
        # Whatever else a cell can put out has no way in.
        new_code_cell(
            "print()",
            outputs=[
                new_output("stream", name="stdout", text="STRAY <script>hit()</script>"),
                new_output(
                    "display_data",
                    {
                        "text/html": "STRAY<script>hit()</script>",
                        "text/markdown": "STRAY <img src=x onerror=hit()>",
                        "application/javascript": "hit() // STRAY",
                        "image/svg+xml": "<svg onload=hit()>STRAY</svg>",
                        "text/latex": "$STRAY$",
                        "text/vnd.mermaid": "STRAY",
                        "application/vnd.jupyter.widget-view+json": {"model_id": "STRAY"},
                    },
                ),
            ],
        ),
    ]
    return new_notebook(cells=cells, metadata={"widgets": {"STRAY": "<script>hit()</script>"}})


@pytest.fixture(scope="module")
def hostile_page():
    return to_html(hostile_notebook())


def test_no_word_anybody_typed_becomes_markup(hostile_page):
    found = Parsed(hostile_page)
    assert not {"script", "iframe", "svg", "object", "form", "base", "link", "input"} & {
        *found.tags
    }
    assert not [one for one in found.attributes if one[1].startswith("on")]
    # Staff may link and show pictures in their own prose. What a picture would fetch and what a
    # link would run is stopped by the document's policy: see the test in a browser.
    addresses = {one[2] for one in found.attributes if one[1] in ("href", "src", "action", "data")}
    allowed = ("#", "data:image/svg+xml;base64,", "http://example.invalid", "javascript:hit()")
    assert [one for one in addresses if not one.startswith(allowed)] == []
    words_only = Parsed(to_html(hostile_notebook(prose=())))
    assert all(value.startswith("#") for _, name, value in words_only.attributes if name == "href")
    assert "STRAY" not in hostile_page
    assert "49" not in re.sub(
        r"base64,[^\"]*|<style>.*?</style>", "", hostile_page, flags=re.DOTALL
    )


def test_every_word_anybody_typed_can_be_read_in_the_page(hostile_page):
    text = Parsed(hostile_page).text
    for payload in PAYLOADS:
        assert payload in text


@pytest.mark.browser
def test_hostile_words_run_nothing_and_ask_for_nothing(hostile_page, browser, tmp_path):
    file = tmp_path / "report.html"
    file.write_text(hostile_page, encoding="utf-8")
    context = browser.new_context()
    asked, stopped, hits = [], [], []
    context.expose_function("hit", lambda: hits.append(1))
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda one: stopped.append((one.url, one.failure)))
    page.on("dialog", lambda dialog: hits.append(2) or dialog.dismiss())
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.evaluate(
        """for (const one of document.querySelectorAll("main *")) {
            if (one.tagName === "A" && one.href.startsWith("http")) continue;
            for (const type of ["click", "mouseover", "focus", "toggle", "error", "load"])
                one.dispatchEvent(new Event(type, {bubbles: true}));
        }"""
    )
    page.wait_for_timeout(300)
    context.close()
    assert hits == []
    # The browser names what the document's own policy stopped before it was asked for.
    left = [url for url in asked if (url, "csp") not in stopped]
    assert [url for url in left if not url.startswith(("file:", "data:image/svg+xml"))] == []


def test_the_command_of_nbconvert_writes_the_same_document(tmp_path):
    notebook = hostile_notebook()
    file = tmp_path / "executed.ipynb"
    nbformat.write(notebook, file)
    subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "html", "--template", "ciwidgets", str(file)],
        check=True,
        capture_output=True,
        env=os.environ | {"JUPYTER_PATH": str(jupyter_data_folder())},
    )
    written = (tmp_path / "executed.html").read_text(encoding="utf-8")
    assert written.strip() == to_html(nbformat.read(file, 4)).strip()


def test_the_document_says_its_language_title_and_landmarks():
    page = to_html(new_notebook(cells=[head(), new_markdown_cell("## Needs")]))
    found = Parsed(page)
    assert ("html", "lang", "en") in found.attributes
    assert "<title>Elm, A program</title>" in page
    assert found.tags.count("h1") == 1
    assert found.tags.count("main") == 1
    assert ("a", "href", "#main") in found.attributes
    assert page.index('class="skip"') < page.index("<header") < page.index("<main")
    policy = next(value for _, name, value in found.attributes if value.startswith("default-src"))
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'")


def test_a_figure_is_a_picture_with_words_and_numbers():
    table = TableBlock("Dots", ("Idea", "Dots"), (("A van", 3),))
    figure = FigureBlock("Dots for each idea", "One bar: a van has 3 dots.", "<svg/>", table)
    page = to_html(new_notebook(cells=[head(), section_cell(figure)]))
    assert 'alt="One bar: a van has 3 dots."' in page
    assert "No description has been provided" not in page
    inside = page[page.index("<figure>") : page.index("</figure>")]
    assert '<th dir="auto" scope="row">A van</th>' in inside or 'scope="row"' in inside
    assert '<td class="number">3</td>' in inside
    assert "<details>" in inside


def test_a_figure_without_words_cannot_be_made():
    table = TableBlock("Dots", ("Idea", "Dots"), (("A van", 3),))
    with pytest.raises(ValueError, match="has no text alternative"):
        FigureBlock("Dots", "  ", "<svg/>", table)


def test_prose_for_staff_is_left_out_of_the_document():
    cells = [
        head(),
        new_markdown_cell("For staff only", metadata={"tags": ["hide"]}),
        new_markdown_cell("For everybody"),
        new_code_cell("secret = 1"),
    ]
    page = to_html(new_notebook(cells=cells))
    assert "For everybody" in page
    assert "For staff only" not in page
    assert "secret" not in page


def _failed_notebook():
    error = new_output("error", ename="KeyError", evalue="'/srv/x'", traceback=["KeyError"])
    return new_notebook(cells=[head(), new_code_cell("boom()", outputs=[error], id="boom")])


def test_a_notebook_with_an_error_is_no_report():
    with pytest.raises(ReportError, match="'boom' of this notebook stopped with an error"):
        to_html(_failed_notebook())


def test_the_template_alone_shows_nothing_of_a_notebook_with_an_error(tmp_path):
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(
        template_name="ciwidgets", extra_template_basedirs=[str(template_folder())]
    )
    page, _ = exporter.from_notebook_node(_failed_notebook())
    assert "This report was not finished" in page
    assert "Elm" not in page
    assert "/srv/x" not in page


@pytest.mark.parametrize("mastheads", [0, 2])
def test_a_report_has_exactly_one_head(mastheads):
    with pytest.raises(ReportError, match=f"shows {mastheads} report headings"):
        to_html(new_notebook(cells=[head() for _ in range(mastheads)]))


def test_every_value_in_the_block_templates_is_escaped():
    folder = template_folder() / "ciwidgets"
    own_macros = (
        "masthead(",
        "table(",
        "figure(",
        "list(",
        "facts(",
        "blocks.one(",
        "links(",
        "key(",
        "state(",
        "box(",
        "choice(",
        "helped(",
        "asked(",
        "cell(",
        "how_made(",
        "text(",
        "row(",
        "rows(",
        "piece(",
        "who(",
    )
    for file in sorted(folder.glob("*.j2")):
        for value in re.findall(r"\{\{(.*?)\}\}", file.read_text(encoding="utf-8"), re.DOTALL):
            is_safe = (
                value.strip().endswith("|e")
                or value.strip().startswith(own_macros)
                # Prose of our own notebooks, in which markup was made text.
                or value.strip() in ("part.prose", 'cell.source|replace("<", "&lt;")|markdown2html')
                # Numbers and words of our own, no participant's.
                or value.strip().startswith(("manifest.rows|length", '"report is" if'))
            )
            assert is_safe, f"{file.name}: {value}"


def test_our_stylesheet_asks_for_nothing_and_the_template_holds_no_script():
    folder = template_folder() / "ciwidgets"
    # What makes a page; Word's own parts name their kinds by addresses nobody opens.
    pages = [file for file in folder.iterdir() if file.suffix in (".j2", ".css")]
    everything = "".join(file.read_text(encoding="utf-8") for file in pages)
    assert "url(" not in everything
    assert "@import" not in everything
    assert "<script" not in everything
    assert "http:" not in everything.replace("http-equiv", "")


def test_the_notebook_of_the_report_obeys_the_rules_of_a_workbook():
    from ciwidgets.shipped import workbooks_folder

    path = Path(workbooks_folder()) / "reports" / "team_summary.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert [cell["metadata"].get("tags") for cell in cells].count(["parameters"]) == 1
    for cell in cells:
        source = "".join(cell["source"])
        assert re.fullmatch(r"[a-z][a-z-]*", cell["id"])
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None
            assert len(source.splitlines()) <= 10
            assert not re.search(r"\b(def|class|SELECT|pip)\b|(^|\W)/\w+/", source)
