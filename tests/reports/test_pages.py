"""A team's report in a real browser: whatever people typed, on a phone, on paper, for everybody."""

from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_output

from ciwidgets.enrolment import current_program, load_program
from ciwidgets.model import Draft, Idea, IdeaGroup, Need, new_id
from ciwidgets.opening import load_sample_program
from ciwidgets.reports.documents.html import to_html
from ciwidgets.reports.paper import paper_twin
from ciwidgets.reports.team_summary import TeamSummary
from ciwidgets.shipped import workbooks_folder
from ciwidgets.store import Store
from tests.reports.test_html import PAYLOADS
from tests.support.axe import AXE, violations

pytestmark = pytest.mark.browser
STEP = "needs_assessment/what-hurts-most"


def page_of(report: TeamSummary) -> str:
    """Return the shipped notebook's document, its calls made here instead of in a kernel."""
    notebook = nbformat.read(workbooks_folder() / "reports" / "team_summary.ipynb", 4)
    for cell in notebook.cells:
        source = cell.source.strip()
        if source.startswith("report.") and source.endswith("()"):
            section = getattr(report, source[len("report.") : -2])()
            cell.outputs = [new_output("display_data", section._repr_mimebundle_())]
    return to_html(notebook)


@pytest.fixture(scope="module")
def hostile_store():
    """A program in which a team's name, ideas, groups, needs and reasons are all attacks."""
    with Store("sqlite://") as store:
        load_sample_program(store)
        program = current_program(store)
        teams = [
            one.model_copy(update={"name": "<script>hit()</script>", "place": PAYLOADS[2]})
            if one.id == "tamsin"
            else one
            for one in program.teams
        ]
        load_program(store, program.model_copy(update={"teams": teams, "name": PAYLOADS[1][:80]}))
        drafts = []
        for number, payload in enumerate(PAYLOADS):
            ids = [f"idea-{number}-a", f"idea-{number}-b"]
            bodies = [
                *((one, Idea(step=STEP, text=payload)) for one in ids),
                (new_id(), IdeaGroup(step=STEP, title=payload, idea_ids=ids)),
                (new_id(), Need(step="needs_assessment/our-needs", text=payload, reason=payload)),
            ]
            drafts += [Draft(one, body, new_id(), "tamsin", "x", "forum-3") for one, body in bodies]
        store.append(drafts)
        yield store


def look_at(browser, tmp_path, html, width=1100):
    """Open a document in a browser; return the page, what it asked for and what it ran."""
    file = tmp_path / "report.html"
    file.write_text(html, encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800})
    asked, ran = [], []
    context.expose_function("hit", lambda: ran.append("hit"))
    page = context.new_page()
    page.on("request", lambda one: asked.append(one.url))
    page.on("dialog", lambda dialog: ran.append("dialog") or dialog.dismiss())
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    return page, asked, ran


def test_what_people_typed_runs_nothing_and_asks_for_nothing(hostile_store, browser, tmp_path):
    html = page_of(TeamSummary("tamsin", store=hostile_store))
    page, asked, ran = look_at(browser, tmp_path, html)
    page.evaluate(
        """for (const one of document.querySelectorAll("body *"))
            for (const type of ["click", "mouseover", "focus", "toggle", "error", "load"])
                one.dispatchEvent(new Event(type, {bubbles: true}))"""
    )
    page.wait_for_timeout(300)
    text = page.locator("body").inner_text()
    page.context.close()
    assert ran == []
    assert [url for url in asked if not url.startswith(("file:", "data:image/svg+xml"))] == []
    assert "<script>hit()</script>" in text
    missing = [one for one in PAYLOADS if one.split()[0] not in text]
    assert missing == []


@pytest.mark.parametrize("width", [360, 1100], ids=["phone", "desk"])
@pytest.mark.parametrize("team", ["ambrin-falls", "dunmarrow", "wexmoor"])
def test_a_report_is_for_everybody_and_fits_its_screen(sample, browser, tmp_path, team, width):
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make setup`")
    page, _, _ = look_at(browser, tmp_path, page_of(TeamSummary(team, store=sample)), width)
    wide = page.evaluate("document.documentElement.scrollWidth")
    found = violations(page)
    page.context.close()
    assert found == []
    assert wide <= width


@pytest.mark.parametrize("width", [360, 1100], ids=["phone", "desk"])
def test_the_paper_twin_is_for_everybody(sample, browser, tmp_path, width):
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make setup`")
    sheet = paper_twin(current_program(sample), "needs_assessment")
    page, _, _ = look_at(browser, tmp_path, sheet, width)
    wide = page.evaluate("document.documentElement.scrollWidth")
    found = violations(page)
    page.context.close()
    assert found == []
    assert wide <= width


def test_the_first_link_leads_past_the_head_to_the_text(sample, browser, tmp_path):
    page, _, _ = look_at(browser, tmp_path, page_of(TeamSummary("wexmoor", store=sample)))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    address = page.url
    page.context.close()
    assert address.endswith("#main")


def test_no_picture_is_cut_in_two_by_the_edge_of_a_sheet(sample, browser, tmp_path):
    page, _, _ = look_at(browser, tmp_path, page_of(TeamSummary("ambrin-falls", store=sample)))
    page.emulate_media(media="print")
    # The text of a sheet of letter paper between the margins of our @page rule, in pixels.
    heights = page.evaluate("[...document.images].map(one => one.getBoundingClientRect().height)")
    page.context.close()
    assert heights
    assert max(heights) < (279 - 38) / 25.4 * 96
