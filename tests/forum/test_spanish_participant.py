"""A participant who reads Spanish, on a phone: what they do, what they are told, and no English."""

from __future__ import annotations

import re
from itertools import chain
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, expect
from playwright.sync_api import Page as BrowserPage

from ciwidgets.enrolment import load_program
from ciwidgets.model import Idea, Partner, Rating, Role
from ciwidgets.model.program_texts import texts_of
from ciwidgets.visit.spoken_program import spoken_program
from tests.forum.pages import go_to, words
from tests.support.axe import violations
from tests.support.room import Room
from tests.support.server import Served

PHONE: ViewportSize = {"width": 360, "height": 740}
# What the program says that no participant may be left with in English.
SPANISH = {
    "Made-up program": "Programa inventado",
    "Made-up line of support.": "Llame al 988 (inventado).",
    "Made-up line on records.": "Es un registro público (inventado).",
    "We talk.": "Hablamos.",
    "We trust each other.": "Confiamos en los demás.",
    "Yes": "Sí",
    "Law": "Policía",
}
WORKBOOKS = ("start", "mental_models", "goals", "wins", "monthly_checkin", "confidentiality")
# Small words that no Spanish sentence has.
ENGLISH = re.compile(
    r"\b(the|and|of|your|is|are|with|this|that|you|what|who|from|have|not|by|will|can|they|"
    r"their|our|or|which|was|were|there|people|here|these)\b",
    re.IGNORECASE,
)
# Every text a person may read or be read to, also what is folded up; a list's choices too.
TEXTS = """() => {
  const said = new Set([document.title]);
  const told = ["aria-label", "alt", "placeholder", "title", "aria-description"];
  for (const one of document.querySelectorAll("body, body *")) {
    if (one.closest("script, style, template")) continue;
    if ([...one.childNodes].some((it) => it.nodeType === 3 && it.data.trim()))
      said.add(one.textContent.replace(/\\s+/g, " ").trim());
    for (const name of told) if (one.hasAttribute(name)) said.add(one.getAttribute(name));
  }
  return [...said];
}"""


def strings_in(said: Any) -> set[str]:
    """Return every text in what a body or a program says."""
    if isinstance(said, str):
        return {said}
    parts = said.values() if isinstance(said, dict) else said if isinstance(said, list) else ()
    return set(chain.from_iterable(map(strings_in, parts)))


class Reader:
    """Looks for English on a page that is no id, no name of a team and not of the team’s."""

    def __init__(self, hall: Room) -> None:
        """Learn what the program says in Spanish."""
        said = spoken_program(hall.program, "es").model_dump(mode="json", exclude={"spanish"})
        self.theirs = strings_in(said)
        self.found: dict[str, list[str]] = {}

    def read(self, page: BrowserPage, where: str) -> None:
        """Keep the sentences of a page that are English."""
        in_length = sorted((one for one in self.theirs if len(one) > 3), key=len, reverse=True)
        known = re.compile("|".join(map(re.escape, in_length)))
        said = page.evaluate(TEXTS)
        english = [one for one in said if ENGLISH.search(known.sub(" ", one))]
        assert len(said) > 20, f"{where}: {said}"
        if english:
            self.found[where] = english


@pytest.fixture(scope="module")
def hall(hall: Room) -> Room:
    """The small program with its Spanish, before the server looks at it."""
    texts = [one for one in texts_of(hall.program) if one not in SPANISH]
    spanish = SPANISH | {one: f"{one} en español" for one in texts}
    hall.program = hall.program.model_copy(update={"spanish": spanish})
    load_program(hall.store, hall.program)
    return hall


