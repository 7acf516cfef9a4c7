"""Spanish: nothing that a participant reads is left out, stale, or said in English alone."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from pathlib import Path

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from ciwidgets.errors import NotAllowed
from ciwidgets.questions import questions
from ciwidgets.serving.language import asked_for, language_of
from ciwidgets.shipped import PACKAGE, workbooks_folder
from ciwidgets.words import catalogue
from ciwidgets.words.prose import cells_in, hash_of, prose
from ciwidgets.words.refusals import refusal, refused_in
from ciwidgets.words.said import list_and
from ciwidgets.workbook import read_workbook

ENGLISH = PACKAGE / "words" / "en"
SPANISH = PACKAGE / "words" / "es"
# What fills their blank is the code’s own word for a list.
NAMES_A_LIST_IN_ENGLISH = {"linked_gone", "linked_gone_from_team"}
BLANK = re.compile(r"\{\w+\}")
FOR_PARTICIPANTS = [
    *sorted(workbooks_folder().glob("*.ipynb")),
    workbooks_folder() / "training" / "1_ladder_of_inference.ipynb",
    workbooks_folder() / "training" / "2_iceberg.ipynb",
]


def sentences(path: Path) -> dict[str, str]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def request(**headers: str) -> HTTPServerRequest:
    told = HTTPHeaders({name.replace("_", "-"): text for name, text in headers.items()})
    return HTTPServerRequest(headers=told, start_line=RequestStartLine("GET", "/", "HTTP/1.0"))


@pytest.mark.parametrize("english", sorted(ENGLISH.glob("*.toml")), ids=lambda one: one.stem)
def test_every_section_has_a_spanish_twin_with_the_same_keys_and_blanks(english: Path) -> None:
    said, spanish = sentences(english), sentences(SPANISH / english.name)
    assert list(spanish) == list(said)
    blanks = {
        key: [] if key in NAMES_A_LIST_IN_ENGLISH else sorted(BLANK.findall(text))
        for key, text in said.items()
    }
    assert {key: sorted(BLANK.findall(text)) for key, text in spanish.items()} == blanks


@pytest.mark.parametrize("notebook", FOR_PARTICIPANTS, ids=lambda one: one.stem)
def test_all_prose_for_participants_is_in_spanish_and_up_to_the_english(notebook: Path) -> None:
    lesson = notebook.parent.name == "training"
    name = f"training/{notebook.stem}" if lesson else notebook.stem
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    english = {
        cell["id"]: "".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"
    }
    spanish = cells_in(name, "es")
    assert {cell: hash_of(text) for cell, text in english.items()} == {
        cell: of for cell, (_, of) in spanish.items()
    }, "translate what changed, and put the hash of its English beside it, under [hash]"


def test_english_that_was_changed_is_shown_and_not_a_translation_of_what_it_said() -> None:
    cells = json.loads((workbooks_folder() / "start.ipynb").read_text(encoding="utf-8"))["cells"]
    title = "".join(cells[0]["source"])
    assert prose("start", "title", title, "es").startswith("# Le damos")
    assert prose("start", "title", f"{title} And bring a pen.", "es").endswith("bring a pen.")
    assert prose("start", "a-new-cell", "Something new.", "es") == "Something new."
    assert prose("start", "title", title, "en") == title


def test_lists_of_steps_follow_the_language() -> None:
    path = workbooks_folder() / "goals.ipynb"
    english, spanish = read_workbook(path), read_workbook(path, "es")
    assert [step.id for step in spanish.steps] == [step.id for step in english.steps]
    assert spanish.title != english.title
    assert not {one.title for one in spanish.steps} & {one.title for one in english.steps}


def test_the_cases_are_in_spanish_with_the_same_verdicts() -> None:
    english, spanish = questions("confidentiality"), questions("confidentiality", "es")
    assert spanish.title != english.title
    for one, other in zip(english.checks, spanish.checks, strict=True):
        assert one.id == other.id
        assert [choice.verdict for choice in one.choices] == [
            choice.verdict for choice in other.choices
        ]


def test_what_a_reader_chose_comes_before_their_browser_and_the_program() -> None:
    assert language_of(request(), "es") == "es"
    assert language_of(request(Accept_Language="fr, es-MX;q=0.8, en;q=0.5"), "en") == "es"
    assert language_of(request(Accept_Language="en-US,en;q=0.9,es;q=0.1"), "es") == "en"
    both = request(Accept_Language="en", Cookie="ciwidgets_language=es")
    assert language_of(both, "en") == "es"
    assert language_of(request(Cookie="ciwidgets_language=../en"), "en") == "en"


def test_a_strange_header_is_no_trouble() -> None:
    assert asked_for("") == [""]
    assert asked_for("*;q=x, en;q=0, es ; q=0.5") == ["es"]


def test_a_refusal_is_said_in_the_language_of_who_asked() -> None:
    error = NotAllowed(refusal("most_ideas", n=40))
    assert str(error).startswith("You have written 40 ideas")
    assert refused_in(error, "es").startswith("Usted escribió 40 ideas")
    assert refused_in(NotAllowed("As it is."), "es") == "As it is."


def test_no_page_refuses_in_a_sentence_that_is_not_in_the_catalogue() -> None:
    literal = []
    named = set()
    for path in sorted((PACKAGE / "visit").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            first = node.args[0] if node.args else None
            is_literal = isinstance(first, (ast.Constant, ast.JoinedStr))
            if node.func.id in {"NotAllowed", "BadMessage"} and is_literal:
                literal.append(f"{path.name}:{node.lineno}")
            if node.func.id == "refusal" and isinstance(first, ast.Constant):
                named.add(first.value)
    assert literal == []
    assert named == set(catalogue("en")["refusals"])


def test_a_list_says_e_before_the_sound_of_i() -> None:
    spanish, english = catalogue("es")["since_then.kernel"], catalogue("en")["since_then.kernel"]
    assert list_and("padres", "iglesias", spanish) == "padres e iglesias"
    assert list_and("padres", "hijos", spanish) == "padres e hijos"
    assert list_and("agua", "hielo", spanish) == "agua y hielo"
    assert list_and("parents", "investigators", english) == "parents and investigators"
