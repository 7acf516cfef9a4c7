"""Sorting ideas into themes on real pages: with a mouse, with a finger, with a keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as BrowserPage

from tests.forum.pages import PHONE, PROJECTOR, join, open_step
from tests.support.axe import violations
from tests.support.room import Page, Room
from tests.support.server import Served

STEP = "what-hurts-most"
BUS, RIDE, NIGHT = "No bus to the clinic", "Rides <b>back</b> home", "Someone to call at night"


def themes(page: BrowserPage) -> Locator:
    return page.locator(f"#step-{STEP} .ci-themes")


def theme(page: BrowserPage, title: str) -> Locator:
    return themes(page).locator(".ci-theme").filter(has=page.get_by_role("heading", name=title))


def idea(page: BrowserPage, text: str) -> Locator:
    return themes(page).locator(".ci-idea").filter(has=page.get_by_text(text, exact=True))


def look(page: BrowserPage) -> None:
    themes(page).get_by_role("button", name=re.compile("We have written ours")).click()


def begin(page: BrowserPage, title: str) -> None:
    themes(page).get_by_role("button", name="Begin a theme", exact=True).click()
    page.get_by_label("Name of the theme").fill(title)
    themes(page).get_by_role("button", name="Save", exact=True).click()
    expect(theme(page, title)).to_be_visible()


def drag(page: BrowserPage, one: Locator, to: Locator) -> None:
    """Drag as a hand does, in many small moves."""
    start, end = one.bounding_box(), to.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 90, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(start["x"] + 110, start["y"] + 25, steps=5)
    page.mouse.move(end["x"] + 60, end["y"] + 20, steps=15)
    page.mouse.up()


def test_a_mouse_a_finger_and_a_keyboard_sort_one_wall_together(
    browser: Browser, server: Served, hall: Room, scripted: Callable[[str], Page]
) -> None:
    writer = scripted("law")
    for text in (BUS, RIDE, NIGHT):
        writer.add_idea(text)
    at_desk = open_step(browser.new_context(viewport=PROJECTOR), server, STEP, hall.code())
    join(at_desk, "Law")
    look(at_desk)
    begin(at_desk, "Getting there")
    begin(at_desk, "After hours")
    box = themes(at_desk)
    box.scroll_into_view_if_needed()
    drag(at_desk, idea(at_desk, BUS), theme(at_desk, "Getting there"))
    expect(theme(at_desk, "Getting there").locator(".ci-idea")).to_contain_text(BUS)
    # Dropped where it came from, it stays there, and the click at the end ticks nothing.
    drag(at_desk, idea(at_desk, RIDE), box.get_by_role("heading", name="Not in a theme yet"))
    expect(box.locator("input:checked")).to_have_count(0)

    context = browser.new_context(viewport=PHONE, has_touch=True)
    on_phone = open_step(context, server, STEP, hall.code())
    join(on_phone, "Health")
    look(on_phone)
    idea(on_phone, RIDE).get_by_role("checkbox").tap()
    bar = themes(on_phone).locator(".ci-bar")
    bar.get_by_role("button", name=re.compile(r"Put into")).tap()
    bar.get_by_role("button", name="Getting there", exact=True).tap()
    for page in (on_phone, at_desk):
        expect(theme(page, "Getting there").locator(".ci-idea")).to_have_count(2)

    idea(at_desk, NIGHT).get_by_role("button", name=re.compile(r"Put into")).focus()
    at_desk.keyboard.press("Enter")
    at_desk.keyboard.press("Tab")
    at_desk.keyboard.press("Enter")
    for page in (at_desk, on_phone):
        expect(theme(page, "After hours").locator(".ci-idea")).to_contain_text(NIGHT)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(page) == []
    themes(on_phone).locator("details").first.evaluate("one => { one.open = true }")
    begin_again = themes(on_phone).get_by_role("button", name=re.compile("Change Getting there"))
    begin_again.tap()
    themes(on_phone).get_by_text(re.compile("What it rests on")).first.tap()
    assert violations(on_phone) == []
