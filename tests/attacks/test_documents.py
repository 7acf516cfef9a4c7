"""What hostile people typed, in every document a team, the faculty or the public is given."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from ciwidgets.cli import main
from ciwidgets.formats.safe_cells import safe_cell
from ciwidgets.store import Store
from tests.attacks.hostile_year import TEAM
from tests.attacks.payloads import PAYLOADS

# All that our templates write; a payload that became markup would bring another, or an attribute.
TAGS = {
    "a", "article", "bdi", "body", "caption", "code", "dd", "details", "div", "dl", "dt", "em",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "head", "header", "html", "img", "li",
    "main", "meta", "nav", "ol", "p", "section", "small", "span", "strong", "style", "summary",
    "table", "tbody", "td", "th", "thead", "title", "tr", "ul",
}  # fmt: skip
# No cell of ours begins with one of these, whatever our own rule says; = and @ in both widths.
SIGNS = ("=", "@", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH COMMERCIAL AT}")
# What Word works out by itself: how many pages there are.
FIELDS = {"PAGE", "NUMPAGES"}


@pytest.fixture(scope="module")
def folder(hostile: Store, url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every document that is made of the hostile year, and every table that is handed out."""
    del hostile
    place = tmp_path_factory.mktemp("documents")
    out = place / "out"
    out.mkdir()
    assert main(["report", "--all", "--formats", "all", "--out", str(out), "--store", url]) == 0
    assert main(["public", "--team", TEAM, "--out", str(out), "--store", url]) == 0
    for what in ("goals", "activities", "measures", "readings"):
        for ending in ("csv", "xlsx"):
            file = str(out / f"{what}.{ending}")
            words = ["export", "plan", "--what", what, "--team", TEAM, "--store", url, "--out"]
            assert main([*words, file]) == 0
    return out


def found(folder: Path, ending: str, least: int) -> list[Path]:
    """Return the files of a kind, of which there must be so many."""
    files = sorted(folder.rglob(f"*{ending}"))
    assert len(files) >= least, files
    return files


class Seen(HTMLParser):
    """The tags, the attributes and the words of a page."""

    def __init__(self, text: str) -> None:
        """Read it."""
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)


def is_ours(folder: Path, address: str) -> bool:
    """Say whether an address leads to a place in a page, a picture in it, or a file beside it."""
    inside = address.startswith(("#", "data:image/svg+xml;base64,", "data:image/png;base64,"))
    return inside or (bool(re.fullmatch(r"[\w./-]+", address)) and (folder / address).exists())


def test_no_page_holds_markup_that_people_typed(folder: Path) -> None:
    read = 0
    for file in found(folder, ".html", 6):
        page = Seen(file.read_text(encoding="utf-8"))
        assert page.tags <= TAGS, file
        assert not [name for name, _ in page.attributes if name.startswith("on")], file
        assert not [
            (name, value)
            for name, value in page.attributes
            if name in {"href", "src", "action", "srcdoc", "formaction", "data", "xlink:href"}
            and not is_ours(folder, value)
        ], file
        words = " ".join(page.words)
        read += sum(one in words for one in PAYLOADS)
    assert read > 60, "the words are there to be read"


def test_a_pdf_runs_nothing_and_leads_nowhere(folder: Path) -> None:
    for file in found(folder, ".pdf", 3):
        printed = PdfReader(file)
        objects = [str(printed.get_object(one)) for one in range(1, len(printed.xref[0]))]
        for word in ("'/JS'", "'/JavaScript'", "'/OpenAction'", "'/EmbeddedFile'", "'/Launch'",
                     "'/AA'", "'/URI'", "'/SubmitForm'"):  # fmt: skip
            assert not [one for one in objects if word in one], (file, word)


def test_a_word_document_holds_no_field_and_asks_for_nothing(folder: Path) -> None:
    read = 0
    for file in found(folder, ".docx", 3):
        with zipfile.ZipFile(file) as parts:
            for name in parts.namelist():
                text = parts.read(name).decode("utf-8", "replace")
                if name.endswith((".xml", ".rels")):
                    assert not re.search(r'TargetMode="External"|<!DOCTYPE|<!ENTITY', text), name
                    fields = re.findall(r'instrText[^>]*>([^<]*)<|w:instr="([^"]*)"', text)
                    assert {"".join(one).split()[0] for one in fields} <= FIELDS, name
                    assert not re.search(r"<w:(object|control|altChunk|hyperlink r:id)", text)
            body = parts.read("word/document.xml").decode("utf-8")
            read += body.count("hit()")
    assert read > 10


def test_no_table_holds_a_formula(folder: Path) -> None:
    cells = 0
    for file in found(folder, ".xlsx", 7):
        for sheet in load_workbook(file).worksheets:
            for cell in (one for row in sheet.iter_rows() for one in row):
                assert cell.data_type != "f", (file, cell.coordinate, cell.value)
                assert cell.hyperlink is None or cell.hyperlink.id is None, "only to another sheet"
                assert safe_cell(cell.value) == cell.value, (file, cell.coordinate)  # type: ignore[arg-type]
                cells += str(cell.value).startswith("'")
    tables = [(one.name, one.read_bytes()) for one in found(folder, ".csv", 4)]
    for packed in found(folder, "-tables.zip", 3):
        with zipfile.ZipFile(packed) as parts:
            tables += [(name, parts.read(name)) for name in parts.namelist()]
    for name, data in tables:
        assert not Path(name).is_absolute()
        assert ".." not in Path(name).parts
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            for text in row:
                assert safe_cell(text) == text, (name, text)
                assert not text.startswith(SIGNS), (name, text)
                cells += text.startswith("'")
    assert cells > 10, "and those that were made safe are there"


def test_an_executed_notebook_keeps_no_output_that_runs(folder: Path) -> None:
    for file in found(folder, ".ipynb", 3):
        notebook = json.loads(file.read_text(encoding="utf-8"))
        assert "widgets" not in notebook["metadata"]
        outputs = [out for cell in notebook["cells"] for out in cell.get("outputs", [])]
        kinds = {kind for out in outputs for kind in out.get("data", {})}
        assert kinds
        assert not {kind for kind in kinds if "javascript" in kind or "svg" in kind}
        for text in (out["data"].get("text/html", "") for out in outputs if "data" in out):
            page = Seen("".join(text))
            assert page.tags <= TAGS, file
            assert not [name for name, _ in page.attributes if name.startswith("on")]


def test_every_file_is_called_by_an_id_and_by_nothing_that_people_typed(folder: Path) -> None:
    for file in folder.rglob("*"):
        assert re.fullmatch(r"\.?[a-z0-9_.-]+", file.name), file
