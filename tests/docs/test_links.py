"""What the documents point to is there, and what they list is complete."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.docs.blocks import README, ROOT, documents

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PATH = re.compile(r"`((?:workbooks|data|src|tests|js|docs|binder|benchmarks)/[\w./-]*\w/?)`")


def anchors(document: Path) -> set[str]:
    """The headings of a document as links name them."""
    heads = re.findall(r"^#+ (.+)$", document.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in heads}


def new_files() -> set[str]:
    """What the page on extending tells its reader to make."""
    from tests.docs.blocks import DOCS, blocks

    return {one.file for one in blocks(DOCS / "extending.md")}


@pytest.mark.parametrize("document", documents(), ids=lambda one: one.stem)
def test_every_link_leads_somewhere(document: Path) -> None:
    for link in _LINK.findall(document.read_text("utf-8")):
        place, _, anchor = link.partition("#")
        if "://" in place:
            continue
        target = (document.parent / place).resolve() if place else document
        assert target.exists(), link
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), link


@pytest.mark.parametrize("document", documents(), ids=lambda one: one.stem)
def test_every_file_that_is_named_is_there(document: Path) -> None:
    named = set(_PATH.findall(document.read_text("utf-8"))) - new_files()
    assert [one for one in sorted(named) if not (ROOT / one).exists()] == []


def test_the_first_page_leads_to_all_documents_and_names_every_workbook() -> None:
    page = README.read_text("utf-8")
    for document in documents()[1:]:
        assert f"(docs/{document.name})" in page
    books = [*(ROOT / "workbooks").glob("*.ipynb"), *(ROOT / "workbooks/reports").glob("*.ipynb")]
    assert [one.name for one in books if f"{one.relative_to(ROOT)}`" not in page] == []


def test_the_first_page_says_of_every_dependency_why_it_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]["dask"]
    table = README.read_text("utf-8").partition("## What it stands on")[2]
    first_columns = " ".join(re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE))
    named = set(re.findall(r"[\w-]+", first_columns))
    asked = {re.split(r"[>=\[]", one)[0] for one in [*project["dependencies"], *extras]}
    assert asked - named == set()