def open_all(page: BrowserPage) -> None:
    """Unfold whatever is folded."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")


def test_a_participant_who_reads_spanish_is_told_nothing_in_english(  # noqa: PLR0915  # one story
    browser: Browser, server: Served, hall: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CIWIDGETS_PAGE_LOADS_CODE", "1")
    monkeypatch.setenv("VOILA_REQUEST_URL", f"{server.url}needs_assessment")
    step = "needs_assessment/who-is-at-the-table"
    hall.keep("church-00000001", Partner(step=step, name="Hope Church", sectors=["faith"]))
    reader = Reader(hall)
    reader.theirs |= {"Hope Church"}
    context = browser.new_context(locale="es-MX", viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()

    # A wrong code is refused at its field; the right one lets them in.
    page.goto(f"{server.url}start#team=WRNGCDE2")
    sector = page.get_by_label("¿Desde qué parte de la comunidad habla usted?")
    sector.select_option(label="Policía")
    join = page.get_by_role("button", name="Unirme al equipo")
    join.click()
    expect(page.get_by_label("Código del equipo")).to_be_focused()
    reader.read(page, "the door, refused")
    expect(page.get_by_text(SPANISH["Made-up line of support."]).first).to_be_visible()
    expect(page.locator("#ci-foot")).to_have_text(SPANISH["Made-up line on records."])
    page.get_by_label("Código del equipo").fill(hall.code())
    join.click()
    expect(page.locator(".ci-who")).to_be_visible()

    page.goto(f"{server.url}needs_assessment#step=how-we-see-it")
    expect(page.get_by_text("Ash County")).to_be_visible()
    survey = go_to(page, "how-we-see-it")
    for one in ("We talk.", "We trust each other."):
        expect(survey.get_by_role("group", name=re.compile(SPANISH[one]))).to_be_visible()
    talk = survey.get_by_role("group", name=re.compile("Hablamos"))
    talk.get_by_label("Sí", exact=True).check()
    board = go_to(page, "what-hurts-most")
    expect(board.get_by_text("¿Qué es lo que más duele en nuestra comunidad")).to_be_visible()
    idea = "Nadie maneja de noche"
    board.get_by_role("textbox").first.fill(idea)
    board.get_by_role("button", name="Agregar esta idea").click()
    expect(words(board, idea)).to_be_visible()
    expect(page.get_by_text("Todo está guardado", exact=True)).to_be_visible()
    assert [one.body.text for one in hall.store.current(Idea)] == [idea]

    # An empty form is refused, and what a need can rest on is told in Spanish.
    needs = go_to(page, "our-needs")
    needs.get_by_role("button", name="Escribir una necesidad que no está").click()
    expect(
        needs.get_by_text("Policía: todavía no hay nadie en nuestra mesa.").first
    ).to_be_attached()
    reader.read(page, "what a need can rest on")

    # Others answer, and the steps are closed.
    others = hall.people(6)
    for one in others:
        one.rate(talk=2, trust=5)
        one.send(one.vote, "save", base_revision=0, dots={})
    assert len(hall.store.current(Rating)) == 7
    manager = hall.person("ash", Role.PROJECT_MANAGER)
    for part in (manager.rating, manager.board):
        manager.set_step(part, is_open=False)
    survey = go_to(page, "how-we-see-it")
    expect(survey.locator(".ci-phase").first).to_have_text("Cerrado")
    expect(survey.get_by_text("Respondieron 7 personas").first).to_be_visible()

    for step_id in page.locator("[data-step]").evaluate_all(
        "all => all.map(one => one.dataset.step)"
    ):
        go_to(page, step_id)
        open_all(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, step_id
        reader.read(page, f"needs_assessment, {step_id}")
    go_to(page, "how-we-see-it")
    assert violations(page) == []
    for workbook in WORKBOOKS:
        page.goto(f"{server.url}{workbook}")
        expect(page.get_by_text("Ash County").first).to_be_visible()
        expect(page.locator(".ci-exercise").first).to_be_attached()
        page.evaluate("document.querySelectorAll('section[hidden]').forEach(s => s.hidden = false)")
        open_all(page)
        reader.read(page, workbook)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, workbook
    for part in (manager.rating, manager.board):
        manager.set_step(part, is_open=True)
    context.close()
    assert reader.found == {}
