"""A facilitator leads a room of two teams from one page, and every page follows within a second."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as BrowserPage

from ciwidgets.model import Role, StepState
from tests.forum.pages import PHONE, join, open_step
from tests.support.axe import AXE, violations
from tests.support.room import VOTE, Page, Room
from tests.support.server import Served

# Waits for what comes, however busy the machine is.
LONG = 30_000
DESK = {"width": 1440, "height": 900}


def row_of(page: BrowserPage, team: str) -> Locator:
    """Return the line of a team in the exercise the room is at."""
    section = page.get_by_role("region", name="The vote with dots").first
    return section.get_by_role("row", name=re.compile(team))


def lead(browser: Browser, server: Served, hall: Room) -> BrowserPage:
    """Come in as a facilitator, and find the page on the start page."""
    page = browser.new_context(viewport=DESK).new_page()
    page.goto(f"{server.url}start#team={hall.code(role=Role.FACILITATOR)}")
    join(page, "Law")
    page.get_by_role("link", name="Leading the room").click()
    expect(page.get_by_label("Which exercise comes now?")).to_be_visible(timeout=20_000)
    return page


def ask_for(page: BrowserPage, exercise: str) -> None:
    """Ask everyone to open an exercise."""
    page.get_by_label("Which exercise comes now?").select_option(label=exercise)
    page.get_by_role("button", name="Ask everyone to open it").click()
    expect(page.get_by_text("Every page shows it now.")).to_be_visible()


def timer_and_message_arrive(page: BrowserPage, phones: list[BrowserPage]) -> None:
    """Start the timer and send a message; every phone has both, also after a reload."""
    page.get_by_label("How many minutes?").fill("6")
    page.get_by_role("button", name="Start the timer").click()
    page.get_by_label("What should every page say?").fill("Lunch is <b>at noon</b>")
    page.get_by_role("button", name="Send it").click()
    for phone in phones:
        expect(phone.get_by_role("timer")).to_contain_text(re.compile(r"[65]:\d\d"))
        expect(phone.get_by_text("Lunch is <b>at noon</b>")).to_be_visible()
    phones[0].reload()
    expect(phones[0].get_by_role("timer")).to_contain_text(re.compile(r"[65]:\d\d"), timeout=20_000)


def clock_covers_no_text(phone: BrowserPage) -> None:
    """Make sure that the clock is the foot of a phone's screen, and the page ends above it."""
    clock = phone.get_by_role("timer").bounding_box()
    assert clock is not None
    foot = (clock["x"], clock["width"], clock["y"] + clock["height"])
    assert foot == (0, PHONE["width"], PHONE["height"])
    phone.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = """() => Math.max(...[...document.querySelectorAll('main *, footer *')]
        .filter((one) => one.checkVisibility() && !one.closest('.ci-room-clock, .ci-hidden'))
        .map((one) => one.getBoundingClientRect().bottom))"""
    assert phone.evaluate(last) <= clock["y"]


def close_for_all(page: BrowserPage, phones: list[BrowserPage], hall: Room) -> None:
    """Close the vote for all teams; every phone is told."""
    page.get_by_role("button", name="Close for all teams The vote with dots").click()
    page.get_by_role("button", name="Close it for all").click()
    expect(page.get_by_text("It is closed.")).to_be_visible()
    for phone in phones:
        closed = phone.locator("#step-what-first .ci-phase").first
        expect(closed).to_have_text("Closed", timeout=10_000)
    states = {one.team_id: one.body.is_open for one in hall.store.current(StepState)
              if one.body.step == VOTE}  # fmt: skip
    assert states == {"ash": False, "elm": False}


def no_way_in(phone: BrowserPage, server: Served) -> None:
    """Make sure that a member of a team is told one sentence and the way back."""
    phone.goto(f"{server.url}facilitator")
    told = phone.get_by_text("This page is for facilitators")
    expect(told).to_be_visible(timeout=20_000)
    expect(phone.get_by_role("heading", level=2)).to_have_count(0)
    expect(phone.get_by_role("button", name="Start the timer")).to_have_count(0)


def test_a_facilitator_leads_two_teams(
    browser: Browser, server: Served, hall: Room, scripted: Callable[[str], Page]
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make setup`")
    idea = scripted("health").add_idea("No rides")
    phones = [
        open_step(browser.new_context(viewport=PHONE), server, "how-we-see-it", hall.code(team))
        for team in ("ash", "elm")
    ]
    for phone in phones:
        join(phone, "Health")
    page = lead(browser, server, hall)
    expect(page.get_by_label("Team to look at")).to_have_count(0)

    ask_for(page, "6. What comes first")
    for phone in phones:
        link = phone.get_by_role("link", name="6. What comes first").first
        expect(link).to_be_visible(timeout=LONG)
        link.click()
        expect(phone.locator("#step-what-first")).to_be_visible()
        expect(phone.get_by_text("The room is here: 6. What comes first")).to_be_visible()
    ash = row_of(page, "Ash County")
    voter = scripted("faith")
    expect(ash).to_contain_text("0 of 3")

    # How soon it is on this screen is measured by the bench, not here.
    reply = voter.send(voter.vote, "save", base_revision=0, dots={idea: 2})
    assert reply["type"] == "saved"
    expect(ash).to_contain_text("1 of 3", timeout=LONG)

    timer_and_message_arrive(page, phones)
    clock_covers_no_text(phones[1])
    close_for_all(page, phones, hall)
    for viewport in (DESK, PHONE):
        page.set_viewport_size(viewport)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        assert violations(page) == []
    assert violations(phones[1]) == []
    page.get_by_role("button", name="Take it down").click()
    expect(phones[1].get_by_text("Lunch is")).to_have_count(0, timeout=LONG)
    no_way_in(phones[1], server)
