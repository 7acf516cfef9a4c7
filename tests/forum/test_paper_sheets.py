"""What came back on paper, typed in on a real page with the keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as BrowserPage

from ciwidgets.model import Idea, Rating, Role
from tests.forum.pages import PHONE, join
from tests.support.axe import AXE, violations
from tests.support.room import RATING, Room
from tests.support.server import Served

DESK = {"width": 1440, "height": 900}


def at_the_desk(page: BrowserPage, server: Served, code: str) -> None:
    page.goto(f"{server.url}start#team={code}")
    join(page, "Law")
    page.get_by_role("link", name="What came back on paper").click()
    which = page.get_by_role("group", name="Which sheets do you have?").get_by_role("checkbox")
    expect(which.first).to_be_visible(timeout=20_000)
    for name in ("2. How we see it", "5. What hurts most"):
        page.get_by_role("checkbox", name=name).check()
    expect(page.get_by_role("button", name="Save this sheet")).to_be_visible()


def test_a_project_manager_types_in_a_sheet_with_the_keyboard_alone(
    browser: Browser, server: Served, hall: Room
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make setup`")
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    at_the_desk(page, server, hall.code(role=Role.PROJECT_MANAGER))
    page.get_by_label("Mark or name").focus()
    # Name, sector, two statements, then an idea.
    for key in ("R", "o", "s", "a", "Enter", "Enter", "4", "Enter", "2", "Enter"):
        page.keyboard.press(key)
    page.keyboard.type("Rides <b>back</b> home")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save this sheet").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(r"Rosa’s sheet is saved\. 1 so far"))).to_be_in_viewport()
    card = page.get_by_role("article", name="Rosa")
    expect(card).to_contain_text("2. How we see it: 2")
    expect(page.get_by_label("Mark or name")).to_be_focused()
    expect(page.get_by_label("Mark or name")).to_have_value("")
    (rating,) = hall.store.current(Rating)
    assert rating.body.step == RATING
    assert list(rating.body.answers.values()) == [4, 2]
    assert [one.body.text for one in hall.store.current(Idea)] == ["Rides <b>back</b> home"]
    card.get_by_role("button", name="Open and change").click()
    expect(page.get_by_label("Idea 1")).to_have_value("Rides <b>back</b> home")
    for viewport in (DESK, PHONE):
        page.set_viewport_size(viewport)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= viewport["width"]
        assert violations(page) == []
    context.close()


def test_a_member_of_the_team_finds_neither_the_link_nor_the_sheets(
    browser: Browser, server: Served, hall: Room
) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{server.url}start#team={hall.code()}")
    join(page, "Law")
    expect(page.get_by_role("link", name="What our community needs")).to_be_visible()
    expect(page.get_by_role("link", name="What came back on paper")).to_have_count(0)
    page.goto(f"{server.url}paper_entry")
    told = page.get_by_text("This page is for the project manager and facilitators")
    expect(told).to_be_visible(timeout=20_000)
    expect(page.get_by_label("Mark or name")).to_have_count(0)
    context.close()
