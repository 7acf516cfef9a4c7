"""Spanish: nothing that a participant reads is left out, stale, or said in English alone."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from ciwidgets.analysis.rates import RELIABILITY_RULES
from ciwidgets.analysis.suppression.rules import DISCLOSURE_RULES
from ciwidgets.analysis.survey_results import survey_result
from ciwidgets.errors import BadMessage, NotAllowed
from ciwidgets.model import Partner, Sector
from ciwidgets.model.five_conditions import OUR_SCALES, OUR_SURVEYS
from ciwidgets.model.goal_criteria import goal_criteria
from ciwidgets.model.sector_lists import sector_file
from ciwidgets.questions import questions
from ciwidgets.results.maps.parts import TeamLink, TeamMap, TeamWord
from ciwidgets.results.maps.said import said
from ciwidgets.results.naming.names import SOMEBODY
from ciwidgets.results.plans.public import made_possible_by
from ciwidgets.serving.language import asked_for, language_of
from ciwidgets.shipped import PACKAGE, workbooks_folder
from ciwidgets.visit import Visit
from ciwidgets.visit.evidence import FactsHere
from ciwidgets.visit.messages import SaveActivity, parse
from ciwidgets.visit.plans.goals import criteria_for
from ciwidgets.visit.spoken_program import spoken_program
from ciwidgets.words import catalogue, kernel_section
from ciwidgets.words.ours import ours
from ciwidgets.words.prose import cells_in, hash_of, prose
from ciwidgets.words.refusals import refusal, refused_in
from ciwidgets.words.said import either, list_and
from ciwidgets.workbook import read_workbook
from tests.support.room import Page, Room, small_program

ENGLISH = PACKAGE / "words" / "en"
SPANISH = PACKAGE / "words" / "es"
# What fills their blank is the code’s own word for a list.
NAMES_A_LIST_IN_ENGLISH = {"linked_gone", "linked_gone_from_team"}
BLANK = re.compile(r"\{\w+\}")
TABLE = "needs_assessment/who-is-at-the-table"
# Those whose bodies a page fills in; what staff and files say is refused elsewhere.
MODELS_OF_PAGES = [
    PACKAGE / "model" / f"{one}.py"
    for one in (
        "activities", "exercises", "goals", "maps", "names", "priorities", "room", "text"
    )
]  # fmt: skip
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


def test_what_only_a_form_says_is_worded_so_that_a_page_can_leave_it_out() -> None:
    # A page takes it off a label where the answer is read, by the words it is given for it.
    hints = {language: catalogue(language)["common"]["leave_empty"] for language in ("en", "es")}
    hinted = [
        (stem, key)
        for stem, words in catalogue("en").items()
        for key, text in words.items()
        if text.endswith(hints["en"])
    ]
    assert len(hinted) > 30
    unlike = [one for one in hinted if not catalogue("es")[one[0]][one[1]].endswith(hints["es"])]
    assert unlike == []


def test_a_count_beside_its_noun_agrees_with_it_or_does_not_need_to() -> None:
    # What is counted is not what chooses the form: "{n}" is the people who have come.
    spanish = catalogue("es")
    for stem in ("brought_home", "tried"):
        assert spanish[stem]["answered_other"].endswith(": {answered}")


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
    spanish, english = catalogue("es")["common.kernel"], catalogue("en")["common.kernel"]
    assert list_and("padres", "iglesias", spanish) == "padres e iglesias"
    assert list_and("padres", "hijos", spanish) == "padres e hijos"
    assert list_and("agua", "hielo", spanish) == "agua y hielo"
    assert list_and("parents", "investigators", english) == "parents and investigators"


def test_one_or_the_other_says_u_before_the_sound_of_o() -> None:
    spanish, english = catalogue("es")["drift.kernel"], catalogue("en")["drift.kernel"]
    assert either("siempre", "otras veces", spanish) == "siempre u otras veces"
    assert either("minutos", "horas", spanish) == "minutos u horas"
    assert either("a veces", "siempre", spanish) == "a veces o siempre"
    assert either("always", "often", english) == "always or often"


def test_a_link_of_the_teams_map_is_said_in_the_pages_language() -> None:
    link = TeamLink("estigma", "ayuda", -0.9, 6, 1.0, "shared", (), None, 2)
    words = (TeamWord("estigma", "Estigma", ()), TeamWord("ayuda", "Pedir ayuda", ()))
    found = TeamMap(6, too_few=False, words=words, links=(link,))
    spanish = kernel_section("our_map", "es")
    assert said(link, found, (0.25, 0.62, 1.0), spanish) == (
        "Más “Estigma” lleva a menos “Pedir ayuda”, con fuerza."
    )


def brought_in_english() -> set[str]:
    """Return what lists, criteria, a survey, notebooks and models of ours bring as they are."""
    lists = sector_file().lists.values()
    sectors = [one for each in lists for one in each.sectors]
    criteria = [
        one for each in ("smart", "smartie") for one in goal_criteria(each).criteria
    ]  # fmt: skip
    prompts = [
        re.search(r'prompt: str = "(.*?)"', "".join(cell["source"]))
        for path in sorted(workbooks_folder().glob("*.ipynb"))
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
    ]
    return {
        *(one.name for one in lists),
        *(one.name for one in sectors),
        *(one.includes for one in sectors),
        *(one.door_name for one in sectors),
        *(one.door_includes for one in sectors),
        *(text for one in criteria for text in (one.name, one.about, one.ask)),
        *(one.title for one in OUR_SURVEYS),
        *(each.text for one in OUR_SURVEYS for each in one.statements),
        *(label for one in OUR_SCALES for label in one.labels),
        *(one.group(1) for one in prompts if one),
        *(text for path in MODELS_OF_PAGES for text in said_by_a_model(path)),
    } - {""}


def said_by_a_model(path: Path) -> set[str]:
    """Return why a model refuses a body, where nothing is filled into it."""
    raised = (
        node.exc.args[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)
    )
    return {str(one.value) for one in raised if isinstance(one, ast.Constant)}


def test_all_that_models_and_notebooks_bring_in_english_is_said_in_spanish() -> None:
    brought = brought_in_english()
    assert set(catalogue("en")["ours"].values()) == brought
    same = {one for one in brought if ours(one, "es") == one}
    assert same == set()
    assert {ours(one, "en") for one in brought} == brought
    assert ours("A van on Tuesdays", "es") == "A van on Tuesdays"


def test_rules_for_numbers_are_said_in_the_catalogue_as_the_analysis_says_them() -> None:
    words = catalogue("en")["local_numbers.kernel"]
    for reliable in RELIABILITY_RULES.values():
        assert words[f"rule_{reliable.id}"] == reliable.sentence
        assert words[f"mark_{reliable.mark.replace(' ', '_')}"] == reliable.mark
    for withheld in DISCLOSURE_RULES.values():
        assert words[f"rule_{withheld.id.replace('-', '_')}"] == withheld.sentence


def test_a_page_says_the_sectors_and_the_survey_of_ours_and_leaves_a_programs_own_words() -> None:
    ours_and_own = [
        Sector(id="law", name="Law enforcement", includes="Police, sheriff, probation"),
        Sector(id="boats", name="Boat people", includes="All afloat"),
    ]
    program = small_program().model_copy(update={"sectors": ours_and_own})
    said = spoken_program(program, "es")
    assert [(one.id, one.name) for one in said.sectors] == [
        ("law", "Policía y justicia"),
        ("boats", "Boat people"),
    ]
    survey = said.survey("five_conditions")
    assert survey is not None
    assert survey.title == "Cómo trabajamos juntos"
    assert said.scale(survey.scale).labels[0] == "Nada"
    assert said.survey("pulse") == program.survey("pulse")
    assert spoken_program(program, "en") is program


def test_a_fact_is_shown_in_spanish_and_kept_in_the_one_language_of_the_record(room: Room) -> None:
    room.keep("church-00000001", Partner(step=TABLE, name="Hope Church", sectors=["faith"]))
    pages = {}
    for language in ("en", "es"):
        visit = Visit("needs_assessment", store=room.store, language=language, is_live=False)
        page = Page.__new__(Page)
        page.store, page.visit, page.strip = room.store, visit, visit.join_strip()
        page.join(room.code())
        pages[language] = FactsHere(visit)
    wanted = "table:sector:law"
    shown = {one["id"]: one["text"] for one in pages["es"].as_shown()}
    assert shown[wanted] == "Law: todavía no hay nadie en nuestra mesa."
    (kept,) = pages["es"].chosen([wanted], [])
    assert kept.text == "Law: nobody is at our table yet."
    assert pages["en"].chosen([wanted], []) == [kept]


def test_sectors_that_stand_together_are_listed_in_the_pages_language() -> None:
    program = small_program()
    people = {f"p{number}": {"talk": 3} for number in range(15)}
    where = dict(zip(people, ["iglesias"] * 3 + [""] * 3 + ["a"] * 9, strict=True))
    asked = (program.surveys[0], program.scales[0], people, where)
    names = {"iglesias": "Iglesias", "a": "Agua"}
    labels = {
        language: [
            one.label for one in survey_result(*asked, names, language=language).statements[0].pools
        ]
        for language in ("en", "es")
    }
    assert labels["en"] == ["Agua", "No sector given and Iglesias"]
    assert labels["es"] == ["Agua", "Sin sector indicado e Iglesias"]


def test_what_a_model_refuses_is_said_in_spanish() -> None:
    message: dict[str, Any] = {
        "type": "save",
        "request_id": "r" * 22,
        "record_id": "work-00000000001",
    }
    message |= {"base_revision": 0, "name": "Vans", "begins": "2026-06-09", "by": "2026-06-01"}
    with pytest.raises(BadMessage) as turned:
        parse({**message, "name": " "}, {"save": SaveActivity})
    assert refused_in(turned.value, "es") == (
        "Esto no se pudo guardar: el texto está vacío; primero escriba algo, por favor."
    )


def test_who_may_not_be_named_is_somebody_of_the_team_in_spanish_too() -> None:
    assert catalogue("en")["common.kernel"]["a_member"] == SOMEBODY
    somebody = catalogue("es")["common.kernel"]["a_member"]
    assert made_possible_by(["Rosa", somebody], "es") == ("Rosa", "alguien del equipo")
    assert made_possible_by([somebody, somebody], "es") == ("2 integrantes del equipo",)
    assert made_possible_by(["Rosa", SOMEBODY, SOMEBODY]) == ("Rosa", "2 members")


def test_what_a_goal_is_held_against_is_asked_in_the_pages_language(room: Room) -> None:
    visit = Visit("goals", store=room.store, language="es", is_live=False)
    asked = {one.id: one for one in criteria_for(visit).criteria}
    assert asked["strategic"].name == "Estratégica (strategic)"
    assert asked["equitable"].ask.startswith("¿Recibirán su parte justa")
    assert asked["equitable"].letter == "E"
