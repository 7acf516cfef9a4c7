"""Each state of a page: accessible, usable by keyboard, honest about its connection."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Dialog, expect
from playwright.sync_api import Page as BrowserPage

from ciwidgets.model import Idea, Rating, Role
from tests.forum.pages import PHONE, PROJECTOR, go_to, join, open_step, statement, words
from tests.support.axe import violations
from tests.support.room import Page, Room
from tests.support.server import Served

STEPS = (
    "our-numbers",
    "how-we-see-it",
    "what-we-have",
    "who-is-at-the-table",
    "what-hurts-most",
    "what-first",
    "our-needs",
)
CLOSED = ("how-we-see-it", "what-hurts-most", "what-first", "our-needs")
HOSTILE = [
    "<script>window.tripped = 1</script>",
    "<img src=x onerror='window.tripped = 1'>",
    "</script><svg onload='window.tripped = 1'>",
    "[link](javascript:window.tripped=1) $\\href{javascript:window.tripped=1}{x}$",
    "{{7*7}} ${7*7} ‮txt.exe 🧡 مساعدة",
]


@pytest.mark.parametrize("viewport", [PHONE, PROJECTOR], ids=["phone", "projector"])
def test_axe_finds_nothing_in_any_state(  # noqa: PLR0915  # one state after the other
    browser: Browser,
    server: Served,
    hall: Room,
    scripted: Callable[[str], Page],
    viewport: dict[str, int],
) -> None:
    context = browser.new_context(viewport=viewport, reduced_motion="reduce")
    page = context.new_page()
    found: dict[str, list[str]] = {}

    def look(state: str) -> None:
        found[state] = violations(page)

    page.goto(f"{server.url}start")
    expect(page.get_by_label("Which part of the community")).to_be_visible()
    look("the door")
    page.get_by_role("button", name="Join the team").click()
    look("the door with an error")
    page.get_by_role("button", name=re.compile("I was here before")).click()
    look("the door for a return code")
    page.goto("about:blank")
    page.goto(f"{server.url}start#team={hall.code(role=Role.PROJECT_MANAGER)}")
    join(page, "Law")
    look("the start page")
    for summary in page.locator("summary").all():
        summary.click()
    look("the start page with everything open")
    page.goto(f"{server.url}needs_assessment")
    expect(page.get_by_text("Ash County")).to_be_visible()
    people = [scripted("law") for _ in range(6)]
    idea = people[0].add_idea("Rides to treatment")
    other = people[0].add_idea("A ride to treatment")
    for step in STEPS:
        section = go_to(page, step)
        expect(section.locator(".ci-phase").first).to_be_visible()
        look(f"{step}, open")
    board = go_to(page, "what-hurts-most")
    board.get_by_role("button", name=re.compile("show me the team")).click()
    expect(words(board, "A ride to treatment")).to_be_visible()
    look("the team's wall")
    for person in people:
        person.visit.look_again()
        person.rate(talk=2, trust=5)
        person.send(person.vote, "save", base_revision=0, dots={idea: 1, other: 1})
    people[0].send(
        people[0].needs,
        "save",
        record_id=f"need-{viewport['width']}",
        base_revision=0,
        text="Rides",
        reason="No bus",
        rank=1,
    )
    manager = hall.person("ash", Role.PROJECT_MANAGER)
    for part in (manager.rating, manager.board, manager.vote, manager.needs):
        manager.set_step(part, is_open=False)
    for step in CLOSED:
        section = go_to(page, step)
        expect(section.locator(".ci-phase").first).to_have_text("Closed")
        for summary in section.locator("summary").all():
            if summary.is_visible():
                summary.click()
        look(f"{step}, closed")
    for part in (manager.rating, manager.board, manager.vote, manager.needs):
        manager.set_step(part, is_open=True)
    assert {state: rules for state, rules in found.items() if rules} == {}
    context.close()


def test_a_keyboard_alone_joins_answers_writes_votes_and_chooses(  # noqa: PLR0915  # one story
    browser: Browser, server: Served, hall: Room
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = open_step(context, server, "how-we-see-it", hall.code("elm"))
    expect(page.get_by_label("Which part of the community")).to_be_visible()

    def reach(name: str, role: str = "") -> None:
        """Press Tab until something of this name has the focus."""
        for _ in range(120):
            page.keyboard.press("Tab")
            label = page.evaluate(
                """() => { const e = document.activeElement;
                   // Past the last stop the page itself has the focus: it says every name.
                   if (e === document.body) return '';
                   const label = e.labels && e.labels[0] ? e.labels[0].textContent : '';
                   return (e.getAttribute('aria-label') || label || e.textContent || '')
                          + '|' + (e.type || e.tagName).toLowerCase() }"""
            )
            if name in label and role in label:
                return
        pytest.fail(f"No Tab stop says {name!r}")

    reach("Which part of the community")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    reach("Join the team")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Elm County")).to_be_visible()
    reach("No", "radio")
    section = page.locator("#step-how-we-see-it")
    answers = statement(section, "We talk.")
    page.keyboard.press("ArrowDown")
    expect(answers.locator(":checked")).to_have_count(1)
    expect(page.get_by_text("Everything is saved")).to_be_visible()
    for number, step in (
        (3, "what-we-have"),
        (4, "who-is-at-the-table"),
        (5, "what-hurts-most"),
    ):
        reach(f"Next: {number}.")
        page.keyboard.press("Enter")
        expect(page.locator(f"#step-{step}")).to_be_visible()
    board = page.locator("#step-what-hurts-most")
    reach("What hurts most", "textarea")
    page.keyboard.type("A place to sleep")
    reach("Add this idea")
    page.keyboard.press("Enter")
    expect(words(board, "A place to sleep")).to_be_visible()
    reach("Next: 6.")
    page.keyboard.press("Enter")
    expect(page.locator("#step-what-first")).to_be_visible()
    reach("Give a dot to: A place to sleep")
    page.keyboard.press("Space")
    expect(page.locator("#step-what-first").get_by_text("2 dots left")).to_be_visible()
    reach("Next: 7.")
    page.keyboard.press("Enter")
    expect(page.locator("#step-our-needs")).to_be_visible()
    reach("Choose")
    page.keyboard.press("Enter")
    reach("Save this need")
    page.keyboard.press("Enter")
    expect(page.locator("#step-our-needs").get_by_text("1 chosen")).to_be_visible()
    expect(page.get_by_text("Everything is saved")).to_be_visible()
    context.close()


def test_markup_in_every_field_stays_text_on_every_page(
    browser: Browser, server: Served, hall: Room
) -> None:
    writer = browser.new_context(viewport=PHONE)
    page = open_step(writer, server, "what-hurts-most", hall.code("elm"))
    dialogs: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", on_dialog)
    join(page, "Faith", name=HOSTILE[1])
    board = go_to(page, "what-hurts-most")
    for text in HOSTILE:
        board.get_by_role("textbox").first.fill(text)
        board.get_by_role("button", name="Add this idea").click()
        expect(words(board, text)).to_be_visible()
    reader = browser.new_context(viewport=PROJECTOR)
    other = open_step(reader, server, "what-hurts-most", hall.code("elm", Role.PROJECT_MANAGER))
    join(other, "Law")
    wall = go_to(other, "what-hurts-most")
    wall.get_by_role("button", name=re.compile("show me the team")).click()
    for step in ("what-hurts-most", "what-first", "our-needs"):
        section = go_to(other, step)
        for text in HOSTILE:
            expect(words(section, text)).to_be_visible()
    for one in (page, other):
        assert one.evaluate("window.tripped") is None
    assert dialogs == []
    writer.close()
    reader.close()


def test_words_typed_without_a_connection_are_kept_and_sent_once(
    browser: Browser, server: Served, hall: Room
) -> None:
    context = browser.new_context(viewport=PHONE)
    page = open_step(context, server, "what-hurts-most", hall.code("elm"))
    join(page, "Health")
    board = go_to(page, "what-hurts-most")
    expect(board.get_by_role("textbox").first).to_be_visible()
    context.set_offline(True)
    board.get_by_role("textbox").first.fill("Written on a bad line")
    board.get_by_role("button", name="Add this idea").click()
    expect(page.get_by_text("Not saved yet").first).to_be_visible(timeout=15_000)
    expect(page.get_by_text("No connection").first).to_be_visible(timeout=15_000)
    context.set_offline(False)
    expect(page.get_by_text("Everything is saved")).to_be_visible(timeout=30_000)
    kept = [e for e in hall.store.current(Idea) if e.body.text == "Written on a bad line"]
    assert len(kept) == 1
    assert len(hall.store.history(kept[0].record_id)) == 1
    context.close()


def test_a_killed_kernel_loses_nothing_and_the_page_comes_back_by_itself(
    browser: Browser, server: Served, hall: Room
) -> None:
    context = browser.new_context(viewport=PHONE)
    page = open_step(context, server, "what-hurts-most", hall.code("elm"))
    join(page, "Health")
    board = go_to(page, "what-hurts-most")
    board.get_by_role("textbox").first.fill("Typed and not yet added")
    shutdown = page.evaluate(
        "() => JSON.parse(document.getElementById('ci-page').textContent).shutdown_url"
    )
    page.evaluate(
        """url => { const form = new FormData();
           form.append('_xsrf', document.cookie.match(/_xsrf=([^;]*)/)[1]);
           navigator.sendBeacon(url, form) }""",
        shutdown,
    )
    expect(page.get_by_text("Elm County")).to_be_visible(timeout=40_000)
    board = go_to(page, "what-hurts-most")
    expect(board.get_by_role("textbox").first).to_have_value("Typed and not yet added")
    board.get_by_role("button", name="Add this idea").click()
    expect(words(board, "Typed and not yet added")).to_be_visible()
    expect(page.get_by_text("Everything is saved")).to_be_visible()
    context.close()


def test_a_wrong_code_is_said_at_the_field_and_the_code_is_not_in_the_address(
    browser: Browser, server: Served
) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{server.url}start#team=WRNGCDE2")
    page.get_by_label("Which part of the community").select_option(label="Law")
    assert "WRNGCDE2" not in page.url
    page.get_by_role("button", name="Join the team").click()
    expect(page.get_by_text("not one of our team codes")).to_be_visible()
    expect(page.get_by_label("Team code")).to_be_focused()
    context.close()


def test_a_page_fits_a_small_phone_and_twice_the_letter_size(
    browser: Browser, server: Served, hall: Room
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = open_step(context, server, "how-we-see-it", hall.code("elm"))
    join(page, "Law")

    def too_wide(one: BrowserPage) -> int:
        return int(one.evaluate("document.documentElement.scrollWidth - innerWidth"))

    for step in STEPS:
        go_to(page, step)
        assert too_wide(page) <= 0, step
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for step in STEPS:
        go_to(page, step)
        assert too_wide(page) <= 0, f"{step} at twice the size"
    context.close()


def test_the_page_asks_nothing_of_other_machines_and_logs_no_errors(
    browser: Browser, server: Served, hall: Room
) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{server.url}needs_assessment#step=how-we-see-it&team={hall.code('elm')}")
    join(page, "Law")
    statement(page.locator("#step-how-we-see-it"), "We talk.").get_by_label(
        "Yes", exact=True
    ).check()
    expect(page.get_by_text("Everything is saved")).to_be_visible()
    time.sleep(1)
    assert [url for url in asked if not url.startswith((server.url, "data:"))] == []
    # The page, its style, and each piece of code once; those of later steps come in the background.
    assert len(asked) == len(set(asked)) <= 24
    assert said == []
    assert any(e.body.answers == {"talk": 5} for e in hall.store.current(Rating, team_id="elm"))
    context.close()
